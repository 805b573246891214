//! Queries, parameters and result formats, over one case written by hand.

use std::collections::BTreeMap;

use casegraph::answer::sparql::{CancellationToken, Format, Query, QueryError, evaluate, table, write};
use casegraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{Literal, Term, Variable};

const PREFIXES: &str = "PREFIX cg: <https://w3id.org/casegraph/ns#> PREFIX id: <https://w3id.org/casegraph/id/> ";

/// A store with `tests/data/example.ttl`.
pub(crate) fn example() -> Store {
    let store = Store::in_memory().unwrap();
    let turtle = include_str!("../data/example.ttl");
    let quads = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle).map(Result::unwrap);
    store.load(quads).unwrap();
    store
}

fn parse(text: &str) -> Query {
    Query::parse(&format!("{PREFIXES}{text}")).unwrap()
}

fn answer(query: Query, format: Format) -> String {
    let results = evaluate(&example(), query, &CancellationToken::new()).unwrap();
    let mut bytes = Vec::new();
    write(results, format, &mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

fn bound(text: &str, name: &str, value: &str) -> Query {
    let value = Term::from(Literal::from(value));
    parse(text).bind(&BTreeMap::from([(Variable::new(name).unwrap(), value)]))
}

#[test]
fn every_format_writes_its_shape() {
    let rows = "SELECT ?n { id:case-2023-gx-10 cg:number ?n }";
    assert_eq!(answer(parse(rows), Format::Csv), "n\r\n10\r\n");
    assert_eq!(answer(parse(rows), Format::Tsv), "?n\n10\n");
    assert!(answer(parse(rows), Format::Json).contains(r#""value":"10""#));
    assert!(answer(parse(rows), Format::Xml).contains("integer\">10</literal>"));
    assert!(answer(parse("ASK { ?c cg:number 10 }"), Format::Json).contains("true"));
    let graph = "CONSTRUCT WHERE { ?c cg:number 10 }";
    assert!(answer(parse(graph), Format::Turtle).contains("id:case-2023-gx-10 cg:number 10 ."));
    for format in [Format::NTriples, Format::NQuads, Format::TriG, Format::RdfXml, Format::JsonLd] {
        assert!(answer(parse(graph), format).contains("case-2023-gx-10"), "{}", format.name());
    }
}

#[test]
fn a_table_in_a_graph_format_is_refused() {
    let results = evaluate(&example(), parse("SELECT * { ?s cg:number ?n }"), &CancellationToken::new()).unwrap();
    let error = write(results, Format::Turtle, Vec::new()).unwrap_err();
    assert_eq!(error.to_string(), "a table of solutions (SELECT) cannot be written as turtle");
}

#[test]
fn a_cancelled_query_stops() {
    let cancel = CancellationToken::new();
    cancel.cancel();
    let stopped = evaluate(&example(), parse("SELECT * { ?s ?p ?o . ?a ?b ?c }"), &cancel)
        .and_then(|results| write(results, Format::Csv, std::io::sink()));
    assert!(matches!(stopped, Err(QueryError::Cancelled)));
}

#[test]
fn parameters_reach_subselects_filters_and_optionals() {
    let text = "SELECT ?k { { SELECT (COUNT(?a) AS ?k) { ?a a cg:Agency . FILTER EXISTS { ?a cg:name ?_name } } } }";
    assert_eq!(answer(bound(text, "_name", "广西壮族自治区财政厅"), Format::Csv), "k\r\n1\r\n");
    let text = "SELECT ?n { ?c cg:number ?n OPTIONAL { ?c cg:reportedBy/cg:name ?m . FILTER(?m = ?_name) } FILTER(BOUND(?m)) }";
    assert_eq!(answer(bound(text, "_name", "广西壮族自治区财政厅"), Format::Csv), "n\r\n1\r\n");
}

#[test]
fn a_parameter_is_data_whatever_it_says() {
    let text = "SELECT ?a { ?a cg:name ?_name }";
    let attack = "x\" . ?s ?p ?o } #";
    assert_eq!(answer(bound(text, "_name", attack), Format::Csv), "a\r\n");
}

#[test]
fn a_replaced_variable_is_no_column() {
    let text = "SELECT * { ?a cg:name ?_name }";
    assert!(answer(bound(text, "_name", "政采贷"), Format::Csv).starts_with("a\r\n"));
}

#[test]
fn tables_align_chinese_and_shorten_iris() {
    let query = parse("SELECT ?p ?n { ?p a cg:Place ; cg:name ?n } ORDER BY ?n");
    let text = table::render(evaluate(&example(), query, &CancellationToken::new()).unwrap()).unwrap();
    insta::assert_snapshot!(text);
}
