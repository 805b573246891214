//! `casegraph graph`: the questions of `/api/graph`, asked from the command line.

use std::io::{self, Write};
use std::process::ExitCode;

use oxigraph::sparql::CancellationToken;

use super::asked::Parameters;
use super::bounded::bounded;
use super::{Fault, open};
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::cli::{GraphArgs, GraphCommand};
use crate::config::Config;
use crate::serve::graph::{Context, Form, ask, draw};
use crate::store::Store;

/// Runs the command.
pub fn run(args: &GraphArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let command = &args.command;
    let mut asked = Parameters::default();
    let name = fill(command, &mut asked)?;
    let store = open(config)?;
    bounded(&args.limits, config, |cancel| answer(command, name, &asked, &store, cancel))
}

fn answer(
    command: &GraphCommand,
    name: &str,
    asked: &Parameters,
    store: &Store,
    cancel: &CancellationToken,
) -> anyhow::Result<ExitCode> {
    let (catalog, views) = (Catalog::builtin(), Views::default());
    let context = Context { store, catalog: &catalog, views: &views, cancel };
    if let Some(file) = command.drawing().and_then(|drawing| drawing.svg.as_deref()) {
        let picture = draw(name, &asked.0, context, Form::Svg).map_err(Fault::from)?;
        super::export::write_file(file, |output| Ok(output.write_all(&picture)?))?;
    }
    if command.drawing().is_some_and(|drawing| drawing.format == "dot") {
        let picture = draw(name, &asked.0, context, Form::Dot).map_err(Fault::from)?;
        io::stdout().lock().write_all(&picture)?;
        return Ok(ExitCode::SUCCESS);
    }
    let answer = ask(name, &asked.0, context, command.as_json());
    let text = answer.map_err(Fault::from)?;
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

/// Puts the arguments into parameters; the name of the question.
fn fill(command: &GraphCommand, asked: &mut Parameters) -> anyhow::Result<&'static str> {
    Ok(match command {
        GraphCommand::Path(args) => {
            asked.put_path(args)?;
            "paths"
        }
        GraphCommand::Paths(args) => {
            asked.put("which", &args.which);
            asked.put("limit", &args.limit);
            asked.put("longest", &args.longest);
            asked.put_path(&args.path)?;
            "paths"
        }
        GraphCommand::Neighbors(args) => {
            asked.put("node", &args.node);
            asked.put("depth", &args.depth);
            asked.put("limit", &args.limit);
            asked.put_some("each", args.each);
            asked.put("offset", &args.offset);
            asked.put_bounds(&args.bounds)?;
            "neighbors"
        }
        GraphCommand::Rank(args) => {
            asked.put("by", &args.by);
            asked.put_all("seed", &args.seeds);
            asked.put("damping", &args.damping);
            asked.put_some("samples", args.samples);
            asked.put_list("of", &args.of);
            asked.put("limit", &args.limit);
            asked.put("direction", &args.direction);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "rank"
        }
        GraphCommand::Communities(args) => {
            asked.put("resolution", &args.resolution);
            asked.put("seed", &args.seed);
            asked.put("limit", &args.limit);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "communities"
        }
        GraphCommand::Similar(args) => {
            asked.put("node", &args.node);
            asked.put("by", &args.by);
            asked.put_list("of", &args.of);
            asked.put("limit", &args.limit);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "similar"
        }
        GraphCommand::Components(args) => {
            asked.put("kind", if args.strong { "strong" } else { "weak" });
            asked.put("limit", &args.limit);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "components"
        }
        GraphCommand::Bridges(args) => {
            asked.put("least", &args.least);
            asked.put("limit", &args.limit);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "bridges"
        }
        GraphCommand::Subgraph(args) => {
            asked.put_all("node", &args.nodes);
            asked.put_if("around", args.around);
            asked.put("limit", &args.limit);
            asked.put_bounds(&args.bounds)?;
            "subgraph"
        }
        GraphCommand::Suggest(args) => {
            asked.put("node", &args.node);
            asked.put_list("of", &args.of);
            asked.put("limit", &args.limit);
            asked.put_list("relation", &args.relations);
            asked.put_view(&args.view)?;
            "suggest"
        }
        GraphCommand::Compare(args) => {
            asked.put_view(&args.view)?;
            asked.put_some("to_view", args.to_view.as_ref());
            asked.put_query("to_query", args.to_query.as_deref())?;
            asked.put_all("to_place", &args.to_places);
            asked.put_all("to_year", &args.to_years);
            asked.put_all("to_case", &args.to_cases);
            asked.put("limit", &args.limit);
            "compare"
        }
        GraphCommand::Views(_) => "views",
    })
}
