//! The IRIs of things: ASCII, and the same for the same thing whichever document names it.

use std::fmt::Display;

use oxigraph::model::NamedNode;
use sha2::{Digest, Sha256};

use crate::document::hex;

/// Where the IRIs of cases, entities, facts and evidence begin.
pub const ID: &str = "https://w3id.org/casegraph/id/";

/// Hex digits of a hash in an IRI: forty bits keep a million things apart with a chance of two in five, ten thousand with
/// one in twenty thousand.
const HASH_DIGITS: usize = 10;

/// `id/<kind>-<hash>`, the hash taken over kind and identity. `kind` is the lower-case class name: `agency`,
/// `organization`, `place`, `policy`, `programme` or `target`.
pub fn entity_iri(kind: &str, identity: &str) -> NamedNode {
    let digest = hex(&Sha256::digest(format!("{kind}\n{identity}")));
    id_iri(format_args!("{kind}-{}", &digest[..HASH_DIGITS]))
}

/// The IRI of an administrative division by its GB/T 2260 code.
pub fn place_iri(code: &str) -> NamedNode {
    id_iri(format_args!("place-{code}"))
}

/// An IRI under [`ID`]; `local` must be ASCII letters, digits, `-`, `.` and `_`.
pub fn id_iri(local: impl Display) -> NamedNode {
    NamedNode::new_unchecked(format!("{ID}{local}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_iri_follows_from_kind_and_identity_alone() {
        assert_eq!(entity_iri("place", "中国").as_str(), "https://w3id.org/casegraph/id/place-ce7087a903");
        assert_ne!(entity_iri("agency", "中国"), entity_iri("place", "中国"));
        assert_eq!(place_iri("450300").as_str(), "https://w3id.org/casegraph/id/place-450300");
    }
}
