//! Where a page ends → where the next begins, as a word that clients hand back.
//!
//! It holds the sort keys and the IRI of the last row, not a position: after a write the next page goes on behind that row,
//! so that no row comes twice and none that was there all along is left out. It belongs to one list, one set of filters and
//! one order, whose digest is in it.

use sha2::{Digest, Sha256};

use super::RecordsError;
use super::column::Key;
use crate::document::hex;

/// Bytes of the digest that are kept.
const DIGEST: usize = 8;

/// The last row of a page.
#[derive(Debug, PartialEq, serde::Serialize, serde::Deserialize)]
pub(super) struct Cursor {
    /// What was asked, in few characters.
    #[serde(rename = "q")]
    digest: String,
    /// The key of each part of the order.
    #[serde(rename = "k")]
    pub(super) keys: Vec<Option<Key>>,
    #[serde(rename = "i")]
    pub(super) iri: String,
}

impl Cursor {
    pub(super) fn new(asked: &str, keys: Vec<Option<Key>>, iri: &str) -> Self {
        Self { digest: digest(asked), keys, iri: iri.to_owned() }
    }

    pub(super) fn encode(&self) -> String {
        hex(&serde_json::to_vec(self).expect("keys and texts are JSON"))
    }

    pub(super) fn decode(text: &str, asked: &str, keys: usize) -> Result<Self, RecordsError> {
        let wrong = |message: &str| {
            let hint = "take it from `next` of the page before, with the same filters and sort; leave it out to begin";
            RecordsError::asked(message, hint)
        };
        let cursor: Self = bytes(text)
            .and_then(|bytes| serde_json::from_slice(&bytes).ok())
            .ok_or_else(|| wrong("the cursor is none that was given out"))?;
        if cursor.digest != digest(asked) || cursor.keys.len() != keys {
            return Err(wrong("the cursor is of another list, other filters or another order"));
        }
        Ok(cursor)
    }
}

fn digest(asked: &str) -> String {
    hex(&Sha256::digest(asked)[..DIGEST])
}

fn bytes(hex: &str) -> Option<Vec<u8>> {
    let digits = hex.as_bytes();
    if !digits.len().is_multiple_of(2) {
        return None;
    }
    let value = |digit: u8| char::from(digit).to_digit(16).map(|value| value as u8);
    digits.chunks_exact(2).map(|pair| Some(value(pair[0])? << 4 | value(pair[1])?)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_as_it_was_for_the_same_question_only() {
        let keys = vec![Some(Key::Number("99.63".parse().unwrap())), None, Some(Key::Text("办结率".to_owned()))];
        let cursor = Cursor::new("sort=-value", keys, "https://w3id.org/casegraph/id/observation-1");
        let text = cursor.encode();
        assert_eq!(Cursor::decode(&text, "sort=-value", 3).unwrap(), cursor);
        assert!(Cursor::decode(&text, "sort=value", 3).is_err());
        assert!(Cursor::decode(&text, "sort=-value", 2).is_err());
        for wrong in ["", "0", "zz", "7b7d", "办"] {
            assert!(Cursor::decode(wrong, "sort=-value", 3).is_err(), "{wrong}");
        }
    }
}
