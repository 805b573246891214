//! What a call costs, by the plan of the engine.

use std::collections::BTreeMap;

use oxigraph::model::{GraphName, Literal, NamedNode, Quad, Term};
use oxigraph::sparql::SparqlEvaluator;
use serde_json::Value;

use super::*;
use crate::ontology::vocab::cg;

fn node(name: &str) -> NamedNode {
    NamedNode::new_unchecked(format!("https://w3id.org/casegraph/id/{name}"))
}

/// So many bodies, each in a place; three of them have to do with fishing.
fn bodies(count: usize) -> Vec<Quad> {
    let quad = |subject: &NamedNode, predicate, object: Term| {
        Quad::new(subject.clone(), predicate, object, GraphName::DefaultGraph)
    };
    let mut quads = Vec::new();
    for number in 0..count {
        let body = node(&format!("agency-{number}"));
        let name = if number < 3 { format!("第{number}渔业局") } else { format!("第{number}水利局") };
        quads.push(quad(&body, cg::NAME, Literal::from(name).into()));
        quads.push(quad(&body, cg::LOCATED_IN, node(&format!("place-{}", number % 7)).into()));
    }
    quads
}

const JOINED: &str = "SELECT ?name ?place {
  ?body cg:name ?name ; cg:locatedIn ?place .
  SERVICE <https://w3id.org/casegraph/service/search> { [] cg:match \"渔业\" ; cg:entity ?body }
}";

/// The rows that all operators of the plan of a query give together, and the rows of the answer.
fn cost(count: usize) -> (u64, usize) {
    let store = Store::in_memory().unwrap();
    store.load(bodies(count)).unwrap();
    let engine = oxigraph::store::Store::new().unwrap();
    engine.extend(bodies(count)).unwrap();
    let (search, views, catalog) = (Search::default(), Views::default(), Catalog::default());
    let services = Services { search: &search, views: &views, catalog: &catalog, outward: None };
    let query = Query::parse_with_known_prefixes(JOINED).unwrap();
    let steady = store.steady();
    let query = resolve(services, &store, &steady, query, &CancellationToken::new()).unwrap();
    let pattern = spargebra::Query::Select { dataset: None, pattern: query.pattern().clone(), base_iri: None };
    let prepared = SparqlEvaluator::new().for_query(pattern);
    let (results, explanation) = prepared.on_store(&engine).compute_statistics().explain();
    let QueryResults::Solutions(rows) = results.unwrap() else { panic!("a SELECT gives rows") };
    let rows = rows.count();
    let mut json = Vec::new();
    explanation.write_in_json(&mut json).unwrap();
    (results_in(&serde_json::from_slice(&json).unwrap()), rows)
}

fn results_in(plan: &Value) -> u64 {
    match plan {
        Value::Object(members) => {
            let own = members.get("number of results").and_then(Value::as_u64).unwrap_or(0);
            own + members.values().map(results_in).sum::<u64>()
        }
        Value::Array(parts) => parts.iter().map(results_in).sum(),
        _ => 0,
    }
}

#[test]
fn a_joined_search_costs_in_the_order_of_its_hits() {
    let (small, large) = (cost(1_000), cost(10_000));
    assert_eq!((small.1, large.1), (3, 3));
    assert_eq!(small.0, large.0, "ten times the graph is the same work");
    assert!((3..100).contains(&small.0), "{} rows for three hits", small.0);
}

#[test]
fn a_query_without_a_call_stays_as_it_is() {
    let query =
        Query::parse_with_known_prefixes("SELECT * { ?s cg:name ?n SERVICE <http://example.org/> { ?n ?p ?o } }");
    let query = query.unwrap().bind(&BTreeMap::new());
    assert!(!rewrite::calls(query.pattern()));
}
