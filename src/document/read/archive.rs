//! Archives (.zip) of documents: their files one by one, with names in whatever encoding they were packed.

use encoding_rs::GB18030;

use super::package::Package;
use super::{ReadError, is_document};

/// What messages call such a file.
pub(super) const FORMAT: &str = "archive (.zip)";

/// A file of an archive.
#[derive(Debug)]
pub struct Member {
    /// Its path in the archive, `/` between.
    pub name: String,
    /// Its bytes, or why they cannot be had.
    pub bytes: Result<Vec<u8>, ReadError>,
}

/// The files of an archive that may be documents, in the order of their names. What lies in folders of operating
/// systems (`__MACOSX/`), hidden files and files of other formats are passed over.
pub(super) fn members(mut package: Package<'_>) -> Vec<Member> {
    let mut wanted: Vec<(String, usize)> = Vec::new();
    for index in 0..package.len() {
        let Some(raw) = package.name(index) else { continue };
        let name = decode_name(&raw).replace('\\', "/");
        let hidden = name.split('/').any(|part| part.starts_with('.') || part == "__MACOSX");
        if !hidden && is_document(&name) {
            wanted.push((name, index));
        }
    }
    wanted.sort();
    let unpack = |(name, index): (String, usize)| Member { bytes: package.unpack(index, &name), name };
    wanted.into_iter().map(unpack).collect()
}

/// Names are UTF-8 when they are valid as such; Chinese Windows writes them in GBK.
fn decode_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}
