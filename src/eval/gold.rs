//! Gold files → what a document says, as people annotated it.
//!
//! A file holds one case. Merged files list every value that counts as right; files of one annotator, with plain
//! values and everything required, are read too. `docs/annotation.md` says what the fields mean.

use std::fmt;
use std::fs;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Deserializer};
use serde_json::Value;

/// Why gold annotations cannot be used.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the fields are the place and the cause, as the messages say")]
pub enum GoldError {
    /// A file or folder cannot be read.
    #[error("{path}: {source}", path = path.display())]
    Read { path: PathBuf, source: std::io::Error },
    /// A file is not a gold file.
    #[error("{path}: not a gold file: {source}", path = path.display())]
    Format { path: PathBuf, source: serde_json::Error },
    /// A folder has no gold in it.
    #[error("{path}: no .json file in this folder", path = path.display())]
    Empty { path: PathBuf },
}

/// What one case says.
#[derive(Debug, Deserialize)]
#[serde(from = "AnnotatedCase")]
pub struct GoldCase {
    /// Its quantified statements.
    pub observations: Vec<GoldObservation>,
    /// The things it names.
    pub entities: Vec<GoldEntity>,
    /// The edges among them.
    pub relations: Vec<GoldRelation>,
    /// Its awards, listings, rankings, approvals and coverage.
    pub recognitions: Vec<GoldRecognition>,
}

/// The values of an attribute that count as right; `None` among them means that leaving it out is right too.
#[derive(Debug)]
pub struct Accepted(Vec<Option<String>>);

/// One quantified statement.
#[derive(Debug, Deserialize)]
#[expect(missing_docs, reason = "the attributes are those of the guide, which defines them")]
pub struct GoldObservation {
    /// The words that state it.
    pub quote: String,
    /// The number as written; shown in reports only.
    pub value: Value,
    /// The unit as written; shown in reports only.
    pub unit: Option<String>,
    /// The number with 万 and 亿 folded in.
    pub norm_value: f64,
    /// The unit in the notation of the guide (`%`, `person-time`).
    pub norm_unit: Accepted,
    #[serde(default)]
    pub qualifier: Accepted,
    #[serde(default)]
    pub kind: Accepted,
    #[serde(default)]
    pub direction: Accepted,
    #[serde(default)]
    pub compared_with: Accepted,
    #[serde(default)]
    pub period: Accepted,
    #[serde(default)]
    pub place: Accepted,
    #[serde(default)]
    pub subject: Accepted,
    #[serde(default)]
    pub metric: Accepted,
    /// For 由A降至B: A.
    #[serde(default)]
    pub baseline: Option<Value>,
    /// Whether it must be found, or may be.
    #[serde(default = "required")]
    pub required: bool,
}

/// A named thing.
#[derive(Debug)]
pub struct GoldEntity {
    /// Local name of its class in the ontology.
    pub class: String,
    /// The accepted canonical names, the preferred one first.
    pub names: Vec<String>,
    /// Its surface forms.
    pub mentions: Vec<String>,
    /// GB/T 2260 code.
    pub code: Option<String>,
    /// Whether it must be found, or may be.
    pub required: bool,
}

/// An edge between two names, or the word `CASE` and a name.
#[derive(Debug, Deserialize)]
#[serde(from = "AnnotatedRelation")]
pub struct GoldRelation {
    /// Where it starts.
    pub subject: String,
    /// Local name of the property.
    pub predicate: String,
    /// Where it ends.
    pub object: String,
    /// Whether it must be found, or may be.
    pub required: bool,
}

/// An award, listing, ranking, approval or coverage.
#[derive(Debug, Deserialize)]
pub struct GoldRecognition {
    /// What it is called.
    pub names: Vec<String>,
    /// The words that state it.
    pub quote: String,
    /// Whether it must be found, or may be.
    pub required: bool,
}

/// Reads a gold file, or every `.json` file of a folder in the order of their names.
pub fn read(path: &Path) -> Result<Vec<GoldCase>, GoldError> {
    if !path.is_dir() {
        return Ok(vec![read_case(path)?]);
    }
    let mut files = Vec::new();
    for entry in fs::read_dir(path).map_err(|source| GoldError::Read { path: path.to_owned(), source })? {
        let file = entry.map_err(|source| GoldError::Read { path: path.to_owned(), source })?.path();
        if file.extension().is_some_and(|extension| extension == "json") {
            files.push(file);
        }
    }
    files.sort();
    if files.is_empty() {
        return Err(GoldError::Empty { path: path.to_owned() });
    }
    files.iter().map(|file| read_case(file)).collect()
}

fn read_case(path: &Path) -> Result<GoldCase, GoldError> {
    let bytes = fs::read(path).map_err(|source| GoldError::Read { path: path.to_owned(), source })?;
    serde_json::from_slice(&bytes).map_err(|source| GoldError::Format { path: path.to_owned(), source })
}

impl Accepted {
    /// Whether a value, or its absence, counts as right.
    pub fn holds(&self, value: Option<&str>) -> bool {
        self.0.iter().any(|accepted| accepted.as_deref() == value)
    }

    /// The values, without the leave to have none.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.0.iter().flatten().map(String::as_str)
    }

    /// The preferred value; empty where that is to have none.
    pub fn preferred(&self) -> &str {
        self.0.first().and_then(Option::as_deref).unwrap_or_default()
    }
}

impl Default for Accepted {
    /// The attribute must be absent.
    fn default() -> Self {
        Self(vec![None])
    }
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (index, value) in self.0.iter().enumerate() {
            let separator = if index == 0 { "" } else { " or " };
            write!(f, "{separator}{}", value.as_deref().unwrap_or("nothing"))?;
        }
        Ok(())
    }
}

impl<'de> Deserialize<'de> for Accepted {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Annotated {
            Many(Vec<Option<String>>),
            One(Option<String>),
        }
        Ok(match Annotated::deserialize(deserializer)? {
            Annotated::Many(values) => Self(values),
            Annotated::One(value) => Self(vec![value]),
        })
    }
}

/// The file as it is written.
#[derive(Deserialize)]
struct AnnotatedCase {
    observations: Vec<GoldObservation>,
    #[serde(default)]
    entities: Vec<AnnotatedEntity>,
    #[serde(default)]
    relations: Vec<GoldRelation>,
    #[serde(default)]
    recognitions: Vec<GoldRecognition>,
}

/// An entity of either kind of file; one annotator's has `name`, and recognitions stand among the entities.
#[derive(Deserialize)]
struct AnnotatedEntity {
    #[serde(rename = "type")]
    class: String,
    #[serde(default)]
    name: String,
    #[serde(default)]
    names: Vec<String>,
    #[serde(default)]
    mentions: Vec<String>,
    #[serde(default)]
    quote: String,
    code: Option<String>,
    #[serde(default = "required")]
    required: bool,
}

/// A relation of either kind of file; one annotator's is a list of three.
#[derive(Deserialize)]
#[serde(untagged)]
enum AnnotatedRelation {
    Merged { s: String, p: String, o: String, required: bool },
    Plain(String, String, String),
}

const fn required() -> bool {
    true
}

impl From<AnnotatedCase> for GoldCase {
    fn from(case: AnnotatedCase) -> Self {
        let AnnotatedCase { observations, entities, relations, mut recognitions } = case;
        let (awards, entities): (Vec<_>, Vec<_>) =
            entities.into_iter().partition(|entity| entity.class == "Recognition");
        recognitions.extend(awards.into_iter().map(|award| GoldRecognition {
            names: vec![award.name],
            quote: award.quote,
            required: true,
        }));
        Self { observations, entities: entities.into_iter().map(GoldEntity::from).collect(), relations, recognitions }
    }
}

impl From<AnnotatedEntity> for GoldEntity {
    fn from(entity: AnnotatedEntity) -> Self {
        let AnnotatedEntity { class, name, names, mentions, code, required, .. } = entity;
        let names = if names.is_empty() { vec![name] } else { names };
        Self { class, names, mentions, code, required }
    }
}

impl From<AnnotatedRelation> for GoldRelation {
    fn from(relation: AnnotatedRelation) -> Self {
        match relation {
            AnnotatedRelation::Merged { s, p, o, required } => Self { subject: s, predicate: p, object: o, required },
            AnnotatedRelation::Plain(s, p, o) => Self { subject: s, predicate: p, object: o, required: true },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_annotators_file_is_read_like_a_merged_one() {
        let case: GoldCase = serde_json::from_str(
            r#"{"observations": [{"quote": "比上年高7.8个百分点", "value": 7.8, "unit": "个百分点", "norm_value": 7.8,
                 "norm_unit": "pp", "kind": "change", "period": null, "metric": "占比"}],
                "entities": [{"type": "Agency", "name": "北海市行政审批局"},
                             {"type": "Recognition", "name": "营商环境卓越奖", "quote": "评选的“营商环境卓越奖”"}],
                "relations": [["CASE", "cites", "意见"]]}"#,
        )
        .expect("a file in the form of one annotator");
        let observation = &case.observations[0];
        assert!(observation.required && observation.kind.holds(Some("change")) && observation.period.holds(None));
        assert!(!observation.period.holds(Some("2023")) && observation.qualifier.holds(None));
        assert_eq!(case.entities.len(), 1);
        assert_eq!(case.entities[0].names, ["北海市行政审批局"]);
        assert_eq!(case.recognitions[0].quote, "评选的“营商环境卓越奖”");
        assert!(case.relations[0].required && case.relations[0].predicate == "cites");
    }

    #[test]
    fn a_list_holds_every_right_value_and_null_the_leave_to_have_none() {
        let accepted: Accepted = serde_json::from_str(r#"[null, "2023"]"#).expect("a list of values");
        assert!(accepted.holds(None) && accepted.holds(Some("2023")) && !accepted.holds(Some("2022")));
        assert_eq!(accepted.preferred(), "");
    }
}
