//! What is read together: the lines of a text, and the cells of its rows.

use super::super::Scene;
use crate::document::clause::pieces;
use crate::span::Span;

/// What is read together.
pub(super) struct Paragraph {
    pub(super) span: Span,
    /// Whether it is a whole line: neither a cell of a row nor a piece of a line that is too long.
    pub(super) is_line: bool,
}

/// The paragraphs of a stretch of running text, in its order.
pub(super) fn paragraphs<'a>(scene: &Scene<'a>, stretch: Span) -> impl Iterator<Item = Paragraph> + use<'a> {
    let text = scene.document.text.as_str();
    let mut start = stretch.start;
    // A tab or a bar parts cells of a row, each with words of its own.
    let ends = memchr::memchr3_iter(b'\n', b'\t', b'|', scene.words(stretch).as_bytes());
    let ends = ends.map(move |at| stretch.start + at + 1).chain([stretch.end]);
    ends.flat_map(move |end| {
        let cell = Span::new(std::mem::replace(&mut start, end), end);
        let begins = cell.start == stretch.start || text[..cell.start].ends_with('\n');
        let is_line = begins && (cell.end == stretch.end || text[..cell.end].ends_with('\n'));
        pieces(text, cell).map(move |span| Paragraph { span, is_line: is_line && span == cell })
    })
}
