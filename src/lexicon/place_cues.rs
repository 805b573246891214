//! seeds/lexicon/place-cues.tsv → words beside names of places that say what they name.

use super::edge::{Beginnings, Endings};
use super::table::marked;

const CUES: &str = include_str!("../../seeds/lexicon/place-cues.tsv");

/// Words beside names of places.
#[derive(Debug)]
pub struct PlaceCues {
    quarters: Endings<()>,
    parts: Endings<()>,
    bodies: Beginnings<()>,
    courses: Beginnings<()>,
    rivers: Beginnings<()>,
    slopes: Beginnings<()>,
    /// What ends names in a list of sights: whether of natural ones.
    sights: Endings<bool>,
}

impl PlaceCues {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let of = |mark| marked(CUES, mark).map(|word| (word, ()));
        Self {
            quarters: Endings::new(of("quarter")),
            parts: Endings::new(of("part")),
            bodies: Beginnings::new(of("body")),
            courses: Beginnings::new(of("course")),
            slopes: Beginnings::new(of("slope")),
            sights: Endings::new(
                marked(CUES, "natural").map(|word| (word, true)).chain(marked(CUES, "sight").map(|word| (word, false))),
            ),
            rivers: Beginnings::new(said_of_rivers().map(|word| (word, ()))),
        }
    }

    /// What the words before an area in brackets end with that its name begins with: 西部 in 西部（重庆）科学城.
    pub fn quarter_at_end(&self, before: &str) -> Option<&'static str> {
        self.quarters.of(before).next().map(|(word, ())| *word)
    }

    /// Whether a noun is one for a part of a zone: 片区, 大厅.
    pub fn is_part(&self, noun: &str) -> bool {
        self.parts.of(noun).next().is_some()
    }

    /// Whether a body is named by the words behind a river or a mountain: 长江|电力.
    pub fn begins_body(&self, after: &str) -> bool {
        self.bodies.of(after).next().is_some()
    }

    /// Whether what follows is said of rivers only, even behind the name of an area: 黑河|中游.
    pub fn begins_course(&self, after: &str) -> bool {
        self.courses.of(after).next().is_some()
    }

    /// Whether what follows is said of mountains only, even behind the name of an area: 大兴安岭|西侧.
    pub fn begins_slope(&self, after: &str) -> bool {
        self.slopes.of(after).next().is_some()
    }

    /// What words end with that are the name of a sight where they stand among such, and whether of a natural one.
    pub fn sight_at_end(&self, words: &str) -> Option<(&'static str, bool)> {
        self.sights.of(words).max_by_key(|(end, _)| end.len()).copied()
    }

    /// Whether what follows is said of rivers only: 两岸, 水质.
    pub fn begins_of_river(&self, after: &str) -> bool {
        self.rivers.of(after).next().is_some()
    }
}

/// All words that are said of rivers only, for a pattern.
pub fn said_of_rivers() -> impl Iterator<Item = &'static str> {
    marked(CUES, "course").chain(marked(CUES, "river"))
}
