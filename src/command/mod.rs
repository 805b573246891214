//! One file a command: checked arguments → work → what the user sees.
//!
//! A command returns its exit code (0 done, 1 found fault) or the error for which it could not do its work (2). What
//! the user asked for goes to standard output, everything else to standard error.

use std::io::{self, Write};
use std::process::ExitCode;

pub mod build;

pub mod serve;

pub mod mcp;

pub mod log;

mod lines;

mod bounded;

mod signals;

pub mod query;

pub mod search;

mod asked;

pub mod graph;

pub mod export;

pub mod extract;

pub mod check;

pub mod eval;

pub mod text;

pub mod backup;

pub mod restore;

pub mod completions;

use crate::archive::{ArchiveError, ProjectError};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::pipeline;
use crate::serve::graph::Refusal;
use crate::store::Store;

/// Exit code of a command that did its work and found something wrong.
pub const FOUND_FAULT: u8 = 1;

/// Exit code of a command that could not do its work.
pub const COULD_NOT: u8 = 2;

/// An error with a place and advice, for what no other error type says.
#[derive(Debug, thiserror::Error)]
#[error("{what}")]
pub struct Fault {
    /// What is wrong, in one sentence without a full stop.
    pub what: String,
    /// What to do about it, in one sentence without a full stop.
    pub help: String,
}

impl Fault {
    /// What is wrong, and what to do.
    pub fn new(what: impl Into<String>, help: impl Into<String>) -> Self {
        Self { what: what.into(), help: help.into() }
    }
}

impl From<Refusal> for Fault {
    fn from(refusal: Refusal) -> Self {
        Self::new(refusal.message, refusal.hint)
    }
}

/// The exit code of a run; an error is printed first. A reader that has gone away (`| head`) is no error.
pub fn finish(result: anyhow::Result<ExitCode>) -> ExitCode {
    match result {
        Ok(code) => code,
        Err(error) if is_broken_pipe(&error) => ExitCode::SUCCESS,
        Err(error) => {
            // Where standard error is closed there is nobody left to tell.
            let _ = writeln!(io::stderr(), "{}", explain(&error));
            COULD_NOT.into()
        }
    }
}

/// Prints what was found in the input: errors and warnings, and the notes that belong to them.
pub fn report(diagnostics: &Diagnostics) -> io::Result<()> {
    let mut output = io::stderr().lock();
    diagnostics.entries().iter().try_for_each(|entry| writeln!(output, "{entry}"))
}

/// The graph that a command reads; what is wrong with its folder is printed.
fn open(config: &Config) -> anyhow::Result<Store> {
    let mut diagnostics = Diagnostics::default();
    let store = pipeline::open(&config.data, &mut diagnostics)?;
    report(&diagnostics)?;
    Ok(store)
}

/// `1 document`, `2 documents`
pub fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}

/// What went wrong, why, and what to do: a line each.
fn explain(error: &anyhow::Error) -> String {
    let mut lines = vec![format!("error: {error}")];
    for cause in error.chain().skip(1).map(ToString::to_string) {
        if !lines.last().is_some_and(|line| line.contains(&cause)) {
            lines.push(format!("  {}", cause.replace('\n', "\n  ")));
        }
    }
    lines.extend(error.chain().find_map(help).map(|help| format!("  help: {help}")));
    lines.join("\n")
}

/// The advice an error carries.
fn help<'a>(error: &'a (dyn std::error::Error + 'static)) -> Option<&'a str> {
    let project = |error: &'a ProjectError| match error {
        ProjectError::Archive(error) => Some(error.hint()),
        ProjectError::Store(_) => None,
    };
    let fault = error.downcast_ref::<Fault>().map(|fault| fault.help.as_str());
    let archive = error.downcast_ref::<ArchiveError>().map(ArchiveError::hint);
    fault.or(archive).or_else(|| error.downcast_ref::<ProjectError>().and_then(project))
}

fn is_broken_pipe(error: &anyhow::Error) -> bool {
    error.chain().filter_map(|cause| cause.downcast_ref::<io::Error>()).any(|e| e.kind() == io::ErrorKind::BrokenPipe)
}

#[cfg(test)]
mod tests {
    use anyhow::Context;

    use super::*;

    #[test]
    fn an_error_says_what_why_and_what_to_do_once_each() {
        let fault = Fault::new("the file is empty", "write something into it");
        let error = Err::<(), _>(fault).context("cases.txt cannot be read").unwrap_err();
        assert_eq!(
            explain(&error),
            "error: cases.txt cannot be read\n  the file is empty\n  help: write something into it"
        );
    }

    #[test]
    fn a_reader_that_went_away_is_no_error() {
        let gone = anyhow::Error::new(io::Error::from(io::ErrorKind::BrokenPipe)).context("writing the table");
        assert!(is_broken_pipe(&gone));
        assert!(!is_broken_pipe(&anyhow::Error::new(io::Error::from(io::ErrorKind::NotFound))));
    }
}
