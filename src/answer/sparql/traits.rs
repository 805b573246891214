//! What holds of a plan as a whole.

use spargebra::algebra::AggregateFunction;
use sparopt::algebra::{AggregateExpression, Expression, GraphPattern as Plan};

/// What was found anywhere in a plan.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Traits {
    /// A text can grow in a group. Not looked for in EXISTS, which binds nothing outside.
    pub(super) group_concat: bool,
    /// Rows are joined by a table of hashes.
    pub(super) hashes: bool,
}

impl Traits {
    /// Looks through a plan.
    pub(super) fn of(plan: &Plan) -> Self {
        let mut traits = Self::default();
        traits.pattern(plan);
        traits
    }

    fn pattern(&mut self, plan: &Plan) {
        match plan {
            Plan::QuadPattern { .. }
            | Plan::Path { .. }
            | Plan::Graph { .. }
            | Plan::Values { .. }
            | Plan::Service { .. } => {}
            Plan::Join { left, right, .. } | Plan::Minus { left, right, .. } => {
                self.hashes = true;
                self.pattern(left);
                self.pattern(right);
            }
            Plan::LeftJoin { left, right, expression, .. } => {
                // For each row of what is before it, and so for one row: no table.
                self.hashes |= !left.is_empty_singleton();
                self.pattern(left);
                self.pattern(right);
                self.expression(expression);
            }
            Plan::Lateral { left, right } => {
                self.pattern(left);
                self.pattern(right);
            }
            Plan::Union { inner } => inner.iter().for_each(|part| self.pattern(part)),
            Plan::Group { inner, aggregates, .. } => {
                for (_, aggregate) in aggregates {
                    self.aggregate(aggregate);
                }
                self.pattern(inner);
            }
            Plan::Filter { inner, expression } | Plan::Extend { inner, expression, .. } => {
                self.expression(expression);
                self.pattern(inner);
            }
            // What is sorted by are variables: the planner binds all else before.
            Plan::OrderBy { inner, .. }
            | Plan::Project { inner, .. }
            | Plan::Distinct { inner }
            | Plan::Reduced { inner }
            | Plan::Slice { inner, .. } => self.pattern(inner),
        }
    }

    fn aggregate(&mut self, aggregate: &AggregateExpression) {
        if let AggregateExpression::FunctionCall { name, expr, .. } = aggregate {
            self.group_concat |= matches!(name, AggregateFunction::GroupConcat { .. });
            self.expression(expr);
        }
    }

    fn expression(&mut self, expression: &Expression) {
        match expression {
            Expression::NamedNode(_) | Expression::Literal(_) | Expression::Variable(_) | Expression::Bound(_) => {}
            Expression::Exists(inner) => self.hashes |= Self::of(inner).hashes,
            Expression::Or(parts)
            | Expression::And(parts)
            | Expression::Coalesce(parts)
            | Expression::FunctionCall(_, parts) => parts.iter().for_each(|part| self.expression(part)),
            Expression::Equal(a, b)
            | Expression::SameTerm(a, b)
            | Expression::Greater(a, b)
            | Expression::GreaterOrEqual(a, b)
            | Expression::Less(a, b)
            | Expression::LessOrEqual(a, b)
            | Expression::Add(a, b)
            | Expression::Subtract(a, b)
            | Expression::Multiply(a, b)
            | Expression::Divide(a, b) => {
                self.expression(a);
                self.expression(b);
            }
            Expression::UnaryPlus(inner) | Expression::UnaryMinus(inner) | Expression::Not(inner) => {
                self.expression(inner);
            }
            Expression::If(a, b, c) => [a, b, c].into_iter().for_each(|part| self.expression(part)),
        }
    }
}
