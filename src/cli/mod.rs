//! What can be typed: the types clap reads the command line into, and nothing else.

#![expect(missing_docs, reason = "the doc comments of fields and variants are the help texts")]

mod ask;
mod documents;
mod folder;
mod graph;
mod limits;
mod outward;
mod serve;
mod view;

use std::path::PathBuf;

use clap::{Parser, Subcommand};

pub use self::ask::*;
pub use self::documents::*;
pub use self::folder::*;
pub use self::graph::*;
pub use self::limits::*;
pub use self::outward::*;
pub use self::serve::*;
pub use self::view::*;

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
    // A doc comment here would head the list of commands.
    #[command(subcommand)]
    pub command: Command,
}

/// What to do.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Read documents into the graph; what has not changed is not read again
    Build(BuildArgs),
    /// Answer over HTTP; reads seeds/ first when there is no graph yet
    Serve(Box<ServeArgs>),
    /// Answer a language-model client (Model Context Protocol) on standard input and output
    Mcp,
    /// Ask the graph in SPARQL
    Query(QueryArgs),
    /// Find names and sentences by their words; exit code 1 when there are none
    Search(SearchArgs),
    /// Follow the relations: neighbours, paths, ranks, communities
    Graph(Box<GraphArgs>),
    /// Write the graph in the format of another tool
    Export(Box<ExportArgs>),
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

#[cfg(test)]
mod tests {
    use clap::CommandFactory;

    use super::*;

    #[test]
    fn the_command_line_is_coherent() {
        Cli::command().debug_assert();
    }
}
