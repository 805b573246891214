//! A text as the whole of the rules reads it: numerals, dates, names, facts, quads.
#![no_main]

use casegraph::document::Text;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|words: &str| casegraph_fuzz::read("a.txt", Text::new(words)));
