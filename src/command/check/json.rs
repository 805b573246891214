//! The report as JSON: severities in lower case, IRIs in full, one object a result.

use std::io::Write;

use oxigraph::model::{NamedOrBlankNode, Term};
use serde::Serialize;

use super::remarks::Remarks;
use crate::shacl::{Report, Severity, Violation};

#[derive(Serialize)]
struct Document<'a> {
    /// Whether nothing at all falls short.
    conforms: bool,
    counts: Counts,
    results: Vec<Item<'a>>,
    #[serde(flatten)]
    remarks: &'a Remarks,
}

#[derive(Serialize)]
struct Counts {
    violation: usize,
    warning: usize,
    info: usize,
}

#[derive(Serialize)]
struct Item<'a> {
    severity: String,
    shape: String,
    component: &'a str,
    focus: String,
    /// A SPARQL property path.
    path: Option<String>,
    value: Option<String>,
    message: String,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    details: Vec<Item<'a>>,
}

pub(super) fn write(output: &mut impl Write, report: &Report, remarks: &Remarks) -> anyhow::Result<()> {
    let document = Document {
        conforms: report.conforms(),
        counts: Counts {
            violation: report.count(Severity::Violation),
            warning: report.count(Severity::Warning),
            info: report.count(Severity::Info),
        },
        results: report.violations.iter().map(Item::from).collect(),
        remarks,
    };
    serde_json::to_writer_pretty(&mut *output, &document)?;
    writeln!(output)?;
    Ok(())
}

impl<'a> From<&'a Violation> for Item<'a> {
    fn from(violation: &'a Violation) -> Self {
        Self {
            severity: violation.severity.name().to_lowercase(),
            shape: match &violation.shape {
                NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
                NamedOrBlankNode::BlankNode(node) => node.to_string(),
            },
            component: violation.component,
            focus: plain(&violation.focus),
            path: violation.path.as_ref().map(ToString::to_string),
            value: violation.value.as_ref().map(plain),
            message: violation.message(),
            details: violation.details.iter().map(Self::from).collect(),
        }
    }
}

/// An IRI bare, anything else as in N-Triples.
fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        _ => term.to_string(),
    }
}
