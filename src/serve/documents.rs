//! `/api/documents`: what the graph was read from.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::json;

use super::app::App;
use super::error::ApiError;
use super::operation::{Operation, Parameter, list as list_of, object};
use crate::archive::Archive;
use crate::diagnostic::Diagnostics;

/// A document as listed.
#[derive(Serialize)]
pub(super) struct Listed {
    id: String,
    title: String,
    text: String,
}

/// `GET /api/documents`
pub(super) async fn list(State(app): State<Arc<App>>) -> Result<Json<Vec<Listed>>, ApiError> {
    let archive = open(&app)?;
    let listed = archive.documents().iter().map(|record| {
        let id = format!("doc-{}", &record.document[..12]);
        Listed { text: format!("/api/documents/{id}/text"), title: record.title.clone(), id }
    });
    Ok(Json(listed.collect()))
}

/// `GET /api/documents/{id}/text`: the normalised text that offsets count in.
pub(super) async fn text(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, ApiError> {
    let archive = open(&app)?;
    let Some(record) = archive.document(id.trim_start_matches("doc-")) else {
        return Err(ApiError::not_found(
            format!("there is no document {id:?}"),
            "see /api/documents for those there are",
        ));
    };
    let text = archive.text(record).map_err(|error| ApiError::internal(error.to_string()))?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

fn open(app: &App) -> Result<Archive, ApiError> {
    Archive::open(&app.data, &mut Diagnostics::default()).map_err(|error| ApiError::internal(error.to_string()))
}

/// The documents as the interface describes them.
pub(super) fn operations() -> Vec<Operation> {
    let text = || json!({ "type": "string" });
    let id = || Parameter::in_path("id", ["id of the document", "文档标识"], "doc-3542ed2cca7b");
    vec![
        Operation::get("/api/documents", "things", ["The documents", "来源文档列表"])
            .gives("application/json", list_of(&object(&[("id", text()), ("title", text()), ("text", text())]))),
        Operation::get(
            "/api/documents/{id}/text",
            "things",
            ["The normalised text in which offsets count", "规范化文本"],
        )
        .parameters([id()])
        .gives_text("text/plain")
        .errors(&[404]),
    ]
}
