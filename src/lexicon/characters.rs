//! seeds/lexicon/traditional.tsv → traditional characters as the simplified ones that registers and rules are written in.
//!
//! A character stands for one character, and both are as long in UTF-8: offsets count the same in either text. Which
//! simplified character is right may depend on the word (後 and 后); for finding names it is enough that one is chosen.

use std::sync::LazyLock;

use super::table::rows;

const TABLE: &str = include_str!("../../seeds/lexicon/traditional.tsv");

const RADICALS: &str = include_str!("../../seeds/lexicon/radicals.tsv");

/// Where the radicals of Unicode stand.
const OF_RADICALS: std::ops::RangeInclusive<char> = '\u{2e80}'..='\u{2fd5}';

/// The radicals, in the order of their code points, with the ideograph that each is.
static RADICAL: LazyLock<Vec<(char, char)>> = LazyLock::new(|| {
    let ideograph = |row: &Vec<&'static str>| row[0].chars().next().expect("the first column is a character");
    let all = rows(RADICALS).flat_map(|row| row[1].chars().map(|form| (form, ideograph(&row))).collect::<Vec<_>>());
    let mut all: Vec<(char, char)> = all.collect();
    all.sort_unstable();
    all
});

/// Of so many ideographs one at least is traditional in a text that is written so: about one in three is.
const ONE_IN: usize = 12;

/// The characters folded, in the order of their code points, and whether only texts in traditional characters mean them.
static FORMS: LazyLock<Vec<(char, char, bool)>> = LazyLock::new(|| {
    let mut forms: Vec<(char, char, bool)> = rows(TABLE)
        .flat_map(|row| {
            let simplified = row[0].chars().next().expect("the first column is a character");
            let only = row.get(2) == Some(&"traditional");
            row[1].chars().map(move |form| (form, simplified, only)).collect::<Vec<_>>()
        })
        .collect();
    forms.sort_unstable();
    forms
});

/// A bit for each character of the basic plane that is traditional beyond doubt.
static TRADITIONAL: LazyLock<Vec<u64>> = LazyLock::new(|| {
    let mut bits = vec![0; 0x1_0000 / 64];
    for (form, _, only) in FORMS.iter().filter(|(form, ..)| (*form as usize) < 0x1_0000) {
        bits[*form as usize / 64] |= u64::from(!only) << (*form as usize % 64);
    }
    bits
});

/// Whether a character is traditional and no simplified one at the same time.
pub fn is_traditional(character: char) -> bool {
    let at = character as usize;
    at >= 0x3400 && TRADITIONAL.get(at / 64).is_some_and(|bits| bits >> (at % 64) & 1 == 1)
}

/// Whether a character is a radical that stands for an ideograph.
pub fn is_radical(character: char) -> bool {
    OF_RADICALS.contains(&character) && unified(character) != character
}

/// The ideograph that a radical is (⽉ for 月), as PDF files have them and what is copied from those; itself for all else.
pub fn unified(character: char) -> char {
    if !OF_RADICALS.contains(&character) {
        return character;
    }
    let found = RADICAL.binary_search_by_key(&character, |(form, _)| *form);
    found.map_or(character, |at| RADICAL[at].1)
}

/// The text in simplified characters and with ideographs for radicals, byte for byte as long; `traditional` is how many of its characters are traditional.
pub fn simplified(text: &str, traditional: usize) -> String {
    let ideographs = text.chars().filter(|character| ('\u{4e00}'..='\u{9fff}').contains(character)).count();
    let whole = traditional * ONE_IN >= ideographs;
    text.chars().map(|character| fold(unified(character), whole)).collect()
}

/// The simplified form of a character, whatever text it stands in; itself where it has none.
pub fn simple(character: char) -> char {
    if character < *OF_RADICALS.start() { character } else { fold(unified(character), true) }
}

fn fold(character: char, whole: bool) -> char {
    let found = FORMS.binary_search_by_key(&character, |(form, ..)| *form).ok().map(|at| FORMS[at]);
    found.filter(|(.., only)| whole || !only).map_or(character, |(_, simplified, _)| simplified)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_text_in_traditional_characters_is_folded_whole_and_keeps_its_length() {
        let text = "廣東省財政廳於後日發佈「數字政府」改革，計畫投資3億圓。";
        let count = text.chars().filter(|character| is_traditional(*character)).count();
        let folded = simplified(text, count);
        assert_eq!(
            (folded.as_str(), folded.len()),
            ("广东省财政厅于后日发布“数字政府”改革，计画投资3亿圆。", text.len())
        );
    }

    #[test]
    fn radicals_are_ideographs() {
        assert_eq!(simplified("2024年4⽉底，⼈⺠政府⼤⾞", 0), "2024年4月底，人民政府大车");
        assert!(RADICAL.iter().all(|(form, ideograph)| form.len_utf8() == ideograph.len_utf8()));
        assert_eq!((unified('月'), simple('⾞')), ('月', '车'));
    }

    #[test]
    fn a_word_in_traditional_characters_leaves_the_rest_as_it_is() {
        let text =
            "乾安县的「臺灣」商会在于潜镇设立联络处，推动於潜、徵集等地特色产业发展，组织企业家参加年度交流活动。";
        assert_eq!(simplified(text, 2), text.replace("臺灣", "台湾"));
    }

    #[test]
    fn each_form_is_as_long_as_what_it_stands_for() {
        assert!(FORMS.iter().all(|(form, simplified, _)| form.len_utf8() == simplified.len_utf8()));
        assert!(FORMS.windows(2).all(|pair| pair[0].0 != pair[1].0), "a form has one meaning");
    }

    #[test]
    fn no_name_of_the_register_has_a_traditional_character() {
        let names = Lexicon::builtin().register.divisions().iter().map(|division| division.name);
        let odd: Vec<&str> = names.filter(|name| name.chars().any(is_traditional)).collect();
        assert!(odd.is_empty(), "{odd:?}");
    }
}
