//! seeds/lexicon/{regions,place-*,foreign-places}.tsv → regions, foreign towns, and how zones and ports are called.

use super::table::{rows, words};

/// How the names of zones, ports, bridges and rivers end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PlaceTail {
    /// The ending.
    pub ending: &'static str,
    /// Notation in `cgv:placeKinds`.
    pub kind: &'static str,
    /// Whether an area must stand before it; else characters of its own will do.
    pub needs_area: bool,
}

/// A town or province abroad.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignPlace {
    /// Short name.
    pub name: &'static str,
    /// ISO 3166-1 alpha-2 code of its country.
    pub country: &'static str,
    /// Full name.
    pub full: &'static str,
}

/// The words about places.
#[derive(Debug)]
pub struct PlaceWords {
    /// Longest first.
    pub tails: Vec<PlaceTail>,
    /// Surface form and full name.
    pub regions: Vec<(&'static str, &'static str)>,
    /// Towns and provinces abroad.
    pub foreign: Vec<ForeignPlace>,
    generic: Vec<&'static str>,
    /// Verbs that take a place as their object: a name begins after them.
    verbs: Vec<&'static str>,
    /// Words that hold the short name of an area and are not the area.
    pub guards: Vec<&'static str>,
    /// Short names that are common words too.
    near: Vec<&'static str>,
}

impl PlaceWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let tails = rows(include_str!("../../seeds/lexicon/provisional-place-tails.tsv"));
        let mut tails: Vec<PlaceTail> = tails
            .filter_map(|row| Some(PlaceTail { ending: row[0], kind: row.get(1)?, needs_area: *row.get(2)? == "area" }))
            .collect();
        tails.sort_by_key(|tail| std::cmp::Reverse(tail.ending.len()));
        let mut regions = Vec::new();
        for row in rows(include_str!("../../seeds/lexicon/provisional-regions.tsv")) {
            regions.push((row[0], row[0]));
            let others = row.get(1).into_iter().flat_map(|cell| cell.split('、')).filter(|other| !other.is_empty());
            regions.extend(others.map(|other| (other, row[0])));
        }
        let foreign = rows(include_str!("../../seeds/lexicon/provisional-foreign-places.tsv"));
        let foreign =
            foreign.filter_map(|row| Some(ForeignPlace { name: row[0], country: row.get(1)?, full: row.get(2)? }));
        let guards = rows(include_str!("../../seeds/lexicon/provisional-place-guards.tsv"));
        let near = guards.filter(|row| row.get(2) == Some(&"near")).map(|row| row[0]).collect();
        let guards = rows(include_str!("../../seeds/lexicon/provisional-place-guards.tsv"));
        let guards =
            guards.flat_map(|row| row.get(1).copied().unwrap_or_default().split('、')).filter(|word| !word.is_empty());
        let mut generic: Vec<_> = words(include_str!("../../seeds/lexicon/provisional-place-generic.tsv")).collect();
        generic.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let verbs = words(include_str!("../../seeds/lexicon/provisional-place-verbs.tsv")).collect();
        Self { tails, verbs, regions, foreign: foreign.collect(), generic, guards: guards.collect(), near }
    }

    /// Whether a short name stands for its place only in a text about its province.
    pub fn needs_nearness(&self, short: &str) -> bool {
        self.near.contains(&short)
    }

    /// Where a name can begin in the words before its ending: after the last verb.
    pub fn after_verbs(&self, words: &str) -> usize {
        self.verbs.iter().filter_map(|verb| Some(words.rfind(verb)? + verb.len())).max().unwrap_or(0)
    }

    /// What is left of a head when the words that tell no place from another are taken off.
    pub fn own_part<'a>(&self, head: &'a str) -> &'a str {
        let mut rest = head;
        while let Some(shorter) =
            self.generic.iter().find_map(|word| rest.strip_suffix(word).or_else(|| rest.strip_prefix(word)))
        {
            rest = shorter;
        }
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn generic_words_tell_no_place_from_another() {
        let words = PlaceWords::builtin();
        assert_eq!(words.own_part("国家级高新技术产业"), "");
        assert_eq!(words.own_part("夏石"), "夏石");
    }

    #[test]
    fn the_longest_ending_comes_first() {
        let words = PlaceWords::builtin();
        let at = |ending| words.tails.iter().position(|tail| tail.ending == ending);
        assert!(at("经济技术开发区") < at("开发区"));
    }
}
