//! Bytes as an archive of documents.
#![no_main]

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(Some(members)) = read::members("a.zip", bytes) {
        for member in members {
            if let Ok(bytes) = member.bytes {
                let _ = read::content(&member.name, &bytes, None);
            }
        }
    }
});
