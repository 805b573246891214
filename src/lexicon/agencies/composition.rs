//! seeds/lexicon/agency-{functions,units}.tsv → names of departments: words for what they do, and a unit (市场监管 + 局).

use std::collections::BTreeMap;

use super::super::edge::Beginnings;
use super::super::table::rows;
use super::guards::Guards;
use super::{cell, longest_words_first};

const FUNCTIONS: &str = include_str!("../../../seeds/lexicon/agency-functions.tsv");
const UNITS: &str = include_str!("../../../seeds/lexicon/agency-units.tsv");

/// Most function words in the name of one department (文化 + 广电 + 体育 + 旅游 + …).
const MOST_FUNCTIONS: usize = 7;

/// The words that names of departments are made of.
#[derive(Debug)]
pub(super) struct Composition {
    /// Short form → full form, the longest first.
    functions: Beginnings<&'static str>,
    /// The longest first.
    units: Vec<Unit>,
}

/// How the name of a department ends.
#[derive(Debug)]
struct Unit {
    form: &'static str,
    full: &'static str,
    /// Function words of which one must stand right before it; any may where there are none.
    after: Vec<&'static str>,
}

/// A name that is read: bytes of the text taken, and the words in full.
type Read = (usize, String);

/// One more function word of a name.
struct Step {
    /// Where it ends.
    end: usize,
    /// How many there are with it.
    words: usize,
    /// What joins it to the one before.
    conjunction: &'static str,
    full: &'static str,
    /// The step before.
    before: usize,
}

/// The words of a name up to a step.
fn name(steps: &[Step], last: usize) -> String {
    let path = std::iter::successors(Some(last), |&step| (step > 0).then(|| steps[step].before));
    let mut parts: Vec<&str> = path.flat_map(|step| [steps[step].full, steps[step].conjunction]).collect();
    parts.reverse();
    parts.concat()
}

impl Composition {
    pub(super) fn builtin() -> Self {
        let functions: BTreeMap<_, _> = rows(FUNCTIONS).map(|row| (row[0], cell(&row, 1).unwrap_or(row[0]))).collect();
        let mut units: Vec<Unit> = rows(UNITS).map(|row| unit(&row)).collect();
        units.sort_by_key(|unit| std::cmp::Reverse(unit.form.len()));
        Self { functions: Beginnings::new(longest_words_first(functions)), units }
    }

    /// The longest name of a department that the text begins with.
    pub(super) fn longest(&self, text: &str, guards: &Guards) -> Option<Read> {
        // Most texts begin with no such word.
        self.functions.of(text).next()?;
        let mut steps = vec![Step { end: 0, words: 0, conjunction: "", full: "", before: 0 }];
        let mut open = vec![0];
        let mut best: Option<(usize, usize, &Unit)> = None;
        while let Some(step) = open.pop() {
            let Step { end: at, words, .. } = steps[step];
            if words > 0
                && let Some(unit) = self.unit_at(text, at, guards)
                && best.is_none_or(|(length, ..)| at + unit.form.len() > length)
            {
                best = Some((at + unit.form.len(), step, unit));
            }
            if words == MOST_FUNCTIONS {
                continue;
            }
            let conjunction = if words == 0 {
                ""
            } else {
                ["和", "与", "及"].into_iter().find(|and| text[at..].starts_with(and)).unwrap_or("")
            };
            let (from, known) = (at + conjunction.len(), steps.len());
            for &(word, full) in self.functions.of(&text[from..]) {
                let end = from + word.len();
                if !steps[..known].iter().any(|step| step.end == end) {
                    steps.push(Step { end, words: words + 1, conjunction, full, before: step });
                }
            }
            // The longest word is tried first.
            open.extend((known..steps.len()).rev());
        }
        best.map(|(length, step, unit)| (length, name(&steps, step) + unit.full))
    }

    fn unit_at(&self, text: &str, at: usize, guards: &Guards) -> Option<&Unit> {
        // 高新技术产业园区管理委员会 is the committee of a zone, not a department of the city.
        if text[..at].ends_with("管理") && text[..at].trim_end_matches("管理").ends_with(['区', '园', '城', '港'])
        {
            return None;
        }
        let fits = |unit: &&Unit| {
            let after = &unit.after;
            text[at..].strip_prefix(unit.form).is_some_and(|rest| !guards.begins_another_word(unit.form, rest))
                && (after.is_empty() || after.iter().any(|word| text[..at].ends_with(word)))
        };
        self.units.iter().find(fits)
    }

    /// Whether the words are function words and nothing else.
    pub(super) fn is_composed(&self, text: &str) -> bool {
        text.is_empty() || self.functions.of(text).any(|(word, _)| self.is_composed(&text[word.len()..]))
    }
}

fn unit(row: &[&'static str]) -> Unit {
    let after = cell(row, 2).into_iter().flat_map(|cell| cell.split(' ')).collect();
    Unit { form: row[0], full: cell(row, 1).unwrap_or(row[0]), after }
}
