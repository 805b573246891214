//! What who may write can send by mistake or ill will: after each the store is as it was, or as it was asked to be, and
//! answers.

use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use casegraph::serve::{Limits, router};
use tower::ServiceExt;

use crate::protocol::{Answer, Server, TOKEN};

/// A server with little time and memory for each update, and one triple of its own.
async fn attacked() -> Server {
    let limits = Limits { query_timeout: Duration::from_millis(200), query_memory: 64 << 20, ..Limits::default() };
    let server = Server::within(limits);
    let kept = server.write(Method::PUT, "/store?graph=a:kept", "text/turtle", "<a:s> <a:p> 1 .").await;
    assert_eq!(kept.status, StatusCode::CREATED);
    server
}

/// The code of the error that a write meets; `done` where it is carried out.
fn met(answer: &Answer) -> String {
    if answer.status.is_success() {
        return "done".to_owned();
    }
    let body: serde_json::Value = serde_json::from_str(&answer.body).unwrap();
    assert!(body["error"]["hint"].as_str().is_some_and(|hint| !hint.is_empty()), "{body}");
    format!("{} {}", answer.status.as_u16(), body["error"]["code"].as_str().unwrap())
}

fn many(count: usize, part: impl Fn(usize) -> String) -> String {
    (0..count).map(part).collect()
}

fn triples(count: usize) -> String {
    many(count, |i| format!("?s ?p <a:{i}> . "))
}

#[tokio::test]
async fn an_update_that_is_stopped_changes_nothing_and_lets_the_next_one_write() {
    let server = attacked().await;
    let before = (server.app.store().len().unwrap(), server.app.store().version());
    let cross = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i";
    for update in [
        format!("INSERT {{ ?a ?b ?f }} WHERE {{ {cross} }}"),
        // Always the same triple: nothing is gathered but time.
        format!("INSERT {{ <a:s> <a:p> <a:o> }} WHERE {{ {cross} }}"),
        format!("INSERT DATA {{ <a:s> <a:p> 2 }} ; DELETE {{ ?a ?b ?c }} WHERE {{ {cross} FILTER(?c != ?i) }}"),
        // Few rows and many triples of each.
        format!("DELETE {{ ?s ?p ?o }} INSERT {{ {} }} WHERE {{ ?s ?p ?o }}", triples(10_000)),
        format!("DELETE {{ {} }} WHERE {{ ?s ?p ?o }}", triples(10_000)),
        format!("INSERT {{ {} }} WHERE {{ VALUES ?s {{ <a:s> }} VALUES ?p {{ <a:p> }} {cross} }}", triples(100)),
    ] {
        let met = met(&server.update(&update).await);
        assert!(["504 timeout", "503 memory"].contains(&met.as_str()), "{met}: {}", &update[..90]);
        let after = (server.app.store().len().unwrap(), server.app.store().version());
        assert_eq!(after, before, "{}", &update[..90]);
    }
    assert_eq!(met(&server.update("INSERT DATA { <a:s> <a:p> 3 }").await), "done");
    assert!(server.holds("ASK { <a:s> <a:p> 3 FILTER NOT EXISTS { <a:s> <a:p> 2 } }", "").await);
}

#[tokio::test]
async fn an_update_of_many_operations_is_done_whole_or_not_at_all() {
    let server = attacked().await;
    let data: Vec<String> = (0..100_000).map(|i| format!("INSERT DATA {{ <a:s> <a:p> {i} }}")).collect();
    let found = met(&server.update(&data.join(" ; ")).await);
    let count =
        |n: usize| format!("SELECT ?n {{ {{ SELECT (COUNT(*) AS ?n) {{ <a:s> <a:p> ?o }} }} FILTER(?n = {n}) }}");
    let holds = async |n: usize| {
        let query: String = form_urlencoded::byte_serialize(count(n).as_bytes()).collect();
        server.get(&format!("/sparql?query={query}"), "text/csv").await.body.lines().count() == 2
    };
    assert!(holds(if found == "done" { 100_000 } else { 0 }).await, "{found}");
    // The last of many fails, and so do all.
    let last = format!("{} ; CREATE GRAPH <a:kept>", vec!["INSERT DATA { <a:x> <a:p> 1 }"; 1_000].join(" ; "));
    assert_eq!(met(&server.update(&last).await), "400 evaluation");
    assert!(!server.holds("ASK { <a:x> ?p ?o }", "").await);
    let sent = |update: &'static str| server.update(update);
    assert_eq!(met(&sent("LOAD <http://127.0.0.1:9/x>").await), "403 load");
    for (open, inner, close) in [("{ SELECT * ", "{ ?s ?p ?o }", "}"), ("{ ?s ?p ?o OPTIONAL ", "{}", "}")] {
        let update = format!("INSERT {{ ?s ?p ?o }} WHERE {{ {}{inner}{} }}", open.repeat(1_000), close.repeat(1_000));
        assert_eq!(met(&server.update(&update).await), "400 syntax");
    }
    let update = format!("INSERT DATA {{ <a:s> <a:p> \"\"\"{}", "(".repeat(1_000));
    assert_eq!(met(&server.update(&update).await), "400 syntax");
}

#[tokio::test]
async fn many_iris_are_no_operators() {
    let server = Server::within(Limits::default());
    let data = many(15_000, |i| format!("<a:s{i}> <a:p> <a:o> . "));
    assert_eq!(met(&server.update(&format!("INSERT DATA {{ {data} }}")).await), "done");
    let values = many(25_000, |i| format!("<a:s{i}> "));
    let query = format!("ASK {{ VALUES ?s {{ {values} }} ?s <a:none> ?o }}");
    let answer = server.write(Method::POST, "/sparql", "application/sparql-query", query).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
}

#[tokio::test]
async fn a_broken_upload_leaves_the_graph_as_it_was_and_says_where_it_breaks() {
    let server = attacked().await;
    let rdf = "<rdf:RDF xmlns:rdf=\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n";
    let laughs = many(9, |i| format!("<!ENTITY l{} \"{}\">", i + 1, format!("&l{i};").repeat(10)));
    let laughs = format!("<?xml version=\"1.0\"?>\n<!DOCTYPE l [<!ENTITY l0 \"ha\">{laughs}]>\n{rdf}&l9;</rdf:RDF>");
    let wide: Vec<u8> = laughs.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let json = format!("{}{}", "{\"a:p\":".repeat(50_000), "}".repeat(50_000));
    for (kind, body, code, words) in [
        ("text/turtle", &b"<a:s> <a:p> 2 .\n<a:s> <a:p> "[..], "400 bad_request", "line 2"),
        ("text/turtle", b"<a:s> <a:p> 2 .\n<a:s> <a:p> \"\xff\" .", "400 bad_request", "line 2"),
        ("text/turtle", b"<a:s> <a:p> 2 .\n\n<a:s> <a:p> <http://a/{b}> .", "400 bad_request", "line 3"),
        ("application/n-triples", b"<a:s> <a:p> \"2\" .\n<a:s> <a:p> <b> .", "400 bad_request", "line 2"),
        ("application/n-quads", b"<a:s> <a:p> \"2\" <a:g> .", "400 bad_request", "graph"),
        ("application/trig", b"<a:s> <a:p> 2 . GRAPH <a:g> { <a:s> <a:p> 1 }", "400 bad_request", "graph"),
        ("application/ld+json", b"{\"@id\": \"a:s\",\n \"a:p\": }", "400 bad_request", "line 2"),
        ("application/ld+json", json.as_bytes(), "400 bad_request", "nested deeper"),
        ("application/rdf+xml", laughs.as_bytes(), "400 bad_request", "document type"),
        ("application/rdf+xml", &wide, "400 bad_request", "RDF/XML"),
        ("application/rdf+xml", rdf.as_bytes(), "400 bad_request", "RDF/XML"),
        ("text/turtle", b"{\"@id\": \"a:s\"}", "400 bad_request", "line 1"),
        ("text/csv", b"s,p,o", "415 unsupported_media_type", "text/csv"),
        ("", b"s,p,o", "400 bad_request", "line 1"),
    ] {
        for method in [Method::PUT, Method::POST] {
            let answer = server.write(method, "/store?graph=a:kept", kind, body.to_vec()).await;
            assert_eq!(met(&answer), code, "{kind} {words}: {}", answer.body);
            assert!(answer.body.contains(words), "{words}: {}", answer.body);
            let kept = server.get("/store?graph=a:kept", "application/n-triples").await;
            assert_eq!(kept.body.trim(), "<a:s> <a:p> \"1\"^^<http://www.w3.org/2001/XMLSchema#integer> .", "{kind}");
        }
    }
}

#[tokio::test]
async fn a_form_without_end_or_of_too_many_files_is_refused() {
    let server = attacked().await;
    let part =
        "--x\r\nContent-Disposition: form-data; name=\"f\"\r\nContent-Type: text/turtle\r\n\r\n<a:s> <a:p> 2 .\r\n";
    let nested = "--x\r\nContent-Type: multipart/mixed; boundary=y\r\nContent-Disposition: form-data; name=\"f\"\r\n\r\n--y\r\n\r\n<a:s> <a:p> 2 .\r\n--y--\r\n--x--\r\n";
    let kind = "multipart/form-data; boundary=x";
    for (kind, body, code) in [
        (kind, part.repeat(100_000) + "--x--\r\n", "400 bad_request"),
        (kind, part.repeat(2), "400 bad_request"),
        (kind, String::new(), "400 bad_request"),
        (kind, "--x\r\n".repeat(1_000), "400 bad_request"),
        ("multipart/form-data", part.to_owned() + "--x--\r\n", "400 bad_request"),
        (kind, nested.to_owned(), "415 unsupported_media_type"),
        (kind, part.to_owned() + &part.replace("2 .", "2 ") + "--x--\r\n", "400 bad_request"),
    ] {
        let answer = server.write(Method::PUT, "/store?graph=a:kept", kind, body).await;
        assert_eq!(met(&answer), code, "{}", answer.body);
        assert!(
            server
                .holds("ASK { GRAPH <a:kept> { <a:s> <a:p> 1 } FILTER NOT EXISTS { GRAPH ?g { ?s ?p 2 } } }", "")
                .await
        );
    }
    let most = server.write(Method::PUT, "/store?graph=a:most", kind, part.repeat(1_000) + "--x--\r\n").await;
    assert_eq!(most.status, StatusCode::CREATED, "{}", most.body);
}

/// What the description of the interface says takes a body does not take an encoded one: a bomb is never unpacked.
#[tokio::test]
async fn no_route_unpacks_a_body() {
    let server = Server::within(Limits::default());
    let described: serde_json::Value = serde_json::from_str(&server.get("/openapi.json", "*/*").await.body).unwrap();
    let mut tried = Vec::new();
    for (path, operations) in described["paths"].as_object().unwrap() {
        for (method, operation) in operations.as_object().unwrap() {
            let Some(kinds) = operation["requestBody"]["content"].as_object() else { continue };
            for kind in kinds.keys() {
                let address = path
                    .replace("{graph}", "people")
                    .replace("/store", "/store?graph=a:g")
                    .replace("a:g/people", "a:people");
                let request = Request::builder().method(method.to_uppercase().as_str()).uri(&address);
                let request = request.header(header::AUTHORIZATION, format!("Bearer {TOKEN}"));
                let request = request.header(header::CONTENT_TYPE, kind).header(header::CONTENT_ENCODING, "gzip");
                let request = request.header(header::ACCEPT, "application/json, text/event-stream");
                let request = request.body(Body::from(&b"\x1f\x8b\x08\x00"[..])).unwrap();
                let response = router(server.app.clone()).oneshot(request).await.unwrap();
                assert_eq!(response.status(), StatusCode::UNSUPPORTED_MEDIA_TYPE, "{method} {address} {kind}");
                let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
                assert!(String::from_utf8_lossy(&body).contains("Content-Encoding"), "{address}: {body:?}");
                tried.push(format!("{method} {path}"));
            }
        }
    }
    for known in ["post /sparql", "post /query", "post /update", "put /store", "post /store", "post /mcp"] {
        assert!(tried.iter().any(|tried| tried == known), "{known} is not among {tried:?}");
    }
}
