//! RDF in the body of a request → quads of one graph, within bounds that the parsers do not set themselves.

use axum::body::{Body, Bytes};
use axum::extract::{DefaultBodyLimit, FromRequest, Multipart, Request};
use axum::http::{HeaderMap, header};
use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfParser};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad, Term};

use super::error::ApiError;
use super::protocol;
use crate::answer::sparql::{self, CancellationToken};

/// Brackets within brackets of JSON-LD: its parser keeps every level in memory many times over.
const JSON_DEPTH: usize = 128;

/// Longest IRI in bytes, and longest text of a literal.
const LONGEST: (usize, usize) = (16 * 1024, 4 * 1024 * 1024);

/// Quads between two looks at whether to go on.
const STRIDE: usize = 1024;

/// What a request brings: its body, or the files of its form.
pub(super) struct Upload(Vec<Part>);

struct Part {
    content_type: String,
    file_name: Option<String>,
    bytes: Bytes,
}

impl Upload {
    /// Takes a body apart.
    pub(super) async fn read(headers: &HeaderMap, body: Bytes) -> Result<Self, ApiError> {
        let content_type = protocol::content_type(headers);
        if !content_type.to_ascii_lowercase().starts_with("multipart/form-data") {
            return Ok(Self(vec![Part { content_type: content_type.to_owned(), file_name: None, bytes: body }]));
        }
        let mut request = Request::new(Body::from(body));
        request.headers_mut().insert(header::CONTENT_TYPE, headers[header::CONTENT_TYPE].clone());

        // It is read already, within its own limit.
        DefaultBodyLimit::disable().apply(&mut request);
        let wrong = |error: &dyn std::fmt::Display| {
            ApiError::bad_request(format!("the form cannot be read: {error}"), "send each file as a part of its own")
        };
        let mut form = Multipart::from_request(request, &()).await.map_err(|error| wrong(&error))?;
        let mut parts = Vec::new();
        while let Some(part) = form.next_field().await.map_err(|error| wrong(&error))? {
            let content_type = part.content_type().unwrap_or_default().to_owned();
            let file_name = part.file_name().map(ToOwned::to_owned);
            let bytes = part.bytes().await.map_err(|error| wrong(&error))?;
            parts.push(Part { content_type, file_name, bytes });
        }
        Ok(Self(parts))
    }

    /// The triples that it is, in a graph.
    pub(super) fn quads(&self, graph: &GraphName, cancel: &CancellationToken) -> Result<Vec<Quad>, ApiError> {
        let mut found = Vec::new();
        for part in &self.0 {
            part.read(graph, cancel, &mut found)?;
        }
        Ok(found)
    }
}

impl Part {
    fn read(&self, graph: &GraphName, cancel: &CancellationToken, found: &mut Vec<Quad>) -> Result<(), ApiError> {
        let format = format(&self.content_type, self.file_name.as_deref())?;
        guard(format, &self.bytes)?;
        let mut parser = RdfParser::from_format(format).with_default_graph(graph.clone()).without_named_graphs();
        parser = parser.rename_blank_nodes();
        if let GraphName::NamedNode(base) = graph {
            parser = parser.with_base_iri(base.as_str()).expect("the name of a graph is an IRI");
        }
        for quad in parser.for_slice(&self.bytes) {
            let quad = quad.map_err(|error| {
                ApiError::bad_request(
                    format!("the {} cannot be read: {error}", format.name()),
                    "see that it is of the type it says",
                )
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

/// Refuses what nobody means to say: every query that meets it would copy it.
fn check(quad: &Quad) -> Result<(), ApiError> {
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
        return Err(ApiError::bad_request(message, "keep long texts as files, and give their addresses"));
    }
    Ok(())
}

/// By media type, else by the ending of a file's name; Turtle where neither says (it reads N-Triples too).
fn format(content_type: &str, file_name: Option<&str>) -> Result<RdfFormat, ApiError> {
    let media_type = content_type.split(';').next().unwrap_or_default().trim();
    if let Some(format) = RdfFormat::from_media_type(media_type) {
        return Ok(format);
    }
    let ending = file_name.and_then(|name| name.rsplit_once('.')).and_then(|(_, end)| RdfFormat::from_extension(end));
    let unsaid = media_type.is_empty() || media_type == "application/octet-stream";
    match (ending, unsaid) {
        (Some(format), true) => Ok(format),
        (None, true) if file_name.is_none() => Ok(RdfFormat::Turtle),
        _ => Err(ApiError::unsupported_media_type(
            format!("{media_type:?} is no RDF that is read here"),
            "send text/turtle, application/n-triples, n-quads, trig, rdf+xml or ld+json",
        )),
    }
}

/// Refuses what would cost far more than its size: entities of XML, and JSON nested without end.
fn guard(format: RdfFormat, body: &[u8]) -> Result<(), ApiError> {
    match format {
        RdfFormat::RdfXml if contains(body, b"<!DOCTYPE") || contains(body, b"<!ENTITY") => Err(ApiError::bad_request(
            "the RDF/XML has a document type declaration, which is not read",
            "write names in full instead of with entities",
        )),
        RdfFormat::JsonLd { .. } if depth(body) > JSON_DEPTH => Err(ApiError::bad_request(
            format!("the JSON is nested deeper than {JSON_DEPTH} levels"),
            "name nodes with @id instead of nesting them",
        )),
        _ => Ok(()),
    }
}

fn contains(body: &[u8], words: &[u8]) -> bool {
    body.windows(words.len()).any(|window| window.eq_ignore_ascii_case(words))
}

/// Levels of brackets outside strings.
fn depth(json: &[u8]) -> usize {
    let (mut depth, mut deepest, mut quoted, mut escaped) = (0_usize, 0, false, false);
    for byte in json {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => {
                depth += 1;
                deepest = deepest.max(depth);
            }
            b'}' | b']' if !quoted => depth = depth.saturating_sub(1),
            _ => {}
        }
    }
    deepest
}

/// The formats, for the service description.
pub(super) const FORMATS: [RdfFormat; 6] = [
    RdfFormat::Turtle,
    RdfFormat::NTriples,
    RdfFormat::NQuads,
    RdfFormat::TriG,
    RdfFormat::RdfXml,
    RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bombs_are_refused_before_they_are_parsed() {
        let xml = b"<?xml version='1.0'?><!doctype x [<!ENTITY a 'b'>]><rdf/>";
        assert!(guard(RdfFormat::RdfXml, xml).is_err());
        let json = RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() };
        assert!(guard(json, "[".repeat(1000).as_bytes()).is_err());
        assert!(guard(json, br#"{"a": "[[[[", "b": ["\"["]}"#).is_ok());
        assert_eq!(depth(br#"{"a": "[[[[", "b": ["\"["]}"#), 2);
    }

    #[test]
    fn a_format_is_told_by_type_or_by_name() {
        assert_eq!(format("text/turtle; charset=utf-8", None).unwrap(), RdfFormat::Turtle);
        assert_eq!(format("application/octet-stream", Some("a.rdf")).unwrap(), RdfFormat::RdfXml);
        assert_eq!(format("", None).unwrap(), RdfFormat::Turtle);
        assert!(format("image/png", Some("a.ttl")).is_err());
    }
}
