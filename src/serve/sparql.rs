//! `/sparql`: the SPARQL 1.1 Protocol's query operation, by GET, by POST of a form and by POST of the query itself.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::Response;

use super::app::App;
use super::error::ApiError;
use super::{accept, stream};
use crate::answer::sparql::{Query, QueryError};

/// The parameters of the protocol that are read here.
#[derive(Default)]
struct Asked {
    query: Option<String>,
    format: Option<String>,
}

impl Asked {
    /// Reads `query=…&format=…`.
    fn parse(encoded: &[u8]) -> Result<Self, ApiError> {
        let mut asked = Self::default();
        for (key, value) in form_urlencoded::parse(encoded) {
            match key.as_ref() {
                "query" if asked.query.is_some() => {
                    return Err(ApiError::bad_request("there are two queries", "send one query a request"));
                }
                "query" => asked.query = Some(value.into_owned()),
                "format" => asked.format = Some(value.into_owned()),
                "default-graph-uri" | "named-graph-uri" => {
                    let hint = "use FROM and FROM NAMED in the query";
                    return Err(ApiError::bad_request(format!("{key} is not read yet"), hint));
                }
                _ => {}
            }
        }
        Ok(asked)
    }
}

/// `GET /sparql?query=…`
pub(super) async fn by_get(
    State(app): State<Arc<App>>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    respond(&app, Asked::parse(parameters.unwrap_or_default().as_bytes())?, &headers).await
}

/// `POST /sparql` with `query=…` as a form, or the query as `application/sparql-query`.
pub(super) async fn by_post(
    State(app): State<Arc<App>>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
    body: Bytes,
) -> Result<Response, ApiError> {
    let content_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let asked = match content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase().as_str() {
        "application/x-www-form-urlencoded" => Asked::parse(&body)?,
        "application/sparql-query" => {
            let text = String::from_utf8(body.to_vec()).map_err(|error| {
                let message = format!("byte {} of the query is not valid UTF-8", error.utf8_error().valid_up_to());
                ApiError::bad_request(message, "send the query in UTF-8")
            })?;
            Asked { query: Some(text), ..Asked::parse(parameters.unwrap_or_default().as_bytes())? }
        }
        _ => return Err(ApiError::unsupported_media_type()),
    };
    respond(&app, asked, &headers).await
}

async fn respond(app: &Arc<App>, asked: Asked, headers: &HeaderMap) -> Result<Response, ApiError> {
    let Some(text) = asked.query else {
        return Err(ApiError::bad_request("there is no query", "send it as ?query=…; / has a form to try one"));
    };
    let query = Query::parse(&text).map_err(QueryError::from)?;
    let format = accept::format(asked.format.as_deref(), headers, query.shape())?;
    stream::answer(app, query, format).await
}
