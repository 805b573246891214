//! Where triples are gathered: what is added to one thing after another, and what a document's things are called.

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, LiteralRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad};
use oxsdatatypes::Decimal;
use rustc_hash::FxHashMap;

use super::contribution::{Contribution, Gathering, TermId};
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
    quoted: FxHashMap<Span, TermId>,
}

impl<'a> Triples<'a> {
    pub(super) fn new(names: &'a Names<'a>) -> Self {
        Self { names, gathering: Gathering::default(), quoted: FxHashMap::default() }
    }

    /// A thing that triples are to be about.
    pub(super) fn node(&mut self, node: &NamedNode) -> TermId {
        self.gathering.node(node.as_ref())
    }

    /// Starts on a thing of a class.
    pub(super) fn a(&mut self, thing: &NamedNode, class: NamedNodeRef<'_>) -> About<'_, 'a> {
        let thing = self.node(thing);
        let mut about = self.about(thing);
        about.a(class);
        about
    }

    /// Goes on with a thing.
    pub(super) fn about(&mut self, thing: TermId) -> About<'_, 'a> {
        About { thing, triples: self }
    }

    /// Asserts an edge.
    pub(super) fn edge(&mut self, subject: TermId, predicate: NamedNodeRef<'_>, object: TermId) {
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
    pub(super) fn quotation(&mut self, span: Span) -> TermId {
        if let Some(quotation) = self.quoted.get(&span) {
            return *quotation;
        }
        let (names, document) = (self.names, self.names.document);
        let (start, end) = document.text.code_points(span);
        let node = id_iri(format_args!("ev-{}-{start}-{end}", document.short_id()));
        let mut quotation = self.a(&node, class::EVIDENCE);
        quotation.node(oa::HAS_SOURCE, names.document_iri().as_ref()).text(oa::EXACT, document.text.exact(span));
        quotation.integer(oa::START, start as u64).integer(oa::END, end as u64);
        if let Some(section) = names.section_at(span) {
            quotation.node(cg::IN_SECTION, section.as_ref());
        }
        let quotation = quotation.thing();
        self.quoted.insert(span, quotation);
        quotation
    }

    /// All triples in the order of their N-Quads lines, each once.
    pub(super) fn finish(self) -> Contribution {
        self.gathering.finish()
    }
}

/// One thing, and what is said of it.
pub(super) struct About<'t, 'a> {
    thing: TermId,
    triples: &'t mut Triples<'a>,
}

impl About<'_, '_> {
    pub(super) fn thing(&self) -> TermId {
        self.thing
    }

    pub(super) fn a(&mut self, class: NamedNodeRef<'_>) -> &mut Self {
        self.node(rdf::TYPE, class)
    }

    pub(super) fn node(&mut self, predicate: NamedNodeRef<'_>, object: NamedNodeRef<'_>) -> &mut Self {
        let object = self.triples.gathering.node(object);
        self.edge(predicate, object)
    }

    /// An edge to a thing that was written down before.
    pub(super) fn edge(&mut self, predicate: NamedNodeRef<'_>, object: TermId) -> &mut Self {
        self.triples.edge(self.thing, predicate, object);
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
        let concept = self.triples.gathering.iri(cgv::NAMESPACE, local);
        self.edge(predicate, concept)
    }

    fn add(&mut self, predicate: NamedNodeRef<'_>, literal: LiteralRef<'_>) -> &mut Self {
        let object = self.triples.gathering.object(literal.into());
        self.edge(predicate, object)
    }
}

/// `id/doc-<first twelve hex digits of the digest>`
pub(super) fn document_iri(document: &Document) -> NamedNode {
    id_iri(format_args!("doc-{}", document.short_id()))
}
