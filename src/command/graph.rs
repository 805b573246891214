//! `casegraph graph`: neighbours and paths.

use std::process::ExitCode;

use crate::cli::GraphCommand;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &GraphCommand, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph graph` is not written yet")
}
