//! `/api/graph/rank`: who stands in the middle.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::{Kind, Parameter};
use super::asking::{self, ViewReport};
use super::explain::{self, Reason};
use super::report::{NodeReport, Words};
use super::{Context, Question};
use crate::answer::network::Stop;
use crate::answer::network::rank::{Measure, Options, rank};

pub(in super::super) struct Rank;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    measure: &'static str,
    /// How many things were measured.
    nodes: usize,
    /// The greatest first, equals by IRI.
    ranking: Vec<Row>,
    /// Where the values are estimates.
    #[serde(skip_serializing_if = "Option::is_none")]
    sampled: Option<SampledReport>,
    /// Whether the iteration came to rest; the values are to be doubted where it did not.
    is_settled: bool,
}

#[derive(Debug, Serialize)]
struct SampledReport {
    /// Things searched from.
    sources: usize,
    /// How far a value may be off, for all together with a probability of 95 %.
    error: f64,
}

#[derive(Debug, Serialize)]
struct Row {
    rank: usize,
    value: f64,
    /// Of the most there could be.
    #[serde(skip_serializing_if = "Option::is_none")]
    share: Option<f64>,
    #[serde(flatten)]
    node: NodeReport,
    why: WhyReport,
}

#[derive(Debug, Serialize)]
struct WhyReport {
    #[serde(flatten)]
    words: Words,
    #[serde(flatten)]
    reason: Reason,
}

impl Question for Rank {
    const NAME: &'static str = "rank";
    const SUMMARY: [&'static str; 2] = ["Who stands in the middle, and why", "居于中心者及其原因"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::one_of("by", &Measure::ALL.map(Measure::name), ["measure", "度量"]).default("pagerank"),
            Parameter::text("seed", ["PageRank from this thing: what is near it counts", "个性化起点"]).repeated(),
            Parameter::new("damping", Kind::Decimal, ["chance that PageRank goes on", "阻尼系数"]).default("0.85"),
            Parameter::integer(
                "samples",
                1,
                1_000_000,
                ["estimate from so many things, for large views", "抽样源点数"],
            ),
            Parameter::text("of", ["show things of these kinds only", "仅列出这些类型"]).example("Agency"),
            asking::limit("20", ["rows at most", "最多行数"]),
        ];
        all.extend(asking::bounds_parameters_of(&["direction", "relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let options = Options {
            measure: asked.get("by").and_then(Measure::from_name).unwrap_or_default(),
            bounds: asking::bounds(&view, asked)?,
            seeds: asked.all("seed").map(|text| view.find(text)).collect::<Result<_, _>>()?,
            damping: asking::decimal(asked, "damping", 0.85, 0.0, 0.999)?,
            samples: asked.get("samples").and_then(|number| number.trim().parse().ok()),
            of: asking::kinds(&view, asked, "of")?,
            limit: asked.number("limit", 20),
        };
        let ranking = rank(&view, &options, &Stop::new(context.cancel))?;
        let rows = ranking.rows.iter().enumerate().map(|(at, row)| {
            let (reason, words) = explain::reason(&view, &row.why);
            let why = WhyReport { words, reason };
            Row { rank: at + 1, value: row.value, share: row.share, node: NodeReport::of(&view, row.node), why }
        });
        Ok(Answer {
            measure: ranking.measure.name(),
            nodes: ranking.nodes,
            ranking: rows.collect(),
            sampled: ranking.sampled.map(|sampled| SampledReport { sources: sampled.sources, error: sampled.error }),
            is_settled: ranking.is_settled,
            view: report,
        })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("{} in {}\n", answer.measure, answer.view.text());
        if let Some(sampled) = &answer.sampled {
            let _ = writeln!(text, "estimated from {} things: within ±{:.3} with 95 %", sampled.sources, sampled.error);
        }
        if !answer.is_settled {
            text.push_str("the iteration did not come to rest: doubt the values\n");
        }
        for row in &answer.ranking {
            let _ =
                writeln!(text, "{:>3}  {:<10.6} {}\n     {}", row.rank, row.value, row.node.text(), row.why.words.en);
        }
        text
    }
}
