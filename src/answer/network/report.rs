//! The shipped views by name, for whoever asks for nothing else.

use std::sync::Arc;

use oxigraph::sparql::CancellationToken;

use super::{FilterError, View, Views, Wanted};
use crate::answer::catalog::Catalog;
use crate::store::Store;

/// Why there is no view.
#[derive(Debug, thiserror::Error)]
pub enum NetworkError {
    /// There is no view of this name.
    #[error("there is no view {name}")]
    NoView {
        /// What was asked for.
        name: String,
        /// The views there are.
        known: Vec<String>,
    },
    /// The view cannot be built.
    #[error(transparent)]
    View(#[from] FilterError),
}

impl NetworkError {
    /// What to do about it.
    pub fn hint(&self) -> Option<String> {
        match self {
            Self::NoView { known, .. } => Some(format!("there are {}", known.join(", "))),
            Self::View(error) => error.hint(),
        }
    }
}

/// The shipped view of this name, from the cache where the store has not changed.
pub fn view(
    store: &Store,
    catalog: &Catalog,
    views: &Views,
    name: &str,
    cancel: &CancellationToken,
) -> Result<Arc<View>, NetworkError> {
    let Some(saved) = catalog.view(name) else {
        let known = catalog.views().map(|view| view.name.clone()).collect();
        return Err(NetworkError::NoView { name: name.to_owned(), known });
    };
    let query = || saved.prepare(&std::collections::BTreeMap::new()).expect("parameters of views have defaults");
    let wanted = Wanted { query: saved.text.clone(), ..Wanted::default() };
    Ok(views.get(store, &wanted, query, cancel)?)
}
