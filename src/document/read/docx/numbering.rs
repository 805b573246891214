//! The numbers before the paragraphs of lists, which are not in the text of a Word file but computed.

use std::collections::BTreeMap;

use super::FORMAT;
use crate::document::read::ReadError;
use crate::document::read::xml::{Piece, Xml, attribute, number};
use crate::document::section::chinese;

/// Levels of a list.
const LEVELS: usize = 9;

/// Where in which list a paragraph stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) list: String,
    pub(super) level: usize,
}

/// How one level of a list is numbered.
#[derive(Clone, Debug, Default)]
struct Level {
    /// `decimal`, `chineseCounting`, `bullet` …
    format: String,
    /// `%1、`, `（%2）`, `%1.%2`
    text: String,
    start: Option<usize>,
    /// Whether a space stands between number and text.
    space: bool,
}

/// A list: the definition it follows, and where it starts at other numbers.
#[derive(Clone, Debug, Default)]
struct List {
    definition: String,
    starts: BTreeMap<usize, usize>,
}

/// The lists of a document and how far each has counted.
#[derive(Clone, Debug, Default)]
pub(super) struct Numbering {
    definitions: BTreeMap<String, Vec<Level>>,
    lists: BTreeMap<String, List>,
    /// By definition: lists that share one go on counting. A list with starts of its own counts for itself.
    counts: BTreeMap<String, [Option<usize>; LEVELS]>,
}

impl Numbering {
    pub(super) fn read(content: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(content, FORMAT, "word/numbering.xml");
        let mut numbering = Self::default();
        let (mut definition, mut list, mut level) = (String::new(), String::new(), 0);
        let mut in_list = false;
        while let Some(piece) = xml.next()? {
            let Piece::Start(element) = piece else { continue };
            let value = || attribute(&element, "val").unwrap_or_default();
            match element.local_name().as_ref() {
                b"abstractNum" => {
                    definition = attribute(&element, "abstractNumId").unwrap_or_default();
                    numbering.definitions.insert(definition.clone(), vec![Level::default(); LEVELS]);
                    in_list = false;
                }
                b"num" => {
                    list = attribute(&element, "numId").unwrap_or_default();
                    in_list = true;
                }
                b"abstractNumId" => numbering.lists.entry(list.clone()).or_default().definition = value(),
                b"lvl" | b"lvlOverride" => level = number(&element, "ilvl").unwrap_or(0).min(LEVELS - 1),
                b"startOverride" => {
                    let start = number(&element, "val").unwrap_or(1);
                    numbering.lists.entry(list.clone()).or_default().starts.insert(level, start);
                }
                // A level that a list defines anew is rare and mostly about looks.
                _ if in_list => {}
                name => {
                    let Some(levels) = numbering.definitions.get_mut(&definition) else { continue };
                    match name {
                        b"start" => levels[level].start = number(&element, "val"),
                        b"numFmt" => levels[level].format = value(),
                        b"lvlText" => levels[level].text = value(),
                        b"suff" => levels[level].space = value() == "space",
                        _ => {}
                    }
                }
            }
        }
        Ok(numbering)
    }

    /// Counts one paragraph on and gives its number as printed; empty for bullets and what has no number.
    pub(super) fn next(&mut self, place: &Place) -> String {
        let Some(list) = self.lists.get(&place.list) else { return String::new() };
        let Some(levels) = self.definitions.get(&list.definition) else { return String::new() };
        let own = !list.starts.is_empty();
        let counter = if own { format!("list {}", place.list) } else { list.definition.clone() };
        let counts = self.counts.entry(counter).or_default();
        let at = place.level.min(LEVELS - 1);
        let start = |level: usize| list.starts.get(&level).copied().or(levels[level].start).unwrap_or(1);
        for (level, count) in counts.iter_mut().enumerate().take(at) {
            count.get_or_insert_with(|| start(level));
        }
        counts[at] = Some(counts[at].map_or_else(|| start(at), |count| count + 1));
        counts[at + 1..].fill(None);
        let Level { format, text, space, .. } = &levels[at];
        if format == "bullet" || format == "none" {
            return String::new();
        }
        let mut printed = String::new();
        let mut characters = text.chars();
        while let Some(c) = characters.next() {
            let level = (c == '%').then(|| characters.clone().next().and_then(|digit| digit.to_digit(10))).flatten();
            if let Some(level) = level.filter(|level| (1..=LEVELS as u32).contains(level)) {
                characters.next();
                let level = level as usize - 1;
                printed.push_str(&spelled(counts[level].unwrap_or(1), &levels[level].format));
            } else {
                printed.push(c);
            }
        }
        // Without a space `1.` and `2023年` would be one number.
        if *space || printed.ends_with(|c: char| c.is_ascii()) {
            printed.push(' ');
        }
        printed
    }
}

/// A number in the digits of a format; formats that are not known count in decimal digits.
fn spelled(number: usize, format: &str) -> String {
    match format {
        "chineseCounting"
        | "chineseCountingThousand"
        | "taiwaneseCountingThousand"
        | "japaneseCounting"
        | "taiwaneseCounting"
        | "ideographDigital"
        | "chineseLegalSimplified" => chinese(number),
        "decimalZero" => format!("{number:02}"),
        "upperLetter" => letters(number, 'A'),
        "lowerLetter" => letters(number, 'a'),
        "upperRoman" => roman(number),
        "lowerRoman" => roman(number).to_lowercase(),
        "decimalFullWidth" => number.to_string().chars().map(full_width).collect(),
        "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" if (1..=20).contains(&number) => {
            char::from_u32('①' as u32 + number as u32 - 1).map(String::from).unwrap_or_default()
        }
        _ => number.to_string(),
    }
}

fn full_width(digit: char) -> char {
    char::from_u32('０' as u32 + digit.to_digit(10).unwrap_or(0)).unwrap_or(digit)
}

/// a … z, aa, bb, as Word counts.
fn letters(number: usize, first: char) -> String {
    let (times, letter) = (number.saturating_sub(1) / 26 + 1, number.saturating_sub(1) % 26);
    let letter = char::from_u32(first as u32 + letter as u32).unwrap_or(first);
    std::iter::repeat_n(letter, times.min(4)).collect()
}

fn roman(mut number: usize) -> String {
    const VALUES: [(usize, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if number >= 4000 {
        return number.to_string();
    }
    let mut spelled = String::new();
    for (value, letters) in VALUES {
        while number >= value {
            spelled.push_str(letters);
            number -= value;
        }
    }
    spelled
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_as_lists_print_them() {
        let all = [1, 4, 10, 11, 20, 36, 103, 110].map(chinese);
        assert_eq!(all, ["一", "四", "十", "十一", "二十", "三十六", "一百零三", "一百一十"]);
        assert_eq!([1, 26, 27].map(|number| letters(number, 'a')), ["a", "z", "aa"]);
        assert_eq!([4, 9, 14, 40].map(roman), ["IV", "IX", "XIV", "XL"]);
        assert_eq!(spelled(3, "decimalEnclosedCircle"), "③");
    }

    #[test]
    fn levels_count_under_each_other() {
        let xml = r#"<w:numbering xmlns:w="w"><w:abstractNum w:abstractNumId="0">
            <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
            <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%2."/></w:lvl>
            </w:abstractNum><w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>"#;
        let mut numbering = Numbering::read(xml).expect("it is XML");
        let mut next = |level| numbering.next(&Place { list: "7".to_owned(), level });
        let all = [next(0), next(1), next(1), next(0), next(1)];
        assert_eq!(all, ["一、", "1. ", "2. ", "二、", "1. "]);
    }
}
