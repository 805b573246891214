//! What the cases and entities of a document are called.

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

use super::triples::document_iri;
use crate::document::{Case, Document};
use crate::fact::{Fact, FactBody, Node, Predicate, Statement};
use crate::lexicon::Lexicon;
use crate::lexicon::register::Register;
use crate::ontology::country_iri;
use crate::ontology::iri::{entity_iri, id_iri, place_iri};
use crate::resolve::{Detail, Entity, EntityId, EntityKind};
use crate::span::Span;

/// The whole country, where no province is known.
const NATIONAL: &str = "CN";

/// A document with the IRIs of what it tells of.
pub(super) struct Names<'a> {
    pub(super) document: &'a Document,
    pub(super) entities: &'a [Entity],
    pub(super) lexicon: &'a Lexicon,
    /// By case: the part of an IRI after `case-`, shared by all that belongs to the case.
    locals: Vec<String>,
    case_iris: Vec<NamedNode>,
    /// By case and section: a section is called by the code point at which it starts.
    section_iris: Vec<Vec<NamedNode>>,
    document_iri: NamedNode,
    /// By case: the letters of its province (`GX`).
    letters: Vec<Option<&'static str>>,
    entity_iris: Vec<NamedNode>,
}

impl<'a> Names<'a> {
    pub(super) fn new(document: &'a Document, entities: &'a [Entity], facts: &[Fact], lexicon: &'a Lexicon) -> Self {
        let province = |case| case_province(case, entities, facts, &lexicon.register);
        let letters: Vec<_> = (0..document.cases.len()).map(province).collect();
        let locals = case_locals(document, &letters);
        let case_iris = locals.iter().map(|local| id_iri(format_args!("case-{local}"))).collect();
        let sections = |(case, local): (&Case, &String)| {
            let starts = case.sections.iter().map(|section| document.text.code_point(section.span.start));
            starts.map(|start| id_iri(format_args!("section-{local}-{start}"))).collect()
        };
        Self {
            section_iris: document.cases.iter().zip(&locals).map(sections).collect(),
            document_iri: document_iri(document),
            entity_iris: entities.iter().map(iri).collect(),
            document,
            entities,
            lexicon,
            locals,
            letters,
            case_iris,
        }
    }

    pub(super) fn case(&self, index: usize) -> &'a Case {
        &self.document.cases[index]
    }

    pub(super) fn document_iri(&self) -> &NamedNode {
        &self.document_iri
    }

    pub(super) fn case_iri(&self, index: usize) -> &NamedNode {
        &self.case_iris[index]
    }

    /// The letters of the province a case is about, by GB/T 2260 (`GX`).
    pub(super) fn province_letters(&self, index: usize) -> Option<&'static str> {
        self.letters[index]
    }

    pub(super) fn entity_iri(&self, id: EntityId) -> &NamedNode {
        &self.entity_iris[id.0 as usize]
    }

    pub(super) fn node_iri(&self, case: usize, node: Node) -> &NamedNode {
        match node {
            Node::Case => self.case_iri(case),
            Node::Entity(id) => self.entity_iri(id),
        }
    }

    pub(super) fn section_iri(&self, case: usize, section: usize) -> &NamedNode {
        &self.section_iris[case][section]
    }

    /// The innermost section that holds a span.
    pub(super) fn section_at(&self, span: Span) -> Option<&NamedNode> {
        let cases = &self.document.cases;
        let case = cases.partition_point(|case| case.span.start <= span.start).checked_sub(1)?;
        if !cases[case].span.contains(span) {
            return None;
        }
        Some(self.section_iri(case, self.case(case).section_at(span)?))
    }

    /// The `number`-th fact of its kind in a case.
    pub(super) fn fact_iri(&self, kind: &str, case: usize, number: usize) -> NamedNode {
        id_iri(format_args!("{kind}-{}-{number:03}", self.locals[case]))
    }
}

/// `2023-gx-01-3542ed`: year, province, number, and six digits of the document's digest, because two documents may each
/// have a first case. Where a document has a number twice, the second is `…-01-2-…`.
fn case_locals(document: &Document, letters: &[Option<&str>]) -> Vec<String> {
    let year = document.year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
    let mut seen = BTreeMap::<u32, u32>::new();
    let local = |(case, letters): (&Case, Option<&str>)| {
        let area = letters.unwrap_or(NATIONAL).to_lowercase();
        let number = document.case_number(case);
        let times = seen.entry(number).and_modify(|times| *times += 1).or_insert(1);
        let again = if *times > 1 { format!("-{times}") } else { String::new() };
        format!("{year}-{area}-{number:02}{again}-{}", &document.sha256[..6])
    };
    document.cases.iter().zip(letters.iter().copied()).map(local).collect()
}

/// The facts of a case; facts stand case by case.
pub(super) fn of_case(facts: &[Fact], case: usize) -> &[Fact] {
    let from = facts.partition_point(|fact| fact.case < case);
    &facts[from..facts.partition_point(|fact| fact.case <= case)]
}

/// The province of the first place that the case is said to be about.
fn case_province(case: usize, entities: &[Entity], facts: &[Fact], register: &Register) -> Option<&'static str> {
    let mut places = of_case(facts, case).iter().filter_map(|fact| match fact.body {
        FactBody::Statement(Statement {
            subject: Node::Case,
            predicate: Predicate::Place,
            object: Node::Entity(id),
        }) => Some(id),
        _ => None,
    });
    places.find_map(|id| province(entities, id, register))
}

/// The province of a place, or of the nearest place around it that has a code.
fn province(entities: &[Entity], place: EntityId, register: &Register) -> Option<&'static str> {
    let around = |id: &EntityId| entities[id.0 as usize].located_in;
    // A register may be wrong, but no place lies more than a few levels deep: the bound keeps a circle from being endless.
    std::iter::successors(Some(place), around).take(8).find_map(|id| match &entities[id.0 as usize].detail {
        Detail::Place(place) => {
            place.admin_code.as_deref().and_then(|code| register.letters(register.province(code)?.code))
        }
        _ => None,
    })
}

fn iri(entity: &Entity) -> NamedNode {
    if let Detail::Place(place) = &entity.detail {
        match &place.admin_code {
            Some(code) => return place_iri(code),
            None if place.kind == "country" => return country_iri(&entity.name),
            None => {}
        }
    }
    let kind = match entity.kind() {
        EntityKind::Agency => "agency",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
        EntityKind::Policy => "policy",
        EntityKind::Programme => "programme",
        EntityKind::TargetGroup => "target",
    };
    entity_iri(kind, &entity.identity)
}
