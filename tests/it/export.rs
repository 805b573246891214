//! Exports: whole, deterministic, and readable by parsers that are not ours.

use std::collections::BTreeSet;

use casegraph::export::{Format, write_store, write_view};
use oxigraph::io::{RdfFormat, RdfParser};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::cli::{ask, check};
use crate::documents::{Folder, case};
use crate::graph::view_of;
use crate::queries::seed;

fn exported(format: Format) -> String {
    let mut bytes = Vec::new();
    write_store(seed(), format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn triples(format: RdfFormat, text: &str) -> BTreeSet<String> {
    RdfParser::from_format(format).for_slice(text).map(|quad| quad.unwrap().to_string()).collect()
}

#[test]
fn nquads_are_sorted_and_complete() {
    let text = exported(Format::NQuads);
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.is_sorted());
    assert_eq!(lines.len(), seed().len().unwrap());
    assert_eq!(text, exported(Format::NQuads));
}

#[test]
fn turtle_says_the_same_as_nquads() {
    let turtle = exported(Format::Turtle);
    assert!(turtle.contains("id:place-450000 a cg:Place"));
    assert_eq!(triples(RdfFormat::Turtle, &turtle), triples(RdfFormat::NQuads, &exported(Format::NQuads)));
}

/// Elements and attribute values of an XML text, and the text of its data elements by key.
#[derive(Default)]
struct Xml {
    nodes: Vec<String>,
    edges: Vec<(String, String)>,
    keys: Vec<String>,
    data: Vec<(String, String)>,
}

fn read(text: &str) -> Xml {
    let mut xml = Xml::default();
    let mut reader = Reader::from_str(text);
    let mut key = None;
    loop {
        match reader.read_event().unwrap() {
            Event::Start(element) | Event::Empty(element) => {
                let value = |name: &str| {
                    let attribute = element.try_get_attribute(name).unwrap().unwrap();
                    std::str::from_utf8(&attribute.value).unwrap().to_owned()
                };
                match element.name().as_ref() {
                    b"node" => xml.nodes.push(value("id")),
                    b"edge" => xml.edges.push((value("source"), value("target"))),
                    b"key" => xml.keys.push(value("id")),
                    b"data" => {
                        key = Some(value("key"));
                        xml.data.push((value("key"), String::new()));
                    }
                    _ => {}
                }
            }
            Event::Text(text) if key.is_some() => xml.data.last_mut().unwrap().1 += &text.unescape().unwrap(),
            Event::End(element) if element.name().as_ref() == b"data" => key = None,
            Event::Eof => return xml,
            _ => {}
        }
    }
}

fn is_nmtoken(id: &str) -> bool {
    !id.is_empty() && id.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':'))
}

#[test]
fn graphml_keeps_names_ends_and_ids_whatever_they_hold() {
    let view = view_of(
        r#":a cg:name "坏\u0001<名>&\"字\" 🙂" ; :r <http://other/路径/b> . <http://other/路径/b> cg:name "b" . <https://w3id.org/casegraph/id/x> :r :a ."#,
    );
    let mut bytes = Vec::new();
    write_view(&view, "案例图谱", Format::GraphMl, &mut bytes).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let xml = read(&text);
    assert!(text[..200].contains("案例图谱"));
    assert_eq!(xml.nodes.len(), 3);
    assert!(xml.nodes.iter().all(|id| is_nmtoken(id)), "{:?}", xml.nodes);
    assert!(xml.nodes.contains(&"id:x".to_owned()));
    assert_eq!(xml.nodes.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(xml.edges.len(), 2);
    assert!(xml.edges.iter().all(|(source, target)| xml.nodes.contains(source) && xml.nodes.contains(target)));
    assert_eq!(xml.keys.iter().collect::<BTreeSet<_>>().len(), xml.keys.len());
    assert!(xml.data.contains(&("label".to_owned(), "坏<名>&\"字\" 🙂".to_owned())), "{:?}", xml.data);
    assert!(xml.data.iter().all(|(key, value)| xml.keys.contains(key) && !value.is_empty()));
}

#[test]
fn formats_have_names_of_their_own() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert_eq!(Format::from_name(format.extension()), Some(format));
    }
    assert_eq!(Format::from_name("gexf"), None);
}

#[test]
fn the_command_line_writes_whole_files_and_explains_what_it_cannot() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    check(&ask(&folder, &["export", "--format", "graphml", "-o", "all.graphml"]), 0, &[], &[]);
    let text = std::fs::read_to_string(folder.root().join("all.graphml")).unwrap();
    assert!(read(&text).nodes.len() > 1);
    check(&ask(&folder, &["export", "--format", "graphml"]), 0, &[&text], &[]);
    check(&ask(&folder, &["export", "--format", "gexf"]), 2, &[], &["there are graphml, turtle, nquads"]);
    check(&ask(&folder, &["export", "--format", "turtle", "--view", "all"]), 2, &[], &["writes the whole graph"]);
    std::fs::write(folder.root().join("bad.rq"), "SELECT ?source { ?source a cg:Case }").unwrap();
    let bad = ask(&folder, &["export", "--format", "graphml", "--query", "bad.rq", "-o", "bad.graphml"]);
    check(&bad, 2, &[], &["this query has no ?target"]);
    assert!(!folder.root().join("bad.graphml").exists(), "no half file is left");
    check(&ask(&folder, &["export", "--format", "nquads", "-o", "no/such/folder.nq"]), 2, &[], &["cannot be written"]);
}
