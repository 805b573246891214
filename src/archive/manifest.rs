//! The list of documents, and the format it is kept in.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::error::ArchiveError;
use crate::graph::across::NumberedTitle;

/// Version of the data folder's format that this program writes, and the newest it reads.
pub const FORMAT: u32 = 1;

/// What the data folder holds.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Manifest {
    pub(super) format: u32,
    /// Version of the program that wrote it.
    pub(super) casegraph: String,
    /// By source.
    pub(super) documents: Vec<DocumentRecord>,
    /// Rows of curation files that matched nothing when the documents were last built.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) stale: Vec<StaleRow>,
}

/// A row of a curation file that matched nothing or could not be carried out.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct StaleRow {
    /// The file, as the user named it.
    pub file: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// Why it did nothing.
    pub why: String,
}

/// One document of the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DocumentRecord {
    /// The file: relative to the folder the data folder is in where it lies below that, else absolute; `/` between.
    pub source: String,
    /// The file as it was read.
    pub raw: RawFile,
    /// The file beside it that says where it comes from, where there was one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub sidecar: Option<RawFile>,
    /// The encoding the user said it has, where they did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub encoding: Option<String>,
    /// SHA-256 of the normalised text: identity of the document, name of its text.
    pub document: String,
    /// SHA-256 of the contribution: its name.
    pub contribution: String,
    /// [`crate::graph::CONFIG_HASH`] of the program that read it.
    pub config: String,
    /// SHA-256 over the rows of curation that held for it, where there were any.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub curation: Option<String>,
    /// The rows of curation that did something to it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub curated: Vec<String>,
    /// Those of them that could not be carried out, and why.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub refused: BTreeMap<String, String>,
    /// Title of the document.
    pub title: String,
    /// The documents it cites with title and 文号.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub numbered: Vec<NumberedTitle>,
    /// Number of cases.
    pub cases: usize,
    /// Number of entities.
    pub entities: usize,
    /// Number of facts.
    pub facts: usize,
    /// Number of quads of the contribution.
    pub quads: usize,
}

/// A file as it was when it was read.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct RawFile {
    /// SHA-256 of its bytes, lower-case hex.
    pub sha256: String,
    /// Its length in bytes.
    pub bytes: u64,
}

/// The part of a manifest that every format has.
#[derive(Deserialize)]
struct Head {
    format: u32,
    casegraph: String,
}

impl Manifest {
    pub(super) fn new(mut documents: Vec<DocumentRecord>, mut stale: Vec<StaleRow>) -> Self {
        documents.sort_by(|a, b| a.source.cmp(&b.source));
        stale.sort();
        Self { format: FORMAT, casegraph: env!("CARGO_PKG_VERSION").to_owned(), documents, stale }
    }

    pub(super) fn path(folder: &Path) -> PathBuf {
        folder.join("manifest.json")
    }

    /// `None` where there is no manifest.
    pub(super) fn read(folder: &Path) -> Result<Option<Self>, ArchiveError> {
        let path = Self::path(folder);
        let bytes = match fs::read(&path) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(ArchiveError::reading(&path, error)),
        };
        let damaged = |error: serde_json::Error| ArchiveError::Damaged {
            path: path.clone(),
            what: error.to_string(),
            help: format!(
                "bring back a copy with `casegraph restore`, or move {} aside and build again (its patches.log holds \
                 what users wrote: put it into the new folder)",
                folder.display()
            ),
        };
        let Head { format, casegraph } = serde_json::from_slice(&bytes).map_err(damaged)?;
        if format > FORMAT {
            return Err(ArchiveError::Newer { path, casegraph, format });
        }
        serde_json::from_slice(&bytes).map(Some).map_err(damaged)
    }

    pub(super) fn to_bytes(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("strings and numbers are JSON");
        bytes.push(b'\n');
        bytes
    }
}
