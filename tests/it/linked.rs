//! Things by their IRIs, their documents, and the documents they were read from.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::time::Duration;

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use casegraph::ontology::iri::entity_iri;
use casegraph::serve::{App, router};
use casegraph::store::Store;
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use serde_json::Value;
use tower::ServiceExt;

use super::api::{content_type, get, text};

async fn json(address: &str) -> Value {
    let response = get(address, "*/*").await;
    assert_eq!(response.status(), StatusCode::OK, "{address}");
    serde_json::from_str(&text(response).await).unwrap()
}

fn header_of(response: &axum::response::Response, name: header::HeaderName) -> String {
    response.headers().get(name).map_or_else(String::new, |value| value.to_str().unwrap().to_owned())
}

#[tokio::test]
async fn an_iri_sends_each_client_to_the_document_in_its_format() {
    for (accept, ending, media_type) in [
        ("text/turtle", "ttl", "text/turtle"),
        ("*/*", "ttl", "text/turtle"),
        ("application/ld+json", "jsonld", "application/ld+json"),
        ("text/html,application/xhtml+xml,*/*;q=0.8", "html", "text/html"),
        ("application/n-triples", "nt", "application/n-triples"),
        ("application/rdf+xml, text/turtle;q=0.5", "rdf", "application/rdf+xml"),
        ("application/json", "json", "application/json"),
    ] {
        let response = get("/id/place-450300", accept).await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{accept}");
        assert_eq!(header_of(&response, header::VARY), "accept");
        assert!(header_of(&response, header::LINK).contains("rel=\"alternate\"; type=\"application/ld+json\""));
        let location = header_of(&response, header::LOCATION);
        assert_eq!(location, format!("/data/id/place-450300.{ending}"));
        let document = get(&location, "*/*").await;
        assert!(content_type(&document).starts_with(media_type), "{accept}");
        assert!(text(document).await.contains("桂林市"), "{accept}");
    }
    assert_eq!(get("/id/place-450300", "image/png").await.status(), StatusCode::NOT_ACCEPTABLE);
    assert_eq!(
        header_of(&get("/id/place-450300?format=html", "*/*").await, header::LOCATION),
        "/data/id/place-450300.html"
    );
}

#[tokio::test]
async fn the_examples_of_the_description_are_things_that_are_served() {
    let described = text(get("/sparql", "application/n-triples").await).await;
    let triples = RdfParser::from_format(RdfFormat::NTriples).for_slice(described.as_bytes());
    let triples: Vec<_> = triples.map(Result::unwrap).collect();
    let of = |property: &str| {
        let iri = format!("http://rdfs.org/ns/void#{property}");
        let said = triples.iter().filter(|quad| quad.predicate.as_str() == iri);
        said.map(|quad| quad.object.to_string()).collect::<Vec<_>>()
    };
    let (space, examples) = (of("uriSpace"), of("exampleResource"));
    assert_eq!(examples.len(), 3, "a case, an agency and a policy: {examples:?}");
    for example in examples {
        let name =
            example.trim_matches(['<', '>']).strip_prefix(space[0].trim_matches('"')).expect("it is in the space");
        assert_eq!(get(&format!("/id/{name}"), "text/turtle").await.status(), StatusCode::SEE_OTHER, "{name}");
    }
}

#[tokio::test]
async fn all_formats_of_a_document_say_the_same() {
    let parsed = async |ending: &str, format: RdfFormat| -> BTreeSet<String> {
        let body = text(get(&format!("/data/id/recognition-2023-gx-01-3542ed-001.{ending}"), "*/*").await).await;
        let quads = RdfParser::from_format(format).for_slice(&body);
        quads.map(|quad| quad.unwrap().to_string()).collect()
    };
    let turtle = parsed("ttl", RdfFormat::Turtle).await;
    assert!(turtle.len() > 10);
    assert!(turtle.iter().any(|triple| triple.contains("oa#exact")), "the words of a fact are in its document");
    assert_eq!(parsed("nt", RdfFormat::NTriples).await, turtle);
    assert_eq!(parsed("rdf", RdfFormat::RdfXml).await, turtle);
    assert_eq!(parsed("jsonld", RdfFormat::JsonLd { profile: JsonLdProfileSet::default() }).await, turtle);
}

#[tokio::test]
async fn the_vocabulary_and_the_lists_are_served_too() {
    for (address, words) in
        [("/ns", "@prefix"), ("/vocab/at_least", "at least"), ("/indicator/cn-government-services", "政务服务")]
    {
        let response = get(address, "text/turtle").await;
        assert_eq!(response.status(), StatusCode::SEE_OTHER, "{address}");
        let body = text(get(&header_of(&response, header::LOCATION), "*/*").await).await;
        assert!(body.contains(words), "{address}");
    }
    let page = text(get("/data/ns/casegraph.html", "*/*").await).await;
    assert!(page.contains("id=\"Observation\"") && page.contains("量化观测"));
    let context = json("/context.jsonld").await;
    assert_eq!(context["@context"]["reportedBy"]["@type"], "@id");
}

#[tokio::test]
async fn what_is_not_there_is_a_404_with_near_names() {
    for (address, words) in [
        ("/id/place-450309", "place-45030"),
        ("/data/id/place-450300.docx", "ttl"),
        ("/data/none/place-450300.ttl", "/data/id/"),
        ("/api/entity?name=%E6%A1%82%E6%9E%97%E5%B8%82%E5%BA%9C", "桂林市"),
        ("/api/documents/doc-3542ed2cca7c/text", "doc-3542ed2cca7b"),
        ("/api/documents/nothing/mentions", "/api/documents"),
    ] {
        let response = get(address, "*/*").await;
        assert_eq!(response.status(), StatusCode::NOT_FOUND, "{address}");
        let error: Value = serde_json::from_str(&text(response).await).unwrap();
        assert!(error["error"]["hint"].as_str().unwrap().contains(words), "{address}: {error}");
    }
}

#[tokio::test]
async fn an_entity_is_all_that_is_said_of_it_with_the_words() {
    let by_name = json("/api/entity?name=%E6%A1%82%E6%9E%97%E5%B8%82").await;
    let by_code = json("/api/entity?code=450300").await;
    assert_eq!(by_name, by_code);
    assert_eq!(by_name["iri"], "https://w3id.org/casegraph/id/place-450300");
    assert!(by_name["aliases"].as_array().unwrap().contains(&"桂林".into()));
    assert!(by_name["mentions"]["total"].as_u64().unwrap() > 1);
    assert!(by_name["mentions"]["rows"][0]["quotation"].as_str().unwrap().contains("桂林"));
    assert_eq!(by_name["cases"]["rows"][0]["name"], "桂林市打造“一站点两机制三到位”模式，加强民企产权司法保护");
    let within = by_name["neighbours"]
        .as_array()
        .unwrap()
        .iter()
        .find(|n| n["relation"] == "locatedIn" && n["direction"] == "out");
    assert_eq!(within.unwrap()["things"][0]["name"], "广西壮族自治区");
    let case = json("/api/entity?iri=id:case-2023-gx-04-3542ed").await;
    let reported = case["properties"].as_array().unwrap().iter().find(|p| p["property"] == "reportedBy").unwrap();
    assert_eq!(reported["value"], "北海市行政审批局");
    assert_eq!(reported["evidence"][0]["quotation"], "北海市行政审批局");
    for wrong in ["/api/entity", "/api/entity?name=a&code=b", "/api/entity?iri=a%20b"] {
        assert_eq!(get(wrong, "*/*").await.status(), StatusCode::BAD_REQUEST, "{wrong}");
    }
}

#[tokio::test]
async fn what_stands_where_in_a_document_is_where_it_is_said_to_be() {
    let id = json("/api/documents").await["rows"][0]["id"].as_str().unwrap().to_owned();
    let document = json(&format!("/api/documents/{id}")).await;
    assert_eq!(document["cases"].as_array().unwrap().len(), 10);
    let fates: u64 = document["fates"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum();
    assert_eq!(document["numerals"], fates);
    let source: Vec<char> = text(get(document["text"].as_str().unwrap(), "*/*").await).await.chars().collect();
    let all = json(document["mentions"].as_str().unwrap()).await;
    let mut kinds = BTreeSet::new();
    let mut last = 0;
    for row in all["rows"].as_array().unwrap() {
        let at = |name: &str| row[name].as_u64().unwrap() as usize;
        let words: String = source[at("start")..at("end")].iter().collect();
        assert_eq!(row["quotation"], words);
        assert!(at("start") >= last, "they come in the order of the text");
        last = at("start");
        kinds.insert(row["kind"].as_str().unwrap().to_owned());
    }
    for kind in ["agency", "place", "policy", "programme", "observation", "recognition", "statement"] {
        assert!(kinds.contains(kind), "{kind}");
    }
    let some = json(&format!("/api/documents/{id}/mentions?kind=place&start=5000&end=6000")).await;
    let rows = some["rows"].as_array().unwrap();
    assert!(!rows.is_empty() && rows.iter().all(|row| row["kind"] == "place"));
    assert!(rows.iter().all(|row| row["start"].as_u64() < Some(6000) && row["end"].as_u64() > Some(5000)));
}

#[tokio::test]
async fn a_thing_found_to_be_another_sends_there_for_good() {
    let store = Store::in_memory().unwrap();
    let turtle = "@prefix id: <https://w3id.org/casegraph/id/> . @prefix cg: <https://w3id.org/casegraph/ns#> .
        id:policy-a <http://purl.org/dc/terms/isReplacedBy> id:policy-b . id:policy-b cg:name \"关于甲的意见\" .
        id:agency-b cg:name \"甲市财政局\" ; <http://www.w3.org/2004/02/skos/core#altLabel> \"市财政局\"@zh .";
    let joined = entity_iri("agency", "市财政局").into_string();
    let joined = joined.rsplit('/').next().unwrap();
    store.load(RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).map(Result::unwrap)).unwrap();
    let app = Arc::new(App::new(store, "nowhere".into(), Duration::from_secs(5)).unwrap());
    for (address, to) in [
        ("/id/policy-a", "/id/policy-b"),
        ("/api/entity?iri=id:policy-a", "/api/entity?iri=https%3A%2F%2Fw3id.org%2Fcasegraph%2Fid%2Fpolicy-b"),
        (&format!("/id/{joined}"), "/id/agency-b"),
    ] {
        let request = Request::get(address).body(Body::empty()).unwrap();
        let response = router(Arc::clone(&app)).oneshot(request).await.unwrap();
        assert_eq!(response.status(), StatusCode::MOVED_PERMANENTLY, "{address}");
        assert_eq!(header_of(&response, header::LOCATION), to);
    }
    let nothing = Request::get("/id/agency-0000000000").body(Body::empty()).unwrap();
    assert_eq!(router(Arc::clone(&app)).oneshot(nothing).await.unwrap().status(), StatusCode::NOT_FOUND);
    let request = Request::get("/api/entity?iri=id:policy-b").body(Body::empty()).unwrap();
    let body = text(router(app).oneshot(request).await.unwrap()).await;
    assert!(body.contains("\"merged\":[\"https://w3id.org/casegraph/id/policy-a\"]"), "{body}");
}
