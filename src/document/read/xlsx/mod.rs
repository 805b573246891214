//! Workbooks (.xlsx): each sheet is a table under its name.
//!
//! Values are written as the sheet shows them: by their number format, with merged cells as one. Rows and columns that
//! hold nothing are left out, and so are hidden sheets; where neighbouring rows are parted by an empty one, a new table
//! begins. Formulas give the value the file was saved with.

mod sheet;
mod style;

use self::sheet::Sheet;
use self::style::Formats;
use super::ReadError;
use super::package::Package;
use super::xml::{self, Piece, Xml, attribute};
use crate::document::content::Content;
use crate::document::table::{Block, Composer};

/// What messages call such a file.
pub(super) const FORMAT: &str = "workbook (.xlsx)";

/// The part that says it is a workbook.
pub(super) const MAIN: &str = "xl/workbook.xml";

/// Reads a workbook.
pub(super) fn read(mut package: Package<'_>) -> Result<Content, ReadError> {
    let mut part = |name: &str| -> Result<Option<String>, ReadError> {
        package.part(name)?.map(|content| xml::decode(&content, FORMAT, name)).transpose()
    };
    let strings = part("xl/sharedStrings.xml")?.map_or(Ok(Vec::new()), |xml| shared_strings(&xml))?;
    let formats = part("xl/styles.xml")?.map_or(Ok(Formats::default()), |xml| Formats::read(&xml))?;
    let targets = part("xl/_rels/workbook.xml.rels")?.map_or(Ok(Vec::new()), |xml| relations(&xml))?;
    let workbook = Workbook::read(&part(MAIN)?.unwrap_or_default())?;
    let shown = workbook.sheets.iter().filter(|sheet| !sheet.hidden);
    let mut blocks = Vec::new();
    let mut hidden = workbook.sheets.iter().filter(|sheet| sheet.hidden).count();
    for named in shown {
        let Some((_, target)) = targets.iter().find(|(id, _)| *id == named.relation) else { continue };
        let Some(content) = part(target)? else { continue };
        let mut tables = Sheet::read(&content, &strings, &formats, workbook.from_1904)?.blocks();
        match tables.first_mut() {
            // The title that stands in the sheet says more than the tab.
            Some(Block::Paragraph(words)) if is_title(words) => {
                tables[0] = Block::Heading(1, std::mem::take(words));
            }
            Some(_) if !is_default_name(&named.name) => tables.insert(0, Block::Heading(1, named.name.clone())),
            _ => {}
        }
        blocks.extend(tables);
    }
    let mut composer = Composer::default();
    composer.write(&blocks);
    let mut content = composer.finish();
    if std::mem::take(&mut hidden) > 0 {
        content.remarks.push("its hidden sheets are left out".to_owned());
    }
    Ok(content)
}

/// Whether the first row of a sheet, which has one cell, names what stands under it: no unit and no sentence.
fn is_title(words: &str) -> bool {
    !words.starts_with("单位") && !words.ends_with(['。', '：', ':'])
}

/// Names that programs give sheets say nothing.
fn is_default_name(name: &str) -> bool {
    let name = name.trim_end_matches(|c: char| c.is_ascii_digit());
    ["Sheet", "sheet", "工作表"].contains(&name.trim())
}

struct NamedSheet {
    name: String,
    relation: String,
    hidden: bool,
}

#[derive(Default)]
struct Workbook {
    sheets: Vec<NamedSheet>,
    /// Whether dates count from 1904, as old Macs did.
    from_1904: bool,
}

impl Workbook {
    fn read(content: &str) -> Result<Self, ReadError> {
        let mut xml = Xml::new(content, FORMAT, MAIN);
        let mut workbook = Self::default();
        while let Some(piece) = xml.next()? {
            let Piece::Start(element) = piece else { continue };
            match element.local_name().as_ref() {
                b"workbookPr" => {
                    workbook.from_1904 =
                        attribute(&element, "date1904").is_some_and(|value| value == "1" || value == "true");
                }
                b"sheet" => workbook.sheets.push(NamedSheet {
                    name: attribute(&element, "name").unwrap_or_default(),
                    relation: attribute(&element, "id").unwrap_or_default(),
                    hidden: attribute(&element, "state").is_some_and(|state| state != "visible"),
                }),
                _ => {}
            }
        }
        Ok(workbook)
    }
}

/// Identifier and part of each relation of the workbook.
fn relations(content: &str) -> Result<Vec<(String, String)>, ReadError> {
    let mut xml = Xml::new(content, FORMAT, "xl/_rels/workbook.xml.rels");
    let mut found = Vec::new();
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        if let (Some(id), Some(target)) = (attribute(&element, "Id"), attribute(&element, "Target")) {
            let part = target.strip_prefix('/').map_or_else(|| format!("xl/{target}"), ToOwned::to_owned);
            found.push((id, part));
        }
    }
    Ok(found)
}

/// The strings that cells refer to by number; without the pronunciation beside them.
fn shared_strings(content: &str) -> Result<Vec<String>, ReadError> {
    let mut xml = Xml::new(content, FORMAT, "xl/sharedStrings.xml");
    let mut strings = Vec::new();
    while let Some(piece) = xml.next()? {
        if matches!(&piece, Piece::Start(element) if element.local_name().as_ref() == b"si") {
            strings.push(rich_text(&mut xml, b"si")?);
        }
    }
    Ok(strings)
}

/// The words of a string, to the end of its element.
fn rich_text(xml: &mut Xml<'_>, within: &[u8]) -> Result<String, ReadError> {
    let mut words = String::new();
    while let Some(piece) = xml.next()? {
        match piece {
            Piece::Start(element) => match element.local_name().as_ref() {
                b"t" => words.push_str(&xml.words()?),
                b"rPh" => xml.skip()?,
                _ => {}
            },
            Piece::End(name) if name == within => break,
            _ => {}
        }
    }
    Ok(words)
}
