//! What falls short of the shapes.

use oxigraph::model::{Literal, NamedOrBlankNode, Term};

use super::shape::{Path, Severity};

/// The outcome of checking a graph.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The gravest first, then by shape, path, component, focus node and value.
    pub violations: Vec<Violation>,
}

/// One node that falls short of one constraint (`sh:ValidationResult`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Violation {
    /// How grave it is.
    pub severity: Severity,
    /// The named shape that asks for it.
    pub shape: NamedOrBlankNode,
    /// Local name of the constraint component in `sh:`.
    pub component: &'static str,
    /// The node that was checked.
    pub focus: Term,
    /// Where from the focus node the value was found.
    pub path: Option<Path>,
    /// The value that is wrong; none where one is missing or there are too many.
    pub value: Option<Term>,
    /// What is wrong, in Chinese and English.
    pub messages: Vec<Literal>,
    /// For a value that lacks a shape: what it lacks of that shape.
    pub details: Vec<Violation>,
}

impl Report {
    /// Whether nothing falls short of anything, as `sh:conforms` has it.
    pub fn conforms(&self) -> bool {
        self.violations.is_empty()
    }

    /// How many results have a severity.
    pub fn count(&self, severity: Severity) -> usize {
        self.violations.iter().filter(|violation| violation.severity == severity).count()
    }
}

impl Violation {
    /// The message in one line; several languages are divided by a slash.
    pub fn message(&self) -> String {
        self.messages.iter().map(Literal::value).collect::<Vec<_>>().join(" / ")
    }

    /// What orders a report, so that it is the same for the same graph.
    pub(super) fn rank(&self) -> impl Ord + use<> {
        let text = |term: &Option<Term>| term.as_ref().map(ToString::to_string);
        let path = self.path.as_ref().map(ToString::to_string);
        (
            self.severity,
            self.shape.to_string(),
            path,
            self.component,
            self.focus.to_string(),
            text(&self.value),
            self.message(),
        )
    }
}
