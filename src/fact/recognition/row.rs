//! A row of the table of patterns, and which rows a clause can hold by its words.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use super::rows::ROWS;
use super::rule::Match;
use super::{Clause, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};

/// What must hold of a match beside the pattern.
type Holds = fn(&Scene<'_>, &Clause<'_>, &Match) -> bool;

/// A way of saying that somebody was recognised.
pub(super) struct Row {
    pub(super) name: &'static str,
    /// Local name in `cgv:recognitionKinds`.
    pub(super) kind: &'static str,
    /// Words of which the pattern needs one, separated by `|`: without them it is not tried.
    needs: &'static str,
    pub(super) pattern: Pattern,
    pub(super) holds: Holds,
}

/// `ORDINAL` in an expression: a number as rankings write it.
const ORDINAL: &str = "(?:[一二三四五六七八九十]+|\\d+)";

/// `RECEIVED` in an expression: verbs of who is recognised.
const RECEIVED: &str = "(?:先后|多次|再次|连续)?(?:荣获|获得|得到|受到|赢得|获评|获)(?:了|到)?";

impl Row {
    pub(super) fn new(
        name: &'static str,
        kind: &'static str,
        needs: &'static str,
        expression: &str,
        holds: Holds,
    ) -> Self {
        let expression = expression.replace("RECEIVED", RECEIVED).replace("ORDINAL", ORDINAL);
        Self { name, kind, needs, pattern: pattern(&expression), holds }
    }
}

/// The rows that a clause can hold by its words, in their order.
pub(super) fn possible(clause: &str) -> impl Iterator<Item = &'static Row> {
    /// The words that rows need, and by word a bit for each row that needs it.
    static NEEDS: LazyLock<(Finder<'static>, Vec<u64>)> = LazyLock::new(|| {
        let mut rows: BTreeMap<&str, u64> = BTreeMap::new();
        for (at, row) in ROWS.iter().enumerate() {
            row.needs.split('|').for_each(|word| *rows.entry(word).or_default() |= 1 << at);
        }
        (Finder::of_rule(rows.keys().copied()), rows.into_values().collect())
    });
    let (finder, rows) = &*NEEDS;
    let mut met = finder.all_in(clause).fold(0_u64, |met, hit| met | rows[hit.word]);
    std::iter::from_fn(move || {
        let row = met.trailing_zeros() as usize;
        met &= met.wrapping_sub(1);
        ROWS.get(row)
    })
}
