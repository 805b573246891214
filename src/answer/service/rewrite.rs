//! A query → the same query with a `VALUES` in the place of each block of ours.
//!
//! A block for an endpoint that a variable names comes after what gives the variable its value, row by row: the engine
//! alone would ask it first, without one.
//!
//! What a block has to know first may be said by constants, by `VALUES` or `BIND` in its group, by another service, or
//! by the patterns beside it: then these are asked for the values first. In `OPTIONAL` and `MINUS` the patterns before
//! count as beside it; a sub-select is a query of its own.

use oxigraph::model::{Term, Variable};
use spargebra::algebra::{Expression, GraphPattern, QueryDataset};
use spargebra::term::{GroundTerm, NamedNodePattern, TriplePattern};

use super::block::{Block, MOST_GIVEN, Properties, ServiceFault, Table, given};
use super::{Context, Name, path, search};
use crate::answer::sparql::{self, Query, QueryError, QueryResults};

type Rewritten = Result<GraphPattern, QueryError>;

pub(super) struct Rewriter<'a> {
    context: &'a Context<'a>,
    dataset: Option<QueryDataset>,
}

/// What is known where a pattern stands.
#[derive(Clone, Default)]
struct Scope {
    /// Tables that the pattern will be joined with.
    tables: Vec<Table>,
    /// Patterns that it will be joined with.
    beside: Vec<GraphPattern>,
    /// The graph that it speaks of.
    graph: Option<NamedNodePattern>,
}

/// A block that waits for its values.
struct Waiting {
    name: Name,
    inner: GraphPattern,
    block: Block,
    silent: bool,
}

impl<'a> Rewriter<'a> {
    pub(super) fn new(context: &'a Context<'a>, dataset: Option<QueryDataset>) -> Self {
        Self { context, dataset }
    }

    pub(super) fn query(&self, pattern: GraphPattern) -> Rewritten {
        self.pattern(pattern, &Scope::default())
    }

    fn pattern(&self, pattern: GraphPattern, scope: &Scope) -> Rewritten {
        if !calls(&pattern) {
            return Ok(pattern);
        }
        let boxed = |pattern: GraphPattern, scope: &Scope| self.pattern(pattern, scope).map(Box::new);
        let alone = Scope { graph: scope.graph.clone(), ..Scope::default() };
        Ok(match pattern {
            GraphPattern::Join { .. } | GraphPattern::Service { .. } => self.group(pattern, scope)?,
            GraphPattern::Filter { expr, inner } => {
                let inner = self.pattern(*inner, scope)?;
                let expr = self.expression(expr, &beside(scope, &inner))?;
                GraphPattern::Filter { expr, inner: Box::new(inner) }
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                let left = self.pattern(*left, scope)?;
                let right = boxed(*right, &beside(scope, &left))?;
                GraphPattern::LeftJoin { left: Box::new(left), right, expression }
            }
            GraphPattern::Minus { left, right } => {
                let left = self.pattern(*left, scope)?;
                let right = boxed(*right, &beside(scope, &left))?;
                GraphPattern::Minus { left: Box::new(left), right }
            }
            GraphPattern::Lateral { left, right } => {
                let left = self.pattern(*left, scope)?;
                let right = boxed(*right, &beside(scope, &left))?;
                GraphPattern::Lateral { left: Box::new(left), right }
            }
            GraphPattern::Union { left, right } => {
                GraphPattern::Union { left: boxed(*left, scope)?, right: boxed(*right, scope)? }
            }
            GraphPattern::Graph { name, inner } => {
                let inner = boxed(*inner, &Scope { graph: Some(name.clone()), ..Scope::default() })?;
                GraphPattern::Graph { name, inner }
            }
            GraphPattern::Extend { inner, variable, expression } => {
                GraphPattern::Extend { inner: boxed(*inner, scope)?, variable, expression }
            }
            GraphPattern::OrderBy { inner, expression } => {
                GraphPattern::OrderBy { inner: boxed(*inner, &alone)?, expression }
            }
            GraphPattern::Project { inner, variables } => {
                GraphPattern::Project { inner: boxed(*inner, &alone)?, variables }
            }
            GraphPattern::Distinct { inner } => GraphPattern::Distinct { inner: boxed(*inner, &alone)? },
            GraphPattern::Reduced { inner } => GraphPattern::Reduced { inner: boxed(*inner, &alone)? },
            GraphPattern::Slice { inner, start, length } => {
                GraphPattern::Slice { inner: boxed(*inner, &alone)?, start, length }
            }
            GraphPattern::Group { inner, variables, aggregates } => {
                GraphPattern::Group { inner: boxed(*inner, &alone)?, variables, aggregates }
            }
            other @ (GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. }) => other,
        })
    }

    /// Patterns that are joined, whatever their order: the blocks among them one after the other, as they can be.
    fn group(&self, pattern: GraphPattern, scope: &Scope) -> Rewritten {
        let (mut done, mut waiting, mut later, mut elsewhere) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
        for part in joined(pattern) {
            match Part::read(part)? {
                Part::Block(block) => waiting.push(block),
                Part::Elsewhere(part) => elsewhere.push(part),
                Part::Nothing => done.push(Table::unit().into_pattern()),
                Part::Other(part) if calls(&part) => later.push(part),
                Part::Other(part) => done.push(part),
            }
        }
        for part in later {
            let scope = Scope { beside: [scope.beside.clone(), done.clone()].concat(), ..scope.clone() };
            done.push(self.pattern(part, &scope)?);
        }
        while !waiting.is_empty() {
            let tables: Vec<Table> = scope.tables.iter().cloned().chain(done.iter().flat_map(tables)).collect();
            let is_ready = |block: &Waiting| given(&tables, &block.block.needed(block.name.properties())).is_some();
            let next = waiting.remove(waiting.iter().position(is_ready).unwrap_or(0));
            let pattern = self.carry_out(next, &tables, scope, &done)?;
            done.push(pattern);
        }
        let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
        // The tables first: they are few rows, and what comes after is looked up by them.
        done.sort_by_key(|part| !matches!(part, GraphPattern::Values { .. }));
        let joined = done.into_iter().reduce(join).unwrap_or_default();
        let each = |left, right| GraphPattern::Lateral { left: Box::new(left), right: Box::new(right) };
        Ok(elsewhere.into_iter().fold(joined, each))
    }

    fn carry_out(&self, waiting: Waiting, tables: &[Table], scope: &Scope, done: &[GraphPattern]) -> Rewritten {
        let Waiting { name, inner, block, silent } = waiting;
        let needed = block.needed(name.properties());
        let result = match given(tables, &needed) {
            Some(table) => Ok(table),
            None => self.ask(&needed.into_iter().collect::<Vec<_>>(), scope, done, name.properties()),
        };
        let result = result.and_then(|table| {
            if table.rows.len() > MOST_GIVEN {
                let message = format!("the SERVICE block is to be asked more than {MOST_GIVEN} times");
                return Err(
                    ServiceFault::new(message, "say more of what goes into it, so that it is fewer things").into()
                );
            }
            self.context.call(name, &block, &table)
        });
        match result {
            Ok(table) => Ok(filled(inner, &mut Some(table))),
            Err(QueryError::Cancelled) => Err(QueryError::Cancelled),
            Err(_) if silent => Ok(Table::unit().into_pattern()),
            Err(error) => Err(error),
        }
    }

    /// Asks the patterns beside a block for the values that it needs.
    fn ask(
        &self,
        needed: &[Variable],
        scope: &Scope,
        done: &[GraphPattern],
        properties: &Properties,
    ) -> Result<Table, QueryError> {
        let tables = scope.tables.iter().cloned().map(Table::into_pattern);
        let parts = connected(needed, tables.chain(scope.beside.iter().chain(done).cloned()).collect());
        let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
        let mut pattern = parts.into_iter().reduce(join).unwrap_or_default();
        let unbound = needed.iter().find(|variable| !binds(&pattern, variable));
        if let Some(variable) = unbound {
            return Err(properties.fault(format!("{variable} has no value where the SERVICE block needs one")).into());
        }
        if let Some(graph) = &scope.graph {
            pattern = GraphPattern::Graph { name: graph.clone(), inner: Box::new(pattern) };
        }
        let project = GraphPattern::Project { inner: Box::new(pattern), variables: needed.to_vec() };
        let distinct = GraphPattern::Distinct { inner: Box::new(project) };
        let query = Query::select(distinct, self.dataset.clone()).reaching(&self.context.elsewhere);
        let mut table = Table { variables: needed.to_vec(), rows: Vec::new() };
        let QueryResults::Solutions(rows) = sparql::evaluate(self.context.store, query, self.context.cancel)? else {
            return Ok(table);
        };
        for row in rows.take(MOST_GIVEN + 1) {
            let row = row?;
            let cells: Option<Vec<_>> = needed.iter().map(|variable| row.get(variable).and_then(ground)).collect();
            table.rows.extend(cells.map(|cells| cells.into_iter().map(Some).collect()));
        }
        Ok(table)
    }

    /// Blocks in EXISTS.
    fn expression(&self, expression: Expression, scope: &Scope) -> Result<Expression, QueryError> {
        let boxed = |inner: Box<Expression>| self.expression(*inner, scope).map(Box::new);
        Ok(match expression {
            Expression::Exists(pattern) => Expression::Exists(Box::new(self.pattern(*pattern, scope)?)),
            Expression::Not(inner) => Expression::Not(boxed(inner)?),
            Expression::And(left, right) => Expression::And(boxed(left)?, boxed(right)?),
            Expression::Or(left, right) => Expression::Or(boxed(left)?, boxed(right)?),
            other => other,
        })
    }
}

impl Name {
    fn properties(self) -> &'static Properties {
        match self {
            Self::Search => &search::PROPERTIES,
            Self::Path => &path::PROPERTIES,
        }
    }
}

/// What a part of a group is.
enum Part {
    Block(Waiting),
    /// A silent block that cannot be read: it says nothing.
    Nothing,
    /// A block for the endpoint that a variable names.
    Elsewhere(GraphPattern),
    Other(GraphPattern),
}

impl Part {
    fn read(pattern: GraphPattern) -> Result<Self, ServiceFault> {
        let (name, inner, silent) = match pattern {
            GraphPattern::Service { name: NamedNodePattern::NamedNode(iri), inner, silent } => {
                let Some(name) = Name::of(&iri) else {
                    let name = NamedNodePattern::NamedNode(iri);
                    return Ok(Self::Other(GraphPattern::Service { name, inner, silent }));
                };
                (name, inner, silent)
            }
            other @ GraphPattern::Service { .. } => return Ok(Self::Elsewhere(other)),
            other => return Ok(Self::Other(other)),
        };
        let mut triples = Vec::new();
        let read = gather(&inner, &mut triples).map_err(|what| {
            let hint =
                "let it hold triples of one subject, VALUES, FILTER and BIND; what else is asked stands outside of it";
            ServiceFault::new(format!("{what} cannot stand in this SERVICE block"), hint)
        });
        match read.and_then(|()| Block::read(&triples, name.properties())) {
            Ok(block) => Ok(Self::Block(Waiting { name, inner: *inner, block, silent })),
            Err(_) if silent => Ok(Self::Nothing),
            Err(fault) => Err(fault),
        }
    }
}

/// The triples of a block, or what else is in it.
fn gather(pattern: &GraphPattern, triples: &mut Vec<TriplePattern>) -> Result<(), &'static str> {
    match pattern {
        GraphPattern::Bgp { patterns } => {
            triples.extend(patterns.iter().cloned());
            Ok(())
        }
        GraphPattern::Values { .. } => Ok(()),
        GraphPattern::Join { left, right } => gather(left, triples).and_then(|()| gather(right, triples)),
        GraphPattern::Filter { inner, .. } | GraphPattern::Extend { inner, .. } => gather(inner, triples),
        GraphPattern::Path { .. } => Err("a property path"),
        GraphPattern::Union { .. } => Err("UNION"),
        GraphPattern::LeftJoin { .. } => Err("OPTIONAL"),
        GraphPattern::Graph { .. } => Err("GRAPH"),
        GraphPattern::Minus { .. } => Err("MINUS"),
        GraphPattern::Service { .. } => Err("another SERVICE"),
        _ => Err("a sub-select"),
    }
}

/// The pattern of a block with a table in the place of its first triples and nothing in that of others.
fn filled(pattern: GraphPattern, table: &mut Option<Table>) -> GraphPattern {
    match pattern {
        GraphPattern::Bgp { .. } => table.take().unwrap_or_else(Table::unit).into_pattern(),
        GraphPattern::Join { left, right } => {
            GraphPattern::Join { left: Box::new(filled(*left, table)), right: Box::new(filled(*right, table)) }
        }
        GraphPattern::Filter { expr, inner } => GraphPattern::Filter { expr, inner: Box::new(filled(*inner, table)) },
        GraphPattern::Extend { inner, variable, expression } => {
            GraphPattern::Extend { inner: Box::new(filled(*inner, table)), variable, expression }
        }
        other => other,
    }
}

/// The parts of a join, in their order; the tables in a block are parts of the join around it.
fn joined(pattern: GraphPattern) -> Vec<GraphPattern> {
    match pattern {
        GraphPattern::Join { left, right } => [joined(*left), joined(*right)].concat(),
        GraphPattern::Service { name: NamedNodePattern::NamedNode(name), inner, silent }
            if Name::of(&name).is_some() =>
        {
            let mut parts: Vec<_> = tables(&inner).into_iter().map(Table::into_pattern).collect();
            parts.push(GraphPattern::Service { name: NamedNodePattern::NamedNode(name), inner, silent });
            parts
        }
        other => vec![other],
    }
}

/// The tables that every row of a pattern agrees with.
fn tables(pattern: &GraphPattern) -> Vec<Table> {
    match pattern {
        GraphPattern::Values { variables, bindings } => {
            vec![Table { variables: variables.clone(), rows: bindings.clone() }]
        }
        GraphPattern::Join { left, right } => [tables(left), tables(right)].concat(),
        GraphPattern::LeftJoin { left, .. } | GraphPattern::Minus { left, .. } => tables(left),
        GraphPattern::Filter { inner, .. } => tables(inner),
        GraphPattern::Extend { inner, variable, expression } => {
            let constant = match expression {
                Expression::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
                Expression::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
                _ => None,
            };
            let bound = constant.map(|term| Table { variables: vec![variable.clone()], rows: vec![vec![Some(term)]] });
            tables(inner).into_iter().chain(bound).collect()
        }
        _ => Vec::new(),
    }
}

fn beside(scope: &Scope, pattern: &GraphPattern) -> Scope {
    Scope {
        tables: [scope.tables.clone(), tables(pattern)].concat(),
        beside: [scope.beside.as_slice(), std::slice::from_ref(pattern)].concat(),
        graph: scope.graph.clone(),
    }
}

/// The patterns that hang together with some variables, directly or through others.
fn connected(wanted: &[Variable], mut patterns: Vec<GraphPattern>) -> Vec<GraphPattern> {
    let (mut known, mut found) = (wanted.to_vec(), Vec::new());
    while let Some(at) = patterns.iter().position(|pattern| known.iter().any(|variable| binds(pattern, variable))) {
        let pattern = patterns.remove(at);
        pattern.on_in_scope_variable(|variable| known.push(variable.clone()));
        found.push(pattern);
    }
    found
}

/// Whether a pattern gives a variable a value.
fn binds(pattern: &GraphPattern, wanted: &Variable) -> bool {
    let mut found = false;
    pattern.on_in_scope_variable(|variable| found |= variable == wanted);
    found
}

/// Whether a block of ours is in a pattern, or one whose endpoint is still to be found.
pub(super) fn calls(pattern: &GraphPattern) -> bool {
    match pattern {
        // What is in the block of another service is that one's business.
        GraphPattern::Service { name: NamedNodePattern::NamedNode(name), .. } => Name::of(name).is_some(),
        GraphPattern::Service { name: NamedNodePattern::Variable(_), .. } => true,
        GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => false,
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right }
        | GraphPattern::LeftJoin { left, right, .. } => calls(left) || calls(right),
        GraphPattern::Filter { expr, inner } => calls(inner) || calls_in(expr),
        GraphPattern::Graph { inner, .. }
        | GraphPattern::Extend { inner, .. }
        | GraphPattern::OrderBy { inner, .. }
        | GraphPattern::Project { inner, .. }
        | GraphPattern::Distinct { inner }
        | GraphPattern::Reduced { inner }
        | GraphPattern::Slice { inner, .. }
        | GraphPattern::Group { inner, .. } => calls(inner),
    }
}

/// Whether a block of ours is in an EXISTS of a condition.
fn calls_in(expression: &Expression) -> bool {
    match expression {
        Expression::Exists(pattern) => calls(pattern),
        Expression::Not(inner) => calls_in(inner),
        Expression::And(left, right) | Expression::Or(left, right) => calls_in(left) || calls_in(right),
        _ => false,
    }
}

fn ground(term: &Term) -> Option<GroundTerm> {
    match term {
        Term::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
        Term::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
        Term::BlankNode(_) => None,
    }
}
