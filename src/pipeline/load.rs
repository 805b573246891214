//! A file → what its reader yields, with what the file beside it says.

use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use crate::archive::RawFile;
use crate::diagnostic::Diagnostics;
use crate::document::read::{self, Member, Members, ReadError};
use crate::document::sidecar::{self, Sidecar};
use crate::document::{Content, hex};

/// Why there is nothing to read in a file.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub struct Refusal {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: &'static str,
}

impl From<ReadError> for Refusal {
    fn from(error: ReadError) -> Self {
        Self { message: error.to_string(), hint: error.hint() }
    }
}

/// A file with what stands beside it.
pub(super) struct File {
    path: PathBuf,
    bytes: Vec<u8>,
    sidecar: Sidecar,
    /// The sidecar file as it was read, where there is one.
    pub(super) sidecar_raw: Option<RawFile>,
}

impl File {
    /// Reads the bytes of a file, and its sidecar file.
    pub(super) fn read(path: &Path, remarks: &mut Diagnostics) -> Result<Self, Refusal> {
        let bytes =
            fs::read(path).map_err(|error| Refusal { message: error.to_string(), hint: "see that you may read it" })?;
        let (sidecar, sidecar_raw) = sidecar_of(path, remarks);
        Ok(Self { path: path.to_owned(), bytes, sidecar, sidecar_raw })
    }

    /// Whether it is an archive of documents.
    pub(super) fn is_archive(&self) -> Result<bool, Refusal> {
        Ok(read::is_archive(&self.name(), &self.bytes)?)
    }

    /// The files in it, where it is an archive.
    pub(super) fn members(&self) -> Result<Option<Members<'_>>, Refusal> {
        Ok(read::members(&self.name(), &self.bytes)?)
    }

    pub(super) fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// The name of the encoding that its sidecar file gives.
    pub(super) fn encoding(&self) -> Option<&str> {
        self.sidecar.encoding.as_deref()
    }

    /// What the reader of the format yields of `bytes`: the file's, or those of a member.
    pub(super) fn content(
        &self,
        member: Option<&str>,
        bytes: &[u8],
        encoding: Option<&str>,
        remarks: &mut Diagnostics,
    ) -> Result<Content, Refusal> {
        let name = self.name();
        let mut content = read::content(member.unwrap_or(&name), bytes, encoding)?;
        let mut about = self.sidecar.about.clone();
        if member.is_some() {
            // An archive has a title of its own, which is not that of each document in it.
            about.title = None;
        }
        about.or(std::mem::take(&mut content.about));
        content.about = about;
        for remark in &content.remarks {
            remarks.note(place(&self.path, member), remark.clone());
        }
        Ok(content)
    }

    pub(super) fn name(&self) -> String {
        self.path.file_name().unwrap_or_default().to_string_lossy().into_owned()
    }
}

/// One document: what its reader yields.
pub fn load(file: &Path, encoding: Option<&str>, remarks: &mut Diagnostics) -> Result<Content, Refusal> {
    let file = File::read(file, remarks)?;
    file.content(None, &file.bytes, encoding.or(file.encoding()), remarks)
}

/// The documents of a file, of an archive each, by name; what cannot be read is reported.
pub fn load_all(file: &Path, remarks: &mut Diagnostics) -> Vec<(String, Content)> {
    let mut found = Vec::new();
    let report = |member: Option<&str>, refusal: Refusal, remarks: &mut Diagnostics| {
        remarks.error(place(file, member), refusal.message, refusal.hint);
    };
    let opened = match File::read(file, remarks) {
        Ok(opened) => opened,
        Err(refusal) => {
            report(None, refusal, remarks);
            return found;
        }
    };
    let encoding = opened.encoding();
    match opened.members() {
        Err(refusal) => report(None, refusal, remarks),
        Ok(None) => match opened.content(None, opened.bytes(), encoding, remarks) {
            Ok(content) => found.push((opened.name(), content)),
            Err(refusal) => report(None, refusal, remarks),
        },
        Ok(Some(members)) => {
            for Member { name, bytes } in members {
                let content = bytes.map_err(Refusal::from);
                match content.and_then(|bytes| opened.content(Some(&name), &bytes, encoding, remarks)) {
                    Ok(content) => found.push((name, content)),
                    Err(refusal) => report(Some(&name), refusal, remarks),
                }
            }
        }
    }
    found
}

/// What messages call a file, or a file in an archive.
pub(super) fn place(file: &Path, member: Option<&str>) -> String {
    let file = file.display();
    member.map_or_else(|| file.to_string(), |member| format!("{file}/{member}"))
}

/// Identity of a file's bytes.
pub(super) fn raw(bytes: &[u8]) -> RawFile {
    RawFile { sha256: hex(&Sha256::digest(bytes)), bytes: bytes.len() as u64 }
}

fn sidecar_of(file: &Path, remarks: &mut Diagnostics) -> (Sidecar, Option<RawFile>) {
    let mut name = OsString::from(file.as_os_str());
    name.push(sidecar::ENDING);
    let path = PathBuf::from(name);
    let bytes = match fs::read(&path) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return (Sidecar::default(), None),
        Err(error) => {
            let message = format!("this cannot be read: {error}");
            remarks.warning(path.display().to_string(), message, "see that you may read it");
            return (Sidecar::default(), None);
        }
    };
    let text = String::from_utf8_lossy(&bytes);
    let (sidecar, faults) = Sidecar::read(text.trim_start_matches('\u{feff}'));
    for fault in faults {
        let hint = "mend the line; the document is read without it";
        remarks.warning(format!("{}:{}", path.display(), fault.line), fault.message, hint);
    }
    let raw = raw(&bytes);
    (sidecar, Some(raw))
}
