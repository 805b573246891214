//! Parameters → the parsed query: a variable is replaced by a term wherever it stands.
//!
//! The engine's own substitution reaches only projected variables; this one reaches sub-selects, filters, EXISTS and
//! aggregates too, and the planner sees constants.

use std::collections::BTreeMap;

use oxigraph::model::{Term, Variable};
use spargebra::Query;
use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

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
        GraphPattern::Bgp { patterns } => {
            for triple in patterns {
                bind_triple(triple, values);
            }
        }
        GraphPattern::Path { subject, object, .. } => {
            bind_term(subject, values);
            bind_term(object, values);
        }
        GraphPattern::Join { left, right }
        | GraphPattern::Lateral { left, right }
        | GraphPattern::Union { left, right }
        | GraphPattern::Minus { left, right } => {
            bind_pattern(left, values);
            bind_pattern(right, values);
        }
        GraphPattern::LeftJoin { left, right, expression } => {
            bind_pattern(left, values);
            bind_pattern(right, values);
            if let Some(expression) = expression {
                bind_expression(expression, values);
            }
        }
        GraphPattern::Filter { expr, inner } => {
            bind_expression(expr, values);
            bind_pattern(inner, values);
        }
        GraphPattern::Graph { name, inner } | GraphPattern::Service { name, inner, .. } => {
            bind_name(name, values);
            bind_pattern(inner, values);
        }
        GraphPattern::Extend { inner, expression, .. } => {
            bind_expression(expression, values);
            bind_pattern(inner, values);
        }
        GraphPattern::Values { .. } => {}
        GraphPattern::Distinct { inner } | GraphPattern::Reduced { inner } | GraphPattern::Slice { inner, .. } => {
            bind_pattern(inner, values);
        }
        GraphPattern::OrderBy { inner, expression } => {
            for order in expression {
                let (OrderExpression::Asc(expression) | OrderExpression::Desc(expression)) = order;
                bind_expression(expression, values);
            }
            bind_pattern(inner, values);
        }
        GraphPattern::Project { inner, variables } => {
            variables.retain(|variable| !values.contains_key(variable));
            bind_pattern(inner, values);
        }
        GraphPattern::Group { inner, variables, aggregates } => {
            variables.retain(|variable| !values.contains_key(variable));
            for (_, aggregate) in aggregates {
                if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                    bind_expression(expr, values);
                }
            }
            bind_pattern(inner, values);
        }
    }
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
        Expression::NamedNode(_) | Expression::Literal(_) => {}
        Expression::Exists(pattern) => bind_pattern(pattern, values),
        Expression::Or(left, right)
        | Expression::And(left, right)
        | Expression::Equal(left, right)
        | Expression::SameTerm(left, right)
        | Expression::Greater(left, right)
        | Expression::GreaterOrEqual(left, right)
        | Expression::Less(left, right)
        | Expression::LessOrEqual(left, right)
        | Expression::Add(left, right)
        | Expression::Subtract(left, right)
        | Expression::Multiply(left, right)
        | Expression::Divide(left, right) => {
            bind_expression(left, values);
            bind_expression(right, values);
        }
        Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
            bind_expression(inner, values);
        }
        Expression::If(condition, yes, no) => {
            for part in [condition, yes, no] {
                bind_expression(part, values);
            }
        }
        Expression::In(needle, parts) => {
            bind_expression(needle, values);
            for part in parts {
                bind_expression(part, values);
            }
        }
        Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => {
            for part in parts {
                bind_expression(part, values);
            }
        }
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
