//! Bytes as a PDF file.
#![no_main]

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.pdf", bytes, None) {
        casegraph_fuzz::read("a.pdf", content);
    }
});
