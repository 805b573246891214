//! The ten cases against the goals of the design, and against what has been reached: neither may be lost again.

use std::path::Path;

use casegraph::document::{Document, Text};
use casegraph::eval::{Scores, evaluate, gold};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use casegraph::store::Store;

const SEED: &str = include_str!("../../seeds/guangxi-2023-business-environment-cases.txt");

/// A measure of truth by its name in the report, the goal set for it, and what has been reached, rounded down.
struct Goal {
    measure: &'static str,
    wanted: f64,
    reached: f64,
}

const fn goal(measure: &'static str, wanted: f64, reached: f64) -> Goal {
    Goal { measure, wanted, reached }
}

const GOALS: [Goal; 21] = [
    goal("observations", 0.98, 0.99),
    goal("baseline", 0.95, 1.0),
    goal("compared_with", 0.95, 1.0),
    goal("direction", 0.95, 1.0),
    goal("kind", 0.95, 1.0),
    goal("metric", 0.95, 0.97),
    goal("period", 0.95, 1.0),
    goal("qualifier", 0.95, 0.99),
    goal("place", 0.90, 1.0),
    goal("subject", 0.90, 0.91),
    goal("Agency", 0.97, 1.0),
    goal("Place", 0.97, 1.0),
    goal("Policy", 0.97, 1.0),
    goal("Organization", 0.93, 1.0),
    goal("Programme", 0.90, 0.98),
    goal("recognitions", 0.90, 1.0),
    goal("relations", 0.85, 0.95),
    goal("canonical names", 0.95, 0.98),
    goal("administrative codes", 1.0, 1.0),
    goal("exact evidence", 1.0, 1.0),
    goal("facts with evidence", 1.0, 1.0),
];

fn scores() -> Scores {
    let lexicon = Lexicon::builtin();
    let text = Text::new(SEED);
    let document = Document::new("seed.txt", text.clone(), lexicon);
    let mut quads: Vec<_> = pipeline::read(document, lexicon).contribution(lexicon).quads().collect();
    quads.sort_by_cached_key(ToString::to_string);
    let store = Store::in_memory().unwrap();
    store.load(quads).unwrap();
    let gold = gold::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/gold")).unwrap();
    evaluate(&store, &gold, &[&text]).unwrap().0
}

/// What the scores say of a measure, from 0 to 1.
fn value(scores: &Scores, measure: &str) -> f64 {
    match measure {
        "observations" => scores.observations.f1,
        "recognitions" => scores.recognitions.f1,
        "relations" => scores.relations["all"].f1,
        "canonical names" => scores.canonical_names,
        "administrative codes" => scores.admin_codes,
        "exact evidence" => f64::from(scores.evidence.exact) / f64::from(scores.evidence.nodes),
        "facts with evidence" => f64::from(u32::from(scores.facts_without_evidence == 0)),
        _ => match scores.attributes.get(measure) {
            Some(share) => *share,
            None => scores.entities[measure].f1,
        },
    }
}

#[test]
fn the_ten_cases_are_read_as_well_as_they_have_been() {
    let scores = scores();
    let missed: Vec<String> = GOALS
        .iter()
        .map(|Goal { measure, wanted, reached }| (measure, value(&scores, measure), wanted.max(*reached)))
        .filter(|(_, value, wanted)| value < wanted)
        .map(|(measure, value, wanted)| format!("{measure} is {value}, not {wanted}"))
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}
