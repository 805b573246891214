//! The words behind an edge.

use oxigraph::model::{NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::CancellationToken;

use super::{EdgeId, View};
use crate::answer::prefix;
use crate::answer::records::{Quotation, Rows};
use crate::answer::sparql::QueryError;
use crate::store::Store;

/// The quotations behind an edge, in the order of the documents: of its statements, and of the recognition where one
/// end is one. None for an edge that no text states (a city lies in its province by register).
pub fn behind(
    store: &Store,
    view: &View,
    edge: EdgeId,
    cancel: &CancellationToken,
) -> Result<Vec<Quotation>, QueryError> {
    let rows = Rows::new(store);
    let mut quotations = Vec::new();
    for (_, evidence) in facts(store, view, edge, cancel)? {
        quotations.push(rows.quotation(&NamedNode::new_unchecked(evidence))?);
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

fn values(store: &Store, subject: NamedNodeRef<'_>, property: &str) -> Result<Vec<Term>, QueryError> {
    let property = prefix::expand(property).expect("the prefixes are those of the table");
    let quads = store.matching(Some(subject.into()), Some(NamedNodeRef::new_unchecked(&property)), None);
    quads.map(|quad| Ok(quad?.object)).collect()
}
