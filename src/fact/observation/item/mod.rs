//! The numbers of a clause, each with the words that are its own.

mod behind;
mod moved;
mod noun;

pub(super) use self::behind::rate_of;

use self::behind::own_words;
use self::moved::{from_to, side_by_side};
use super::super::Scene;
use super::size;
use crate::extract::quantity::{Quantity, is_time};
use crate::lexicon::changes::Direction;
use crate::span::Span;

/// A number of a clause.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// The number.
    pub(super) quantity: &'a Quantity,
    /// For 由A降至B: A.
    pub(super) baseline: Option<&'a Quantity>,
    /// For 由A降至B: which way.
    pub(super) moved: Option<Direction>,
    /// The words before it that no earlier number has.
    pub(super) before: Span,
    /// The words after it that no later number has.
    pub(super) after: Span,
    /// Whether it only goes on a list (…和4800万元): all but its value is as before.
    pub(super) goes_on: bool,
    /// Whether it stands in a list with nothing of its own but a word of change (…和下降3.2%).
    pub(super) follows: bool,
}

/// Signs and words between the members of a list.
const LIST: [char; 6] = ['、', '和', '与', '及', '，', ' '];

/// Pairs numbers with their baselines and shares the words of the clause out among them; `all` are those of the clauses before.
pub(super) fn share_out<'a>(scene: &Scene<'_>, clause: Span, quantities: &'a [Quantity], all: &mut Vec<Item<'a>>) {
    if let Some(found) = side_by_side(scene, clause, quantities) {
        all.extend(found);
        return;
    }
    let text = scene.document.text.as_str();
    let first_of_clause = all.len();
    let (mut index, mut free) = (0, clause.start);
    while index < quantities.len() {
        let first = &quantities[index];
        let moved = quantities.get(index + 1).and_then(|next| from_to(scene, clause, first, next));
        let (quantity, baseline) = if moved.is_some() { (&quantities[index + 1], Some(first)) } else { (first, None) };
        index += 1 + usize::from(moved.is_some());
        let moved = moved.and_then(|moved| moved.0);
        let last = all[first_of_clause..].last();
        if let Some(last) = last.filter(|last| last.quantity.span == quantity.span) {
            // The other end of a range has the same words.
            let (before, after) = (last.before, last.after);
            all.push(Item { quantity, baseline: None, moved: None, before, after, goes_on: false, follows: false });
            continue;
        }
        let start = baseline.map_or(quantity.span.start, |baseline| baseline.span.start);
        let mut before = Span::new(free.min(start), start);
        let next = quantities[index..].iter().find(|next| next.span != quantity.span);
        let until = next.map_or(clause.end, |next| next.span.start);
        let after = own_words(scene, quantity, before, Span::new(quantity.span.end.min(until), until), next.is_some());
        if let Some(member) = size::member_before(scene, quantity, before, after) {
            before = member;
        }
        let alone = after.is_empty() && last.is_some();
        let verb = if alone { text[before.range()].trim_matches(LIST) } else { "" };
        let change = || scene.lexicon.changes.at_end(verb).is_some_and(|(word, _)| word == verb);
        let follows = alone && (verb.is_empty() || change());
        // 半数村集体经济过|20万元 is no list either.
        let part = |unit: &str| matches!(unit, "percent" | "pp" | "multiple");
        let like = last.is_some_and(|last| {
            is_time(last.quantity.unit) == is_time(quantity.unit)
                && (last.quantity.unit == quantity.unit || part(last.quantity.unit) == part(quantity.unit))
        });
        // 3000亿元|超过1070亿元 is no list.
        let listed = !before.is_empty() || quantity.span.start == quantity.number.start;
        let goes_on = like && follows && verb.is_empty() && listed;
        free = after.end;
        all.push(Item { quantity, baseline, moved, before, after, goes_on, follows });
    }
}
