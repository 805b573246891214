//! ontology/*.ttl → the vocabulary as constants, and the files themselves as quads.
//!
//! The vocabulary, the indicators and the register of places stand in the default graph beside the facts, so that queries and
//! shapes can use their labels, codes and parents.

mod indicator;
pub mod iri;
mod places;
pub mod vocab;

use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::Quad;

pub use indicator::{Filing, Indicators};
pub use places::{country_iri, former_quads, register_quads};

/// The files whose triples stand in the graph; the shapes are read by the check alone.
const FILES: [(&str, &str); 2] = [
    ("casegraph.ttl", include_str!("../../ontology/casegraph.ttl")),
    ("indicators.ttl", include_str!("../../ontology/indicators.ttl")),
];

/// The SHACL Core shapes, as Turtle.
pub const SHAPES: &str = include_str!("../../ontology/shapes.ttl");

/// The shapes that need SPARQL, as Turtle.
pub const SPARQL_SHAPES: &str = include_str!("../../ontology/shapes-sparql.ttl");

/// The vocabulary, the controlled lists and the indicators as quads of the default graph.
pub fn quads() -> &'static [Quad] {
    static QUADS: LazyLock<Vec<Quad>> = LazyLock::new(|| FILES.iter().flat_map(|(_, file)| parse(file)).collect());
    &QUADS
}

fn parse(turtle: &str) -> Vec<Quad> {
    let parser = RdfParser::from_format(RdfFormat::Turtle).for_slice(turtle);
    parser.map(|quad| quad.expect("the files of ontology/ are Turtle: they are parsed in the tests")).collect()
}
