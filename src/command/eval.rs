//! `casegraph eval`: what is read against what people read.

use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::Context;
use serde::Serialize;

use super::{Fault, report};
use crate::cli::EvalArgs;
use crate::config::Config;
use crate::diagnostic::Diagnostics;
use crate::document::{Document, Text};
use crate::eval::{self, EvidenceScore, Rates, Scores, gold};
use crate::lexicon::Lexicon;
use crate::pipeline::{self, Sources};
use crate::store::Store;

/// Reads the documents in memory, without a data folder, and prints how true the facts are.
pub fn run(args: &EvalArgs, config: &Config) -> anyhow::Result<ExitCode> {
    let gold = gold::read(&args.gold).context("the gold annotations cannot be used")?;
    let (store, texts) = read(config.documents_or(&args.paths))?;
    let (scores, mut faults) = eval::evaluate(&store, &gold, &texts.iter().collect::<Vec<_>>())?;
    faults.truncate(args.errors);
    let mut output = io::BufWriter::new(io::stdout().lock());
    if args.json {
        let report = Report { scores: &scores, errors: (args.errors > 0).then_some(&faults) };
        serde_json::to_writer_pretty(&mut output, &report)?;
        writeln!(output)?;
    } else {
        print(&mut output, &scores)?;
        for fault in &faults {
            writeln!(output, "  ! {fault}")?;
        }
    }
    output.flush()?;
    Ok(ExitCode::SUCCESS)
}

/// What `--json` prints: the scores, and the differences when they are asked for.
#[derive(Serialize)]
struct Report<'a> {
    #[serde(flatten)]
    scores: &'a Scores,
    #[serde(skip_serializing_if = "Option::is_none")]
    errors: Option<&'a eval::Faults>,
}

/// The graph of the documents, and the texts its offsets count in.
fn read(paths: &[PathBuf]) -> anyhow::Result<(Store, Vec<Text>)> {
    let lexicon = Lexicon::builtin();
    let (mut quads, mut texts) = (Vec::new(), Vec::new());
    for file in documents(paths)? {
        let mut diagnostics = Diagnostics::default();
        let read = pipeline::load_all(&file, &mut diagnostics);
        report(&diagnostics)?;
        if diagnostics.has_errors() {
            let fault = Fault::new("not all documents can be read", "leave out those that cannot, or mend them");
            return Err(fault.into());
        }
        for (name, content) in read {
            texts.push(content.text.clone());
            quads.extend(pipeline::read(Document::new(name, content, lexicon), lexicon).contribution(lexicon).quads());
        }
    }
    // In the order of the N-Quads lines, so that the scores are those of an export read from its first line to its last.
    quads.sort_by_cached_key(ToString::to_string);
    quads.dedup();
    let store = Store::in_memory()?;
    store.load(quads)?;
    Ok((store, texts))
}

/// The files to read; what is wrong with the named paths is reported.
fn documents(paths: &[PathBuf]) -> anyhow::Result<Vec<PathBuf>> {
    let mut diagnostics = Diagnostics::default();
    let sources = Sources::find(paths, &mut diagnostics);
    report(&diagnostics)?;
    if sources.files.is_empty() {
        let fault = Fault::new("there is no document to read", "name the files that the gold annotations are about");
        return Err(fault.into());
    }
    Ok(sources.files)
}

fn print(output: &mut impl Write, scores: &Scores) -> io::Result<()> {
    let EvidenceScore { nodes, exact } = scores.evidence;
    writeln!(output, "evidence                 {exact} of {nodes} quotations exact")?;
    writeln!(output, "facts without evidence   {}", scores.facts_without_evidence)?;
    writeln!(output, "\n                              P       R      F1   right spurious missed")?;
    print_rates(output, "observations", &scores.observations)?;
    for (class, rates) in &scores.entities {
        print_rates(output, class, rates)?;
    }
    for (predicate, rates) in &scores.relations {
        print_rates(output, &format!("cg:{predicate}").replace("cg:all", "all relations"), rates)?;
    }
    print_rates(output, "recognitions", &scores.recognitions)?;
    writeln!(output, "\nattributes of the observations found")?;
    for (attribute, share) in &scores.attributes {
        writeln!(output, "  {attribute:<22} {share:.4}")?;
    }
    writeln!(output, "canonical names          {:.4}", scores.canonical_names)?;
    writeln!(output, "administrative codes     {:.4}", scores.admin_codes)
}

fn print_rates(output: &mut impl Write, name: &str, rates: &Rates) -> io::Result<()> {
    let Rates { tp, fp, r#fn: missed, p, r, f1 } = rates;
    writeln!(output, "{name:<24} {p:>7.4} {r:>7.4} {f1:>7.4} {tp:>7} {fp:>8} {missed:>6}")
}
