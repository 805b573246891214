//! How a query is answered: the engine's plan, with what each part of it gave and took.
//!
//! The engine plans without estimates that it shows; what it counts while it answers are the rows and the time of each
//! step, a step's time with that of the steps below it.

use std::fmt::Write;

use oxigraph::sparql::{PreparedSparqlQuery, QueryResults};
use serde::{Deserialize, Serialize};

use super::QueryError;
use crate::store::Store;

/// A query that was answered for its plan; the answer itself is not kept.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Explanation {
    /// Seconds that planning took.
    pub planning_seconds: f64,
    /// Rows of the answer, triples of a graph, 1 for true or false.
    pub rows: u64,
    /// Whether the time was up before the query was: the counts are then those of as far as it came.
    pub is_stopped: bool,
    /// The last step, which gives the answer.
    pub plan: Step,
}

/// A step of a plan.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all(deserialize = "snake_case"))]
pub struct Step {
    /// What is done, in the engine's words.
    pub name: String,
    /// Rows that came out of it; read again for each time it was run again.
    #[serde(default, rename(deserialize = "number of results"))]
    pub rows: u64,
    /// Seconds that passed in it and below it; none where it was never run.
    #[serde(default, rename(deserialize = "duration in seconds"))]
    pub seconds: Option<f64>,
    /// The steps it reads from.
    #[serde(default)]
    pub children: Vec<Step>,
}

/// What the engine writes.
#[derive(Deserialize)]
struct Written {
    #[serde(default, rename = "planning duration in seconds")]
    planning: f64,
    plan: Step,
}

/// Answers a query to the end, or until it is cancelled, and tells how.
pub(super) fn explain(store: &Store, query: PreparedSparqlQuery) -> Result<Explanation, QueryError> {
    let (results, explanation) = store.explain(query);
    let counted = results.map_err(QueryError::from).and_then(|results| count(results).map_err(QueryError::from));
    let (rows, is_stopped) = match counted {
        Ok(rows) => (rows, false),
        Err(QueryError::Cancelled) => (0, true),
        Err(error) => return Err(error),
    };
    let mut json = Vec::new();
    explanation.write_in_json(&mut json)?;
    let Written { planning, plan } = serde_json::from_slice(&json).map_err(std::io::Error::other)?;
    let rows = if is_stopped { plan.rows } else { rows };
    Ok(Explanation { planning_seconds: planning, rows, is_stopped, plan })
}

fn count(results: QueryResults<'_>) -> Result<u64, oxigraph::sparql::QueryEvaluationError> {
    match results {
        QueryResults::Boolean(_) => Ok(1),
        QueryResults::Solutions(mut rows) => rows.try_fold(0, |count, row| row.map(|_| count + 1)),
        QueryResults::Graph(mut triples) => triples.try_fold(0, |count, triple| triple.map(|_| count + 1)),
    }
}

impl Explanation {
    /// For people: a line a step, what it reads from indented below it.
    pub fn to_text(&self) -> String {
        let mut text = format!("{} rows; planned in {:.3} ms\n", self.rows, self.planning_seconds * 1_000.0);
        if self.is_stopped {
            text.push_str("stopped before it was done: the time was up\n");
        }
        text.push_str("      rows         ms  step\n");
        // Plans are as deep as queries, which are bounded; a list keeps the stack out of it all the same.
        let mut open = vec![(0, &self.plan)];
        while let Some((depth, step)) = open.pop() {
            let milliseconds = step.seconds.map_or("-".to_owned(), |seconds| format!("{:.3}", seconds * 1_000.0));
            // Writing to a string cannot fail.
            let _ = writeln!(text, "{:>10} {milliseconds:>10}  {}{}", step.rows, "  ".repeat(depth), step.name);
            open.extend(step.children.iter().rev().map(|child| (depth + 1, child)));
        }
        text
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{GraphName, Literal, NamedNode, Quad};

    use super::*;
    use crate::answer::sparql::{CancellationToken, Query, explained};

    fn store() -> Store {
        let store = Store::in_memory().unwrap();
        let node = |name: &str| NamedNode::new_unchecked(format!("http://a/{name}"));
        store
            .load((0..20).map(|n| Quad::new(node("s"), node("p"), Literal::from(n), GraphName::DefaultGraph)))
            .unwrap();
        store
    }

    fn of(query: &str) -> Explanation {
        explained(&store(), Query::parse(query).unwrap(), &CancellationToken::new()).unwrap()
    }

    #[test]
    fn each_step_says_what_it_gave() {
        let told = of("SELECT ?o { ?s <http://a/p> ?o FILTER(?o < 5) }");
        assert_eq!((told.rows, told.is_stopped), (5, false));
        let text = told.to_text();
        assert!(text.starts_with("5 rows"), "{text}");
        let steps: Vec<u64> =
            text.lines().skip(2).map(|line| line.split_whitespace().next().unwrap().parse().unwrap()).collect();
        assert!(steps.contains(&5) && steps.contains(&20), "{text}");
    }

    #[test]
    fn every_form_of_query_can_be_told_of() {
        assert_eq!(of("ASK { ?s ?p 3 }").rows, 1);
        assert_eq!(of("CONSTRUCT { ?o <http://a/q> ?s } WHERE { ?s ?p ?o }").rows, 0);
        assert_eq!(of("CONSTRUCT { ?s <http://a/q> ?o } WHERE { ?s ?p ?o }").rows, 20);
    }

    #[test]
    fn a_query_that_is_stopped_tells_how_far_it_came() {
        let cancel = CancellationToken::new();
        cancel.cancel();
        let query = Query::parse("SELECT * { ?s ?p ?o . ?t ?q ?u }").unwrap();
        let told = explained(&store(), query, &cancel).unwrap();
        assert!(told.is_stopped);
        assert!(told.to_text().contains("stopped"));
    }
}
