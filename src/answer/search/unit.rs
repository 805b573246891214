//! What is searched: the texts of the graph, each with the thing it belongs to.

use std::collections::BTreeMap;

/// What a text is to its thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Its canonical name (`cg:name`).
    Name,
    /// The title of a case or document (`dcterms:title`).
    Title,
    /// A label, in any language (`rdfs:label`, `skos:prefLabel`).
    Label,
    /// Another form of its name (`skos:altLabel`).
    Alias,
    /// A number or code that names it: 文号, code of a place, notation.
    Code,
    /// What an observation measures (`cg:metric`).
    Metric,
    /// The heading of a section (`cg:heading`).
    Heading,
    /// A field of a case that sums it up (`cg:highlight`, `cg:indicatorText`).
    Summary,
    /// A remark or definition (`rdfs:comment`, `skos:definition`, `dcterms:description`).
    Note,
    /// A sentence of a source, or a quotation from it.
    Text,
}

impl Field {
    /// All fields, those that say most of what a thing is first.
    pub const ALL: [Self; 10] = [
        Self::Name,
        Self::Title,
        Self::Label,
        Self::Alias,
        Self::Code,
        Self::Metric,
        Self::Heading,
        Self::Summary,
        Self::Note,
        Self::Text,
    ];

    /// What it is called in queries and answers.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Label => "label",
            Self::Title => "title",
            Self::Alias => "alias",
            Self::Code => "code",
            Self::Metric => "metric",
            Self::Heading => "heading",
            Self::Summary => "summary",
            Self::Note => "note",
            Self::Text => "text",
        }
    }

    /// Whether it says what its thing is called: several of one thing are one hit.
    pub const fn is_naming(self) -> bool {
        matches!(self, Self::Name | Self::Label | Self::Title | Self::Alias | Self::Code)
    }

    /// How much more than in a sentence a word counts here.
    pub(super) const fn weight(self) -> f64 {
        match self {
            Self::Name | Self::Label => 4.0,
            Self::Title | Self::Alias | Self::Code => 3.0,
            Self::Metric | Self::Heading => 2.0,
            Self::Summary => 1.2,
            Self::Note => 0.5,
            Self::Text => 1.0,
        }
    }
}

/// Number of a thing in its index.
pub(super) type ThingId = u32;

/// Number of a unit in its index.
pub(super) type UnitId = u32;

/// Anything with an IRI that the index speaks of.
#[derive(Clone, Debug, Default)]
pub(super) struct Thing {
    pub(super) iri: Box<str>,
    /// Local name of its class, empty where it has none.
    pub(super) kind: Box<str>,
    pub(super) name: Option<Box<str>>,
    pub(super) zh: Option<Box<str>>,
    pub(super) en: Option<Box<str>>,
    /// How many quotations name it.
    pub(super) mentions: u32,
}

impl Thing {
    /// What to show: canonical name, else a label.
    pub(super) fn shown(&self) -> Option<&str> {
        [&self.name, &self.zh, &self.en].into_iter().find_map(Option::as_deref)
    }
}

/// One text to be found.
#[derive(Clone, Debug)]
pub(super) struct Unit {
    /// What the text belongs to: the named thing, the section, the case of a sentence.
    pub(super) node: ThingId,
    /// What a hit is about: the node, and of sections and sentences their case.
    pub(super) entity: ThingId,
    pub(super) case: Option<ThingId>,
    pub(super) field: Field,
    pub(super) text: Box<str>,
    pub(super) folded: Box<str>,
    /// Document and code point at which the text begins there.
    pub(super) address: Option<(ThingId, u32)>,
}

/// A quotation of a document: an evidence node.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Quotation {
    pub(super) start: u32,
    pub(super) end: u32,
    pub(super) evidence: ThingId,
    /// The thing it names.
    pub(super) of: Option<ThingId>,
}

/// Everything an index is made of.
#[derive(Clone, Debug, Default)]
pub(super) struct Corpus {
    pub(super) things: Vec<Thing>,
    pub(super) units: Vec<Unit>,
    /// By document, in the order of the text.
    pub(super) quotations: BTreeMap<ThingId, Vec<Quotation>>,
}
