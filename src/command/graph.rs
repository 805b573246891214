//! `casegraph graph`: the questions of `/api/graph`, asked from the command line.

use std::io::{self, Write};
use std::process::ExitCode;

use super::asked::Parameters;
use super::bounded::bounded;
use super::{Fault, open};
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::answer::sparql::CancellationToken;
use crate::cli::{AlikeArgs, DrawingArgs, GraphArgs, GraphCommand, LookArgs, WalkArgs};
use crate::config::Config;
use crate::serve::graph::{Context, Form, ask, draw};
use crate::store::Store;

/// A question, its parameters, and how the answer is shown.
struct Question<'a> {
    name: &'static str,
    asked: Parameters,
    drawing: Option<&'a DrawingArgs>,
    as_json: bool,
}

impl<'a> Question<'a> {
    fn new(name: &'static str, as_json: bool) -> Self {
        Self { name, asked: Parameters::default(), drawing: None, as_json }
    }

    /// A question that goes by relations of a view.
    fn looking(name: &'static str, look: &'a LookArgs) -> anyhow::Result<Self> {
        let mut question = Self::new(name, look.json);
        question.asked.put_list("relation", &look.relations);
        question.asked.put_view(&look.view)?;
        Ok(question)
    }

    /// A question that walks along relations of a view, and can be drawn.
    fn walking(name: &'static str, walk: &'a WalkArgs) -> anyhow::Result<Self> {
        let mut question = Self::new(name, walk.json);
        question.asked.put_bounds(&walk.bounds);
        question.asked.put_view(&walk.bounds.view)?;
        question.drawing = Some(&walk.drawing);
        Ok(question)
    }

    /// A question of a thing and others.
    fn alike(name: &'static str, args: &'a AlikeArgs) -> anyhow::Result<Self> {
        let mut question = Self::looking(name, &args.look)?;
        question.asked.put("node", &args.node);
        question.asked.put_list("of", &args.of);
        question.asked.put("limit", &args.limit);
        Ok(question)
    }
}

/// Runs the command.
pub fn run(args: &GraphArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let question = question(&args.command)?;
    let store = open(config)?;
    bounded(&args.limits, config, |cancel| answer(&question, &store, cancel))
}

fn answer(question: &Question<'_>, store: &Store, cancel: &CancellationToken) -> anyhow::Result<ExitCode> {
    let (catalog, views) = (Catalog::builtin(), Views::default());
    let context = Context { store, catalog: &catalog, views: &views, cancel };
    let (name, asked) = (question.name, &question.asked.0);
    if let Some(file) = question.drawing.and_then(|drawing| drawing.svg.as_deref()) {
        let picture = draw(name, asked, context, Form::Svg).map_err(Fault::from)?;
        super::export::write_file(file, |output| Ok(output.write_all(&picture)?))?;
    }
    let answer = if question.drawing.is_some_and(|drawing| drawing.format == "dot") {
        draw(name, asked, context, Form::Dot)
    } else {
        ask(name, asked, context, question.as_json).map(String::into_bytes)
    };
    io::stdout().lock().write_all(&answer.map_err(Fault::from)?)?;
    Ok(ExitCode::SUCCESS)
}

/// The question that a command asks.
fn question(command: &GraphCommand) -> anyhow::Result<Question<'_>> {
    match command {
        GraphCommand::Path(_) | GraphCommand::Paths(_) | GraphCommand::Neighbors(_) | GraphCommand::Subgraph(_) => {
            walk(command)
        }
        _ => look(command),
    }
}

/// Questions that walk from things along relations, and are drawn.
fn walk(command: &GraphCommand) -> anyhow::Result<Question<'_>> {
    Ok(match command {
        GraphCommand::Path(args) => {
            let mut question = Question::walking("paths", &args.walk)?;
            question.asked.put_path(args);
            question
        }
        GraphCommand::Paths(args) => {
            let mut question = Question::walking("paths", &args.path.walk)?;
            question.asked.put("which", &args.which);
            question.asked.put("limit", &args.limit);
            question.asked.put("longest", &args.longest);
            question.asked.put_path(&args.path);
            question
        }
        GraphCommand::Neighbors(args) => {
            let mut question = Question::walking("neighbors", &args.walk)?;
            question.asked.put("node", &args.node);
            question.asked.put("depth", &args.depth);
            question.asked.put("limit", &args.limit);
            question.asked.put_some("each", args.each);
            question.asked.put("offset", &args.offset);
            question
        }
        GraphCommand::Subgraph(args) => {
            let mut question = Question::walking("subgraph", &args.walk)?;
            question.asked.put_all("node", &args.nodes);
            question.asked.put_if("around", args.around);
            question.asked.put("limit", &args.limit);
            question
        }
        other => unreachable!("it is asked of those that walk: {other:?}"),
    })
}

/// Questions that look at a view as a whole.
fn look(command: &GraphCommand) -> anyhow::Result<Question<'_>> {
    Ok(match command {
        GraphCommand::Rank(args) => {
            let mut question = Question::looking("rank", &args.look)?;
            question.asked.put("by", &args.by);
            question.asked.put_all("seed", &args.seeds);
            question.asked.put("damping", &args.damping);
            question.asked.put_some("samples", args.samples);
            question.asked.put_list("of", &args.of);
            question.asked.put("limit", &args.limit);
            question.asked.put("direction", &args.direction);
            question
        }
        GraphCommand::Communities(args) => {
            let mut question = Question::looking("communities", &args.look)?;
            question.asked.put("resolution", &args.resolution);
            question.asked.put("seed", &args.seed);
            question.asked.put("limit", &args.limit);
            question.drawing = Some(&args.drawing);
            question
        }
        GraphCommand::Similar(args) => {
            let mut question = Question::alike("similar", &args.alike)?;
            question.asked.put("by", &args.by);
            question
        }
        GraphCommand::Suggest(args) => {
            let mut question = Question::alike("suggest", &args.alike)?;
            question.asked.put("least", &args.least);
            question
        }
        GraphCommand::Components(args) => {
            let mut question = Question::looking("components", &args.look)?;
            question.asked.put("kind", if args.strong { "strong" } else { "weak" });
            question.asked.put("limit", &args.limit);
            question
        }
        GraphCommand::Bridges(args) => {
            let mut question = Question::looking("bridges", &args.look)?;
            question.asked.put("least", &args.least);
            question.asked.put("limit", &args.limit);
            question
        }
        GraphCommand::Compare(args) => {
            let mut question = Question::new("compare", args.json);
            question.asked.put_view(&args.view)?;
            question.asked.put_some("to_view", args.to_view.as_ref());
            question.asked.put_query("to_query", args.to_query.as_deref())?;
            question.asked.put_all("to_place", &args.to_places);
            question.asked.put_all("to_year", &args.to_years);
            question.asked.put_all("to_case", &args.to_cases);
            question.asked.put("limit", &args.limit);
            question
        }
        GraphCommand::Views(args) => Question::new("views", args.json),
        other => unreachable!("it is asked of those that look: {other:?}"),
    })
}
