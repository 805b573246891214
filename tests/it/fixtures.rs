//! Files of other formats, made from what they should say.

use std::fmt::Write as _;
use std::io::{Cursor, Write as _};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

/// A zip archive of these parts.
pub(crate) fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        writer.start_file(*name, SimpleFileOptions::default()).unwrap();
        writer.write_all(content).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word file with this body, and other parts.
pub(crate) fn docx_with(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let document = format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:document xmlns:w="w" xmlns:mc="mc" xmlns:wps="wps" xmlns:v="v"><w:body>{body}<w:sectPr/></w:body></w:document>"#
    );
    let mut all = vec![("[Content_Types].xml", &b"<Types/>"[..]), ("word/document.xml", document.as_bytes())];
    all.extend(parts.iter().map(|(name, content)| (*name, content.as_bytes())));
    zip(&all)
}

pub(crate) fn docx(body: &str) -> Vec<u8> {
    docx_with(body, &[])
}

/// A paragraph of a Word file.
pub(crate) fn p(words: &str) -> String {
    format!(r#"<w:p><w:r><w:t xml:space="preserve">{}</w:t></w:r></w:p>"#, escaped(words))
}

/// A cell of a Word file that holds these paragraphs.
pub(crate) fn tc(paragraphs: &[&str]) -> String {
    format!("<w:tc>{}</w:tc>", paragraphs.iter().map(|words| p(words)).collect::<String>())
}

/// A table of a Word file, a row a slice of cells.
pub(crate) fn tbl(rows: &[&[&str]]) -> String {
    let row = |cells: &&[&str]| {
        format!(
            "<w:tr>{}</w:tr>",
            cells.iter().map(|cell| tc(&cell.split('\n').collect::<Vec<_>>())).collect::<String>()
        )
    };
    format!("<w:tbl><w:tblPr/>{}</w:tbl>", rows.iter().map(row).collect::<String>())
}

pub(crate) fn escaped(words: &str) -> String {
    words.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// A workbook with these sheets: name, the XML of their rows and what comes after them.
pub(crate) fn xlsx(sheets: &[(&str, &str)], styles: &str) -> Vec<u8> {
    let (mut listed, mut related, mut parts) = (String::new(), String::new(), Vec::new());
    for (index, (name, content)) in sheets.iter().enumerate() {
        let number = index + 1;
        write!(listed, r#"<sheet name="{name}" sheetId="{number}" r:id="rId{number}"/>"#).unwrap();
        write!(related, r#"<Relationship Id="rId{number}" Target="worksheets/sheet{number}.xml"/>"#).unwrap();
        parts.push((format!("xl/worksheets/sheet{number}.xml"), format!("<worksheet>{content}</worksheet>")));
    }
    let workbook = format!(r#"<workbook xmlns:r="r"><sheets>{listed}</sheets></workbook>"#);
    let related = format!("<Relationships>{related}</Relationships>");
    let mut all = vec![
        ("[Content_Types].xml", "<Types/>"),
        ("xl/workbook.xml", &workbook),
        ("xl/_rels/workbook.xml.rels", &related),
        ("xl/styles.xml", styles),
    ];
    all.extend(parts.iter().map(|(name, content)| (name.as_str(), content.as_str())));
    zip(&all.iter().map(|(name, content)| (*name, content.as_bytes())).collect::<Vec<_>>())
}

/// Rows of a sheet whose cells are all text.
pub(crate) fn sheet(rows: &[&[&str]]) -> String {
    let mut data = String::new();
    for (index, row) in rows.iter().enumerate() {
        write!(data, r#"<row r="{}">"#, index + 1).unwrap();
        for (column, words) in row.iter().enumerate() {
            let name = format!("{}{}", char::from(b'A' + column as u8), index + 1);
            write!(data, r#"<c r="{name}" t="inlineStr"><is><t xml:space="preserve">{}</t></is></c>"#, escaped(words))
                .unwrap();
        }
        data += "</row>";
    }
    format!("<sheetData>{data}</sheetData>")
}
