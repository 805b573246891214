//! The web page as it is served; what it does in a browser is tested in `web/test/browser`.

use std::fs;
use std::path::Path;

use axum::http::{StatusCode, header};
use regex::Regex;

use super::api::{content_type, get, text};

/// The addresses that the page knows, from its source.
fn addresses() -> Vec<String> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("web/src/shell/routes.tsx")).unwrap();
    let pattern = Regex::new(r#"at: "([^"]+)""#).unwrap();
    pattern.captures_iter(&source).map(|found| found[1].replace(":id", "case-2023-gx-01-3542ed")).collect()
}

#[tokio::test]
async fn every_address_of_the_page_is_served_the_page() {
    let addresses = addresses();
    assert!(addresses.len() >= 10);
    for address in addresses {
        let response = get(&address, "text/html").await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        assert!(content_type(&response).starts_with("text/html"), "{address}");
        assert!(text(response).await.contains("assets/app.js"), "{address}");
    }
}

#[tokio::test]
async fn nowhere_is_told_to_people_by_the_page_and_to_programs_as_json() {
    let page = get("/nowhere", "text/html,*/*;q=0.8").await;
    assert_eq!(page.status(), StatusCode::NOT_FOUND);
    assert!(content_type(&page).starts_with("text/html"));
    let json = get("/nowhere", "*/*").await;
    assert_eq!(json.status(), StatusCode::NOT_FOUND);
    assert!(text(json).await.contains("\"not_found\""));
}

#[tokio::test]
async fn files_have_their_types_and_scripts_may_load_their_parts() {
    let files = [
        ("app.js", "text/javascript", true),
        ("app.css", "text/css", false),
        ("icon.svg", "image/svg+xml", false),
        ("outlines.json", "application/json", false),
    ];
    for (file, media_type, is_script) in files {
        let response = get(&format!("/assets/{file}"), "*/*").await;
        assert!(content_type(&response).starts_with(media_type), "{file}");
        let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap();
        assert_eq!(policy == "default-src 'self'", is_script, "{file}: {policy}");
    }
    assert_eq!(get("/assets/nothing.js", "*/*").await.status(), StatusCode::NOT_FOUND);
}
