//! Documents → data folder, doing no more than is needed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};

use rayon::prelude::*;
use serde::Serialize;
use sha2::{Digest, Sha256};

use super::curation::{report_refused, stale_rows};
use super::sources::{Sources, absolute};
use super::{Reading, read_curated};
use crate::archive::{ArchiveError, DocumentRecord, RawFile, StaleRow, Writer};
use crate::curation::{Curation, Row, digest};
use crate::diagnostic::Diagnostics;
use crate::document::{self, Document, hex};
use crate::graph::{self, across::NumberedTitle};
use crate::lexicon::Lexicon;
use crate::resolve::{Detail, PolicyDetail};

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

/// What became of one file.
enum Outcome {
    Read(DocumentRecord),
    Unchanged(DocumentRecord),
    Failed { source: String, kept: Option<DocumentRecord> },
}

/// Why there is nothing to read in a file.
struct Refusal {
    message: String,
    hint: &'static str,
}

/// The documents of the last build, by source.
type Known<'a> = BTreeMap<&'a str, &'a DocumentRecord>;

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
    let done = AtomicUsize::new(0);
    let read = |file: &PathBuf| {
        let mut remarks = Diagnostics::default();
        let outcome = read_file(writer, build, &known, file, &mut remarks);
        progress(done.fetch_add(1, Ordering::Relaxed) + 1, sources.files.len());
        outcome.map(|outcome| (outcome, remarks))
    };
    let outcomes = sources.files.par_iter().map(read).collect::<Result<Vec<_>, ArchiveError>>()?;
    let mut report = BuildReport::default();
    let mut records = Vec::new();
    for (outcome, remarks) in outcomes {
        diagnostics.append(remarks);
        records.extend(report.add(outcome));
    }
    let seen: BTreeSet<_> = sources.files.iter().map(|file| source_name(file, build.data)).collect();
    for record in old.iter().filter(|record| !seen.contains(&record.source)) {
        if build.replace || sources.cover(&absolute(&base(build.data).join(&record.source))) {
            report.removed.push(record.source.clone());
        } else {
            report.elsewhere += 1;
            records.push(record.clone());
        }
    }
    let stale = stale(build.curation, &sources.files, &records, build.data, diagnostics);
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

/// The rows of curation that did nothing to any document of this build.
fn stale(
    curation: &Curation,
    files: &[PathBuf],
    records: &[DocumentRecord],
    data: &Path,
    diagnostics: &mut Diagnostics,
) -> Vec<StaleRow> {
    if curation.rows().is_empty() {
        return Vec::new();
    }
    let by_source: BTreeMap<&str, &DocumentRecord> =
        records.iter().map(|record| (record.source.as_str(), record)).collect();
    let mut looked_at = Vec::new();
    let mut applied = BTreeSet::new();
    for file in files {
        if let Some(record) = by_source.get(source_name(file, data).as_str()) {
            looked_at.push((file_name(file), record.document.clone()));
            applied.extend(record.curated.iter().cloned());
        }
    }
    stale_rows(curation, &looked_at, &applied, diagnostics)
}

fn read_file(
    writer: &Writer,
    build: &Build<'_>,
    known: &Known<'_>,
    file: &Path,
    remarks: &mut Diagnostics,
) -> Result<Outcome, ArchiveError> {
    let source = source_name(file, build.data);
    let old = known.get(source.as_str()).copied();
    let encoding = build.encoding.or(old.and_then(|record| record.encoding.as_deref()));
    let (raw, reading) = match read_anew(writer, build, file, old, encoding) {
        Ok((_, None)) => return Ok(Outcome::Unchanged(old.expect("only what is known can be unchanged").clone())),
        Ok((raw, Some(reading))) => (raw, reading),
        Err(Refusal { message, hint }) => {
            remarks.error(file.display().to_string(), message, hint);
            if old.is_some() {
                remarks.note(file.display().to_string(), "its last good reading stays in the graph");
            }
            return Ok(Outcome::Failed { source, kept: old.cloned() });
        }
    };
    let rows = build.curation.of(&reading.document);
    report_refused(&rows, &reading.applied, remarks);
    let quads = reading.contribution(Lexicon::builtin());
    let stored = writer.put(reading.document.text.as_str(), &quads)?;
    Ok(Outcome::Read(DocumentRecord {
        source,
        raw,
        encoding: encoding.map(ToOwned::to_owned),
        document: stored.document,
        contribution: stored.contribution,
        config: graph::CONFIG_HASH.to_owned(),
        curation: digest(&rows),
        curated: reading.applied.rows.iter().cloned().collect(),
        title: graph::title(&reading.document),
        numbered: numbered_titles(&reading),
        cases: reading.document.cases.len(),
        entities: reading.entities.len(),
        facts: reading.facts.len(),
        quads: quads.len(),
    }))
}

/// The documents that a text cites with title and 文号.
fn numbered_titles(reading: &Reading) -> Vec<NumberedTitle> {
    let numbered = reading.entities.iter().filter_map(|entity| {
        let Detail::Policy(PolicyDetail { doc_number: Some(number), .. }) = &entity.detail else { return None };
        (entity.name != *number).then(|| NumberedTitle { title: entity.name.clone(), number: number.clone() })
    });
    numbered.collect()
}

/// Reads a file, or nothing of it where its last reading still holds.
fn read_anew(
    writer: &Writer,
    build: &Build<'_>,
    file: &Path,
    old: Option<&DocumentRecord>,
    encoding: Option<&str>,
) -> Result<(RawFile, Option<Reading>), Refusal> {
    let bytes = fs::read(file).map_err(|error| Refusal {
        message: format!("this cannot be read: {error}"),
        hint: "see that you may read it",
    })?;
    let raw = RawFile { sha256: hex(&Sha256::digest(&bytes)), bytes: bytes.len() as u64 };
    let holds = |record: &&DocumentRecord| {
        record.raw == raw
            && record.encoding.as_deref() == encoding
            && record.config == graph::CONFIG_HASH
            && record.curation == digest(&build.curation.of_file(&file_name(file), &record.document))
    };
    if old.filter(holds).is_some_and(|record| writer.archive().is_whole(record)) {
        return Ok((raw, None));
    }
    let text = document::read::text(&bytes, encoding)
        .map_err(|error| Refusal { message: error.to_string(), hint: error.hint() })?;
    let document = Document::new(file_name(file), text, Lexicon::builtin());
    let rows: Vec<&Row> = build.curation.of(&document);
    let reading = read_curated(document, Lexicon::builtin(), &rows);
    if reading.has_no_case() {
        let hint = "a case has a title and a text; `casegraph text` shows what is read from the file";
        return Err(Refusal { message: "there is no case in it".to_owned(), hint });
    }
    Ok((raw, Some(reading)))
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

/// The name of a file without its folder.
fn file_name(file: &Path) -> String {
    file.file_name().unwrap_or_default().to_string_lossy().into_owned()
}

/// What sources are named from: the folder around the data folder, so that both can move together.
fn base(data: &Path) -> PathBuf {
    let data = absolute(data);
    data.parent().map(Path::to_owned).unwrap_or(data)
}

/// The name of a file in the manifest.
fn source_name(file: &Path, data: &Path) -> String {
    let file = absolute(file);
    let named = file.strip_prefix(base(data)).unwrap_or(&file);
    named.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
