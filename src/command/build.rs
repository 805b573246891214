//! `casegraph build`: documents → data folder.

use std::process::ExitCode;

use crate::cli::BuildArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &BuildArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph build` is not written yet")
}
