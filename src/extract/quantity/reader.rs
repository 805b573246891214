//! One numeral: its range, its unit, its qualifiers, or why it measures nothing.

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral, numeral, times};
use super::range::{Numbers, is_step_and_level, numbers};
use super::ratio::{Colons, colons, is_one_of_several, shares};
use super::reason::{Look, with_unit, without_unit};
use super::unit::{UnitMatch, Units};
use super::{LeftOut, Qualifier, Quantity};
use crate::lexicon::Lexicon;
use crate::lexicon::numerals::Label;
use crate::span::{Span, ending, floor};

/// What a numeral turned out to be, and where it ends.
pub(super) enum Read {
    Quantity(Quantity, usize),
    Quantities(Vec<Quantity>, usize),
    LeftOut(Span, LeftOut),
}

/// Reads numerals of a text from `start` to `end`.
pub(super) struct Reader<'a> {
    pub(super) text: &'a str,
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) lexicon: &'a Lexicon,
}

/// So many bytes before a number are looked at, at most.
const NEAR: usize = 96;

impl<'a> Reader<'a> {
    /// Reads what begins at a character that can begin a numeral; `previous` is the number before it.
    pub(super) fn read(&self, start: usize, previous: Option<&Quantity>) -> Option<Read> {
        let before = self.before(start);
        if let Some(read) = self
            .in_words(start, before)
            .or_else(|| self.down_to_zero(start, before, previous))
            .or_else(|| self.colons(start, before))
        {
            return Some(read);
        }
        let words = &self.text[start..self.end];
        let is_change = before.ends_with(['由', '从', '自']) || is_step_and_level(before, words, self.lexicon);
        let numbers = numbers(words, is_change, self.lexicon)?;
        let end = start + numbers.length;
        let arabic = numbers.low.form == Form::Arabic;
        let left_out = |end, reason| Some(Read::LeftOut(Span::new(start, end), reason));
        if before.ends_with('第') {
            return left_out(end, LeftOut::Ordinal);
        }
        if arabic && is_torn(before, &self.text[end..]) {
            return left_out(end, LeftOut::Bare);
        }
        // GDP117亿元: the name of an indicator has no number of its own.
        let indicator = || ["GDP", "CPI", "PPI", "GNP", "FDI"].iter().any(|name| before.ends_with(name));
        if arabic && before.trim_end_matches('_').ends_with(|c: char| c.is_ascii_alphabetic()) && !indicator() {
            return left_out(end, LeftOut::Name);
        }
        // 壮蜜05百香果: a name.
        let words = &self.text[start..end];
        if arabic && words.starts_with('0') && words[1..].starts_with(|c: char| c.is_ascii_digit()) {
            return left_out(end, LeftOut::Name);
        }
        let mut look = Look {
            before,
            words: &self.text[start..end],
            after: &self.text[end..self.end],
            numbers: &numbers,
            qualified: false,
            previous: previous.filter(|last| self.same_clause(last, start)).map(|last| &self.text[last.number.range()]),
            lexicon: self.lexicon,
        };
        let unwritten = previous.filter(|last| look.previous.is_some() && last.unit_as_written.is_empty());
        let unwritten = unwritten.map(|last| (last.unit, &self.text[last.number.end..start]));
        let units = Units { before, after: look.after, unwritten, lexicon: self.lexicon };
        let words = &self.text[end - numbers.last().magnitude_length..end];
        let Some(unit) = units.find(&numbers, words) else {
            return left_out(end, without_unit(&look));
        };
        let unit_end = end + unit.length;
        look.after = &self.text[unit_end..self.end];
        let stated = self.qualifiers(before, &numbers, &unit, look.after);
        look.qualified = stated.stated();
        match with_unit(&look, &unit) {
            Some(reason) => left_out(unit_end, reason),
            None => Some(self.quantities(Span::new(start, unit_end), before, &numbers, unit, stated)),
        }
    }

    /// The words right before a place in the text.
    fn before(&self, start: usize) -> &'a str {
        let from = floor(self.text, start.saturating_sub(NEAR)).max(self.start);
        &self.text[from..start]
    }

    fn same_clause(&self, last: &Quantity, start: usize) -> bool {
        last.number.end <= start
            && start - last.number.end <= NEAR
            && !self.text[last.number.end..start].contains(['，', '。', '；', '\n'])
    }

    /// `数以万计的农户`, `翻一番`: numbers that words make.
    fn in_words(&self, start: usize, before: &str) -> Option<Read> {
        let text = &self.text[start..self.end];
        if let Some(rest) = text.strip_prefix("数以") {
            let scale = numeral(rest).filter(|scale| scale.form == Form::BareMagnitude)?;
            let noun = rest[scale.length..].strip_prefix('计')?;
            let end = self.end - noun.len();
            let persons = self.lexicon.units.counts_persons(noun.strip_prefix('的').unwrap_or(noun));
            let number = Span::new(start, end);
            let unit = if persons { "person" } else { "count" };
            let found = Quantity { qualifier: Qualifier::AtLeast, ..Quantity::plain(number, scale.value(), unit) };
            return Some(Read::Quantity(found, end));
        }
        if before.strip_suffix('了').unwrap_or(before).ends_with('翻') {
            let times = numeral(text).filter(|times| text[times.length..].starts_with('番'))?;
            let end = start + times.length + '番'.len_utf8();
            // Doubled twice is grown by three times what it was.
            let doubled = 1_u64.checked_shl(times.whole()?)?.checked_sub(1)?;
            let found = Quantity {
                written: times.value(),
                unit_as_written: "番".to_owned(),
                qualifier: self
                    .lexicon
                    .qualifiers
                    .after(&self.text[end..self.end])
                    .map_or(Qualifier::Exact, |found| found.0),
                ..Quantity::plain(Span::new(start, end), Decimal::from(doubled), "multiple")
            };
            return Some(Read::Quantity(found, end));
        }
        None
    }

    /// 由2.5%降至|零: zero of what was told before.
    fn down_to_zero(&self, start: usize, before: &str, previous: Option<&Quantity>) -> Option<Read> {
        let rest = self.text[start..self.end].strip_prefix('零')?;
        let ends = rest.chars().next().is_none_or(|next| !next.is_alphanumeric());
        let came = ["降至", "降为", "降到", "减至", "减少到", "减少至", "下降到", "下降至", "下降为", "归"];
        if !ends || !came.iter().any(|verb| before.ends_with(verb)) {
            return None;
        }
        let last = previous.filter(|last| self.same_clause(last, start))?;
        let number = Span::new(start, start + '零'.len_utf8());
        let written = last.unit_as_written.clone();
        let zero = Quantity { unit_as_written: written, ..Quantity::plain(number, Decimal::from(0), last.unit) };
        Some(Read::Quantity(zero, number.end))
    }

    /// Proportions and times of the day.
    fn colons(&self, start: usize, before: &str) -> Option<Read> {
        let text = &self.text[start..self.end];
        if !is_one_of_several(text) || self.lexicon.numerals.beside(before, "") == Some(Label::Structure) {
            // 图1：2011—2015年…: the number of a figure.
            return None;
        }
        let near = ending(before, 13);
        let compared = near.contains(['比', '率']) || near.contains("结构");
        let of_whole = || {
            let noun = near.trim_end_matches(['为', '是']).trim_end_matches("分别");
            ["结构", "构成", "比例"].iter().any(|word| noun.ends_with(word))
        };
        let (read, length) = colons(text, compared).or_else(|| of_whole().then(|| shares(text)).flatten())?;
        let end = start + length;
        // The colon before a part is its own, so that no words stand between the parts of one proportion.
        let plain = |at: usize, part: &Numeral, unit| {
            let number = Span::new(start + at, start + at + part.length);
            let colon = self.text[start..number.start].chars().next_back().map_or(0, char::len_utf8);
            let span = Span::new(number.start - colon, number.end);
            Quantity { span, written: part.written, ..Quantity::plain(number, part.value(), unit) }
        };
        Some(match read {
            Colons::Shares(parts) => {
                Read::Quantities(parts.iter().map(|(at, part)| plain(*at, part, "percent")).collect(), end)
            }
            Colons::Multiple(first) => {
                let number = Span::new(start, end);
                Read::Quantity(Quantity { span: number, number, ..plain(0, &first, "multiple") }, end)
            }
            Colons::Other => Read::LeftOut(Span::new(start, end), LeftOut::Formula),
        })
    }

    /// `stated` are the qualifiers that stand beside the number without its sign.
    fn quantities(
        &self,
        number: Span,
        before: &str,
        numbers: &Numbers,
        unit: UnitMatch<'_>,
        mut stated: Stated,
    ) -> Read {
        let sign = Self::minus(before, &unit);
        let number = Span::new(number.start - sign, number.end);
        if sign > 0 {
            let before = &before[..before.len() - sign];
            stated = self.qualifiers(before, numbers, &unit, &self.text[number.end..self.end]);
        }
        let span = Span::new(number.start - stated.before, (number.end + stated.after).min(self.end));
        let low = unit.shared.unwrap_or(numbers.low);
        let half: Decimal = if unit.half { numeral("半").map_or(0.into(), |half| half.written) } else { 0.into() };
        let negative = |value: Decimal| if sign > 0 { value.checked_neg().unwrap_or(value) } else { value };
        let scaled = |value: Decimal| times(value.checked_add(half)?, unit.factor)?.checked_add(unit.added);
        let value = |numeral: &Numeral| {
            let value = numeral.value();
            scaled(value).unwrap_or(value)
        };
        let one = |numeral: &Numeral, unit_as_written, qualifier, range| Quantity {
            span,
            number,
            written: negative(numeral.written.checked_add(half).unwrap_or(numeral.written)),
            unit_as_written,
            value: negative(value(numeral)),
            unit: unit.normal,
            qualifier,
            range,
        };
        let Some(high) = &numbers.high else {
            return Read::Quantity(one(&low, unit.written, stated.qualifier(), None), number.end);
        };
        let range = Some((value(&low), value(high)));
        let least = one(&low, unit.written.clone(), Qualifier::AtLeast, range);
        Read::Quantities(vec![least, one(high, unit.written, Qualifier::AtMost, range)], number.end)
    }

    /// Bytes of a minus sign before a number that can be below zero: 负2.3%, 增长-0.5%.
    fn minus(before: &str, unit: &UnitMatch<'_>) -> usize {
        /// What 负 makes words with that it ends.
        const BURDENS: &str = "减降税债费担自胜抱背肩欠亏轻重租薪";
        let signed = matches!(unit.normal, "percent" | "pp" | "permille" | "celsius" | "CNY" | "USD" | "multiple");
        let sign = before.chars().next_back().filter(|c| matches!(c, '负' | '-' | '−' | '－') && signed);
        let Some(sign) = sign else { return 0 };
        let rest = &before[..before.len() - sign.len_utf8()];
        // 减负|120亿元, 综合税负|3.2%: the end of a word.
        if sign == '负' && rest.ends_with(|c| BURDENS.contains(c)) {
            return 0;
        }
        // Between numbers or names it is a dash.
        let dash = rest.ends_with(|c: char| c.is_ascii_alphanumeric() || "%％‰)）".contains(c));
        if dash { 0 } else { sign.len_utf8() }
    }

    /// What stands before a number; `不低于合同金额的30%` is bounded through what it is a share of.
    fn before_base(before: &str) -> &str {
        const BOUNDS: [&str; 9] = ["不低于", "不少于", "不超过", "不高于", "低于", "高于", "超过", "不足", "不到"];
        /// Longest base, in characters.
        const BASE: usize = 13;
        if !before.ends_with('的') {
            return before;
        }
        let from = before.char_indices().rev().nth(BASE + 2).map_or(0, |(at, _)| at);
        let near = &before[from..];
        let bounded = near.contains(['于', '过', '足', '到']);
        let bound = BOUNDS.iter().filter(|_| bounded).filter_map(|bound| Some(near.rfind(bound)? + bound.len())).max();
        let base = bound.map_or("", |at| &near[at..]);
        let plain =
            base.chars().count() > 1 && !base.contains(|c: char| "，。；：、\n".contains(c) || c.is_ascii_digit());
        if plain { &before[..before.len() - base.len()] } else { before }
    }

    /// The qualifiers on either side of a number.
    fn qualifiers(&self, before: &str, numbers: &Numbers, unit: &UnitMatch<'_>, after: &str) -> Stated {
        let vague = matches!(numbers.low.form, Form::BareMagnitude | Form::Percent);
        let base = Self::before_base(before);
        let stated = self.lexicon.qualifiers.before(base, vague);
        let adjoins = base.len() == before.len();
        let open = unit.open || numbers.low.open_above;
        let more = if open && after.starts_with('多') { '多'.len_utf8() } else { 0 };
        // 7个县内 says where; 3天内, 5公里内 say how much at most.
        let where_it_is = matches!(unit.normal, "count" | "person" | "person_time") && after.starts_with('内');
        let following = self.lexicon.qualifiers.after(&after[more..]).filter(|_| !where_it_is);
        let leading = stated.map(|found| found.0).or_else(|| self.lexicon.qualifiers.through(before));
        Stated {
            open,
            leading,
            following: following.map(|found| found.0),
            before: stated.filter(|_| adjoins).map_or(0, |found| found.1),
            after: more + following.map_or(0, |found| found.1),
        }
    }
}

/// The qualifiers of a number, and how many bytes of words they are on either side.
struct Stated {
    open: bool,
    leading: Option<Qualifier>,
    following: Option<Qualifier>,
    before: usize,
    after: usize,
}

impl Stated {
    /// Whether a word before or after qualifies it.
    fn stated(&self) -> bool {
        self.leading.is_some() || self.following.is_some()
    }

    /// The nearest wins: within the number, after it, before it.
    fn qualifier(&self) -> Qualifier {
        let inside = self.open.then_some(Qualifier::MoreThan);
        inside.or(self.following).or(self.leading).unwrap_or(Qualifier::Exact)
    }
}

/// Whether characters without width stand between a number and more of its digits: of 3.…5亿元 neither is one.
fn is_torn(before: &str, after: &str) -> bool {
    const WIDTHLESS: [char; 6] = ['\u{200b}', '\u{200c}', '\u{200d}', '\u{2060}', '\u{feff}', '\u{ad}'];
    let digit = |c: char| c.is_ascii_digit();
    // 增长5%，…3亿元: a mark that no digit stands before ends a clause.
    let ends = |before: &str| before.strip_suffix(['.', ',']).unwrap_or(before).ends_with(digit);
    let begins = |after: &str| after.strip_prefix('.').unwrap_or(after).starts_with(digit);
    before.strip_suffix(WIDTHLESS).is_some_and(|before| ends(before.trim_end_matches(WIDTHLESS)))
        || after.strip_prefix(WIDTHLESS).is_some_and(|after| begins(after.trim_start_matches(WIDTHLESS)))
}
