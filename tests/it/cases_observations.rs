//! The table tests/cases/observations.md: every sentence states the observations it is said to state.

use casegraph::document::{Document, Text};
use casegraph::fact::observation::observations;
use casegraph::fact::{Direction, FactBody, Observation, ObservationKind, Scene};
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{self, Index};

fn row(observation: &Observation) -> String {
    let kind = match observation.kind {
        ObservationKind::Level => "level",
        ObservationKind::Share => "share",
        ObservationKind::Change => "change",
        ObservationKind::Duration => "duration",
        ObservationKind::Target => "target",
        ObservationKind::Frequency => "frequency",
        ObservationKind::Rank => "rank",
        ObservationKind::Limit => "limit",
    };
    let direction = match observation.direction {
        None => "",
        Some(Direction::Increase) => " increase",
        Some(Direction::Decrease) => " decrease",
    };
    let period = observation.period.as_deref().unwrap_or("-");
    let baseline = observation.baseline.map_or(String::new(), |baseline| format!(" | from {baseline}"));
    let compared = observation.compared_with.as_ref().map_or(String::new(), |period| format!(" | over {period}"));
    let (metric, value, unit) = (&observation.metric, observation.value, observation.unit);
    format!("{metric} | {value} {unit} | {kind}{direction} | {period}{baseline}{compared}")
}

fn stated(sentence: &str) -> String {
    let lexicon = Lexicon::builtin();
    let document = Document::new("case.txt", Text::new(&format!("2023年某市改革案例\n{sentence}\n")), lexicon);
    let entities = resolve::entities(&document, lexicon);
    let mentions = Index::new(&entities);
    let scene =
        Scene { document: &document, case_index: 0, entities: &entities, mentions: &mentions, lexicon, place: None };
    let facts = observations(&scene);
    let rows: Vec<_> = facts
        .iter()
        .filter_map(|fact| match &fact.body {
            FactBody::Observation(observation) => Some(row(observation)),
            _ => None,
        })
        .collect();
    if rows.is_empty() { "none".to_owned() } else { rows.join("; ") }
}

#[test]
fn every_sentence_states_its_observations() {
    let table = include_str!("../cases/observations.md");
    let sentences = table.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(" → "));
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (sentence, expected) in sentences {
        let found = stated(sentence);
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
        count += 1;
    }
    assert!(count >= 30, "only {count} sentences were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
