//! Commands that ask the graph: `query`, `search`, `export`.

use std::path::PathBuf;

use clap::Args;

use super::limits::AskLimitArgs;
use super::view::ViewArgs;
use crate::outward::Allowed;

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
    /// Let SERVICE ask these hosts: example.org, example.org:8080, 127.0.0.1:*, 10.0.0.0/8 [default: none]
    #[arg(long, value_name = "HOST", value_delimiter = ',', env = "CASEGRAPH_ALLOW_SERVICE")]
    pub allow_service: Vec<Allowed>,
    #[command(flatten)]
    pub limits: AskLimitArgs,
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

#[derive(Debug, Args)]
pub struct ExportArgs {
    /// graphml, gexf, gml, gml-ascii, pajek, dot, cyjs, graphology, d3, jgf, csv, csv-excel, neo4j, parquet, xlsx, svg;
    /// turtle, ntriples, nquads, trig, rdfxml, jsonld
    #[arg(long, value_name = "FORMAT")]
    pub format: String,
    /// Rows to write: graph, nodes, edges; observations, recognitions, entities, cases [default: graph]
    #[arg(long, value_name = "TABLE")]
    pub table: Option<String>,
    #[command(flatten)]
    pub view: ViewArgs,
    /// Only edges of these relations (reportedBy,cites)
    #[arg(long = "relation", value_name = "NAME", value_delimiter = ',')]
    pub relations: Vec<String>,
    /// With the community of each node
    #[arg(long)]
    pub communities: bool,
    /// With this measure of each node: pagerank, betweenness … as `casegraph graph rank --by` has them
    #[arg(long, value_name = "MEASURE")]
    pub rank: Option<String>,
    /// Measure from so many nodes, for large views
    #[arg(long, value_name = "N")]
    pub samples: Option<usize>,
    /// File to write, or a folder for formats of several files [default: standard output]
    #[arg(short = 'o', long, value_name = "FILE")]
    pub output: Option<PathBuf>,
}
