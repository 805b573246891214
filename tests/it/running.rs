//! The service as it runs: what it tells of itself, what caches and browsers are told, how it starts.

use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Method, Request, StatusCode, header};
use axum::response::Response;
use casegraph::serve::{App, Live, Settings, router};
use casegraph::store::Store;
use tempfile::TempDir;
use tower::ServiceExt;

/// A service over a few triples.
pub(crate) struct Service {
    pub(crate) live: Live,
    _folder: TempDir,
}

impl Service {
    fn of(text: &str, settings: Settings) -> Self {
        let folder = TempDir::new().unwrap();
        let mut diagnostics = casegraph::diagnostic::Diagnostics::default();
        casegraph::pipeline::create(folder.path(), &mut diagnostics).unwrap();
        let store = Store::in_memory().unwrap();
        let quads = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads).for_slice(text.as_bytes());
        store.load(quads.map(Result::unwrap)).unwrap();
        let app = App::new(store, folder.path().to_owned(), std::time::Duration::from_secs(30)).unwrap();
        let live = Live::loading(settings);
        live.serve_from_now(Arc::new(app));
        Self { live, _folder: folder }
    }

    pub(crate) fn usual() -> Self {
        Self::of("<http://a/s> <http://a/p> \"甲\" .\n<http://a/s> <http://a/p> \"乙\" .\n", Settings::default())
    }

    async fn send(&self, request: Request<Body>) -> Response {
        router(self.live.clone()).oneshot(request).await.unwrap()
    }

    async fn get(&self, address: &str, headers: &[(&str, &str)]) -> Response {
        let mut request = Request::get(address);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(Body::empty()).unwrap()).await
    }

    async fn metrics(&self) -> String {
        text(self.get("/metrics", &[]).await).await
    }

    fn add(&self, triple: &str) {
        let line = format!("{triple} .");
        let quad = oxigraph::io::RdfParser::from_format(oxigraph::io::RdfFormat::NQuads).for_slice(line.as_bytes());
        let added = quad.map(Result::unwrap).collect();
        let patch = casegraph::store::Patch { added, ..Default::default() };
        self.live.app().unwrap().store().apply(&patch).unwrap();
    }
}

async fn text(response: Response) -> String {
    String::from_utf8(bytes(response).await).unwrap()
}

async fn bytes(response: Response) -> Vec<u8> {
    to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()
}

fn value<'a>(headers: &'a HeaderMap, name: &str) -> &'a str {
    headers.get(name).map_or("", |value| value.to_str().unwrap())
}

fn asked(query: &str) -> String {
    format!("/sparql?{}", form_urlencoded::Serializer::new(String::new()).append_pair("query", query).finish())
}

const ALL: &str = "SELECT ?o { ?s ?p ?o } ORDER BY ?o";

#[tokio::test]
async fn an_answer_holds_until_the_graph_changes() {
    let service = Service::usual();
    let first = service.get(&asked(ALL), &[]).await;
    assert_eq!(value(first.headers(), "cache-control"), "no-cache");
    let tag = value(first.headers(), "etag").to_owned();
    assert!(tag.starts_with("W/\"") && tag.len() > 10, "{tag}");
    assert!(text(first).await.contains("甲"));
    for held in [tag.as_str(), &format!("\"other\", {tag}"), tag.trim_start_matches("W/")] {
        let again = service.get(&asked(ALL), &[("if-none-match", held)]).await;
        assert_eq!(again.status(), StatusCode::NOT_MODIFIED, "{held}");
        assert_eq!(value(again.headers(), "etag"), tag);
        assert!(bytes(again).await.is_empty());
    }
    // Another format is another answer, and so is that of another question.
    let csv = service.get(&asked(ALL), &[("accept", "text/csv"), ("if-none-match", &tag)]).await;
    assert_eq!(csv.status(), StatusCode::OK);
    assert_eq!(service.get(&asked("ASK {}"), &[("if-none-match", &tag)]).await.status(), StatusCode::OK);
    service.add("<http://a/s> <http://a/p> \"丙\"");
    let changed = service.get(&asked(ALL), &[("if-none-match", &tag)]).await;
    assert_eq!(changed.status(), StatusCode::OK);
    assert_ne!(value(changed.headers(), "etag"), tag);
    assert!(text(changed).await.contains("丙"));
}

#[tokio::test]
async fn an_answer_is_kept_and_given_again_until_the_graph_changes() {
    let service = Service::usual();
    let ask = async || text(service.get(&asked(ALL), &[("accept", "text/csv")]).await).await;
    let first = ask().await;
    assert_eq!(ask().await, first);
    let by_post = async |query: &'static str| {
        let request = Request::post("/sparql").header("content-type", "application/sparql-query");
        let request = request.header("content-length", query.len()).header("accept", "text/csv");
        text(service.send(request.body(Body::from(query)).unwrap()).await).await
    };
    assert_eq!(by_post(ALL).await, first);
    assert_eq!(by_post(ALL).await, first);
    assert_ne!(by_post("SELECT ?o { ?s ?p ?o } ORDER BY DESC(?o)").await, first);
    let metrics = service.metrics().await;
    assert!(metrics.contains("casegraph_answer_cache_requests_total{result=\"hit\"} 2"), "{metrics}");
    assert!(metrics.contains("casegraph_answer_cache_requests_total{result=\"miss\"} 3"), "{metrics}");
    service.add("<http://a/s> <http://a/p> \"丁\"");
    assert!(ask().await.contains("丁"));
}

#[tokio::test]
async fn an_answer_is_kept_that_takes_a_sixteenth_of_the_room_and_no_longer_one() {
    let line = |number| format!("<http://a/s> <http://a/p> \"{number:0100}\" .\n");
    let triples: String = (0..20_000).map(line).collect();
    let service = Service::of(&triples, Settings { kept_bytes: 16 << 20, ..Settings::default() });
    let kept = async |rows: usize| {
        let query = format!("SELECT ?o {{ ?s ?p ?o }} LIMIT {rows}");
        let ask = async || text(service.get(&asked(&query), &[("accept", "text/csv")]).await).await;
        let first = ask().await;
        assert_eq!(first.lines().count(), rows + 1);
        let hits = async || {
            let metrics = service.metrics().await;
            let hits = metrics.split_once("cache_requests_total{result=\"hit\"} ");
            hits.map_or(0, |(_, hits)| hits.lines().next().unwrap().parse::<u32>().unwrap())
        };
        let before = hits().await;
        assert_eq!(ask().await, first);
        hits().await > before
    };
    // 102 bytes a row: in several pieces, to 1,020,003 bytes and to 1,122,003 bytes of 1,048,576.
    assert!(kept(10_000).await);
    assert!(!kept(11_000).await);
}

#[tokio::test]
async fn what_a_clock_or_chance_has_part_in_is_not_kept() {
    let service = Service::usual();
    for query in ["SELECT (STRUUID() AS ?x) {}", "SELECT ?o (RAND() AS ?x) { ?s ?p ?o }"] {
        let first = service.get(&asked(query), &[]).await;
        assert_eq!(value(first.headers(), "cache-control"), "no-store");
        assert!(first.headers().get("etag").is_none());
        assert_ne!(text(first).await, text(service.get(&asked(query), &[]).await).await);
    }
    let wrong = service.get(&asked("SELECT"), &[]).await;
    assert_eq!((wrong.status(), value(wrong.headers(), "cache-control")), (StatusCode::BAD_REQUEST, "no-store"));
}

#[tokio::test]
async fn long_answers_are_compressed_and_short_ones_are_not() {
    let line = |number| format!("<http://a/{number}> <http://a/p> \"同一句话重复许多遍\" .\n");
    let many: String = (0..500).map(line).collect();
    let service = Service::of(&many, Settings::default());
    let plain = bytes(service.get(&asked(ALL), &[]).await).await;
    for encoding in ["gzip", "br", "zstd"] {
        let response = service.get(&asked(ALL), &[("accept-encoding", encoding)]).await;
        assert_eq!(value(response.headers(), "content-encoding"), encoding);
        let vary = response.headers().get_all("vary").iter().map(|v| v.to_str().unwrap()).collect::<Vec<_>>().join(",");
        assert!(vary.contains("accept-encoding") && vary.contains("accept,"), "{vary}");
        assert!(bytes(response).await.len() < plain.len() / 10, "{encoding}");
    }
    let refused = service.get(&asked(ALL), &[("accept-encoding", "identity")]).await;
    assert!(refused.headers().get("content-encoding").is_none());
    let short = service.get(&asked("ASK {}"), &[("accept-encoding", "gzip")]).await;
    assert!(short.headers().get("content-encoding").is_none() || bytes(short).await.len() < 100);
    // The tag is weak: it is right for every encoding.
    let tag = value(service.get(&asked(ALL), &[("accept-encoding", "br")]).await.headers(), "etag").to_owned();
    let held = service.get(&asked(ALL), &[("accept-encoding", "gzip"), ("if-none-match", &tag)]).await;
    assert_eq!(held.status(), StatusCode::NOT_MODIFIED);
}

#[tokio::test]
async fn a_request_is_told_its_number() {
    let service = Service::usual();
    let given = service.get("/healthz", &[("x-request-id", "from-a-proxy")]).await;
    assert_eq!(value(given.headers(), "x-request-id"), "from-a-proxy");
    let one = value(service.get("/nowhere", &[]).await.headers(), "x-request-id").to_owned();
    let other = value(service.get("/nowhere", &[]).await.headers(), "x-request-id").to_owned();
    assert!(!one.is_empty() && one != other);
}

#[tokio::test]
async fn metrics_count_by_route_class_and_status() {
    let service = Service::usual();
    text(service.get(&asked(ALL), &[]).await).await;
    text(service.get(&asked("ASK {}"), &[]).await).await;
    text(service.get("/no/such/address?with=anything", &[]).await).await;
    let metrics = service.metrics().await;
    for line in [
        "casegraph_http_requests_total{method=\"GET\",route=\"/sparql\",status=\"200\"} 2",
        "casegraph_http_requests_total{method=\"GET\",route=\"none\",status=\"404\"} 1",
        "casegraph_http_request_duration_seconds_count{class=\"select\",route=\"/sparql\"} 1",
        "casegraph_http_request_duration_seconds_count{class=\"ask\",route=\"/sparql\"} 1",
        "casegraph_store_quads 2",
        "casegraph_ready 1",
    ] {
        assert!(metrics.lines().any(|found| found == line), "{line}\n{metrics}");
    }
    // A place is given back right after the last byte of its answer, so the figure may come a moment later.
    let mut looks = 0;
    while !service.metrics().await.contains("\ncasegraph_queries_running 0\n") {
        looks += 1;
        assert!(looks < 1000, "a place is never given back");
    }
    assert!(metrics.contains("casegraph_build_info{"));
    assert!(!metrics.contains("no/such"), "addresses are no labels");
    service.add("<http://a/s> <http://a/p> \"戊\"");
    assert!(service.metrics().await.contains("\ncasegraph_store_quads 3\n"));
}

/// What Prometheus asks of its text format, and what promtool warns of.
#[tokio::test]
async fn the_text_of_the_metrics_is_well_formed() {
    let service = Service::usual();
    text(service.get(&asked(ALL), &[]).await).await;
    let metrics = service.metrics().await;
    let mut families = std::collections::BTreeSet::new();
    for line in metrics.lines().filter(|line| line.starts_with("# TYPE ")) {
        let mut words = line.split(' ').skip(2);
        let (name, kind) = (words.next().unwrap(), words.next().unwrap());
        assert!(families.insert(name.to_owned()), "{name} twice");
        assert!(metrics.contains(&format!("# HELP {name} ")), "{name} has no help");
        assert_eq!(kind == "counter", name.ends_with("_total"), "{name} is a {kind}");
        assert!(name.starts_with("casegraph_") || name.starts_with("process_"), "{name}");
    }
    assert!(families.len() > 10);
    assert!(metrics.ends_with('\n'));
}

#[tokio::test]
async fn until_there_is_a_graph_everything_but_health_and_metrics_says_so() {
    let ready = Service::usual();
    let live = Live::loading(Settings::default());
    let get = async |address: &str| {
        router(live.clone()).oneshot(Request::get(address).body(Body::empty()).unwrap()).await.unwrap()
    };
    assert_eq!(get("/healthz").await.status(), StatusCode::OK);
    assert!(text(get("/metrics").await).await.contains("\ncasegraph_ready 0\n"));
    let response = get("/readyz").await;
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!value(response.headers(), "retry-after").is_empty());
    assert!(text(response).await.contains("\"loading\""));
    // Who asks anything else waits a little, and is answered by the graph that comes.
    let (asking, ()) = tokio::join!(get("/sparql?query=ASK%7B%7D"), async {
        tokio::task::yield_now().await;
        live.serve_from_now(ready.live.app().unwrap());
    });
    assert_eq!(asking.status(), StatusCode::OK);
    assert_eq!(get("/readyz").await.status(), StatusCode::OK);
}

#[tokio::test]
async fn who_has_waited_for_a_graph_in_vain_is_told_to_come_again() {
    let live = Live::loading(Settings { patience: std::time::Duration::ZERO, ..Settings::default() });
    let request = Request::get("/api/queries").body(Body::empty()).unwrap();
    let response = router(live).oneshot(request).await.unwrap();
    assert_eq!(response.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(!value(response.headers(), "retry-after").is_empty());
}

#[tokio::test]
async fn another_graph_takes_the_place_of_the_first_and_requests_under_way_finish() {
    let (service, other) = (Service::usual(), Service::usual());
    other.add("<http://a/s> <http://a/p> \"新\"");
    let under_way = service.get(&asked(ALL), &[]).await;
    service.live.serve_from_now(other.live.app().unwrap());
    assert!(!text(under_way).await.contains("新"));
    assert!(text(service.get(&asked(ALL), &[]).await).await.contains("新"));
}

#[tokio::test]
async fn browsers_are_told_what_is_safe() {
    let service = Service::usual();
    for (address, policy) in [("/", "default-src 'self'"), (&asked(ALL), "default-src 'none'"), ("/nowhere", "'none'")]
    {
        let response = service.get(address, &[]).await;
        assert!(value(response.headers(), "content-security-policy").contains(policy), "{address}");
        assert!(!value(response.headers(), "content-security-policy").contains("unsafe-inline"));
        assert_eq!(value(response.headers(), "x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn head_is_get_without_the_body_and_options_says_what_may_be_asked() {
    let service = Service::usual();
    for address in ["/", &asked(ALL), "/api/queries", "/metrics", "/healthz"] {
        let head = service.send(Request::head(address).body(Body::empty()).unwrap()).await;
        assert_eq!(head.status(), StatusCode::OK, "{address}");
        let get = service.get(address, &[]).await;
        assert_eq!(value(head.headers(), "etag"), value(get.headers(), "etag"), "{address}");
        assert!(bytes(head).await.is_empty(), "{address}");
        let options =
            Request::builder().method(Method::OPTIONS).uri(address).header(header::ORIGIN, "https://a.example");
        let options = options.header(header::ACCESS_CONTROL_REQUEST_METHOD, "GET").body(Body::empty()).unwrap();
        let options = service.send(options).await;
        assert_eq!(value(options.headers(), "access-control-allow-origin"), "*", "{address}");
        assert!(value(options.headers(), "access-control-allow-methods").contains("GET"), "{address}");
    }
}

/// A folder of documents with its graph, served.
fn served(documents: &[(&str, &str)]) -> (TempDir, Live) {
    let folder = TempDir::new().unwrap();
    write(&folder, documents);
    build(&folder);
    let data = folder.path().join("data");
    let store = casegraph::pipeline::open(&data, &mut casegraph::diagnostic::Diagnostics::default()).unwrap();
    let app = App::new(store, data, std::time::Duration::from_secs(30)).unwrap();
    (folder, Live::from(Arc::new(app)))
}

fn write(folder: &TempDir, documents: &[(&str, &str)]) {
    std::fs::create_dir_all(folder.path().join("documents")).unwrap();
    for (name, text) in documents {
        std::fs::write(folder.path().join("documents").join(name), text).unwrap();
    }
}

fn build(folder: &TempDir) {
    let (paths, data) = ([folder.path().join("documents")], folder.path().join("data"));
    let curation = casegraph::curation::Curation::default();
    let build =
        casegraph::pipeline::Build { paths: &paths, data: &data, encoding: None, replace: false, curation: &curation };
    casegraph::pipeline::build(&build, &mut casegraph::diagnostic::Diagnostics::default(), &|_, _| ()).unwrap();
}

const GUILIN: &str = "桂林市优化营商环境\n\n桂林市行政审批局将企业开办时间压缩至1个工作日，办理率达98%。\n";
const BEIHAI: &str = "北海市优化营商环境\n\n北海市行政审批局将企业开办时间压缩至2个工作日，办理率达97%。\n";
const DOCUMENTS: &str = "PREFIX cg: <https://w3id.org/casegraph/ns#> SELECT (COUNT(?d) AS ?n) { ?d a cg:Document }";

async fn ask(live: &Live, query: &str) -> Response {
    let request = Request::get(asked(query)).header("accept", "text/csv").body(Body::empty()).unwrap();
    router(live.clone()).oneshot(request).await.unwrap()
}

#[tokio::test]
async fn a_build_beside_the_service_is_noticed_and_a_damaged_folder_leaves_the_graph() {
    let (folder, live) = served(&[("guilin.txt", GUILIN)]);
    assert!(text(ask(&live, DOCUMENTS).await).await.contains('1'));
    assert!(!live.refresh().unwrap(), "nothing has changed");
    let under_way = ask(&live, DOCUMENTS).await;
    write(&folder, &[("beihai.txt", BEIHAI)]);
    build(&folder);
    assert!(text(ask(&live, DOCUMENTS).await).await.contains('1'), "nobody has looked yet");
    assert!(live.refresh().unwrap());
    assert!(text(under_way).await.contains('1'));
    assert!(text(ask(&live, DOCUMENTS).await).await.contains('2'));
    let manifest = folder.path().join("data/manifest.json");
    let good = std::fs::read(&manifest).unwrap();
    std::fs::write(&manifest, b"{").unwrap();
    assert!(live.refresh().is_err());
    assert!(!live.refresh().unwrap(), "what cannot be read is not read again before it changes");
    assert!(text(ask(&live, DOCUMENTS).await).await.contains('2'));
    std::fs::write(&manifest, good).unwrap();
    assert!(!live.refresh().unwrap(), "it is the graph that is served");
    let metrics = router(live).oneshot(Request::get("/metrics").body(Body::empty()).unwrap()).await.unwrap();
    let metrics = text(metrics).await;
    assert!(metrics.contains("casegraph_graph_loads_total{result=\"ok\"} 1"), "{metrics}");
    assert!(metrics.contains("casegraph_graph_loads_total{result=\"failed\"} 1"), "{metrics}");
}

#[tokio::test]
async fn a_query_tells_how_it_is_answered() {
    let service = Service::usual();
    let plan = service.get(&format!("{}&explain", asked(ALL)), &[]).await;
    assert_eq!(value(plan.headers(), "content-type"), "application/json");
    assert_eq!(value(plan.headers(), "cache-control"), "no-store");
    let plan: serde_json::Value = serde_json::from_str(&text(plan).await).unwrap();
    assert_eq!((plan["rows"].as_u64(), plan["is_stopped"].as_bool()), (Some(2), Some(false)));
    assert!(plan["plan"]["name"].is_string() && plan["plan"]["rows"] == 2, "{plan}");
    let shown = service.get(&format!("{}&explain=text", asked(ALL)), &[]).await;
    assert!(text(shown).await.starts_with("2 rows"));
    let saved = service.get("/api/queries/numbers-of-a-metric?explain&word=%E6%97%B6%E9%97%B4", &[]).await;
    assert_eq!(saved.status(), StatusCode::OK);
    assert!(text(saved).await.contains("\"plan\""));
    let wrong = service.get(&format!("{}&explain=picture", asked(ALL)), &[]).await;
    assert_eq!(wrong.status(), StatusCode::NOT_ACCEPTABLE);
}

#[tokio::test]
async fn language_models_are_told_of_tools_and_get_words_with_their_address() {
    let (_folder, live) = served(&[("guilin.txt", GUILIN)]);
    let call = async |method: &str, parameters: serde_json::Value| {
        let body = serde_json::json!({ "jsonrpc": "2.0", "id": 1, "method": method, "params": parameters });
        let request = Request::post("/mcp").header("content-type", "application/json");
        let request = request.header("accept", "application/json, text/event-stream").header("host", "localhost");
        let response = router(live.clone()).oneshot(request.body(Body::from(body.to_string())).unwrap()).await.unwrap();
        let answer: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
        answer
    };
    let tools = call("tools/list", serde_json::json!({})).await;
    let names: Vec<_> = tools["result"]["tools"].as_array().unwrap().iter().map(|tool| tool["name"].clone()).collect();
    assert!(names.len() >= 6 && names.contains(&"observations".into()), "{names:?}");
    let asked = serde_json::json!({ "name": "observations", "arguments": { "place": "桂林市" } });
    let numbers = call("tools/call", asked).await;
    let words = numbers["result"]["content"][0]["text"].as_str().unwrap();
    assert!(words.contains("“") && words.contains("1个工作日") && words.contains("doc-"), "{words}");
    let asked = serde_json::json!({ "name": "sparql", "arguments": { "query": "SELECT" } });
    let wrong = call("tools/call", asked).await;
    assert_eq!(wrong["result"]["isError"], true);
    assert_eq!(wrong["result"]["structuredContent"]["error"]["code"], "syntax");
}
