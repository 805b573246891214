//! CSV as RFC 4180 has it, in two writings.
//!
//! For programs: exactly what the graph says, in UTF-8 without a mark. For spreadsheets: with the mark by which Excel
//! knows UTF-8, and a text that a spreadsheet would take for a formula (it begins with `=`, `+`, `-`, `@`, a tab or a
//! line break; OWASP, “CSV Injection”) after an apostrophe. The documents that texts come from are not trusted, so this
//! matters; changing what programs read would break the exactness of quotations, so it is not done there.

use std::io::Write;

use csv::{Terminator, WriterBuilder};

use super::ExportError;
use super::sheet::Sheet;
use super::value::Value;

/// Whom it is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    Program,
    Spreadsheet,
}

pub(super) fn write(sheet: Sheet<'_>, reader: Reader, mut output: impl Write) -> Result<(), ExportError> {
    if reader == Reader::Spreadsheet {
        output.write_all("\u{feff}".as_bytes())?;
    }
    let mut writer = WriterBuilder::new().terminator(Terminator::CRLF).from_writer(output);
    writer.write_record(sheet.columns.iter().map(|(name, _)| name)).map_err(std::io::Error::from)?;
    for row in sheet.rows {
        for value in row? {
            let cell = value.as_ref().map(Value::plain).unwrap_or_default();
            let is_text = matches!(value, Some(Value::Text(_)));
            let is_formula = is_text && cell.starts_with(['=', '+', '-', '@', '\t', '\n']);
            let written = if reader == Reader::Spreadsheet && is_formula {
                writer.write_field(format!("'{cell}"))
            } else {
                writer.write_field(cell.as_ref())
            };
            written.map_err(std::io::Error::from)?;
        }
        writer.write_record(None::<&[u8]>).map_err(std::io::Error::from)?;
    }
    Ok(writer.flush()?)
}
