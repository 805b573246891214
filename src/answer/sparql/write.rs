//! Answers → bytes in a [`Format`].

use std::io::Write;

use oxigraph::io::{RdfFormat, RdfSerializer};
use oxigraph::sparql::results::{QueryResultsFormat, QueryResultsSerializer};
use oxigraph::sparql::{QueryResults, QuerySolutionIter, QueryTripleIter};

use super::format::Engine;
use super::{Format, QueryError, Shape};
use crate::answer::prefix;

/// Writes all of an answer, row by row as it is computed, and flushes.
pub fn write(results: QueryResults<'_>, format: Format, mut output: impl Write) -> Result<(), QueryError> {
    let mismatch = |shape| QueryError::Shape { shape, format };
    match (results, format.engine()) {
        (QueryResults::Boolean(value), Engine::Results(engine)) => {
            QueryResultsSerializer::from_format(engine).serialize_boolean_to_writer(&mut output, value)?;
        }
        (QueryResults::Solutions(rows), Engine::Results(engine)) => write_solutions(rows, engine, &mut output)?,
        (QueryResults::Graph(triples), Engine::Rdf(engine)) => write_graph(triples, engine, &mut output)?,
        (QueryResults::Boolean(_), Engine::Rdf(_)) => return Err(mismatch(Shape::Boolean)),
        (QueryResults::Solutions(_), Engine::Rdf(_)) => return Err(mismatch(Shape::Solutions)),
        (QueryResults::Graph(_), Engine::Results(_)) => return Err(mismatch(Shape::Graph)),
    }
    Ok(output.flush()?)
}

fn write_solutions(
    rows: QuerySolutionIter<'_>,
    engine: QueryResultsFormat,
    output: &mut impl Write,
) -> Result<(), QueryError> {
    let variables = rows.variables().to_vec();
    let mut serializer =
        QueryResultsSerializer::from_format(engine).serialize_solutions_to_writer(output, variables)?;
    for row in rows {
        serializer.serialize(&row?)?;
    }
    serializer.finish()?;
    Ok(())
}

fn write_graph(triples: QueryTripleIter<'_>, engine: RdfFormat, output: &mut impl Write) -> Result<(), QueryError> {
    let mut serializer = RdfSerializer::from_format(engine);
    for (name, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(output);
    for triple in triples {
        writer.serialize_triple(&triple?)?;
    }
    writer.finish()?;
    Ok(())
}
