//! Words around a number that are not its metric, and words that say which way it moved.

use super::table::rows;

/// Which way a quantity moved (`cgv:directions`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are the terms of the controlled list, defined there in two languages")]
pub enum Direction {
    Increase,
    Decrease,
}

/// The words by their part in a phrase, longest first.
#[derive(Debug)]
pub struct MetricWords {
    leads: Vec<&'static str>,
    tails: Vec<&'static str>,
    kept: Vec<&'static str>,
    heads: Vec<&'static str>,
    deals: Vec<&'static str>,
    changes: Vec<(&'static str, Option<Direction>)>,
}

impl MetricWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let role = |wanted: &str| {
            let table = rows(include_str!("../../seeds/lexicon/metric-words.tsv"));
            let mut words: Vec<_> = table.filter(|row| row.get(1) == Some(&wanted)).map(|row| row[0]).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words
        };
        let mut changes: Vec<_> = rows(include_str!("../../seeds/lexicon/changes.tsv"))
            .filter_map(|row| match *row.get(1)? {
                "increase" => Some((row[0], Some(Direction::Increase))),
                "decrease" => Some((row[0], Some(Direction::Decrease))),
                // Words that end like a change and are none: longer than it, they are found first.
                "none" => Some((row[0], None)),
                _ => None,
            })
            .collect();
        changes.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            leads: role("lead"),
            tails: role("tail"),
            kept: role("keep"),
            heads: role("head"),
            deals: role("deal"),
            changes,
        }
    }

    /// The phrase without the words at its ends that no metric has.
    pub fn bare<'a>(&self, phrase: &'a str) -> &'a str {
        let edge = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '：' | ':' | '；' | '、');
        let mut phrase = without_open_quote(phrase.trim_matches(edge));
        loop {
            let whole = |ends: fn(&str, &str) -> bool| self.kept.iter().any(|word| ends(phrase, word));
            let lead = self
                .leads
                .iter()
                .find_map(|word| phrase.strip_prefix(word))
                .filter(|_| !whole(|p, w| p.starts_with(w)));
            let tail =
                self.tails.iter().find_map(|word| phrase.strip_suffix(word)).filter(|_| !whole(|p, w| p.ends_with(w)));
            // A phrase that is nothing but such a word keeps nothing.
            match lead.or(tail) {
                Some(rest) => phrase = rest.trim_matches(edge),
                None => return phrase,
            }
        }
    }

    /// The bytes of `phrase` up to the end of the first noun that is counted.
    pub fn counted_noun(&self, phrase: &str) -> Option<usize> {
        self.heads.iter().filter_map(|head| Some(phrase.find(head)? + head.len())).min()
    }

    /// Whether the metric counts deals, whose amount may follow without naming them again.
    pub fn counts_deals(&self, metric: &str) -> bool {
        self.deals.iter().any(|deal| metric.ends_with(deal))
    }

    /// The word of change that `phrase` ends with.
    pub fn change_at_end(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let (word, direction) = self.changes.iter().find(|(word, _)| phrase.ends_with(word))?;
        Some((word, (*direction)?))
    }

    /// Whether `phrase` ends with a word such as 自然增长率, which names a level.
    pub fn only_looks_like_change(&self, phrase: &str) -> bool {
        self.changes.iter().any(|(word, direction)| direction.is_none() && phrase.ends_with(word))
    }

    /// The word of change, of at least two characters, that `phrase` begins with.
    pub fn change_at_start(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let (word, direction) =
            self.changes.iter().find(|(word, _)| word.chars().count() > 1 && phrase.starts_with(word))?;
        Some((word, (*direction)?))
    }

    /// The last word of change, of at least two characters, in `phrase`.
    pub fn change_within(&self, phrase: &str) -> Option<(&'static str, Direction)> {
        let long = self.changes.iter().filter(|(word, _)| word.chars().count() > 1);
        let last = long.filter_map(|change| Some((phrase.rfind(change.0)?, change))).max_by_key(|(at, _)| *at)?;
        Some((last.1.0, last.1.1?))
    }
}

/// A quotation that begins before a number and ends after it is not part of the metric.
fn without_open_quote(phrase: &str) -> &str {
    phrase.strip_prefix('“').filter(|rest| !rest.contains('”')).unwrap_or(phrase)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_ends_are_taken_off() {
        let words = MetricWords::builtin();
        assert_eq!(words.bare("其中，外贸进出口总额完成"), "外贸进出口总额");
        assert_eq!(words.bare("共受理工单共"), "受理工单");
        assert_eq!(words.bare("占比达到"), "占比");
        assert_eq!(words.bare("分别为"), "");
        assert_eq!(words.bare("退税到账时间平均为"), "退税到账时间平均");
        assert_eq!(words.bare("“我们公司享受扣除"), "我们公司享受扣除");
        assert_eq!(words.bare("在校研究生"), "在校研究生");
        assert_eq!(words.bare("一般公共预算支出的"), "一般公共预算支出");
    }

    #[test]
    fn changes() {
        let words = MetricWords::builtin();
        assert_eq!(words.change_at_end("比上年增长"), Some(("增长", Direction::Increase)));
        assert_eq!(words.change_at_end("第一产业增加值"), None);
        assert_eq!(words.change_at_end("自然增长率"), None);
        assert_eq!(words.change_at_start("降低办税成本"), Some(("降低", Direction::Decrease)));
    }
}
