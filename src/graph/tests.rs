use std::collections::BTreeSet;

use oxsdatatypes::Decimal;

use super::*;
use crate::document::{Document, Text};
use crate::fact::{
    Derivation, Direction, FactBody, Node, Observation, ObservationKind, Predicate, Qualifier, Recognition, Statement,
};
use crate::lexicon::Lexicon;
use crate::ontology::vocab::class;
use crate::resolve::{Detail, EntityId, EntityMention, PlaceDetail};
use crate::span::Span;

const TEXT: &str = "2022年浙江优化营商环境典型案例\n编号1：\n指标名称\n纳税\n案例名称\n减证便民\n报送单位\n杭州市税务局\n\
                    主要内容\n一、做法\n杭州市税务局2022年2月办税时间由3天压缩至1.50天。荣获“优秀案例”。\n";

fn document() -> Document {
    Document::new("a.txt", Text::new(TEXT), Lexicon::builtin())
}

fn span(document: &Document, words: &str) -> Span {
    let start = document.text.as_str().rfind(words).expect("the words are in the text");
    Span::new(start, start + words.len())
}

fn entity(document: &Document, name: &str, words: &str, detail: Detail, located_in: Option<EntityId>) -> Entity {
    let mention = EntityMention { span: span(document, words), rule: "test/mention" };
    let aliases = BTreeSet::from([words.to_owned(), name.to_owned()]);
    Entity { identity: name.to_owned(), name: name.to_owned(), aliases, mentions: vec![mention], located_in, detail }
}

fn entities(document: &Document) -> Vec<Entity> {
    let place = |code: &str| {
        Detail::Place(PlaceDetail { kind: "admin", admin_code: Some(code.to_owned()), country_code: None })
    };
    vec![
        entity(document, "杭州市", "杭州", place("330100"), None),
        entity(document, "国家税务总局杭州市税务局", "杭州市税务局", Detail::Agency, Some(EntityId(0))),
    ]
}

fn fact(document: &Document, words: &str, body: FactBody) -> Fact {
    Fact {
        case: 0,
        evidence: vec![span(document, words)],
        rule: "test/fact",
        derivation: Derivation::Resolved,
        body,
        review: None,
    }
}

fn statement(predicate: Predicate, object: u32) -> FactBody {
    FactBody::Statement(Statement { subject: Node::Case, predicate, object: Node::Entity(EntityId(object)) })
}

fn observation() -> Observation {
    let decimal = |text: &str| text.parse::<Decimal>().unwrap();
    Observation {
        metric: "办税时间".to_owned(),
        value: decimal("1.50"),
        unit: "day",
        value_as_written: decimal("1.50"),
        unit_as_written: "天".to_owned(),
        qualifier: Qualifier::Exact,
        kind: ObservationKind::Duration,
        direction: Some(Direction::Decrease),
        baseline: Some(decimal("3.0")),
        min: None,
        max: None,
        period: Some("2022-02".to_owned()),
        compared_with: None,
        place: Some(EntityId(0)),
        about: Some(EntityId(1)),
    }
}

fn recognition() -> Recognition {
    Recognition {
        name: "优秀案例".to_owned(),
        kind: "award",
        granted_by: vec![EntityId(1)],
        received_by: Vec::new(),
        date: Some("2022-09".to_owned()),
        rank: None,
    }
}

/// The contribution as N-Quads with the namespaces and the document's digits cut short.
fn lines() -> Vec<String> {
    let document = document();
    let facts = [
        fact(&document, "杭州市税务局", statement(Predicate::ReportedBy, 1)),
        fact(&document, "杭州", statement(Predicate::Place, 0)),
        fact(&document, "办税时间由3天压缩至1.50天", FactBody::Observation(Box::new(observation()))),
        fact(&document, "荣获“优秀案例”", FactBody::Recognition(recognition())),
        fact(&document, "一、做法", statement(Predicate::ReportedBy, 1)),
    ];
    let short = |quad: oxigraph::model::Quad| {
        let line = quad.to_string().replace("https://w3id.org/casegraph/", "").replace("http://www.w3.org/", "");
        line.replace(document.short_id(), "DOC").replace(&document.sha256[..6], "SHA")
    };
    contribution(&document, &entities(&document), &facts, Lexicon::builtin()).quads().map(short).collect()
}

#[track_caller]
fn check(expected: &[&str]) {
    let lines = lines();
    for line in expected {
        assert!(lines.iter().any(|found| found == line), "missing {line}\nin\n{}", lines.join("\n"));
    }
}

#[test]
fn a_case_has_its_fields_and_an_iri_of_year_province_number_and_document() {
    check(&[
        "<id/case-2022-zj-01-SHA> <ns#number> \"1\"^^<2001/XMLSchema#integer>",
        "<id/case-2022-zj-01-SHA> <ns#year> \"2022\"^^<2001/XMLSchema#integer>",
        "<id/case-2022-zj-01-SHA> <http://purl.org/dc/terms/title> \"减证便民\"@zh",
        "<id/case-2022-zj-01-SHA> <2000/01/rdf-schema#label> \"减证便民\"@zh",
        "<id/case-2022-zj-01-SHA> <ns#indicator> <indicator/cn-paying-taxes>",
        "<id/case-2022-zj-01-SHA> <http://purl.org/dc/terms/subject> <indicator/cn-paying-taxes>",
        "<id/case-2022-zj-01-SHA> <ns#indicatorText> \"纳税\"",
        "<id/case-2022-zj-01-SHA> <ns#inDocument> <id/doc-DOC>",
    ]);
}

#[test]
fn an_edge_is_asserted_and_stated_once_with_all_its_evidence() {
    check(&[
        "<id/statement-2022-zj-01-SHA-001> <1999/02/22-rdf-syntax-ns#predicate> <ns#indicator>",
        "<id/case-2022-zj-01-SHA> <ns#reportedBy> <id/agency-b2dc82dca7>",
        "<id/statement-2022-zj-01-SHA-002> <1999/02/22-rdf-syntax-ns#object> <id/agency-b2dc82dca7>",
        "<id/statement-2022-zj-01-SHA-002> <ns#derivation> <vocab/resolved>",
        "<id/statement-2022-zj-01-SHA-002> <ns#rule> \"test/fact\"",
    ]);
    let evidence = lines().iter().filter(|l| l.starts_with("<id/statement-2022-zj-01-SHA-002> <ns#evidence>")).count();
    assert_eq!(evidence, 2);
    assert_eq!(lines().iter().filter(|line| line.ends_with("<ns#reportedBy>")).count(), 1);
}

#[test]
fn numbers_are_canonical_and_periods_have_days() {
    check(&[
        "<id/observation-2022-zj-01-SHA-001> <ns#value> \"1.5\"^^<2001/XMLSchema#decimal>",
        "<id/observation-2022-zj-01-SHA-001> <ns#baseline> \"3\"^^<2001/XMLSchema#decimal>",
        "<id/observation-2022-zj-01-SHA-001> <ns#period> \"2022-02\"",
        "<id/observation-2022-zj-01-SHA-001> <ns#periodStart> \"2022-02-01\"^^<2001/XMLSchema#date>",
        "<id/observation-2022-zj-01-SHA-001> <ns#periodEnd> \"2022-02-28\"^^<2001/XMLSchema#date>",
        "<id/observation-2022-zj-01-SHA-001> <ns#place> <id/place-330100>",
        "<id/observation-2022-zj-01-SHA-001> <ns#inCase> <id/case-2022-zj-01-SHA>",
    ]);
}

#[test]
fn what_nobody_is_said_to_receive_the_case_receives() {
    check(&[
        "<id/case-2022-zj-01-SHA> <ns#receives> <id/recognition-2022-zj-01-SHA-001>",
        "<id/recognition-2022-zj-01-SHA-001> <ns#grantedBy> <id/agency-b2dc82dca7>",
        "<id/recognition-2022-zj-01-SHA-001> <ns#date> \"2022-09\"^^<2001/XMLSchema#gYearMonth>",
        "<id/statement-2022-zj-01-SHA-004> <1999/02/22-rdf-syntax-ns#predicate> <ns#receives>",
        "<id/statement-2022-zj-01-SHA-005> <1999/02/22-rdf-syntax-ns#predicate> <ns#grantedBy>",
    ]);
}

#[test]
fn entities_have_names_classes_mentions_and_places() {
    check(&[
        "<id/place-330100> <ns#name> \"杭州市\"",
        "<id/place-330100> <2004/02/skos/core#altLabel> \"杭州\"@zh",
        "<id/agency-b2dc82dca7> <1999/02/22-rdf-syntax-ns#type> <ns/org#Organization>",
        "<id/agency-b2dc82dca7> <ns#locatedIn> <id/place-330100>",
    ]);
    assert!(!lines().iter().any(|line| line.ends_with("altLabel> \"杭州市\"@zh")), "the name is no other name");
}

#[test]
fn a_quotation_is_the_text_at_its_offsets_in_code_points() {
    let document = document();
    let characters: Vec<_> = document.text.as_str().chars().collect();
    let quotations: Vec<_> = lines().into_iter().filter(|line| line.contains("#exact>")).collect();
    assert!(quotations.len() >= 5);
    for line in quotations {
        let (iri, words) = line.split_once("> <ns/oa#exact> ").unwrap();
        let offsets: Vec<usize> = iri.rsplit('-').take(2).map(|offset| offset.parse().unwrap()).collect();
        let found: String = characters[offsets[1]..offsets[0]].iter().collect();
        assert_eq!(words.trim_matches('"'), found);
    }
}

#[test]
fn a_quotation_lies_in_its_innermost_section() {
    check(&["<id/ev-DOC-63-69> <ns#inSection> <id/section-2022-zj-01-SHA-58>"]);
}

#[test]
fn quads_are_sorted_and_each_stands_once() {
    let lines = contribution(&document(), &entities(&document()), &[], Lexicon::builtin())
        .quads()
        .map(|quad| quad.to_string())
        .collect::<Vec<_>>();
    assert!(lines.is_sorted_by(|a, b| a < b));
}

#[test]
fn a_number_printed_twice_still_makes_two_cases() {
    let text = TEXT.repeat(2);
    let document = Document::new("a.txt", Text::new(&text), Lexicon::builtin());
    let cases = contribution(&document, &[], &[], Lexicon::builtin());
    let cases = cases.quads().filter(|quad| quad.object == class::CASE.into());
    let iris: BTreeSet<_> = cases.map(|quad| quad.subject.to_string()).collect();
    assert_eq!(iris.len(), document.cases.len());
    assert_eq!(iris.len(), 2);
}
