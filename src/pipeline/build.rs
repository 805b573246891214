//! Documents → data folder, doing no more than is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::Serialize;

use super::curation::stale_rows;
use super::documents::{Known, Outcome, Reader, base, file_name, source_name};
use super::sources::{Sources, absolute};
use crate::archive::{ArchiveError, DocumentRecord, StaleRow, Writer};
use crate::curation::Curation;
use crate::diagnostic::Diagnostics;

/// What to build.
#[derive(Clone, Copy, Debug)]
pub struct Build<'a> {
    /// Documents, and folders of documents.
    pub paths: &'a [PathBuf],
    /// The data folder.
    pub data: &'a Path,
    /// The encoding the user says the files have.
    pub encoding: Option<&'a str>,
    /// Whether documents from elsewhere leave the graph.
    pub replace: bool,
    /// What people say of the documents: see [`super::curation_beside`].
    pub curation: &'a Curation,
}

/// What a build did. Documents are named by their source, in the order of the names.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct BuildReport {
    /// Read, because they are new or changed or were read by other rules.
    pub read: Vec<String>,
    /// Not read again, because nothing has changed.
    pub unchanged: Vec<String>,
    /// Could not be read; the diagnostics say why.
    pub failed: Vec<String>,
    /// Of these, the ones whose last good reading stays in the graph.
    pub kept: Vec<String>,
    /// No longer there, and so no longer in the graph.
    pub removed: Vec<String>,
    /// In the graph from other builds.
    pub elsewhere: usize,
    /// Whether the graph is another than before.
    pub changed: bool,
    /// Documents in the graph.
    pub documents: usize,
    /// Cases in the graph.
    pub cases: usize,
    /// Facts in the graph.
    pub facts: usize,
    /// Quads of all contributions; one that several documents make counts for each.
    pub quads: usize,
}

/// Brings a data folder up to date with documents. What has not changed is not read again, what fails is reported and
/// keeps its last good reading, what is gone from a folder leaves the graph; all at once, or on an error nothing.
/// `progress` is told how many documents of how many are done.
pub fn build(
    build: &Build<'_>,
    diagnostics: &mut Diagnostics,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<BuildReport, ArchiveError> {
    let sources = Sources::find(build.paths, diagnostics);
    if sources.files.is_empty() {
        return Ok(BuildReport::default());
    }
    let mut writer = Writer::open(build.data, diagnostics)?;
    build_into(&mut writer, build, &sources, diagnostics, progress)
}

/// The same, with the files found and the folder open.
pub fn build_into(
    writer: &mut Writer,
    build: &Build<'_>,
    sources: &Sources,
    diagnostics: &mut Diagnostics,
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<BuildReport, ArchiveError> {
    let old = writer.archive().documents().to_vec();
    let known: Known<'_> = old.iter().map(|record| (record.source.as_str(), record)).collect();
    let outcomes = read_all(&Reader { writer, build, known: &known }, &sources.files, progress)?;
    let mut report = BuildReport::default();
    let mut records = Vec::new();
    let mut seen: BTreeSet<_> = sources.files.iter().map(|file| source_name(file, build.data)).collect();
    let files = seen.clone();
    for (outcomes, remarks) in outcomes {
        diagnostics.append(remarks);
        for outcome in outcomes {
            seen.insert(outcome.source().to_owned());
            records.extend(report.add(outcome));
        }
    }
    // What was in an archive that was read, and is no longer, is gone as from a folder.
    let in_file = |source: &str| source.match_indices('/').any(|(at, _)| files.contains(&source[..at]));
    for record in old.iter().filter(|record| !seen.contains(&record.source)) {
        let covered = || sources.cover(&absolute(&base(build.data).join(&record.source)));
        if build.replace || in_file(&record.source) || covered() {
            report.removed.push(record.source.clone());
        } else {
            report.elsewhere += 1;
            records.push(record.clone());
        }
    }
    let stale = stale(build.curation, &seen, &records, diagnostics);
    report.finish(&mut records);
    report.changed = records != old;
    if report.changed || stale != writer.archive().stale_rows() {
        writer.commit(records, stale)?;
    } else {
        // A build that was killed after its commit may have left files behind.
        writer.sweep();
    }
    Ok(report)
}

/// Reads the files of a build, in their order, and what there is to say of each. Single files are read in parallel, then one
/// archive after another, each with its documents in parallel: a thread that waits for the rest of an archive would else open
/// the next one, and so hold them all.
fn read_all(
    reader: &Reader<'_>,
    files: &[PathBuf],
    progress: &(dyn Fn(usize, usize) + Sync),
) -> Result<Vec<(Vec<Outcome>, Diagnostics)>, ArchiveError> {
    let done = AtomicUsize::new(0);
    let step = || progress(done.fetch_add(1, Ordering::Relaxed) + 1, files.len());
    let single = |file: &PathBuf| {
        let mut remarks = Diagnostics::default();
        let outcomes = reader.file(file, &mut remarks)?.inspect(|_| step());
        Ok(outcomes.map(|outcomes| (outcomes, remarks)))
    };
    let singles = files.par_iter().map(single).collect::<Result<Vec<_>, ArchiveError>>()?;
    let archive = |file: &PathBuf| {
        let mut remarks = Diagnostics::default();
        let outcomes = reader.archive(file, &mut remarks)?;
        step();
        Ok((outcomes, remarks))
    };
    files.iter().zip(singles).map(|(file, single)| single.map_or_else(|| archive(file), Ok)).collect()
}

/// The rows of curation that did nothing to any document of this build, or could not be carried out in one.
fn stale(
    curation: &Curation,
    seen: &BTreeSet<String>,
    records: &[DocumentRecord],
    diagnostics: &mut Diagnostics,
) -> Vec<StaleRow> {
    if curation.rows().is_empty() {
        return Vec::new();
    }
    let mut looked_at = Vec::new();
    let mut applied = BTreeSet::new();
    let mut refused = BTreeMap::new();
    for record in records.iter().filter(|record| seen.contains(&record.source)) {
        looked_at.push((file_name(&record.source).to_owned(), record.document.clone()));
        applied.extend(record.curated.iter().cloned());
        refused.extend(record.refused.clone());
    }
    stale_rows(curation, &looked_at, (&applied, &refused), diagnostics)
}

impl BuildReport {
    /// Notes what became of a file; returns what the graph has of it.
    fn add(&mut self, outcome: Outcome) -> Option<DocumentRecord> {
        match outcome {
            Outcome::Read(record) => {
                self.read.push(record.source.clone());
                Some(record)
            }
            Outcome::Unchanged(record) => {
                self.unchanged.push(record.source.clone());
                Some(record)
            }
            Outcome::Failed { source, kept } => {
                self.kept.extend(kept.as_ref().map(|record| record.source.clone()));
                self.failed.push(source);
                kept
            }
        }
    }

    fn finish(&mut self, records: &mut [DocumentRecord]) {
        records.sort_by(|a, b| a.source.cmp(&b.source));
        for sources in [&mut self.read, &mut self.unchanged, &mut self.failed, &mut self.kept, &mut self.removed] {
            sources.sort();
        }
        self.documents = records.len();
        self.cases = records.iter().map(|record| record.cases).sum();
        self.facts = records.iter().map(|record| record.facts).sum();
        self.quads = records.iter().map(|record| record.quads).sum();
    }
}
