//! What is known about a case before its facts are read.

use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::resolve::{Entity, EntityId, Index};
use crate::span::Span;

/// One case, with the entities of its document.
#[derive(Clone, Copy, Debug)]
pub struct Scene<'a> {
    /// The document.
    pub document: &'a Document,
    /// Position of the case in it.
    pub case_index: usize,
    /// All entities of the document.
    pub entities: &'a [Entity],
    /// Where they are mentioned.
    pub mentions: &'a Index,
    /// The words the rules know.
    pub lexicon: &'a Lexicon,
    /// The place the case is about.
    pub place: Option<EntityId>,
}

impl<'a> Scene<'a> {
    /// The case.
    pub fn case(&self) -> &'a Case {
        &self.document.cases[self.case_index]
    }

    /// The words of a span.
    pub fn words(&self, span: Span) -> &'a str {
        &self.document.text[span]
    }

    /// An entity.
    pub fn entity(&self, id: EntityId) -> &'a Entity {
        &self.entities[id.0 as usize]
    }
}
