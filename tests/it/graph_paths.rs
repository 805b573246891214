//! Paths and neighbours of the view: by hand on small graphs, against brute force on random ones.

use std::collections::BTreeSet;

use casegraph::answer::network::neighbours::{Neighbourhood, Reach, neighbours};
use casegraph::answer::network::path::{Cost, Options, PathError, Paths, Which, paths};
use casegraph::answer::network::{Bounds, Builder, Direction, NodeId, Stop, View};
use casegraph::answer::sparql::CancellationToken;

use crate::graph::view_of;

/// A small generator of numbers (Knuth's constants): the same for everybody.
pub(crate) struct Dice(pub(crate) u64);

impl Dice {
    pub(crate) fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % bound
    }
}

/// A view of numbered nodes.
pub(crate) fn numbered(edges: &[(u64, u64, f64)]) -> View {
    let mut builder = Builder::default();
    for (from, to, weight) in edges {
        builder.add([&format!("http://x/{from:03}"), "http://x/r", &format!("http://x/{to:03}")], *weight, None, "");
    }
    builder.finish()
}

pub(crate) fn random(seed: u64, nodes: u64, edges: u64) -> View {
    let mut dice = Dice(seed);
    let list: Vec<_> = (0..edges).map(|_| (dice.below(nodes), dice.below(nodes), (dice.below(4) + 1) as f64)).collect();
    numbered(&list)
}

fn ask(view: &View, from: &str, to: &str, options: &Options) -> Result<Paths, PathError> {
    let end = |name: &str| view.find(&format!("http://x/{name}")).unwrap();
    paths(view, end(from), end(to), options, &Stop::new(&CancellationToken::new()))
}

fn names(view: &View, from: &str, to: &str, options: &Options) -> Vec<String> {
    let name = |id: &NodeId| view.node(*id).name.clone();
    let found = ask(view, from, to, options).unwrap();
    found.paths.iter().map(|path| path.nodes.iter().map(name).collect::<Vec<_>>().join(" ")).collect()
}

fn within(bounds: Bounds) -> Options {
    Options { bounds, limit: 10, ..Options::default() }
}

fn set(words: &[&str]) -> BTreeSet<String> {
    words.iter().map(|word| (*word).to_owned()).collect()
}

#[test]
fn paths_are_shortest_undirected_and_in_the_order_of_iris() {
    let view = view_of(":a :r :c . :a :r :b . :d :r :b . :d :r :c . :d :r :e .");
    assert_eq!(names(&view, "a", "e", &within(Bounds::default())), ["a b d e", "a c d e"]);
    let one = ask(&view, "a", "e", &Options::default()).unwrap();
    assert!(one.paths.len() == 1 && one.is_cut);
    assert_eq!(names(&view, "a", "a", &within(Bounds::default())), ["a"]);
}

#[test]
fn paths_go_around_kinds_nodes_and_hubs_and_along_directions_and_relations() {
    let view = view_of(":p a cg:Place . :a :in :p . :b :in :p . :a :knows :c . :c :knows :b .");
    assert_eq!(names(&view, "a", "b", &within(Bounds::default())), ["a c b", "a p b"]);
    let around = Bounds { without: set(&["Place"]), ..Bounds::default() };
    assert_eq!(names(&view, "a", "b", &within(around.clone())), ["a c b"]);
    assert_eq!(names(&view, "a", "p", &within(around)), ["a p"], "ends may be of the kind");
    let around = Bounds { around: [view.find("http://x/c").unwrap()].into(), ..Bounds::default() };
    assert_eq!(names(&view, "a", "b", &within(around)), ["a p b"]);
    let out = Bounds { direction: Direction::Out, ..Bounds::default() };
    assert_eq!(names(&view, "a", "b", &within(out)), ["a c b"]);
    let back = Bounds { direction: Direction::In, ..Bounds::default() };
    assert_eq!(names(&view, "b", "a", &within(back)), ["b c a"]);
    let placed = Bounds { relations: set(&["in"]), ..Bounds::default() };
    assert_eq!(names(&view, "a", "b", &within(placed)), ["a p b"]);
    let view = view_of(":a :in :p . :b :in :p . :c :in :p . :a :r :d . :d :r :e . :e :r :b .");
    let around = Bounds { most_edges: Some(2), ..Bounds::default() };
    assert_eq!(names(&view, "a", "b", &within(around)), ["a d e b"], "p has three edges");
}

#[test]
fn paths_pass_through_what_is_asked_for() {
    let view = view_of(":a :r :b . :a :r :c . :b :r :d . :c :r :d . :c a cg:Case . :a :r :d .");
    let through = |options: Options| names(&view, "a", "d", &Options { limit: 9, which: Which::Best, ..options });
    assert_eq!(through(Options::default()), ["a d", "a b d", "a c d"]);
    assert_eq!(through(Options { through_kinds: set(&["Case"]), ..Options::default() }), ["a c d"]);
    let b = [view.find("http://x/b").unwrap()].into();
    assert_eq!(through(Options { through: b, ..Options::default() }), ["a b d"]);
    let nothing = Options { through_kinds: set(&["Place"]), ..Options::default() };
    assert_eq!(ask(&view, "a", "d", &nothing), Err(PathError::NoneThrough { examined: 3 }));
}

#[test]
fn no_path_says_how_far_each_side_reaches() {
    let view = view_of(":a :r :b . :c :r :d . :d :r :e .");
    for which in [Which::Shortest, Which::Best, Which::Simple(4)] {
        let options = Options { which, ..Options::default() };
        assert_eq!(ask(&view, "a", "e", &options), Err(PathError::None { from: 2, to: 3 }));
    }
    let options = Options { which: Which::Simple(1), ..Options::default() };
    assert_eq!(ask(&view, "c", "e", &options), Err(PathError::Longer { longest: 1, shortest: 2 }));
}

#[test]
fn a_step_is_made_by_all_edges_of_its_pair() {
    let view = view_of(":a :r :b . :b :s :a . :a :s :b .");
    let found = ask(&view, "a", "b", &within(Bounds::default())).unwrap();
    assert_eq!((found.paths.len(), found.paths[0].steps[0].len()), (1, 3));
}

#[test]
fn weights_are_lengths_or_strengths() {
    let view = numbered(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 4.0)]);
    let best = |cost| names(&view, "000", "002", &Options { cost, ..Options::default() });
    assert_eq!(best(Cost::Steps), ["000 002"]);
    assert_eq!(best(Cost::Weight), ["000 001 002"]);
    assert_eq!(best(Cost::Strength), ["000 002"]);
}

/// Whether two costs are the same but for the rounding of their sums.
fn same(one: f64, other: f64) -> bool {
    (one - other).abs() < 1e-6
}

/// Every simple path by its cost and nodes, found by trying everything.
fn everything(view: &View, from: NodeId, to: NodeId, cost: Cost, bounds: &Bounds) -> Vec<(f64, Vec<NodeId>)> {
    let mut found = Vec::new();
    let mut open = vec![(0.0, vec![from])];
    while let Some((spent, nodes)) = open.pop() {
        let last = *nodes.last().unwrap();
        if last == to {
            found.push((spent, nodes));
            continue;
        }
        let mut next: Vec<_> = view.steps(last, bounds);
        next.retain(|(node, _)| !nodes.contains(node));
        for group in next.chunk_by(|a, b| a.0 == b.0) {
            let weights = group.iter().map(|(_, edge)| view.edge(*edge).weight);
            let step = match cost {
                Cost::Steps => 1.0,
                Cost::Weight => weights.fold(f64::INFINITY, f64::min),
                Cost::Strength => 1.0 / weights.sum::<f64>(),
            };
            open.push((spent + step, [nodes.as_slice(), &[group[0].0]].concat()));
        }
    }
    found.sort_by(|a, b| if same(a.0, b.0) { a.1.cmp(&b.1) } else { a.0.total_cmp(&b.0) });
    found
}

#[test]
fn all_searches_agree_with_trying_everything() {
    let stop = CancellationToken::new();
    let mut compared = 0;
    for seed in 0..60 {
        let view = random(seed, 7, 12);
        let (from, to) = (view.nodes().next().unwrap(), view.nodes().last().unwrap());
        for direction in [Direction::Both, Direction::Out] {
            let bounds = Bounds { direction, ..Bounds::default() };
            for cost in [Cost::Steps, Cost::Weight] {
                let wanted = everything(&view, from, to, cost, &bounds);
                let ask = |which, limit| {
                    let options = Options { bounds: bounds.clone(), cost, which, limit, ..Options::default() };
                    let found = paths(&view, from, to, &options, &Stop::new(&stop));
                    found.map_or(Vec::new(), |found| found.paths.into_iter().map(|path| path.nodes).collect())
                };
                let nodes =
                    |paths: &[(f64, Vec<NodeId>)]| paths.iter().map(|(_, nodes)| nodes.clone()).collect::<Vec<_>>();
                let least = wanted.iter().filter(|(cost, _)| same(*cost, wanted[0].0)).cloned().collect::<Vec<_>>();
                assert_eq!(ask(Which::Shortest, 99), nodes(&least), "shortest, {seed} {direction:?} {cost:?}");
                assert_eq!(ask(Which::Best, 500), nodes(&wanted), "best, {seed} {direction:?} {cost:?}");
                if cost == Cost::Steps {
                    assert_eq!(ask(Which::Simple(6), 500), nodes(&wanted), "simple, {seed} {direction:?}");
                }
                compared += wanted.len();
            }
        }
    }
    assert!(compared > 500, "{compared} paths were compared");
}

#[test]
fn every_search_can_be_stopped() {
    let view = random(1, 60, 200);
    let (from, to) = (NodeId::default(), view.nodes().last().unwrap());
    for which in [Which::Shortest, Which::Best, Which::Simple(8)] {
        for cost in [Cost::Steps, Cost::Weight] {
            let options = Options { which, cost, limit: 1000, ..Options::default() };
            let stopped = paths(&view, from, to, &options, &Stop::after(&CancellationToken::new(), 3));
            assert!(matches!(stopped, Err(PathError::Stopped(_))), "{which:?} {cost:?}");
        }
    }
    let token = CancellationToken::new();
    token.cancel();
    let reach = Reach { depth: 3, ..Reach::default() };
    assert!(neighbours(&view, from, &Bounds::default(), reach, &Stop::new(&token)).is_err());
}

fn around(view: &View, name: &str, bounds: &Bounds, reach: Reach) -> Neighbourhood {
    let start = view.find(&format!("http://x/{name}")).unwrap();
    neighbours(view, start, bounds, reach, &Stop::new(&CancellationToken::new())).unwrap()
}

#[test]
fn neighbours_stop_at_depth_limit_and_kinds() {
    let view = view_of(":p a cg:Place . :a :r :b . :b :r :c . :a :in :p . :d :in :p .");
    let names = |depth, bounds: &Bounds, limit| -> Vec<String> {
        let found = around(&view, "a", bounds, Reach { depth, limit, ..Reach::default() });
        found.nodes.iter().map(|(id, steps)| format!("{}{steps}", view.node(*id).name)).collect()
    };
    assert_eq!(names(1, &Bounds::default(), 99), ["a0", "b1", "p1"]);
    assert_eq!(names(2, &Bounds::default(), 99), ["a0", "b1", "p1", "c2", "d2"]);
    let without = Bounds { without: set(&["Place"]), ..Bounds::default() };
    assert_eq!(names(2, &without, 99), ["a0", "b1", "p1", "c2"], "a place is shown and not passed");
    assert_eq!(names(2, &Bounds::default(), 1), ["a0", "p1"], "of relations with as many edges the first by IRI");
    assert!(around(&view, "a", &Bounds::default(), Reach { depth: 2, limit: 2, ..Reach::default() }).is_cut);
}

#[test]
fn neighbours_are_told_by_relation_and_shown_in_portions_by_weight() {
    let view = numbered(&[(0, 1, 1.0), (0, 2, 5.0), (0, 3, 3.0), (4, 0, 2.0)]);
    let portion = |offset| around(&view, "000", &Bounds::default(), Reach { each: 2, offset, ..Reach::default() });
    let names = |found: &Neighbourhood| {
        found.nodes.iter().skip(1).map(|(id, _)| view.node(*id).name.clone()).collect::<Vec<_>>()
    };
    let first = portion(0);
    assert_eq!(names(&first), ["002", "003", "004"], "of each relation and direction the two heaviest");
    let told: Vec<_> = first.relations.iter().map(|r| (r.direction, r.count, r.weight, r.shown)).collect();
    assert_eq!(told, [(Direction::Out, 3, 9.0, 2), (Direction::In, 1, 2.0, 1)]);
    assert!(first.is_cut);
    assert_eq!(names(&portion(2)), ["001"], "what comes after");
}
