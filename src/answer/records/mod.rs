//! Lists of records: cases, entities, observations, recognitions, findings, filtered, sorted and paged.
//!
//! ```text
//! Request (list, filters, sort, limit, cursor, facets)  →  Records::page  →  Page (total, rows, next, facets)
//! ```
//!
//! [`list`] says in tables what there is to ask and to get; JSON and CSV (`write`) and the description of the interface
//! follow from the same tables. What a request filters, sorts or counts by is read from the store in one pass a field
//! and kept until the store changes; so the first page of a list costs a pass over the records' IRIs and one over
//! each field that is asked for, later ones look at small numbers in memory, and only the rows of the page are read whole.
//! Over 100,000 observations that is some tenths of a second once, and milliseconds a page; a field takes some four bytes
//! a record beside its distinct values.

mod column;
mod cursor;
mod fields;
mod filter;
pub mod list;
mod row;
mod table;
mod thing;
mod work;
mod write;

use std::collections::BTreeMap;

use oxigraph::model::NamedNode;

pub use self::filter::{ListTerm, terms};
pub use self::list::{Field, Filter, List, Shape, Wanted};
pub use self::row::{Quotation, Row, Rows, Thing, Value, concept_label};
pub use self::thing::{find, near_names};

pub use self::column::subjects_of;
pub use self::write::{Json, csv};

use self::table::{Table, Tables};
use self::work::Work;
use super::sparql::{CancellationToken, QueryError};
use crate::store::{Store, StoreError};

/// Rows of a page where no limit is given.
pub const DEFAULT_LIMIT: usize = 50;

/// Most rows of a page.
pub const MOST: usize = 1_000;

/// So often a page is begun anew because somebody wrote meanwhile.
const RETRIES: usize = 4;

/// Why there is no page.
#[derive(Debug, thiserror::Error)]
pub enum RecordsError {
    /// What was asked is not understood.
    #[error("{message}")]
    Asked {
        /// What is wrong, in one sentence without a full stop.
        message: String,
        /// What to do about it.
        hint: String,
    },
    /// The time was up, or nobody waits any more.
    #[error("the list was stopped before it was done")]
    Cancelled,
    /// The store was written to while it was read.
    #[error("the graph changes faster than it is read")]
    Changed,
    /// The store fails.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The rows cannot be written.
    #[error("the rows cannot be written: {0}")]
    Output(String),
}

impl RecordsError {
    fn asked(message: impl Into<String>, hint: impl Into<String>) -> Self {
        Self::Asked { message: message.into(), hint: hint.into() }
    }
}

impl From<RecordsError> for QueryError {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Cancelled => Self::Cancelled,
            RecordsError::Store(error) => error.into(),
            other => Self::Output(std::io::Error::other(other.to_string())),
        }
    }
}

/// What is asked of a list.
#[derive(Clone, Debug)]
pub struct Request {
    /// Which list.
    pub list: List,
    /// Values by name of the filter; of several values any is enough, of several filters all must hold.
    pub filters: BTreeMap<String, Vec<String>>,
    /// Names of fields, `-` before one that sorts downwards. Rows without a value come last, ties are broken by IRI.
    pub sort: Vec<String>,
    /// Rows of the page, at most [`MOST`].
    pub limit: usize,
    /// `next` of the page before.
    pub cursor: Option<String>,
    /// Names of fields whose values are counted, over the rows that fit all filters but that of the field itself.
    pub facets: Vec<String>,
}

impl Request {
    /// Asks for the first rows of a list.
    pub fn new(list: List) -> Self {
        let (filters, sort, facets) = (BTreeMap::new(), Vec::new(), Vec::new());
        Self { list, filters, sort, limit: DEFAULT_LIMIT, cursor: None, facets }
    }

    /// The same with one more value of a filter.
    #[must_use]
    pub fn with(mut self, filter: &str, value: &str) -> Self {
        self.filters.entry(filter.to_owned()).or_default().push(value.to_owned());
        self
    }

    /// What a cursor belongs to.
    fn digest(&self) -> String {
        format!("{:?} {:?} {:?}", self.list, self.filters, self.sort)
    }
}

/// A page of a list.
#[derive(Clone, Debug)]
pub struct Page {
    /// Rows that fit the filters, on all pages.
    pub total: usize,
    /// The rows.
    pub rows: Vec<Row>,
    /// Hand it back for the next page; `None` on the last.
    pub next: Option<String>,
    /// The counted fields in the order they were asked for.
    pub facets: Vec<(String, Vec<FacetValue>)>,
    /// Version of the store it was read from.
    pub version: u64,
}

/// A value of a field, and how many rows have it.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
pub struct FacetValue {
    /// What a filter takes: the code of a term, the IRI of a thing, the text.
    pub value: String,
    /// What it is called in Chinese.
    pub zh: String,
    /// What it is called in English, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
    /// How many rows have it.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub count: Option<usize>,
}

/// The lists of one store, with what was read for them so far. Shared by all who ask.
#[derive(Debug, Default)]
pub struct Records {
    tables: Tables,
}

impl Records {
    /// A page of a list.
    pub fn page(&self, store: &Store, request: &Request, cancel: &CancellationToken) -> Result<Page, RecordsError> {
        unchanged(|| self.try_page(store, request, cancel))
    }

    /// The IRIs of all rows that fit the filters of a request, in its order; its limit and cursor are not looked at.
    pub fn all(
        &self,
        store: &Store,
        request: &Request,
        cancel: &CancellationToken,
    ) -> Result<Vec<NamedNode>, RecordsError> {
        unchanged(|| {
            let table = self.tables.get(store, request.list, cancel)?;
            let work = Work { store, table: &table, request, cancel };
            let (order, fitting) = (work.order()?, work.filters()?.fitting(&table));
            let found = Work::sorted(fitting, &order).into_iter().map(|record| table.iri(record).clone()).collect();
            still(store, &table)?;
            Ok(found)
        })
    }

    fn try_page(&self, store: &Store, request: &Request, cancel: &CancellationToken) -> Result<Page, RecordsError> {
        let table = self.tables.get(store, request.list, cancel)?;
        let work = Work { store, table: &table, request, cancel };
        let order = work.order()?;
        let facets = work.facet_fields()?;
        let filters = work.filters()?;
        let fitting = filters.fitting(&table);
        let total = fitting.len();
        let (records, next) = work.cut(fitting, &order)?;
        let mut rows = Rows::new(store);
        let page_rows = records.iter().map(|record| rows.row(request.list, table.iri(*record)));
        let page_rows = page_rows.collect::<Result<Vec<_>, _>>()?;
        let facets = work.facets(&facets, &filters, &mut rows)?;
        still(store, &table)?;
        Ok(Page { total, rows: page_rows, next, facets, version: table.version })
    }
}

/// An answer read while nobody wrote to the store.
fn unchanged<T>(read: impl Fn() -> Result<T, RecordsError>) -> Result<T, RecordsError> {
    for _ in 0..RETRIES {
        match read() {
            Err(RecordsError::Changed) => {}
            done => return done,
        }
    }
    Err(RecordsError::Changed)
}

/// Whether the store is still the one that the table was read from.
fn still(store: &Store, table: &Table) -> Result<(), RecordsError> {
    if store.version() == table.version { Ok(()) } else { Err(RecordsError::Changed) }
}
