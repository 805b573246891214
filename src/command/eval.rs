//! `casegraph eval`: what is read against what people read.

use std::process::ExitCode;

use crate::cli::EvalArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &EvalArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph eval` is not written yet")
}
