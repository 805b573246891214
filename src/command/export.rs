//! `casegraph export`: graph → the format of another tool.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use anyhow::Context;
use oxigraph::sparql::CancellationToken;

use super::{Fault, open};
use crate::answer::catalog::Catalog;
use crate::answer::network::{View, Views, report};
use crate::answer::sparql::Query;
use crate::cli::ExportArgs;
use crate::config::Config;
use crate::export::{Format, write_store, write_view};
use crate::store::Store;

/// Runs the command.
pub fn run(args: &ExportArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let format = Format::from_name(&args.format).ok_or_else(|| {
        Fault::new(format!("there is no export format {}", args.format), format!("there are {}", Format::names()))
    })?;
    if !format.is_of_view() && (args.view.is_some() || args.query.is_some()) {
        let what = format!("{} writes the whole graph, --view and --query choose what graphml writes", format.name());
        return Err(Fault::new(what, "leave them out, or ask with `casegraph query` and CONSTRUCT").into());
    }
    let store = open(config)?;
    match &args.output {
        Some(path) => write_file(path, |file| write(args, format, &store, file)),
        None => write(args, format, &store, &mut io::stdout().lock()),
    }?;
    Ok(ExitCode::SUCCESS)
}

fn write(args: &ExportArgs, format: Format, store: &Store, output: &mut dyn Write) -> anyhow::Result<()> {
    if !format.is_of_view() {
        return Ok(write_store(store, format, output)?);
    }
    let (title, view) = if let Some(path) = &args.query {
        (path.display().to_string(), Arc::new(asked_view(store, path)?))
    } else {
        let name = args.view.as_deref().unwrap_or("all");
        let view = report::view(store, &Catalog::builtin(), &Views::default(), name, &CancellationToken::new());
        let view = view.map_err(|error| Fault::new(error.to_string(), error.hint().unwrap_or_default()))?;
        (name.to_owned(), view)
    };
    Ok(write_view(&view, &format!("案例图谱 casegraph: {title}"), format, output)?)
}

/// The view of a query of the user's own.
fn asked_view(store: &Store, path: &Path) -> anyhow::Result<View> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let query = Query::parse_with_known_prefixes(&text).map_err(|error| {
        let help = error.hint.clone().unwrap_or_else(|| "look at this place of the query".to_owned());
        Fault::new(format!("{}: {error}", path.display()), help)
    })?;
    Ok(View::build(store, query, &CancellationToken::new())?)
}

/// Writes beside the file and moves it there when it is whole: a full disk leaves what was there before.
fn write_file(path: &Path, write: impl FnOnce(&mut dyn Write) -> anyhow::Result<()>) -> anyhow::Result<()> {
    let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let cannot = || format!("{} cannot be written", path.display());
    let mut file = tempfile::NamedTempFile::new_in(folder).with_context(cannot)?;
    write(&mut file).with_context(cannot)?;
    readable_by_all(file.as_file()).with_context(cannot)?;
    file.persist(path).with_context(cannot)?;
    Ok(())
}

/// A temporary file is its owner's alone; an export is an ordinary file.
#[cfg(unix)]
fn readable_by_all(file: &fs::File) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    file.set_permissions(fs::Permissions::from_mode(0o644))
}

#[cfg(not(unix))]
fn readable_by_all(_: &fs::File) -> io::Result<()> {
    Ok(())
}
