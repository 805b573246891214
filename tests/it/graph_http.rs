//! The view's answers over HTTP and on the command line: the same, with the words, and one error for what is wrong.

use axum::http::StatusCode;
use serde_json::Value;

use crate::api::{content_type, get, text};
use crate::cli::{ask, check};
use crate::documents::{Folder, case};

async fn json(address: &str) -> Value {
    let response = get(address, "*/*").await;
    let status = response.status();
    let body = text(response).await;
    assert_eq!(status, StatusCode::OK, "{address}: {body}");
    serde_json::from_str(&body).expect("JSON")
}

/// Status, code, message and hint of an error.
async fn error(address: &str) -> (StatusCode, String, String, String) {
    let response = get(address, "*/*").await;
    let status = response.status();
    let body: Value = serde_json::from_str(&text(response).await).expect("JSON");
    let word = |key: &str| body["error"][key].as_str().unwrap_or_default().to_owned();
    (status, word("code"), word("message"), word("hint"))
}

fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

#[tokio::test]
async fn every_measure_ranks_with_its_reasons_in_two_languages() {
    for measure in
        ["pagerank", "degree", "weighted-degree", "betweenness", "closeness", "harmonic", "eigenvector", "core"]
    {
        let answer = json(&format!("/api/graph/rank?by={measure}&limit=5")).await;
        let rows = answer["ranking"].as_array().unwrap();
        assert_eq!((rows.len(), answer["measure"].as_str()), (5, Some(measure)));
        let values: Vec<f64> = rows.iter().map(|row| row["value"].as_f64().unwrap()).collect();
        assert!(values.is_sorted_by(|a, b| a >= b), "{measure}: {values:?}");
        for row in rows {
            for language in ["zh", "en"] {
                assert!(!row["why"][language].as_str().unwrap().is_empty(), "{measure}: {row}");
            }
        }
    }
    let agencies = json("/api/graph/rank?of=Agency&limit=3").await;
    assert!(agencies["ranking"].as_array().unwrap().iter().all(|row| row["type"] == "Agency"));
}

#[tokio::test]
async fn paths_and_neighbours_carry_their_statements_and_words() {
    let (from, to) = (encoded("广西医科大学第一附属医院"), encoded("防城港市卫生健康委员会"));
    for which in ["shortest", "best", "simple"] {
        let answer = json(&format!("/api/graph/paths?from={from}&to={to}&which={which}&limit=3&without=Place")).await;
        let first = &answer["paths"][0];
        assert_eq!((first["length"].as_u64(), first["cost"].as_f64()), (Some(2), Some(2.0)));
        let step = &first["steps"][0][0];
        assert!(step["statements"][0].as_str().unwrap().starts_with("https://"), "{step}");
        assert!(step["evidence"][0]["quotation"].as_str().unwrap().contains("广西医科大学第一附属医院"), "{step}");
        assert!(!step["label"]["zh"].as_str().unwrap().is_ascii(), "{step}");
    }
    let answer = json("/api/graph/neighbors?node=450000&each=2&limit=50").await;
    let located = answer["relations"].as_array().unwrap().iter().find(|row| row["relation"] == "locatedIn").unwrap();
    assert!(located["count"].as_u64() > located["shown"].as_u64() && answer["is_cut"] == true, "{located}");
    let shared = json("/api/graph/neighbors?node=%E7%BC%96%E5%8F%B77&view=cases").await;
    assert!(!shared["edges"][0]["via"].as_array().unwrap().is_empty(), "what two cases share is said");
}

#[tokio::test]
async fn communities_likeness_joints_subgraphs_and_comparisons_answer() {
    let parts = json("/api/graph/communities").await;
    assert!(parts["modularity"].as_f64().unwrap() > 0.5);
    assert!(parts["communities"][0]["name"]["zh"].as_str().unwrap().contains("个成员"));
    let again = json("/api/graph/communities").await;
    assert_eq!(parts, again);
    let alike = json(&format!("/api/graph/similar?node={}&by=cosine", encoded("编号7"))).await;
    let first = &alike["similar"][0];
    assert!(
        first["why"]["zh"].as_str().unwrap().contains('“') && first["why"]["en"].as_str().unwrap().contains("both")
    );
    let pieces = json("/api/graph/components").await;
    assert_eq!(pieces["components"][0]["size"], pieces["view"]["nodes"]);
    let joints = json("/api/graph/bridges").await;
    assert!(joints["articulations"][0]["why"]["en"].as_str().unwrap().contains("pieces"));
    let joined = json("/api/graph/subgraph?node=450300&node=450500").await;
    assert!(joined["nodes"].as_array().unwrap().iter().any(|node| node["role"] == "joining"), "{joined}");
    let missing = json(&format!("/api/graph/suggest?node={}&of=Policy", encoded("编号7"))).await;
    for row in missing["suggestions"].as_array().unwrap() {
        assert!(row["type"] == "Policy" && !row["because"].as_array().unwrap().is_empty());
    }
    let change = json("/api/graph/compare?case=1&to_case=8").await;
    assert!(change["new_nodes"]["count"].as_u64() > Some(0) && change["gone_edges"]["count"].as_u64() > Some(0));
    let views = json("/api/graph/views").await;
    let names: Vec<_> = views["views"].as_array().unwrap().iter().filter_map(|view| view["name"].as_str()).collect();
    assert_eq!(names, ["agencies", "all", "cases", "citations", "places"]);
}

#[tokio::test]
async fn any_query_is_a_view_and_any_view_can_be_narrowed() {
    let query =
        encoded("SELECT ?source ?target ?relation { ?source cg:reportedBy ?target . ?source ?relation ?target }");
    let own = json(&format!("/api/graph/rank?query={query}&by=degree")).await;
    assert_eq!(own["view"]["name"], "query");
    let whole = json("/api/graph/components?limit=1").await;
    for part in [
        "case=8",
        "place=450600",
        "year=2023&type=Case,Agency",
        "things=place-450300,id:place-450000",
        "project=Agency:Case",
        "merge=true&undirected=true",
    ] {
        let answer = json(&format!("/api/graph/components?limit=1&{part}")).await;
        assert!(answer["view"]["edges"].as_u64() < whole["view"]["edges"].as_u64(), "{part}");
        assert!(answer["view"]["edges"].as_u64() > Some(0), "{part}");
    }
}

#[tokio::test]
async fn what_is_wrong_is_said_once_and_what_to_do() {
    let cases = [
        ("/api/graph/neighbors?node=%E6%A1%82%E6%9E%97%E7%9C%81".to_owned(), 404, "not_found", "桂林市"),
        ("/api/graph/paths?from=450300&to=450500&relation=cites".to_owned(), 404, "no_path", "allow more relations"),
        ("/api/graph/paths?from=450300&to=450500&which=simple&longest=1".to_owned(), 404, "no_path", "longest"),
        ("/api/graph/rank?by=fame".to_owned(), 400, "bad_request", "pagerank, degree"),
        ("/api/graph/rank?damping=2".to_owned(), 400, "bad_request", "from 0 to 0.999"),
        ("/api/graph/rank?of=Unicorn".to_owned(), 400, "bad_request", "Agency"),
        ("/api/graph/rank?relation=loves".to_owned(), 400, "bad_request", "reportedBy"),
        ("/api/graph/rank?things=place-0".to_owned(), 404, "not_found", "none of the things named"),
        ("/api/graph/rank?view=none".to_owned(), 404, "not_found", "agencies, all"),
        ("/api/graph/rank?view=all&query=x".to_owned(), 400, "bad_request", "one of them"),
        ("/api/graph/rank?year=1999".to_owned(), 404, "not_found", "2023"),
        ("/api/graph/rank?case=99".to_owned(), 404, "not_found", "10 cases"),
        ("/api/graph/rank?place=%E4%BA%9A%E7%89%B9%E5%85%B0".to_owned(), 404, "not_found", "full name"),
        ("/api/graph/rank?project=Case".to_owned(), 400, "bad_request", "Agency:Case"),
        ("/api/graph/compare".to_owned(), 400, "bad_request", "to_view"),
        (format!("/api/graph/rank?query={}", encoded("SELECT ?source { ?source ?p ?o }")), 400, "no_view", "?relation"),
        (format!("/api/graph/rank?query={}", encoded("ASK { ?s ?p ?o }")), 400, "no_view", "SELECT"),
        (format!("/api/graph/rank?query={}", encoded("SELECT ?source {")), 400, "syntax", ""),
    ];
    for (address, status, code, words) in cases {
        let found = error(&address).await;
        assert_eq!((found.0.as_u16(), found.1.as_str()), (status, code), "{address}: {found:?}");
        assert!(found.3.contains(words) && !found.2.is_empty(), "{address}: {found:?}");
    }
}

#[tokio::test]
async fn answers_are_text_for_people_too() {
    let response = get("/api/graph/rank?limit=3&format=text", "*/*").await;
    assert!(content_type(&response).starts_with("text/plain"));
    let text = text(response).await;
    assert!(text.starts_with("pagerank in view all: ") && text.lines().count() == 7, "{text}");
}

#[test]
fn the_command_line_asks_the_same_questions() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "减证便民"))]);
    for question in [
        &["rank", "--by", "betweenness"][..],
        &["communities"],
        &["similar", "编号1"],
        &["components", "--strong"],
        &["bridges", "--least", "1"],
        &["subgraph", "编号1", "编号2"],
        &["suggest", "编号1"],
        &["compare", "--case", "1", "--to-case", "2"],
        &["views"],
        &["neighbors", "编号1"],
    ] {
        let words = [&["graph"], question].concat();
        let plain = ask(&folder, &words);
        assert!(plain.status.success() && !plain.stdout.is_empty(), "{words:?}: {plain:?}");
        let data = ask(&folder, &[&words[..], &["--json"]].concat());
        assert!(serde_json::from_slice::<Value>(&data.stdout).is_ok_and(|value| value.is_object()), "{words:?}");
    }
    check(&ask(&folder, &["graph", "rank", "--by", "fame"]), 2, &[], &["by=fame is not understood", "betweenness"]);
    check(&ask(&folder, &["graph", "similar", "nowhere"]), 2, &[], &["nothing in this view is called nowhere"]);
}
