//! Entities and facts → quads, by the ontology.
