//! The elements of an article → blocks.

use super::article::Article;
use super::tree::{Child, Element, Tree};
use crate::document::table::{Block, Grid, GridCell, GridRow};

/// Elements that stand within a line of text; all others begin a new one.
const INLINE: [&str; 30] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "em", "font", "i", "img", "ins", "label", "mark",
    "nobr", "q", "rb", "ruby", "s", "small", "span", "strike", "strong", "sub", "sup", "u", "var", "wbr",
];

/// The blocks of the article.
pub(super) fn of(tree: &Tree, article: &Article) -> Vec<Block> {
    let mut page = Page { tree, article, blocks: Vec::new(), words: String::new(), level: None };
    page.element(article.root);
    page.end_line();
    page.blocks
}

struct Page<'a> {
    tree: &'a Tree,
    article: &'a Article,
    blocks: Vec<Block>,
    /// The line that is being written.
    words: String,
    /// Its level, in a heading.
    level: Option<u8>,
}

impl Page<'_> {
    /// Writes what is in an element. The tree is not deep: see [`Tree`].
    fn element(&mut self, index: usize) {
        if self.article.leaves_out(index) {
            return;
        }
        let tree = self.tree;
        let element = &tree.elements[index];
        match element.name.as_str() {
            "br" => self.words.push('\n'),
            // Characters printed small over others say how they are spoken.
            "rt" | "rp" => {}
            "table" if !self.article.is_layout(tree, index) => {
                self.end_line();
                let table = self.table(index);
                self.blocks.push(Block::Table(table));
            }
            "ol" => self.ordered(element),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => {
                self.end_line();
                self.level = element.name[1..].parse().ok();
                self.children(element);
                self.end_line();
            }
            name if INLINE.contains(&name) => self.children(element),
            _ => {
                self.end_line();
                self.children(element);
                self.end_line();
            }
        }
    }

    fn children(&mut self, element: &Element) {
        for child in &element.children {
            match child {
                Child::Text(text) => self.text(text),
                Child::Element(index) => self.element(*index),
            }
        }
    }

    /// A list whose numbers the browser computes.
    fn ordered(&mut self, element: &Element) {
        let mut number = element.start.unwrap_or(1);
        self.end_line();
        for child in &element.children {
            let Child::Element(index) = child else { continue };
            if self.tree.elements[*index].name == "li" {
                self.words = format!("{number}. ");
                let before = self.blocks.len();
                self.children(&self.tree.elements[*index]);
                if self.words.trim_end().ends_with('.') && self.blocks.len() == before {
                    self.words.clear();
                }
                number += 1;
                self.end_line();
            } else {
                self.element(*index);
            }
        }
    }

    /// White space is one blank; between characters of Chinese a line end in the source is nothing.
    fn text(&mut self, text: &str) {
        let mut blank: Option<bool> = None;
        for c in text.chars() {
            if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{c}') {
                blank = Some(blank.unwrap_or(false) || c == '\n' || c == '\r');
                continue;
            }
            if let Some(line_end) = blank.take() {
                self.blank(line_end, c);
            }
            self.words.push(c);
        }
        if blank.is_some() && !self.words.is_empty() && !self.words.ends_with([' ', '\n']) {
            self.words.push(' ');
        }
    }

    fn blank(&mut self, line_end: bool, next: char) {
        let Some(last) = self.words.chars().next_back() else { return };
        let wide = |c: char| ('\u{2e80}'..='\u{ffef}').contains(&c) || ('\u{2010}'..='\u{2026}').contains(&c);
        if !(last.is_whitespace() || line_end && wide(last) && wide(next)) {
            self.words.push(' ');
        }
    }

    fn end_line(&mut self) {
        let words = std::mem::take(&mut self.words);
        let level = self.level.take();
        for (index, line) in words.split('\n').map(str::trim).filter(|line| !line.is_empty()).enumerate() {
            self.blocks.push(match level {
                Some(level) if index == 0 => Block::Heading(level, line.to_owned()),
                _ => Block::Paragraph(line.to_owned()),
            });
        }
    }

    fn table(&mut self, index: usize) -> Grid {
        let mut grid = Grid::default();
        self.rows(index, &mut grid, false);
        grid
    }

    /// The rows of a table or of a part of one. What stands outside cells is put before the table, as browsers do.
    fn rows(&mut self, index: usize, grid: &mut Grid, head: bool) {
        for child in &self.tree.elements[index].children {
            let Child::Element(index) = child else { continue };
            let element = &self.tree.elements[*index];
            match element.name.as_str() {
                _ if self.article.leaves_out(*index) => {}
                "tr" => {
                    let row = self.row(element, head);
                    grid.rows.push(row);
                }
                "thead" | "tbody" | "tfoot" => self.rows(*index, grid, element.name == "thead"),
                "td" | "th" => {
                    let cell = self.cell(element, head);
                    match grid.rows.last_mut() {
                        Some(row) => row.cells.push(cell),
                        None => grid.rows.push(GridRow { cells: vec![cell], skipped: 0 }),
                    }
                }
                "col" | "colgroup" => {}
                _ => {
                    self.element(*index);
                    self.end_line();
                }
            }
        }
    }

    fn row(&mut self, element: &Element, head: bool) -> GridRow {
        let mut row = GridRow::default();
        for child in &element.children {
            let Child::Element(index) = child else { continue };
            let inner = &self.tree.elements[*index];
            if !self.article.leaves_out(*index) && ["td", "th"].contains(&inner.name.as_str()) {
                let cell = self.cell(inner, head);
                row.cells.push(cell);
            }
        }
        row
    }

    fn cell(&mut self, element: &Element, head: bool) -> GridCell {
        let outside = std::mem::take(&mut self.blocks);
        let line = std::mem::take(&mut self.words);
        self.children(element);
        self.end_line();
        self.words = line;
        let blocks = std::mem::replace(&mut self.blocks, outside);
        GridCell { blocks, columns: element.columns, rows: element.rows, header: head || element.name == "th" }
    }
}
