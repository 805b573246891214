//! Why a numeral measures nothing: rules for numbers with a unit (`counted`, those that are part of a name in `named`) and for
//! numbers without (`bare`), the first that holds decides.

mod bare;
mod class;
mod counted;
mod named;
mod needs;
mod time;

pub(super) use bare::without_unit;
pub(super) use counted::with_unit;

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral};
use super::range::Numbers;
use crate::lexicon::Lexicon;

/// What a rule looks at.
pub(super) struct Look<'a> {
    pub(super) before: &'a str,
    /// The number as written.
    pub(super) words: &'a str,
    /// What follows number and unit.
    pub(super) after: &'a str,
    pub(super) numbers: &'a Numbers,
    /// Whether a qualifier stands on either side.
    pub(super) qualified: bool,
    /// The number before with its unit, where only words of the same clause stand between (三次减为一次).
    pub(super) previous: Option<&'a str>,
    pub(super) lexicon: &'a Lexicon,
}

impl Look<'_> {
    fn low(&self) -> &Numeral {
        &self.numbers.low
    }

    fn is(&self, value: i64) -> bool {
        self.low().value() == Decimal::from(value) && self.numbers.high.is_none()
    }

    /// Whether the number is one word in Chinese digits.
    fn spelled(&self) -> bool {
        let form = self.low().form;
        matches!(form, Form::Chinese | Form::DigitString | Form::BareMagnitude) && self.numbers.high.is_none()
    }

    /// Whether the number begins a line, a sentence or a bracket.
    fn begins(&self) -> bool {
        let before = self.before.trim_end_matches([' ', '\t', '\u{3000}']);
        before.is_empty() || before.ends_with(['\n', '。', '；', '：', '（', '(', '①'])
    }
}

/// Whether the words before end with 第 and further numbers of the same row: 第一、|二, 第1至|3.
fn continues_an_ordinal(before: &str) -> bool {
    let linked = before.trim_end_matches(['、', '和', '至', '到', '—', '-', '～', '~']);
    if linked.len() == before.len() {
        return false;
    }
    let bare = linked.trim_end_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十百、".contains(c));
    bare.len() < linked.len() && bare.ends_with('第')
}
