//! RDF in the body of a request, or in the files of its form → quads of one graph.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use oxigraph::model::{GraphName, Quad};

use super::error::ApiError;
use super::protocol;
use crate::answer::incoming::{self, Incoming};
use crate::answer::sparql::CancellationToken;

/// What a request brings: its body, or the files of its form.
pub(super) struct Upload(Vec<Part>);

struct Part {
    content_type: String,
    file_name: Option<String>,
    bytes: Bytes,
}

impl Upload {
    /// Takes a body apart.
    pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Result<Self, ApiError> {
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
            let content_type = part.content_type().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(ToOwned::to_owned);
            let bytes = part.bytes().await.map_err(|error| wrong(&error))?;
            parts.push(Part { content_type, file_name, bytes });
        }
        Ok(Self(parts))
    }

    /// The triples that it is, in a graph.
    pub(super) fn quads(&self, graph: &GraphName, cancel: &CancellationToken) -> Result<Vec<Quad>, ApiError> {
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
