//! RDF in the body of a request, or in the files of its form → quads of one graph.

use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use oxigraph::model::{GraphName, Quad};
use tokio::runtime::Handle;

use super::app::App;
use super::error::ApiError;
use super::{protocol, stream};
use crate::answer::incoming::{self, Incoming};
use crate::answer::sparql::CancellationToken;

/// Most files of a form: more are one file, or several requests.
const MOST_FILES: usize = 1_000;

/// The triples of a body, as quads of a graph. They are read on the pool, before it is anyone's turn to write.
pub(super) async fn quads(
    app: &Arc<App>,
    headers: &HeaderMap,
    body: Bytes,
    graph: &GraphName,
) -> Result<Vec<Quad>, ApiError> {
    let (headers, graph, runtime) = (headers.clone(), graph.clone(), Handle::current());
    stream::blocking(app, move |_, cancel| {
        let upload = runtime.block_on(Upload::read(&headers, body))?;
        upload.quads(&graph, cancel)
    })
    .await
}

/// What a request brings: its body, or the files of its form.
struct Upload(Vec<Part>);

struct Part {
    content_type: String,
    file_name: Option<String>,
    bytes: Bytes,
}

impl Upload {
    /// Takes a body apart.
    async fn read(headers: &HeaderMap, body: Bytes) -> Result<Self, ApiError> {
        let content_type = protocol::content_type(headers);
        if !content_type.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Ok(Self(vec![Part { content_type: content_type.to_owned(), file_name: None, bytes: body }]));
        }
        let mut request = Request::new(Body::from(body));
        request.headers_mut().insert(header::CONTENT_TYPE, headers[header::CONTENT_TYPE].clone());

        // It is read already, within its own limit.
        DefaultBodyLimit::disable().apply(&mut request);
        let wrong = |error: &dyn std::fmt::Display| {
            ApiError::bad_request(format!("the form cannot be read: {error}"), "send each file as a part of its own")
        };
        let mut form = Multipart::from_request(request, &()).await.map_err(|error| wrong(&error))?;
        let mut parts = Vec::new();
        while let Some(part) = form.next_field().await.map_err(|error| wrong(&error))? {
            if parts.len() == MOST_FILES {
                let message = format!("the form has more than {MOST_FILES} files");
                return Err(ApiError::bad_request(message, "send it in several requests"));
            }
            let content_type = part.content_type().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(ToOwned::to_owned);
            let bytes = part.bytes().await.map_err(|error| wrong(&error))?;
            parts.push(Part { content_type, file_name, bytes });
        }
        Ok(Self(parts))
    }

    /// The triples that it is, in a graph.
    fn quads(&self, graph: &GraphName, cancel: &CancellationToken) -> Result<Vec<Quad>, ApiError> {
        let mut found = Vec::new();
        for part in &self.0 {
            part.read(graph, cancel, &mut found)?;
        }
        Ok(found)
    }
}

impl Part {
    fn read(&self, graph: &GraphName, cancel: &CancellationToken, found: &mut Vec<Quad>) -> Result<(), ApiError> {
        let format = incoming::format(&self.content_type, self.file_name.as_deref())?;
        let base = match graph {
            GraphName::NamedNode(graph) => Some(graph.as_str()),
            _ => None,
        };
        Ok(Incoming { bytes: &self.bytes, format, base }.quads(graph, cancel, found)?)
    }
}
