//! `casegraph restore`: a copy of the data folder brought back.

use std::io::{self, Write};
use std::process::ExitCode;

use super::{counted, report};
use crate::archive;
use crate::cli::RestoreArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;

/// Makes the data folder from a copy, every file of which is checked. A data folder that is there is not touched.
pub fn run(args: &RestoreArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let mut diagnostics = Diagnostics::default();
    let documents = archive::copy(&args.source, &config.data, &mut diagnostics);
    report(&diagnostics)?;
    writeln!(io::stdout(), "{} holds {} again", config.data.display(), counted(documents?, "document"))?;
    Ok(ExitCode::SUCCESS)
}
