//! Bytes as an archive of documents.
#![no_main]

use casegraph::document::read;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Ok(Some(members)) = read::members("a.zip", bytes) else { return };
    for member in members {
        let Ok(bytes) = member.bytes else { continue };
        if let Ok(content) = read::content(&member.name, &bytes, None) {
            casegraph_fuzz::read(&member.name, content);
        }
    }
});
