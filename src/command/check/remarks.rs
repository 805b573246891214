//! What is not a matter of shapes: findings in the sources, and documents that say nothing.

use std::collections::BTreeMap;

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

/// What became of the numerals of a document.
#[derive(Debug, Serialize)]
pub(super) struct Numerals {
    pub(super) document: String,
    pub(super) title: Option<String>,
    /// How many numerals the text has.
    pub(super) total: usize,
    /// How many share a fate, by its notation in `cgv:numeralFates`.
    pub(super) fates: BTreeMap<String, usize>,
    pub(super) unexplained: Vec<UnexplainedNumeral>,
}

/// A number that nothing accounts for, with its place in code points and the words around it.
#[derive(Debug, Serialize)]
pub(super) struct UnexplainedNumeral {
    pub(super) start: usize,
    pub(super) exact: String,
    pub(super) prefix: String,
    pub(super) suffix: String,
}

/// What a reader should know of a graph besides its faults.
#[derive(Debug, Serialize)]
pub(super) struct Remarks {
    pub(super) findings: Vec<Finding>,
    pub(super) documents_without_facts: Vec<SilentDocument>,
    pub(super) numerals: Vec<Numerals>,
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

const NUMERALS: &str = "
    PREFIX cg: <https://w3id.org/casegraph/ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX dcterms: <http://purl.org/dc/terms/>
    SELECT ?document ?title ?fate ?count {
      ?account a cg:NumeralAccount ; cg:inDocument ?document ; cg:fate ?concept ; cg:count ?count .
      OPTIONAL { ?document dcterms:title ?title }
      BIND(REPLACE(STR(?concept), '^.*/numeral_', '') AS ?fate)
    } ORDER BY ?document ?fate";

const UNEXPLAINED: &str = "
    PREFIX cg: <https://w3id.org/casegraph/ns#>
    PREFIX oa: <http://www.w3.org/ns/oa#>
    SELECT ?document ?start ?exact ?prefix ?suffix {
      ?document cg:unexplainedNumeral ?quotation .
      ?quotation oa:start ?start ; oa:exact ?exact .
      OPTIONAL { ?quotation oa:prefix ?prefix } OPTIONAL { ?quotation oa:suffix ?suffix }
    } ORDER BY ?document ?start";

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
            numerals: numerals(store)?,
            stale_curation,
        })
    }
}

/// The accounts of all documents, each with its unexplained numerals in the order of its text.
fn numerals(store: &Store) -> Result<Vec<Numerals>, StoreError> {
    let number = |row: &QuerySolution, name| value(row, name).and_then(|number| number.parse().ok()).unwrap_or(0);
    let text = |row: &QuerySolution, name| value(row, name).unwrap_or_default();
    let mut found: BTreeMap<String, Numerals> = BTreeMap::new();
    for (document, title, fate, count) in rows(store, NUMERALS, |row| {
        (text(row, "document"), value(row, "title"), text(row, "fate"), number(row, "count"))
    })? {
        let empty = || Numerals {
            document: document.clone(),
            title,
            total: 0,
            fates: BTreeMap::new(),
            unexplained: Vec::new(),
        };
        let numerals = found.entry(document.clone()).or_insert_with(empty);
        numerals.total += count;
        numerals.fates.insert(fate, count);
    }
    let unexplained = |row: &QuerySolution| {
        let numeral = UnexplainedNumeral {
            start: number(row, "start"),
            exact: text(row, "exact"),
            prefix: text(row, "prefix"),
            suffix: text(row, "suffix"),
        };
        (text(row, "document"), numeral)
    };
    for (document, numeral) in rows(store, UNEXPLAINED, unexplained)? {
        if let Some(numerals) = found.get_mut(&document) {
            numerals.unexplained.push(numeral);
        }
    }
    Ok(found.into_values().collect())
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
