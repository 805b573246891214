//! A text → what is compared: one script, one width, one case, without the signs that readers leave out.
//!
//! `“政採貸”融资１２．５億元` and `政采贷融资12.5亿元` fold to the same characters. What a reader would not type is dropped
//! (quotation marks, brackets, invisible characters, space beside Chinese), what ends a thought becomes one space, and
//! so do the gaps between words of letters. English words lose their plural.

use crate::lexicon::characters::simple;

/// Longest English word that is taken apart; what is longer is no word.
const LONGEST_WORD: usize = 64;

/// A folded text, and where each of its characters comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Folded {
    pub(super) text: String,
    /// For each character of `text` the code points of the original that it stands for, from and to.
    pub(super) places: Vec<(u32, u32)>,
}

/// Folds a text.
pub(super) fn fold(text: &str) -> String {
    folded(text).text
}

/// Folds a text and keeps its places.
pub(super) fn folded(text: &str) -> Folded {
    let characters: Vec<char> = text.chars().map(narrow).collect();
    let mut folder = Folder::default();
    let mut at = 0;
    while at < characters.len() {
        let word = letters(&characters[at..]);
        if word > 0 {
            folder.word(&characters[at..at + word], at);
            at += word;
        } else {
            folder.sign(&characters, at);
            at += 1;
        }
    }
    folder.done
}

/// Whether a character belongs to the writing of words by letters, in which gaps divide.
pub(super) fn is_letter(character: char) -> bool {
    character.is_alphabetic() && !is_ideographic(character)
}

/// Whether a character is written without gaps between words: Chinese, Japanese.
pub(super) fn is_ideographic(character: char) -> bool {
    matches!(u32::from(character), 0x2e80..=0x2fdf | 0x3005..=0x3007 | 0x3040..=0x30ff | 0x31f0..=0x31ff
        | 0x3400..=0x9fff | 0xf900..=0xfaff | 0x20000..=0x3ffff)
}

/// How a sign stands between what is before and after it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    /// Divides words of letters and numbers only.
    Soft,
    /// Divides everything.
    Break,
}

#[derive(Default)]
struct Folder {
    done: Folded,
    gap: Gap,
    last: Option<char>,
}

impl Folder {
    fn word(&mut self, word: &[char], at: usize) {
        let lower: String = word.iter().flat_map(|c| c.to_lowercase()).filter(|c| !is_invisible(*c)).collect();
        let is_english = word.len() <= LONGEST_WORD && word.iter().all(char::is_ascii);
        let stem = if is_english { singular(&lower) } else { lower };
        let count = stem.chars().count();
        for (number, character) in stem.chars().enumerate() {
            // Letters and their folded forms go side by side; what is over belongs to the last.
            let from = at + number.min(word.len() - 1);
            let to = if number + 1 == count { at + word.len() } else { from + 1 };
            self.put(character, from, to);
        }
    }

    fn sign(&mut self, characters: &[char], at: usize) {
        let character = characters[at];
        let digit = |place: Option<usize>| place.and_then(|i| characters.get(i)).is_some_and(char::is_ascii_digit);
        let between_digits = digit(at.checked_sub(1)) && digit(Some(at + 1));
        match character {
            ',' if between_digits && (2..=3).all(|next| digit(Some(at + next))) => {}
            '.' if between_digits => self.put('.', at, at + 1),
            '%' | '‰' | '+' | '#' | '&' | '@' => self.put(character, at, at + 1),
            _ if character.is_alphanumeric() || is_ideographic(character) => {
                self.put(simple(character), at, at + 1);
            }
            _ if is_invisible(character) => {}
            _ => self.gap = self.gap.max(gap(character)),
        }
    }

    fn put(&mut self, character: char, from: usize, to: usize) {
        if let Some(last) = self.last {
            let parts = !is_ideographic(last) && !is_ideographic(character);
            if self.gap == Gap::Break || (self.gap == Gap::Soft && parts) {
                let end = self.done.places.last().map_or(0, |place| place.1);
                self.done.text.push(' ');
                self.done.places.push((end, from as u32));
            }
        }
        self.gap = Gap::None;
        self.last = Some(character);
        self.done.text.push(character);
        self.done.places.push((from as u32, to as u32));
    }
}

/// The half-width form of a full-width sign.
fn narrow(character: char) -> char {
    match character {
        '\u{ff01}'..='\u{ff5e}' => char::from_u32(u32::from(character) - 0xfee0).unwrap_or(character),
        other => other,
    }
}

fn is_invisible(character: char) -> bool {
    matches!(u32::from(character), 0xad | 0x200b..=0x200f | 0x202a..=0x202e | 0x2060..=0x2064 | 0xfe00..=0xfe0f | 0xfeff | 0x300..=0x36f)
}

/// Sentences end at these; at all other signs they only pause.
fn gap(character: char) -> Gap {
    if "。！？；：，、!?;:,|".contains(character) { Gap::Break } else { Gap::Soft }
}

/// How many letters a text begins with.
fn letters(characters: &[char]) -> usize {
    characters.iter().take_while(|c| is_letter(**c)).count()
}

/// An English word without the ending of its plural: the S-stemmer of D. Harman, "How effective is suffixing?",
/// JASIS 42(1), 1991, table 1.
fn singular(word: &str) -> String {
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    if word.len() < 4 || !word.ends_with('s') {
        return word.to_owned();
    }
    if ends(&["ies"]) {
        return if ends(&["eies", "aies"]) { word.to_owned() } else { format!("{}y", &word[..word.len() - 3]) };
    }
    if ends(&["es"]) {
        let kept = if ends(&["aes", "ees", "oes"]) { word.len() } else { word.len() - 1 };
        return word[..kept].to_owned();
    }
    if ends(&["us", "ss"]) { word.to_owned() } else { word[..word.len() - 1].to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn script_width_case_and_quotation_marks_make_no_difference() {
        assert_eq!(fold("“政採貸”融資１２．５億元，增長３９０．１％"), "政采贷融资12.5亿元 增长390.1%");
        assert_eq!(fold("ＡＢＣ 5Ｇ网络"), "abc 5g网络");
        assert_eq!(fold("桂财采〔2021〕9号"), fold("桂财采[2021]9号"));
    }

    #[test]
    fn numbers_keep_their_point_and_lose_their_commas() {
        assert_eq!(fold("1,234,567.89元"), "1234567.89元");
        assert_eq!(fold("1, 2和3,4"), "1 2和3 4");
        assert_eq!(fold("v2. 末"), "v2末");
    }

    #[test]
    fn english_words_stand_apart_and_in_the_singular() {
        assert_eq!(
            fold("Getting  credits; companies' boxes, bus-class taxes"),
            "getting credit company boxe bus class taxe"
        );
    }

    #[test]
    fn places_are_code_points_of_the_original() {
        let text = "𠮷“政採貸”Companies 好";
        let folded = folded(text);
        let original: Vec<char> = text.chars().collect();
        assert_eq!(folded.text, "𠮷政采贷company好");
        assert_eq!(folded.text.chars().count(), folded.places.len());
        let (from, to) = (folded.places[1].0 as usize, folded.places[3].1 as usize);
        assert_eq!(original[from..to].iter().collect::<String>(), "政採貸");
        let (from, to) = (folded.places[4].0 as usize, folded.places[10].1 as usize);
        assert_eq!(original[from..to].iter().collect::<String>(), "Companies");
    }

    #[test]
    fn what_folds_is_folded_already() {
        for text in ["İSTANBUL ǅ ﬁ", "a\u{301}b", "第①季度", "……", "ß", "\u{feff}政\u{200b}采"] {
            let once = folded(text);
            assert_eq!(once.places.len(), once.text.chars().count(), "{text}");
            assert_eq!(fold(&once.text), once.text, "{text}");
        }
    }
}
