//! The table tests/cases/quantities.md: every sentence states the numbers it is said to state.

use casegraph::extract::date::{Years, dates};
use casegraph::extract::quantity::{Qualifier, Quantity, quantities};
use casegraph::lexicon::Lexicon;
use casegraph::span::Span;

fn row(quantity: &Quantity) -> String {
    let qualifier = match quantity.qualifier {
        Qualifier::Exact => "",
        Qualifier::Approx => " approx",
        Qualifier::AtLeast => " at_least",
        Qualifier::MoreThan => " more_than",
        Qualifier::AtMost => " at_most",
        Qualifier::LessThan => " less_than",
    };
    format!("{} {}{qualifier}", quantity.value, quantity.unit)
}

#[test]
fn every_sentence_states_its_numbers() {
    let table = include_str!("../cases/quantities.md");
    let sentences = table.lines().filter_map(|line| line.strip_prefix("- ")?.split_once(" → "));
    let (mut wrong, mut count) = (Vec::new(), 0);
    for (sentence, expected) in sentences {
        let span = Span::new(0, sentence.len());
        let numerals = quantities(
            sentence,
            span,
            &dates(sentence, span, Years { document: Some(2023), section: None }),
            Lexicon::builtin(),
        );
        let found: Vec<_> = numerals.quantities.iter().map(row).collect();
        let found = if found.is_empty() { "none".to_owned() } else { found.join("; ") };
        if found != expected {
            wrong.push(format!("{sentence}\n  expected {expected}\n  found    {found}"));
        }
        count += 1;
    }
    assert!(count >= 150, "only {count} sentences were read");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
