//! What readers of marked-up formats find → normalised text with its tables.
//!
//! A reader hands over [`Block`]s in the order of the page; the [`Composer`] writes them, a paragraph a line, and knows
//! where each cell of each table has come to stand.

use super::judge::judge;
use super::{Cell, Draft, Table, split};
use crate::document::content::{Content, Heading};
use crate::span::Span;

/// A piece of a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::document) enum Block {
    /// A paragraph; it may have line breaks of its own.
    Paragraph(String),
    /// A heading of a level from 1.
    Heading(u8, String),
    /// A table.
    Table(Grid),
}

/// A table as its format has it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct Grid {
    pub(in crate::document) rows: Vec<GridRow>,
}

/// A row of a table: the cells that begin in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct GridRow {
    pub(in crate::document) cells: Vec<GridCell>,
    /// Cells left out before the first (a row of a spreadsheet, or of Word, may begin further right).
    pub(in crate::document) skipped: usize,
}

/// A cell of a table.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(in crate::document) struct GridCell {
    pub(in crate::document) blocks: Vec<Block>,
    /// Columns and rows it covers, at least 1 each.
    pub(in crate::document) columns: usize,
    pub(in crate::document) rows: usize,
    /// Whether the format says that it is a header.
    pub(in crate::document) header: bool,
}

/// Most columns a table has; what a format claims beyond it is a fault or an attack.
const MOST_COLUMNS: usize = 1024;

impl GridCell {
    /// A cell of one paragraph.
    pub(in crate::document) fn of(text: impl Into<String>) -> Self {
        let text = text.into();
        let blocks = if text.is_empty() { Vec::new() } else { vec![Block::Paragraph(text)] };
        Self { blocks, columns: 1, rows: 1, header: false }
    }

    /// Its text, a paragraph a line. What is in tables in it is left to them.
    pub(super) fn text(&self) -> String {
        let words = self.blocks.iter().filter_map(|block| match block {
            Block::Paragraph(text) | Block::Heading(_, text) => Some(text.trim()),
            Block::Table(_) => None,
        });
        words.filter(|text| !text.is_empty()).collect::<Vec<_>>().join("\n")
    }

    fn has_table(&self) -> bool {
        self.blocks.iter().any(|block| matches!(block, Block::Table(_)))
    }
}

/// Writes blocks into one text.
#[derive(Default)]
pub(in crate::document) struct Composer {
    text: String,
    tables: Vec<Table>,
    headings: Vec<Heading>,
}

impl Composer {
    /// Writes blocks under what is there.
    pub(in crate::document) fn write(&mut self, blocks: &[Block]) {
        for block in blocks {
            match block {
                Block::Paragraph(text) => self.line(text),
                Block::Heading(level, text) => {
                    let start = self.text.len();
                    self.line(text);
                    let line = self.text[start..].trim();
                    if !line.is_empty() {
                        let span = Span::new(start, start + line.len());
                        self.headings.push(Heading { span, level: *level });
                    }
                }
                Block::Table(grid) => match split::parts(grid) {
                    None => self.table(grid),
                    Some(parts) => parts.iter().for_each(|part| {
                        part.titles.iter().for_each(|title| self.line(title));
                        self.table(&part.grid);
                    }),
                },
            }
        }
    }

    /// The text and what is known of it.
    pub(in crate::document) fn finish(self) -> Content {
        let mut content = Content::from(crate::document::Text::new(self.text.trim_end_matches('\n')));
        content.tables = self.tables;
        content.headings = self.headings;
        // What was written is read with quotation marks that are longer.
        for table in &mut content.tables {
            table.place(|span| content.text.placed(span));
        }
        for heading in &mut content.headings {
            heading.span = content.text.placed(heading.span);
        }
        let end = content.text.as_str().len();
        for table in &mut content.tables {
            table.end_at(end);
            table.look_above(&content.text);
        }
        content
    }

    /// A paragraph; of empty ones that follow each other one is kept.
    fn line(&mut self, text: &str) {
        let text = text.trim();
        if text.is_empty() && (self.text.is_empty() || self.text.ends_with("\n\n")) {
            return;
        }
        self.push_lines(text);
        self.text.push('\n');
    }

    /// A carriage return would be normalised away later and move what stands behind it.
    fn push_lines(&mut self, text: &str) {
        if text.contains('\r') {
            self.text.push_str(&text.replace("\r\n", "\n").replace('\r', "\n"));
        } else {
            self.text.push_str(text);
        }
    }

    fn table(&mut self, grid: &Grid) {
        let mut texts: Vec<Vec<String>> = Vec::with_capacity(grid.rows.len());
        for row in &grid.rows {
            texts.push(row.cells.iter().map(GridCell::text).collect());
        }
        let places = places(grid);
        let drafts: Vec<Vec<Draft<'_>>> = (grid.rows.iter().zip(&texts).zip(&places))
            .map(|((row, texts), places)| {
                let cells = row.cells.iter().zip(texts).zip(places);
                cells.map(|((cell, text), place)| Draft { text, column: place.0, header: cell.header }).collect()
            })
            .collect();
        let Some(verdict) = judge(&drafts) else {
            for cell in grid.rows.iter().flat_map(|row| &row.cells) {
                self.write(&cell.blocks);
            }
            return;
        };
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
        let inner = self.tables.len();
        let mut rows = Vec::with_capacity(grid.rows.len());
        for (index, row) in grid.rows.iter().enumerate() {
            let mut cells: Vec<Cell> = Vec::with_capacity(row.cells.len());
            let mut at = 0;
            for (position, cell) in row.cells.iter().enumerate() {
                let (column, columns, rows) = places[index][position];
                self.text.extend(std::iter::repeat_n('\t', column.saturating_sub(at)));
                at = column;
                let span = self.cell(cell, verdict.kind == super::TableKind::Data);
                cells.push(Cell { span, column, columns, rows, role: verdict.roles[index][position] });
            }
            self.text.push('\n');
            rows.push(cells);
        }
        // Of tables in each other the innermost are kept.
        if self.tables.len() == inner {
            self.tables.push(Table::new(verdict.kind, verdict.block, rows));
        }
    }

    /// Writes a cell without a line end after it; in a table of data a line that breaks in its cell is one line.
    fn cell(&mut self, cell: &GridCell, join: bool) -> Span {
        let start = self.text.len();
        if cell.has_table() {
            self.write(&cell.blocks);
            self.text.truncate(self.text.trim_end_matches('\n').len().max(start));
        } else {
            let text = cell.text();
            let text = if join { one_line(&text) } else { text };
            // A tab would look like the end of the cell.
            self.push_lines(&text.replace('\t', " "));
        }
        Span::new(start, self.text.len())
    }
}

/// Where each cell stands: column, columns, rows. Cells merged over several rows take the place of cells below.
fn places(grid: &Grid) -> Vec<Vec<(usize, usize, usize)>> {
    // For each column, the row after the last that a cell above reaches into.
    let mut taken: Vec<usize> = Vec::new();
    let height = grid.rows.len();
    let place_row = |(index, row): (usize, &GridRow)| {
        let mut column = row.skipped.min(MOST_COLUMNS);
        let mut placed = Vec::with_capacity(row.cells.len());
        for cell in &row.cells {
            while taken.get(column).is_some_and(|&until| until > index) {
                column += 1;
            }
            let columns = cell.columns.clamp(1, MOST_COLUMNS);
            let rows = cell.rows.clamp(1, height - index);
            let end = (column + columns).min(2 * MOST_COLUMNS);
            if taken.len() < end {
                taken.resize(end, 0);
            }
            taken[column.min(end)..end].fill(index + rows);
            placed.push((column, columns, rows));
            column += columns;
        }
        placed
    };
    grid.rows.iter().enumerate().map(place_row).collect()
}

/// Lines of a narrow cell as the words they are: a space only between letters or digits of two lines.
fn one_line(text: &str) -> String {
    let mut joined = String::with_capacity(text.len());
    for line in text.split('\n').map(str::trim) {
        let apart = |c: Option<char>| c.is_some_and(|c| c.is_ascii_alphanumeric());
        if apart(joined.chars().next_back()) && apart(line.chars().next()) {
            joined.push(' ');
        }
        joined.push_str(line);
    }
    joined
}
