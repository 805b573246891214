//! A reading as tables for people.

use std::io::Write;

use comfy_table::{ContentArrangement, Table};

use crate::audit::Audit;
use crate::document::Text;
use crate::fact::{Fact, FactBody, Node, Observation, ReviewState};
use crate::pipeline::Reading;
use crate::resolve::EntityId;
use crate::span::Span;

/// Longer quotations are cut in the table.
const QUOTATION: usize = 40;

/// Writes what each case says, and then what the document names.
pub(super) fn write(mut output: impl Write, reading: &Reading, audit: &Audit) -> anyhow::Result<()> {
    for (index, case) in reading.document.cases.iter().enumerate() {
        let title = case.title.map_or("", |span| reading.document.text.exact(span));
        writeln!(output, "{}. {title}", reading.document.case_number(case))?;
        let mut table = table(["fact", "what", "quotation", "rule"]);
        for fact in reading.facts.iter().filter(|fact| fact.case == index) {
            let (kind, what) = describe(reading, fact);
            let review = fact.review.as_ref().map_or("", |review| reviewed(review.state));
            table.add_row([&format!("{kind}{review}"), &what, &quotation(reading, fact), fact.rule]);
        }
        writeln!(output, "{table}\n")?;
    }
    let mut names = table(["entity", "name", "mentions"]);
    for entity in &reading.entities {
        names.add_row([format!("{:?}", entity.kind()), entity.name.clone(), entity.mentions.len().to_string()]);
    }
    writeln!(output, "{names}\n")?;
    let fates: Vec<_> = audit.counts().iter().map(|(fate, count)| format!("{fate} {count}")).collect();
    writeln!(output, "numerals {}: {}", audit.accounts.len(), fates.join(", "))?;
    Ok(())
}

/// Writes every numeral of the document with its line and what became of it.
pub(super) fn write_numerals(mut output: impl Write, reading: &Reading, audit: &Audit) -> anyhow::Result<()> {
    let text = &reading.document.text;
    let mut table = table(["line", "numeral", "fate", "in"]);
    let (mut line, mut at) = (1, 0);
    for account in &audit.accounts {
        line += text[Span::new(at, account.span.start.max(at))].matches('\n').count();
        at = account.span.start.max(at);
        table.add_row([
            line.to_string(),
            text.exact(account.span).to_owned(),
            account.fate.notation().to_owned(),
            around(text, account.span),
        ]);
    }
    writeln!(output, "{table}")?;
    Ok(())
}

/// A few words of its line on either side of a numeral.
fn around(written: &Text, span: Span) -> String {
    let (before, after) = written.around(span, QUOTATION / 2 + 1, QUOTATION / 2);
    format!("{before}【{}】{after}", written.exact(span))
}

fn table<const N: usize>(header: [&str; N]) -> Table {
    let mut table = Table::new();
    table.load_style(comfy_table::presets::UTF8_BORDERS_ONLY).set_content_arrangement(ContentArrangement::Dynamic);
    table.set_header(header);
    table
}

fn describe(reading: &Reading, fact: &Fact) -> (&'static str, String) {
    match &fact.body {
        FactBody::Observation(found) => ("observation", observation(found)),
        FactBody::Recognition(found) => ("recognition", found.name.clone()),
        FactBody::Statement(found) => {
            let (from, to) = (node(reading, found.subject), node(reading, found.object));
            ("statement", format!("{from} {:?} {to}", found.predicate))
        }
        FactBody::Measure(found) => {
            let section = &reading.document.cases[fact.case].sections[found.section];
            ("measure", reading.document.text.exact(section.heading).to_owned())
        }
        FactBody::Finding(found) => ("finding", found.comment_en.clone()),
    }
}

fn reviewed(state: ReviewState) -> &'static str {
    match state {
        ReviewState::Confirmed => ", confirmed",
        ReviewState::Corrected => ", corrected",
        ReviewState::Rejected => ", rejected",
    }
}

fn observation(found: &Observation) -> String {
    let period = found.period.as_ref().map_or(String::new(), |period| format!(" ({period})"));
    format!("{} = {} {}{period}", found.metric, found.value_as_written, found.unit_as_written)
}

fn node(reading: &Reading, node: Node) -> &str {
    match node {
        Node::Case => "case",
        Node::Entity(EntityId(index)) => &reading.entities[index as usize].name,
    }
}

fn quotation(reading: &Reading, fact: &Fact) -> String {
    let Some(span) = fact.evidence.first() else { return String::new() };
    let words = reading.document.text.exact(*span);
    let cut: String = words.chars().take(QUOTATION).collect();
    if cut.len() < words.len() { cut + "…" } else { cut }
}
