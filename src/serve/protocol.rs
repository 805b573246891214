//! The requests of the SPARQL 1.1 Protocol: what is asked, over which graphs, in which format.

use axum::http::{HeaderMap, Uri, header};
use oxigraph::model::NamedNode;

use super::error::ApiError;
use super::front;
use crate::answer::sparql::Graphs;

/// The two operations of the protocol.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Operation {
    Query,
    Update,
}

impl Operation {
    /// The parameter that holds the text, and the type of a body that is the text.
    const fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Query => ("query", "application/sparql-query"),
            Self::Update => ("update", "application/sparql-update"),
        }
    }

    /// The parameters that name graphs.
    const fn graph_parameters(self) -> (&'static str, &'static str) {
        match self {
            Self::Query => ("default-graph-uri", "named-graph-uri"),
            Self::Update => ("using-graph-uri", "using-named-graph-uri"),
        }
    }
}

/// What a request asks.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Request {
    /// The query or update.
    pub(super) text: Option<String>,
    /// The graphs it is over.
    pub(super) graphs: Graphs,
    /// `?format=`, for people.
    pub(super) format: Option<String>,
    /// `?explain`, of a query: the format that it asks for, or nothing.
    pub(super) explain: Option<String>,
}

impl Request {
    /// A request by its parameters: `query=…&default-graph-uri=…`.
    pub(super) fn of_parameters(operation: Operation, encoded: &[u8]) -> Result<Self, ApiError> {
        let mut request = Self::default();
        request.add(operation, encoded)?;
        Ok(request)
    }

    /// A request by POST: of a form, or of the text itself with the other parameters in the address.
    pub(super) fn of_post(
        operation: Operation,
        parameters: Option<&str>,
        content_type: &str,
        body: &[u8],
    ) -> Result<Self, ApiError> {
        let mut types = content_type.split(';').map(str::trim);
        let media_type = types.next().unwrap_or_default().to_ascii_lowercase();
        let charset = types.find_map(|parameter| parameter.to_ascii_lowercase().strip_prefix("charset=").map(unquoted));
        let (_, direct) = operation.names();
        let parameters = parameters.unwrap_or_default().as_bytes();
        if media_type == "application/x-www-form-urlencoded" {
            let mut request = Self::of_parameters(operation, body)?;
            request.add(operation, parameters)?;
            Ok(request)
        } else if media_type == direct {
            if charset.is_some_and(|charset| charset != "utf-8" && charset != "us-ascii") {
                return Err(ApiError::unsupported_media_type("SPARQL is written in UTF-8", "send charset=utf-8"));
            }
            let mut request = Self::of_parameters(operation, parameters)?;
            if request.text.is_some() {
                return Err(twice(operation));
            }
            request.text = Some(utf8(body)?);
            Ok(request)
        } else {
            let hint = format!("send {direct}, or {}=… as application/x-www-form-urlencoded", operation.names().0);
            Err(ApiError::unsupported_media_type("the body is of a type that is not read here", hint))
        }
    }

    fn add(&mut self, operation: Operation, encoded: &[u8]) -> Result<(), ApiError> {
        let (name, _) = operation.names();
        let (default, named) = operation.graph_parameters();
        for (key, value) in form_urlencoded::parse(encoded) {
            match key.as_ref() {
                key if key == name && self.text.is_some() => return Err(twice(operation)),
                key if key == name => self.text = Some(value.into_owned()),
                key if key == default => self.graphs.default.push(graph(&value)?),
                key if key == named => self.graphs.named.push(graph(&value)?),
                "update" if operation == Operation::Query => {
                    let hint = "send it to /update by POST, with the token";
                    return Err(ApiError::bad_request("an update is no query", hint));
                }
                "format" => self.format = Some(value.into_owned()),
                "explain" if operation == Operation::Query => self.explain = Some(value.into_owned()),
                _ => {}
            }
        }
        Ok(())
    }
}

fn twice(operation: Operation) -> ApiError {
    let (name, _) = operation.names();
    ApiError::bad_request(format!("there is more than one {name}"), format!("send one {name} a request"))
}

/// The type that a body says it is of, with its parameters; empty where it says none.
pub(super) fn content_type(headers: &HeaderMap) -> &str {
    headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The address that a client asked for, without parameters.
pub(super) fn address(uri: &Uri, headers: &HeaderMap) -> String {
    let host = headers.get(header::HOST).and_then(|value| value.to_str().ok()).unwrap_or("localhost");
    let scheme = headers.get(front::SCHEME).and_then(|value| value.to_str().ok()).unwrap_or("http");
    format!("{scheme}://{host}{}{}", front::base(headers), uri.path())
}

/// The IRI of a graph.
pub(super) fn graph(iri: &str) -> Result<NamedNode, ApiError> {
    NamedNode::new(iri).map_err(|error| {
        ApiError::bad_request(format!("{iri:?} is no IRI of a graph: {error}"), "send an absolute IRI, percent-encoded")
    })
}

fn utf8(body: &[u8]) -> Result<String, ApiError> {
    String::from_utf8(body.to_vec()).map_err(|error| {
        let message = format!("byte {} of the body is not valid UTF-8", error.utf8_error().valid_up_to());
        ApiError::bad_request(message, "send the text in UTF-8")
    })
}

fn unquoted(value: &str) -> String {
    value.trim_matches('"').to_owned()
}
