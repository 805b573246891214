//! SPARQL Update: parsed here, carried out by whoever may write.

use std::sync::Arc;

use oxigraph::model::{GraphName, Quad};
use oxigraph::sparql::CancellationToken;
use spargebra::GraphUpdateOperation as Operation;
use spargebra::term as algebra;

use super::syntax::{Grammar, SyntaxError};
use super::{Graphs, Size, bounds, guard, parser_at};
use crate::answer::incoming::{self, Incoming, IncomingError};
use crate::answer::service::Elsewhere;
use crate::outward::{Outward, OutwardError, Request};
use crate::store::PreparedUpdate;

/// What `LOAD` reads.
const ACCEPT: &str = "text/turtle, application/n-triples, application/trig;q=0.9, application/n-quads;q=0.9, \
                      application/rdf+xml;q=0.8, application/ld+json;q=0.7";

/// Why an update cannot be taken.
#[derive(Debug, thiserror::Error)]
pub enum UpdateError {
    /// It is no SPARQL Update.
    #[error(transparent)]
    Syntax(#[from] SyntaxError),
    /// It wants to read from elsewhere, and may not.
    #[error("LOAD is off: this server reads no other address")]
    Load,
    /// What it wants to read does not come.
    #[error(transparent)]
    Elsewhere(#[from] OutwardError),
    /// What it wants to read is no RDF.
    #[error("<{address}>: {error}")]
    Unreadable {
        /// Where it is.
        address: String,
        /// What is wrong with it.
        error: IncomingError,
    },
    /// Both the request and the update say which graphs to use (SPARQL 1.1 Protocol, section 2.2.3).
    #[error("the request names graphs, and so does the update (USING or WITH)")]
    GraphsTwice,
}

/// A parsed update.
#[derive(Clone, Debug)]
pub struct Update {
    parsed: spargebra::Update,
    elsewhere: Elsewhere,
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
        Ok(Self { parsed, elsewhere: Elsewhere::default() })
    }

    /// With a way to other endpoints, which its WHERE clauses may ask.
    #[must_use]
    pub fn reaching(self, outward: &Arc<Outward>) -> Self {
        Self { elsewhere: Elsewhere::new(outward), ..self }
    }

    /// Whether it reads documents from elsewhere.
    pub fn loads(&self) -> bool {
        self.parsed.operations.iter().any(|operation| matches!(operation, Operation::Load { .. }))
    }

    /// With the documents that it loads read, and put in as data: before it begins, so that nobody waits for another
    /// server's sake, and so that it changes nothing when one of them does not come. Blocks.
    pub fn loaded(mut self, outward: &Outward, cancel: &CancellationToken) -> Result<Self, UpdateError> {
        let mut operations = Vec::with_capacity(self.parsed.operations.len());
        for operation in self.parsed.operations {
            let Operation::Load { silent, source, destination } = operation else {
                operations.push(operation);
                continue;
            };
            match load(outward, source.as_str(), &destination, cancel) {
                Ok(data) => operations.extend(insertion(destination, data)),
                Err(UpdateError::Elsewhere(OutwardError::Stopped)) => return Err(OutwardError::Stopped.into()),
                Err(_) if silent => {}
                Err(error) => return Err(error),
            }
        }
        self.parsed.operations = operations;
        Ok(self)
    }

    /// Lets its WHERE clauses see these graphs.
    pub fn over(mut self, graphs: &Graphs) -> Result<Self, UpdateError> {
        let Some(dataset) = graphs.dataset() else { return Ok(self) };
        for operation in &mut self.parsed.operations {
            if let Operation::DeleteInsert { using, .. } = operation {
                if using.is_some() {
                    return Err(UpdateError::GraphsTwice);
                }
                *using = Some(dataset.clone());
            }
        }
        Ok(self)
    }

    /// Ready to be carried out, until `cancel` is cancelled.
    pub fn prepare(mut self, cancel: &CancellationToken) -> PreparedUpdate {
        for operation in &mut self.parsed.operations {
            bounds::ask(cancel);
            if let Operation::DeleteInsert { pattern, .. } = operation {
                // All that is to be changed is gathered before anything is.
                guard::pattern(pattern, true);
            }
        }
        let (evaluator, token) = (bounds::evaluator(cancel, &self.elsewhere), cancel.clone());
        PreparedUpdate::new(self.parsed, evaluator, move || bounds::ask(&token))
    }
}

/// The triples of a document elsewhere.
fn load(
    outward: &Outward,
    address: &str,
    destination: &algebra::GraphName,
    cancel: &CancellationToken,
) -> Result<Vec<Quad>, UpdateError> {
    if !outward.rules().load {
        return Err(UpdateError::Load);
    }
    let answer = outward.ask(Request::Document { address, accept: ACCEPT }, &|| cancel.is_cancelled())?;
    let unreadable = |error| UpdateError::Unreadable { address: answer.address.clone(), error };
    let path = answer.address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit('/').next().filter(|name| name.contains('.'));
    let format = incoming::format(&answer.media_type, name).map_err(unreadable)?;
    let graph = match destination {
        algebra::GraphName::NamedNode(node) => GraphName::NamedNode(node.clone()),
        algebra::GraphName::DefaultGraph => GraphName::DefaultGraph,
    };
    // Its own address, not that of the update or of the graph it is put in (RFC 3986, section 5.1.3).
    let incoming = Incoming { bytes: &answer.body, format, base: Some(&answer.address) };
    let mut quads = Vec::new();
    incoming.quads(&graph, cancel, &mut quads).map_err(unreadable)?;
    Ok(quads)
}

/// What puts triples into a graph, which is there afterwards even where there are none.
fn insertion(destination: algebra::GraphName, quads: Vec<Quad>) -> impl Iterator<Item = Operation> {
    let data = quads.into_iter().map(|quad| algebra::Quad {
        subject: quad.subject,
        predicate: quad.predicate,
        object: quad.object,
        graph_name: destination.clone(),
    });
    let insert = Operation::InsertData { data: data.collect() };
    let create = match destination {
        algebra::GraphName::NamedNode(graph) => Some(Operation::Create { silent: true, graph }),
        algebra::GraphName::DefaultGraph => None,
    };
    create.into_iter().chain([insert])
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
    fn nothing_is_loaded_from_elsewhere_unless_that_is_switched_on() {
        let loaded = |text: &str| parse(text).unwrap().loaded(&Outward::default(), &CancellationToken::new());
        assert!(matches!(loaded("LOAD <http://example.org/a>"), Err(UpdateError::Load)));
        assert!(!loaded("LOAD SILENT <http://example.org/a>").unwrap().loads());
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
