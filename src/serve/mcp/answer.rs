//! What a tool gives: text that a model reads, and the same as data.

use std::fmt::Write;

use oxigraph::model::Term;
use rmcp::model::{CallToolResult, ContentBlock};
use serde_json::{Map, Value, json};

use crate::answer::prefix;
use crate::answer::sparql::{QueryError, QueryResults};
use crate::serve::error::ApiError;

/// Longest text of an answer, in bytes: what is longer is cut at the end of a line, and says so.
const LONGEST: usize = 64 * 1024;

/// An answer, or why there is none.
pub(super) struct Answer(Result<(String, Value), ApiError>);

impl From<Result<(String, Value), ApiError>> for Answer {
    fn from(result: Result<(String, Value), ApiError>) -> Self {
        Self(result)
    }
}

impl From<Answer> for CallToolResult {
    fn from(Answer(result): Answer) -> Self {
        match result {
            Ok((text, data)) => {
                let mut answer = Self::structured(data);
                answer.content = vec![ContentBlock::text(cut(text))];
                answer
            }
            Err(error) => {
                let mut answer = Self::structured_error(error.to_json());
                answer.content = vec![ContentBlock::text(format!("{}. {}", error.message(), error.hint()))];
                answer
            }
        }
    }
}

fn cut(mut text: String) -> String {
    if text.len() > LONGEST {
        let end = (0..=LONGEST).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        let end = text[..end].rfind('\n').unwrap_or(end);
        text.truncate(end);
        text.push_str("\n… cut: ask for less, or read the structured content\n");
    }
    text
}

/// The first rows of an answer, as a table and as data.
pub(super) fn table(results: QueryResults<'_>, limit: usize) -> Result<(String, Value), ApiError> {
    match results {
        QueryResults::Boolean(value) => Ok((format!("{value}\n"), json!({ "boolean": value }))),
        QueryResults::Solutions(rows) => {
            let columns: Vec<String> = rows.variables().iter().map(|variable| variable.as_str().to_owned()).collect();
            let cells = rows.map(|row| row.map(|row| row.values().to_vec()).map_err(|e| QueryError::from(e).into()));
            listed(&columns, cells, limit)
        }
        QueryResults::Graph(triples) => {
            let columns = ["subject", "predicate", "object"].map(str::to_owned);
            let cells = triples.map(|triple| {
                let triple = triple.map_err(|error| ApiError::from(QueryError::from(error)))?;
                Ok(vec![Some(triple.subject.into()), Some(triple.predicate.into()), Some(triple.object)])
            });
            listed(&columns, cells, limit)
        }
    }
}

fn listed(
    columns: &[String],
    rows: impl Iterator<Item = Result<Vec<Option<Term>>, ApiError>>,
    limit: usize,
) -> Result<(String, Value), ApiError> {
    let mut text = format!("| {} |\n|{}\n", columns.join(" | "), "---|".repeat(columns.len()));
    let (mut data, mut is_cut) = (Vec::new(), false);
    for row in rows {
        let row = row?;
        if data.len() == limit {
            is_cut = true;
            break;
        }
        let shown: Vec<String> = row.iter().map(|term| term.as_ref().map(short).unwrap_or_default()).collect();
        // Writing to a string cannot fail.
        let _ = writeln!(text, "| {} |", shown.join(" | "));
        let cells = columns.iter().zip(&row).filter_map(|(column, term)| Some((column.clone(), full(term.as_ref()?))));
        data.push(Value::Object(cells.collect::<Map<_, _>>()));
    }
    let _ = writeln!(text, "{} rows{}", data.len(), if is_cut { ", and there are more" } else { "" });
    Ok((text, json!({ "columns": columns, "rows": data, "is_cut": is_cut })))
}

/// A term in a table.
fn short(term: &Term) -> String {
    let text = match term {
        Term::NamedNode(node) => prefix::shorten(node.as_str()).unwrap_or_else(|| node.as_str().to_owned()),
        Term::BlankNode(node) => node.to_string(),
        Term::Literal(literal) => literal.value().to_owned(),
    };
    text.replace(['\n', '\r'], " ").replace('|', "\\|")
}

/// A term as data: numbers stay text, because a binary fraction would not be what the graph says.
fn full(term: &Term) -> Value {
    match term {
        Term::NamedNode(node) => json!({ "iri": node.as_str() }),
        Term::BlankNode(node) => json!({ "blank": node.as_str() }),
        Term::Literal(literal) => match literal.language() {
            Some(language) => json!({ "value": literal.value(), "language": language }),
            None => {
                json!({ "value": literal.value(), "type": prefix::local_name(literal.datatype().as_str()) })
            }
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_text_is_cut_at_a_line_and_says_so() {
        let line = "一行字\n";
        let text = cut(line.repeat(LONGEST / line.len() + 10));
        assert!(text.len() < LONGEST + 100);
        assert!(text.contains("一行字\n… cut"), "{}", &text[text.len() - 200..]);
        assert_eq!(cut("short".into()), "short");
    }
}
