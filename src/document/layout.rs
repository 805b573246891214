//! Text → cases and their fields.

use super::{Document, Text};

/// Finds title, year, cases, fields and sections of a text.
pub fn lay_out(file_name: String, sha256: String, text: Text) -> Document {
    Document { file_name, sha256, text, title: None, year: None, cases: Vec::new() }
}
