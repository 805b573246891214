//! `?explain`: how a query is answered, in the place of its answer and within the same limits.

use std::sync::Arc;

use axum::Json;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::error::ApiError;
use super::{accept, observe, stream};
use crate::answer::service;
use crate::answer::sparql::{self, Query};

/// JSON first: it is what comes where nothing is asked for.
const FORMATS: [(&str, &str); 2] = [("json", "application/json"), ("text", "text/plain")];

/// The plan of a query that is still to be read, as `?explain=text` or `Accept` asks for it.
pub(super) async fn answer(
    app: &Arc<App>,
    read: impl FnOnce(&App) -> Result<Query, ApiError> + Send + 'static,
    named: &str,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    // Times are of one run.
    observe::trail().varies();
    let format = accept::choose((!named.is_empty()).then_some(named), headers, &FORMATS)?;
    let told = stream::blocking(app, move |app, cancel| {
        let (query, steady) = (read(app)?, app.store.steady());
        let query = service::resolve(app.services(), &app.store, &steady, query, cancel)?;
        Ok(sparql::explained(&app.store, query, cancel)?)
    })
    .await?;
    Ok(match format {
        "text" => ([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], told.to_text()).into_response(),
        _ => Json(told).into_response(),
    })
}
