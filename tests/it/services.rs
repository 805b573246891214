//! Full text and paths called from SPARQL.

use axum::http::StatusCode;
use serde_json::Value;

use crate::search::{PREFIXES, SEEDS};

const SEARCH: &str = "SERVICE <https://w3id.org/casegraph/service/search>";
const PATH: &str = "SERVICE <https://w3id.org/casegraph/service/path>";

fn asked(query: &str) -> (StatusCode, String) {
    let query = format!("{PREFIXES} {query}").replace("SEARCH", SEARCH).replace("PATH", PATH);
    SEEDS.get("/sparql", &[("query", &query), ("format", "json")])
}

/// The rows of an answer, each the values of its columns in the order of SELECT, empty where unbound.
fn rows(query: &str) -> Vec<Vec<String>> {
    let (status, body) = asked(query);
    assert_eq!(status, StatusCode::OK, "{query}: {body}");
    let answer: Value = serde_json::from_str(&body).unwrap();
    let columns = answer["head"]["vars"].as_array().unwrap();
    let cell =
        |row: &Value, column: &Value| row[column.as_str().unwrap()]["value"].as_str().unwrap_or_default().to_owned();
    let rows = answer["results"]["bindings"].as_array().unwrap();
    rows.iter().map(|row| columns.iter().map(|column| cell(row, column)).collect()).collect()
}

#[test]
fn the_examples_of_the_guide_are_answered_as_they_stand_there() {
    let guide = include_str!("../../docs/search.md");
    let examples: Vec<_> = guide.split("```sparql\n").skip(1).map(|rest| rest.split("```").next().unwrap()).collect();
    assert_eq!(examples.len(), 2, "one of the full text, one of paths");
    for example in examples {
        let (status, body) = SEEDS.get("/sparql", &[("query", example), ("format", "csv")]);
        assert_eq!(status, StatusCode::OK, "{example}{body}");
        assert!(body.lines().count() > 1, "{example}");
    }
}

fn fault(query: &str) -> (String, String) {
    let (status, body) = asked(query);
    assert_eq!(status, StatusCode::BAD_REQUEST, "{query}: {body}");
    let body: Value = serde_json::from_str(&body).unwrap();
    let word = |key: &str| body["error"][key].as_str().unwrap().to_owned();
    (word("message"), word("hint"))
}

const HITS: &str = "SELECT ?hit { SEARCH { ?hit cg:match \"政采贷\" } } ORDER BY ?hit";

#[test]
fn hits_have_score_entity_field_snippet_and_evidence() {
    let found = rows(
        "SELECT ?name ?field ?snippet { SEARCH { ?hit cg:match \"政採貸\" ; cg:score ?score ; cg:entity ?e ; cg:field ?field ;
            cg:snippet ?snippet ; cg:rank ?rank } OPTIONAL { ?e rdfs:label ?name } } ORDER BY DESC(?score)",
    );
    assert_eq!(found[0], ["政采贷", "name", "政采贷"]);
    assert!(found.len() > 2 && found.iter().all(|row| row[2].contains("政采贷") || row[2].contains("政采贷”")));
    let quoted = rows("SELECT ?x { SEARCH { [] cg:match \"政采贷\" ; cg:evidence ?ev } ?ev oa:exact ?x }");
    assert!(!quoted.is_empty() && quoted.iter().all(|row| row[0].contains("政采贷")), "{quoted:?}");
}

#[test]
fn a_call_joins_wherever_it_stands() {
    let hits = rows(HITS);
    assert!(hits.len() > 2);
    for query in [
        "SELECT ?hit { { SELECT ?hit { SEARCH { ?hit cg:match \"政采贷\" } } } } ORDER BY ?hit",
        "SELECT DISTINCT ?hit { { SEARCH { ?hit cg:match \"政采贷\" } } UNION { SEARCH { ?hit cg:match \"政采贷\" } } } ORDER BY ?hit",
        "SELECT ?hit { VALUES ?q { \"政采贷\" } SEARCH { ?hit cg:match ?q } } ORDER BY ?hit",
        "SELECT ?hit { SEARCH { ?hit cg:match ?q VALUES ?q { \"政采贷\" } } } ORDER BY ?hit",
        "SELECT ?hit { BIND(\"政采贷\" AS ?q) SEARCH { ?hit cg:match ?q } } ORDER BY ?hit",
        "SELECT ?hit { ?p a cg:Programme ; cg:name ?q FILTER(?q = \"政采贷\") SEARCH { ?hit cg:match ?q } } ORDER BY ?hit",
        "SELECT ?hit { VALUES ?x { 1 } OPTIONAL { SEARCH { ?hit cg:match \"政采贷\" } } } ORDER BY ?hit",
        "SELECT ?hit { SERVICE SILENT <https://w3id.org/casegraph/service/search> { ?hit cg:match \"政采贷\" } } ORDER BY ?hit",
        "SELECT ?hit { SEARCH { ?hit cg:match \"政采贷\" ; cg:score ?s FILTER(?s > 0) } } ORDER BY ?hit",
        "SELECT ?hit { SEARCH { ?hit cg:match \"政采贷\" } SEARCH { ?hit cg:match \"政采\" } } ORDER BY ?hit",
    ] {
        assert_eq!(rows(query), hits, "{query}");
    }
    let exists = rows("SELECT ?c { ?c a cg:Case FILTER EXISTS { SEARCH { [] cg:match \"政采贷\" ; cg:case ?c } } }");
    assert_eq!(exists.len(), 1);
    let minus = rows("SELECT ?c { ?c a cg:Case MINUS { SEARCH { [] cg:match \"政采贷\" ; cg:case ?c } } }");
    assert_eq!(minus.len(), 9);
    let (status, body) = asked("ASK { GRAPH <http://example.org/g> { SEARCH { ?hit cg:match \"政采贷\" } } }");
    assert_eq!(status, StatusCode::OK, "{body}");
}

#[test]
fn constants_limit_and_types_choose_among_hits() {
    let all = rows("SELECT ?hit { SEARCH { ?hit cg:match \"服务\" ; cg:score ?s } } ORDER BY DESC(?s) ?hit");
    let best =
        rows("SELECT ?hit { SEARCH { ?hit cg:match \"服务\" ; cg:limit 3 ; cg:score ?s } } ORDER BY DESC(?s) ?hit");
    assert_eq!(all[..3], best[..]);
    let fields = rows("SELECT DISTINCT ?f { SEARCH { ?hit cg:match \"服务\" ; cg:field \"text\" , ?f } }");
    assert_eq!(fields, [["text"]]);
    let types =
        rows("SELECT DISTINCT ?t { SEARCH { [] cg:match \"服务\" ; cg:type cg:Programme ; cg:entity ?e } ?e a ?t }");
    assert!(types.iter().any(|row| row[0].ends_with("Programme")));
}

#[test]
fn what_cannot_be_called_is_one_clear_error_and_silence_is_kept() {
    for (query, words) in [
        ("SELECT * { SEARCH { ?hit cg:entity ?e } }", "no cg:match"),
        ("SELECT * { SEARCH { ?hit cg:match ?q } }", "?q has no value"),
        ("SELECT * { SEARCH { ?hit cg:match \"(政\" } }", "no ) for this ("),
        ("SELECT * { SEARCH { ?hit cg:match id:a } }", "an IRI"),
        ("SELECT * { SEARCH { ?hit cg:math \"政\" } }", "no property cg:math"),
        ("SELECT * { SEARCH { ?hit cg:match \"政\" ; cg:limit 0 } }", "cg:limit is"),
        ("SELECT * { SEARCH { ?hit cg:match \"政\" . ?e cg:name ?n } }", "?hit and of ?e"),
        ("SELECT * { SEARCH { { ?hit cg:match \"政\" } UNION { ?hit cg:match \"采\" } } }", "UNION"),
        ("SELECT * { SEARCH { } }", "empty"),
        ("SELECT * { PATH { [] cg:to id:a } }", "no cg:from"),
        ("SELECT * { PATH { [] cg:from ?a ; cg:to id:a } }", "?a has no value"),
        ("SELECT * { PATH { [] cg:from id:a ; cg:to id:a ; cg:view \"none\" } }", "no view none"),
        ("SELECT * { PATH { [] cg:from id:a ; cg:to id:a ; cg:k 0 } }", "cg:k is 0"),
        ("SELECT * { PATH { [] cg:from id:a ; cg:to id:a ; cg:algorithm \"best\" } }", "k-shortest"),
        ("SELECT * { ?a ?p ?o PATH { [] cg:from ?a ; cg:to id:a } }", "more than 1000 times"),
    ] {
        let (message, hint) = fault(query);
        assert!(message.contains(words) || hint.contains(words), "{query}: {message} {hint}");
        assert!(!hint.is_empty(), "{query}");
        let silent = query.replacen("SEARCH", "SERVICE SILENT <https://w3id.org/casegraph/service/search>", 1);
        let silent = silent.replacen("PATH", "SERVICE SILENT <https://w3id.org/casegraph/service/path>", 1);
        if !query.contains("?a ?p ?o") {
            assert_eq!(rows(&silent).len(), 1, "{silent}");
        }
    }
}

const ENDS: &str = "cg:from \"广西医科大学第一附属医院\" ; cg:to \"防城港市卫生健康委员会\"";

#[test]
fn a_path_has_steps_nodes_edges_and_their_words() {
    let nodes = rows(&format!(
        "SELECT ?n ?name {{ PATH {{ [] {ENDS} ; cg:step ?n ; cg:node ?x }} ?x rdfs:label ?name }} ORDER BY ?n"
    ));
    let steps: Vec<_> = nodes.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(steps, ["0", "1", "2"]);
    assert_eq!((nodes[0][1].as_str(), nodes[2][1].as_str()), ("广西医科大学第一附属医院", "防城港市卫生健康委员会"));
    let edges = rows(&format!("SELECT ?n ?e {{ PATH {{ [] {ENDS} ; cg:step ?n ; cg:edge ?e }} }} ORDER BY ?n"));
    let edges: Vec<_> = edges.iter().map(|row| row[1].rsplit('#').next().unwrap()).collect();
    assert_eq!(edges, ["involves", "reportedBy"]);
    let words = rows(&format!(
        "SELECT DISTINCT ?x {{ PATH {{ [] {ENDS} ; cg:step 2 ; cg:statement ?st ; cg:evidence ?ev }} ?st cg:evidence ?ev . ?ev oa:exact ?x }}"
    ));
    assert!(words.iter().any(|row| row[0] == "防城港市卫生健康委"), "{words:?}");
}

#[test]
fn ends_are_bound_by_values_patterns_or_another_call() {
    let by_name =
        "SELECT ?l { PATH { [] cg:from id:place-450300 ; cg:to id:place-450100 ; cg:length ?l ; cg:step 0 } }";
    let length = rows(by_name);
    assert_eq!(length.len(), 1);
    for query in [
        "SELECT ?l { VALUES (?a ?b) { (id:place-450300 id:place-450100) } PATH { [] cg:from ?a ; cg:to ?b ; cg:length ?l ; cg:step 0 } }",
        "SELECT ?l { ?a cg:adminCode \"450300\" . ?b cg:adminCode \"450100\" PATH { [] cg:from ?a ; cg:to ?b ; cg:length ?l ; cg:step 0 } }",
        "SELECT ?l { PATH { [] cg:from ?a ; cg:to ?b ; cg:length ?l ; cg:step 0 } SEARCH { [] cg:match \"code:450300\" ; cg:entity ?a }
            SEARCH { [] cg:match \"code:450100\" ; cg:entity ?b } }",
    ] {
        assert_eq!(rows(query), length, "{query}");
    }
    let none = rows("SELECT ?l { PATH { [] cg:from id:nothing ; cg:to id:place-450100 ; cg:length ?l ; cg:step 0 } }");
    assert!(none.is_empty());
}

#[test]
fn several_paths_are_numbered_and_bounded() {
    let best = rows("SELECT ?k ?l { PATH { [] cg:from id:place-450300 ; cg:to id:place-450100 ; cg:algorithm \"k-shortest\" ; cg:k 3 ;
        cg:path ?k ; cg:length ?l ; cg:step 0 } } ORDER BY ?k");
    let numbers: Vec<_> = best.iter().map(|row| row[0].as_str()).collect();
    assert_eq!(numbers, ["1", "2", "3"]);
    assert!(best.windows(2).all(|two| two[0][1] <= two[1][1]));
    let simple = rows(
        "SELECT DISTINCT ?l { PATH { [] cg:from id:place-450300 ; cg:to id:place-450100 ; cg:algorithm \"all-simple\" ;
        cg:maxLength 3 ; cg:length ?l ; cg:step 0 } }",
    );
    assert!(!simple.is_empty() && simple.iter().all(|row| row[0].parse::<u32>().unwrap() <= 3));
    let edges = rows(
        "SELECT DISTINCT ?e { PATH { [] cg:from id:place-450300 ; cg:to id:place-450100 ; cg:relation cg:locatedIn ; cg:edge ?e } }",
    );
    assert_eq!(edges, [["https://w3id.org/casegraph/ns#locatedIn"]]);
}
