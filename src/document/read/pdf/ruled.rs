//! Ruled lines → the cells of tables.

use super::lines::{Margins, lines, paragraphs};
use super::page::{Glyph, Rule};
use crate::document::table::{Block, Grid, GridCell, GridRow};

/// Lines nearer to each other, in points, are one.
const NEAR: f64 = 2.5;

/// More rules than this on a page are a drawing.
const MOST_RULES: usize = 1500;

/// More cells than this are no table.
const MOST_CELLS: usize = 4000;

/// A table on a page.
pub(super) struct Ruled {
    pub(super) top: f64,
    pub(super) grid: Grid,
}

/// The tables that rules draw, from top to bottom; their glyphs are taken out of `glyphs`.
pub(super) fn tables(rules: &[Rule], glyphs: &mut Vec<Glyph>) -> Vec<Ruled> {
    if rules.len() > MOST_RULES {
        return Vec::new();
    }
    let mut found: Vec<Ruled> = Vec::new();
    for rules in connected(rules) {
        let Some(frame) = Frame::of(&rules) else { continue };
        let (inside, outside) = std::mem::take(glyphs).into_iter().partition(|glyph| frame.holds(glyph));
        *glyphs = outside;
        found.push(Ruled { top: frame.rows[0], grid: frame.grid(inside) });
    }
    found.sort_by(|a, b| b.top.total_cmp(&a.top));
    found
}

/// Rules that touch each other.
fn connected(rules: &[Rule]) -> Vec<Vec<Rule>> {
    let mut group: Vec<usize> = (0..rules.len()).collect();
    for (first, a) in rules.iter().enumerate() {
        for (second, b) in rules.iter().enumerate().skip(first + 1) {
            if touch(a, b) {
                let (a, b) = (find(&mut group, first), find(&mut group, second));
                group[b] = a;
            }
        }
    }
    let mut groups: std::collections::BTreeMap<usize, Vec<Rule>> = std::collections::BTreeMap::new();
    for (index, rule) in rules.iter().enumerate() {
        groups.entry(find(&mut group, index)).or_default().push(*rule);
    }
    groups.into_values().collect()
}

/// The first of the rules that one is joined to.
fn find(group: &mut [usize], mut at: usize) -> usize {
    while group[at] != at {
        group[at] = group[group[at]];
        at = group[at];
    }
    at
}

fn touch(a: &Rule, b: &Rule) -> bool {
    if a.horizontal == b.horizontal {
        return (a.at - b.at).abs() <= NEAR && a.from <= b.to + NEAR && b.from <= a.to + NEAR;
    }
    let crosses = |a: &Rule, b: &Rule| a.from - NEAR <= b.at && b.at <= a.to + NEAR;
    crosses(a, b) && crosses(b, a)
}

/// The places where lines of cells may be, and the rules that are there.
struct Frame<'a> {
    rules: &'a [Rule],
    /// From left to right.
    columns: Vec<f64>,
    /// From top to bottom.
    rows: Vec<f64>,
}

impl<'a> Frame<'a> {
    fn of(rules: &'a [Rule]) -> Option<Self> {
        let places = |horizontal: bool| {
            let mut places: Vec<f64> =
                rules.iter().filter(|rule| rule.horizontal == horizontal).map(|rule| rule.at).collect();
            places.sort_by(f64::total_cmp);
            places.dedup_by(|later, earlier| *later - *earlier <= NEAR);
            places
        };
        let (columns, mut rows) = (places(false), places(true));
        rows.reverse();
        let cells = columns.len().saturating_sub(1) * rows.len().saturating_sub(1);
        (1..=MOST_CELLS).contains(&cells).then_some(Self { rules, columns, rows })
    }

    fn holds(&self, glyph: &Glyph) -> bool {
        let (x, y) = centre(glyph);
        let inside = |places: &[f64], at: f64| {
            let (first, last) = (places[0], places[places.len() - 1]);
            first.min(last) <= at && at <= first.max(last)
        };
        inside(&self.columns, x) && inside(&self.rows, y)
    }

    /// Whether a rule stands at a place over the middle of a stretch.
    fn is_ruled(&self, horizontal: bool, at: f64, middle: f64) -> bool {
        self.rules.iter().any(|rule| {
            rule.horizontal == horizontal && (rule.at - at).abs() <= NEAR && rule.from <= middle && middle <= rule.to
        })
    }

    fn grid(&self, glyphs: Vec<Glyph>) -> Grid {
        let (width, height) = (self.columns.len() - 1, self.rows.len() - 1);
        let middle = |places: &[f64], index: usize| f64::midpoint(places[index], places[index + 1]);
        let right_open: Vec<Vec<bool>> = (0..height)
            .map(|row| {
                let ruled = |column: usize| self.is_ruled(false, self.columns[column + 1], middle(&self.rows, row));
                (0..width).map(|column| column + 1 < width && !ruled(column)).collect()
            })
            .collect();
        let below_open: Vec<Vec<bool>> = (0..height)
            .map(|row| {
                let ruled = |column: usize| self.is_ruled(true, self.rows[row + 1], middle(&self.columns, column));
                (0..width).map(|column| row + 1 < height && !ruled(column)).collect()
            })
            .collect();
        let mut inside: Vec<Vec<Glyph>> = (0..width * height).map(|_| Vec::new()).collect();
        let mut owner: Vec<Option<usize>> = vec![None; width * height];
        let mut grid = Grid::default();
        let mut cells: Vec<(usize, usize, usize, usize)> = Vec::new();
        for row in 0..height {
            for column in 0..width {
                if owner[row * width + column].is_some() {
                    continue;
                }
                let columns = 1
                    + (column..width)
                        .take_while(|&at| right_open[row][at] && owner[row * width + at + 1].is_none())
                        .count();
                let rows = 1 + (row..height).take_while(|&at| below_open[at][column]).count();
                for y in row..row + rows {
                    owner[y * width + column..y * width + column + columns].fill(Some(cells.len()));
                }
                cells.push((row, column, columns, rows));
            }
        }
        for glyph in glyphs {
            let (x, y) = centre(&glyph);
            let column = self.columns.partition_point(|place| *place <= x).clamp(1, width) - 1;
            let row = self.rows.partition_point(|place| *place >= y).clamp(1, height) - 1;
            if let Some(cell) = owner[row * width + column] {
                inside[cell].push(glyph);
            }
        }
        grid.rows.resize_with(height, GridRow::default);
        for ((row, _, columns, rows), glyphs) in cells.into_iter().zip(inside) {
            let lines = lines(glyphs);
            let margins = Margins::of(&lines);
            let blocks = paragraphs(&lines, margins).into_iter().map(Block::Paragraph).collect();
            grid.rows[row].cells.push(GridCell { blocks, columns, rows, header: false });
        }
        grid
    }
}

fn centre(glyph: &Glyph) -> (f64, f64) {
    (glyph.x + glyph.width / 2.0, glyph.y + glyph.size * 0.3)
}
