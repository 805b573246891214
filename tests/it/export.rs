//! Exports: whole, deterministic, and readable by parsers that are not ours. `tests/consumers/` opens them with the
//! programs they are for.

use std::collections::BTreeSet;

use casegraph::answer::sparql::CancellationToken;
use casegraph::export::{About, Export, Format, Graph, Kind};
use casegraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use quick_xml::Reader;
use quick_xml::events::Event;

use crate::cli::{ask, check};
use crate::documents::{Folder, case};
use crate::graph::view_of;
use crate::queries::seed;

fn exported(format: &str) -> String {
    let mut bytes = Vec::new();
    let export = Export::new(format, None, false).unwrap();
    export.write_store(seed(), &CancellationToken::new(), &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn facts(format: &str, table: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let export = Export::new(format, Some(table), false).unwrap();
    export.write_store(seed(), &CancellationToken::new(), &mut bytes).unwrap();
    bytes
}

/// Names that every format has to bear.
fn nasty() -> Graph {
    let view = view_of(
        r#":a a cg:Agency ; cg:name "坏\u0001<名>&\"字\"\\ ,;\n二\t三 🙂 שלום" ; <http://www.w3.org/2000/01/rdf-schema#label> "bad, 'name'"@en ; :r <http://other/路径/b> .
           <http://other/路径/b> cg:name "=1+1" ; :r :a . <https://w3id.org/casegraph/id/x> :r :a , :a ; :s :a ."#,
    );
    let about = About { title: "案例图谱 <&> \"q\"".to_owned(), query: "all".to_owned(), ..About::default() };
    let mut graph = Graph::of(&view, &Store::in_memory().unwrap(), about, &CancellationToken::new()).unwrap();
    graph.lay_out();
    graph
}

fn written(format: &str, table: Option<&str>, graph: &Graph) -> Vec<u8> {
    let mut bytes = Vec::new();
    Export::new(format, table, false).unwrap().write_graph(graph, &mut bytes).unwrap();
    bytes
}

fn written_text(format: &str, table: Option<&str>, graph: &Graph) -> String {
    String::from_utf8(written(format, table, graph)).unwrap()
}

fn triples(format: RdfFormat, text: &str) -> BTreeSet<String> {
    RdfParser::from_format(format).for_slice(text).map(|quad| quad.unwrap().to_string()).collect()
}

#[test]
fn every_format_of_the_design_is_there() {
    let names = "graphml gexf gml pajek dot cyjs graphology d3 jgf csv neo4j parquet svg \
                 turtle ntriples nquads trig rdfxml jsonld xlsx";
    for name in names.split_whitespace() {
        assert_eq!(Format::from_name(name).map(Format::name), Some(name));
    }
}

#[test]
fn nquads_are_sorted_and_complete() {
    let text = exported("nquads");
    let lines: Vec<_> = text.lines().collect();
    assert!(lines.is_sorted());
    assert_eq!(lines.len(), seed().len().unwrap());
    assert_eq!(text, exported("nquads"));
}

#[test]
fn every_writing_of_rdf_says_the_same() {
    let all = triples(RdfFormat::NQuads, &exported("nquads"));
    assert!(exported("turtle").contains("id:place-450000 a cg:Place"));
    for (name, format) in [
        ("turtle", RdfFormat::Turtle),
        ("ntriples", RdfFormat::NTriples),
        ("trig", RdfFormat::TriG),
        ("rdfxml", RdfFormat::RdfXml),
        ("jsonld", RdfFormat::JsonLd { profile: oxigraph::io::JsonLdProfileSet::empty() }),
    ] {
        assert!(triples(format, &exported(name)) == all, "{name}");
    }
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
    let text = written_text("graphml", None, &nasty());
    let xml = read(&text);
    assert!(text[..400].contains("案例图谱"));
    assert_eq!(xml.nodes.len(), 3);
    assert!(xml.nodes.iter().all(|id| is_nmtoken(id)), "{:?}", xml.nodes);
    assert!(xml.nodes.contains(&"id:x".to_owned()));
    assert_eq!(xml.nodes.iter().collect::<BTreeSet<_>>().len(), 3);
    assert_eq!(xml.edges.len(), 4);
    assert!(xml.edges.iter().all(|(source, target)| xml.nodes.contains(source) && xml.nodes.contains(target)));
    assert_eq!(xml.keys.iter().collect::<BTreeSet<_>>().len(), xml.keys.len());
    let name = "坏<名>&\"字\"\\ ,;\n二\t三 🙂 שלום";
    assert!(xml.data.contains(&("label".to_owned(), name.to_owned())), "{:?}", xml.data);
    assert!(xml.data.iter().all(|(key, value)| xml.keys.contains(key) && !value.is_empty()));
}

#[test]
fn every_format_is_the_same_bytes_twice_and_holds_no_forbidden_character() {
    let graph = nasty();
    for format in Format::all().filter(|format| format.kind() != Kind::Rdf) {
        let bytes = written(format.name(), None, &graph);
        assert!(!bytes.is_empty(), "{}", format.name());
        assert!(bytes == written(format.name(), None, &graph), "{} differs", format.name());
        if let Ok(text) = String::from_utf8(bytes) {
            assert!(!text.contains('\u{1}'), "{}", format.name());
            let is_ascii_or_chinese = text.is_ascii() || text.contains("名");
            assert!(is_ascii_or_chinese, "{} lost the Chinese", format.name());
        }
    }
    for table in ["observations", "recognitions", "entities", "cases"] {
        for format in ["csv", "xlsx", "parquet"] {
            assert!(facts(format, table) == facts(format, table), "{format} of {table} differs");
        }
    }
}

#[test]
fn formats_escape_what_they_must() {
    let graph = nasty();
    let json: serde_json::Value = serde_json::from_str(&written_text("d3", None, &graph)).unwrap();
    assert_eq!(json["nodes"][1]["label"], "坏<名>&\"字\"\\ ,;\n二\t三 🙂 שלום");
    assert_eq!(json["links"].as_array().unwrap().len(), 4);
    assert!(written_text("dot", None, &graph).contains(r#"label="坏<名>&\"字\"\\ ,;\n二"#));
    let ascii = written_text("gml-ascii", None, &graph);
    assert!(ascii.is_ascii() && ascii.contains("&#22351;<&#21517;>&amp;&quot;&#23383;&quot;"), "{ascii}");
    assert!(written_text("gml", None, &graph).contains("label \"坏<名>&amp;&quot;字&quot;"));
    assert!(written_text("pajek", None, &graph).contains("\"坏<名>&'字'\\ ,; 二 三 🙂 שלום\""));
    let csv = written_text("csv", Some("nodes"), &graph);
    assert!(csv.contains("\"坏<名>&\"\"字\"\"\\ ,;\n二\t三 🙂 שלום\""), "{csv}");
}

#[test]
fn formulas_are_disarmed_for_spreadsheets_and_kept_for_programs() {
    let graph = nasty();
    assert!(written_text("csv", Some("nodes"), &graph).contains(",=1+1,"));
    let excel = written_text("csv-excel", Some("nodes"), &graph);
    assert!(excel.starts_with('\u{feff}') && excel.contains(",'=1+1,"), "{excel}");
}

#[test]
fn observations_are_a_row_a_number_in_the_order_of_the_text() {
    let text = String::from_utf8(facts("csv", "observations")).unwrap();
    let mut rows = csv::Reader::from_reader(text.as_bytes());
    let head = rows.headers().unwrap().clone();
    let column = |name: &str| head.iter().position(|column| column == name).unwrap();
    let rows: Vec<_> = rows.records().map(Result::unwrap).collect();
    let count = "SELECT ?o { ?o a <https://w3id.org/casegraph/ns#Observation> }";
    let oxigraph::sparql::QueryResults::Solutions(all) = seed().query(count).unwrap() else { panic!("a SELECT") };
    assert_eq!(rows.len(), all.count());
    let starts: Vec<u64> = rows.iter().map(|row| row[column("start")].parse().unwrap()).collect();
    assert!(starts.is_sorted());
    let share = rows.iter().find(|row| &row[column("quotation")] == "占实际采购总量84.7%").unwrap();
    let cells = ["value", "unit", "kind", "period", "place_code", "case_number"].map(|name| &share[column(name)]);
    assert_eq!(cells, ["84.7", "%", "share", "2023", "450000", "1"]);
}

#[test]
fn the_command_line_writes_whole_files_and_explains_what_it_cannot() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    check(&ask(&folder, &["export", "--format", "graphml", "-o", "all.graphml"]), 0, &[], &[]);
    let text = std::fs::read_to_string(folder.root().join("all.graphml")).unwrap();
    assert!(read(&text).nodes.len() > 1);
    check(&ask(&folder, &["export", "--format", "graphml"]), 0, &[&text], &[]);
    check(&ask(&folder, &["export", "--format", "papyrus"]), 2, &[], &["there are graphml, gexf, gml"]);
    check(&ask(&folder, &["export", "--format", "turtle", "--view", "all"]), 2, &[], &["writes the whole graph"]);
    let table = ["export", "--format", "gexf", "--table", "observations"];
    check(
        &ask(&folder, &table),
        2,
        &[],
        &["gexf does not hold the table observations", "csv, csv-excel, parquet, xlsx do"],
    );
    check(
        &ask(&folder, &["export", "--format", "csv", "--table", "x"]),
        2,
        &[],
        &["table is one of graph, nodes, edges"],
    );
    std::fs::create_dir(folder.root().join("tables")).unwrap();
    check(&ask(&folder, &["export", "--format", "csv", "-o", "tables"]), 0, &[], &[]);
    let nodes = std::fs::read_to_string(folder.root().join("tables/nodes.csv")).unwrap();
    assert!(nodes.starts_with("id,label,label_zh,") && folder.root().join("tables/edges.csv").exists());
    std::fs::write(folder.root().join("bad.rq"), "SELECT ?source { ?source a cg:Case }").unwrap();
    let bad = ask(&folder, &["export", "--format", "graphml", "--query", "bad.rq", "-o", "bad.graphml"]);
    check(&bad, 2, &[], &["this query has no ?target"]);
    assert!(!folder.root().join("bad.graphml").exists(), "no half file is left");
    check(&ask(&folder, &["export", "--format", "nquads", "-o", "no/such/folder.nq"]), 2, &[], &["cannot be written"]);
}

#[test]
fn answers_are_drawn_and_given_to_graphviz() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let ask_for = |more: &[&str]| ask(&folder, &[&["graph", "neighbors", "编号1"], more].concat());
    check(&ask_for(&["--svg", "near.svg"]), 0, &["neighbour"], &[]);
    let svg = std::fs::read_to_string(folder.root().join("near.svg")).unwrap();
    assert!(svg.contains("<title id=\"title\">") && svg.contains("marker-end") && !svg.contains("<script"), "{svg}");
    check(&ask_for(&["--format", "dot"]), 0, &["digraph G {", "->"], &[]);
    check(&ask_for(&["--format", "dot", "--json"]), 2, &[], &["cannot be used with"]);
    check(&ask_for(&["--svg", "no/such/near.svg"]), 2, &[], &["cannot be written"]);
}

/// A device that is always full stands for a full disk.
#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error_for_every_format() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    for format in Format::all() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_casegraph"));
        command.current_dir(folder.root()).args(["export", "--data", "data", "--format", format.name()]).stdout(full);
        let output = command.output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{}", format.name());
        assert!(String::from_utf8_lossy(&output.stderr).starts_with("error: "), "{}", format.name());
    }
}
