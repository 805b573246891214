//! The report for people: results of one kind together, with the nodes they are about.

use std::io::{self, Write};

use oxigraph::model::{NamedOrBlankNode, Term};

use super::remarks::{Numerals, Remarks};
use super::short;
use crate::command::counted;
use crate::shacl::{Path, Report, Severity, Violation};

/// So many nodes of a kind are shown, unless all are asked for.
const SHOWN: usize = 5;

pub(super) fn write(output: &mut impl Write, report: &Report, remarks: &Remarks, all: bool) -> io::Result<()> {
    for group in report.violations.chunk_by(same_kind) {
        write_group(output, group, all)?;
    }
    if !remarks.findings.is_empty() {
        writeln!(output, "Wrong in the sources 原文存疑 · {}", remarks.findings.len())?;
        for finding in &remarks.findings {
            writeln!(output, "    {}  {}", short(&finding.case), finding.kind)?;
            for comment in [&finding.comment_zh, &finding.comment_en].into_iter().flatten() {
                writeln!(output, "      {comment}")?;
            }
        }
        writeln!(output)?;
    }
    if !remarks.documents_without_facts.is_empty() {
        writeln!(output, "Documents without facts 未得事实的文档 · {}", remarks.documents_without_facts.len())?;
        for document in &remarks.documents_without_facts {
            writeln!(output, "    {}  {}", short(&document.document), document.title.as_deref().unwrap_or_default())?;
        }
        writeln!(output)?;
    }
    if !remarks.stale_curation.is_empty() {
        writeln!(output, "Curation that does nothing 未起作用的校订 · {}", remarks.stale_curation.len())?;
        for row in &remarks.stale_curation {
            writeln!(output, "    {}:{}  {}", row.file, row.line, row.why)?;
        }
        writeln!(output)?;
    }
    write_numerals(output, &remarks.numerals, all)?;
    writeln!(
        output,
        "{}, {}, {}; {} in the sources; {} without facts",
        counted(report.count(Severity::Violation), "violation"),
        counted(report.count(Severity::Warning), "warning"),
        counted(report.count(Severity::Info), "remark"),
        counted(remarks.findings.len(), "finding"),
        counted(remarks.documents_without_facts.len(), "document"),
    )
}

/// What became of the numerals of each document, and those that nothing accounts for.
fn write_numerals(output: &mut impl Write, documents: &[Numerals], all: bool) -> io::Result<()> {
    if documents.is_empty() {
        return Ok(());
    }
    writeln!(output, "Numerals 数字去向 · {}", documents.iter().map(|document| document.total).sum::<usize>())?;
    for document in documents {
        let fates: Vec<_> = document.fates.iter().map(|(fate, count)| format!("{fate} {count}")).collect();
        writeln!(output, "    {}  {}", short(&document.document), document.title.as_deref().unwrap_or_default())?;
        writeln!(output, "      {}: {}", document.total, fates.join(", "))?;
        let shown = if all { document.unexplained.len() } else { document.unexplained.len().min(SHOWN) };
        for numeral in &document.unexplained[..shown] {
            let (prefix, exact, suffix) = (&numeral.prefix, &numeral.exact, &numeral.suffix);
            writeln!(output, "      unexplained at {}: {prefix}【{exact}】{suffix}", numeral.start)?;
        }
        if shown < document.unexplained.len() {
            writeln!(output, "      … and {} more; --all shows them", document.unexplained.len() - shown)?;
        }
    }
    writeln!(output)
}

fn same_kind(a: &Violation, b: &Violation) -> bool {
    (a.severity, &a.shape, &a.path, a.component, &a.messages)
        == (b.severity, &b.shape, &b.path, b.component, &b.messages)
}

fn write_group(output: &mut impl Write, group: &[Violation], all: bool) -> io::Result<()> {
    let first = &group[0];
    let path = first.path.as_ref().map(path_name).unwrap_or_default();
    let component = first.component.trim_end_matches("ConstraintComponent");
    let (severity, count) = (severity_name(first.severity), group.len());
    writeln!(output, "{severity} {} {path} {component} · {count}", shape_name(&first.shape))?;
    writeln!(output, "  {}", first.message())?;
    let shown = if all { count } else { count.min(SHOWN) };
    for violation in &group[..shown] {
        writeln!(output, "    {}{}", term(&violation.focus), value(violation))?;
        for detail in &violation.details {
            let path = detail.path.as_ref().map(path_name).unwrap_or_default();
            writeln!(output, "      {path} {}{}", detail.message(), value(detail))?;
        }
    }
    if shown < count {
        writeln!(output, "    … and {} more; --all shows them", count - shown)?;
    }
    writeln!(output)
}

fn severity_name(severity: Severity) -> &'static str {
    match severity {
        Severity::Violation => "Violation 违反",
        Severity::Warning => "Warning 警告",
        Severity::Info => "Info 提示",
    }
}

fn shape_name(shape: &NamedOrBlankNode) -> String {
    match shape {
        NamedOrBlankNode::NamedNode(node) => short(node.as_str()),
        NamedOrBlankNode::BlankNode(node) => node.to_string(),
    }
}

fn path_name(path: &Path) -> String {
    match path {
        Path::Forward(property) => short(property.as_str()),
        Path::Inverse(property) => format!("^{}", short(property.as_str())),
    }
}

/// The wrong value, where it is another than the node itself.
fn value(violation: &Violation) -> String {
    let value = violation.value.as_ref().filter(|value| **value != violation.focus);
    value.map(|value| format!("  {}", term(value))).unwrap_or_default()
}

fn term(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => short(node.as_str()),
        Term::Literal(literal) => format!("“{}”", literal.value()),
        Term::BlankNode(node) => node.to_string(),
    }
}
