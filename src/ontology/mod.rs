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
const FILES: [(&str, &str); 2] =
    [("casegraph.ttl", VOCABULARY), ("indicators.ttl", include_str!("../../ontology/indicators.ttl"))];

/// Classes, properties and controlled lists, in Turtle.
pub const VOCABULARY: &str = include_str!("../../ontology/casegraph.ttl");

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

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;
    use crate::lexicon::table::rows;

    /// What an observation can be measured in: the word table, the controlled list and the shape say the same.
    #[test]
    fn every_unit_of_the_words_is_in_the_list_and_in_the_shape() {
        let units: BTreeSet<_> = rows(include_str!("../../seeds/lexicon/units.tsv")).map(|row| row[1]).collect();
        let units = units.into_iter().chain(["pp", "rank", "permille"]);
        let listed: BTreeSet<&str> = include_str!("../../ontology/casegraph.ttl")
            .lines()
            .filter(|line| line.contains("skos:inScheme") && line.contains("cgv:units"))
            .filter_map(|line| line.strip_prefix("cgv:")?.split_whitespace().next())
            .collect();
        let shape = SHAPES.lines().find(|line| line.contains("sh:path cg:unit ")).unwrap();
        let allowed: BTreeSet<&str> = shape.split_whitespace().filter_map(|word| word.strip_prefix("cgv:")).collect();
        for unit in units {
            assert!(listed.contains(unit), "cgv:{unit} is not in cgv:units");
            assert!(allowed.contains(unit), "the shape of observations does not allow cgv:{unit}");
        }
    }
}
