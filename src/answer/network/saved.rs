//! The views that are shipped, by name.

use std::collections::BTreeMap;
use std::sync::Arc;

use oxigraph::sparql::CancellationToken;

use super::{FilterError, View, Views, Wanted};
use crate::answer::catalog::{Catalog, SavedQuery};
use crate::answer::sparql::Query;
use crate::store::Store;

/// Why there is no view.
#[derive(Debug, thiserror::Error)]
pub enum SavedError {
    /// There is no view of this name.
    #[error(transparent)]
    Unknown(#[from] UnknownView),
    /// The view cannot be built.
    #[error(transparent)]
    View(#[from] FilterError),
}

/// There is no view of this name.
#[derive(Debug, thiserror::Error)]
#[error("there is no view {name}")]
pub struct UnknownView {
    /// What was asked for.
    pub name: String,
    /// The views there are.
    pub known: Vec<String>,
}

impl UnknownView {
    /// What to write instead.
    pub fn hint(&self) -> String {
        format!("there are {}", self.known.join(", "))
    }
}

/// The saved view of this name, and its query.
pub fn saved<'a>(catalog: &'a Catalog, name: &str) -> Result<(&'a SavedQuery, Query), UnknownView> {
    let Some(saved) = catalog.view(name) else {
        let known = catalog.views().map(|view| view.name.clone()).collect();
        return Err(UnknownView { name: name.to_owned(), known });
    };
    let query = saved.prepare(&BTreeMap::new()).expect("parameters of views have defaults");
    Ok((saved, query))
}

/// The whole view of this name, from the cache where the store has not changed.
pub fn view(
    store: &Store,
    catalog: &Catalog,
    views: &Views,
    name: &str,
    cancel: &CancellationToken,
) -> Result<Arc<View>, SavedError> {
    let (saved, query) = saved(catalog, name)?;
    let wanted = Wanted { query: saved.text.clone(), ..Wanted::default() };
    Ok(views.get(store, &wanted, || query, cancel)?)
}
