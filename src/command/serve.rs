//! `casegraph serve`: the graph over HTTP.

use std::process::ExitCode;

use crate::cli::ServeArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &ServeArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph serve` is not written yet")
}
