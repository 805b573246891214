//! What a stranger can send, and what becomes of it: an answer or an error, soon, and the server goes on.

use std::fmt::Write;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use axum::response::Response;
use casegraph::serve::{App, Limits, router};
use tower::ServiceExt;

use crate::api::SEED;

/// Longer than any of the attacks may take, on a machine that does much else; they ask for hours.
const SOON: Duration = Duration::from_secs(60);

fn app(limits: Limits) -> Arc<App> {
    Arc::new(App::new(SEED.1.store(), SEED.0.path().join("data"), limits).unwrap())
}

/// The server under attack: two places, and little time and memory for each query.
fn attacked() -> Arc<App> {
    app(Limits { query_timeout: Duration::from_millis(500), query_memory: 64 << 20, queries: 2, ..Limits::default() })
}

async fn ask(app: &Arc<App>, query: &str) -> Response {
    let request = Request::post("/sparql").header(header::CONTENT_TYPE, "application/sparql-query");
    router(Arc::clone(app)).oneshot(request.body(Body::from(query.to_owned())).unwrap()).await.unwrap()
}

async fn text(response: Response) -> String {
    String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
}

/// The code of the error that a query meets; `ok` where it is answered. All threads are free again soon after.
async fn met(app: &Arc<App>, query: &str) -> String {
    let response = ask(app, query).await;
    let status = response.status();
    let begun = Instant::now();
    while app.load().running > 0 {
        assert!(begun.elapsed() < SOON, "still at work: {}", &query[..query.len().min(200)]);
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    if status == StatusCode::OK {
        return "ok".to_owned();
    }
    let body: serde_json::Value = serde_json::from_str(&text(response).await).unwrap();
    assert!(body["error"]["message"].as_str().is_some_and(|message| !message.is_empty()), "{body}");
    format!("{} {}", status.as_u16(), body["error"]["code"].as_str().unwrap())
}

fn table(variable: &str, rows: usize) -> String {
    let mut table = format!("VALUES ?{variable} {{");
    (0..rows).for_each(|row| write!(table, " {row}").unwrap());
    table + " }"
}

fn tables(rows: usize, count: usize) -> String {
    (0..count).map(|index| table(&format!("v{index}"), rows)).collect()
}

fn nested(depth: usize, open: &str, inner: &str, close: &str) -> String {
    open.repeat(depth) + inner + &close.repeat(depth)
}

#[tokio::test]
async fn work_in_memory_stops_when_the_time_is_up() {
    let (app, cross) = (attacked(), "?a ?b ?c . ?d ?e ?f . ?g ?h ?i");
    let keyed = |name: &str| format!("{{ SELECT ?k ?{name} {{ {} BIND(1 AS ?k) }} }}", table(name, 2_000));
    let optional = |name: &str| format!("{{ {} OPTIONAL {{ ?{name} <a:b> ?k }} }}", table(name, 2_000));
    for query in [
        format!("SELECT (COUNT(*) AS ?n) {{ {cross} }}"),
        format!("SELECT (COUNT(*) AS ?n) {{ {} }}", tables(2_000, 5)),
        format!("SELECT * {{ {} FILTER(?v0 + ?v1 + ?v2 < 0) }}", tables(2_000, 4)),
        format!("SELECT * {{ {cross} }} OFFSET 1000000000000 LIMIT 1"),
        format!("SELECT * {{ {} }} ORDER BY (?v0 * ?v1)", tables(400, 2)),
        format!("ASK {{ ?s ?p ?o FILTER EXISTS {{ {} FILTER(?v0 + ?v1 + ?v2 < 0) }} }}", tables(2_000, 4)),
        format!("ASK {{ ?s ?p ?o FILTER EXISTS {{ {cross} FILTER(?c = 'no' && ?f = ?i) }} }}"),
        format!("SELECT (COUNT(*) AS ?n) {{ {} {} {} {} }}", keyed("x"), keyed("y"), keyed("z"), keyed("w")),
        format!("SELECT (COUNT(*) AS ?n) {{ {} {} {} }}", optional("x"), optional("y"), optional("z")),
        format!("SELECT (COUNT(*) AS ?n) {{ {{ {} }} MINUS {{ {} }} }}", tables(2_000, 3), tables(2_000, 1)),
        "SELECT (COUNT(*) AS ?n) { ?s (!<a:x>|^!<a:x>)* ?o }".to_owned(),
        "SELECT (COUNT(*) AS ?n) { ?s (((!<a:x>|^!<a:x>)*)/(!<a:x>))* ?o }".to_owned(),
        "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s (!<a:x>|^!<a:x>)* ?o } ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }".to_owned(),
        format!("SELECT (COUNT(*) AS ?n) {{ {cross} FILTER(REGEX(STR(?c), STR(?f))) }}"),
    ] {
        let met = met(&app, &query).await;
        assert!(
            ["504 timeout", "503 memory", "ok"].contains(&met.as_str()),
            "{met}: {}",
            &query[..query.len().min(200)]
        );
    }
}

#[tokio::test]
async fn memory_of_a_query_is_bounded() {
    let app = app(Limits { query_timeout: SOON, query_memory: 32 << 20, queries: 1, ..Limits::default() });
    let cross = "?a ?b ?c . ?d ?e ?f";
    for query in [
        format!("SELECT * {{ {cross} }} ORDER BY ?c"),
        format!("SELECT (COUNT(DISTINCT *) AS ?n) {{ {cross} }}"),
        format!("SELECT ?a ?f (COUNT(*) AS ?n) {{ {cross} }} GROUP BY ?a ?f ?c ?d"),
        format!("SELECT (COUNT(DISTINCT CONCAT(STR(?c), STR(?f))) AS ?n) {{ {cross} }}"),
        format!("SELECT (STRLEN(GROUP_CONCAT(STR(?b))) AS ?n) {{ {cross} }}"),
        format!("SELECT (MAX(?t) AS ?n) {{ {cross} BIND(CONCAT(STR(RAND()), STR(?c), STR(?f)) AS ?t) }}"),
        format!("SELECT * {{ {{ {cross} }} {{ SELECT * {{ {cross} }} }} }} LIMIT 1"),
    ] {
        assert_eq!(met(&app, &query).await, "503 memory", "{query}");
    }
}

#[tokio::test]
async fn texts_do_not_grow_without_end() {
    let app = attacked();
    let mut doubled = "SELECT (STRLEN(?x40) AS ?n) { BIND('0123456789' AS ?x0)".to_owned();
    let mut replaced = format!("SELECT (STRLEN(?x6) AS ?n) {{ BIND('{}' AS ?x0)", "a".repeat(200));
    (0..40).for_each(|i| write!(doubled, " BIND(CONCAT(?x{i}, ?x{i}) AS ?x{})", i + 1).unwrap());
    (0..6).for_each(|i| write!(replaced, " BIND(REPLACE(?x{i}, '.', ?x{i}) AS ?x{})", i + 1).unwrap());
    let inside = nested(12, "REPLACE(", "'aaaaaaaa'", &format!(", '.', '{}')", "b".repeat(100)));
    for query in [doubled + " }", replaced + " }", format!("SELECT (STRLEN({inside}) AS ?n) {{}}")] {
        assert_eq!(met(&app, &query).await, "400 text", "{}", &query[..query.len().min(100)]);
    }
    let usual = "SELECT (CONCAT('广', '西') AS ?t) (REPLACE('a-b', '-', '$0$0') AS ?u) {}";
    assert!(text(ask(&app, usual).await).await.contains("广西"));
}

#[tokio::test]
async fn what_is_nested_or_long_is_refused_before_it_is_planned() {
    let app = app(Limits { queries: 1, ..Limits::default() });
    let many = |count: usize, part: &dyn Fn(usize) -> String, between: &str| {
        (0..count).map(part).collect::<Vec<_>>().join(between)
    };
    let group = |op: &str| format!("ASK {{ {} }}", nested(1_000, &format!("{op} {{ ?a ?b ?c "), "", "}"));
    for query in [
        format!("ASK {{ FILTER({}) }}", nested(10_000, "(", "1", ")")),
        format!("ASK {{ FILTER({}) }}", nested(1_000, "STR(", "1", ")")),
        format!("ASK {{ ?s {} ?o }}", nested(1_000, "(", "<a:b>", ")")),
        format!("ASK {{ ?s {} ?o }}", many(10_000, &|_| "<a:b>".to_owned(), "/")),
        format!("ASK {{ ?s {} ?o }}", many(10_000, &|_| "<a:b>".to_owned(), "|")),
        group("FILTER EXISTS"),
        group("OPTIONAL"),
        group("MINUS"),
        group("GRAPH ?g"),
        format!("ASK {{ {} }}", nested(1_000, "{ SELECT * { ?a ?b ?c ", "", "} }")),
        format!("ASK {{ {} }}", nested(1_000, "{ ?a ?b ?c ", "", "} UNION { ?d ?e ?f }")),
        format!("ASK {{ ?s ?p {} }}", nested(1_000, "(", "1", ")")),
        format!("ASK {{ ?s ?p {} }}", nested(1_000, "[ <a:b> ", "1", "]")),
        format!("ASK {{ {} }}", many(5_000, &|i| format!("?x{i} <a:b> ?x{}", i + 1), " . ")),
        format!("ASK {{ {} }}", many(1_000, &|i| format!("OPTIONAL {{ ?s <a:b> ?x{i} }}"), " ")),
        format!("ASK {{ {} }}", many(2_000, &|i| format!("{{ ?s <a:b> ?x{i} }}"), " UNION ")),
        format!("ASK {{ FILTER({}) }}", many(100_000, &|i| i.to_string(), " && ")),
        format!("ASK {{ FILTER({}) }}", many(9_000, &|i| i.to_string(), " + ")),
        // Each IN repeats what is on its left: the plan of this would have 2⁴⁰ terms.
        format!("ASK {{ FILTER({}) }}", nested(40, "(", "?x", " IN (1, 2))")),
    ] {
        assert_eq!(met(&app, &query).await, "400 syntax", "{}", &query[..query.len().min(100)]);
    }
    let long = format!("ASK {{ VALUES ?x {{ {} }} }}", "1 ".repeat(1_000_000));
    assert_eq!(met(&app, &long).await, "413 too_large");
}

#[tokio::test]
async fn what_is_large_and_sound_is_answered() {
    let app = app(Limits::from(SOON));
    let many = |count: usize, part: &dyn Fn(usize) -> String, between: &str| {
        (0..count).map(part).collect::<Vec<_>>().join(between)
    };
    for query in [
        format!("ASK {{ FILTER({}) }}", nested(90, "(", "1", ")")),
        format!("ASK {{ ?s {} ?o }}", nested(90, "(", "<a:b>", ")*")),
        format!("ASK {{ ?s {} ?o }}", many(400, &|_| "<a:b>".to_owned(), "|")),
        format!("ASK {{ {} }}", table("x", 50_000)),
        "SELECT * { ?s ?p ?o } ORDER BY ?o DESC(?s)".to_owned(),
        format!("ASK {{ ?s <a:b> ?o FILTER(?o IN ({})) }}", many(5_000, &|i| i.to_string(), ", ")),
        format!("ASK {{ {} }}", many(500, &|i| format!("{{ ?s <a:b> ?x{i} }}"), " UNION ")),
        format!("ASK {{ VALUES ?x {{ {} }} }}", many(10_000, &|i| format!("\"{i}\"^^<a:type-{i}>"), " ")),
        "SELECT (COUNT(*) AS ?n) { ?a a ?b . ?c a ?b }".to_owned(),
    ] {
        assert_eq!(met(&app, &query).await, "ok", "{}", &query[..query.len().min(100)]);
    }
}

#[tokio::test]
async fn a_query_with_questions_in_it_has_the_answer_that_it_has_without() {
    let app = app(Limits::default());
    let prefixes = "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> ";
    for query in [
        "SELECT ?s ?o { ?s rdfs:subClassOf* ?o } ",
        "SELECT ?s ?o { ?s rdfs:subClassOf+ ?o } ",
        "SELECT ?s ?o { ?s (rdfs:subClassOf|^rdfs:subPropertyOf)+ ?o } ",
        "SELECT ?c (COUNT(?n) AS ?k) { ?c a cg:Case OPTIONAL { ?c cg:number ?n FILTER(?n > 3) } } GROUP BY ?c ORDER BY ?c",
        "SELECT DISTINCT ?c { ?c a cg:Case MINUS { ?c cg:number 4 } } ORDER BY DESC(?c) LIMIT 5",
        "SELECT ?c ?n { { SELECT ?c { ?c a cg:Case } } { SELECT ?c ?n { ?c cg:number ?n } } } ORDER BY ?n",
        "SELECT ?x ?y { VALUES ?x { 1 2 3 } VALUES ?y { 2 3 4 } FILTER(?x IN (?y, 1) || ?y = 9) } ORDER BY ?x ?y",
        "SELECT ?c { ?c a cg:Case FILTER NOT EXISTS { ?c cg:number ?n . VALUES ?n { 1 2 3 } } } ORDER BY ?c",
        "SELECT (GROUP_CONCAT(?l; separator='|') AS ?all) { SELECT ?l { ?c a cg:Case ; rdfs:label ?l } ORDER BY ?l }",
        "CONSTRUCT { ?c cg:number ?n } { ?c cg:number ?n OPTIONAL { ?c cg:none ?x } }",
    ] {
        let query = format!("{prefixes}{query}");
        let mut bare = Vec::new();
        let results = app.store().query(&query).unwrap();
        let is_graph = matches!(results, oxigraph::sparql::QueryResults::Graph(_));
        let format =
            if is_graph { casegraph::answer::sparql::Format::NTriples } else { casegraph::answer::sparql::Format::Csv };
        casegraph::answer::sparql::write(results, format, &mut bare).unwrap();
        let request = Request::post("/sparql").header(header::CONTENT_TYPE, "application/sparql-query");
        let request = request.header(header::ACCEPT, format.media_type()).body(Body::from(query.clone())).unwrap();
        let served = text(router(Arc::clone(&app)).oneshot(request).await.unwrap()).await;
        let sorted = |text: &str| {
            // Where the query says no order there is none.
            let mut lines: Vec<_> = text.lines().map(str::to_owned).collect();
            if !query.contains("ORDER BY") {
                lines.sort();
            }
            lines
        };
        assert_eq!(sorted(&served), sorted(&String::from_utf8(bare).unwrap()), "{query}");
    }
}

#[tokio::test]
async fn an_answer_that_is_too_long_is_refused_or_cut() {
    let short = app(Limits { result_bytes: 1_000, ..Limits::default() });
    assert_eq!(met(&short, "SELECT * { ?s ?p ?o }").await, "400 too_long");
    let long = app(Limits { result_bytes: 200_000, ..Limits::default() });
    let response = ask(&long, "SELECT * { ?s ?p ?o }").await;
    assert_eq!(response.status(), StatusCode::OK);
    assert!(to_bytes(response.into_body(), usize::MAX).await.is_err(), "the body breaks off, and is no whole answer");
}

#[tokio::test]
async fn a_full_server_says_so_and_answers_what_is_cheap() {
    let app = app(Limits { query_timeout: SOON, queries: 1, queue: 1, ..Limits::default() });
    let endless = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }";
    let [first, second] = [(); 2].map(|()| {
        let app = Arc::clone(&app);
        tokio::spawn(async move { ask(&app, endless).await })
    });
    while app.load().waiting == 0 {
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
    let refused = ask(&app, "ASK {}").await;
    assert_eq!(refused.status(), StatusCode::SERVICE_UNAVAILABLE);
    assert!(refused.headers().contains_key(header::RETRY_AFTER));
    for address in ["/healthz", "/readyz", "/api/queries", "/"] {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let response = router(Arc::clone(&app)).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::OK, "{address}");
    }
    // Who goes away gives up the place in the queue, and the work.
    second.abort();
    first.abort();
    let begun = Instant::now();
    while app.load().running + app.load().waiting > 0 {
        assert!(begun.elapsed() < SOON, "the work goes on without its client");
        tokio::time::sleep(Duration::from_millis(5)).await;
    }
}
