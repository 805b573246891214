//! Answers → files of other tools: a format is an enum that knows its name, media type and extension; one file each.
//!
//! RDF formats write the whole graph, the others a [`View`]. The bytes depend on the content only.

mod graphml;
mod rdf;

use std::io::{self, Write};

use crate::answer::network::View;
use crate::store::{Store, StoreError};

/// A format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// GraphML 1.1: Gephi, yEd, Cytoscape, networkx, igraph.
    GraphMl,
    /// Turtle: the default graph, with prefixes.
    Turtle,
    /// N-Quads: everything, a line a quad, sorted.
    NQuads,
}

/// Why an export failed; what was written of it is worth nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The target cannot be written.
    #[error("the export cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl Format {
    /// All formats there are.
    pub const ALL: [Self; 3] = [Self::GraphMl, Self::Turtle, Self::NQuads];

    /// What it is called on the command line and over HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Turtle => "turtle",
            Self::NQuads => "nquads",
        }
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::GraphMl => "application/graphml+xml",
            Self::Turtle => "text/turtle; charset=utf-8",
            Self::NQuads => "application/n-quads",
        }
    }

    /// The ending of a file name, without the dot.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::GraphMl => "graphml",
            Self::Turtle => "ttl",
            Self::NQuads => "nq",
        }
    }

    /// The format of this name or extension.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        Self::ALL.into_iter().find(|format| format.name() == name || format.extension() == name)
    }

    /// The names of all formats, for messages.
    pub fn names() -> String {
        Self::ALL.map(Self::name).join(", ")
    }

    /// Whether it writes a view; the others write the whole graph.
    pub const fn is_of_view(self) -> bool {
        matches!(self, Self::GraphMl)
    }
}

/// Writes the whole graph; `format` must be one of RDF.
pub fn write_store(store: &Store, format: Format, output: impl Write) -> Result<(), ExportError> {
    match format {
        Format::Turtle => rdf::turtle(store, output),
        Format::NQuads => rdf::nquads(store, output),
        Format::GraphMl => panic!("{} is written from a view", format.name()),
    }
}

/// Writes a view; `format` must be one of views, `title` says in the file what it holds.
pub fn write_view(view: &View, title: &str, format: Format, output: impl Write) -> Result<(), ExportError> {
    match format {
        Format::GraphMl => Ok(graphml::write(view, title, output)?),
        Format::Turtle | Format::NQuads => panic!("{} is written from the store", format.name()),
    }
}
