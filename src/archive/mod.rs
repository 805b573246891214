//! The data folder: the truth of which the [`Store`] is a projection.
//!
//! ```text
//! manifest.json            which documents there are, and which contribution each has; replaced atomically
//! contributions/<sha>.nq   what one document adds to the graph: sorted N-Quads, named by their content
//! texts/<sha>.txt          the normalised text in which its evidence counts
//! patches.log              what users wrote, in the order they wrote it; only ever appended to
//! lock                     held by the one process that writes
//! ```
//!
//! Nothing is visible before the manifest names it and nothing is removed before a manifest without it is on disk, so
//! that a process killed at any moment leaves the graph before or the graph after. Every file is checked when it is
//! read; a damaged one is named, with what to do, and never overwritten.

mod copy;
mod disk;
mod error;
mod manifest;
mod patches;
mod writer;

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufReader};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::time::SystemTime;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;
use sha2::{Digest, Sha256};

pub use self::copy::copy;
pub use self::disk::{Content, Disk, RealDisk};
pub use self::error::ArchiveError;
pub use self::manifest::{DocumentRecord, FORMAT, RawFile, StaleRow};
pub use self::writer::{Stored, Writer};

use self::manifest::Manifest;
use self::patches::PatchLog;
use crate::diagnostic::Diagnostics;
use crate::document::hex;
use crate::graph::across::Joins;
use crate::store::{Patch, Store, StoreError};

/// A reader tries so often again when a writer has replaced the manifest under it.
const RETRIES: usize = 5;

/// Length and time of a file; none where there is no file.
type FileStamp = Option<(u64, Option<SystemTime>)>;

/// Stands for the state of a data folder: two that differ are of different states.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    manifest: FileStamp,
    patches: FileStamp,
}

/// A data folder as it was when it was opened.
#[derive(Clone, Debug)]
pub struct Archive {
    folder: PathBuf,
    manifest: Manifest,
    patches: PatchLog,
    /// Over the names of the contributions, once somebody has asked: a write must not go through all of them.
    digest: OnceLock<Sha256>,
}

impl Archive {
    /// Reads manifest and patch log. A record of the log that was not written to its end is left out and reported.
    pub fn open(folder: &Path, diagnostics: &mut Diagnostics) -> Result<Self, ArchiveError> {
        let manifest = Manifest::read(folder)?.ok_or_else(|| ArchiveError::None { folder: folder.to_owned() })?;
        let patches = PatchLog::read(folder, diagnostics)?;
        Ok(Self { folder: folder.to_owned(), manifest, patches, digest: OnceLock::new() })
    }

    /// What the files say that change with the archive, without reading them.
    pub fn stamp(folder: &Path) -> Stamp {
        let of = |path: PathBuf| fs::metadata(path).ok().map(|file| (file.len(), file.modified().ok()));
        Stamp { manifest: of(Manifest::path(folder)), patches: of(PatchLog::path(folder)) }
    }

    /// Whether a folder holds an archive, of whatever format and in whatever state.
    pub fn exists(folder: &Path) -> bool {
        Manifest::path(folder).exists()
    }

    /// The data folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The documents, by source.
    pub fn documents(&self) -> &[DocumentRecord] {
        &self.manifest.documents
    }

    /// The rows of curation files that matched nothing in the last build.
    pub fn stale_rows(&self) -> &[StaleRow] {
        &self.manifest.stale
    }

    /// What users wrote, oldest first.
    pub fn patches(&self) -> &[Patch] {
        self.patches.patches()
    }

    /// The document whose digest begins so; `doc-` before it may be left out. `None` when there is none or more than one.
    pub fn document(&self, id: &str) -> Option<&DocumentRecord> {
        let digits = id.strip_prefix("doc-").unwrap_or(id);
        let mut found = self.documents().iter().filter(|record| record.document.starts_with(digits));
        let first = found.next().filter(|_| digits.len() >= 6)?;
        found.all(|other| other.document == first.document).then_some(first)
    }

    /// The normalised text of a document.
    pub fn text(&self, record: &DocumentRecord) -> Result<String, ArchiveError> {
        let path = text_path(&self.folder, &record.document);
        let bytes = read_checked(&path, &record.document, &record.source)?;
        Ok(String::from_utf8(bytes).expect("its digest is that of a string"))
    }

    /// The quads that a document adds to the graph, read as they are asked for.
    pub fn contribution(
        &self,
        record: &DocumentRecord,
    ) -> Result<impl Iterator<Item = Result<Quad, ArchiveError>> + use<>, ArchiveError> {
        let path = contribution_path(&self.folder, &record.contribution);
        check(&path, &record.contribution, &record.source)?;
        let file = File::open(&path).map_err(|error| ArchiveError::reading(&path, error))?;
        let quads = RdfParser::from_format(RdfFormat::NQuads).for_reader(BufReader::new(file));
        let source = record.source.clone();
        Ok(quads.map(move |quad| quad.map_err(|error| ArchiveError::contribution(&path, &source, &error.to_string()))))
    }

    /// Whether the files of a document are there and whole.
    pub fn is_whole(&self, record: &DocumentRecord) -> bool {
        let contribution = contribution_path(&self.folder, &record.contribution);
        check(&contribution, &record.contribution, &record.source).is_ok()
            && check(&text_path(&self.folder, &record.document), &record.document, &record.source).is_ok()
    }

    /// Puts all contributions and then all patches into a store.
    pub fn project(&self, store: &Store) -> Result<(), ProjectError> {
        let mut joins = Joins::new(self.documents().iter().flat_map(|record| &record.numbered));
        let quads = self.contributions().map(|quad| Ok::<_, ProjectError>(joins.apply(quad?)));
        store.try_load(quads)?;
        store.load(joins.finish())?;
        for patch in self.patches() {
            store.apply(patch)?;
        }
        store.stamp(self.fingerprint());
        Ok(())
    }

    /// A number that follows from the content: the same for the same contributions and patches.
    pub fn fingerprint(&self) -> u64 {
        let contributions = self.digest.get_or_init(|| {
            let mut digest = Sha256::new_with_prefix(crate::graph::CONFIG_HASH);
            self.by_contribution().keys().for_each(|contribution| digest.update(contribution));
            digest
        });
        let mut digest = contributions.clone();
        digest.update(self.patches.digest());
        let digest = digest.finalize();
        u64::from_be_bytes(digest[..8].try_into().expect("a digest has 32 bytes"))
    }

    /// Each contribution once, however many files have the same text.
    fn contributions(&self) -> impl Iterator<Item = Result<Quad, ArchiveError>> {
        self.by_contribution().into_values().flat_map(|record| {
            let (quads, error) = match self.contribution(record) {
                Ok(quads) => (Some(quads), None),
                Err(error) => (None, Some(Err(error))),
            };
            quads.into_iter().flatten().chain(error)
        })
    }

    fn by_contribution(&self) -> BTreeMap<&str, &DocumentRecord> {
        self.documents().iter().map(|record| (record.contribution.as_str(), record)).collect()
    }
}

/// Why an archive could not be projected into a store.
#[derive(Debug, thiserror::Error)]
pub enum ProjectError {
    /// A file of the archive.
    #[error(transparent)]
    Archive(#[from] ArchiveError),
    /// The store.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Opens an archive and does something with it; when a writer has meanwhile replaced what it names, does it again.
pub fn with_archive<T>(
    folder: &Path,
    diagnostics: &mut Diagnostics,
    mut work: impl FnMut(&Archive) -> Result<T, ProjectError>,
) -> Result<T, ProjectError> {
    for _ in 0..RETRIES {
        let archive = Archive::open(folder, diagnostics)?;
        match work(&archive) {
            Err(ProjectError::Archive(ArchiveError::Damaged { .. }))
                if Manifest::read(folder)?.is_some_and(|now| now != archive.manifest) => {}
            result => return result,
        }
    }
    work(&Archive::open(folder, diagnostics)?)
}

fn contribution_path(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("contributions").join(format!("{sha256}.nq"))
}

fn text_path(folder: &Path, sha256: &str) -> PathBuf {
    folder.join("texts").join(format!("{sha256}.txt"))
}

/// The content of a file that is named by its digest.
fn read_checked(path: &Path, sha256: &str, source: &str) -> Result<Vec<u8>, ArchiveError> {
    check(path, sha256, source)?;
    fs::read(path).map_err(|error| ArchiveError::reading(path, error))
}

/// Whether a file that is named by its digest is there and whole.
fn check(path: &Path, sha256: &str, source: &str) -> Result<(), ArchiveError> {
    match digest_of(path) {
        Ok(found) if found == sha256 => Ok(()),
        Ok(_) => Err(ArchiveError::contribution(path, source, "its content is not what its name says")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(ArchiveError::contribution(path, source, "it is not there"))
        }
        Err(error) => Err(ArchiveError::reading(path, error)),
    }
}

/// SHA-256 of a file, lower-case hex, without holding all of it.
fn digest_of(path: &Path) -> io::Result<String> {
    let mut hasher = Hasher::default();
    io::copy(&mut File::open(path)?, &mut hasher)?;
    Ok(hasher.finish())
}

/// A digest that can be written to.
#[derive(Default)]
struct Hasher(Sha256);

impl Hasher {
    fn finish(self) -> String {
        hex(&self.0.finalize())
    }
}

impl io::Write for Hasher {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.update(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
