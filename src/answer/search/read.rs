//! Quads → what is searched, in one pass over the default graph.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use rustc_hash::FxHashMap;

use super::fold::fold;
use super::sentence::sentences;
use super::unit::{Corpus, Field, Quotation, Thing, ThingId, Unit};
use crate::answer::prefix;
use crate::ontology::vocab::{cg, cgi, class, dcterms, oa, skos};

/// The properties whose literals are searched. A thing is read anew when one of these changes.
const LITERALS: [(NamedNodeRef<'static>, Field); 13] = [
    (cg::NAME, Field::Name),
    (rdfs::LABEL, Field::Label),
    (skos::PREF_LABEL, Field::Label),
    (dcterms::TITLE, Field::Title),
    (skos::ALT_LABEL, Field::Alias),
    (cg::DOC_NUMBER, Field::Code),
    (cg::ADMIN_CODE, Field::Code),
    (skos::NOTATION, Field::Code),
    (cg::METRIC, Field::Metric),
    (cg::HIGHLIGHT, Field::Summary),
    (cg::INDICATOR_TEXT, Field::Summary),
    (rdfs::COMMENT, Field::Note),
    (skos::DEFINITION, Field::Note),
];

/// What joins texts to documents and cases. When one of these changes everything is read anew.
const STRUCTURE: [NamedNodeRef<'static>; 11] = [
    cg::TEXT,
    cg::HEADING,
    cg::IN_CASE,
    cg::IN_DOCUMENT,
    cg::EVIDENCE,
    cg::MENTION_OF,
    dcterms::IS_PART_OF,
    oa::EXACT,
    oa::START,
    oa::END,
    oa::HAS_SOURCE,
];

/// What a change of the store means for what is searched.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Touched {
    /// Whether everything has to be read anew.
    pub(super) structure: bool,
    /// The things whose texts changed.
    pub(super) things: BTreeSet<NamedNode>,
}

impl Touched {
    pub(super) fn note(&mut self, quad: &Quad) {
        if quad.graph_name != GraphName::DefaultGraph {
            return;
        }
        let predicate = quad.predicate.as_ref();
        self.structure |= STRUCTURE.contains(&predicate);
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
            && (predicate == rdf::TYPE || LITERALS.iter().any(|(literal, _)| *literal == predicate))
        {
            self.things.insert(subject.clone());
        }
    }
}

/// What is known of a thing before the texts are put together.
#[derive(Default)]
struct Raw {
    thing: Thing,
    class: Option<Class>,
    literals: Vec<(Field, Box<str>)>,
    /// The whole text of a case, or the words of a quotation.
    text: Option<Box<str>>,
    exact: Option<Box<str>>,
    heading: Option<Box<str>>,
    start: Option<u32>,
    end: Option<u32>,
    document: Option<ThingId>,
    case: Option<ThingId>,
    part_of: Option<ThingId>,
    mention_of: Option<ThingId>,
    /// A fact that a quotation states.
    fact: Option<ThingId>,
}

/// Reads quads in any order.
#[derive(Default)]
pub(super) struct Reader {
    known: FxHashMap<Box<str>, ThingId>,
    raw: Vec<Raw>,
}

impl Reader {
    /// Takes one quad; what stands in a named graph is its owner's.
    pub(super) fn add(&mut self, quad: &Quad) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { return };
        if quad.graph_name != GraphName::DefaultGraph {
            return;
        }
        let predicate = quad.predicate.as_ref();
        match &quad.object {
            Term::Literal(value) => self.literal(subject, predicate, value),
            Term::NamedNode(object) => self.node(subject, predicate, object),
            Term::BlankNode(_) => {}
        }
    }

    /// Notes a thing of which there may be nothing to read any more.
    pub(super) fn know(&mut self, thing: NamedNodeRef<'_>) {
        self.id(&thing.into_owned());
    }

    fn literal(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, value: &Literal) {
        let text = || Some(value.value().into());
        let number = || value.value().parse().ok();
        if let Some((_, field)) = LITERALS.iter().find(|(literal, _)| *literal == predicate) {
            let raw = self.raw(subject);
            raw.literals.push((*field, value.value().into()));
            let slot = match (field, value.language()) {
                (Field::Name, _) => &mut raw.thing.name,
                (Field::Label | Field::Title, Some("en")) => &mut raw.thing.en,
                (Field::Label | Field::Title, Some("zh") | None) => &mut raw.thing.zh,
                _ => return,
            };
            // Quads come in no order: of several labels the same one must win every time.
            if slot.as_deref().is_none_or(|kept| value.value() < kept) {
                *slot = text();
            }
        } else if predicate == cg::TEXT {
            self.raw(subject).text = text();
        } else if predicate == cg::HEADING {
            self.raw(subject).heading = text();
        } else if predicate == oa::EXACT {
            self.raw(subject).exact = text();
        } else if predicate == oa::START {
            self.raw(subject).start = number();
        } else if predicate == oa::END {
            self.raw(subject).end = number();
        }
    }

    fn node(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &NamedNode) {
        if predicate == rdf::TYPE {
            let class = Class::of(object.as_str());
            let raw = self.raw(subject);
            if raw.class.as_ref().is_none_or(|kept| class < *kept) {
                raw.class = Some(class);
            }
        } else if predicate == cg::EVIDENCE {
            let (fact, evidence) = (self.id(subject), self.id(object));
            let kept = self.raw[evidence as usize].fact;
            if kept.is_none_or(|kept| self.raw[kept as usize].thing.iri.as_ref() > subject.as_str()) {
                self.raw[evidence as usize].fact = Some(fact);
            }
        } else if STRUCTURE.contains(&predicate) {
            let object = Some(self.id(object));
            let raw = self.raw(subject);
            let slot = match predicate {
                cg::IN_CASE => &mut raw.case,
                cg::IN_DOCUMENT | oa::HAS_SOURCE => &mut raw.document,
                cg::MENTION_OF => &mut raw.mention_of,
                dcterms::IS_PART_OF => &mut raw.part_of,
                _ => return,
            };
            *slot = object;
        }
    }

    fn id(&mut self, node: &NamedNode) -> ThingId {
        if let Some(id) = self.known.get(node.as_str()) {
            return *id;
        }
        let id = self.raw.len() as ThingId;
        let thing = Thing { iri: node.as_str().into(), ..Thing::default() };
        self.raw.push(Raw { thing, ..Raw::default() });
        self.known.insert(node.as_str().into(), id);
        id
    }

    fn raw(&mut self, node: &NamedNode) -> &mut Raw {
        let id = self.id(node);
        &mut self.raw[id as usize]
    }

    /// Puts the texts together.
    pub(super) fn finish(mut self) -> Corpus {
        let quotations = self.quotations();
        for quotation in quotations.values().flatten() {
            if let Some(of) = quotation.of {
                self.raw[of as usize].thing.mentions += 1;
            }
        }
        let mut writer = Writer { raw: &self.raw, units: Vec::new(), covered: BTreeMap::new(), sentences: Vec::new() };
        for id in 0..self.raw.len() as ThingId {
            writer.literals(id);
            writer.sentences(id);
        }
        writer.headings();
        for (document, quotations) in &quotations {
            writer.uncovered(*document, quotations);
        }
        let Writer { mut units, sentences, .. } = writer;
        // A sentence is a thing of its own: a stretch of its document (RFC 5147).
        for (mut unit, iri) in sentences {
            unit.node = self.raw.len() as ThingId;
            let thing = Thing { iri, kind: "Sentence".into(), ..Thing::default() };
            self.raw.push(Raw { thing, ..Raw::default() });
            units.push(unit);
        }
        Corpus { things: self.raw.into_iter().map(complete).collect(), units, quotations }
    }

    fn quotations(&self) -> BTreeMap<ThingId, Vec<Quotation>> {
        let mut quotations: BTreeMap<ThingId, Vec<Quotation>> = BTreeMap::new();
        for (id, raw) in self.raw.iter().enumerate() {
            if let (Some(_), Some(start), Some(end), Some(document)) = (&raw.exact, raw.start, raw.end, raw.document) {
                let quotation = Quotation { start, end, evidence: id as ThingId, of: raw.mention_of };
                quotations.entry(document).or_default().push(quotation);
            }
        }
        for of_document in quotations.values_mut() {
            of_document.sort_unstable();
        }
        quotations
    }
}

/// The units as they are found.
struct Writer<'a> {
    raw: &'a [Raw],
    units: Vec<Unit>,
    /// By document the stretches that have been cut into sentences.
    covered: BTreeMap<ThingId, Vec<(u32, u32)>>,
    sentences: Vec<(Unit, Box<str>)>,
}

impl Writer<'_> {
    fn push(&mut self, node: ThingId, entity: ThingId, field: Field, text: &str, address: Option<(ThingId, u32)>) {
        let folded = fold(text);
        if !folded.trim().is_empty() {
            let case = self.case_of(entity);
            self.units.push(Unit { node, entity, case, field, text: text.into(), folded: folded.into(), address });
        }
    }

    /// The names and other literals of a thing; what it is called twice is found once.
    fn literals(&mut self, id: ThingId) {
        let mut literals: Vec<_> = self.raw[id as usize].literals.iter().collect();
        literals.sort_unstable();
        let mut seen = BTreeSet::new();
        for (field, text) in literals {
            if seen.insert(fold(text)) {
                self.push(id, id, *field, text, None);
            }
        }
    }

    fn sentences(&mut self, id: ThingId) {
        let raw = &self.raw[id as usize];
        let Some(text) = &raw.text else { return };
        let place = raw.document.zip(raw.start);
        if let Some((document, start)) = place {
            self.covered.entry(document).or_default().push((start, start + text.chars().count() as u32));
        }
        for (from, sentence) in sentences(text) {
            let folded = fold(sentence);
            if folded.trim().is_empty() {
                continue;
            }
            let address = place.map(|(document, start)| (document, start + from));
            let (of, start) = address.unwrap_or((id, from));
            let end = start + sentence.chars().count() as u32;
            let iri = format!("{}#char={start},{end}", self.raw[of as usize].thing.iri).into();
            let (text, folded) = (sentence.into(), folded.into());
            let unit = Unit { node: id, entity: id, case: Some(id), field: Field::Text, text, folded, address };
            self.sentences.push((unit, iri));
        }
    }

    /// Of sections, and of measures that have none.
    fn headings(&mut self) {
        let mut seen = BTreeSet::new();
        let mut headed: Vec<_> = (0..self.raw.len()).filter(|id| self.raw[*id].heading.is_some()).collect();
        headed.sort_unstable_by_key(|id| (self.raw[*id].start.is_none(), &self.raw[*id].thing.iri));
        for id in headed {
            let raw = &self.raw[id];
            let entity = self.case_of(id as ThingId).unwrap_or(id as ThingId);
            let heading = raw.heading.as_deref().unwrap_or_default();
            if seen.insert((entity, fold(heading))) {
                self.push(id as ThingId, entity, Field::Heading, heading, raw.document.zip(raw.start));
            }
        }
    }

    /// Quotations from outside of all cases.
    fn uncovered(&mut self, document: ThingId, quotations: &[Quotation]) {
        let covered = self.covered.get(&document).cloned().unwrap_or_default();
        for quotation in quotations {
            if covered.iter().any(|(from, to)| (*from..*to).contains(&quotation.start)) {
                continue;
            }
            let raw = &self.raw[quotation.evidence as usize];
            let entity = quotation.of.or(raw.fact).unwrap_or(quotation.evidence);
            let text = raw.exact.as_deref().unwrap_or_default();
            self.push(quotation.evidence, entity, Field::Text, text, Some((document, quotation.start)));
        }
    }

    /// The case a thing is part of.
    fn case_of(&self, id: ThingId) -> Option<ThingId> {
        // Parts lie a few levels deep; the bound keeps a circle from being endless.
        let mut at = id;
        for _ in 0..16 {
            let raw = &self.raw[at as usize];
            if let Some(case) = raw.case {
                return Some(case);
            }
            if raw.class.as_ref().is_some_and(|class| class.name.as_ref() == "Case") {
                return Some(at);
            }
            at = raw.part_of?;
        }
        None
    }
}

/// A class of a thing. Of several ours counts; of several of ours, and of several others, the first in the alphabet.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Class {
    is_foreign: bool,
    name: Box<str>,
}

impl Class {
    fn of(iri: &str) -> Self {
        Self { is_foreign: !iri.starts_with(class::NAMESPACE), name: prefix::local_name(iri).into() }
    }
}

/// The thing as it is shown, with its kind.
fn complete(raw: Raw) -> Thing {
    let mut thing = raw.thing;
    if let Some(class) = raw.class {
        let is_indicator = class.is_foreign && thing.iri.starts_with(cgi::NAMESPACE);
        thing.kind = if is_indicator { "Indicator".into() } else { class.name };
    }
    thing
}
