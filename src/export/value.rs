//! Values with a type, and the columns they stand in: what all formats write attributes from.

use std::borrow::Cow;

use serde::ser::{Serialize, SerializeMap, Serializer};

/// What the values of a column are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Characters, without those that XML forbids.
    Text,
    /// A whole number.
    Integer,
    /// A number with a fraction.
    Decimal,
    /// True or false.
    Boolean,
    /// A day: `2023-01-31`.
    Date,
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value<'a> {
    /// Of [`Kind::Text`].
    Text(Cow<'a, str>),
    /// Of [`Kind::Integer`].
    Integer(i64),
    /// Of [`Kind::Decimal`]; finite.
    Decimal(f64),
    /// Of [`Kind::Decimal`]: a decimal of the graph with all its digits, which JSON and CSV keep.
    Exact(Cow<'a, str>),
    /// Of [`Kind::Boolean`].
    Boolean(bool),
    /// Of [`Kind::Date`].
    Date(Cow<'a, str>),
}

impl<'a> Value<'a> {
    /// A text that is there.
    pub(super) fn text(text: &'a str) -> Option<Self> {
        (!text.is_empty()).then_some(Self::Text(Cow::Borrowed(text)))
    }

    /// How many there are.
    pub(super) fn count(count: usize) -> Self {
        Self::Integer(i64::try_from(count).unwrap_or(i64::MAX))
    }

    /// As it is written where there are no types.
    pub(super) fn plain(&self) -> Cow<'_, str> {
        match self {
            Self::Text(text) | Self::Exact(text) | Self::Date(text) => Cow::Borrowed(text),
            Self::Integer(number) => number.to_string().into(),
            Self::Decimal(number) => number.to_string().into(),
            Self::Boolean(value) => value.to_string().into(),
        }
    }

    /// As a number, where it is one.
    pub(super) fn number(&self) -> Option<f64> {
        match self {
            Self::Integer(number) => Some(*number as f64),
            Self::Decimal(number) => Some(*number),
            Self::Exact(text) => text.parse().ok(),
            _ => None,
        }
    }
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Text(text) | Self::Date(text) => serializer.serialize_str(text),
            Self::Integer(number) => serializer.serialize_i64(*number),
            Self::Decimal(number) => serializer.serialize_f64(*number),
            Self::Exact(_) => serializer.serialize_f64(self.number().unwrap_or_default()),
            Self::Boolean(value) => serializer.serialize_bool(*value),
        }
    }
}

/// A column of a table of `T`.
pub(super) struct Column<T: 'static> {
    /// Its name, in lower case and ASCII.
    pub(super) name: &'static str,
    /// What its values are.
    pub(super) kind: Kind,
    /// The value in a row, where there is one.
    pub(super) get: fn(&T) -> Option<Value<'_>>,
}

/// The values of a row by the names of their columns, those that are there.
pub(super) struct Attributes<'a, T: 'static>(pub(super) &'a [&'static Column<T>], pub(super) &'a T);

impl<T> Attributes<'_, T> {
    /// Adds them to an object that has members of its own.
    pub(super) fn add_to<M: SerializeMap>(&self, map: &mut M) -> Result<(), M::Error> {
        for column in self.0 {
            if let Some(value) = (column.get)(self.1) {
                map.serialize_entry(column.name, &value)?;
            }
        }
        Ok(())
    }
}

impl<T> Serialize for Attributes<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        self.add_to(&mut map)?;
        map.end()
    }
}

/// Without the characters that XML 1.0 has no way to write (section 2.2), line ends as `\n`: one text in all formats.
pub(super) fn clean(text: &str) -> String {
    let is_forbidden =
        |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    if !text.contains(|c| is_forbidden(c) || c == '\r') {
        return text.to_owned();
    }
    text.replace("\r\n", "\n").replace('\r', "\n").chars().filter(|c| !is_forbidden(*c)).collect()
}

/// On one line: for formats whose texts cannot hold a line break.
pub(super) fn on_one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_xml_forbids_is_taken_out() {
        assert_eq!(clean("坏\u{1}\u{0}名\r\n二\r三\u{ffff} 🙂\tא"), "坏名\n二\n三 🙂\tא");
        assert_eq!(on_one_line(" 一\n二\t 三 "), "一 二 三");
    }
}
