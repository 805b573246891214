//! `casegraph query`: SPARQL → answer.

use std::process::ExitCode;

use crate::cli::QueryArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &QueryArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph query` is not written yet")
}
