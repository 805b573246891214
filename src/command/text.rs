//! `casegraph text`: the normalised text of a document.

use std::process::ExitCode;

use crate::cli::TextArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &TextArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph text` is not written yet")
}
