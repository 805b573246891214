//! `casegraph extract`: the facts of one document, without a graph.

mod json;
mod table;

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use anyhow::Context;
use oxigraph::io::{RdfFormat, RdfSerializer};

use super::{Fault, report};
use crate::audit;
use crate::cli::{ExtractArgs, ExtractFormat};
use crate::diagnostic::Diagnostics;
use crate::document::{Content, Document};
use crate::graph::Contribution;
use crate::lexicon::Lexicon;
use crate::pipeline;

/// What Turtle writes short.
const PREFIXES: [(&str, &str); 11] = [
    ("cg", "https://w3id.org/casegraph/ns#"),
    ("cgv", "https://w3id.org/casegraph/vocab/"),
    ("cgi", "https://w3id.org/casegraph/indicator/"),
    ("id", "https://w3id.org/casegraph/id/"),
    ("rdf", "http://www.w3.org/1999/02/22-rdf-syntax-ns#"),
    ("rdfs", "http://www.w3.org/2000/01/rdf-schema#"),
    ("xsd", "http://www.w3.org/2001/XMLSchema#"),
    ("skos", "http://www.w3.org/2004/02/skos/core#"),
    ("dcterms", "http://purl.org/dc/terms/"),
    ("org", "http://www.w3.org/ns/org#"),
    ("oa", "http://www.w3.org/ns/oa#"),
];

/// Reads the document and prints what it says; exit code 1 when it has no case.
pub fn run(args: &ExtractArgs) -> anyhow::Result<ExitCode> {
    let content = read_content(&args.file, args.encoding.as_deref())?;
    let file_name = args.file.file_name().unwrap_or_default().to_string_lossy();
    let lexicon = Lexicon::builtin();
    let curation = pipeline::curation_beside(std::slice::from_ref(&args.file))?;
    let document = Document::new(file_name, content, lexicon);
    let rows = curation.of(&document);
    let reading = pipeline::read_curated(document, lexicon, &rows);
    if reading.has_no_case() {
        return Err(Fault::new(
            format!("{} has no case in it", args.file.display()),
            "a case has a title and a text; `casegraph text` shows what is read from the file",
        )
        .into());
    }
    let mut diagnostics = Diagnostics::default();
    pipeline::report_refused(&curation, &reading.applied, &mut diagnostics);
    report(&diagnostics)?;
    let audit = || audit::audit(&reading.document, &reading.entities, &reading.facts, lexicon);
    let mut output = io::BufWriter::new(io::stdout().lock());
    match args.format {
        ExtractFormat::Table => table::write(&mut output, &reading, &audit())?,
        ExtractFormat::Json => json::write(&mut output, &reading, &audit())?,
        ExtractFormat::Numerals => table::write_numerals(&mut output, &reading, &audit())?,
        ExtractFormat::Turtle => write_turtle(&mut output, &reading.contribution(lexicon))?,
        ExtractFormat::Nquads => reading.contribution(lexicon).write_lines(&mut output)?,
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What the reader of a file yields; what it left out is reported.
pub(super) fn read_content(file: &Path, encoding: Option<&str>) -> anyhow::Result<Content> {
    let mut diagnostics = Diagnostics::default();
    let content = pipeline::load(file, encoding, &mut diagnostics);
    report(&diagnostics)?;
    content
        .map_err(|refusal| Fault::new(refusal.message, refusal.hint))
        .with_context(|| format!("{} cannot be read", file.display()))
}

fn write_turtle(output: impl Write, contribution: &Contribution) -> anyhow::Result<()> {
    let mut serializer = RdfSerializer::from_format(RdfFormat::Turtle);
    for (prefix, namespace) in PREFIXES {
        serializer = serializer.with_prefix(prefix, namespace)?;
    }
    let mut writer = serializer.for_writer(output);
    for quad in contribution.quads() {
        writer.serialize_quad(&quad)?;
    }
    writer.finish()?;
    Ok(())
}
