//! What was written lately, so that what is derived from the store can follow it step by step.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError, RwLock, RwLockReadGuard};

use super::{Patch, Store, StoreError};

/// Quads of the changes that are remembered; whoever is further behind starts anew.
const REMEMBERED: usize = 50_000;

/// Changes that are remembered, however small.
const MOST: usize = 500;

/// The writes of a store, counted from 0.
#[derive(Default)]
pub(super) struct Changes {
    /// Held by who writes, and shared by those who need that nobody does.
    gate: RwLock<()>,
    log: Mutex<Log>,
}

#[derive(Default)]
struct Log {
    count: u64,
    /// The latest changes, the last of them number `count`, without a gap.
    recent: VecDeque<Arc<Patch>>,
}

impl Changes {
    /// Carries a change out and counts it. Of an unknown one only that it was is remembered.
    pub(super) fn make(
        &self,
        patch: Option<&Patch>,
        change: impl FnOnce() -> Result<(), StoreError>,
    ) -> Result<(), StoreError> {
        let _alone = self.gate.write().unwrap_or_else(PoisonError::into_inner);
        change()?;
        let mut log = self.log.lock().unwrap_or_else(PoisonError::into_inner);
        log.count += 1;
        match patch.filter(|patch| size(patch) <= REMEMBERED) {
            Some(patch) => log.push(Arc::new(patch.clone())),
            None => log.recent.clear(),
        }
        Ok(())
    }
}

impl Log {
    fn push(&mut self, patch: Arc<Patch>) {
        self.recent.push_back(patch);
        let mut quads: usize = self.recent.iter().map(|patch| size(patch)).sum();
        while quads > REMEMBERED || self.recent.len() > MOST {
            let Some(oldest) = self.recent.pop_front() else { break };
            quads -= size(&oldest);
        }
    }
}

fn size(patch: &Patch) -> usize {
    patch.added.len() + patch.removed.len()
}

/// While this is held nothing is written to the store: what is read now and what is derived from it belong together.
/// For moments only; it must not be taken twice by one thread.
pub struct Steady<'a> {
    _shared: RwLockReadGuard<'a, ()>,
}

impl Store {
    /// Holds writers off.
    pub fn steady(&self) -> Steady<'_> {
        Steady { _shared: self.changes.gate.read().unwrap_or_else(PoisonError::into_inner) }
    }

    /// How many changes there were since the store was opened.
    pub fn change_count(&self) -> u64 {
        self.changes.log.lock().unwrap_or_else(PoisonError::into_inner).count
    }

    /// The changes after that many, oldest first; `None` where they are no longer known.
    pub fn changes_after(&self, count: u64) -> Option<Vec<Arc<Patch>>> {
        let log = self.changes.log.lock().unwrap_or_else(PoisonError::into_inner);
        let missed = usize::try_from(log.count.checked_sub(count)?).ok()?;
        let from = log.recent.len().checked_sub(missed)?;
        Some(log.recent.range(from..).cloned().collect())
    }

    /// Whether the other is a clone of this: the same quads, now and later.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.changes, &other.changes)
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, NamedNode, Quad};

    use super::*;

    fn quad(name: &str) -> Quad {
        let node = NamedNode::new_unchecked(format!("http://example.org/{name}"));
        Quad::new(node.clone(), node.clone(), node, GraphName::DefaultGraph)
    }

    #[test]
    fn who_follows_gets_what_was_missed_or_starts_anew() {
        let store = Store::in_memory().unwrap();
        let patch = |name: &str| Patch { added: vec![quad(name)], ..Patch::default() };
        store.apply(&patch("a")).unwrap();
        let seen = store.change_count();
        store.apply(&patch("b")).unwrap();
        store.clone().apply(&patch("c")).unwrap();
        let missed = store.changes_after(seen).unwrap();
        assert_eq!(missed.iter().map(|patch| &patch.added[0]).collect::<Vec<_>>(), [&quad("b"), &quad("c")]);
        assert!(store.changes_after(store.change_count()).unwrap().is_empty());
        store.clear().unwrap();
        assert!(store.changes_after(seen).is_none());
        assert!(store.changes_after(store.change_count() + 1).is_none());
    }

    #[test]
    fn what_is_written_beside_the_facts_leaves_their_version() {
        let store = Store::in_memory().unwrap();
        let own = Quad { graph_name: NamedNode::new_unchecked("http://example.org/g").into(), ..quad("a") };
        store.apply(&Patch { added: vec![quad("a")], ..Patch::default() }).unwrap();
        store.stamp(77);
        assert_eq!((store.version(), store.facts_version()), (77, 77));
        store.apply(&Patch { added: vec![own], ..Patch::default() }).unwrap();
        store.stamp(78);
        assert_eq!((store.version(), store.facts_version()), (78, 77));
        store.apply(&Patch { removed: vec![quad("a")], ..Patch::default() }).unwrap();
        assert_eq!(store.facts_version(), store.version());
        store.stamp(79);
        assert_eq!(store.facts_version(), 79);
        store.clear().unwrap();
        assert_eq!(store.facts_version(), store.version());
    }

    #[test]
    fn the_memory_of_changes_is_bounded() {
        let store = Store::in_memory().unwrap();
        let large = Patch { added: (0..20_000).map(|n| quad(&n.to_string())).collect(), ..Patch::default() };
        for _ in 0..4 {
            store.apply(&large).unwrap();
        }
        assert!(store.changes_after(0).is_none());
        assert_eq!(store.changes_after(2).unwrap().len(), 2);
    }
}
