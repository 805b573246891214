//! The small file beside a document that says where it comes from: `report.docx.meta.toml` beside `report.docx`.
//!
//! ```toml
//! title = "某省优化营商环境典型案例"
//! publisher = "某省发展和改革委员会"
//! date = "2024-03-05"            # of publication
//! url = "https://…"
//! licence = "CC BY 4.0"
//! year = 2023                    # the year it reports on
//! encoding = "gbk"               # where it is told wrongly
//! ```
//!
//! Every key may be left out. What is in it goes before what the file itself says of its source.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::content::About;
use super::day::Day;

/// What the name of such a file ends with.
pub const ENDING: &str = ".meta.toml";

/// The keys there are.
const KEYS: &str = "title, publisher, date, url, licence, year, encoding";

/// What a sidecar file says.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sidecar {
    /// Of the source.
    pub about: About,
    /// The name of the encoding of the file's text.
    pub encoding: Option<String>,
}

/// A line of a sidecar file that says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// From 1.
    pub line: usize,
    /// What is wrong, without a full stop.
    pub message: String,
}

impl Sidecar {
    /// Reads a sidecar file; what is wrong in it is reported by line, the rest holds.
    pub fn read(content: &str) -> (Self, Vec<Fault>) {
        let (table, errors) = DeTable::parse_recoverable(content);
        let line = |at: usize| content.get(..at).map_or(1, |before| before.matches('\n').count() + 1);
        let wrong = |error: &toml::de::Error| Fault {
            line: line(error.span().map_or(0, |span| span.start)),
            message: error.message().to_owned(),
        };
        let mut faults: Vec<Fault> = errors.iter().map(wrong).collect();
        let mut sidecar = Self::default();
        for (key, value) in table.get_ref() {
            if let Err(message) = sidecar.set(key.get_ref(), value) {
                faults.push(Fault { line: line(key.span().start), message });
            }
        }
        faults.sort_by_key(|fault| fault.line);
        (sidecar, faults)
    }

    fn set(&mut self, key: &str, value: &Spanned<DeValue<'_>>) -> Result<(), String> {
        let value = value.get_ref();
        let text = || {
            let text = value.as_str().map(str::trim).filter(|text| !text.is_empty());
            text.map(ToOwned::to_owned).ok_or_else(|| format!("{key} must be a text in quotation marks"))
        };
        match key {
            "title" => self.about.title = Some(text()?),
            "publisher" => self.about.publisher = Some(text()?),
            "url" => self.about.url = Some(text()?),
            "licence" | "license" => self.about.licence = Some(text()?),
            "encoding" => self.encoding = Some(text()?),
            "date" => {
                let date = value
                    .as_datetime()
                    .map_or_else(|| value.as_str().unwrap_or_default().to_owned(), ToString::to_string);
                let day = Day::parse(&date).ok_or_else(|| "date must be a day such as 2024-03-05".to_owned())?;
                self.about.issued = Some(day);
            }
            "year" => {
                let year = value.as_integer().and_then(|year| year.as_str().parse().ok());
                let year = year.filter(|year| (1949..=2100).contains(year));
                self.about.year = Some(year.ok_or_else(|| "year must be a number such as 2023".to_owned())?);
            }
            _ => return Err(format!("there is no key {key}; there are {KEYS}")),
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_is_read() {
        let (sidecar, faults) = Sidecar::read(
            "title = \"某县案例\"\npublisher = \"某县政府办\"\ndate = 2024-03-05\nurl = \"https://a.example/1\"\n\
             licence = \"CC BY 4.0\"\nyear = 2023\nencoding = \"gbk\"\n",
        );
        assert_eq!(faults, []);
        let about = sidecar.about;
        assert_eq!(about.issued.map(|day| day.to_string()).as_deref(), Some("2024-03-05"));
        assert_eq!((about.publisher.as_deref(), about.year), (Some("某县政府办"), Some(2023)));
        assert_eq!(sidecar.encoding.as_deref(), Some("gbk"));
    }

    #[test]
    fn what_is_wrong_is_told_by_line_and_the_rest_holds() {
        let (sidecar, faults) =
            Sidecar::read("titel = \"x\"\nyear = \"今年\"\n\nurl = \"https://a.example\"\ndate = \"soon\"\n");
        let lines: Vec<_> = faults.iter().map(|fault| fault.line).collect();
        assert_eq!(lines, [1, 2, 5], "{faults:?}");
        assert!(faults[0].message.contains("titel"));
        assert_eq!(sidecar.about.url.as_deref(), Some("https://a.example"));
        assert_eq!(Sidecar::read("year = \n").1[0].line, 1);
    }
}
