//! TOML → rows, with the line of each, and errors that say what is wrong where.

use oxsdatatypes::Decimal;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};
use sha2::{Digest, Sha256};
use toml::Spanned;

use super::{Attributes, EdgeRow, FactRow, NameRow, Naming, Remark, Row, Says, Verdict};
use crate::document::{Day, hex};
use crate::predicate::Predicate;

/// Hex digits of a row's identity.
const ID_DIGITS: usize = 12;

/// The classes whose names a row may be about.
const CLASSES: [&str; 6] = ["Agency", "Organization", "Place", "Policy", "Programme", "TargetGroup"];

/// Why a curation file cannot be used.
#[derive(Debug, thiserror::Error)]
#[error("{file}:{line}: {what}")]
pub struct CurationError {
    /// The file, as the user named it.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong.
    pub what: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, default)]
#[derive(Default)]
struct File {
    alias: Vec<Spanned<toml::Table>>,
    same: Vec<Spanned<toml::Table>>,
    apart: Vec<Spanned<toml::Table>>,
    not: Vec<Spanned<toml::Table>>,
    fact: Vec<Spanned<toml::Table>>,
    edge: Vec<Spanned<toml::Table>>,
}

/// What every row may have.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Common {
    document: Option<String>,
    by: Option<String>,
    note: Option<String>,
    date: Option<String>,
}

const COMMON: [&str; 4] = ["document", "by", "note", "date"];

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Alias {
    r#type: String,
    name: String,
    #[serde(rename = "alias")]
    words: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Same {
    r#type: String,
    name: String,
    #[serde(deserialize_with = "several")]
    names: Vec<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Apart {
    r#type: String,
    name: String,
    words: String,
    r#as: Option<String>,
    near: Option<String>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Not {
    r#type: String,
    name: String,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Fact {
    quote: String,
    r#type: Option<String>,
    #[serde(default, deserialize_with = "decimal")]
    value: Option<Decimal>,
    review: Verdict,
    #[serde(default)]
    set: Attributes,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Edge {
    subject: String,
    predicate: String,
    object: String,
    quote: Option<String>,
    review: Verdict,
}

/// The rows of a file, in its order.
pub(super) fn rows(file: &str, text: &str) -> Result<Vec<Row>, CurationError> {
    let parsed: File = toml::from_str(text).map_err(|error| CurationError {
        file: file.to_owned(),
        line: line_of(text, error.span().map_or(0, |span| span.start)),
        what: error.message().to_owned(),
    })?;
    let mut found = Vec::new();
    let mut read = |tables: Vec<Spanned<toml::Table>>, says: fn(toml::Table) -> Result<Says, String>| {
        for table in tables {
            let line = line_of(text, table.span().start);
            let row = row(file, line, table.into_inner(), says);
            found.push(row.map_err(|what| CurationError { file: file.to_owned(), line, what })?);
        }
        Ok(())
    };
    read(parsed.alias, |table| {
        let Alias { r#type, name, words } = parse(table)?;
        naming(r#type, name, Naming::Alias(filled("alias", words)?))
    })?;
    read(parsed.same, |table| {
        let Same { r#type, name, names } = parse(table)?;
        naming(r#type, name, Naming::Same(names))
    })?;
    read(parsed.apart, |table| {
        let Apart { r#type, name, words, r#as, near } = parse(table)?;
        naming(r#type, name, Naming::Apart { words: filled("words", words)?, meaning: r#as, near })
    })?;
    read(parsed.not, |table| {
        let Not { r#type, name } = parse(table)?;
        naming(r#type, name, Naming::Nothing)
    })?;
    read(parsed.fact, fact)?;
    read(parsed.edge, edge)?;
    found.sort_by_key(|row: &Row| row.line);
    Ok(found)
}

fn row(
    file: &str,
    line: usize,
    mut table: toml::Table,
    says: fn(toml::Table) -> Result<Says, String>,
) -> Result<Row, String> {
    // A TOML table writes its keys in order: the same row has the same words.
    let id = hex(&Sha256::digest(table.to_string()))[..ID_DIGITS].to_owned();
    let common: toml::Table = COMMON.iter().filter_map(|key| table.remove_entry(*key)).collect();
    let Common { document, by, note, date } = parse(common)?;
    if let Some(date) = date.as_deref().filter(|date| !is_time(date, false)) {
        return Err(format!("`date` is “{date}”; write it as 2024-03-05"));
    }
    Ok(Row { file: file.to_owned(), line, id, document, remark: Remark { by, note, date }, says: says(table)? })
}

fn parse<T: DeserializeOwned>(table: toml::Table) -> Result<T, String> {
    table.try_into().map_err(|error: toml::de::Error| error.message().to_owned())
}

fn naming(class: String, name: String, what: Naming) -> Result<Says, String> {
    known("type", &class, &CLASSES)?;
    Ok(Says::Name(NameRow { class, name: filled("name", name)?, what }))
}

fn fact(table: toml::Table) -> Result<Says, String> {
    let Fact { quote, r#type, value, review, set } = parse(table)?;
    for (key, time) in [("period", &set.period), ("compared_with", &set.compared_with), ("date", &set.date)] {
        if let Some(time) = time.as_deref().filter(|time| !time.is_empty() && !is_time(time, key != "date")) {
            return Err(format!("`{key}` is “{time}”; write it as 2023, 2023-04 or 2023-01/2023-09"));
        }
    }
    if let Some(kind) = &r#type {
        known("type", kind, &["observation", "recognition"])?;
    }
    let changes = set != Attributes::default();
    match review {
        Verdict::Corrected if !changes => return Err("a corrected fact says in `set` what it should be".to_owned()),
        Verdict::Confirmed | Verdict::Rejected if changes => {
            return Err("`set` goes with review = \"corrected\" or \"added\"".to_owned());
        }
        Verdict::Added if set.metric.is_none() || set.value.is_none() || set.unit.is_none() => {
            return Err("an added fact is an observation with `set = { metric, value, unit, … }`".to_owned());
        }
        _ => {}
    }
    Ok(Says::Fact(Box::new(FactRow { quote: filled("quote", quote)?, kind: r#type, value, verdict: review, set })))
}

fn edge(table: toml::Table) -> Result<Says, String> {
    let Edge { subject, predicate, object, quote, review } = parse(table)?;
    known("predicate", &predicate, &Predicate::NAMED.map(|(name, _)| name))?;
    match review {
        Verdict::Corrected => {
            return Err("an edge is confirmed, rejected or added; to correct one, reject it and add another".to_owned());
        }
        Verdict::Added if quote.is_none() => {
            return Err("an added edge needs `quote`: the words that say it".to_owned());
        }
        _ => {}
    }
    Ok(Says::Edge(EdgeRow { subject, predicate, object, quote, verdict: review }))
}

fn filled(key: &str, text: String) -> Result<String, String> {
    if text.trim().is_empty() { Err(format!("`{key}` is empty")) } else { Ok(text) }
}

fn known(key: &str, value: &str, all: &[&str]) -> Result<(), String> {
    if all.contains(&value) {
        Ok(())
    } else {
        Err(format!("`{key}` is “{value}”; it must be one of {}", all.join(", ")))
    }
}

/// A number of TOML, or one in quotation marks where its digits matter.
pub(super) fn decimal<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Decimal>, D::Error> {
    let text = match toml::Value::deserialize(deserializer)? {
        toml::Value::Integer(number) => number.to_string(),
        toml::Value::Float(number) => number.to_string(),
        toml::Value::String(text) => text,
        other => return Err(serde::de::Error::custom(format!("{other} is no number"))),
    };
    text.parse().map(Some).map_err(|_| serde::de::Error::custom(format!("{text} is no decimal number")))
}

/// One text, or several.
pub(super) fn texts<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    let text = |value| match value {
        toml::Value::String(text) => Ok(text),
        other => Err(serde::de::Error::custom(format!("{other} is no name"))),
    };
    match toml::Value::deserialize(deserializer)? {
        toml::Value::Array(values) => values.into_iter().map(text).collect::<Result<_, _>>().map(Some),
        one => Ok(Some(vec![text(one)?])),
    }
}

fn several<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    texts(deserializer).map(Option::unwrap_or_default)
}

/// Whether a text is a date of ISO 8601, or two with a slash between where it may be a period, of which one may be `..`.
fn is_time(text: &str, may_be_period: bool) -> bool {
    let is_day = |text: &str| {
        let written = text.split('-').map(str::len).eq([4, 2, 2].into_iter().take(text.split('-').count()));
        written && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-') && Day::parse(text).is_some()
    };
    match text.split_once('/') {
        Some((from, to)) => may_be_period && [from, to].iter().all(|end| *end == ".." || is_day(end)) && from != to,
        None => is_day(text),
    }
}

fn line_of(text: &str, byte: usize) -> usize {
    text.bytes().take(byte).filter(|byte| *byte == b'\n').count() + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fault(text: &str) -> String {
        rows("curation.toml", text).unwrap_err().to_string()
    }

    #[test]
    fn rows_keep_their_line_and_are_the_same_wherever_they_stand() {
        let alias = "[[alias]]\ntype = \"Agency\"\nname = \"杭州市财政局\"\nalias = \"杭财\"\nby = \"李\"\n";
        let one = rows("a", alias).unwrap();
        let later = rows("b", &format!("# moved\n\n{alias}")).unwrap();
        assert_eq!((one[0].line, later[0].line), (1, 3));
        assert_eq!(one[0].id, later[0].id);
        assert_eq!(one[0].remark.by.as_deref(), Some("李"));
        let expected =
            NameRow { class: "Agency".into(), name: "杭州市财政局".into(), what: Naming::Alias("杭财".into()) };
        assert_eq!(one[0].says, Says::Name(expected));
    }

    #[test]
    fn numbers_keep_their_digits() {
        let text = "[[fact]]\nquote = \"率\"\nvalue = 99.9\nreview = \"corrected\"\nset = { value = \"100.10\" }\n";
        let Says::Fact(fact) = &rows("a", text).unwrap()[0].says else { panic!("a fact") };
        assert_eq!(fact.value.map(|value| value.to_string()).as_deref(), Some("99.9"));
        assert_eq!(fact.set.value.map(|value| value.to_string()).as_deref(), Some("100.1"));
    }

    #[test]
    fn times_are_of_iso_8601_and_one_name_is_a_list_too() {
        for set in [
            "period = \"2023\"",
            "period = \"../2023-12\"",
            "period = \"2023-04-01/..\"",
            "period = \"\"",
            "date = \"2023-04\"",
            "granted_by = \"国务院办公厅\"",
            "granted_by = [\"国务院办公厅\", \"财政部\"]",
        ] {
            let text = format!("[[fact]]\nquote = \"率\"\nreview = \"corrected\"\nset = {{ {set} }}\n");
            assert!(rows("a", &text).is_ok(), "{set}");
        }
        let same = "[[same]]\ntype = \"Agency\"\nname = \"杭州市财政局\"\nnames = \"杭财\"\n";
        assert!(rows("a", same).is_ok());
    }

    #[test]
    fn what_is_wrong_is_told_with_its_line() {
        assert!(fault("\n[[alias]\n").starts_with("curation.toml:2: "));
        assert!(fault("[[aliases]]\nname = \"a\"\n").contains("unknown field `aliases`"));
        let rejected = "[[fact]]\nquote = \"a\"\nreview = \"rejected\"\n\n[[fact]]\nquote = \"b\"\nreviev = \"x\"\n";
        assert!(fault(rejected).starts_with("curation.toml:5: unknown field `reviev`"), "{}", fault(rejected));
        let class = fault("[[not]]\ntype = \"agency\"\nname = \"a\"\n");
        assert!(class.contains("“agency”; it must be one of Agency"), "{class}");
        assert!(fault("[[fact]]\nquote = \"a\"\nreview = \"corrected\"\n").contains("says in `set`"));
        let set = |set: &str| fault(&format!("[[fact]]\nquote = \"a\"\nreview = \"corrected\"\nset = {{ {set} }}\n"));
        assert!(set("period = \"去年\"").contains("`period` is “去年”; write it as 2023"));
        assert!(set("period = \"2023-1/2023-9\"").contains("`period` is"));
        assert!(set("date = \"2023/2024\"").contains("`date` is"));
        assert!(set("granted_by = 3").contains("3 is no name"));
        let reviewed = "[[fact]]\nquote = \"a\"\nreview = \"confirmed\"\ndate = \"昨天\"\n";
        assert!(fault(reviewed).contains("`date` is “昨天”"));
        let edge = "[[edge]]\nsubject = \"case\"\npredicate = \"cites\"\nobject = \"x\"\nreview = \"added\"\n";
        assert!(fault(edge).contains("needs `quote`"));
    }
}
