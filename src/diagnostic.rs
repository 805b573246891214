//! What went wrong with the input, said so that a person can act on it.
//!
//! Bad input never stops a run: it is put into a [`Diagnostics`] sink and the rest goes on. Panics are for bugs.

use std::fmt;

/// How grave a diagnostic is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; nothing was lost.
    Note,
    /// Read, but probably not as its author meant.
    Warning,
    /// Not read.
    Error,
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        })
    }
}

/// One remark about one place of the input: what, where, what to do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// How grave it is.
    pub severity: Severity,
    /// The file, as the user named it, and where known the place in it (`cases.txt`, `cases.txt:12`, `cases.txt, byte 302`).
    pub place: String,
    /// What is wrong, in one sentence without a full stop.
    pub message: String,
    /// What to do about it, in one sentence without a full stop.
    pub hint: Option<String>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}: {}", self.severity, self.place, self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  help: {hint}"),
            None => Ok(()),
        }
    }
}

/// The sink that stages report to; passed on, never global.
#[derive(Debug, Default)]
pub struct Diagnostics {
    entries: Vec<Diagnostic>,
}

impl Diagnostics {
    /// Something could not be read.
    pub fn error(&mut self, place: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Error, place.into(), message.into(), hint.into());
    }

    /// Something was read, but looks wrong.
    pub fn warning(&mut self, place: impl Into<String>, message: impl Into<String>, hint: impl Into<String>) {
        self.push(Severity::Warning, place.into(), message.into(), hint.into());
    }

    /// Something worth knowing.
    pub fn note(&mut self, place: impl Into<String>, message: impl Into<String>) {
        self.push(Severity::Note, place.into(), message.into(), String::new());
    }

    /// Everything reported, in order.
    pub fn entries(&self) -> &[Diagnostic] {
        &self.entries
    }

    /// Takes over all of `other`, in order.
    pub fn append(&mut self, other: Self) {
        self.entries.extend(other.entries);
    }

    /// Whether anything could not be read.
    pub fn has_errors(&self) -> bool {
        self.entries.iter().any(|entry| entry.severity == Severity::Error)
    }

    fn push(&mut self, severity: Severity, place: String, message: String, hint: String) {
        let hint = (!hint.is_empty()).then_some(hint);
        self.entries.push(Diagnostic { severity, place, message, hint });
    }
}
