//! What the user names → the files to read.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::Diagnostics;
use crate::document::read::{ENDINGS, FOREIGN};
use crate::document::sidecar;

/// The documents among what the user named.
#[derive(Clone, Debug, Default)]
pub struct Sources {
    /// The files to read, each once, in the order of the arguments and within a folder by name.
    pub files: Vec<PathBuf>,
    /// The folders that were looked through to the end, absolute.
    pub folders: Vec<PathBuf>,
    /// The folders that could not be read, absolute: nothing is known of what is in them.
    pub unread: Vec<PathBuf>,
    /// Files passed over, by ending.
    passed: BTreeMap<String, usize>,
    seen: BTreeSet<PathBuf>,
}

impl Sources {
    /// Looks for documents in files and folders. Hidden files, READMEs and sidecar files are passed over in silence, formats
    /// that are not read with a warning; a file that is named itself is read whatever it is called.
    pub fn find(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Self {
        let mut sources = Self::default();
        for path in paths {
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => sources.add_root(path, diagnostics),
                Ok(_) => sources.add_file(path),
                Err(error) if error.kind() == io::ErrorKind::NotFound => diagnostics.error(
                    path.display().to_string(),
                    "there is no such file or folder",
                    "check the name, and the folder the command is run in",
                ),
                Err(error) => unreadable(path, &error, diagnostics),
            }
        }
        sources.report_passed(diagnostics);
        sources
    }

    /// Whether a file, given absolute, would have been found if it were there.
    pub fn cover(&self, file: &Path) -> bool {
        let within = |folders: &[PathBuf]| folders.iter().any(|folder| file.starts_with(folder));
        within(&self.folders) && !within(&self.unread)
    }

    fn add_root(&mut self, folder: &Path, diagnostics: &mut Diagnostics) {
        let (before, errors) = (self.files.len(), self.unread.len());
        self.add_folder(folder, diagnostics);
        if self.files.len() == before && self.unread.len() == errors {
            let found = self.passed_over();
            let found = if found.is_empty() { String::new() } else { format!(" (there is {found})") };
            diagnostics.error(
                folder.display().to_string(),
                format!("there are no documents in this folder{found}"),
                "put case documents into it (.docx, .pdf, .html, .xlsx, .md, .txt or .zip)",
            );
        } else {
            self.folders.push(absolute(folder));
        }
    }

    fn add_folder(&mut self, folder: &Path, diagnostics: &mut Diagnostics) {
        // A link may lead back to a folder around it.
        if !self.seen.insert(fs::canonicalize(folder).unwrap_or_else(|_| absolute(folder))) {
            return;
        }
        let entries = fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
        let mut entries = match entries {
            Ok(entries) => entries,
            Err(error) => {
                self.unread.push(absolute(folder));
                return unreadable(folder, &error, diagnostics);
            }
        };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (path, name) = (entry.path(), entry.file_name().to_string_lossy().into_owned());
            let upper = name.to_uppercase();
            if name.starts_with('.') || upper.starts_with("README") || name.ends_with(sidecar::ENDING) {
                continue;
            }
            if path.is_dir() {
                self.add_folder(&path, diagnostics);
            } else if ENDINGS.contains(&ending(&path).as_str()) {
                self.add_file(&path);
            } else {
                *self.passed.entry(ending(&path)).or_default() += 1;
            }
        }
    }

    fn add_file(&mut self, file: &Path) {
        if self.seen.insert(absolute(file)) {
            self.files.push(file.to_owned());
        }
    }

    fn report_passed(&self, diagnostics: &mut Diagnostics) {
        for (ending, count) in self.passed.iter().filter(|(ending, _)| FOREIGN.contains(&ending.as_str())) {
            let files = if *count == 1 { "file is" } else { "files are" };
            diagnostics.warning(
                format!(".{ending}"),
                format!("{count} {files} not read: this format is not read"),
                "convert them and put the copies beside them: soffice --headless --convert-to docx FILE, or save as .docx in Word or WPS",
            );
        }
    }

    /// `2 .docx, 1 .tsv`
    fn passed_over(&self) -> String {
        let of_ending = |(ending, count): (&String, &usize)| match ending.as_str() {
            "" => format!("{count} without ending"),
            ending => format!("{count} .{ending}"),
        };
        self.passed.iter().map(of_ending).collect::<Vec<_>>().join(", ")
    }
}

/// The path from the root, without `.` and `..`; links are not followed.
pub(super) fn absolute(path: &Path) -> PathBuf {
    let mut clean = PathBuf::new();
    for component in std::path::absolute(path).unwrap_or_else(|_| path.to_owned()).components() {
        match component {
            Component::ParentDir => drop(clean.pop()),
            Component::CurDir => {}
            other => clean.push(other),
        }
    }
    clean
}

fn ending(path: &Path) -> String {
    path.extension().map(OsStr::to_string_lossy).unwrap_or_default().to_lowercase()
}

fn unreadable(path: &Path, error: &io::Error, diagnostics: &mut Diagnostics) {
    diagnostics.error(path.display().to_string(), format!("this cannot be read: {error}"), "see that you may read it");
}
