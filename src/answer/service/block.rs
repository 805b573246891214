//! What stands in a `SERVICE` block, and the rows that go into it and come out of it.

use std::collections::BTreeSet;

use oxigraph::model::{Literal, NamedNode, Variable};
use rustc_hash::FxHashSet;
use spargebra::algebra::GraphPattern;
use spargebra::term::{GroundTerm, NamedNodePattern, TermPattern, TriplePattern};

use crate::answer::prefix;

/// Rows that go into a block at most: each is asked for on its own.
pub(super) const MOST_GIVEN: usize = 1_000;

/// Rows that come out of a block at most.
pub(super) const MOST_ROWS: usize = 100_000;

/// Why a block cannot be carried out, and how it is written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ServiceFault {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to write.
    pub hint: String,
}

impl ServiceFault {
    pub(super) fn new(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { message: message.into(), hint: hint.into() }
    }
}

/// A table of a query: what `VALUES` holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Table {
    pub(super) variables: Vec<Variable>,
    pub(super) rows: Vec<Vec<Option<GroundTerm>>>,
}

impl Table {
    /// The table that changes nothing it is joined with.
    pub(super) fn unit() -> Self {
        Self { variables: Vec::new(), rows: vec![Vec::new()] }
    }

    pub(super) fn into_pattern(self) -> GraphPattern {
        GraphPattern::Values { variables: self.variables, bindings: self.rows }
    }

    fn column(&self, variable: &Variable) -> Option<usize> {
        self.variables.iter().position(|known| known == variable)
    }

    /// Its different rows with these columns only, those it has.
    fn project(&self, wanted: &[Variable]) -> Self {
        let columns: Vec<usize> = wanted.iter().filter_map(|variable| self.column(variable)).collect();
        let variables = columns.iter().map(|column| self.variables[*column].clone()).collect();
        let mut rows: Vec<Vec<Option<GroundTerm>>> = Vec::new();
        let mut seen = FxHashSet::default();
        for row in &self.rows {
            let row: Vec<_> = columns.iter().map(|column| row[*column].clone()).collect();
            if seen.insert(row.clone()) {
                rows.push(row);
            }
        }
        Self { variables, rows }
    }

    /// Every row with every row of another that shares no variable.
    fn times(&self, other: &Self) -> Self {
        let variables = [self.variables.as_slice(), &other.variables].concat();
        let rows = self.rows.iter().take(MOST_GIVEN + 1);
        let rows = rows.flat_map(|row| other.rows.iter().map(move |more| [row.as_slice(), more].concat()));
        Self { variables, rows: rows.take(MOST_GIVEN + 1).collect() }
    }
}

/// The rows of several tables that have these variables; `None` where one of them is in no table.
pub(super) fn given(tables: &[Table], wanted: &BTreeSet<Variable>) -> Option<Table> {
    let mut open: Vec<Variable> = wanted.iter().cloned().collect();
    let mut all = Table::unit();
    for table in tables {
        let found = table.project(&open);
        let is_whole = found.rows.iter().flatten().all(Option::is_some);
        if !found.variables.is_empty() && is_whole {
            open.retain(|variable| found.column(variable).is_none());
            all = all.times(&found);
        }
    }
    open.is_empty().then_some(all)
}

/// What a block says of its one subject.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) subject: TermPattern,
    /// Local names in `cg:` and what is said by them, in the order of the block.
    pub(super) said: Vec<(String, TermPattern)>,
}

/// The properties of a service.
pub(super) struct Properties {
    /// How the service is written, for hints.
    pub(super) usage: &'static str,
    /// What has to be known before it is asked.
    pub(super) inputs: &'static [&'static str],
    /// What it gives.
    pub(super) outputs: &'static [&'static str],
}

impl Properties {
    pub(super) fn fault(&self, message: impl Into<String>) -> ServiceFault {
        ServiceFault::new(message, format!("write it like {}", self.usage))
    }

    fn all(&self) -> impl Iterator<Item = &'static str> {
        self.inputs.iter().chain(self.outputs).copied()
    }
}

impl Block {
    /// Reads the triples of a block.
    pub(super) fn read(triples: &[TriplePattern], properties: &Properties) -> Result<Self, ServiceFault> {
        let Some(first) = triples.first() else { return Err(properties.fault("the SERVICE block is empty")) };
        let mut said = Vec::new();
        for triple in triples {
            if triple.subject != first.subject {
                let message = format!("the SERVICE block speaks of {} and of {}", first.subject, triple.subject);
                return Err(ServiceFault::new(
                    message,
                    "give it one subject; what else is asked stands outside of the block",
                ));
            }
            let name = match &triple.predicate {
                NamedNodePattern::NamedNode(node) => local(node),
                NamedNodePattern::Variable(_) => None,
            };
            let Some(name) = name.filter(|name| properties.all().any(|known| known == name)) else {
                let known: Vec<_> = properties.all().map(|name| format!("cg:{name}")).collect();
                let message = format!("this service has no property {}", shown(&triple.predicate));
                return Err(ServiceFault::new(message, format!("it has {}", known.join(", "))));
            };
            said.push((name, triple.object.clone()));
        }
        Ok(Self { subject: first.subject.clone(), said })
    }

    /// The variables that have to have values before the service is asked.
    pub(super) fn needed(&self, properties: &Properties) -> BTreeSet<Variable> {
        let inputs = self.said.iter().filter(|(name, _)| properties.inputs.contains(&name.as_str()));
        inputs.filter_map(|(_, object)| variable(object)).collect()
    }

    /// The columns of its rows: all its variables.
    pub(super) fn variables(&self) -> Vec<Variable> {
        let mut variables: Vec<Variable> = Vec::new();
        for term in std::iter::once(&self.subject).chain(self.said.iter().map(|(_, object)| object)) {
            if let Some(variable) = variable(term)
                && !variables.contains(&variable)
            {
                variables.push(variable);
            }
        }
        variables
    }

    pub(super) fn says(&self, name: &str) -> bool {
        self.said.iter().any(|(said, _)| said == name)
    }
}

/// A property of the block by its name; cg: is the namespace of all of them.
fn local(node: &NamedNode) -> Option<String> {
    node.as_str().strip_prefix(prefix::namespace("cg")?).map(str::to_owned)
}

fn shown(predicate: &NamedNodePattern) -> String {
    match predicate {
        NamedNodePattern::NamedNode(node) => prefix::shorten(node.as_str()).unwrap_or_else(|| node.to_string()),
        NamedNodePattern::Variable(variable) => variable.to_string(),
    }
}

pub(super) fn variable(term: &TermPattern) -> Option<Variable> {
    match term {
        TermPattern::Variable(variable) => Some(variable.clone()),
        _ => None,
    }
}

/// A number as a term.
pub(super) fn integer(number: usize) -> GroundTerm {
    GroundTerm::Literal(Literal::from(number as u64))
}

/// One row of what is given, by variable.
#[derive(Clone, Copy)]
pub(super) struct Given<'a> {
    pub(super) table: &'a Table,
    pub(super) row: &'a [Option<GroundTerm>],
}

impl Given<'_> {
    /// The values of an input: what the block has for it, variables by their values.
    pub(super) fn all(&self, block: &Block, name: &str) -> Vec<GroundTerm> {
        let said = block.said.iter().filter(|(said, _)| said == name);
        said.filter_map(|(_, term)| self.value(term)).collect()
    }

    pub(super) fn value(&self, term: &TermPattern) -> Option<GroundTerm> {
        match term {
            TermPattern::NamedNode(node) => Some(GroundTerm::NamedNode(node.clone())),
            TermPattern::Literal(literal) => Some(GroundTerm::Literal(literal.clone())),
            TermPattern::Variable(variable) => self.row[self.table.column(variable)?].clone(),
            TermPattern::BlankNode(_) => None,
        }
    }
}

/// Rows in the making.
pub(super) struct Rows<'a> {
    block: &'a Block,
    pub(super) table: Table,
}

impl<'a> Rows<'a> {
    pub(super) fn new(block: &'a Block) -> Self {
        Self { block, table: Table { variables: block.variables(), rows: Vec::new() } }
    }

    /// Adds a row: what was given, the subject, and for each output its value. A row that lacks a value the block asks
    /// for, or has another than the block says, is none.
    pub(super) fn push(
        &mut self,
        given: Given<'_>,
        subject: &GroundTerm,
        output: impl Fn(&str) -> Option<GroundTerm>,
        outputs: &[&str],
    ) -> Result<(), ServiceFault> {
        let mut row: Vec<Option<GroundTerm>> = vec![None; self.table.variables.len()];
        let mut set = |term: &TermPattern, value: Option<GroundTerm>| -> bool {
            let Some(value) = value else { return false };
            match term {
                TermPattern::Variable(variable) => {
                    let Some(column) = self.table.column(variable) else { return false };
                    let place = &mut row[column];
                    let fits = place.as_ref().is_none_or(|known| *known == value);
                    *place = Some(value);
                    fits
                }
                TermPattern::BlankNode(_) => true,
                constant => given.value(constant) == Some(value),
            }
        };
        let mut fits = set(&self.block.subject, Some(subject.clone()));
        for (name, term) in &self.block.said {
            let value = if outputs.contains(&name.as_str()) { output(name) } else { given.value(term) };
            fits = fits && set(term, value);
        }
        if fits {
            if self.table.rows.len() >= MOST_ROWS {
                let message = format!("the service gives more than {MOST_ROWS} rows");
                return Err(ServiceFault::new(message, "ask it for less: cg:limit, cg:k, cg:maxLength"));
            }
            self.table.rows.push(row);
        }
        Ok(())
    }
}
