//! RDF that comes from outside → quads of one graph, within bounds that the parsers do not set themselves.

mod guard;

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::sparql::{self, CancellationToken, QueryError};

/// Longest IRI in bytes, and longest text of a literal.
const LONGEST: (usize, usize) = (16 * 1024, 4 * 1024 * 1024);

/// Quads between two looks at whether to go on.
const STRIDE: usize = 1024;

/// Why it cannot be read.
#[derive(Debug, thiserror::Error)]
pub enum IncomingError {
    /// It is of a type that is not read.
    #[error("{0:?} is no RDF that is read here")]
    Type(String),
    /// It is not what it says it is, or too much of it.
    #[error("{message}")]
    Wrong {
        /// What is wrong, in one sentence without a full stop.
        message: String,
        /// What to do.
        hint: String,
    },
    /// It was stopped.
    #[error(transparent)]
    Stopped(#[from] QueryError),
}

impl IncomingError {
    fn wrong(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Wrong { message: message.into(), hint: hint.into() }
    }
}

/// What comes in: bytes of a format, whose relative IRIs are those of an address.
#[derive(Clone, Copy, Debug)]
pub struct Incoming<'a> {
    /// All of it.
    pub bytes: &'a [u8],
    /// What it is.
    pub format: RdfFormat,
    /// The address that its relative IRIs are resolved against, where it has one.
    pub base: Option<&'a str>,
}

impl Incoming<'_> {
    /// Adds its triples, as quads of a graph. Its blank nodes are new ones.
    pub fn quads(
        &self,
        graph: &GraphName,
        cancel: &CancellationToken,
        found: &mut Vec<Quad>,
    ) -> Result<(), IncomingError> {
        guard::guard(self.format, self.bytes)?;
        let mut parser = RdfParser::from_format(self.format).with_default_graph(graph.clone()).without_named_graphs();
        parser = parser.rename_blank_nodes();
        if let Some(base) = self.base {
            parser = parser.with_base_iri(base).map_err(|error| {
                IncomingError::wrong(format!("<{base}> is no address: {error}"), "name it by an absolute IRI")
            })?;
        }
        for quad in parser.for_slice(self.bytes) {
            let quad = quad.map_err(|error| {
                let message = format!("the {} cannot be read: {error}", self.format.name());
                IncomingError::wrong(message, "see that it is of the type it says")
            })?;
            check(&quad)?;
            found.push(quad);
            if found.len().is_multiple_of(STRIDE) {
                sparql::go_on(cancel)?;
            }
        }
        Ok(())
    }
}

/// The format, by the media type; by the ending of a file's name where that says nothing; Turtle where neither says (it
/// reads N-Triples too).
pub fn format(content_type: &str, file_name: Option<&str>) -> Result<RdfFormat, IncomingError> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim().to_ascii_lowercase();
    let ending = file_name.and_then(|name| name.rsplit_once('.')).and_then(|(_, end)| RdfFormat::from_extension(end));
    let unsaid = ["", "application/octet-stream", "text/plain"].contains(&media_type.as_str());
    match (ending, RdfFormat::from_media_type(&media_type)) {
        (Some(format), _) if unsaid => Ok(format),
        (_, Some(format)) => Ok(format),
        (None, None) if unsaid && file_name.is_none() => Ok(RdfFormat::Turtle),
        _ => Err(IncomingError::Type(media_type)),
    }
}

/// The formats that are read.
pub const FORMATS: [RdfFormat; 6] = [
    RdfFormat::Turtle,
    RdfFormat::NTriples,
    RdfFormat::NQuads,
    RdfFormat::TriG,
    RdfFormat::RdfXml,
    RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
];

/// Refuses what nobody means to say: every query that meets it would copy it.
fn check(quad: &Quad) -> Result<(), IncomingError> {
    let (iri, text) = LONGEST;
    let too_long = |node: &str| node.len() > iri;
    let subject = matches!(&quad.subject, NamedOrBlankNode::NamedNode(node) if too_long(node.as_str()));
    let object = match &quad.object {
        Term::NamedNode(node) => too_long(node.as_str()),
        Term::Literal(literal) => literal.value().len() > text || too_long(literal.datatype().as_str()),
        Term::BlankNode(_) => false,
    };
    if subject || object || too_long(quad.predicate.as_str()) {
        let message = format!("a term is too long: an IRI may have {iri} bytes, a literal {text}");
        return Err(IncomingError::wrong(message, "keep long texts as files, and give their addresses"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_format_is_told_by_type_or_by_name() {
        assert_eq!(format("text/turtle; charset=utf-8", None).unwrap(), RdfFormat::Turtle);
        assert_eq!(format("application/octet-stream", Some("a.rdf")).unwrap(), RdfFormat::RdfXml);
        assert_eq!(format("", None).unwrap(), RdfFormat::Turtle);
        assert_eq!(format("text/plain", Some("a.ttl")).unwrap(), RdfFormat::Turtle);
        assert!(format("image/png", Some("a.ttl")).is_err() && format("", Some("a.png")).is_err());
    }
}
