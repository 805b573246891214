//! What a reader yields of a file: its normalised text, and beside it what the format knows of its parts and its source.

use super::Text;
use super::day::Day;
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
