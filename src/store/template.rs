//! Templates of an update, and the quads that the rows of its WHERE clause make of them.

use std::collections::HashMap;

use oxigraph::model::{BlankNode, GraphName, NamedOrBlankNode, Quad, Term, Variable};
use oxigraph::sparql::QuerySolution;
use spargebra::term::{
    GraphNamePattern, GroundQuad, GroundQuadPattern, GroundTermPattern, NamedNodePattern, QuadPattern, TermPattern,
};

/// Blank nodes of an update are new ones: one a label, not those of the store (SPARQL 1.1 Update, section 3.1.1).
pub(super) type Fresh = HashMap<BlankNode, BlankNode>;

fn fresh_node(node: &BlankNode, fresh: &mut Fresh) -> BlankNode {
    fresh.entry(node.clone()).or_default().clone()
}

pub(super) fn renamed(quad: &spargebra::term::Quad, fresh: &mut Fresh) -> Quad {
    let subject = match &quad.subject {
        NamedOrBlankNode::BlankNode(node) => fresh_node(node, fresh).into(),
        NamedOrBlankNode::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
    };
    let object = match &quad.object {
        Term::BlankNode(node) => fresh_node(node, fresh).into(),
        other => other.clone(),
    };
    Quad::new(subject, quad.predicate.clone(), object, named(&quad.graph_name))
}

pub(super) fn ground(quad: &GroundQuad) -> Quad {
    let object = Term::from(quad.object.clone());
    Quad::new(quad.subject.clone(), quad.predicate.clone(), object, named(&quad.graph_name))
}

fn named(graph: &spargebra::term::GraphName) -> GraphName {
    match graph {
        spargebra::term::GraphName::NamedNode(node) => node.clone().into(),
        spargebra::term::GraphName::DefaultGraph => GraphName::DefaultGraph,
    }
}

/// A template with the values of a row; nothing where that is no quad (SPARQL 1.1 Update, section 3.1.3).
pub(super) fn inserted(quad: &QuadPattern, row: &QuerySolution, fresh: &mut Fresh) -> Option<Quad> {
    let mut term = |pattern: &TermPattern| match pattern {
        TermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        TermPattern::BlankNode(node) => Some(fresh_node(node, fresh).into()),
        TermPattern::Literal(literal) => Some(literal.clone().into()),
        TermPattern::Variable(variable) => row.get(variable).cloned(),
    };
    let (subject, object) = (term(&quad.subject)?, term(&quad.object)?);
    whole(subject, &quad.predicate, object, &quad.graph_name, row)
}

pub(super) fn deleted(quad: &GroundQuadPattern, row: &QuerySolution) -> Option<Quad> {
    let term = |pattern: &GroundTermPattern| match pattern {
        GroundTermPattern::NamedNode(node) => Some(Term::from(node.clone())),
        GroundTermPattern::Literal(literal) => Some(literal.clone().into()),
        GroundTermPattern::Variable(variable) => row.get(variable).cloned(),
    };
    whole(term(&quad.subject)?, &quad.predicate, term(&quad.object)?, &quad.graph_name, row)
}

fn whole(
    subject: Term,
    predicate: &NamedNodePattern,
    object: Term,
    graph: &GraphNamePattern,
    row: &QuerySolution,
) -> Option<Quad> {
    let node = |term: Option<&Term>| match term {
        Some(Term::NamedNode(node)) => Some(node.clone()),
        _ => None,
    };
    let subject = match subject {
        Term::NamedNode(node) => NamedOrBlankNode::from(node),
        Term::BlankNode(node) => node.into(),
        Term::Literal(_) => return None,
    };
    let predicate = match predicate {
        NamedNodePattern::NamedNode(node) => node.clone(),
        NamedNodePattern::Variable(variable) => node(row.get(variable))?,
    };
    let graph = match graph {
        GraphNamePattern::NamedNode(node) => GraphName::from(node.clone()),
        GraphNamePattern::DefaultGraph => GraphName::DefaultGraph,
        GraphNamePattern::Variable(variable) => node(row.get(variable))?.into(),
    };
    Some(Quad::new(subject, predicate, object, graph))
}

/// The variables of a template.
pub(super) fn of_quad(quad: &QuadPattern) -> Vec<Variable> {
    let ends = [&quad.subject, &quad.object].into_iter().filter_map(|term| match term {
        TermPattern::Variable(variable) => Some(variable),
        _ => None,
    });
    ends.chain(of_names(&quad.predicate, &quad.graph_name)).cloned().collect()
}

pub(super) fn of_ground(quad: &GroundQuadPattern) -> Vec<Variable> {
    let ends = [&quad.subject, &quad.object].into_iter().filter_map(|term| match term {
        GroundTermPattern::Variable(variable) => Some(variable),
        _ => None,
    });
    ends.chain(of_names(&quad.predicate, &quad.graph_name)).cloned().collect()
}

fn of_names<'a>(predicate: &'a NamedNodePattern, graph: &'a GraphNamePattern) -> impl Iterator<Item = &'a Variable> {
    let predicate = match predicate {
        NamedNodePattern::Variable(variable) => Some(variable),
        NamedNodePattern::NamedNode(_) => None,
    };
    let graph = match graph {
        GraphNamePattern::Variable(variable) => Some(variable),
        _ => None,
    };
    predicate.into_iter().chain(graph)
}
