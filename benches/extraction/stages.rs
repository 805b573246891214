//! Megabytes of text a second, stage by stage and family by family.

use std::hint::black_box;
use std::time::{Duration, Instant};

use casegraph::document::{Case, Document, Text};
use casegraph::extract::Mention;
use casegraph::extract::agency::agencies;
use casegraph::extract::context::{Context, context};
use casegraph::extract::level::levels;
use casegraph::extract::organization::organizations;
use casegraph::extract::place::places;
use casegraph::extract::policy::policies;
use casegraph::extract::programme::programmes;
use casegraph::extract::target::target_groups;
use casegraph::fact::finding::Compilation;
use casegraph::fact::{self, Scene};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline::{self, Reading};
use casegraph::resolve::{self, Entity, Index};

use super::clock;
use super::corpus::Corpus;

const RUNS: usize = 5;

/// Prints the table for many documents of a usual size and for one large one: all stages, or those that are named.
pub(crate) fn table(names: &[&str]) {
    let begin = Instant::now();
    let lexicon = Lexicon::builtin();
    println!("reading the words: {:.1} ms", begin.elapsed().as_secs_f64() * 1e3);
    let corpus = Corpus::new();
    let many = Bench::new(corpus.documents(24, 40_000), lexicon);
    let one = Bench::new(corpus.documents(1, 3_000_000), lexicon);
    println!("\n{:<32}{:>18}{:>18}", "MB/s, one thread", "24 of 40 kB", "one of 3 MB");
    for (name, stage) in STAGES.into_iter().filter(|(name, _)| names.is_empty() || names.contains(&name.trim())) {
        println!("{name:<32}{:>18.2}{:>18.2}", many.rate(stage), one.rate(stage));
    }
}

/// Documents, and what the stages before made of them.
struct Bench {
    lexicon: &'static Lexicon,
    texts: Vec<String>,
    read: Vec<Read>,
    bytes: usize,
}

struct Read {
    document: Document,
    entities: Vec<Entity>,
    mentions: Index,
    contexts: Vec<Context>,
    reading: Reading,
}

type Stage = fn(&Bench);

const STAGES: [(&str, Stage); 20] = [
    ("text → quads", |bench| bench.texts(|text| keep(bench.read(text).contribution(bench.lexicon)))),
    ("text → facts", |bench| bench.texts(|text| keep(bench.read(text)))),
    ("  document", |bench| bench.texts(|text| keep(bench.document(text)))),
    ("  entities", |bench| bench.each(|read| keep(resolve::entities(&read.document, bench.lexicon)))),
    ("    context", |bench| bench.cases(|read, case, _| keep(context(&read.document, case, bench.lexicon)))),
    ("    places", |bench| {
        bench.cases(|read, case, around| keep(places(&read.document, case, around, bench.lexicon)));
    }),
    ("    places, levels, agencies", |bench| {
        bench.cases(|read, case, around| {
            keep(agencies(&read.document, case, around, &bench.heads(read, case, around), bench.lexicon));
        });
    }),
    ("    places, levels, organizations", |bench| {
        bench.cases(|read, case, around| {
            keep(organizations(&read.document, case, around, &bench.heads(read, case, around), bench.lexicon));
        });
    }),
    ("    policies", |bench| {
        bench.cases(|read, case, _| keep(policies(&read.document, case, bench.lexicon)));
    }),
    ("    programmes", |bench| {
        bench.cases(|read, case, _| keep(programmes(&read.document, case, bench.lexicon)));
    }),
    ("    target groups", |bench| {
        bench.cases(|read, case, _| keep(target_groups(&read.document, case, bench.lexicon)));
    }),
    ("  facts", |bench| bench.each(|read| keep(fact::facts(&read.document, &read.entities, bench.lexicon)))),
    ("    scenes", |bench| bench.scenes(|scene| keep(scene))),
    ("    observations", |bench| bench.scenes(|scene| keep(fact::observation::observations(&scene)))),
    ("    recognitions", |bench| bench.scenes(|scene| keep(fact::recognition::recognitions(&scene)))),
    ("    relations", |bench| bench.scenes(|scene| keep(fact::relation::relations(&scene, &[])))),
    ("    measures", |bench| bench.scenes(|scene| keep(fact::measure::measures(&scene)))),
    ("    findings", |bench| {
        bench.each(|read| {
            let compilation = Compilation::of(&read.document);
            bench.scenes_of(read, |scene| keep(fact::finding::findings(&scene, &compilation, &[])));
        });
    }),
    ("  quads", |bench| bench.each(|read| keep(read.reading.contribution(bench.lexicon)))),
    ("  index of mentions", |bench| bench.each(|read| keep(Index::new(&read.entities)))),
];

impl Bench {
    fn new(texts: Vec<String>, lexicon: &'static Lexicon) -> Self {
        let bytes = texts.iter().map(String::len).sum();
        let mut bench = Self { lexicon, texts, read: Vec::new(), bytes };
        bench.read = bench.texts.iter().map(|text| bench.prepare(text)).collect();
        bench
    }

    fn document(&self, text: &str) -> Document {
        Document::new("bench.txt", Text::new(text), self.lexicon)
    }

    fn read(&self, text: &str) -> Reading {
        pipeline::read(self.document(text), self.lexicon)
    }

    fn prepare(&self, text: &str) -> Read {
        let document = self.document(text);
        let entities = resolve::entities(&document, self.lexicon);
        let contexts = document.cases.iter().map(|case| context(&document, case, self.lexicon)).collect();
        Read { mentions: Index::new(&entities), contexts, entities, reading: self.read(text), document }
    }

    /// The places of a case, names and level words, as the rules for bodies want them.
    fn heads(&self, read: &Read, case: &Case, around: &Context) -> Vec<Mention> {
        let places = places(&read.document, case, around, self.lexicon);
        let mut heads = levels(&read.document, case, around, &places, self.lexicon);
        heads.extend(places);
        heads.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
        heads
    }

    /// The median of several runs, in megabytes a second.
    fn rate(&self, stage: Stage) -> f64 {
        let mut times: Vec<Duration> = (0..RUNS).map(|_| clock::time(|| stage(self))).collect();
        times.sort();
        self.bytes as f64 / 1e6 / times[RUNS / 2].as_secs_f64()
    }

    fn texts(&self, run: impl Fn(&str)) {
        self.texts.iter().for_each(|text| run(text));
    }

    fn each(&self, run: impl Fn(&Read)) {
        self.read.iter().for_each(run);
    }

    fn cases(&self, run: impl Fn(&Read, &Case, &Context)) {
        self.each(|read| {
            read.document.cases.iter().zip(&read.contexts).for_each(|(case, around)| run(read, case, around));
        });
    }

    fn scenes(&self, run: impl Fn(Scene<'_>)) {
        self.each(|read| self.scenes_of(read, &run));
    }

    fn scenes_of(&self, read: &Read, run: impl Fn(Scene<'_>)) {
        for case in 0..read.document.cases.len() {
            run(Scene::new(&read.document, case, &read.entities, &read.mentions, self.lexicon));
        }
    }
}

/// Takes what a stage makes, so that it has to be made.
fn keep<T>(made: T) {
    black_box(made);
}
