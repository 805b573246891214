//! The one place that knows oxigraph's store: a façade over it, in memory or (feature `rocksdb`) on disk.

use oxigraph::model::Quad;
use oxigraph::store::Store as Inner;

/// What can go wrong with the store itself.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading or writing failed.
    #[error("the store cannot be read or written: {0}")]
    Storage(#[from] oxigraph::store::StorageError),
    /// Loading a batch failed; nothing of it is in the store.
    #[error("the triples cannot be loaded: {0}")]
    Load(#[from] oxigraph::store::LoaderError),
}

/// A set of quads that answers SPARQL. Cheap to clone: clones share the quads.
#[derive(Clone)]
pub struct Store {
    inner: Inner,
}

impl Store {
    /// An empty store in memory.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self { inner: Inner::new()? })
    }

    /// Adds all quads, or none when one cannot be written.
    pub fn load(&self, quads: impl IntoIterator<Item = Quad>) -> Result<(), StoreError> {
        let mut loader = self.inner.bulk_loader();
        loader.load_quads(quads)?;
        Ok(loader.commit()?)
    }
}
