//! `casegraph graph`: neighbours and paths, with the words behind them.

use std::fmt::Write as _;
use std::io::{self, Write};
use std::process::ExitCode;

use oxigraph::sparql::CancellationToken;

use super::{Fault, counted, open};
use crate::answer::catalog::Catalog;
use crate::answer::network::report::{self, EdgeReport, NeighboursReport, NetworkError, NodeReport, PathReport};
use crate::answer::network::{Bounds, Direction, Views};
use crate::answer::prefix;
use crate::cli::{BoundsArgs, GraphCommand, NeighborsArgs, PathArgs};
use crate::config::Config;

/// Runs the command.
pub fn run(command: &GraphCommand, config: &Config) -> anyhow::Result<ExitCode> {
    let text = match command {
        GraphCommand::Path(args) => paths(args, 1, config)?,
        GraphCommand::Paths(args) => paths(&args.path, args.limit, config)?,
        GraphCommand::Neighbors(args) => neighbours(args, config)?,
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn paths(args: &PathArgs, limit: usize, config: &Config) -> anyhow::Result<String> {
    let (store, cancel) = (open(config)?, CancellationToken::new());
    let view = report::view(&store, &Catalog::builtin(), &Views::default(), &args.bounds.view, &cancel);
    let view = view.map_err(fault)?;
    let ends = (args.from.as_str(), args.to.as_str());
    let paths = report::paths(&store, &view, ends, &bounds(&args.bounds), limit, &cancel).map_err(fault)?;
    if args.json {
        return Ok(serde_json::to_string_pretty(&paths)? + "\n");
    }
    Ok(paths.iter().map(path_text).collect::<Vec<_>>().join("\n"))
}

fn neighbours(args: &NeighborsArgs, config: &Config) -> anyhow::Result<String> {
    let (store, cancel) = (open(config)?, CancellationToken::new());
    let view = report::view(&store, &Catalog::builtin(), &Views::default(), &args.bounds.view, &cancel);
    let view = view.map_err(fault)?;
    let (node, bounds) = ((args.node.as_str(), args.depth), bounds(&args.bounds));
    let found = report::neighbours(&store, &view, node, &bounds, args.limit, &cancel).map_err(fault)?;
    if args.json { Ok(serde_json::to_string_pretty(&found)? + "\n") } else { Ok(neighbours_text(&found)) }
}

fn bounds(args: &BoundsArgs) -> Bounds {
    Bounds {
        direction: Direction::from_name(&args.direction).unwrap_or_default(),
        relations: args.relations.iter().map(|name| prefix::expand(name).unwrap_or_else(|| name.clone())).collect(),
        without: args.without.iter().cloned().collect(),
        ..Bounds::default()
    }
}

fn fault(error: NetworkError) -> anyhow::Error {
    match error.hint() {
        Some(hint) => Fault::new(error.to_string(), hint).into(),
        None => error.into(),
    }
}

/// A line a thing, below it the relation that leads on and the words that state it.
fn path_text(path: &PathReport) -> String {
    let mut text = format!("{}\n{}\n", counted(path.length, "step"), node_text(&path.nodes[0]));
    for (step, (from, to)) in path.steps.iter().zip(path.nodes.iter().zip(&path.nodes[1..])) {
        for edge in step {
            let arrow = if edge.source == from.iri { "─→" } else { "←─" };
            let _ = writeln!(text, "  {arrow} {}", edge.relation);
            text.push_str(&quotations(edge, "     "));
        }
        text.push_str(&node_text(to));
        text.push('\n');
    }
    text
}

/// A line an edge, in the order of the things reached.
fn neighbours_text(found: &NeighboursReport) -> String {
    let mut text = format!("{}\n", node_text(&found.node));
    for near in &found.neighbours {
        let _ = writeln!(text, "{}{}", "  ".repeat(near.steps), node_text(&near.node));
        let at_it = |edge: &&EdgeReport| edge.source == near.node.iri || edge.target == near.node.iri;
        let mut relations: Vec<_> = found.edges.iter().filter(at_it).map(|edge| edge.relation.as_str()).collect();
        relations.sort_unstable();
        relations.dedup();
        let _ = writeln!(text, "{}  {}", "  ".repeat(near.steps), relations.join(", "));
    }
    let more = if found.is_cut { ", and more (--limit)" } else { "" };
    let _ = writeln!(text, "{}{more}", counted(found.neighbours.len(), "neighbour"));
    text
}

fn node_text(node: &NodeReport) -> String {
    let short = prefix::shorten(&node.iri).unwrap_or_else(|| node.iri.clone());
    format!("{} ({}, {short})", node.name, node.kind)
}

fn quotations(edge: &EdgeReport, indent: &str) -> String {
    let mut text = String::new();
    for quotation in &edge.evidence {
        let document = prefix::shorten(&quotation.document).unwrap_or_else(|| quotation.document.clone());
        let exact = quotation.exact.split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(text, "{indent}“{exact}” {document} [{}, {})", quotation.start, quotation.end);
    }
    text
}
