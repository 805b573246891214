//! Lists of records: cases, entities, observations, recognitions, findings, filtered, sorted and paged.
//!
//! ```text
//! Request (list, filters, sort, limit, cursor, facets)  →  Records::page  →  Page (total, rows, next, facets)
//! ```
//!
//! [`list`] says in tables what there is to ask and to get; JSON and CSV ([`write`]) and the description of the interface
//! follow from the same tables. What a request filters, sorts or counts by is read from the store in one pass a field
//! and kept until the store changes; so the first page of a list costs a pass over the records' IRIs and one over
//! each field that is asked for, later ones look at small numbers in memory, and only the rows of the page are read whole.
//! Over 100,000 observations that is some tenths of a second once, and milliseconds a page; a field takes some four bytes
//! a record beside its distinct values.

mod column;
mod cursor;
mod filter;
pub mod list;
mod row;
mod table;
mod thing;
mod write;

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::sync::Arc;

pub use self::filter::{ListTerm, terms};
pub use self::list::{Field, Filter, List, Shape, Wanted};
pub use self::row::{Quotation, Row, Rows, Thing, Value, concept_label};
pub use self::thing::{find, near_names};

pub use self::column::subjects_of;
pub use self::write::{Json, csv};

use self::column::{Column, Key};
use self::cursor::Cursor;
use self::filter::Matcher;
use self::list::Source;
use self::table::{Table, Tables};
use super::sparql::{CancellationToken, QueryError};
use crate::store::{Store, StoreError};
use oxigraph::model::NamedNode;

/// Rows of a page where no limit is given.
pub const DEFAULT_LIMIT: usize = 50;

/// Most rows of a page.
pub const MOST: usize = 1_000;

/// Most values of a facet, the most frequent first.
const FACET_VALUES: usize = 100;

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
        for _ in 0..RETRIES {
            match self.try_page(store, request, cancel) {
                Err(RecordsError::Changed) => {}
                done => return done,
            }
        }
        Err(RecordsError::Changed)
    }

    fn try_page(&self, store: &Store, request: &Request, cancel: &CancellationToken) -> Result<Page, RecordsError> {
        let table = self.tables.get(store, request.list, cancel)?;
        let work = Work { store, table: &table, request, cancel };
        let order = work.order()?;
        let facets = work.facet_fields()?;
        let filters = work.filters()?;
        let fitting: Vec<u32> = (0..table.len() as u32).filter(|record| filters.fit(*record, None)).collect();
        let total = fitting.len();
        let (records, next) = work.cut(fitting, &order)?;
        let mut rows = Rows::new(store);
        let page_rows = records.iter().map(|record| rows.row(request.list, table.iri(*record)));
        let page_rows = page_rows.collect::<Result<Vec<_>, _>>()?;
        let facets = work.facets(&facets, &filters, &mut rows)?;
        if store.version() != table.version {
            return Err(RecordsError::Changed);
        }
        Ok(Page { total, rows: page_rows, next, facets, version: table.version })
    }
}

/// One part of an order.
struct Part {
    column: Arc<Column>,
    is_downwards: bool,
}

/// The filters of a request, each with its column.
struct Filters(Vec<(&'static str, Arc<Column>, Matcher)>);

impl Filters {
    /// Whether a record fits all filters, but for one.
    fn fit(&self, record: u32, but: Option<&str>) -> bool {
        self.0.iter().all(|(name, column, matcher)| Some(*name) == but || matcher.fits(column, record))
    }
}

/// A request on its table.
struct Work<'w> {
    store: &'w Store,
    table: &'w Table,
    request: &'w Request,
    cancel: &'w CancellationToken,
}

impl Work<'_> {
    fn column(&self, source: Source, by_name: bool) -> Result<Arc<Column>, RecordsError> {
        self.table.column(self.store, source, by_name, self.cancel)
    }

    fn field(&self, name: &str, what: &str) -> Result<&'static Field, RecordsError> {
        let fields = self.request.list.fields();
        fields.iter().find(|field| field.name == name).ok_or_else(|| {
            let known: Vec<_> = self.request.list.sort_keys().collect();
            RecordsError::asked(
                format!("{what}={name}: there is no such field"),
                format!("there are {}", known.join(", ")),
            )
        })
    }

    fn order(&self) -> Result<Vec<Part>, RecordsError> {
        let mut order = Vec::new();
        for key in &self.request.sort {
            let (name, is_downwards) = key.strip_prefix('-').map_or((key.as_str(), false), |name| (name, true));
            if name == "iri" {
                if is_downwards {
                    let hint = "leave it out: ties are broken by IRI, upwards";
                    return Err(RecordsError::asked("sort=-iri: the last part of an order is the IRI, upwards", hint));
                }
                // All rows differ in it: what comes after it sorts nothing.
                break;
            }
            let field = self.field(name, "sort")?;
            let by_name = matches!(field.shape, Shape::Thing);
            order.push(Part { column: self.column(field.source, by_name)?, is_downwards });
        }
        Ok(order)
    }

    fn filters(&self) -> Result<Filters, RecordsError> {
        let list = self.request.list;
        let mut filters = Vec::new();
        for (name, values) in &self.request.filters {
            let filter = list.filters().iter().find(|filter| filter.name == *name).ok_or_else(|| {
                let known: Vec<_> = list.filters().iter().map(|filter| filter.name).collect();
                RecordsError::asked(
                    format!("{} have no filter {name}", list.name()),
                    format!("there are {}", known.join(", ")),
                )
            })?;
            let column = self.column(filter.source, false)?;
            let matcher = filter::matcher(self.store, list, filter, values, &column)?;
            filters.push((filter.name, column, matcher));
        }
        let mentioned = list.filters().iter().find(|filter| filter.wanted == Wanted::Mentioned);
        if let Some(filter) = mentioned.filter(|filter| !self.request.filters.contains_key(filter.name)) {
            let column = self.column(filter.source, false)?;
            let matcher = filter::matcher(self.store, list, filter, &["true".to_owned()], &column)?;
            filters.push((filter.name, column, matcher));
        }
        Ok(Filters(filters))
    }

    /// The records of the page, in order, and the cursor behind them.
    fn cut(&self, mut fitting: Vec<u32>, order: &[Part]) -> Result<(Vec<u32>, Option<String>), RecordsError> {
        let digest = self.request.digest();
        if let Some(text) = &self.request.cursor {
            let cursor = Cursor::decode(text, &digest, order.len())?;
            fitting.retain(|record| self.against(*record, &cursor, order) == Ordering::Greater);
        }
        let limit = self.request.limit.clamp(1, MOST);
        // Records stand by IRI, so that their numbers break ties.
        let compare = |a: &u32, b: &u32| compare(*a, *b, order).then(a.cmp(b));
        if fitting.len() > limit {
            fitting.select_nth_unstable_by(limit, compare);
        }
        let has_more = fitting.len() > limit;
        fitting.truncate(limit);
        fitting.sort_unstable_by(compare);
        let last = fitting.last().filter(|_| has_more);
        let next = last.map(|last| {
            let keys = order.iter().map(|part| part.column.key(*last).cloned()).collect();
            Cursor::new(&digest, keys, self.table.iri(*last).as_str()).encode()
        });
        Ok((fitting, next))
    }

    /// Where a record stands against the row that a page ended with.
    fn against(&self, record: u32, cursor: &Cursor, order: &[Part]) -> Ordering {
        for (part, key) in order.iter().zip(&cursor.keys) {
            let one = by_key(part.column.key(record), key.as_ref(), part.is_downwards);
            if one != Ordering::Equal {
                return one;
            }
        }
        self.table.iri(record).as_str().cmp(cursor.iri.as_str())
    }

    fn facet_fields(&self) -> Result<Vec<&'static Field>, RecordsError> {
        let list = self.request.list;
        let field = |name: &String| {
            list.facets().find(|field| field.name == *name).ok_or_else(|| {
                let known: Vec<_> = list.facets().map(|field| field.name).collect();
                RecordsError::asked(
                    format!("facets={name}: it is not counted"),
                    format!("there are {}", known.join(", ")),
                )
            })
        };
        self.request.facets.iter().map(field).collect()
    }

    fn facets(
        &self,
        fields: &[&'static Field],
        filters: &Filters,
        rows: &mut Rows<'_>,
    ) -> Result<Vec<(String, Vec<FacetValue>)>, RecordsError> {
        let mut facets = Vec::new();
        for field in fields {
            let column = self.column(field.source, false)?;
            let own = self.request.list.filters().iter().find(|filter| filter.source == field.source);
            let but = own.map(|filter| filter.name);
            let mut counts = vec![0; column.values.len()];
            for record in (0..self.table.len() as u32).filter(|record| filters.fit(*record, but)) {
                for code in column.codes(record) {
                    counts[*code as usize] += 1;
                }
            }
            let mut counted: Vec<(usize, usize)> =
                counts.into_iter().enumerate().filter(|(_, count)| *count > 0).collect();
            counted.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
            counted.truncate(FACET_VALUES);
            let values = counted.into_iter().map(|(code, count)| facet(&column.values[code], count, rows));
            facets.push((field.name.to_owned(), values.collect::<Result<Vec<_>, _>>()?));
        }
        Ok(facets)
    }
}

fn facet(key: &Key, count: usize, rows: &mut Rows<'_>) -> Result<FacetValue, RecordsError> {
    let count = Some(count);
    Ok(match key {
        Key::Number(number) => FacetValue { value: number.to_string(), zh: number.to_string(), en: None, count },
        Key::Text(text) => FacetValue { value: text.clone(), zh: text.clone(), en: None, count },
        Key::Node(iri) => {
            if let Some(term) = filter::term(iri) {
                return Ok(FacetValue {
                    value: term.code.clone(),
                    zh: term.zh.clone(),
                    en: Some(term.en.clone()),
                    count,
                });
            }
            let thing = rows.thing(&NamedNode::new_unchecked(iri.clone()))?;
            FacetValue { value: thing.iri, zh: thing.name, en: thing.en, count }
        }
    })
}

fn compare(a: u32, b: u32, order: &[Part]) -> Ordering {
    for part in order {
        let one = by_key(part.column.least(a).as_ref(), part.column.least(b).as_ref(), part.is_downwards);
        if one != Ordering::Equal {
            return one;
        }
    }
    Ordering::Equal
}

/// Keys up- or downwards; those without one last in both.
fn by_key<K: Ord>(a: Option<&K>, b: Option<&K>, is_downwards: bool) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) if is_downwards => b.cmp(a),
        (Some(a), Some(b)) => a.cmp(b),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}
