//! seeds/lexicon/agency-open{,-stops}.tsv → departments of words that no list holds, by their unit: 烤烟 + 办, 种子 + 站.

use super::super::edge::{Beginnings, Endings};
use super::super::finder::Finder;
use super::super::table::rows;
use super::cell;

const UNITS: &str = include_str!("../../../seeds/lexicon/agency-open.tsv");
const STOPS: &str = include_str!("../../../seeds/lexicon/agency-open-stops.tsv");

/// Most characters of the name of such a department.
const LONGEST: usize = 12;

/// Fewest.
const SHORTEST: usize = 3;

/// A department of words that no list holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Open {
    /// Bytes of the text it takes.
    pub length: usize,
    /// Its name in full, without that of the area.
    pub name: String,
    /// Where it makes a body.
    pub place: Place,
}

/// Where a unit makes a body of words that no list holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// Right behind an area.
    Area,
    /// There, where another body is listed beside it.
    List,
    /// Within a body only.
    Body,
}

/// How departments end, and what none of them holds.
#[derive(Debug)]
pub(super) struct OpenWords {
    units: Endings<Unit>,
    /// Words that make one with the kind of the area, and what may follow it all the same.
    starts: Beginnings<Vec<&'static str>>,
    inside: Finder<'static>,
    /// What follows the name of a body in its clause.
    after: Beginnings<()>,
}

#[derive(Debug)]
struct Unit {
    full: &'static str,
    place: Place,
    /// Endings with the unit that are other words.
    others: Vec<&'static str>,
}

impl OpenWords {
    pub(super) fn builtin() -> Self {
        let unit = |row: Vec<&'static str>| {
            let full = cell(&row, 1).filter(|full| *full != "=").unwrap_or(row[0]);
            let others = cell(&row, 3).into_iter().flat_map(|cell| cell.split(' ')).collect();
            let place = match row[2] {
                "any" => Place::Area,
                "listed" => Place::List,
                _ => Place::Body,
            };
            (row[0], Unit { full, place, others })
        };
        let mut units: Vec<_> = rows(UNITS).map(unit).collect();
        units.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let starts = rows(STOPS).filter(|row| row[0] == "start");
        let starts = starts.map(|row| (row[1], cell(&row, 2).into_iter().flat_map(|cell| cell.split(' ')).collect()));
        let of_kind = |kind: &'static str| rows(STOPS).filter(move |row| row[0] == kind).map(|row| row[1]);
        Self {
            units: Endings::new(units),
            starts: Beginnings::new(starts),
            inside: Finder::of_rule(of_kind("inside")),
            after: Beginnings::new(of_kind("after").map(|word| (word, ()))),
        }
    }

    /// The department that the text behind an area begins with, where a clause or an item of a list ends after it; `is_name` says
    /// whether words can be those of a name.
    pub(super) fn at(&self, text: &str, is_name: impl Fn(&str) -> bool) -> Option<Open> {
        let one_word = self.starts.of(text).next();
        if one_word.is_some_and(|(_, goes_on)| !goes_on.iter().any(|word| text.starts_with(word))) {
            return None;
        }
        self.within(text, is_name).filter(|open| open.place != Place::Body)
    }

    /// The office that the text right behind a body begins with.
    pub(super) fn within(&self, text: &str, is_name: impl Fn(&str) -> bool) -> Option<Open> {
        for (at, c) in text.char_indices().take(LONGEST + 1).skip(2) {
            let mark = !c.is_alphabetic();
            if mark || self.after.of(&text[at..]).next().is_some() {
                let whole = self.whole(&text[..at], &is_name);
                if mark || whole.is_some() {
                    return whole;
                }
            }
        }
        None
    }

    /// The department that words are, taken as a whole.
    fn whole(&self, words: &str, is_name: &impl Fn(&str) -> bool) -> Option<Open> {
        let (unit, Unit { full, place, others }) = self.units.of(words).next()?;
        let stem = words.strip_suffix(unit)?;
        let fits = !stem.is_empty()
            && words.chars().count() >= SHORTEST
            && !others.iter().any(|other| words.ends_with(other))
            && !self.inside.is_in(stem)
            && is_name(stem);
        fits.then(|| Open { length: words.len(), name: format!("{stem}{full}"), place: *place })
    }
}
