//! What can be typed: the types clap reads the command line into, and nothing else.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::config::parse_duration;

/// Reads Chinese government case documents (典型案例) into a graph and answers questions about it.
#[derive(Debug, Parser)]
#[command(
    name = "casegraph",
    version,
    max_term_width = 110,
    after_help = "Exit codes: 0 done, 1 found fault, 2 could not."
)]
pub struct Cli {
    /// Folder that holds the graph [default: ./casegraph-data]
    #[arg(long, global = true, value_name = "DIR", env = "CASEGRAPH_DATA")]
    pub data: Option<PathBuf>,
    /// File of settings [default: ./casegraph.toml where there is one]
    #[arg(long, global = true, value_name = "FILE", env = "CASEGRAPH_CONFIG")]
    pub config: Option<PathBuf>,
    #[expect(missing_docs, reason = "a doc comment here would head the list of commands")]
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents into the graph; what has not changed is not read again
    Build(BuildArgs),
    /// Answer over HTTP; reads seeds/ first when there is no graph yet
    Serve(ServeArgs),
    /// Ask the graph in SPARQL
    Query(QueryArgs),
    /// Find names and sentences by their words; exit code 1 when there are none
    Search(SearchArgs),
    /// Follow the relations: neighbours, paths
    #[command(subcommand)]
    Graph(GraphCommand),
    /// Write the graph in the format of another tool
    Export(ExportArgs),
    /// Show the facts of one document, without a graph
    Extract(ExtractArgs),
    /// Check the graph against its shapes; exit code 1 when it violates one
    Check(CheckArgs),
    /// Score what is read against what people read
    Eval(EvalArgs),
    /// Print the normalised text in which offsets count
    Text(TextArgs),
    /// Copy the data folder, also while it is in use
    Backup(BackupArgs),
    /// Bring a copy back
    Restore(RestoreArgs),
    /// Print completions for a shell
    Completions(CompletionsArgs),
}

#[expect(missing_docs, reason = "the doc comments of these fields are the help texts")]
mod arguments {
    use super::{Args, Deserialize, Duration, PathBuf, SocketAddr, Subcommand, ValueEnum, parse_duration};

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

    #[derive(Clone, Debug, Args)]
    pub struct ServeArgs {
        /// Address and port [default: 127.0.0.1:7878]
        #[arg(long, value_name = "ADDRESS", env = "CASEGRAPH_BIND")]
        pub bind: Option<SocketAddr>,
        /// Start with an empty graph when there is none, without reading seeds/
        #[arg(long)]
        pub empty: bool,
        /// Accept writes that carry this token
        #[arg(long, value_name = "TOKEN", env = "CASEGRAPH_WRITE_TOKEN", hide_env_values = true)]
        pub write_token: Option<String>,
        /// Stop a query that takes longer [default: 30s]
        #[arg(long, value_name = "TIME", value_parser = parse_duration, env = "CASEGRAPH_QUERY_TIMEOUT")]
        pub query_timeout: Option<Duration>,
        /// Write the log as text or as JSON, a line an event [default: text]
        #[arg(long, value_name = "FORMAT", env = "CASEGRAPH_LOG_FORMAT")]
        pub log_format: Option<LogFormat>,
        /// Log so much: error, warn, info or debug, also by part (`warn,casegraph::request=debug`) [default: warn,casegraph=info]
        #[arg(long, value_name = "LEVEL", env = "CASEGRAPH_LOG")]
        pub log_level: Option<String>,
        /// Log the text of queries too, which may say more of their authors than a log should
        #[arg(long)]
        pub log_queries: bool,
        /// Log what takes longer as slow [default: 5s]
        #[arg(long, value_name = "TIME", value_parser = parse_duration, env = "CASEGRAPH_SLOW_QUERY")]
        pub slow_query: Option<Duration>,
    }

    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum, Deserialize)]
    #[serde(rename_all = "kebab-case")]
    pub enum LogFormat {
        /// For people
        #[default]
        Text,
        /// One object a line
        Json,
    }

    #[derive(Debug, Args)]
    pub struct QueryArgs {
        /// File with the query (`-` for standard input); with --name, parameters as key=value
        #[arg(value_name = "FILE | KEY=VALUE")]
        pub inputs: Vec<String>,
        /// The query itself
        #[arg(short = 'e', long = "expression", value_name = "TEXT", conflicts_with_all = ["inputs", "name"])]
        pub expression: Option<String>,
        /// A saved query
        #[arg(long, value_name = "SAVED")]
        pub name: Option<String>,
        /// table, csv, tsv, json, xml; turtle and its kin for CONSTRUCT and DESCRIBE [default: table on a terminal]
        #[arg(long, value_name = "FORMAT")]
        pub format: Option<String>,
    }

    #[derive(Debug, Args)]
    pub struct SearchArgs {
        /// What to find: words, "phrases", AND, OR, NOT, (…), name:… text:… kind:…, beginnings*
        #[arg(required = true, value_name = "WORDS")]
        pub words: Vec<String>,
        /// Find things of these types only (Programme,Agency)
        #[arg(long = "type", value_name = "TYPE", value_delimiter = ',')]
        pub types: Vec<String>,
        /// Find what belongs to this case only
        #[arg(long, value_name = "IRI")]
        pub case: Option<String>,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        pub limit: usize,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Subcommand)]
    pub enum GraphCommand {
        /// The shortest path between two things, with the words behind each step
        Path(PathArgs),
        /// All shortest paths between two things
        Paths(PathsArgs),
        /// What a thing is related to
        Neighbors(NeighborsArgs),
    }

    #[derive(Debug, Args)]
    pub struct PathArgs {
        /// Name, code or IRI
        pub from: String,
        /// Name, code or IRI
        pub to: String,
        #[command(flatten)]
        pub bounds: BoundsArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct PathsArgs {
        #[command(flatten)]
        pub path: PathArgs,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 10)]
        pub limit: usize,
    }

    #[derive(Debug, Args)]
    pub struct NeighborsArgs {
        /// Name, code or IRI
        pub node: String,
        /// Steps to go
        #[arg(long, value_name = "N", default_value_t = 1)]
        pub depth: usize,
        /// Show so many things at most
        #[arg(long, value_name = "N", default_value_t = 200)]
        pub limit: usize,
        #[command(flatten)]
        pub bounds: BoundsArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct BoundsArgs {
        /// Saved view to look in
        #[arg(long, value_name = "NAME", default_value = "all")]
        pub view: String,
        /// Way to follow relations: out, in or both
        #[arg(long, value_name = "WAY", default_value = "both", value_parser = ["out", "in", "both"])]
        pub direction: String,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        /// Do not pass through things of these kinds (Place,Indicator)
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        pub without: Vec<String>,
    }

    #[derive(Debug, Args)]
    pub struct ExportArgs {
        /// graphml, turtle, nquads
        #[arg(long, value_name = "FORMAT")]
        pub format: String,
        /// Saved view that chooses nodes and edges [default: all]
        #[arg(long, value_name = "NAME")]
        pub view: Option<String>,
        /// Query of ?source ?target ?relation that chooses nodes and edges
        #[arg(long, value_name = "FILE", conflicts_with = "view")]
        pub query: Option<PathBuf>,
        /// File to write [default: standard output]
        #[arg(short = 'o', long, value_name = "FILE")]
        pub output: Option<PathBuf>,
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

    #[derive(Debug, Args)]
    pub struct BackupArgs {
        /// Folder to make
        #[arg(value_name = "DIR")]
        pub target: PathBuf,
    }

    #[derive(Debug, Args)]
    pub struct RestoreArgs {
        /// Folder that `casegraph backup` made
        #[arg(value_name = "DIR")]
        pub source: PathBuf,
    }

    #[derive(Debug, Args)]
    pub struct CompletionsArgs {
        /// bash, zsh, fish, elvish or powershell
        pub shell: clap_complete::Shell,
    }
}

pub use arguments::*;

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_coherent() {
        Cli::command().debug_assert();
    }
}
