//! `casegraph backup`: a copy of the data folder.

use std::io::{self, Write};
use std::process::ExitCode;

use super::{counted, report};
use crate::archive;
use crate::cli::BackupArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;

/// Copies the graph as it is now into a new folder; it may be in use meanwhile.
pub fn run(args: &BackupArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let mut diagnostics = Diagnostics::default();
    let documents = archive::copy(&config.data, &args.target, &mut diagnostics);
    report(&diagnostics)?;
    writeln!(io::stdout(), "{} holds a copy of {}", args.target.display(), counted(documents?, "document"))?;
    Ok(ExitCode::SUCCESS)
}
