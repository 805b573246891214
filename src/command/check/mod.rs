//! `casegraph check`: the graph against its shapes, and what was noticed wrong in the sources.

mod json;
mod remarks;
mod table;

use std::ffi::OsStr;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use anyhow::Context;
use oxigraph::io::{RdfFormat, RdfParser, RdfSerializer};
use oxigraph::model::{GraphName, Quad};

use self::remarks::Remarks;
use super::{FOUND_FAULT, Fault, report};
use crate::answer::prefix;
use crate::archive::{Archive, StaleRow};
use crate::cli::{CheckArgs, CheckFormat};
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::ontology::{SHAPES, SPARQL_SHAPES};
use crate::pipeline;
use crate::shacl::{self, Report, Severity, Shapes};
use crate::store::Store;

/// Checks the graph of the data folder, or of files. Exit code 1 when it violates a shape; warnings and remarks are no fault.
pub fn run(args: &CheckArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let (store, stale) = if args.files.is_empty() { open(&config.data)? } else { (load(&args.files)?, Vec::new()) };
    let shapes = Shapes::parse(&[SHAPES, SPARQL_SHAPES]).context("the shapes that come with casegraph")?;
    let report = shacl::validate(&shapes, &store)?;
    let mut output = io::BufWriter::new(io::stdout().lock());
    match args.format() {
        CheckFormat::Table => table::write(&mut output, &report, &Remarks::read(&store, stale)?, args.all)?,
        CheckFormat::Json => json::write(&mut output, &report, &Remarks::read(&store, stale)?)?,
        CheckFormat::Turtle => write_turtle(&mut output, &report)?,
    }
    output.flush()?;
    Ok(if report.count(Severity::Violation) > 0 { FOUND_FAULT.into() } else { ExitCode::SUCCESS })
}

/// The graph of a data folder, and the rows of curation that matched nothing when it was built.
fn open(data: &Path) -> anyhow::Result<(Store, Vec<StaleRow>)> {
    let mut diagnostics = Diagnostics::default();
    let store = pipeline::open(data, &mut diagnostics);
    report(&diagnostics)?;
    // What there is to report of the folder has just been reported.
    let archive = Archive::open(data, &mut Diagnostics::default())?;
    Ok((store?, archive.stale_rows().to_vec()))
}

/// The triples of some files, whatever graph they stand in.
fn load(files: &[PathBuf]) -> anyhow::Result<Store> {
    let store = Store::in_memory()?;
    for file in files {
        store.load(triples(file)?)?;
    }
    Ok(store)
}

fn triples(file: &Path) -> anyhow::Result<Vec<Quad>> {
    let unreadable = || format!("{} cannot be read", file.display());
    let extension = file.extension().and_then(OsStr::to_str).unwrap_or_default();
    let format = RdfFormat::from_extension(extension).ok_or_else(|| {
        let help = "name it by its format: .nt, .nq, .ttl, .trig, .rdf or .jsonld";
        Fault::new(format!("{} has no ending of an RDF format", file.display()), help)
    })?;
    let bytes = fs::read(file).with_context(unreadable)?;
    let quads = RdfParser::from_format(format).for_slice(&bytes).collect::<Result<Vec<_>, _>>();
    let quads = quads.with_context(unreadable)?.into_iter();
    Ok(quads.map(|quad| Quad { graph_name: GraphName::DefaultGraph, ..quad }).collect())
}

fn write_turtle(output: &mut impl Write, report: &Report) -> anyhow::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(prefix, namespace)?;
    }
    let serializer = serializer.with_prefix("sh", shacl::NAMESPACE)?.with_prefix("cgs", SHAPES_NAMESPACE)?;
    report.write(serializer, output)?;
    Ok(())
}

/// What the IRIs of the shapes begin with.
const SHAPES_NAMESPACE: &str = "https://w3id.org/casegraph/shapes#";

/// An IRI as short as a person writes it.
fn short(iri: &str) -> String {
    match iri.strip_prefix(SHAPES_NAMESPACE) {
        Some(local) => format!("cgs:{local}"),
        None => prefix::shorten(iri).unwrap_or_else(|| format!("<{iri}>")),
    }
}
