//! The petgraph view: names, neighbours, paths and the words behind them, on the graph of the seed and on small ones.

use casegraph::answer::catalog::Catalog;
use casegraph::answer::network::neighbours::neighbours;
use casegraph::answer::network::path::shortest;
use casegraph::answer::network::{Bounds, Direction, NameError, View, ViewError, Views, evidence};
use casegraph::answer::sparql::{CancellationToken, Query};
use casegraph::store::Store;
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

fn all_of(store: &Store) -> View {
    let catalog = Catalog::builtin();
    let query = catalog.view("all").unwrap().prepare(&std::collections::BTreeMap::new()).unwrap();
    View::build(store, query, &CancellationToken::new()).unwrap()
}

fn path_names(view: &View, from: &str, to: &str, bounds: &Bounds, limit: usize) -> Vec<Vec<String>> {
    let (from, to) = (view.find(from).unwrap(), view.find(to).unwrap());
    let name = |id: &_| view.node(*id).name.clone();
    shortest(view, from, to, bounds, limit).unwrap().iter().map(|path| path.nodes.iter().map(name).collect()).collect()
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
    assert_eq!(quotations[0].exact, "《关于以学促干服务壮大实体经济推动高质量发展的意见》（桂发〔2023〕9号）");
    assert_eq!((quotations[0].start, quotations[0].end), (15771, 15809));
    let awarded = view.edges().find(|id| view.edge(*id).relation_name() == "grantedBy").unwrap();
    assert!(!evidence::behind(&store, &view, awarded, &CancellationToken::new()).unwrap().is_empty());
    let by_register = view.edges().find(|id| view.edge(*id).relation_name() == "locatedIn").unwrap();
    assert_eq!(evidence::behind(&store, &view, by_register, &CancellationToken::new()).unwrap(), []);
}

#[test]
fn paths_are_shortest_undirected_and_in_the_order_of_iris() {
    let view = view_of(":a :r :c . :a :r :b . :d :r :b . :d :r :c . :d :r :e .");
    let found = path_names(&view, "http://x/a", "http://x/e", &Bounds::default(), 10);
    assert_eq!(found, [["a", "b", "d", "e"], ["a", "c", "d", "e"]]);
    assert_eq!(path_names(&view, "http://x/a", "http://x/e", &Bounds::default(), 1).len(), 1);
    assert_eq!(path_names(&view, "http://x/a", "http://x/a", &Bounds::default(), 10), [["a"]]);
}

#[test]
fn paths_go_around_kinds_and_along_directions_and_relations() {
    let view = view_of(":p a cg:Place . :a :in :p . :b :in :p . :a :knows :c . :c :knows :b .");
    let around = Bounds { without: ["Place".to_owned()].into(), ..Bounds::default() };
    assert_eq!(
        path_names(&view, "http://x/a", "http://x/b", &Bounds::default(), 9),
        [["a", "c", "b"], ["a", "p", "b"]]
    );
    assert_eq!(path_names(&view, "http://x/a", "http://x/b", &around, 9), [["a", "c", "b"]]);
    assert_eq!(path_names(&view, "http://x/a", "http://x/p", &around, 9), [["a", "p"]], "ends may be of the kind");
    let out = Bounds { direction: Direction::Out, ..Bounds::default() };
    assert_eq!(path_names(&view, "http://x/a", "http://x/b", &out, 9), [["a", "c", "b"]]);
    let placed = Bounds { relations: ["in".to_owned()].into(), ..Bounds::default() };
    assert_eq!(path_names(&view, "http://x/a", "http://x/b", &placed, 9), [["a", "p", "b"]]);
}

#[test]
fn no_path_says_how_far_each_side_reaches() {
    let view = view_of(":a :r :b . :c :r :d . :d :r :e .");
    let (a, e) = (view.find("http://x/a").unwrap(), view.find("http://x/e").unwrap());
    let error = shortest(&view, a, e, &Bounds::default(), 1).unwrap_err();
    assert_eq!((error.from, error.to), (2, 3));
}

#[test]
fn neighbours_stop_at_depth_limit_and_kinds() {
    let view = view_of(":p a cg:Place . :a :r :b . :b :r :c . :a :in :p . :d :in :p .");
    let start = view.find("http://x/a").unwrap();
    let names = |depth, bounds: &Bounds, limit| -> Vec<String> {
        let found = neighbours(&view, start, depth, bounds, limit);
        found.nodes.iter().map(|(id, steps)| format!("{}{steps}", view.node(*id).name)).collect()
    };
    assert_eq!(names(1, &Bounds::default(), 99), ["a0", "b1", "p1"]);
    assert_eq!(names(2, &Bounds::default(), 99), ["a0", "b1", "p1", "c2", "d2"]);
    let around = Bounds { without: ["Place".to_owned()].into(), ..Bounds::default() };
    assert_eq!(names(2, &around, 99), ["a0", "b1", "p1", "c2"], "a place is shown and not passed");
    assert_eq!(names(2, &Bounds::default(), 2), ["a0", "b1"]);
    assert!(neighbours(&view, start, 2, &Bounds::default(), 2).is_cut);
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
    let get = || views.get(&store, "all", query, &CancellationToken::new()).unwrap();
    let first = get();
    assert!(std::sync::Arc::ptr_eq(&first, &get()));
    let quads = RdfParser::from_format(RdfFormat::NTriples).for_slice("<http://a> <http://r> <http://b> .");
    store.load(quads.map(Result::unwrap)).unwrap();
    assert_eq!(get().nodes().len(), 2);
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
