//! Puts questions into a query plan: may this go on?
//!
//! The engine asks its cancellation token where it reads a quad. What it does between two reads is as long as the query
//! wants: a join without common variables, a join of tables that are in the query itself, a sort, and all of them again
//! inside EXISTS. So the plan the engine would make is made here first, and where it loops in memory or keeps rows the
//! function [`ASK`] is called for every row; it unwinds out of the evaluation when the time is up, the client has gone,
//! or the query holds too much ([`super::bounds`]). It stands
//!
//! - over the answer of every hash join, and over tables and paths, whose rows come from memory: so no more work is done
//!   between two calls than one row can start with what one side of one join holds;
//! - under every sort, group and distinct, and the right side of MINUS, which keep the rows they get;
//! - in what a sort compares, and between the pieces of texts that are put together.
//!
//! While it is at it, it gives sorts a total order, and paths their starts ([`super::order`], [`super::closure`]).
//!
//! Joins by nested reads, which are most joins of most queries, stay as they are and cost nothing. Where a plan has no
//! other joins it can be handed on as it is, and the engine need not plan a second time. What a hash join hashes by can
//! not be said in a query; so where there is one the engine plans again, and comes to the same.

use oxigraph::model::{NamedNode, Variable};
use spargebra::Query;
use spargebra::algebra::{
    AggregateExpression as Aggregate, AggregateFunction, Expression, Function, GraphPattern as Pattern,
    OrderExpression as Order,
};
use sparopt::Optimizer;
use sparopt::algebra as plan;
use sparopt::algebra::GraphPattern as Plan;

use super::closure::{self, Bound};
use super::traits::Traits;
use super::wide;

/// Asks whether the evaluation may go on; answers nothing. No IRI, so that no query can name it.
pub(super) const ASK: &str = "ask";

/// Gives its one argument back, where it is no longer than a text may be.
pub(super) const TEXT: &str = "text";

/// The same for what REPLACE puts in.
pub(super) const REPLACEMENT: &str = "replacement";

/// The class of a value that is sorted by ([`super::order`]).
pub(super) const CLASS: &str = "class";

/// The query with questions in it; whether it is its own plan, which the engine need not make again.
pub(super) fn query(query: &mut Query) -> bool {
    match query {
        Query::Select { pattern: inner, .. } | Query::Ask { pattern: inner, .. } => pattern(inner, false),
        // What has been written is kept, so that nothing is written twice.
        Query::Construct { pattern: inner, .. } | Query::Describe { pattern: inner, .. } => pattern(inner, true),
    }
}

/// The pattern with questions in it; `kept` says that whoever asks keeps its rows. Whether it is its own plan.
pub(super) fn pattern(pattern: &mut Pattern, kept: bool) -> bool {
    wide::order(pattern);
    let plan = Optimizer::optimize_graph_pattern((&*pattern).into());
    let traits = Traits::of(&plan);
    let mut guard = Guard { asked: 0, long_texts: traits.group_concat, is_plan: !traits.hashes, bound: Bound::new() };
    let mut guarded = guard.pattern(&plan);
    if kept {
        guarded = guard.ask(guarded);
    }
    if guard.asked > 0 || guard.is_plan {
        *pattern = guarded;
    }
    guard.is_plan
}

struct Guard {
    /// How many questions there are, for the names of variables that no row ever has.
    asked: usize,
    /// Whether a variable can hold a text that grew in a group.
    long_texts: bool,
    /// Whether the engine takes the order of joins as it stands; else it gets them as sets, to plan again.
    is_plan: bool,
    /// The variables that have a value already where the pattern that is looked at is evaluated.
    bound: Bound,
}

impl Guard {
    /// A question for every row of a pattern.
    fn ask(&mut self, mut inner: Pattern) -> Pattern {
        // Below what chooses the columns of an answer, so that there is no column for the answer to a question.
        if let Pattern::Project { inner: rows, .. }
        | Pattern::Distinct { inner: rows }
        | Pattern::Reduced { inner: rows }
        | Pattern::Slice { inner: rows, .. } = &mut inner
        {
            **rows = self.ask(std::mem::take(&mut **rows));
            return inner;
        }
        self.asked += 1;
        let variable = Variable::new_unchecked(format!("-asked{}", self.asked));
        Pattern::Extend { inner: Box::new(inner), variable, expression: call(ASK, Vec::new()) }
    }

    /// A question before an expression, which it does not change.
    fn asking(&mut self, expression: Expression) -> Expression {
        self.asked += 1;
        Expression::Coalesce(vec![call(ASK, Vec::new()), expression])
    }

    fn pattern(&mut self, plan: &Plan) -> Pattern {
        match plan {
            Plan::QuadPattern { .. } | Plan::Graph { .. } => plan.into(),
            // The engine knows the empty row by its looks.
            Plan::Values { bindings, .. } if bindings.iter().all(Vec::is_empty) => plan.into(),
            Plan::Values { .. } | Plan::Service { .. } => self.ask(plan.into()),
            Plan::Path { .. } => self.path(plan),
            Plan::Join { left, right, .. } => {
                let (left, right) = self.both(left, right);
                self.ask(Pattern::Join { left, right })
            }
            Plan::LeftJoin { .. } => {
                let joined = self.left_join(plan);
                self.ask(joined)
            }
            Plan::Lateral { left, right } => self.lateral(left, right),
            Plan::Minus { left, right, .. } => {
                let (left, right) = self.both(left, right);
                Pattern::Minus { left, right: Box::new(self.ask(*right)) }
            }
            Plan::Union { inner } => self.union(inner),
            Plan::Filter { inner, expression } => {
                let rows = self.boxed(inner);
                let expr = self.after(inner, |guard| guard.expression(expression));
                Pattern::Filter { expr, inner: rows }
            }
            Plan::Extend { inner, variable, expression } => {
                let rows = self.boxed(inner);
                let expression = self.after(inner, |guard| guard.made(expression));
                Pattern::Extend { inner: rows, variable: variable.clone(), expression }
            }
            Plan::OrderBy { .. } | Plan::Distinct { .. } | Plan::Group { .. } => self.keeper(plan),
            Plan::Reduced { inner } => Pattern::Reduced { inner: self.boxed(inner) },
            Plan::Project { inner, variables } => {
                let outside = self.bound.clone();
                self.bound.retain(|variable| variables.contains(variable));
                let inner = self.boxed(inner);
                self.bound = outside;
                Pattern::Project { inner, variables: variables.clone() }
            }
            Plan::Slice { inner, start, length } => {
                Pattern::Slice { inner: self.boxed(inner), start: *start, length: *length }
            }
        }
    }

    /// What is evaluated for every row of a plan.
    fn after<T>(&mut self, plan: &Plan, work: impl FnOnce(&mut Self) -> T) -> T {
        let before = self.bound.clone();
        self.bound.extend(closure::certain(plan));
        let done = work(self);
        self.bound = before;
        done
    }

    fn path(&mut self, plan: &Plan) -> Pattern {
        let path = plan.into();
        let Some(starts) = closure::starts(plan, &self.bound) else { return self.ask(path) };
        let starts = Pattern::Distinct { inner: Box::new(self.ask(starts)) };
        let pairs = Pattern::Lateral { left: Box::new(starts), right: Box::new(path) };
        self.ask(pairs)
    }

    fn boxed(&mut self, plan: &Plan) -> Box<Pattern> {
        Box::new(self.pattern(plan))
    }

    fn both(&mut self, left: &Plan, right: &Plan) -> (Box<Pattern>, Box<Pattern>) {
        (self.boxed(left), self.boxed(right))
    }

    fn left_join(&mut self, plan: &Plan) -> Pattern {
        let Plan::LeftJoin { left, right, expression, .. } = plan else { return self.pattern(plan) };
        let (left, right) = self.both(left, right);
        let is_true = matches!(expression, plan::Expression::Literal(literal) if literal.value() == "true");
        let expression = (!is_true).then(|| self.expression(expression));
        Pattern::LeftJoin { left, right, expression }
    }

    /// For every row on the left the right side is evaluated; where it is an optional part, the engine wants to see that.
    fn lateral(&mut self, left: &Plan, right: &Plan) -> Pattern {
        let rows = self.pattern(left);
        let right = self.after(left, |guard| match right {
            Plan::LeftJoin { .. } => guard.left_join(right),
            _ => guard.pattern(right),
        });
        match (rows, right) {
            (Pattern::Bgp { patterns: mut all }, Pattern::Bgp { patterns }) if !self.is_plan => {
                all.extend(patterns);
                Pattern::Bgp { patterns: all }
            }
            (left, right) => Pattern::Lateral { left: Box::new(left), right: Box::new(right) },
        }
    }

    /// What keeps the rows it gets.
    fn keeper(&mut self, plan: &Plan) -> Pattern {
        match plan {
            Plan::OrderBy { inner, expression } => {
                let mut rows = self.pattern(inner);
                let keys = expression.iter().enumerate();
                let keys = keys.map(|(at, key)| self.after(inner, |guard| guard.order(key, &mut rows, at == 0)));
                let expression = keys.collect::<Vec<_>>().concat();
                Pattern::OrderBy { inner: Box::new(self.ask(rows)), expression }
            }
            Plan::Distinct { inner } => {
                let rows = self.pattern(inner);
                Pattern::Distinct { inner: Box::new(self.ask(rows)) }
            }
            Plan::Group { inner, variables, aggregates } => {
                let mut rows = self.pattern(inner);
                if !variables.is_empty() || aggregates.iter().any(|(_, aggregate)| keeps(aggregate)) {
                    rows = self.ask(rows);
                }
                let aggregates =
                    aggregates.iter().map(|(variable, aggregate)| (variable.clone(), self.aggregate(aggregate)));
                let aggregates = aggregates.collect();
                Pattern::Group { inner: Box::new(rows), variables: variables.clone(), aggregates }
            }
            other => self.pattern(other),
        }
    }

    /// What is sorted by: the class, found out once for every row, and then the value. A comparison of two rows asks where
    /// it begins.
    fn order(&mut self, key: &plan::OrderExpression, rows: &mut Pattern, asks: bool) -> [Order; 2] {
        let (plan::OrderExpression::Asc(value) | plan::OrderExpression::Desc(value)) = key;
        let value = self.expression(value);
        self.asked += 1;
        let variable = Variable::new_unchecked(format!("-class{}", self.asked));
        let inner = Box::new(std::mem::take(rows));
        let expression = call(CLASS, vec![value.clone()]);
        *rows = Pattern::Extend { inner, variable: variable.clone(), expression };
        let class = Expression::Variable(variable);
        let keys = [if asks { self.asking(class) } else { class }, value];
        match key {
            plan::OrderExpression::Asc(_) => keys.map(Order::Asc),
            plan::OrderExpression::Desc(_) => keys.map(Order::Desc),
        }
    }

    fn aggregate(&mut self, aggregate: &plan::AggregateExpression) -> Aggregate {
        match aggregate {
            plan::AggregateExpression::CountSolutions { distinct } => Aggregate::CountSolutions { distinct: *distinct },
            plan::AggregateExpression::FunctionCall { name, expr, distinct } => {
                let mut expression = self.expression(expr);
                if matches!(name, AggregateFunction::GroupConcat { .. }) {
                    expression = self.asking(expression);
                }
                Aggregate::FunctionCall { name: name.clone(), expr: expression, distinct: *distinct }
            }
        }
    }

    fn union(&mut self, parts: &[Plan]) -> Pattern {
        let parts = parts.iter().map(|part| self.pattern(part)).collect();
        balanced(parts, |left, right| Pattern::Union { left, right })
            .unwrap_or(Pattern::Values { variables: Vec::new(), bindings: Vec::new() })
    }

    fn expression(&mut self, expression: &plan::Expression) -> Expression {
        use plan::Expression as From;
        match expression {
            From::NamedNode(_) | From::Literal(_) | From::Variable(_) | From::Bound(_) => expression.into(),
            From::Or(parts) => self.all(parts, Expression::Or, false),
            From::And(parts) => self.all(parts, Expression::And, true),
            From::Equal(a, b) => self.pair(a, b, Expression::Equal),
            From::SameTerm(a, b) => self.pair(a, b, Expression::SameTerm),
            From::Greater(a, b) => self.pair(a, b, Expression::Greater),
            From::GreaterOrEqual(a, b) => self.pair(a, b, Expression::GreaterOrEqual),
            From::Less(a, b) => self.pair(a, b, Expression::Less),
            From::LessOrEqual(a, b) => self.pair(a, b, Expression::LessOrEqual),
            From::Add(a, b) => self.pair(a, b, Expression::Add),
            From::Subtract(a, b) => self.pair(a, b, Expression::Subtract),
            From::Multiply(a, b) => self.pair(a, b, Expression::Multiply),
            From::Divide(a, b) => self.pair(a, b, Expression::Divide),
            From::UnaryPlus(a) => Expression::UnaryPlus(Box::new(self.expression(a))),
            From::UnaryMinus(a) => Expression::UnaryMinus(Box::new(self.expression(a))),
            From::Not(a) => Expression::Not(Box::new(self.expression(a))),
            From::Exists(inner) => Expression::Exists(self.boxed(inner)),
            From::If(condition, yes, no) => {
                let [condition, yes, no] = [condition, yes, no].map(|part| Box::new(self.expression(part)));
                Expression::If(condition, yes, no)
            }
            From::Coalesce(parts) => Expression::Coalesce(parts.iter().map(|part| self.expression(part)).collect()),
            From::FunctionCall(function, arguments) => self.function(function, arguments),
        }
    }

    fn pair(
        &mut self,
        a: &plan::Expression,
        b: &plan::Expression,
        make: fn(Box<Expression>, Box<Expression>) -> Expression,
    ) -> Expression {
        make(Box::new(self.expression(a)), Box::new(self.expression(b)))
    }

    /// Alternatives or conditions. Thousands of them (of an IN) make a low tree, not a deep one.
    fn all(
        &mut self,
        parts: &[plan::Expression],
        make: fn(Box<Expression>, Box<Expression>) -> Expression,
        none: bool,
    ) -> Expression {
        let mut parts: Vec<_> = parts.iter().map(|part| self.expression(part)).collect();
        if parts.len() == 1 {
            // One condition alone stands for its truth.
            parts.push(Expression::Literal(none.into()));
        }
        balanced(parts, make).unwrap_or_else(|| Expression::Literal(none.into()))
    }

    /// Texts that are put together: asked for between the pieces, each of which has its bound.
    fn function(&mut self, function: &Function, arguments: &[plan::Expression]) -> Expression {
        let pieces = matches!(function, Function::Concat | Function::Replace | Function::Regex);
        let arguments = arguments.iter().enumerate().map(|(index, argument)| {
            let guarded = self.expression(argument);
            if !pieces || matches!(argument, plan::Expression::Literal(literal) if literal.value().len() < 256) {
                return guarded;
            }
            match (function, index) {
                (Function::Replace, 2) => call(REPLACEMENT, vec![guarded]),
                (Function::Replace, 0) => call(TEXT, vec![guarded]),
                (Function::Concat | Function::Regex, _) if self.long_texts || makes_text(argument) => {
                    let text = call(TEXT, vec![guarded]);
                    self.asking(text)
                }
                (Function::Concat, _) => self.asking(guarded),
                _ => guarded,
            }
        });
        let arguments = arguments.collect();
        Expression::FunctionCall(function.clone(), arguments)
    }

    /// What a variable is bound to: the engine keeps every text it has seen until the query ends.
    fn made(&mut self, expression: &plan::Expression) -> Expression {
        let guarded = self.expression(expression);
        match expression {
            plan::Expression::Variable(_) | plan::Expression::NamedNode(_) | plan::Expression::Literal(_) => guarded,
            _ if makes_text(expression) => {
                let text = call(TEXT, vec![guarded]);
                self.asking(text)
            }
            _ => self.asking(guarded),
        }
    }
}

/// Joins parts pairwise, so that the tree is as low as it can be.
fn balanced<T>(mut parts: Vec<T>, make: impl Fn(Box<T>, Box<T>) -> T + Copy) -> Option<T> {
    if parts.len() < 2 {
        return parts.pop();
    }
    let right = parts.split_off(parts.len() / 2);
    Some(make(Box::new(balanced(parts, make)?), Box::new(balanced(right, make)?)))
}

fn call(name: &str, arguments: Vec<Expression>) -> Expression {
    Expression::FunctionCall(Function::Custom(NamedNode::new_unchecked(name)), arguments)
}

/// Whether a group keeps more than a number for it.
fn keeps(aggregate: &plan::AggregateExpression) -> bool {
    match aggregate {
        plan::AggregateExpression::CountSolutions { distinct } => *distinct,
        plan::AggregateExpression::FunctionCall { name, distinct, .. } => {
            *distinct || matches!(name, AggregateFunction::GroupConcat { .. } | AggregateFunction::Custom(_))
        }
    }
}

/// Whether an expression can be longer than what goes into it.
fn makes_text(expression: &plan::Expression) -> bool {
    match expression {
        plan::Expression::FunctionCall(Function::Concat | Function::Replace, _) => true,
        plan::Expression::FunctionCall(_, parts) | plan::Expression::Coalesce(parts) => parts.iter().any(makes_text),
        plan::Expression::If(_, yes, no) => makes_text(yes) || makes_text(no),
        _ => false,
    }
}
