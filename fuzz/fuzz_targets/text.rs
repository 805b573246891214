//! Bytes as a text file: decoding, tables of plain text, layouts.
#![no_main]

use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.txt", bytes, None) {
        let document = Document::new("a.txt", content, Lexicon::builtin());
        for case in &document.cases {
            for span in case.prose() {
                assert!(document.text.as_str().get(span.range()).is_some());
            }
        }
    }
});
