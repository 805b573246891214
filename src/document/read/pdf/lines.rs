//! Glyphs → lines → paragraphs.

use super::page::Glyph;

/// A line of text; where there are wide gaps in it, its parts stand apart.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) parts: Vec<Part>,
    pub(super) y: f64,
    pub(super) size: f64,
}

/// Words without a wide gap in them.
#[derive(Clone, Debug)]
pub(super) struct Part {
    pub(super) from: f64,
    pub(super) to: f64,
    pub(super) text: String,
}

/// A gap is wide from so many times the size of the text, and a blank from so many.
const WIDE: f64 = 1.6;
const BLANK: f64 = 0.22;

impl Line {
    pub(super) fn from(&self) -> f64 {
        self.parts.first().map_or(0.0, |part| part.from)
    }

    pub(super) fn to(&self) -> f64 {
        self.parts.last().map_or(0.0, |part| part.to)
    }

    /// Its words; between its parts blanks, unless it is a heading set wide, a character a part.
    pub(super) fn text(&self) -> String {
        let wide = self.parts.iter().all(|part| part.text.chars().count() == 1);
        self.parts.iter().map(|part| part.text.as_str()).collect::<Vec<_>>().join(if wide { "" } else { "  " })
    }
}

/// The lines of a page or a cell, from top to bottom.
pub(super) fn lines(mut glyphs: Vec<Glyph>) -> Vec<Line> {
    glyphs.sort_by(|a, b| b.y.total_cmp(&a.y));
    let mut rows: Vec<Vec<Glyph>> = Vec::new();
    let mut baseline = f64::INFINITY;
    for glyph in glyphs {
        let near = baseline - glyph.y <= glyph.size.max(rows.last().map_or(0.0, |row| row[0].size)) * 0.4;
        match rows.last_mut() {
            Some(row) if near => row.push(glyph),
            _ => {
                baseline = glyph.y;
                rows.push(vec![glyph]);
            }
        }
    }
    rows.into_iter().filter_map(line).collect()
}

fn line(mut glyphs: Vec<Glyph>) -> Option<Line> {
    glyphs.sort_by(|a, b| a.x.total_cmp(&b.x));
    // Bold letters are made by some programs by drawing them twice.
    glyphs.dedup_by(|later, earlier| later.text == earlier.text && (later.x - earlier.x).abs() < earlier.size * 0.15);
    let size = glyphs.iter().map(|glyph| glyph.size).fold(0.0, f64::max);
    let y = glyphs.first()?.y;
    let mut parts: Vec<Part> = Vec::new();
    let mut spaced = false;
    for glyph in glyphs {
        let blank = glyph.text.chars().all(|c| c == ' ' || c == '\u{a0}');
        let gap = parts.last().map_or(0.0, |part| glyph.x - part.to);
        match parts.last_mut() {
            _ if blank => spaced = true,
            Some(part) if gap <= size * WIDE => {
                let letters = |c: Option<char>| c.is_some_and(|c| c.is_ascii_graphic());
                let apart = gap > size * BLANK;
                if spaced || apart && letters(part.text.chars().next_back()) && letters(glyph.text.chars().next()) {
                    part.text.push(' ');
                }
                spaced = false;
                part.text.push_str(&glyph.text);
                part.to = part.to.max(glyph.x + glyph.width);
            }
            _ => {
                spaced = false;
                parts.push(Part { from: glyph.x, to: glyph.x + glyph.width, text: glyph.text });
            }
        }
    }
    parts.retain(|part| !part.text.trim().is_empty());
    (!parts.is_empty()).then_some(Line { parts, y, size })
}

/// Where paragraphs begin and end on a page or in a cell.
#[derive(Clone, Copy)]
pub(super) struct Margins {
    pub(super) left: f64,
    pub(super) right: f64,
}

impl Margins {
    /// The left end that most lines have, and the right end that the longest reach.
    pub(super) fn of(lines: &[Line]) -> Self {
        let right = lines.iter().map(Line::to).fold(f64::NEG_INFINITY, f64::max);
        let left = lines.iter().map(Line::from).fold(f64::INFINITY, f64::min);
        Self { left, right }
    }
}

/// Whether a line goes on with the paragraph of the one above it: that one fills its width, and this one is not set in.
pub(super) fn continues(above: &Line, line: &Line, margins: Margins) -> bool {
    let indent = line.from() - margins.left;
    let full = above.to() >= margins.right - above.size * 1.6;
    let alike = (above.size - line.size).abs() < 0.15 * above.size;
    let apart = above.y - line.y > 3.2 * above.size;
    let numbered = || {
        let text = &line.parts[0].text;
        let ends = above.parts.last().is_some_and(|part| part.text.ends_with(['。', '；', '：', '！', '？']));
        ends && crate::document::numbering(text).is_some()
    };
    full && alike && !apart && indent < line.size * 1.2 && !numbered()
}

/// Adds a line's words to a paragraph: a blank only between letters or digits of two lines.
pub(super) fn join(paragraph: &mut String, words: &str) {
    let letter = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphabetic());
    if letter(paragraph.chars().next_back()) && letter(words.chars().next()) {
        paragraph.push(' ');
    }
    paragraph.push_str(words);
}

/// The paragraphs of lines that hold running text only.
pub(super) fn paragraphs(lines: &[Line], margins: Margins) -> Vec<String> {
    let mut paragraphs: Vec<String> = Vec::new();
    let mut above: Option<&Line> = None;
    for line in lines {
        match paragraphs.last_mut() {
            Some(paragraph) if above.is_some_and(|above| continues(above, line, margins)) => {
                join(paragraph, &line.text());
            }
            _ => paragraphs.push(line.text()),
        }
        above = Some(line);
    }
    paragraphs
}
