//! A filter and its values → which distinct values of its column are wanted.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};
use oxsdatatypes::{Decimal, Integer};

use super::RecordsError;
use super::column::{Column, Key};
use super::list::{Filter, List, Wanted};
use super::thing;
use crate::graph::period;
use crate::ontology;
use crate::ontology::vocab::{cgv, skos};
use crate::store::Store;

/// The value by which those are wanted that have none.
const NONE: &str = "none";

/// A term of a controlled list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListTerm {
    /// Its IRI.
    pub iri: NamedNode,
    /// What filters and rows call it.
    pub code: String,
    /// Label in Chinese.
    pub zh: String,
    /// Label in English.
    pub en: String,
}

/// All terms of the controlled lists, with the local name of their list.
static TERMS: LazyLock<Vec<(String, ListTerm)>> = LazyLock::new(|| {
    let quads = ontology::quads();
    let mut terms = Vec::new();
    for quad in quads.iter().filter(|quad| quad.predicate == skos::IN_SCHEME) {
        let (NamedOrBlankNode::NamedNode(term), Term::NamedNode(scheme)) = (&quad.subject, &quad.object) else {
            continue;
        };
        let Some(scheme) = scheme.as_str().strip_prefix(cgv::NAMESPACE) else { continue };
        let literals = |property| {
            quads
                .iter()
                .filter(move |quad| quad.subject == quad_subject(term) && quad.predicate == property)
                .filter_map(|quad| match &quad.object {
                    Term::Literal(literal) => Some(literal),
                    _ => None,
                })
        };
        let label = |language: &str| {
            let mut labels = literals(rdfs::LABEL);
            labels.find(|label| label.language() == Some(language)).map(|label| label.value().to_owned())
        };
        let code = literals(skos::NOTATION).next().map(|code| code.value().to_owned()).unwrap_or_default();
        let (zh, en) = (label("zh").unwrap_or_default(), label("en").unwrap_or_default());
        terms.push((scheme.to_owned(), ListTerm { iri: term.clone(), code, zh, en }));
    }
    terms
});

fn quad_subject(node: &NamedNode) -> NamedOrBlankNode {
    node.clone().into()
}

/// The terms of controlled lists, in the order of the ontology.
pub fn terms(lists: &'static [&'static str]) -> impl Iterator<Item = &'static ListTerm> {
    TERMS.iter().filter(|(list, _)| lists.contains(&list.as_str())).map(|(_, term)| term)
}

/// The term of an IRI.
pub(super) fn term(iri: &str) -> Option<&'static ListTerm> {
    TERMS.iter().map(|(_, term)| term).find(|term| term.iri.as_str() == iri)
}

/// What of a column is wanted.
#[derive(Clone, Debug, Default)]
pub(super) struct Matcher {
    /// By position of the distinct values.
    values: Vec<bool>,
    /// Whether records without a value are wanted.
    none: bool,
}

impl Matcher {
    pub(super) fn fits(&self, column: &Column, record: u32) -> bool {
        let codes = column.codes(record);
        if codes.is_empty() { self.none } else { codes.iter().any(|code| self.values[*code as usize]) }
    }
}

/// Which values of a column a filter wants; of several given values any.
pub(super) fn matcher(
    store: &Store,
    list: List,
    filter: &Filter,
    given: &[String],
    column: &Column,
) -> Result<Matcher, RecordsError> {
    let mut matcher = Matcher { values: vec![false; column.values.len()], none: false };
    for value in given {
        if value == NONE && !matches!(filter.wanted, Wanted::Words | Wanted::AtLeast | Wanted::AtMost) {
            matcher.none = true;
            continue;
        }
        let test = test(store, list, filter, value)?;
        for (wanted, key) in matcher.values.iter_mut().zip(&column.values) {
            *wanted |= test.fits(key);
        }
    }
    Ok(matcher)
}

/// A value, understood.
enum Test {
    Nodes(BTreeSet<String>),
    Is(Key),
    /// All of these, in lower case.
    Words(Vec<String>),
    StartsWith(String),
    AtLeast(Decimal),
    AtMost(Decimal),
    /// First and last day.
    Within(String, String),
    Any,
    Zero(bool),
}

impl Test {
    fn fits(&self, key: &Key) -> bool {
        match (self, key) {
            (Self::Any, _) => true,
            (Self::Nodes(nodes), Key::Node(iri)) => nodes.contains(iri),
            (Self::Is(wanted), key) => wanted == key,
            (Self::Words(words), Key::Text(text)) => {
                let text = text.to_lowercase();
                words.iter().all(|word| text.contains(word.as_str()))
            }
            (Self::StartsWith(start), Key::Text(text)) => text.starts_with(start.as_str()),
            (Self::AtLeast(least), Key::Number(number)) => number >= least,
            (Self::AtMost(most), Key::Number(number)) => number <= most,
            (Self::Zero(is_zero), Key::Number(number)) => (*number == Decimal::default()) == *is_zero,
            (Self::Within(first, last), Key::Text(text)) => match period::days(text) {
                (Some(from), Some(to)) => *first <= from && to <= *last,
                _ => false,
            },
            _ => false,
        }
    }
}

fn test(store: &Store, list: List, filter: &Filter, value: &str) -> Result<Test, RecordsError> {
    let unfit = |hint: String| RecordsError::asked(format!("{}={value} is not understood", filter.name), hint);
    let like = || format!("write it like {}", filter.example);
    Ok(match filter.wanted {
        Wanted::Thing => {
            Test::Nodes(things(store, filter, value)?.iter().map(|node| node.as_str().to_owned()).collect())
        }
        Wanted::Place => {
            let places = thing::with_parts(store, &things(store, filter, value)?)?;
            Test::Nodes(places.iter().map(|node| node.as_str().to_owned()).collect())
        }
        Wanted::Concept(lists) => {
            let found = terms(lists).find(|term| [&term.code, &term.zh, &term.en].contains(&&value.to_owned()));
            let codes = || terms(lists).map(|term| term.code.as_str()).collect::<Vec<_>>().join(", ");
            let term = found.ok_or_else(|| unfit(format!("{} is one of {}", filter.name, codes())))?;
            Test::Nodes(BTreeSet::from([term.iri.as_str().to_owned()]))
        }
        Wanted::Class => {
            let types: Vec<String> = list.types().collect();
            if !types.iter().any(|name| name == value) {
                return Err(unfit(format!("{} is one of {}", filter.name, types.join(", "))));
            }
            Test::Is(Key::Text(value.to_owned()))
        }
        Wanted::Words => Test::Words(value.split_whitespace().map(str::to_lowercase).collect()),
        Wanted::Text => Test::Is(Key::Text(value.trim().to_owned())),
        Wanted::Integer => {
            let number: Integer = value.trim().parse().map_err(|_| unfit(like()))?;
            Test::Is(Key::Number(Decimal::from(number)))
        }
        Wanted::Year => {
            let is_year = value.len() == 4 && value.bytes().all(|byte| byte.is_ascii_digit());
            if !is_year {
                return Err(unfit(like()));
            }
            Test::StartsWith(value.to_owned())
        }
        Wanted::AtLeast => Test::AtLeast(value.trim().parse().map_err(|_| unfit(like()))?),
        Wanted::AtMost => Test::AtMost(value.trim().parse().map_err(|_| unfit(like()))?),
        Wanted::During => match period::days(value.trim()) {
            (Some(from), Some(to)) => Test::Within(from, to),
            _ => {
                return Err(unfit(
                    "write a year, month or day, or two joined by /: 2023, 2023-04, 2023-01/2023-09".to_owned(),
                ));
            }
        },
        Wanted::Mentioned => match value {
            "true" => Test::Zero(false),
            "false" => Test::Zero(true),
            "any" => Test::Any,
            _ => return Err(unfit("it is one of true, false, any".to_owned())),
        },
    })
}

fn things(store: &Store, filter: &Filter, value: &str) -> Result<BTreeSet<NamedNode>, RecordsError> {
    let found = thing::find(store, value)?;
    if !found.is_empty() {
        return Ok(found);
    }
    let near = thing::near_names(store, value)?;
    let hint = match near.as_slice() {
        [] => "give a name, a code or an IRI".to_owned(),
        names => format!("did you mean {}?", names.join(", ")),
    };
    Err(RecordsError::asked(format!("{}={value}: nothing in the graph is called so", filter.name), hint))
}
