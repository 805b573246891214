//! File → [`Document`]: bytes become a normalised text, the text becomes blocks, cases and sections.
//!
//! `read` is the only stage that touches files. Everything later works on the [`Document`] and counts in its [`Text`].

pub mod clause;
mod content;
mod day;
mod layout;
pub mod read;
mod section;
pub mod sidecar;
pub mod table;
mod text;

pub use clause::Sentence;
pub use content::{About, Content, Heading};
pub use day::Day;
pub(crate) use layout::{DAY, names_honour};
pub(crate) use section::chinese;
pub use section::{Numbering, Rank, numbering};
pub use table::Table;
pub use text::Text;

use std::sync::OnceLock;

use sha2::{Digest, Sha256};

use crate::lexicon::Lexicon;
use crate::span::Span;

/// One input file: its normalised text and the structure found in it.
#[derive(Clone, Debug)]
pub struct Document {
    /// What the user calls it: the file name without its folder.
    pub file_name: String,
    /// SHA-256 of the normalised text in UTF-8, lower-case hex; identity of the document.
    pub sha256: String,
    /// The normalised text; all spans count in it.
    pub text: Text,
    /// The heading of the whole document, where it has one (it may run over two lines).
    pub title: Option<Span>,
    /// The lines of a contents page that list its cases.
    pub contents: Vec<Span>,
    /// What is said before the first of several cases: heading, 文号, the notice that brings them, without the lines that
    /// list them. It is read for names once, for the document.
    pub front: Vec<Span>,
    /// The year it reports on: from its heading, else what is known of its source (the year said there, else that of its
    /// date), else the year its text names most.
    pub year: Option<u16>,
    /// Where it comes from, as far as the file or the file beside it says: title, publisher, date of issue, address.
    pub about: About,
    /// Its tables in the order of the text; they do not overlap.
    pub tables: Vec<Table>,
    /// The lines that its format marks as headings, in the order of the text; none in plain text.
    pub headings: Vec<Heading>,
    /// Its cases in the order of the text; a report without cases is one case.
    pub cases: Vec<Case>,
    /// The code of the area that its heading names, which each of its cases asks for, once one has.
    pub(crate) area: OnceLock<Option<&'static str>>,
}

/// One reported case of a compilation.
#[derive(Clone, Debug)]
pub struct Case {
    /// Position in the document, from 1.
    pub position: u32,
    /// The number printed before it (编号N), where there is one.
    pub printed_number: Option<u32>,
    /// Everything that belongs to the case, number mark and heading included.
    pub span: Span,
    /// 案例名称, case title.
    pub title: Option<Span>,
    /// 指标名称, the indicator under which it is filed.
    pub indicator: Option<Span>,
    /// 案例特色或亮点, what is special about it.
    pub highlight: Option<Span>,
    /// 申报地区, the area that the case is from.
    pub area: Option<Span>,
    /// 报送单位, the fields that name the reporting bodies.
    pub reporters: Option<Span>,
    /// 主要内容, the main text (for a report without fields: all of it).
    pub body: Span,
    /// The headed stretches of the body in the order of the text, parents before children.
    pub sections: Vec<Section>,
    /// The sentences of its running text ([`Case::prose`]), with their clauses: what most rules read.
    pub sentences: Vec<Sentence>,
}

/// A headed stretch of a case's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Section {
    /// The heading as written, numbering included, without the full stop that ends it.
    pub heading: Span,
    /// Heading and content, to the next heading of the same or a higher level.
    pub span: Span,
    /// 1 for 一、; 2 for （一） or 一是 under it; an unnumbered case starts at 1 with whatever comes first.
    pub level: u8,
    /// Position among its siblings, from 1.
    pub order: u32,
    /// Index in [`Case::sections`] of the section it is part of.
    pub parent: Option<usize>,
}

impl Document {
    /// Reads the structure of what a reader yields, or of a plain text.
    pub fn new(file_name: impl Into<String>, content: impl Into<Content>, lexicon: &Lexicon) -> Self {
        let content = content.into();
        let sha256 = hex(&Sha256::digest(content.text.original().as_bytes()));
        layout::lay_out(file_name.into(), sha256, content, lexicon)
    }

    /// The table that holds a stretch of text.
    pub fn table_at(&self, span: Span) -> Option<&Table> {
        let after = self.tables.partition_point(|table| table.span.start <= span.start);
        self.tables[..after].last().filter(|table| table.span.contains(span))
    }

    /// The first twelve hex digits of the digest: the document's name in IRIs.
    pub fn short_id(&self) -> &str {
        &self.sha256[..12]
    }

    /// The number of a case: the printed one, else its position.
    pub fn case_number(&self, case: &Case) -> u32 {
        case.printed_number.unwrap_or(case.position)
    }
}

impl Case {
    /// A stretch of text to be read as the body of a case is: without number, fields or sections.
    pub(crate) fn of_stretch(position: u32, span: Span) -> Self {
        Self {
            position,
            printed_number: None,
            span,
            title: None,
            indicator: None,
            highlight: None,
            area: None,
            reporters: None,
            body: span,
            sections: Vec::new(),
            sentences: Vec::new(),
        }
    }

    /// The stretches that a reader reads as running text: title, area, highlight and body, in the order of the text.
    pub fn prose(&self) -> impl Iterator<Item = Span> {
        [self.title, self.area, self.highlight, Some(self.body)].into_iter().flatten()
    }

    /// The innermost section that holds a span, as an index in [`Case::sections`].
    pub fn section_at(&self, span: Span) -> Option<usize> {
        self.innermost(span.start, |section| section.contains(span))
    }

    /// The last section that begins at or before a place, or the nearest of those around it, that `fits`: sections lie
    /// one in the other or behind each other, so that none else can hold the place.
    pub(crate) fn innermost(&self, at: usize, fits: impl Fn(Span) -> bool) -> Option<usize> {
        let last = self.sections.partition_point(|section| section.span.start <= at).checked_sub(1);
        let mut around = std::iter::successors(last, |&section| self.sections[section].parent);
        around.find(|&section| fits(self.sections[section].span))
    }

    /// Whether a span has part in the heading of a section; headings follow each other.
    pub(crate) fn touches_heading(&self, span: Span) -> bool {
        let before = self.sections.partition_point(|section| section.heading.start < span.end);
        before.checked_sub(1).is_some_and(|last| self.sections[last].heading.overlaps(span))
    }
}

/// Lower-case hexadecimal digits.
pub fn hex(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| char::from(DIGITS[usize::from(digit)])).collect()
}

/// A small ordinal in Arabic (full-width too) or Chinese digits.
fn ordinal(digits: &str) -> Option<u32> {
    let mut value = 0;
    for c in digits.chars() {
        let digit = match c {
            '0'..='9' => c as u32 - '0' as u32,
            '０'..='９' => c as u32 - '０' as u32,
            '十' => {
                value = value.max(1) * 10;
                continue;
            }
            _ => "一二三四五六七八九".chars().position(|digit| digit == c)? as u32 + 1,
        };
        let arabic = matches!(c, '0'..='9' | '０'..='９');
        value = if arabic { value * 10 + digit } else { value + digit };
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_ordinals() {
        let read: Vec<_> = ["7", "１２", "三", "十", "十二", "二十", "二十一"].map(ordinal).to_vec();
        assert_eq!(read, [7, 12, 3, 10, 12, 20, 21].map(Some));
    }
}
