//! What people call a thing → the things of the store that are called so.

use std::collections::BTreeSet;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, LiteralRef, NamedNode, NamedOrBlankNodeRef, Term, TermRef};
use oxsdatatypes::Integer;

use super::RecordsError;
use super::column::subjects_of;
use crate::answer::{near, prefix};
use crate::ontology::iri::ID;
use crate::ontology::vocab::{cg, class, dcterms, skos};
use crate::store::Store;

/// The things of an IRI (in full, with a well-known prefix, or its last part), a code, a document number, a name, another
/// name or a title, in this order: the first way that leads somewhere decides.
pub fn find(store: &Store, text: &str) -> Result<BTreeSet<NamedNode>, RecordsError> {
    let text = text.trim();
    if let Some(node) = by_iri(store, text)? {
        return Ok(BTreeSet::from([node]));
    }
    let plain = LiteralRef::new_simple_literal(text);
    let tagged = ["zh", "en"].map(|language| Literal::new_language_tagged_literal_unchecked(text, language));
    let number =
        text.parse::<Integer>().ok().map(|number| Literal::new_typed_literal(number.to_string(), xsd::INTEGER));
    for (property, is_plain) in [
        (cg::ADMIN_CODE, true),
        (cg::COUNTRY_CODE, true),
        (cg::DOC_NUMBER, true),
        (dcterms::IDENTIFIER, true),
        (cg::NAME, true),
        (dcterms::TITLE, false),
        (skos::ALT_LABEL, false),
        (rdfs::LABEL, false),
        (skos::PREF_LABEL, false),
        (skos::NOTATION, true),
    ] {
        let mut found = BTreeSet::new();
        if is_plain {
            found.extend(subjects_of(store, property, TermRef::Literal(plain))?);
        } else {
            for name in &tagged {
                found.extend(subjects_of(store, property, TermRef::Literal(name.as_ref()))?);
            }
        }
        if !found.is_empty() {
            return Ok(found);
        }
    }
    match number {
        Some(number) => Ok(subjects_of(store, cg::NUMBER, TermRef::Literal(number.as_ref()))?.into_iter().collect()),
        None => Ok(BTreeSet::new()),
    }
}

/// The node of an IRI, where the store says something of it.
fn by_iri(store: &Store, text: &str) -> Result<Option<NamedNode>, RecordsError> {
    let bare = text.trim_start_matches('<').trim_end_matches('>');
    for iri in [Some(bare.to_owned()), prefix::expand(bare), Some(format!("{ID}{bare}"))].into_iter().flatten() {
        let Ok(node) = NamedNode::new(iri) else { continue };
        if store.matching(Some(NamedOrBlankNodeRef::NamedNode(node.as_ref())), None, None).next().transpose()?.is_some()
        {
            return Ok(Some(node));
        }
    }
    Ok(None)
}

/// Places and all that lies in them, at any depth.
pub(super) fn with_parts(store: &Store, places: &BTreeSet<NamedNode>) -> Result<BTreeSet<NamedNode>, RecordsError> {
    let mut all = places.clone();
    let mut open: Vec<NamedNode> = places.iter().cloned().collect();
    while let Some(place) = open.pop() {
        for part in subjects_of(store, cg::LOCATED_IN, TermRef::NamedNode(place.as_ref()))? {
            let is_place = store.contains(part.as_ref().into(), rdf::TYPE, class::PLACE.into())?;
            if is_place && all.insert(part.clone()) {
                open.push(part);
            }
        }
    }
    Ok(all)
}

/// Names of the store most like a text.
pub fn near_names(store: &Store, text: &str) -> Result<Vec<String>, RecordsError> {
    let mut names = Vec::new();
    for property in [cg::NAME, dcterms::TITLE] {
        for quad in store.matching(None, Some(property), None) {
            if let Term::Literal(name) = quad?.object {
                names.push(name.destruct().0);
            }
        }
    }
    Ok(near::nearest(text, names.iter().map(|name| (name.as_str(), name.as_str()))))
}
