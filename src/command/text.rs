//! `casegraph text`: the normalised text of a document, in which offsets count.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use super::{Fault, extract, report};
use crate::archive::Archive;
use crate::cli::TextArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;

/// Prints the text of a file, or of a document of the graph.
pub fn run(args: &TextArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let file = Path::new(&args.document);
    let text = if file.exists() || !Archive::exists(&config.data) {
        extract::read_content(file, args.encoding.as_deref())?.text.original().to_owned()
    } else {
        text_of(&args.document, &config.data)?
    };
    io::stdout().lock().write_all(text.as_bytes())?;
    Ok(ExitCode::SUCCESS)
}

fn text_of(id: &str, data: &Path) -> anyhow::Result<String> {
    let mut diagnostics = Diagnostics::default();
    let archive = Archive::open(data, &mut diagnostics)?;
    report(&diagnostics)?;
    let Some(record) = archive.document(id) else {
        let names = archive.documents().iter().map(|record| format!("doc-{}", &record.document[..12]));
        let names = names.collect::<Vec<_>>().join(", ");
        return Err(
            Fault::new(format!("there is no file and no document {id}"), format!("the graph has {names}")).into()
        );
    };
    Ok(archive.text(record)?)
}
