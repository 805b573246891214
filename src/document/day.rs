//! Dates of the Gregorian calendar as far as they are known: of sources, and in texts.

use std::fmt::{self, Write};

/// A date of the Gregorian calendar as far as it is known; written in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl Day {
    /// A whole year.
    pub const fn year(year: u16) -> Self {
        Self { year, month: None, day: None }
    }

    /// A whole month.
    pub const fn month(year: u16, month: u8) -> Self {
        Self { year, month: Some(month), day: None }
    }

    /// The first day of it.
    #[must_use]
    pub fn first(self) -> Self {
        Self { month: self.month.or(Some(1)), day: self.day.or(Some(1)), ..self }
    }

    /// The last day of it.
    #[must_use]
    pub fn last(self) -> Self {
        let month = self.month.unwrap_or(12);
        Self { month: Some(month), day: self.day.or(Some(days_in(self.year, month))), ..self }
    }

    /// Whether the calendar has it.
    pub fn exists(self) -> bool {
        let in_month = |day| (1..=days_in(self.year, self.month.unwrap_or(1))).contains(&day);
        self.month.is_none_or(|month| (1..=12).contains(&month)) && self.day.is_none_or(in_month)
    }

    /// Reads `2024-03-05`, `2024年3月5日`, `2024/3/5 10:22`, `20240305`, `2024-03` and `2024`; what follows the date is
    /// its time of day and not looked at. `None` for what is no date of this calendar.
    pub fn parse(text: &str) -> Option<Self> {
        let text = text.trim();
        if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
            return Self::of(text[..4].parse().ok()?, text[4..6].parse().ok(), text[6..].parse().ok());
        }
        let mut rest = text;
        let mut parts = [None; 3];
        for (index, part) in parts.iter_mut().enumerate() {
            let digits = rest.len() - rest.trim_start_matches(|c: char| c.is_ascii_digit()).len();
            let expected = if index == 0 { digits == 4 } else { (1..=2).contains(&digits) };
            if !expected {
                break;
            }
            *part = rest[..digits].parse::<u16>().ok();
            let after = rest[digits..].trim_start();
            let Some(separator) = after.chars().next().filter(|c| ['-', '/', '.', '年', '月', '－'].contains(c))
            else {
                break;
            };
            rest = after[separator.len_utf8()..].trim_start();
        }
        let small = |part: Option<u16>| part.and_then(|part| u8::try_from(part).ok());
        Self::of(parts[0]?, small(parts[1]), small(parts[2]))
    }

    fn of(year: u16, month: Option<u8>, day: Option<u8>) -> Option<Self> {
        let date = Self { year, month, day };
        ((1900..=2100).contains(&year) && date.exists()).then_some(date)
    }
}

/// How many days a month has.
const fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        put(f, self.year, 4)?;
        [self.month, self.day].into_iter().flatten().try_for_each(|part| {
            f.write_char('-')?;
            put(f, part.into(), 2)
        })
    }
}

/// Writes a number with at least so many digits, no more than four: every number of a text has a date, and `{:04}` costs some
/// times as much.
fn put(f: &mut fmt::Formatter<'_>, number: u16, least: usize) -> fmt::Result {
    let mut digits = [b'0'; 4];
    let mut rest = number;
    for digit in digits.iter_mut().rev().take(least) {
        *digit += (rest % 10) as u8;
        rest /= 10;
    }
    match str::from_utf8(&digits[digits.len() - least..]) {
        Ok(written) if rest == 0 => f.write_str(written),
        _ => write!(f, "{number}"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_as_sites_write_them() {
        let read = |text: &str| Day::parse(text).map(|day| day.to_string());
        for (text, date) in [
            ("2024-03-05", "2024-03-05"),
            ("2024年3月5日", "2024-03-05"),
            (" 2024/3/5 10:22:01", "2024-03-05"),
            ("2024-03-05T10:22:01+08:00", "2024-03-05"),
            ("20240305", "2024-03-05"),
            ("2024年3月", "2024-03"),
            ("2024", "2024"),
        ] {
            assert_eq!(read(text).as_deref(), Some(date), "{text}");
        }
        assert_eq!(Day::year(12_345).to_string(), "12345");
        assert_eq!(Day::month(987, 11).to_string(), "0987-11");
        for text in ["", "昨天", "2024-13-01", "2023-02-29", "24-3-5", "123456789"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
