//! Numerals: `20,858` `２.５` `1.5万` `三十五` `二〇二三` `百分之三点五` `三分之一` `六成` `数十`.
//!
//! A numeral written in Arabic digits keeps 万 and 亿 apart from its digits, since they belong to the unit as written
//! (786.55 亿元); one written in Chinese is one number (一千二百万).

use oxsdatatypes::Decimal;

/// A number as the text has it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Numeral {
    /// Length in bytes, magnitude words included.
    pub length: usize,
    /// The number before its magnitude words.
    pub written: Decimal,
    /// What the magnitude words multiply it by; 1 without any.
    pub magnitude: Decimal,
    /// Bytes at its end that are magnitude words after Arabic digits.
    pub magnitude_length: usize,
    /// How it is written.
    pub form: Form,
    /// Whether it gives only a lower bound by itself (数十, 十几, 上百).
    pub open_above: bool,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// In Arabic digits, ASCII or full-width.
    Arabic,
    /// In Chinese digits.
    Chinese,
    /// Chinese digits without a place-value word (二〇二三): a year or a name, not a quantity.
    DigitString,
    /// Only place-value words (百亿, 千万): a quantity where something says so.
    BareMagnitude,
    /// A fraction, in percent (三分之一, 百分之五, 六成).
    Percent,
    /// A fraction of a thousand (千分之五).
    Permille,
}

impl Numeral {
    /// The number with its magnitude folded in.
    pub fn value(&self) -> Decimal {
        self.written.checked_mul(self.magnitude).unwrap_or(self.written)
    }
}

/// The numeral that `text` begins with.
pub fn numeral(text: &str) -> Option<Numeral> {
    arabic(text).or_else(|| fraction(text)).or_else(|| tenths(text)).or_else(|| chinese(text))
}

fn decimal(digits: &str) -> Option<Decimal> {
    digits.parse().ok()
}

fn plain(length: usize, written: Decimal, form: Form) -> Numeral {
    Numeral { length, written, magnitude: Decimal::from(1), magnitude_length: 0, form, open_above: false }
}

/// ASCII digit for an ASCII or full-width digit.
fn arabic_digit(c: char) -> Option<char> {
    match c {
        '0'..='9' => Some(c),
        '０'..='９' => char::from_digit(c as u32 - '０' as u32, 10),
        _ => None,
    }
}

fn arabic(text: &str) -> Option<Numeral> {
    let mut digits = String::new();
    let mut length = 0;
    let mut decimals = false;
    while let Some(c) = text[length..].chars().next() {
        let after = &text[length + c.len_utf8()..];
        if let Some(digit) = arabic_digit(c) {
            digits.push(digit);
        } else if matches!(c, ',') && !decimals && !digits.is_empty() && is_group(after) {
            // A thousands separator.
        } else if matches!(c, '.' | '．' | '·') && !decimals && !digits.is_empty() && starts_with_digit(after) {
            decimals = true;
            digits.push('.');
        } else {
            break;
        }
        length += c.len_utf8();
        if digits.len() > 24 {
            return None;
        }
    }
    let written = decimal(&digits).filter(|_| !digits.is_empty())?;
    let (magnitude, magnitude_length) = magnitude(&text[length..]);
    let length = length + magnitude_length;
    Some(Numeral { length, written, magnitude, magnitude_length, form: Form::Arabic, open_above: false })
}

fn starts_with_digit(text: &str) -> bool {
    text.chars().next().is_some_and(|c| arabic_digit(c).is_some())
}

/// Exactly three digits, as after a thousands separator.
fn is_group(text: &str) -> bool {
    text.chars().take(4).take_while(|&c| arabic_digit(c).is_some()).count() == 3
}

/// The magnitude words after Arabic digits: 万, 亿, 万亿, 千, 百万 …; 千 and 百 not where they begin a unit (千米, 千瓦, 百分点).
fn magnitude(text: &str) -> (Decimal, usize) {
    const UNITS_WITH_THOUSAND: [&str; 6] = ["千米", "千瓦", "千克", "千卡", "千分", "百分"];
    let (mut factor, mut length) = (Decimal::from(1), 0);
    for c in text.chars() {
        if UNITS_WITH_THOUSAND.iter().any(|unit| text[length..].starts_with(unit)) {
            break;
        }
        let Some(step) = place_value(c).filter(|_| c != '十') else { break };
        let Some(product) = factor.checked_mul(Decimal::from(step)) else { break };
        (factor, length) = (product, length + c.len_utf8());
    }
    (factor, length)
}

fn place_value(c: char) -> Option<i64> {
    match c {
        '十' | '拾' => Some(10),
        '百' | '佰' => Some(100),
        '千' | '仟' => Some(1_000),
        '万' | '萬' => Some(10_000),
        '亿' | '億' => Some(100_000_000),
        _ => None,
    }
}

fn chinese_digit(c: char) -> Option<i64> {
    match c {
        '〇' | '零' | '○' => Some(0),
        '一' | '壹' => Some(1),
        '二' | '两' | '贰' => Some(2),
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

/// 百分之X, 千分之X, 万分之X, N分之M; the numerator may be Arabic.
fn fraction(text: &str) -> Option<Numeral> {
    let at = text.find("分之").filter(|&at| at > 0 && at <= 12)?;
    let head = &text[..at];
    let denominator = match head {
        "百" => 100,
        "千" => 1_000,
        "万" => 10_000,
        _ => {
            let whole = chinese_integer(head)?;
            if whole.length != head.len() {
                return None;
            }
            whole.value
        }
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

/// Four decimals: no text is more exact than that about a third.
fn rounded(value: Decimal) -> Option<Decimal> {
    let scale = Decimal::from(10_000);
    value.checked_mul(scale)?.checked_round()?.checked_div(scale)
}

/// 六成, 七成五: tenths.
fn tenths(text: &str) -> Option<Numeral> {
    let mut characters = text.chars();
    let tens = characters.next().and_then(chinese_digit).filter(|&digit| digit > 1)?;
    if characters.next()? != '成' {
        return None;
    }
    let mut length = text.chars().take(2).map(char::len_utf8).sum();
    let mut percent = tens * 10;
    if let Some((c, digit)) = characters.next().and_then(|c| Some((c, chinese_digit(c)?))) {
        percent += digit;
        length += c.len_utf8();
    }
    Some(plain(length, Decimal::from(percent), Form::Percent))
}

/// A number in Chinese digits, with 点 decimals; 半 alone is one half.
fn chinese(text: &str) -> Option<Numeral> {
    if text.starts_with('半') {
        return Some(plain('半'.len_utf8(), decimal("0.5")?, Form::Chinese));
    }
    let whole = chinese_integer(text)?;
    let mut numeral = plain(whole.length, Decimal::from(whole.value), whole.form);
    numeral.open_above = whole.open_above;
    let rest = &text[whole.length..];
    if let Some(fraction) = rest.strip_prefix('点') {
        let digits: String = fraction.chars().map_while(chinese_digit).map(|digit| digit.to_string()).collect();
        if !digits.is_empty() {
            numeral.written = decimal(&format!("{}.{digits}", whole.value))?;
            numeral.form = Form::Chinese;
            numeral.length += '点'.len_utf8() + fraction.chars().take(digits.len()).map(char::len_utf8).sum::<usize>();
            let (magnitude, length) = magnitude(&text[numeral.length..]);
            (numeral.magnitude, numeral.magnitude_length) = (magnitude, length);
            numeral.length += length;
        }
    }
    Some(numeral)
}

struct ChineseInteger {
    value: i64,
    length: usize,
    form: Form,
    open_above: bool,
}

/// Reads 三万五千二百 by place values; a digit after 百 千 万 亿 without a place-value word of its own counts in the next
/// lower place (一万二 is 12,000); 几 and 数 before or in it leave it open above.
fn chinese_integer(text: &str) -> Option<ChineseInteger> {
    let (mut total, mut section, mut digit): (i64, i64, Option<i64>) = (0, 0, None);
    let (mut digits, mut places, mut last_place, mut length) = (0, 0, 1, 0);
    let (mut open_above, mut after_zero) = (false, false);
    for (at, c) in text.char_indices() {
        if let Some(value) = chinese_digit(c) {
            if digit.is_some() && places > 0 && !after_zero {
                break;
            }
            digit = Some(if places == 0 { digit.unwrap_or(0).checked_mul(10)?.checked_add(value)? } else { value });
            after_zero = value == 0;
            digits += 1;
        } else if let Some(place) = place_value(c) {
            let factor = digit.take().unwrap_or(i64::from(section == 0 && total == 0 || place < last_place));
            if place >= 10_000 {
                let below = if section == 0 && factor == 0 { total } else { section.checked_add(factor)? };
                let scaled = below.max(1).checked_mul(place)?;
                total = if section == 0 && factor == 0 { scaled } else { total.checked_add(scaled)? };
                section = 0;
            } else {
                section = section.checked_add(factor.max(1).checked_mul(place)?)?;
            }
            (places, last_place, after_zero) = (places + 1, place, false);
        } else if matches!(c, '几' | '数') && at == 0 && text[c.len_utf8()..].starts_with(is_place) {
            (digit, open_above) = (Some(1), true);
        } else if c == '几' && last_place == 10 && digit.is_none() && places > 0 {
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
    let colloquial = digit.is_some_and(|digit| digit > 0)
        && last_place >= 100
        && places > 0
        && digits > 1
        && !has_zero(&text[..length]);
    let rest = digit.unwrap_or(0).checked_mul(if colloquial { last_place / 10 } else { 1 })?;
    let value = total.checked_add(section)?.checked_add(rest)?;
    let form = match (digits, places) {
        (0, _) if !open_above && !text.starts_with('十') => Form::BareMagnitude,
        (2.., 0) => Form::DigitString,
        _ => Form::Chinese,
    };
    Some(ChineseInteger { value, length, form, open_above })
}

fn is_place(c: char) -> bool {
    place_value(c).is_some()
}

fn has_zero(text: &str) -> bool {
    text.contains(['零', '〇'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> String {
        numeral(text).map_or("none".to_owned(), |numeral| format!("{} {}", numeral.value(), &text[numeral.length..]))
    }

    #[test]
    fn arabic_digits() {
        assert_eq!(value("20858个"), "20858 个");
        assert_eq!(value("20,858个"), "20858 个");
        assert_eq!(value("1,2楼"), "1 ,2楼");
        assert_eq!(value("99.9%"), "99.9 %");
        assert_eq!(value("２.５万"), "25000 ");
        assert_eq!(value("786.55亿元"), "78655000000 元");
        assert_eq!(value("1.2万亿元"), "1200000000000 元");
        assert_eq!(value("3千米"), "3 千米");
        assert_eq!(value("5.1个百分点"), "5.1 个百分点");
        assert_eq!(value("12百分点"), "12 百分点");
    }

    #[test]
    fn a_magnitude_after_arabic_digits_is_kept_apart() {
        let found = numeral("100.17亿元").expect("a numeral");
        assert_eq!((found.written.to_string(), found.magnitude_length), ("100.17".to_owned(), "亿".len()));
    }

    #[test]
    fn chinese_digits() {
        for (text, expected) in [
            ("九个", "9 个"),
            ("十二项", "12 项"),
            ("二十五家", "25 家"),
            ("一百零八个", "108 个"),
            ("三百五十", "350 "),
            ("三百五", "350 "),
            ("一万二", "12000 "),
            ("两千三百万元", "23000000 元"),
            ("一亿二千万元", "120000000 元"),
            ("五万六千零三人", "56003 人"),
            ("二〇二三年", "2023 年"),
            ("三点五", "3.5 "),
            ("半年", "0.5 年"),
            ("三万亿元", "3000000000000 元"),
        ] {
            assert_eq!(value(text), expected, "{text}");
        }
    }

    #[test]
    fn open_numbers() {
        for (text, expected) in
            [("数十家", "10 家"), ("几百人", "100 人"), ("十几个", "10 个"), ("数百万元", "1000000 元")]
        {
            assert_eq!(value(text), expected, "{text}");
            assert!(numeral(text).expect("a numeral").open_above, "{text}");
        }
        assert_eq!(numeral("几个"), None);
        assert_eq!(numeral("数据"), None);
    }

    #[test]
    fn fractions() {
        assert_eq!(value("百分之三点五的"), "3.5 的");
        assert_eq!(value("百分之百"), "100 ");
        assert_eq!(value("百分之30"), "30 ");
        assert_eq!(value("三分之一"), "33.3333 ");
        assert_eq!(value("千分之五"), "5 ");
        assert_eq!(value("六成"), "60 ");
        assert_eq!(value("七成五"), "75 ");
    }

    #[test]
    fn forms_that_are_no_quantities_by_themselves() {
        assert_eq!(numeral("二〇二三年").map(|n| n.form), Some(Form::DigitString));
        assert_eq!(numeral("千万元").map(|n| n.form), Some(Form::BareMagnitude));
        assert_eq!(numeral("完成"), None);
    }
}
