//! `/api/graph/compare`: two views side by side.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::{Kind, Parameter};
use super::asking::{self, ViewReport};
use super::report::{NodeReport, Words, relation_words};
use super::{Context, Question};
use crate::answer::network::compare::{compare, degree};
use crate::answer::network::{EdgeId, NodeId, Stop, View};
use crate::answer::prefix;

/// What of the second view may be other than of the first.
const OTHER: [&str; 5] = ["view", "query", "place", "year", "case"];

pub(in super::super) struct Compare;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    first: ViewReport,
    second: ViewReport,
    new_nodes: Rows<NodeReport>,
    gone_nodes: Rows<NodeReport>,
    /// Things with another number of relations, what changed most first.
    changed_nodes: Rows<ChangedNode>,
    new_edges: Rows<TieReport>,
    gone_edges: Rows<TieReport>,
    /// Relations with another weight, what changed most first.
    changed_edges: Rows<ChangedEdge>,
    same_edges: usize,
}

/// How many there are, and the first of them.
#[derive(Debug, Serialize)]
struct Rows<T> {
    count: usize,
    first: Vec<T>,
}

impl<T> Rows<T> {
    fn new<I>(all: &[I], limit: usize, row: impl Fn(&I) -> T) -> Self {
        Self { count: all.len(), first: all.iter().take(limit).map(row).collect() }
    }
}

#[derive(Debug, Serialize)]
struct ChangedNode {
    #[serde(flatten)]
    node: NodeReport,
    edges_before: usize,
    edges_after: usize,
}

#[derive(Debug, Serialize)]
struct TieReport {
    source: NodeReport,
    relation: String,
    label: Words,
    target: NodeReport,
    weight: f64,
    statements: Vec<String>,
}

#[derive(Debug, Serialize)]
struct ChangedEdge {
    #[serde(flatten)]
    tie: TieReport,
    weight_before: f64,
}

impl Question for Compare {
    const NAME: &'static str = "compare";
    const SUMMARY: [&'static str; 2] = ["What is new, gone and changed from a view to another", "比较两个视图"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::text("to_view", ["saved view to compare with", "对比视图"]),
            Parameter::text("to_query", ["view of your own to compare with", "对比的自定义视图"]),
            Parameter::text("to_place", ["the second only of cases in this place", "对比地点"]).repeated(),
            Parameter::new("to_year", Kind::Year, ["the second only of cases of this year", "对比年份"]).repeated(),
            Parameter::text("to_case", ["the second only of this case", "对比案例"]).repeated().example("8"),
            asking::limit("50", ["rows of each at most", "各最多行数"]),
        ];
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        if OTHER.iter().all(|name| asked.get(&format!("to_{name}")).is_none()) {
            let hint = "say in what the second view is another: to_view, to_query, to_place, to_year or to_case";
            return Err(ApiError::bad_request("there is nothing to compare with", hint));
        }
        let (first, first_report) = asking::view(context, asked)?;
        let (second, second_report) = asking::view(context, &asked.renamed(&OTHER, "to_"))?;
        let found = compare(&first, &second, &Stop::new(context.cancel))?;
        let limit = asked.number("limit", 50);
        Ok(Answer {
            first: first_report,
            second: second_report,
            new_nodes: Rows::new(&found.new_nodes, limit, |id| NodeReport::of(&second, *id)),
            gone_nodes: Rows::new(&found.gone_nodes, limit, |id| NodeReport::of(&first, *id)),
            changed_nodes: Rows::new(&found.changed_nodes, limit, |(a, b): &(NodeId, NodeId)| ChangedNode {
                node: NodeReport::of(&second, *b),
                edges_before: degree(&first, *a),
                edges_after: degree(&second, *b),
            }),
            new_edges: Rows::new(&found.new_edges, limit, |id| tie(&second, *id)),
            gone_edges: Rows::new(&found.gone_edges, limit, |id| tie(&first, *id)),
            changed_edges: Rows::new(&found.changed_edges, limit, |(a, b): &(EdgeId, EdgeId)| ChangedEdge {
                tie: tie(&second, *b),
                weight_before: first.edge(*a).weight,
            }),
            same_edges: found.same_edges,
        })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("from {}\nto   {}\n", answer.first.text(), answer.second.text());
        let nodes = |text: &mut String, what: &str, rows: &Rows<NodeReport>| {
            let _ = writeln!(text, "{what} things: {}", rows.count);
            for node in rows.first.iter().take(10) {
                let _ = writeln!(text, "  {}", node.text());
            }
        };
        nodes(&mut text, "new", &answer.new_nodes);
        nodes(&mut text, "gone", &answer.gone_nodes);
        let _ = writeln!(text, "changed things: {}", answer.changed_nodes.count);
        for row in answer.changed_nodes.first.iter().take(10) {
            let _ = writeln!(text, "  {} {} → {} relations", row.node.text(), row.edges_before, row.edges_after);
        }
        let (new, gone) = (answer.new_edges.count, answer.gone_edges.count);
        let _ = writeln!(
            text,
            "relations: {new} new, {gone} gone, {} with another weight, {} the same",
            answer.changed_edges.count, answer.same_edges
        );
        for row in answer.changed_edges.first.iter().take(10) {
            let tie = &row.tie;
            let _ = writeln!(
                text,
                "  {} ─ {} → {}: {} → {}",
                tie.source.name, tie.relation, tie.target.name, row.weight_before, tie.weight
            );
        }
        text
    }
}

fn tie(view: &View, id: EdgeId) -> TieReport {
    let (edge, (source, target)) = (view.edge(id), view.ends(id));
    TieReport {
        source: NodeReport::of(view, source),
        relation: prefix::local_name(edge.relation).to_owned(),
        label: relation_words(view, edge.relation),
        target: NodeReport::of(view, target),
        weight: edge.weight,
        statements: view.statements(id).map(|statement| statement.iri.clone()).collect(),
    }
}
