//! Word files (.docx): paragraphs, headings, numbered lists, tables.
//!
//! What is read is what a reader of the accepted document sees: insertions are kept, deletions and hidden text are left
//! out, text boxes come once and after the paragraph they are anchored in, footnotes and endnotes at the end. Headers,
//! footers and comments are left out. Numbers that Word computes (一、, 1.) are written before their paragraphs, because
//! the text without them would not be the one people read; the marks of bullet lists are left out.

mod body;
mod numbering;
mod styles;

use self::body::Body;
use self::numbering::Numbering;
use self::styles::Styles;
use super::ReadError;
use super::package::Package;
use super::xml::{self, Piece, Xml};
use crate::document::content::{About, Content};
use crate::document::table::{Block, Composer};

/// What messages call such a file.
pub(super) const FORMAT: &str = "Word file (.docx)";

/// The part that says it is a Word file.
pub(super) const MAIN: &str = "word/document.xml";

/// Reads a Word file.
pub(super) fn read(mut package: Package<'_>) -> Result<Content, ReadError> {
    let mut part = |name: &str| -> Result<Option<String>, ReadError> {
        package.part(name)?.map(|content| xml::decode(&content, FORMAT, name)).transpose()
    };
    let styles = part("word/styles.xml")?.map_or(Ok(Styles::default()), |xml| Styles::read(&xml))?;
    let numbering = part("word/numbering.xml")?.map_or(Ok(Numbering::default()), |xml| Numbering::read(&xml))?;
    let main = part(MAIN)?.unwrap_or_default();
    let mut body = Body::new(Xml::new(&main, FORMAT, MAIN), &styles, numbering);
    let mut blocks = body.all()?;
    let (numbering, references) = body.finish();
    let mut notes = Notes::default();
    for (name, part_name) in [("footnote", "word/footnotes.xml"), ("endnote", "word/endnotes.xml")] {
        if references.iter().any(|reference| reference.0 == name)
            && let Some(xml) = part(part_name)?
        {
            notes.read(&xml, name, &styles, &numbering)?;
        }
    }
    for reference in &references {
        blocks.extend(notes.take(reference));
    }
    let about = part("docProps/core.xml")?.map_or(Ok(About::default()), |xml| about(&xml))?;
    let mut composer = Composer::default();
    composer.write(&blocks);
    let mut content = composer.finish();
    content.about = about;
    Ok(content)
}

/// A note by the element it stands in and its number.
type NoteId = (&'static str, String);

/// The notes of a document by what refers to them.
#[derive(Default)]
struct Notes(std::collections::BTreeMap<NoteId, Vec<Block>>);

impl Notes {
    fn read(
        &mut self,
        content: &str,
        name: &'static str,
        styles: &Styles,
        numbering: &Numbering,
    ) -> Result<(), ReadError> {
        let mut body = Body::new(Xml::new(content, FORMAT, "word/footnotes.xml"), styles, numbering.clone());
        for (id, blocks) in body.notes(name)? {
            self.0.insert((name, id), blocks);
        }
        Ok(())
    }

    /// The paragraphs of a note; a note that is referred to twice stands once.
    fn take(&mut self, note: &NoteId) -> Vec<Block> {
        self.0.remove(note).unwrap_or_default()
    }
}

/// Title and publisher of the file's properties. Its author is who typed it, its dates are when.
fn about(content: &str) -> Result<About, ReadError> {
    let mut xml = Xml::new(content, FORMAT, "docProps/core.xml");
    let mut about = About::default();
    while let Some(piece) = xml.next()? {
        let Piece::Start(element) = piece else { continue };
        let field = match element.local_name().as_ref() {
            b"title" => &mut about.title,
            b"publisher" => &mut about.publisher,
            _ => continue,
        };
        *field = Some(xml.words()?.trim().to_owned()).filter(|words| !words.is_empty());
    }
    Ok(about)
}
