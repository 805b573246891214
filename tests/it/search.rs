//! Full text, asked over HTTP and on the command line as people ask.

use std::sync::{Arc, LazyLock};
use std::time::Duration;

use axum::body::{Body, to_bytes};
use axum::http::{Request, StatusCode, header};
use casegraph::archive::Writer;
use casegraph::curation::Curation;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline::{self, Build};
use casegraph::serve::{App, router};
use serde_json::Value;
use tempfile::TempDir;
use tower::ServiceExt;

/// A graph, as it is served.
pub(crate) struct Served {
    folder: TempDir,
    app: Arc<App>,
}

impl Served {
    /// The graph of the seeds, open for writing.
    pub(crate) fn seeds() -> Self {
        let folder = TempDir::new().unwrap();
        let (data, mut diagnostics) = (folder.path().join("data"), Diagnostics::default());
        let seeds = [concat!(env!("CARGO_MANIFEST_DIR"), "/seeds").into()];
        let build =
            Build { paths: &seeds, data: &data, encoding: None, replace: false, curation: &Curation::default() };
        pipeline::build(&build, &mut diagnostics, &|_, _| ()).unwrap();
        let app = Self::open(&folder);
        Self { folder, app }
    }

    /// A graph of this Turtle.
    fn of(turtle: &str) -> Self {
        let folder = TempDir::new().unwrap();
        pipeline::create(&folder.path().join("data"), &mut Diagnostics::default()).unwrap();
        let app = Self::open(&folder);
        let served = Self { folder, app };
        served.update(&format!("{PREFIXES} INSERT DATA {{ {turtle} }}"));
        served
    }

    fn open(folder: &TempDir) -> Arc<App> {
        let data = folder.path().join("data");
        let writer = Writer::open(&data, &mut Diagnostics::default()).unwrap();
        let store = pipeline::open_to_write(&writer).unwrap();
        Arc::new(App::new(store, data, Duration::from_secs(30)).unwrap().writable(writer, "token"))
    }

    /// The same data folder, opened by another process.
    fn restarted(self) -> Self {
        let Self { folder, app } = self;
        drop(app);
        let app = Self::open(&folder);
        Self { folder, app }
    }

    fn send(&self, request: Request<Body>) -> (StatusCode, String) {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let response = router(Arc::clone(&self.app)).oneshot(request).await.unwrap();
            let status = response.status();
            let body = to_bytes(response.into_body(), usize::MAX).await.unwrap();
            (status, String::from_utf8(body.to_vec()).unwrap())
        })
    }

    pub(crate) fn get(&self, path: &str, parameters: &[(&str, &str)]) -> (StatusCode, String) {
        let parameters = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        self.send(Request::get(format!("{path}?{parameters}")).body(Body::empty()).unwrap())
    }

    fn update(&self, update: &str) {
        let request = Request::post("/update")
            .header(header::AUTHORIZATION, "Bearer token")
            .header(header::CONTENT_TYPE, "application/sparql-update");
        let (status, body) = self.send(request.body(Body::from(update.to_owned())).unwrap());
        assert_eq!(status, StatusCode::NO_CONTENT, "{body}");
    }

    fn search(&self, parameters: &[(&str, &str)]) -> Value {
        let (status, body) = self.get("/api/search", parameters);
        assert_eq!(status, StatusCode::OK, "{body}");
        serde_json::from_str(&body).unwrap()
    }

    /// Name, field and text of each hit.
    fn hits(&self, query: &str) -> Vec<(String, String, String)> {
        let cell = |hit: &Value, key: &str| hit[key].as_str().unwrap().to_owned();
        let found = self.search(&[("q", query), ("limit", "1000")]);
        let found = found["hits"].as_array().unwrap();
        found.iter().map(|hit| (cell(hit, "name"), cell(hit, "field"), cell(hit, "text"))).collect()
    }

    fn names(&self, query: &str) -> Vec<String> {
        self.hits(query).into_iter().map(|(name, ..)| name).collect()
    }
}

pub(crate) const PREFIXES: &str =
    "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX id: <https://w3id.org/casegraph/id/>
    PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
    PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX dcterms: <http://purl.org/dc/terms/>";

pub(crate) static SEEDS: LazyLock<Served> = LazyLock::new(Served::seeds);

/// Names as people have them, and a case told in two sentences.
fn small() -> Served {
    Served::of(
        r#"id:a a cg:Agency ; cg:name "桂林市政务服务局" ; skos:altLabel "市政务局"@zh .
        id:b a cg:Programme ; cg:name "政采贷" ; rdfs:label "政采贷"@zh , "Government procurement loans"@en .
        id:p a cg:Policy ; cg:name "关于优化营商环境的意见" ; cg:docNumber "桂政发〔2021〕9号" .
        id:c a cg:Case ; dcterms:title "以“政采貸”破解融资难"@zh ; cg:inDocument id:d ; oa:start 100 ;
            cg:text "𠮷林以“政采貸”助企。发放贷款１２．５億元，增长390.1%，涉及1,234户；Companies gained time." .
        id:e a cg:Evidence ; oa:exact "政采貸" ; oa:start 104 ; oa:end 107 ; oa:hasSource id:d ; cg:mentionOf id:b ."#,
    )
}

#[test]
fn names_are_found_by_their_parts_aliases_and_either_script() {
    let served = small();
    for query in
        ["桂林市政务服务局", "务局", "政务服务局", "桂林政务服务局", "市政务局", "政務服務局", "服务局 桂林", "林市政"]
    {
        assert_eq!(served.names(query).first().map(String::as_str), Some("桂林市政务服务局"), "{query}");
    }
    for query in ["政采贷", "政採貸", "procurement loan", "Loans government", "procurement loa*", "name:贷"] {
        assert_eq!(served.names(query).first().map(String::as_str), Some("政采贷"), "{query}");
    }
    for query in ["桂政发〔2021〕9号", "桂政发[2021]9号", "code:桂政发"] {
        assert_eq!(served.names(query), ["关于优化营商环境的意见"], "{query}");
    }
}

#[test]
fn the_exact_name_stands_above_titles_and_titles_above_sentences() {
    let served = small();
    let fields: Vec<_> = served.hits("政采贷").into_iter().map(|(_, field, _)| field).collect();
    assert_eq!(fields, ["name", "title", "text"]);
}

#[test]
fn numbers_are_found_as_they_are_written_and_as_they_are_not() {
    let served = small();
    for query in
        ["12.5亿元", "12.5億元", "１２．５", "390.1%", "390.1％", "1234户", "\"1,234\"", "companies", "company"]
    {
        assert_eq!(served.hits(&format!("(text:({query})) kind:Case")).len(), 1, "{query}");
    }
    for query in ["2.5", "390", "90.1%", "234户", "compan"] {
        let query = format!("text:\"{query}\" kind:Case");
        assert_eq!(served.search(&[("q", &query)])["total"], 0, "{query}");
    }
}

#[test]
fn highlights_and_addresses_count_code_points() {
    let served = small();
    let found = served.search(&[("q", "text:政采贷")]);
    let hit = &found["hits"][0];
    let text: Vec<char> = hit["text"].as_str().unwrap().chars().collect();
    let (from, to) =
        (hit["highlights"][0][0].as_u64().unwrap() as usize, hit["highlights"][0][1].as_u64().unwrap() as usize);
    assert_eq!(text[from..to].iter().collect::<String>(), "政采貸");
    assert_eq!((hit["start"].as_u64(), hit["end"].as_u64()), (Some(100), Some(100 + text.len() as u64)));
    assert_eq!(hit["iri"], format!("https://w3id.org/casegraph/id/d#char=100,{}", 100 + text.len()));
    assert_eq!(hit["evidence"][0], "https://w3id.org/casegraph/id/e");
    assert_eq!(hit["mentions"][0]["name"], "政采贷");
    assert_eq!(hit["case"], "https://w3id.org/casegraph/id/c");
}

#[test]
fn boolean_words_take_and_leave() {
    let served = small();
    assert_eq!(served.names("kind:Agency (政务 OR 政采贷)"), ["桂林市政务服务局"]);
    assert_eq!(
        served.names("政采贷 OR 政务 kind:Agency"),
        ["政采贷", "桂林市政务服务局", "以“政采貸”破解融资难", "以“政采貸”破解融资难"]
    );
    assert_eq!(served.hits("政采贷 -融资 -text:助企").len(), 1);
    assert_eq!(served.hits("政采贷 NOT (融资 OR 助企)").len(), 1);
    assert_eq!(served.hits("“政采贷助企”").len(), 1, "quotation marks in the text part nothing");
    assert_eq!(served.search(&[("q", "\"助企政采贷\"")])["total"], 0);
}

#[test]
fn the_sentences_of_the_seeds_lie_where_the_hits_say() {
    let (_, documents) = SEEDS.get("/api/documents", &[]);
    let documents: Value = serde_json::from_str(&documents).unwrap();
    let (_, text) = SEEDS.get(&format!("/api/documents/{}/text", documents["rows"][0]["id"].as_str().unwrap()), &[]);
    let text: Vec<char> = text.chars().collect();
    let found = SEEDS.search(&[("q", "服务"), ("limit", "1000")]);
    let mut count = 0;
    for hit in found["hits"].as_array().unwrap().iter().filter(|hit| hit["start"].is_u64()) {
        let (from, to) = (hit["start"].as_u64().unwrap() as usize, hit["end"].as_u64().unwrap() as usize);
        assert_eq!(text[from..to].iter().collect::<String>(), hit["text"].as_str().unwrap());
        count += 1;
    }
    assert!(count > 20, "the cases speak of service");
}

#[test]
fn pages_follow_one_another_and_counts_are_of_all() {
    let whole = SEEDS.search(&[("q", "服务"), ("limit", "1000")]);
    let (mut cursor, mut pages) = (Some(String::new()), Vec::new());
    while let Some(at) = cursor {
        let mut parameters = vec![("q", "服务"), ("limit", "7")];
        parameters.extend((!at.is_empty()).then_some(("cursor", at.as_str())));
        let page = SEEDS.search(&parameters);
        pages.extend(page["hits"].as_array().unwrap().clone());
        cursor = page["next"].as_str().map(str::to_owned);
        assert_eq!(page["total"], whole["total"]);
    }
    assert_eq!(Value::from(pages), whole["hits"]);
    let sum =
        |key: &str| whole[key].as_array().unwrap().iter().map(|count| count["count"].as_u64().unwrap()).sum::<u64>();
    assert_eq!(Some(sum("types")), whole["total"].as_u64());
    let kind = whole["types"][0]["value"].as_str().unwrap();
    assert_eq!(SEEDS.search(&[("q", "服务"), ("type", kind)])["total"], whole["types"][0]["count"]);
    let case = whole["cases"][0]["value"].as_str().unwrap();
    assert_eq!(SEEDS.search(&[("q", "服务"), ("case", case)])["total"], whole["cases"][0]["count"]);
}

#[test]
fn what_is_near_is_suggested_where_nothing_is_found() {
    let found = SEEDS.search(&[("q", "广西壮族自治区财政斤")]);
    let names: Vec<_> =
        found["suggestions"].as_array().unwrap().iter().map(|near| near["name"].as_str().unwrap()).collect();
    assert!(names.contains(&"广西壮族自治区财政厅"), "{names:?}");
}

#[test]
fn what_cannot_be_read_is_one_clear_error() {
    let long = "政".repeat(7_000);
    for (parameters, words) in [
        (&[("q", "\"政采贷")][..], "character 1"),
        (&[("q", "(政采贷")], "character 1"),
        (&[("q", "nmae:政采贷")], "no field nmae"),
        (&[("q", "")], "nothing to search for"),
        (&[], "q is missing"),
        (&[("q", &long)], "7000 characters"),
        (&[("q", "政采贷"), ("limit", "0")], "limit=0"),
        (&[("q", "政采贷"), ("cursor", "x")], "cursor=x"),
        (&[("q", "政采贷"), ("kind", "x")], "no parameter \"kind\""),
    ] {
        let (status, body) = SEEDS.get("/api/search", parameters);
        assert_eq!(status, StatusCode::BAD_REQUEST, "{body}");
        let body: Value = serde_json::from_str(&body).unwrap();
        assert!(body["error"]["message"].as_str().unwrap().contains(words), "{body}");
        assert!(!body["error"]["hint"].as_str().unwrap().is_empty(), "{body}");
    }
    let many = "a* ".repeat(300);
    assert_eq!(SEEDS.get("/api/search", &[("q", &many)]).0, StatusCode::BAD_REQUEST);
}

#[test]
fn signs_that_mean_something_elsewhere_mean_nothing_here() {
    for query in [
        "' OR '1'='1",
        "<script>alert(1)</script>",
        "政采贷; DROP ALL",
        "\\",
        "%00",
        "?x",
        "{ } 政",
        "[政采贷]",
        "\u{0}政",
    ] {
        let (status, body) = SEEDS.get("/api/search", &[("q", query)]);
        assert!(
            status == StatusCode::OK || (status == StatusCode::BAD_REQUEST && body.contains("hint")),
            "{query}: {body}"
        );
    }
}

#[test]
fn csv_has_the_hits_with_their_places() {
    let (_, csv) = SEEDS.get("/api/search", &[("q", "政采贷"), ("format", "csv")]);
    let mut lines = csv.split("\r\n");
    assert_eq!(lines.next(), Some("score,iri,entity,type,name,en,field,text,highlights,case,document,start,end"));
    assert!(lines.next().is_some_and(|line| line.contains(",政采贷,") && line.contains(",0-3,")), "{csv}");
}

#[test]
fn the_index_follows_every_write_and_is_the_same_after_a_restart() {
    let served = small();
    let insert = |body: &str| served.update(&format!("{PREFIXES} INSERT DATA {{ {body} }}"));
    assert_eq!(served.names("渔业").len(), 0);
    insert("id:f a cg:Agency ; cg:name \"北海市渔业局\" .");
    assert_eq!(served.names("渔业"), ["北海市渔业局"]);
    served.update(&format!("{PREFIXES} DELETE {{ ?a cg:name ?n }} INSERT {{ ?a cg:name \"北海市海洋局\" }} WHERE {{ ?a cg:name ?n FILTER(?a = id:f) }}"));
    assert!(served.names("渔业").is_empty());
    assert_eq!(served.names("海洋"), ["北海市海洋局"]);
    insert("id:c2 a cg:Case ; cg:text \"建设海洋牧场。\" .");
    assert_eq!(served.hits("海洋 牧场").len(), 1);
    insert("GRAPH id:mine { id:g cg:name \"海洋馆\" }");
    assert!(served.names("\"海洋馆\"").is_empty(), "what stands in a named graph is its owner's");
    let queries = ["海洋", "政采贷", "政务", "服务局桂林市", "融资难题", "12.5亿元"];
    let before: Vec<Value> = queries.iter().map(|query| served.search(&[("q", query)])).collect();
    let served = served.restarted();
    let after: Vec<Value> = queries.iter().map(|query| served.search(&[("q", query)])).collect();
    assert_eq!(before, after);
}
