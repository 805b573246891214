//! `/api/queries`: the saved queries, each an address of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::HeaderMap;
use axum::response::Response;
use serde::Serialize;

use super::app::App;
use super::error::ApiError;
use super::{accept, stream};
use crate::answer::catalog::{Bilingual, SavedQuery};

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
        let parameter = |parameter: &crate::answer::catalog::Parameter| ListedParameter {
            name: parameter.name.clone(),
            kind: parameter.kind.name(),
            required: parameter.is_required,
            default: parameter.default.clone(),
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
