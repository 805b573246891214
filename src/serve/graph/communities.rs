//! `/api/graph/communities`: what belongs together.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::{Kind, Parameter};
use super::asking::{self, MOST, ViewReport};
use super::picture::Drawing;
use super::report::{NodeReport, Words, counted};
use super::{Context, Question};
use crate::answer::network::community::{Community, Options, communities};
use crate::answer::network::{Stop, View};

pub(in super::super) struct CommunitiesOf;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    /// How much more weight lies inside communities than chance would put there.
    modularity: f64,
    resolution: f64,
    seed: u64,
    count: usize,
    /// The largest first.
    communities: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    /// After its heads, and what its members share.
    name: Words,
    size: usize,
    heads: Vec<NodeReport>,
    /// What several members are tied to.
    shared: Vec<SharedReport>,
    /// Weight of the ties among its members.
    inside: f64,
    /// Weight of its ties to others.
    outside: f64,
    /// By IRI.
    members: Vec<NodeReport>,
    /// Whether it has more members than are listed.
    is_cut: bool,
}

#[derive(Debug, Serialize)]
struct SharedReport {
    /// How many members are tied to it.
    members: usize,
    #[serde(flatten)]
    node: NodeReport,
}

impl Question for CommunitiesOf {
    const NAME: &'static str = "communities";
    const SUMMARY: [&'static str; 2] = ["What belongs together (Leiden)", "社群划分（Leiden）"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::new("resolution", Kind::Decimal, ["how finely to part: more gives smaller ones", "分辨率"])
                .default("1"),
            Parameter::integer("seed", 0, i64::MAX, ["what chance starts from", "随机种子"]).default("42"),
            asking::limit("50", ["communities at most", "最多社群数"]),
            Parameter::integer("members", 1, MOST, ["members of each to list", "每个社群列出的成员数"]).default("200"),
        ];
        all.extend(asking::bounds_parameters_of(&["relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let options = options(&view, asked)?;
        let found = communities(&view, &options, &Stop::new(context.cancel))?;
        let members = asked.number("members", 200);
        let shown = found.communities.iter().take(asked.number("limit", 50));
        Ok(Answer {
            view: report,
            modularity: found.modularity,
            resolution: options.resolution,
            seed: options.seed,
            count: found.communities.len(),
            communities: shown.map(|community| row(&view, community, members)).collect(),
        })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!(
            "{} in {}\nmodularity {:.4} (resolution {}, seed {})\n",
            match answer.count {
                1 => "1 community".to_owned(),
                count => format!("{count} communities"),
            },
            answer.view.text(),
            answer.modularity,
            answer.resolution,
            answer.seed
        );
        for row in &answer.communities {
            let _ = writeln!(text, "{:>5}  {}", row.size, row.name.en);
        }
        text
    }

    /// The whole view, each community in a frame that is named by its heads.
    fn drawing(context: Context<'_>, asked: &Asked) -> Option<Result<Drawing, ApiError>> {
        let draw = || {
            let (view, name) = asking::view_of(context, asked)?;
            let found = communities(&view, &options(&view, asked)?, &Stop::new(context.cancel))?;
            let saved = context.catalog.view(&name);
            let title = saved.map_or(name, |view| format!("{} {}", view.summary.zh, view.summary.en));
            let named = |community: &Community| {
                let heads: Vec<_> = community.heads.iter().map(|id| view.node(*id).name.as_str()).collect();
                (heads.join("、"), community.members.clone())
            };
            Ok(Drawing {
                title: format!("{title}：社群 communities"),
                nodes: view.nodes().collect(),
                edges: view.edges().collect(),
                focus: Vec::new(),
                paths: Vec::new(),
                groups: found.communities.iter().map(named).collect(),
                view,
            })
        };
        Some(draw())
    }
}

fn options(view: &View, asked: &Asked) -> Result<Options, ApiError> {
    Ok(Options {
        bounds: asking::bounds(view, asked)?,
        resolution: asking::decimal(asked, "resolution", 1.0, 0.0, 1000.0)?,
        seed: asked.get("seed").and_then(|seed| seed.trim().parse().ok()).unwrap_or(42),
    })
}

fn row(view: &View, community: &Community, members: usize) -> Row {
    let heads: Vec<NodeReport> = community.heads.iter().map(|id| NodeReport::of(view, *id)).collect();
    let shared = community.shared.iter();
    let shared: Vec<SharedReport> =
        shared.map(|(id, members)| SharedReport { members: *members, node: NodeReport::of(view, *id) }).collect();
    Row {
        name: name(community.members.len(), &heads, &shared),
        size: community.members.len(),
        heads,
        shared,
        inside: community.inside,
        outside: community.outside,
        members: community.members.iter().take(members).map(|id| NodeReport::of(view, *id)).collect(),
        is_cut: community.members.len() > members,
    }
}

fn name(size: usize, heads: &[NodeReport], shared: &[SharedReport]) -> Words {
    let names = |comma: &str| heads.iter().map(|node| node.name.as_str()).collect::<Vec<_>>().join(comma);
    let (mut en, mut zh) = (names(", "), names("、"));
    if let Some(first) = shared.first() {
        let _ = write!(en, " — {} of {} tied to {}", first.members, counted(size, "member"), first.node.name);
        let _ = write!(zh, "——{size} 个成员中 {} 个与{}相连", first.members, first.node.name);
    }
    Words { zh, en }
}
