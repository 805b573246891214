//! What the tools take. The comments of the fields are what clients read of them.

use std::collections::BTreeMap;

use rmcp::schemars::{self, JsonSchema};
use serde::Deserialize;

/// Rows of an answer where no number is given.
const ROWS: usize = 50;

/// Most rows of an answer.
pub(super) const MOST_ROWS: usize = 500;

fn rows() -> usize {
    ROWS
}

fn twenty() -> usize {
    20
}

fn three() -> usize {
    3
}

fn all() -> String {
    "all".to_owned()
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Search {
    /// Words to find; several must all be there, "…" holds them together, OR and - work, * ends a beginning: 政采贷 OR 桂惠贷.
    pub(super) query: String,
    /// Only things of these kinds: Agency, Organization, Place, Policy, Programme, Case.
    #[serde(default)]
    pub(super) kinds: Vec<String>,
    /// Hits at most, 1 to 100.
    #[serde(default = "twenty")]
    pub(super) limit: usize,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Entity {
    /// The thing: its name (桂林市, 广西医科大学第一附属医院), code (450300), document number (桂政发〔2023〕1号) or IRI.
    pub(super) thing: String,
    /// Facts, mentions and cases of it at most, 1 to 100.
    #[serde(default = "twenty")]
    pub(super) limit: usize,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Observations {
    /// Words in the name of the metric, in Chinese: 满意, 办理时间, 贷款.
    pub(super) metric: Option<String>,
    /// Place with all that lies in it, by name or code: 桂林市, 450300.
    pub(super) place: Option<String>,
    /// Period in which that of the number lies, ISO 8601: 2023, 2023-06, 2023-01/2023-12.
    pub(super) period: Option<String>,
    /// Code of the unit: `CNY`, `percent`, `working_day`, `household`.
    pub(super) unit: Option<String>,
    /// What the number is about, by name or IRI: 广西GD物业公司.
    pub(super) subject: Option<String>,
    /// Case, by its number in the compilation, IRI or id.
    pub(super) case: Option<String>,
    /// Least value, in the normalised unit.
    pub(super) min_value: Option<f64>,
    /// Greatest value, in the normalised unit.
    pub(super) max_value: Option<f64>,
    /// Rows at most, 1 to 500.
    #[serde(default = "rows")]
    pub(super) limit: usize,
    /// `next` of the answer before, for the rows after it.
    pub(super) cursor: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Path {
    /// Where to start: name, code or IRI of a thing (广西医科大学第一附属医院, 450300).
    pub(super) from: String,
    /// Where to arrive, named in the same ways.
    pub(super) to: String,
    /// Paths at most, the shortest first, 1 to 20.
    #[serde(default = "three")]
    pub(super) limit: usize,
    /// The view to look in: all, agencies, cases, citations or places.
    #[serde(default = "all")]
    pub(super) view: String,
    /// Kinds of thing not to pass through: Place, Indicator.
    #[serde(default)]
    pub(super) without: Vec<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedQueries {
    /// Only those whose name, tags or words contain this: 政策, agency.
    pub(super) about: Option<String>,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SavedQuery {
    /// Its name, from `saved_queries`.
    pub(super) name: String,
    /// Values by name of the parameter; what is left out has its default.
    #[serde(default)]
    pub(super) parameters: BTreeMap<String, String>,
    /// Rows at most, 1 to 500.
    #[serde(default = "rows")]
    pub(super) limit: usize,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Sparql {
    /// SPARQL 1.1 query: SELECT, ASK, CONSTRUCT or DESCRIBE. The prefixes cg:, cgv:, cgi:, id:, rdfs:, skos:, oa:, prov: and
    /// dcterms: need not be declared. Example: SELECT ?body { ?case cg:number 4 ; cg:reportedBy/cg:name ?body }
    pub(super) query: String,
    /// Rows at most, 1 to 500.
    #[serde(default = "rows")]
    pub(super) limit: usize,
}

#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DocumentText {
    /// Id of the document, as quotations give it: doc-3542ed2cca7b.
    pub(super) document: String,
    /// First code point, from 0.
    #[serde(default)]
    pub(super) start: usize,
    /// Code point after the last; at most 8,000 after the first.
    pub(super) end: Option<usize>,
}
