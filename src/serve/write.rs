//! Who may write, and how a write is carried out: recorded before anyone sees it, one at a time.

use std::sync::{Arc, Mutex, PoisonError};

use axum::http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};
use tokio::sync::Semaphore;

use super::app::App;
use super::error::ApiError;
use super::stream;
use crate::answer::sparql::CancellationToken;
use crate::archive::Writer;

/// The data folder, open for writing to whoever shows the token.
pub(super) struct Writing {
    /// SHA-256 of the token: digests are compared, so that the time it takes tells nothing of the token.
    token: [u8; 32],
    writer: Mutex<Writer>,
    /// Whose turn it is to write.
    turn: Arc<Semaphore>,
}

impl Writing {
    pub(super) fn new(writer: Writer, token: &str) -> Self {
        Self { token: Sha256::digest(token).into(), writer: Mutex::new(writer), turn: Arc::new(Semaphore::new(1)) }
    }

    /// Whether a request shows the token (RFC 6750, section 2.1).
    fn admits(&self, headers: &HeaderMap) -> bool {
        let shown = headers.get(header::AUTHORIZATION).and_then(|value| value.to_str().ok());
        let token = shown.and_then(|shown| {
            let (scheme, token) = shown.split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(token.trim())
        });
        token.is_some_and(|token| <[u8; 32]>::from(Sha256::digest(token)) == self.token)
    }
}

/// Refuses a request that may not write.
pub(super) fn check(app: &App, headers: &HeaderMap) -> Result<(), ApiError> {
    match &app.writing {
        None => Err(ApiError::read_only()),
        Some(_) if is_of_another_site(headers) => Err(ApiError::another_site()),
        Some(writing) if !writing.admits(headers) => Err(ApiError::unauthorized()),
        Some(_) => Ok(()),
    }
}

/// Whether a page of another site sends the request (RFC 6454, section 7). Browsers say so of all that can change
/// something; programs that are no browsers say nothing.
fn is_of_another_site(headers: &HeaderMap) -> bool {
    let text = |name| headers.get(name).and_then(|value: &HeaderValue| value.to_str().ok());
    let Some(origin) = text(header::ORIGIN) else { return headers.contains_key(header::ORIGIN) };
    let host = text(header::HOST).unwrap_or_default();
    origin.split_once("://").is_none_or(|(_, site)| !site.eq_ignore_ascii_case(host))
}

/// Carries out a write that [`check`] has let through, within the limits of a query. Writes wait for each other here,
/// so that those which wait keep no thread from the queries.
pub(super) async fn write<T: Send + 'static>(
    app: &Arc<App>,
    work: impl FnOnce(&App, &mut Writer, &CancellationToken) -> Result<T, ApiError> + Send + 'static,
) -> Result<T, ApiError> {
    let turn = Arc::clone(&app.writing.as_ref().ok_or_else(ApiError::read_only)?.turn).acquire_owned();
    let turn = tokio::time::timeout(app.limits.queue_timeout, turn).await.map_err(|_| ApiError::busy())?;
    stream::blocking(app, move |app, cancel| {
        let _turn = turn;
        let writing = app.writing.as_ref().ok_or_else(ApiError::read_only)?;
        // A write that panicked left the store as it was: it is changed in one transaction, after the record.
        let mut writer = writing.writer.lock().unwrap_or_else(PoisonError::into_inner);
        work(app, &mut writer, cancel)
    })
    .await
}
