//! What a reader yields of a file: its normalised text, and beside it what the format knows of its parts and its source.

use std::fmt;

use super::Text;
use super::table::Table;
use crate::span::Span;

/// The text of a file with the structure that its format marks; input of [`Document::new`](super::Document::new).
#[derive(Clone, Debug, Default)]
pub struct Content {
    /// The normalised text; all spans count in it.
    pub text: Text,
    /// Its tables in the order of the text.
    pub tables: Vec<Table>,
    /// Its headings, where the format marks them, in the order of the text.
    pub headings: Vec<Heading>,
    /// What the file, or the file beside it, says of its source.
    pub about: About,
    /// What its reader left out or could not read, each in a sentence without a full stop.
    pub remarks: Vec<String>,
}

/// A line that the format marks as a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Heading {
    /// Its words.
    pub span: Span,
    /// From 1, the outermost.
    pub level: u8,
}

/// Where a document comes from. What is not known is left out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// Its title at its source.
    pub title: Option<String>,
    /// Who published it.
    pub publisher: Option<String>,
    /// When it was published.
    pub issued: Option<Day>,
    /// The address it was taken from.
    pub url: Option<String>,
    /// The terms it may be used under, as a name or an address.
    pub licence: Option<String>,
    /// The year it reports on.
    pub year: Option<u16>,
}

/// A date of the Gregorian calendar as far as it is known; written in ISO 8601.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Day {
    /// Four digits.
    pub year: u16,
    /// 1 to 12.
    pub month: Option<u8>,
    /// 1 to 31; only with a month.
    pub day: Option<u8>,
}

impl From<Text> for Content {
    fn from(text: Text) -> Self {
        Self { text, ..Self::default() }
    }
}

impl About {
    /// Takes from `other` what is not known yet.
    pub fn or(&mut self, other: Self) {
        let Self { title, publisher, issued, url, licence, year } = other;
        self.title = self.title.take().or(title);
        self.publisher = self.publisher.take().or(publisher);
        self.issued = self.issued.or(issued);
        self.url = self.url.take().or(url);
        self.licence = self.licence.take().or(licence);
        self.year = self.year.or(year);
    }
}

impl Day {
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
        let sound = (1900..=2100).contains(&year)
            && month.is_none_or(|month| (1..=12).contains(&month))
            && day.is_none_or(|day| (1..=days_in(year, month.unwrap_or(1))).contains(&day));
        sound.then_some(Self { year, month, day })
    }
}

fn days_in(year: u16, month: u8) -> u8 {
    match month {
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl fmt::Display for Day {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:04}", self.year)?;
        if let Some(month) = self.month {
            write!(f, "-{month:02}")?;
        }
        if let Some(day) = self.day {
            write!(f, "-{day:02}")?;
        }
        Ok(())
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
        for text in ["", "昨天", "2024-13-01", "2023-02-29", "24-3-5", "123456789"] {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
