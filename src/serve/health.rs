//! `/healthz` and `/readyz`: what service managers and balancers ask.

use std::sync::Arc;

use axum::extract::State;

use super::app::App;
use super::error::ApiError;

/// `GET /healthz`: the process lives.
pub(super) async fn alive() -> &'static str {
    "ok\n"
}

/// `GET /readyz`: queries are answered. While the graph is being loaded the gate says 503.
pub(super) async fn ready(State(app): State<Arc<App>>) -> Result<&'static str, ApiError> {
    app.store.is_empty().map(|_| "ready\n").map_err(|error| ApiError::internal(error.to_string()))
}
