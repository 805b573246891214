//! View and store → [`Graph`]: names, labels, dates and evidence of what a view has.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

use oxigraph::model::{NamedNodeRef, Term};

use super::ExportError;
use super::graph::{About, Edge, Graph, Node, Relation, Type};
use super::palette;
use super::value::clean;
use crate::answer::network::{EdgeId, NodeId, View};
use crate::answer::prefix;
use crate::answer::sparql::{CancellationToken, Query, QueryError, QueryResults, QuerySolution, evaluate};
use crate::store::Store;

/// How many documents are named in a file.
const SOURCES: usize = 5;

/// Some nodes and edges of a view.
#[derive(Clone, Debug, Default)]
pub struct Part {
    nodes: Vec<NodeId>,
    edges: Vec<EdgeId>,
}

impl Part {
    /// These edges with their ends, and these nodes.
    pub fn new(view: &View, nodes: impl IntoIterator<Item = NodeId>, edges: impl IntoIterator<Item = EdgeId>) -> Self {
        let edges: BTreeSet<EdgeId> = edges.into_iter().collect();
        let ends = edges.iter().flat_map(|edge| <[NodeId; 2]>::from(view.ends(*edge)));
        let nodes: BTreeSet<NodeId> = nodes.into_iter().chain(ends).collect();
        Self { nodes: nodes.into_iter().collect(), edges: edges.into_iter().collect() }
    }

    /// Where in [`Graph::nodes`] a node stands.
    pub fn place(&self, node: NodeId) -> Option<usize> {
        self.nodes.binary_search(&node).ok()
    }
}

/// What the tables are filled from.
#[derive(Clone, Copy)]
struct Reading<'r> {
    view: &'r View,
    part: &'r Part,
    store: &'r Store,
    cancel: &'r CancellationToken,
}

impl Reading<'_> {
    /// Runs a query and shows its rows.
    fn each(self, query: &str, mut show: impl FnMut(&QuerySolution)) -> Result<(), ExportError> {
        let query = Query::parse_with_known_prefixes(query).expect("the query is right");
        let QueryResults::Solutions(rows) = evaluate(self.store, query, self.cancel)? else { return Ok(()) };
        for row in rows {
            show(&row.map_err(QueryError::from)?);
        }
        Ok(())
    }

    /// Where in the table the thing of a column stands.
    fn place(self, row: &QuerySolution, column: &str) -> Option<usize> {
        iri(row, column).and_then(|iri| self.view.by_iri(iri)).and_then(|id| self.part.place(id))
    }
}

impl Graph {
    /// The tables of a view. What the store knows beside the view is read in a pass for each: labels of classes and
    /// relations, dates, evidence.
    pub fn of(view: &View, store: &Store, about: About, cancel: &CancellationToken) -> Result<Self, ExportError> {
        let part = Part { nodes: view.nodes().collect(), edges: view.edges().collect() };
        Self::of_part(view, &part, store, about, cancel)
    }

    /// The tables of a part of a view.
    pub fn of_part(
        view: &View,
        part: &Part,
        store: &Store,
        about: About,
        cancel: &CancellationToken,
    ) -> Result<Self, ExportError> {
        let mut graph = Self { about, ..Self::default() };
        let mut types = BTreeMap::new();
        graph.nodes = part.nodes.iter().map(|id| node(view, store, *id, &mut types)).collect();
        let mut relations = BTreeMap::new();
        graph.edges = part.edges.iter().map(|id| edge(view, part, store, *id, &mut relations)).collect();
        for edge in &graph.edges {
            graph.nodes[edge.source].degree += 1;
            graph.nodes[edge.target].degree += 1;
        }
        let reading = Reading { view, part, store, cancel };
        graph.add_evidence(reading)?;
        graph.add_dates(reading)?;
        graph.add_spans(reading)?;
        graph.add_sources(reading)?;
        Ok(graph)
    }

    /// How many stretches name a thing or state a fact: of the nodes, and of the facts behind the edges. An edge at a
    /// recognition that no statement repeats is stated by the recognition itself.
    fn add_evidence(&mut self, reading: Reading<'_>) -> Result<(), ExportError> {
        let mut facts: HashMap<&str, usize> = HashMap::new();
        for edge in &reading.part.edges {
            facts.extend(reading.view.statements(*edge).map(|statement| (statement.iri.as_str(), 0)));
        }
        let query = "SELECT ?node { { ?evidence cg:mentionOf ?node } UNION { ?node cg:evidence ?evidence } }";
        reading.each(query, |row| {
            if let Some(place) = reading.place(row, "node") {
                self.nodes[place].evidence += 1;
            } else if let Some(count) = iri(row, "node").and_then(|fact| facts.get_mut(fact)) {
                *count += 1;
            }
        })?;
        for (id, edge) in reading.part.edges.iter().zip(&mut self.edges) {
            edge.evidence = reading.view.statements(*id).map(|statement| facts[statement.iri.as_str()]).sum();
            edge.statements =
                reading.view.statements(*id).map(|statement| clean(&statement.iri)).collect::<Vec<_>>().join(" ");
            let mut ends = [edge.source, edge.target].into_iter();
            let recognition = ends.find(|end| self.nodes[*end].kind.name == "Recognition");
            if let Some(end) = recognition.filter(|_| edge.statements.is_empty()) {
                edge.evidence = self.nodes[end].evidence;
                edge.statements.clone_from(&self.nodes[end].iri);
            }
        }
        Ok(())
    }

    /// When a case was reported, a policy issued, a recognition granted.
    fn add_dates(&mut self, reading: Reading<'_>) -> Result<(), ExportError> {
        let query = "SELECT ?node ?property ?value { VALUES ?property { cg:year dcterms:issued cg:date } \
                     ?node ?property ?value }";
        reading.each(query, |row| {
            let Some(place) = reading.place(row, "node") else { return };
            let value = text(row, "value");
            let (Some(start), Some(end)) = (first_day(value), last_day(value)) else { return };
            let node = &mut self.nodes[place];
            if node.start.is_empty() || start < node.start {
                node.start = start;
            }
            // What has been issued stays.
            if iri(row, "property").is_some_and(|property| !property.ends_with("issued")) && end > node.end {
                node.end = end;
            }
        })
    }

    /// From when to when a relation held: while both its ends were there; where neither has a date, in the years of the
    /// cases that state it or that it goes through. Ends that were never there together leave it without.
    fn add_spans(&mut self, reading: Reading<'_>) -> Result<(), ExportError> {
        let mut years: HashMap<String, Span> = HashMap::new();
        reading.each("SELECT ?case ?year { ?case a cg:Case ; cg:year ?year }", |row| {
            if let (Some(case), Some(span)) = (iri(row, "case"), Span::of(text(row, "year"))) {
                years.entry(case.to_owned()).and_modify(|known| known.join(&span)).or_insert(span);
            }
        })?;
        for (id, edge) in reading.part.edges.iter().zip(&mut self.edges) {
            let ends = [edge.source, edge.target].map(|end| &self.nodes[end]);
            let mut span = Span::default();
            for end in ends {
                span.meet(&end.start, &end.end);
            }
            if span == Span::default() {
                let stated = reading.view.statements(*id).map(|statement| &statement.case);
                for case in
                    stated.chain(reading.view.via(*id).map(|thing| &thing.iri)).filter_map(|case| years.get(case))
                {
                    span.join(case);
                }
            }
            if span.end.is_empty() || span.start <= span.end {
                (edge.start, edge.end) = (span.start, span.end);
            }
        }
        Ok(())
    }

    fn add_sources(&mut self, reading: Reading<'_>) -> Result<(), ExportError> {
        let mut titles = Vec::new();
        let query = "SELECT ?document (MIN(?t) AS ?title) { ?document a cg:Document ; dcterms:title ?t } \
                     GROUP BY ?document";
        reading.each(query, |row| titles.push(clean(text(row, "title"))))?;
        titles.sort();
        self.about.documents = titles.len();
        titles.truncate(SOURCES);
        self.about.sources = titles;
        Ok(())
    }
}

fn node(view: &View, store: &Store, id: NodeId, types: &mut BTreeMap<String, Arc<Type>>) -> Node {
    let node = view.node(id);
    let kind = types.entry(node.kind.clone()).or_insert_with(|| {
        // Indicators have no class of their own; the property that leads to them has the word.
        let term = if node.kind == "Indicator" { "indicator" } else { node.kind.as_str() };
        let class = prefix::expand(&format!("cg:{term}")).unwrap_or_default();
        let (zh, en) = labels(store, &class);
        Arc::new(Type { name: clean(&node.kind), zh, en, colour: palette::colour(&node.kind) })
    });
    let clean_or_empty = |label: &Option<String>| label.as_deref().map(clean).unwrap_or_default();
    let label = clean(&node.name);
    Node {
        id: node_id(&node.iri, id),
        iri: clean(&node.iri),
        label: if label.trim().is_empty() { clean(&node.iri) } else { label },
        zh: clean_or_empty(&node.zh),
        en: clean_or_empty(&node.en),
        kind: Arc::clone(kind),
        codes: node.codes.iter().map(|code| clean(code)).collect::<Vec<_>>().join("; "),
        ..Node::default()
    }
}

/// The short form of an IRI where it is an NMTOKEN (XML 1.0, production 7), else its number.
fn node_id(iri: &str, id: NodeId) -> String {
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-' | '_' | '.' | '\u{4e00}'..='\u{9fff}');
    let short = prefix::shorten(iri).filter(|short| short.chars().all(is_name));
    short.unwrap_or_else(|| format!("n{}", id.number()))
}

fn edge(view: &View, part: &Part, store: &Store, id: EdgeId, relations: &mut BTreeMap<String, Arc<Relation>>) -> Edge {
    let (edge, (source, target)) = (view.edge(id), view.ends(id));
    let relation = relations.entry(edge.relation.to_owned()).or_insert_with(|| {
        let (mut zh, mut en) = labels(store, edge.relation);
        // What the vocabulary has no label for, the view may have.
        if let Some(known) =
            view.relation(edge.relation).filter(|known| zh.is_empty() && known.zh != edge.relation_name())
        {
            (zh, en) = (known.zh.clone(), known.en.clone());
        }
        let is_symmetric = is_symmetric(store, edge.relation);
        Arc::new(Relation { name: clean(edge.relation_name()), iri: clean(edge.relation), zh, en, is_symmetric })
    });
    let own = edge.label.map(clean).filter(|label| !label.trim().is_empty());
    let known = || if relation.zh.is_empty() { relation.name.clone() } else { relation.zh.clone() };
    Edge {
        source: part.place(source).expect("the ends of an edge are in its part"),
        target: part.place(target).expect("the ends of an edge are in its part"),
        label: own.unwrap_or_else(known),
        relation: Arc::clone(relation),
        weight: edge.weight,
        ..Edge::default()
    }
}

/// Chinese and English label of a term of the vocabulary, the least of several; empty where there is none.
fn labels(store: &Store, term: &str) -> (String, String) {
    let (mut zh, mut en) = (String::new(), String::new());
    let Ok(term) = NamedNodeRef::new(term) else { return (zh, en) };
    let known = oxigraph::model::vocab::rdfs::LABEL;
    for quad in store.matching(Some(term.into()), Some(known), None).flatten() {
        if let Term::Literal(literal) = quad.object {
            let label = match literal.language() {
                Some("zh") => &mut zh,
                Some("en") => &mut en,
                _ => continue,
            };
            if label.is_empty() || literal.value() < label.as_str() {
                *label = clean(literal.value());
            }
        }
    }
    (zh, en)
}

/// Whether the vocabulary says that a relation holds both ways, as that of SKOS does.
fn is_symmetric(store: &Store, relation: &str) -> bool {
    const SYMMETRIC: NamedNodeRef<'_> = NamedNodeRef::new_unchecked("http://www.w3.org/2002/07/owl#SymmetricProperty");
    let known = oxigraph::model::vocab::rdf::TYPE;
    relation == "http://www.w3.org/2004/02/skos/core#related"
        || NamedNodeRef::new(relation)
            .is_ok_and(|property| store.contains(property.into(), known, SYMMETRIC.into()).unwrap_or(false))
}

fn iri<'a>(row: &'a QuerySolution, column: &str) -> Option<&'a str> {
    match row.get(column) {
        Some(Term::NamedNode(node)) => Some(node.as_str()),
        _ => None,
    }
}

fn text<'a>(row: &'a QuerySolution, column: &str) -> &'a str {
    match row.get(column) {
        Some(Term::Literal(literal)) => literal.value(),
        _ => "",
    }
}

/// From a first day to a last; empty where one is not known.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Span {
    start: String,
    end: String,
}

impl Span {
    /// The days of a year, a month or a day.
    fn of(date: &str) -> Option<Self> {
        Some(Self { start: first_day(date)?, end: last_day(date)? })
    }

    /// Grows to hold another, which has both its days.
    fn join(&mut self, other: &Self) {
        if self.start.is_empty() || other.start < self.start {
            self.start.clone_from(&other.start);
        }
        if other.end > self.end {
            self.end.clone_from(&other.end);
        }
    }

    /// Shrinks to what it has in common with another; what is not known bounds nothing.
    fn meet(&mut self, start: &str, end: &str) {
        if start > self.start.as_str() {
            start.clone_into(&mut self.start);
        }
        if !end.is_empty() && (self.end.is_empty() || end < self.end.as_str()) {
            end.clone_into(&mut self.end);
        }
    }
}

/// First day of a year, a month or a day as the graph writes them: `2023`, `2023-04`, `2023-04-05`.
fn first_day(date: &str) -> Option<String> {
    is_date(date).then(|| format!("{date}{}", &"-01-01"[date.len() - 4..]))
}

fn last_day(date: &str) -> Option<String> {
    let days = |year: u16, month: u8| match month {
        4 | 6 | 9 | 11 => 30,
        2 if year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400)) => 29,
        2 => 28,
        _ => 31,
    };
    match date.len() {
        _ if !is_date(date) => None,
        4 => Some(format!("{date}-12-31")),
        7 => Some(format!("{date}-{}", days(date[..4].parse().ok()?, date[5..].parse().ok()?))),
        _ => Some(date.to_owned()),
    }
}

fn is_date(date: &str) -> bool {
    let shape = "0000-00-00";
    matches!(date.len(), 4 | 7 | 10)
        && date.bytes().zip(shape.bytes()).all(|(is, of)| if of == b'0' { is.is_ascii_digit() } else { is == of })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_of_all_lengths_have_their_days() {
        assert_eq!(first_day("2023").as_deref(), Some("2023-01-01"));
        assert_eq!(first_day("2023-04").as_deref(), Some("2023-04-01"));
        assert_eq!(last_day("2024-02").as_deref(), Some("2024-02-29"));
        assert_eq!(last_day("1900-02").as_deref(), Some("1900-02-28"));
        assert_eq!(last_day("2023-04-05").as_deref(), Some("2023-04-05"));
        assert_eq!(first_day("二零二三年"), None);
        assert_eq!(last_day("../2023"), None);
    }
}
