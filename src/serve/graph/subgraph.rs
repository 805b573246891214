//! `/api/graph/subgraph`: what joins several things.

use std::collections::BTreeSet;
use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::{Kind, Parameter};
use super::asking::{self, ViewReport};
use super::picture::Drawing;
use super::report::{EdgeReport, NodeReport, counted};
use super::{Context, Question};
use crate::answer::network::subgraph::{Subgraph, subgraph};
use crate::answer::network::{NodeId, Stop, View};

pub(in super::super) struct SubgraphOf;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    /// By IRI.
    nodes: Vec<Row>,
    /// All relations among these.
    edges: Vec<EdgeReport>,
    /// Things asked for that do not hang together with the first.
    apart: Vec<NodeReport>,
    /// Whether there is more around them than the limit.
    is_cut: bool,
}

#[derive(Debug, Serialize)]
struct Row {
    /// `asked`, `joining` or `around`.
    role: &'static str,
    #[serde(flatten)]
    node: NodeReport,
}

impl Question for SubgraphOf {
    const NAME: &'static str = "subgraph";
    const SUMMARY: [&'static str; 2] = ["A small graph that joins several things", "连接若干事物的子图"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::text("node", ["thing to hold, by name, code or IRI", "应包含的事物"])
                .required()
                .repeated()
                .example("450300"),
            Parameter::new("around", Kind::Boolean, ["with the neighbours of these things", "含其邻居"]),
            asking::limit("200", ["things at most, where neighbours are added", "最多个数"]),
        ];
        all.extend(asking::bounds_parameters());
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let (seeds, found) = find(context, &view, asked)?;
        let joining: BTreeSet<NodeId> = found.joining.iter().copied().collect();
        let role = |id: &NodeId| match () {
            () if seeds.contains(id) => "asked",
            () if joining.contains(id) => "joining",
            () => "around",
        };
        let nodes = found.nodes.iter().map(|id| Row { role: role(id), node: NodeReport::of(&view, *id) });
        Ok(Answer {
            view: report,
            nodes: nodes.collect(),
            edges: EdgeReport::all(context, &view, &found.edges)?,
            apart: found.apart.iter().map(|id| NodeReport::of(&view, *id)).collect(),
            is_cut: found.is_cut,
        })
    }

    fn text(answer: &Answer) -> String {
        let mut text = String::new();
        for row in &answer.nodes {
            let _ = writeln!(text, "{:<8} {}", row.role, row.node.text());
        }
        let name = |iri: &str| {
            let row = answer.nodes.iter().find(|row| row.node.iri == iri);
            row.map_or_else(|| iri.to_owned(), |row| row.node.name.clone())
        };
        for edge in &answer.edges {
            let _ = writeln!(text, "{} ─ {} → {}", name(&edge.source), edge.relation, name(&edge.target));
            text.push_str(&edge.quotations("     "));
        }
        for node in &answer.apart {
            let _ = writeln!(text, "apart    {}", node.text());
        }
        let things = counted(answer.nodes.len(), "thing");
        let _ = writeln!(
            text,
            "{things}, {}{}",
            counted(answer.edges.len(), "relation"),
            if answer.is_cut { ", and more around them (--limit)" } else { "" }
        );
        text
    }

    fn drawing(context: Context<'_>, asked: &Asked) -> Option<Result<Drawing, ApiError>> {
        let draw = || {
            let (view, _) = asking::view_of(context, asked)?;
            let (seeds, found) = find(context, &view, asked)?;
            let names: Vec<_> = seeds.iter().map(|id| view.node(*id).name.as_str()).collect();
            Ok(Drawing {
                title: format!("{}：如何相连 how they hang together", names.join("、")),
                nodes: found.nodes,
                edges: found.edges,
                focus: seeds.into_iter().collect(),
                paths: Vec::new(),
                groups: Vec::new(),
                view,
            })
        };
        Some(draw())
    }
}

fn find(context: Context<'_>, view: &View, asked: &Asked) -> Result<(BTreeSet<NodeId>, Subgraph), ApiError> {
    let seeds = asked.all("node").map(|text| view.find(text)).collect::<Result<BTreeSet<NodeId>, _>>()?;
    let bounds = asking::bounds(view, asked)?;
    let (around, limit) = (asked.is_true("around"), asked.number("limit", 200));
    let found = subgraph(view, &seeds, &bounds, around, limit, &Stop::new(context.cancel))?;
    Ok((seeds, found))
}
