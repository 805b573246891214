//! seeds/lexicon/agency-departments.tsv → departments called by their field alone: 发改 and 财政 in 市发改、财政等部门.

use std::collections::BTreeMap;

use super::super::edge::Beginnings;
use super::super::register::Level;
use super::super::table::rows;
use super::longest_words_first;

const DEPARTMENTS: &str = include_str!("../../../seeds/lexicon/agency-departments.tsv");

/// Fields, and the full names of the departments for them at the levels of provinces, cities and counties.
#[derive(Debug)]
pub(super) struct Departments(Beginnings<[&'static str; 3]>);

impl Departments {
    pub(super) fn builtin() -> Self {
        let templates: BTreeMap<_, _> = rows(DEPARTMENTS)
            .map(|row| {
                let of_county = if row[3] == "=" { row[2] } else { row[3] };
                (row[0], [row[1], row[2], of_county])
            })
            .collect();
        Self(Beginnings::new(longest_words_first(templates)))
    }

    /// The longest field that the text begins with, and the template of the department for it.
    pub(super) fn at(&self, text: &str, level: Level) -> Option<(&'static str, &'static str)> {
        let column = match level {
            Level::Province => 0,
            Level::Prefecture => 1,
            Level::County => 2,
        };
        self.0.of(text).next().map(|(field, templates)| (*field, templates[column]))
    }
}
