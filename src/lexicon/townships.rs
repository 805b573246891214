//! ontology/register/townships.tsv → which towns, townships, streets and sumu there are, and in which county each lies.
//!
//! The whole country has some 46,000 of them, and half of all names are borne by more than one: so what a name means is for the
//! text to say, which tells what counties it is about.

use std::collections::HashMap;
use std::sync::OnceLock;

use rustc_hash::FxBuildHasher;

use super::table::rows;

const TOWNSHIPS: &str = include_str!("../../ontology/register/townships.tsv");

/// The kinds of division at the level of towns, in the order in which one of several of one name is meant, and the columns of
/// the file.
const KINDS: [(&str, usize); 4] = [("镇", 2), ("乡", 3), ("街道", 1), ("苏木", 4)];

/// A division at the level of towns, as its name says it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Township {
    /// 镇, 乡, 街道 or 苏木.
    pub kind: &'static str,
    /// Code of its county of today (GB/T 2260).
    pub county: &'static str,
}

/// The towns of the country by the names they have without their kinds (钱库, 凤阳畲族): those of today and most that were
/// dissolved since 2016.
#[derive(Debug, Default)]
pub struct Townships {
    /// Read when a text first asks for one.
    by_stem: OnceLock<HashMap<&'static str, Vec<Township>, FxBuildHasher>>,
}

impl Townships {
    /// The towns of a name without its kind, 镇 before 乡 before 街道.
    pub fn named(&self, stem: &str) -> &[Township] {
        self.by_stem.get_or_init(read).get(stem).map_or(&[], Vec::as_slice)
    }
}

fn read() -> HashMap<&'static str, Vec<Township>, FxBuildHasher> {
    let mut by_stem: HashMap<_, Vec<Township>, _> = HashMap::default();
    let rows: Vec<_> = rows(TOWNSHIPS).collect();
    for (kind, column) in KINDS {
        for row in &rows {
            let stems = row.get(column).copied().unwrap_or_default().split('、').filter(|stem| !stem.is_empty());
            for stem in stems {
                by_stem.entry(stem).or_default().push(Township { kind, county: row[0] });
            }
        }
    }
    by_stem
}

#[cfg(test)]
mod tests {
    use super::super::register::{Division, Register};
    use super::*;

    #[test]
    fn a_name_tells_the_counties_that_have_it() {
        let townships = Townships::default();
        assert_eq!(townships.named("钱库"), [Township { kind: "镇", county: "330327" }]);
        assert_eq!(townships.named("吉尔孟"), [Township { kind: "乡", county: "632224" }]);
        assert!(townships.named("城关").len() > 100);
        assert!(townships.named("钱").is_empty());
    }

    #[test]
    fn every_county_is_one_of_the_register() {
        let register = Register::builtin();
        let townships = Townships::default();
        let towns = townships.by_stem.get_or_init(read).values().flatten();
        assert!(
            towns.map(|town| register.division(town.county)).all(|county| county.is_some_and(Division::is_current))
        );
    }
}
