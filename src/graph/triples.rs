//! Where triples are gathered: what is added to one thing after another, and what a document's things are called.

use std::collections::BTreeMap;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};
use oxsdatatypes::Decimal;

use super::contribution::{Contribution, Gathering};
use super::names::Names;
use crate::document::Document;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, cgv, class, oa};
use crate::span::Span;

/// The triples of one document as they come.
pub(super) struct Triples<'a> {
    names: &'a Names<'a>,
    gathering: Gathering,
    /// The nodes of the quotations that are described already.
    quoted: BTreeMap<Span, NamedNode>,
}

impl<'a> Triples<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self { names, gathering: Gathering::default(), quoted: BTreeMap::new() }
    }

    /// Starts on a thing of a class.
    pub(super) fn a(&mut self, thing: &NamedNode, class: NamedNodeRef<'_>) -> About<'_, 'a> {
        let mut about = self.about(thing);
        about.a(class);
        about
    }

    /// Goes on with a thing.
    pub(super) fn about(&mut self, thing: &NamedNode) -> About<'_, 'a> {
        About { thing: thing.clone(), number: self.gathering.node(thing.as_ref()), triples: self }
    }

    /// Asserts an edge.
    pub(super) fn edge(&mut self, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: &NamedNode) {
        let (subject, object) = (self.gathering.node(subject.as_ref()), self.gathering.node(object.as_ref()));
        self.gathering.add(subject, predicate, object);
    }

    /// Adds what is written already.
    pub(super) fn extend(&mut self, quads: Vec<Quad>) {
        for quad in quads {
            let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
            let (subject, object) =
                (self.gathering.node(subject.as_ref()), self.gathering.object(quad.object.as_ref()));
            self.gathering.add(subject, quad.predicate.as_ref(), object);
        }
    }

    /// The node of a quotation; several facts may share one.
    pub(super) fn quotation(&mut self, span: Span) -> NamedNode {
        if let Some(node) = self.quoted.get(&span) {
            return node.clone();
        }
        let (names, document) = (self.names, self.names.document);
        let (start, end) = document.text.code_points(span);
        let node = id_iri(format_args!("ev-{}-{start}-{end}", document.short_id()));
        self.quoted.insert(span, node.clone());
        let mut quotation = self.a(&node, class::EVIDENCE);
        quotation.node(oa::HAS_SOURCE, names.document_iri().as_ref()).text(oa::EXACT, document.text.exact(span));
        quotation.integer(oa::START, start as u64).integer(oa::END, end as u64);
        if let Some(section) = names.section_at(span) {
            quotation.node(cg::IN_SECTION, section.as_ref());
        }
        node
    }

    /// All triples in the order of their N-Quads lines, each once.
    pub(super) fn finish(self) -> Contribution {
        self.gathering.finish()
    }
}

/// One thing, and what is said of it.
pub(super) struct About<'t, 'a> {
    thing: NamedNode,
    /// Of the thing, among the terms.
    number: u32,
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
        let gathering = &mut self.triples.gathering;
        let object = gathering.node(object);
        gathering.add(self.number, predicate, object);
        self
    }

    pub(super) fn text(&mut self, predicate: NamedNodeRef<'_>, text: &str) -> &mut Self {
        self.add(predicate, LiteralRef::new_simple_literal(text))
    }

    pub(super) fn tagged(&mut self, predicate: NamedNodeRef<'_>, text: &str, language: &str) -> &mut Self {
        self.add(predicate, LiteralRef::new_language_tagged_literal_unchecked(text, language))
    }

    pub(super) fn label(&mut self, text: &str) -> &mut Self {
        self.tagged(rdfs::LABEL, text, "zh")
    }

    pub(super) fn integer(&mut self, predicate: NamedNodeRef<'_>, number: u64) -> &mut Self {
        self.add(predicate, Literal::from(number).as_ref())
    }

    pub(super) fn decimal(&mut self, predicate: NamedNodeRef<'_>, number: Decimal) -> &mut Self {
        self.add(predicate, Literal::from(number).as_ref())
    }

    /// An ISO 8601 date with the datatype of its precision.
    pub(super) fn date(&mut self, predicate: NamedNodeRef<'_>, date: &str) -> &mut Self {
        let datatype = match date.len() {
            4 => xsd::G_YEAR,
            7 => xsd::G_YEAR_MONTH,
            _ => xsd::DATE,
        };
        self.add(predicate, LiteralRef::new_typed_literal(date, datatype))
    }

    /// An address, as it was given.
    pub(super) fn address(&mut self, predicate: NamedNodeRef<'_>, address: &str) -> &mut Self {
        self.add(predicate, LiteralRef::new_typed_literal(address, xsd::ANY_URI))
    }

    /// A concept of a controlled list, by its local name.
    pub(super) fn concept(&mut self, predicate: NamedNodeRef<'_>, local: &str) -> &mut Self {
        self.node(predicate, cgv::term(local).as_ref())
    }

    fn add(&mut self, predicate: NamedNodeRef<'_>, literal: LiteralRef<'_>) -> &mut Self {
        let gathering = &mut self.triples.gathering;
        let object = gathering.object(literal.into());
        gathering.add(self.number, predicate, object);
        self
    }
}

/// `id/doc-<first twelve hex digits of the digest>`
pub(super) fn document_iri(document: &Document) -> NamedNode {
    id_iri(format_args!("doc-{}", document.short_id()))
}
