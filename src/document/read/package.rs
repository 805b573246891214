//! Zip archives, opened with care: the format under .docx and .xlsx, and archives of documents.
//!
//! Sizes are bounded by what really comes out, not by what the archive says of itself.

use std::io::{Cursor, Read};

use zip::ZipArchive;
use zip::result::ZipError;

use super::ReadError;

/// Most bytes that are unpacked of one archive, all parts together.
const MOST_BYTES: u64 = 512 << 20;

/// Most bytes of one part.
const MOST_OF_PART: u64 = 256 << 20;

/// Most parts.
const MOST_PARTS: usize = 10_000;

/// How many times larger than packed a part may be, and from which size that is looked at: text packs 3 to 20 times,
/// a sheet of empty cells 60 times, a bomb 1000 times.
const MOST_RATIO: u64 = 200;
const RATIO_FROM: u64 = 8 << 20;

/// An open archive.
#[derive(Debug)]
pub(super) struct Package<'a> {
    /// What the user calls the file: `.docx file`.
    format: &'static str,
    archive: ZipArchive<Cursor<&'a [u8]>>,
    unpacked: u64,
}

impl<'a> Package<'a> {
    /// Opens an archive; `format` is what messages call it.
    pub(super) fn open(bytes: &'a [u8], format: &'static str) -> Result<Self, ReadError> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| ReadError::Damaged {
            format,
            what: "it is cut off or not packed as it should be (no list of its parts at the end)".to_owned(),
        })?;
        if archive.len() > MOST_PARTS {
            let what = format!("it has {} parts, more than {MOST_PARTS}", archive.len());
            return Err(ReadError::TooLarge { format, what });
        }
        Ok(Self { format, archive, unpacked: 0 })
    }

    /// Number of parts, folders among them.
    pub(super) fn len(&self) -> usize {
        self.archive.len()
    }

    /// Whether there is a part of this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.archive.index_for_name(name).is_some()
    }

    /// Whether a part's name begins so.
    pub(super) fn has_in(&self, folder: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(folder.as_bytes()))
    }

    /// Unpacks a part; `None` where there is none.
    pub(super) fn part(&mut self, name: &str) -> Result<Option<Vec<u8>>, ReadError> {
        self.archive.index_for_name(name).map(|index| self.unpack(index, name)).transpose()
    }

    /// The name of a part as its bytes stand in the archive; `None` for a folder.
    pub(super) fn name(&self, index: usize) -> Option<Vec<u8>> {
        let entry = self.archive.by_index_data(index).ok()?;
        Some(entry.name_raw().to_vec()).filter(|raw| !raw.ends_with(b"/"))
    }

    /// Unpacks a part by its position.
    pub(super) fn unpack(&mut self, index: usize, name: &str) -> Result<Vec<u8>, ReadError> {
        let format = self.format;
        let damaged = |what: String| ReadError::Damaged { format, what };
        let mut part = self.archive.by_index(index).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                ReadError::Protected(format)
            }
            error => damaged(format!("{name} cannot be unpacked ({error})")),
        })?;
        let packed = part.compressed_size().max(1);
        let bound = MOST_OF_PART.min(MOST_BYTES - self.unpacked).min(RATIO_FROM.max(packed.saturating_mul(MOST_RATIO)));
        let mut content = Vec::new();
        let read = (&mut part).take(bound + 1).read_to_end(&mut content);
        if content.len() as u64 > bound {
            let what = format!("{name} unpacks from {packed} to more than {bound} bytes, as a zip bomb does");
            return Err(ReadError::TooLarge { format, what });
        }
        read.map_err(|error| damaged(format!("{name} cannot be unpacked ({error})")))?;
        self.unpacked += content.len() as u64;
        Ok(content)
    }
}
