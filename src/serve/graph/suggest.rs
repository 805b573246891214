//! `/api/graph/suggest`: ties that may be missing, and what speaks for them.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, ViewReport};
use super::report::{EdgeReport, NodeReport, Words, relation_words};
use super::{Context, Question};
use crate::answer::network::suggest::{Suggestion, suggest};
use crate::answer::network::{Stop, View};
use crate::answer::prefix;

/// Things alike that are told of each suggestion.
const REASONS: usize = 3;

pub(in super::super) struct Suggest;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    node: NodeReport,
    /// Questions to ask of the sources, not facts; the likeliest first.
    suggestions: Vec<Row>,
}

#[derive(Debug, Serialize)]
struct Row {
    score: f64,
    relation: String,
    label: Words,
    /// `out` where the thing asked for would be the source.
    direction: &'static str,
    #[serde(flatten)]
    node: NodeReport,
    because: Vec<Because>,
    why: Words,
}

#[derive(Debug, Serialize)]
struct Because {
    likeness: f64,
    #[serde(flatten)]
    node: NodeReport,
    edge: EdgeReport,
}

impl Question for Suggest {
    const NAME: &'static str = "suggest";
    const SUMMARY: [&'static str; 2] =
        ["Ties that may be missing at a thing, and what speaks for them", "某事物可能缺失的关系及依据"];
    type Answer = Answer;

    fn parameters() -> Vec<Parameter> {
        let mut all = vec![
            Parameter::text("node", ["thing, by name, code or IRI", "事物：名称、代码或 IRI"])
                .required()
                .example("编号4"),
            Parameter::text("of", ["suggest ties to things of these kinds only", "仅建议与这些类型的关系"]),
            asking::limit("10", ["suggestions at most", "最多条数"]),
        ];
        all.extend(asking::bounds_parameters_of(&["direction", "relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let node = asking::node(&view, asked, "node")?;
        let (bounds, of) = (asking::bounds(&view, asked)?, asking::kinds(&view, asked, "of")?);
        let found = suggest(&view, node, &bounds, &of, asked.number("limit", 10), &Stop::new(context.cancel))?;
        let rows = found.iter().map(|suggestion| row(context, &view, suggestion)).collect::<Result<_, _>>()?;
        Ok(Answer { view: report, node: NodeReport::of(&view, node), suggestions: rows })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("{}\nties that may be missing, in {}\n", answer.node.text(), answer.view.text());
        for row in &answer.suggestions {
            let arrow = if row.direction == "out" { "─→" } else { "←─" };
            let _ =
                writeln!(text, "{:.3}  {arrow} {} {}\n       {}", row.score, row.relation, row.node.text(), row.why.en);
        }
        if answer.suggestions.is_empty() {
            text.push_str("nothing alike has what it lacks\n");
        }
        text
    }
}

fn row(context: Context<'_>, view: &View, suggestion: &Suggestion) -> Result<Row, ApiError> {
    let because = suggestion.because.iter().take(REASONS).map(|(id, likeness, edge)| {
        let edge = EdgeReport::of(context, view, *edge)?;
        Ok(Because { likeness: *likeness, node: NodeReport::of(view, *id), edge })
    });
    let because: Vec<Because> = because.collect::<Result<_, ApiError>>()?;
    let names = |comma: &str| because.iter().map(|row| row.node.name.as_str()).collect::<Vec<_>>().join(comma);
    let more = suggestion.because.len() - because.len();
    let why = Words {
        en: match more {
            0 => format!("things alike have it: {}", names("; ")),
            more => format!("things alike have it: {} and {more} more", names("; ")),
        },
        zh: format!("{} 个相似事物有此关系：{}", suggestion.because.len(), names("；")),
    };
    Ok(Row {
        score: suggestion.score,
        relation: prefix::local_name(&suggestion.relation).to_owned(),
        label: relation_words(view, &suggestion.relation),
        direction: if suggestion.is_out { "out" } else { "in" },
        node: NodeReport::of(view, suggestion.node),
        because,
        why,
    })
}
