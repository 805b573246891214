//! Which statements of the store assert the edges of a view.

use std::collections::BTreeMap;

use oxigraph::model::Term;
use oxigraph::sparql::{CancellationToken, QuerySolution};

use super::{EdgeId, Lists, Statement, View};
use crate::answer::sparql::{Query, QueryError, QueryResults, evaluate};
use crate::store::Store;

/// Every statement, and the case it was read in.
const STATEMENTS: &str = "SELECT ?statement ?source ?relation ?target ?case {
  ?statement rdf:subject ?source ; rdf:predicate ?relation ; rdf:object ?target .
  OPTIONAL { ?statement cg:inCase ?case }
}";

/// A row of [`STATEMENTS`].
struct Stated {
    statement: Statement,
    source: String,
    relation: String,
    target: String,
}

/// Finds the statements of every edge in one pass over those of the store. An edge that goes through something (`?via`)
/// has the statements between that and its ends.
pub(super) fn fill(view: &mut View, store: &Store, cancel: &CancellationToken) -> Result<(), QueryError> {
    let query = Query::parse_with_known_prefixes(STATEMENTS).expect("the query is right");
    let QueryResults::Solutions(rows) = evaluate(store, query, cancel)? else { return Ok(()) };
    let links = links(view);
    let mut found: Vec<(Statement, Vec<EdgeId>)> = Vec::new();
    for row in rows {
        let Some(stated) = stated(&row?) else { continue };
        let edges = edges(view, &links, &stated);
        if !edges.is_empty() {
            found.push((stated.statement, edges));
        }
    }
    found.sort_unstable();
    let mut pairs = Vec::new();
    for (number, (_, edges)) in found.iter().enumerate() {
        pairs.extend(edges.iter().map(|edge| (edge.0, number as u32)));
    }
    view.stated = Lists::new(view.sources.len(), pairs);
    view.statements = found.into_iter().map(|(statement, _)| statement).collect();
    Ok(())
}

/// Edges by a thing they go through and one of their ends, both as IRIs.
type Links = BTreeMap<(String, String), Vec<EdgeId>>;

fn links(view: &View) -> Links {
    let mut links = Links::new();
    for edge in view.edges() {
        let (source, target) = view.ends(edge);
        for thing in view.via(edge) {
            for end in [source, target] {
                links.entry((thing.iri.clone(), view.node(end).iri.clone())).or_default().push(edge);
            }
        }
    }
    links
}

fn edges(view: &View, links: &Links, stated: &Stated) -> Vec<EdgeId> {
    let Stated { source, relation, target, .. } = stated;
    let mut edges: Vec<EdgeId> = Vec::new();
    if let (Some(from), Ok(relation), Some(to)) = (
        view.by_iri(source),
        view.relations.binary_search_by(|property| property.iri.cmp(relation)),
        view.by_iri(target),
    ) {
        edges.extend(view.edge_of(from.0, relation as u32, to.0));
    }
    if !links.is_empty() {
        for key in [(source.clone(), target.clone()), (target.clone(), source.clone())] {
            edges.extend(links.get(&key).into_iter().flatten());
        }
    }
    edges
}

fn stated(row: &QuerySolution) -> Option<Stated> {
    let iri = |column| match row.get(column) {
        Some(Term::NamedNode(node)) => Some(node.as_str().to_owned()),
        _ => None,
    };
    Some(Stated {
        statement: Statement { iri: iri("statement")?, case: iri("case").unwrap_or_default() },
        source: iri("source")?,
        relation: iri("relation")?,
        target: iri("target")?,
    })
}
