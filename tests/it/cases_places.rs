//! The sentences of tests/cases/places.md: which places they name.

use std::collections::BTreeSet;
use std::fmt::Write;

use casegraph::document::{Document, Text};
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{Detail, EntityKind, entities};

/// One sentence, the place it is about, and the lines that say what it names.
struct Sentence<'a> {
    heading: &'a str,
    context: &'a str,
    text: &'a str,
    expected: BTreeSet<&'a str>,
}

#[test]
fn places() {
    let mut wrong = String::new();
    for sentence in sentences(include_str!("../cases/places.md")) {
        let found = named(sentence.context, sentence.text);
        let expected: BTreeSet<String> = sentence.expected.iter().map(|line| (*line).to_owned()).collect();
        if found != expected {
            writeln!(wrong, "\n{}: {}\n  expected {expected:?}\n  found    {found:?}", sentence.heading, sentence.text)
                .expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn sentences(cases: &str) -> Vec<Sentence<'_>> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut heading = "";
    for line in cases.lines().map(str::trim) {
        if let Some(words) = line.strip_prefix("## ") {
            heading = words;
        } else if let Some(text) = line.strip_prefix("> ") {
            found.push(Sentence { heading, context: "", text, expected: BTreeSet::new() });
        } else if let Some(last) = found.last_mut() {
            if let Some(context) = line.strip_prefix("context:") {
                last.context = context.trim();
            } else if line.contains(" → ") {
                last.expected.insert(line);
            }
        }
    }
    found
}

/// `surface → code or name` for every place that the sentence names.
fn named(context: &str, text: &str) -> BTreeSet<String> {
    let heading = format!("2023年{context}优化营商环境典型案例\n\n");
    let lexicon = Lexicon::builtin();
    let document = Document::new("case.txt", Text::new(&format!("{heading}{text}\n")), lexicon);
    let mut found = BTreeSet::new();
    for entity in entities(&document, lexicon).iter().filter(|entity| entity.kind() == EntityKind::Place) {
        let Detail::Place(place) = &entity.detail else { continue };
        let is_country = place.kind == "country";
        let code = place.admin_code.as_ref().or(place.country_code.as_ref().filter(|_| is_country));
        let shown = code.unwrap_or(&entity.name);
        let surfaces = entity.mentions.iter().filter(|mention| mention.span.start >= heading.len());
        found.extend(surfaces.map(|mention| format!("{} → {shown}", document.text.exact(mention.span))));
    }
    found
}
