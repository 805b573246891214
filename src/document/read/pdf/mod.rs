//! PDF files: their text layer.
//!
//! A PDF says where each glyph stands and nothing of lines, paragraphs and tables. Glyphs on one baseline are a line;
//! lines that fill their column go on in the next, over the end of the page too. Ruled tables are read by their rules,
//! tables without rules by columns that stand under each other. Page numbers and what stands at the head or foot of most
//! pages are left out. A file without a text layer, or whose fonts do not say what their glyphs are, is refused with that
//! reason.

mod cmap;
mod font;
mod lines;
mod page;
mod ruled;

use std::collections::BTreeMap;
use std::io::Read;
use std::sync::LazyLock;

use flate2::read::ZlibDecoder;
use hayro_syntax::object::Stream;
use hayro_syntax::{DecryptionError, Filter, LoadPdfError, Pdf};

use self::lines::{Line, Margins, continues, join};
use self::page::Drawn;
use super::ReadError;
use crate::document::content::Content;
use crate::document::table::{Block, Composer, Grid, GridCell, GridRow, align};
use crate::lexicon::pattern::{Pattern, pattern};

const FORMAT: &str = "PDF";

/// Most bytes that one stream unpacks to.
const MOST_OF_STREAM: u64 = 128 << 20;

/// Pages on which a line must stand to be a running head, at least, and their share in hundredths.
const RUNNING_PAGES: usize = 3;
const RUNNING_PERCENT: usize = 50;

/// Fewest lines of a table without rules.
const TABLE_LINES: usize = 3;

/// `- 12 -`, `第 3 页 共 9 页`, `3/9`
static PAGE_NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^[-—–－·\s]*(?:第\s*)?[0-9０-９]{1,4}\s*页?(?:\s*[/／,，]?\s*共?\s*[0-9]{1,4}\s*页?)?[-—–－·\s]*$")
});

/// Something on a page, from top to bottom.
enum Item {
    Line(Line),
    Table(Grid),
}

/// Reads the text layer.
pub(super) fn read(bytes: &[u8]) -> Result<Content, ReadError> {
    let damaged = |what: &str| ReadError::Damaged { format: FORMAT, what: what.to_owned() };
    let pdf = Pdf::new(bytes.to_vec()).map_err(|error| match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => ReadError::Protected(FORMAT),
        LoadPdfError::Decryption(_) => damaged("it is encrypted in a way that is not known"),
        LoadPdfError::Invalid => damaged("it is cut off, or has no list of its pages"),
    })?;
    let drawn: Vec<Drawn> = pdf.pages().iter().map(Drawn::read).collect();
    if drawn.is_empty() {
        return Err(damaged("it has no pages"));
    }
    let glyphs = || drawn.iter().flat_map(|page| &page.glyphs);
    let (all, unmapped) = (glyphs().count(), glyphs().filter(|glyph| glyph.text == "\u{fffd}").count());
    if all == 0 {
        let pictures = drawn.iter().any(|page| page.has_pictures);
        return Err(if pictures { ReadError::Scanned { pages: drawn.len() } } else { ReadError::Empty });
    }
    if unmapped * 2 > all {
        return Err(ReadError::Unmapped);
    }
    let silent: Vec<String> = (drawn.iter().enumerate())
        .filter(|(_, page)| page.glyphs.is_empty() && page.has_pictures)
        .map(|(index, _)| (index + 1).to_string())
        .collect();
    let mut pages: Vec<Vec<Item>> = drawn.into_iter().map(items).collect();
    without_running_heads(&mut pages);
    let mut composer = Composer::default();
    composer.write(&blocks(pages));
    let mut content = composer.finish();
    if !silent.is_empty() {
        content.remarks.push(format!("pages {} are pictures without text and not read", silent.join(", ")));
    }
    if unmapped > 0 {
        content.remarks.push(format!("{unmapped} glyphs do not say which characters they are: U+FFFD stands there"));
    }
    Ok(content)
}

/// Unpacks a stream, within bounds.
fn stream(stream: &Stream<'_>) -> Option<Vec<u8>> {
    let raw = stream.raw_data();
    if matches!(stream.filters().as_slice(), [Filter::FlateDecode]) {
        let mut content = Vec::new();
        // What comes before a fault is kept, as viewers do.
        let _ = ZlibDecoder::new(raw.as_ref()).take(MOST_OF_STREAM).read_to_end(&mut content);
        return Some(content);
    }
    // Other packings are old or rare, and several on top of each other are an attack.
    let few = stream.filters().len() <= 2 && raw.len() < 4 << 20;
    few.then(|| stream.decoded().ok().map(std::borrow::Cow::into_owned)).flatten()
}

fn items(mut page: Drawn) -> Vec<Item> {
    let tables = ruled::tables(&page.rules, &mut page.glyphs);
    let mut items: Vec<(f64, Item)> = tables.into_iter().map(|table| (table.top, Item::Table(table.grid))).collect();
    items.extend(lines::lines(page.glyphs).into_iter().map(|line| (line.y, Item::Line(line))));
    items.sort_by(|a, b| b.0.total_cmp(&a.0));
    items.into_iter().map(|(_, item)| item).collect()
}

/// Takes out page numbers and the lines that stand at the head or foot of most pages.
fn without_running_heads(pages: &mut [Vec<Item>]) {
    let digits = |text: &str| text.chars().map(|c| if c.is_ascii_digit() { '0' } else { c }).collect::<String>();
    let mut counts: BTreeMap<(bool, String), usize> = BTreeMap::new();
    for page in pages.iter() {
        for (top, item) in [(true, page.first()), (false, page.last())] {
            if let Some(Item::Line(line)) = item {
                *counts.entry((top, digits(&line.text()))).or_default() += 1;
            }
        }
    }
    let wanted = RUNNING_PAGES.max(pages.len() * RUNNING_PERCENT / 100);
    let runs = |top: bool, item: Option<&Item>| {
        let Some(Item::Line(line)) = item else { return false };
        let text = line.text();
        PAGE_NUMBER.is_match(&text) || counts.get(&(top, digits(&text))).is_some_and(|count| *count >= wanted)
    };
    for page in pages {
        // A page number may stand over a running foot, and a rule of the office under its name.
        for _ in 0..2 {
            if runs(false, page.last()) {
                page.pop();
            }
            if runs(true, page.first()) {
                page.remove(0);
            }
        }
    }
}

fn blocks(pages: Vec<Vec<Item>>) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut above: Option<Line> = None;
    for page in pages {
        let lines: Vec<Line> = page
            .iter()
            .filter_map(|item| match item {
                Item::Line(line) => Some(line.clone()),
                Item::Table(_) => None,
            })
            .collect();
        let margins = Margins::of(&lines);
        let mut first = true;
        let mut run: Vec<Line> = Vec::new();
        for item in page {
            match item {
                Item::Line(line) => run.push(line),
                Item::Table(grid) => {
                    write_lines(&std::mem::take(&mut run), margins, &mut above, &mut blocks);
                    above = None;
                    write_table(grid, std::mem::take(&mut first), &mut blocks);
                }
            }
            first = false;
        }
        write_lines(&run, margins, &mut above, &mut blocks);
    }
    blocks
}

/// Writes lines as paragraphs, and those whose parts stand under each other as tables.
fn write_lines(lines: &[Line], margins: Margins, above: &mut Option<Line>, blocks: &mut Vec<Block>) {
    let mut start = 0;
    while start < lines.len() {
        let divided = lines[start..].iter().take_while(|line| line.parts.len() > 1).count();
        if divided >= TABLE_LINES
            && let Some(grid) = unruled(&lines[start..start + divided])
        {
            blocks.push(Block::Table(grid));
            *above = None;
            start += divided;
            continue;
        }
        for line in &lines[start..start + divided.max(1)] {
            let goes_on = above.as_ref().is_some_and(|above| continues(above, line, margins));
            match blocks.last_mut() {
                Some(Block::Paragraph(paragraph)) if goes_on => join(paragraph, &line.text()),
                _ => blocks.push(Block::Paragraph(line.text())),
            }
            *above = Some(line.clone());
        }
        start += divided.max(1);
    }
}

/// A table whose columns are kept apart by blanks only.
fn unruled(lines: &[Line]) -> Option<Grid> {
    const TENTHS: f64 = 10.0;
    #[expect(clippy::cast_sign_loss, reason = "it is not below zero")]
    let place = |at: f64| (at.max(0.0) * TENTHS) as usize;
    let rows: Vec<Vec<(usize, usize)>> = (lines.iter())
        .map(|line| {
            line.parts.iter().map(|part| (place(part.from), place(part.to).max(place(part.from) + 1))).collect()
        })
        .collect();
    let placed = align::arrange(&rows)?;
    let row = |(line, places): (&Line, &Vec<(usize, usize)>)| {
        let mut row = GridRow { cells: Vec::new(), skipped: 0 };
        let mut at = 0;
        for (part, (column, columns)) in line.parts.iter().zip(places) {
            row.cells.extend((at..*column).map(|_| GridCell::of("")));
            row.cells.push(GridCell { columns: *columns, ..GridCell::of(part.text.trim()) });
            at = column + columns;
        }
        row
    };
    Some(Grid { rows: lines.iter().zip(&placed).map(row).collect() })
}

/// Writes a ruled table; one at the head of a page goes on with the table that ends the page before.
fn write_table(grid: Grid, first: bool, blocks: &mut Vec<Block>) {
    let width = |row: &GridRow| row.cells.iter().map(|cell| cell.columns).sum::<usize>();
    if first
        && let Some(Block::Table(before)) = blocks.last_mut()
        && before.rows.first().map(width) == grid.rows.first().map(width)
    {
        let mut rows = grid.rows.into_iter();
        if let Some(next) = rows.next() {
            let empty = |cell: &GridCell| cell.blocks.is_empty();
            let cut = next.cells.len() > 1 && empty(&next.cells[0]);
            match before.rows.last_mut() {
                Some(last) if cut && last.cells.len() == next.cells.len() => {
                    for (cell, more) in last.cells.iter_mut().zip(next.cells) {
                        append(&mut cell.blocks, more.blocks);
                    }
                }
                _ => before.rows.push(next),
            }
        }
        before.rows.extend(rows);
        return;
    }
    blocks.push(Block::Table(grid));
}

/// Goes on with a cell on the next page: a paragraph that has not come to its end goes on too.
fn append(blocks: &mut Vec<Block>, more: Vec<Block>) {
    let mut more = more.into_iter();
    if let (Some(Block::Paragraph(last)), Some(next)) = (blocks.last_mut(), more.next()) {
        match next {
            Block::Paragraph(words) if !last.ends_with(['。', '；', '！', '？', '：']) => join(last, &words),
            next => blocks.push(next),
        }
    }
    blocks.extend(more);
}
