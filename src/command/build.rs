//! `casegraph build`: documents → data folder.

use std::io::{self, IsTerminal, Write};
use std::process::ExitCode;
use std::time::{Duration, Instant};

use super::{COULD_NOT, FOUND_FAULT, counted, report};
use crate::cli::BuildArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::pipeline::{self, Build, BuildReport};

/// Progress is shown of what takes longer.
const PATIENCE: Duration = Duration::from_secs(1);

/// Brings the graph up to date. Exit code 1 when something could not be read, 2 when nothing could.
pub fn run(args: &BuildArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let paths = config.documents_or(&args.paths);
    let curation = pipeline::curation_beside(paths)?;
    let task = Build {
        paths,
        curation: &curation,
        data: &config.data,
        encoding: args.encoding.as_deref(),
        replace: args.replace,
    };
    let mut diagnostics = Diagnostics::default();
    let started = Instant::now();
    let built = pipeline::build(&task, &mut diagnostics, &|done, all| show_progress(started, done, all));
    // What was found in the input is told also when the build then fails.
    report(&diagnostics)?;
    let built = built?;
    if args.json {
        serde_json::to_writer_pretty(io::stdout().lock(), &built)?;
        writeln!(io::stdout())?;
    } else {
        writeln!(io::stdout(), "{}", summary(&built, &config.data.display().to_string()))?;
    }
    Ok(match diagnostics.has_errors() {
        false => ExitCode::SUCCESS,
        true if built.read.is_empty() && built.unchanged.is_empty() => COULD_NOT.into(),
        true => FOUND_FAULT.into(),
    })
}

/// What was done, and what the graph now holds.
fn summary(built: &BuildReport, data: &str) -> String {
    let steps = [
        (built.read.len(), "read"),
        (built.unchanged.len(), "unchanged"),
        (built.failed.len(), "failed"),
        (built.removed.len(), "removed"),
        (built.elsewhere, "from elsewhere kept"),
    ];
    let done = steps.iter().filter(|(count, _)| *count > 0).map(|(count, what)| format!("{count} {what}"));
    let done = done.collect::<Vec<_>>().join(", ");
    if built.read.is_empty() && built.unchanged.is_empty() {
        return "nothing was built".to_owned();
    }
    let change = if built.changed { "" } else { "nothing changed: " };
    let (documents, cases) = (counted(built.documents, "document"), counted(built.cases, "case"));
    let (facts, quads) = (counted(built.facts, "fact"), counted(built.quads, "quad"));
    format!("{change}documents: {done}\n{data} holds {documents}, {cases}, {facts}, {quads}")
}

/// One line on a terminal, written over by the next.
fn show_progress(started: Instant, done: usize, all: usize) {
    let mut output = io::stderr().lock();
    if started.elapsed() > PATIENCE && output.is_terminal() {
        let end = if done == all { "\n" } else { "" };
        // Progress that cannot be shown is no reason to stop.
        let _ = write!(output, "\rreading {done} of {all} documents{end}");
        let _ = output.flush();
    }
}
