//! The whole flow, on one screen.

use crate::document::Document;
use crate::fact::Fact;
use crate::resolve::Entity;

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
