//! Ranks, components, communities, likeness and the rest, on small graphs whose answers are known.

use casegraph::answer::network::community::{self, communities};
use casegraph::answer::network::compare::compare;
use casegraph::answer::network::components::{components, joints};
use casegraph::answer::network::rank::{Measure, Options, RankError, Ranking, Why, betweenness, rank};
use casegraph::answer::network::similar::{self, Likeness, similar};
use casegraph::answer::network::subgraph::subgraph;
use casegraph::answer::network::suggest;
use casegraph::answer::network::{Bounds, Direction, NodeId, Projection, Stop, View};
use casegraph::answer::sparql::CancellationToken;

use crate::graph::view_of;
use crate::graph_paths::{numbered, random};

fn ranked(view: &View, options: &Options) -> Ranking {
    rank(view, options, &Stop::new(&CancellationToken::new())).unwrap()
}

/// The values of a measure, by node.
fn values(view: &View, measure: Measure) -> Vec<f64> {
    values_of(view, &Options { measure, ..Options::default() })
}

fn values_of(view: &View, options: &Options) -> Vec<f64> {
    let mut rows = ranked(view, &Options { limit: usize::MAX, ..options.clone() }).rows;
    rows.sort_by_key(|row| row.node);
    rows.iter().map(|row| row.value).collect()
}

fn close(found: &[f64], wanted: &[f64]) {
    assert_eq!(found.len(), wanted.len(), "{found:?} {wanted:?}");
    for (one, other) in found.iter().zip(wanted) {
        assert!((one - other).abs() < 1e-6, "{found:?} instead of {wanted:?}");
    }
}

fn path(count: u64) -> View {
    numbered(&(1..count).map(|at| (at - 1, at, 1.0)).collect::<Vec<_>>())
}

fn star(rays: u64) -> View {
    numbered(&(1..=rays).map(|at| (0, at, 1.0)).collect::<Vec<_>>())
}

fn cycle(count: u64) -> View {
    numbered(&(0..count).map(|at| (at, (at + 1) % count, 1.0)).collect::<Vec<_>>())
}

/// Two cliques of five, joined by one tie between 4 and 5.
fn barbell() -> View {
    let clique = |first: u64| (first..first + 5).flat_map(move |a| (a + 1..first + 5).map(move |b| (a, b, 1.0)));
    numbered(&clique(0).chain(clique(5)).chain([(4, 5, 1.0)]).collect::<Vec<_>>())
}

/// The karate club of Zachary (1977): who met whom outside of the club.
fn karate() -> View {
    const TIES: &str = "0-1 0-2 0-3 0-4 0-5 0-6 0-7 0-8 0-10 0-11 0-12 0-13 0-17 0-19 0-21 0-31 1-2 1-3 1-7 1-13 1-17 \
        1-19 1-21 1-30 2-3 2-7 2-8 2-9 2-13 2-27 2-28 2-32 3-7 3-12 3-13 4-6 4-10 5-6 5-10 5-16 6-16 8-30 8-32 8-33 \
        9-33 13-33 14-32 14-33 15-32 15-33 18-32 18-33 19-33 20-32 20-33 22-32 22-33 23-25 23-27 23-29 23-32 23-33 \
        24-25 24-27 24-31 25-31 26-29 26-33 27-33 28-31 28-33 29-32 29-33 30-32 30-33 31-32 31-33 32-33";
    let tie = |tie: &str| {
        let (a, b) = tie.split_once('-').unwrap();
        (a.parse().unwrap(), b.parse().unwrap(), 1.0)
    };
    numbered(&TIES.split_whitespace().map(tie).collect::<Vec<_>>())
}

#[test]
fn paths_stars_and_cycles_have_the_values_of_theory() {
    close(&values(&path(5), Measure::Betweenness), &[0.0, 3.0, 4.0, 3.0, 0.0]);
    close(&values(&path(4), Measure::Closeness), &[0.5, 0.75, 0.75, 0.5]);
    close(&values(&path(3), Measure::Harmonic), &[1.5, 2.0, 1.5]);
    close(&values(&star(4), Measure::Betweenness), &[6.0, 0.0, 0.0, 0.0, 0.0]);
    close(&values(&star(4), Measure::Degree), &[4.0, 1.0, 1.0, 1.0, 1.0]);
    let ray = 1.0 / 8.0_f64.sqrt();
    close(&values(&star(4), Measure::Eigenvector), &[0.5_f64.sqrt(), ray, ray, ray, ray]);
    close(&values(&cycle(5), Measure::PageRank), &[0.2; 5]);
    close(&values(&cycle(5), Measure::Betweenness), &[1.0; 5]);
    close(&values(&cycle(6), Measure::Core), &[2.0; 6]);
    close(&values(&star(4), Measure::Core), &[1.0; 5]);
    let shares: Vec<_> = ranked(&star(4), &Options { measure: Measure::Betweenness, ..Options::default() })
        .rows
        .iter()
        .map(|row| row.share.unwrap())
        .collect();
    close(&shares, &[1.0, 0.0, 0.0, 0.0, 0.0]);
}

#[test]
fn the_karate_club_has_the_values_of_the_literature() {
    let view = karate();
    let top = |measure| {
        let ranking = ranked(&view, &Options { measure, limit: 3, ..Options::default() });
        ranking.rows.iter().map(|row| (row.node.number(), (row.value * 1e4).round() / 1e4)).collect::<Vec<_>>()
    };
    assert_eq!(top(Measure::Degree), [(33, 17.0), (0, 16.0), (32, 12.0)]);
    assert_eq!(top(Measure::Betweenness), [(0, 231.0714), (33, 160.5516), (32, 76.6905)]);
    assert_eq!(top(Measure::PageRank), [(33, 0.1009), (0, 0.097), (32, 0.0717)]);
    assert_eq!(top(Measure::Closeness), [(0, 0.569), (2, 0.5593), (33, 0.55)]);
    assert_eq!(top(Measure::Eigenvector), [(33, 0.3734), (0, 0.3555), (2, 0.3172)]);
    assert_eq!(top(Measure::Core), [(0, 4.0), (1, 4.0), (2, 4.0)]);
    let found = communities(&view, &community::Options::default(), &Stop::new(&CancellationToken::new())).unwrap();
    assert_eq!(found.communities.len(), 4);
    assert!((found.modularity - 0.4198).abs() < 1e-4, "{}", found.modularity);
}

#[test]
fn pagerank_follows_directions_dead_ends_and_seeds() {
    // A dead end hands its value to all; the values are those of networkx.
    let view = numbered(&[(0, 1, 1.0), (1, 2, 1.0), (0, 2, 1.0)]);
    let out = Bounds { direction: Direction::Out, ..Bounds::default() };
    let along = Options { bounds: out, ..Options::default() };
    close(&values_of(&view, &along), &[0.197_580_03, 0.281_551_54, 0.520_868_43]);
    let near = Options { seeds: [NodeId::at(0)].into(), ..Options::default() };
    let from_end = values_of(&path(4), &near);
    assert!(from_end[0] > from_end[2] && from_end[1] > from_end[2] && from_end[2] > from_end[3], "{from_end:?}");
    // Weights count: node 1 gets three times what node 2 gets.
    let weighted = values_of(&numbered(&[(0, 1, 3.0), (0, 2, 1.0)]), &along);
    let base = weighted[0];
    assert!(((weighted[1] - base) / (weighted[2] - base) - 3.0).abs() < 1e-6, "{weighted:?}");
}

/// Betweenness by its definition: for each pair the shortest paths, all of them.
fn by_definition(view: &View) -> Vec<f64> {
    use casegraph::answer::network::path::{Options, paths};
    let token = CancellationToken::new();
    let mut values = vec![0.0; view.nodes().len()];
    for from in view.nodes() {
        for to in view.nodes().filter(|to| *to > from) {
            let options = Options { limit: 10_000, ..Options::default() };
            let Ok(found) = paths(view, from, to, &options, &Stop::new(&token)) else { continue };
            for path in &found.paths {
                for inner in &path.nodes[1..path.nodes.len() - 1] {
                    values[inner.number()] += 1.0 / found.paths.len() as f64;
                }
            }
        }
    }
    values
}

#[test]
fn betweenness_is_what_its_definition_says() {
    for seed in 0..20 {
        let view = random(seed, 14, 24);
        close(&values(&view, Measure::Betweenness), &by_definition(&view));
    }
}

#[test]
fn parallel_edges_loops_pieces_and_nothing_at_all() {
    let odd = numbered(&[(0, 1, 1.0), (1, 0, 2.0), (1, 1, 1.0), (2, 3, 1.0)]);
    close(&values(&odd, Measure::Degree), &[2.0, 4.0, 1.0, 1.0]);
    close(&values(&odd, Measure::WeightedDegree), &[3.0, 5.0, 1.0, 1.0]);
    close(&values(&odd, Measure::Core), &[1.0; 4]);
    close(&values(&odd, Measure::Betweenness), &[0.0; 4]);
    close(&values(&odd, Measure::Closeness), &[1.0 / 3.0; 4]);
    assert!((values(&odd, Measure::PageRank).iter().sum::<f64>() - 1.0).abs() < 1e-9);
    let single = numbered(&[(7, 7, 1.0)]);
    let empty = numbered(&[]);
    for measure in Measure::ALL {
        assert_eq!(values(&empty, measure), [0.0; 0], "{}", measure.name());
        assert!(values(&single, measure)[0].is_finite(), "{}", measure.name());
    }
    let stop = CancellationToken::new();
    assert!(components(&empty, &Bounds::default(), false, &Stop::new(&stop)).unwrap().is_empty());
    assert!(communities(&empty, &community::Options::default(), &Stop::new(&stop)).unwrap().communities.is_empty());
    assert_eq!(joints(&single, &Bounds::default(), &Stop::new(&stop)).unwrap().bridges, []);
}

#[test]
fn eigenvectors_are_those_of_theory_and_never_below_zero() {
    // A path of n has sin(π i / (n + 1)); its two greatest values are near, so that the iteration is long.
    let many = 200_u64;
    let path: Vec<_> = (0..many - 1).map(|at| (at, at + 1, 1.0)).collect();
    let found = values(&numbered(&path), Measure::Eigenvector);
    let wanted: Vec<f64> = (1..=many).map(|at| (std::f64::consts::PI * at as f64 / (many + 1) as f64).sin()).collect();
    let length = wanted.iter().map(|value| value * value).sum::<f64>().sqrt();
    for (found, wanted) in found.iter().zip(&wanted) {
        assert!((found - wanted / length).abs() < 1e-7, "{found} is not {}", wanted / length);
    }
    // The heavier of two parts has it all, and rounding leaves nothing below zero in the other.
    let parts = numbered(&[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (3, 4, 1.0)]);
    let found = values(&parts, Measure::Eigenvector);
    assert!(found.iter().all(|value| *value >= 0.0), "{found:?}");
    close(&found, &[1.0 / 3.0_f64.sqrt(), 1.0 / 3.0_f64.sqrt(), 1.0 / 3.0_f64.sqrt(), 0.0, 0.0]);
}

#[test]
fn values_do_not_depend_on_the_order_of_rows() {
    let edges = |seed: u64| {
        let mut list: Vec<(u64, u64, f64)> =
            (0..60).map(|at| (at * 7 % 20, at * 11 % 19, (at % 3 + 1) as f64)).collect();
        list.rotate_left(seed as usize);
        numbered(&list)
    };
    for measure in Measure::ALL {
        let options = Options { measure, ..Options::default() };
        assert_eq!(ranked(&edges(0), &options), ranked(&edges(23), &options), "{}", measure.name());
    }
    let parted = |view: &View| communities(view, &community::Options::default(), &Stop::new(&CancellationToken::new()));
    assert_eq!(parted(&edges(0)), parted(&edges(23)));
}

#[test]
fn every_value_says_where_it_comes_from() {
    let view = barbell();
    for measure in Measure::ALL {
        let ranking = ranked(&view, &Options { measure, limit: 1, ..Options::default() });
        let top = &ranking.rows[0];
        let is_told = match (&top.why, measure) {
            (Why::Relations(rows), _) => rows.iter().map(|row| row.count).sum::<usize>() == 5,
            (Why::Neighbours(given), _) => {
                given.len() == 3 && given.iter().all(|(_, share)| (0.0..1.0).contains(share))
            }
            (Why::Between(pairs), _) => pairs.iter().all(|pair| pair.others == 0) && !pairs.is_empty(),
            (Why::Distances(counts), _) => counts == &[5, 4],
            (Why::Core(count, first), _) => *count == 4 && first.len() == 3,
        };
        assert!(is_told, "{}: {top:?}", measure.name());
    }
    let shown = ranked(
        &view_of(":a a cg:Case ; :r :b , :c . :b a cg:Agency ."),
        &Options { of: ["Agency".to_owned()].into(), ..Options::default() },
    );
    assert_eq!((shown.nodes, shown.rows.len()), (3, 1), "all are measured, those of the kind are shown");
}

#[test]
fn samples_come_with_an_error_that_holds() {
    let view = random(3, 200, 600);
    let exact = values(&view, Measure::Betweenness);
    let options = Options { measure: Measure::Betweenness, samples: Some(80), ..Options::default() };
    let error = ranked(&view, &options).sampled.unwrap();
    assert_eq!(error.sources, 80);
    let sampled = values_of(&view, &options);
    assert!(sampled.iter().zip(&exact).all(|(one, other)| (one - other).abs() <= error.error));
    assert!(sampled != exact);
    let harmonic = Options { measure: Measure::Harmonic, ..options.clone() };
    let error = ranked(&view, &harmonic).sampled.unwrap().error;
    let (one, other) = (values_of(&view, &harmonic), values(&view, Measure::Harmonic));
    assert!(one.iter().zip(&other).all(|(one, other)| (one - other).abs() <= error));
    let all = Options { samples: Some(1000), ..options };
    assert_eq!(ranked(&view, &all).sampled, None, "as many samples as nodes are no samples");
}

#[test]
fn what_takes_too_long_is_refused_with_an_estimate() {
    let view = path(50_000);
    let options = Options { measure: Measure::Betweenness, ..Options::default() };
    let error = rank(&view, &options, &Stop::new(&CancellationToken::new())).unwrap_err();
    assert!(matches!(error, RankError::TooLarge { nodes: 50_000, .. }), "{error}");
    assert!(error.to_string().contains("50000 nodes"), "{error}");
}

#[test]
fn long_chains_end_no_search_early() {
    let view = path(50_000);
    let stop = CancellationToken::new();
    let stop = Stop::new(&stop);
    assert_eq!(components(&view, &Bounds::default(), true, &stop).unwrap().len(), 50_000);
    assert_eq!(joints(&view, &Bounds::default(), &stop).unwrap().bridges.len(), 49_999);
    assert_eq!(values(&view, Measure::Core), vec![1.0; 50_000]);
}

#[test]
fn every_measure_can_be_stopped_inside() {
    let view = random(5, 3000, 9000);
    let token = CancellationToken::new();
    for measure in Measure::ALL.into_iter().filter(|m| ![Measure::Degree, Measure::WeightedDegree].contains(m)) {
        let options = Options { measure, ..Options::default() };
        let stopped = rank(&view, &options, &Stop::after(&token, 2));
        assert_eq!(stopped, Err(RankError::Stopped(casegraph::answer::network::Stopped)), "{}", measure.name());
    }
    token.cancel();
    let stop = Stop::new(&token);
    assert!(components(&view, &Bounds::default(), false, &stop).is_err());
    assert!(joints(&view, &Bounds::default(), &stop).is_err());
    assert!(communities(&view, &community::Options::default(), &stop).is_err());
    assert!(compare(&view, &view, &stop).is_err());
    assert!(subgraph(&view, &[NodeId::at(0), NodeId::at(9)].into(), &Bounds::default(), false, 9, &stop).is_err());
}

#[test]
fn components_are_weak_or_strong() {
    let view = numbered(&[(0, 1, 1.0), (1, 2, 1.0), (2, 0, 1.0), (2, 3, 1.0), (5, 4, 1.0)]);
    let sizes = |strong| {
        let found = components(&view, &Bounds::default(), strong, &Stop::new(&CancellationToken::new())).unwrap();
        found.iter().map(|group| group.iter().map(|id| id.number()).collect()).collect::<Vec<Vec<usize>>>()
    };
    assert_eq!(sizes(false), [vec![0, 1, 2, 3], vec![4, 5]]);
    assert_eq!(sizes(true), [vec![0, 1, 2], vec![3], vec![4], vec![5]]);
}

#[test]
fn bridges_and_joints_say_what_they_cut_off() {
    let found = joints(&barbell(), &Bounds::default(), &Stop::new(&CancellationToken::new())).unwrap();
    assert_eq!(found.bridges.len(), 1);
    assert_eq!((found.bridges[0].side, found.bridges[0].end.number(), found.bridges[0].other.number()), (5, 5, 4));
    let points: Vec<_> = found.articulations.iter().map(|point| (point.node.number(), point.pieces.clone())).collect();
    assert_eq!(points, [(4, vec![5, 4]), (5, vec![5, 4])]);
    let found = joints(&star(3), &Bounds::default(), &Stop::new(&CancellationToken::new())).unwrap();
    assert_eq!((found.bridges.len(), found.articulations[0].pieces.clone()), (3, vec![1, 1, 1]));
    assert_eq!(joints(&cycle(4), &Bounds::default(), &Stop::new(&CancellationToken::new())).unwrap().bridges, []);
}

#[test]
fn communities_are_told_by_their_heads_and_what_they_share() {
    let found = communities(&barbell(), &community::Options::default(), &Stop::new(&CancellationToken::new())).unwrap();
    let parts: Vec<Vec<usize>> =
        found.communities.iter().map(|part| part.members.iter().map(|id| id.number()).collect()).collect();
    assert_eq!(parts, [vec![0, 1, 2, 3, 4], vec![5, 6, 7, 8, 9]]);
    let first = &found.communities[0];
    assert_eq!((first.inside, first.outside), (10.0, 1.0));
    assert_eq!((first.heads[0].number(), first.shared[0]), (0, (NodeId::at(0), 4)));
    let whole = community::Options { resolution: 0.01, ..community::Options::default() };
    assert_eq!(communities(&barbell(), &whole, &Stop::new(&CancellationToken::new())).unwrap().communities.len(), 1);
}

#[test]
fn likeness_is_what_things_share_and_says_what() {
    let view = view_of(
        ":a a cg:Case ; :cites :x , :y . :b a cg:Case ; :cites :x , :y , :z . :c a cg:Case ; :cites :z . :x :cites :q .",
    );
    let a = view.find("http://x/a").unwrap();
    let like = |by| {
        let options = similar::Options { by, limit: 9, ..similar::Options::default() };
        let found = similar(&view, a, &options, &Stop::new(&CancellationToken::new())).unwrap();
        found.iter().map(|row| (view.node(row.node).name.clone(), (row.score * 1e4).round() / 1e4)).collect::<Vec<_>>()
    };
    assert_eq!(like(Likeness::Jaccard), [("b".to_owned(), 0.6667)]);
    assert_eq!(like(Likeness::Cosine), [("b".to_owned(), 0.8165)]);
    // x has three neighbours, y two: 1/ln 3 + 1/ln 2.
    assert_eq!(like(Likeness::AdamicAdar), [("b".to_owned(), 2.3529)]);
    let options = similar::Options { limit: 9, ..similar::Options::default() };
    let found = similar(&view, a, &options, &Stop::new(&CancellationToken::new())).unwrap();
    let shared: Vec<_> = found[0].shared.iter().map(|shared| view.node(shared.node).name.as_str()).collect();
    assert_eq!(shared, ["y", "x"], "what fewer share says more");
}

#[test]
fn a_suggestion_is_what_several_alike_have_and_gives_nothing_a_second_place() {
    let view = view_of(
        ":a :cites :x , :y ; :in :p . :b :cites :x , :y , :z ; :in :p . :c :cites :x , :z , :own ; :in :q . :d :in :q .
         :p :in :r . :q :in :r .",
    );
    let stop = CancellationToken::new();
    let suggested = |of: &str, least| {
        let options = suggest::Options { bounds: Bounds::default(), of: [].into(), least, limit: 9 };
        let node = view.find(&format!("http://x/{of}")).unwrap();
        let found = suggest::suggest(&view, node, &options, &Stop::new(&stop)).unwrap();
        let named = |row: &suggest::Suggestion| (view.node(row.node).name.clone(), row.is_out, row.because.len());
        (found.suggestions.iter().map(named).collect::<Vec<_>>(), found.weaker)
    };
    let (rows, weaker) = suggested("a", 2);
    assert_eq!(rows, [("z".to_owned(), true, 2)]);
    assert!(weaker > 0);
    let (rows, weaker) = suggested("a", 1);
    assert!(rows.contains(&("own".to_owned(), true, 1)) && weaker == 0);
    assert!(!rows.iter().any(|(name, ..)| name == "q"), "what lies in p lies nowhere else: {rows:?}");
    let (rows, _) = suggested("p", 1);
    assert!(!rows.iter().any(|(name, is_out, _)| !is_out && ["c", "d"].contains(&name.as_str())), "{rows:?}");
}

#[test]
fn a_subgraph_joins_what_is_asked_for_and_says_what_is_apart() {
    let view = view_of(":a :r :m . :b :r :m . :c :r :m . :c :r :n . :n :r :a . :x :r :y .");
    let id = |name: &str| view.find(&format!("http://x/{name}")).unwrap();
    let names = |ids: &[NodeId]| ids.iter().map(|id| view.node(*id).name.clone()).collect::<Vec<_>>();
    let stop = CancellationToken::new();
    let found =
        subgraph(&view, &[id("a"), id("b"), id("c"), id("x")].into(), &Bounds::default(), false, 99, &Stop::new(&stop));
    let found = found.unwrap();
    assert_eq!((names(&found.joining), names(&found.apart)), (vec!["m".to_owned()], vec!["x".to_owned()]));
    assert_eq!(found.edges.len(), 3);
    let around = Bounds { around: [id("m")].into(), ..Bounds::default() };
    let found = subgraph(&view, &[id("a"), id("c")].into(), &around, false, 99, &Stop::new(&stop)).unwrap();
    assert_eq!(names(&found.joining), ["n"]);
    let found = subgraph(&view, &[id("n")].into(), &Bounds::default(), true, 2, &Stop::new(&stop)).unwrap();
    assert_eq!((names(&found.nodes), found.is_cut), (vec!["a".to_owned(), "n".to_owned()], true));
}

#[test]
fn one_kind_is_joined_by_another_also_through_a_third() {
    let view = view_of(
        ":p a cg:Place . :q a cg:Place . :i a cg:Agency . :j a cg:Agency . :c a cg:Case ; :in :p ; :by :i , :j . \
         :d a cg:Case ; :in :q ; :by :i , :j . :e a cg:Case ; :in :q .",
    );
    let joined = Projection::from_name("Case:Agency").unwrap().apply(&view).unwrap();
    let edge = joined.edges().next().unwrap();
    assert_eq!((joined.nodes().len(), joined.edges().len(), joined.via(edge).len()), (2, 1, 2));
    assert!((joined.edge(edge).weight - 2.0).abs() < 1e-9);
    let places = Projection::from_name("Place:Agency:Case").unwrap().apply(&view).unwrap();
    assert_eq!((places.nodes().len(), places.edges().len()), (2, 1));
    assert_eq!(Projection::from_name("Place"), None);
    assert_eq!(Projection::from_name("Place::Case"), None);
}

#[test]
fn a_comparison_tells_new_gone_and_changed() {
    let before = numbered(&[(0, 1, 1.0), (1, 2, 1.0), (2, 3, 2.0)]);
    let after = numbered(&[(0, 1, 1.0), (2, 3, 5.0), (3, 4, 1.0)]);
    let found = compare(&before, &after, &Stop::new(&CancellationToken::new())).unwrap();
    let names = |view: &View, ids: &[NodeId]| ids.iter().map(|id| view.node(*id).name.clone()).collect::<Vec<_>>();
    assert_eq!((names(&after, &found.new_nodes), found.gone_nodes.len()), (vec!["004".to_owned()], 0));
    assert_eq!(
        (found.new_edges.len(), found.gone_edges.len(), found.changed_edges.len(), found.same_edges),
        (1, 1, 1, 1)
    );
    assert_eq!(found.changed_nodes.len(), 3, "1 and 2 lose a tie, 3 gains one");
}

#[test]
fn searches_from_some_are_brought_to_the_size_of_all() {
    let view = cycle(8);
    let arcs = view.arcs(&Bounds::default());
    let token = CancellationToken::new();
    let half = betweenness(&arcs, &[0, 2, 4, 6], &Stop::new(&token)).unwrap();
    let whole = betweenness(&arcs, &(0..8).collect::<Vec<_>>(), &Stop::new(&token)).unwrap();
    assert!((half.iter().sum::<f64>() - whole.iter().sum::<f64>()).abs() < 1e-9);
}
