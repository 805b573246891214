//! `/api/queries`: the saved queries, each an address of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use super::app::App;
use super::error::ApiError;
use super::operation::{Kind, Operation, Parameter, list as list_of, named, object};
use super::{accept, protocol_operations, stream};
use crate::answer::catalog::{self, Bilingual, Catalog, SavedQuery};
use crate::answer::sparql::Format;

/// A saved query as listed.
#[derive(Serialize)]
pub(super) struct Listed {
    name: String,
    summary: Words,
    description: Words,
    tags: Vec<String>,
    parameters: Vec<ListedParameter>,
    query: String,
}

#[derive(Serialize)]
struct Words {
    en: String,
    zh: String,
}

#[derive(Serialize)]
struct ListedParameter {
    name: String,
    kind: &'static str,
    required: bool,
    default: Option<String>,
    /// The only ones there are; none where every value of its kind may be one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
    examples: Vec<String>,
    label: Words,
}

impl From<&Bilingual> for Words {
    fn from(words: &Bilingual) -> Self {
        Self { en: words.en.clone(), zh: words.zh.clone() }
    }
}

impl From<&SavedQuery> for Listed {
    fn from(query: &SavedQuery) -> Self {
        let parameter = |parameter: &catalog::Parameter| ListedParameter {
            name: parameter.name.clone(),
            kind: parameter.kind.name(),
            required: parameter.is_required,
            default: parameter.default.clone(),
            values: parameter.values.clone(),
            examples: parameter.examples.clone(),
            label: (&parameter.label).into(),
        };
        Self {
            name: query.name.clone(),
            summary: (&query.summary).into(),
            description: (&query.description).into(),
            tags: query.tags.clone(),
            parameters: query.parameters.iter().map(parameter).collect(),
            query: query.text.clone(),
        }
    }
}

/// `GET /api/queries`
pub(super) async fn list(State(app): State<Arc<App>>) -> Json<Vec<Listed>> {
    Json(app.catalog.queries().map(Listed::from).collect())
}

/// `GET /api/queries/{name}?parameter=value&format=…`
pub(super) async fn run(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Some(saved) = app.catalog.query(&name) else {
        return Err(ApiError::not_found(
            format!("there is no saved query {name:?}"),
            "see /api/queries for those there are",
        ));
    };
    let parameters = parameters.unwrap_or_default();
    let mut values: BTreeMap<String, String> = form_urlencoded::parse(parameters.as_bytes()).into_owned().collect();
    let format = values.remove("format");
    let query = saved.prepare(&values).map_err(|error| ApiError::bad_request(error.message, error.hint))?;
    let format = accept::format(format.as_deref(), &headers, query.shape())?;
    stream::answer(&app, query, format).await
}

/// The saved queries as the interface describes them: the list, and each as an address of its own.
pub(super) fn operations(catalog: &Catalog) -> Vec<Operation> {
    let text = || json!({ "type": "string" });
    let listed = object(&[("name", text()), ("summary", named("Label")), ("description", named("Label"))]);
    let list =
        Operation::get("/api/queries", "queries", ["The saved queries, with parameters and examples", "常用查询列表"])
            .gives("application/json", list_of(&listed));
    std::iter::once(list).chain(catalog.queries().map(operation)).collect()
}

fn operation(query: &SavedQuery) -> Operation {
    let words = |words: &Bilingual| [words.en.clone(), words.zh.clone()];
    let summary = words(&query.summary);
    let description = words(&query.description);
    let operation =
        Operation::get(format!("/api/queries/{}", query.name), "queries", [summary[0].as_str(), summary[1].as_str()]);
    let operation = operation.describe([description[0].as_str(), description[1].as_str()]);
    let operation =
        operation.parameters(query.parameters.iter().map(described)).parameters([protocol_operations::format()]);
    let formats = Format::fitting(query.shape()).map(Format::media_type);
    formats
        .fold(operation, |operation, media_type| operation.gives(media_type, protocol_operations::body(media_type)))
        .errors(&[400, 406, 503, 504])
}

fn described(parameter: &catalog::Parameter) -> Parameter {
    let kind = match parameter.kind {
        _ if !parameter.values.is_empty() => Kind::OneOf(parameter.values.clone()),
        catalog::parameter::Kind::Iri => Kind::Iri,
        catalog::parameter::Kind::Literal | catalog::parameter::Kind::Tag | catalog::parameter::Kind::Language(_) => {
            Kind::Text
        }
        catalog::parameter::Kind::Year => Kind::Year,
        catalog::parameter::Kind::Boolean => Kind::Boolean,
        catalog::parameter::Kind::Integer => Kind::AnyInteger,
        catalog::parameter::Kind::Decimal => Kind::Decimal,
        catalog::parameter::Kind::Date => Kind::Date,
    };
    let about = [parameter.label.en.as_str(), parameter.label.zh.as_str()];
    let mut described = Parameter::new(parameter.name.clone(), kind, about);
    if let Some(default) = &parameter.default {
        described = described.default(default);
    }
    for example in parameter.default.iter().chain(&parameter.examples) {
        described = described.example(example);
    }
    described
}
