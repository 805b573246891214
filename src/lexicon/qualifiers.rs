//! Words on either side of a number that say how exact it is.

use super::edge::{Beginnings, Endings};
use super::set::Characters;
use super::table::rows;
use crate::span::ending;

/// How exact a number is (`cgv:qualifiers`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the terms of the controlled list, defined there in two languages")]
pub enum Qualifier {
    Exact,
    Approx,
    AtLeast,
    MoreThan,
    AtMost,
    LessThan,
}

/// A word and what it says; nothing where it only ends or begins like a qualifier.
#[derive(Clone, Copy, Debug)]
struct Word {
    surface: &'static str,
    qualifier: Option<Qualifier>,
    /// Whether it qualifies only a bare place value or a large number.
    vague: bool,
    /// What may stand between it and its number.
    through: Option<Through>,
}

/// What may stand between a qualifier and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Through {
    /// A verb: 至少|随访|1次.
    Verb,
    /// What a share is of: 约占|全国的|30%.
    Whole,
    /// What is given: 最高|补助|100元, but not 最高|接待|2万人次.
    Gift,
}

/// What is given up to an amount.
const GIFTS: [&str; 12] =
    ["补助", "奖励", "补贴", "给予", "奖补", "资助", "支持", "可贷", "可获", "罚款", "补偿", "授信"];

/// Longest verb, and longest whole, in characters.
const VERB: usize = 4;
const WHOLE: usize = 10;

/// The words, longest first.
#[derive(Debug)]
pub struct Qualifiers {
    before: Endings<Word>,
    after: Beginnings<Word>,
    through: Vec<Word>,
    /// What all of those begin with: most numbers have none of it near them.
    signs: Characters,
}

/// Words that may stand between a qualifier and its number: reach, to, completed, be, have, in all.
const BETWEEN: [char; 8] = ['达', '到', '了', '为', '有', '共', '至', ' '];

impl Qualifiers {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let side = |wanted: &str| {
            let table = rows(include_str!("../../seeds/lexicon/qualifiers.tsv"));
            let on_side = table.filter(|row| row.get(2).is_some_and(|side| *side == wanted));
            let mut words: Vec<_> = on_side.filter_map(|row| word(&row)).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.surface.len()));
            words.into_iter().map(|word| (word.surface, word))
        };
        let through: Vec<Word> = side("before").map(|(_, word)| word).filter(|word| word.through.is_some()).collect();
        let signs: String = through.iter().filter_map(|word| word.surface.chars().next()).collect();
        let signs = Characters::of(&signs);
        Self { before: Endings::new(side("before")), after: Beginnings::new(side("after")), through, signs }
    }

    /// The qualifier that `text` ends with, and its length in bytes. 达 and 了 may stand between it and the number, which is
    /// `vague` where it is a bare place value (百, 千万) or a large number in words.
    pub fn before(&self, text: &str, vague: bool) -> Option<(Qualifier, usize)> {
        let find = |text| self.before.of(text).map(|(_, word)| word).find(|word| vague || !word.vague);
        if let Some(word) = find(text) {
            return Some((word.qualifier?, word.surface.len()));
        }
        let bare = text.trim_end_matches(BETWEEN);
        let word = (bare.len() < text.len()).then(|| find(bare)).flatten()?;
        Some((word.qualifier?, word.surface.len() + text.len() - bare.len()))
    }

    /// What qualifies a number through the words between: `至少随访|1次`, `最多提供|5个`, `约占全国的|30%`.
    pub fn through(&self, text: &str) -> Option<Qualifier> {
        let near = ending(text, WHOLE + 3);
        if !self.signs.are_in(near) {
            return None;
        }
        let plain = |words: &str| words.chars().all(|c| c.is_alphabetic() && c != '的');
        let joins = |word: &&Word| {
            let Some(between) = near.rfind(word.surface).map(|at| &near[at + word.surface.len()..]) else {
                return false;
            };
            match word.through {
                // 最多时|86座: when there were most.
                Some(Through::Verb) => {
                    between.chars().count() <= VERB && plain(between) && !between.starts_with(['时', '年'])
                }
                Some(Through::Gift) => GIFTS.contains(&between),
                _ => plain(between.strip_suffix('的').unwrap_or(between)),
            }
        };
        self.through.iter().find(joins)?.qualifier
    }

    /// The qualifier that `text` begins with, and its length in bytes.
    pub fn after(&self, text: &str) -> Option<(Qualifier, usize)> {
        let (_, word) = self.after.of(text).next()?;
        Some((word.qualifier?, word.surface.len()))
    }
}

fn word(row: &[&'static str]) -> Option<Word> {
    let qualifier = match *row.get(1)? {
        "exact" => Some(Qualifier::Exact),
        "approx" => Some(Qualifier::Approx),
        "at_least" => Some(Qualifier::AtLeast),
        "more_than" => Some(Qualifier::MoreThan),
        "at_most" => Some(Qualifier::AtMost),
        "less_than" => Some(Qualifier::LessThan),
        "none" => None,
        _ => return None,
    };
    let gloss = row.get(3).copied().unwrap_or_default();
    let through = match gloss.split(':').next() {
        Some("through") => Some(Through::Verb),
        Some("of what") => Some(Through::Whole),
        Some("of gifts") => Some(Through::Gift),
        _ => None,
    };
    Some(Word { surface: row[0], qualifier, vague: gloss.starts_with("vague"), through })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_either_side() {
        let words = Qualifiers::builtin();
        let before = |text| words.before(text, false).map(|found| found.0);
        assert_eq!(before("总额突破"), Some(Qualifier::MoreThan));
        assert_eq!(before("比例不低于"), Some(Qualifier::AtLeast));
        assert_eq!(before("占比不得超过"), Some(Qualifier::AtMost));
        assert_eq!(before("满意度超过了"), Some(Qualifier::MoreThan));
        assert_eq!(before("用时不到"), Some(Qualifier::LessThan));
        assert_eq!(before("完成"), None);
        assert_eq!(words.after("以内响应"), Some((Qualifier::AtMost, "以内".len())));
        assert_eq!(words.after("内部流程"), None);
    }

    #[test]
    fn words_that_only_end_like_a_qualifier() {
        let words = Qualifiers::builtin();
        for text in ["为企业节约", "现场签约", "附近", "线上", "经过"] {
            assert_eq!(words.before(text, true), None, "{text}");
        }
    }

    #[test]
    fn words_of_large_numbers_only() {
        let words = Qualifiers::builtin();
        assert_eq!(words.before("带动上", true), Some((Qualifier::AtLeast, "上".len())));
        assert_eq!(words.before("桌上", false), None);
    }

    #[test]
    fn every_row_is_read() {
        let all = rows(include_str!("../../seeds/lexicon/qualifiers.tsv")).count();
        let words = Qualifiers::builtin();
        assert_eq!(words.before.count() + words.after.count(), all);
    }
}
