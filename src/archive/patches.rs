//! What users wrote, as RDF Patch records one after another.
//!
//! ```text
//! H seq "1" .
//! H sha256 "<of the lines from TX to TC>" .
//! H length "<of the same, in bytes>" .
//! TX .
//! D <subject> <predicate> <object> .
//! DG <graph> .
//! AG <graph> .
//! A <subject> <predicate> <object> <graph> .
//! TC .
//! ```
//!
//! `DG` and `AG` are our own: a graph that is there no more, and one that was not there before. An empty graph is there too.
//!
//! A record that the end of the file cuts off was never acknowledged, and is left out. A record that is whole and not
//! what its digest says is damage.

use std::fmt::{Display, Write};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, Quad};
use sha2::{Digest, Sha256};

use super::disk::Disk;
use super::error::ArchiveError;
use crate::diagnostic::Diagnostics;
use crate::document::hex;
use crate::store::Patch;

/// The log as it was when it was read, and what has been added since.
#[derive(Clone, Debug)]
pub(super) struct PatchLog {
    path: PathBuf,
    patches: Vec<Patch>,
    /// Over all whole records.
    digest: Sha256,
    /// Where the last whole record ends.
    end: u64,
    /// Whether something stands behind it.
    torn: bool,
}

/// What is wrong with a record.
enum Flaw {
    /// The file ends before it does.
    Torn,
    /// It is not what was written.
    Damaged(&'static str),
}

impl PatchLog {
    pub(super) fn path(folder: &Path) -> PathBuf {
        folder.join("patches.log")
    }

    /// Reads the log; one that is not there is empty.
    pub(super) fn read(folder: &Path, diagnostics: &mut Diagnostics) -> Result<Self, ArchiveError> {
        let file = Self::path(folder);
        let bytes = match fs::read(&file) {
            Ok(bytes) => bytes,
            Err(error) if error.kind() == io::ErrorKind::NotFound => Vec::new(),
            Err(error) => return Err(ArchiveError::reading(&file, error)),
        };
        let mut log = Self { path: file, patches: Vec::new(), digest: Sha256::new(), end: 0, torn: false };
        while (log.end as usize) < bytes.len() {
            let rest = &bytes[log.end as usize..];
            match parse_record(rest, log.patches.len() + 1) {
                Ok((patch, length)) => log.push(patch, &rest[..length]),
                Err(Flaw::Torn) => {
                    log.torn = true;
                    diagnostics.warning(
                        format!("{}, byte {}", log.path.display(), log.end),
                        format!("the last write was cut off ({} bytes) and is left out", rest.len()),
                        "repeat the update that was under way when the program or the machine stopped",
                    );
                    break;
                }
                Err(Flaw::Damaged(what)) => return Err(log.damaged(what)),
            }
        }
        Ok(log)
    }

    pub(super) fn patches(&self) -> &[Patch] {
        &self.patches
    }

    pub(super) fn digest(&self) -> [u8; 32] {
        self.digest.clone().finalize().into()
    }

    /// The records as they stand in the file, without what is behind the last whole one.
    pub(super) fn whole_records(&self) -> Result<Vec<u8>, ArchiveError> {
        if self.end == 0 {
            return Ok(Vec::new());
        }
        let mut bytes = fs::read(&self.path).map_err(|error| ArchiveError::reading(&self.path, error))?;
        bytes.truncate(self.end as usize);
        Ok(bytes)
    }

    /// Cuts off what is behind the last whole record.
    pub(super) fn cut(&mut self, disk: &dyn Disk) -> Result<(), ArchiveError> {
        if self.torn {
            disk.truncate(&self.path, self.end).map_err(|error| ArchiveError::writing(&self.path, error))?;
            self.torn = false;
        }
        Ok(())
    }

    /// Adds a record; it is on the disk when this returns, and when it fails it is not in the log.
    pub(super) fn append(&mut self, patch: &Patch, disk: &dyn Disk) -> Result<(), ArchiveError> {
        self.cut(disk)?;
        let record = record(patch, self.patches.len() + 1);
        if let Err(error) = disk.append(&self.path, record.as_bytes()) {
            self.torn = true;
            // Best effort: what cannot be cut now is cut before the next record, or when the log is next opened.
            let _ = self.cut(disk);
            return Err(ArchiveError::writing(&self.path, error));
        }
        self.push(patch.clone(), record.as_bytes());
        Ok(())
    }

    fn push(&mut self, patch: Patch, record: &[u8]) {
        self.patches.push(patch);
        self.digest.update(record);
        self.end += record.len() as u64;
    }

    fn damaged(&self, what: &str) -> ArchiveError {
        ArchiveError::Damaged {
            path: self.path.clone(),
            what: format!("record {} at byte {} {what}", self.patches.len() + 1, self.end),
            help: format!(
                "bring back a copy with `casegraph restore`; or, giving up this write and all later ones, cut the file \
                 to its first {} bytes",
                self.end
            ),
        }
    }
}

fn record(patch: &Patch, sequence: usize) -> String {
    let mut body = String::from("TX .\n");
    lines(&mut body, "D", &patch.removed);
    lines(&mut body, "DG", &patch.dropped);
    lines(&mut body, "AG", &patch.made);
    lines(&mut body, "A", &patch.added);
    body.push_str("TC .\n");
    let digest = hex(&Sha256::digest(&body));
    format!("H seq \"{sequence}\" .\nH sha256 \"{digest}\" .\nH length \"{}\" .\n{body}", body.len())
}

fn lines(body: &mut String, mark: &str, terms: &[impl Display]) {
    for term in terms {
        writeln!(body, "{mark} {term} .").expect("a string takes everything");
    }
}

/// The first record of some bytes, and its length.
fn parse_record(bytes: &[u8], sequence: usize) -> Result<(Patch, usize), Flaw> {
    let mut start = 0;
    let found: usize = number(&header(bytes, &mut start, "seq")?)?;
    let digest = header(bytes, &mut start, "sha256")?;
    let length: usize = number(&header(bytes, &mut start, "length")?)?;
    let end = start.checked_add(length).ok_or(Flaw::Damaged("has no length"))?;
    let body = bytes.get(start..end).ok_or(Flaw::Torn)?;
    if hex(&Sha256::digest(body)) != digest {
        // A file system may have given a file its length before its content.
        return Err(if body.contains(&0) { Flaw::Torn } else { Flaw::Damaged("is not what its digest says") });
    }
    if found != sequence {
        return Err(Flaw::Damaged("does not follow the one before it"));
    }
    let patch = parse_body(body).ok_or(Flaw::Damaged("is no RDF Patch"))?;
    Ok((patch, end))
}

/// The value of the header line at `start`, which is moved behind it.
fn header(bytes: &[u8], start: &mut usize, name: &str) -> Result<String, Flaw> {
    let rest = &bytes[*start..];
    let line = rest.split(|byte| *byte == b'\n').next().unwrap_or(rest);
    if line.len() == rest.len() || line.contains(&0) {
        return Err(Flaw::Torn);
    }
    *start += line.len() + 1;
    let line = std::str::from_utf8(line).ok();
    let value = line.and_then(|line| line.strip_prefix(&format!("H {name} \""))?.strip_suffix("\" ."));
    value.map(ToOwned::to_owned).ok_or(Flaw::Damaged("has no header"))
}

fn number(text: &str) -> Result<usize, Flaw> {
    text.parse().map_err(|_| Flaw::Damaged("has no number in its header"))
}

fn parse_body(body: &[u8]) -> Option<Patch> {
    let lines = std::str::from_utf8(body).ok()?.strip_prefix("TX .\n")?.strip_suffix("TC .\n")?;
    let mut patch = Patch::default();
    for line in lines.lines() {
        let (mark, quad) = line.split_once(' ')?;
        match mark {
            "A" => patch.added.push(parse_quad(quad)?),
            "D" => patch.removed.push(parse_quad(quad)?),
            "DG" => patch.dropped.push(parse_graph(quad)?),
            "AG" => patch.made.push(parse_graph(quad)?),
            _ => return None,
        }
    }
    Some(patch)
}

fn parse_graph(line: &str) -> Option<NamedNode> {
    NamedNode::new(line.strip_prefix('<')?.strip_suffix("> .")?).ok()
}

fn parse_quad(line: &str) -> Option<Quad> {
    RdfParser::from_format(RdfFormat::NQuads).for_slice(line.as_bytes()).next()?.ok()
}
