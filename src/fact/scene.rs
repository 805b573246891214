//! What is known about a case before its facts are read.

use crate::document::{Case, Document};
use crate::extract::context::context;
use crate::lexicon::Lexicon;
use crate::resolve::{Detail, Entity, EntityId, EntityKind, Index};
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
    /// A case and the place it is about: the zone whose committee reports it, else the area of its context.
    pub fn new(
        document: &'a Document,
        case_index: usize,
        entities: &'a [Entity],
        mentions: &'a Index,
        lexicon: &'a Lexicon,
    ) -> Self {
        let mut scene = Self { document, case_index, entities, mentions, lexicon, place: None };
        let area = context(document, scene.case(), lexicon).place();
        scene.place = scene.zone_that_reports().or_else(|| mentions.find(EntityKind::Place, area?));
        scene
    }

    fn zone_that_reports(&self) -> Option<EntityId> {
        let reporters = self.mentions.of_kind(EntityKind::Agency, self.case().reporters?);
        let mut seats = reporters.filter_map(|(_, agency)| self.entity(agency).located_in);
        seats.find(|seat| matches!(&self.entity(*seat).detail, Detail::Place(place) if place.kind == "zone"))
    }

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
