//! Parquet: typed columns for pandas, `DuckDB`, Spark, R and kin.
//!
//! Texts are UTF-8, days are dates, and what is not there is null. Rows are written in groups, so that memory holds one
//! group and not the table.

use std::io::Write;
use std::sync::Arc;

use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type, Int64Type};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::Type;

use super::ExportError;
use super::sheet::{Row, Sheet};
use super::value::{Kind, Value};

/// Rows of a group.
const GROUP: usize = 16_384;

pub(super) fn write(sheet: Sheet<'_>, about: &str, output: &mut (dyn Write + Send)) -> Result<(), ExportError> {
    let schema = Arc::new(schema(&sheet)?);
    let properties = WriterProperties::builder()
        .set_compression(Compression::GZIP(parquet::basic::GzipLevel::default()))
        .set_created_by(concat!("casegraph ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_key_value_metadata(Some(vec![KeyValue::new("description".to_owned(), about.to_owned())]))
        .build();
    let mut writer = SerializedFileWriter::new(output, schema, Arc::new(properties))?;
    let mut group: Vec<Row<'_>> = Vec::new();
    for row in sheet.rows {
        group.push(row?);
        if group.len() == GROUP {
            write_group(writer.next_row_group()?, &sheet.columns, &group)?;
            group.clear();
        }
    }
    if !group.is_empty() {
        write_group(writer.next_row_group()?, &sheet.columns, &group)?;
    }
    writer.close()?;
    Ok(())
}

fn schema(sheet: &Sheet<'_>) -> Result<Type, ParquetError> {
    let field = |(name, kind): &(&'static str, Kind)| {
        let (physical, logical) = match kind {
            Kind::Text => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
            Kind::Integer => (Physical::INT64, None),
            Kind::Decimal => (Physical::DOUBLE, None),
            Kind::Boolean => (Physical::BOOLEAN, None),
            Kind::Date => (Physical::INT32, Some(LogicalType::Date)),
        };
        let field = Type::primitive_type_builder(name, physical).with_repetition(Repetition::OPTIONAL);
        field.with_logical_type(logical).build().map(Arc::new)
    };
    let fields = sheet.columns.iter().map(field).collect::<Result<_, _>>()?;
    Type::group_type_builder(sheet.name).with_fields(fields).build()
}

fn write_group<W: Write + Send>(
    mut writer: SerializedRowGroupWriter<'_, W>,
    columns: &[(&'static str, Kind)],
    rows: &[Row<'_>],
) -> Result<(), ParquetError> {
    for (place, (_, kind)) in columns.iter().enumerate() {
        let values = rows.iter().map(|row| row[place].as_ref());
        match kind {
            Kind::Text => column::<ByteArrayType, _>(&mut writer, values, |value| {
                Some(ByteArray::from(value.plain().into_owned().into_bytes()))
            }),
            Kind::Integer => column::<Int64Type, _>(&mut writer, values, |value| match value {
                Value::Integer(number) => Some(*number),
                _ => None,
            }),
            Kind::Decimal => column::<DoubleType, _>(&mut writer, values, number),
            Kind::Boolean => column::<BoolType, _>(&mut writer, values, |value| match value {
                Value::Boolean(value) => Some(*value),
                _ => None,
            }),
            Kind::Date => column::<Int32Type, _>(&mut writer, values, |value| day(&value.plain())),
        }?;
    }
    writer.close()?;
    Ok(())
}

fn column<'v, D: DataType, W: Write + Send>(
    group: &mut SerializedRowGroupWriter<'_, W>,
    values: impl Iterator<Item = Option<&'v Value<'v>>>,
    convert: impl Fn(&Value<'_>) -> Option<D::T>,
) -> Result<(), ParquetError> {
    let (mut levels, mut there) = (Vec::new(), Vec::new());
    for value in values {
        let value = value.and_then(&convert);
        levels.push(i16::from(value.is_some()));
        there.extend(value);
    }
    let mut column = group.next_column()?.expect("there is a column a field of the schema");
    column.typed::<D>().write_batch(&there, Some(&levels), None)?;
    column.close()
}

fn number(value: &Value<'_>) -> Option<f64> {
    value.number()
}

/// Days from 1970-01-01 to a day `2023-04-05` (Howard Hinnant, “chrono-Compatible Low-Level Date Algorithms”).
fn day(date: &str) -> Option<i32> {
    let mut parts = date.splitn(3, '-').map(str::parse::<i32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let year = if month <= 2 { year - 1 } else { year };
    let (era, in_era) = (year.div_euclid(400), year.rem_euclid(400));
    let in_year = (153 * (month + if month > 2 { -3 } else { 9 }) + 2) / 5 + day - 1;
    Some(era * 146_097 + in_era * 365 + in_era / 4 - in_era / 100 + in_year - 719_468)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_count_from_the_epoch() {
        assert_eq!(day("1970-01-01"), Some(0));
        assert_eq!(day("2023-12-31"), Some(19_722));
        assert_eq!(day("2000-02-29"), Some(11_016));
        assert_eq!(day("1969-12-31"), Some(-1));
        assert_eq!(day("2023-13-01"), None);
        assert_eq!(day("二零二三"), None);
    }
}
