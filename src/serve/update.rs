//! `/update`: the SPARQL 1.1 Protocol's update operation, by POST of a form and by POST of the update itself.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri};

use super::app::App;
use super::error::ApiError;
use super::protocol::{Operation, Request};
use super::{body, observe, protocol, stream, write};
use crate::answer::sparql::Update;

/// `POST /update`; 204 when it is done.
pub(super) async fn by_post(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, ApiError> {
    write::check(&app, &headers)?;
    let body = body::read(&app, &headers, body, app.limits.body_bytes).await?;
    let request = Request::of_post(Operation::Update, parameters.as_deref(), protocol::content_type(&headers), &body)?;
    let text = request.text.ok_or_else(|| {
        ApiError::bad_request("there is no update", "send it as update=… in a form, or as application/sparql-update")
    })?;
    observe::trail().text(&text);
    let address = protocol::address(&uri, &headers);
    let graphs = request.graphs;
    let read = move |app: &App| -> Result<Update, ApiError> {
        let update = Update::parse_at(&text, &address, app.limits.query_size)?.over(&graphs)?;
        Ok(update.reaching(&app.outward))
    };
    // Read within the limits of a query, and what it loads with it, before it takes its turn to write.
    let update = stream::blocking(&app, move |app, cancel| {
        let update = read(app)?;
        if update.loads() { Ok(update.loaded(&app.outward, cancel)?) } else { Ok(update) }
    })
    .await?;
    write::write(&app, move |app, writer, cancel| {
        let store = &app.store;
        writer.update(store, &update.prepare(cancel))?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}
