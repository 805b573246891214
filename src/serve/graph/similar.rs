//! `/api/graph/similar`: what resembles a thing, and why.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, ViewReport};
use super::explain;
use super::report::{NodeReport, Words};
use super::{Context, Question};
use crate::answer::network::Stop;
use crate::answer::network::similar::{Likeness, Options, similar};

/// Reasons that are told of each.
const REASONS: usize = 5;

pub(in super::super) struct SimilarTo;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    node: NodeReport,
    by: &'static str,
    /// The most alike first, equals by IRI.
    similar: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    score: f64,
    #[serde(flatten)]
    node: NodeReport,
    /// What both are tied to: how many things, the most telling of them, and in words.
    shares: usize,
    shared: Vec<SharedReport>,
    why: Words,
}

#[derive(Debug, Serialize)]
struct SharedReport {
    #[serde(flatten)]
    node: NodeReport,
    why: Words,
}

impl Question for SimilarTo {
    const NAME: &'static str = "similar";
    const SUMMARY: [&'static str; 2] = ["What resembles a thing, and why", "与某事物相似者及其原因"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::text("node", ["thing, by name, code or IRI", "事物：名称、代码或 IRI"])
                .required()
                .example("编号4"),
            Parameter::one_of("by", &Likeness::ALL.map(Likeness::name), ["how likeness is measured", "相似度"])
                .default("jaccard"),
            Parameter::text("of", ["kinds to look among; its own where none is named", "比较的类型"]),
            asking::limit("10", ["things at most", "最多个数"]),
        ];
        all.extend(asking::bounds_parameters_of(&["direction", "relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let node = asking::node(&view, asked, "node")?;
        let by = Likeness::ALL.into_iter().find(|by| asked.get("by") == Some(by.name())).unwrap_or_default();
        let options = Options {
            by,
            bounds: asking::bounds(&view, asked)?,
            of: asking::kinds(&view, asked, "of")?,
            limit: asked.number("limit", 10),
        };
        let found = similar(&view, node, &options, &Stop::new(context.cancel))?;
        let rows = found.iter().map(|similar| {
            let shared: Vec<SharedReport> = similar
                .shared
                .iter()
                .take(REASONS)
                .map(|shared| SharedReport {
                    node: NodeReport::of(&view, shared.node),
                    why: explain::both(&view, node, similar.node, shared),
                })
                .collect();
            let words: Vec<Words> = shared.iter().map(|shared| shared.why.clone()).collect();
            Row {
                score: similar.score,
                node: NodeReport::of(&view, similar.node),
                shares: similar.shared.len(),
                shared,
                why: explain::joined(&words),
            }
        });
        Ok(Answer { view: report, node: NodeReport::of(&view, node), by: by.name(), similar: rows.collect() })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("{}\nalike by {} in {}\n", answer.node.text(), answer.by, answer.view.text());
        for row in &answer.similar {
            let _ = writeln!(text, "{:.4}  {}\n        {}", row.score, row.node.text(), row.why.en);
        }
        if answer.similar.is_empty() {
            text.push_str("nothing of its kind is tied to the same things\n");
        }
        text
    }
}
