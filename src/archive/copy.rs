//! A data folder copied: backup and restore are the same thing.

use std::fs;
use std::io;
use std::path::Path;

use super::disk::{Disk, RealDisk};
use super::error::ArchiveError;
use super::manifest::Manifest;
use super::patches::PatchLog;
use super::{Archive, ProjectError, contribution_path, read_checked, text_path, with_archive};
use crate::diagnostic::Diagnostics;

/// Copies the graph of one folder into another, which must not be there yet or be empty; returns the number of documents.
/// Every file is checked as it is read. The source may be written to meanwhile: the copy is of one moment.
pub fn copy(source: &Path, target: &Path, diagnostics: &mut Diagnostics) -> Result<usize, ProjectError> {
    refuse_occupied(target)?;
    with_archive(source, diagnostics, |archive| Ok(copy_files(archive, target)?))
}

fn refuse_occupied(target: &Path) -> Result<(), ArchiveError> {
    match fs::read_dir(target).map(Iterator::count) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        Err(error) => Err(ArchiveError::reading(target, error)),
        Ok(0) => Ok(()),
        Ok(_) => Err(ArchiveError::Occupied { folder: target.to_owned() }),
    }
}

fn copy_files(archive: &Archive, target: &Path) -> Result<usize, ArchiveError> {
    let folders = [target.to_owned(), target.join("contributions"), target.join("texts")];
    for folder in &folders {
        fs::create_dir_all(folder).map_err(|error| ArchiveError::writing(folder, error))?;
    }
    let write = |path: &Path, bytes: &[u8]| {
        RealDisk.write(path, &|output| output.write_all(bytes)).map_err(|e| ArchiveError::writing(path, e))
    };
    for record in archive.documents() {
        let contribution = contribution_path(&archive.folder, &record.contribution);
        let content = read_checked(&contribution, &record.contribution, &record.source)?;
        write(&contribution_path(target, &record.contribution), &content)?;
        write(&text_path(target, &record.document), archive.text(record)?.as_bytes())?;
    }
    let log = archive.patches.whole_records()?;
    if !log.is_empty() {
        write(&PatchLog::path(target), &log)?;
    }
    // Last, because it makes the folder one that holds a graph.
    write(&Manifest::path(target), &archive.manifest.to_bytes())?;
    for folder in &folders {
        RealDisk.sync_folder(folder).map_err(|error| ArchiveError::writing(folder, error))?;
    }
    Ok(archive.documents().len())
}
