//! Queries → rows of plain words: the only part of the judge that knows SPARQL.

use std::ops::Range;

use oxigraph::model::Term;
use oxigraph::sparql::{QueryResults, QuerySolution};

use crate::store::{Store, StoreError};

const PREFIXES: &str = "\
    PREFIX cg: <https://w3id.org/casegraph/ns#>
    PREFIX oa: <http://www.w3.org/ns/oa#>
    PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
    PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
";

/// One solution of a query.
pub(super) struct Row(QuerySolution);

/// The rows of a query written with the usual prefixes.
pub(super) fn select(store: &Store, query: &str) -> Result<Vec<Row>, StoreError> {
    match store.query(&format!("{PREFIXES}{query}"))? {
        QueryResults::Solutions(rows) => rows.map(|row| Ok(Row(row?))).collect(),
        QueryResults::Boolean(_) | QueryResults::Graph(_) => unreachable!("the judge asks in SELECTs only"),
    }
}

impl Row {
    /// A binding without its decoration: the IRI, the lexical form of a literal, the label of a blank node.
    pub(super) fn value(&self, variable: &str) -> Option<String> {
        self.0.get(variable).map(|term| match term {
            Term::NamedNode(node) => node.as_str().to_owned(),
            Term::BlankNode(node) => node.as_str().to_owned(),
            Term::Literal(literal) => literal.value().to_owned(),
        })
    }

    /// A binding that the query's own pattern makes sure of.
    pub(super) fn bound(&self, variable: &str) -> String {
        self.value(variable).unwrap_or_default()
    }

    /// A number, where the binding is one.
    pub(super) fn number(&self, variable: &str) -> Option<f64> {
        self.value(variable)?.parse().ok()
    }

    /// The code points from `?start` to `?end`; empty where they are no offsets.
    pub(super) fn place(&self) -> Range<usize> {
        let offset = |variable| self.value(variable).and_then(|offset| offset.parse().ok()).unwrap_or(0);
        offset("start")..offset("end")
    }

    /// A concept of a controlled list in the notation of the guide: its local name, `%` for a percent.
    pub(super) fn notation(&self, variable: &str) -> Option<String> {
        let iri = self.value(variable)?;
        let local = iri.rsplit('/').next().unwrap_or(&iri);
        Some(match local {
            "percent" => "%".to_owned(),
            "person_time" => "person-time".to_owned(),
            "times" => "count".to_owned(),
            _ => local.to_owned(),
        })
    }
}
