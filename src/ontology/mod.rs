//! ontology/*.ttl → the vocabulary as constants, and the files themselves as quads.

pub mod iri;
