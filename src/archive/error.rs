//! What can be wrong with a data folder.

use std::io;
use std::path::{Path, PathBuf};

use super::manifest::FORMAT;

/// Why a data folder cannot be read or written. Nothing has been overwritten.
#[derive(Debug, thiserror::Error)]
pub enum ArchiveError {
    /// No graph has been built there.
    #[error("there is no graph in {}", folder.display())]
    None {
        /// The data folder.
        folder: PathBuf,
    },
    /// Made by a casegraph that came after this one.
    #[error("{} was made by casegraph {casegraph} (format {format}); this one reads formats up to {FORMAT}", path.display())]
    Newer {
        /// The manifest.
        path: PathBuf,
        /// Version of the program that wrote it.
        casegraph: String,
        /// Version of the format.
        format: u32,
    },
    /// A file is not what was written.
    #[error("{} is damaged: {what}", path.display())]
    Damaged {
        /// The file.
        path: PathBuf,
        /// How one can tell.
        what: String,
        /// What to do about it.
        help: String,
    },
    /// A copy is to go where something is.
    #[error("{} is not empty", folder.display())]
    Occupied {
        /// The folder.
        folder: PathBuf,
    },
    /// Another process writes to the folder.
    #[error("another casegraph is writing to {}", folder.display())]
    Locked {
        /// The data folder.
        folder: PathBuf,
    },
    /// The file system refused to read.
    #[error("{} cannot be read", path.display())]
    Read {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file system refused to write; the graph is as it was.
    #[error("{} cannot be written", path.display())]
    Write {
        /// The file or folder.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl ArchiveError {
    /// What the user can do about it.
    pub fn hint(&self) -> &str {
        match self {
            Self::None { .. } => "build one with `casegraph build`, or name another folder with --data",
            Self::Newer { .. } => "update casegraph, or name another folder with --data",
            Self::Damaged { help, .. } => help,
            Self::Occupied { .. } => "name a folder that is not there yet, or move this one aside",
            Self::Locked { .. } => {
                "wait until it is done (`casegraph serve` with a write token writes as long as it runs), or name another \
                 folder with --data"
            }
            Self::Read { .. } => "see that the folder is readable, or name another with --data",
            Self::Write { source, .. } if source.kind() == io::ErrorKind::StorageFull => {
                "make room on the disk and run the command again; the graph is as it was before"
            }
            Self::Write { .. } => "see that the folder is writable, or name another with --data",
        }
    }

    pub(super) fn reading(path: &Path, source: io::Error) -> Self {
        Self::Read { path: path.to_owned(), source }
    }

    pub(super) fn writing(path: &Path, source: io::Error) -> Self {
        Self::Write { path: path.to_owned(), source }
    }

    /// A contribution or text can be read again from the document it came from.
    pub(super) fn contribution(path: &Path, source: &str, what: &str) -> Self {
        let help = format!("run `casegraph build` with {source} to read it again");
        Self::Damaged { path: path.to_owned(), what: what.to_owned(), help }
    }
}
