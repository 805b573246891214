//! Bytes of a file → [`Content`]: its text, and what its format knows of tables, headings and source.
//!
//! What a file is is told by its first bytes; its name decides only between formats of plain text. Each format has a
//! module; all write through one composer, so that the same document gives the same text whatever it is saved as.
//!
//! | format | what becomes of it |
//! |---|---|
//! | text, Markdown | decoded by mark, validity or detection |
//! | HTML | the article of the page, without what is around it; tables |
//! | Word (.docx) | paragraphs, computed numbers of lists, headings, tables, notes |
//! | workbook (.xlsx) | a table a sheet |
//! | PDF | the text layer: lines into paragraphs, columns into tables |
//! | archive (.zip) | [`members`]: its documents one by one |
//!
//! Everything else is refused with the name of what it is and what to do ([`ReadError`]).

mod archive;
mod docx;
mod error;
mod html;
mod markdown;
mod package;
mod pdf;
mod text;
mod xlsx;
mod xml;

pub use self::archive::{Member, Members};
pub use self::error::ReadError;
pub use self::text::text;

use self::package::Package;
use super::content::Content;

/// A format that is told by its first bytes, or, for text, by its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Format {
    Text,
    Markdown,
    Html,
    Pdf,
    Docx,
    Xlsx,
    Archive,
}

/// The endings of files that are read.
pub const ENDINGS: [&str; 10] = ["txt", "md", "markdown", "html", "htm", "shtml", "docx", "xlsx", "pdf", "zip"];

/// The endings of files that are documents and are not read: they are worth a word.
pub const FOREIGN: [&str; 15] =
    ["doc", "wps", "rtf", "odt", "xls", "et", "ofd", "ppt", "pptx", "dps", "mht", "mhtml", "caj", "7z", "rar"];

/// How the first bytes of formats look that are no documents, or are not read.
const SIGNATURES: [(&[u8], ReadError); 11] = [
    (b"{\\rtf", ReadError::Foreign("an RTF file")),
    (b"MIME-Version:", ReadError::Foreign("a web archive (.mht)")),
    (b"\x89PNG", ReadError::Binary("a picture")),
    (b"\xFF\xD8\xFF", ReadError::Binary("a picture")),
    (b"GIF8", ReadError::Binary("a picture")),
    (b"II*\0", ReadError::Binary("a picture")),
    (b"\x1F\x8B", ReadError::Binary("a gzip archive")),
    (b"7z\xBC\xAF\x27\x1C", ReadError::Binary("a 7z archive")),
    (b"Rar!\x1A\x07", ReadError::Binary("a rar archive")),
    (b"\x7FELF", ReadError::Binary("a program")),
    (b"SQLite format 3", ReadError::Binary("a database")),
];

/// The first bytes of a zip archive, and of one without content.
const ZIP: [&[u8]; 2] = [b"PK\x03\x04", b"PK\x05\x06"];

/// The first bytes of Office files of before 2007, and of protected ones since.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

/// Longest text, in bytes of UTF-8, that is read as one document: eleven million characters, of which the facts and quads
/// take forty times as much while they are made.
const LONGEST_TEXT: usize = 32 << 20;

/// Reads one document. `name` is its file name; `encoding` is the name the user gave for the encoding of its text.
pub fn content(name: &str, bytes: &[u8], encoding: Option<&str>) -> Result<Content, ReadError> {
    let content = match format(name, bytes)? {
        Format::Text => text(bytes, encoding)?.into(),
        Format::Markdown => markdown::read(text(bytes, encoding)?.original()),
        Format::Html => {
            let (page, remark) = text::markup(bytes, encoding)?;
            let mut content = html::read(&page);
            content.remarks.extend(remark);
            content
        }
        Format::Pdf => pdf::read(bytes)?,
        Format::Docx => docx::read(Package::open(bytes, docx::FORMAT)?)?,
        Format::Xlsx => xlsx::read(Package::open(bytes, xlsx::FORMAT)?)?,
        Format::Archive => return Err(ReadError::Archive(Package::open(bytes, archive::FORMAT)?.len())),
    };
    let text = content.text.as_str();
    if text.len() > LONGEST_TEXT {
        return Err(ReadError::TooLong { bytes: text.len(), most: LONGEST_TEXT });
    }
    if text.trim().is_empty() { Err(ReadError::Empty) } else { Ok(content) }
}

/// The documents of an archive; `None` when the file is none. An archive in an archive is not opened.
pub fn members<'a>(name: &str, bytes: &'a [u8]) -> Result<Option<Members<'a>>, ReadError> {
    if !is_archive(name, bytes)? {
        return Ok(None);
    }
    Ok(Some(Members::of(Package::open(bytes, archive::FORMAT)?)))
}

/// Whether a file is an archive of documents; an error where it is packed and cannot be opened.
pub fn is_archive(name: &str, bytes: &[u8]) -> Result<bool, ReadError> {
    match format(name, bytes) {
        Ok(Format::Archive) => Ok(true),
        Err(error) if ZIP.iter().any(|mark| bytes.starts_with(mark)) => Err(error),
        _ => Ok(false),
    }
}

/// Whether a file of this name is read, or is worth a word when it is not.
fn is_document(name: &str) -> bool {
    let ending = ending(name);
    ENDINGS.contains(&ending.as_str()) || FOREIGN.contains(&ending.as_str())
}

fn ending(name: &str) -> String {
    name.rsplit('/').next().and_then(|name| name.rsplit_once('.')).map_or(String::new(), |(_, end)| end.to_lowercase())
}

fn format(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    if bytes.is_empty() {
        return Err(ReadError::Empty);
    }
    if ZIP.iter().any(|mark| bytes.starts_with(mark)) {
        return packed(name, bytes);
    }
    if is_pdf(bytes) {
        return Ok(Format::Pdf);
    }
    if bytes.starts_with(COMPOUND) {
        return Err(compound(bytes));
    }
    if let Some((_, error)) = SIGNATURES.into_iter().find(|(mark, _)| bytes.starts_with(mark)) {
        return Err(error);
    }
    Ok(match ending(name).as_str() {
        _ if begins_as_page(bytes) => Format::Html,
        "html" | "htm" | "shtml" if bytes.contains(&b'<') => Format::Html,
        "md" | "markdown" => Format::Markdown,
        _ => Format::Text,
    })
}

/// The mark of a PDF may stand behind a few bytes that do not belong to it.
fn is_pdf(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 64;
    bytes[..bytes.len().min(LOOKED_AT)].windows(5).any(|window| window == b"%PDF-")
}

/// Whether a file begins as web pages do, whatever it is called.
fn begins_as_page(bytes: &[u8]) -> bool {
    const LOOKED_AT: usize = 512;
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(LOOKED_AT)]).to_lowercase();
    let head = head.trim_start_matches('\u{feff}').trim_start();
    ["<!doctype html", "<html", "<head", "<body"].iter().any(|start| head.starts_with(start))
        || head.starts_with("<?xml") && head.contains("<html")
        || head.starts_with("<!--") && head.contains("<html")
}

/// What a zip archive is: the files in it say.
fn packed(name: &str, bytes: &[u8]) -> Result<Format, ReadError> {
    let format = match ending(name).as_str() {
        "docx" => docx::FORMAT,
        "xlsx" => xlsx::FORMAT,
        _ => archive::FORMAT,
    };
    let package = Package::open(bytes, format)?;
    if package.has(docx::MAIN) {
        return Ok(Format::Docx);
    }
    if package.has(xlsx::MAIN) {
        return Ok(Format::Xlsx);
    }
    let foreign = [
        ("ppt/", "a presentation (.pptx)"),
        ("OFD.xml", "an OFD file"),
        ("mimetype", "an OpenDocument file (.odt, .ods) or an e-book"),
        ("xl/workbook.bin", "a binary workbook (.xlsb)"),
    ];
    if let Some((_, what)) = foreign.into_iter().find(|(part, _)| package.has_in(part)) {
        return Err(ReadError::Foreign(what));
    }
    if package.has("[Content_Types].xml") {
        let what = "its main part is missing".to_owned();
        return Err(ReadError::Damaged { format: "Office file", what });
    }
    Ok(Format::Archive)
}

/// What an Office file of the old kind is: the names of its streams stand in it in UTF-16.
fn compound(bytes: &[u8]) -> ReadError {
    let names = [
        ("EncryptedPackage", ReadError::Protected("Office file")),
        ("WordDocument", ReadError::Foreign("a Word file of before 2007 (.doc, .wps)")),
        ("Workbook", ReadError::Foreign("a workbook of before 2007 (.xls, .et)")),
        ("PowerPoint Document", ReadError::Foreign("a presentation of before 2007 (.ppt, .dps)")),
    ];
    let has = |name: &str| {
        let name: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
        bytes.windows(name.len()).any(|window| window == name)
    };
    let found = names.into_iter().find(|(name, _)| has(name));
    found.map_or(ReadError::Foreign("an Office file of before 2007"), |(_, error)| error)
}
