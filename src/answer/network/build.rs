//! Rows of a query → [`View`].

use std::collections::BTreeMap;

use oxigraph::model::Term;
use oxigraph::sparql::{CancellationToken, QuerySolution};

use super::{Edge, Node, NodeId, View, attributes, index};
use crate::answer::sparql::{Query, QueryError, QueryResults, evaluate};
use crate::store::Store;

/// Why a query gives no view.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The query fails.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The query gives no table, or one without the columns of a view.
    #[error(
        "a view is a SELECT of ?source ?target ?relation and optionally ?weight ?label; this query has no {missing}"
    )]
    Columns {
        /// What it lacks.
        missing: &'static str,
    },
}

/// One row: where an edge starts, what it says, where it ends.
type Key = (String, String, String);

impl View {
    /// Builds the view of a query: one pass over its rows, one over the names of things. Rows that lack an end or the
    /// relation are left out; of rows that say the same edge the heaviest counts.
    pub fn build(store: &Store, query: Query, cancel: &CancellationToken) -> Result<Self, ViewError> {
        let QueryResults::Solutions(rows) = evaluate(store, query, cancel)? else {
            return Err(ViewError::Columns { missing: "rows" });
        };
        for (column, missing) in [("source", "?source"), ("target", "?target"), ("relation", "?relation")] {
            if !rows.variables().iter().any(|variable| variable.as_str() == column) {
                return Err(ViewError::Columns { missing });
            }
        }
        let mut edges: BTreeMap<Key, Edge> = BTreeMap::new();
        for row in rows {
            let Some((key, edge)) = edge(&row.map_err(QueryError::from)?) else { continue };
            let entry = edges.entry(key).or_insert_with(|| edge.clone());
            if edge.weight > entry.weight {
                *entry = edge;
            }
        }
        let mut view = Self::of_edges(edges);
        attributes::fill(&mut view, store, cancel)?;
        Ok(view)
    }

    fn of_edges(edges: BTreeMap<Key, Edge>) -> Self {
        let mut view = Self::default();
        let ends = edges.keys().flat_map(|(source, _, target)| [source.clone(), target.clone()]);
        view.by_iri = ends.map(|iri| (iri, NodeId(0))).collect();
        for (number, (iri, id)) in view.by_iri.iter_mut().enumerate() {
            *id = NodeId(number as u32);
            view.graph.add_node(Node { iri: iri.clone(), ..Node::default() });
        }
        for ((source, _, target), edge) in edges {
            view.graph.add_edge(index(view.by_iri[&source]), index(view.by_iri[&target]), edge);
        }
        view
    }
}

fn edge(row: &QuerySolution) -> Option<(Key, Edge)> {
    let [source, target, relation] = ["source", "target", "relation"].map(|column| row.get(column).map(identity));
    let (source, target, relation) = (source?, target?, relation?);
    let weight = match row.get("weight") {
        Some(Term::Literal(weight)) => {
            weight.value().parse().ok().filter(|weight: &f64| weight.is_finite() && *weight > 0.0)
        }
        _ => None,
    };
    let label = match row.get("label") {
        Some(Term::Literal(label)) => Some(label.value().to_owned()),
        _ => None,
    };
    let edge = Edge { relation: relation.clone(), weight: weight.unwrap_or(1.0), label };
    Some(((source, relation, target), edge))
}

fn identity(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        other => other.to_string(),
    }
}
