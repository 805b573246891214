//! `/api/graph/suggest`: ties that may be missing, and what speaks for them.

use std::fmt::Write;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::Parameter;
use super::asking::{self, ViewReport};
use super::report::{EdgeReport, NodeReport, Words, counted, relation_words};
use super::{Context, Question};
use crate::answer::network::suggest::{Options, Suggestion, suggest};
use crate::answer::network::{Stop, View};
use crate::answer::prefix;

/// Things alike that are told of each suggestion.
const REASONS: usize = 3;

pub(in super::super) struct Suggest;

#[derive(Debug, Serialize)]
pub(in super::super) struct Answer {
    view: ViewReport,
    node: NodeReport,
    /// How many things of its kind are tied to something that it is tied to.
    alike: usize,
    /// Questions to ask of the sources, not facts; the likeliest first.
    suggestions: Vec<Row>,
    /// How many ties more fewer things alike have than `least`.
    weaker: usize,
}

#[derive(Debug, Serialize)]
struct Row {
    /// The likeness of those that have it, of all there is and one thing wholly alike.
    score: f64,
    /// How many things alike have it.
    have: usize,
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
            Parameter::integer("least", 1, 50, ["how many things alike have to have it", "至少几个相似事物有此关系"])
                .default("2"),
            asking::limit("10", ["suggestions at most", "最多条数"]),
        ];
        all.extend(asking::bounds_parameters_of(&["direction", "relation"]));
        all.extend(asking::view_parameters());
        all
    }

    fn answer(context: Context<'_>, asked: &Asked) -> Result<Answer, ApiError> {
        let (view, report) = asking::view(context, asked)?;
        let node = asking::node(&view, asked, "node")?;
        let options = Options {
            bounds: asking::bounds(&view, asked)?,
            of: asking::kinds(&view, asked, "of")?,
            least: asked.number("least", 2),
            limit: asked.number("limit", 10),
        };
        let found = suggest(&view, node, &options, &Stop::new(context.cancel))?;
        let rows = found.suggestions.iter();
        let rows = rows.map(|suggestion| row(context, &view, suggestion, found.alike)).collect::<Result<_, _>>()?;
        let node = NodeReport::of(&view, node);
        Ok(Answer { view: report, node, alike: found.alike, suggestions: rows, weaker: found.weaker })
    }

    fn text(answer: &Answer) -> String {
        let mut text = format!("{}\nties that may be missing, in {}\n", answer.node.text(), answer.view.text());
        for row in &answer.suggestions {
            let arrow = if row.direction == "out" { "─→" } else { "←─" };
            let _ =
                writeln!(text, "{:.3}  {arrow} {} {}\n       {}", row.score, row.relation, row.node.text(), row.why.en);
        }
        let alike = counted(answer.alike, "thing");
        let _ = match (answer.suggestions.is_empty(), answer.weaker) {
            (true, 0) => writeln!(text, "{alike} alike, and none has what it lacks"),
            (true, weaker) => writeln!(
                text,
                "{alike} alike, and no tie that enough of them have; {weaker} that fewer have are shown with --least 1"
            ),
            (false, _) => writeln!(text, "out of {alike} alike; questions to the sources, not facts"),
        };
        text
    }
}

fn verb(count: usize) -> &'static str {
    if count == 1 { "has" } else { "have" }
}

fn row(context: Context<'_>, view: &View, suggestion: &Suggestion, alike: usize) -> Result<Row, ApiError> {
    let because = suggestion.because.iter().take(REASONS).map(|(id, likeness, edge)| {
        let edge = EdgeReport::of(context, view, *edge)?;
        Ok(Because { likeness: *likeness, node: NodeReport::of(view, *id), edge })
    });
    let because: Vec<Because> = because.collect::<Result<_, ApiError>>()?;
    let names = |comma: &str| {
        let name = |row: &Because| format!("{} ({:.2})", row.node.name, row.likeness);
        because.iter().map(name).collect::<Vec<_>>().join(comma)
    };
    let have = suggestion.because.len();
    let more = have - because.len();
    let (more_en, more_zh) =
        if more > 0 { (format!(" and {more} more"), "等".to_owned()) } else { Default::default() };
    let why = Words {
        en: format!("of {} alike {have} {} it: {}{more_en}", counted(alike, "thing"), verb(have), names("; ")),
        zh: format!("{alike} 个相似事物中 {have} 个有此关系：{}{more_zh}", names("；")),
    };
    Ok(Row {
        score: suggestion.score,
        have,
        relation: prefix::local_name(&suggestion.relation).to_owned(),
        label: relation_words(view, &suggestion.relation),
        direction: if suggestion.is_out { "out" } else { "in" },
        node: NodeReport::of(view, suggestion.node),
        because,
        why,
    })
}
