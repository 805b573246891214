//! Groups of very many patterns, put in order before they are planned.
//!
//! The planner takes next the pattern that is expected to give the fewest rows for what is bound by then. To find it, it
//! goes through all it has ordered so far, for each pattern that is left: the time grows with the fourth power of the
//! patterns. The same choice is made here with what is bound kept at hand, in the time of the square, and the planner
//! gets the patterns in their order, one evaluated for each row of those before it.
//!
//! Groups of usual size are left to the planner, and so is what else is joined in a group: sub-selects, optional parts.

use std::collections::HashMap;

use oxigraph::model::vocab::rdf;
use spargebra::algebra::{GraphPattern, PropertyPathExpression as Path};
use spargebra::term::{NamedNodePattern, TermPattern, TriplePattern};

use super::parts::Parts;

/// Patterns in a group that the planner puts in order in a moment.
const USUAL: usize = 24;

/// Puts the patterns of all groups that are larger than usual in order.
pub(super) fn order(pattern: &mut GraphPattern) {
    if matches!(pattern, GraphPattern::Bgp { .. } | GraphPattern::Join { .. }) && simple(pattern) > USUAL {
        let mut group = Group::default();
        group.take(std::mem::take(pattern));
        *pattern = group.joined();
        return;
    }
    for part in Parts::of(pattern).all_patterns() {
        order(part);
    }
}

/// How many patterns of a group can be put in order here.
pub(super) fn simple(pattern: &GraphPattern) -> usize {
    match pattern {
        GraphPattern::Bgp { patterns } => patterns.len(),
        GraphPattern::Path { .. } => 1,
        GraphPattern::Join { left, right } => simple(left) + simple(right),
        _ => 0,
    }
}

/// What is joined with each other.
#[derive(Default)]
struct Group {
    steps: Vec<Step>,
    others: Vec<GraphPattern>,
    /// Variables and blank nodes by number.
    numbers: HashMap<TermPattern, usize>,
}

/// A pattern that is read from the store for given values of some of its variables.
struct Step {
    pattern: GraphPattern,
    subject: End,
    predicate: End,
    object: End,
    /// How many rows it gives, by which of its ends have a value.
    rows: fn(bool, bool, bool) -> u64,
}

/// What stands at a place of a pattern.
#[derive(Clone, Copy)]
enum End {
    Constant,
    Variable(usize),
}

impl Group {
    fn take(&mut self, pattern: GraphPattern) {
        match pattern {
            GraphPattern::Bgp { patterns } => patterns.into_iter().for_each(|triple| self.triple(triple)),
            GraphPattern::Path { ref subject, ref path, ref object } => {
                let (subject, object) = (self.end(subject), self.end(object));
                let rows = if is_open(path) { of_closure } else { of_triple };
                self.steps.push(Step { pattern, subject, predicate: End::Constant, object, rows });
            }
            GraphPattern::Join { left, right } => {
                self.take(*left);
                self.take(*right);
            }
            mut other => {
                order(&mut other);
                self.others.push(other);
            }
        }
    }

    fn triple(&mut self, triple: TriplePattern) {
        let (subject, object) = (self.end(&triple.subject), self.end(&triple.object));
        let predicate = match &triple.predicate {
            NamedNodePattern::NamedNode(_) => End::Constant,
            NamedNodePattern::Variable(variable) => self.end(&variable.clone().into()),
        };
        let is_type = matches!(&triple.predicate, NamedNodePattern::NamedNode(node) if *node == rdf::TYPE);
        let rows = if is_type { of_type } else { of_triple };
        let pattern = GraphPattern::Bgp { patterns: vec![triple] };
        self.steps.push(Step { pattern, subject, predicate, object, rows });
    }

    fn end(&mut self, term: &TermPattern) -> End {
        match term {
            TermPattern::NamedNode(_) | TermPattern::Literal(_) => End::Constant,
            TermPattern::Variable(_) | TermPattern::BlankNode(_) => {
                let next = self.numbers.len();
                End::Variable(*self.numbers.entry(term.clone()).or_insert(next))
            }
        }
    }

    /// The group again: what hangs together in its order, and beside it what does not.
    fn joined(mut self) -> GraphPattern {
        let chains: Vec<GraphPattern> = std::iter::from_fn(|| self.chain()).collect();
        let join = |left, right| GraphPattern::Join { left: Box::new(left), right: Box::new(right) };
        chains.into_iter().chain(self.others).reduce(join).unwrap_or_default()
    }

    /// Takes out the steps that hang together with the one of the fewest rows.
    fn chain(&mut self) -> Option<GraphPattern> {
        let mut bound = vec![false; self.numbers.len()];
        let first = self.next(&bound, false)?;
        let mut chain = self.pick(first, &mut bound);
        while let Some(next) = self.next(&bound, true) {
            let right = Box::new(self.pick(next, &mut bound));
            chain = GraphPattern::Lateral { left: Box::new(chain), right };
        }
        Some(chain)
    }

    /// The step of the fewest rows; the first of several.
    fn next(&self, bound: &[bool], is_connected: bool) -> Option<usize> {
        let fitting = self.steps.iter().enumerate().filter(|(_, step)| !is_connected || step.touches(bound));
        fitting.min_by_key(|(_, step)| step.rows_for(bound)).map(|(at, _)| at)
    }

    fn pick(&mut self, at: usize, bound: &mut [bool]) -> GraphPattern {
        let step = self.steps.remove(at);
        for end in step.ends() {
            if let End::Variable(number) = end {
                bound[number] = true;
            }
        }
        step.pattern
    }
}

impl Step {
    fn ends(&self) -> [End; 3] {
        [self.subject, self.predicate, self.object]
    }

    fn touches(&self, bound: &[bool]) -> bool {
        self.ends().iter().any(|end| matches!(end, End::Variable(number) if bound[*number]))
    }

    fn rows_for(&self, bound: &[bool]) -> u64 {
        let [subject, predicate, object] = self.ends().map(|end| match end {
            End::Constant => true,
            End::Variable(number) => bound[number],
        });
        (self.rows)(subject, predicate, object)
    }
}

/// Whether a path has no length of its own.
fn is_open(path: &Path) -> bool {
    match path {
        Path::NamedNode(_) | Path::NegatedPropertySet(_) => false,
        Path::ZeroOrMore(_) | Path::OneOrMore(_) | Path::ZeroOrOne(_) => true,
        Path::Reverse(inner) => is_open(inner),
        Path::Sequence(a, b) | Path::Alternative(a, b) => is_open(a) || is_open(b),
    }
}

/// What the planner expects of a triple: few things have one thing in common, and things have few of one kind.
fn of_triple(subject: bool, predicate: bool, object: bool) -> u64 {
    match (subject, predicate, object) {
        (true, true, true) => 1,
        (true, false, true) => 2,
        (true, true, false) => 10,
        (true, false, false) => 100,
        (false, true, true) => 1_000,
        (false, false, true) => 10_000,
        (false, true, false) => 1_000_000,
        (false, false, false) => 1_000_000_000,
    }
}

/// A class has more members than a thing has sharers of another kind.
fn of_type(subject: bool, predicate: bool, object: bool) -> u64 {
    of_triple(subject, predicate, object) + 1
}

fn of_closure(subject: bool, _: bool, object: bool) -> u64 {
    match (subject, object) {
        (true, true) => 1,
        (false, false) => 1_000_000_000,
        _ => 1_000_000,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fmt::Write;

    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};
    use oxigraph::sparql::QueryResults;
    use spargebra::SparqlParser;

    use super::*;
    use crate::answer::sparql::{CancellationToken, Query, evaluate};
    use crate::store::Store;

    fn ordered(text: &str) -> GraphPattern {
        let spargebra::Query::Select { mut pattern, .. } = SparqlParser::new().parse_query(text).unwrap() else {
            panic!("a SELECT")
        };
        order(&mut pattern);
        pattern
    }

    /// A chain of steps from `<a:0>`, written from its far end.
    fn chain(length: usize) -> String {
        let steps: String = (0..length).rev().fold(String::new(), |mut text, step| {
            let subject = if step == 0 { "<a:0>".to_owned() } else { format!("?n{step}") };
            write!(text, "{subject} <a:next> ?n{} . ", step + 1).unwrap();
            text
        });
        format!("SELECT * {{ {steps} }}")
    }

    fn order_of(pattern: &GraphPattern, found: &mut Vec<String>) {
        match pattern {
            GraphPattern::Lateral { left, right } | GraphPattern::Join { left, right } => {
                order_of(left, found);
                order_of(right, found);
            }
            GraphPattern::Project { inner, .. } => order_of(inner, found),
            GraphPattern::Bgp { patterns } => found.extend(patterns.iter().map(|triple| triple.object.to_string())),
            other => panic!("{other}"),
        }
    }

    #[test]
    fn a_large_group_begins_where_it_is_narrow_and_goes_on_with_what_hangs_on_it() {
        let mut found = Vec::new();
        order_of(&ordered(&chain(40)), &mut found);
        assert_eq!(found, (1..=40).map(|step| format!("?n{step}")).collect::<Vec<_>>());
    }

    #[test]
    fn a_group_of_usual_size_and_what_is_no_pattern_are_left_to_the_planner() {
        let text = chain(USUAL);
        let spargebra::Query::Select { pattern, .. } = SparqlParser::new().parse_query(&text).unwrap() else {
            panic!()
        };
        assert_eq!(ordered(&text), pattern);
        let mixed = chain(40).replace("} ", "{ SELECT ?n3 ?x { ?n3 <a:is> ?x } } } ");
        assert!(ordered(&mixed).to_string().contains("SELECT"), "{mixed}");
    }

    #[test]
    fn the_answer_is_the_same() {
        let store = Store::in_memory().unwrap();
        let node = |n: u32| NamedNode::new_unchecked(format!("a:{n}"));
        let next = NamedNode::new_unchecked("a:next");
        let ring = (0..3).map(|n| Quad::new(node(n), next.clone(), node((n + 1) % 3), GraphName::DefaultGraph));
        store.load(ring.chain([Quad::new(node(1), next.clone(), Literal::from(7), GraphName::DefaultGraph)])).unwrap();
        // Two parts that do not hang together, a path, a class variable, and a filter over both.
        let long: Vec<_> = (0..30).map(|n| format!("?a{n} <a:next> ?a{} .", n + 1)).collect();
        let long = long.join(" ");
        let text = format!("SELECT ?a0 ?a30 ?z {{ {long} ?a30 <a:next>+ <a:0> . ?z ?p 7 FILTER(?a0 != ?z) }}");
        let QueryResults::Solutions(rows) =
            evaluate(&store, Query::parse(&text).unwrap(), &CancellationToken::new()).unwrap()
        else {
            panic!("a table")
        };
        let rows: BTreeSet<String> = rows.map(|row| format!("{:?}", row.unwrap().values())).collect();
        assert_eq!(rows.len(), 2, "a start at 0 or 2 comes round to where it began: {rows:?}");
    }
}
