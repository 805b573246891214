//! The one process that changes a data folder.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use super::disk::{Content, Disk, RealDisk};
use super::error::ArchiveError;
use super::manifest::{DocumentRecord, Manifest, StaleRow};
use super::patches::PatchLog;
use super::{Archive, Hasher, contribution_path, digest_of, text_path};
use crate::diagnostic::Diagnostics;
use crate::graph::Contribution;
use crate::store::{Patch, PreparedUpdate, Store, StoreError};

/// A data folder that nobody else may change as long as this lives.
pub struct Writer {
    archive: Archive,
    disk: Box<dyn Disk>,
    temporary: AtomicU64,
    _lock: File,
}

/// What a document's files are called.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stored {
    /// SHA-256 of its text.
    pub document: String,
    /// SHA-256 of its contribution.
    pub contribution: String,
}

impl Writer {
    /// Opens a data folder for writing, making it where there is none. A patch that was not written to its end is cut
    /// off and reported.
    pub fn open(folder: &Path, diagnostics: &mut Diagnostics) -> Result<Self, ArchiveError> {
        Self::open_on(Box::new(RealDisk), folder, diagnostics)
    }

    /// The same on a disk of the caller's: for tests that let it fail.
    pub fn open_on(disk: Box<dyn Disk>, folder: &Path, diagnostics: &mut Diagnostics) -> Result<Self, ArchiveError> {
        // Before anything is made: a folder of a newer format is left as it is.
        Manifest::read(folder)?;
        for folder in [folder.to_owned(), folder.join("contributions"), folder.join("texts")] {
            fs::create_dir_all(&folder).map_err(|error| ArchiveError::writing(&folder, error))?;
        }
        let lock = lock(folder)?;
        // Another writer may have been at work until the lock was free.
        let manifest = Manifest::read(folder)?.unwrap_or_else(|| Manifest::new(Vec::new(), Vec::new()));
        let mut patches = PatchLog::read(folder, diagnostics)?;
        patches.cut(disk.as_ref())?;
        let archive = Archive { folder: folder.to_owned(), manifest, patches, digest: OnceLock::new() };
        Ok(Self { archive, disk, temporary: AtomicU64::new(0), _lock: lock })
    }

    /// What the folder holds.
    pub fn archive(&self) -> &Archive {
        &self.archive
    }

    /// Writes the files of a document. Nobody sees them before a [`commit`](Self::commit) names them.
    pub fn put(&self, text: &str, contribution: &Contribution) -> Result<Stored, ArchiveError> {
        let text: Content<'_> = &|output| output.write_all(text.as_bytes());
        let lines: Content<'_> = &|output| contribution.write_lines(output);
        let stored = Stored { document: digest(text), contribution: digest(lines) };
        self.put_file(&text_path(&self.archive.folder, &stored.document), text, &stored.document)?;
        self.put_file(&contribution_path(&self.archive.folder, &stored.contribution), lines, &stored.contribution)?;
        Ok(stored)
    }

    /// Makes these the documents of the graph, all at once, and then removes the files of those that are no longer.
    pub fn commit(&mut self, documents: Vec<DocumentRecord>, stale: Vec<StaleRow>) -> Result<(), ArchiveError> {
        let manifest = Manifest::new(documents, stale);
        let folder = self.archive.folder.clone();
        for folder in [folder.join("contributions"), folder.join("texts")] {
            self.disk.sync_folder(&folder).map_err(|error| ArchiveError::writing(&folder, error))?;
        }
        let bytes = manifest.to_bytes();
        self.replace(&Manifest::path(&folder), &|output| output.write_all(&bytes))?;
        self.disk.sync_folder(&folder).map_err(|error| ArchiveError::writing(&folder, error))?;
        self.archive.manifest = manifest;
        self.archive.digest = OnceLock::new();
        self.sweep();
        Ok(())
    }

    /// Carries out an update on the store, having recorded it first: when it cannot be recorded it is not made.
    pub fn update(&mut self, store: &Store, update: &PreparedUpdate) -> Result<Patch, StoreError> {
        let (patches, disk) = (&mut self.archive.patches, self.disk.as_ref());
        let record = |patch: &Patch| if patch.is_empty() { Ok(()) } else { patches.append(patch, disk) };
        let patch = store.update(update, record)?;
        store.stamp(self.archive.fingerprint());
        Ok(patch)
    }

    /// Makes a change on the store, having recorded it first: when it cannot be recorded it is not made.
    pub fn apply(&mut self, store: &Store, patch: &Patch) -> Result<(), StoreError> {
        if !patch.is_empty() {
            let recorded = self.archive.patches.append(patch, self.disk.as_ref());
            recorded.map_err(|error| StoreError::Record(Box::new(error)))?;
            store.apply(patch)?;
        }
        store.stamp(self.archive.fingerprint());
        Ok(())
    }

    /// A file named by its content is written once; a damaged one is put aside, not overwritten.
    fn put_file(&self, path: &Path, content: Content<'_>, sha256: &str) -> Result<(), ArchiveError> {
        match digest_of(path) {
            Ok(found) if found == sha256 => return Ok(()),
            Ok(_) => {
                let aside = path.with_extension("damaged");
                self.disk.rename(path, &aside).map_err(|error| ArchiveError::writing(&aside, error))?;
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => return Err(ArchiveError::reading(path, error)),
        }
        self.replace(path, content)
    }

    /// Writes under another name and then gives it the right one. Two threads may write one file: each has its own.
    fn replace(&self, path: &Path, content: Content<'_>) -> Result<(), ArchiveError> {
        let number = self.temporary.fetch_add(1, Ordering::Relaxed);
        let temporary = path.with_extension(format!("{number}.tmp"));
        self.disk.write(&temporary, content).map_err(|error| ArchiveError::writing(&temporary, error))?;
        self.disk.rename(&temporary, path).map_err(|error| ArchiveError::writing(path, error))
    }

    /// Removes what no document names: files of former documents, and what an interrupted build left behind. What cannot
    /// be removed is in nobody's way, and tried again by the next build.
    pub fn sweep(&self) {
        let folder = &self.archive.folder;
        let mut named = BTreeSet::new();
        for record in self.archive.documents() {
            named.insert(contribution_path(folder, &record.contribution));
            named.insert(text_path(folder, &record.document));
        }
        let swept = [
            (folder.join("contributions"), &["nq", "tmp"][..]),
            (folder.join("texts"), &["txt", "tmp"]),
            (folder.clone(), &["tmp"]),
        ];
        for (folder, endings) in swept {
            let ours = |path: &PathBuf| endings.iter().any(|ending| path.extension() == Some(OsStr::new(ending)));
            for path in list(&folder).into_iter().filter(|path| ours(path) && !named.contains(path)) {
                if self.disk.remove(&path).is_err() {
                    return;
                }
            }
        }
    }
}

/// SHA-256 of what is to be written, lower-case hex.
fn digest(content: Content<'_>) -> String {
    let mut hasher = Hasher::default();
    content(&mut hasher).expect("a digest takes everything");
    hasher.finish()
}

/// The files of a folder, in order.
fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let mut files: Vec<_> = entries.map(|entry| entry.path()).collect();
    files.sort();
    files
}

fn lock(folder: &Path) -> Result<File, ArchiveError> {
    let path = folder.join("lock");
    let file = OpenOptions::new().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| ArchiveError::writing(&path, error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => Err(ArchiveError::Locked { folder: folder.to_owned() }),
        Err(TryLockError::Error(error)) => Err(ArchiveError::writing(&path, error)),
    }
}
