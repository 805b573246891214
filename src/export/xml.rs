//! Texts and attributes of XML.

use std::borrow::Cow;
use std::fmt::{Display, Formatter, Result};

use quick_xml::escape::{escape, partial_escape};

/// A text between tags.
pub(super) struct Text<'a>(pub(super) &'a str);

/// The value of an attribute between double quotes: line breaks and tabs are references, for a parser makes spaces of
/// them otherwise (XML 1.0, section 3.3.3).
pub(super) struct Attribute<'a>(pub(super) &'a str);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        f.write_str(&partial_escape(self.0))
    }
}

impl Display for Attribute<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> Result {
        let mut escaped = escape(self.0);
        if escaped.contains(['\n', '\t']) {
            escaped = Cow::Owned(escaped.replace('\n', "&#10;").replace('\t', "&#9;"));
        }
        f.write_str(&escaped)
    }
}
