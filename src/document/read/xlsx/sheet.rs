//! One sheet → tables.

use std::collections::BTreeMap;

use quick_xml::events::BytesStart;

use super::style::Formats;
use super::{FORMAT, rich_text};
use crate::document::read::ReadError;
use crate::document::read::xml::{Piece, Xml, attribute, number};
use crate::document::table::{Block, Grid, GridCell, GridRow};

/// Column and row of a cell, from 0.
type Place = (usize, usize);

/// The cells that hold something, and the merged ones.
pub(super) struct Sheet {
    /// By row, then column.
    cells: BTreeMap<(usize, usize), String>,
    /// First cell → columns and rows of merged cells.
    merged: BTreeMap<Place, (usize, usize)>,
}

impl Sheet {
    pub(super) fn read(
        content: &str,
        strings: &[String],
        formats: &Formats,
        from_1904: bool,
    ) -> Result<Self, ReadError> {
        let mut xml = Xml::new(content, FORMAT, "xl/worksheets");
        let mut sheet = Self { cells: BTreeMap::new(), merged: BTreeMap::new() };
        let (mut next, mut hidden_row) = ((0, 0), false);
        while let Some(piece) = xml.next()? {
            let Piece::Start(element) = piece else { continue };
            match element.local_name().as_ref() {
                b"row" => {
                    let row = number(&element, "r").map_or(next.1, |row| row.saturating_sub(1));
                    next = (0, row);
                    hidden_row = attribute(&element, "hidden").is_some_and(|value| value == "1" || value == "true");
                }
                b"c" => {
                    let place = attribute(&element, "r").and_then(|name| place(&name)).unwrap_or(next);
                    next = (place.0 + 1, place.1);
                    let words = value(&mut xml, &element, strings, formats, from_1904)?;
                    if !words.trim().is_empty() && !hidden_row {
                        sheet.cells.insert((place.1, place.0), words.trim().to_owned());
                    }
                }
                b"mergeCell" => sheet.merged.extend(attribute(&element, "ref").and_then(|area| area_of(&area))),
                _ => {}
            }
        }
        Ok(sheet)
    }

    /// Its tables; what stands in a single column is paragraphs.
    pub(super) fn blocks(self) -> Vec<Block> {
        let mut rows: BTreeMap<usize, BTreeMap<usize, String>> = BTreeMap::new();
        for ((row, column), words) in self.cells {
            rows.entry(row).or_default().insert(column, words);
        }
        let mut blocks = Vec::new();
        let mut open: Vec<(usize, BTreeMap<usize, String>)> = Vec::new();
        let mut reach = 0;
        for (row, cells) in rows {
            if !open.is_empty() && row > reach {
                blocks.extend(table(std::mem::take(&mut open), &self.merged));
            }
            for column in cells.keys() {
                let below = self.merged.get(&(*column, row)).map_or(1, |merged| merged.1);
                reach = reach.max(row + below);
            }
            open.push((row, cells));
        }
        if !open.is_empty() {
            blocks.extend(table(open, &self.merged));
        }
        blocks
    }
}

/// Rows that follow each other, without the columns that are empty in all of them. A row of one cell above the table is
/// its title or says its unit: a paragraph, unless it is merged over some of the columns and heads them.
fn table(rows: Vec<(usize, BTreeMap<usize, String>)>, merged: &BTreeMap<Place, (usize, usize)>) -> Vec<Block> {
    let first = rows.iter().filter_map(|(_, cells)| cells.keys().next()).min().copied().unwrap_or(0);
    let heads = |row: usize, cells: &BTreeMap<usize, String>| {
        let column = cells.keys().next().copied().unwrap_or(0);
        column > first && merged.get(&(column, row)).is_some_and(|merged| merged.0 > 1)
    };
    let wide = rows.iter().position(|(row, cells)| cells.len() > 1 || heads(*row, cells)).unwrap_or(rows.len());
    let mut blocks = Vec::new();
    let mut rows = rows.into_iter();
    for (_, cells) in rows.by_ref().take(wide) {
        blocks.extend(cells.into_values().map(Block::Paragraph));
    }
    let rows: Vec<_> = rows.collect();
    let Some(left) = rows.iter().filter_map(|(_, cells)| cells.keys().next()).min().copied() else { return blocks };
    let mut grid = Grid::default();
    for (row, cells) in rows {
        let mut line = GridRow::default();
        let mut column = left;
        let last = cells.keys().next_back().copied().unwrap_or(left);
        while column <= last {
            let words = cells.get(&column).cloned().unwrap_or_default();
            let (columns, rows) = merged.get(&(column, row)).copied().unwrap_or((1, 1));
            let covered = words.is_empty() && columns == 1 && is_covered(merged, (column, row));
            if !covered {
                line.cells.push(GridCell { columns, rows, ..GridCell::of(words) });
            }
            column += columns;
        }
        grid.rows.push(line);
    }
    blocks.push(Block::Table(grid));
    blocks
}

/// Whether a merged cell above or to the left reaches over a place.
fn is_covered(merged: &BTreeMap<Place, (usize, usize)>, (column, row): Place) -> bool {
    // Merged cells do not overlap: of those in one column the nearest above decides.
    let above = merged.range((column, 0)..=(column, row)).next_back();
    above.is_some_and(|((_, top), (_, rows))| top + rows > row && *top < row)
}

/// The value of a cell as the sheet shows it.
fn value(
    xml: &mut Xml<'_>,
    cell: &BytesStart<'_>,
    strings: &[String],
    formats: &Formats,
    from_1904: bool,
) -> Result<String, ReadError> {
    let kind = attribute(cell, "t").unwrap_or_default();
    let style = number(cell, "s").unwrap_or(0);
    let mut words = String::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                b"v" => words = xml.words()?,
                b"is" => words = rich_text(xml, b"is")?,
                b"f" => xml.skip()?,
                _ => {}
            },
            Piece::End(name) if name == b"c" => break,
            _ => {}
        }
    }
    Ok(match kind.as_str() {
        "s" => words.trim().parse::<usize>().ok().and_then(|index| strings.get(index)).cloned().unwrap_or_default(),
        "inlineStr" | "str" | "d" => words,
        "b" => (if words == "1" { "TRUE" } else { "FALSE" }).to_owned(),
        // #DIV/0! and its kin
        "e" => String::new(),
        _ => formats.show(&words, style, from_1904),
    })
}

/// `B12` → (1, 11)
fn place(name: &str) -> Option<Place> {
    let letters = name.len() - name.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    // XFD is the last column there is.
    if !(1..=3).contains(&letters) {
        return None;
    }
    let column = name[..letters]
        .bytes()
        .fold(0, |column, letter| column * 26 + usize::from(letter.to_ascii_uppercase() - b'A') + 1);
    let row: usize = name[letters..].parse().ok()?;
    Some((column - 1, row.checked_sub(1)?))
}

/// `B2:C3` → first cell, columns and rows
fn area_of(area: &str) -> Option<(Place, (usize, usize))> {
    let (first, last) = area.split_once(':')?;
    let (first, last) = (place(first)?, place(last)?);
    let columns = last.0.checked_sub(first.0)? + 1;
    let rows = last.1.checked_sub(first.1)? + 1;
    Some((first, (columns, rows)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_cells() {
        assert_eq!([place("A1"), place("Z3"), place("AA10")], [Some((0, 0)), Some((25, 2)), Some((26, 9))]);
        assert_eq!([place("1"), place("A0"), place("ABCD1")], [None; 3]);
        assert_eq!(area_of("B2:D3"), Some(((1, 1), (3, 2))));
    }
}
