//! A request on the table of its list: the order, the filters, the records of the page, the counts.

use std::cmp::Ordering;
use std::sync::Arc;

use oxigraph::model::NamedNode;

use super::column::{Column, Key};
use super::cursor::Cursor;
use super::filter::{self, Matcher};
use super::list::{Field, Shape, Source, Wanted};
use super::row::Rows;
use super::table::Table;
use super::{FacetValue, MOST, RecordsError, Request};
use crate::answer::sparql::CancellationToken;
use crate::store::Store;

/// Most values of a facet, the most frequent first.
const FACET_VALUES: usize = 100;

/// One part of an order.
pub(super) struct Part {
    column: Arc<Column>,
    is_downwards: bool,
}

/// The filters of a request, each with its column.
pub(super) struct Filters(Vec<(&'static str, Arc<Column>, Matcher)>);

impl Filters {
    /// Whether a record fits all filters, but for one.
    pub(super) fn fit(&self, record: u32, but: Option<&str>) -> bool {
        self.0.iter().all(|(name, column, matcher)| Some(*name) == but || matcher.fits(column, record))
    }

    /// The records of a table that fit them all.
    pub(super) fn fitting(&self, table: &Table) -> Vec<u32> {
        (0..table.len() as u32).filter(|record| self.fit(*record, None)).collect()
    }
}

/// A request on its table.
pub(super) struct Work<'w> {
    pub(super) store: &'w Store,
    pub(super) table: &'w Table,
    pub(super) request: &'w Request,
    pub(super) cancel: &'w CancellationToken,
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

    pub(super) fn order(&self) -> Result<Vec<Part>, RecordsError> {
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

    pub(super) fn filters(&self) -> Result<Filters, RecordsError> {
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
    pub(super) fn cut(
        &self,
        mut fitting: Vec<u32>,
        order: &[Part],
    ) -> Result<(Vec<u32>, Option<String>), RecordsError> {
        let digest = self.request.digest();
        if let Some(text) = &self.request.cursor {
            let cursor = Cursor::decode(text, &digest, order.len())?;
            fitting.retain(|record| self.against(*record, &cursor, order) == Ordering::Greater);
        }
        let limit = self.request.limit.clamp(1, MOST);
        let compare = |a: &u32, b: &u32| before(*a, *b, order);
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

    /// All records that fit, in order.
    pub(super) fn sorted(mut fitting: Vec<u32>, order: &[Part]) -> Vec<u32> {
        fitting.sort_unstable_by(|a, b| before(*a, *b, order));
        fitting
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

    pub(super) fn facet_fields(&self) -> Result<Vec<&'static Field>, RecordsError> {
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

    pub(super) fn facets(
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

/// Records stand by IRI, so that their numbers break ties.
fn before(a: u32, b: u32, order: &[Part]) -> Ordering {
    compare(a, b, order).then(a.cmp(&b))
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
