//! An update carried out operation by operation on a transaction, so that what it changes is known from the operations
//! and costs what they cost, however large the store is.

use std::collections::{BTreeSet, HashSet};
use std::sync::Arc;

use oxigraph::model::{GraphName, GraphNameRef, NamedNode, NamedOrBlankNode, Quad, Variable};
use oxigraph::sparql::{QueryResults, QuerySolution, SparqlEvaluator, UpdateEvaluationError};
use oxigraph::store::{Store as Inner, Transaction};
use spargebra::GraphUpdateOperation;
use spargebra::algebra::{GraphPattern, GraphTarget, QueryDataset};

use super::template::{Fresh, deleted, ground, inserted, of_ground, of_quad, renamed};
use super::{Patch, StoreError};

/// An update that is ready to be carried out.
#[derive(Clone)]
pub struct PreparedUpdate {
    update: spargebra::Update,
    evaluator: SparqlEvaluator,
    pause: Arc<dyn Fn() + Send + Sync>,
}

impl PreparedUpdate {
    /// An update whose WHERE clauses are evaluated with this, with its functions and the token that cancels it. A template
    /// makes many quads of one row: `pause` is called before each, and may unwind, which leaves the store as it was.
    pub fn new(
        update: spargebra::Update,
        evaluator: SparqlEvaluator,
        pause: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        Self { update, evaluator, pause: Arc::new(pause) }
    }

    /// Carries it out on a transaction of the store; returns what it changes.
    pub(super) fn run(&self, store: &Inner, transaction: &mut Transaction<'_>) -> Result<Patch, StoreError> {
        let pause = self.pause.as_ref();
        let (added, removed, graphs) = (HashSet::new(), HashSet::new(), BTreeSet::new());
        let mut delta = Delta { transaction, pause, added, removed, graphs };
        for operation in &self.update.operations {
            pause();
            delta.carry_out(operation, self)?;
        }
        delta.patch(store)
    }

    /// The rows of a WHERE clause, as far as the templates need them.
    fn rows(
        &self,
        transaction: &Transaction<'_>,
        pattern: &GraphPattern,
        using: Option<&QueryDataset>,
        variables: BTreeSet<Variable>,
    ) -> Result<Vec<QuerySolution>, StoreError> {
        let variables = variables.into_iter().collect();
        let query = spargebra::Query::Select {
            dataset: using.cloned(),
            pattern: GraphPattern::Project { inner: Box::new(pattern.clone()), variables },
            base_iri: self.update.base_iri.clone(),
        };
        match self.evaluator.clone().for_query(query).on_transaction(transaction).execute()? {
            QueryResults::Solutions(rows) => Ok(rows.collect::<Result<_, _>>()?),
            QueryResults::Boolean(_) | QueryResults::Graph(_) => Ok(Vec::new()),
        }
    }
}

/// A transaction, and what is no longer as it was when it began.
struct Delta<'a, 'b> {
    transaction: &'a mut Transaction<'b>,
    pause: &'a (dyn Fn() + Send + Sync),
    added: HashSet<Quad>,
    removed: HashSet<Quad>,
    /// Graphs that were made, dropped or written to.
    graphs: BTreeSet<NamedNode>,
}

impl Delta<'_, '_> {
    fn insert(&mut self, quad: Quad) -> Result<(), StoreError> {
        (self.pause)();
        if !self.transaction.contains(&quad)? {
            self.transaction.insert(&quad);
            self.touch(&quad.graph_name);
            if !self.removed.remove(&quad) {
                self.added.insert(quad);
            }
        }
        Ok(())
    }

    fn remove(&mut self, quad: Quad) -> Result<(), StoreError> {
        (self.pause)();
        if self.transaction.contains(&quad)? {
            self.transaction.remove(&quad);
            if !self.added.remove(&quad) {
                self.removed.insert(quad);
            }
        }
        Ok(())
    }

    fn touch(&mut self, graph: &GraphName) {
        if let GraphName::NamedNode(graph) = graph {
            self.graphs.insert(graph.clone());
        }
    }

    fn carry_out(&mut self, operation: &GraphUpdateOperation, update: &PreparedUpdate) -> Result<(), StoreError> {
        match operation {
            GraphUpdateOperation::InsertData { data } => {
                let mut fresh = Fresh::new();
                for quad in data {
                    self.insert(renamed(quad, &mut fresh))?;
                }
                Ok(())
            }
            GraphUpdateOperation::DeleteData { data } => data.iter().try_for_each(|quad| self.remove(ground(quad))),
            GraphUpdateOperation::DeleteInsert { delete, insert, using, pattern } => {
                let variables = delete.iter().flat_map(of_ground).chain(insert.iter().flat_map(of_quad)).collect();
                let rows = update.rows(self.transaction, pattern, using.as_ref(), variables)?;
                // All that is deleted is deleted before anything is inserted (SPARQL 1.1 Update, section 3.1.3).
                for quad in rows.iter().flat_map(|row| delete.iter().filter_map(|quad| deleted(quad, row))) {
                    self.remove(quad)?;
                }
                for row in &rows {
                    let mut fresh = Fresh::new();
                    for quad in insert.iter().filter_map(|quad| inserted(quad, row, &mut fresh)) {
                        self.insert(quad)?;
                    }
                }
                Ok(())
            }
            // What is loaded from elsewhere is in the update as data by now, as far as it may be.
            GraphUpdateOperation::Load { silent: true, .. } => Ok(()),
            GraphUpdateOperation::Load { silent: false, source, .. } => {
                Err(UpdateEvaluationError::Unexpected(format!("{source} is not read").into()).into())
            }
            GraphUpdateOperation::Create { silent, graph } => self.create(graph, *silent),
            GraphUpdateOperation::Clear { silent, graph } => self.empty(graph, *silent, false),
            GraphUpdateOperation::Drop { silent, graph } => self.empty(graph, *silent, true),
        }
    }

    fn create(&mut self, graph: &NamedNode, silent: bool) -> Result<(), StoreError> {
        if !self.transaction.contains_named_graph(graph)? {
            self.transaction.insert_named_graph(graph);
            self.graphs.insert(graph.clone());
            Ok(())
        } else if silent {
            Ok(())
        } else {
            Err(UpdateEvaluationError::GraphAlreadyExists(graph.clone()).into())
        }
    }

    /// CLEAR and DROP.
    fn empty(&mut self, target: &GraphTarget, silent: bool, drops: bool) -> Result<(), StoreError> {
        if let GraphTarget::NamedNode(graph) = target
            && !self.transaction.contains_named_graph(graph)?
        {
            let error = UpdateEvaluationError::GraphDoesNotExist(graph.clone());
            return if silent { Ok(()) } else { Err(error.into()) };
        }
        if matches!(target, GraphTarget::DefaultGraph | GraphTarget::AllGraphs) {
            self.empty_graph(GraphNameRef::DefaultGraph)?;
        }
        let named: Vec<NamedOrBlankNode> = match target {
            GraphTarget::NamedNode(graph) => vec![graph.clone().into()],
            GraphTarget::DefaultGraph => Vec::new(),
            GraphTarget::NamedGraphs | GraphTarget::AllGraphs => {
                self.transaction.named_graphs().collect::<Result<_, _>>()?
            }
        };
        for graph in named {
            self.empty_graph(graph.as_ref().into())?;
            if drops {
                self.transaction.remove_named_graph(&graph)?;
                self.touch(&graph.into());
            }
        }
        Ok(())
    }

    fn empty_graph(&mut self, graph: GraphNameRef<'_>) -> Result<(), StoreError> {
        let mut quads = Vec::new();
        for quad in self.transaction.quads_for_pattern(None, None, None, Some(graph)) {
            (self.pause)();
            quads.push(quad?);
        }
        quads.into_iter().try_for_each(|quad| self.remove(quad))
    }

    /// What changes, in the order of the N-Quads lines.
    fn patch(self, store: &Inner) -> Result<Patch, StoreError> {
        let sorted = |quads: HashSet<Quad>| {
            let mut quads: Vec<Quad> = quads.into_iter().collect();
            quads.sort_by_cached_key(|quad| {
                (self.pause)();
                quad.to_string()
            });
            quads
        };
        let (mut made, mut dropped) = (Vec::new(), Vec::new());
        for graph in self.graphs {
            match (store.contains_named_graph(&graph)?, self.transaction.contains_named_graph(&graph)?) {
                (false, true) => made.push(graph),
                (true, false) => dropped.push(graph),
                _ => {}
            }
        }
        Ok(Patch { added: sorted(self.added), removed: sorted(self.removed), made, dropped })
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use spargebra::SparqlParser;

    use super::*;
    use crate::store::Store;

    const START: &str = "PREFIX : <http://a/> INSERT DATA {
        :s :p 1, 2, 3 . :s :q _:b . _:b :p 4 . GRAPH :g { :s :p 1 . :t :p 2 } GRAPH :h { :s :p 9 } }";

    fn prepared(text: &str) -> PreparedUpdate {
        PreparedUpdate::new(SparqlParser::new().parse_update(text).unwrap(), SparqlEvaluator::new(), || ())
    }

    fn started() -> Store {
        let store = Store::in_memory().unwrap();
        store.update(&prepared(START), |_| Ok::<_, std::fmt::Error>(())).unwrap();
        store
    }

    fn lines(store: &Store) -> BTreeSet<String> {
        store.quads().map(|quad| quad.unwrap().to_string()).collect()
    }

    fn graphs(store: &Store) -> BTreeSet<String> {
        store.named_graphs().map(|graph| graph.unwrap().to_string()).collect()
    }

    const UPDATES: [&str; 14] = [
        "INSERT DATA { :s :p 1, 5 }",
        "DELETE DATA { :s :p 1, 7 }",
        "DELETE { ?s :p ?o } INSERT { ?s :r ?o } WHERE { ?s :p ?o FILTER(?o < 3) }",
        "DELETE { ?s :p ?o } INSERT { ?s :p ?o } WHERE { ?s :p ?o }",
        "INSERT { ?o :x ?s . ?s ?o :y . ?s :z ?none } WHERE { ?s :p ?o OPTIONAL { ?s :no ?none } }",
        "WITH :g DELETE { ?s :p ?o } INSERT { GRAPH :new { ?s :p ?o } } WHERE { ?s :p ?o }",
        "DELETE { GRAPH ?g { ?s ?p ?o } } WHERE { GRAPH ?g { ?s ?p ?o } }",
        "INSERT { :n :p ?o } USING :g WHERE { ?s :p ?o }",
        "CREATE GRAPH :empty ; DROP GRAPH :h",
        "CLEAR GRAPH :g ; INSERT DATA { GRAPH :g { :s :p 1 } }",
        "MOVE :g TO :h",
        "COPY DEFAULT TO :g",
        "DROP ALL ; INSERT DATA { :s :p 1 }",
        "INSERT DATA { :s :p 6 } ; DELETE DATA { :s :p 6 } ; CREATE GRAPH :k ; DROP GRAPH :k",
    ];

    #[test]
    fn what_an_update_changes_is_what_differs_after_it() {
        for update in UPDATES {
            let store = started();
            let (before, before_graphs) = (lines(&store), graphs(&store));
            let update = prepared(&format!("PREFIX : <http://a/> {update}"));
            let patch = store.update(&update, |_| Ok::<_, std::fmt::Error>(())).unwrap();
            let (after, text) = (lines(&store), update.update.to_string());
            let told = |quads: &[Quad]| quads.iter().map(ToString::to_string).collect::<BTreeSet<_>>();
            assert_eq!(told(&patch.added), after.difference(&before).cloned().collect(), "{text}");
            assert_eq!(told(&patch.removed), before.difference(&after).cloned().collect(), "{text}");
            // Made again from the patch, the store is the same, down to its empty graphs.
            let again = Store::in_memory().unwrap();
            again.update(&prepared(START), |_| Ok::<_, std::fmt::Error>(())).unwrap();
            if !before.iter().any(|line| line.contains("_:") && !lines(&again).contains(line)) {
                again.apply(&patch).unwrap();
                assert_eq!(lines(&again), after, "{text}");
            }
            let known: BTreeSet<String> = patch.made.iter().map(ToString::to_string).collect();
            assert!(known.iter().all(|graph| !before_graphs.contains(graph)), "{text}");
        }
    }

    /// The engine's own evaluation is the judge, where no new blank nodes make the two incomparable.
    #[test]
    fn an_update_does_what_the_engine_does() {
        for update in UPDATES {
            let text = format!("PREFIX : <http://a/> {update}");
            let ground = START.replace("_:b", ":b");
            let (ours, theirs) = (Store::in_memory().unwrap(), Inner::new().unwrap());
            for text in [&ground, &text] {
                ours.update(&prepared(text), |_| Ok::<_, std::fmt::Error>(())).unwrap();
                SparqlEvaluator::new().parse_update(text).unwrap().on_store(&theirs).execute().unwrap();
            }
            assert_eq!(lines(&ours), theirs.iter().map(|quad| quad.unwrap().to_string()).collect(), "{text}");
            assert_eq!(
                graphs(&ours),
                theirs.named_graphs().map(|graph| graph.unwrap().to_string()).collect(),
                "{text}"
            );
        }
    }

    #[test]
    fn blank_nodes_of_an_update_are_new_in_every_row() {
        let store = started();
        let update = prepared("PREFIX : <http://a/> INSERT { _:x :of ?o . _:x :too ?o } WHERE { :s :p ?o }");
        let patch = store.update(&update, |_| Ok::<_, std::fmt::Error>(())).unwrap();
        let nodes: BTreeSet<String> = patch.added.iter().map(|quad| quad.subject.to_string()).collect();
        assert_eq!((patch.added.len(), nodes.len()), (6, 3));
    }

    #[test]
    fn what_fails_changes_nothing() {
        let store = started();
        let before = lines(&store);
        for wrong in [
            "INSERT DATA { :s :p 10 } ; CREATE GRAPH :g",
            "DROP GRAPH :nowhere",
            "DELETE DATA { :s :p 1 } ; CLEAR GRAPH :no",
        ] {
            let update = prepared(&format!("PREFIX : <http://a/> {wrong}"));
            assert!(store.update(&update, |_| Ok::<_, std::fmt::Error>(())).is_err(), "{wrong}");
            assert_eq!(lines(&store), before, "{wrong}");
        }
    }
}
