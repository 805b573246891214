//! `casegraph export`: graph → the format of another tool.

use std::process::ExitCode;

use crate::cli::ExportArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &ExportArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph export` is not written yet")
}
