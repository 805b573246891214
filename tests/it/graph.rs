//! The petgraph view: names, neighbours, paths and the words behind them, on the graph of the seed and on small ones.

use casegraph::answer::catalog::Catalog;
use casegraph::answer::network::{Filter, NameError, Shape, View, ViewError, Views, Wanted, evidence};
use casegraph::answer::sparql::{CancellationToken, Query};
use casegraph::store::{Patch, Store};
use oxigraph::io::{RdfFormat, RdfParser};

use crate::cli::{ask, check};
use crate::documents::{Folder, case};
use crate::queries::seed;
use crate::sparql::example;

const EDGES: &str =
    "SELECT ?source ?target ?relation { ?source ?relation ?target . FILTER(isIRI(?target) && ?relation != rdf:type) }";

/// The view of a graph written in Turtle, with prefix `:` for its things.
pub(crate) fn view_of(turtle: &str) -> View {
    let store = Store::in_memory().unwrap();
    let text = format!(
        "@prefix : <http://x/> . @prefix cg: <https://w3id.org/casegraph/ns#> . \
         @prefix skos: <http://www.w3.org/2004/02/skos/core#> . {turtle}"
    );
    store.load(RdfParser::from_format(RdfFormat::Turtle).for_slice(&text).map(Result::unwrap)).unwrap();
    View::build(&store, Query::parse_with_known_prefixes(EDGES).unwrap(), &CancellationToken::new()).unwrap()
}

pub(crate) fn all_of(store: &Store) -> View {
    let catalog = Catalog::builtin();
    let query = catalog.view("all").unwrap().prepare(&std::collections::BTreeMap::new()).unwrap();
    View::build(store, query, &CancellationToken::new()).unwrap()
}

#[test]
fn every_shipped_view_is_built_from_the_seed() {
    let catalog = Catalog::builtin();
    for view in catalog.views() {
        let built =
            View::build(seed(), view.prepare(&std::collections::BTreeMap::new()).unwrap(), &CancellationToken::new());
        assert!(built.is_ok(), "{}: {:?}", view.name, built.err());
    }
}

#[test]
fn the_view_knows_kinds_and_names() {
    let view = all_of(seed());
    let guangxi = view.find("450000").unwrap();
    assert_eq!(view.node(guangxi).name, "广西壮族自治区");
    assert_eq!(view.node(guangxi).kind, "Place");
    assert_eq!(view.find("id:place-450000"), Ok(guangxi));
    assert_eq!(view.node(view.find("编号4").unwrap()).kind, "Case");
    assert!(view.nodes().all(|id| !view.node(id).name.is_empty() && view.node(id).kind != "Thing"));
}

#[test]
fn edges_show_the_words_behind_them() {
    let store = example();
    let view = all_of(&store);
    let policy = view.find("桂发〔2023〕9号").unwrap();
    let cites =
        view.edges().find(|id| view.edge(*id).relation_name() == "cites" && view.ends(*id).1 == policy).unwrap();
    let quotations = evidence::behind(&store, &view, cites, &CancellationToken::new()).unwrap();
    assert_eq!(quotations.len(), 1);
    assert_eq!(quotations[0].quotation, "《关于以学促干服务壮大实体经济推动高质量发展的意见》（桂发〔2023〕9号）");
    assert_eq!((quotations[0].start, quotations[0].end), (15771, 15809));
    let awarded = view.edges().find(|id| view.edge(*id).relation_name() == "grantedBy").unwrap();
    assert!(!evidence::behind(&store, &view, awarded, &CancellationToken::new()).unwrap().is_empty());
    let by_register = view.edges().find(|id| view.edge(*id).relation_name() == "locatedIn").unwrap();
    assert_eq!(evidence::behind(&store, &view, by_register, &CancellationToken::new()).unwrap(), []);
}

#[test]
fn names_codes_and_aliases_are_understood_and_others_explained() {
    let view = view_of(
        ":a cg:name '桂林市财政局' ; skos:altLabel '市财政局' ; :r :b . \
         :b cg:name '柳州市财政局' ; skos:altLabel '市财政局' ; cg:adminCode '450200' .",
    );
    assert_eq!(view.find("桂林市财政局"), view.find("http://x/a"));
    assert_eq!(view.find("450200"), view.find("<http://x/b>"));
    let NameError::Ambiguous { candidates, .. } = view.find("市财政局").unwrap_err() else {
        panic!("two are called so")
    };
    assert_eq!(candidates.len(), 2);
    assert_eq!(view.find("桂林财政局").unwrap_err().hint(), "did you mean 桂林市财政局, 柳州市财政局?");
    assert_eq!(view.find("xyz").unwrap_err().hint(), "give a name, a code or an IRI");
}

#[test]
fn a_query_without_the_columns_is_no_view() {
    let query = Query::parse("SELECT ?source ?target { ?source ?p ?target }").unwrap();
    let error = View::build(seed(), query, &CancellationToken::new()).unwrap_err();
    assert!(matches!(error, ViewError::Columns { missing: "?relation" }), "{error}");
}

#[test]
fn a_view_is_built_again_only_after_a_write() {
    let store = Store::in_memory().unwrap();
    let views = Views::default();
    let query = || Query::parse_with_known_prefixes(EDGES).unwrap();
    let wanted = Wanted { query: EDGES.to_owned(), ..Wanted::default() };
    let get = || views.get(&store, &wanted, query, &CancellationToken::new()).unwrap();
    let first = get();
    assert!(std::sync::Arc::ptr_eq(&first, &get()));
    let quads = RdfParser::from_format(RdfFormat::NTriples).for_slice("<http://a> <http://r> <http://b> .");
    store.load(quads.map(Result::unwrap)).unwrap();
    assert_eq!(get().nodes().len(), 2);
    // What users write into graphs of their own concerns only views that look there.
    let graphs = "SELECT ?source ?relation ?target { GRAPH ?g { ?source ?relation ?target } }";
    let wanted_of_graphs = Wanted { query: graphs.to_owned(), ..Wanted::default() };
    let get_of_graphs = || {
        let query = || Query::parse(graphs).unwrap();
        views.get(&store, &wanted_of_graphs, query, &CancellationToken::new()).unwrap()
    };
    let (facts, own) = (get(), get_of_graphs());
    let line = b"<http://c> <http://r> <http://d> <http://g> .";
    let added = RdfParser::from_format(RdfFormat::NQuads).for_slice(line).map(Result::unwrap).collect();
    store.apply(&Patch { added, ..Patch::default() }).unwrap();
    assert!(std::sync::Arc::ptr_eq(&facts, &get()));
    assert_eq!((own.nodes().len(), get_of_graphs().nodes().len()), (0, 2));
}

/// Source, relation, target and weight of every edge, by local names.
fn edges_of(view: &View) -> Vec<(String, String, String, f64)> {
    let name = |id| view.node(id).name.clone();
    let edge = |id| {
        let (source, target) = view.ends(id);
        (name(source), view.edge(id).relation_name().to_owned(), name(target), view.edge(id).weight)
    };
    view.edges().map(edge).collect()
}

fn edge(source: &str, relation: &str, target: &str, weight: f64) -> (String, String, String, f64) {
    (source.to_owned(), relation.to_owned(), target.to_owned(), weight)
}

#[test]
fn directions_are_dropped_and_parallel_edges_merged_on_demand() {
    let view = view_of(":a :r :b . :b :r :a . :a :s :b . :b :s :c . :c :s :c .");
    let shaped = |undirected, merged| edges_of(&Shape { undirected, merged }.apply(&view));
    assert_eq!(shaped(false, false), edges_of(&view), "kept as they are");
    assert_eq!(
        shaped(true, false),
        [edge("a", "r", "b", 2.0), edge("a", "s", "b", 1.0), edge("b", "s", "c", 1.0), edge("c", "s", "c", 1.0)]
    );
    assert_eq!(
        shaped(false, true),
        [edge("a", "related", "b", 2.0), edge("b", "r", "a", 1.0), edge("b", "s", "c", 1.0), edge("c", "s", "c", 1.0)]
    );
    let merged = Shape { undirected: true, merged: true }.apply(&view);
    assert_eq!(edges_of(&merged)[0], edge("a", "related", "b", 3.0));
    assert_eq!(merged.edge(merged.edges().next().unwrap()).label, Some("r, s"));
}

#[test]
fn a_view_is_the_same_whatever_the_order_of_its_rows() {
    let rows = |order: &[&str]| edges_of(&view_of(&order.concat()));
    let parts = [":a :r :b . ", ":b :r :c . ", ":a :s :b . ", ":d :r :a . "];
    assert_eq!(rows(&parts), rows(&[parts[3], parts[1], parts[0], parts[2]]));
}

fn seed_part(view: &str, filter: &Filter) -> View {
    let catalog = Catalog::builtin();
    let saved = catalog.view(view).unwrap();
    let query = || saved.prepare(&std::collections::BTreeMap::new()).unwrap();
    let wanted = Wanted { query: saved.text.clone(), filter: filter.clone(), ..Wanted::default() };
    let view = Views::default().get(seed(), &wanted, query, &CancellationToken::new()).unwrap();
    View::clone(&view)
}

fn set(words: &[&str]) -> std::collections::BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn filters_keep_a_case_a_place_kinds_and_relations() {
    let kinds = |view: &View, kind: &str| view.nodes().filter(|id| view.node(*id).kind == kind).count();
    let whole = seed_part("all", &Filter::default());
    let of_case = seed_part("all", &Filter { cases: set(&["8"]), ..Filter::default() });
    assert_eq!(kinds(&of_case, "Case"), 1);
    assert!(of_case.find("东兴市人民医院").is_ok(), "what the case involves is there");
    assert!(of_case.find("桂林市").is_err(), "what only other cases have is not");
    assert!(of_case.find("广西壮族自治区").is_ok(), "the register goes on from the case's city");
    let in_guilin = seed_part("all", &Filter { places: set(&["450300"]), ..Filter::default() });
    assert!(kinds(&in_guilin, "Case") < kinds(&whole, "Case") && kinds(&in_guilin, "Case") > 0);
    let in_province = seed_part("all", &Filter { places: set(&["广西壮族自治区"]), ..Filter::default() });
    assert_eq!(kinds(&in_province, "Case"), 10, "a province holds its cities");
    let bodies = Filter { kinds: set(&["Agency", "Case"]), relations: set(&["reportedBy"]), ..Filter::default() };
    let bodies = seed_part("all", &bodies);
    assert!(bodies.edges().len() > 0);
    assert!(bodies.nodes().all(|id| ["Agency", "Case"].contains(&bodies.node(id).kind.as_str())));
    assert!(bodies.edges().all(|id| bodies.edge(id).relation_name() == "reportedBy"));
}

#[test]
fn a_filter_that_names_nothing_says_what_there_is() {
    let error = |filter: Filter| filter.apply(&View::default(), seed(), &CancellationToken::new()).unwrap_err();
    let year = error(Filter { years: [1999].into(), ..Filter::default() });
    assert_eq!(
        (year.to_string().as_str(), year.hint().as_deref()),
        ("there is no case of the year 1999", Some("there are cases of 2023"))
    );
    assert_eq!(error(Filter { cases: set(&["77"]), ..Filter::default() }).to_string(), "there is no case 77");
    assert_eq!(
        error(Filter { places: set(&["亚特兰蒂斯"]), ..Filter::default() }).to_string(),
        "there is no place 亚特兰蒂斯"
    );
}

#[test]
fn computed_edges_keep_what_they_go_through_and_its_statements() {
    let view = seed_part("agencies", &Filter::default());
    for id in view.edges() {
        assert!(view.via(id).len() > 0 && view.via(id).all(|thing| thing.kind == "Case"));
        assert_eq!(view.edge(id).weight.to_string(), view.via(id).len().to_string());
        assert!(view.statements(id).len() >= 2, "each end has its statement");
        assert!(!evidence::behind(seed(), &view, id, &CancellationToken::new()).unwrap().is_empty());
    }
    let one = seed_part("agencies", &Filter { cases: set(&["8"]), ..Filter::default() });
    assert!(one.edges().len() > 0 && one.edges().len() < view.edges().len());
    assert!(one.edges().all(|id| one.via(id).len() == 1 && one.edge(id).weight < 2.0));
}

#[test]
fn the_command_line_shows_neighbours_and_explains_unknown_names() {
    let folder = Folder::built(&[("a.txt", &case(1, "减证便民"))]);
    let report = ask(&folder, &["graph", "neighbors", "编号1", "--without", "Indicator", "--json"]);
    let report: serde_json::Value = serde_json::from_slice(&report.stdout).unwrap();
    assert_eq!(report["node"]["type"], "Case");
    assert!(report["neighbours"].as_array().is_some_and(|found| !found.is_empty()), "{report}");
    let near = report["neighbours"][0]["name"].as_str().unwrap();
    check(&ask(&folder, &["graph", "path", "编号1", near]), 0, &["1 step\n", near], &[]);
    check(&ask(&folder, &["graph", "path", "编号1", "nowhere"]), 2, &[], &["nothing in this view is called nowhere"]);
    check(
        &ask(&folder, &["graph", "neighbors", "编号1", "--view", "x"]),
        2,
        &[],
        &["there is no view x", "agencies, all"],
    );
}
