//! Answers → files of other tools: a format is an enum that knows its name, media type and extension.
//!
//! Formats of graphs are written from the typed tables of a view ([`Graph`]), CSV, Parquet and workbooks also from the
//! facts, and RDF from the whole store. Everything is streamed: memory holds the tables and not the file. The bytes
//! depend on the content only.

pub mod computed;
mod csv;
mod dot;
mod facts;
mod format;
mod gexf;
mod gml;
pub mod graph;
mod graphml;
mod json;
mod layout;
mod neo4j;
mod pajek;
mod palette;
mod parquet;
pub mod picture;
mod rdf;
mod sheet;
mod tables;
mod value;
mod xlsx;
mod xml;

use std::io::{self, BufWriter, Write};

use ::parquet::errors::ParquetError;
use oxigraph::model::NamedNode;
use zip::write::{SimpleFileOptions, ZipWriter};

pub use self::format::{Format, Kind};
pub use self::graph::{About, Graph};
use self::sheet::Sheet;
pub use self::tables::Part;
use crate::answer::network::community::CommunityError;
use crate::answer::network::rank::RankError;
use crate::answer::sparql::{CancellationToken, QueryError};
use crate::store::{Store, StoreError};

/// What is written as rows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Table {
    /// Nodes and edges of a view.
    #[default]
    Graph,
    /// The nodes alone.
    Nodes,
    /// The edges alone.
    Edges,
    /// A row a number.
    Observations,
    /// A row an award, a listing, a ranking.
    Recognitions,
    /// A row a thing that a text names.
    Entities,
    /// A row a case.
    Cases,
}

impl Table {
    /// All tables there are.
    pub const ALL: [Self; 7] =
        [Self::Graph, Self::Nodes, Self::Edges, Self::Observations, Self::Recognitions, Self::Entities, Self::Cases];

    /// What it is called on the command line and over HTTP.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Graph => "graph",
            Self::Nodes => "nodes",
            Self::Edges => "edges",
            Self::Observations => "observations",
            Self::Recognitions => "recognitions",
            Self::Entities => "entities",
            Self::Cases => "cases",
        }
    }

    /// The table of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|table| table.name() == name)
    }

    /// Whether it is read from a view.
    pub const fn is_of_view(self) -> bool {
        matches!(self, Self::Graph | Self::Nodes | Self::Edges)
    }
}

/// Why there is no export; what was written of it is worth nothing.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// What was asked for does not go together, or is not there.
    #[error("{what}")]
    Asked {
        /// What is wrong.
        what: String,
        /// What there is.
        hint: String,
    },
    /// The format has no room for all rows.
    #[error("{format} holds at most {rows} rows")]
    TooLong {
        /// Its name.
        format: &'static str,
        /// How many it holds.
        rows: u32,
    },
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// What the tables are read with was stopped.
    #[error(transparent)]
    Query(#[from] QueryError),
    /// There are no communities to write.
    #[error(transparent)]
    Communities(#[from] CommunityError),
    /// There is no measure to write.
    #[error(transparent)]
    Rank(#[from] RankError),
    /// The target cannot be written.
    #[error("the export cannot be written: {0}")]
    Output(#[from] io::Error),
}

impl ExportError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::Asked { hint, .. } => Some(hint.clone()),
            Self::TooLong { .. } => Some("csv and parquet hold any number".to_owned()),
            Self::Communities(error) => error.hint(),
            Self::Rank(error) => error.hint(),
            _ => None,
        }
    }
}

impl From<ParquetError> for ExportError {
    fn from(error: ParquetError) -> Self {
        Self::Output(io::Error::other(error))
    }
}

impl From<zip::result::ZipError> for ExportError {
    fn from(error: zip::result::ZipError) -> Self {
        Self::Output(io::Error::other(error))
    }
}

/// What is to be exported: a format and a table that go together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Export {
    format: Format,
    table: Table,
}

impl Export {
    /// Checks the names of a format and of a table, and that the one holds the other. `is_chosen` says that a view or a
    /// query was named, which only some exports are made from.
    pub fn new(format: &str, table: Option<&str>, is_chosen: bool) -> Result<Self, ExportError> {
        let asked = |what: String, hint: String| Err(ExportError::Asked { what, hint });
        let known = Format::named(format)?;
        let table_name = table.unwrap_or("graph");
        let Some(table) = Table::from_name(table_name) else {
            let names = Table::ALL.map(Table::name).join(", ");
            return asked(format!("there is no table {table_name}"), format!("there are {names}"));
        };
        if !known.holds(table) {
            let fitting: Vec<_> = Format::all().filter(|format| format.holds(table)).map(Format::name).collect();
            let what = format!("{} does not hold the table {}", known.name(), table.name());
            return asked(what, format!("{} do", fitting.join(", ")));
        }
        if is_chosen && known.kind() == Kind::Rdf {
            let what = format!("{} writes the whole graph, and a view or query chooses nodes and edges", known.name());
            return asked(what, "leave it out, or ask for triples with CONSTRUCT".to_owned());
        }
        if is_chosen && !table.is_of_view() {
            let what = format!("the table {} holds all facts, and a view or query nodes and edges", table.name());
            return asked(what, "leave it out".to_owned());
        }
        Ok(Self { format: known, table })
    }

    /// The format.
    pub const fn format(self) -> Format {
        self.format
    }

    /// Whether it is made from a view.
    pub fn needs_view(self) -> bool {
        self.format.kind() != Kind::Rdf && self.table.is_of_view()
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        self.format.media_type(self.table)
    }

    /// Whether it is an archive of several files.
    pub fn is_archive(self) -> bool {
        self.format.is_archive(self.table)
    }

    /// A name for the file: `casegraph-agencies.gexf`.
    pub fn file_name(self, view: &str) -> String {
        let what = match self.table {
            _ if self.format.kind() == Kind::Rdf => "all".to_owned(),
            Table::Graph => view.to_owned(),
            Table::Nodes | Table::Edges => format!("{view}-{}", self.table.name()),
            facts => facts.name().to_owned(),
        };
        format!("casegraph-{what}.{}", self.format.extension(self.table))
    }

    /// Writes the tables of a graph.
    pub fn write_graph(self, graph: &Graph, output: &mut (dyn Write + Send)) -> Result<(), ExportError> {
        let mut output = BufWriter::new(output);
        match self.format {
            Format::GraphMl => graphml::write(graph, &mut output)?,
            Format::Gexf => gexf::write(graph, &mut output)?,
            Format::Gml => gml::write(graph, gml::Writing::Utf8, &mut output)?,
            Format::GmlAscii => gml::write(graph, gml::Writing::Ascii, &mut output)?,
            Format::Pajek => pajek::write(graph, &mut output)?,
            Format::Dot => dot::write(graph, &mut output)?,
            Format::Cyjs => json::write(graph, json::Shape::Cyjs, &mut output)?,
            Format::Graphology => json::write(graph, json::Shape::Graphology, &mut output)?,
            Format::D3 => json::write(graph, json::Shape::D3, &mut output)?,
            Format::Jgf => json::write(graph, json::Shape::Jgf, &mut output)?,
            Format::Svg => picture::Picture::of(graph).write(&mut output)?,
            Format::Neo4j => self.write_archive(graph, &mut output)?,
            Format::Csv | Format::CsvExcel | Format::Parquet if self.is_archive() => {
                self.write_archive(graph, &mut output)?;
            }
            _ => {
                let sheets = match self.table {
                    Table::Nodes => vec![sheet::nodes(graph)],
                    Table::Edges => vec![sheet::edges(graph)],
                    _ => vec![sheet::nodes(graph), sheet::edges(graph)],
                };
                self.write_sheets(sheets, &graph.about, &mut output)?;
            }
        }
        Ok(output.flush()?)
    }

    /// Writes what is made from the store: RDF, or a table of facts.
    pub fn write_store(
        self,
        store: &Store,
        cancel: &CancellationToken,
        output: &mut (dyn Write + Send),
    ) -> Result<(), ExportError> {
        if self.format.kind() == Kind::Rdf {
            return rdf::write(store, self.format, cancel, output);
        }
        self.write_rows(store, facts::things(store, self.table)?, String::new(), cancel, output)
    }

    /// Writes a table of facts with these rows, in their order; `choice` says how they were chosen.
    pub fn write_rows(
        self,
        store: &Store,
        rows: Vec<NamedNode>,
        choice: String,
        cancel: &CancellationToken,
        output: &mut (dyn Write + Send),
    ) -> Result<(), ExportError> {
        let about = About { title: format!("{} 表", self.table.name()), query: choice, ..About::default() };
        let mut output = BufWriter::new(output);
        self.write_sheets(vec![facts::sheet(store, self.table, rows, cancel)], &about, &mut output)?;
        Ok(output.flush()?)
    }

    fn write_sheets(
        self,
        sheets: Vec<Sheet<'_>>,
        about: &About,
        output: &mut (dyn Write + Send),
    ) -> Result<(), ExportError> {
        if self.format == Format::Xlsx {
            return xlsx::write(sheets, &about.title, &about.describe(), output);
        }
        for sheet in sheets {
            match self.format {
                Format::Parquet => parquet::write(sheet, &about.describe(), output)?,
                Format::CsvExcel => csv::write(sheet, csv::Reader::Spreadsheet, &mut *output)?,
                _ => csv::write(sheet, csv::Reader::Program, &mut *output)?,
            }
        }
        Ok(())
    }

    /// The files of an archive, or of a folder.
    pub fn files(self) -> &'static [&'static str] {
        match self.format {
            Format::Neo4j => &["nodes.csv", "relationships.csv", "import.txt"],
            Format::Parquet => &["nodes.parquet", "edges.parquet"],
            _ => &["nodes.csv", "edges.csv"],
        }
    }

    /// Writes one of [`Export::files`].
    pub fn write_file(self, graph: &Graph, file: &str, output: &mut (dyn Write + Send)) -> Result<(), ExportError> {
        match (self.format, file) {
            (Format::Neo4j, "nodes.csv") => neo4j::nodes(graph, output),
            (Format::Neo4j, "relationships.csv") => neo4j::relationships(graph, output),
            (Format::Neo4j, _) => Ok(output.write_all(neo4j::README.as_bytes())?),
            (_, file) if file.starts_with("nodes") => {
                self.write_sheets(vec![sheet::nodes(graph)], &graph.about, output)
            }
            _ => self.write_sheets(vec![sheet::edges(graph)], &graph.about, output),
        }
    }

    fn write_archive(self, graph: &Graph, output: &mut (dyn Write + Send)) -> Result<(), ExportError> {
        let mut archive = ZipWriter::new_stream(output);
        let options = SimpleFileOptions::default().last_modified_time(zip::DateTime::default());
        for file in self.files() {
            archive.start_file(*file, options)?;
            self.write_file(graph, file, &mut archive)?;
        }
        archive.finish()?;
        Ok(())
    }
}
