//! The documents of tests/corpus (made up; a bulletin, a work report, two cases of a compilation): every number of each with
//! all that is read of it. The snapshots were read line by line against the texts; a change in them is to be read so too.

use casegraph::document::{Document, Text};
use casegraph::fact::{self, FactBody};
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{self, EntityId};
use serde_json::{Value, json};

/// The observations of a text, in its order.
fn observations(name: &str, text: &str) -> Vec<Value> {
    let lexicon = Lexicon::builtin();
    let document = Document::new(name, Text::new(text), lexicon);
    let entities = resolve::entities(&document, lexicon);
    let facts = fact::facts(&document, &entities, lexicon);
    let named = |id: Option<EntityId>| id.map(|id| entities[id.0 as usize].name.clone());
    let row = |fact: &fact::Fact| match &fact.body {
        FactBody::Observation(observation) => {
            let direction = observation.direction.map_or(String::new(), |direction| format!(" {direction:?}"));
            Some(json!({
                "text": &document.text[fact.evidence[0]],
                "metric": observation.metric,
                "value": format!("{} {} {:?}", observation.value, observation.unit, observation.qualifier),
                "kind": format!("{:?}{direction}", observation.kind),
                "baseline": observation.baseline.map(|value| value.to_string()),
                "period": observation.period,
                "compared": observation.compared_with,
                "place": named(observation.place),
                "subject": named(observation.about),
            }))
        }
        _ => None,
    };
    facts.iter().filter_map(row).collect()
}

#[test]
fn a_bulletin() {
    let text = include_str!("../corpus/yueyang-2022-bulletin.txt");
    insta::assert_json_snapshot!(observations("yueyang-2022-bulletin.txt", text));
}

#[test]
fn a_work_report() {
    let text = include_str!("../corpus/henan-2023-work-report.txt");
    insta::assert_json_snapshot!(observations("henan-2023-work-report.txt", text));
}

#[test]
fn two_cases_of_a_compilation() {
    let text = include_str!("../corpus/zhejiang-2021-two-cases.txt");
    insta::assert_json_snapshot!(observations("zhejiang-2021-two-cases.txt", text));
}
