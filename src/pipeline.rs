//! The whole flow, on one screen.

use oxigraph::model::Quad;

use crate::document::Document;
use crate::fact::{self, Fact};
use crate::graph;
use crate::lexicon::Lexicon;
use crate::resolve::{self, Entity};

/// Everything read from one document; a pure function of its text, the registers and the curation file.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document, with its text and structure.
    pub document: Document,
    /// The things it names; [`crate::resolve::EntityId`] is a position here.
    pub entities: Vec<Entity>,
    /// What it says of them, case by case in the order of the text.
    pub facts: Vec<Fact>,
}

impl Reading {
    /// What the document adds to the graph, in the order of the N-Quads lines.
    pub fn contribution(&self) -> Vec<Quad> {
        graph::contribution(&self.document, &self.entities, &self.facts)
    }
}

/// Reads what a document says.
pub fn read(document: Document, lexicon: &Lexicon) -> Reading {
    let entities = resolve::entities(&document, lexicon);
    let facts = fact::facts(&document, &entities, lexicon);
    Reading { document, entities, facts }
}
