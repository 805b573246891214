//! Markdown → blocks: the marks of emphasis, links and headings go, their words stay; tables are tables.
//!
//! Numbers of lists are kept as written: in these documents `1.` before a paragraph is part of its text.

use pulldown_cmark::{Event, HeadingLevel, Options, Parser, Tag, TagEnd};

use crate::document::content::Content;
use crate::document::table::{Block, Composer, Grid, GridCell, GridRow};

/// Reads the text of a Markdown file.
pub(super) fn read(text: &str) -> Content {
    let mut page = Page::default();
    for event in Parser::new_ext(text, Options::ENABLE_TABLES | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS) {
        page.take(event);
    }
    page.end_paragraph();
    let mut composer = Composer::default();
    composer.write(&page.blocks);
    composer.finish()
}

#[derive(Default)]
struct Page {
    blocks: Vec<Block>,
    /// The words since the last block ended.
    words: String,
    /// The next number of each open list; `None` for bullets.
    lists: Vec<Option<u64>>,
    table: Option<Grid>,
    /// Whether there is nothing but the number of a list since the last block ended.
    numbered: bool,
    /// Whether what comes is left out: metadata, HTML.
    silent: bool,
}

impl Page {
    fn take(&mut self, event: Event<'_>) {
        match event {
            Event::Start(tag) => self.start(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(words) | Event::Code(words) if !self.silent => {
                self.words.push_str(&words);
                self.numbered = false;
            }
            Event::SoftBreak | Event::HardBreak => self.words.push('\n'),
            _ => {}
        }
    }

    fn start(&mut self, tag: &Tag<'_>) {
        match tag {
            // The number of a list stands before its first paragraph.
            Tag::Paragraph | Tag::Heading { .. } | Tag::CodeBlock(_) if !self.numbered => self.end_paragraph(),
            Tag::List(first) => {
                self.end_paragraph();
                self.lists.push(*first);
            }
            Tag::Item => {
                self.end_paragraph();
                if let Some(Some(next)) = self.lists.last_mut() {
                    self.words = format!("{next}. ");
                    self.numbered = true;
                    *next += 1;
                }
            }
            Tag::Table(_) => {
                self.end_paragraph();
                self.table = Some(Grid::default());
            }
            Tag::TableHead | Tag::TableRow => {
                if let Some(grid) = &mut self.table {
                    grid.rows.push(GridRow::default());
                }
            }
            Tag::MetadataBlock(_) => self.silent = true,
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(level) => {
                let words = std::mem::take(&mut self.words);
                self.blocks.push(Block::Heading(depth(level), words));
            }
            TagEnd::TableCell => {
                let words = std::mem::take(&mut self.words);
                if let Some(grid) = &mut self.table {
                    let header = grid.rows.len() == 1;
                    let cell = GridCell { header, ..GridCell::of(words.trim()) };
                    grid.rows.last_mut().expect("a row begins before its cells").cells.push(cell);
                }
            }
            TagEnd::Table => self.blocks.extend(self.table.take().map(Block::Table)),
            TagEnd::List(_) => {
                self.end_paragraph();
                self.lists.pop();
            }
            TagEnd::Paragraph | TagEnd::Item | TagEnd::CodeBlock => self.end_paragraph(),
            TagEnd::MetadataBlock(_) => self.silent = false,
            _ => {}
        }
    }

    fn end_paragraph(&mut self) {
        self.numbered = false;
        let words = std::mem::take(&mut self.words);
        if !words.trim().is_empty() {
            self.blocks.push(Block::Paragraph(words));
        }
    }
}

fn depth(level: HeadingLevel) -> u8 {
    level as u8
}
