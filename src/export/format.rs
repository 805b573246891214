//! The formats there are, and what each can hold.

use super::{ExportError, Table};

/// A format of an export.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[expect(missing_docs, reason = "each is described where its row is")]
pub enum Format {
    GraphMl,
    Gexf,
    Gml,
    GmlAscii,
    Pajek,
    Dot,
    Cyjs,
    Graphology,
    D3,
    Jgf,
    Csv,
    CsvExcel,
    Neo4j,
    Parquet,
    Xlsx,
    Svg,
    Turtle,
    NTriples,
    NQuads,
    Trig,
    RdfXml,
    JsonLd,
}

/// What a format writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Nodes and edges of a view.
    Graph,
    /// Nodes and edges of a view, or rows of facts: a table each.
    Tables,
    /// All triples, or all quads.
    Rdf,
}

/// What is known of a format.
struct Row {
    format: Format,
    name: &'static str,
    extension: &'static str,
    media_type: &'static str,
    kind: Kind,
}

const fn row(format: Format, name: &'static str, extension: &'static str, media_type: &'static str, kind: Kind) -> Row {
    Row { format, name, extension, media_type, kind }
}

/// Every format, in the order of [`Format`].
const ROWS: [Row; 22] = [
    // Gephi, yEd, Cytoscape, networkx, igraph, graph-tool.
    row(Format::GraphMl, "graphml", "graphml", "application/graphml+xml", Kind::Graph),
    // GEXF 1.3: Gephi, with colours, positions and time spans.
    row(Format::Gexf, "gexf", "gexf", "application/gexf+xml", Kind::Graph),
    // In UTF-8: igraph, Gephi, graph-tool.
    row(Format::Gml, "gml", "gml", "text/x-gml; charset=utf-8", Kind::Graph),
    // In ASCII with character references, as the specification has it: networkx.
    row(Format::GmlAscii, "gml-ascii", "gml", "text/x-gml; charset=us-ascii", Kind::Graph),
    row(Format::Pajek, "pajek", "net", "text/x-pajek; charset=utf-8", Kind::Graph),
    // Graphviz.
    row(Format::Dot, "dot", "dot", "text/vnd.graphviz; charset=utf-8", Kind::Graph),
    // Cytoscape and Cytoscape.js.
    row(Format::Cyjs, "cyjs", "cyjs", "application/vnd.cytoscape.cyjs+json", Kind::Graph),
    // graphology and sigma.js.
    row(Format::Graphology, "graphology", "json", "application/vnd.graphology+json", Kind::Graph),
    // Node-link JSON: D3, and networkx with edges="links".
    row(Format::D3, "d3", "json", "application/json", Kind::Graph),
    // JSON Graph Format 2.1.
    row(Format::Jgf, "jgf", "json", "application/vnd.jgf+json", Kind::Graph),
    // As RFC 4180 has it, for programs.
    row(Format::Csv, "csv", "csv", "text/csv; charset=utf-8; header=present", Kind::Tables),
    // With a mark of its encoding, and no cell that a spreadsheet would take for a formula.
    row(Format::CsvExcel, "csv-excel", "csv", "text/csv; charset=utf-8; header=present", Kind::Tables),
    // For `neo4j-admin database import`.
    row(Format::Neo4j, "neo4j", "zip", ZIP, Kind::Graph),
    row(Format::Parquet, "parquet", "parquet", "application/vnd.apache.parquet", Kind::Tables),
    row(
        Format::Xlsx,
        "xlsx",
        "xlsx",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        Kind::Tables,
    ),
    // A drawing.
    row(Format::Svg, "svg", "svg", "image/svg+xml", Kind::Graph),
    // The default graph, with prefixes.
    row(Format::Turtle, "turtle", "ttl", "text/turtle; charset=utf-8", Kind::Rdf),
    row(Format::NTriples, "ntriples", "nt", "application/n-triples", Kind::Rdf),
    // Everything, named graphs too.
    row(Format::NQuads, "nquads", "nq", "application/n-quads", Kind::Rdf),
    row(Format::Trig, "trig", "trig", "application/trig; charset=utf-8", Kind::Rdf),
    row(Format::RdfXml, "rdfxml", "rdf", "application/rdf+xml", Kind::Rdf),
    row(Format::JsonLd, "jsonld", "jsonld", "application/ld+json", Kind::Rdf),
];

const ZIP: &str = "application/zip";

impl Format {
    /// All formats there are.
    pub fn all() -> impl Iterator<Item = Self> {
        ROWS.iter().map(|row| row.format)
    }

    fn row(self) -> &'static Row {
        &ROWS[self as usize]
    }

    /// What it is called on the command line and over HTTP.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// What it writes.
    pub fn kind(self) -> Kind {
        self.row().kind
    }

    /// The format of this name; of this extension, where no other has it.
    pub fn from_name(name: &str) -> Option<Self> {
        let name = name.trim().to_ascii_lowercase();
        let by_extension = || {
            let mut fitting = ROWS.iter().filter(|row| row.extension == name);
            fitting.next().filter(|_| fitting.next().is_none())
        };
        ROWS.iter().find(|row| row.name == name).or_else(by_extension).map(|row| row.format)
    }

    /// The format of this name or extension; an error that lists them where there is none.
    pub fn named(name: &str) -> Result<Self, ExportError> {
        Self::from_name(name).ok_or_else(|| ExportError::Asked {
            what: format!("there is no export format {name}"),
            hint: format!("there are {}", ROWS.map(|row| row.name).join(", ")),
        })
    }

    /// Whether it holds a table.
    pub fn holds(self, table: Table) -> bool {
        match self.kind() {
            Kind::Tables => true,
            Kind::Graph | Kind::Rdf => table == Table::Graph,
        }
    }

    /// Whether several files are written for a table, and so an archive of them.
    pub fn is_archive(self, table: Table) -> bool {
        match self {
            Self::Neo4j => true,
            Self::Csv | Self::CsvExcel | Self::Parquet => table == Table::Graph,
            _ => false,
        }
    }

    /// The media type of what is written for a table.
    pub fn media_type(self, table: Table) -> &'static str {
        if self.is_archive(table) { ZIP } else { self.row().media_type }
    }

    /// The ending of a file's name, without the dot.
    pub fn extension(self, table: Table) -> &'static str {
        if self.is_archive(table) { "zip" } else { self.row().extension }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_format_has_its_row_and_a_name_of_its_own() {
        assert!(ROWS.iter().enumerate().all(|(place, row)| row.format as usize == place));
        assert_eq!(Format::all().map(Format::name).collect::<BTreeSet<_>>().len(), ROWS.len());
        for format in Format::all() {
            assert_eq!(Format::from_name(format.name()), Some(format));
        }
        assert_eq!(Format::from_name("ttl"), Some(Format::Turtle));
        assert_eq!(Format::from_name("json"), None, "three formats end so");
        assert_eq!(Format::from_name("gml"), Some(Format::Gml));
    }
}
