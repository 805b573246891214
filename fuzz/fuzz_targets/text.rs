//! Bytes as a text file: decoding, tables of plain text, layouts.
#![no_main]

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.txt", bytes, None) {
        casegraph_fuzz::read("a.txt", content);
    }
});
