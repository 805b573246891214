//! Columns that one blank of full width parts, or several of any, however the lines print.
//!
//! ```text
//! 产品名称　单位　产量　比上年增长（%）
//! 水泥　万吨　512.6　2.4
//! 平板玻璃　万重量箱　98.0　-1.5
//! ```
//!
//! Such lines do not stand under each other on a page; what makes them rows is that all have as many cells.

use super::Cell;
use super::plain::{cell, names_rows};
use crate::document::Text;
use crate::lexicon::set::Characters;
use crate::span::Span;

/// What stands between cells: one of full width, or two.
static BLANKS: Characters = Characters::of(" \u{3000}\u{a0}");
const WIDE: char = '\u{3000}';

/// Fewest rows of such a table, its header counted.
const ROWS: usize = 3;

/// The rows of each run of lines that are divided into as many cells, of those in none of the tables that are `known`.
pub(super) fn runs(text: &Text, known: &[Span]) -> Vec<Vec<Vec<Cell>>> {
    let mut found = Vec::new();
    let mut open = Run::default();
    let mut start = 0;
    for line in text.as_str().split('\n') {
        let span = text.trim(Span::new(start, start + line.len()));
        start += line.len() + 1;
        let divided = text[span].contains(WIDE) || text[span].contains("  ");
        let cells = if divided { cells(text, span) } else { Vec::new() };
        let free = || {
            let after = known.partition_point(|table| table.end <= span.start);
            known.get(after).is_none_or(|table| table.start >= span.end)
        };
        if cells.len() > 1 && open.width() == cells.len() && free() {
            open.rows.append(&mut open.between);
            open.rows.push(cells);
        } else if cells.is_empty() && !open.rows.is_empty() && open.between.is_empty() && names_rows(&text[span]) {
            open.between.push(vec![cell(span, 0, 1)]);
        } else {
            found.extend(std::mem::take(&mut open).close());
            if cells.len() > 1 && !is_numbered(&text[span]) && free() {
                open.rows.push(cells);
            }
        }
    }
    found.extend(open.close());
    found
}

/// Lines that follow each other with as many cells.
#[derive(Default)]
struct Run {
    rows: Vec<Vec<Cell>>,
    /// A line of one cell behind them: a row only where more follow.
    between: Vec<Vec<Cell>>,
}

impl Run {
    fn width(&self) -> usize {
        self.rows.last().map_or(0, Vec::len)
    }

    fn close(self) -> Option<Vec<Vec<Cell>>> {
        let full = self.rows.iter().filter(|row| row.len() > 1).count();
        (full >= ROWS).then_some(self.rows)
    }
}

/// The cells of a line: what blanks part that are of full width or several.
fn cells(text: &Text, line: Span) -> Vec<Cell> {
    let words = &text[line];
    let mut found: Vec<Cell> = Vec::new();
    let mut from = 0;
    let mut close = |from: usize, to: usize| {
        let span = text.trim(Span::new(from, to).shift(line.start));
        if !span.is_empty() {
            found.push(cell(span, found.len(), 1));
        }
    };
    let mut run: Option<Span> = None;
    for (at, c) in BLANKS.places(words) {
        let end = at + c.len_utf8();
        let goes_on = run.filter(|run| run.end == at);
        let gap = goes_on.map_or(Span::new(at, end), |run| Span::new(run.start, end));
        run = Some(gap);
        if words[gap.range()].contains(WIDE) || goes_on.is_some() {
            if from < gap.start {
                close(from, gap.start);
            }
            from = end;
        }
    }
    close(from, words.len());
    found
}

/// 表1　主要产品产量: the caption of a table, and no row of it.
fn is_numbered(line: &str) -> bool {
    let line = line.strip_prefix(['附', '续']).unwrap_or(line);
    let rest = line.strip_prefix('表');
    rest.is_some_and(|rest| {
        rest.trim_start().starts_with(|c: char| c.is_numeric() || "一二三四五六七八九十".contains(c))
    })
}
