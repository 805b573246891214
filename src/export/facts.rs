//! The facts as tidy tables: a row an observation, a recognition, an entity or a case, with its quotation and address.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use super::sheet::{Row, Sheet};
use super::value::{Kind, Value, clean};
use super::{ExportError, Table};
use crate::answer::prefix;
use crate::answer::sparql::CancellationToken;
use crate::store::{Store, StoreError};

/// What a cell is made of, beginning at the thing of the row. Several values are joined by `; `.
#[derive(Clone, Copy, Debug)]
enum Source {
    /// Its short IRI.
    Id,
    /// Its IRI.
    Address,
    /// Local name of its class.
    Class,
    /// The values at the end of a path of properties; `^` goes backwards.
    Path(&'static [&'static str]),
    /// Of the values, those in a language.
    In(&'static [&'static str], &'static str),
    /// Short IRIs at the end of a path.
    Short(&'static [&'static str]),
    /// How many there are at the end of a path.
    Count(&'static [&'static str]),
}

use Kind::{Date, Decimal, Integer, Text};
use Source::{Address, Class, Count, Id, In, Path, Short};

type Plan = &'static [(&'static str, Kind, Source)];

const NAME: &str = "cg:name|rdfs:label|skos:prefLabel|dcterms:title";

const OBSERVATIONS: Plan = &[
    ("id", Text, Id),
    ("metric", Text, Path(&["cg:metric"])),
    ("value", Decimal, Path(&["cg:value"])),
    ("unit", Text, Path(&["cg:unit", "skos:notation"])),
    ("unit_zh", Text, In(&["cg:unit", "skos:prefLabel"], "zh")),
    ("value_as_written", Decimal, Path(&["cg:valueAsWritten"])),
    ("unit_as_written", Text, Path(&["cg:unitAsWritten"])),
    ("min_value", Decimal, Path(&["cg:minValue"])),
    ("max_value", Decimal, Path(&["cg:maxValue"])),
    ("qualifier", Text, Path(&["cg:qualifier", "skos:notation"])),
    ("qualifier_zh", Text, In(&["cg:qualifier", "skos:prefLabel"], "zh")),
    ("kind", Text, Path(&["cg:kind", "skos:notation"])),
    ("kind_zh", Text, In(&["cg:kind", "skos:prefLabel"], "zh")),
    ("direction", Text, Path(&["cg:direction", "skos:notation"])),
    ("direction_zh", Text, In(&["cg:direction", "skos:prefLabel"], "zh")),
    ("baseline", Decimal, Path(&["cg:baseline"])),
    ("compared_with", Text, Path(&["cg:comparedWith"])),
    ("period", Text, Path(&["cg:period"])),
    ("period_start", Date, Path(&["cg:periodStart"])),
    ("period_end", Date, Path(&["cg:periodEnd"])),
    ("place", Text, Path(&["cg:place", NAME])),
    ("place_code", Text, Path(&["cg:place", "cg:adminCode"])),
    ("place_id", Text, Short(&["cg:place"])),
    ("subject", Text, Path(&["cg:about", NAME])),
    ("subject_id", Text, Short(&["cg:about"])),
    ("case_title", Text, Path(&["cg:inCase", NAME])),
    ("case_number", Integer, Path(&["cg:inCase", "cg:number"])),
    ("case_year", Integer, Path(&["cg:inCase", "cg:year"])),
    ("case_id", Text, Short(&["cg:inCase"])),
    ("quotation", Text, Path(&["cg:evidence", "oa:exact"])),
    ("start", Integer, Path(&["cg:evidence", "oa:start"])),
    ("end", Integer, Path(&["cg:evidence", "oa:end"])),
    ("document", Text, Path(&["cg:evidence", "oa:hasSource", NAME])),
    ("document_id", Text, Short(&["cg:evidence", "oa:hasSource"])),
    ("heading", Text, Path(&["cg:evidence", "cg:inSection", "cg:heading"])),
    ("derivation", Text, Path(&["cg:derivation", "skos:notation"])),
    ("rule", Text, Path(&["cg:rule"])),
    ("review", Text, Path(&["cg:review", "skos:notation"])),
    ("iri", Text, Address),
];

const RECOGNITIONS: Plan = &[
    ("id", Text, Id),
    ("name", Text, Path(&["rdfs:label"])),
    ("kind", Text, Path(&["cg:kind", "skos:notation"])),
    ("kind_zh", Text, In(&["cg:kind", "skos:prefLabel"], "zh")),
    ("recipient", Text, Path(&["^cg:receives", NAME])),
    ("recipient_id", Text, Short(&["^cg:receives"])),
    ("granted_by", Text, Path(&["cg:grantedBy", NAME])),
    ("granted_by_id", Text, Short(&["cg:grantedBy"])),
    ("date", Text, Path(&["cg:date"])),
    ("rank", Integer, Path(&["cg:rank"])),
    ("case_title", Text, Path(&["cg:inCase", NAME])),
    ("case_number", Integer, Path(&["cg:inCase", "cg:number"])),
    ("case_year", Integer, Path(&["cg:inCase", "cg:year"])),
    ("case_id", Text, Short(&["cg:inCase"])),
    ("quotation", Text, Path(&["cg:evidence", "oa:exact"])),
    ("start", Integer, Path(&["cg:evidence", "oa:start"])),
    ("end", Integer, Path(&["cg:evidence", "oa:end"])),
    ("document", Text, Path(&["cg:evidence", "oa:hasSource", NAME])),
    ("document_id", Text, Short(&["cg:evidence", "oa:hasSource"])),
    ("derivation", Text, Path(&["cg:derivation", "skos:notation"])),
    ("rule", Text, Path(&["cg:rule"])),
    ("review", Text, Path(&["cg:review", "skos:notation"])),
    ("iri", Text, Address),
];

const ENTITIES: Plan = &[
    ("id", Text, Id),
    ("type", Text, Class),
    ("name", Text, Path(&["cg:name"])),
    ("label_zh", Text, In(&["rdfs:label"], "zh")),
    ("label_en", Text, In(&["rdfs:label"], "en")),
    ("aliases", Text, Path(&["skos:altLabel"])),
    ("code", Text, Path(&["cg:adminCode|cg:docNumber|cg:countryCode"])),
    ("located_in", Text, Path(&["cg:locatedIn", NAME])),
    ("located_in_id", Text, Short(&["cg:locatedIn"])),
    ("part_of", Text, Path(&["cg:partOf", NAME])),
    ("issued_by", Text, Path(&["cg:issuedBy", NAME])),
    ("issued", Text, Path(&["dcterms:issued"])),
    ("mentions", Integer, Count(&["^cg:mentionOf"])),
    ("iri", Text, Address),
];

const CASES: Plan = &[
    ("id", Text, Id),
    ("number", Integer, Path(&["cg:number"])),
    ("year", Integer, Path(&["cg:year"])),
    ("title", Text, Path(&["dcterms:title"])),
    ("indicator", Text, Path(&["cg:indicatorText"])),
    ("indicator_id", Text, Short(&["cg:indicator"])),
    ("place", Text, Path(&["cg:place", NAME])),
    ("place_code", Text, Path(&["cg:place", "cg:adminCode"])),
    ("reported_by", Text, Path(&["cg:reportedBy", NAME])),
    ("involves", Text, Path(&["cg:involves", NAME])),
    ("cites", Text, Path(&["cg:cites", NAME])),
    ("highlight", Text, Path(&["cg:highlight"])),
    ("observations", Integer, Count(&["^cg:inCase", "cg:value"])),
    ("document", Text, Path(&["cg:inDocument", NAME])),
    ("document_id", Text, Short(&["cg:inDocument"])),
    ("iri", Text, Address),
];

/// A table of facts with a row for each of `things`, in their order; `table` is none of a graph.
pub(super) fn sheet<'a>(
    store: &'a Store,
    table: Table,
    things: Vec<NamedNode>,
    cancel: &'a CancellationToken,
) -> Sheet<'a> {
    let plan = plan(table).0;
    let rows = things.into_iter().map(move |thing| {
        if cancel.is_cancelled() {
            return Err(crate::answer::sparql::QueryError::Cancelled.into());
        }
        row(store, &thing, plan)
    });
    let columns = plan.iter().map(|(name, kind, _)| (*name, *kind)).collect();
    Sheet { name: table.name(), columns, rows: Box::new(rows) }
}

/// All things that a table has rows for, in the order of the texts.
pub(super) fn things(store: &Store, table: Table) -> Result<Vec<NamedNode>, ExportError> {
    let mut things = BTreeSet::new();
    for class in plan(table).1 {
        for thing in step(store, &property(class).into(), &rdf::TYPE.into_owned(), true)? {
            let Term::NamedNode(iri) = &thing else { continue };
            // The register knows thousands of places that no text names.
            if table != Table::Entities || !follow(store, &thing, &["^cg:mentionOf"])?.is_empty() {
                things.insert((place_in_text(store, &thing)?, iri.clone()));
            }
        }
    }
    Ok(things.into_iter().map(|(_, thing)| thing).collect())
}

/// The columns of a table, and the classes whose things are its rows.
fn plan(table: Table) -> (Plan, &'static [&'static str]) {
    match table {
        Table::Observations => (OBSERVATIONS, &["cg:Observation"]),
        Table::Recognitions => (RECOGNITIONS, &["cg:Recognition"]),
        Table::Entities => {
            (ENTITIES, &["cg:Agency", "cg:Organization", "cg:Place", "cg:Policy", "cg:Programme", "cg:TargetGroup"])
        }
        Table::Cases => (CASES, &["cg:Case"]),
        Table::Graph | Table::Nodes | Table::Edges => panic!("{} is read from a view", table.name()),
    }
}

/// Document, first code point: rows stand in the order of the texts.
fn place_in_text(store: &Store, thing: &Term) -> Result<(String, u64), ExportError> {
    let mut first = (String::new(), 0);
    for evidence in follow(store, thing, &["cg:evidence"])? {
        let document = follow(store, &evidence, &["oa:hasSource"])?.first().map(ToString::to_string);
        let start = follow(store, &evidence, &["oa:start"])?.first().and_then(|start| plain(start).parse().ok());
        let place = (document.unwrap_or_default(), start.unwrap_or(0));
        if first.0.is_empty() || place < first {
            first = place;
        }
    }
    Ok(first)
}

fn row(store: &Store, thing: &NamedNode, plan: Plan) -> Result<Row<'static>, ExportError> {
    let start = Term::from(thing.clone());
    plan.iter().map(|(_, kind, from)| Ok(cell(store, &start, *kind, *from)?)).collect()
}

fn cell(store: &Store, thing: &Term, kind: Kind, from: Source) -> Result<Option<Value<'static>>, StoreError> {
    let texts: Vec<String> = match from {
        Id => vec![short(thing)],
        Address => vec![plain(thing)],
        Class => {
            let classes = step(store, thing, &rdf::TYPE.into_owned(), false)?;
            let mut ours: Vec<_> = classes.iter().map(short).filter(|class| class.starts_with("cg:")).collect();
            ours.sort();
            ours.first().map(|class| class["cg:".len()..].to_owned()).into_iter().collect()
        }
        Path(path) => follow(store, thing, path)?.iter().map(plain).collect(),
        In(path, language) => {
            let is_in = |term: &&Term| matches!(term, Term::Literal(text) if text.language() == Some(language));
            follow(store, thing, path)?.iter().filter(is_in).map(plain).collect()
        }
        Short(path) => follow(store, thing, path)?.iter().map(short).collect(),
        Count(path) => vec![follow(store, thing, path)?.len().to_string()],
    };
    Ok(typed(kind, &texts))
}

/// A number or a day where there is one, all texts where there are several.
fn typed(kind: Kind, texts: &[String]) -> Option<Value<'static>> {
    let first = texts.first()?;
    match kind {
        Integer => first.parse().ok().map(Value::Integer),
        Decimal => Some(Value::Exact(first.clone().into())),
        Kind::Boolean => first.parse().ok().map(Value::Boolean),
        Date => Some(Value::Date(first.clone().into())),
        Text => {
            let mut seen = BTreeSet::new();
            let texts: Vec<_> = texts.iter().filter(|text| seen.insert(text.as_str())).map(String::as_str).collect();
            (!first.is_empty()).then(|| Value::Text(texts.join("; ").into()))
        }
    }
}

/// The terms at the end of a path, each step sorted. `a|b` is the first of the properties that is there.
fn follow(store: &Store, thing: &Term, path: &[&str]) -> Result<Vec<Term>, StoreError> {
    let mut at = vec![thing.clone()];
    for alternatives in path {
        let mut next: BTreeMap<String, Term> = BTreeMap::new();
        for term in &at {
            for name in alternatives.split('|') {
                let (name, backwards) = name.strip_prefix('^').map_or((name, false), |name| (name, true));
                let found = step(store, term, &property(name), backwards)?;
                if !found.is_empty() {
                    next.extend(found.into_iter().map(|term| (order(&term), term)));
                    break;
                }
            }
        }
        at = next.into_values().collect();
    }
    Ok(at)
}

/// Chinese before English before the rest, for the first is what is shown.
fn order(term: &Term) -> String {
    let rank = match term {
        Term::Literal(text) if text.language() == Some("en") => 1,
        _ => 0,
    };
    format!("{rank}{term}")
}

fn step(store: &Store, term: &Term, property: &NamedNode, backwards: bool) -> Result<Vec<Term>, StoreError> {
    let mut found = Vec::new();
    if backwards {
        for quad in store.matching(None, Some(property.as_ref()), Some(term.as_ref())) {
            found.push(quad?.subject.into());
        }
    } else {
        let subject = match term {
            Term::NamedNode(node) => NamedOrBlankNode::from(node.clone()),
            Term::BlankNode(node) => node.clone().into(),
            Term::Literal(_) => return Ok(found),
        };
        for quad in store.matching(Some(subject.as_ref()), Some(property.as_ref()), None) {
            found.push(quad?.object);
        }
    }
    Ok(found)
}

fn property(name: &str) -> NamedNode {
    let known = NamedNodeRef::new_unchecked;
    match name {
        "rdfs:label" => rdfs::LABEL.into_owned(),
        other => known(&prefix::expand(other).expect("the plans use well-known prefixes")).into_owned(),
    }
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => clean(literal.value()),
        Term::BlankNode(node) => node.to_string(),
    }
}

fn short(term: &Term) -> String {
    let text = plain(term);
    prefix::shorten(&text).unwrap_or(text)
}
