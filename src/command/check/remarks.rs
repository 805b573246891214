//! What is not a matter of shapes: findings in the sources, and documents that say nothing.

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, QuerySolution};
use serde::Serialize;

use crate::answer::prefix::local_name;
use crate::archive::StaleRow;
use crate::store::{Store, StoreError};

/// Something the source itself has wrong (`cg:Finding`).
#[derive(Debug, Serialize)]
pub(super) struct Finding {
    #[serde(rename = "finding")]
    pub(super) iri: String,
    /// Local name in `cgv:findingKinds`.
    pub(super) kind: String,
    pub(super) case: String,
    pub(super) comment_zh: Option<String>,
    pub(super) comment_en: Option<String>,
}

/// A document without facts.
#[derive(Debug, Serialize)]
pub(super) struct SilentDocument {
    pub(super) document: String,
    pub(super) title: Option<String>,
}

/// What a reader should know of a graph besides its faults.
#[derive(Debug, Serialize)]
pub(super) struct Remarks {
    pub(super) findings: Vec<Finding>,
    pub(super) documents_without_facts: Vec<SilentDocument>,
    /// Rows of curation files that matched nothing when the documents were last built.
    pub(super) stale_curation: Vec<StaleRow>,
}

const FINDINGS: &str = r#"
    PREFIX cg: <https://w3id.org/casegraph/ns#>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
    SELECT ?finding ?kind ?case ?zh ?en {
      ?finding a cg:Finding ; cg:kind ?kind ; cg:inCase ?case .
      OPTIONAL { ?finding rdfs:comment ?zh FILTER(LANG(?zh) = "zh") }
      OPTIONAL { ?finding rdfs:comment ?en FILTER(LANG(?en) = "en") }
    } ORDER BY ?finding"#;

const SILENT_DOCUMENTS: &str = "
    PREFIX cg: <https://w3id.org/casegraph/ns#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?document (SAMPLE(?name) AS ?title) {
      ?document a cg:Document .
      OPTIONAL { ?document dcterms:title ?name }
      FILTER NOT EXISTS { ?case cg:inDocument ?document . ?fact cg:inCase ?case }
    } GROUP BY ?document ORDER BY ?document";

impl Remarks {
    /// Those of a graph, and the rows of curation that matched nothing when it was built.
    pub(super) fn read(store: &Store, stale_curation: Vec<StaleRow>) -> Result<Self, StoreError> {
        let finding = |row: &QuerySolution| Finding {
            iri: value(row, "finding").unwrap_or_default(),
            kind: value(row, "kind").map(|kind| local_name(&kind).to_owned()).unwrap_or_default(),
            case: value(row, "case").unwrap_or_default(),
            comment_zh: value(row, "zh"),
            comment_en: value(row, "en"),
        };
        let document = |row: &QuerySolution| SilentDocument {
            document: value(row, "document").unwrap_or_default(),
            title: value(row, "title"),
        };
        Ok(Self {
            findings: rows(store, FINDINGS, finding)?,
            documents_without_facts: rows(store, SILENT_DOCUMENTS, document)?,
            stale_curation,
        })
    }
}

fn rows<T>(store: &Store, query: &str, read: impl Fn(&QuerySolution) -> T) -> Result<Vec<T>, StoreError> {
    match store.query(query)? {
        QueryResults::Solutions(rows) => rows.map(|row| Ok(read(&row?))).collect(),
        QueryResults::Boolean(_) | QueryResults::Graph(_) => unreachable!("the queries above are SELECTs"),
    }
}

/// A binding without angle brackets, quotation marks, language or datatype.
fn value(row: &QuerySolution, variable: &str) -> Option<String> {
    row.get(variable).map(|term| match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    })
}
