//! One number or a stretch between two: `3—5`, `一到两`, `2万至3万`, `30%～40%`, `两三百`, `十七八`.

use oxsdatatypes::Decimal;

use super::super::numeral::{Form, Numeral, numeral, times};
use crate::lexicon::Lexicon;
use crate::lexicon::set::Characters;

/// Signs and words between the ends of a range, and the characters they begin with.
const SIGNS: [&str; 15] = ["——", "—", "--", "-", "–", "―", "－", "~~", "～", "~", "〜", "至", "到", "或", "－－"];
static BEGINNINGS: Characters = Characters::of("—-–―－~～〜至到或");

/// One or both ends of a range, and where they end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numbers {
    pub(super) low: Numeral,
    pub(super) high: Option<Numeral>,
    /// Bytes from the start of the first numeral to the end of the last.
    pub(super) length: usize,
}

impl Numbers {
    /// The numeral that the unit stands after.
    pub(super) fn last(&self) -> Numeral {
        self.high.unwrap_or(self.low)
    }
}

/// The number or range that `text` begins with. After 由 or 从 two numbers with units of their own are a change, not a range.
pub(super) fn numbers(text: &str, is_change: bool, lexicon: &Lexicon) -> Option<Numbers> {
    if !text.starts_with(|c: char| c.is_ascii_digit()) {
        if let Some(half) = ["一半", "半数"].iter().find(|half| text.starts_with(**half)) {
            let low =
                Numeral { written: Decimal::from(50), form: Form::Percent, length: half.len(), ..numeral("半")? };
            return Some(Numbers { low, high: None, length: half.len() });
        }
        if let Some(range) = adjacent(text) {
            return Some(range);
        }
    }
    let low = numeral(text)?;
    let rest = &text[low.length..];
    let unit = if is_change { 0 } else { repeated_unit(rest, &low, lexicon) };
    let single = Numbers { low, high: None, length: low.length };
    let after = &rest[unit..];
    let Some(sign) = sign(after) else { return Some(single) };
    let Some(high) = numeral(&after[sign.len()..]) else { return Some(single) };
    if !comparable(&low, &high) {
        return Some(single);
    }
    let length = low.length + unit + sign.len() + high.length;
    Some(Numbers { low: like(low, &high), high: Some(high), length })
}

/// 标准提高|20元至650元: by how much something moved and what it came to, which is many times that, and no range.
pub(super) fn is_step_and_level(before: &str, text: &str, lexicon: &Lexicon) -> bool {
    const VERBS: [&str; 9] = ["提高", "提升", "上调", "增加", "上涨", "下调", "降低", "减少", "下降"];
    /// How many times the step the level is at least.
    const TIMES: i64 = 3;
    if !VERBS.iter().any(|verb| before.ends_with(verb)) {
        return false;
    }
    let Some(numbers) = numbers(text, false, lexicon) else { return false };
    let Some(high) = numbers.high else { return false };
    let (low, high) = (numbers.low.value(), high.value());
    let signed = |sign: &str| text[..numbers.length].contains(sign);
    (signed("至") || signed("到")) && times(low, Decimal::from(TIMES)).is_some_and(|least| high >= least)
}

/// The sign between the ends of a range that a text begins with.
fn sign(text: &str) -> Option<&'static str> {
    let begins = text.starts_with(|c| BEGINNINGS.has(c));
    SIGNS.into_iter().find(|sign| begins && text.starts_with(sign))
}

/// Bytes of a unit that both ends of a range carry: 30%～40%, 6个月至12个月.
fn repeated_unit(after: &str, low: &Numeral, lexicon: &Lexicon) -> usize {
    // Almost no number has a sign near it, and to see that is cheap.
    if !after.chars().take(lexicon.units.longest() + 1).any(|c| BEGINNINGS.has(c)) {
        return 0;
    }
    let Some(unit) = lexicon.units.at(after, low.form == Form::Arabic) else { return 0 };
    let rest = &after[unit.surface.len()..];
    let Some(sign) = sign(rest) else { return 0 };
    let rest = &rest[sign.len()..];
    let repeated = numeral(rest).is_some_and(|high| {
        let after = rest[high.length..].trim_start_matches(['多', '余']);
        lexicon.units.at(after, high.form == Form::Arabic).is_some_and(|other| other.normal == unit.normal)
            && after.starts_with(&unit.surface)
    });
    if repeated { unit.surface.len() } else { 0 }
}

/// Two digits in a row are a range: `两三个`, `七八百`, `三五天`, `十七八岁`.
fn adjacent(text: &str) -> Option<Numbers> {
    let digit = |c: char| {
        Some(match c {
            '一' => 1,
            '二' | '两' | '兩' => 2,
            '三' => 3,
            '四' => 4,
            '五' => 5,
            '六' => 6,
            '七' => 7,
            '八' => 8,
            '九' => 9,
            _ => return None,
        })
    };
    let base = if text.starts_with('十') { '十'.len_utf8() } else { 0 };
    let ten = base > 0;
    let mut characters = text[base..].chars();
    let (low, high) = (digit(characters.next()?)?, digit(characters.next()?)?);
    let behind = characters.as_str();
    let rest = &behind[..behind.len() - behind.trim_start_matches(['十', '百', '千', '万', '亿']).len()];
    let follows = high == low + 1 || (low, high) == (3, 5);
    let next = behind[rest.len()..].chars().next();
    let ends = next.is_none_or(|c| digit(c).is_none() && !matches!(c, '〇' | '零' | '分'));
    if !follows || !ends || ten && !rest.is_empty() {
        return None;
    }
    let tens = if ten { 10 } else { 0 };
    let one = |value: u64| {
        let scale = if rest.is_empty() { Decimal::from(1) } else { numeral(rest)?.value() };
        let written = times(Decimal::from(value + tens), scale)?;
        Some(Numeral { written, form: Form::Chinese, length: '一'.len_utf8(), ..numeral("一")? })
    };
    let length = base + 2 * '一'.len_utf8() + rest.len();
    Some(Numbers { low: one(low)?, high: Some(one(high)?), length })
}

/// Two ends of a range are written alike and in order.
fn comparable(low: &Numeral, high: &Numeral) -> bool {
    let digits = |numeral: &Numeral| numeral.form == Form::Arabic;
    let ordered = like(*low, high).value() < high.value();
    digits(low) == digits(high) && ordered && high.form != Form::BareMagnitude && high.form != Form::DigitString
}

/// In `3—5万` the magnitude belongs to both ends.
pub(super) fn like(low: Numeral, high: &Numeral) -> Numeral {
    if low.magnitude_length == 0 && high.magnitude_length > 0 && low.form == Form::Arabic {
        Numeral { magnitude: high.magnitude, ..low }
    } else {
        low
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn ends(text: &str) -> String {
        let Some(found) = numbers(text, false, Lexicon::builtin()) else { return "none".to_owned() };
        let high = found.high.map_or(String::new(), |high| format!("..{}", high.value()));
        format!("{}{high} {}", found.low.value(), &text[found.length..])
    }

    #[test]
    fn ranges() {
        for (text, expected) in [
            ("3—5个", "3..5 个"),
            ("3至5", "3..5 "),
            ("2万至3万元", "20000..30000 元"),
            ("5-10万元", "50000..100000 万元"),
            ("30%～40%", "30..40 %"),
            ("3个至5个", "3..5 个"),
            ("1000元到2000元不等", "1000..2000 元不等"),
            ("二至三天", "2..3 天"),
            ("百分之三十到百分之四十", "30..40 "),
            ("5—3个", "5 —3个"),
        ] {
            assert_eq!(ends(text), expected.replace("100000 万", "100000 "), "{text}");
        }
    }

    #[test]
    fn digits_in_a_row() {
        for (text, expected) in [
            ("两三个", "2..3 个"),
            ("七八百人", "700..800 人"),
            ("三五天", "3..5 天"),
            ("五六十岁", "50..60 岁"),
            ("十七八岁", "17..18 岁"),
            ("两三万元", "20000..30000 元"),
            ("一二三产业", "123 产业"),
            ("二〇二三年", "2023 年"),
        ] {
            assert_eq!(ends(text), expected, "{text}");
        }
    }
}
