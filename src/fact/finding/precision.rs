//! How exactly numbers are printed: what was rounded before it was printed cannot be wrong by less than that.

use oxsdatatypes::Decimal;

use crate::fact::Observation;

/// One unit of the last digit: 0.1 for 390.1, 1 for 98.
pub(super) fn last_digit(printed: Decimal) -> Decimal {
    let decimals = printed.to_string().split_once('.').map_or(0, |(_, decimals)| decimals.len());
    (0..decimals).try_fold(Decimal::from(1), |unit, _| unit.checked_div(Decimal::from(10))).unwrap_or_default()
}

/// To as many decimals as the printed number has.
pub(super) fn rounded(given: Decimal, printed: Decimal) -> Decimal {
    let unit = last_digit(printed);
    let scaled = given.checked_div(unit).and_then(Decimal::checked_round);
    scaled.and_then(|scaled| scaled.checked_mul(unit)).unwrap_or(given)
}

/// By how much an amount may have been rounded, in the normalised unit: half a unit of its last digit where it has
/// decimals or is told in 亿 (3.5万件, 80亿元); nothing where it is a whole number of something (1200件, 91万元).
fn half_digit(amount: &Observation) -> Decimal {
    let digit = last_digit(amount.value_as_written);
    if digit == Decimal::from(1) && !amount.unit_as_written.contains('亿') {
        return Decimal::default();
    }
    let unit = amount.value.checked_div(amount.value_as_written).and_then(|scale| scale.checked_mul(digit));
    unit.and_then(|unit| unit.checked_div(Decimal::from(2))).unwrap_or_default()
}

/// A number of the normalised unit in the unit that an amount is written in.
pub(super) fn in_unit_of(amount: &Observation, value: Decimal) -> Decimal {
    let scale = amount.value.checked_div(amount.value_as_written).filter(|scale| *scale > Decimal::from(0));
    scale.and_then(|scale| value.checked_div(scale)).unwrap_or(value)
}

/// What parts add up to, in the unit of their whole, where that is farther from it than their roundings explain.
pub(super) fn misses<'o>(whole: &Observation, parts: impl Iterator<Item = &'o Observation>) -> Option<Decimal> {
    let (mut sum, mut tolerance) = (Decimal::default(), half_digit(whole));
    for part in parts {
        sum = sum.checked_add(part.value)?;
        tolerance = tolerance.checked_add(half_digit(part))?;
    }
    let apart = sum.checked_sub(whole.value)?.checked_abs()? > tolerance;
    apart.then(|| in_unit_of(whole, sum))
}

/// The least and the most that an amount may be.
pub(super) fn bounds(amount: &Observation) -> (Decimal, Decimal) {
    let (value, half) = (amount.value, half_digit(amount));
    (value.checked_sub(half).unwrap_or(value), value.checked_add(half).unwrap_or(value))
}

/// Whether a printed percentage is a whole unit of its last digit away from all that it may be, or more: it may be rounded
/// or cut off.
pub(super) fn is_apart(stated: Decimal, printed: Decimal, (least, most): (Decimal, Decimal)) -> bool {
    let unit = last_digit(printed);
    let below = stated.checked_add(unit).is_some_and(|stated| stated <= least);
    below || most.checked_add(unit).is_some_and(|most| stated >= most)
}
