//! `/api/graph/*`: the answers of the petgraph view.
//!
//! A question is a type: its parameters, its answer as data ([`Question::answer`]) and as text for people
//! ([`Question::text`]). The command line asks the same questions ([`ask`]), so that both say the same.

mod asking;
mod communities;
mod compare;
mod components;
mod explain;
mod failure;
mod neighbors;
mod paths;
mod picture;
mod rank;
mod report;
mod similar;
mod subgraph;
mod suggest;
mod views;

use std::sync::Arc;

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

pub(super) use self::asking::{part_of, view_parameters};
pub(super) use self::communities::CommunitiesOf;
pub(super) use self::compare::Compare;
pub(super) use self::components::{Bridges, Components};
pub(super) use self::neighbors::Neighbors;
pub(super) use self::paths::Paths;
use self::picture::Drawing;
pub(crate) use self::picture::Form;
pub(super) use self::picture::picture;
pub(super) use self::rank::Rank;
pub(super) use self::similar::SimilarTo;
pub(super) use self::subgraph::SubgraphOf;
pub(super) use self::suggest::Suggest;
pub(super) use self::views::Views;
use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::operation::{Operation, Parameter};
use super::stream;
use crate::answer::catalog::Catalog;
use crate::answer::network;
use crate::answer::sparql::CancellationToken;
use crate::store::Store;

/// What questions are asked of.
#[derive(Clone, Copy)]
pub(crate) struct Context<'a> {
    pub(crate) store: &'a Store,
    pub(crate) catalog: &'a Catalog,
    pub(crate) views: &'a network::Views,
    pub(crate) cancel: &'a CancellationToken,
}

/// A question to the view.
pub(super) trait Question: 'static {
    /// Last part of its address.
    const NAME: &'static str;

    /// What it answers, in English and Chinese.
    const SUMMARY: [&'static str; 2];

    /// What it gives.
    type Answer: Serialize + Send + 'static;

    /// What it takes.
    fn parameters() -> Vec<Parameter>;

    /// Answers it.
    fn answer(context: Context<'_>, asked: &Asked) -> Result<Self::Answer, ApiError>;

    /// The answer for people to read.
    fn text(answer: &Self::Answer) -> String;

    /// What of the view the answer is, where it can be drawn.
    fn drawing(_context: Context<'_>, _asked: &Asked) -> Option<Result<Drawing, ApiError>> {
        None
    }
}

/// Every question there is.
macro_rules! every {
    ($visit:ident) => {
        $visit!(
            Neighbors,
            Paths,
            Rank,
            CommunitiesOf,
            SimilarTo,
            Components,
            Bridges,
            SubgraphOf,
            Suggest,
            Compare,
            Views
        )
    };
}

/// `GET /api/graph/…`
pub(super) async fn answer<Q: Question>(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let mut parameters = Q::parameters();
    parameters.push(format());
    let asked = Asked::read(query.as_deref(), &parameters)?;
    let as_text = asked.get("format") == Some("text");
    stream::blocking(&app, move |app, cancel| {
        let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
        let answer = Q::answer(context, &asked)?;
        Ok(if as_text {
            ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], Q::text(&answer)).into_response()
        } else {
            Json(answer).into_response()
        })
    })
    .await
}

fn format() -> Parameter {
    Parameter::one_of("format", &["json", "text"], ["data, or text for people", "数据或供阅读的文本"]).default("json")
}

/// The rows of the interface.
pub(super) fn operations() -> Vec<Operation> {
    let mut all = Vec::new();
    macro_rules! describe {
        ($($question:ty),*) => { $(all.push(operation::<$question>());)* };
    }
    every!(describe);
    let pictures =
        [picture_of::<Paths>(), picture_of::<Neighbors>(), picture_of::<SubgraphOf>(), picture_of::<CommunitiesOf>()];
    all.extend(pictures.concat());
    all
}

/// The two forms of a picture.
fn picture_of<Q: Question>() -> Vec<Operation> {
    let form = |ending: &str, media_type: &'static str| {
        Operation::get(format!("/api/graph/{}.{ending}", Q::NAME), "graph", Q::SUMMARY)
            .describe(["The same as a picture.", "同一答案的图示。"])
            .parameters(Q::parameters())
            .gives(media_type, json!({ "type": "string" }))
            .errors(&[400, 404, 503, 504])
    };
    vec![form("svg", "image/svg+xml"), form("dot", "text/vnd.graphviz")]
}

fn operation<Q: Question>() -> Operation {
    Operation::get(format!("/api/graph/{}", Q::NAME), "graph", Q::SUMMARY)
        .describe(["docs/graph.md says what each number means.", "各数值的含义见 docs/graph.md。"])
        .parameters(Q::parameters())
        .parameters([format()])
        .gives("application/json", json!({ "type": "object" }))
        .gives_text("text/plain")
        .errors(&[400, 404, 503, 504])
}

/// Why a question has no answer: what is wrong, and what to do.
pub(crate) struct Refusal {
    pub(crate) message: String,
    pub(crate) hint: String,
}

impl From<ApiError> for Refusal {
    fn from(error: ApiError) -> Self {
        let (message, hint) = error.into_words();
        Self { message, hint }
    }
}

/// The answer to the question of this name, as JSON or as text: what the command line prints.
pub(crate) fn ask(
    name: &str,
    parameters: &[(&str, String)],
    context: Context<'_>,
    as_json: bool,
) -> Result<String, Refusal> {
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    macro_rules! ask {
        ($($question:ty),*) => {
            $(if name == <$question>::NAME {
                return Ok(written::<$question>(&query, context, as_json)?);
            })*
        };
    }
    every!(ask);
    unreachable!("the commands ask questions that there are: {name}")
}

/// The picture of the answer to the question of this name.
pub(crate) fn draw(
    name: &str,
    parameters: &[(&str, String)],
    context: Context<'_>,
    form: Form,
) -> Result<Vec<u8>, Refusal> {
    let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
    macro_rules! draw {
        ($($question:ty),*) => {
            $(if name == <$question>::NAME {
                let asked = Asked::read(Some(&query), &<$question>::parameters())?;
                return Ok(picture::drawn::<$question>(context, &asked, form)?);
            })*
        };
    }
    every!(draw);
    unreachable!("the commands ask questions that there are: {name}")
}

fn written<Q: Question>(query: &str, context: Context<'_>, as_json: bool) -> Result<String, ApiError> {
    let asked = Asked::read(Some(query), &Q::parameters())?;
    let answer = Q::answer(context, &asked)?;
    if as_json {
        let json = serde_json::to_string_pretty(&answer).map_err(|error| ApiError::internal(error.to_string()))?;
        Ok(json + "\n")
    } else {
        Ok(Q::text(&answer))
    }
}
