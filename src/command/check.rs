//! `casegraph check`: the graph against its shapes.

use std::process::ExitCode;

use crate::cli::CheckArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &CheckArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph check` is not written yet")
}
