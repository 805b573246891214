//! The web page: one document for all its addresses, and the files that `web/` is built into.
//!
//! The page finds out from its address what to show, so every address of it is served the same document. What is built
//! is committed (`web/dist`), so that compiling the program needs no Node.

use axum::Router;
use axum::extract::Path;
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use rust_embed::{EmbeddedFile, RustEmbed};

use super::error::ApiError;
use super::front;
use super::live::Live;

#[derive(RustEmbed)]
#[folder = "web/dist/"]
struct Files;

/// The addresses of the page, as `web/src/shell/routes.tsx` has them.
pub(super) const PAGES: [&str; 10] =
    ["/", "/cases", "/cases/{id}", "/things/{id}", "/source/{id}", "/numbers", "/graph", "/map", "/ask", "/data"];

/// Scripts load the parts they are made of, also inside a worker, which goes by the policy of its own file.
const SCRIPTS: HeaderValue = HeaderValue::from_static("default-src 'self'");

/// The routes of the page.
pub(super) fn pages() -> Router<Live> {
    let page = |router: Router<Live>, path: &&str| {
        router.route(path, get(|headers: HeaderMap| async move { document(&headers) }))
    };
    PAGES.iter().fold(Router::new(), page).route("/assets/{file}", get(file))
}

fn document(headers: &HeaderMap) -> Html<String> {
    let file = Files::get("index.html").expect("web/dist is built whole");
    Html(front::page(String::from_utf8_lossy(&file.data).into_owned(), front::base(headers)))
}

/// `GET /assets/{file}`
async fn file(Path(name): Path<String>) -> Result<Response, ApiError> {
    let Some(EmbeddedFile { data, .. }) = Files::get(&name) else {
        return Err(ApiError::not_found(format!("there is no file {name:?}"), "see / for the page"));
    };
    let (media_type, is_script) = match name.rsplit('.').next() {
        Some("js") => ("text/javascript; charset=utf-8", true),
        Some("css") => ("text/css; charset=utf-8", false),
        Some("svg") => ("image/svg+xml", false),
        Some("json") => ("application/json", false),
        _ => ("text/plain; charset=utf-8", false),
    };
    let mut response = ([(header::CONTENT_TYPE, media_type)], data.into_owned()).into_response();
    if is_script {
        response.headers_mut().insert(header::CONTENT_SECURITY_POLICY, SCRIPTS);
    }
    Ok(response)
}

/// Nothing is at this address: the page says so to people, JSON to programs.
pub(super) async fn nowhere(headers: HeaderMap) -> Response {
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accepts.contains("text/html") {
        return (StatusCode::NOT_FOUND, document(&headers)).into_response();
    }
    ApiError::not_found("there is nothing at this address", "see / for what there is").into_response()
}
