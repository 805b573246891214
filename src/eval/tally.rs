//! Right, wrong and missed → precision, recall, F1.

use serde::Serialize;

/// What was found of what should be.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Found and right.
    pub right: u32,
    /// Found and not in the gold.
    pub spurious: u32,
    /// In the gold, required, and not found.
    pub missed: u32,
}

/// A tally with its rates, each rounded to four digits.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Rates {
    /// Found and right.
    pub tp: u32,
    /// Found and not in the gold.
    pub fp: u32,
    /// Required and not found.
    pub r#fn: u32,
    /// Precision; 1 where nothing was found.
    pub p: f64,
    /// Recall; 1 where nothing is required.
    pub r: f64,
    /// Their harmonic mean.
    pub f1: f64,
}

impl Tally {
    /// Adds the counts of another.
    pub fn add(&mut self, other: Self) {
        self.right += other.right;
        self.spurious += other.spurious;
        self.missed += other.missed;
    }

    /// The rates of these counts.
    pub fn rates(self) -> Rates {
        let of = |whole: u32| if whole == 0 { 1.0 } else { f64::from(self.right) / f64::from(whole) };
        let (p, r) = (of(self.right + self.spurious), of(self.right + self.missed));
        let f1 = if p + r > 0.0 { 2.0 * p * r / (p + r) } else { 0.0 };
        let Self { right: tp, spurious: fp, missed: r#fn } = self;
        Rates { tp, fp, r#fn, p: round(p), r: round(r), f1: round(f1) }
    }
}

/// Part of a whole, rounded to four digits; 0 of nothing.
pub(super) fn share(part: u32, whole: u32) -> f64 {
    round(f64::from(part) / f64::from(whole.max(1)))
}

fn round(rate: f64) -> f64 {
    (rate * 1e4).round() / 1e4
}

#[cfg(test)]
#[expect(clippy::float_cmp, reason = "rounded rates are the same decimal or not")]
mod tests {
    use super::*;

    #[test]
    fn rates_are_rounded_to_four_digits() {
        let rates = Tally { right: 2, spurious: 1, missed: 4 }.rates();
        assert_eq!((rates.p, rates.r, rates.f1), (0.6667, 0.3333, 0.4444));
    }

    #[test]
    fn nothing_found_and_nothing_wanted_is_no_fault() {
        let rates = Tally::default().rates();
        assert_eq!((rates.p, rates.r, rates.f1), (1.0, 1.0, 1.0));
        assert_eq!(Tally { spurious: 1, missed: 1, right: 0 }.rates().f1, 0.0);
    }
}
