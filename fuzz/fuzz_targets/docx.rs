//! Bytes as the main part of a Word file: packed first, so that the fuzzer is not busy with checksums.
#![no_main]

use std::io::{Cursor, Write};

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;
use zip::ZipWriter;
use zip::write::SimpleFileOptions;

fuzz_target!(|bytes: &[u8]| {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    // The same bytes as every part: which part they suit the fuzzer finds out.
    for part in ["word/document.xml", "word/numbering.xml", "word/styles.xml", "word/footnotes.xml"] {
        writer.start_file(part, SimpleFileOptions::default()).expect("memory takes everything");
        writer.write_all(bytes).expect("memory takes everything");
    }
    let file = writer.finish().expect("memory takes everything").into_inner();
    if let Ok(content) = read::content("a.docx", &file, None) {
        casegraph_fuzz::read("a.docx", content);
    }
});
