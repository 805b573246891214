//! `/api/export`: the graph in the format of another tool.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::graph::{self, Context};
use super::operation::Parameter;
use super::stream;
use crate::export::{self, ExportError, Format};

/// The format, and the view that formats of views write.
pub(super) fn parameters_of_view() -> Vec<Parameter> {
    let mut all =
        vec![Parameter::one_of("format", &Format::ALL.map(Format::name), ["format", "格式"]).default("turtle")];
    all.extend(graph::view_parameters());
    all
}

/// `GET /api/export?format=graphml&view=all`
pub(super) async fn export(State(app): State<Arc<App>>, RawQuery(parameters): RawQuery) -> Result<Response, ApiError> {
    let asked = Asked::read(parameters.as_deref(), &parameters_of_view())?;
    let name = asked.get("format").unwrap_or("turtle");
    let Some(format) = Format::from_name(name) else {
        let message = format!("there is no export format {name:?}");
        return Err(ApiError::bad_request(message, format!("there are {}", Format::names())));
    };
    let view = asked.get("view").unwrap_or("all").to_owned();
    let file = format!(
        "attachment; filename=\"casegraph-{}.{}\"",
        if format.is_of_view() { &view } else { "all" },
        format.extension()
    );
    let disposition = HeaderValue::from_str(&file).map_err(|_| {
        ApiError::bad_request(format!("{view:?} is no name of a view"), "see the views that are shipped")
    })?;
    let bytes = stream::blocking(&app, move |app, cancel| {
        let mut bytes = Vec::new();
        let written = if format.is_of_view() {
            let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
            let (graph, view) = graph::view_of(context, &asked)?;
            export::write_view(&graph, &format!("案例图谱 casegraph: {view}"), format, &mut bytes)
        } else {
            export::write_store(&app.store, format, &mut bytes)
        };
        written.map(|()| bytes).map_err(ApiError::from)
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, Bytes::from(bytes)).into_response())
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        Self::internal(error.to_string())
    }
}
