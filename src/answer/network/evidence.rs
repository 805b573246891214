//! The words behind an edge.

use std::collections::BTreeMap;

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::{CancellationToken, QuerySolution};

use super::{EdgeId, View};
use crate::answer::sparql::{Query, QueryError, QueryResults, evaluate};
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

/// Statements of the edge, and the recognition where one end is one.
const BEHIND: &str = "SELECT DISTINCT ?fact ?exact ?start ?end ?document {
  { ?fact rdf:subject ?_source ; rdf:predicate ?_relation ; rdf:object ?_target ; cg:evidence ?evidence }
  UNION { ?fact a cg:Recognition ; cg:evidence ?evidence . FILTER(?fact = ?_source || ?fact = ?_target) }
  ?evidence oa:exact ?exact ; oa:start ?start ; oa:end ?end ; oa:hasSource ?document .
}";

/// The quotations behind an edge, in the order of the documents; none for an edge that no text states (a city lies in
/// its province by register) and for edges that a view computes.
pub fn behind(
    store: &Store,
    view: &View,
    edge: EdgeId,
    cancel: &CancellationToken,
) -> Result<Vec<Quotation>, QueryError> {
    let (source, target) = view.ends(edge);
    let ends = [&view.node(source).iri, &view.edge(edge).relation, &view.node(target).iri];
    let mut values = BTreeMap::new();
    for (name, iri) in ["_source", "_relation", "_target"].into_iter().zip(ends) {
        let Ok(node) = NamedNode::new(iri.as_str()) else { return Ok(Vec::new()) };
        values.insert(Variable::new_unchecked(name), Term::from(node));
    }
    let query = Query::parse_with_known_prefixes(BEHIND).expect("the query is right").bind(&values);
    let QueryResults::Solutions(rows) = evaluate(store, query, cancel)? else { return Ok(Vec::new()) };
    let mut quotations = Vec::new();
    for row in rows {
        quotations.extend(quotation(&row?));
    }
    quotations.sort();
    Ok(quotations)
}

fn quotation(row: &QuerySolution) -> Option<Quotation> {
    let iri = |column| match row.get(column) {
        Some(Term::NamedNode(node)) => Some(node.as_str().to_owned()),
        _ => None,
    };
    let text = |column| match row.get(column) {
        Some(Term::Literal(literal)) => Some(literal.value().to_owned()),
        _ => None,
    };
    Some(Quotation {
        document: iri("document")?,
        start: text("start")?.parse().ok()?,
        end: text("end")?.parse().ok()?,
        exact: text("exact")?,
        fact: iri("fact")?,
    })
}
