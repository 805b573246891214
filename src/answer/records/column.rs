//! The values of one field of all records of a list, read from the store in one pass.
//!
//! Distinct values are kept once, in their order; a record has positions among them. So a filter looks at each distinct
//! value once, and sorting and counting compare and count small numbers.

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};
use oxsdatatypes::Decimal;

use super::RecordsError;
use super::list::{Source, Step, Ways, type_name};
use super::table::Table;
use crate::answer::sparql::CancellationToken;
use crate::ontology::vocab::{cg, dcterms, skos};
use crate::store::Store;
use oxigraph::model::vocab::rdfs;

/// What values are compared by: numbers before texts, texts by code point, things by IRI.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
pub(super) enum Key {
    Number(#[serde(with = "number")] Decimal),
    Text(String),
    Node(String),
}

impl Key {
    /// The key of a term; blank nodes have none.
    pub(super) fn of(term: &Term) -> Option<Self> {
        match term {
            Term::NamedNode(node) => Some(Self::Node(node.as_str().to_owned())),
            Term::Literal(literal) => {
                let is_number = matches!(literal.datatype().as_str().rsplit('#').next(), Some("integer" | "decimal"));
                let number = is_number.then(|| literal.value().parse().ok()).flatten();
                Some(number.map_or_else(|| Self::Text(literal.value().to_owned()), Self::Number))
            }
            Term::BlankNode(_) => None,
        }
    }
}

/// Decimals as the text they are written as: exact.
mod number {
    use oxsdatatypes::Decimal;
    use serde::{Deserialize, Deserializer, Serializer, de};

    pub(super) fn serialize<S: Serializer>(number: &Decimal, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(number)
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(de::Error::custom)
    }
}

/// The values of a field.
#[derive(Debug, Default)]
pub(super) struct Column {
    /// Distinct values, in order.
    pub(super) values: Vec<Key>,
    /// Where the values of a record begin in `codes`; one more than there are records.
    starts: Vec<u32>,
    /// Positions in `values`, those of a record in order.
    codes: Vec<u32>,
}

impl Column {
    /// Reads the column of a source; `by_name` puts the name of a thing in the place of the thing, to sort by.
    pub(super) fn read(
        store: &Store,
        table: &Table,
        source: Source,
        by_name: bool,
        cancel: &CancellationToken,
    ) -> Result<Self, RecordsError> {
        let reader = Reader { store, table, cancel };
        let mut pairs = match source {
            Source::Class => reader.classes(),
            Source::Ways(ways) => reader.ways(ways)?,
            Source::Count(ways) => count(table, &reader.ways(ways)?),
        };
        if by_name {
            reader.name(&mut pairs)?;
        }
        Ok(Self::new(table.len(), &pairs))
    }

    fn new(records: usize, pairs: &[(u32, Key)]) -> Self {
        let mut positions: HashMap<&Key, u32> = HashMap::new();
        let values: BTreeSet<&Key> = pairs.iter().map(|(_, key)| key).collect();
        for (position, key) in values.iter().enumerate() {
            positions.insert(key, position as u32);
        }
        let mut placed: Vec<(u32, u32)> = pairs.iter().map(|(record, key)| (*record, positions[key])).collect();
        placed.sort_unstable();
        placed.dedup();
        let mut starts = vec![0; records + 1];
        for (record, _) in &placed {
            starts[*record as usize + 1] += 1;
        }
        for record in 0..records {
            starts[record + 1] += starts[record];
        }
        let codes = placed.into_iter().map(|(_, code)| code).collect();
        let values = values.into_iter().cloned().collect();
        Self { values, starts, codes }
    }

    /// The positions of a record's values, in order.
    pub(super) fn codes(&self, record: u32) -> &[u32] {
        let (start, end) = (self.starts[record as usize], self.starts[record as usize + 1]);
        &self.codes[start as usize..end as usize]
    }

    /// The position of the least value of a record.
    pub(super) fn least(&self, record: u32) -> Option<u32> {
        self.codes(record).first().copied()
    }

    /// The least value of a record.
    pub(super) fn key(&self, record: u32) -> Option<&Key> {
        self.least(record).map(|code| &self.values[code as usize])
    }
}

/// How many values each record has, 0 included.
fn count(table: &Table, pairs: &[(u32, Key)]) -> Vec<(u32, Key)> {
    let mut counts = vec![0_u32; table.len()];
    for (record, _) in pairs {
        counts[*record as usize] += 1;
    }
    let key = |(record, count): (usize, u32)| (record as u32, Key::Number(Decimal::from(count)));
    counts.into_iter().enumerate().map(key).collect()
}

struct Reader<'r> {
    store: &'r Store,
    table: &'r Table,
    cancel: &'r CancellationToken,
}

impl Reader<'_> {
    fn classes(&self) -> Vec<(u32, Key)> {
        let names: Vec<String> = self.table.list.classes().iter().map(|class| type_name(*class)).collect();
        let key = |record| (record, Key::Text(names[usize::from(self.table.class(record))].clone()));
        (0..self.table.len() as u32).map(key).collect()
    }

    fn ways(&self, ways: Ways) -> Result<Vec<(u32, Key)>, RecordsError> {
        let mut found = Vec::new();
        for way in ways {
            let (first, rest) = way.split_first().expect("a way has a step");
            let mut pairs = self.scan(*first)?;
            for step in rest {
                pairs = self.go_on(*step, pairs)?;
            }
            found.extend(pairs.into_iter().filter_map(|(record, term)| Some((record, Key::of(&term)?))));
        }
        Ok(found)
    }

    /// All values one step away, in one pass over the property.
    fn scan(&self, step: Step) -> Result<Vec<(u32, Term)>, RecordsError> {
        let (property, is_forward) = match step {
            Step::To(property) => (property, true),
            Step::From(property) => (property, false),
        };
        let mut pairs = Vec::new();
        for quad in self.store.matching(None, Some(property), None) {
            if self.cancel.is_cancelled() {
                return Err(RecordsError::Cancelled);
            }
            let quad = quad?;
            if is_forward {
                if let Some(record) = self.table.record(&quad.subject) {
                    pairs.push((record, quad.object));
                }
            } else if let Term::NamedNode(node) = quad.object
                && let Some(record) = self.table.record(&node.into())
            {
                pairs.push((record, quad.subject.into()));
            }
        }
        Ok(pairs)
    }

    /// What is one step further, each thing looked at once.
    fn go_on(&self, step: Step, pairs: Vec<(u32, Term)>) -> Result<Vec<(u32, Term)>, RecordsError> {
        let mut known: HashMap<Term, Vec<Term>> = HashMap::new();
        let mut further = Vec::new();
        for (record, term) in pairs {
            if self.cancel.is_cancelled() {
                return Err(RecordsError::Cancelled);
            }
            if !known.contains_key(&term) {
                known.insert(term.clone(), follow(self.store, &term, step)?);
            }
            further.extend(known[&term].iter().map(|next| (record, next.clone())));
        }
        Ok(further)
    }

    fn name(&self, pairs: &mut [(u32, Key)]) -> Result<(), RecordsError> {
        let mut names: HashMap<String, String> = HashMap::new();
        for (_, key) in pairs {
            let Key::Node(iri) = key else { continue };
            if !names.contains_key(iri) {
                let node = NamedNode::new_unchecked(iri.clone());
                names.insert(iri.clone(), name(self.store, node.as_ref())?.unwrap_or_else(|| iri.clone()));
            }
            *key = Key::Text(names[iri].clone());
        }
        Ok(())
    }
}

/// What is one step from a term.
pub(super) fn follow(store: &Store, term: &Term, step: Step) -> Result<Vec<Term>, RecordsError> {
    let Term::NamedNode(node) = term else { return Ok(Vec::new()) };
    let found: Result<Vec<Term>, _> = match step {
        Step::To(property) => {
            let quads = store.matching(Some(node.as_ref().into()), Some(property), None);
            quads.map(|quad| quad.map(|quad| quad.object)).collect()
        }
        Step::From(property) => {
            let quads = store.matching(None, Some(property), Some(TermRef::NamedNode(node.as_ref())));
            quads.map(|quad| quad.map(|quad| Term::from(quad.subject))).collect()
        }
    };
    Ok(found?)
}

/// What a thing is called: its plain name, else its title, its notation or its label in Chinese; the least of several.
pub(super) fn name(store: &Store, thing: NamedNodeRef<'_>) -> Result<Option<String>, RecordsError> {
    for property in [cg::NAME, dcterms::TITLE, skos::PREF_LABEL, rdfs::LABEL] {
        let mut names = BTreeSet::new();
        for quad in store.matching(Some(thing.into()), Some(property), None) {
            if let Term::Literal(literal) = quad?.object {
                // Chinese before English.
                let rank = usize::from(literal.language().is_some_and(|language| !language.starts_with("zh")));
                names.insert((rank, literal.value().to_owned()));
            }
        }
        if let Some((_, name)) = names.into_iter().next() {
            return Ok(Some(name));
        }
    }
    Ok(None)
}

/// The named nodes that are subjects of a property with a value.
pub fn subjects_of(
    store: &Store,
    property: NamedNodeRef<'_>,
    value: TermRef<'_>,
) -> Result<Vec<NamedNode>, RecordsError> {
    let mut found = Vec::new();
    for quad in store.matching(None, Some(property), Some(value)) {
        if let NamedOrBlankNode::NamedNode(node) = quad?.subject {
            found.push(node);
        }
    }
    Ok(found)
}
