//! Facts, each with its case, its evidence and the rule that read it.

use std::collections::BTreeMap;
use std::collections::hash_map::Entry;

use oxigraph::model::NamedNodeRef;
use oxigraph::model::vocab::{rdf, rdfs};
use rustc_hash::FxHashMap;

use super::contribution::TermId;
use super::names::{Names, of_case};
use super::triples::{About, Triples};
use super::{case, period, terms};
use crate::curation::Remark;
use crate::fact::{Derivation, Fact, FactBody, Finding, Measure, Node, Observation, Recognition, Review, ReviewState};
use crate::ontology::vocab::{cg, class};
use crate::span::Span;

/// The rule behind the edge from a case to its indicator.
const INDICATOR_RULE: &str = "case/indicator";

/// An edge of a case, as it is stated.
type Edge = (TermId, NamedNodeRef<'static>, TermId);

/// Where a statement comes from.
#[derive(Clone)]
struct Ground {
    evidence: Vec<Span>,
    rule: &'static str,
    derivation: Derivation,
    review: Option<Box<Review>>,
}

impl Ground {
    fn is_rejected(&self) -> bool {
        self.review.as_ref().is_some_and(|review| review.state == ReviewState::Rejected)
    }
}

impl From<&Fact> for Ground {
    fn from(fact: &Fact) -> Self {
        let review = fact.review.clone();
        Self { evidence: fact.evidence.clone(), rule: fact.rule, derivation: fact.derivation, review }
    }
}

/// Writes all facts of a document.
pub(super) fn describe(triples: &mut Triples<'_>, names: &Names<'_>, facts: &[Fact]) {
    for case in 0..names.document.cases.len() {
        let mut writer =
            Writer { triples, names, case, counts: BTreeMap::new(), edges: Vec::new(), known: FxHashMap::default() };
        writer.state_indicator();
        for fact in of_case(facts, case) {
            if fact.is_rejected() { writer.reject(fact) } else { writer.write(fact) }
        }
        writer.state_edges();
    }
}

/// The facts of one case as they are written.
struct Writer<'w, 'a, 'd> {
    triples: &'w mut Triples<'d>,
    names: &'w Names<'a>,
    case: usize,
    /// How many facts of a kind have a number already.
    counts: BTreeMap<&'static str, usize>,
    /// Each edge once, however often the case says it.
    edges: Vec<(Edge, Ground)>,
    /// Where an edge stands in `edges`.
    known: FxHashMap<Edge, usize>,
}

impl<'d> Writer<'_, '_, 'd> {
    fn write(&mut self, fact: &Fact) {
        match &fact.body {
            FactBody::Observation(observation) => self.observation(observation, fact),
            FactBody::Recognition(recognition) => self.recognition(recognition, fact),
            FactBody::Statement(statement) => {
                let (from, to) = (self.node(statement.subject), self.node(statement.object));
                self.connect((from, terms::property(statement.predicate), to), &fact.into());
            }
            FactBody::Measure(measure) => self.measure(*measure, fact),
            FactBody::Finding(finding) => self.finding(finding, fact),
        }
    }

    /// What a person found wrong keeps its IRI, its words and the verdict, and says nothing else.
    fn reject(&mut self, fact: &Fact) {
        match &fact.body {
            FactBody::Observation(_) => drop(self.fact("observation", class::FACT, &fact.into())),
            FactBody::Recognition(_) => drop(self.fact("recognition", class::FACT, &fact.into())),
            FactBody::Statement(statement) => {
                let (from, to) = (self.node(statement.subject), self.node(statement.object));
                self.note((from, terms::property(statement.predicate), to), &fact.into());
            }
            FactBody::Measure(_) | FactBody::Finding(_) => self.write(fact),
        }
    }

    fn state_indicator(&mut self) {
        let (Some(field), Some(filing)) = (self.names.case(self.case).indicator, case::filing(self.names, self.case))
        else {
            return;
        };
        let evidence = vec![self.names.document.text.trim(field)];
        let ground = Ground { evidence, rule: INDICATOR_RULE, derivation: Derivation::Stated, review: None };
        let edge = (self.node(Node::Case), cg::INDICATOR, self.triples.node(&filing.indicator));
        self.connect(edge, &ground);
    }

    fn observation(&mut self, observation: &Observation, fact: &Fact) {
        let (place, about_iri) = (observation.place, observation.about);
        let names = self.names;
        let mut about = self.fact("observation", class::OBSERVATION, &fact.into());
        write_quantity(&mut about, observation);
        write_period(&mut about, observation);
        if let Some(place) = place {
            about.node(cg::PLACE, names.entity_iri(place).as_ref());
        }
        if let Some(thing) = about_iri {
            about.node(cg::ABOUT, names.entity_iri(thing).as_ref());
        }
    }

    fn recognition(&mut self, recognition: &Recognition, fact: &Fact) {
        let ground = fact.into();
        let mut about = self.fact("recognition", class::RECOGNITION, &ground);
        about.label(&recognition.name).concept(cg::KIND, recognition.kind);
        if let Some(date) = &recognition.date {
            about.date(cg::DATE, date);
        }
        if let Some(rank) = recognition.rank {
            about.integer(cg::RANK, rank.into());
        }
        let recognition_node = about.thing();
        let receivers = if recognition.received_by.is_empty() { &[Node::Case][..] } else { &recognition.received_by };
        for receiver in receivers {
            let edge = (self.node(*receiver), cg::RECEIVES, recognition_node);
            self.connect(edge, &ground);
        }
        for giver in &recognition.granted_by {
            let edge = (recognition_node, cg::GRANTED_BY, self.node(Node::Entity(*giver)));
            self.connect(edge, &ground);
        }
    }

    fn measure(&mut self, measure: Measure, fact: &Fact) {
        let names = self.names;
        let section = &names.case(self.case).sections[measure.section];
        let section_iri = names.section_iri(self.case, measure.section);
        let mut about = self.fact("measure", class::MEASURE, &fact.into());
        about.text(cg::HEADING, names.document.text.exact(section.heading)).integer(cg::ORDER, section.order.into());
        about.node(cg::IN_SECTION, section_iri.as_ref());
    }

    fn finding(&mut self, finding: &Finding, fact: &Fact) {
        let mut about = self.fact("finding", class::FINDING, &fact.into());
        about.concept(cg::KIND, finding.kind);
        about.tagged(rdfs::COMMENT, &finding.comment_zh, "zh").tagged(rdfs::COMMENT, &finding.comment_en, "en");
    }

    /// Asserts an edge; its statement follows when all that the case says of it is known.
    fn connect(&mut self, edge: Edge, ground: &Ground) {
        self.triples.edge(edge.0, edge.1, edge.2);
        self.note(edge, ground);
    }

    fn note(&mut self, edge: Edge, ground: &Ground) {
        match self.known.entry(edge) {
            Entry::Occupied(known) => {
                let stated = &mut self.edges[*known.get()].1;
                if stated.is_rejected() && !ground.is_rejected() {
                    *stated = ground.clone();
                } else if stated.is_rejected() == ground.is_rejected() {
                    stated.evidence.extend(&ground.evidence);
                    stated.review = stated.review.take().or_else(|| ground.review.clone());
                }
            }
            Entry::Vacant(new) => {
                self.edges.push((*new.key(), ground.clone()));
                new.insert(self.edges.len() - 1);
            }
        }
    }

    fn state_edges(&mut self) {
        for ((subject, predicate, object), ground) in std::mem::take(&mut self.edges) {
            if ground.is_rejected() {
                self.fact("statement", class::FACT, &ground);
                continue;
            }
            let mut about = self.fact("statement", class::STATEMENT, &ground);
            about.a(rdf::STATEMENT).edge(rdf::SUBJECT, subject);
            about.node(rdf::PREDICATE, predicate).edge(rdf::OBJECT, object);
        }
    }

    /// A new fact with what every fact has.
    fn fact(&mut self, kind: &'static str, class: NamedNodeRef<'_>, ground: &Ground) -> About<'_, 'd> {
        let number = self.counts.entry(kind).and_modify(|count| *count += 1).or_insert(1);
        let iri = self.names.fact_iri(kind, self.case, *number);
        let quotations: Vec<_> = ground.evidence.iter().map(|span| self.triples.quotation(*span)).collect();
        let mut about = self.triples.a(&iri, class);
        about.node(cg::IN_CASE, self.names.case_iri(self.case).as_ref()).text(cg::RULE, ground.rule);
        about.concept(cg::DERIVATION, terms::derivation(ground.derivation));
        for quotation in &quotations {
            about.edge(cg::EVIDENCE, *quotation);
        }
        if let Some(review) = &ground.review {
            write_review(&mut about, review);
        }
        about
    }

    fn node(&mut self, node: Node) -> TermId {
        let iri = self.names.node_iri(self.case, node);
        self.triples.node(iri)
    }
}

fn write_review(about: &mut About<'_, '_>, review: &Review) {
    about.concept(cg::REVIEW, terms::review(review.state));
    for attribute in &review.corrects {
        about.text(cg::CORRECTS, attribute);
    }
    let Remark { by, note, date } = &review.remark;
    for (predicate, text) in [(cg::REVIEWED_BY, by), (cg::REVIEW_NOTE, note)] {
        if let Some(text) = text {
            about.text(predicate, text);
        }
    }
    if let Some(date) = date {
        about.date(cg::REVIEWED_ON, date);
    }
}

fn write_quantity(about: &mut About<'_, '_>, observation: &Observation) {
    about.text(cg::METRIC, &observation.metric);
    about.decimal(cg::VALUE, observation.value).concept(cg::UNIT, observation.unit);
    about.decimal(cg::VALUE_AS_WRITTEN, observation.value_as_written);
    about.text(cg::UNIT_AS_WRITTEN, &observation.unit_as_written);
    about
        .concept(cg::QUALIFIER, terms::qualifier(observation.qualifier))
        .concept(cg::KIND, terms::kind(observation.kind));
    if let Some(direction) = observation.direction {
        about.concept(cg::DIRECTION, terms::direction(direction));
    }
    let bounds =
        [(cg::BASELINE, observation.baseline), (cg::MIN_VALUE, observation.min), (cg::MAX_VALUE, observation.max)];
    for (predicate, number) in bounds {
        if let Some(number) = number {
            about.decimal(predicate, number);
        }
    }
}

fn write_period(about: &mut About<'_, '_>, observation: &Observation) {
    if let Some(compared_with) = &observation.compared_with {
        about.text(cg::COMPARED_WITH, compared_with);
    }
    let Some(period) = &observation.period else { return };
    let (first, last) = period::days(period);
    about.text(cg::PERIOD, period);
    for (predicate, day) in [(cg::PERIOD_START, first), (cg::PERIOD_END, last)] {
        if let Some(day) = day {
            about.date(predicate, &day);
        }
    }
}
