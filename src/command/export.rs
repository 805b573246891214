//! `casegraph export`: graph → the format of another tool.

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context as _;
use oxigraph::sparql::CancellationToken;

use super::asked::Parameters;
use super::{Fault, open};
use crate::answer::catalog::Catalog;
use crate::answer::network::Views;
use crate::cli::ExportArgs;
use crate::config::Config;
use crate::export::{ExportError, Format};
use crate::serve::export::Wish;
use crate::serve::graph::Context;

/// Runs the command.
pub fn run(args: &ExportArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let wish = Wish::read(&asked(args)?.0).map_err(Fault::from)?;
    let (export, store, catalog, views) = (wish.export, open(config)?, Catalog::builtin(), Views::default());
    let cancel = CancellationToken::new();
    if !export.needs_view() {
        to_output(args, |output| export.write_store(&store, &cancel, output).map_err(fault))?;
        return Ok(ExitCode::SUCCESS);
    }
    let context = Context { store: &store, catalog: &catalog, views: &views, cancel: &cancel };
    let (mut graph, _) = wish.graph(context).map_err(Fault::from)?;
    if let Some(name) = args.view.query.as_deref().and_then(Path::file_stem) {
        graph.about.title = name.to_string_lossy().into_owned();
    }
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

/// What is asked for, as an address would say it.
fn asked(args: &ExportArgs) -> anyhow::Result<Parameters> {
    let mut asked = Parameters::default();
    asked.put("format", Format::named(&args.format).map_err(fault)?.name());
    asked.put_some("table", args.table.as_ref());
    asked.put_view(&args.view)?;
    asked.put_list("relation", &args.relations);
    asked.put_if("communities", args.communities);
    asked.put_some("rank", args.rank.as_ref());
    asked.put_some("samples", args.samples);
    Ok(asked)
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
