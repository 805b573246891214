//! Answers → tables for people: IRIs short, names as they are, Chinese characters two columns wide.

use comfy_table::{Table, presets};
use oxigraph::model::Term;
use oxigraph::sparql::QueryResults;

use super::QueryError;
use crate::answer::prefix;

/// Reads all of an answer into a table, a last line saying how much it is.
pub fn render(results: QueryResults<'_>) -> Result<String, QueryError> {
    match results {
        QueryResults::Boolean(value) => Ok(format!("{value}\n")),
        QueryResults::Solutions(rows) => {
            let mut table = new_table(rows.variables().iter().map(oxigraph::model::Variable::as_str));
            let mut count = 0;
            for row in rows {
                let row = row?;
                table.add_row(row.values().iter().map(|value| value.as_ref().map(cell).unwrap_or_default()));
                count += 1;
            }
            Ok(format!("{table}\n{}\n", counted(count, "row")))
        }
        QueryResults::Graph(triples) => {
            let mut table = new_table(["subject", "predicate", "object"]);
            let mut count = 0;
            for triple in triples {
                let triple = triple?;
                table.add_row([cell(&triple.subject.into()), cell(&triple.predicate.into()), cell(&triple.object)]);
                count += 1;
            }
            Ok(format!("{table}\n{}\n", counted(count, "triple")))
        }
    }
}

fn new_table<'a>(header: impl IntoIterator<Item = &'a str>) -> Table {
    let mut table = Table::new();
    table.load_style(presets::UTF8_FULL_CONDENSED).set_header(header.into_iter().map(str::to_owned));
    table
}

fn counted(count: usize, noun: &str) -> String {
    if count == 1 { format!("1 {noun}") } else { format!("{count} {noun}s") }
}

/// A term as people read it; line breaks, which would break the table, as a sign.
fn cell(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => prefix::shorten(node.as_str()).unwrap_or_else(|| node.to_string()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().replace(['\n', '\r'], "⏎").replace('\t', " "),
    }
}
