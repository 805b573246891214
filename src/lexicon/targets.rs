//! Words for groups served, and words of serving.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};
use regex::Regex;

use super::table::words;
use crate::span::Span;

/// The words that the rules for groups served know.
#[derive(Debug)]
pub struct TargetWords {
    groups: AhoCorasick,
    cues: AhoCorasick,
}

/// 全市261户, 90余家, 每个, 广大: how many, and all of them.
static COUNT: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(
        r"^(?:不同|我们|其他|相关|这些|一大批|一批|部分|所有|全体|该|全市|全区|全省|全县|全国|广大|辖区内?|每个|每家|更多|众多|\d[\d.,]*(?:万|亿)?(?:余|多)?(?:家|户|个|名|人|位|批)?(?:次)?|[一二三四五六七八九十百千万]+(?:余|多)?(?:家|户|名|位))*",
    )
    .expect("the pattern is fixed")
});

impl TargetWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let finder = |words: Vec<&'static str>| {
            AhoCorasick::builder()
                .match_kind(MatchKind::LeftmostLongest)
                .build(words)
                .expect("a list of words is far below the limits of the automaton")
        };
        Self {
            groups: finder(words(include_str!("../../seeds/lexicon/target-groups.tsv")).collect()),
            cues: finder(words(include_str!("../../seeds/lexicon/target-cues.tsv")).collect()),
        }
    }

    /// The nouns for groups in a text, in its order.
    pub fn groups(&self, text: &str) -> Vec<Span> {
        self.groups.find_iter(text).map(|found| found.range().into()).collect()
    }

    /// The words of serving in a text, in its order.
    pub fn cues(&self, text: &str) -> Vec<Span> {
        self.cues.find_iter(text).map(|found| found.range().into()).collect()
    }

    /// A phrase without the count it begins with.
    pub fn without_count<'t>(&self, phrase: &'t str) -> &'t str {
        &phrase[COUNT.find(phrase).map_or(0, |count| count.end())..]
    }
}
