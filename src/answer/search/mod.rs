//! Full text: names, labels, titles, headings and sentences, found by any words of them.
//!
//! What is searched is read from the store (`read`, `sentence`) into `unit`s, folded so that script, width and case
//! make no difference (`fold`), and held in an inverted `index`. A query is read ([`query`]), its runs of Chinese are
//! cut into `words`, and what it finds is scored (`rank`) and shown with the words marked (`hit`).
//!
//! The index is in memory and follows the store: whoever searches holds the store steady, brings the index to what the
//! store holds, and then asks it. There is no moment at which the two differ, and nothing on disk that could.

mod fold;
mod hit;
mod index;
pub mod query;
mod rank;
mod read;
mod sentence;
mod unit;
mod words;

use std::sync::{PoisonError, RwLock};

use oxigraph::model::NamedNodeRef;

pub use self::hit::{Count, Found, Hit, Mention, Suggestion};
pub use self::query::QueryFault;
pub use self::unit::Field;

use self::index::Index;
use self::read::{Reader, Touched};
use crate::store::{Steady, Store, StoreError};

/// Most hits of one answer.
pub const MOST_HITS: usize = 1_000;

/// Why a search has no answer.
#[derive(Debug, thiserror::Error)]
pub enum SearchError {
    /// The query cannot be read.
    #[error(transparent)]
    Query(#[from] QueryFault),
    /// The store cannot be read.
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// What is asked.
#[derive(Clone, Debug, Default)]
pub struct Request {
    /// In the language of [`query`].
    pub query: String,
    /// Only things of these kinds (`Programme`); empty: all.
    pub kinds: Vec<String>,
    /// Only what belongs to this case: its IRI.
    pub case: Option<String>,
    /// Hits to leave out at the beginning.
    pub offset: usize,
    /// Hits to give.
    pub limit: usize,
    /// Whether a query whose words nothing has together finds what has any of them.
    pub relax: bool,
}

/// The full text of one store.
#[derive(Default)]
pub struct Search {
    state: RwLock<Option<State>>,
}

/// An index, and which content of which store it is of.
struct State {
    store: Store,
    changes: u64,
    index: Index,
}

impl State {
    fn is_of(&self, store: &Store) -> bool {
        self.store.is_same(store) && self.changes == store.change_count()
    }
}

impl Search {
    /// What the store holds now of what is asked.
    pub fn find(&self, store: &Store, request: &Request) -> Result<Found, SearchError> {
        let steady = store.steady();
        self.find_in(store, &steady, request)
    }

    /// The same for who holds the store steady already, to read from it what belongs to the hits.
    pub fn find_in(&self, store: &Store, _steady: &Steady<'_>, request: &Request) -> Result<Found, SearchError> {
        let node = query::parse(&request.query)?;
        {
            let state = self.state.read().unwrap_or_else(PoisonError::into_inner);
            if let Some(state) = state.as_ref().filter(|state| state.is_of(store)) {
                return Ok(hit::found(&state.index, node, request));
            }
        }
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        // Taken out: should reading break off, nobody finds half an index.
        let current = follow(state.take(), store)?;
        let index = &state.insert(current).index;
        Ok(hit::found(index, node, request))
    }

    /// Brings the index to what the store holds, so that the first who searches need not wait.
    pub fn warm(&self, store: &Store) -> Result<(), StoreError> {
        let _steady = store.steady();
        let mut state = self.state.write().unwrap_or_else(PoisonError::into_inner);
        let current = follow(state.take(), store)?;
        *state = Some(current);
        Ok(())
    }
}

/// The index of what the store holds: the one there is, with what changed since, or a new one.
fn follow(state: Option<State>, store: &Store) -> Result<State, StoreError> {
    let missed = |state: &State| state.store.is_same(store).then(|| store.changes_after(state.changes)).flatten();
    if let Some(mut state) = state
        && let Some(patches) = missed(&state)
    {
        let mut touched = Touched::default();
        patches.iter().flat_map(|patch| patch.added.iter().chain(&patch.removed)).for_each(|quad| touched.note(quad));
        if !touched.structure && !state.index.is_worn() {
            let mut reader = Reader::default();
            for thing in &touched.things {
                read_thing(store, thing.as_ref(), &mut reader)?;
            }
            state.index.replace(&touched.things, reader.finish());
            state.changes = store.change_count();
            return Ok(state);
        }
    }
    let mut reader = Reader::default();
    for quad in store.quads() {
        reader.add(&quad?);
    }
    Ok(State { store: store.clone(), changes: store.change_count(), index: Index::new(reader.finish()) })
}

fn read_thing(store: &Store, thing: NamedNodeRef<'_>, reader: &mut Reader) -> Result<(), StoreError> {
    reader.know(thing);
    for quad in store.matching(Some(thing.into()), None, None) {
        reader.add(&quad?);
    }
    Ok(())
}
