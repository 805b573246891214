//! A page of an answer: some rows of it, and whether more follow.

use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter};

use super::QueryError;

/// Which rows of an answer are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Slice {
    /// Rows that are left out before.
    pub offset: usize,
    /// Rows that are given at most.
    pub limit: usize,
}

/// The rows of a slice (of CONSTRUCT and DESCRIBE its triples), gathered, and whether there are more behind it. An answer
/// that is true or false has one page.
pub fn page(results: QueryResults<'static>, slice: Slice) -> Result<(QueryResults<'static>, bool), QueryError> {
    match results {
        QueryResults::Boolean(value) => Ok((QueryResults::Boolean(value), false)),
        QueryResults::Solutions(rows) => {
            let variables = rows.variables().into();
            let (rows, has_more) = cut(rows, slice)?;
            Ok((QuerySolutionIter::new(variables, rows.into_iter().map(Ok)).into(), has_more))
        }
        QueryResults::Graph(triples) => {
            let (triples, has_more) = cut(triples, slice)?;
            Ok((QueryTripleIter::new(triples.into_iter().map(Ok)).into(), has_more))
        }
    }
}

fn cut<T, E>(rows: impl Iterator<Item = Result<T, E>>, slice: Slice) -> Result<(Vec<T>, bool), E> {
    let mut rows = rows.skip(slice.offset);
    let mut kept = Vec::new();
    while kept.len() < slice.limit {
        match rows.next() {
            Some(row) => kept.push(row?),
            None => return Ok((kept, false)),
        }
    }
    Ok((kept, rows.next().transpose()?.is_some()))
}
