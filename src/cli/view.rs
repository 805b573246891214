//! Which graph is looked at, and how it may be walked: what the questions of `graph` share.

use std::path::PathBuf;

use clap::Args;

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
    /// Things that both ends of a relation are among: IRIs or their last part (place-450300,agency-13b6c36e60)
    #[arg(long, value_name = "IRI", value_delimiter = ',')]
    pub things: Vec<String>,
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

/// Which relations of which view are looked at, and how the answer is written.
#[derive(Debug, Args)]
pub struct LookArgs {
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
