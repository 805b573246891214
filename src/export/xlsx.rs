//! Workbooks for Excel, WPS and `LibreOffice`: a sheet a table, its head fixed and filtered.
//!
//! Texts are written as texts: none becomes a formula, whatever it begins with. The rows of a long sheet go to a
//! temporary file as they are read, so that memory does not grow with them.

use std::io::Write;
use std::panic::{AssertUnwindSafe, catch_unwind};

use rust_xlsxwriter::{DocProperties, ExcelDateTime, Format, Workbook, Worksheet, XlsxError};

use super::ExportError;
use super::sheet::Sheet;
use super::value::{Kind, Value};

/// Most rows of a sheet, its head included, and most UTF-16 units of a cell (Excel, “specifications and limits”).
const ROWS: u32 = 1_048_576;
const CELL: usize = 32_767;

/// Rows of a sheet that is kept in memory: some tens of megabytes.
const SHORT: usize = 10_000;

pub(super) fn write(
    sheets: Vec<Sheet<'_>>,
    title: &str,
    about: &str,
    output: &mut (dyn Write + Send),
) -> Result<(), ExportError> {
    let mut workbook = Workbook::new();
    // A file says nothing of when it was written: the same content is the same bytes.
    let properties = DocProperties::new().set_title(title).set_comment(about).set_author("casegraph");
    let properties = properties.set_creation_datetime(&ExcelDateTime::from_ymd(2000, 1, 1)?);
    workbook.set_properties(&properties);
    for sheet in sheets {
        if sheet.rows.size_hint().1.is_some_and(|rows| rows <= SHORT) {
            write_sheet(workbook.add_worksheet(), sheet)?;
        } else {
            let worksheet = workbook.add_worksheet_with_constant_memory()?;
            // The library panics where its temporary file cannot be written; the workbook is given up then.
            let written = catch_unwind(AssertUnwindSafe(|| write_sheet(worksheet, sheet)));
            written.map_err(|_| std::io::Error::other("the temporary folder has no room for a long table"))??;
        }
    }
    Ok(workbook.save_to_writer(output)?)
}

fn write_sheet(worksheet: &mut Worksheet, sheet: Sheet<'_>) -> Result<(), ExportError> {
    let bold = Format::new().set_bold().set_background_color("#E8EEF4");
    let day = Format::new().set_num_format("yyyy-mm-dd");
    worksheet.set_name(sheet.name)?.set_freeze_panes(1, 0)?;
    for (place, (name, kind)) in (0_u16..).zip(&sheet.columns) {
        let width = match (*name, kind) {
            ("quotation" | "label" | "metric" | "title" | "case_title" | "highlight" | "name", _) => 40,
            (_, Kind::Text) => 18,
            _ => 12,
        };
        worksheet.set_column_width(place, width)?;
        worksheet.write_string_with_format(0, place, *name, &bold)?;
    }
    let mut last = 0;
    for row in sheet.rows {
        last += 1;
        if last >= ROWS {
            return Err(ExportError::TooLong { format: "xlsx", rows: ROWS - 1 });
        }
        for (place, value) in (0_u16..).zip(row?) {
            match value {
                Some(Value::Text(text)) => worksheet.write_string(last, place, cut(&text))?,
                Some(Value::Boolean(value)) => worksheet.write_boolean(last, place, value)?,
                Some(Value::Date(text)) => match ExcelDateTime::parse_from_str(&text) {
                    Ok(date) => worksheet.write_datetime_with_format(last, place, &date, &day)?,
                    Err(_) => worksheet.write_string(last, place, cut(&text))?,
                },
                Some(number) => worksheet.write_number(last, place, number.number().unwrap_or_default())?,
                None => continue,
            };
        }
    }
    worksheet.autofilter(0, 0, last, (sheet.columns.len() - 1) as u16)?;
    Ok(())
}

/// What fits into a cell.
fn cut(text: &str) -> String {
    let mut units = 0;
    let fits = |c: &char| {
        units += c.len_utf16();
        units <= CELL
    };
    text.chars().take_while(fits).collect()
}

impl From<XlsxError> for ExportError {
    fn from(error: XlsxError) -> Self {
        Self::Output(std::io::Error::other(error))
    }
}
