//! The description of the interface says what the router does.

use std::fs;
use std::path::Path;

use axum::body::Body;
use axum::http::{Method, Request, StatusCode, header};
use regex::Regex;
use serde_json::Value;

use super::api::{content_type, get, send, text};

/// The addresses in the source of the router.
fn routes() -> Vec<String> {
    let source = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("src/serve/mod.rs")).unwrap();
    let pattern = Regex::new(r#"\.route\(\s*"([^"]+)""#).unwrap();
    pattern.captures_iter(&source).map(|found| found[1].replace("{*", "{")).collect()
}

async fn document() -> Value {
    serde_json::from_str(&text(get("/openapi.json", "*/*").await).await).unwrap()
}

/// An address with something in the place of its variables.
fn filled(path: &str) -> String {
    Regex::new(r"\{[^}]+\}").unwrap().replace_all(path, "x").into_owned()
}

#[tokio::test]
async fn every_route_and_method_is_described() {
    let document = document().await;
    let described = document["paths"].as_object().unwrap();
    let routes = routes();
    assert!(routes.len() > 20);
    for route in &routes {
        let methods: Vec<&String> = described
            .iter()
            // Each saved query is described at its own address.
            .filter(|(path, _)| *path == route || route == "/api/queries/{name}" && path.starts_with("/api/queries/"))
            .flat_map(|(_, methods)| methods.as_object().unwrap().keys())
            .collect();
        assert!(!methods.is_empty(), "{route} is in the router and in no operations(): see CONTRIBUTING.md");
        let request = Request::builder().method(Method::PATCH).uri(filled(route)).body(Body::empty()).unwrap();
        let response = send(request).await;
        assert_eq!(response.status(), StatusCode::METHOD_NOT_ALLOWED, "{route}");
        let allowed = response.headers()[header::ALLOW].to_str().unwrap().to_lowercase();
        for method in allowed.split(',').filter(|method| *method != "head") {
            assert!(methods.iter().any(|known| *known == method), "{method} {route} is not described");
        }
    }
}

#[tokio::test]
async fn everything_is_told_in_both_languages_and_examples_answer() {
    let document = document().await;
    let is_chinese = |words: &Value| words.as_str().unwrap().chars().any(|c| ('一'..='鿿').contains(&c));
    for (path, methods) in document["paths"].as_object().unwrap() {
        for (method, operation) in methods.as_object().unwrap() {
            assert!(is_chinese(&operation["summary"]), "{method} {path}");
            for parameter in operation["parameters"].as_array().unwrap() {
                let is_named = is_chinese(&parameter["description"]) || parameter["name"] == "iri";
                assert!(is_named, "{method} {path}: {}", parameter["name"]);
            }
        }
    }
}

#[tokio::test]
async fn the_page_of_the_interface_needs_no_script_and_its_examples_answer() {
    let response = get("/api", "text/html").await;
    assert!(content_type(&response).starts_with("text/html"));
    assert!(response.headers()[header::CONTENT_SECURITY_POLICY].to_str().unwrap().contains("default-src 'self'"));
    let page = text(response).await;
    let pattern = Regex::new(r#"<p><a href="(/[^"]*)">"#).unwrap();
    let mut count = 0;
    for found in pattern.captures_iter(&page) {
        let address = found[1].replace("&amp;", "&");
        if address.starts_with("/store") {
            continue;
        }
        count += 1;
        let status = get(&address, "*/*").await.status();
        assert!(status.is_success() || status.is_redirection(), "{address}: {status}");
    }
    assert!(count > 30, "{count}");
}
