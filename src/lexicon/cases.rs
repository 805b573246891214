//! How the parts of a case, its rates and the titles it cites are called: what measures and findings are told by.

use std::sync::LazyLock;

use super::finder::Finder;
use super::pattern::{Pattern, pattern};
use super::table::{rows, words};

/// What may stand before the first verb of a heading, or of one of its clauses: who does it and how.
static BEFORE_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[，、 ])(?:\\p{Han}{2,14}?(?:省|市|县|区|旗|州|盟|局|厅|委|院))?(?:大力|全面|积极|扎实|着力|持续|不断|率先|深入|进一步|坚持|以[^，]{2,10})*$",
    )
});

/// Shortest object of a verb, in characters.
const SHORTEST_OBJECT: usize = 2;

/// What stands under a heading, as far as its words tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SectionRole {
    /// What was done is listed under it (主要做法).
    Measures,
    /// Background, results, outlook.
    Frame,
}

/// Words about the make-up of a case.
#[derive(Debug)]
pub struct CaseWords {
    roles: Vec<(&'static str, SectionRole)>,
    role_words: Finder<'static>,
    actions: Finder<'static>,
    wholes: Vec<&'static str>,
    synonyms: Vec<Vec<&'static str>>,
    parts: Vec<Vec<&'static str>>,
}

impl CaseWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let role = |row: Vec<&'static str>| {
            let role = match *row.get(1)? {
                "measures" => SectionRole::Measures,
                "frame" => SectionRole::Frame,
                _ => return None,
            };
            Some((row[0], role))
        };
        let roles: Vec<_> = rows(include_str!("../../seeds/lexicon/section-roles.tsv")).filter_map(role).collect();
        Self {
            role_words: Finder::of_rule(roles.iter().map(|(word, _)| *word)),
            roles,
            actions: Finder::of_rule(words(include_str!("../../seeds/lexicon/measure-verbs.tsv"))),
            wholes: words(include_str!("../../seeds/lexicon/rate-wholes.tsv")).collect(),
            synonyms: rows(include_str!("../../seeds/lexicon/synonyms.tsv")).collect(),
            parts: rows(include_str!("../../seeds/lexicon/whole-parts.tsv")).collect(),
        }
    }

    /// Whether words have a verb of doing in them.
    pub fn has_action(&self, words: &str) -> bool {
        self.actions.is_in(words)
    }

    /// What a heading says of its section; measures win (主要做法及成效), none for a heading of the case's own words.
    pub fn role_of(&self, heading: &str) -> Option<SectionRole> {
        let found = self.role_words.all_in(heading).map(|hit| (hit.word, self.roles[hit.word].1));
        found.min_by_key(|(word, role)| (*role != SectionRole::Measures, *word)).map(|(_, role)| role)
    }

    /// Whether a heading says what was done to something (某市大力强化“两机制”), or calls it something (交易成本“减负”), and
    /// not how things stand (结构不断优化).
    pub fn says_done(&self, heading: &str) -> bool {
        let begins = |verb: usize| BEFORE_VERB.is_match(&heading[..verb]);
        let has_object = |end: usize| {
            let rest = heading[end..].split(['，', '。', '；']).next().unwrap_or_default();
            rest.chars().count() >= SHORTEST_OBJECT
        };
        let verbs = || self.actions.find_iter(heading);
        !heading.contains('是')
            && (heading.contains('“') || verbs().any(|verb| begins(verb.start()) && has_object(verb.end())))
    }

    /// Whether a metric counts what a rate is a part of (受理, 收集).
    pub fn counts_whole(&self, metric: &str) -> bool {
        self.wholes.iter().any(|word| metric.contains(word))
    }

    /// What the parts of a whole are called that together are all of it, by the end of its name: of 货物进出口 出口 and 进口,
    /// with what stands before (货物).
    pub fn parts_of<'n>(&self, whole: &'n str) -> impl Iterator<Item = (&'n str, &[&'static str])> {
        self.parts.iter().filter_map(move |row| {
            let (known, parts) = row.split_first()?;
            let bare = known.strip_suffix("总值").unwrap_or(known);
            Some((whole.strip_suffix(bare)?, parts))
        })
    }

    /// Whether two words say the same in a title (民营, 非公).
    pub fn are_synonyms(&self, one: &str, other: &str) -> bool {
        self.synonyms.iter().any(|group| group.contains(&one) && group.contains(&other))
    }

    /// All words that say in a title what a word says, itself among them; none where it has no synonyms.
    pub fn synonyms_of(&self, word: &str) -> impl Iterator<Item = &'static str> {
        self.synonyms.iter().filter(move |group| group.contains(&word)).flatten().copied()
    }

    /// All words that have synonyms.
    pub fn synonym_groups(&self) -> &[Vec<&'static str>] {
        &self.synonyms
    }
}
