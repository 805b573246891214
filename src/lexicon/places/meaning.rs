//! seeds/lexicon/regions.tsv, landmarks.tsv, foreign-places.tsv, place-traps.tsv and the register → what a name can mean.

use std::collections::BTreeSet;

use super::super::register::{Division, Level, Register};
use super::super::table::{rows, words};

const REGIONS: &str = include_str!("../../../seeds/lexicon/regions.tsv");
const LANDMARKS: &str = include_str!("../../../seeds/lexicon/landmarks.tsv");
const FOREIGN: &str = include_str!("../../../seeds/lexicon/foreign-places.tsv");
const TRAPS: &str = include_str!("../../../seeds/lexicon/place-traps.tsv");

/// What cities are called for short that begin with another character.
const CITY_LETTERS: &str = "甬穗蓉鹭邕筑汴鹏淖磨";

/// What a name can mean before its context is known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// Full name of one or more divisions.
    Full,
    /// Short name of one or more divisions, and of none in full.
    Short,
    /// A country, by its code.
    Country(&'static str),
    /// An entry of the lists of regions and foreign places.
    Listed(Listed),
    /// A word that holds a name by chance.
    Trap,
}

/// A place that no register has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Listed {
    /// Full name.
    pub name: &'static str,
    /// Notation in `cgv:placeKinds`.
    pub kind: &'static str,
    /// The country it is in, for places abroad.
    pub country: Option<&'static str>,
    /// GB/T 2260 code of the area that a zone is in.
    pub division: Option<&'static str>,
    /// Whether this word means it only in a text that also has another name of it.
    pub weak: bool,
}

/// The places of the lists that have an English name; few rivers have one.
pub(super) fn english() -> impl Iterator<Item = (&'static str, &'static str)> {
    let named = rows(REGIONS).chain(rows(FOREIGN)).map(|row| (row[0], row.get(2).copied().unwrap_or_default()));
    named.filter(|(_, english)| !english.is_empty())
}

/// Letters that names of routes have for places: how names of divisions begin, and what provinces and cities are called for short.
pub(super) fn route_letters(register: &Register) -> impl Iterator<Item = char> {
    let current = register.divisions().iter().filter(|division| division.is_current());
    let begins = |division: &Division| {
        let letters = if division.level == Level::County { 1 } else { 2 };
        division.short.chars().take(letters)
    };
    let called =
        register.divisions().iter().filter_map(|division| register.abbreviation(division.code)?.chars().next());
    current.flat_map(begins).chain(called).chain(CITY_LETTERS.chars())
}

/// Every name once: what stands first in this order counts.
pub(super) fn meanings(register: &Register) -> Vec<(&'static str, Meaning)> {
    let mut all: Vec<(&'static str, Meaning)> = words(TRAPS).map(|word| (word, Meaning::Trap)).collect();
    all.extend(listed());
    for country in register.countries() {
        let names = country.aliases.iter().chain([&country.name]);
        all.extend(names.map(|name| (*name, Meaning::Country(country.code))));
    }
    all.extend(register.divisions().iter().map(|division| (division.name, Meaning::Full)));
    let usable = |division: &&Division| division.is_current() || division.level != Level::County;
    all.extend(register.divisions().iter().filter(usable).flat_map(|division| {
        std::iter::once(division.short).chain(division.common).map(|name| (name, Meaning::Short))
    }));
    let mut seen = BTreeSet::new();
    all.retain(|(name, _)| seen.insert(*name));
    all
}

fn listed() -> Vec<(&'static str, Meaning)> {
    let mut all = Vec::new();
    for row in rows(REGIONS) {
        let division = row.get(5).copied().filter(|code| !code.is_empty());
        let entry = |weak| Meaning::Listed(Listed { name: row[0], kind: row[1], country: None, division, weak });
        all.push((row[0], entry(false)));
        all.extend(cells(&row, 3).map(|alias| (alias, entry(false))));
        all.extend(cells(&row, 4).map(|alias| (alias, entry(true))));
    }
    all.extend(rows(LANDMARKS).map(|row| {
        let landmark = Listed { name: row[0], kind: row[1], country: None, division: None, weak: false };
        (row[0], Meaning::Listed(landmark))
    }));
    for row in rows(FOREIGN) {
        let kind = foreign_kind(row[0]);
        let listed = Listed { name: row[0], kind, country: Some(row[1]), division: None, weak: false };
        all.push((row[0], Meaning::Listed(listed)));
        all.extend(cells(&row, 3).map(|alias| (alias, Meaning::Listed(listed))));
    }
    all
}

/// Ports of entry and harbours are facilities, all else is administrative.
fn foreign_kind(name: &str) -> &'static str {
    if name.ends_with("口岸") || name.ends_with('港') { "facility" } else { "admin" }
}

fn cells(row: &[&'static str], at: usize) -> impl Iterator<Item = &'static str> + use<> {
    row.get(at).copied().unwrap_or("").split('、').filter(|cell| !cell.is_empty())
}
