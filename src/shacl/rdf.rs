//! Report → RDF, as a `sh:ValidationReport`.

use std::io::{self, Write};

use oxigraph::io::{RdfSerializer, WriterQuadSerializer};
use oxigraph::model::vocab::rdf;
use oxigraph::model::{BlankNode, Literal, NamedNode, Term, Triple};

use super::report::{Report, Violation};
use super::shape::{Path, SH};

impl Report {
    /// Writes the report as RDF in the serializer's format. `sh:sourceShape` is the named shape: the nameless ones in it
    /// cannot be referred to.
    pub fn write<W: Write>(&self, serializer: RdfSerializer, output: W) -> io::Result<W> {
        let mut writer = Writer { rdf: serializer.for_writer(output), nodes: 0 };
        let report = writer.node();
        writer.add(&report, rdf::TYPE.into(), sh("ValidationReport").into())?;
        writer.add(&report, sh("conforms"), Literal::from(self.conforms()).into())?;
        for violation in &self.violations {
            let result = writer.violation(violation)?;
            writer.add(&report, sh("result"), result.into())?;
        }
        writer.rdf.finish()
    }
}

struct Writer<W: Write> {
    rdf: WriterQuadSerializer<W>,
    /// How many blank nodes there are; their names are their numbers, so that the same report has the same bytes.
    nodes: usize,
}

impl<W: Write> Writer<W> {
    fn node(&mut self) -> BlankNode {
        self.nodes += 1;
        BlankNode::new_unchecked(format!("n{}", self.nodes))
    }

    fn add(&mut self, subject: &BlankNode, property: NamedNode, object: Term) -> io::Result<()> {
        self.rdf.serialize_triple(&Triple::new(subject.clone(), property, object))
    }

    fn violation(&mut self, violation: &Violation) -> io::Result<BlankNode> {
        let path = match &violation.path {
            None => None,
            Some(Path::Forward(property)) => Some(property.clone().into()),
            Some(Path::Inverse(property)) => {
                let path = self.node();
                self.add(&path, sh("inversePath"), property.clone().into())?;
                Some(path.into())
            }
        };
        let details = violation.details.iter().map(|detail| self.violation(detail)).collect::<io::Result<Vec<_>>>()?;
        let result = self.node();
        self.add(&result, rdf::TYPE.into(), sh("ValidationResult").into())?;
        self.add(&result, sh("focusNode"), violation.focus.clone())?;
        self.add(&result, sh("resultSeverity"), sh(violation.severity.name()).into())?;
        self.add(&result, sh("sourceConstraintComponent"), sh(violation.component).into())?;
        self.add(&result, sh("sourceShape"), violation.shape.clone().into())?;
        let optional = [("resultPath", path), ("value", violation.value.clone())];
        for (property, object) in optional {
            if let Some(object) = object {
                self.add(&result, sh(property), object)?;
            }
        }
        for message in &violation.messages {
            self.add(&result, sh("resultMessage"), message.clone().into())?;
        }
        for detail in details {
            self.add(&result, sh("detail"), detail.into())?;
        }
        Ok(result)
    }
}

fn sh(local: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("{SH}{local}"))
}
