//! Requests that are no good, over real connections: heads and bodies without end, and what a connection is good for after
//! an error.

use casegraph::serve::Limits;

use crate::connections::{SOON, Server};
use crate::protocol::TOKEN;

#[tokio::test]
async fn heads_without_end_are_refused() {
    let server = Server::start(Limits::default()).await;
    let long = "a".repeat(1_000_000);
    let many = "x: a\r\n".repeat(5_000);
    for (what, head, status) in [
        ("many headers", format!("GET /healthz HTTP/1.1\r\nhost: a\r\n{many}\r\n"), "431"),
        ("a long header", format!("GET /healthz HTTP/1.1\r\nhost: a\r\nx: {long}\r\n\r\n"), "431"),
        ("a long address", format!("GET /sparql?query={long} HTTP/1.1\r\nhost: a\r\n\r\n"), "431"),
        ("an address of 100 KB", format!("GET /{} HTTP/1.1\r\nhost: a\r\n\r\n", &long[..100_000]), "414"),
        ("no HTTP", "\x16\x03\x01\x02\0\x01\0\r\n\r\n".to_owned(), "400"),
        (
            "two lengths",
            "POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-length: 3\r\ncontent-length: 5\r\n\r\n".into(),
            "400",
        ),
    ] {
        let answer = server.refusal(head.as_bytes()).await;
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{what}: {answer}");
    }
    server.is_well().await;
}

#[tokio::test]
async fn a_body_without_end_is_refused_when_it_is_too_much() {
    let limits = Limits { query_length: 10_000, body_bytes: 10_000, body_timeout: SOON, ..Limits::default() };
    let (_writable, server) = Server::writable(limits).await;
    for (method, target, kind) in [
        ("POST", "/sparql", "application/sparql-query"),
        ("POST", "/update", "application/sparql-update"),
        ("PUT", "/store?graph=a:g", "text/turtle"),
        ("POST", "/store", "multipart/form-data; boundary=x"),
    ] {
        let head = format!(
            "{method} {target} HTTP/1.1\r\nhost: a\r\ncontent-type: {kind}\r\nauthorization: Bearer {TOKEN}\r\n\
             transfer-encoding: chunked\r\n\r\n"
        );
        // No last chunk, and no end of the connection.
        let chunk = format!("1000\r\n{}\r\n", "#".repeat(0x1000));
        let answer = server.refusal((head + &chunk.repeat(8)).as_bytes()).await;
        assert!(answer.starts_with("HTTP/1.1 413") && answer.contains("\"too_large\""), "{target}: {answer}");
    }
    // A length that is said is believed at once.
    let head = "POST /sparql HTTP/1.1\r\nhost: a\r\ncontent-type: application/sparql-query\r\ncontent-length: 99999999999\r\n\r\n";
    assert!(server.refusal(head.as_bytes()).await.starts_with("HTTP/1.1 413"));
    server.is_well().await;
}

#[tokio::test]
async fn a_connection_is_usable_after_every_error() {
    let server = Server::start(Limits::default()).await;
    let post = |target: &str, kind: &str, body: &str| {
        let length = body.len();
        format!("POST {target} HTTP/1.1\r\nhost: a\r\ncontent-type: {kind}\r\ncontent-length: {length}\r\n\r\n{body}")
    };
    let bare = |method: &str, target: &str| format!("{method} {target} HTTP/1.1\r\nhost: a\r\n\r\n");
    let requests = [
        (bare("GET", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), 400),
        (bare("HEAD", "/sparql?query=ASK%7B%7D&query=ASK%7B%7D"), 400),
        (bare("GET", "/sparql?update=DROP%20ALL"), 400),
        (bare("HEAD", "/sparql?update=DROP%20ALL"), 400),
        (bare("GET", "/update?update=DROP%20ALL"), 405),
        (bare("HEAD", "/update"), 405),
        (bare("DELETE", "/sparql"), 405),
        (bare("HEAD", "/store?graph=a:none"), 404),
        (bare("HEAD", "/api/queries/none"), 404),
        (post("/sparql", "text/plain", "ASK {}"), 415),
        (post("/sparql", "application/sparql-query", "ASK {"), 400),
        (post("/sparql?query=ASK%7B%7D", "application/sparql-query", "ASK {}"), 400),
        (post("/sparql", "application/x-www-form-urlencoded", "query=ASK%7B%7D&update=DROP+ALL"), 400),
        (post("/update", "application/sparql-update", "DROP ALL"), 403),
        (post("/mcp", "text/plain", "{}"), 406),
        (post("/mcp", "application/json", "{"), 406),
        (bare("GET", "/sparql?query=ASK%7B%7D"), 200),
        ("GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n".to_owned(), 200),
    ];
    let all: String = requests.iter().map(|(request, _)| request.as_str()).collect();
    let answers = server.say(&all).await;
    let heads = answers.match_indices("HTTP/1.1 ").map(|(at, _)| answers[at + 9..at + 12].parse::<u16>().unwrap());
    let expected: Vec<u16> = requests.iter().map(|(_, status)| *status).collect();
    assert_eq!(heads.collect::<Vec<_>>(), expected);
    let bodies = requests.iter().filter(|(request, status)| !request.starts_with("HEAD") && *status >= 400).count();
    assert_eq!(answers.matches("\"error\":{\"code\"").count(), bodies, "{answers}");
}

#[tokio::test]
async fn an_error_to_head_has_no_body_and_keeps_the_connection() {
    let server = Server::start(Limits::default()).await;
    let answers = server
        .say(
            "HEAD /nothing HTTP/1.1\r\nhost: a\r\n\r\nHEAD /sparql?query=SELECT HTTP/1.1\r\nhost: a\r\n\r\n\
             GET /healthz HTTP/1.1\r\nhost: a\r\nconnection: close\r\n\r\n",
        )
        .await;
    let heads: Vec<_> = answers.lines().filter(|line| line.starts_with("HTTP/1.1 ")).collect();
    assert_eq!(heads, ["HTTP/1.1 404 Not Found", "HTTP/1.1 400 Bad Request", "HTTP/1.1 200 OK"], "{answers}");
    assert!(!answers.contains("\"error\""), "{answers}");
}

#[tokio::test]
async fn what_is_not_for_strangers_is_refused() {
    let server = Server::start(Limits::default()).await;
    let close = "host: a\r\nconnection: close\r\n";
    let update = server.say(&format!("GET /sparql?update=DROP%20ALL HTTP/1.1\r\n{close}\r\n")).await;
    assert!(update.starts_with("HTTP/1.1 400"), "{update}");
    let form = "update=DROP+ALL";
    let foreign = server
        .say(&format!(
            "POST /update HTTP/1.1\r\n{close}origin: http://evil.example\r\nauthorization: Bearer right\r\n\
             content-type: application/x-www-form-urlencoded\r\ncontent-length: {}\r\n\r\n{form}",
            form.len()
        ))
        .await;
    assert!(foreign.starts_with("HTTP/1.1 403"), "{foreign}");
}
