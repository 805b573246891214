//! Arabic digits, ASCII and full-width: `20,858` `1 234` `2.5万` `1万2千` `2/3`.

use oxsdatatypes::Decimal;

use super::{Form, Numeral, place_value, plain, rounded, times};
use crate::span::beginning;

/// No number of the genre has more digits; a longer row is a code.
const MOST_DIGITS: usize = 24;

/// So many decimals are kept.
const MOST_DECIMALS: u32 = 18;

/// The number that `text` begins with, its magnitude words included; `1万2千` and `3亿5000万` are one number.
pub(super) fn arabic(text: &str) -> Option<Numeral> {
    let (written, digits) = digits(text)?;
    // 326.4 万吨: a space before the magnitude.
    let gap = text[digits..].strip_prefix(' ').filter(|rest| rest.starts_with(['万', '亿'])).map_or(0, |_| 1);
    let (factor, words) = magnitude(&text[digits + gap..]);
    let first = Numeral {
        length: digits + gap + words,
        written,
        magnitude: factor,
        magnitude_length: words,
        form: Form::Arabic,
        open_above: false,
    };
    Some(blended(text, &first).unwrap_or(first))
}

/// The value of an ASCII or full-width digit.
pub(super) fn digit(c: char) -> Option<i64> {
    match c {
        '0'..='9' => Some(i64::from(c as u32 - '0' as u32)),
        '０'..='９' => Some(i64::from(c as u32 - '０' as u32)),
        _ => None,
    }
}

/// `2/3` as percent: a fraction of small whole numbers that no unit and no further part follows, so that it is no date.
pub(super) fn slashed(text: &str) -> Option<Numeral> {
    // Almost no number has one, and to see that is cheap.
    if !text.bytes().take(3).any(|byte| byte == b'/') {
        return None;
    }
    let whole = |text: &str| digits(text).filter(|(value, length)| *length <= 2 && *value > Decimal::from(0));
    let (above, length) = whole(text)?;
    let rest = text[length..].strip_prefix('/')?;
    let (below, below_length) = whole(rest)?;
    let next = rest[below_length..].chars().next();
    let small = above < below && below <= Decimal::from(10);
    let ends = next.is_none_or(|c| "的以及左多，。；、）".contains(c));
    let percent = above.checked_mul(Decimal::from(100))?.checked_div(below)?;
    (small && ends).then_some(plain(length + 1 + below_length, rounded(percent)?, Form::Percent))
}

/// Digits with thousands separators and decimals, and their length in bytes.
fn digits(text: &str) -> Option<(Decimal, usize)> {
    let mut read = Digits::default();
    let (mut length, mut grouped) = (0, false);
    for (at, c) in text.char_indices() {
        let after = &text[at + c.len_utf8()..];
        if let Some(digit) = digit(c) {
            read.push(digit);
        } else if read.decimals.is_none() && is_separator(c, &read, grouped, after) {
            grouped = true;
        } else if matches!(c, '.' | '．')
            && read.decimals.is_none()
            && read.count > 0
            && after.starts_with(is_digit)
            && !begins_with_year(after)
        {
            read.decimals = Some(0);
        } else {
            break;
        }
        length = at + c.len_utf8();
        if read.count + usize::from(read.decimals.is_some()) > MOST_DIGITS {
            return None;
        }
    }
    Some((read.value()?, length))
}

/// Digits of a number as they are read.
#[derive(Debug, Default)]
struct Digits {
    /// How many there are.
    count: usize,
    begins_with_zero: bool,
    /// What they come to without a decimal point.
    number: i128,
    /// How many stand behind the decimal point, where there is one.
    decimals: Option<u32>,
}

impl Digits {
    fn push(&mut self, digit: i64) {
        self.begins_with_zero |= self.count == 0 && digit == 0;
        self.count += 1;
        self.number = self.number * 10 + i128::from(digit);
        self.decimals = self.decimals.map(|decimals| decimals + 1);
    }

    fn value(&self) -> Option<Decimal> {
        let (mut number, mut decimals) = (self.number, self.decimals.unwrap_or(0));
        while decimals > MOST_DECIMALS && number % 10 == 0 {
            (number, decimals) = (number / 10, decimals - 1);
        }
        Decimal::new(number, decimals).ok().filter(|_| self.count > 0)
    }
}

/// `1.2021年任务表`: a year behind the mark of a list, and no decimals.
fn begins_with_year(after: &str) -> bool {
    let year = ["19", "20"].iter().any(|century| after.starts_with(century));
    year && after.char_indices().nth(4).is_some_and(|(at, _)| {
        after[..at].bytes().all(|byte| byte.is_ascii_digit()) && after[at..].trim_start().starts_with('年')
    })
}

fn is_digit(c: char) -> bool {
    digit(c).is_some()
}

/// Whether `c` groups thousands: three digits follow, and what stands before it is the beginning of a grouped number.
fn is_separator(c: char, before: &Digits, grouped: bool, after: &str) -> bool {
    let group = || after.chars().take(4).take_while(|&c| is_digit(c)).count() == 3;
    let may_begin = before.count > 0 && !before.begins_with_zero && (grouped || before.count <= 3);
    match c {
        ',' => before.count > 0 && group(),
        '，' | '\u{a0}' | '\u{2009}' | '\u{202f}' => may_begin && group(),
        // An ordinary space also parts the columns of a table: the last group has to run into a word of the sentence.
        ' ' => may_begin && group() && grouped_by_spaces(after),
        _ => false,
    }
}

fn grouped_by_spaces(after: &str) -> bool {
    /// No number has more groups.
    const LONGEST: usize = 32;
    let after = beginning(after, LONGEST);
    let tail = after.trim_start_matches(|c: char| is_digit(c) || c == ' ');
    let digits = &after[..after.len() - tail.len()];
    let even = digits.split(' ').all(|group| group.chars().count() == 3);
    // 2 847.6万元: decimals behind the last group.
    let decimals = tail.strip_prefix('.').filter(|decimals| decimals.starts_with(is_digit));
    let tail = decimals.map_or(tail, |decimals| decimals.trim_start_matches(is_digit));
    even && tail.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii())
}

/// The magnitude words after digits: 万, 亿, 万亿, 千, 百万 …; 千 and 百 not where they begin a unit.
pub(super) fn magnitude(text: &str) -> (Decimal, usize) {
    let (mut factor, mut length) = (Decimal::from(1), 0);
    for c in text.chars() {
        if begins_unit(&text[length..]) {
            break;
        }
        let Some(step) = place_value(c).filter(|_| c != '十') else { break };
        let Some(product) = times(Decimal::from(step), factor) else { break };
        (factor, length) = (product, length + c.len_utf8());
    }
    (factor, length)
}

/// Units that begin with 千 or 百: kilometre, kilowatt, kilogram, kilovolt …, hectopascal, percentage point.
fn begins_unit(text: &str) -> bool {
    const AFTER_THOUSAND: [char; 12] = ['米', '瓦', '克', '卡', '分', '伏', '帕', '焦', '赫', '升', '兆', '安'];
    let mut characters = text.chars();
    match (characters.next(), characters.next()) {
        (Some('千'), Some(next)) => AFTER_THOUSAND.contains(&next),
        (Some('百'), Some(next)) => matches!(next, '分' | '帕'),
        _ => false,
    }
}

/// `1万2千`, `3亿5000万`: digits go on after a magnitude, each with a smaller one. The sum has no magnitude of its own.
fn blended(text: &str, first: &Numeral) -> Option<Numeral> {
    if first.magnitude_length == 0 {
        return None;
    }
    let (mut total, mut length, mut last) = (first.value(), first.length, first.magnitude);
    let mut parts = 1;
    while last > Decimal::from(1) {
        let Some((more, digits)) = digits(&text[length..]) else { break };
        let (factor, words) = magnitude(&text[length + digits..]);
        if words == 0 || factor >= last || more.checked_mul(factor)? >= last {
            break;
        }
        total = total.checked_add(more.checked_mul(factor)?)?;
        (length, last, parts) = (length + digits + words, factor, parts + 1);
    }
    (parts > 1).then_some(plain(length, total, Form::Arabic))
}
