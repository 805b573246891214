//! What a pattern or an expression consists of, to be changed in place.

use spargebra::algebra::{AggregateExpression, Expression, GraphPattern, OrderExpression};

/// The next lower parts of a pattern.
#[derive(Default)]
pub(super) struct Parts<'a> {
    pub(super) patterns: Vec<&'a mut GraphPattern>,
    pub(super) expressions: Vec<&'a mut Expression>,
}

impl<'a> Parts<'a> {
    /// The parts of a pattern.
    pub(super) fn of(pattern: &'a mut GraphPattern) -> Self {
        match pattern {
            GraphPattern::Bgp { .. } | GraphPattern::Path { .. } | GraphPattern::Values { .. } => Self::default(),
            GraphPattern::Join { left, right }
            | GraphPattern::Lateral { left, right }
            | GraphPattern::Union { left, right }
            | GraphPattern::Minus { left, right } => Self { patterns: vec![left, right], expressions: Vec::new() },
            GraphPattern::LeftJoin { left, right, expression } => {
                Self { patterns: vec![left, right], expressions: expression.iter_mut().collect() }
            }
            GraphPattern::Filter { inner, expr: expression } | GraphPattern::Extend { inner, expression, .. } => {
                Self { patterns: vec![inner], expressions: vec![expression] }
            }
            GraphPattern::Graph { inner, .. }
            | GraphPattern::Service { inner, .. }
            | GraphPattern::Project { inner, .. }
            | GraphPattern::Distinct { inner }
            | GraphPattern::Reduced { inner }
            | GraphPattern::Slice { inner, .. } => Self { patterns: vec![inner], expressions: Vec::new() },
            GraphPattern::OrderBy { inner, expression } => {
                let keys = expression.iter_mut().map(|order| match order {
                    OrderExpression::Asc(key) | OrderExpression::Desc(key) => key,
                });
                Self { patterns: vec![inner], expressions: keys.collect() }
            }
            GraphPattern::Group { inner, aggregates, .. } => {
                let expressions = aggregates.iter_mut().filter_map(|(_, aggregate)| match aggregate {
                    AggregateExpression::FunctionCall { expr, .. } => Some(expr),
                    AggregateExpression::CountSolutions { .. } => None,
                });
                Self { patterns: vec![inner], expressions: expressions.collect() }
            }
        }
    }

    /// The parts of an expression: its operands, and the pattern of EXISTS.
    pub(super) fn of_expression(expression: &'a mut Expression) -> Self {
        let expressions: Vec<&mut Expression> = match expression {
            Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => {
                Vec::new()
            }
            Expression::Exists(pattern) => return Self { patterns: vec![pattern], expressions: Vec::new() },
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
            | Expression::Divide(left, right) => vec![left, right],
            Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => vec![inner],
            Expression::If(condition, yes, no) => vec![condition, yes, no],
            Expression::In(needle, parts) => std::iter::once(needle.as_mut()).chain(parts).collect(),
            Expression::Coalesce(parts) | Expression::FunctionCall(_, parts) => parts.iter_mut().collect(),
        };
        Self { patterns: Vec::new(), expressions }
    }

    /// All patterns: those of EXISTS in the expressions too.
    pub(super) fn all_patterns(self) -> Vec<&'a mut GraphPattern> {
        let Self { mut patterns, expressions } = self;
        for expression in expressions {
            patterns.extend(Self::of_expression(expression).all_patterns());
        }
        patterns
    }
}
