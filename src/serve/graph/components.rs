//! `/api/graph/components` and `/api/graph/bridges`: what hangs together, and by what.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, MOST, ViewReport};
use super::report::{EdgeReport, NodeReport, Words};
use super::{Context, Question};
use crate::answer::network::components::{Articulation, Bridge, components, joints};
use crate::answer::network::{Bounds, Stop, View};

pub(in super::super) struct Components;

#[derive(Debug, Serialize)]
pub(in super::super) struct ComponentsAnswer {
    view: ViewReport,
    /// `weak` or `strong`.
    kind: &'static str,
    count: usize,
    /// The largest first.
    components: Vec<Component>,
}

#[derive(Debug, Serialize)]
struct Component {
    size: usize,
    /// By IRI.
    members: Vec<NodeReport>,
    /// Whether it has more members than are listed.
    is_cut: bool,
}

impl Question for Components {
    const NAME: &'static str = "components";
    const SUMMARY: [&'static str; 2] = ["What hangs together at all", "连通分量"];
    type Answer = ComponentsAnswer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::one_of(
                "kind",
                &["weak", "strong"],
                ["strong: each can be reached from each along the direction", "弱连通或强连通"],
            )
            .default("weak"),
            asking::limit("50", ["components at most", "最多个数"]),
            Parameter::integer("members", 1, MOST, ["members of each to list", "每个列出的成员数"]).default("200"),
        ];
        all.extend(asking::bounds_parameters_of(&["relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<ComponentsAnswer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let bounds = asking::bounds(&view, asked)?;
        let is_strong = asked.get("kind") == Some("strong");
        let found = components(&view, &bounds, is_strong, &Stop::new(context.cancel))?;
        let members = asked.number("members", 200);
        let shown = found.iter().take(asked.number("limit", 50)).map(|component| Component {
            size: component.len(),
            members: component.iter().take(members).map(|id| NodeReport::of(&view, *id)).collect(),
            is_cut: component.len() > members,
        });
        Ok(ComponentsAnswer {
            kind: if is_strong { "strong" } else { "weak" },
            count: found.len(),
            components: shown.collect(),
            view: report,
        })
    }

    fn text(answer: &ComponentsAnswer) -> String {
        let mut text = format!("{} {} components in {}\n", answer.count, answer.kind, answer.view.text());
        for component in &answer.components {
            let names: Vec<_> = component.members.iter().take(5).map(|node| node.name.as_str()).collect();
            let more = if component.size > names.len() { " …" } else { "" };
            let _ = writeln!(text, "{:>5}  {}{more}", component.size, names.join(", "));
        }
        text
    }
}

pub(in super::super) struct Bridges;

#[derive(Debug, Serialize)]
pub(in super::super) struct BridgesAnswer {
    view: ViewReport,
    /// Ties without which their ends would not hang together, those that cut off most first.
    bridges: Vec<BridgeReport>,
    bridge_count: usize,
    /// Things without which their component falls into pieces, those that cut off most first.
    articulations: Vec<ArticulationReport>,
    articulation_count: usize,
}

#[derive(Debug, Serialize)]
struct BridgeReport {
    /// The end on the smaller side.
    end: NodeReport,
    other: NodeReport,
    /// Things that would be cut off, the end included.
    cuts_off: usize,
    edges: Vec<EdgeReport>,
    why: Words,
}

#[derive(Debug, Serialize)]
struct ArticulationReport {
    #[serde(flatten)]
    node: NodeReport,
    /// How many things each piece has, the largest first.
    pieces: Vec<usize>,
    why: Words,
}

impl Question for Bridges {
    const NAME: &'static str = "bridges";
    const SUMMARY: [&'static str; 2] = ["By what the graph holds together", "桥与割点"];
    type Answer = BridgesAnswer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            asking::limit("20", ["rows of each at most", "各最多行数"]),
            Parameter::integer("least", 1, 1_000_000, ["leave out what cuts off fewer things", "至少割下的个数"])
                .default("2"),
        ];
        all.extend(asking::bounds_parameters_of(&["relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<BridgesAnswer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let bounds = asking::bounds(&view, asked)?;
        let (least, limit) = (asked.number("least", 2), asked.number("limit", 20));
        let mut found = joints(&view, &bounds, &Stop::new(context.cancel))?;
        found.bridges.retain(|bridge| bridge.side >= least);
        found.articulations.retain(|point| point.pieces.iter().skip(1).sum::<usize>() >= least);
        let bridges = found.bridges.iter().take(limit).map(|bridge| bridge_report(context, &view, bridge, &bounds));
        Ok(BridgesAnswer {
            view: report,
            bridges: bridges.collect::<Result<_, _>>()?,
            bridge_count: found.bridges.len(),
            articulations: found
                .articulations
                .iter()
                .take(limit)
                .map(|point| articulation_report(&view, point))
                .collect(),
            articulation_count: found.articulations.len(),
        })
    }

    fn text(answer: &BridgesAnswer) -> String {
        let mut text = format!("{}\n{} bridges\n", answer.view.text(), answer.bridge_count);
        for bridge in &answer.bridges {
            let _ = writeln!(text, "{:>5}  {} – {}", bridge.cuts_off, bridge.end.name, bridge.other.name);
        }
        let _ = writeln!(text, "{} articulation points", answer.articulation_count);
        for point in &answer.articulations {
            let _ = writeln!(
                text,
                "{:>5}  {}\n       {}",
                point.pieces.iter().skip(1).sum::<usize>(),
                point.node.text(),
                point.why.en
            );
        }
        text
    }
}

fn bridge_report(
    context: Context<'_>,
    view: &View,
    bridge: &Bridge,
    bounds: &Bounds,
) -> Result<BridgeReport, ApiError> {
    let (end, other) = (NodeReport::of(view, bridge.end), NodeReport::of(view, bridge.other));
    let why = Words {
        en: format!("without it {} and {} more would be cut off", end.name, bridge.side - 1),
        zh: format!("若断开，{}等 {} 个事物将与其余分离", end.name, bridge.side),
    };
    let edges = EdgeReport::all(context, view, &view.between(bridge.end, bridge.other, bounds))?;
    Ok(BridgeReport { end, other, cuts_off: bridge.side, edges, why })
}

fn articulation_report(view: &View, point: &Articulation) -> ArticulationReport {
    let sizes = |comma: &str| point.pieces.iter().take(8).map(ToString::to_string).collect::<Vec<_>>().join(comma);
    let more = if point.pieces.len() > 8 { " …" } else { "" };
    ArticulationReport {
        node: NodeReport::of(view, point.node),
        why: Words {
            en: format!("without it there are {} pieces, of {}{more} things", point.pieces.len(), sizes(", ")),
            zh: format!("若无，则分为 {} 块（{}{more} 个事物）", point.pieces.len(), sizes("、")),
        },
        pieces: point.pieces.clone(),
    }
}
