//! The whole graph as RDF, in the order of the N-Quads form of its quads.
//!
//! A store gives its quads in an order of its own, which depends on how it was filled; so the subjects are put in order and
//! the quads of one after the other are sorted. No term begins with another, so that this is the order of the lines; and
//! memory holds the subjects, a small part of the graph, and not its text.

use std::collections::HashSet;
use std::io::{BufWriter, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, NamedOrBlankNode, Quad};

use super::{ExportError, Format};
use crate::answer::prefix;
use crate::answer::sparql::{CancellationToken, QueryError};
use crate::store::Store;

/// Writes the default graph, in which all facts stand; N-Quads, `TriG` and JSON-LD hold the user's own graphs too.
pub(super) fn write(
    store: &Store,
    format: Format,
    cancel: &CancellationToken,
    output: impl Write,
) -> Result<(), ExportError> {
    let syntax = match format {
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::Trig => RdfFormat::TriG,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        _ => RdfFormat::Turtle,
    };
    let is_held = |quad: &Quad| syntax.supports_datasets() || quad.graph_name == GraphName::DefaultGraph;
    let mut serializer = RdfSerializer::from_format(syntax);
    for (name, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(BufWriter::new(output));
    for subject in subjects(store, cancel)? {
        if cancel.is_cancelled() {
            return Err(QueryError::Cancelled.into());
        }
        let mut quads: Vec<Quad> = store.about(subject.as_ref()).collect::<Result<_, _>>()?;
        quads.retain(is_held);
        quads.sort_by_cached_key(ToString::to_string);
        for quad in &quads {
            writer.serialize_quad(quad.as_ref())?;
        }
    }
    Ok(writer.finish()?.flush()?)
}

/// Everything that something is said of, in the order of its N-Triples form.
fn subjects(store: &Store, cancel: &CancellationToken) -> Result<Vec<NamedOrBlankNode>, ExportError> {
    let mut subjects = HashSet::new();
    for quad in store.quads() {
        let subject = quad?.subject;
        if !subjects.contains(&subject) {
            if cancel.is_cancelled() {
                return Err(QueryError::Cancelled.into());
            }
            subjects.insert(subject);
        }
    }
    let mut subjects: Vec<_> = subjects.into_iter().collect();
    subjects.sort_by_cached_key(ToString::to_string);
    Ok(subjects)
}
