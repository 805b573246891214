//! The documented head of a saved query: comment lines `#+ key: value`, a small part of YAML.
//!
//! ```text
//! #+ summary: Who reported a case
//! #+ summary_zh: 某案例由哪些单位报送
//! #+ tags: case, agency
//! #+ defaults:
//! #+   - number: 4
//! ```
//!
//! A key holds one line of text, or a list of `- name: text` lines below it. `_zh` after a key is its Chinese.

use std::collections::BTreeMap;

/// A text in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Bilingual {
    /// English.
    pub en: String,
    /// Chinese.
    pub zh: String,
}

/// What is wrong with a head.
#[derive(Debug, PartialEq, Eq, thiserror::Error)]
pub enum HeadError {
    /// A line is neither `key: value` nor `- name: value`.
    #[error("line {line}: write `#+ key: value`, or `#+   - name: value` below a key")]
    Line {
        /// One-based.
        line: usize,
    },
    /// A text every head has is not there.
    #[error("the head has no `#+ {key}: …`")]
    Missing {
        /// The key.
        key: String,
    },
    /// A parameter is described that the query does not have.
    #[error("the head speaks of the parameter {name}, but the query has no variable ?_{name}_…")]
    Parameter {
        /// Its name.
        name: String,
    },
}

/// A head, read but not yet understood.
#[derive(Debug, Default)]
pub(super) struct Head {
    texts: BTreeMap<String, String>,
    lists: BTreeMap<String, Vec<(String, String)>>,
}

impl Head {
    pub(super) fn read(text: &str) -> Result<Self, HeadError> {
        let mut head = Self::default();
        let mut list = None;
        for (index, line) in text.lines().enumerate() {
            let Some(content) = line.strip_prefix("#+") else { continue };
            let wrong = || HeadError::Line { line: index + 1 };
            if let Some(item) = content.trim().strip_prefix("- ") {
                let (name, value) = item.split_once(':').ok_or_else(wrong)?;
                let key: &String = list.as_ref().ok_or_else(wrong)?;
                let entry = (name.trim().to_owned(), unquote(value).to_owned());
                head.lists.entry(key.clone()).or_default().push(entry);
                continue;
            }
            let (key, value) = content.split_once(':').ok_or_else(wrong)?;
            list = Some(key.trim().to_owned());
            head.texts.insert(key.trim().to_owned(), unquote(value).to_owned());
        }
        Ok(head)
    }

    /// A text that must be there in both languages.
    pub(super) fn required(&self, key: &str) -> Result<Bilingual, HeadError> {
        let text = |key: String| match self.texts.get(&key).filter(|text| !text.is_empty()) {
            Some(text) => Ok(text.clone()),
            None => Err(HeadError::Missing { key }),
        };
        Ok(Bilingual { en: text(key.to_owned())?, zh: text(format!("{key}_zh"))? })
    }

    /// The words of a list on one line, divided by commas.
    pub(super) fn words(&self, key: &str) -> Vec<String> {
        words(self.texts.get(key).map_or("", String::as_str))
    }

    /// The items below a key, in order.
    pub(super) fn list(&self, key: &str) -> &[(String, String)] {
        self.lists.get(key).map_or(&[], Vec::as_slice)
    }

    /// The first item of this name below a key.
    pub(super) fn item(&self, key: &str, name: &str) -> Option<&str> {
        self.list(key).iter().find(|(item, _)| item == name).map(|(_, value)| value.as_str())
    }
}

/// The words of a text, divided by commas.
pub(super) fn words(text: &str) -> Vec<String> {
    text.split(',').map(str::trim).filter(|word| !word.is_empty()).map(str::to_owned).collect()
}

/// A value without the quotation marks YAML may want around it.
fn unquote(value: &str) -> &str {
    let value = value.trim();
    value.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')).unwrap_or(value)
}
