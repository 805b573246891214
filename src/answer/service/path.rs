//! Paths as a service: `[] cg:from ?a ; cg:to ?b ; cg:step ?n ; cg:node ?x ; cg:edge ?e`.

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;
use spargebra::term::GroundTerm;

use super::Context;
use super::block::{Block, Given, Properties, Rows, ServiceFault, Table, integer};
use crate::answer::network::path::{self, Options, Path, PathError, Which};
use crate::answer::network::saved::{self, SavedError};
use crate::answer::network::{Bounds, Direction, EdgeId, FilterError, NodeId, Stop, View, ViewError, evidence};
use crate::answer::sparql::QueryError;

/// Most paths between two ends.
const MOST_PATHS: usize = 1_000;

/// Most steps of a path.
const LONGEST: usize = 20;

/// Steps of a simple path, where the block does not say how many.
const DEFAULT_LENGTH: usize = 4;

pub(super) const PROPERTIES: Properties = Properties {
    usage: "SERVICE <https://w3id.org/casegraph/service/path> { [] cg:from ?a ; cg:to ?b ; cg:step ?n ; cg:node ?x ; cg:edge ?e }, with ?a and ?b bound",
    inputs: &["from", "to", "view", "algorithm", "k", "maxLength", "relation", "via", "direction", "without"],
    outputs: &["path", "length", "step", "node", "edge", "source", "target", "statement", "evidence"],
};

/// What is said of the edge of a step; a step before the first has none.
const OF_EDGES: [&str; 5] = ["edge", "source", "target", "statement", "evidence"];

/// The steps of the paths between each pair of ends that is given. Step 0 is the start; where the block asks for edges, the
/// rows begin with step 1.
pub(super) fn rows(context: &Context<'_>, block: &Block, given: &Table) -> Result<Table, QueryError> {
    for end in ["from", "to"] {
        if !block.says(end) {
            return Err(PROPERTIES.fault(format!("the path block has no cg:{end}")).into());
        }
    }
    let mut rows = Rows::new(block);
    for row in &given.rows {
        let given = Given { table: given, row };
        let asked = Asked::read(block, given)?;
        let services = context.services;
        let view =
            saved::view(context.store, services.catalog, services.views, &asked.view, context.cancel).map_err(fault)?;
        let (Some(from), Some(to)) = (end(&view, &asked.from)?, end(&view, &asked.to)?) else { continue };
        let found = match path::paths(&view, from, to, &asked.options, &Stop::new(context.cancel)) {
            Ok(found) => found.paths,
            Err(PathError::Stopped(_)) => return Err(QueryError::Cancelled),
            Err(PathError::None { .. } | PathError::Longer { .. } | PathError::NoneThrough { .. }) => continue,
        };
        for (number, path) in found.iter().filter(|path| path.length() <= asked.longest).enumerate() {
            Steps { context, block, view: &view, path, number: number + 1 }.push(given, &mut rows)?;
        }
    }
    Ok(rows.table)
}

/// One path on its way into rows.
struct Steps<'a> {
    context: &'a Context<'a>,
    block: &'a Block,
    view: &'a View,
    path: &'a Path,
    number: usize,
}

/// What a row says of an edge.
struct Edge {
    id: EdgeId,
    statement: Option<String>,
    evidence: Option<String>,
}

impl Steps<'_> {
    fn push(&self, given: Given<'_>, rows: &mut Rows<'_>) -> Result<(), QueryError> {
        let has_edges = OF_EDGES.iter().any(|name| self.block.says(name));
        if !has_edges {
            for (step, node) in self.path.nodes.iter().enumerate() {
                self.row(given, rows, (step, *node), None)?;
            }
            return Ok(());
        }
        for (step, edges) in self.path.steps.iter().enumerate() {
            for edge in edges {
                for edge in self.edges(*edge)? {
                    self.row(given, rows, (step + 1, self.path.nodes[step + 1]), Some(&edge))?;
                }
            }
        }
        Ok(())
    }

    /// An edge once for each statement, and each quotation of it, that the block asks for.
    fn edges(&self, id: EdgeId) -> Result<Vec<Edge>, QueryError> {
        let says = |name: &str| self.block.says(name);
        if says("evidence") {
            let behind = evidence::facts(self.context.store, self.view, id, self.context.cancel)?;
            let is_wanted =
                |fact: &String| !says("statement") || self.view.statements(id).any(|known| known.iri == *fact);
            let wanted = behind.into_iter().filter(|(fact, _)| is_wanted(fact));
            return Ok(wanted
                .map(|(fact, evidence)| Edge { id, statement: Some(fact), evidence: Some(evidence) })
                .collect());
        }
        if says("statement") {
            let statements = self.view.statements(id);
            return Ok(statements
                .map(|statement| Edge { id, statement: Some(statement.iri.clone()), evidence: None })
                .collect());
        }
        Ok(vec![Edge { id, statement: None, evidence: None }])
    }

    fn row(
        &self,
        given: Given<'_>,
        rows: &mut Rows<'_>,
        (step, node): (usize, NodeId),
        edge: Option<&Edge>,
    ) -> Result<(), QueryError> {
        let number = |number: usize| Some(integer(number));
        let ends = |edge: &Edge| self.view.ends(edge.id);
        let output = |name: &str| match name {
            "path" => number(self.number),
            "length" => number(self.path.length()),
            "step" => number(step),
            "node" => term(&self.view.node(node).iri),
            "edge" => term(self.view.edge(edge?.id).relation),
            "source" => term(&self.view.node(ends(edge?).0).iri),
            "target" => term(&self.view.node(ends(edge?).1).iri),
            "statement" => term(edge?.statement.as_deref()?),
            "evidence" => term(edge?.evidence.as_deref()?),
            _ => None,
        };
        Ok(rows.push(given, &integer(self.number), output, PROPERTIES.outputs)?)
    }
}

/// What a block asks for.
struct Asked {
    from: GroundTerm,
    to: GroundTerm,
    view: String,
    options: Options,
    longest: usize,
}

impl Asked {
    fn read(block: &Block, given: Given<'_>) -> Result<Self, ServiceFault> {
        let one = |name: &str| -> Result<Option<GroundTerm>, ServiceFault> {
            let mut values = given.all(block, name);
            if values.len() > 1 {
                return Err(PROPERTIES.fault(format!("the path block has more than one cg:{name}")));
            }
            Ok(values.pop())
        };
        let end = |name: &str| {
            one(name)?.ok_or_else(|| PROPERTIES.fault(format!("cg:{name} has no value where the path block needs one")))
        };
        let number = |name: &str, most: usize| -> Result<Option<usize>, ServiceFault> {
            let Some(term) = one(name)? else { return Ok(None) };
            let found = text(&term).parse().ok().filter(|number| (1..=most).contains(number));
            let message = || format!("cg:{name} is {}; it has to be a number from 1 to {most}", text(&term));
            found.map(Some).ok_or_else(|| PROPERTIES.fault(message()))
        };
        let (k, longest) = (number("k", MOST_PATHS)?, number("maxLength", LONGEST)?);
        let algorithm = one("algorithm")?.map_or_else(|| "shortest".to_owned(), |term| text(&term));
        let which = match algorithm.as_str() {
            "shortest" => Which::Shortest,
            "k-shortest" => Which::Best,
            "all-simple" => Which::Simple(longest.unwrap_or(DEFAULT_LENGTH)),
            other => {
                let message = format!("there is no algorithm {other:?}; there are shortest, k-shortest and all-simple");
                return Err(PROPERTIES.fault(message));
            }
        };
        let default = if which == Which::Shortest { 1 } else { 10 };
        let limit = k.unwrap_or(if matches!(which, Which::Simple(_)) { MOST_PATHS } else { default });
        let options = Options { bounds: bounds(block, given)?, which, limit, ..Options::default() };
        let view = one("view")?.map_or_else(|| "all".to_owned(), |term| text(&term));
        Ok(Self { from: end("from")?, to: end("to")?, view, options, longest: longest.unwrap_or(usize::MAX) })
    }
}

fn bounds(block: &Block, given: Given<'_>) -> Result<Bounds, ServiceFault> {
    let texts = |name: &str| -> BTreeSet<String> { given.all(block, name).iter().map(text).collect() };
    let direction = match texts("direction").first() {
        None => Direction::Both,
        Some(name) => Direction::from_name(name)
            .ok_or_else(|| PROPERTIES.fault(format!("there is no direction {name:?}; there are both, out and in")))?,
    };
    let relations = texts("relation").into_iter().chain(texts("via")).collect();
    Ok(Bounds { direction, relations, without: texts("without"), ..Bounds::default() })
}

/// An end: an IRI that is in the view, or none; what people call it.
fn end(view: &View, term: &GroundTerm) -> Result<Option<NodeId>, QueryError> {
    match term {
        GroundTerm::NamedNode(node) => Ok(view.by_iri(node.as_str())),
        GroundTerm::Literal(name) => match view.find(name.value()) {
            Ok(node) => Ok(Some(node)),
            Err(error) => Err(ServiceFault::new(error.to_string(), error.hint()).into()),
        },
    }
}

fn fault(error: SavedError) -> QueryError {
    let (message, hint) = match error {
        SavedError::View(FilterError::View(ViewError::Query(error))) => return error,
        SavedError::View(error) => (error.to_string(), error.hint()),
        SavedError::Unknown(error) => (error.to_string(), Some(error.hint())),
    };
    ServiceFault::new(message, hint.unwrap_or_else(|| PROPERTIES.usage.to_owned())).into()
}

fn text(term: &GroundTerm) -> String {
    match term {
        GroundTerm::NamedNode(node) => node.as_str().to_owned(),
        GroundTerm::Literal(literal) => literal.value().to_owned(),
    }
}

/// A node of a view as a term; literals and blank nodes have no IRI.
fn term(iri: &str) -> Option<GroundTerm> {
    NamedNode::new(iri).ok().map(GroundTerm::NamedNode)
}
