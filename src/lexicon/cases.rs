//! How the parts of a case, its rates and the titles it cites are called: what measures and findings are told by.

use super::table::{rows, words};

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
    wholes: Vec<&'static str>,
    synonyms: Vec<Vec<&'static str>>,
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
        Self {
            roles: rows(include_str!("../../seeds/lexicon/section-roles.tsv")).filter_map(role).collect(),
            wholes: words(include_str!("../../seeds/lexicon/rate-wholes.tsv")).collect(),
            synonyms: rows(include_str!("../../seeds/lexicon/synonyms.tsv")).collect(),
        }
    }

    /// What a heading says of its section; measures win (主要做法及成效), none for a heading of the case's own words.
    pub fn role_of(&self, heading: &str) -> Option<SectionRole> {
        let found = self.roles.iter().filter(|(word, _)| heading.contains(word)).map(|(_, role)| *role);
        found.min_by_key(|role| *role != SectionRole::Measures)
    }

    /// Whether a metric counts what a rate is a part of (受理, 收集).
    pub fn counts_whole(&self, metric: &str) -> bool {
        self.wholes.iter().any(|word| metric.contains(word))
    }

    /// Whether two words say the same in a title (民营, 非公).
    pub fn are_synonyms(&self, one: &str, other: &str) -> bool {
        self.synonyms.iter().any(|group| group.contains(&one) && group.contains(&other))
    }

    /// All words that have synonyms.
    pub fn synonym_groups(&self) -> &[Vec<&'static str>] {
        &self.synonyms
    }
}
