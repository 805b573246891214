//! Bytes as a HTML file.
#![no_main]

use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.html", bytes, None) {
        Document::new("a.html", content, Lexicon::builtin());
    }
});
