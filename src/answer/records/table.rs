//! The records of a list at one version of the store, and the columns of them that were read so far.

use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, PoisonError};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, TermRef};

use super::RecordsError;
use super::column::Column;
use super::list::{List, Source};
use crate::answer::sparql::CancellationToken;
use crate::store::Store;

/// What a column is of: its source, and whether things stand by their names.
type ColumnKey = (Source, bool);

/// The records of a list by IRI, and their columns.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) list: List,
    pub(super) version: u64,
    /// In order.
    iris: Vec<NamedNode>,
    /// Which of [`List::classes`] each is of.
    classes: Vec<u8>,
    positions: HashMap<NamedNode, u32>,
    columns: Mutex<HashMap<ColumnKey, Arc<Column>>>,
}

impl Table {
    fn read(store: &Store, list: List, cancel: &CancellationToken) -> Result<Self, RecordsError> {
        let version = store.version();
        let mut records: BTreeMap<NamedNode, u8> = BTreeMap::new();
        for (index, class) in list.classes().iter().enumerate() {
            for quad in store.matching(None, Some(rdf::TYPE), Some(TermRef::NamedNode(*class))) {
                if cancel.is_cancelled() {
                    return Err(RecordsError::Cancelled);
                }
                if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
                    records.entry(node).or_insert(index as u8);
                }
            }
        }
        let (iris, classes): (Vec<_>, Vec<_>) = records.into_iter().unzip();
        let positions = iris.iter().cloned().zip(0..).collect();
        Ok(Self { list, version, iris, classes, positions, columns: Mutex::default() })
    }

    pub(super) fn len(&self) -> usize {
        self.iris.len()
    }

    pub(super) fn iri(&self, record: u32) -> &NamedNode {
        &self.iris[record as usize]
    }

    pub(super) fn class(&self, record: u32) -> u8 {
        self.classes[record as usize]
    }

    /// The position of a thing, where it is a record of the list.
    pub(super) fn record(&self, thing: &NamedOrBlankNode) -> Option<u32> {
        match thing {
            NamedOrBlankNode::NamedNode(node) => self.positions.get(node).copied(),
            NamedOrBlankNode::BlankNode(_) => None,
        }
    }

    /// A column, read when it is first asked for. The lock is not held while it is read.
    pub(super) fn column(
        &self,
        store: &Store,
        source: Source,
        by_name: bool,
        cancel: &CancellationToken,
    ) -> Result<Arc<Column>, RecordsError> {
        let key = (source, by_name);
        if let Some(column) = self.columns.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(Arc::clone(column));
        }
        let column = Arc::new(Column::read(store, self, source, by_name, cancel)?);
        if store.version() != self.version {
            return Err(RecordsError::Changed);
        }
        self.columns.lock().unwrap_or_else(PoisonError::into_inner).insert(key, Arc::clone(&column));
        Ok(column)
    }
}

/// The tables of one store, each read when first asked for and again after a write.
#[derive(Debug, Default)]
pub(super) struct Tables(Mutex<BTreeMap<List, Arc<Table>>>);

impl Tables {
    pub(super) fn get(
        &self,
        store: &Store,
        list: List,
        cancel: &CancellationToken,
    ) -> Result<Arc<Table>, RecordsError> {
        let version = store.version();
        let kept = self.0.lock().unwrap_or_else(PoisonError::into_inner).get(&list).cloned();
        if let Some(table) = kept.filter(|table| table.version == version) {
            return Ok(table);
        }
        let table = Arc::new(Table::read(store, list, cancel)?);
        self.0.lock().unwrap_or_else(PoisonError::into_inner).insert(list, Arc::clone(&table));
        Ok(table)
    }
}
