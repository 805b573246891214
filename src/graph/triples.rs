//! Where triples are gathered: what is added to one thing after another, and what a document's things are called.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use oxsdatatypes::Decimal;

use super::names::Names;
use crate::document::Document;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, cgv, class, oa};
use crate::span::Span;

/// The triples of one document as they come.
pub(super) struct Triples<'a> {
    names: &'a Names<'a>,
    quads: Vec<Quad>,
    quoted: BTreeSet<Span>,
}

impl<'a> Triples<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self { names, quads: Vec::new(), quoted: BTreeSet::new() }
    }

    /// Starts on a thing of a class.
    pub(super) fn a(&mut self, thing: &NamedNode, class: NamedNodeRef<'_>) -> About<'_, 'a> {
        let mut about = self.about(thing);
        about.a(class);
        about
    }

    /// Goes on with a thing.
    pub(super) fn about(&mut self, thing: &NamedNode) -> About<'_, 'a> {
        About { thing: thing.clone(), triples: self }
    }

    /// Asserts an edge.
    pub(super) fn edge(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &NamedNode) {
        self.push(subject, predicate, object.clone().into());
    }

    /// Adds what is written already.
    pub(super) fn extend(&mut self, quads: Vec<Quad>) {
        self.quads.extend(quads);
    }

    /// The node of a quotation; several facts may share one.
    pub(super) fn quotation(&mut self, span: Span) -> NamedNode {
        let (names, document) = (self.names, self.names.document);
        let (start, end) = document.text.code_points(span);
        let node = id_iri(&format!("ev-{}-{start}-{end}", document.short_id()));
        if self.quoted.insert(span) {
            let (exact, source) = (document.text.exact(span), document_iri(document));
            let mut quotation = self.a(&node, class::EVIDENCE);
            quotation.node(oa::HAS_SOURCE, source.as_ref()).text(oa::EXACT, exact);
            quotation.integer(oa::START, start as u64).integer(oa::END, end as u64);
            if let Some(section) = names.section_at(span) {
                quotation.node(cg::IN_SECTION, section.as_ref());
            }
        }
        node
    }

    /// All triples in the order of their N-Quads lines, each once.
    pub(super) fn finish(self) -> Vec<Quad> {
        let mut quads = self.quads;
        quads.sort_unstable_by(by_line);
        quads.dedup();
        quads
    }

    fn push(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: Term) {
        self.quads.push(Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph));
    }
}

/// The order of the N-Quads lines of quads of the default graph, without writing the lines: only where subject and predicate
/// are the same does it take the objects as they would be written.
fn by_line(one: &Quad, other: &Quad) -> Ordering {
    let subjects = || match (&one.subject, &other.subject) {
        (NamedOrBlankNode::NamedNode(one), NamedOrBlankNode::NamedNode(other)) => by_iri(one, other),
        (one, other) => one.to_string().cmp(&other.to_string()),
    };
    let objects = || match (&one.object, &other.object) {
        (Term::NamedNode(one), Term::NamedNode(other)) => by_iri(one, other),
        (one, other) => one.to_string().cmp(&other.to_string()),
    };
    subjects().then_with(|| by_iri(&one.predicate, &other.predicate)).then_with(objects)
}

/// IRIs end with `>` on a line, so that one that begins like another comes before or after it by its next character.
fn by_iri(one: &NamedNode, other: &NamedNode) -> Ordering {
    let (one, other) = (one.as_str().as_bytes(), other.as_str().as_bytes());
    let shared = one.len().min(other.len());
    let next = |iri: &[u8]| iri.get(shared).copied().unwrap_or(b'>');
    one[..shared].cmp(&other[..shared]).then_with(|| next(one).cmp(&next(other))).then(one.len().cmp(&other.len()))
}

/// One thing, and what is said of it.
pub(super) struct About<'t, 'a> {
    thing: NamedNode,
    triples: &'t mut Triples<'a>,
}

impl About<'_, '_> {
    pub(super) fn thing(&self) -> &NamedNode {
        &self.thing
    }

    pub(super) fn a(&mut self, class: NamedNodeRef<'_>) -> &mut Self {
        self.node(rdf::TYPE, class)
    }

    pub(super) fn node(&mut self, predicate: NamedNodeRef<'_>, object: NamedNodeRef<'_>) -> &mut Self {
        self.add(predicate, object.into_owned())
    }

    pub(super) fn text(&mut self, predicate: NamedNodeRef<'_>, text: impl Into<String>) -> &mut Self {
        self.add(predicate, Literal::new_simple_literal(text))
    }

    pub(super) fn tagged(&mut self, predicate: NamedNodeRef<'_>, text: &str, language: &str) -> &mut Self {
        self.add(predicate, Literal::new_language_tagged_literal_unchecked(text, language))
    }

    pub(super) fn label(&mut self, text: &str) -> &mut Self {
        self.tagged(rdfs::LABEL, text, "zh")
    }

    pub(super) fn integer(&mut self, predicate: NamedNodeRef<'_>, number: u64) -> &mut Self {
        self.add(predicate, Literal::from(number))
    }

    pub(super) fn decimal(&mut self, predicate: NamedNodeRef<'_>, number: Decimal) -> &mut Self {
        self.add(predicate, Literal::from(number))
    }

    /// An ISO 8601 date with the datatype of its precision.
    pub(super) fn date(&mut self, predicate: NamedNodeRef<'_>, date: &str) -> &mut Self {
        let datatype = match date.len() {
            4 => xsd::G_YEAR,
            7 => xsd::G_YEAR_MONTH,
            _ => xsd::DATE,
        };
        self.add(predicate, Literal::new_typed_literal(date, datatype))
    }

    /// An address, as it was given.
    pub(super) fn address(&mut self, predicate: NamedNodeRef<'_>, address: &str) -> &mut Self {
        self.add(predicate, Literal::new_typed_literal(address, xsd::ANY_URI))
    }

    /// A concept of a controlled list, by its local name.
    pub(super) fn concept(&mut self, predicate: NamedNodeRef<'_>, local: &str) -> &mut Self {
        self.add(predicate, cgv::term(local))
    }

    fn add(&mut self, predicate: NamedNodeRef<'_>, object: impl Into<Term>) -> &mut Self {
        self.triples.push(&self.thing, predicate, object.into());
        self
    }
}

/// `id/doc-<first twelve hex digits of the digest>`
pub(super) fn document_iri(document: &Document) -> NamedNode {
    id_iri(&format!("doc-{}", document.short_id()))
}
