//! seeds/lexicon/place-heads.tsv, place-head-guards.tsv, place-localities.tsv → the nouns that end names of zones, facilities, towns and villages.

use super::super::table::rows;

const HEADS: &str = include_str!("../../../seeds/lexicon/place-heads.tsv");
const GUARDS: &str = include_str!("../../../seeds/lexicon/place-head-guards.tsv");
const LOCALITIES: &str = include_str!("../../../seeds/lexicon/place-localities.tsv");

/// A noun that ends the name of a zone or facility.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Head {
    /// Notation in `cgv:placeKinds`.
    pub kind: &'static str,
    /// Its full form.
    pub full: &'static str,
    /// Whether a name may stand before it that no register knows.
    pub bare: bool,
    /// Whether it is one of a railway or road, called by letters of the places it joins (京沪高铁).
    pub route: bool,
    /// Whether a list of names can share it (甘其毛都、策克口岸).
    pub shared: bool,
    /// How sure it must be that it ends a name.
    pub care: Care,
}

/// How sure it must be that a noun ends a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Care {
    /// Words for its field may stand before it.
    None,
    /// They must where the name before them is one that no register knows (石渡|零碳|示范区).
    Field,
    /// Only a name may stand between it and a place before it (庄河|石城岛|电厂), and no words for its field.
    Near,
    /// Nor may a word go on behind it (沂源石桥|抽水蓄能、).
    Ends,
}

impl Head {
    /// Whether only a name may stand before it.
    pub fn is_near(&self) -> bool {
        self.care >= Care::Near
    }
}

/// A noun that ends the name of a town, street or village.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Locality {
    /// Whether it is one of a town, and not of a village.
    pub is_town: bool,
    /// Characters behind it that make another word with it (镇|江).
    pub not_before: &'static str,
    /// Characters before it that make another word with it (农|村).
    pub not_after: &'static str,
}

/// The nouns of zones and facilities.
pub(super) fn heads() -> impl Iterator<Item = (&'static str, Head)> {
    rows(HEADS).map(|row| (row[0], head(&row)))
}

/// The ends of those nouns, with the characters that make another word behind and before them.
pub(super) fn guards() -> impl Iterator<Item = (&'static str, (&'static str, &'static str))> {
    rows(GUARDS).map(|row| (row[0], (row[1], row[2])))
}

/// The nouns of towns, streets and villages.
pub(super) fn localities() -> impl Iterator<Item = (&'static str, Locality)> {
    rows(LOCALITIES).map(|row| (row[0], locality(&row)))
}

fn locality(row: &[&'static str]) -> Locality {
    let cell = |at: usize| row.get(at).copied().unwrap_or("");
    Locality { is_town: cell(1) == "town", not_before: cell(2), not_after: cell(3) }
}

fn head(row: &[&'static str]) -> Head {
    let cell = |at: usize| row.get(at).copied().filter(|cell| !cell.is_empty());
    let says = |word: &str| cell(3).is_some_and(|uses| uses.split(' ').any(|own| own == word));
    Head {
        kind: row[1],
        full: cell(2).unwrap_or(row[0]),
        bare: says("yes") || says("field"),
        route: says("route"),
        shared: says("shared"),
        care: match (says("near"), says("ends")) {
            (_, true) => Care::Ends,
            (true, false) => Care::Near,
            (false, false) if says("field") => Care::Field,
            (false, false) => Care::None,
        },
    }
}
