//! Paths without bound ends, one start after the other.
//!
//! Where neither end of `?s p* ?o` is bound the engine gathers all pairs before it gives the first, and there are as many
//! as the square of the nodes; it asks nobody meanwhile. From one start it gathers no more than the nodes. So the starts
//! become a pattern of their own, and the path follows from each: the same pairs, with a chance to stop between.

use std::collections::HashSet;

use oxigraph::model::{BlankNode, Variable};
use spargebra::algebra::{GraphPattern as Pattern, PropertyPathExpression as Path};
use spargebra::term::{GroundTermPattern, NamedNodePattern, TermPattern, TriplePattern};
use sparopt::algebra::GraphPattern as Plan;

/// Variables that have a value where a pattern is evaluated.
pub(super) type Bound = HashSet<Variable>;

/// Where the path of a plan can start, each as often as it likes, if it has to be said: it holds a closure, and neither end is bound.
pub(super) fn starts(plan: &Plan, bound: &Bound) -> Option<Pattern> {
    let Plan::Path { subject: GroundTermPattern::Variable(subject), path, object, graph_name } = plan else {
        return None;
    };
    let is_open = |variable: &Variable| !bound.contains(variable);
    let open_end = matches!(object, GroundTermPattern::Variable(object) if is_open(object));
    if !(is_open(subject) && open_end && holds_closure(path)) {
        return None;
    }
    let starts = places(path, subject);
    let mut variables = vec![subject.clone()];
    let starts = match graph_name {
        Some(name) => {
            variables.extend(match name {
                NamedNodePattern::Variable(graph) if graph != subject => Some(graph.clone()),
                _ => None,
            });
            Pattern::Graph { name: name.clone(), inner: Box::new(starts) }
        }
        None => starts,
    };
    Some(Pattern::Project { inner: Box::new(starts), variables })
}

fn holds_closure(path: &Path) -> bool {
    match path {
        Path::NamedNode(_) | Path::NegatedPropertySet(_) => false,
        Path::ZeroOrMore(_) | Path::OneOrMore(_) => true,
        Path::Reverse(inner) | Path::ZeroOrOne(inner) => holds_closure(inner),
        Path::Sequence(a, b) | Path::Alternative(a, b) => holds_closure(a) || holds_closure(b),
    }
}

/// A pattern that `start` fits wherever a path can begin; it may fit more.
fn places(path: &Path, start: &Variable) -> Pattern {
    let step = |predicate: NamedNodePattern, forward: bool| {
        let (start, other) = (TermPattern::from(start.clone()), TermPattern::from(BlankNode::default()));
        let (subject, object) = if forward { (start, other) } else { (other, start) };
        Pattern::Bgp { patterns: vec![TriplePattern { subject, predicate, object }] }
    };
    let any = || NamedNodePattern::Variable(Variable::new_unchecked(format!("-step{}", BlankNode::default().as_str())));
    let either = |left: Pattern, right: Pattern| Pattern::Union { left: Box::new(left), right: Box::new(right) };
    match path {
        Path::NamedNode(node) => step(node.clone().into(), true),
        Path::NegatedPropertySet(_) => step(any(), true),
        Path::Sequence(first, _) if !matches!(**first, Path::ZeroOrMore(_) | Path::ZeroOrOne(_)) => {
            places(first, start)
        }
        Path::OneOrMore(inner) => places(inner, start),
        Path::Alternative(a, b) => either(places(a, start), places(b, start)),
        Path::Reverse(inner) => match &**inner {
            Path::NamedNode(node) => step(node.clone().into(), false),
            Path::NegatedPropertySet(_) => step(any(), false),
            _ => either(step(any(), true), step(any(), false)),
        },
        // A path of no steps begins and ends at any node.
        Path::Sequence(..) | Path::ZeroOrMore(_) | Path::ZeroOrOne(_) => either(step(any(), true), step(any(), false)),
    }
}

/// The variables that every row of a plan has.
pub(super) fn certain(plan: &Plan) -> Bound {
    let mut bound = Bound::new();
    match plan {
        Plan::QuadPattern { subject, predicate, object, graph_name } => {
            let names = [Some(predicate), graph_name.as_ref()];
            bound.extend([subject, object].into_iter().filter_map(term));
            bound.extend(names.into_iter().flatten().filter_map(name));
        }
        Plan::Path { subject, object, graph_name, .. } => {
            bound.extend([subject, object].into_iter().filter_map(term));
            bound.extend(graph_name.iter().filter_map(name));
        }
        Plan::Graph { graph_name } => bound.extend(name(graph_name)),
        Plan::Join { left, right, .. } | Plan::Lateral { left, right } => {
            bound = certain(left);
            bound.extend(certain(right));
        }
        Plan::LeftJoin { left, .. } | Plan::Minus { left, .. } => bound = certain(left),
        Plan::Union { inner } => {
            let parts: Vec<_> = inner.iter().map(certain).collect();
            if let Some((first, rest)) = parts.split_first() {
                bound = first.iter().filter(|&v| rest.iter().all(|part| part.contains(v))).cloned().collect();
            }
        }
        Plan::Values { variables, bindings } => {
            let full = |(index, _): &(usize, &Variable)| bindings.iter().all(|row| row[*index].is_some());
            bound.extend(variables.iter().enumerate().filter(full).map(|(_, variable)| variable.clone()));
        }
        Plan::Project { inner, variables } | Plan::Group { inner, variables, .. } => {
            bound = certain(inner);
            bound.retain(|variable| variables.contains(variable));
        }
        Plan::Filter { inner, .. }
        | Plan::Extend { inner, .. }
        | Plan::OrderBy { inner, .. }
        | Plan::Distinct { inner }
        | Plan::Reduced { inner }
        | Plan::Slice { inner, .. } => bound = certain(inner),
        Plan::Service { .. } => {}
    }
    bound
}

fn term(term: &GroundTermPattern) -> Option<Variable> {
    if let GroundTermPattern::Variable(variable) = term { Some(variable.clone()) } else { None }
}

fn name(name: &NamedNodePattern) -> Option<Variable> {
    if let NamedNodePattern::Variable(variable) = name { Some(variable.clone()) } else { None }
}
