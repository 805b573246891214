//! SPARQL Update: parsed here, carried out by whoever may write.

use oxigraph::sparql::{CancellationToken, PreparedSparqlUpdate};
use spargebra::GraphUpdateOperation;

use super::syntax::{Grammar, SyntaxError};
use super::{Graphs, Size, bounds, guard, parser_at};

/// Why an update cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// It is no SPARQL Update.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// It wants to read from elsewhere.
    #[error("LOAD is off: this server reads no other address")]
    Load,
    /// Both the request and the update say which graphs to use (SPARQL 1.1 Protocol, section 2.2.3).
    #[error("the request names graphs, and so does the update (USING or WITH)")]
    GraphsTwice,
}

/// A parsed update.
#[derive(Clone, Debug)]
pub struct Update {
    parsed: spargebra::Update,
}

impl Update {
    /// Parses an update that declares its own prefixes and was sent to an address, against which relative IRIs are
    /// resolved. It may be of some size.
    pub fn parse_at(text: &str, address: &str, most: Size) -> Result<Self, UpdateError> {
        most.check_text(text)?;
        let parser = parser_at(address);
        let parsed = parser.clone().parse_update(text);
        let parsed = parsed.map_err(|_| SyntaxError::new(text, Grammar::Update(&parser), false))?;
        most.check_update(&parsed)?;
        // A silent one fails in the engine, which reaches nothing either, and is then passed over as it asks to be.
        let loads =
            |operation: &GraphUpdateOperation| matches!(operation, GraphUpdateOperation::Load { silent: false, .. });
        if parsed.operations.iter().any(loads) {
            return Err(UpdateError::Load);
        }
        Ok(Self { parsed })
    }

    /// Lets its WHERE clauses see these graphs.
    pub fn over(mut self, graphs: &Graphs) -> Result<Self, UpdateError> {
        let Some(dataset) = graphs.dataset() else { return Ok(self) };
        for operation in &mut self.parsed.operations {
            if let GraphUpdateOperation::DeleteInsert { using, .. } = operation {
                if using.is_some() {
                    return Err(UpdateError::GraphsTwice);
                }
                *using = Some(dataset.clone());
            }
        }
        Ok(self)
    }

    /// Ready to be carried out, until `cancel` is cancelled.
    pub fn prepare(mut self, cancel: &CancellationToken) -> PreparedSparqlUpdate {
        for operation in &mut self.parsed.operations {
            if let GraphUpdateOperation::DeleteInsert { pattern, .. } = operation {
                // All that is to be changed is gathered before anything is.
                guard::pattern(pattern, true);
            }
        }
        bounds::evaluator(cancel).for_update(self.parsed)
    }
}

#[cfg(test)]
mod tests {
    use oxigraph::model::NamedNode;

    use super::*;

    fn parse(text: &str) -> Result<Update, UpdateError> {
        Update::parse_at(text, "http://example.org/update", Size::default())
    }

    #[test]
    fn what_is_wrong_has_its_place() {
        let error = parse("INSERT DATA { <a:s> <a:p> }").unwrap_err().to_string();
        assert!(error.starts_with("line 1, column "), "{error}");
        // No operations are an update, too (SPARQL 1.1 Update, section 3).
        assert!(parse(" ").is_ok());
    }

    #[test]
    fn relative_iris_are_those_of_the_address() {
        let update = parse("INSERT DATA { <a> <b> <c> }").unwrap().parsed.to_string();
        assert!(update.contains("<http://example.org/a>"), "{update}");
    }

    #[test]
    fn nothing_is_loaded_from_elsewhere() {
        assert!(matches!(parse("LOAD <http://example.org/a>"), Err(UpdateError::Load)));
        assert!(parse("LOAD SILENT <http://example.org/a>").is_ok());
    }

    #[test]
    fn graphs_are_named_by_the_request_or_by_the_update() {
        let graphs = Graphs { default: vec![NamedNode::new_unchecked("a:g")], named: Vec::new() };
        let over = |text: &str| parse(text).unwrap().over(&graphs).map(|update| update.parsed.to_string());
        let using = over("DELETE WHERE { ?s ?p ?o }").unwrap();
        assert!(using.contains("USING <a:g>"), "{using}");
        assert!(over("WITH <a:h> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }").is_err());
        assert!(over("DELETE { ?s ?p ?o } USING <a:h> WHERE { ?s ?p ?o }").is_err());
        assert!(over("INSERT DATA { <a:s> <a:p> <a:o> }").is_ok());
    }
}
