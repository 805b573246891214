//! Numerals: `20,858` `２.５` `1.5万` `3亿5000万` `三十五` `二〇二三` `百分之三点五` `三分之一` `2/3` `六成` `数十`.
//!
//! A numeral written in Arabic digits keeps 万 and 亿 apart from its digits, since they belong to the unit as written
//! (786.55 亿元); one written in Chinese is one number (一千二百万).

mod arabic;
mod chinese;
mod fraction;

use oxsdatatypes::Decimal;

use self::arabic::{arabic, slashed};
use self::chinese::chinese;
use self::fraction::{fraction, tenths};
use crate::lexicon::set::Characters;

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
        times(self.written, self.magnitude).unwrap_or(self.written)
    }

    /// The same, where it is a whole number that the type has.
    pub fn whole<N: TryFrom<i128>>(&self) -> Option<N> {
        whole(self.value())?.try_into().ok()
    }
}

/// The numeral that `text` begins with.
pub fn numeral(text: &str) -> Option<Numeral> {
    let first = text.chars().next()?;
    if arabic::digit(first).is_some() {
        return slashed(text).or_else(|| fraction(text)).or_else(|| tenths(text)).or_else(|| arabic(text));
    }
    may_begin(first).then(|| fraction(text).or_else(|| tenths(text)).or_else(|| chinese(text))).flatten()
}

/// The whole number that a text is, where the type has it.
pub fn whole_number<N: TryFrom<i128>>(text: &str) -> Option<N> {
    numeral(text).filter(|found| found.length == text.len())?.whole()
}

/// Whether a numeral can begin with a character.
pub fn may_begin(c: char) -> bool {
    BEGINNINGS.has(c)
}

/// The characters that numerals begin with.
static BEGINNINGS: Characters = Characters::of(DIGITS);

/// The same: digits and place values in all writings, a half, vague numbers.
pub(super) const DIGITS: &str =
    "0123456789０１２３４５６７８９〇零○一壹二两兩贰三叁四肆五伍六陆七柒八捌九玖十拾百佰千仟万萬亿億半几数幾數";

/// A product; most factors are 1 or another whole number, and to multiply decimals with decimals is dear.
pub(super) fn times(value: Decimal, factor: Decimal) -> Option<Decimal> {
    if factor == Decimal::from(1) {
        return Some(value);
    }
    let Some(whole) = whole(factor) else { return value.checked_mul(factor) };
    let product = smallest_parts(value).checked_mul(whole)?;
    Some(Decimal::from_be_bytes(product.to_be_bytes()))
}

/// The value of a decimal that has no decimals.
fn whole(value: Decimal) -> Option<i128> {
    /// So many of its smallest parts make a one.
    const ONE: i128 = 1_000_000_000_000_000_000;
    let parts = smallest_parts(value);
    (parts % ONE == 0).then_some(parts / ONE)
}

/// How many of the smallest parts a decimal is.
fn smallest_parts(value: Decimal) -> i128 {
    i128::from_be_bytes(value.to_be_bytes())
}

fn decimal(digits: &str) -> Option<Decimal> {
    digits.parse().ok()
}

fn plain(length: usize, written: Decimal, form: Form) -> Numeral {
    Numeral { length, written, magnitude: Decimal::from(1), magnitude_length: 0, form, open_above: false }
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

/// Four decimals: no text is more exact than that about a third.
fn rounded(value: Decimal) -> Option<Decimal> {
    let scale = Decimal::from(10_000);
    value.checked_mul(scale)?.checked_round()?.checked_div(scale)
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
        assert_eq!(value("10千伏"), "10 千伏");
        assert_eq!(value("8·15"), "8 ·15");
    }

    #[test]
    fn thousands_in_groups() {
        assert_eq!(value("1，234，567元"), "1234567 元");
        assert_eq!(value("1\u{a0}234家"), "1234 家");
        assert_eq!(value("12 345户"), "12345 户");
        // A clause's comma, a row of years, the columns of a table.
        assert_eq!(value("12，34家"), "12 ，34家");
        assert_eq!(value("2021，2022"), "2021 ，2022");
        assert_eq!(value("123 456\t789"), "123  456\t789");
    }

    #[test]
    fn magnitudes_that_go_on() {
        assert_eq!(value("1万2千人"), "12000 人");
        assert_eq!(value("3亿5000万元"), "350000000 元");
        assert_eq!(value("2亿3000余"), "200000000 3000余");
        assert_eq!(value("5万2000"), "50000 2000");
    }

    #[test]
    fn a_product_with_a_whole_number_is_that_of_decimals() {
        let decimal = |written: &str| written.parse::<Decimal>().expect("a decimal");
        for value in ["0", "-2.5", "0.000000000000000001", "170141183460469231731.6", "33.3333"].map(decimal) {
            for factor in ["0", "1", "-1", "10000", "1000000000000", "0.5", "666.7"].map(decimal) {
                assert_eq!(times(value, factor), value.checked_mul(factor), "{value} × {factor}");
            }
        }
        assert_eq!(numeral("3.5").and_then(|found| found.whole::<u8>()), None);
        assert_eq!(numeral("1.2万").and_then(|found| found.whole::<u16>()), Some(12_000));
        assert_eq!(numeral("300").and_then(|found| found.whole::<u8>()), None);
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
        assert_eq!(value("8成以上"), "80 以上");
        assert_eq!(value("六成员工"), "60 员工");
        assert_eq!(value("五成立"), "5 成立");
        assert_eq!(value("万分之三"), "0.03 ");
        assert_eq!(value("2/3以上"), "66.6667 以上");
        assert_eq!(value("5/12/2023"), "5 /12/2023");
    }

    #[test]
    fn a_numeral_begins_with_a_digit_a_place_value_or_a_vague_number() {
        let begins = |c: char| {
            arabic::digit(c).is_some()
                || chinese::digit(c).is_some()
                || place_value(c).is_some()
                || "半几数幾數".contains(c)
        };
        assert!(('\0'..=char::MAX).all(|c| may_begin(c) == begins(c)));
    }

    #[test]
    fn forms_that_are_no_quantities_by_themselves() {
        assert_eq!(numeral("二〇二三年").map(|n| n.form), Some(Form::DigitString));
        assert_eq!(numeral("千万元").map(|n| n.form), Some(Form::BareMagnitude));
        assert_eq!(numeral("完成"), None);
    }
}
