//! The one shape of errors: `{"error": {"code", "message", "hint"}}` with a fitting status.

use std::fmt;

use axum::Json;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::sparql::QueryEvaluationError;
use serde::Serialize;

use crate::answer::incoming::IncomingError;
use crate::answer::sparql::{QueryError, UpdateError};
use crate::outward::OutwardError;
use crate::store::{StoreError, UpdateEvaluationError};

/// Why a request has no answer.
#[derive(Debug)]
pub(super) struct ApiError {
    status: StatusCode,
    code: &'static str,
    message: String,
    hint: String,
}

#[derive(Serialize)]
struct Body<'a> {
    error: Inner<'a>,
}

#[derive(Serialize)]
struct Inner<'a> {
    code: &'a str,
    message: &'a str,
    hint: &'a str,
}

impl ApiError {
    fn new(status: StatusCode, code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self { status, code, message: message.into(), hint: hint.into() }
    }

    /// What is wrong.
    pub(super) fn message(&self) -> &str {
        &self.message
    }

    /// What to do about it.
    pub(super) fn hint(&self) -> &str {
        &self.hint
    }

    /// The body of the answer.
    pub(super) fn to_json(&self) -> serde_json::Value {
        serde_json::json!({ "error": { "code": self.code, "message": self.message, "hint": self.hint } })
    }

    pub(super) fn bad_request(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad_request", message, hint)
    }

    /// The words of a search cannot be read.
    pub(super) fn search(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "syntax", message, hint)
    }

    pub(super) fn not_found(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not_found", message, hint)
    }

    /// 400 under a code of its own.
    pub(super) fn refused(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, code, message, hint)
    }

    /// 404 under a code of its own.
    pub(super) fn missing(code: &'static str, message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, code, message, hint)
    }

    /// What is wrong and what to do, for the command line.
    pub(super) fn into_words(self) -> (String, String) {
        (self.message, self.hint)
    }

    pub(super) fn not_acceptable(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_ACCEPTABLE, "not_acceptable", message, hint)
    }

    pub(super) fn method_not_allowed() -> Self {
        let hint = "use GET, or POST for queries";
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", "this address does not take this method", hint)
    }

    pub(super) fn unsupported_media_type(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::new(StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type", message, hint)
    }

    /// No token is set, so nobody may write.
    pub(super) fn read_only() -> Self {
        let hint = "start it with --write-token, or change the documents and build again";
        Self::new(StatusCode::FORBIDDEN, "read_only", "this server only reads", hint)
    }

    /// A page of another site wants to write with the rights of whoever looks at it.
    pub(super) fn another_site() -> Self {
        let hint = "write from a program, or from a page of this server";
        Self::new(StatusCode::FORBIDDEN, "another_site", "pages of other sites may only read", hint)
    }

    /// The token is missing or wrong.
    pub(super) fn unauthorized() -> Self {
        let hint = "send the header Authorization: Bearer TOKEN";
        Self::new(StatusCode::UNAUTHORIZED, "unauthorized", "writing needs the token of this server", hint)
    }

    /// The answer is longer than one may be.
    pub(super) fn too_long(most: usize) -> Self {
        let message = format!("the answer is longer than {most} bytes");
        Self::new(StatusCode::BAD_REQUEST, "too_long", message, "ask for less, or for parts: LIMIT and OFFSET")
    }

    /// The body, or what is asked, is larger than it may be.
    pub(super) fn too_large(what: &str, most: usize) -> Self {
        let message = format!("the {what} is larger than {most} bytes");
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too_large", message, "send it in parts")
    }

    /// The body did not come in time.
    pub(super) fn too_slow() -> Self {
        let hint = "send it faster, or in parts";
        Self::new(StatusCode::REQUEST_TIMEOUT, "too_slow", "the body took longer than the limit", hint)
    }

    pub(super) fn busy() -> Self {
        let hint = "try again in a few seconds";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "busy", "too many queries are running", hint)
    }

    /// There is no graph yet.
    pub(super) fn loading() -> Self {
        let hint = "try again in a few seconds; /readyz says when it is there";
        Self::new(StatusCode::SERVICE_UNAVAILABLE, "loading", "the graph is being loaded", hint)
    }

    /// What the library that speaks the Model Context Protocol refuses.
    pub(super) fn transport(status: StatusCode, message: impl Into<String>) -> Self {
        Self::new(status, "mcp", message, "docs/operations.md says how clients speak to /mcp")
    }

    pub(super) fn internal(message: impl Into<String>) -> Self {
        Self::new(StatusCode::INTERNAL_SERVER_ERROR, "internal", message, "see what the server printed")
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl From<QueryError> for ApiError {
    fn from(error: QueryError) -> Self {
        let message = error.to_string();
        match error {
            QueryError::Syntax(error) => {
                let hint = error.hint.clone().unwrap_or_default();
                Self::new(StatusCode::BAD_REQUEST, "syntax", error.to_string(), hint)
            }
            QueryError::Cancelled => {
                let hint = "ask for less: add conditions, or LIMIT";
                Self::new(StatusCode::GATEWAY_TIMEOUT, "timeout", "the query took longer than the limit", hint)
            }
            QueryError::Memory => {
                let hint = "sort, group or DISTINCT less at a time: add conditions, or ask for parts";
                Self::new(StatusCode::SERVICE_UNAVAILABLE, "memory", message, hint)
            }
            QueryError::Text { .. } => {
                let hint = "CONCAT, REPLACE and GROUP_CONCAT are for short texts; ask for the parts";
                Self::new(StatusCode::BAD_REQUEST, "text", message, hint)
            }
            QueryError::Service(fault) => Self::new(StatusCode::BAD_REQUEST, "service", fault.message, fault.hint),
            QueryError::Elsewhere(error) => error.into(),
            QueryError::Evaluation(_) => Self::new(StatusCode::BAD_REQUEST, "evaluation", message, ""),
            QueryError::Shape { shape, .. } => {
                let names: Vec<_> = crate::answer::sparql::Format::fitting(shape)
                    .map(crate::answer::sparql::Format::media_type)
                    .collect();
                Self::not_acceptable(message, format!("ask for one of {}", names.join(", ")))
            }
            QueryError::Store(_) | QueryError::Output(_) => Self::internal(message),
        }
    }
}

impl From<OutwardError> for ApiError {
    fn from(error: OutwardError) -> Self {
        let message = error.to_string();
        match error {
            OutwardError::Refused { hint, .. } => Self::new(StatusCode::FORBIDDEN, "elsewhere", message, hint),
            OutwardError::Failed { hint, .. } => Self::new(StatusCode::BAD_GATEWAY, "elsewhere", message, hint),
            OutwardError::Stopped => QueryError::Cancelled.into(),
        }
    }
}

impl From<IncomingError> for ApiError {
    fn from(error: IncomingError) -> Self {
        let message = error.to_string();
        match error {
            IncomingError::Type(_) => {
                let hint = "send text/turtle, application/n-triples, n-quads, trig, rdf+xml or ld+json";
                Self::unsupported_media_type(message, hint)
            }
            IncomingError::Wrong { hint, .. } => Self::bad_request(message, hint),
            IncomingError::Stopped(error) => error.into(),
        }
    }
}

impl From<UpdateError> for ApiError {
    fn from(error: UpdateError) -> Self {
        match error {
            UpdateError::Syntax(error) => QueryError::from(error).into(),
            UpdateError::Load => {
                let hint = "send the triples: POST or PUT to /store; --allow-load lets the server read other addresses";
                Self::new(StatusCode::FORBIDDEN, "load", error.to_string(), hint)
            }
            UpdateError::Unreadable { ref address, error: IncomingError::Type(ref media_type) } => {
                let message = format!("<{address}> is {media_type:?}, which is no RDF that is read here");
                Self::new(
                    StatusCode::BAD_GATEWAY,
                    "elsewhere",
                    message,
                    "name a document in Turtle, RDF/XML or JSON-LD",
                )
            }
            UpdateError::Unreadable { address, error: IncomingError::Wrong { message, hint } } => {
                Self::new(StatusCode::BAD_GATEWAY, "elsewhere", format!("<{address}>: {message}"), hint)
            }
            UpdateError::Unreadable { error: IncomingError::Stopped(error), .. } => error.into(),
            UpdateError::Elsewhere(error) => error.into(),
            UpdateError::GraphsTwice => Self::bad_request(error.to_string(), "name them in one of the two"),
        }
    }
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Update(UpdateEvaluationError::Storage(error)) => Self::internal(error.to_string()),
            StoreError::Update(UpdateEvaluationError::Service(error)) => {
                QueryError::from(QueryEvaluationError::Service(error)).into()
            }
            StoreError::Update(error) => {
                let hint = "nothing was changed; SILENT lets an operation fail in silence";
                Self::new(StatusCode::BAD_REQUEST, "evaluation", error.to_string(), hint)
            }
            StoreError::Record(_) => {
                let hint = "nothing was changed; see whether the disk of the data folder is full";
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "not_recorded", error.to_string(), hint)
            }
            other => QueryError::from(other).into(),
        }
    }
}

impl IntoResponse for ApiError {
    fn into_response(self) -> Response {
        let body = Body { error: Inner { code: self.code, message: &self.message, hint: &self.hint } };
        let mut response = (self.status, Json(body)).into_response();
        if ["busy", "loading"].contains(&self.code) {
            response.headers_mut().insert(header::RETRY_AFTER, HeaderValue::from_static("5"));
        }
        if self.status == StatusCode::UNAUTHORIZED {
            response.headers_mut().insert(header::WWW_AUTHENTICATE, HeaderValue::from_static("Bearer"));
        }
        response
    }
}
