//! `/api/graph/paths`: how two things hang together.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, ViewReport};
use super::picture::Drawing;
use super::report::{EdgeReport, NodeReport, counted};
use super::{Context, Question};
use crate::answer::network::path::{Cost, Options, Path, Paths as Found, Which, paths};
use crate::answer::network::{Stop, View};

pub(in super::super) struct Paths;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    /// In the order of their cost, then of the IRIs on them.
    paths: Vec<PathReport>,
    /// Whether there may be more than the limit.
    is_cut: bool,
}

/// One way from a thing to another.
#[derive(Debug, Serialize)]
struct PathReport {
    /// Number of steps.
    length: usize,
    /// Number of steps, or the sum of what they cost.
    cost: f64,
    /// The things in order, both ends included.
    nodes: Vec<NodeReport>,
    /// For each step the relations that make it.
    steps: Vec<Vec<EdgeReport>>,
}

impl Question for Paths {
    const NAME: &'static str = "paths";
    const SUMMARY: [&'static str; 2] =
        ["Paths between two things, with the words behind each step", "两事物间的路径及原文"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let end = |name, about| Parameter::text(name, about).required();
        let mut all = vec![
            end("from", ["start, by name, code or IRI", "起点：名称、代码或 IRI"]).example("广西医科大学第一附属医院"),
            end("to", ["end, by name, code or IRI", "终点：名称、代码或 IRI"]).example("防城港市卫生健康委员会"),
            Parameter::one_of(
                "which",
                &["shortest", "best", "simple"],
                ["all shortest paths, the best by cost, or every one up to a length", "最短、最优若干条、或限长内全部"],
            )
            .default("shortest"),
            Parameter::one_of(
                "cost",
                &Cost::ALL.map(Cost::name),
                ["what a step costs: one, its weight, or one through its weight", "每步代价：1、权重或权重倒数"],
            )
            .default("steps"),
            Parameter::integer("longest", 1, 12, ["steps of a simple path at most", "全部路径的最大步数"]).default("4"),
            Parameter::text("through", ["pass through this thing", "必经事物"]).repeated(),
            Parameter::text("through_type", ["pass through a thing of each of these kinds", "必经类型"]),
            asking::limit("1", ["paths at most", "最多条数"]),
        ];
        all.extend(asking::bounds_parameters());
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let found = find(context, &view, asked)?;
        let paths = found.paths.iter().map(|path| path_report(context, &view, path)).collect::<Result<_, _>>()?;
        Ok(Answer { view: report, paths, is_cut: found.is_cut })
    }

    fn text(answer: &Answer) -> String {
        answer.paths.iter().map(path_text).collect::<Vec<_>>().join("\n")
    }

    fn drawing(context: Context<'_>, asked: &Asked) -> Option<Result<Drawing, ApiError>> {
        Some(drawing(context, asked))
    }
}

fn find(context: Context<'_>, view: &View, asked: &Asked) -> Result<Found, ApiError> {
    let (from, to) = (asking::node(view, asked, "from")?, asking::node(view, asked, "to")?);
    let which = match asked.get("which") {
        Some("best") => Which::Best,
        Some("simple") => Which::Simple(asked.number("longest", 4)),
        _ => Which::Shortest,
    };
    let cost = Cost::ALL.into_iter().find(|cost| asked.get("cost") == Some(cost.name()));
    let options = Options {
        bounds: asking::bounds(view, asked)?,
        cost: cost.unwrap_or_default(),
        which,
        limit: asked.number("limit", 1),
        through: asked.all("through").map(|text| view.find(text)).collect::<Result<_, _>>()?,
        through_kinds: asking::kinds(view, asked, "through_type")?,
    };
    Ok(paths(view, from, to, &options, &Stop::new(context.cancel))?)
}

fn drawing(context: Context<'_>, asked: &Asked) -> Result<Drawing, ApiError> {
    let (view, _) = asking::view_of(context, asked)?;
    let found = find(context, &view, asked)?;
    let ends = found.paths.first().map(|path| [path.nodes[0], path.nodes[path.nodes.len() - 1]]);
    let [from, to] = ends.map(|ends| ends.map(|id| view.node(id).name.clone())).unwrap_or_default();
    Ok(Drawing {
        title: format!("{from} — {to}：路径 paths"),
        nodes: found.paths.iter().flat_map(|path| path.nodes.iter().copied()).collect(),
        edges: found.paths.iter().flat_map(|path| path.steps.iter().flatten().copied()).collect(),
        focus: ends.into_iter().flatten().collect(),
        paths: found.paths.into_iter().map(|path| path.nodes).collect(),
        groups: Vec::new(),
        view,
    })
}

fn path_report(context: Context<'_>, view: &View, path: &Path) -> Result<PathReport, ApiError> {
    let steps = path.steps.iter().map(|step| EdgeReport::all(context, view, step));
    Ok(PathReport {
        length: path.length(),
        cost: path.cost,
        nodes: path.nodes.iter().map(|id| NodeReport::of(view, *id)).collect(),
        steps: steps.collect::<Result<_, _>>()?,
    })
}

/// A line a thing, below it the relation that leads on and the words that state it.
fn path_text(path: &PathReport) -> String {
    let mut text = format!("{}\n{}\n", counted(path.length, "step"), path.nodes[0].text());
    for (step, (from, to)) in path.steps.iter().zip(path.nodes.iter().zip(&path.nodes[1..])) {
        for edge in step {
            let arrow = if edge.source == from.iri { "─→" } else { "←─" };
            let _ = writeln!(text, "  {arrow} {}", edge.relation);
            text.push_str(&edge.quotations("     "));
        }
        text.push_str(&to.text());
        text.push('\n');
    }
    text
}
