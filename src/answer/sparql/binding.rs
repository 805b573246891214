//! Parameters → the parsed query: a variable is replaced by a term wherever it stands.
//!
//! The engine's own substitution reaches only projected variables; this one reaches sub-selects, filters, EXISTS and
//! aggregates too, and the planner sees constants.

use std::collections::BTreeMap;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{Expression, GraphPattern};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::parts::Parts;

type Values = BTreeMap<Variable, Term>;

/// Replaces the variables that have a value. A replaced variable is no column of the answer any more.
pub(super) fn bind(query: &mut Query, values: &Values) {
    match query {
        Query::Select { pattern, .. } | Query::Ask { pattern, .. } | Query::Describe { pattern, .. } => {
            bind_pattern(pattern, values);
        }
        Query::Construct { template, pattern, .. } => {
            for triple in template {
                bind_triple(triple, values);
            }
            bind_pattern(pattern, values);
        }
    }
}

fn bind_pattern(pattern: &mut GraphPattern, values: &Values) {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.iter_mut().for_each(|triple| bind_triple(triple, values)),
        GraphPattern::Path { subject, object, .. } => {
            bind_term(subject, values);
            bind_term(object, values);
        }
        GraphPattern::Graph { name, .. } | GraphPattern::Service { name, .. } => bind_name(name, values),
        GraphPattern::Project { variables, .. } | GraphPattern::Group { variables, .. } => {
            variables.retain(|variable| !values.contains_key(variable));
        }
        _ => {}
    }
    bind_parts(Parts::of(pattern), values);
}

fn bind_parts(parts: Parts<'_>, values: &Values) {
    parts.patterns.into_iter().for_each(|pattern| bind_pattern(pattern, values));
    parts.expressions.into_iter().for_each(|expression| bind_expression(expression, values));
}

fn bind_triple(triple: &mut TriplePattern, values: &Values) {
    bind_term(&mut triple.subject, values);
    bind_name(&mut triple.predicate, values);
    bind_term(&mut triple.object, values);
}

fn bind_term(term: &mut TermPattern, values: &Values) {
    let TermPattern::Variable(variable) = term else { return };
    if let Some(value) = values.get(variable) {
        *term = value.clone().into();
    }
}

/// Where only an IRI can stand, another term leaves the variable, which then matches nothing it is compared with.
fn bind_name(name: &mut NamedNodePattern, values: &Values) {
    let NamedNodePattern::Variable(variable) = name else { return };
    if let Some(Term::NamedNode(value)) = values.get(variable) {
        *name = value.clone().into();
    }
}

fn bind_expression(expression: &mut Expression, values: &Values) {
    match expression {
        Expression::Variable(variable) => {
            if let Some(value) = values.get(variable) {
                *expression = constant(value);
            }
        }
        Expression::Bound(variable) => {
            if values.contains_key(variable) {
                *expression = Expression::Literal(true.into());
            }
        }
        whole => bind_parts(Parts::of_expression(whole), values),
    }
}

fn constant(term: &Term) -> Expression {
    match term {
        Term::NamedNode(node) => node.clone().into(),
        Term::Literal(literal) => literal.clone().into(),
        // A blank node of a parameter names nothing in the store; parameters are IRIs and literals only.
        Term::BlankNode(node) => Expression::Literal(node.as_str().into()),
    }
}
