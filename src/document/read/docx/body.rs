//! `word/document.xml` → blocks.

use quick_xml::events::BytesStart;

use super::NoteId;
use super::numbering::{Numbering, Place};
use super::styles::Styles;
use crate::document::read::ReadError;
use crate::document::read::xml::{Piece, Xml, attribute, number};
use crate::document::table::{Block, Grid, GridCell, GridRow};

/// Elements that are left out with all that is in them: what is deleted or moved away, the second copy of a text box
/// for old programs, codes of fields, the pronunciation over characters, comments.
const LEFT_OUT: [&[u8]; 9] =
    [b"del", b"moveFrom", b"Fallback", b"instrText", b"delText", b"delInstrText", b"rt", b"sectPr", b"tblPr"];

/// Reads the paragraphs and tables of one part.
pub(super) struct Body<'a> {
    xml: Xml<'a>,
    styles: &'a Styles,
    numbering: Numbering,
    notes: Vec<NoteId>,
    /// The words of a paragraph whose end is deleted: they go on in the next.
    unended: String,
}

/// What the properties of a cell say.
#[derive(Default)]
struct CellProperties {
    columns: Option<usize>,
    /// Goes on with the cell above.
    continues_above: bool,
    /// Goes on with the cell to the left.
    continues_left: bool,
}

/// What the properties of a paragraph say.
#[derive(Default)]
struct ParagraphProperties {
    style: Option<String>,
    outline: Option<u8>,
    place: Option<Place>,
    /// Its end is deleted.
    end_deleted: bool,
}

impl<'a> Body<'a> {
    pub(super) fn new(xml: Xml<'a>, styles: &'a Styles, numbering: Numbering) -> Self {
        Self { xml, styles, numbering, notes: Vec::new(), unended: String::new() }
    }

    /// Everything in the part.
    pub(super) fn all(&mut self) -> Result<Vec<Block>, ReadError> {
        while let Some(piece) = self.xml.next()? {
            if matches!(&piece, Piece::Start(element) if element.local_name().as_ref() == b"body") {
                return self.blocks(b"body", &mut CellProperties::default());
            }
        }
        Ok(Vec::new())
    }

    /// The notes of the part, by number.
    pub(super) fn notes(&mut self, name: &str) -> Result<Vec<(String, Vec<Block>)>, ReadError> {
        let mut found = Vec::new();
        while let Some(piece) = self.xml.next()? {
            if let Piece::Start(element) = &piece
                && element.local_name().as_ref() == name.as_bytes()
            {
                let id = attribute(element, "id").unwrap_or_default();
                found.push((id, self.blocks(name.as_bytes(), &mut CellProperties::default())?));
            }
        }
        Ok(found)
    }

    /// The numbers as they stand at the end, and the notes referred to, in their order.
    pub(super) fn finish(self) -> (Numbering, Vec<NoteId>) {
        (self.numbering, self.notes)
    }

    /// Paragraphs and tables up to the end of the element `within`; elements around them are looked through.
    fn blocks(&mut self, within: &[u8], cell: &mut CellProperties) -> Result<Vec<Block>, ReadError> {
        let mut blocks = Vec::new();
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"p" => self.paragraph(&mut blocks)?,
                    b"tbl" => blocks.push(Block::Table(self.table()?)),
                    b"tcPr" => self.cell_properties(cell)?,
                    name if LEFT_OUT.contains(&name) => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == within => break,
                _ => {}
            }
        }
        Ok(blocks)
    }

    fn paragraph(&mut self, blocks: &mut Vec<Block>) -> Result<(), ReadError> {
        let mut properties = ParagraphProperties::default();
        let mut words = std::mem::take(&mut self.unended);
        let begun = !words.is_empty();
        let mut boxes = Vec::new();
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"pPr" => properties = self.paragraph_properties()?,
                    b"r" => self.run(&mut words, &mut boxes)?,
                    b"t" => words.push_str(&self.xml.words()?),
                    name if LEFT_OUT.contains(&name) => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == b"p" => break,
                _ => {}
            }
        }
        let style = properties.style.as_deref();
        let level = properties.outline.or_else(|| self.styles.level(style));
        let place = properties.place.or_else(|| self.styles.place(style));
        if !begun
            && !words.trim().is_empty()
            && let Some(place) = place
        {
            words.insert_str(0, &self.numbering.next(&place));
        }
        if properties.end_deleted {
            self.unended = words;
        } else if let Some(level) = level {
            blocks.push(Block::Heading(level, words));
        } else {
            blocks.push(Block::Paragraph(words));
        }
        blocks.append(&mut boxes);
        Ok(())
    }

    /// A run of text; what is hidden in it is left out.
    fn run(&mut self, words: &mut String, boxes: &mut Vec<Block>) -> Result<(), ReadError> {
        let before = words.len();
        let mut hidden = false;
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"rPr" => hidden = self.is_hidden()?,
                    b"t" => words.push_str(&self.xml.words()?),
                    b"tab" | b"ptab" => words.push('\t'),
                    b"br" if attribute(&element, "type").is_none_or(|kind| kind == "textWrapping") => words.push('\n'),
                    b"cr" => words.push('\n'),
                    b"noBreakHyphen" => words.push('-'),
                    b"sym" => words.extend(symbol(&element)),
                    b"footnoteReference" => self.refer("footnote", &element),
                    b"endnoteReference" => self.refer("endnote", &element),
                    b"txbxContent" => boxes.extend(self.blocks(b"txbxContent", &mut CellProperties::default())?),
                    name if LEFT_OUT.contains(&name) => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == b"r" => break,
                _ => {}
            }
        }
        if hidden {
            words.truncate(before);
        }
        Ok(())
    }

    fn refer(&mut self, name: &'static str, element: &BytesStart<'_>) {
        self.notes.extend(attribute(element, "id").map(|id| (name, id)));
    }

    fn is_hidden(&mut self) -> Result<bool, ReadError> {
        let mut hidden = false;
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) if element.local_name().as_ref() == b"vanish" => hidden = is_on(&element),
                Piece::End(name) if name == b"rPr" => break,
                _ => {}
            }
        }
        Ok(hidden)
    }

    fn paragraph_properties(&mut self) -> Result<ParagraphProperties, ReadError> {
        let mut properties = ParagraphProperties::default();
        let (mut list, mut level) = (None, None);
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"pStyle" => properties.style = attribute(&element, "val"),
                    b"outlineLvl" => properties.outline = outline(&element),
                    b"numId" => list = attribute(&element, "val"),
                    b"ilvl" => level = number(&element, "val"),
                    b"del" => properties.end_deleted = true,
                    b"pPrChange" | b"rPrChange" | b"sectPr" => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == b"pPr" => break,
                _ => {}
            }
        }
        properties.place = list.map(|list| Place { list, level: level.unwrap_or(0) });
        Ok(properties)
    }

    fn table(&mut self) -> Result<Grid, ReadError> {
        let mut rows: Vec<Vec<(GridCell, CellProperties)>> = Vec::new();
        let (mut skipped, mut header, mut deleted) = (Vec::new(), false, false);
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"tr" => {
                        rows.push(Vec::new());
                        skipped.push(0);
                        (header, deleted) = (false, false);
                    }
                    b"gridBefore" => {
                        if let Some(last) = skipped.last_mut() {
                            *last = number(&element, "val").unwrap_or(0);
                        }
                    }
                    b"tblHeader" => header = is_on(&element),
                    // In the properties of a row: the row is deleted.
                    b"del" => deleted = true,
                    b"tc" => {
                        let mut properties = CellProperties::default();
                        let blocks = self.blocks(b"tc", &mut properties)?;
                        let columns = properties.columns.unwrap_or(1);
                        let cell = GridCell { blocks, columns, rows: 1, header };
                        if let Some(row) = rows.last_mut() {
                            row.push((cell, properties));
                        }
                    }
                    name if LEFT_OUT.contains(&name) => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == b"tr" && deleted => {
                    rows.pop();
                    skipped.pop();
                }
                Piece::End(name) if name == b"tbl" => break,
                _ => {}
            }
        }
        Ok(merged(rows, &skipped))
    }

    fn cell_properties(&mut self, cell: &mut CellProperties) -> Result<(), ReadError> {
        let goes_on = |element: &BytesStart<'_>| attribute(element, "val").is_none_or(|value| value == "continue");
        while let Some(piece) = self.xml.next()? {
            match piece {
                Piece::Start(element) => match element.local_name().as_ref() {
                    b"gridSpan" => cell.columns = number(&element, "val"),
                    b"vMerge" => cell.continues_above = goes_on(&element),
                    b"hMerge" => cell.continues_left = goes_on(&element),
                    b"tcPrChange" => self.xml.skip()?,
                    _ => {}
                },
                Piece::End(name) if name == b"tcPr" => break,
                _ => {}
            }
        }
        Ok(())
    }
}

/// Cells that go on with the one above or beside them become part of it.
fn merged(rows: Vec<Vec<(GridCell, CellProperties)>>, skipped: &[usize]) -> Grid {
    let mut grid = Grid::default();
    // For each column, row and position of the cell that stands in it.
    let mut above: std::collections::BTreeMap<usize, (usize, usize)> = std::collections::BTreeMap::new();
    for (index, cells) in rows.into_iter().enumerate() {
        let mut column = skipped.get(index).copied().unwrap_or(0);
        let mut row = GridRow { cells: Vec::with_capacity(cells.len()), skipped: column };
        for (cell, properties) in cells {
            let columns = cell.columns;
            let origin = above.get(&column).copied().filter(|_| properties.continues_above);
            if let Some((top, position)) = origin.filter(|origin| origin.0 < index) {
                let whole: &mut GridCell = &mut grid.rows[top].cells[position];
                whole.rows = index - top + 1;
                whole.blocks.extend(cell.blocks.into_iter().filter(has_words));
            } else if let Some(left) = row.cells.last_mut().filter(|_| properties.continues_left) {
                left.columns += columns;
                left.blocks.extend(cell.blocks.into_iter().filter(has_words));
            } else {
                above.insert(column, (index, row.cells.len()));
                row.cells.push(cell);
            }
            column += columns;
        }
        grid.rows.push(row);
    }
    grid
}

fn has_words(block: &Block) -> bool {
    match block {
        Block::Paragraph(words) | Block::Heading(_, words) => !words.trim().is_empty(),
        Block::Table(_) => true,
    }
}

/// `<w:b/>` and `<w:b w:val="1"/>` are on, `<w:b w:val="0"/>` is off.
fn is_on(element: &BytesStart<'_>) -> bool {
    attribute(element, "val").is_none_or(|value| !["0", "false", "off"].contains(&value.as_str()))
}

/// The level of a heading, from 1; 9 in the format is body text.
pub(super) fn outline(element: &BytesStart<'_>) -> Option<u8> {
    number(element, "val").filter(|level| *level < 9).map(|level| level as u8 + 1)
}

/// A character given by its number in a font; those of symbol fonts stand in the private use area and stay there.
fn symbol(element: &BytesStart<'_>) -> Option<char> {
    char::from_u32(u32::from_str_radix(&attribute(element, "char")?, 16).ok()?)
}
