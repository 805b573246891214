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
use crate::export::{About, Export, ExportError, Graph};
use crate::store::Store;

/// Runs the command.
pub fn run(args: &ExportArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let is_chosen = args.view.is_some() || args.query.is_some();
    let export = Export::new(&args.format, args.table.as_deref(), is_chosen).map_err(fault)?;
    let store = open(config)?;
    if !export.needs_view() {
        let cancel = CancellationToken::new();
        to_output(args, |output| export.write_store(&store, &cancel, output).map_err(fault))?;
        return Ok(ExitCode::SUCCESS);
    }
    let graph = graph(args, &store)?;
    match &args.output {
        Some(folder) if export.is_archive() && is_folder(folder) => {
            for file in export.files() {
                let write = |output: &mut (dyn Write + Send)| export.write_file(&graph, file, output).map_err(fault);
                write_file(&folder.join(file), write)?;
            }
        }
        _ => to_output(args, |output| export.write_graph(&graph, output).map_err(fault))?,
    }
    Ok(ExitCode::SUCCESS)
}

/// The tables of the view or query that is asked for.
fn graph(args: &ExportArgs, store: &Store) -> anyhow::Result<Graph> {
    let (catalog, cancel) = (Catalog::builtin(), CancellationToken::new());
    let (view, about) = if let Some(path) = &args.query {
        let title = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let (view, query) = asked_view(store, path)?;
        (Arc::new(view), About { title, query, ..About::default() })
    } else {
        let name = args.view.as_deref().unwrap_or("all");
        let view = report::view(store, &catalog, &Views::default(), name, &cancel);
        let view = view.map_err(|error| Fault::new(error.to_string(), error.hint().unwrap_or_default()))?;
        (view, About::of_view(&catalog, name))
    };
    let mut graph = Graph::of(&view, store, about, &cancel).map_err(fault)?;
    graph.lay_out();
    Ok(graph)
}

fn fault(error: ExportError) -> anyhow::Error {
    match error.hint() {
        Some(hint) => Fault::new(error.to_string(), hint).into(),
        None => error.into(),
    }
}

/// A folder that is there, or a name that can only be one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.to_string_lossy().ends_with(std::path::is_separator)
}

fn to_output(
    args: &ExportArgs,
    write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
    match &args.output {
        Some(path) => write_file(path, write),
        None => write(&mut io::stdout()),
    }
}

/// The view of a query of the user's own, and the query.
fn asked_view(store: &Store, path: &Path) -> anyhow::Result<(View, String)> {
    let text = fs::read_to_string(path).with_context(|| format!("{} cannot be read", path.display()))?;
    let query = Query::parse_with_known_prefixes(&text).map_err(|error| {
        let help = error.hint.clone().unwrap_or_else(|| "look at this place of the query".to_owned());
        Fault::new(format!("{}: {error}", path.display()), help)
    })?;
    Ok((View::build(store, query, &CancellationToken::new())?, text))
}

/// Writes beside the file and moves it there when it is whole: a full disk leaves what was there before.
pub(super) fn write_file(
    path: &Path,
    write: impl FnOnce(&mut (dyn Write + Send)) -> anyhow::Result<()>,
) -> anyhow::Result<()> {
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
