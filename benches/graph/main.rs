//! How fast the view answers: `cargo bench --bench graph -- [generate NODES FILE | view NAME FILE | run FILE TASK…]`.
//!
//! `benches/graph/compare.py` calls it beside the Python libraries on the same graphs. One thread, release build, seconds
//! of the processor. See benches/README.md.

#![expect(clippy::print_stdout, clippy::print_stderr, reason = "a bench reports to whoever runs it")]

#[path = "../extraction/clock.rs"]
mod clock;

use std::fmt::Write as _;
use std::fs;
use std::hint::black_box;
use std::time::Duration;

use casegraph::answer::catalog::Catalog;
use casegraph::answer::network::community::{labels, modularity};
use casegraph::answer::network::components::weak;
use casegraph::answer::network::path::{Cost, Options, Which, paths};
use casegraph::answer::network::rank::{betweenness, cores, distances, eigenvector, pagerank};
use casegraph::answer::network::{Arcs, Bounds, Builder, NodeId, Stop, View};
use casegraph::answer::sparql::{CancellationToken, Query};
use casegraph::document::{Document, read};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use casegraph::store::Store;

/// Edges that each new node of a generated graph brings.
const EACH: u64 = 5;

/// A task is run again until so much time is spent on it, and at most so often; `compare.py` has the same.
const AGAIN: Duration = Duration::from_secs(2);
const MOST: usize = 7;

/// Many ticks of the clock.
const TICKS: Duration = Duration::from_millis(80);

fn main() {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| word != "--bench").collect();
    let words: Vec<&str> = asked.iter().map(String::as_str).collect();
    match words[..] {
        ["generate", nodes, file] => {
            fs::write(file, generated(nodes.parse().expect("a number"))).expect("it is written");
        }
        ["view", name, file] => fs::write(file, shipped(name)).expect("it is written"),
        ["run", file, ref tasks @ ..] => run(file, tasks),
        _ => eprintln!("generate NODES FILE | view NAME FILE | run FILE [TASK …]"),
    }
}

/// A graph that grows by preference for what has many ties (Barabási, Albert 1999): a line a tie.
fn generated(nodes: u64) -> String {
    let mut state = 1_u64;
    let mut below = |bound: u64| {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) % bound
    };
    let (mut ends, mut text) = (vec![0_u64], String::new());
    for node in 1..nodes {
        for _ in 0..EACH.min(node) {
            let other = ends[below(ends.len() as u64) as usize];
            let weight = below(9) + 1;
            if other != node {
                let _ =
                    writeln!(text, "http://example.org/thing/{node:07} http://example.org/thing/{other:07} {weight}");
                ends.extend([node, other]);
            }
        }
    }
    text
}

/// A view of the seed as such a list.
fn shipped(name: &str) -> String {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/guangxi-2023-business-environment-cases.txt");
    let text = read::text(&fs::read(path).expect("the seed is there"), None).expect("it is a text");
    let lexicon = Lexicon::builtin();
    let reading = pipeline::read(Document::new("seed", text, lexicon), lexicon);
    let store = Store::in_memory().expect("a store in memory");
    store.load(reading.contribution(lexicon).quads()).expect("it is loaded");
    let saved = Catalog::builtin().view(name).expect("there is such a view").text.clone();
    let query = Query::parse(&saved).expect("views are right");
    let view = View::build(&store, query, &CancellationToken::new()).expect("the view is built");
    let line = |id| {
        let (source, target) = view.ends(id);
        format!("{} {} {}\n", view.node(source).iri, view.node(target).iri, view.edge(id).weight)
    };
    view.edges().map(line).collect()
}

fn built(text: &str) -> View {
    let mut builder = Builder::default();
    for line in text.lines() {
        let mut words = line.split(' ');
        let [source, target, weight] = [(); 3].map(|()| words.next().unwrap_or_default());
        builder.add([source, "http://example.org/tied", target], weight.parse().unwrap_or(1.0), None, "");
    }
    builder.finish()
}

/// Runs the tasks, a line each: name, seconds, a number that says that the answer is the same.
fn run(file: &str, tasks: &[&str]) {
    let text = fs::read_to_string(file).expect("the graph is there");
    let is_wanted = |task: &str| tasks.is_empty() || tasks.contains(&task);
    let token = CancellationToken::new();
    let stop = Stop::new(&token);
    let mut made = None;
    let spent = least(|| {
        let view = built(&text);
        let _ = view.arcs(&Bounds::default());
        made = Some(view);
    });
    let view = made.expect("it was made");
    let arcs = view.arcs(&Bounds::default());
    println!("build {:.6} {}", spent.as_secs_f64(), view.edges().len());
    println!("bytes_per_edge {:.1} 0", view.edge_bytes() as f64 / view.edges().len().max(1) as f64);
    let count = view.nodes().len() as u32;
    let all: Vec<u32> = (0..count).collect();
    let some: Vec<u32> = (0..256_u64).map(|at| (at * u64::from(count) / 256) as u32).collect();
    let plain = unweighted(&arcs);
    let time = |name: &str, work: &dyn Fn() -> f64| {
        if is_wanted(name) {
            let mut check = 0.0;
            let spent = least(|| check = black_box(work()));
            println!("{name} {:.6} {check}", spent.as_secs_f64());
        }
    };
    let most = |values: &[f64]| values.iter().copied().fold(0.0, f64::max);
    time("pagerank", &|| most(&pagerank(&plain, 0.85, &[], &stop).expect("not stopped").0));
    time("eigenvector", &|| most(&eigenvector(&plain, &stop).expect("not stopped").0));
    time("components", &|| weak(&plain, &stop).expect("not stopped").len() as f64);
    time("core", &|| f64::from(*cores(&plain, &stop).expect("not stopped").iter().max().unwrap_or(&0)));
    time("betweenness", &|| most(&betweenness(&plain, &all, &stop).expect("not stopped")));
    time("betweenness256", &|| most(&betweenness(&plain, &some, &stop).expect("not stopped")));
    time("closeness", &|| most(&distances(&plain, &all, &stop).expect("not stopped").closeness()));
    time("communities", &|| {
        let labels = labels(&plain, 1.0, 42, &stop).expect("not stopped");
        modularity(&plain, &labels, 1.0)
    });
    for (name, which, cost, pairs, limit) in [
        ("shortest200", Which::Shortest, Cost::Steps, 200, 1),
        ("dijkstra200", Which::Shortest, Cost::Weight, 200, 1),
        ("kshortest", Which::Best, Cost::Steps, 5, 10),
    ] {
        time(name, &|| {
            let options = Options { which, cost, limit, ..Options::default() };
            let steps = |pair: u32| {
                let (from, to) = ends(count, pair);
                let found = paths(&view, NodeId::at(from), NodeId::at(to), &options, &stop);
                found.map_or(0.0, |found| found.paths.iter().map(|path| path.cost).sum())
            };
            (0..pairs).map(steps).sum()
        });
    }
}

/// The least time of several runs: other programs on the machine only ever add to it.
fn least(mut work: impl FnMut()) -> Duration {
    let (mut runs, mut spent): (Vec<Duration>, _) = (Vec::new(), Duration::ZERO);
    let mut times = 1;
    while runs.is_empty() || (spent < AGAIN && runs.len() < MOST) {
        let run = clock::time(|| (0..times).for_each(|_| work()));
        spent += run;
        // The clock of the system ticks every few milliseconds: what takes less is done many times.
        if run < TICKS && spent < AGAIN {
            times *= 4;
        } else {
            runs.push(run / times);
        }
    }
    runs.into_iter().min().expect("it ran once at least")
}

/// The pairs that paths are looked for between; `compare.py` has the same.
fn ends(count: u32, pair: u32) -> (u32, u32) {
    let place = |factor: u64| ((u64::from(pair) + 1) * factor % u64::from(count)) as u32;
    (place(7919), place(104_729))
}

/// The same ties, each of weight 1.
fn unweighted(arcs: &Arcs) -> Arcs {
    let ties = (0..arcs.nodes() as u32)
        .flat_map(|node| arcs.out(node).iter().filter(move |to| **to >= node).map(move |to| (node, *to, 1.0)));
    Arcs::of(arcs.nodes(), ties.collect(), true, f64::max)
}
