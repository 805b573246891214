//! What browsers are told, so that nothing that is served can do harm in one.

use axum::http::{HeaderName, HeaderValue, Response, header};

/// Of pages: nothing of other origins, and no script that is not a file of ours.
const PAGES: &str = "default-src 'self'; img-src 'self' data: blob:; object-src 'none'; frame-ancestors 'none'; \
                     base-uri 'self'; form-action 'self'";

/// Of pictures that are documents of their own: they may be drawn, and no more.
const PICTURES: &str = "default-src 'none'; style-src 'unsafe-inline'; sandbox; frame-ancestors 'none'";

/// Of everything else: it is data, and loads nothing.
const DATA: &str = "default-src 'none'; frame-ancestors 'none'";

/// Adds the headers to an answer that has none of its own.
pub(super) async fn secure<B>(mut response: Response<B>) -> Response<B> {
    let headers = response.headers_mut();
    let media_type = headers.get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let policy = match media_type.split(';').next().unwrap_or_default() {
        "text/html" | "application/xhtml+xml" => PAGES,
        "image/svg+xml" => PICTURES,
        _ => DATA,
    };
    let fixed = [
        (header::CONTENT_SECURITY_POLICY, policy),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
        // Data may be read by pages of any origin, as CORS says too.
        (HeaderName::from_static("cross-origin-resource-policy"), "cross-origin"),
    ];
    for (name, value) in fixed {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    }
    response
}
