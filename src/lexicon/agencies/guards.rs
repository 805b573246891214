//! seeds/lexicon/agency-guards.tsv → what keeps a form from being taken for a body.

use std::collections::{HashMap, HashSet};

use super::super::table::rows;

const GUARDS: &str = include_str!("../../../seeds/lexicon/agency-guards.tsv");

/// What keeps a form from being taken for a body.
#[derive(Debug, Default)]
pub(super) struct Guards {
    /// The last character of a form → what makes another word of it.
    after: HashMap<char, Vec<&'static str>>,
    /// A form → what makes it the end of another word.
    before: HashMap<&'static str, Vec<&'static str>>,
    /// Forms that need their area.
    pub(super) alone: HashSet<&'static str>,
    /// Words that are in no name of a station, a town or a zone.
    pub(super) no_name: Vec<&'static str>,
}

impl Guards {
    pub(super) fn builtin() -> Self {
        let mut guards = Self::default();
        for row in rows(GUARDS) {
            let words = || row.get(2).into_iter().flat_map(|cell| cell.split(' ')).collect::<Vec<_>>();
            match row[0] {
                "after" => guards.after.extend(row[1].chars().map(|last| (last, words()))),
                "before" => {
                    guards.before.insert(row[1], words());
                }
                "alone" => {
                    guards.alone.insert(row[1]);
                }
                _ => guards.no_name.push(row[1]),
            }
        }
        guards
    }

    /// Whether what follows makes another word of a form: 财政部 in 财政部门 "finance departments", 市委 in 市委托.
    pub(super) fn begins_another_word(&self, form: &str, after: &str) -> bool {
        let continuations = form.chars().next_back().and_then(|last| self.after.get(&last));
        continuations.is_some_and(|words| words.iter().any(|word| after.starts_with(word)))
    }

    /// Whether a form is the end of another word: 中办 in 集中办理, 国办 in 全国办.
    pub(super) fn ends_another_word(&self, form: &str, before: &str) -> bool {
        self.before.get(form).is_some_and(|words| words.iter().any(|word| before.ends_with(word)))
    }
}
