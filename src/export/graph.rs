//! Nodes and edges as typed tables: what every format of graphs is written from.

use std::sync::Arc;

use super::layout;
use super::value::{Column, Kind, Value};
use crate::answer::catalog::Catalog;
use crate::answer::network::rank::Measure;

/// A graph to be written.
#[derive(Clone, Debug, Default)]
pub struct Graph {
    /// What it is and where it comes from.
    pub about: About,
    /// The nodes, by IRI.
    pub nodes: Vec<Node>,
    /// The edges, by source, relation, target.
    pub edges: Vec<Edge>,
    /// What was computed of the nodes beside what is known of them.
    pub computed: Computed,
}

/// What of the nodes was asked for and computed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Computed {
    /// The modularity of their communities, where they are divided into such.
    pub modularity: Option<f64>,
    /// The measure of [`Node::measured`].
    pub measure: Option<Measure>,
}

/// What a file says of its content.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct About {
    /// What the graph is, in Chinese and English.
    pub title: String,
    /// The view's name, or the query.
    pub query: String,
    /// Titles of the documents that the facts are from, the first few.
    pub sources: Vec<String>,
    /// How many documents there are.
    pub documents: usize,
}

impl About {
    /// Of a shipped view.
    pub fn of_view(catalog: &Catalog, name: &str) -> Self {
        let title = catalog
            .view(name)
            .map_or_else(|| name.to_owned(), |view| format!("{} {}", view.summary.zh, view.summary.en));
        Self { title, query: name.to_owned(), ..Self::default() }
    }

    /// Of an answer.
    pub fn of_answer(title: String, query: String) -> Self {
        Self { title, query, ..Self::default() }
    }

    /// Of a query of the user's own.
    pub fn of_query(text: &str) -> Self {
        Self { title: "查询结果 result of a query".to_owned(), query: text.to_owned(), ..Self::default() }
    }

    /// All of it in one line. Chinese stands first: Gephi guesses the encoding of a file from its first bytes.
    pub fn describe(&self) -> String {
        let more = if self.documents > self.sources.len() { " …" } else { "" };
        let sources = match self.documents {
            0 => String::new(),
            count => format!(" · 来源 {count} sources: {}{more}", self.sources.join("; ")),
        };
        let query = if self.query.is_empty() { String::new() } else { format!(" · query: {}", self.query) };
        let program = concat!("casegraph ", env!("CARGO_PKG_VERSION"));
        super::value::on_one_line(&format!("案例图谱 {} · {program}{query}{sources}", self.title))
    }
}

/// A class of things, with its colour.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Type {
    /// Local name of the class (`Agency`).
    pub name: String,
    /// Its Chinese label; empty where there is none.
    pub zh: String,
    /// Its English label; empty where there is none.
    pub en: String,
    /// `#rrggbb`
    pub colour: &'static str,
}

/// A property, with its labels.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Relation {
    /// Local name (`reportedBy`).
    pub name: String,
    /// Its IRI.
    pub iri: String,
    /// Its Chinese label; empty where there is none.
    pub zh: String,
    /// Its English label; empty where there is none.
    pub en: String,
    /// Whether it holds the other way round as well: it is drawn without an arrow.
    pub is_symmetric: bool,
}

/// A thing.
#[derive(Clone, Debug, Default)]
pub struct Node {
    /// An NMTOKEN, the same in all formats: `id:place-450000`, or `n7` where the IRI has no short form.
    pub id: String,
    /// Its address.
    pub iri: String,
    /// What to show; never empty.
    pub label: String,
    /// Chinese label, or empty.
    pub zh: String,
    /// English label, or empty.
    pub en: String,
    /// Its class.
    pub kind: Arc<Type>,
    /// Codes that name it, `; ` between them.
    pub codes: String,
    /// How many edges it has.
    pub degree: usize,
    /// How many stretches of text name or state it.
    pub evidence: usize,
    /// First day known of it, or empty.
    pub start: String,
    /// Last day known of it, or empty.
    pub end: String,
    /// Number of its community, from 1, the largest first.
    pub community: Option<usize>,
    /// The value of the measure that was asked for.
    pub measured: Option<f64>,
    /// Where a layout has put it.
    pub position: Option<(f64, f64)>,
}

/// A relation between two things.
#[derive(Clone, Debug, Default)]
pub struct Edge {
    /// Place in [`Graph::nodes`] of the node it starts at.
    pub source: usize,
    /// Place in [`Graph::nodes`] of the node it leads to.
    pub target: usize,
    /// What it says.
    pub relation: Arc<Relation>,
    /// What the view calls it; else its Chinese label, else its name.
    pub label: String,
    /// Finite and greater than zero.
    pub weight: f64,
    /// How many quotations state it.
    pub evidence: usize,
    /// IRIs of the facts that state it, a space between them.
    pub statements: String,
    /// First day known of it, or empty.
    pub start: String,
    /// Last day known of it, or empty.
    pub end: String,
}

/// Most nodes that are laid out unasked: a moment's work.
const LAID_OUT: usize = 2_000;

impl Graph {
    /// Gives every node a position, where there are not too many.
    pub fn lay_out(&mut self) {
        if self.nodes.len() <= LAID_OUT {
            let edges: Vec<_> = self.edges.iter().map(|edge| (edge.source, edge.target)).collect();
            let points = layout::force(self.nodes.len(), &edges);
            for (node, point) in self.nodes.iter_mut().zip(points) {
                node.position = Some(point);
            }
        }
    }
}

/// The id of the edge at a place in [`Graph::edges`].
pub(super) fn edge_id(place: usize) -> String {
    format!("e{place}")
}

/// What is known of a node beside its id and label.
static FACTS: [Column<Node>; 11] = [
    Column { name: "label_zh", kind: Kind::Text, get: |node| Value::text(&node.zh) },
    Column { name: "label_en", kind: Kind::Text, get: |node| Value::text(&node.en) },
    Column { name: "type", kind: Kind::Text, get: |node| Value::text(&node.kind.name) },
    Column { name: "type_zh", kind: Kind::Text, get: |node| Value::text(&node.kind.zh) },
    Column { name: "type_en", kind: Kind::Text, get: |node| Value::text(&node.kind.en) },
    Column { name: "iri", kind: Kind::Text, get: |node| Value::text(&node.iri) },
    Column { name: "code", kind: Kind::Text, get: |node| Value::text(&node.codes) },
    Column { name: "degree", kind: Kind::Integer, get: |node| Some(Value::count(node.degree)) },
    Column { name: "evidence", kind: Kind::Integer, get: |node| Some(Value::count(node.evidence)) },
    Column { name: "start_date", kind: Kind::Date, get: |node| date(&node.start) },
    Column { name: "end_date", kind: Kind::Date, get: |node| date(&node.end) },
];

/// Its community, where communities were asked for.
static COMMUNITY: Column<Node> =
    Column { name: "community", kind: Kind::Integer, get: |node| node.community.map(Value::count) };

/// The measure that was asked for, under its name; the degree is among the facts.
static MEASURES: [(Measure, Column<Node>); 7] = [
    (Measure::PageRank, measured("pagerank")),
    (Measure::WeightedDegree, measured("weighted_degree")),
    (Measure::Betweenness, measured("betweenness")),
    (Measure::Closeness, measured("closeness")),
    (Measure::Harmonic, measured("harmonic")),
    (Measure::Eigenvector, measured("eigenvector")),
    (Measure::Core, measured("core")),
];

const fn measured(name: &'static str) -> Column<Node> {
    Column { name, kind: Kind::Decimal, get: |node| node.measured.map(Value::Decimal) }
}

/// How it is drawn.
static DRAWN: [Column<Node>; 3] = [
    Column { name: "color", kind: Kind::Text, get: |node| Value::text(node.kind.colour) },
    Column { name: "x", kind: Kind::Decimal, get: |node| node.position.map(|(x, _)| Value::Decimal(x)) },
    Column { name: "y", kind: Kind::Decimal, get: |node| node.position.map(|(_, y)| Value::Decimal(y)) },
];

/// What is known of an edge beside its ends, label and weight.
static EDGE: [Column<Edge>; 9] = [
    Column { name: "type", kind: Kind::Text, get: |edge| Value::text(&edge.relation.name) },
    Column { name: "label_zh", kind: Kind::Text, get: |edge| Value::text(&edge.relation.zh) },
    Column { name: "label_en", kind: Kind::Text, get: |edge| Value::text(&edge.relation.en) },
    Column { name: "relation_iri", kind: Kind::Text, get: |edge| Value::text(&edge.relation.iri) },
    Column { name: "evidence", kind: Kind::Integer, get: |edge| Some(Value::count(edge.evidence)) },
    Column { name: "stated", kind: Kind::Boolean, get: |edge| Some(Value::Boolean(edge.evidence > 0)) },
    Column { name: "start_date", kind: Kind::Date, get: |edge| date(&edge.start) },
    Column { name: "end_date", kind: Kind::Date, get: |edge| date(&edge.end) },
    Column { name: "statements", kind: Kind::Text, get: |edge| Value::text(&edge.statements) },
];

/// Columns of a table, in their order.
pub(super) type Columns<T> = Vec<&'static Column<T>>;

impl Graph {
    /// What is said of a node beside its id and label, but for how it is drawn.
    pub(super) fn node_facts(&self) -> Columns<Node> {
        let community = self.computed.modularity.map(|_| &COMMUNITY);
        let asked = MEASURES.iter().filter(|(measure, _)| self.computed.measure == Some(*measure));
        FACTS.iter().chain(community).chain(asked.map(|(_, column)| column)).collect()
    }

    /// All that is said of a node beside its id and label.
    pub(super) fn node_columns(&self) -> Columns<Node> {
        self.node_facts().into_iter().chain(&DRAWN).collect()
    }

    /// What is said of an edge beside its ends, label and weight.
    #[expect(clippy::unused_self, reason = "the columns of a graph are asked of it, those of nodes depend on it")]
    pub(super) fn edge_columns(&self) -> Columns<Edge> {
        EDGE.iter().collect()
    }
}

fn date(text: &str) -> Option<Value<'_>> {
    (!text.is_empty()).then(|| Value::Date(text.into()))
}
