//! `casegraph graph`: the questions to the relations.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::limits::AskLimitArgs;
use super::view::{BoundsArgs, LookArgs, ViewArgs};

#[derive(Debug, Args)]
pub struct GraphArgs {
    #[command(flatten)]
    pub limits: AskLimitArgs,
    // A doc comment here would head the list of questions.
    #[command(subcommand)]
    pub command: GraphCommand,
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

/// How one walks from things along relations, and how the answer is written.
#[derive(Debug, Args)]
pub struct WalkArgs {
    #[command(flatten)]
    pub bounds: BoundsArgs,
    #[command(flatten)]
    pub drawing: DrawingArgs,
    /// Report as JSON
    #[arg(long)]
    pub json: bool,
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
    pub walk: WalkArgs,
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
    pub walk: WalkArgs,
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
    #[command(flatten)]
    pub look: LookArgs,
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
    #[command(flatten)]
    pub look: LookArgs,
    #[command(flatten)]
    pub drawing: DrawingArgs,
}

/// What is asked of a thing and of others of some kinds.
#[derive(Debug, Args)]
pub struct AlikeArgs {
    /// Name, code or IRI
    pub node: String,
    /// Show things of these kinds only [default: of its own kind for similar, of all for suggest]
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    pub of: Vec<String>,
    /// Show so many
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub limit: usize,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub struct SimilarArgs {
    #[command(flatten)]
    pub alike: AlikeArgs,
    /// jaccard, adamic-adar or cosine
    #[arg(long, value_name = "MEASURE", default_value = "jaccard")]
    pub by: String,
}

#[derive(Debug, Args)]
pub struct ComponentsArgs {
    /// Only what can be reached from each other along the direction
    #[arg(long)]
    pub strong: bool,
    /// Show so many
    #[arg(long, value_name = "N", default_value_t = 50)]
    pub limit: usize,
    #[command(flatten)]
    pub look: LookArgs,
}

#[derive(Debug, Args)]
pub struct BridgesArgs {
    /// Leave out what cuts off fewer things
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub least: usize,
    /// Show so many of each
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub limit: usize,
    #[command(flatten)]
    pub look: LookArgs,
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
    pub walk: WalkArgs,
}

#[derive(Debug, Args)]
pub struct SuggestArgs {
    #[command(flatten)]
    pub alike: AlikeArgs,
    /// Suggest only what so many things alike have
    #[arg(long, value_name = "N", default_value_t = 2)]
    pub least: usize,
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
