//! What a case names beyond doubt, by which a name that can mean several things, or nothing, is read elsewhere in it.

use std::collections::BTreeSet;

use super::Scene;
use super::name::{Hit, next_word};
use crate::extract::context::heads_body;
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::{Division, Level};

/// What a case names beyond doubt.
#[derive(Default)]
pub(super) struct Said {
    /// Codes of the divisions it names in full.
    divisions: BTreeSet<&'static str>,
    /// Full names of the entries of the lists.
    listed: BTreeSet<&'static str>,
    /// The province that all names lie in that can be nothing else; more than one where they lie in several.
    provinces: BTreeSet<&'static str>,
}

impl Said {
    /// Of the names of each line.
    pub(super) fn new(scene: &Scene<'_>, lines: &[Vec<Hit>]) -> Self {
        let mut said = Self::default();
        for hits in lines {
            for (at, (span, meaning)) in hits.iter().enumerate() {
                match meaning {
                    Meaning::Full => {
                        let surface = &scene.text[span.range()];
                        let joined = at > 0 && hits[at - 1].0.end == span.start;
                        let alone = joined
                            || scene.lexicon.places.need(surface) != Need::Above
                            || heads_body(scene.text, *span, scene.lexicon);
                        let alone = alone && next_word(surface, &scene.text[span.end..]).is_none();
                        let (near, year) = (scene.context.place(), scene.context.year);
                        let division = scene.register().resolve_in(surface, near, year).filter(|_| alone);
                        said.divisions.extend(division.map(|division| division.code));
                        said.provinces
                            .extend(division.and_then(|own| scene.register().province(own.code)).map(|own| own.code));
                    }
                    Meaning::Short if scene.lexicon.places.need(&scene.text[span.range()]) == Need::Nothing => {
                        let named = scene.register().short_named(&scene.text[span.range()]);
                        let mut wide = named.filter(|division| division.level != Level::County);
                        let province = wide.next().and_then(|own| scene.register().province(own.code));
                        said.provinces.extend(province.map(|own| own.code));
                    }
                    Meaning::Listed(listed) if !listed.weak => {
                        said.listed.insert(listed.name);
                    }
                    _ => {}
                }
            }
        }
        said
    }

    /// The province that all of the case's names lie in.
    pub(super) fn province(&self) -> Option<&'static str> {
        self.provinces.first().copied().filter(|_| self.provinces.len() == 1)
    }

    /// Whether the case has another name of what a list has, and no weak one.
    pub(super) fn has(&self, listed: Listed) -> bool {
        self.listed.contains(listed.name)
    }

    /// Whether the case names a division in full.
    pub(super) fn names(&self, division: &Division) -> bool {
        self.divisions.contains(division.code)
    }
}
