//! Bytes as the sheet, the styles and the strings of a workbook.
#![no_main]

use std::io::{Cursor, Write};

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

const WORKBOOK: &[u8] = br#"<workbook><sheets><sheet name="a" id="1"/></sheets></workbook>"#;
const RELATIONS: &[u8] = br#"<r><r Id="1" Target="s.xml"/></r>"#;

fuzz_target!(|bytes: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let parts = [
        ("xl/workbook.xml", WORKBOOK),
        ("xl/_rels/workbook.xml.rels", RELATIONS),
        ("xl/s.xml", bytes),
        ("xl/styles.xml", bytes),
        ("xl/sharedStrings.xml", bytes),
    ];
    for (part, content) in parts {
        writer.start_file(part, SimpleFileOptions::default()).expect("memory takes everything");
        writer.write_all(content).expect("memory takes everything");
    }
    let file = writer.finish().expect("memory takes everything").into_inner();
    if let Ok(content) = read::content("a.xlsx", &file, None) {
        casegraph_fuzz::read("a.xlsx", content);
    }
});
