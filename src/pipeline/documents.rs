//! One file of a build → what the graph has of its documents, reading no more than has changed.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use rayon::iter::{ParallelBridge, ParallelIterator};

use super::build::Build;
use super::load::{File, Refusal, place, raw};
use super::sources::absolute;
use super::{Reading, read_curated};
use crate::archive::{ArchiveError, DocumentRecord, Writer};
use crate::curation::{Row, digest};
use crate::diagnostic::Diagnostics;
use crate::document::read::Member;
use crate::document::{Content, Document};
use crate::graph::{self, across::NumberedTitle};
use crate::lexicon::Lexicon;
use crate::resolve::{Detail, PolicyDetail};

/// What became of one document.
pub(super) enum Outcome {
    /// It is new, or changed, or was read by other rules.
    Read(DocumentRecord),
    /// Its last reading holds.
    Unchanged(DocumentRecord),
    /// It could not be read; its last good reading, where there was one, stays.
    Failed { source: String, kept: Option<DocumentRecord> },
}

/// The documents of the last build, by source.
pub(super) type Known<'a> = BTreeMap<&'a str, &'a DocumentRecord>;

/// Reads files against what is known from the last build.
pub(super) struct Reader<'a> {
    pub(super) writer: &'a Writer,
    pub(super) build: &'a Build<'a>,
    pub(super) known: &'a Known<'a>,
}

/// One document to read: a file, or a file in an archive.
struct Piece<'a> {
    file: &'a File,
    member: Option<&'a str>,
    bytes: &'a [u8],
}

impl Reader<'_> {
    /// The document of a file; `None` where it is an archive, whose documents [`Reader::archive`] reads.
    pub(super) fn file(&self, path: &Path, remarks: &mut Diagnostics) -> Result<Option<Vec<Outcome>>, ArchiveError> {
        let source = source_name(path, self.build.data);
        match File::read(path, remarks).and_then(|file| Ok((file.is_archive()?, file))) {
            Ok((true, _)) => Ok(None),
            Ok((false, file)) => {
                let piece = Piece { file: &file, member: None, bytes: file.bytes() };
                Ok(Some(vec![self.document(source, path, &piece, remarks)?]))
            }
            Err(refusal) => Ok(Some(self.failed_file(&source, path, refusal, remarks))),
        }
    }

    /// The documents of an archive, read in parallel. They are unpacked one by one, as threads come to them, so that no more of
    /// them are held at a time than there are threads.
    pub(super) fn archive(&self, path: &Path, remarks: &mut Diagnostics) -> Result<Vec<Outcome>, ArchiveError> {
        let source = source_name(path, self.build.data);
        let failed = |refusal, remarks: &mut Diagnostics| Ok(self.failed_file(&source, path, refusal, remarks));
        let file = match File::read(path, remarks) {
            Ok(file) => file,
            Err(refusal) => return failed(refusal, remarks),
        };
        let members = match file.members() {
            Ok(members) => members,
            Err(refusal) => return failed(refusal, remarks),
        };
        let read = |(position, member): (usize, Member)| {
            let mut remarks = Diagnostics::default();
            let outcome = self.member(&source, path, &file, member, &mut remarks)?;
            Ok((position, outcome, remarks))
        };
        let read = members.into_iter().flatten().enumerate().par_bridge().map(read);
        let mut read = read.collect::<Result<Vec<_>, ArchiveError>>()?;
        read.sort_by_key(|(position, ..)| *position);
        if read.is_empty() {
            let refusal = Refusal {
                message: "there are no documents in this archive".to_owned(),
                hint: "put documents into it (.docx, .pdf, .html, .xlsx, .md, .txt), or take it out of the folder",
            };
            return failed(refusal, remarks);
        }
        let outcome = |(_, outcome, of_member)| {
            remarks.append(of_member);
            outcome
        };
        Ok(read.into_iter().map(outcome).collect())
    }

    fn member(
        &self,
        archive: &str,
        path: &Path,
        file: &File,
        Member { name, bytes }: Member,
        remarks: &mut Diagnostics,
    ) -> Result<Outcome, ArchiveError> {
        let source = format!("{archive}/{name}");
        match bytes {
            Ok(bytes) => {
                let piece = Piece { file, member: Some(&name), bytes: &bytes };
                self.document(source, path, &piece, remarks)
            }
            Err(error) => Ok(self.failed(source, place(path, Some(&name)), error.into(), remarks)),
        }
    }

    /// A file that could not be opened: what it, or the archive it is, gave the graph stays.
    fn failed_file(&self, source: &str, path: &Path, refusal: Refusal, remarks: &mut Diagnostics) -> Vec<Outcome> {
        let place = place(path, None);
        let within = format!("{source}/");
        let members = self.known.range(within.as_str()..).take_while(|(name, _)| name.starts_with(&within));
        let kept: Vec<_> = members.map(|(name, record)| ((*name).to_owned(), (*record).clone())).collect();
        if kept.is_empty() {
            return vec![self.failed(source.to_owned(), place, refusal, remarks)];
        }
        remarks.error(place.clone(), refusal.message, refusal.hint);
        remarks.note(place, "the last good reading of its documents stays in the graph");
        kept.into_iter().map(|(source, record)| Outcome::Failed { source, kept: Some(record) }).collect()
    }

    fn failed(&self, source: String, place: String, refusal: Refusal, remarks: &mut Diagnostics) -> Outcome {
        let kept = self.known.get(source.as_str()).copied().cloned();
        remarks.error(place.clone(), refusal.message, refusal.hint);
        if kept.is_some() {
            remarks.note(place, "its last good reading stays in the graph");
        }
        Outcome::Failed { source, kept }
    }

    fn document(
        &self,
        source: String,
        path: &Path,
        piece: &Piece<'_>,
        remarks: &mut Diagnostics,
    ) -> Result<Outcome, ArchiveError> {
        let old = self.known.get(source.as_str()).copied();
        let told = self.build.encoding.or(old.and_then(|record| record.encoding.as_deref()));
        let raw = raw(piece.bytes);
        let holds = |record: &&DocumentRecord| {
            record.raw == raw
                && record.sidecar == piece.file.sidecar_raw
                && record.encoding.as_deref() == told
                && record.config == graph::CONFIG_HASH
                && record.curation == digest(&self.build.curation.of_file(file_name(&source), &record.document))
                && self.writer.archive().is_whole(record)
        };
        if let Some(record) = old.filter(holds) {
            return Ok(Outcome::Unchanged(record.clone()));
        }
        let content = piece.content(told, remarks);
        let document = content.map(|content| Document::new(file_name(&source), content, Lexicon::builtin()));
        let reading = document.and_then(|document| {
            let rows = self.build.curation.of(&document);
            with_case(read_curated(document, Lexicon::builtin(), &rows))
        });
        let reading = match reading {
            Ok(reading) => reading,
            Err(refusal) => return Ok(self.failed(source, place(path, piece.member), refusal, remarks)),
        };
        let rows: Vec<&Row> = self.build.curation.of(&reading.document);
        let quads = reading.contribution(Lexicon::builtin());
        let stored = self.writer.put(reading.document.text.original(), &quads)?;
        Ok(Outcome::Read(DocumentRecord {
            source,
            raw,
            sidecar: piece.file.sidecar_raw.clone(),
            encoding: told.map(ToOwned::to_owned),
            document: stored.document,
            contribution: stored.contribution,
            config: graph::CONFIG_HASH.to_owned(),
            curation: digest(&rows),
            curated: reading.applied.rows.iter().cloned().collect(),
            refused: reading.applied.refused.iter().cloned().collect(),
            title: graph::title(&reading.document),
            numbered: numbered_titles(&reading),
            cases: reading.document.cases.len(),
            entities: reading.entities.len(),
            facts: reading.facts.len(),
            quads: quads.len(),
        }))
    }
}

impl Piece<'_> {
    /// What its reader yields. `told` is the encoding the user named.
    fn content(&self, told: Option<&str>, remarks: &mut Diagnostics) -> Result<Content, Refusal> {
        self.file.content(self.member, self.bytes, told.or(self.file.encoding()), remarks)
    }
}

/// A document without a case is refused.
fn with_case(reading: Reading) -> Result<Reading, Refusal> {
    if reading.has_no_case() {
        let hint = "a case has a title and a text; `casegraph text` shows what is read from the file";
        return Err(Refusal { message: "there is no case in it".to_owned(), hint });
    }
    Ok(reading)
}

impl Outcome {
    pub(super) fn source(&self) -> &str {
        match self {
            Self::Read(record) | Self::Unchanged(record) => &record.source,
            Self::Failed { source, .. } => source,
        }
    }
}

/// The documents that a text cites with title and 文号.
fn numbered_titles(reading: &Reading) -> Vec<NumberedTitle> {
    let numbered = reading.entities.iter().filter_map(|entity| {
        let Detail::Policy(PolicyDetail { doc_number: Some(number), .. }) = &entity.detail else { return None };
        (entity.name != *number).then(|| NumberedTitle { title: entity.name.clone(), number: number.clone() })
    });
    numbered.collect()
}

/// The name of a document without its folder.
pub(super) fn file_name(source: &str) -> &str {
    source.rsplit('/').next().unwrap_or_default()
}

/// What sources are named from: the folder around the data folder, so that both can move together.
pub(super) fn base(data: &Path) -> PathBuf {
    let data = absolute(data);
    data.parent().map(Path::to_owned).unwrap_or(data)
}

/// The name of a file in the manifest.
pub(super) fn source_name(file: &Path, data: &Path) -> String {
    let file = absolute(file);
    let named = file.strip_prefix(base(data)).unwrap_or(&file);
    named.to_string_lossy().replace(std::path::MAIN_SEPARATOR, "/")
}
