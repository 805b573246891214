//! The one place that knows oxigraph's store: a façade over it, in memory or (feature `rocksdb`) on disk.

mod changes;
mod delta;
#[cfg(feature = "rocksdb")]
mod disk;
mod template;

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use oxigraph::model::{
    GraphNameRef, NamedNode, NamedNodeRef, NamedOrBlankNode, NamedOrBlankNodeRef, Quad, QuadRef, TermRef,
};
use oxigraph::sparql::{
    PreparedSparqlQuery, QueryEvaluationError, QueryExplanation, QueryResults, SparqlEvaluator, SparqlSyntaxError,
};

use oxigraph::store::{StorageError, Store as Inner};

pub use oxigraph::sparql::UpdateEvaluationError;

pub use self::changes::Steady;
pub use self::delta::PreparedUpdate;

use self::changes::Changes;

/// What can go wrong with the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// Reading or writing failed.
    #[error("the store cannot be read or written: {0}")]
    Storage(#[from] StorageError),
    /// The query or update is not SPARQL; the message says where.
    #[error("not valid SPARQL: {0}")]
    Syntax(#[from] SparqlSyntaxError),
    /// The query is SPARQL and could not be answered.
    #[error("the query cannot be answered: {0}")]
    Query(#[from] QueryEvaluationError),
    /// The update is SPARQL and could not be carried out; nothing of it was.
    #[error("the update cannot be carried out: {0}")]
    Update(#[from] UpdateEvaluationError),
    /// The change could not be recorded, and so was not made.
    #[error("the change cannot be recorded: {0}")]
    Record(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// The quads that one write added and removed: an RDF Patch without its headers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Patch {
    /// Not there before, there after.
    pub added: Vec<Quad>,
    /// There before, not there after.
    pub removed: Vec<Quad>,
    /// Named graphs that were not there before and are there after, empty or not.
    pub made: Vec<NamedNode>,
    /// Named graphs that were there before and are there no more, not even empty.
    pub dropped: Vec<NamedNode>,
}

impl Patch {
    /// Whether the default graph changes.
    fn touches_facts(&self) -> bool {
        self.added.iter().chain(&self.removed).any(|quad| quad.graph_name.is_default_graph())
    }

    /// Whether nothing changes.
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.made.is_empty() && self.dropped.is_empty()
    }
}

/// What is to be done with a store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Access {
    /// Others may read it at the same time.
    Read,
    /// Nobody else may have it open.
    Write,
}

/// A set of quads that answers SPARQL. Cheap to clone: clones share the quads.
#[derive(Clone)]
pub struct Store {
    inner: Inner,
    version: Arc<AtomicU64>,
    /// The version at which the default graph was last written to.
    facts: Arc<AtomicU64>,
    changes: Arc<Changes>,
    #[cfg(feature = "rocksdb")]
    place: Option<Arc<disk::Place>>,
}

/// Why loading stopped: the loader wants to tell its own errors from those of the quads' source.
enum Stopped<E> {
    Loader(StorageError),
    Source(E),
}

struct Theirs<E>(E);

impl<E> From<StorageError> for Stopped<E> {
    fn from(error: StorageError) -> Self {
        Self::Loader(error)
    }
}

impl<E> From<Theirs<E>> for Stopped<E> {
    fn from(Theirs(error): Theirs<E>) -> Self {
        Self::Source(error)
    }
}

impl Store {
    /// An empty store in memory.
    pub fn in_memory() -> Result<Self, StoreError> {
        Ok(Self::over(Inner::new()?))
    }

    /// Adds all quads, or none when one cannot be written.
    pub fn load(&self, quads: impl IntoIterator<Item = Quad>) -> Result<(), StoreError> {
        self.try_load::<StoreError>(quads.into_iter().map(Ok))
    }

    /// Adds all quads, or none when one cannot be had or written.
    pub fn try_load<E: From<StoreError>>(&self, quads: impl IntoIterator<Item = Result<Quad, E>>) -> Result<(), E> {
        let mut loader = self.inner.bulk_loader();
        let result = loader.load_ok_quads::<Theirs<E>, Stopped<E>>(quads.into_iter().map(|quad| quad.map_err(Theirs)));
        let all = result.map_err(|stopped| match stopped {
            Stopped::Loader(error) => StoreError::from(error).into(),
            Stopped::Source(error) => error,
        });
        all.and_then(|()| Ok(self.change(None, || Ok(loader.commit()?))?))
    }

    /// Removes everything.
    pub fn clear(&self) -> Result<(), StoreError> {
        self.change(None, || Ok(self.inner.clear()?))
    }

    /// Everything as it is now, in no particular order; writes made meanwhile are not seen.
    pub fn quads(&self) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.inner.iter().map(|quad| Ok(quad?))
    }

    /// All quads of a subject, in whatever graph.
    pub fn about(&self, subject: NamedOrBlankNodeRef<'_>) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.inner.quads_for_pattern(Some(subject), None, None, None).map(|quad| Ok(quad?))
    }

    /// The quads of the default graph that fit a pattern; what is left open fits everything.
    pub fn matching(
        &self,
        subject: Option<NamedOrBlankNodeRef<'_>>,
        predicate: Option<NamedNodeRef<'_>>,
        object: Option<TermRef<'_>>,
    ) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        let graph = Some(GraphNameRef::DefaultGraph);
        self.inner.quads_for_pattern(subject, predicate, object, graph).map(|quad| Ok(quad?))
    }

    /// Whether a triple stands in the default graph.
    pub fn contains(
        &self,
        subject: NamedOrBlankNodeRef<'_>,
        predicate: NamedNodeRef<'_>,
        object: TermRef<'_>,
    ) -> Result<bool, StoreError> {
        Ok(self.inner.contains(QuadRef::new(subject, predicate, object, GraphNameRef::DefaultGraph))?)
    }

    /// How many quads there are.
    pub fn len(&self) -> Result<usize, StoreError> {
        Ok(self.inner.len()?)
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> Result<bool, StoreError> {
        Ok(self.inner.is_empty()?)
    }

    /// Answers a query in the SPARQL of the standard, without extensions and without limits.
    pub fn query(&self, query: &str) -> Result<QueryResults<'static>, StoreError> {
        self.answer(SparqlEvaluator::new().parse_query(query)?)
    }

    /// Answers a query prepared with functions, services, a data set or a token that cancels it. The answer is of the
    /// moment of the call: writes made while it is read are not seen.
    pub fn answer(&self, query: PreparedSparqlQuery) -> Result<QueryResults<'static>, StoreError> {
        Ok(query.on_store(&self.inner).execute()?)
    }

    /// The same, with the plan by which it is answered; once the answer has been read, the plan says what each step gave.
    pub fn explain(&self, query: PreparedSparqlQuery) -> (Result<QueryResults<'static>, StoreError>, QueryExplanation) {
        let (answer, plan) = query.on_store(&self.inner).compute_statistics().explain();
        (answer.map_err(StoreError::from), plan)
    }

    /// Carries out an update, wholly or not at all: `record` is shown what it changes before anyone can see it, and
    /// when `record` fails nothing is changed.
    pub fn update<E>(
        &self,
        update: &PreparedUpdate,
        record: impl FnOnce(&Patch) -> Result<(), E>,
    ) -> Result<Patch, StoreError>
    where
        E: std::error::Error + Send + Sync + 'static,
    {
        let mut transaction = self.inner.start_transaction()?;
        let patch = update.run(&self.inner, &mut transaction)?;
        record(&patch).map_err(|error| StoreError::Record(Box::new(error)))?;
        self.change(Some(&patch), || Ok(transaction.commit()?))?;
        Ok(patch)
    }

    /// Makes a change that was recorded before; making it twice is the same as making it once.
    pub fn apply(&self, patch: &Patch) -> Result<(), StoreError> {
        let mut transaction = self.inner.start_transaction()?;
        for quad in &patch.removed {
            transaction.remove(quad);
        }
        for graph in &patch.dropped {
            transaction.remove_named_graph(graph)?;
        }
        for graph in &patch.made {
            transaction.insert_named_graph(graph);
        }
        for quad in &patch.added {
            transaction.insert(quad);
        }
        self.change(Some(patch), || Ok(transaction.commit()?))
    }

    /// The quads of a graph; of the default graph where none is named.
    pub fn graph(&self, graph: GraphNameRef<'_>) -> impl Iterator<Item = Result<Quad, StoreError>> + use<> {
        self.inner.quads_for_pattern(None, None, None, Some(graph)).map(|quad| Ok(quad?))
    }

    /// Whether a quad is there.
    pub fn has(&self, quad: &Quad) -> Result<bool, StoreError> {
        Ok(self.inner.contains(quad)?)
    }

    /// Whether there is a graph of this name, empty or not; the default graph is always there.
    pub fn has_graph(&self, graph: GraphNameRef<'_>) -> Result<bool, StoreError> {
        match graph {
            GraphNameRef::NamedNode(node) => Ok(self.inner.contains_named_graph(node)?),
            GraphNameRef::BlankNode(node) => Ok(self.inner.contains_named_graph(node)?),
            GraphNameRef::DefaultGraph => Ok(true),
        }
    }

    /// The names of the named graphs.
    pub fn named_graphs(&self) -> impl Iterator<Item = Result<NamedOrBlankNode, StoreError>> + use<> {
        self.inner.named_graphs().map(|graph| Ok(graph?))
    }

    /// A number that changes with every write: two answers under one version are answers about the same quads.
    pub fn version(&self) -> u64 {
        self.version.load(Ordering::Acquire)
    }

    /// The same for the default graph alone, in which all facts stand: what users write into graphs of their own leaves it.
    pub fn facts_version(&self) -> u64 {
        self.facts.load(Ordering::Acquire)
    }

    /// Starts the version at a number that stands for the content, so that a restart with the same content keeps it.
    /// A store on disk keeps it there too: what is in the store then is what the number stands for.
    pub fn stamp(&self, content: u64) {
        let before = self.version.swap(content, Ordering::AcqRel);
        // Where the last change was one of the facts the new number stands for them too.
        let _ = self.facts.compare_exchange(before, content, Ordering::AcqRel, Ordering::Relaxed);
        #[cfg(feature = "rocksdb")]
        self.keep_stamp(content);
    }

    /// The store in a data folder: there is none without the feature `rocksdb`.
    #[cfg(not(feature = "rocksdb"))]
    pub fn on_disk<E>(
        _data: &std::path::Path,
        _content: u64,
        _access: Access,
        _project: impl FnOnce(&Self) -> Result<(), E>,
    ) -> Result<Option<Self>, E> {
        Ok(None)
    }

    fn over(inner: Inner) -> Self {
        Self {
            inner,
            version: Arc::default(),
            facts: Arc::default(),
            changes: Arc::default(),
            #[cfg(feature = "rocksdb")]
            place: None,
        }
    }

    /// Makes a change while nobody holds the store steady, and remembers what it was where that is known.
    fn change(&self, patch: Option<&Patch>, commit: impl FnOnce() -> Result<(), StoreError>) -> Result<(), StoreError> {
        self.changes.make(patch, || {
            commit()?;
            let version = self.version.fetch_add(1, Ordering::AcqRel) + 1;
            if patch.is_none_or(Patch::touches_facts) {
                self.facts.store(version, Ordering::Release);
            }
            Ok(())
        })
    }
}
