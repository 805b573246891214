//! seeds/lexicon/agency-departments.tsv → departments called by their field alone: 发改 and 财政 in 市发改、财政等部门.

use std::collections::HashMap;

use super::super::register::Level;
use super::super::table::rows;
use super::{characters, prefixes};

const DEPARTMENTS: &str = include_str!("../../../seeds/lexicon/agency-departments.tsv");

/// Fields, and the full names of the departments for them at the levels of provinces, cities and counties.
#[derive(Debug)]
pub(super) struct Departments {
    templates: HashMap<&'static str, [&'static str; 3]>,
    longest: usize,
}

impl Departments {
    pub(super) fn builtin() -> Self {
        let templates: HashMap<_, _> = rows(DEPARTMENTS)
            .map(|row| {
                let of_county = if row[3] == "=" { row[2] } else { row[3] };
                (row[0], [row[1], row[2], of_county])
            })
            .collect();
        Self { longest: characters(templates.keys()), templates }
    }

    /// The longest field that the text begins with, and the template of the department for it.
    pub(super) fn at<'t>(&self, text: &'t str, level: Level) -> Option<(&'t str, &'static str)> {
        let column = match level {
            Level::Province => 0,
            Level::Prefecture => 1,
            Level::County => 2,
        };
        prefixes(text, self.longest).find_map(|word| Some((word, self.templates.get(word)?[column])))
    }
}
