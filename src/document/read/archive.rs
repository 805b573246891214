//! Archives (.zip) of documents: their files one by one, with names in whatever encoding they were packed.

use encoding_rs::GB18030;

use super::package::Package;
use super::{Format, ReadError, format, is_document};

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

/// The documents of an archive in the order of their names, each unpacked when it is asked for.
#[derive(Debug)]
pub struct Members<'a> {
    package: Package<'a>,
    /// Names, and positions in the package.
    wanted: std::vec::IntoIter<(String, usize)>,
}

impl<'a> Members<'a> {
    /// The files of an archive that may be documents. What lies in folders of operating systems (`__MACOSX/`), hidden files and
    /// files of other formats are passed over.
    pub(super) fn of(package: Package<'a>) -> Self {
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
        Self { package, wanted: wanted.into_iter() }
    }
}

impl Iterator for Members<'_> {
    type Item = Member;

    fn next(&mut self) -> Option<Member> {
        let (name, index) = self.wanted.next()?;
        let bytes = self.package.unpack(index, &name);
        let nested = bytes.as_ref().is_ok_and(|bytes| format(&name, bytes) == Ok(Format::Archive));
        Some(Member { bytes: if nested { Err(ReadError::Nested) } else { bytes }, name })
    }
}

/// Names are UTF-8 when they are valid as such; Chinese Windows writes them in GBK.
fn decode_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}
