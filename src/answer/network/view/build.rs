//! Rows of a query → [`View`].

use std::collections::HashMap;

use oxigraph::model::Term;
use oxigraph::sparql::{CancellationToken, QuerySolution};

use super::{EdgeId, Lists, Node, Property, View, attributes, shape, starts, statements};
use crate::answer::prefix;
use crate::answer::sparql::{Query, QueryError, QueryResults, evaluate};
use crate::store::Store;

/// Most edges of one view: what fits into half a gigabyte.
pub(super) const MOST_EDGES: usize = 5_000_000;

/// Why a query gives no view.
#[derive(Debug, thiserror::Error)]
pub enum ViewError {
    /// The query fails.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// The query gives no table, or one without the columns of a view.
    #[error(
        "a view is a SELECT of ?source ?target ?relation and optionally ?weight ?label ?via; this query has no {missing}"
    )]
    Columns {
        /// What it lacks.
        missing: &'static str,
    },
    /// The query gives more than a view holds.
    #[error("the view has more than {most} edges")]
    TooLarge {
        /// How many a view holds.
        most: usize,
    },
}

impl ViewError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Query(QueryError::Syntax(error)) => error.hint.clone(),
            Self::Query(QueryError::Cancelled) | Self::TooLarge { .. } => {
                Some("ask for less: let the query choose kinds of thing and relations, or give it a LIMIT".to_owned())
            }
            Self::Query(_) => None,
            Self::Columns { .. } => Some(
                "try SELECT ?source ?target ?relation { ?source ?relation ?target FILTER(isIRI(?target)) }".to_owned(),
            ),
        }
    }
}

/// Texts by number, in the order they came.
#[derive(Debug, Default)]
struct Interned {
    numbers: HashMap<String, u32>,
}

impl Interned {
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = self.numbers.len() as u32;
        self.numbers.insert(text.to_owned(), number);
        number
    }

    /// The texts in their order, and the place in it of each number.
    fn sorted(self) -> (Vec<String>, Vec<u32>) {
        let mut texts: Vec<(String, u32)> = self.numbers.into_iter().collect();
        texts.sort_unstable();
        let mut places = vec![0; texts.len()];
        for (place, (_, number)) in texts.iter().enumerate() {
            places[*number as usize] = place as u32;
        }
        (texts.into_iter().map(|(text, _)| text).collect(), places)
    }
}

#[derive(Debug)]
struct Row {
    source: u32,
    relation: u32,
    target: u32,
    weight: f64,
    label: Option<Box<str>>,
    via: Vec<u32>,
}

/// Gathers edges, in any order, into a [`View`].
#[derive(Debug, Default)]
pub struct Builder {
    ends: Interned,
    relations: Interned,
    things: Interned,
    rows: Vec<Row>,
}

impl Builder {
    /// Adds an edge; a weight that is no number above zero counts as 1, `via` are IRIs between spaces.
    pub fn add(&mut self, [source, relation, target]: [&str; 3], weight: f64, label: Option<&str>, via: &str) {
        self.rows.push(Row {
            source: self.ends.number(source),
            relation: self.relations.number(relation),
            target: self.ends.number(target),
            weight: if weight.is_finite() && weight > 0.0 { weight } else { 1.0 },
            label: label.map(Into::into),
            via: via.split_whitespace().map(|iri| self.things.number(iri)).collect(),
        });
    }

    /// The view of the edges; of rows that say the same edge the heaviest counts. Nodes are called by their IRIs.
    pub fn finish(self) -> View {
        let mut view = self.gather();
        view.nodes.iter_mut().chain(&mut view.things).for_each(attributes::complete);
        view
    }

    /// The view before its nodes have names.
    fn gather(self) -> View {
        let ((ends, end_places), (relations, relation_places)) = (self.ends.sorted(), self.relations.sorted());
        let (things, thing_places) = self.things.sorted();
        let mut rows = self.rows;
        for row in &mut rows {
            row.source = end_places[row.source as usize];
            row.target = end_places[row.target as usize];
            row.relation = relation_places[row.relation as usize];
        }
        rows.sort_by(|a, b| {
            let key = |row: &Row| (row.source, row.relation, row.target);
            key(a).cmp(&key(b)).then(b.weight.total_cmp(&a.weight)).then_with(|| a.label.cmp(&b.label))
        });
        let property = |iri: String| {
            if iri == shape::RELATED {
                return shape::related();
            }
            let name = prefix::local_name(&iri).to_owned();
            Property { zh: name.clone(), en: name, iri }
        };
        let relations = relations.into_iter().map(property).collect();
        let mut view = View { relations, ..View::default() };
        let (mut via, mut labels) = (Vec::new(), Vec::with_capacity(rows.len()));
        let mut last = None;
        for row in rows {
            let key = (row.source, row.relation, row.target);
            if last.replace(key) != Some(key) {
                view.sources.push(row.source);
                view.targets.push(row.target);
                view.relation.push(row.relation);
                view.weights.push(row.weight);
                labels.push(row.label);
            }
            let edge = view.sources.len() as u32 - 1;
            via.extend(row.via.into_iter().map(|thing| (edge, thing_places[thing as usize])));
        }
        if labels.iter().any(Option::is_some) {
            view.labels = labels;
        }
        view.via = Lists::new(view.sources.len(), via);
        let node = |iri| Node { iri, ..Node::default() };
        view.nodes = ends.into_iter().map(node).collect();
        view.things = things.into_iter().map(node).collect();
        view.index();
        view
    }
}

impl View {
    /// Builds the view of a query: one pass over its rows, then what its nodes are called and what states its edges.
    /// Rows that lack an end or the relation are left out.
    pub fn build(store: &Store, query: Query, cancel: &CancellationToken) -> Result<Self, ViewError> {
        let QueryResults::Solutions(rows) = evaluate(store, query, cancel)? else {
            return Err(ViewError::Columns { missing: "rows" });
        };
        for (column, missing) in [("source", "?source"), ("target", "?target"), ("relation", "?relation")] {
            if !rows.variables().iter().any(|variable| variable.as_str() == column) {
                return Err(ViewError::Columns { missing });
            }
        }
        let mut builder = Builder::default();
        for row in rows {
            add(&mut builder, &row.map_err(QueryError::from)?);
            if builder.rows.len() > MOST_EDGES {
                return Err(ViewError::TooLarge { most: MOST_EDGES });
            }
        }
        let mut view = builder.gather();
        attributes::fill(&mut view, store, cancel)?;
        statements::fill(&mut view, store, cancel)?;
        Ok(view)
    }

    /// Finds the edges of each node.
    pub(super) fn index(&mut self) {
        let count = self.nodes.len();
        self.out = starts(count, self.sources.iter().copied());
        self.into_starts = starts(count, self.targets.iter().copied());
        let mut next = self.into_starts.clone();
        self.into = vec![0; self.targets.len()];
        // Edges come by source and relation, and keep that order below each target.
        for (edge, target) in self.targets.iter().enumerate() {
            let place = &mut next[*target as usize];
            self.into[*place as usize] = edge as u32;
            *place += 1;
        }
    }

    /// The edge of this triple.
    pub(super) fn edge_of(&self, source: u32, relation: u32, target: u32) -> Option<EdgeId> {
        let range = super::range(&self.out, source);
        let at = |edge: usize| (self.relation[edge], self.targets[edge]);
        let (mut low, mut high) = (range.start, range.end);
        while low < high {
            let middle = low.midpoint(high);
            if at(middle) < (relation, target) { low = middle + 1 } else { high = middle }
        }
        (low < range.end && at(low) == (relation, target)).then_some(EdgeId(low as u32))
    }
}

fn add(builder: &mut Builder, row: &QuerySolution) {
    let (Some(source), Some(relation), Some(target)) = (row.get("source"), row.get("relation"), row.get("target"))
    else {
        return;
    };
    let text = |column| match row.get(column) {
        Some(Term::Literal(literal)) => Some(literal.value()),
        Some(Term::NamedNode(node)) => Some(node.as_str()),
        _ => None,
    };
    let weight = text("weight").and_then(|weight| weight.parse().ok()).unwrap_or(1.0);
    let (source, relation, target) = (Identity::of(source), Identity::of(relation), Identity::of(target));
    let ends = [source.as_str(), relation.as_str(), target.as_str()];
    builder.add(ends, weight, text("label"), text("via").unwrap_or_default());
}

/// What stands for a term: an IRI as it is, without a copy; else its N-Triples form.
enum Identity<'a> {
    Iri(&'a str),
    Other(String),
}

impl<'a> Identity<'a> {
    fn of(term: &'a Term) -> Self {
        match term {
            Term::NamedNode(node) => Self::Iri(node.as_str()),
            other => Self::Other(other.to_string()),
        }
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Iri(iri) => iri,
            Self::Other(text) => text,
        }
    }
}
