//! Which of many patterns a text can match at all, told by the words that every match of them holds.
//!
//! A family of rules has tens of patterns, and most stretches of a text match none. The words without which a pattern
//! cannot match (获 and 奖 for an award) are read off the pattern itself, and one pass over the stretch says which patterns
//! are worth trying. A pattern that needs no word is always tried, so that nothing is ever missed.

use aho_corasick::{AhoCorasick, MatchKind};
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

/// A class of more characters than this is no word: there is always a digit somewhere.
const LARGEST_CLASS: usize = 4;

/// Which patterns a text can match, as bits by their position.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Possible(u128);

impl Possible {
    /// Whether the pattern at a position can match.
    pub(crate) fn has(self, position: usize) -> bool {
        self.0 & (1 << position) != 0
    }

    /// Whether none can.
    pub(crate) fn is_none(self) -> bool {
        self.0 == 0
    }
}

/// The words of a family of patterns.
#[derive(Debug)]
pub(crate) struct Words {
    automaton: AhoCorasick,
    /// By word: the groups that it is in, as bits.
    groups: Vec<u128>,
    /// By pattern: the groups of which it needs a word each, as bits.
    needs: Vec<u128>,
}

impl Words {
    /// Reads the words off patterns, at most 128.
    pub(crate) fn of<'a>(patterns: impl IntoIterator<Item = &'a str>) -> Self {
        let (mut words, mut groups): (Vec<Vec<u8>>, Vec<u128>) = (Vec::new(), Vec::new());
        let (mut known, mut needs): (Vec<Group>, Vec<u128>) = (Vec::new(), Vec::new());
        for pattern in patterns {
            let hir = regex_syntax::parse(pattern).expect("what is no pattern does not get here");
            let mut needed = 0;
            for group in needed_by(&hir) {
                let at = known.iter().position(|other| *other == group).unwrap_or_else(|| {
                    known.push(group);
                    known.len() - 1
                });
                // A family with more groups than bits looks at the first ones alone.
                needed |= 1_u128.checked_shl(at as u32).unwrap_or(0);
            }
            needs.push(needed);
        }
        for (at, group) in known.into_iter().enumerate().take(128) {
            for word in group {
                let position = words.iter().position(|other| *other == word).unwrap_or_else(|| {
                    words.push(word);
                    groups.push(0);
                    words.len() - 1
                });
                groups[position] |= 1 << at;
            }
        }
        assert!(needs.len() <= 128, "a family of patterns fits the bits of Possible");
        let automaton = AhoCorasick::builder().match_kind(MatchKind::Standard).build(words);
        Self { automaton: automaton.expect("the words of some patterns make an automaton"), groups, needs }
    }

    /// Which patterns a text can match.
    pub(crate) fn possible(&self, text: &str) -> Possible {
        let found = self.automaton.find_overlapping_iter(text);
        let found = found.fold(0, |found, word| found | self.groups[word.pattern().as_usize()]);
        let bits = self.needs.iter().enumerate().filter(|(_, needed)| *needed & !found == 0);
        Possible(bits.fold(0, |bits, (position, _)| bits | 1 << position))
    }
}

/// Words of which one must be there.
type Group = Vec<Vec<u8>>;

/// The groups of which every match of an expression holds a word each.
fn needed_by(hir: &Hir) -> Vec<Group> {
    match hir.kind() {
        HirKind::Literal(literal) => vec![vec![literal.0.to_vec()]],
        HirKind::Class(class) => characters(class).into_iter().collect(),
        HirKind::Repetition(repetition) if repetition.min > 0 => needed_by(&repetition.sub),
        HirKind::Capture(capture) => needed_by(&capture.sub),
        HirKind::Concat(parts) => parts.iter().flat_map(needed_by).collect(),
        HirKind::Alternation(branches) => {
            let best = branches.iter().map(|branch| needed_by(branch).into_iter().max_by_key(rarity));
            best.collect::<Option<Vec<Group>>>().map(|groups| groups.concat()).into_iter().collect()
        }
        HirKind::Repetition(_) | HirKind::Empty | HirKind::Look(_) => Vec::new(),
    }
}

/// Long words are rarer than short ones, and few than many.
fn rarity(group: &Group) -> (usize, std::cmp::Reverse<usize>) {
    (group.iter().map(Vec::len).min().unwrap_or(0), std::cmp::Reverse(group.len()))
}

fn characters(class: &Class) -> Option<Group> {
    let Class::Unicode(class) = class else { return None };
    let count: usize = class.iter().map(ClassUnicodeRange::len).sum();
    let each = class.iter().flat_map(|range| range.start()..=range.end());
    (count <= LARGEST_CLASS).then(|| each.map(|character| character.to_string().into_bytes()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn possible(pattern: &str, text: &str) -> bool {
        Words::of([pattern]).possible(text).has(0)
    }

    #[test]
    fn a_match_needs_one_word_of_every_group() {
        let award = "(?:荣获|被评为)[^，]*?(?:奖|称号)$";
        assert!(possible(award, "荣获质量奖") && possible(award, "奖项，被评为"));
        assert!(!possible(award, "荣获好评") && !possible(award, "颁发奖金"));
    }

    #[test]
    fn what_may_be_missing_is_not_needed() {
        assert!(possible("(?:今年)?上半年", "上半年") && !possible("(?:今年)?上半年", "今年"));
        assert!(possible("(?:甲|)乙*", "") && possible(r"\d+", "") && possible("^$", ""));
        assert!(possible("[上中下]旬", "中旬") && !possible("[上中下]旬", "旬刊"));
    }

    #[test]
    fn each_pattern_has_its_own_bit() {
        let words = Words::of(["\\d+年", "\\d+月", "第[一二三]"]);
        let found = words.possible("2023年第一季度");
        assert!(found.has(0) && !found.has(1) && found.has(2) && words.possible("无").is_none());
    }
}
