//! What stands between the digits of a number and its unit: 余, 多 or 几, and the scale behind it.

use oxsdatatypes::Decimal;

use super::{UnitMatch, Units};
use crate::extract::numeral::{Form, Numeral, numeral};

/// What stands between the digits of a number and its unit: the 万余 of 3|万余|户.
pub(super) struct Opening<'a> {
    /// Its words that are part of the unit as written: magnitude words after the digits and after 余.
    pub(super) written: [&'a str; 2],
    /// 余, 多, 来 or 几 is one of its words.
    pub(super) open: bool,
    /// What the magnitude words after 余 multiply the number by.
    pub(super) factor: Decimal,
    /// Bytes from the end of the number to its end.
    pub(super) length: usize,
}

impl<'a> Opening<'a> {
    /// The noun behind it is itself what is counted.
    pub(super) fn counts(&self, normal: &'static str) -> UnitMatch<'a> {
        let written = self.written.concat();
        UnitMatch { factor: self.factor, written, open: self.open, ..UnitMatch::bare(normal, self.length) }
    }

    /// The unit as written.
    pub(super) fn with(&self, surface: &str, rate: &str) -> String {
        let [magnitude, scale] = self.written;
        // `concat` is made for many: of four words it takes twice the time.
        let mut written = String::with_capacity(magnitude.len() + scale.len() + surface.len() + rate.len());
        for words in [magnitude, scale, surface, rate] {
            written.push_str(words);
        }
        written
    }

    /// Whether the number has magnitude words, or more behind 余.
    pub(super) fn is_scaled(&self, last: &Numeral) -> bool {
        last.magnitude_length > 0 || self.factor > Decimal::from(1)
    }
}

/// Words that begin like 多, 来 or 余 by a number and are words of their own: many times, manifold, come from, balance.
pub(super) const OWN_WORDS: [&str; 14] = [
    "多次",
    "多元化",
    "多层",
    "多方",
    "多边",
    "多种植",
    "多种经",
    "多种形",
    "多种方",
    "多种类",
    "来自",
    "来源",
    "来访",
    "余额",
];

impl<'a> Units<'a> {
    /// 余, 多, 来 or 几 right after the number and the scale after it (2000多万).
    pub(super) fn opening(&self, magnitude: &'a str) -> Opening<'a> {
        let near = self.after.trim_start_matches([' ', '\u{a0}']);
        let open = near.starts_with(['余', '多', '来', '几', '餘', '來'])
            && !OWN_WORDS.iter().any(|word| near.starts_with(word));
        let at = if open { self.after.len() - near.len() + '余'.len_utf8() } else { 0 };
        let scale = open.then(|| numeral(&self.after[at..])).flatten();
        let scale = scale.filter(|scale| scale.form == Form::BareMagnitude);
        // 2000多万|千瓦: the last character begins the unit.
        let short = scale.filter(|scale| {
            let words = &self.after[at..at + scale.length];
            words.len() > '千'.len_utf8()
                && words.ends_with('千')
                && self.after[at + scale.length..].starts_with(['瓦', '克', '米', '伏', '卡', '兆'])
        });
        let shorter = short.and_then(|scale| numeral(&self.after[at..at + scale.length - '千'.len_utf8()]));
        let scale = shorter.or(scale);
        let length = at + scale.map_or(0, |scale| scale.length);
        let factor = scale.map_or(Decimal::from(1), |scale| scale.value());
        Opening { written: [magnitude, &self.after[at..length]], open, factor, length }
    }
}
