//! What can be typed: the types clap reads the command line into, and nothing else.

use std::net::SocketAddr;
use std::path::PathBuf;
use std::time::Duration;

use clap::{Args, Parser, Subcommand, ValueEnum};
use serde::Deserialize;

use crate::config::{Bytes, Time, parse_duration};

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
    Serve(Box<ServeArgs>),
    /// Answer a language-model client (Model Context Protocol) on standard input and output
    Mcp,
    /// Ask the graph in SPARQL
    Query(QueryArgs),
    /// Find names and sentences by their words; exit code 1 when there are none
    Search(SearchArgs),
    /// Follow the relations: neighbours, paths, ranks, communities
    #[command(subcommand)]
    Graph(Box<GraphCommand>),
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
    use super::{Args, Bytes, Deserialize, Duration, PathBuf, SocketAddr, Subcommand, Time, ValueEnum, parse_duration};

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
        /// Look so often whether a build has changed the graph [default: 2s]
        #[arg(long, value_name = "TIME", value_parser = parse_duration)]
        pub reload: Option<Duration>,
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
        #[command(flatten)]
        pub limits: LimitArgs,
    }

    /// The limits of the service, as flags and as the section `[limits]` of the settings.
    #[derive(Clone, Debug, Default, Args, Deserialize)]
    #[command(next_help_heading = "Limits")]
    #[serde(default, deny_unknown_fields, rename_all = "kebab-case")]
    pub struct LimitArgs {
        /// Stop a query that takes longer, sending included [default: 30s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_QUERY_TIMEOUT")]
        pub query_timeout: Option<Time>,
        /// Stop a query that keeps more in memory [default: 512MB]
        #[arg(long, value_name = "SIZE", env = "CASEGRAPH_QUERY_MEMORY")]
        pub query_memory: Option<Bytes>,
        /// Refuse a longer query [default: 1MB]
        #[arg(long, value_name = "SIZE", env = "CASEGRAPH_QUERY_LENGTH")]
        pub query_length: Option<Bytes>,
        /// Refuse a query with more brackets within brackets [default: 100]
        #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_NESTING")]
        pub query_nesting: Option<usize>,
        /// Refuse a query that joins more patterns in a group [default: 100]
        #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_PATTERNS")]
        pub query_patterns: Option<usize>,
        /// Refuse a query with more operators and functions [default: 20000]
        #[arg(long, value_name = "N", env = "CASEGRAPH_QUERY_TERMS")]
        pub query_terms: Option<usize>,
        /// Cut an answer that is longer [default: 1GB]
        #[arg(long, value_name = "SIZE", env = "CASEGRAPH_RESULT_BYTES")]
        pub result_bytes: Option<Bytes>,
        /// Run so many queries at the same time [default: one a core, at least 4]
        #[arg(long, value_name = "N", env = "CASEGRAPH_QUERIES")]
        pub queries: Option<usize>,
        /// Let so many queries wait for a place [default: 64]
        #[arg(long, value_name = "N", env = "CASEGRAPH_QUEUE")]
        pub queue: Option<usize>,
        /// Let a query wait so long [default: 10s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_QUEUE_TIMEOUT")]
        pub queue_timeout: Option<Time>,
        /// Refuse a larger upload or update [default: 256MB]
        #[arg(long, value_name = "SIZE", env = "CASEGRAPH_BODY_BYTES")]
        pub body_bytes: Option<Bytes>,
        /// Hold so many connections; the longest idle makes room [default: 512]
        #[arg(long, value_name = "N", env = "CASEGRAPH_CONNECTIONS")]
        pub connections: Option<usize>,
        /// Close a connection that brings no request in time [default: 10s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_HEADER_TIMEOUT")]
        pub header_timeout: Option<Time>,
        /// Refuse a body that takes longer [default: 60s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_BODY_TIMEOUT")]
        pub body_timeout: Option<Time>,
        /// Close a connection whose client does not read [default: 30s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_WRITE_TIMEOUT")]
        pub write_timeout: Option<Time>,
        /// When stopped, let requests under way finish for so long [default: 10s]
        #[arg(long, value_name = "TIME", env = "CASEGRAPH_DRAIN_TIMEOUT")]
        pub drain_timeout: Option<Time>,
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
        /// Show how it is answered: each step of the plan with the rows and the time it took
        #[arg(long)]
        pub explain: bool,
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
        /// Paths between two things: all shortest, the best, or every one up to a length
        Paths(PathsArgs),
        /// What a thing is related to
        Neighbors(NeighborsArgs),
        /// Who stands in the middle, and why
        Rank(RankArgs),
        /// What belongs together
        Communities(CommunitiesArgs),
        /// What resembles a thing, and why
        Similar(SimilarArgs),
        /// What hangs together at all
        Components(ComponentsArgs),
        /// By what the graph holds together: bridges and articulation points
        Bridges(BridgesArgs),
        /// A small graph that joins several things
        Subgraph(SubgraphArgs),
        /// Ties that may be missing at a thing, and what speaks for them
        Suggest(SuggestArgs),
        /// What is new, gone and changed from a view to another
        Compare(CompareArgs),
        /// The saved views
        Views(ViewsArgs),
    }

    impl GraphCommand {
        /// How it is drawn, where it can be.
        pub fn drawing(&self) -> Option<&DrawingArgs> {
            match self {
                Self::Path(args) => Some(&args.drawing),
                Self::Paths(args) => Some(&args.path.drawing),
                Self::Neighbors(args) => Some(&args.drawing),
                Self::Subgraph(args) => Some(&args.drawing),
                _ => None,
            }
        }

        /// Whether JSON is asked for.
        pub fn as_json(&self) -> bool {
            match self {
                Self::Path(args) => args.json,
                Self::Paths(args) => args.path.json,
                Self::Neighbors(args) => args.json,
                Self::Rank(args) => args.json,
                Self::Communities(args) => args.json,
                Self::Similar(args) => args.json,
                Self::Components(args) => args.json,
                Self::Bridges(args) => args.json,
                Self::Subgraph(args) => args.json,
                Self::Suggest(args) => args.json,
                Self::Compare(args) => args.json,
                Self::Views(args) => args.json,
            }
        }
    }

    /// How an answer is shown to people.
    #[derive(Debug, Args)]
    pub struct DrawingArgs {
        /// Draw the answer into this file
        #[arg(long, value_name = "FILE")]
        pub svg: Option<PathBuf>,
        /// Text for people, or DOT for Graphviz
        #[arg(long, value_name = "FORMAT", default_value = "text", value_parser = ["text", "dot"], conflicts_with = "json")]
        pub format: String,
    }

    #[derive(Debug, Args)]
    pub struct PathArgs {
        /// Name, code or IRI
        pub from: String,
        /// Name, code or IRI
        pub to: String,
        /// What a step costs: steps (one), weight (a length) or strength (one through its weight)
        #[arg(long, value_name = "COST", default_value = "steps", value_parser = ["steps", "weight", "strength"])]
        pub cost: String,
        /// Pass through this thing
        #[arg(long, value_name = "NAME")]
        pub through: Vec<String>,
        /// Pass through a thing of each of these kinds (Policy)
        #[arg(long = "through-type", value_name = "KIND", value_delimiter = ',')]
        pub through_kinds: Vec<String>,
        #[command(flatten)]
        pub bounds: BoundsArgs,
        #[command(flatten)]
        pub drawing: DrawingArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct PathsArgs {
        #[command(flatten)]
        pub path: PathArgs,
        /// All shortest, the best by cost, or every simple path
        #[arg(long, value_name = "WHICH", default_value = "shortest", value_parser = ["shortest", "best", "simple"])]
        pub which: String,
        /// Steps of a simple path at most
        #[arg(long, value_name = "N", default_value_t = 4)]
        pub longest: usize,
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
        /// Of each relation and direction at most so many, the heaviest first
        #[arg(long, value_name = "N")]
        pub each: Option<usize>,
        /// Of each relation pass over so many: what comes after
        #[arg(long, value_name = "N", default_value_t = 0)]
        pub offset: usize,
        #[command(flatten)]
        pub bounds: BoundsArgs,
        #[command(flatten)]
        pub drawing: DrawingArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct RankArgs {
        /// pagerank, degree, weighted-degree, betweenness, closeness, harmonic, eigenvector or core
        #[arg(long, value_name = "MEASURE", default_value = "pagerank")]
        pub by: String,
        /// PageRank from this thing: what is near it counts
        #[arg(long = "seed", value_name = "NAME")]
        pub seeds: Vec<String>,
        /// Chance that PageRank goes on
        #[arg(long, value_name = "SHARE", default_value_t = 0.85)]
        pub damping: f64,
        /// Estimate from so many things, for large views
        #[arg(long, value_name = "N")]
        pub samples: Option<usize>,
        /// Show things of these kinds only (Agency)
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        pub of: Vec<String>,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 20)]
        pub limit: usize,
        /// Way to follow relations: out, in or both
        #[arg(long, value_name = "WAY", default_value = "both", value_parser = ["out", "in", "both"])]
        pub direction: String,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct CommunitiesArgs {
        /// How finely to part: more gives smaller ones
        #[arg(long, value_name = "N", default_value_t = 1.0)]
        pub resolution: f64,
        /// What chance starts from
        #[arg(long, value_name = "N", default_value_t = 42)]
        pub seed: u64,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        pub limit: usize,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct SimilarArgs {
        /// Name, code or IRI
        pub node: String,
        /// jaccard, adamic-adar or cosine
        #[arg(long, value_name = "MEASURE", default_value = "jaccard")]
        pub by: String,
        /// Kinds to look among [default: its own]
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        pub of: Vec<String>,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 10)]
        pub limit: usize,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct ComponentsArgs {
        /// Only what can be reached from each other along the direction
        #[arg(long)]
        pub strong: bool,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 50)]
        pub limit: usize,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct BridgesArgs {
        /// Leave out what cuts off fewer things
        #[arg(long, value_name = "N", default_value_t = 2)]
        pub least: usize,
        /// Show so many of each
        #[arg(long, value_name = "N", default_value_t = 20)]
        pub limit: usize,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct SubgraphArgs {
        /// Things to hold: names, codes or IRIs
        #[arg(required = true, value_name = "NAME")]
        pub nodes: Vec<String>,
        /// With the neighbours of these things
        #[arg(long)]
        pub around: bool,
        /// Things at most, where neighbours are added
        #[arg(long, value_name = "N", default_value_t = 200)]
        pub limit: usize,
        #[command(flatten)]
        pub bounds: BoundsArgs,
        #[command(flatten)]
        pub drawing: DrawingArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct SuggestArgs {
        /// Name, code or IRI
        pub node: String,
        /// Suggest ties to things of these kinds only
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        pub of: Vec<String>,
        /// Show so many
        #[arg(long, value_name = "N", default_value_t = 10)]
        pub limit: usize,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        #[command(flatten)]
        pub view: ViewArgs,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct CompareArgs {
        #[command(flatten)]
        pub view: ViewArgs,
        /// Saved view to compare with
        #[arg(long, value_name = "NAME")]
        pub to_view: Option<String>,
        /// File with a view of your own to compare with
        #[arg(long, value_name = "FILE")]
        pub to_query: Option<PathBuf>,
        /// The second view only of cases in this place
        #[arg(long = "to-place", value_name = "PLACE")]
        pub to_places: Vec<String>,
        /// The second view only of cases of this year
        #[arg(long = "to-year", value_name = "YEAR")]
        pub to_years: Vec<u16>,
        /// The second view only of this case
        #[arg(long = "to-case", value_name = "CASE")]
        pub to_cases: Vec<String>,
        /// Show so many of each
        #[arg(long, value_name = "N", default_value_t = 50)]
        pub limit: usize,
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct ViewsArgs {
        /// Report as JSON
        #[arg(long)]
        pub json: bool,
    }

    #[derive(Debug, Args)]
    pub struct ViewArgs {
        /// Saved view to look in [default: all]
        #[arg(long, value_name = "NAME")]
        pub view: Option<String>,
        /// File with a view of your own: SELECT ?source ?target ?relation
        #[arg(long, value_name = "FILE", conflicts_with = "view")]
        pub query: Option<PathBuf>,
        /// Kinds of thing that both ends of a relation are of (Agency,Case)
        #[arg(long = "type", value_name = "KIND", value_delimiter = ',')]
        pub kinds: Vec<String>,
        /// Only cases in this place: name, code or IRI
        #[arg(long = "place", value_name = "PLACE")]
        pub places: Vec<String>,
        /// Only cases of this year
        #[arg(long = "year", value_name = "YEAR")]
        pub years: Vec<u16>,
        /// Only this case: number, title or IRI
        #[arg(long = "case", value_name = "CASE")]
        pub cases: Vec<String>,
        /// One kind of thing, joined by another (Agency:Case), perhaps through a third (Place:Indicator:Case)
        #[arg(long, value_name = "KIND:KIND")]
        pub project: Option<String>,
        /// One tie for all relations of a pair, as heavy as they are together
        #[arg(long)]
        pub merge: bool,
        /// Drop the direction of relations
        #[arg(long)]
        pub undirected: bool,
    }

    #[derive(Debug, Args)]
    pub struct BoundsArgs {
        /// Way to follow relations: out, in or both
        #[arg(long, value_name = "WAY", default_value = "both", value_parser = ["out", "in", "both"])]
        pub direction: String,
        /// Follow these relations only (reportedBy,cites)
        #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
        pub relations: Vec<String>,
        /// Do not pass through things of these kinds (Place,Indicator)
        #[arg(long, value_name = "KIND", value_delimiter = ',')]
        pub without: Vec<String>,
        /// Do not pass through this thing
        #[arg(long, value_name = "NAME")]
        pub avoid: Vec<String>,
        /// Do not pass through what has more relations than this
        #[arg(long, value_name = "N")]
        pub hubs: Option<usize>,
        #[command(flatten)]
        pub view: ViewArgs,
    }

    #[derive(Debug, Args)]
    pub struct ExportArgs {
        /// graphml, gexf, gml, gml-ascii, pajek, dot, cyjs, graphology, d3, jgf, csv, csv-excel, neo4j, parquet, xlsx, svg;
        /// turtle, ntriples, nquads, trig, rdfxml, jsonld
        #[arg(long, value_name = "FORMAT")]
        pub format: String,
        /// Saved view that chooses nodes and edges [default: all]
        #[arg(long, value_name = "NAME")]
        pub view: Option<String>,
        /// Query of ?source ?target ?relation that chooses nodes and edges
        #[arg(long, value_name = "FILE", conflicts_with = "view")]
        pub query: Option<PathBuf>,
        /// Rows to write: graph, nodes, edges; observations, recognitions, entities, cases [default: graph]
        #[arg(long, value_name = "TABLE")]
        pub table: Option<String>,
        /// File to write, or a folder for formats of several files [default: standard output]
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
