//! The whole graph as RDF, sorted by the N-Quads form of its quads.

use std::io::{BufWriter, Write};

use oxigraph::io::{JsonLdProfileSet, RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad};

use super::{ExportError, Format};
use crate::answer::prefix;
use crate::store::Store;

/// Writes the default graph, in which all facts stand; N-Quads, `TriG` and JSON-LD hold the user's own graphs too.
pub(super) fn write(store: &Store, format: Format, output: impl Write) -> Result<(), ExportError> {
    let syntax = match format {
        Format::NTriples => RdfFormat::NTriples,
        Format::NQuads => RdfFormat::NQuads,
        Format::Trig => RdfFormat::TriG,
        Format::RdfXml => RdfFormat::RdfXml,
        Format::JsonLd => RdfFormat::JsonLd { profile: JsonLdProfileSet::empty() },
        _ => RdfFormat::Turtle,
    };
    let mut quads: Vec<Quad> = Vec::new();
    for quad in store.quads() {
        let quad = quad?;
        if syntax.supports_datasets() || quad.graph_name == GraphName::DefaultGraph {
            quads.push(quad);
        }
    }
    quads.sort_by_cached_key(ToString::to_string);
    let mut serializer = RdfSerializer::from_format(syntax);
    for (name, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(BufWriter::new(output));
    for quad in &quads {
        writer.serialize_quad(quad.as_ref())?;
    }
    Ok(writer.finish()?.flush()?)
}
