//! `casegraph restore`: a copy brought back.

use std::process::ExitCode;

use crate::cli::RestoreArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &RestoreArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph restore` is not written yet")
}
