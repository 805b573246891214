//! `/sparql`: the SPARQL 1.1 Protocol's query operation, by GET, by POST of a form and by POST of the query itself.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, Uri};
use axum::response::Response;

use super::app::App;
use super::error::ApiError;
use super::protocol::{Operation, Request};
use super::{accept, body, description, explain, observe, protocol, stream};
use crate::answer::sparql::{self, Query, QueryError};

/// `GET /sparql?query=…`; without a query the description of the service.
pub(super) async fn by_get(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let request = Request::of_parameters(Operation::Query, parameters.unwrap_or_default().as_bytes())?;
    match request.text {
        Some(_) => respond(&app, request, &uri, &headers).await,
        None => description::describe(&app, &uri, &headers, request.format.as_deref()).await,
    }
}

/// `POST /sparql` with `query=…` as a form, or the query as `application/sparql-query`.
pub(super) async fn by_post(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    // In a form every byte can take three.
    let body = body::read(&app, &headers, body, app.limits.query_length.saturating_mul(3)).await?;
    let request = Request::of_post(Operation::Query, parameters.as_deref(), protocol::content_type(&headers), &body)?;
    respond(&app, request, &uri, &headers).await
}

async fn respond(app: &Arc<App>, request: Request, uri: &Uri, headers: &HeaderMap) -> Result<Response, ApiError> {
    let Some(text) = request.text else {
        return Err(ApiError::bad_request("there is no query", "send it as ?query=…; / has a form to try one"));
    };
    if text.len() > app.limits.query_length {
        return Err(ApiError::too_large("query", app.limits.query_length));
    }
    let trail = observe::trail();
    let (address, headers) = (protocol::address(uri, headers), headers.clone());
    let (graphs, is_small) = (request.graphs, sparql::is_small_text(&text));
    let read = move |app: &App| {
        let query = Query::parse_at(&text, &address, app.limits.query_size).map_err(QueryError::from)?;
        let query = query.over(&graphs);
        trail.class(query.form());
        trail.text(&text);
        if !query.is_settled() {
            trail.varies();
        }
        Ok(query)
    };
    if let Some(named) = request.explain {
        return explain::answer(app, read, &named, &headers).await;
    }
    stream::respond(app, is_small, move |app| {
        let query = read(app)?;
        let format = accept::format(request.format.as_deref(), &headers, query.shape())?;
        Ok((query, format))
    })
    .await
}
