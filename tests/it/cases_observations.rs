//! The table tests/cases/observations.md: every sentence states the observations it is said to state.

use casegraph::document::{Document, Text};
use casegraph::fact::observation::observations;
use casegraph::fact::{Direction, FactBody, Observation, ObservationKind, Scene};
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{self, Entity, EntityId, Index};

/// What of an observation the sentences of the table need not say.
#[derive(Clone, Copy)]
struct Said {
    place: bool,
    subject: bool,
}

fn row(observation: &Observation, entities: &[Entity], said: Said) -> String {
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
    let name = |id: Option<EntityId>| id.map_or("-", |id| entities[id.0 as usize].name.as_str());
    let place = if said.place { format!(" | at {}", name(observation.place)) } else { String::new() };
    let subject = if said.subject { format!(" | about {}", name(observation.about)) } else { String::new() };
    let (metric, value, unit) = (&observation.metric, observation.value, observation.unit);
    format!("{metric} | {value} {unit} | {kind}{direction} | {period}{baseline}{compared}{place}{subject}")
}

fn stated(title: &str, sentence: &str, said: Said) -> String {
    let lexicon = Lexicon::builtin();
    let document = Document::new(
        "case.txt",
        Text::new(&format!("{title}\n{}\n", sentence.replace(" ↵ ", "\n").replace(" ⇥ ", "\t"))),
        lexicon,
    );
    let entities = resolve::entities(&document, lexicon);
    let mentions = Index::new(&entities);
    let facts = observations(&Scene::new(&document, 0, &entities, &mentions, lexicon));
    let rows: Vec<_> = facts
        .iter()
        .filter_map(|fact| match &fact.body {
            FactBody::Observation(observation) => Some(row(observation, &entities, said)),
            _ => None,
        })
        .collect();
    if rows.is_empty() { "none".to_owned() } else { rows.join("; ") }
}

#[test]
fn every_sentence_states_its_observations() {
    let mut title = "";
    let (mut wrong, mut count) = (Vec::new(), 0);
    for line in include_str!("../cases/observations.md").lines() {
        title = line.strip_prefix("In: ").unwrap_or(title);
        let Some((sentence, expected)) = line.strip_prefix("- ").and_then(|row| row.split_once(" → ")) else {
            continue;
        };
        let said = Said { place: expected.contains("| at "), subject: expected.contains("| about ") };
        let found = stated(title, sentence, said);
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
        count += 1;
    }
    assert!(count >= 80, "only {count} sentences were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
