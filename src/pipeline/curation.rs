//! `curation.toml` beside the documents → the rows that hold for a build, and what became of each.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use crate::archive::StaleRow;
use crate::curation::{Applied, Curation, CurationError, FILE_NAME, Row};
use crate::diagnostic::Diagnostics;

/// Why the curation of a build cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum CurationFault {
    /// A file says something that cannot be understood.
    #[error(transparent)]
    Wrong(#[from] CurationError),
    /// A file cannot be read.
    #[error("{path} cannot be read: {source}")]
    Unreadable {
        /// The file.
        path: String,
        /// Why.
        source: io::Error,
    },
}

/// The rows of every curation file beside the documents: in a folder that is named, or in the folder of a file that is.
pub fn curation_beside(paths: &[PathBuf]) -> Result<Curation, CurationFault> {
    let mut curation = Curation::default();
    for file in paths.iter().filter_map(|path| file_beside(path)).collect::<BTreeSet<_>>() {
        let path = file.display().to_string();
        match fs::read_to_string(&file) {
            Ok(text) => curation.add(&path, &text)?,
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(source) => return Err(CurationFault::Unreadable { path, source }),
        }
    }
    Ok(curation)
}

fn file_beside(path: &Path) -> Option<PathBuf> {
    if path.is_dir() { Some(path.join(FILE_NAME)) } else { Some(path.parent()?.join(FILE_NAME)) }
}

/// The rows that matched in no document or could not be carried out in one, which are reported at every build. A row on one
/// document that was not looked at is not among them. `done` are the rows that matched, and why some were not carried out.
pub(super) fn stale_rows(
    curation: &Curation,
    looked_at: &[(String, String)],
    done: (&BTreeSet<String>, &BTreeMap<String, String>),
    diagnostics: &mut Diagnostics,
) -> Vec<StaleRow> {
    let (applied, refused) = done;
    let concerned: BTreeSet<&str> = looked_at
        .iter()
        .flat_map(|(file_name, sha256)| curation.of_file(file_name, sha256))
        .map(|row| row.id.as_str())
        .collect();
    let mut stale = Vec::new();
    for row in curation.rows() {
        let (why, advice) = match (refused.get(&row.id), &row.document) {
            (Some(why), _) => (format!("is not carried out: {why}"), REFUSED),
            _ if applied.contains(&row.id) => continue,
            (None, Some(document)) if !concerned.contains(row.id.as_str()) => {
                (format!("matches nothing: no document of this build is called “{document}”"), STALE)
            }
            _ => (format!("matches nothing: {} is not in the text as the row has it", subject(row)), STALE),
        };
        diagnostics.warning(format!("{}:{}", row.file, row.line), format!("this row {why}"), advice);
        stale.push(StaleRow { file: row.file.clone(), line: row.line, why });
    }
    stale
}

/// Reports the rows that one document alone is enough to see that they cannot be carried out.
pub fn report_refused(curation: &Curation, applied: &Applied, diagnostics: &mut Diagnostics) {
    for (id, why) in &applied.refused {
        if let Some(row) = curation.rows().iter().find(|row| row.id == *id) {
            let place = format!("{}:{}", row.file, row.line);
            diagnostics.warning(place, format!("this row is not carried out: {why}"), REFUSED);
        }
    }
}

/// What to do about a row that matches nothing.
const STALE: &str = "look whether the source has changed or the rules now read it right; then mend or remove the row";

/// What holds until a row can be carried out.
const REFUSED: &str = "the facts stay as the rules read them until the row is mended";

fn subject(row: &Row) -> String {
    use crate::curation::{Naming, Says};
    match &row.says {
        Says::Name(name) => match &name.what {
            Naming::Alias(words) | Naming::Apart { words, .. } => format!("“{words}”"),
            Naming::Same(names) => format!("“{}”", names.join("”, “")),
            Naming::Nothing => format!("“{}”", name.name),
        },
        Says::Fact(fact) => format!("a fact with “{}”", fact.quote),
        Says::Edge(edge) => format!("“{} {} {}”", edge.subject, edge.predicate, edge.object),
    }
}
