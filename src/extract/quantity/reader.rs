//! One numeral: its range, its unit, its qualifiers, or why it measures nothing.

use std::sync::LazyLock;

use oxsdatatypes::Decimal;
use regex::Regex;

use super::super::numeral::{Form, Numeral, numeral};
use super::{LeftOut, Qualifier, Quantity, is_time};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// What a numeral turned out to be, and where it ends.
pub(super) enum Read {
    Quantities(Vec<Quantity>, usize),
    LeftOut(Span, LeftOut),
}

/// One or both ends of a range, and where they end.
struct Numbers {
    low: Numeral,
    high: Option<Numeral>,
    end: usize,
}

/// Reads numerals of a text up to `end`.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) end: usize,
    pub(super) lexicon: &'a Lexicon,
}

impl Reader<'_> {
    /// Reads what begins at a character that can begin a numeral.
    pub(super) fn read(&self, start: usize) -> Option<Read> {
        let numbers = self.numbers(start)?;
        let low = numbers.low;
        let before = &self.text[..start];
        let left_out = |reason| Some(Read::LeftOut(Span::new(start, numbers.end), reason));
        if before.ends_with('第') {
            return left_out(LeftOut::Ordinal);
        }
        if low.form == Form::Arabic && before.ends_with(|c: char| c.is_ascii_alphabetic()) {
            return left_out(LeftOut::Name);
        }
        let Some(unit) = self.unit(&numbers) else {
            // A Chinese digit without a unit is a part of a word (四川, 五菱), an Arabic one a name or a code.
            return if low.form == Form::Arabic { left_out(LeftOut::Name) } else { None };
        };
        if let Some(reason) = self.why_not(start, &numbers, &unit) {
            return Some(Read::LeftOut(Span::new(start, unit.end), reason));
        }
        Some(self.quantities(start, &numbers, &unit))
    }

    /// A numeral, or two with a range's sign between them; `两三` is a range too.
    fn numbers(&self, start: usize) -> Option<Numbers> {
        let text = &self.text[start..self.end];
        if let Some(half) = ["一半", "半数"].iter().find(|half| text.starts_with(**half)) {
            let low =
                Numeral { written: Decimal::from(50), form: Form::Percent, length: half.len(), ..numeral("半")? };
            return Some(Numbers { low, high: None, end: start + half.len() });
        }
        let low = numeral(text)?;
        let end = start + low.length;
        if let Some((low, high)) = adjacent(&text[..low.length], low) {
            return Some(Numbers { low, high: Some(high), end });
        }
        let unit = self.repeated_unit(&text[low.length..], &low, start);
        let end = end + unit;
        let after = &text[low.length + unit..];
        let sign =
            ["——", "—", "--", "-", "–", "～", "~", "至", "到", "－"].iter().find(|sign| after.starts_with(**sign));
        let high = sign.and_then(|sign| Some((sign.len(), numeral(&after[sign.len()..])?)));
        match high {
            Some((sign, high)) if comparable(&low, &high) => {
                let length = high.length;
                Some(Numbers { low: like(low, &high), high: Some(high), end: end + sign + length })
            }
            _ => Some(Numbers { low, high: None, end: end - unit }),
        }
    }

    /// Bytes of a unit that both ends of a range carry: 30%～40%, 6个月至12个月; none where 由 or 从 makes it a change.
    fn repeated_unit(&self, after: &str, low: &Numeral, start: usize) -> usize {
        let change = self.text[..start].ends_with(['由', '从', '自']);
        let unit = self.lexicon.units.at(after, low.form == Form::Arabic).filter(|_| !change);
        let Some(unit) = unit else { return 0 };
        let sign = after[unit.surface.len()..].trim_start_matches(['—', '-', '–', '～', '~', '至', '到', '－']);
        let repeated = numeral(sign).is_some_and(|high| sign[high.length..].starts_with(unit.surface));
        let found = repeated && sign.len() < after.len() - unit.surface.len();
        if found { unit.surface.len() } else { 0 }
    }

    /// The unit after a number, with what stands between them.
    fn unit(&self, numbers: &Numbers) -> Option<UnitMatch> {
        let last = numbers.high.unwrap_or(numbers.low);
        let arabic = last.form == Form::Arabic;
        let mut at = numbers.end;
        let rest = |at: usize| &self.text[at..self.end];
        let open =
            rest(at).starts_with(['余', '多', '来']) && !rest(at).starts_with("多次") && !rest(at).starts_with("来自");
        let mut magnitude = Decimal::from(1);
        let mut written = self.text[numbers.end - last.magnitude_length..numbers.end].to_owned();
        if open {
            at += '余'.len_utf8();
            if let Some(scale) = numeral(rest(at)).filter(|scale| scale.form == Form::BareMagnitude) {
                magnitude = scale.value();
                written.push_str(&rest(at)[..scale.length]);
                at += scale.length;
            }
        }
        if rest(at).starts_with('年') && self.text[..at].ends_with('半') && last.length == '半'.len_utf8() {
            let half = UnitMatch {
                normal: "month",
                factor: Decimal::from(12),
                written: "年".to_owned(),
                surface: "年",
                end: at + '年'.len_utf8(),
                open,
            };
            return Some(half);
        }
        if matches!(last.form, Form::Percent | Form::Permille) {
            let normal = if last.form == Form::Percent { "percent" } else { "permille" };
            return Some(UnitMatch {
                normal,
                factor: Decimal::from(1),
                written: "%".to_owned(),
                surface: "%",
                end: at,
                open,
            });
        }
        let spaces = rest(at).len() - rest(at).trim_start_matches([' ', '\u{a0}']).len();
        if let Some(unit) = self.lexicon.units.at(rest(at + spaces), arabic) {
            let end = at + spaces + unit.surface.len();
            written.push_str(unit.surface);
            let open = open || rest(end).starts_with('多') && is_time(unit.normal);
            return Some(UnitMatch {
                normal: unit.normal,
                factor: magnitude.checked_mul(unit.factor)?,
                written,
                surface: unit.surface,
                end,
                open,
            });
        }
        // 2.85万边民, 300余企业: the noun itself is counted.
        let noun =
            rest(at).starts_with(|c: char| c.is_alphanumeric() && !c.is_ascii()) && (open || !written.is_empty());
        if !noun || last.form == Form::BareMagnitude {
            return None;
        }
        let normal = if self.lexicon.units.counts_persons(rest(at)) { "person" } else { "count" };
        Some(UnitMatch { normal, factor: magnitude, written, surface: "", end: at, open })
    }

    /// Why a number with a unit measures nothing.
    fn why_not(&self, start: usize, numbers: &Numbers, unit: &UnitMatch) -> Option<LeftOut> {
        let (before, after) = (&self.text[..start], &self.text[unit.end..self.end]);
        let low = &numbers.low;
        let spelled = matches!(low.form, Form::Chinese | Form::DigitString | Form::BareMagnitude);
        let qualified =
            self.lexicon.qualifiers.before(before).is_some() || self.lexicon.qualifiers.after(after).is_some();
        if unit.surface == "日" && !after.starts_with(['内', '以', '之', '左']) {
            return Some(LeftOut::Date);
        }
        if unit.surface == "周" && after.starts_with(['年', '岁', '边', '期', '末']) {
            return Some(LeftOut::Name);
        }
        if unit.normal == "year" && (Self::is_plan(after) || !spelled && low.value() >= Decimal::from(1900)) {
            return Some(LeftOut::Name);
        }
        if !spelled || numbers.high.is_some() {
            return None;
        }
        // 零人工, 零费用: a slogan, not a count.
        if low.value() == Decimal::from(0) {
            return Some(LeftOut::Name);
        }
        let one = low.value() == Decimal::from(1);
        match low.form {
            Form::DigitString => return Some(LeftOut::Name),
            Form::BareMagnitude if !(unit.open || qualified || unit.normal == "CNY") => return Some(LeftOut::Name),
            _ => {}
        }
        if one && !(qualified && is_time(unit.normal)) {
            return Some(LeftOut::Article);
        }
        // 两 counts, 二 orders: 二类口岸, 二期.
        if self.text[start..].starts_with('二') && low.value() == Decimal::from(2) && unit.normal == "count" {
            return Some(LeftOut::Ordinal);
        }
        let small = unit.normal == "count" && !unit.open && !qualified;
        let own_parts = self.lexicon.units.counts_structure(&self.text[unit.end - unit.surface.len()..self.end])
            || self.lexicon.units.counts_structure(after);
        (small && (own_parts || after.starts_with(['“', '（']))).then_some(LeftOut::Structure)
    }

    /// 三年行动计划, 三年级: the years are a name's.
    fn is_plan(after: &str) -> bool {
        ["行动", "计划", "规划", "攻坚", "级", "制", "任务"].iter().any(|word| after.starts_with(word))
    }

    fn quantities(&self, start: usize, numbers: &Numbers, unit: &UnitMatch) -> Read {
        let number = Span::new(start, unit.end);
        let (span, stated) = self.qualified(number, unit.open || numbers.low.open_above);
        let value = |numeral: &Numeral| numeral.value().checked_mul(unit.factor).unwrap_or(numeral.value());
        let one = |numeral: &Numeral, qualifier, range| Quantity {
            span,
            number,
            written: numeral.written,
            unit_as_written: unit.written.clone(),
            value: value(numeral),
            unit: unit.normal,
            qualifier,
            range,
        };
        let found = match &numbers.high {
            Some(high) => {
                let range = Some((value(&numbers.low), value(high)));
                vec![one(&numbers.low, Qualifier::AtLeast, range), one(high, Qualifier::AtMost, range)]
            }
            None => vec![one(&numbers.low, stated, None)],
        };
        Read::Quantities(found, unit.end)
    }

    /// What stands before a number; `不低于合同金额的30%` is bounded through what it is a share of.
    fn before_of(&self, start: usize) -> &str {
        static BASE: LazyLock<Regex> = LazyLock::new(|| {
            Regex::new("(?:不低于|不少于|不超过|不高于|低于|高于|超过)([^，。；：、0-9\n]{1,12}的)$")
                .expect("the pattern is fixed")
        });
        let from = self.text[..start].char_indices().rev().nth(24).map_or(0, |(at, _)| at);
        let near = &self.text[from..start];
        let base = BASE.captures(near).and_then(|found| found.get(1)).map_or(0, |base| base.len());
        &self.text[..start - base]
    }

    /// The qualifier on either side of a number, and the number with its words.
    fn qualified(&self, number: Span, open: bool) -> (Span, Qualifier) {
        let before = self.lexicon.qualifiers.before(self.before_of(number.start));
        let after = self.lexicon.qualifiers.after(&self.text[number.end..self.end]);
        let adjoins = self.before_of(number.start).len() == number.start;
        let start = number.start - before.filter(|_| adjoins).map_or(0, |(_, length)| length);
        let more = usize::from(open && self.text[number.end..self.end].starts_with('多')) * '多'.len_utf8();
        let end = number.end + more + after.map_or(0, |(_, length)| length);
        let inside = open.then_some(Qualifier::MoreThan);
        let qualifier = inside.or(after.map(|(q, _)| q)).or(before.map(|(q, _)| q)).unwrap_or(Qualifier::Exact);
        (Span::new(start, end.min(self.end)), qualifier)
    }
}

/// A unit found after a number.
struct UnitMatch {
    normal: &'static str,
    factor: Decimal,
    written: String,
    surface: &'static str,
    end: usize,
    /// 余, 多 or 来 stands by the number.
    open: bool,
}

/// `两三`, `七八`: two digits in a row are a range.
fn adjacent(words: &str, read: Numeral) -> Option<(Numeral, Numeral)> {
    if read.form != Form::DigitString || words.chars().count() != 2 {
        return None;
    }
    let first = words.chars().next()?.len_utf8();
    let (low, high) = (numeral(&words[..first])?, numeral(&words[first..])?);
    (low.value().checked_add(Decimal::from(1))? == high.value()).then_some((low, high))
}

/// Two ends of a range are written alike and in order.
fn comparable(low: &Numeral, high: &Numeral) -> bool {
    let digits = |numeral: &Numeral| numeral.form == Form::Arabic;
    let ordered = like(*low, high).value() < high.value();
    digits(low) == digits(high) && ordered && high.form != Form::BareMagnitude
}

/// In `3—5万` the magnitude belongs to both ends.
fn like(low: Numeral, high: &Numeral) -> Numeral {
    if low.magnitude_length == 0 && high.magnitude_length > 0 {
        Numeral { magnitude: high.magnitude, ..low }
    } else {
        low
    }
}
