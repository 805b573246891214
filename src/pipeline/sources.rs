//! What the user names → the files to read.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::Diagnostics;

/// The endings of files that are read.
const READ: [&str; 1] = ["txt"];

/// The endings of files that look like documents and are not read yet.
const NOT_YET: [&str; 15] =
    ["doc", "docx", "wps", "pdf", "htm", "html", "md", "rtf", "odt", "xls", "xlsx", "et", "ofd", "ppt", "pptx"];

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
    /// Looks for documents in files and folders. Hidden files and READMEs are passed over in silence, other formats with
    /// a warning; a file that is named itself is read whatever it is called.
    pub fn find(paths: &[PathBuf], diagnostics: &mut Diagnostics) -> Self {
        let mut sources = Self::default();
        for path in paths {
            match fs::metadata(path) {
                Ok(metadata) if metadata.is_dir() => sources.add_root(path, diagnostics),
                Ok(_) => sources.add_named(path, diagnostics),
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
                "put case documents into it as plain text (.txt)",
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
            if name.starts_with('.') || name.to_uppercase().starts_with("README") {
                continue;
            }
            if path.is_dir() {
                self.add_folder(&path, diagnostics);
            } else if READ.contains(&ending(&path).as_str()) {
                self.add_file(&path);
            } else {
                *self.passed.entry(ending(&path)).or_default() += 1;
            }
        }
    }

    fn add_named(&mut self, file: &Path, diagnostics: &mut Diagnostics) {
        let ending = ending(file);
        if NOT_YET.contains(&ending.as_str()) {
            diagnostics.error(
                file.display().to_string(),
                format!(".{ending} files are not read yet"),
                "save the document as plain text (.txt, UTF-8) and build that",
            );
        } else {
            self.add_file(file);
        }
    }

    fn add_file(&mut self, file: &Path) {
        if self.seen.insert(absolute(file)) {
            self.files.push(file.to_owned());
        }
    }

    fn report_passed(&self, diagnostics: &mut Diagnostics) {
        for (ending, count) in self.passed.iter().filter(|(ending, _)| NOT_YET.contains(&ending.as_str())) {
            let files = if *count == 1 { "file is" } else { "files are" };
            diagnostics.warning(
                format!(".{ending}"),
                format!("{count} {files} not read: this format is not read yet"),
                "save the documents as plain text (.txt, UTF-8) beside them",
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
