//! Several tables laid out as one, each under its own title and unit.
//!
//! ```text
//! 金融
//!                    单位：亿元
//! 指标    3月末    比年初增减额
//! 存款    2291.6   34.8
//!
//! 外贸
//!                    单位：万美元
//! 指标    1-3月    增长（%）
//! ```

use super::after_unit_label;
use super::grid::{Grid, GridCell, GridRow};
use super::judge::is_figure;

/// A table of its own.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// What stands over it: its title and its unit.
    pub(super) titles: Vec<String>,
    pub(super) grid: Grid,
}

/// The tables of which a grid is made up, where rows of one cell within it give a unit and a row of headers follows; what stands
/// before the first of them is a table too.
pub(super) fn parts(grid: &Grid) -> Option<Vec<Part>> {
    let alone: Vec<Option<String>> = grid.rows.iter().map(alone).collect();
    let unit = |row: usize| alone[row].as_deref().is_some_and(is_unit);
    let begins: Vec<(usize, usize)> = (0..grid.rows.len())
        .filter(|&row| unit(row) && grid.rows.get(row + 1).is_some_and(is_of_headers))
        .map(|row| {
            let title = row.checked_sub(1).filter(|&above| alone[above].is_some() && !unit(above));
            (title.unwrap_or(row), row + 1)
        })
        .collect();
    let first = begins.first()?.0;
    let mut parts = Vec::with_capacity(begins.len() + 1);
    if grid.rows[..first].iter().any(|row| filled(row) > 0) {
        parts.push(Part { titles: Vec::new(), grid: rows_of(grid, 0, first) });
    }
    for (position, &(from, body)) in begins.iter().enumerate() {
        let to = begins.get(position + 1).map_or(grid.rows.len(), |next| next.0);
        let titles = alone[from..body].iter().flatten().cloned().collect();
        parts.push(Part { titles, grid: rows_of(grid, body, to) });
    }
    Some(parts)
}

fn rows_of(grid: &Grid, from: usize, to: usize) -> Grid {
    Grid { rows: grid.rows[from..to].to_vec() }
}

fn filled(row: &GridRow) -> usize {
    row.cells.iter().filter(|cell| !cell.blocks.is_empty() && !cell.text().is_empty()).count()
}

/// The text of the one cell of a row that holds something.
fn alone(row: &GridRow) -> Option<String> {
    let mut texts = row.cells.iter().map(GridCell::text).filter(|text| !text.is_empty());
    texts.next().filter(|text| texts.next().is_none() && !is_figure(text))
}

fn is_unit(text: &str) -> bool {
    /// Longest line that gives a unit, in characters.
    const LONGEST: usize = 20;
    after_unit_label(text.trim_start_matches(['（', '('])).is_some() && text.chars().count() <= LONGEST
}

/// Several cells, of which none is a number.
fn is_of_headers(row: &GridRow) -> bool {
    filled(row) > 1 && !row.cells.iter().any(|cell| is_figure(&cell.text()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grid(rows: &[&[&str]]) -> Grid {
        let row =
            |cells: &&[&str]| GridRow { cells: cells.iter().map(|text| GridCell::of(*text)).collect(), skipped: 0 };
        Grid { rows: rows.iter().map(row).collect() }
    }

    #[test]
    fn each_unit_over_headers_begins_a_table() {
        let whole = grid(&[
            &["财政", "", ""],
            &["", "", "单位：亿元"],
            &["指标", "3月末", "4月末"],
            &["收入", "12.5", "18.3"],
            &["", "", ""],
            &["外贸", "", ""],
            &["", "", "单位：万美元"],
            &["指标", "1-3月", "1-4月"],
            &["出口", "6939", "10343"],
        ]);
        let parts = parts(&whole).unwrap_or_default();
        let told: Vec<_> = parts.iter().map(|part| (part.titles.join("|"), part.grid.rows.len())).collect();
        assert_eq!(told, [("财政|单位：亿元".to_owned(), 3), ("外贸|单位：万美元".to_owned(), 2)]);
    }

    #[test]
    fn a_table_without_such_rows_is_one() {
        assert_eq!(
            parts(&grid(&[&["指标", "单位", "2012年"], &["一、工业", "", ""], &["产值", "亿元", "12.5"]])),
            None
        );
    }
}
