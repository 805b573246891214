//! Rows → JSON and CSV, by the fields of their list.

use std::io::Write;

use serde::Serialize;
use serde::ser::{SerializeMap, Serializer};
use serde_json::value::RawValue;

use super::RecordsError;
use super::list::{Field, List, Shape};
use super::row::{Row, Value};

/// What divides several values in one cell of CSV.
const DIVIDER: &str = "; ";

/// A row of a list as JSON: `iri`, `id`, `address`, `label`, the fields by name, `evidence`.
#[derive(Clone, Copy, Debug)]
pub struct Json<'r> {
    /// The list it is of.
    pub list: List,
    /// The row.
    pub row: &'r Row,
    /// The path before its address, without a slash at its end.
    pub base: &'r str,
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let row = self.row;
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("iri", &row.iri)?;
        map.serialize_entry("id", &row.id)?;
        map.serialize_entry("address", &row.address(self.base))?;
        map.serialize_entry("label", &Label { zh: row.zh.as_deref(), en: row.en.as_deref() })?;
        for (field, values) in self.list.fields().iter().zip(&row.values) {
            match values.as_slice() {
                values if field.is_many => map.serialize_entry(field.name, values)?,
                [value, ..] => map.serialize_entry(field.name, value)?,
                [] => map.serialize_entry(field.name, &())?,
            }
        }
        map.serialize_entry("evidence", &row.evidence)?;
        map.serialize_entry("quotations", &row.quotations)?;
        map.end()
    }
}

#[derive(Serialize)]
struct Label<'a> {
    zh: Option<&'a str>,
    en: Option<&'a str>,
}

#[derive(Serialize)]
struct Term<'a> {
    code: &'a str,
    zh: &'a str,
    en: &'a str,
}

impl Serialize for Value {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) => serializer.serialize_str(text),
            // A decimal is written as it is: a binary fraction would not be what the text says.
            Self::Number(number) => {
                RawValue::from_string(number.to_string()).map_err(serde::ser::Error::custom)?.serialize(serializer)
            }
            Self::Words { zh, en } => Label { zh: zh.as_deref(), en: en.as_deref() }.serialize(serializer),
            Self::Concept { code, zh, en } => Term { code, zh, en }.serialize(serializer),
            Self::Thing(thing) => thing.serialize(serializer),
        }
    }
}

/// Writes rows as CSV with a header: RFC 4180, lines ended by CRLF. A term of a list has columns for its code and both
/// labels, a thing for its name and its IRI; several values stand in one cell, divided by `; `.
pub fn csv(list: List, rows: &[Row], output: impl Write) -> Result<(), RecordsError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(output);
    let mut header = vec!["iri".to_owned()];
    for field in list.fields() {
        header.extend(suffixes(field).iter().map(|suffix| format!("{}{suffix}", field.name)));
    }
    header.extend(["quotation", "document", "start", "end", "quotations"].map(str::to_owned));
    let written = |error: csv::Error| RecordsError::Output(error.to_string());
    writer.write_record(&header).map_err(written)?;
    for row in rows {
        let mut cells = vec![row.iri.clone()];
        for (field, values) in list.fields().iter().zip(&row.values) {
            for suffix in suffixes(field) {
                let parts: Vec<String> = values.iter().map(|value| cell(value, suffix)).collect();
                cells.push(parts.join(DIVIDER));
            }
        }
        match row.evidence.first() {
            Some(first) => cells.extend([
                first.quotation.clone(),
                first.document.clone(),
                first.start.to_string(),
                first.end.to_string(),
            ]),
            None => cells.extend(std::iter::repeat_n(String::new(), 4)),
        }
        cells.push(row.quotations.to_string());
        writer.write_record(&cells).map_err(written)?;
    }
    writer.flush().map_err(|error| RecordsError::Output(error.to_string()))
}

/// The columns of a field, by what is added to its name.
fn suffixes(field: &Field) -> &'static [&'static str] {
    match field.shape {
        Shape::Text | Shape::Integer | Shape::Decimal | Shape::Date => &[""],
        Shape::Words => &["_zh", "_en"],
        Shape::Concept => &["", "_zh", "_en"],
        Shape::Thing => &["", "_iri"],
    }
}

fn cell(value: &Value, suffix: &str) -> String {
    match (value, suffix) {
        (Value::Text(text), _) => text.clone(),
        (Value::Number(number), _) => number.to_string(),
        (Value::Words { zh: words, .. }, "_zh") | (Value::Words { en: words, .. }, _) => {
            words.clone().unwrap_or_default()
        }
        (Value::Concept { zh, .. }, "_zh") => zh.clone(),
        (Value::Concept { en, .. }, "_en") => en.clone(),
        (Value::Concept { code, .. }, _) => code.clone(),
        (Value::Thing(thing), "_iri") => thing.iri.clone(),
        (Value::Thing(thing), _) => thing.name.clone(),
    }
}
