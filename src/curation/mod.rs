//! `curation.toml` beside the documents: what people say of what the rules read, in rows that outlive every build.
//!
//! ```toml
//! [[alias]]                      # a name that the rules do not know
//! type = "Agency"
//! name = "柳州市人力资源和社会保障局"
//! alias = "柳州人社"
//!
//! [[same]]                       # several names of one thing
//! type = "Programme"
//! name = "证照“三联办”"
//! names = ["三联办", "“三联办”模式"]
//!
//! [[apart]]                      # undoes a merge: these words mean something else here
//! type = "Agency"
//! name = "柳州市财政局"          # what the rules take them for
//! words = "市财政局"
//! as = "桂林市财政局"            # what they mean; without it they name nothing
//! near = "桂林市七星区"          # only in lines with these words
//!
//! [[not]]                        # names nothing
//! type = "Programme"
//! name = "加速度"
//!
//! [[fact]]                       # found by words of its quotation, and its value where that is not enough
//! quote = "全流程电子招投标率99.9%"
//! value = 99.9
//! review = "corrected"           # confirmed, corrected, rejected, or added
//! set = { metric = "政府采购全流程电子招投标率" }
//!
//! [[edge]]                       # an edge: `case`, or names as the graph has them
//! subject = "政采贷"
//! predicate = "operatedBy"
//! object = "广西壮族自治区财政厅"
//! review = "rejected"
//! ```
//!
//! Every row may have `document` (file name or `doc-…`; without it the row holds for all), `by`, `note` and `date`. A row
//! that matches nothing is reported: its text has changed, or it was never right. A row is a pure input of extraction, as
//! the text and the registers are: the same three give the same facts.

mod parse;

use std::collections::BTreeSet;

use oxsdatatypes::Decimal;
use sha2::{Digest, Sha256};

pub use self::parse::CurationError;

use crate::document::{Document, hex};

/// The name of the file, in the folder of the documents it speaks of.
pub const FILE_NAME: &str = "curation.toml";

/// All rows that hold for a build.
#[derive(Clone, Debug, Default)]
pub struct Curation {
    rows: Vec<Row>,
}

/// One row of a curation file.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// The file, as the user named it.
    pub file: String,
    /// The line it begins at, from 1.
    pub line: usize,
    /// SHA-256 of what it says, twelve hex digits: the same row in another place of the file is the same row.
    pub id: String,
    /// The one document it holds for: its file name, or its name in the graph.
    pub document: Option<String>,
    /// Who says so, and why.
    pub remark: Remark,
    /// What it says.
    pub says: Says,
}

/// What goes into the graph beside a review.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Remark {
    /// Who reviewed it.
    pub by: Option<String>,
    /// Why.
    pub note: Option<String>,
    /// When, ISO 8601.
    pub date: Option<String>,
}

/// What a row says.
#[derive(Clone, Debug, PartialEq)]
pub enum Says {
    /// How things are named.
    Name(NameRow),
    /// What holds of a fact.
    Fact(Box<FactRow>),
    /// What holds of an edge.
    Edge(EdgeRow),
}

/// A row on names of a class (`Agency`, `Organization`, `Place`, `Policy`, `Programme`, `TargetGroup`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NameRow {
    /// Local name of the class.
    pub class: String,
    /// The canonical name it is about.
    pub name: String,
    /// What holds of it.
    pub what: Naming,
}

/// What holds of a name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Naming {
    /// These words mean it too.
    Alias(String),
    /// Things read under these names are it.
    Same(Vec<String>),
    /// These words, taken for it, mean something else, in lines with other words if given.
    Apart {
        /// The surface form.
        words: String,
        /// What it means; nothing where absent.
        meaning: Option<String>,
        /// Words of the line.
        near: Option<String>,
    },
    /// It is no name.
    Nothing,
}

/// A row on one fact.
#[derive(Clone, Debug, PartialEq)]
pub struct FactRow {
    /// Words of its quotation.
    pub quote: String,
    /// `observation` or `recognition`; whichever fits where absent.
    pub kind: Option<String>,
    /// Its number, as written or normalised.
    pub value: Option<Decimal>,
    /// What holds of it.
    pub verdict: Verdict,
    /// Attributes as they should be.
    pub set: Attributes,
}

/// A row on one edge.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EdgeRow {
    /// `case`, or the name of a thing.
    pub subject: String,
    /// Local name of the property.
    pub predicate: String,
    /// The name of a thing.
    pub object: String,
    /// Words of its quotation; needed for one that is added.
    pub quote: Option<String>,
    /// What holds of it.
    pub verdict: Verdict,
}

/// What a person says of a fact.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Verdict {
    /// It is right.
    Confirmed,
    /// It is right with what the row sets.
    Corrected,
    /// It is wrong.
    Rejected,
    /// The rules did not read it; the text says it.
    Added,
}

/// Attributes of an observation or a recognition, each as the ontology has it; things by their names. An empty text takes
/// a period, a period compared with, a place, a subject or a date away.
#[derive(Clone, Debug, Default, PartialEq, serde::Deserialize)]
#[serde(default, deny_unknown_fields)]
#[expect(missing_docs, reason = "the names are properties of the ontology, defined there in two languages")]
pub struct Attributes {
    pub metric: Option<String>,
    #[serde(deserialize_with = "parse::decimal")]
    pub value: Option<Decimal>,
    pub unit: Option<String>,
    pub qualifier: Option<String>,
    pub kind: Option<String>,
    pub direction: Option<String>,
    #[serde(deserialize_with = "parse::decimal")]
    pub baseline: Option<Decimal>,
    pub period: Option<String>,
    pub compared_with: Option<String>,
    pub place: Option<String>,
    pub about: Option<String>,
    pub name: Option<String>,
    pub date: Option<String>,
    #[serde(deserialize_with = "parse::texts")]
    pub granted_by: Option<Vec<String>>,
    #[serde(deserialize_with = "parse::texts")]
    pub received_by: Option<Vec<String>>,
}

impl Curation {
    /// Adds the rows of a file; `name` is what the user calls it.
    pub fn add(&mut self, name: &str, text: &str) -> Result<(), CurationError> {
        self.rows.extend(parse::rows(name, text)?);
        Ok(())
    }

    /// All rows, in the order of the files.
    pub fn rows(&self) -> &[Row] {
        &self.rows
    }

    /// The rows that hold for a document.
    pub fn of(&self, document: &Document) -> Vec<&Row> {
        self.of_file(&document.file_name, &document.sha256)
    }

    /// The same for a document that is not read: its file name, and the SHA-256 of its text.
    pub fn of_file(&self, file_name: &str, sha256: &str) -> Vec<&Row> {
        let concerns = |row: &&Row| match &row.document {
            None => true,
            Some(named) if named == file_name => true,
            Some(named) => {
                named.strip_prefix("doc-").is_some_and(|digits| digits.len() >= 6 && sha256.starts_with(digits))
            }
        };
        self.rows.iter().filter(concerns).collect()
    }
}

/// SHA-256 over what rows say, lower-case hex; nothing where there are none. Their order does not matter.
pub fn digest(rows: &[&Row]) -> Option<String> {
    let ids: BTreeSet<&str> = rows.iter().map(|row| row.id.as_str()).collect();
    let mut digest = Sha256::new();
    for id in &ids {
        digest.update(id);
    }
    (!ids.is_empty()).then(|| hex(&digest.finalize()))
}

/// The rows that did something to a document, by [`Row::id`], and what could not be done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Applied {
    /// Rows that matched.
    pub rows: BTreeSet<String>,
    /// Rows that matched and could not be carried out: id, and why.
    pub refused: Vec<(String, String)>,
}

impl Applied {
    /// Notes that a row did something.
    pub fn matched(&mut self, row: &Row) {
        if !self.rows.contains(&row.id) {
            self.rows.insert(row.id.clone());
        }
    }

    /// Notes why a row could not be carried out.
    pub fn refuse(&mut self, row: &Row, why: impl Into<String>) {
        self.matched(row);
        self.refused.push((row.id.clone(), why.into()));
    }
}
