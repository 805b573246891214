//! What there is, counted: one pass over each graph, kept until the store changes.

use std::collections::{BTreeMap, BTreeSet, HashSet};
use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, Term};

use crate::answer::sparql::{self, CancellationToken};
use crate::ontology::vocab::class;
use crate::serve::error::ApiError;
use crate::store::Store;

/// Classes of which one thing is shown as an example.
const EXAMPLES: [NamedNodeRef<'_>; 3] = [class::CASE, class::AGENCY, class::POLICY];

/// The counts of the store at one version.
#[derive(Default)]
pub(in crate::serve) struct Statistics(Mutex<Option<(u64, Arc<Counts>)>>);

/// What is counted.
#[derive(Debug, Default)]
pub(super) struct Counts {
    pub(super) default: GraphCounts,
    pub(super) named: BTreeMap<NamedNode, GraphCounts>,
}

/// Counts of one graph.
#[derive(Debug, Default)]
pub(super) struct GraphCounts {
    pub(super) triples: u64,
    pub(super) subjects: u64,
    pub(super) objects: u64,
    /// Instances by class.
    pub(super) classes: BTreeMap<NamedNode, u64>,
    /// Triples by property.
    pub(super) properties: BTreeMap<NamedNode, u64>,
    /// The first thing of each class of [`EXAMPLES`] that there is.
    pub(super) examples: BTreeMap<NamedNodeRef<'static>, NamedNode>,
}

impl Statistics {
    pub(super) fn of(&self, store: &Store, cancel: &CancellationToken) -> Result<Arc<Counts>, ApiError> {
        let version = store.version();
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some((_, counts)) = kept.as_ref().filter(|(known, _)| *known == version) {
            return Ok(Arc::clone(counts));
        }
        let counts = Arc::new(Counts::of(store, cancel)?);
        *kept = Some((version, Arc::clone(&counts)));
        Ok(counts)
    }
}

impl Counts {
    fn of(store: &Store, cancel: &CancellationToken) -> Result<Self, ApiError> {
        let default = GraphCounts::of(store, GraphNameRef::DefaultGraph, cancel)?;
        let mut named = BTreeMap::new();
        for graph in store.named_graphs() {
            let NamedOrBlankNode::NamedNode(name) = graph? else { continue };
            let counts = GraphCounts::of(store, name.as_ref().into(), cancel)?;
            named.insert(name, counts);
        }
        Ok(Self { default, named })
    }

    /// Triples of all graphs.
    pub(super) fn triples(&self) -> u64 {
        self.default.triples + self.named.values().map(|graph| graph.triples).sum::<u64>()
    }

    /// Namespaces of the properties and classes that are in use, in any graph.
    pub(super) fn vocabularies(&self) -> BTreeSet<&str> {
        let graphs = std::iter::once(&self.default).chain(self.named.values());
        let terms = graphs.flat_map(|graph| graph.properties.keys().chain(graph.classes.keys()));
        terms.filter_map(|term| namespace(term.as_str())).collect()
    }
}

impl GraphCounts {
    fn of(store: &Store, graph: GraphNameRef<'_>, cancel: &CancellationToken) -> Result<Self, ApiError> {
        let mut counts = Self::default();
        let (mut subjects, mut objects) = (HashSet::new(), HashSet::new());
        for quad in store.graph(graph) {
            sparql::go_on(cancel)?;
            let quad = quad?;
            counts.triples += 1;
            if quad.predicate == rdf::TYPE
                && let Term::NamedNode(class) = &quad.object
            {
                *counts.classes.entry(class.clone()).or_default() += 1;
                counts.show(class, &quad.subject);
            }
            *counts.properties.entry(quad.predicate).or_default() += 1;
            subjects.insert(quad.subject);
            objects.insert(quad.object);
        }
        counts.subjects = subjects.len() as u64;
        counts.objects = objects.len() as u64;
        Ok(counts)
    }

    /// Takes a thing as the example of its class, where it comes before the one there is.
    fn show(&mut self, class: &NamedNode, thing: &NamedOrBlankNode) {
        let shown = EXAMPLES.into_iter().find(|shown| *shown == class.as_ref());
        if let (Some(class), NamedOrBlankNode::NamedNode(thing)) = (shown, thing)
            && self.examples.get(&class).is_none_or(|known| thing < known)
        {
            self.examples.insert(class, thing.clone());
        }
    }
}

/// What an IRI begins with, to the last `#` or `/`; a host alone is none.
fn namespace(iri: &str) -> Option<&str> {
    let end = iri.rfind(['#', '/'])? + 1;
    (iri.find("://").is_none_or(|at| end > at + 3)).then(|| &iri[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_namespace_ends_with_its_last_sign() {
        assert_eq!(namespace("http://a/b#c"), Some("http://a/b#"));
        assert_eq!(namespace("http://a/b/c"), Some("http://a/b/"));
        assert_eq!((namespace("http://a"), namespace("urn:a:b")), (None, None));
    }
}
