//! `casegraph backup`: a copy of the data folder.

use std::process::ExitCode;

use crate::cli::BackupArgs;
use crate::config::Config;

/// Runs the command.
pub fn run(_args: &BackupArgs, _config: &Config) -> anyhow::Result<ExitCode> {
    anyhow::bail!("`casegraph backup` is not written yet")
}
