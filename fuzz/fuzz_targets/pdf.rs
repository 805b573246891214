//! Bytes as a PDF file.
#![no_main]

use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.pdf", bytes, None) {
        Document::new("a.pdf", content, Lexicon::builtin());
    }
});
