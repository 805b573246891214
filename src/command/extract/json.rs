//! A reading as JSON: offsets in code points, entities and cases by position.

use std::io::Write;

use oxigraph::model::NamedNodeRef;
use serde_json::{Value, json};

use crate::audit::{Account, Audit};
use crate::document::{Case, Section};
use crate::fact::{Fact, FactBody, Node, Observation, Recognition};
use crate::graph::terms;
use crate::pipeline::Reading;
use crate::resolve::{Detail, Entity, EntityId};
use crate::span::Span;

/// Writes one JSON object.
pub(super) fn write(mut output: impl Write, reading: &Reading, audit: &Audit) -> anyhow::Result<()> {
    let document = &reading.document;
    let value = json!({
        "document": {
            "sha256": document.sha256,
            "length": document.text.code_point_length(),
            "title": crate::graph::title(document),
            "year": document.year,
            "publisher": document.about.publisher,
            "issued": document.about.issued.map(|day| day.to_string()),
            "url": document.about.url,
        },
        "cases": document.cases.iter().map(|found| case(reading, found)).collect::<Vec<_>>(),
        "entities": reading.entities.iter().map(|found| entity(reading, found)).collect::<Vec<_>>(),
        "facts": reading.facts.iter().map(|found| fact(reading, found)).collect::<Vec<_>>(),
        "numerals": numerals(reading, audit),
    });
    serde_json::to_writer_pretty(&mut output, &value)?;
    writeln!(output)?;
    Ok(())
}

/// What became of every numeral.
fn numerals(reading: &Reading, audit: &Audit) -> Value {
    let account = |account: &Account| {
        let mut value = quotation(reading, account.span);
        value["fate"] = json!(account.fate.notation());
        value
    };
    json!({
        "total": audit.accounts.len(),
        "fates": audit.counts(),
        "accounts": audit.accounts.iter().map(account).collect::<Vec<_>>(),
    })
}

/// The words and where they stand.
fn quotation(reading: &Reading, span: Span) -> Value {
    let text = &reading.document.text;
    let (start, end) = text.code_points(span);
    json!({ "start": start, "end": end, "exact": text.exact(span) })
}

fn case(reading: &Reading, case: &Case) -> Value {
    let field = |span: Option<Span>| span.map(|span| quotation(reading, span));
    json!({
        "number": reading.document.case_number(case),
        "title": field(case.title),
        "indicator": field(case.indicator),
        "area": field(case.area),
        "highlight": field(case.highlight),
        "reporters": field(case.reporters),
        "sections": case.sections.iter().map(|found| section(reading, found)).collect::<Vec<_>>(),
    })
}

fn section(reading: &Reading, section: &Section) -> Value {
    let (start, end) = reading.document.text.code_points(section.span);
    let heading = reading.document.text.exact(section.heading);
    json!({ "heading": heading, "level": section.level, "order": section.order, "start": start, "end": end })
}

fn entity(reading: &Reading, entity: &Entity) -> Value {
    let mention = |span, rule| {
        let mut value = quotation(reading, span);
        value["rule"] = json!(rule);
        value
    };
    let mentions: Vec<_> = entity.mentions.iter().map(|found| mention(found.span, found.rule)).collect();
    let mut value = json!({ "type": format!("{:?}", entity.kind()), "name": entity.name, "mentions": mentions });
    value["located_in"] = json!(entity.located_in.map(|id| id.0));
    match &entity.detail {
        Detail::Place(place) => {
            value["kind"] = json!(place.kind);
            value["admin_code"] = json!(place.admin_code);
            value["country_code"] = json!(place.country_code);
        }
        Detail::Policy(policy) => {
            value["kind"] = json!(policy.kind);
            value["doc_number"] = json!(policy.doc_number);
            value["issued"] = json!(policy.issued);
        }
        Detail::Agency | Detail::Organization | Detail::Programme | Detail::TargetGroup => {}
    }
    value
}

fn fact(reading: &Reading, fact: &Fact) -> Value {
    let mut value = match &fact.body {
        FactBody::Observation(found) => observation(found),
        FactBody::Recognition(found) => recognition(found),
        FactBody::Statement(found) => json!({
            "type": "Statement",
            "subject": node(found.subject),
            "predicate": local_name(terms::property(found.predicate)),
            "object": node(found.object),
        }),
        FactBody::Measure(found) => json!({ "type": "Measure", "section": found.section }),
        FactBody::Finding(found) => json!({
            "type": "Finding",
            "kind": found.kind,
            "comment": { "zh": found.comment_zh, "en": found.comment_en },
        }),
    };
    value["case"] = json!(fact.case);
    value["rule"] = json!(fact.rule);
    value["derivation"] = json!(terms::derivation(fact.derivation));
    if let Some(review) = &fact.review {
        value["review"] = json!({ "state": terms::review(review.state), "corrects": review.corrects });
    }
    value["evidence"] = fact.evidence.iter().map(|span| quotation(reading, *span)).collect();
    value
}

fn observation(found: &Observation) -> Value {
    let id = |entity: Option<EntityId>| entity.map(|id| id.0);
    // Decimals as strings: a JSON number would be rounded to binary by most readers.
    let number = |value: Option<oxsdatatypes::Decimal>| value.map(|value| value.to_string());
    json!({
        "type": "Observation",
        "metric": found.metric,
        "value": found.value.to_string(),
        "unit": found.unit,
        "value_as_written": found.value_as_written.to_string(),
        "unit_as_written": found.unit_as_written,
        "qualifier": terms::qualifier(found.qualifier),
        "kind": terms::kind(found.kind),
        "direction": found.direction.map(terms::direction),
        "baseline": number(found.baseline),
        "min": number(found.min),
        "max": number(found.max),
        "period": found.period,
        "compared_with": found.compared_with,
        "place": id(found.place),
        "about": id(found.about),
    })
}

fn recognition(found: &Recognition) -> Value {
    json!({
        "type": "Recognition",
        "name": found.name,
        "kind": found.kind,
        "granted_by": found.granted_by.iter().map(|id| id.0).collect::<Vec<_>>(),
        "received_by": found.received_by.iter().map(|receiver| node(*receiver)).collect::<Vec<_>>(),
        "date": found.date,
        "rank": found.rank,
    })
}

/// `"case"`, or the position of an entity.
fn node(node: Node) -> Value {
    match node {
        Node::Case => json!("case"),
        Node::Entity(id) => json!(id.0),
    }
}

fn local_name(property: NamedNodeRef<'static>) -> &'static str {
    property.as_str().rsplit('#').next().unwrap_or_default()
}
