//! seeds/lexicon/laws.tsv → the laws and regulations of the country, by their full names and by what they are called.
//!
//! Texts leave out the name of the state, and 《》 too: `依据安全生产法第九条`, `大气污染防治法、清洁生产促进法`. Their names all end
//! in one of a few words, so that they are read from their ends: hundreds of names cost no more than one.

use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::LazyLock;

use rustc_hash::FxBuildHasher;

use super::finder::Finder;
use super::set::Characters;
use super::table::rows;

const LAWS: &str = include_str!("../../seeds/lexicon/laws.tsv");

/// What the full names of laws begin with.
const STATE: &str = "中华人民共和国";

/// How the names end that stand without brackets too.
static ENDS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["法", "法典", "条例", "实施细则", "准则", "章程"]));

/// What makes another word of a 法 "law" before it: 公司法|人 "legal person", 电子商务法|规 "rules".
static GOES_ON: Characters = Characters::of("律规院治制庭学官人师定务盲医家轮典部式案系令度纪则理宝书");

/// What stands before a name of three characters that is one, and no part of a longer word: 执行|预算法.
static BEFORE_SHORT: Characters = Characters::of("的和与及或按照据对依守行实施彻落订改反犯触循布新是");

/// Characters of a name that may be part of a longer word.
const SHORT: usize = 3;

/// Laws and regulations by what they are called.
#[derive(Debug)]
pub struct Laws {
    full: HashMap<&'static str, Cow<'static, str>, FxBuildHasher>,
    /// Characters of the longest.
    longest: usize,
}

impl Laws {
    /// Reads the laws that come with the program.
    pub fn builtin() -> Self {
        let mut full = HashMap::default();
        for row in rows(LAWS) {
            let name = match row[1] {
                "state" => Cow::Owned(format!("{STATE}{}", row[0])),
                _ => Cow::Borrowed(row[0]),
            };
            for other in row.get(2).into_iter().flat_map(|cell| cell.split(' ')) {
                full.insert(other, name.clone());
            }
            full.insert(row[0], name);
        }
        let longest = full.keys().map(|name| name.chars().count()).max().unwrap_or(0);
        Self { full, longest }
    }

    /// The full name of a law or regulation that is called so, with the name of the state or without.
    pub fn full_name(&self, called: &str) -> Option<&str> {
        self.full.get(called.strip_prefix(STATE).unwrap_or(called)).map(Cow::as_ref)
    }

    /// The laws and regulations that a text calls by name without brackets: where, and their full names.
    pub fn named_in(&self, text: &str) -> Vec<(Range<usize>, &str)> {
        let mut found: Vec<(Range<usize>, &str)> = Vec::new();
        for end in ENDS.find_iter(text) {
            let Some((range, name)) = self.ending_at(text, end.end()) else { continue };
            // …法|实施条例 is one name.
            if found.last().is_some_and(|(last, _)| last.start >= range.start) {
                found.pop();
            }
            if found.last().is_none_or(|(last, _)| last.end <= range.start) {
                found.push((range, name));
            }
        }
        found
    }

    /// The longest name that ends at a place, if no longer word goes on there.
    fn ending_at(&self, text: &str, end: usize) -> Option<(Range<usize>, &str)> {
        let (before, after) = text.split_at(end);
        // 环境保护法|规定: what it provides, where 法规 is another word.
        let provides = after.starts_with("规定");
        let other_word = before.ends_with('法') && after.starts_with(|c| GOES_ON.has(c)) && !provides;
        if other_word || after.starts_with("实施条例") || after.starts_with("实施细则") || after.starts_with("实施办法")
        {
            return None;
        }
        let is_han = |c: &char| ('\u{4e00}'..='\u{9fff}').contains(c);
        let places = before.char_indices().rev().take(self.longest).take_while(|(_, c)| is_han(c));
        let (mut start, mut length) = (None, 0);
        for (count, (at, _)) in places.enumerate() {
            if self.full.contains_key(&before[at..]) {
                (start, length) = (Some(at), count + 1);
            }
        }
        let start = start?;
        let name = self.full_name(&before[start..])?;
        if let Some(rest) = before[..start].strip_suffix(STATE) {
            return Some((rest.len()..end, name));
        }
        let part_of_word = length <= SHORT
            && !before.ends_with("法典")
            && before[..start].ends_with(|c| is_han(&c) && !BEFORE_SHORT.has(c));
        (!part_of_word).then_some((start..end, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(text: &str) -> Vec<&'static str> {
        static LAWS: LazyLock<Laws> = LazyLock::new(Laws::builtin);
        LAWS.named_in(text).into_iter().map(|(_, name)| name).collect()
    }

    #[test]
    fn laws_stand_in_lists_and_sentences() {
        assert_eq!(
            named("加强大气污染防治法、清洁生产促进法执法检查"),
            ["中华人民共和国大气污染防治法", "中华人民共和国清洁生产促进法"]
        );
        assert_eq!(named("遵守道路交通安全法实施条例的规定"), ["中华人民共和国道路交通安全法实施条例"]);
        assert_eq!(named("按照中华人民共和国统计法报送"), ["中华人民共和国统计法"]);
    }

    #[test]
    fn longer_words_are_none() {
        assert_eq!(named("公司法人治理，电子商务法规，仲裁法庭，污水法治理，节水法"), Vec::<&str>::new());
        assert_eq!(named("草拟旅游法实施办法，完善工作办法"), Vec::<&str>::new());
    }
}
