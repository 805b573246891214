//! Tables: rows and cells as stretches of the normalised text, and which words name which cell.
//!
//! In the text a row is a line and a tab stands between cells; a cell that holds paragraphs keeps its line ends. Beside
//! the text a [`Table`] says where the cells are. Readers of formats with tables make it from their marks (`Grid`);
//! in plain text it is found by tabs, bars, drawn lines and columns as they print (`plain`). Either way one judge says
//! what kind of table it is and what each cell does (`judge`):
//!
//! ```text
//! 表1  主要指标完成情况          caption
//!                  单位：亿元    unit
//! 指标       2022年   2023年     Header  Header  Header
//! 一、工业                       Label (a row of one cell: it names the rows under it)
//! 规上企业     120      150      Label   Value   Value
//! ```
//!
//! A rule that meets a number in a cell asks [`Document::table_at`](super::Document::table_at) and then
//! [`Table::headers`], [`Table::labels`] and [`Table::unit_of`] for the words that an ordinary sentence would have.

pub(super) mod align;
mod grid;
mod judge;
pub(super) mod plain;
mod spaced;
mod split;

pub(super) use self::grid::{Block, Composer, Grid, GridCell, GridRow};

use super::Text;
use crate::span::Span;

/// What a table is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TableKind {
    /// Numbers under headers: a statement a cell.
    Data,
    /// A label and what it says beside it (案例名称 | …): the fields of a case.
    Labels,
    /// A header row and texts under it, a thing a row (序号 | 案例名称 | 报送单位 | 主要做法).
    Records,
}

/// What a cell does in its table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Names what stands under it.
    Header,
    /// Names what stands beside it, to the right; alone in its row, what stands in the rows under it.
    Label,
    /// The number of a row (序号).
    Ordinal,
    /// The unit of the numbers of its row (a column 单位, 计量单位).
    Unit,
    /// A number or text that the others name.
    Value,
}

/// A cell that holds something or is held empty; cells that a merged one covers are not there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cell {
    /// Its text without white space at the ends; empty for an empty cell.
    pub span: Span,
    /// First column it stands in, from 0.
    pub column: usize,
    /// Number of columns it covers.
    pub columns: usize,
    /// Number of rows it covers.
    pub rows: usize,
    /// What it does.
    pub role: Role,
}

/// A row: its cells from left to right.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Row {
    /// The cells that begin in this row.
    pub cells: Vec<Cell>,
    /// What names it from above: the row of one cell over it, then cells merged over several rows.
    pub above: Vec<Span>,
    /// The unit of its numbers: its own unit cell, or one merged over several rows.
    pub unit: Option<Span>,
}

/// A table of a document. Tables do not overlap: of tables in each other the innermost are kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// From the first cell to the last.
    pub span: Span,
    /// What it is for.
    pub kind: TableKind,
    /// The heading above it (表1 主要指标), where there is one.
    pub caption: Option<Span>,
    /// The words of the unit that all its numbers have (the 万元 of 单位：万元), where it says so once above.
    pub unit: Option<Span>,
    /// Its rows from top to bottom.
    pub rows: Vec<Row>,
    /// How many columns make a block, where blocks under the same header stand side by side (地区 | 名额 | 地区 | 名额).
    pub block: Option<usize>,
}

impl Row {
    /// Whether it has cells and all name what stands under them.
    pub fn is_header(&self) -> bool {
        !self.cells.is_empty() && self.cells.iter().all(|cell| cell.role == Role::Header)
    }
}

impl Cell {
    /// Whether the two stand under each other.
    fn shares_column(&self, other: &Self) -> bool {
        self.column < other.column + other.columns && other.column < self.column + self.columns
    }
}

impl Table {
    /// Moves all it holds to where it stands.
    fn place(&mut self, at: impl Fn(Span) -> Span) {
        let rows = self
            .rows
            .iter_mut()
            .flat_map(|row| row.cells.iter_mut().map(|cell| &mut cell.span).chain(&mut row.above).chain(&mut row.unit));
        for span in rows.chain([&mut self.span]).chain(&mut self.caption).chain(&mut self.unit) {
            *span = at(*span);
        }
    }

    /// Puts rows together and works out what names each from above.
    fn new(kind: TableKind, block: Option<usize>, cells: Vec<Vec<Cell>>) -> Self {
        let spans = || cells.iter().flatten().map(|cell| cell.span);
        let span = spans().reduce(Span::cover).unwrap_or_default();
        let mut group: Option<Span> = None;
        // Cells that reach down into the next rows, and how many rows are left of each.
        let mut reaching: Vec<(Cell, usize)> = Vec::new();
        let mut rows = Vec::with_capacity(cells.len());
        for cells in cells {
            let merged = |role| reaching.iter().filter(move |(cell, _)| cell.role == role).map(|(cell, _)| cell.span);
            let alone = is_group(&cells);
            let above = if alone { Vec::new() } else { group.into_iter().chain(merged(Role::Label)).collect() };
            let own_unit = cells.iter().find(|cell| cell.role == Role::Unit).map(|cell| cell.span);
            let unit = own_unit.or_else(|| merged(Role::Unit).next()).filter(|unit| !unit.is_empty());
            if alone {
                group = cells.first().map(|cell| cell.span);
            }
            reaching.retain_mut(|(_, left)| {
                *left -= 1;
                *left > 0
            });
            let long = cells.iter().filter(|cell| cell.rows > 1 && matches!(cell.role, Role::Label | Role::Unit));
            reaching.extend(long.map(|cell| (*cell, cell.rows - 1)));
            rows.push(Row { cells, above, unit });
        }
        Self { span, kind, caption: None, unit: None, rows, block }
    }

    /// Where the cell that holds a stretch of text stands: row, and position in [`Row::cells`].
    pub fn cell_at(&self, span: Span) -> Option<(usize, usize)> {
        let after = self.rows.partition_point(|row| row.cells.iter().all(|cell| cell.span.start <= span.start));
        // The row that holds it is the first with a cell that begins later, or, in its last cell, the one before.
        [after, after.wrapping_sub(1)].into_iter().find_map(|row| {
            let cell = self.rows.get(row)?.cells.iter().position(|cell| cell.span.contains(span))?;
            Some((row, cell))
        })
    }

    /// The headers above a cell, the outermost first (2023年 › 同比增长（%）).
    pub fn headers(&self, row: usize, cell: usize) -> Vec<Span> {
        let wanted = &self.rows[row].cells[cell];
        let above = self.rows[..row].iter().take_while(|row| row.is_header());
        let cells = above.flat_map(|row| &row.cells).filter(|header| header.shares_column(wanted));
        cells.map(|header| header.span).filter(|span| !span.is_empty()).collect()
    }

    /// The words that name a cell from the left, the outermost first: what names its row from above and the labels of the
    /// row, in its own block.
    pub fn labels(&self, row: usize, cell: usize) -> Vec<Span> {
        let row = &self.rows[row];
        let block = |cell: &Cell| self.block.map_or(0, |width| cell.column / width);
        let wanted = row.cells.get(cell).map_or(0, block);
        let from = row.cells.partition_point(|cell| block(cell) < wanted);
        let own = row.cells[from..].iter().take_while(|cell| block(cell) == wanted);
        let labels = own.filter(|cell| cell.role == Role::Label && !cell.span.is_empty());
        row.above.iter().copied().chain(labels.map(|cell| cell.span)).collect()
    }

    /// The unit of the numbers of a row: that of its unit cell, else the table's. A unit in a header stands in
    /// [`Self::headers`].
    pub fn unit_of(&self, row: usize) -> Option<Span> {
        self.rows[row].unit.or(self.unit)
    }

    /// Takes back what stands behind the end of the text: empty cells of the last rows, whose line ends are not kept.
    fn end_at(&mut self, end: usize) {
        let cells = self.rows.iter_mut().flat_map(|row| &mut row.cells).map(|cell| &mut cell.span);
        for span in cells.chain([&mut self.span]) {
            *span = Span::new(span.start.min(end), span.end.min(end));
        }
    }

    /// Finds the caption and the unit in the lines above it.
    fn look_above(&mut self, text: &Text) {
        let before = &text.as_str()[..self.span.start];
        let mut end = before.trim_end_matches([' ', '\u{3000}', '|', '│', '┃', '\t']).len();
        for _ in 0..LINES_ABOVE {
            let above = &before[..end];
            let above = above.trim_end();
            if above.is_empty() || before[above.len()..end].matches('\n').count() > 2 {
                return;
            }
            let start = above.rfind('\n').map_or(0, |at| at + 1);
            let line = text.trim(Span::new(start, above.len()));
            let unit = unit_in(&text[line]).filter(|_| text[line].chars().count() <= CAPTION);
            if let Some(unit) = unit {
                self.unit = self.unit.or(Some(unit.shift(line.start)));
                self.caption = self.caption.or_else(|| before_unit(text, line));
                if unit.start > CAPTION / 2 {
                    return;
                }
            } else if self.caption.is_none() && is_caption(&text[line]) {
                self.caption = Some(line);
            } else {
                return;
            }
            end = start;
        }
    }
}

/// Lines above a table in which its unit and its caption are looked for.
const LINES_ABOVE: usize = 3;

/// Longest caption in characters.
const CAPTION: usize = 50;

/// What stands behind the label of a unit that words begin with: 单位：|万元, 计量单位 : |万元.
pub(super) fn after_unit_label(words: &str) -> Option<&str> {
    let label = words.strip_prefix("计量").unwrap_or(words).strip_prefix("单位")?;
    label.trim_start().strip_prefix(['：', ':'])
}

/// The unit that a line gives behind its label: 单位：|万元, （单位：|万元|）.
fn unit_in(line: &str) -> Option<Span> {
    line.match_indices("单位").find_map(|(at, _)| {
        let given = after_unit_label(&line[at..])?.trim_start();
        let length =
            given.find(|c: char| c.is_whitespace() || matches!(c, ')' | '）' | ']' | '】')).unwrap_or(given.len());
        let start = line.len() - given.len();
        (length > 0).then(|| Span::new(start, start + length))
    })
}

/// 表1　主要指标　|单位：亿元: the caption that stands before the unit in its line.
fn before_unit(text: &Text, line: Span) -> Option<Span> {
    let words = &text[line];
    let label = words.find("计量单位").or_else(|| words.find("单位"))?;
    let lead = words[..label].trim_end_matches(['（', '(', '[', '【']).trim_end();
    let caption = Span::new(line.start, line.start + lead.len());
    (lead.starts_with(['表', '附']) && is_caption(lead)).then_some(caption)
}

/// A heading of a table: short, no sentence, and of words.
fn is_caption(line: &str) -> bool {
    line.chars().count() <= CAPTION
        && !line.ends_with(['。', '；', '，', '！', '？'])
        && !line.contains(['\t', '|', '│', '┃', '─', '━'])
        && line.chars().any(char::is_alphabetic)
}

/// A row in which one cell holds something and names the rows under it.
fn is_group(cells: &[Cell]) -> bool {
    let mut filled = cells.iter().filter(|cell| !cell.span.is_empty());
    filled.next().is_some_and(|cell| cell.role == Role::Label && cell.column == 0 && cell.rows == 1)
        && filled.next().is_none()
}

/// The rows of a table with their place in the grid, before it is known what they do.
struct Draft<'a> {
    text: &'a str,
    column: usize,
    /// Whether the format says that it is a header.
    header: bool,
}
