//! `/api/graph/neighbors`: what a thing is related to.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, MOST, ViewReport};
use super::picture::Drawing;
use super::report::{EdgeReport, NodeReport, Words, counted, relation_words};
use super::{Context, Question};
use crate::answer::network::neighbours::{Neighbourhood, Reach, neighbours};
use crate::answer::network::{NodeId, Stop, View};

pub(in super::super) struct Neighbors;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    /// The thing asked for.
    node: NodeReport,
    /// What there is at the thing, most first, whether shown or not.
    relations: Vec<RelationReport>,
    /// What was reached, by steps and then by IRI.
    neighbours: Vec<NeighbourReport>,
    /// The relations followed.
    edges: Vec<EdgeReport>,
    /// Whether there is more than is shown.
    is_cut: bool,
}

#[derive(Debug, Serialize)]
struct RelationReport {
    relation: String,
    label: Words,
    direction: &'static str,
    count: usize,
    weight: f64,
    shown: usize,
}

#[derive(Debug, Serialize)]
struct NeighbourReport {
    /// Number of steps to it.
    steps: usize,
    #[serde(flatten)]
    node: NodeReport,
}

impl Question for Neighbors {
    const NAME: &'static str = "neighbors";
    const SUMMARY: [&'static str; 2] = ["What a thing is related to", "某事物的邻居"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::text("node", ["thing, by name, code or IRI", "事物：名称、代码或 IRI"])
                .required()
                .example("450300"),
            Parameter::integer("depth", 1, 20, ["steps to go", "步数"]).default("1"),
            asking::limit("100", ["things at most", "最多个数"]),
            Parameter::integer(
                "each",
                1,
                MOST,
                ["of each relation and direction at most so many, the heaviest first", "每种关系最多个数"],
            ),
            Parameter::integer(
                "offset",
                0,
                1_000_000,
                ["of each relation pass over so many: what comes after", "每种关系跳过个数"],
            ),
        ];
        all.extend(asking::bounds_parameters());
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let (start, found) = find(context, &view, asked)?;
        let relation = |relation: &crate::answer::network::neighbours::Relation| RelationReport {
            relation: crate::answer::prefix::local_name(&relation.relation).to_owned(),
            label: relation_words(&view, &relation.relation),
            direction: relation.direction.name(),
            count: relation.count,
            weight: relation.weight,
            shown: relation.shown,
        };
        let reached = found.nodes.iter().skip(1);
        Ok(Answer {
            node: NodeReport::of(&view, start),
            relations: found.relations.iter().map(relation).collect(),
            neighbours: reached
                .map(|(id, steps)| NeighbourReport { steps: *steps, node: NodeReport::of(&view, *id) })
                .collect(),
            edges: EdgeReport::all(context, &view, &found.edges)?,
            is_cut: found.is_cut,
            view: report,
        })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("{}\n", answer.node.text());
        for relation in &answer.relations {
            let arrow = if relation.direction == "out" { "─→" } else { "←─" };
            let _ = writeln!(text, "  {arrow} {} × {}", relation.relation, relation.count);
        }
        for near in &answer.neighbours {
            let _ = writeln!(text, "{}{}", "  ".repeat(near.steps), near.node.text());
            let at_it = |edge: &&EdgeReport| edge.source == near.node.iri || edge.target == near.node.iri;
            let mut relations: Vec<_> = answer.edges.iter().filter(at_it).map(|edge| edge.relation.as_str()).collect();
            relations.sort_unstable();
            relations.dedup();
            let _ = writeln!(text, "{}  {}", "  ".repeat(near.steps), relations.join(", "));
        }
        let more = if answer.is_cut { ", and more (--limit, --each, --offset)" } else { "" };
        let _ = writeln!(text, "{}{more}", counted(answer.neighbours.len(), "neighbour"));
        text
    }

    fn drawing(context: Context<'_>, asked: &Asked) -> Option<Result<Drawing, ApiError>> {
        let draw = || {
            let (view, _) = asking::view_of(context, asked)?;
            let (start, found) = find(context, &view, asked)?;
            let more = if found.is_cut { " …" } else { "" };
            Ok(Drawing {
                title: format!("{}：相关事物 what it is related to{more}", view.node(start).name),
                nodes: found.nodes.into_iter().map(|(id, _)| id).collect(),
                edges: found.edges,
                focus: vec![start],
                paths: Vec::new(),
                groups: Vec::new(),
                view,
            })
        };
        Some(draw())
    }
}

fn find(context: Context<'_>, view: &View, asked: &Asked) -> Result<(NodeId, Neighbourhood), ApiError> {
    let start = asking::node(view, asked, "node")?;
    let bounds = asking::bounds(view, asked)?;
    let reach = Reach {
        depth: asked.number("depth", 1),
        limit: asked.number("limit", 100),
        each: asked.number("each", usize::MAX),
        offset: asked.number("offset", 0),
    };
    Ok((start, neighbours(view, start, &bounds, reach, &Stop::new(context.cancel))?))
}
