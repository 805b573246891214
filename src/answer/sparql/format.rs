//! The formats of answers.

use oxigraph::io::{JsonLdProfileSet, RdfFormat};
use oxigraph::sparql::results::QueryResultsFormat;

use super::Shape;

/// A format of an answer: of a table (or true and false), or of a graph.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// SPARQL 1.1 Query Results JSON.
    Json,
    /// SPARQL Query Results XML.
    Xml,
    /// SPARQL 1.1 Query Results CSV: plain values.
    Csv,
    /// SPARQL 1.1 Query Results TSV: RDF terms.
    Tsv,
    /// Turtle.
    Turtle,
    /// N-Triples.
    NTriples,
    /// N-Quads.
    NQuads,
    /// `TriG`.
    TriG,
    /// RDF/XML.
    RdfXml,
    /// JSON-LD.
    JsonLd,
}

/// How the engine writes a format.
pub(super) enum Engine {
    /// As a table or a boolean.
    Results(QueryResultsFormat),
    /// As triples.
    Rdf(RdfFormat),
}

impl Format {
    /// All formats; of those that fit an answer, the first is the default.
    pub const ALL: [Self; 10] = [
        Self::Json,
        Self::Xml,
        Self::Csv,
        Self::Tsv,
        Self::Turtle,
        Self::NTriples,
        Self::NQuads,
        Self::TriG,
        Self::RdfXml,
        Self::JsonLd,
    ];

    /// What it is called on the command line and in `?format=`.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Xml => "xml",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Turtle => "turtle",
            Self::NTriples => "ntriples",
            Self::NQuads => "nquads",
            Self::TriG => "trig",
            Self::RdfXml => "rdfxml",
            Self::JsonLd => "jsonld",
        }
    }

    /// Its registered media type, without parameters.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/sparql-results+json",
            Self::Xml => "application/sparql-results+xml",
            Self::Csv => "text/csv",
            Self::Tsv => "text/tab-separated-values",
            Self::Turtle => "text/turtle",
            Self::NTriples => "application/n-triples",
            Self::NQuads => "application/n-quads",
            Self::TriG => "application/trig",
            Self::RdfXml => "application/rdf+xml",
            Self::JsonLd => "application/ld+json",
        }
    }

    /// Value of `Content-Type`: the media type, with the encoding where text has no fixed one.
    pub fn content_type(self) -> String {
        let media_type = self.media_type();
        if media_type.starts_with("text/") { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() }
    }

    /// The usual ending of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "srj",
            Self::Xml => "srx",
            Self::Csv => "csv",
            Self::Tsv => "tsv",
            Self::Turtle => "ttl",
            Self::NTriples => "nt",
            Self::NQuads => "nq",
            Self::TriG => "trig",
            Self::RdfXml => "rdf",
            Self::JsonLd => "jsonld",
        }
    }

    /// Other media types that ask for it: what browsers, scripts and older clients send.
    pub const fn media_type_aliases(self) -> &'static [&'static str] {
        match self {
            Self::Json => &["application/json", "text/json"],
            Self::Xml => &["application/xml", "text/xml"],
            Self::NTriples => &["text/plain"],
            Self::Turtle => &["application/turtle", "application/x-turtle"],
            Self::NQuads => &["text/x-nquads"],
            Self::TriG => &["application/x-trig"],
            Self::Csv | Self::Tsv | Self::RdfXml | Self::JsonLd => &[],
        }
    }

    /// The format of this name, file extension or media type.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let named = |format: &Self| format.name() == name || format.extension() == name || format.media_type() == name;
        Self::ALL.into_iter().find(named)
    }

    /// Whether answers of this shape can be written in it.
    pub fn fits(self, shape: Shape) -> bool {
        match self.engine() {
            Engine::Results(_) => shape != Shape::Graph,
            Engine::Rdf(_) => shape == Shape::Graph,
        }
    }

    /// The formats for answers of this shape, the default first.
    pub fn fitting(shape: Shape) -> impl Iterator<Item = Self> {
        Self::ALL.into_iter().filter(move |format| format.fits(shape))
    }

    /// The format of RDF it is, where it is one.
    pub fn rdf(self) -> Option<RdfFormat> {
        match self.engine() {
            Engine::Rdf(format) => Some(format),
            Engine::Results(_) => None,
        }
    }

    pub(super) fn engine(self) -> Engine {
        match self {
            Self::Json => Engine::Results(QueryResultsFormat::Json),
            Self::Xml => Engine::Results(QueryResultsFormat::Xml),
            Self::Csv => Engine::Results(QueryResultsFormat::Csv),
            Self::Tsv => Engine::Results(QueryResultsFormat::Tsv),
            Self::Turtle => Engine::Rdf(RdfFormat::Turtle),
            Self::NTriples => Engine::Rdf(RdfFormat::NTriples),
            Self::NQuads => Engine::Rdf(RdfFormat::NQuads),
            Self::TriG => Engine::Rdf(RdfFormat::TriG),
            Self::RdfXml => Engine::Rdf(RdfFormat::RdfXml),
            Self::JsonLd => Engine::Rdf(RdfFormat::JsonLd { profile: JsonLdProfileSet::default() }),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_media_types_and_extensions_are_unique() {
        for pick in [Format::name, Format::media_type, Format::extension] {
            let mut seen: Vec<_> = Format::ALL.into_iter().map(pick).collect();
            seen.sort_unstable();
            seen.dedup();
            assert_eq!(seen.len(), Format::ALL.len());
        }
    }

    #[test]
    fn every_format_is_found_by_its_names() {
        for format in Format::ALL {
            assert_eq!(Format::from_name(format.name()), Some(format));
            assert_eq!(Format::from_name(format.extension()), Some(format));
            assert_eq!(Format::from_name(format.media_type()), Some(format));
        }
        assert_eq!(Format::from_name("docx"), None);
    }

    #[test]
    fn the_default_is_json_for_tables_and_turtle_for_graphs() {
        assert_eq!(Format::fitting(Shape::Solutions).next(), Some(Format::Json));
        assert_eq!(Format::fitting(Shape::Boolean).next(), Some(Format::Json));
        assert_eq!(Format::fitting(Shape::Graph).next(), Some(Format::Turtle));
    }
}
