//! The whole graph as RDF, sorted by the N-Quads form of its quads.

use std::io::{BufWriter, Write};

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::model::{GraphName, Quad};

use super::ExportError;
use crate::answer::prefix;
use crate::store::Store;

pub(super) fn nquads(store: &Store, output: impl Write) -> Result<(), ExportError> {
    let mut lines = Vec::new();
    for quad in store.quads() {
        lines.push(quad?.to_string());
    }
    lines.sort_unstable();
    let mut output = BufWriter::new(output);
    for line in lines {
        writeln!(output, "{line} .")?;
    }
    Ok(output.flush()?)
}

/// The default graph, in which all facts stand; named graphs are the user's own and go into N-Quads.
pub(super) fn turtle(store: &Store, output: impl Write) -> Result<(), ExportError> {
    let mut quads: Vec<Quad> = Vec::new();
    for quad in store.quads() {
        let quad = quad?;
        if quad.graph_name == GraphName::DefaultGraph {
            quads.push(quad);
        }
    }
    quads.sort_by_cached_key(ToString::to_string);
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (name, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(BufWriter::new(output));
    for quad in &quads {
        writer.serialize_triple(quad.as_ref())?;
    }
    Ok(writer.finish()?.flush()?)
}
