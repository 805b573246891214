//! `casegraph extract`: the facts of one document.

use std::process::ExitCode;

use crate::cli::ExtractArgs;

/// Runs the command.
pub fn run(_args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph extract` is not written yet")
}
