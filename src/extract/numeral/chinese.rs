//! Chinese digits: `三十五` `一千二百万` `一万二` `三点五` `数十` `十几` `二〇二三`.

use oxsdatatypes::Decimal;

use super::arabic::magnitude;
use super::{Form, Numeral, decimal, place_value, plain};

/// The value of a Chinese digit.
pub(super) fn digit(c: char) -> Option<i64> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '两' | '兩' | '贰' => Some(2),
        '三' | '叁' => Some(3),
        '四' | '肆' => Some(4),
        '五' | '伍' => Some(5),
        '六' | '陆' => Some(6),
        '七' | '柒' => Some(7),
        '八' | '捌' => Some(8),
        '九' | '玖' => Some(9),
        _ => None,
    }
}

/// A number in Chinese digits, with 点 decimals; 半 alone is one half.
pub(super) fn chinese(text: &str) -> Option<Numeral> {
    if text.starts_with('半') {
        return Some(plain('半'.len_utf8(), decimal("0.5")?, Form::Chinese));
    }
    let whole = integer(text)?;
    let mut numeral = plain(whole.length, Decimal::from(whole.value), whole.form);
    numeral.open_above = whole.open_above;
    let rest = &text[whole.length..];
    if let Some(fraction) = rest.strip_prefix('点').or_else(|| rest.strip_prefix('點')) {
        let digits: String = fraction.chars().map_while(digit).map(|digit| digit.to_string()).collect();
        if !digits.is_empty() {
            numeral.written = decimal(&format!("{}.{digits}", whole.value))?;
            numeral.form = Form::Chinese;
            let decimals: usize = fraction.chars().take(digits.len()).map(char::len_utf8).sum();
            numeral.length += '点'.len_utf8() + decimals;
            let (magnitude, length) = magnitude(&text[numeral.length..]);
            (numeral.magnitude, numeral.magnitude_length) = (magnitude, length);
            numeral.length += length;
        }
    }
    Some(numeral)
}

/// A whole number in Chinese digits.
pub(super) struct Integer {
    pub(super) value: i64,
    pub(super) length: usize,
    pub(super) form: Form,
    pub(super) open_above: bool,
}

/// Reads 三万五千二百 by place values; a digit after 百 千 万 亿 without a place-value word of its own counts in the next
/// lower place (一万二 is 12,000); 几 and 数 before or in it leave it open above.
pub(super) fn integer(text: &str) -> Option<Integer> {
    let (mut total, mut section, mut last_digit): (i64, i64, Option<i64>) = (0, 0, None);
    let (mut digits, mut places, mut last_place, mut length) = (0, 0, 1, 0);
    let (mut open_above, mut after_zero) = (false, false);
    for (at, c) in text.char_indices() {
        if let Some(value) = digit(c) {
            if last_digit.is_some() && places > 0 && !after_zero {
                break;
            }
            let higher = if places == 0 { last_digit.unwrap_or(0).checked_mul(10)? } else { 0 };
            last_digit = Some(higher.checked_add(value)?);
            after_zero = value == 0;
            digits += 1;
        } else if let Some(place) = place_value(c).filter(|_| !is_permyriad(&text[at..])) {
            let factor = last_digit.take().unwrap_or(i64::from(section == 0 && total == 0 || place < last_place));
            if place >= 10_000 {
                let below = if section == 0 && factor == 0 { total } else { section.checked_add(factor)? };
                let scaled = below.max(1).checked_mul(place)?;
                total = if section == 0 && factor == 0 { scaled } else { total.checked_add(scaled)? };
                section = 0;
            } else {
                section = section.checked_add(factor.max(1).checked_mul(place)?)?;
            }
            (places, last_place, after_zero) = (places + 1, place, false);
        } else if matches!(c, '几' | '数' | '幾' | '數') && at == 0 && text[c.len_utf8()..].starts_with(is_place) {
            (last_digit, open_above) = (Some(1), true);
        } else if matches!(c, '几' | '幾') && last_place == 10 && last_digit.is_none() && places > 0 {
            open_above = true;
            length = at + c.len_utf8();
            break;
        } else {
            break;
        }
        length = at + c.len_utf8();
    }
    if digits == 0 && places == 0 {
        return None;
    }
    // 陆人杰: a digit of deeds alone is a name.
    if digits == 1 && places == 0 && text.starts_with(|c| "壹贰叁肆伍陆柒捌玖".contains(c)) {
        return None;
    }
    // 一万二 counts two thousand; 一万零二 does not.
    let colloquial =
        last_digit.is_some_and(|digit| digit > 0) && last_place >= 100 && digits > 1 && !has_zero(&text[..length]);
    let rest = last_digit.unwrap_or(0).checked_mul(if colloquial { last_place / 10 } else { 1 })?;
    let value = total.checked_add(section)?.checked_add(rest)?;
    let form = match (digits, places) {
        (0, _) if !open_above && !text.starts_with('十') => Form::BareMagnitude,
        (2.., 0) => Form::DigitString,
        _ => Form::Chinese,
    };
    Some(Integer { value, length, form, open_above })
}

/// 百分之 and its kin begin a number of their own: 五十|百分之三.
fn is_permyriad(text: &str) -> bool {
    text.chars().nth(1) == Some('分') && text.chars().nth(2) == Some('之')
}

fn is_place(c: char) -> bool {
    place_value(c).is_some()
}

fn has_zero(text: &str) -> bool {
    text.contains(['零', '〇'])
}
