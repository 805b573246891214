//! The parameters of a saved query: `?_name_type`, as grlc has them; `?__name_type` may be left out.
//!
//! Types: `iri`, `literal` (or `string`), `integer`, `decimal` (or `number`), `date`, `year`, `boolean`, `lang` (a language
//! tag), a language tag of two letters (`?_title_zh`); without one a parameter is a plain literal. A value out of few is
//! listed in the head: `#+ enumerations:`, `#+   - kind: award, ranking`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use oxigraph::model::vocab::xsd;
use oxigraph::model::{Literal, NamedNode, Term, Variable};
use oxsdatatypes::{Date, Decimal, Integer};
use regex::Regex;

use super::head::{self, Bilingual, Head, HeadError};
use crate::answer::prefix;

/// What a value must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// An IRI, in full or with a well-known prefix.
    Iri,
    /// Any text.
    Literal,
    /// A whole number.
    Integer,
    /// A number with or without decimals.
    Decimal,
    /// A day, `2023-04-28`.
    Date,
    /// A year of four digits, a whole number in the query.
    Year,
    /// `true` or `false`.
    Boolean,
    /// A language tag, a plain literal in the query.
    Tag,
    /// A text in a language.
    Language([u8; 2]),
}

impl Kind {
    /// What it is called in lists of parameters.
    pub fn name(self) -> &'static str {
        match self {
            Self::Iri => "iri",
            Self::Literal => "literal",
            Self::Integer => "integer",
            Self::Decimal => "decimal",
            Self::Date => "date",
            Self::Year => "year",
            Self::Boolean => "boolean",
            Self::Tag => "language tag",
            Self::Language(_) => "language-tagged literal",
        }
    }

    fn of_suffix(suffix: &str) -> Option<Self> {
        Some(match suffix {
            "iri" => Self::Iri,
            "literal" | "string" => Self::Literal,
            "integer" => Self::Integer,
            "decimal" | "number" => Self::Decimal,
            "date" => Self::Date,
            "year" => Self::Year,
            "boolean" => Self::Boolean,
            "lang" => Self::Tag,
            _ => match suffix.as_bytes() {
                &[first @ b'a'..=b'z', second @ b'a'..=b'z'] => Self::Language([first, second]),
                _ => return None,
            },
        })
    }

    fn term(self, value: &str) -> Option<Term> {
        let value = value.trim();
        Some(match self {
            Self::Iri => NamedNode::new(prefix::expand(value).unwrap_or_else(|| value.to_owned())).ok()?.into(),
            Self::Literal => Literal::new_simple_literal(value).into(),
            Self::Integer => Literal::from(value.parse::<Integer>().ok()?).into(),
            Self::Decimal => Literal::from(value.parse::<Decimal>().ok()?).into(),
            Self::Date => Literal::new_typed_literal(value.parse::<Date>().ok()?.to_string(), xsd::DATE).into(),
            Self::Year => {
                let is_year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
                Literal::from(value.parse::<Integer>().ok().filter(|_| is_year)?).into()
            }
            Self::Boolean => Literal::from(match value {
                "true" | "1" => true,
                "false" | "0" => false,
                _ => return None,
            })
            .into(),
            Self::Tag => {
                let parts = value.split('-');
                let is_tag = parts
                    .clone()
                    .all(|part| (1..=8).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_alphanumeric()));
                is_tag.then(|| Literal::new_simple_literal(value.to_ascii_lowercase()))?.into()
            }
            Self::Language(tag) => {
                Literal::new_language_tagged_literal(value, std::str::from_utf8(&tag).ok()?).ok()?.into()
            }
        })
    }
}

/// One parameter of a saved query.
#[derive(Clone, Debug)]
pub struct Parameter {
    /// What callers set it by.
    pub name: String,
    /// What it is in the query.
    pub variable: Variable,
    /// What its value must be.
    pub kind: Kind,
    /// Whether the query makes no sense without a value; left out, the others leave their variable free.
    pub is_required: bool,
    /// What is taken when no value is given.
    pub default: Option<String>,
    /// The only values there are; empty where every value of its kind may be one.
    pub values: Vec<String>,
    /// Other values worth trying.
    pub examples: Vec<String>,
    /// What it means.
    pub label: Bilingual,
}

/// Why a value is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{message}")]
pub struct ParameterError {
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: String,
}

impl ParameterError {
    pub(super) fn unknown<'a>(name: &str, known: impl Iterator<Item = &'a str>) -> Self {
        let known: Vec<_> = known.collect();
        let hint = if known.is_empty() { "it has none".to_owned() } else { format!("it has {}", known.join(", ")) };
        Self { message: format!("the query has no parameter {name}"), hint }
    }
}

impl Parameter {
    /// The term of a value, of the default where none is given; `None` where the variable stays free.
    pub fn term(&self, value: Option<&str>) -> Result<Option<Term>, ParameterError> {
        let Some(value) = value.or(self.default.as_deref()) else {
            return if self.is_required { Err(self.missing()) } else { Ok(None) };
        };
        if !self.values.is_empty() && !self.values.iter().any(|known| known == value.trim()) {
            let message = format!("{}={value} is none of its values", self.name);
            return Err(ParameterError { message, hint: format!("there are {}", self.values.join(", ")) });
        }
        self.kind.term(value).map(Some).ok_or_else(|| self.unfit(value))
    }

    fn missing(&self) -> ParameterError {
        let message = format!("the parameter {} has no value", self.name);
        ParameterError { message, hint: format!("give {}=…: {}", self.name, self.label.en) }
    }

    fn unfit(&self, value: &str) -> ParameterError {
        let example = self.default.iter().chain(&self.examples).next();
        ParameterError {
            message: format!("{}={value} is not of type {}", self.name, self.kind.name()),
            hint: example.map_or_else(|| self.label.en.clone(), |example| format!("write it like {example}")),
        }
    }
}

/// The parameters of a query: those its text has, in the order its head describes them.
pub(super) fn declared(text: &str, head: &Head) -> Result<Vec<Parameter>, HeadError> {
    static PATTERN: LazyLock<Regex> =
        LazyLock::new(|| Regex::new(r"[?$](_{1,2}[A-Za-z][A-Za-z0-9_]*)").expect("the pattern is right"));
    let variables: BTreeSet<&str> = PATTERN.captures_iter(text).map(|found| found.extract::<1>().1[0]).collect();
    let mut parameters: Vec<_> = variables.into_iter().map(|variable| parameter(variable, head)).collect();
    let order = head.list("parameters");
    let described = ["parameters", "parameters_zh", "defaults", "enumerations", "examples"]
        .into_iter()
        .flat_map(|key| head.list(key));
    if let Some((name, _)) = described.into_iter().find(|(name, _)| !parameters.iter().any(|p| p.name == *name)) {
        return Err(HeadError::Parameter { name: name.clone() });
    }
    parameters.sort_by_key(|parameter| order.iter().position(|(name, _)| *name == parameter.name));
    Ok(parameters)
}

fn parameter(variable: &str, head: &Head) -> Parameter {
    let bare = variable.trim_start_matches('_');
    let typed = bare.rsplit_once('_').and_then(|(name, suffix)| Some((name, Kind::of_suffix(suffix)?)));
    let (name, kind) = typed.unwrap_or_else(|| (bare, Kind::of_suffix(bare).unwrap_or(Kind::Literal)));
    let label = |key| head.item(key, name).unwrap_or_default().to_owned();
    Parameter {
        name: name.to_owned(),
        variable: Variable::new_unchecked(variable),
        kind,
        is_required: !variable.starts_with("__"),
        default: head.item("defaults", name).map(str::to_owned),
        values: head.item("enumerations", name).map(head::words).unwrap_or_default(),
        examples: head.list("examples").iter().filter(|(n, _)| n == name).map(|(_, value)| value.clone()).collect(),
        label: Bilingual { en: label("parameters"), zh: label("parameters_zh") },
    }
}
