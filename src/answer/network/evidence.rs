//! The words behind an edge.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::CancellationToken;

use super::{EdgeId, View};
use crate::answer::prefix;
use crate::answer::sparql::QueryError;
use crate::store::Store;

/// A quotation that states an edge.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Quotation {
    /// IRI of the document.
    pub document: String,
    /// First code point of the quotation in the document's text.
    pub start: u64,
    /// Code point after its last.
    pub end: u64,
    /// The exact words.
    pub exact: String,
    /// IRI of the fact that carries it: a statement, or a recognition.
    pub fact: String,
}

/// The quotations behind an edge, in the order of the documents: of its statements, and of the recognition where one
/// end is one. None for an edge that no text states (a city lies in its province by register).
pub fn behind(
    store: &Store,
    view: &View,
    edge: EdgeId,
    cancel: &CancellationToken,
) -> Result<Vec<Quotation>, QueryError> {
    let mut quotations = Vec::new();
    for (fact, evidence) in facts(store, view, edge, cancel)? {
        quotations.extend(quotation(store, &fact, evidence.as_ref())?);
    }
    quotations.sort();
    quotations.dedup();
    Ok(quotations)
}

/// The facts behind an edge, each with its evidence, both as IRIs, in their order.
pub fn facts(
    store: &Store,
    view: &View,
    edge: EdgeId,
    cancel: &CancellationToken,
) -> Result<Vec<(String, String)>, QueryError> {
    let (source, target) = view.ends(edge);
    let recognitions = [source, target].map(|end| view.node(end)).into_iter().filter(|node| node.kind == "Recognition");
    let facts = view.statements(edge).map(|statement| &statement.iri).chain(recognitions.map(|node| &node.iri));
    let mut found = Vec::new();
    for fact in facts {
        if cancel.is_cancelled() {
            return Err(QueryError::Cancelled);
        }
        let Ok(subject) = NamedNode::new(fact.as_str()) else { continue };
        for evidence in values(store, subject.as_ref(), "cg:evidence")? {
            if let Term::NamedNode(evidence) = evidence {
                found.push((fact.clone(), evidence.into_string()));
            }
        }
    }
    found.sort();
    found.dedup();
    Ok(found)
}

fn quotation(store: &Store, fact: &str, evidence: &str) -> Result<Option<Quotation>, QueryError> {
    let evidence = NamedNodeRef::new_unchecked(evidence);
    let first = |property| -> Result<Option<String>, QueryError> {
        let texts = values(store, evidence, property)?.into_iter().map(|value| match value {
            Term::NamedNode(node) => node.into_string(),
            Term::Literal(literal) => literal.value().to_owned(),
            Term::BlankNode(node) => node.to_string(),
        });
        Ok(texts.min())
    };
    let (document, exact) = (first("oa:hasSource")?, first("oa:exact")?);
    let number = |text: Option<String>| text.and_then(|text| text.parse().ok());
    let (start, end) = (number(first("oa:start")?), number(first("oa:end")?));
    Ok(match (document, start, end, exact) {
        (Some(document), Some(start), Some(end), Some(exact)) => {
            Some(Quotation { document, start, end, exact, fact: fact.to_owned() })
        }
        _ => None,
    })
}

fn values(store: &Store, subject: NamedNodeRef<'_>, property: &str) -> Result<Vec<Term>, QueryError> {
    let property = prefix::expand(property).expect("the prefixes are those of the table");
    let quads = store.matching(Some(subject.into()), Some(NamedNodeRef::new_unchecked(&property)), None);
    quads.map(|quad| Ok(quad?.object)).collect()
}
