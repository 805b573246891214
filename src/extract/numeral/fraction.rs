//! Fractions in words: `百分之三点五` `三分之一` `千分之五` `六成`.

use oxsdatatypes::Decimal;

use super::arabic::arabic;
use super::chinese::{chinese, digit, integer};
use super::{Form, Numeral, may_begin, plain, rounded};

/// The longest denominator, in bytes, that is looked for.
const DENOMINATOR: usize = 12;

/// 百分之X, 千分之X, 万分之X, N分之M; the numerator may be Arabic.
pub(super) fn fraction(text: &str) -> Option<Numeral> {
    let is_of_number =
        |c: char| may_begin(c) || matches!(c, '.' | '．' | ',' | '，' | ' ' | '\u{a0}' | '\u{2009}' | '\u{202f}');
    let (at, _) =
        text.char_indices().find(|(_, c)| !is_of_number(*c)).filter(|(at, _)| (1..=DENOMINATOR).contains(at))?;
    if !text[at..].starts_with("分之") {
        return None;
    }
    let head = &text[..at];
    let denominator = match head {
        "百" => 100,
        "千" => 1_000,
        "万" | "萬" => 10_000,
        _ => arabic_or_chinese(head).filter(|(_, length)| *length == head.len())?.0,
    };
    let after = at + "分之".len();
    let numerator = match arabic(&text[after..]) {
        Some(numerator) => numerator,
        None if text[after..].starts_with('百') => plain("百".len(), Decimal::from(100), Form::Chinese),
        None => chinese(&text[after..])?,
    };
    let length = after + numerator.length;
    if denominator == 1_000 {
        return Some(plain(length, numerator.value(), Form::Permille));
    }
    let percent = numerator.value().checked_mul(Decimal::from(100))?.checked_div(Decimal::from(denominator))?;
    Some(plain(length, rounded(percent)?, Form::Percent))
}

fn arabic_or_chinese(text: &str) -> Option<(i64, usize)> {
    if let Some(whole) = integer(text) {
        return Some((whole.value, whole.length));
    }
    let whole = arabic(text)?;
    Some((whole.whole()?, whole.length))
}

/// 六成, 七成五, 九成多: tenths. 成 also makes words of its own: 六成立, 九成员, 七成果.
pub(super) fn tenths(text: &str) -> Option<Numeral> {
    const WORDS: &str = "立员果功效为本交长套就绩熟品型都群分份语";
    let mut characters = text.chars();
    let first = characters.next()?;
    let tens = digit(first).or_else(|| super::arabic::digit(first));
    let tens = tens.filter(|&digit| digit > 0)?;
    if characters.next()? != '成' {
        return None;
    }
    let mut length = first.len_utf8() + '成'.len_utf8();
    let rest = &text[length..];
    if rest.starts_with(|c| WORDS.contains(c)) && !rest.starts_with("员工") {
        return None;
    }
    // 增长近一成，, 一成半: but 一成不变.
    let alone = |rest: &str| {
        !rest.starts_with(char::is_alphanumeric) || ["半", "以上", "左右", "多"].iter().any(|end| rest.starts_with(end))
    };
    if tens == 1 && !alone(rest) {
        return None;
    }
    let mut percent = tens * 10;
    if rest.starts_with('半') && !rest.starts_with("半年") {
        return Some(plain(length + '半'.len_utf8(), Decimal::from(percent + 5), Form::Percent));
    }
    if let Some((c, digit)) = characters.next().and_then(|c| Some((c, digit(c)?))) {
        percent += digit;
        length += c.len_utf8();
    }
    Some(plain(length, Decimal::from(percent), Form::Percent))
}
