//! SPARQL over the store: parse, bind parameters, evaluate, write in the format asked for.
//!
//! A query goes through [`Query::parse`], optionally [`Query::bind`], then [`evaluate`]; what comes out is written by
//! [`write()`] in a [`Format`] or shown to people by [`table`]. Results are streamed; a [`CancellationToken`] stops them.

mod binding;
mod bounds;
mod closure;
mod explain;
mod format;
mod guard;
mod order;
mod page;
mod parts;
mod size;
mod syntax;
pub mod table;
mod traits;
mod update;
mod wide;
mod write;

pub use bounds::{go_on, within};
pub use explain::{Explanation, Step};
pub use format::Format;
pub use oxigraph::sparql::{CancellationToken, QueryResults, QuerySolution};
pub use page::{Slice, page};
pub use size::{Size, is_small_text};
pub use syntax::SyntaxError;
pub use update::{Update, UpdateError};
pub use write::write;

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};
use std::io;
use std::sync::LazyLock;

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::{PreparedSparqlQuery, QueryEvaluationError};
use regex::Regex;
use rustc_hash::FxHasher;
use spargebra::SparqlParser;
use spargebra::algebra::{GraphPattern, QueryDataset};

use self::syntax::Grammar;
use super::prefix;
use super::service::{Elsewhere, ServiceFault};
use crate::outward::OutwardError;
use crate::store::{Store, StoreError};

/// Why a query has no answer.
#[derive(Debug, thiserror::Error)]
pub enum QueryError {
    /// It is no SPARQL.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// It was stopped: the time was up, or nobody waits for it any more.
    #[error("the query was stopped before it was done")]
    Cancelled,
    /// It was stopped: it holds more memory than a query may.
    #[error("the query was stopped: it keeps more in memory than a query may")]
    Memory,
    /// It was stopped: a text it makes is too long to be made longer.
    #[error("the query was stopped: it works on a text of more than {longest} bytes")]
    Text {
        /// Most bytes that such a text may have.
        longest: usize,
    },
    /// It asks another endpoint, which is not allowed or has not answered.
    #[error(transparent)]
    Elsewhere(OutwardError),
    /// It asks for what this endpoint does not do (an unknown function).
    #[error("the query cannot be answered: {0}")]
    Evaluation(QueryEvaluationError),
    /// It calls a service of this program in a way that cannot be carried out.
    #[error(transparent)]
    Service(#[from] ServiceFault),
    /// Its kind of answer cannot be written in the format asked for.
    #[error("{} cannot be written as {}", .shape.describe(), .format.name())]
    Shape {
        /// What the query gives.
        shape: Shape,
        /// What was asked for.
        format: Format,
    },
    /// The store fails.
    #[error(transparent)]
    Store(StoreError),
    /// What it gives could not be written to where it should go.
    #[error("the answer cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl From<StoreError> for QueryError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Query(error) => error.into(),
            other => Self::Store(other),
        }
    }
}

impl From<QueryEvaluationError> for QueryError {
    fn from(error: QueryEvaluationError) -> Self {
        match error {
            QueryEvaluationError::Cancelled => Self::Cancelled,
            QueryEvaluationError::Service(error) => match error.downcast::<OutwardError>() {
                Ok(error) => Self::Elsewhere(*error),
                Err(error) => match error.downcast::<Self>() {
                    Ok(error) => *error,
                    Err(error) => Self::Evaluation(QueryEvaluationError::Service(error)),
                },
            },
            other => Self::Evaluation(other),
        }
    }
}

/// What kind of answer a query gives.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// Rows, of SELECT.
    Solutions,
    /// True or false, of ASK.
    Boolean,
    /// Triples, of CONSTRUCT and DESCRIBE.
    Graph,
}

impl Shape {
    /// For messages: what the answer consists of.
    pub const fn describe(self) -> &'static str {
        match self {
            Self::Solutions => "a table of solutions (SELECT)",
            Self::Boolean => "true or false (ASK)",
            Self::Graph => "a graph (CONSTRUCT, DESCRIBE)",
        }
    }
}

/// The graphs that a request of the protocol names.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Graphs {
    /// `default-graph-uri`, `using-graph-uri`: their union is the default graph.
    pub default: Vec<NamedNode>,
    /// `named-graph-uri`, `using-named-graph-uri`.
    pub named: Vec<NamedNode>,
}

impl Graphs {
    /// The data set they make; none where none is named.
    fn dataset(&self) -> Option<QueryDataset> {
        let Self { default, named } = self;
        (!default.is_empty() || !named.is_empty())
            .then(|| QueryDataset { default: default.clone(), named: Some(named.clone()) })
    }
}

/// A parsed query.
#[derive(Clone, Debug)]
pub struct Query {
    parsed: spargebra::Query,
    is_settled: bool,
    /// See [`Query::digest`].
    digest: u64,
    elsewhere: Elsewhere,
}

impl Query {
    /// Parses a query that declares its own prefixes.
    pub fn parse(text: &str) -> Result<Self, SyntaxError> {
        Self::parse_with(&SparqlParser::new(), text, false, Size::default())
    }

    /// Parses a query that was sent to an address: relative IRIs are resolved against it (RFC 3986, section 5.1.3). It
    /// may be of some size.
    pub fn parse_at(text: &str, address: &str, most: Size) -> Result<Self, SyntaxError> {
        Self::parse_with(&parser_at(address), text, false, most)
    }

    /// Parses a query typed by a person: [`prefix::WELL_KNOWN`] need not be declared.
    pub fn parse_with_known_prefixes(text: &str) -> Result<Self, SyntaxError> {
        let mut parser = SparqlParser::new();
        for (name, namespace) in prefix::WELL_KNOWN {
            parser = parser.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
        }
        Self::parse_with(&parser, text, true, Size::default())
    }

    fn parse_with(parser: &SparqlParser, text: &str, knows_prefixes: bool, most: Size) -> Result<Self, SyntaxError> {
        most.check_text(text)?;
        let parsed = parser.clone().parse_query(text);
        let parsed = parsed.map_err(|_| SyntaxError::new(text, Grammar::Query(parser), knows_prefixes))?;
        most.check_query(&parsed)?;
        let is_settled = is_settled(text, &parsed);
        Ok(Self { parsed, is_settled, digest: syntax::wording(text), elsewhere: Elsewhere::default() })
    }

    /// Puts terms in the place of variables, in the parsed query: a value can never become syntax.
    #[must_use]
    pub fn bind(mut self, values: &BTreeMap<Variable, Term>) -> Self {
        binding::bind(&mut self.parsed, values);
        self.digest = mixed(self.digest, values);
        self
    }

    /// Lets it see these graphs, whatever its FROM and FROM NAMED say (SPARQL 1.1 Protocol, section 2.1.4); without any
    /// it stays as it is.
    #[must_use]
    pub fn over(mut self, graphs: &Graphs) -> Self {
        let dataset = match &mut self.parsed {
            spargebra::Query::Select { dataset, .. }
            | spargebra::Query::Construct { dataset, .. }
            | spargebra::Query::Describe { dataset, .. }
            | spargebra::Query::Ask { dataset, .. } => dataset,
        };
        if let Some(named) = graphs.dataset() {
            self.digest = mixed(self.digest, &named);
            *dataset = Some(named);
        }
        self
    }

    /// What kind of answer it gives.
    pub fn shape(&self) -> Shape {
        match self.parsed {
            spargebra::Query::Select { .. } => Shape::Solutions,
            spargebra::Query::Ask { .. } => Shape::Boolean,
            spargebra::Query::Construct { .. } | spargebra::Query::Describe { .. } => Shape::Graph,
        }
    }
}

impl Query {
    /// Which of the four forms it has, in lower case: `select`, `ask`, `construct`, `describe`.
    pub fn form(&self) -> &'static str {
        match self.parsed {
            spargebra::Query::Select { .. } => "select",
            spargebra::Query::Ask { .. } => "ask",
            spargebra::Query::Construct { .. } => "construct",
            spargebra::Query::Describe { .. } => "describe",
        }
    }

    /// Whether its answer follows from the store alone: no clock, no chance, no other endpoint. A query that only writes
    /// their names in a string is taken for one that asks them.
    pub fn is_settled(&self) -> bool {
        self.is_settled
    }

    /// Whether it can be begun where others wait for it to end: it asks no other endpoint and is planned in a moment, and
    /// from then on it can be stopped at any row.
    pub fn is_small(&self) -> bool {
        self.is_settled && size::is_small(&self.parsed)
    }

    /// Tells queries that ask the same from others, within one run of the program; chance may make two alike. It is of the
    /// text and what was put into it: the parser names groups and steps of paths by chance, so that what it makes of one
    /// text is different each time.
    pub fn digest(&self) -> u64 {
        self.digest
    }
}

/// A digest of more.
fn mixed(digest: u64, more: &impl Hash) -> u64 {
    let mut hasher = FxHasher::default();
    digest.hash(&mut hasher);
    more.hash(&mut hasher);
    hasher.finish()
}

/// See [`Query::is_settled`].
fn is_settled(text: &str, parsed: &spargebra::Query) -> bool {
    /// Few texts have one of these words, and only those are written out again.
    static SUSPECT: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"(?i-u)NOW|RAND|UUID|BNODE|SERVICE").expect("the pattern is fixed"));
    static UNSETTLED: LazyLock<Regex> = LazyLock::new(|| {
        Regex::new(r"(?i)\b(NOW|RAND|UUID|STRUUID|BNODE)\s*\(|\bSERVICE\b").expect("the pattern is fixed")
    });
    !SUSPECT.is_match(text) || !UNSETTLED.is_match(&parsed.to_string())
}

/// What the services need of a query.
impl Query {
    /// What it asks for.
    pub(super) fn pattern(&self) -> &GraphPattern {
        match &self.parsed {
            spargebra::Query::Select { pattern, .. }
            | spargebra::Query::Construct { pattern, .. }
            | spargebra::Query::Describe { pattern, .. }
            | spargebra::Query::Ask { pattern, .. } => pattern,
        }
    }

    /// The same query asking for something else, made from what it asks for and the graphs it sees.
    pub(super) fn rewritten<E>(
        mut self,
        rewrite: impl FnOnce(GraphPattern, Option<QueryDataset>) -> Result<GraphPattern, E>,
    ) -> Result<Self, E> {
        let (pattern, dataset) = match &mut self.parsed {
            spargebra::Query::Select { pattern, dataset, .. }
            | spargebra::Query::Construct { pattern, dataset, .. }
            | spargebra::Query::Describe { pattern, dataset, .. }
            | spargebra::Query::Ask { pattern, dataset, .. } => (pattern, dataset.clone()),
        };
        *pattern = rewrite(std::mem::take(pattern), dataset)?;
        Ok(self)
    }

    /// A query for the rows of a pattern.
    pub(super) fn select(pattern: GraphPattern, dataset: Option<QueryDataset>) -> Self {
        let parsed = spargebra::Query::Select { dataset, pattern, base_iri: None };
        Self { parsed, is_settled: true, digest: 0, elsewhere: Elsewhere::default() }
    }

    /// The same query with a way to other endpoints.
    pub(super) fn reaching(self, elsewhere: &Elsewhere) -> Self {
        Self { elsewhere: elsewhere.clone(), ..self }
    }

    /// Its way to other endpoints.
    pub(super) fn elsewhere(&self) -> &Elsewhere {
        &self.elsewhere
    }
}

/// A parser whose relative IRIs are resolved against an address, where it is an IRI.
fn parser_at(address: &str) -> SparqlParser {
    SparqlParser::new().with_base_iri(address).unwrap_or_default()
}

/// A query with the token that stops it.
fn prepared(mut query: Query, cancel: &CancellationToken) -> PreparedSparqlQuery {
    let is_plan = guard::query(&mut query.parsed);
    let evaluator = bounds::evaluator(cancel, &query.elsewhere);
    let evaluator = if is_plan { evaluator.without_optimizations() } else { evaluator };
    evaluator.for_query(query.parsed)
}

/// Answers a query for its plan: to its end, or until `cancel` is cancelled.
pub fn explained(store: &Store, query: Query, cancel: &CancellationToken) -> Result<Explanation, QueryError> {
    explain::explain(store, prepared(query, cancel))
}

/// Starts a query on the state the store has now; rows are computed as they are read, until `cancel` is cancelled.
///
/// Within [`within()`] it is stopped wherever it is, elsewhere only where it reads the store.
pub fn evaluate(store: &Store, query: Query, cancel: &CancellationToken) -> Result<QueryResults<'static>, QueryError> {
    Ok(store.answer(prepared(query, cancel))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_question_has_one_digest_and_another_has_another() {
        let digest = |text: &str| Query::parse(text).unwrap().digest();
        let text = "SELECT ?s (COUNT(*) AS ?n) { ?s <a:b>/<a:c> ?o } GROUP BY ?s";
        assert_eq!(digest(text), digest(text));
        assert_eq!(digest(text), digest(&format!("# a comment\n{} # another", text.replace(" { ", "\n  {   "))));
        for other in [text.replace("a:c", "a:d"), text.replace("<a:b>/", "<a:b>/^")] {
            assert_ne!(digest(text), digest(&other), "{other}");
        }
        assert_ne!(digest("ASK { ?s ?p 'a b' }"), digest("ASK { ?s ?p 'a  b' }"));
        let (name, value) = (Variable::new_unchecked("o"), Term::from(NamedNode::new_unchecked("a:o")));
        assert_ne!(digest(text), Query::parse(text).unwrap().bind(&[(name, value)].into()).digest());
        let graphs = Graphs { default: vec![NamedNode::new_unchecked("a:g")], named: Vec::new() };
        assert_ne!(digest(text), Query::parse(text).unwrap().over(&graphs).digest());
    }

    #[test]
    fn an_answer_is_settled_unless_a_clock_or_chance_has_part_in_it() {
        let settled = |text: &str| Query::parse(text).unwrap().is_settled();
        assert!(settled("SELECT ?nowhere { ?nowhere ?p 'brand new' }"));
        for text in [
            "SELECT (NOW() AS ?t) {}",
            "SELECT (now # a comment\n() AS ?t) {}",
            "SELECT * { ?s ?p ?o FILTER(RAND() > 0.5) }",
            "ASK { FILTER EXISTS { BIND(STRUUID() AS ?x) } }",
            "SELECT (BNODE() AS ?b) {}",
            "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }",
        ] {
            assert!(!settled(text), "{text}");
        }
    }
}
