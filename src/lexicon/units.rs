//! Units and measure words, and the nouns that decide what a bare number counts.

use std::collections::BTreeMap;

use oxsdatatypes::Decimal;

use super::table::{rows, words};

/// A unit as the text writes it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Unit {
    /// Its words, without 万 and 亿.
    pub surface: &'static str,
    /// Local name in `cgv:units`.
    pub normal: &'static str,
    /// How many of the normalised unit it is.
    pub factor: Decimal,
    /// When the words are this unit.
    pub condition: Condition,
}

/// When words that mean much else too are a unit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Condition {
    /// Always.
    Any,
    /// Only after Arabic digits.
    Arabic,
    /// Only before these words.
    Then(&'static str),
}

/// All units, and the nouns that help to tell quantities from headings.
#[derive(Debug)]
pub struct Units {
    /// By first character, longest first.
    by_first: BTreeMap<char, Vec<Unit>>,
    persons: Vec<&'static str>,
    structure: Vec<&'static str>,
}

impl Units {
    /// The units that come with the program.
    pub fn builtin() -> Self {
        let mut units: BTreeMap<char, Vec<Unit>> = BTreeMap::new();
        for unit in rows(include_str!("../../seeds/lexicon/units.tsv")).filter_map(|row| unit(&row)) {
            let first = unit.surface.chars().next().expect("a row begins with the surface");
            units.entry(first).or_default().push(unit);
        }
        for same_first in units.values_mut() {
            same_first.sort_by_key(|unit| std::cmp::Reverse(unit.surface.len()));
        }
        let persons = words(include_str!("../../seeds/lexicon/persons.tsv")).collect();
        let structure = words(include_str!("../../seeds/lexicon/structure.tsv")).collect();
        Self { by_first: units, persons, structure }
    }

    /// The longest unit that `text` begins with, after Arabic digits or not.
    pub fn at(&self, text: &str, arabic: bool) -> Option<&Unit> {
        let candidates = self.by_first.get(&text.chars().next()?)?;
        candidates.iter().find(|unit| {
            text.strip_prefix(unit.surface).is_some_and(|after| match unit.condition {
                Condition::Any => true,
                Condition::Arabic => arabic,
                Condition::Then(next) => after.starts_with(next),
            })
        })
    }

    /// The normalised unit of this name, a local name in `cgv:units`.
    pub fn named(&self, normal: &str) -> Option<&'static str> {
        self.by_first.values().flatten().map(|unit| unit.normal).find(|known| *known == normal)
    }

    /// Whether the text begins with people, at most one short modifier before them.
    pub fn counts_persons(&self, text: &str) -> bool {
        noun_within(&self.persons, text, 4)
    }

    /// Whether the text begins with a noun for parts of the text itself, at most one short modifier before it.
    pub fn counts_structure(&self, text: &str) -> bool {
        noun_within(&self.structure, text, 6)
    }
}

/// Whether one of the nouns stands in the words before the next punctuation, at most so many characters from their start.
fn noun_within(nouns: &[&str], text: &str, modifier: usize) -> bool {
    let clause = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    nouns.iter().any(|noun| clause.find(noun).is_some_and(|at| clause[..at].chars().count() <= modifier))
}

fn unit(row: &[&'static str]) -> Option<Unit> {
    let condition = match row.get(3).copied().unwrap_or_default() {
        "arabic" => Condition::Arabic,
        then => then.strip_prefix("then:").map_or(Condition::Any, Condition::Then),
    };
    Some(Unit { surface: row[0], normal: row.get(1)?, factor: row.get(2)?.parse().ok()?, condition })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins() {
        let units = Units::builtin();
        let normal = |text: &str, arabic| units.at(text, arabic).map(|unit| (unit.surface, unit.normal));
        assert_eq!(normal("个工作日内", true), Some(("个工作日", "working_day")));
        assert_eq!(normal("人次", true), Some(("人次", "person_time")));
        assert_eq!(normal("市、区", false), None);
        assert_eq!(normal("度电", true), Some(("度", "kWh")));
        assert_eq!(normal("度假区", true), None);
    }

    #[test]
    fn every_row_is_read() {
        let all = rows(include_str!("../../seeds/lexicon/units.tsv")).count();
        assert_eq!(Units::builtin().by_first.values().map(Vec::len).sum::<usize>(), all);
    }

    #[test]
    fn nouns_with_one_modifier() {
        let units = Units::builtin();
        assert!(units.counts_persons("边民获利增收"));
        assert!(units.counts_persons("城镇居民"));
        assert!(!units.counts_persons("落地加工企业和边民"));
        assert!(units.counts_structure("政策组合拳"));
        assert!(!units.counts_structure("公立医院"));
    }
}
