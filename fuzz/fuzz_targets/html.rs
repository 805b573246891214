//! Bytes as a HTML file.
#![no_main]

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(content) = read::content("a.html", bytes, None) {
        casegraph_fuzz::read("a.html", content);
    }
});
