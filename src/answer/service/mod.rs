//! The services that a query can call: full text and paths, as `SERVICE` blocks of SPARQL.
//!
//! A block is carried out before the query is and put in as the `VALUES` it amounts to (`rewrite`), so that the planner
//! sees constants: a search joined with patterns costs in the order of its hits. `block` reads what a block says; each
//! service knows its properties and gives rows (`search`, `path`). This is the one place that knows their names. Blocks
//! of other names are for other endpoints (`elsewhere`), which the engine asks as it comes to them.

mod block;
mod elsewhere;
mod path;
mod rewrite;
mod search;

use std::sync::Arc;

use oxigraph::model::NamedNode;
use oxigraph::sparql::CancellationToken;

pub use self::block::ServiceFault;
pub(in crate::answer) use self::elsewhere::Elsewhere;

use self::block::{Block, Table};
use self::rewrite::Rewriter;
use super::catalog::Catalog;
use super::network::Views;
use super::search::Search;
use super::sparql::{self, Query, QueryError, QueryResults};
use crate::outward::Outward;
use crate::store::{Steady, Store};

/// What the services answer from: each holds what it has made of the store for the next who asks.
#[derive(Clone, Copy)]
pub struct Services<'a> {
    /// The full text.
    pub search: &'a Search,
    /// The views of the graph.
    pub views: &'a Views,
    /// The queries of the views.
    pub catalog: &'a Catalog,
    /// The way to other endpoints; without one they are not asked.
    pub outward: Option<&'a Arc<Outward>>,
}

/// A service of our own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Name {
    Search,
    Path,
}

impl Name {
    /// The service of this IRI; others are elsewhere.
    fn of(iri: &NamedNode) -> Option<Self> {
        match iri.as_str() {
            "https://w3id.org/casegraph/service/search" => Some(Self::Search),
            "https://w3id.org/casegraph/service/path" => Some(Self::Path),
            _ => None,
        }
    }
}

/// What a service is asked with.
struct Context<'a> {
    services: Services<'a>,
    store: &'a Store,
    steady: &'a Steady<'a>,
    cancel: &'a CancellationToken,
    /// What is asked for the sake of a block counts as asked by its query.
    elsewhere: Elsewhere,
}

impl Context<'_> {
    /// The rows that a block amounts to.
    fn call(&self, name: Name, block: &Block, given: &Table) -> Result<Table, QueryError> {
        match name {
            Name::Search => search::rows(self, block, given),
            Name::Path => path::rows(self, block, given),
        }
    }
}

/// Starts a query that may call the services, all on one state of the store.
pub fn evaluate(
    services: Services<'_>,
    store: &Store,
    query: Query,
    cancel: &CancellationToken,
) -> Result<QueryResults<'static>, QueryError> {
    let query = reaching(services, query);
    if !rewrite::calls(query.pattern()) {
        return sparql::evaluate(store, query, cancel);
    }
    let steady = store.steady();
    let query = resolve(services, store, &steady, query, cancel)?;
    sparql::evaluate(store, query, cancel)
}

/// The query with the answers of the services in the place of their blocks; for a store that is held steady until it is
/// evaluated.
pub fn resolve(
    services: Services<'_>,
    store: &Store,
    steady: &Steady<'_>,
    query: Query,
    cancel: &CancellationToken,
) -> Result<Query, QueryError> {
    let query = reaching(services, query);
    let context = Context { services, store, steady, cancel, elsewhere: query.elsewhere().clone() };
    query.rewritten(|pattern, dataset| Rewriter::new(&context, dataset).query(pattern))
}

/// The query with the way to other endpoints.
fn reaching(services: Services<'_>, query: Query) -> Query {
    match services.outward {
        Some(outward) => query.reaching(&Elsewhere::new(outward)),
        None => query,
    }
}

#[cfg(test)]
mod tests;
