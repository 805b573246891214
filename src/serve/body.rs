//! The body of a request, within what it may be long and how long it may take.

use axum::body::{Body, Bytes};
use axum::http::{HeaderMap, header};
use tokio_stream::StreamExt;

use super::app::App;
use super::error::ApiError;

/// All of a body. Whether the client may send it has been found out before: nothing is kept for those who may not.
pub(super) async fn read(app: &App, headers: &HeaderMap, body: Body, most: usize) -> Result<Bytes, ApiError> {
    if let Some(coding) = headers.get(header::CONTENT_ENCODING).filter(|coding| *coding != "identity") {
        let message = format!("the body is encoded as {coding:?}");
        return Err(ApiError::unsupported_media_type(message, "send it as it is, without Content-Encoding"));
    }
    let said = headers.get(header::CONTENT_LENGTH).and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    if said.is_some_and(|length| length > most as u64) {
        return Err(ApiError::too_large("body", most));
    }
    let reading = tokio::time::timeout(app.limits.body_timeout, gather(body, most));
    reading.await.unwrap_or_else(|_| Err(ApiError::too_slow()))
}

async fn gather(body: Body, most: usize) -> Result<Bytes, ApiError> {
    let mut stream = body.into_data_stream();
    let mut bytes = Vec::new();
    while let Some(part) = stream.next().await {
        let part = part.map_err(|error| {
            ApiError::bad_request(format!("the body broke off: {error}"), "send as much as the head says")
        })?;
        if bytes.len() + part.len() > most {
            return Err(ApiError::too_large("body", most));
        }
        bytes.extend_from_slice(&part);
    }
    Ok(bytes.into())
}
