//! The value of a number as it is observed: its unit, its bounds and what it came from.

use oxsdatatypes::Decimal;

use super::super::{Direction, Observation, ObservationKind, Qualifier, Scene};
use super::item::Item;
use super::kind::{BEYOND, Nature};
use crate::extract::quantity::Quantity;
use crate::span::Span;

/// Value, unit, bounds and baseline of an item; the rest of the observation is to be filled in.
pub(super) fn measured(item: &Item<'_>, nature: &Nature, qualifier: Qualifier) -> Observation {
    let quantity = item.quantity;
    let (min, max) = bounds(quantity, qualifier);
    Observation {
        metric: String::new(),
        value: quantity.value,
        unit: quantity.unit,
        value_as_written: quantity.written,
        unit_as_written: quantity.unit_as_written.clone(),
        // 5个省份之一: one of the first five.
        qualifier: match nature.rule {
            "observation/one-of-the-top" => Qualifier::AtMost,
            BEYOND => Qualifier::Exact,
            _ => qualifier,
        },
        kind: nature.kind,
        direction: direction(quantity.value, nature),
        baseline: item.baseline.map(|baseline| baseline.value),
        min,
        max,
        period: None,
        compared_with: None,
        place: None,
        about: None,
    }
}

/// How exact a number of a clause is. 收入、支出分别突破300亿元和3000亿元: a verb that bounds the first of several bounds them all.
pub(super) fn qualifier(scene: &Scene<'_>, clause: Span, items: &[Item<'_>], position: usize) -> Qualifier {
    let (first, own) = (items[0].quantity, items[position].quantity);
    // 分别控制在2.8%、3.5%和4.5%以内: what bounds the last bounds all.
    if let Some(last) = items.last()
        && own.qualifier == Qualifier::Exact
        && last.quantity.qualifier == Qualifier::AtMost
        && items[1..].iter().all(|item| item.goes_on)
        && scene.words(last.quantity.span).ends_with("以内")
        && scene.words(clause).contains("分别")
    {
        return Qualifier::AtMost;
    }
    if position == 0 || own.qualifier != Qualifier::Exact || first.qualifier != Qualifier::MoreThan {
        return own.qualifier;
    }
    let verb = scene.words(Span::new(first.span.start, first.number.start));
    let bounds = ["突破", "超过", "超"].iter().any(|word| verb.starts_with(word));
    let listed = || items[1..=position].iter().all(|item| item.goes_on);
    if bounds && listed() && scene.words(clause).contains("分别") { first.qualifier } else { own.qualifier }
}

/// The bounds that a qualifier or a range gives, in the normalised unit.
fn bounds(quantity: &Quantity, qualifier: Qualifier) -> (Option<Decimal>, Option<Decimal>) {
    if let Some((low, high)) = quantity.range {
        return (Some(low), Some(high));
    }
    match qualifier {
        Qualifier::AtLeast | Qualifier::MoreThan => (Some(quantity.value), None),
        Qualifier::AtMost | Qualifier::LessThan => (None, Some(quantity.value)),
        Qualifier::Exact | Qualifier::Approx => (None, None),
    }
}

/// Which way it went; 增长-2.6% is a fall.
fn direction(value: Decimal, nature: &Nature) -> Option<Direction> {
    let fell = nature.kind == ObservationKind::Change && value < Decimal::from(0);
    if fell { Some(Direction::Decrease) } else { nature.direction }
}
