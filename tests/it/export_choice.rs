//! What of a view is exported: parts of it, what is computed of its nodes, when its edges held; and a disk that fills.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use axum::http::StatusCode;
use casegraph::export::Format;

use crate::api::{get, text};
use crate::cli::{ask, check};
use crate::documents::{Folder, case};

/// A table of an answer over HTTP: its rows by column.
async fn rows(address: &str) -> Vec<BTreeMap<String, String>> {
    let response = get(address, "*/*").await;
    let status = response.status();
    let body = text(response).await;
    assert_eq!(status, StatusCode::OK, "{address}: {body}");
    let mut reader = csv::Reader::from_reader(body.as_bytes());
    let head = reader.headers().unwrap().clone();
    let named = |row: csv::StringRecord| head.iter().map(str::to_owned).zip(row.iter().map(str::to_owned)).collect();
    reader.records().map(|row| named(row.unwrap())).collect()
}

fn values<'a>(rows: &'a [BTreeMap<String, String>], column: &str) -> BTreeSet<&'a str> {
    rows.iter().map(|row| row[column].as_str()).collect()
}

#[tokio::test]
async fn a_part_of_a_view_is_chosen_by_kind_relation_and_case() {
    let edges = rows("/api/export?format=csv&table=edges&relation=reportedBy,cites&case=8").await;
    assert_eq!(values(&edges, "type"), BTreeSet::from(["reportedBy", "cites"]));
    let nodes = rows("/api/export?format=csv&table=nodes&type=Case,Agency").await;
    assert_eq!(values(&nodes, "type"), BTreeSet::from(["Case", "Agency"]));
    let unknown = get("/api/export?format=csv&table=edges&relation=owns", "*/*").await;
    assert_eq!(unknown.status(), StatusCode::NOT_FOUND);
    let message = text(unknown).await;
    assert!(message.contains("there is no relation owns") && message.contains("reportedBy"), "{message}");
    let unknown = text(get("/api/export?format=csv&table=nodes&type=Ship", "*/*").await).await;
    assert!(unknown.contains("Ship") && unknown.contains("Programme"), "{unknown}");
}

#[tokio::test]
async fn communities_and_measures_are_those_of_the_answers() {
    let nodes = rows("/api/export?format=csv&table=nodes&view=agencies&communities=true&rank=betweenness").await;
    let members = |number: usize| nodes.iter().filter(|row| row["community"] == number.to_string()).count();
    let answer: serde_json::Value =
        serde_json::from_str(&text(get("/api/graph/communities?view=agencies", "*/*").await).await).unwrap();
    let sizes: Vec<_> = answer["communities"].as_array().unwrap().iter().map(|row| row["size"].as_u64()).collect();
    assert!(sizes.len() > 3);
    for (at, size) in sizes.iter().enumerate() {
        assert_eq!(Some(members(at + 1) as u64), *size, "community {}", at + 1);
    }
    let ranking: serde_json::Value =
        serde_json::from_str(&text(get("/api/graph/rank?view=agencies&by=betweenness", "*/*").await).await).unwrap();
    for row in ranking["ranking"].as_array().unwrap() {
        let node = nodes.iter().find(|node| row["iri"] == node["iri"]).unwrap();
        assert_eq!(node["betweenness"].parse().ok(), row["value"].as_f64(), "{node:?}");
    }
    let plain = rows("/api/export?format=csv&table=nodes&view=agencies").await;
    assert!(!plain[0].contains_key("community") && !plain[0].contains_key("betweenness"));
    for format in Format::all().filter(|format| format.kind() != casegraph::export::Kind::Rdf) {
        let address =
            format!("/api/export?format={}&view=agencies&communities=true&rank=weighted-degree", format.name());
        assert_eq!(get(&address, "*/*").await.status(), StatusCode::OK, "{address}");
    }
    let refused = text(get("/api/export?format=turtle&communities=true", "*/*").await).await;
    assert!(refused.contains("writes the whole graph"), "{refused}");
}

#[tokio::test]
async fn an_edge_holds_while_both_its_ends_do_or_in_the_years_of_its_cases() {
    let edges = rows("/api/export?format=csv&table=edges").await;
    let spans = |relation: &str| -> BTreeSet<(&str, &str)> {
        let those = edges.iter().filter(|row| row["type"] == relation);
        those.map(|row| (row["start_date"].as_str(), row["end_date"].as_str())).collect()
    };
    assert_eq!(spans("reportedBy"), BTreeSet::from([("2023-01-01", "2023-12-31")]));
    assert!(
        spans("issuedBy").iter().any(|(start, end)| !start.is_empty() && end.is_empty()),
        "{:?}",
        spans("issuedBy")
    );
    for row in &edges {
        assert!(row["end_date"].is_empty() || row["start_date"] <= row["end_date"], "{row:?}");
    }
    let bodies = rows("/api/export?format=csv&table=edges&view=agencies").await;
    assert_eq!(values(&bodies, "start_date"), BTreeSet::from(["2023-01-01"]), "the cases that bodies share have years");
    let gexf = text(get("/api/export?format=gexf", "*/*").await).await;
    let dated = |name: &str| gexf.lines().filter(|line| line.starts_with(name) && line.contains(" start=\"2")).count();
    assert!(dated("<edge ") > 100 && dated("<node ") > 10);
}

#[test]
fn the_command_line_chooses_as_http_does() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民")), ("b.txt", &case(2, "一件事一次办"))]);
    let nodes = |more: &[&str]| ask(&folder, &[&["export", "--format", "csv", "--table", "nodes"], more].concat());
    check(&nodes(&["--case", "1", "--communities", "--rank", "core"]), 0, &["减证便民", ",community,core,"], &[]);
    assert!(!String::from_utf8_lossy(&nodes(&["--case", "1"]).stdout).contains("一件事一次办"));
    check(&nodes(&["--relation", "owns"]), 2, &[], &["there is no relation owns", "help: there are "]);
    check(&nodes(&["--rank", "fame"]), 2, &[], &["rank=fame is not understood", "pagerank"]);
    check(&nodes(&["--year", "1999"]), 2, &[], &["there is no case of the year 1999", "there are cases of 2022"]);
    check(&nodes(&["--project", "Agency:Case", "--merge"]), 0, &["id,label"], &[]);
}

/// A limit on the size of files stands for a disk that fills while a file is written.
#[cfg(unix)]
#[test]
fn a_disk_that_fills_leaves_what_was_there_and_no_half_file() {
    let cases: String = (1..20).map(|number| case(number, "减证便民")).collect();
    let folder = Folder::built(&[("a.txt", &cases)]);
    let out = folder.path("out");
    fs::create_dir(&out).unwrap();
    for format in Format::all() {
        let target = out.join("before");
        fs::write(&target, "what was there").unwrap();
        let script = "trap '' XFSZ; ulimit -f 1; exec \"$@\"";
        let mut command = std::process::Command::new("sh");
        command.args(["-c", script, "sh", env!("CARGO_BIN_EXE_casegraph"), "export", "--format", format.name(), "-o"]);
        let output = command.arg(&target).args(["--data", "data"]).current_dir(folder.root()).output().unwrap();
        let message = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{}: {message}", format.name());
        assert!(
            message.starts_with("error: ") && message.contains("cannot be written"),
            "{}: {message}",
            format.name()
        );
        assert_eq!(fs::read_to_string(&target).unwrap(), "what was there", "{}", format.name());
        assert_eq!(fs::read_dir(&out).unwrap().count(), 1, "{} left a half file", format.name());
    }
}
