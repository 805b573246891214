//! Views kept as long as the store does not change.

use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::sparql::CancellationToken;

use super::{Filter, FilterError, Projection, Shape, View};
use crate::answer::sparql::Query;
use crate::store::Store;

/// How many views are kept; of more the one that was asked for longest ago goes.
const KEPT: usize = 16;

/// Which view is wanted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Wanted {
    /// The text of its query.
    pub query: String,
    /// What of it is kept.
    pub filter: Filter,
    /// Onto which kind of thing it is projected; `None`: it is not.
    pub projection: Option<Projection>,
    /// What becomes of directions and parallel edges.
    pub shape: Shape,
}

/// The views of one store, each built when first asked for and again after a write to what it is of, and never changed.
#[derive(Debug, Default)]
pub struct Views {
    /// The store's version and the view, the one asked for last at the end.
    built: Mutex<Vec<(Wanted, u64, Arc<View>)>>,
}

impl Views {
    /// The view that is wanted, built by `query` unless there is one of the store's version.
    ///
    /// The lock is not held while a view is built: two who ask at once may both build it, and neither waits for the
    /// other's query.
    pub fn get(
        &self,
        store: &Store,
        wanted: &Wanted,
        query: impl FnOnce() -> Query,
        cancel: &CancellationToken,
    ) -> Result<Arc<View>, FilterError> {
        let version = version_for(store, &wanted.query);
        if let Some(view) = self.kept(wanted, version) {
            return Ok(view);
        }
        let whole = Wanted { query: wanted.query.clone(), ..Wanted::default() };
        let mut view = match self.kept(&whole, version) {
            Some(view) => view,
            None => self.keep(store, whole, version, Arc::new(View::build(store, query(), cancel)?)),
        };
        if wanted.filter != Filter::default() {
            view = Arc::new(wanted.filter.apply(&view, store, cancel)?);
        }
        if let Some(projection) = &wanted.projection {
            view = Arc::new(projection.apply(&view)?);
        }
        if wanted.shape != Shape::default() {
            view = Arc::new(wanted.shape.apply(&view));
        }
        Ok(self.keep(store, wanted.clone(), version, view))
    }

    fn kept(&self, wanted: &Wanted, version: u64) -> Option<Arc<View>> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        let at = built.iter().position(|(kept, at, _)| *at == version && kept == wanted)?;
        let found = built.remove(at);
        let view = Arc::clone(&found.2);
        built.push(found);
        Some(view)
    }

    fn keep(&self, store: &Store, wanted: Wanted, version: u64, view: Arc<View>) -> Arc<View> {
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.retain(|(kept, at, _)| *kept != wanted && *at == version_for(store, &kept.query));
        if built.len() >= KEPT {
            built.remove(0);
        }
        built.push((wanted, version, Arc::clone(&view)));
        view
    }
}

/// The version of what a query reads: of the facts, unless it may look into other graphs. What nodes and statements are
/// called is read from the facts alone.
fn version_for(store: &Store, query: &str) -> u64 {
    let query = query.to_ascii_uppercase();
    if ["GRAPH", "FROM"].iter().any(|word| query.contains(word)) { store.version() } else { store.facts_version() }
}
