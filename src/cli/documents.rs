//! Commands about documents and what is read from them: `build`, `extract`, `check`, `eval`, `text`.

use std::path::PathBuf;

use clap::{Args, ValueEnum};

#[derive(Debug, Args)]
pub struct BuildArgs {
    /// Documents, and folders of documents [default: seeds/]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Let the graph hold these documents and no others
    #[arg(long)]
    pub replace: bool,
    /// Encoding of the files, where it is told wrongly: utf-8, gb18030, big5, utf-16le …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
    /// Report as JSON on standard output
    #[arg(long)]
    pub json: bool,
}

#[derive(Debug, Args)]
pub struct ExtractArgs {
    /// The document
    pub file: PathBuf,
    /// Table for people, JSON for programs, or RDF
    #[arg(long, value_enum, default_value_t = ExtractFormat::Table)]
    pub format: ExtractFormat,
    /// Encoding of the file, where it is told wrongly: utf-8, gb18030, big5, utf-16le …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ExtractFormat {
    /// Facts with their quotations, for people
    Table,
    /// Facts with their quotations and offsets in code points
    Json,
    /// Every numeral and what became of it, for people
    Numerals,
    /// RDF
    Turtle,
    /// RDF, a line a quad, sorted
    Nquads,
}

#[derive(Debug, Args)]
pub struct CheckArgs {
    /// RDF files to check together, as they are, instead of the graph of the data folder
    #[arg(value_name = "FILE")]
    pub files: Vec<PathBuf>,
    /// Table for people, JSON for programs, Turtle for a report in SHACL's own terms
    #[arg(long, value_enum, default_value_t = CheckFormat::Table)]
    pub format: CheckFormat,
    /// Report as JSON: the same as --format json
    #[arg(long, conflicts_with = "format")]
    pub json: bool,
    /// List every node, however many fall short of one shape
    #[arg(long)]
    pub all: bool,
}

impl CheckArgs {
    /// The format asked for.
    pub fn format(&self) -> CheckFormat {
        if self.json { CheckFormat::Json } else { self.format }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// Results by shape, for people
    Table,
    /// One object a result
    Json,
    /// A sh:ValidationReport
    Turtle,
}

#[derive(Debug, Args)]
pub struct EvalArgs {
    /// Folder of gold files
    #[arg(long, value_name = "DIR")]
    pub gold: PathBuf,
    /// Documents, and folders of documents [default: seeds/]
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,
    /// Report as JSON
    #[arg(long)]
    pub json: bool,
    /// Show so many of the differences
    #[arg(long, value_name = "N", default_value_t = 0)]
    pub errors: usize,
}

#[derive(Debug, Args)]
pub struct TextArgs {
    /// A file, or the name of a document in the graph (doc-…)
    pub document: String,
    /// Encoding of the file, where it is told wrongly: utf-8, gb18030, big5, utf-16le …
    #[arg(long, value_name = "NAME")]
    pub encoding: Option<String>,
}
