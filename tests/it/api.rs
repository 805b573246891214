//! The service, asked as clients ask it.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{Method, Request, StatusCode, header};
use axum::response::Response;
use casegraph::curation::Curation;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline::{self, Build};
use casegraph::serve::{App, router};
use tempfile::TempDir;
use tower::ServiceExt;

/// The seed's graph, built once for all tests of this module.
pub(crate) static SEED: LazyLock<(TempDir, Arc<App>)> = LazyLock::new(|| {
    let folder = TempDir::new().expect("a temporary folder");
    let data = folder.path().join("data");
    let seeds = [concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").into()];
    let build = Build { paths: &seeds, data: &data, encoding: None, replace: false, curation: &Curation::default() };
    let mut diagnostics = Diagnostics::default();
    pipeline::build(&build, &mut diagnostics, &|_, _| ()).expect("the seed builds");
    let store = pipeline::open(&data, &mut diagnostics).expect("the graph opens");
    let app = App::new(store, data, Duration::from_secs(30)).expect("the store counts");
    (folder, Arc::new(app))
});

pub(crate) async fn send(request: Request<Body>) -> Response {
    router(Arc::clone(&SEED.1)).oneshot(request).await.expect("the router does not fail")
}

pub(crate) async fn get(address: &str, accept: &str) -> Response {
    send(Request::get(address).header(header::ACCEPT, accept).body(Body::empty()).expect("a request")).await
}

async fn post(content_type: &str, body: &str) -> Response {
    let request = Request::post("/sparql").header(header::CONTENT_TYPE, content_type);
    send(request.body(Body::from(body.to_owned())).expect("a request")).await
}

pub(crate) async fn text(response: Response) -> String {
    String::from_utf8(bytes(response).await.to_vec()).expect("UTF-8")
}

pub(crate) async fn bytes(response: Response) -> Bytes {
    to_bytes(response.into_body(), usize::MAX).await.expect("a whole body")
}

pub(crate) fn content_type(response: &Response) -> &str {
    response.headers().get(header::CONTENT_TYPE).and_then(|value| value.to_str().ok()).unwrap_or_default()
}

/// The query, percent-encoded.
fn asked(query: &str) -> String {
    format!("/sparql?{}", form_urlencoded::Serializer::new(String::new()).append_pair("query", query).finish())
}

const TITLE: &str = "PREFIX cg: <https://w3id.org/casegraph/ns#> SELECT ?i { ?c cg:number 4 ; cg:indicatorText ?i }";

#[tokio::test]
async fn a_query_comes_in_three_ways() {
    let by_get = text(get(&asked(TITLE), "text/csv").await).await;
    assert_eq!(by_get, "i\r\n企业开办\r\n");
    let form = form_urlencoded::Serializer::new(String::new())
        .append_pair("query", TITLE)
        .append_pair("format", "csv")
        .finish();
    assert_eq!(text(post("application/x-www-form-urlencoded", &form).await).await, by_get);
    assert!(text(post("application/sparql-query; charset=utf-8", TITLE).await).await.contains("企业开办"));
}

#[tokio::test]
async fn every_format_has_its_media_type() {
    for (accept, query) in [
        ("application/sparql-results+json", TITLE),
        ("application/sparql-results+xml", TITLE),
        ("text/csv", TITLE),
        ("text/tab-separated-values", TITLE),
        ("text/turtle", "DESCRIBE <https://w3id.org/casegraph/id/place-450300>"),
        ("application/n-triples", "DESCRIBE <https://w3id.org/casegraph/id/place-450300>"),
        ("application/rdf+xml", "DESCRIBE <https://w3id.org/casegraph/id/place-450300>"),
        ("application/ld+json", "DESCRIBE <https://w3id.org/casegraph/id/place-450300>"),
    ] {
        let response = get(&asked(query), accept).await;
        assert_eq!(response.status(), StatusCode::OK, "{accept}");
        assert!(content_type(&response).starts_with(accept), "{accept}: {}", content_type(&response));
        assert!(!text(response).await.is_empty(), "{accept}");
    }
}

#[tokio::test]
async fn errors_have_one_shape_and_a_fitting_status() {
    let cases = [
        (get(&asked("SELECT * { ?s ?p }"), "*/*").await, StatusCode::BAD_REQUEST, "syntax"),
        (get(&asked(TITLE), "image/png").await, StatusCode::NOT_ACCEPTABLE, "not_acceptable"),
        (post("application/x-www-form-urlencoded", "format=json").await, StatusCode::BAD_REQUEST, "bad_request"),
        (get("/api/queries/nothing", "*/*").await, StatusCode::NOT_FOUND, "not_found"),
        (get("/id/place-999999", "*/*").await, StatusCode::NOT_FOUND, "not_found"),
        (get("/api/documents/doc-000000000000/text", "*/*").await, StatusCode::NOT_FOUND, "not_found"),
        (get("/nowhere", "*/*").await, StatusCode::NOT_FOUND, "not_found"),
        (post("application/json", "{}").await, StatusCode::UNSUPPORTED_MEDIA_TYPE, "unsupported_media_type"),
    ];
    for (response, status, code) in cases {
        assert_eq!(response.status(), status, "{code}");
        assert!(content_type(&response).starts_with("application/json"), "{code}");
        let body: serde_json::Value = serde_json::from_str(&text(response).await).expect("errors are JSON");
        assert_eq!(body["error"]["code"], code);
        assert!(body["error"]["message"].as_str().is_some_and(|message| !message.is_empty()));
        assert!(body["error"]["hint"].is_string());
    }
    let deleted =
        send(Request::builder().method(Method::DELETE).uri("/sparql").body(Body::empty()).expect("a request")).await;
    assert_eq!(deleted.status(), StatusCode::METHOD_NOT_ALLOWED);
}

#[tokio::test]
async fn a_query_over_the_time_limit_is_a_504() {
    let app = App::new(SEED.1.store(), SEED.0.path().join("data"), Duration::ZERO).expect("the store counts");
    let query = asked("SELECT (COUNT(*) AS ?n) { ?a ?p ?b . ?b ?q ?c . ?c ?r ?d . FILTER(STRLEN(STR(?d)) > 100000) }");
    let request = Request::get(query).body(Body::empty()).expect("a request");
    let response = router(Arc::new(app)).oneshot(request).await.expect("the router does not fail");
    assert_eq!(response.status(), StatusCode::GATEWAY_TIMEOUT);
}

#[tokio::test]
async fn saved_queries_are_addresses() {
    let listed: serde_json::Value = serde_json::from_str(&text(get("/api/queries", "*/*").await).await).expect("JSON");
    let listed = listed.as_array().expect("a list");
    assert!(listed.len() > 20);
    for query in listed {
        assert!(query["summary"]["en"].as_str().is_some_and(|words| !words.is_empty()));
        assert!(query["summary"]["zh"].as_str().is_some_and(|words| !words.is_empty()));
        let name = query["name"].as_str().expect("a name");
        let response = get(&format!("/api/queries/{name}"), "*/*").await;
        assert_eq!(response.status(), StatusCode::OK, "{name}");
    }
}

#[tokio::test]
async fn a_query_that_searches_is_paged_too() {
    let whole = text(get("/api/queries/things-called?format=csv", "*/*").await).await;
    let page = get("/api/queries/things-called?format=csv&limit=1&offset=1", "*/*").await;
    assert_eq!(page.status(), StatusCode::OK);
    let second = whole.split_terminator("\r\n").nth(2).unwrap().to_owned();
    assert_eq!(text(page).await.split_terminator("\r\n").nth(1), Some(second.as_str()));
}

#[tokio::test]
async fn a_saved_query_comes_in_pages() {
    let whole = text(get("/api/queries/cases-of-a-year?format=csv", "*/*").await).await;
    let mut pages = Vec::new();
    let mut address = "/api/queries/cases-of-a-year?year=2023&format=csv&limit=4".to_owned();
    loop {
        let response = get(&address, "*/*").await;
        assert_eq!(response.status(), StatusCode::OK, "{address}");
        let link = response.headers().get(header::LINK).map_or("", |link| link.to_str().expect("ASCII")).to_owned();
        pages.push(text(response).await);
        let next = link.split(", ").find(|link| link.ends_with("rel=\"next\""));
        match next.and_then(|link| link.split_once('>')) {
            Some((target, _)) => address = target[1..].to_owned(),
            None => break,
        }
    }
    let rows: Vec<&str> = pages.iter().flat_map(|page| page.lines().skip(1)).collect();
    assert_eq!(pages.len(), 3);
    assert_eq!(rows, whole.lines().skip(1).collect::<Vec<_>>());
    let third = text(get("/api/queries/cases-of-a-year?format=csv&limit=4&page=3", "*/*").await).await;
    assert_eq!(third, pages[2]);
    for wrong in ["limit=0", "page=0", "offset=-1", "page=2&offset=3", "year=2023&year=2024", "year=now"] {
        let response = get(&format!("/api/queries/cases-of-a-year?{wrong}"), "*/*").await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn offsets_count_in_the_text_that_is_served() {
    let query = "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX oa: <http://www.w3.org/ns/oa#>
        SELECT ?q ?s ?e { ?o a cg:Observation ; cg:evidence [ oa:exact ?q ; oa:start ?s ; oa:end ?e ] } LIMIT 50";
    let rows: serde_json::Value =
        serde_json::from_str(&text(get(&asked(query), "application/json").await).await).expect("JSON");
    let documents: serde_json::Value =
        serde_json::from_str(&text(get("/api/documents", "*/*").await).await).expect("JSON");
    let address = format!("/api/documents/{}/text", documents["rows"][0]["id"].as_str().expect("an id"));
    let source: Vec<char> = text(get(&address, "*/*").await).await.chars().collect();
    let rows = rows["results"]["bindings"].as_array().expect("rows");
    assert!(!rows.is_empty());
    for row in rows {
        let offset =
            |name: &str| row[name]["value"].as_str().and_then(|value| value.parse::<usize>().ok()).expect("a number");
        let stretch: String = source[offset("s")..offset("e")].iter().collect();
        assert_eq!(row["q"]["value"], stretch);
    }
}

#[tokio::test]
async fn the_page_lives_and_runs_no_foreign_script() {
    let response = get("/", "text/html").await;
    let policy = response.headers()[header::CONTENT_SECURITY_POLICY].to_str().expect("ASCII").to_owned();
    assert!(policy.contains("default-src 'self'"));
    let page = text(response).await;
    assert!(!page.contains("<script>"));
    for asset in ["app.css", "app.js", "icon.svg"] {
        assert!(page.contains(&format!("assets/{asset}")), "{asset}");
        assert_eq!(get(&format!("/assets/{asset}"), "*/*").await.status(), StatusCode::OK);
    }
    assert_eq!(get("/readyz", "*/*").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn the_graph_answers_by_name_code_and_address() {
    let neighbours: serde_json::Value =
        serde_json::from_str(&text(get("/api/graph/neighbors?node=450300", "*/*").await).await).expect("JSON");
    assert_eq!(neighbours["node"]["name"], "桂林市");
    assert!(neighbours["neighbours"].as_array().is_some_and(|nodes| !nodes.is_empty()));
    let address = "/api/graph/paths?from=450300&to=%E5%8D%97%E5%AE%81%E5%B8%82";
    let paths: serde_json::Value = serde_json::from_str(&text(get(address, "*/*").await).await).expect("JSON");
    assert_eq!(paths["paths"][0]["nodes"][0]["name"], "桂林市");
    assert!(paths["paths"][0]["length"].as_u64().is_some_and(|length| length >= 1));
    for (address, status) in [
        ("/api/graph/neighbors?node=nowhere", StatusCode::NOT_FOUND),
        ("/api/graph/neighbors", StatusCode::BAD_REQUEST),
        ("/api/graph/neighbors?node=450300&deep=2", StatusCode::BAD_REQUEST),
        ("/api/graph/neighbors?node=450300&view=none", StatusCode::NOT_FOUND),
        ("/api/export?format=papyrus", StatusCode::BAD_REQUEST),
    ] {
        assert_eq!(get(address, "*/*").await.status(), status, "{address}");
    }
}

#[tokio::test]
async fn exports_are_downloads() {
    for format in casegraph::export::Format::all() {
        let response = get(&format!("/api/export?format={}", format.name()), "*/*").await;
        assert_eq!(response.status(), StatusCode::OK, "{}", format.name());
        let export = casegraph::export::Export::new(format.name(), None, false).expect("it is a format");
        assert_eq!(content_type(&response), export.media_type());
        let disposition = response.headers()[header::CONTENT_DISPOSITION].to_str().expect("ASCII").to_owned();
        assert!(disposition.starts_with("attachment; filename=\"casegraph-all."), "{disposition}");
        let length: usize =
            response.headers()[header::CONTENT_LENGTH].to_str().expect("ASCII").parse().expect("a number");
        let body = to_bytes(response.into_body(), usize::MAX).await.expect("a body");
        assert_eq!(body.len(), length, "{}", format.name());
    }
}

#[tokio::test]
async fn answers_are_drawn() {
    let svg = get("/api/graph/neighbors.svg?node=450300", "*/*").await;
    assert_eq!(content_type(&svg), "image/svg+xml");
    assert!(text(svg).await.contains("桂林市"));
    let dot = get("/api/graph/subgraph.dot?node=450300&node=450100", "*/*").await;
    assert!(content_type(&dot).starts_with("text/vnd.graphviz") && text(dot).await.contains("digraph"));
    assert_eq!(get("/api/graph/paths.svg?from=450300", "*/*").await.status(), StatusCode::BAD_REQUEST);
    assert_eq!(get("/api/graph/neighbors.svg?node=nowhere", "*/*").await.status(), StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn exports_of_queries_and_tables_and_what_does_not_go_together() {
    let query = "SELECT%20%3Fsource%20%3Ftarget%20%3Frelation%20%7B%20%3Fsource%20cg%3Acites%20%3Ftarget%20BIND(cg%3Acites%20AS%20%3Frelation)%20%7D";
    let graph = text(get(&format!("/api/export?format=d3&query={query}"), "*/*").await).await;
    let graph: serde_json::Value = serde_json::from_str(&graph).expect("JSON");
    let links = graph["links"].as_array().expect("links");
    assert!(!links.is_empty() && links.iter().all(|link| link["type"] == "cites"), "{graph}");
    let rows = text(get("/api/export?format=csv&table=observations", "*/*").await).await;
    assert!(rows.starts_with("id,metric,value,unit,"), "{rows}");
    for (address, words) in [
        ("/api/export?format=papyrus", "format is one of graphml, gexf"),
        ("/api/export?format=svg&table=observations", "parquet, xlsx do"),
        ("/api/export?format=turtle&view=all", "writes the whole graph"),
        ("/api/export?format=d3&view=all&query=x", "give one of them"),
        ("/api/export?format=d3&query=SELECT", "unexpected end of the query"),
    ] {
        let response = get(address, "*/*").await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{address}");
        let said = text(response).await;
        assert!(said.contains(words), "{address}: {said}");
    }
}

#[tokio::test]
async fn a_query_that_cannot_be_stopped_keeps_nobody_waiting() {
    let limit = Duration::from_millis(20);
    let app = App::new(SEED.1.store(), SEED.0.path().join("data"), limit).expect("the store counts");
    // A cross product in memory: the engine does not look at the token while it counts.
    let values = (0..1_200).map(|number| number.to_string()).collect::<Vec<_>>().join(" ");
    let query = format!("SELECT (COUNT(*) AS ?n) {{ VALUES ?a {{ {values} }} VALUES ?b {{ {values} }} }}");
    let request = Request::post("/sparql").header(header::CONTENT_TYPE, "application/sparql-query");
    let response = router(Arc::new(app)).oneshot(request.body(Body::from(query)).expect("a request"));
    assert_eq!(response.await.expect("the router does not fail").status(), StatusCode::GATEWAY_TIMEOUT);
}

#[tokio::test]
async fn a_graph_without_triples_is_an_answer() {
    for query in ["CONSTRUCT%20%7B%7D%20WHERE%20%7B%7D", "DESCRIBE%20%3Chttp%3A%2F%2Fexample.org%2Fnobody%3E"] {
        let response = get(&format!("/sparql?query={query}"), "application/n-triples").await;
        assert_eq!(response.status(), StatusCode::OK, "{query}");
        assert_eq!(text(response).await, "", "{query}");
    }
}
