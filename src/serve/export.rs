//! `/api/export`: the graph in the format of another tool.
//!
//! An export is written whole before the answer begins, beyond a megabyte into a temporary file: what fails is an error
//! with its status and never half a file, memory does not grow with it, and the client is told how long it is.

use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tempfile::SpooledTempFile;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::graph::{self, Context};
use super::operation::{Operation, Parameter};
use super::stream;
use crate::answer::sparql::CancellationToken;
use crate::export::{About, Export, ExportError, Format, Table};

/// Bytes kept in memory, and bytes of a chunk of what is not.
const IN_MEMORY: usize = 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// What can be said in the address: the format, the table, and the view that most formats write.
fn parameters() -> Vec<Parameter> {
    let formats: Vec<_> = Format::all().map(Format::name).collect();
    let mut all = vec![
        Parameter::one_of("format", &formats, ["format", "格式"]).default("turtle"),
        Parameter::one_of("table", &Table::ALL.map(Table::name), ["rows to write", "写出的表"]).default("graph"),
    ];
    all.extend(graph::view_parameters());
    all
}

/// The row of the interface.
pub(super) fn operation() -> Operation {
    let mut types: Vec<_> = Format::all().map(|format| format.media_type(Table::Graph)).collect();
    types.dedup();
    let export = Operation::get("/api/export", "graph", ["The graph in the format of another tool", "导出"])
        .describe(["docs/exports.md says who reads which format.", "各格式的用途见 docs/exports.md。"])
        .parameters(parameters());
    let gives = |export: Operation, media_type: &'static str| {
        export.gives(media_type.split(';').next().unwrap_or_default(), json!({ "type": "string" }))
    };
    types.into_iter().fold(export, gives).errors(&[400, 404, 503, 504])
}

/// `GET /api/export?format=graphml&view=all`, `?format=gexf&query=SELECT…`, `?format=parquet&table=observations`
pub(super) async fn export(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref(), &parameters())?;
    let is_chosen = graph::view_parameters().iter().any(|parameter| asked.get(&parameter.name).is_some());
    // Who chooses nodes and edges wants a graph of them.
    let format = asked.get("format").unwrap_or(if is_chosen { "graphml" } else { "turtle" });
    let export = Export::new(format, asked.get("table"), is_chosen)?;
    let (file, name) = stream::blocking(&app, move |app, cancel| {
        let mut file = SpooledTempFile::new(IN_MEMORY);
        let name = write(app, export, &asked, cancel, &mut file)?;
        Ok((file, name))
    })
    .await?;
    let (body, length) = body(file).map_err(ExportError::from)?;
    let name = format!("attachment; filename=\"{}\"", export.file_name(&name));
    let disposition = HeaderValue::from_str(&name).map_err(|error| ApiError::internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(export.media_type())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
    ];
    Ok((headers, body).into_response())
}

/// Writes the export; the name of its view.
fn write(
    app: &App,
    export: Export,
    asked: &Asked,
    cancel: &CancellationToken,
    output: &mut (dyn Write + Send),
) -> Result<String, ApiError> {
    if !export.needs_view() {
        export.write_store(&app.store, cancel, output)?;
        return Ok("all".to_owned());
    }
    let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
    let (view, name) = graph::view_of(context, asked)?;
    let about = match asked.get("query") {
        Some(text) => About::of_query(text),
        None => About::of_view(&app.catalog, &name),
    };
    export.write_view(&view, &app.store, about, cancel, output)?;
    Ok(name)
}

/// The file as a body, and how long it is.
fn body(mut file: SpooledTempFile) -> io::Result<(Body, u64)> {
    let length = file.seek(io::SeekFrom::End(0))?;
    file.rewind()?;
    if !file.is_rolled() {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok((Body::from(bytes), length));
    }
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(2);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut chunk = vec![0; CHUNK];
            let sent = match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => {
                    chunk.truncate(count);
                    sender.blocking_send(Ok(chunk.into()))
                }
                Err(error) => {
                    // Nobody listens any more when this fails.
                    let _ = sender.blocking_send(Err(error));
                    break;
                }
            };
            if sent.is_err() {
                break;
            }
        }
    });
    Ok((Body::from_stream(ReceiverStream::new(receiver)), length))
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        let hint = error.hint().unwrap_or_default();
        match error {
            ExportError::Asked { what, .. } => Self::bad_request(what, hint),
            ExportError::TooLong { .. } => Self::bad_request(error.to_string(), hint),
            ExportError::Query(error) => error.into(),
            ExportError::Store(error) => error.into(),
            ExportError::Output(_) => Self::internal(error.to_string()),
        }
    }
}
