//! Answers of the view as data, for JSON: the command line and the service say the same.

use std::sync::Arc;

use oxigraph::sparql::CancellationToken;
use serde::Serialize;

use super::evidence::{self, Quotation};
use super::neighbours::{self, Neighbourhood, Reach};
use super::path::{self, Options, Path, PathError};
use super::{Bounds, EdgeId, FilterError, NameError, NodeId, Stop, Stopped, View, Views, Wanted};
use crate::answer::catalog::Catalog;
use crate::answer::sparql::QueryError;
use crate::store::Store;

/// A thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[expect(missing_docs, reason = "the fields are those of Node")]
pub struct NodeReport {
    pub iri: String,
    #[serde(rename = "type")]
    pub kind: String,
    pub name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// A relation between two things, with the words that state it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EdgeReport {
    /// IRI of the thing it starts at.
    pub source: String,
    /// IRI of the thing it ends at.
    pub target: String,
    /// Local name of the property.
    pub relation: String,
    /// IRI of the property.
    pub relation_iri: String,
    /// As the view has it.
    pub weight: f64,
    /// Empty where no text states it: from a register, or computed.
    pub evidence: Vec<Quotation>,
}

/// One way from a thing to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct PathReport {
    /// Number of steps.
    pub length: usize,
    /// The things in order, both ends included.
    pub nodes: Vec<NodeReport>,
    /// For each step the relations that make it.
    pub steps: Vec<Vec<EdgeReport>>,
}

/// What a thing is related to.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct NeighboursReport {
    /// The thing asked for.
    pub node: NodeReport,
    /// What was reached, by steps and then by IRI.
    pub neighbours: Vec<NeighbourReport>,
    /// The relations followed.
    pub edges: Vec<EdgeReport>,
    /// Whether there was more than the limit.
    pub is_cut: bool,
}

/// A thing within reach.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct NeighbourReport {
    /// Number of steps to it.
    pub steps: usize,
    /// What it is.
    #[serde(flatten)]
    pub node: NodeReport,
}

/// Why the view has no answer.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// There is no view of this name.
    #[error("there is no view {name}")]
    NoView {
        /// What was asked for.
        name: String,
        /// The views there are.
        known: Vec<String>,
    },
    /// The view cannot be built.
    #[error(transparent)]
    View(#[from] FilterError),
    /// A name stands for no thing, or for several.
    #[error(transparent)]
    Name(#[from] NameError),
    /// The two things do not hang together.
    #[error(transparent)]
    Path(#[from] PathError),
    /// The work was ended.
    #[error(transparent)]
    Stopped(#[from] Stopped),
    /// The quotations could not be read.
    #[error(transparent)]
    Query(#[from] QueryError),
}

impl NetworkError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoView { known, .. } => Some(format!("there are {}", known.join(", "))),
            Self::Name(error) => Some(error.hint()),
            Self::Path(PathError::Longer { .. }) => Some("allow more steps".to_owned()),
            Self::Path(PathError::None { .. } | PathError::NoneThrough { .. }) => {
                Some("allow more relations, kinds of thing, or both directions".to_owned())
            }
            Self::Path(PathError::Stopped(_)) | Self::Stopped(_) => Some("ask for less".to_owned()),
            Self::View(error) => error.hint(),
            Self::Query(_) => None,
        }
    }
}

/// The shipped view of this name, from the cache where the store has not changed.
pub fn view(
    store: &Store,
    catalog: &Catalog,
    views: &Views,
    name: &str,
    cancel: &CancellationToken,
) -> Result<Arc<View>, NetworkError> {
    let Some(saved) = catalog.view(name) else {
        let known = catalog.views().map(|view| view.name.clone()).collect();
        return Err(NetworkError::NoView { name: name.to_owned(), known });
    };
    let query = || saved.prepare(&std::collections::BTreeMap::new()).expect("parameters of views have defaults");
    let wanted = Wanted { query: saved.text.clone(), ..Wanted::default() };
    Ok(views.get(store, &wanted, query, cancel)?)
}

/// The shortest paths between two things by what people call them, at most `limit`.
pub fn paths(
    store: &Store,
    view: &View,
    (from, to): (&str, &str),
    bounds: &Bounds,
    limit: usize,
    cancel: &CancellationToken,
) -> Result<Vec<PathReport>, NetworkError> {
    let (from, to) = (view.find(from)?, view.find(to)?);
    let options = Options { bounds: bounds.clone(), limit, ..Options::default() };
    let found = path::paths(view, from, to, &options, &Stop::new(cancel))?;
    found.paths.iter().map(|path| Ok(path_report(store, view, path, cancel)?)).collect()
}

/// What a thing, by what people call it, is related to.
pub fn neighbours(
    store: &Store,
    view: &View,
    (node, depth): (&str, usize),
    bounds: &Bounds,
    limit: usize,
    cancel: &CancellationToken,
) -> Result<NeighboursReport, NetworkError> {
    let start = view.find(node)?;
    let reach = Reach { depth, limit, ..Reach::default() };
    let found = neighbours::neighbours(view, start, bounds, reach, &Stop::new(cancel))?;
    let Neighbourhood { nodes, edges, is_cut, .. } = found;
    let reached = nodes.into_iter().skip(1);
    Ok(NeighboursReport {
        node: node_report(view, start),
        neighbours: reached.map(|(id, steps)| NeighbourReport { steps, node: node_report(view, id) }).collect(),
        edges: edge_reports(store, view, &edges, cancel)?,
        is_cut,
    })
}

fn path_report(store: &Store, view: &View, path: &Path, cancel: &CancellationToken) -> Result<PathReport, QueryError> {
    let steps = path.steps.iter().map(|step| edge_reports(store, view, step, cancel));
    Ok(PathReport {
        length: path.length(),
        nodes: path.nodes.iter().map(|id| node_report(view, *id)).collect(),
        steps: steps.collect::<Result<_, _>>()?,
    })
}

fn node_report(view: &View, id: NodeId) -> NodeReport {
    let node = view.node(id).clone();
    NodeReport { iri: node.iri, kind: node.kind, name: node.name, zh: node.zh, en: node.en }
}

fn edge_reports(
    store: &Store,
    view: &View,
    edges: &[EdgeId],
    cancel: &CancellationToken,
) -> Result<Vec<EdgeReport>, QueryError> {
    let report = |id: &EdgeId| {
        let (edge, (source, target)) = (view.edge(*id), view.ends(*id));
        Ok(EdgeReport {
            source: view.node(source).iri.clone(),
            target: view.node(target).iri.clone(),
            relation: edge.relation_name().to_owned(),
            relation_iri: edge.relation.to_owned(),
            weight: edge.weight,
            evidence: evidence::behind(store, view, *id, cancel)?,
        })
    };
    edges.iter().map(report).collect()
}
