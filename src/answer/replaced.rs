//! Addresses that once named a thing, and what has taken their place.

use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

use super::records::RecordsError;
use super::sparql::CancellationToken;
use crate::ontology::iri::{ID, entity_iri};
use crate::ontology::vocab::{dcterms, skos};
use crate::store::Store;

/// The thing that has taken the place of another: what the graph says replaced it, else the thing that now has as another
/// name the one that the IRI was made of (names of one thing are joined when more is read, or by the curation file).
///
/// A thing that the graph knows is asked for once; for an IRI that it does not know, the other names of all things are
/// gone through.
pub fn replacement(
    store: &Store,
    thing: &NamedNode,
    cancel: &CancellationToken,
) -> Result<Option<NamedNode>, RecordsError> {
    for quad in store.matching(Some(thing.as_ref().into()), Some(dcterms::IS_REPLACED_BY), None) {
        if let Term::NamedNode(node) = quad?.object {
            return Ok(Some(node));
        }
    }
    match thing.as_str().strip_prefix(ID).and_then(|local| local.split_once('-')) {
        Some((kind, _)) if store.matching(Some(thing.as_ref().into()), None, None).next().is_none() => {
            joined(store, kind, thing, cancel)
        }
        _ => Ok(None),
    }
}

/// The thing with another name of which an IRI of the kind would be this one.
fn joined(
    store: &Store,
    kind: &str,
    thing: &NamedNode,
    cancel: &CancellationToken,
) -> Result<Option<NamedNode>, RecordsError> {
    let is_of_kind = |node: &NamedNode| {
        node.as_str().strip_prefix(ID).and_then(|local| local.split_once('-')).is_some_and(|(own, _)| own == kind)
    };
    for quad in store.matching(None, Some(skos::ALT_LABEL), None) {
        if cancel.is_cancelled() {
            return Err(RecordsError::Cancelled);
        }
        let quad = quad?;
        if let (NamedOrBlankNode::NamedNode(subject), Term::Literal(alias)) = (quad.subject, quad.object)
            && is_of_kind(&subject)
            && entity_iri(kind, alias.value()) == *thing
        {
            return Ok(Some(subject));
        }
    }
    Ok(None)
}
