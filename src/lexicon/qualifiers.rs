//! Words on either side of a number that say how exact it is.

use super::table::rows;

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

/// The words, longest first.
#[derive(Debug)]
pub struct Qualifiers {
    before: Vec<(&'static str, Qualifier)>,
    after: Vec<(&'static str, Qualifier)>,
}

impl Qualifiers {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let side = |wanted: &str| {
            let table = rows(include_str!("../../seeds/lexicon/qualifiers.tsv"));
            let on_side = table.filter(|row| row.get(2).is_some_and(|side| *side == wanted));
            let mut words: Vec<_> = on_side.filter_map(|row| Some((row[0], qualifier(row.get(1)?)?))).collect();
            words.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
            words
        };
        Self { before: side("before"), after: side("after") }
    }

    /// The qualifier that `text` ends with, and its length in bytes. 达 and 了 may stand between it and the number.
    pub fn before(&self, text: &str) -> Option<(Qualifier, usize)> {
        let bare = text.trim_end_matches(['达', '到', '了', '为', ' ']);
        let skipped = text.len() - bare.len();
        // 以上 before a number belongs to the number before it.
        let found = self.before.iter().find(|(word, _)| bare.ends_with(word) && !bare.ends_with("以上"))?;
        Some((found.1, found.0.len() + skipped))
    }

    /// The qualifier that `text` begins with, and its length in bytes.
    pub fn after(&self, text: &str) -> Option<(Qualifier, usize)> {
        // 内部, 内容, 内地 begin words of their own.
        let own_word =
            ["内部", "内容", "内地", "内外", "内设", "上下游", "内资"].iter().any(|word| text.starts_with(word));
        let found = self.after.iter().find(|(word, _)| text.starts_with(word) && !own_word)?;
        Some((found.1, found.0.len()))
    }
}

fn qualifier(notation: &str) -> Option<Qualifier> {
    Some(match notation {
        "exact" => Qualifier::Exact,
        "approx" => Qualifier::Approx,
        "at_least" => Qualifier::AtLeast,
        "more_than" => Qualifier::MoreThan,
        "at_most" => Qualifier::AtMost,
        "less_than" => Qualifier::LessThan,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_on_either_side() {
        let words = Qualifiers::builtin();
        let before = |text| words.before(text).map(|found| found.0);
        assert_eq!(before("总额突破"), Some(Qualifier::MoreThan));
        assert_eq!(before("比例不低于"), Some(Qualifier::AtLeast));
        assert_eq!(before("满意度超过了"), Some(Qualifier::MoreThan));
        assert_eq!(before("完成"), None);
        assert_eq!(words.after("以内响应"), Some((Qualifier::AtMost, "以内".len())));
        assert_eq!(words.after("内部流程"), None);
    }
}
