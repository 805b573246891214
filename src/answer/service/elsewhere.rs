//! `SERVICE` at other endpoints: the block is sent there as it is, and what comes back is joined here.
//!
//! All rows are read before the first is given: `SILENT` then means what it says, that a block without an answer changes
//! nothing, and half an answer is none.

use std::collections::HashMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use oxigraph::model::{NamedNode, Term, Variable};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsParser, SliceQueryResultsParserOutput};
use oxigraph::sparql::{CancellationToken, DefaultServiceHandler, QueryEvaluationError, QuerySolutionIter};
use spargebra::algebra::GraphPattern;

use crate::answer::sparql::go_on;
use crate::outward::{Answer, Outward, OutwardError, Request};

/// What is read, the shortest first.
const ACCEPT: &str =
    "application/sparql-results+json, application/sparql-results+xml;q=0.9, text/tab-separated-values;q=0.5";

/// Rows between two looks at whether to go on.
const STRIDE: usize = 1024;

/// The columns and rows that an endpoint has answered with.
type Table = (Arc<[Variable]>, Arc<Vec<Vec<Option<Term>>>>);

/// What was asked, by endpoint and query, and what came.
type Answers = HashMap<(NamedNode, String), Table>;

/// The other endpoints, as one query may ask them: none is asked the same twice. Clones count together. The default
/// reaches nothing.
#[derive(Clone, Default)]
pub(in crate::answer) struct Elsewhere {
    outward: Arc<Outward>,
    asked: Arc<AtomicUsize>,
    answers: Arc<Mutex<Answers>>,
}

impl std::fmt::Debug for Elsewhere {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Elsewhere").field("asked", &self.asked).finish_non_exhaustive()
    }
}

impl Elsewhere {
    pub(in crate::answer) fn new(outward: &Arc<Outward>) -> Self {
        Self { outward: Arc::clone(outward), asked: Arc::default(), answers: Arc::default() }
    }

    /// Nothing is done under the lock that could panic.
    fn answers(&self) -> MutexGuard<'_, Answers> {
        self.answers.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// What the engine calls, until `cancel` is cancelled.
    pub(in crate::answer) fn handler(&self, cancel: &CancellationToken) -> impl DefaultServiceHandler + use<> {
        Handler { elsewhere: self.clone(), cancel: cancel.clone() }
    }
}

struct Handler {
    elsewhere: Elsewhere,
    cancel: CancellationToken,
}

impl DefaultServiceHandler for Handler {
    type Error = QueryEvaluationError;

    fn handle(
        &self,
        name: &NamedNode,
        pattern: &GraphPattern,
        _: Option<&oxiri::Iri<String>>,
    ) -> Result<QuerySolutionIter<'static>, QueryEvaluationError> {
        let query = spargebra::Query::Select { dataset: None, pattern: pattern.clone(), base_iri: None }.to_string();
        let key = (name.clone(), query);
        let known = self.elsewhere.answers().get(&key).cloned();
        let (variables, rows) = if let Some(known) = known { known } else { self.ask(key)? };
        Ok(QuerySolutionIter::from_tuples(variables, (0..rows.len()).map(move |row| Ok(rows[row].clone()))))
    }
}

impl Handler {
    /// Asks, and keeps the answer.
    fn ask(&self, question: (NamedNode, String)) -> Result<Table, QueryEvaluationError> {
        let answer = self.send(&question.0, &question.1).map_err(|error| match error {
            OutwardError::Stopped => QueryEvaluationError::Cancelled,
            error => QueryEvaluationError::Service(Box::new(error)),
        })?;
        let table = self.rows(&answer)?;
        self.elsewhere.answers().insert(question, table.clone());
        Ok(table)
    }

    fn send(&self, name: &NamedNode, query: &str) -> Result<Answer, OutwardError> {
        let Elsewhere { outward, asked, .. } = &self.elsewhere;
        let most = outward.rules().requests;
        if asked.fetch_add(1, Ordering::AcqRel) >= most {
            return Err(OutwardError::Refused {
                message: format!("the query asks other endpoints more than {most} times"),
                hint: "let fewer endpoints be asked, or one of them for more at once: with VALUES in its block".into(),
            });
        }
        let request = Request::Service { address: name.as_str(), query, accept: ACCEPT };
        outward.ask(request, &|| self.cancel.is_cancelled())
    }

    /// The rows of an answer.
    fn rows(&self, answer: &Answer) -> Result<Table, QueryEvaluationError> {
        let failed = |message: String| {
            let hint = "see whether the address is that of a SPARQL endpoint";
            let error = OutwardError::failed(&format!("<{}>", answer.address), message, hint);
            QueryEvaluationError::Service(Box::new(error))
        };
        let format = QueryResultsFormat::from_media_type(&answer.media_type)
            .filter(|format| *format != QueryResultsFormat::Csv)
            .ok_or_else(|| failed(format!("answers in {:?}, which is no table of solutions", answer.media_type)))?;
        let broken = |error: &dyn std::fmt::Display| failed(format!("answers what cannot be read: {error}"));
        let parser = QueryResultsParser::from_format(format).for_slice(&answer.body).map_err(|error| broken(&error))?;
        let SliceQueryResultsParserOutput::Solutions(solutions) = parser else {
            return Err(failed("answers true or false, not a table".into()));
        };
        let variables: Arc<[_]> = solutions.variables().into();
        let mut rows = Vec::new();
        for solution in solutions {
            rows.push(solution.map_err(|error| broken(&error))?.values().to_vec());
            if rows.len().is_multiple_of(STRIDE) {
                go_on(&self.cancel).map_err(|error| QueryEvaluationError::Service(Box::new(error)))?;
            }
        }
        Ok((variables, Arc::new(rows)))
    }
}
