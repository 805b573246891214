//! Views kept as long as the store does not change.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::sparql::CancellationToken;

use super::{View, ViewError};
use crate::answer::sparql::Query;
use crate::store::Store;

/// The shipped views of one store, each built when first asked for and again after a write.
#[derive(Debug, Default)]
pub struct Views {
    built: Mutex<BTreeMap<String, (u64, Arc<View>)>>,
}

impl Views {
    /// The view of this name, built by `query` unless there is one of the store's version.
    ///
    /// The lock is not held while a view is built: two who ask at once may both build it, and neither waits for the
    /// other's query.
    pub fn get(
        &self,
        store: &Store,
        name: &str,
        query: impl FnOnce() -> Query,
        cancel: &CancellationToken,
    ) -> Result<Arc<View>, ViewError> {
        let version = store.version();
        let kept = |built: &BTreeMap<String, (u64, Arc<View>)>| match built.get(name) {
            Some((at, view)) if *at == version => Some(Arc::clone(view)),
            _ => None,
        };
        if let Some(view) = kept(&self.built.lock().unwrap_or_else(PoisonError::into_inner)) {
            return Ok(view);
        }
        let view = Arc::new(View::build(store, query(), cancel)?);
        let mut built = self.built.lock().unwrap_or_else(PoisonError::into_inner);
        built.insert(name.to_owned(), (version, Arc::clone(&view)));
        Ok(view)
    }
}
