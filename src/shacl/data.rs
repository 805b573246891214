//! The graph that is checked, asked the few things that SHACL asks.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, NamedOrBlankNodeRef, Term, TermRef};

use super::shape::Path;
use crate::store::{Store, StoreError};

/// The default graph of a store.
pub(super) struct Data<'a> {
    pub(super) store: &'a Store,
    /// For each class asked about: itself and its subclasses.
    subclasses: BTreeMap<NamedNode, Vec<NamedNode>>,
}

impl<'a> Data<'a> {
    /// `classes` are those that will be asked about.
    pub(super) fn new<'b>(
        store: &'a Store,
        classes: impl IntoIterator<Item = &'b NamedNode>,
    ) -> Result<Self, StoreError> {
        let mut subclasses = BTreeMap::new();
        for class in classes {
            if !subclasses.contains_key(class) {
                subclasses.insert(class.clone(), class_and_subclasses(store, class)?);
            }
        }
        Ok(Self { store, subclasses })
    }

    /// What a path leads to, in a fixed order, each once.
    pub(super) fn values(&self, focus: &Term, path: &Path) -> Result<Vec<Term>, StoreError> {
        match path {
            Path::Forward(property) => objects(self.store, focus, property),
            Path::Inverse(property) => subjects(self.store, property, focus),
        }
    }

    /// The instances of a class, in a fixed order, each once.
    pub(super) fn instances(&self, class: &NamedNode) -> Result<Vec<Term>, StoreError> {
        let mut instances = BTreeMap::new();
        for class in self.class(class) {
            for instance in subjects(self.store, &rdf::TYPE.into(), &class.clone().into())? {
                instances.insert(instance.to_string(), instance);
            }
        }
        Ok(instances.into_values().collect())
    }

    pub(super) fn is_instance(&self, term: &Term, class: &NamedNode) -> Result<bool, StoreError> {
        let Some(subject) = as_subject(term) else { return Ok(false) };
        for class in self.class(class) {
            if self.store.contains(subject, rdf::TYPE, class.as_ref().into())? {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn class(&self, class: &NamedNode) -> &[NamedNode] {
        self.subclasses.get(class).expect("the classes of the shapes are looked up at the start")
    }
}

fn class_and_subclasses(store: &Store, class: &NamedNode) -> Result<Vec<NamedNode>, StoreError> {
    let (mut known, mut open) = (BTreeSet::new(), vec![class.clone()]);
    while let Some(class) = open.pop() {
        for narrower in subjects(store, &rdfs::SUB_CLASS_OF.into(), &class.clone().into())? {
            if let Term::NamedNode(narrower) = narrower
                && !known.contains(&narrower)
            {
                open.push(narrower);
            }
        }
        known.insert(class);
    }
    Ok(known.into_iter().collect())
}

fn objects(store: &Store, subject: &Term, property: &NamedNode) -> Result<Vec<Term>, StoreError> {
    let Some(subject) = as_subject(subject) else { return Ok(Vec::new()) };
    let quads = store.matching(Some(subject), Some(property.as_ref()), None);
    sorted(quads.map(|quad| Ok(quad?.object)))
}

fn subjects(store: &Store, property: &NamedNode, object: &Term) -> Result<Vec<Term>, StoreError> {
    let quads = store.matching(None, Some(property.as_ref()), Some(object.as_ref()));
    sorted(quads.map(|quad| Ok(quad?.subject.into())))
}

/// The engine's order is that of writing; a report must not depend on it.
fn sorted(terms: impl Iterator<Item = Result<Term, StoreError>>) -> Result<Vec<Term>, StoreError> {
    let mut terms = terms.collect::<Result<Vec<_>, _>>()?;
    if terms.len() > 1 {
        terms.sort_by_cached_key(ToString::to_string);
    }
    Ok(terms)
}

fn as_subject(term: &Term) -> Option<NamedOrBlankNodeRef<'_>> {
    match term.as_ref() {
        TermRef::NamedNode(node) => Some(node.into()),
        TermRef::BlankNode(node) => Some(node.into()),
        TermRef::Literal(_) => None,
    }
}

/// A node of a shapes file as a subject.
pub(super) fn to_subject(term: &Term) -> Option<NamedOrBlankNode> {
    as_subject(term).map(NamedOrBlankNodeRef::into_owned)
}
