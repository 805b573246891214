//! Bounds on how nested and how large a query may be: by its text before it is parsed, by its algebra before it is planned.
//!
//! Parser, planner and evaluator call themselves for what is nested, so that depth costs stack, and the time to plan a join
//! grows with the fourth power of what is joined, or with the square where it is triple patterns and paths alone, which are
//! put in order before ([`super::wide`]). What is within these bounds is parsed and planned in
//! seconds and within the stack of a thread of the pool; what is beyond them is refused with what to do about it.

use spargebra::algebra::{
    AggregateExpression, Expression, Function, GraphPattern, OrderExpression, PropertyPathExpression as Path,
};
use spargebra::{GraphUpdateOperation, Query, Update};

use super::syntax::{SyntaxError, place_of, tokens};

/// How nested and how large a query may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Size {
    /// Brackets within brackets.
    pub nesting: usize,
    /// Patterns that are joined with each other where sub-selects or optional parts are among them; `WIDE` times as many
    /// where there are triple patterns and paths alone.
    pub patterns: usize,
    /// Operators and functions, those that the planner makes of them included.
    pub terms: usize,
    /// Operators in a row, as in `a && b && c`: the planner goes down along them.
    pub chain: usize,
}

impl Default for Size {
    fn default() -> Self {
        Self { nesting: 100, patterns: 100, terms: 20_000, chain: 1_000 }
    }
}

/// Within this a query is read and planned in less than a millisecond, and in a tenth of the stack that any thread has.
const SMALL: Size = Size { nesting: 12, patterns: 16, terms: 200, chain: 40 };

/// Longest text in bytes of a small query.
const SMALL_TEXT: usize = 4 * 1024;

/// What all parts of a query may be in number for one part that may be joined.
const GROUPS: usize = 10;

/// Triple patterns and paths that may be joined for one part that may be.
const WIDE: usize = 5;

impl Size {
    /// Refuses a text that could not be parsed safely.
    pub(super) fn check_text(&self, text: &str) -> Result<(), SyntaxError> {
        let (mut depth, mut signs) = (0_usize, 0);
        let fault = |at, message| Err(SyntaxError { place: Some(place_of(text, at)), message, hint: divide() });
        for (at, token) in tokens(text) {
            match token {
                "(" | "{" | "[" => depth += 1,
                ")" | "}" | "]" => depth = depth.saturating_sub(1),
                "|" | "&" | "!" | "+" | "-" | "*" | "/" | "^" | "=" | "<" | ">" => signs += 1,
                _ => {}
            }
            if depth > self.nesting {
                return fault(at, format!("brackets are nested deeper than {} levels", self.nesting));
            }
            if signs > self.terms {
                return fault(at, format!("there are more than {} operators", self.terms));
            }
        }
        Ok(())
    }

    /// Refuses a query that could not be planned in time.
    pub(super) fn check_query(&self, query: &Query) -> Result<(), SyntaxError> {
        self.check_pattern(pattern_of(query))
    }

    /// Refuses an update that could not be planned in time.
    pub(super) fn check_update(&self, update: &Update) -> Result<(), SyntaxError> {
        update.operations.iter().try_for_each(|operation| match operation {
            GraphUpdateOperation::DeleteInsert { pattern, .. } => self.check_pattern(pattern),
            _ => Ok(()),
        })
    }

    fn check_pattern(&self, pattern: &GraphPattern) -> Result<(), SyntaxError> {
        let mut measured = Measured::default();
        let parts = measured.pattern(pattern);
        measured.group(parts);
        let fault = |message| Err(SyntaxError { place: None, message, hint: divide() });
        for (widest, most) in [(measured.widest, self.patterns), (measured.widest_simple, WIDE * self.patterns)] {
            if widest > most {
                return fault(format!("{widest} patterns are joined in one group, and there may be {most}"));
            }
        }
        if parts.leaves > GROUPS * self.patterns {
            let most = GROUPS * self.patterns;
            return fault(format!("the query has {} patterns, and may have {most}", parts.leaves));
        }
        if measured.steps > GROUPS * self.patterns {
            let most = GROUPS * self.patterns;
            return fault(format!("a path has {} steps and signs, and may have {most}", measured.steps));
        }
        if measured.terms > self.terms {
            return fault(format!(
                "the query has {} operators and functions once it is planned, and may have {}",
                measured.terms, self.terms
            ));
        }
        if measured.chain > self.chain {
            let most = self.chain;
            return fault(format!("{} operators stand in a row, and there may be {most}", measured.chain));
        }
        Ok(())
    }
}

/// Whether a text is read in a moment, whatever it says.
pub fn is_small_text(text: &str) -> bool {
    text.len() <= SMALL_TEXT && SMALL.check_text(text).is_ok()
}

/// Whether a query is planned in a moment, and asks nothing between two rows that can take longer: a regular expression
/// is made before it is used, and a short one can stand for a large machine.
pub(super) fn is_small(query: &Query) -> bool {
    let mut measured = Measured::default();
    let parts = measured.pattern(pattern_of(query));
    measured.group(parts);
    measured.widest.max(measured.widest_simple).max(parts.leaves / 2).max(measured.steps) <= SMALL.patterns
        && measured.terms <= SMALL.terms
        && measured.chain <= SMALL.chain
        && !measured.has_regex
}

fn pattern_of(query: &Query) -> &GraphPattern {
    match query {
        Query::Select { pattern, .. }
        | Query::Ask { pattern, .. }
        | Query::Describe { pattern, .. }
        | Query::Construct { pattern, .. } => pattern,
    }
}

#[expect(clippy::unnecessary_wraps, reason = "the shape of the field that it fills")]
fn divide() -> Option<String> {
    Some("divide the query, or write the conditions side by side; VALUES takes long lists".to_owned())
}

/// What of a pattern counts for what is around it.
#[derive(Clone, Copy, Default)]
struct Parts {
    /// Patterns that the planner sees beside those of the other side of a join.
    joined: usize,
    /// Whether all of these are triple patterns and paths.
    is_simple: bool,
    /// Patterns at the ends of the tree, to each of which the planner may copy a filter.
    leaves: usize,
}

/// What is summed up over a whole query. Counts end at the largest number instead of going around.
#[derive(Default)]
struct Measured {
    /// Patterns of the largest group with other parts than triple patterns and paths.
    widest: usize,
    /// Patterns of the largest group without.
    widest_simple: usize,
    terms: usize,
    chain: usize,
    /// Steps and signs of the longest path.
    steps: usize,
    /// How far down in an expression, or along a chain of patterns.
    depth: usize,
    has_regex: bool,
}

impl Measured {
    /// A part that is planned by itself, and counts as one for what is around it.
    fn alone(&mut self, inner: &GraphPattern) -> Parts {
        let parts = self.pattern(inner);
        self.group(parts);
        Parts { joined: 1, is_simple: false, leaves: parts.leaves }
    }

    /// A group that is at its end.
    fn group(&mut self, parts: Parts) {
        let widest = if parts.is_simple { &mut self.widest_simple } else { &mut self.widest };
        *widest = parts.joined.max(*widest);
    }

    fn add(&mut self, terms: usize) {
        self.terms = self.terms.saturating_add(terms);
    }

    fn pattern(&mut self, pattern: &GraphPattern) -> Parts {
        self.down(|measured| measured.parts(pattern))
    }

    fn expression(&mut self, expression: &Expression) -> usize {
        self.down(|measured| measured.expression_terms(expression))
    }

    fn down<T>(&mut self, measure: impl FnOnce(&mut Self) -> T) -> T {
        self.depth += 1;
        self.chain = self.chain.max(self.depth);
        let done = measure(self);
        self.depth -= 1;
        done
    }

    fn parts(&mut self, pattern: &GraphPattern) -> Parts {
        match pattern {
            GraphPattern::Bgp { patterns } => {
                Parts { joined: patterns.len(), is_simple: true, leaves: patterns.len().max(1) }
            }
            GraphPattern::Path { path, .. } => {
                self.steps = self.steps.max(path_terms(path));
                Parts { joined: 1, is_simple: true, leaves: 1 }
            }
            GraphPattern::Values { .. } | GraphPattern::Service { .. } => {
                Parts { joined: 1, is_simple: false, leaves: 1 }
            }
            GraphPattern::Join { left, right } | GraphPattern::Lateral { left, right } => {
                let (left, right) = (self.pattern(left), self.pattern(right));
                Parts {
                    joined: left.joined + right.joined,
                    is_simple: left.is_simple && right.is_simple,
                    leaves: left.leaves + right.leaves,
                }
            }
            GraphPattern::LeftJoin { left, right, expression } => {
                // The planner looks at all optional parts of a group whenever it looks at one.
                let left = self.pattern(left);
                let right = self.alone(right);
                let parts = Parts { joined: left.joined + 1, is_simple: false, leaves: left.leaves + right.leaves };
                self.filter(expression.iter(), parts)
            }
            GraphPattern::Union { left, right } | GraphPattern::Minus { left, right } => self.beside(left, right),
            GraphPattern::Filter { expr, inner } => {
                let parts = self.pattern(inner);
                self.filter(std::iter::once(expr), parts)
            }
            GraphPattern::Graph { inner, .. } => self.pattern(inner),
            GraphPattern::Extend { inner, expression, .. } => {
                let terms = self.expression(expression);
                self.add(terms);
                self.alone(inner)
            }
            GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Slice { inner, .. } => self.alone(inner),
            GraphPattern::OrderBy { inner, expression } => {
                for OrderExpression::Asc(key) | OrderExpression::Desc(key) in expression {
                    let terms = self.expression(key);
                    self.add(terms);
                }
                self.alone(inner)
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    if let AggregateExpression::FunctionCall { expr, .. } = aggregate {
                        let terms = self.expression(expr);
                        self.add(terms);
                    }
                }
                self.alone(inner)
            }
        }
    }

    fn beside(&mut self, left: &GraphPattern, right: &GraphPattern) -> Parts {
        let (left, right) = (self.alone(left), self.alone(right));
        Parts { joined: 1, is_simple: false, leaves: left.leaves + right.leaves }
    }

    /// Conditions are copied to whatever part of the pattern they can be tested in.
    fn filter<'a>(&mut self, conditions: impl Iterator<Item = &'a Expression>, parts: Parts) -> Parts {
        for condition in conditions {
            let terms = self.expression(condition);
            self.add(terms.saturating_mul(parts.leaves));
        }
        parts
    }

    /// Terms of an expression as the planner has it: a list of IN repeats what is looked for.
    fn expression_terms(&mut self, expression: &Expression) -> usize {
        let all = |measured: &mut Self, parts: &[Expression]| {
            parts.iter().map(|part| measured.expression(part)).fold(1, usize::saturating_add)
        };
        match expression {
            Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => 0,
            Expression::Or(a, b)
            | Expression::And(a, b)
            | Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => self.expression(a).saturating_add(self.expression(b)).saturating_add(1),
            Expression::In(needle, list) => {
                let needle = self.expression(needle).saturating_add(1).saturating_mul(list.len());
                needle.saturating_add(all(self, list))
            }
            Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
                self.expression(inner).saturating_add(1)
            }
            Expression::Exists(inner) => {
                let before = self.terms;
                let parts = self.alone(inner);
                // What is in it is copied with the filter that it is in.
                let inside = self.terms - before;
                self.terms = before;
                inside.saturating_add(parts.leaves)
            }
            Expression::If(condition, yes, no) => {
                let parts = [condition, yes, no].map(|part| self.expression(part));
                parts.into_iter().fold(1, usize::saturating_add)
            }
            Expression::FunctionCall(function, parts) => {
                self.has_regex |= matches!(function, Function::Regex | Function::Replace);
                all(self, parts)
            }
            Expression::Coalesce(parts) => all(self, parts),
        }
    }
}

fn path_terms(path: &Path) -> usize {
    match path {
        Path::NamedNode(_) => 1,
        Path::Reverse(inner) | Path::ZeroOrMore(inner) | Path::OneOrMore(inner) | Path::ZeroOrOne(inner) => {
            1 + path_terms(inner)
        }
        Path::Sequence(a, b) | Path::Alternative(a, b) => 1 + path_terms(a) + path_terms(b),
        Path::NegatedPropertySet(names) => names.len(),
    }
}
