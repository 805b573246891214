//! The sentences of tests/cases: which state bodies, non-state bodies and policies they name, under which full names.

use std::collections::BTreeSet;
use std::fmt::Write;

use casegraph::document::{Document, Text};
use casegraph::extract::context::context;
use casegraph::lexicon::Lexicon;
use casegraph::resolve::{Detail, EntityKind, entities};

/// One text and the lines that say what it names.
struct Sentence<'a> {
    area: &'a str,
    text: &'a str,
    expected: Vec<&'a str>,
}

#[test]
fn agencies() {
    check(EntityKind::Agency, include_str!("../cases/agencies.md"));
}

#[test]
fn organizations() {
    check(EntityKind::Organization, include_str!("../cases/organizations.md"));
}

#[test]
fn policies() {
    check(EntityKind::Policy, include_str!("../cases/policies.md"));
}

#[test]
fn contexts() {
    let mut wrong = String::new();
    for block in include_str!("../cases/contexts.md").split("\n\n").filter(|block| block.starts_with("> ")) {
        let lines = |mark| block.lines().filter_map(move |line: &str| line.strip_prefix(mark));
        let text: Vec<&str> = lines("> ").collect();
        let (expected, found): (Vec<&str>, _) = (lines("= ").collect(), areas(&text.join("\n")));
        if found != expected {
            writeln!(wrong, "\n{}\n  expected {expected:?}\n  found    {found:?}", text[0])
                .expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The area of each case of a document, from its province on; `-` for none.
fn areas(text: &str) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    let document = Document::new("case.txt", Text::new(&format!("{text}\n")), lexicon);
    let path = |code| {
        let mut names: Vec<&str> = lexicon.register.lineage(code).map(|division| division.name).collect();
        names.reverse();
        names.concat()
    };
    let area = |case| context(&document, case, lexicon).place().map_or_else(|| "-".to_owned(), path);
    document.cases.iter().map(area).collect()
}

/// Compares what every text names of a kind with what its lines say; all differences are shown at once.
fn check(kind: EntityKind, cases: &str) {
    let mut wrong = String::new();
    for sentence in sentences(cases) {
        let found = named(kind, sentence.area, sentence.text, sentence.expected.iter().any(|line| line.contains('|')));
        let expected: BTreeSet<String> = sentence.expected.iter().map(|line| (*line).to_owned()).collect();
        if found != expected {
            writeln!(wrong, "\n{}\n  expected {expected:?}\n  found    {found:?}", sentence.text)
                .expect("a string takes all");
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

fn sentences(cases: &str) -> Vec<Sentence<'_>> {
    let mut found: Vec<Sentence> = Vec::new();
    let mut area = "";
    for line in cases.lines().map(str::trim).filter(|line| !line.is_empty()) {
        if let Some(name) = line.strip_prefix("in ") {
            area = name;
        } else if let Some(text) = line.strip_prefix("> ") {
            found.push(Sentence { area, text, expected: Vec::new() });
        } else if line.contains(" = ")
            && let Some(last) = found.last_mut()
        {
            last.expected.push(line);
        }
    }
    found
}

/// `surface = name` for every mention in the text, with `| number | date` where these are asked for.
fn named(kind: EntityKind, area: &str, text: &str, with_detail: bool) -> BTreeSet<String> {
    let heading = format!("2023年{area}优化营商环境典型案例\n\n");
    let lexicon = Lexicon::builtin();
    let document = Document::new("case.txt", Text::new(&format!("{heading}{text}\n")), lexicon);
    let mut found = BTreeSet::new();
    for entity in entities(&document, lexicon).iter().filter(|entity| entity.kind() == kind) {
        let detail = match &entity.detail {
            Detail::Policy(policy) if with_detail => {
                let shown = |cell: &Option<String>| cell.clone().unwrap_or_else(|| "-".to_owned());
                format!(" | {} | {}", shown(&policy.doc_number), shown(&policy.issued))
            }
            _ => String::new(),
        };
        let surfaces = entity.mentions.iter().filter(|mention| mention.span.start >= heading.len());
        found
            .extend(surfaces.map(|mention| format!("{} = {}{detail}", document.text.exact(mention.span), entity.name)));
    }
    found
}
