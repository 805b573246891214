//! Full text as a service: `?hit cg:match "政采贷"`.

use oxigraph::model::{Literal, NamedNode};
use oxsdatatypes::Decimal;
use spargebra::term::GroundTerm;

use super::Context;
use super::block::{Block, Given, Properties, Rows, ServiceFault, Table, integer};
use crate::answer::prefix;
use crate::answer::search::{Hit, Request, SearchError};
use crate::answer::sparql::QueryError;

/// Hits of one search where the block does not say how many.
const DEFAULT_LIMIT: usize = 10_000;

pub(super) const PROPERTIES: Properties = Properties {
    usage: "SERVICE <https://w3id.org/casegraph/service/search> { ?hit cg:match \"政采贷\" ; cg:score ?score ; cg:entity ?entity }",
    inputs: &["match", "limit", "type"],
    outputs: &[
        "score", "rank", "entity", "field", "snippet", "case", "document", "start", "end", "evidence", "mentions",
    ],
};

/// The hits of each search that is given, a row for each of a hit's quotations and mentions where the block asks for
/// them.
pub(super) fn rows(context: &Context<'_>, block: &Block, given: &Table) -> Result<Table, QueryError> {
    if !block.says("match") {
        return Err(PROPERTIES.fault("the search block has no cg:match: it does not say what to find").into());
    }
    let mut rows = Rows::new(block);
    for row in &given.rows {
        if context.cancel.is_cancelled() {
            return Err(QueryError::Cancelled);
        }
        let given = Given { table: given, row };
        let found = context.services.search.find_in(context.store, context.steady, &request(block, given)?);
        let found = found.map_err(|error| match error {
            SearchError::Query(fault) => QueryError::from(ServiceFault::new(fault.to_string(), fault.hint)),
            SearchError::Store(error) => error.into(),
        })?;
        for (number, hit) in found.hits.iter().enumerate() {
            let Some(subject) = iri(&hit.iri) else { continue };
            for (evidence, mention) in parts(block, hit) {
                let output = |name: &str| value(hit, number + 1, name, evidence, mention);
                rows.push(given, &subject, output, PROPERTIES.outputs)?;
            }
        }
    }
    Ok(rows.table)
}

fn request(block: &Block, given: Given<'_>) -> Result<Request, ServiceFault> {
    let query = match given.all(block, "match").as_slice() {
        [GroundTerm::Literal(words)] => words.value().to_owned(),
        [GroundTerm::NamedNode(_)] => return Err(PROPERTIES.fault("cg:match is an IRI; it has to be a text")),
        _ => return Err(PROPERTIES.fault("the search block has not one cg:match; write AND or OR into one text")),
    };
    let limit = match given.all(block, "limit").first() {
        None => DEFAULT_LIMIT,
        Some(GroundTerm::Literal(number)) => {
            number.value().parse().ok().filter(|limit| (1..=DEFAULT_LIMIT).contains(limit)).ok_or_else(|| {
                PROPERTIES.fault(format!("cg:limit is {number}; it has to be a number from 1 to {DEFAULT_LIMIT}"))
            })?
        }
        Some(other) => return Err(PROPERTIES.fault(format!("cg:limit is {other}; it has to be a number"))),
    };
    let kind = |term: GroundTerm| match term {
        GroundTerm::NamedNode(node) => prefix::local_name(node.as_str()).to_owned(),
        GroundTerm::Literal(name) => name.value().to_owned(),
    };
    let kinds = given.all(block, "type").into_iter().map(kind).collect();
    Ok(Request { query, kinds, case: None, offset: 0, limit, relax: false })
}

/// The quotations and mentions of a hit that its rows speak of; one row without either where the block asks for none.
fn parts<'a>(block: &Block, hit: &'a Hit) -> Vec<(Option<&'a str>, Option<&'a str>)> {
    let evidence: Vec<_> = hit.evidence.iter().map(|iri| Some(iri.as_str())).collect();
    let mentions: Vec<_> = hit.mentions.iter().map(|mention| Some(mention.iri.as_str())).collect();
    let evidence = if block.says("evidence") { evidence } else { vec![None] };
    let mentions = if block.says("mentions") { mentions } else { vec![None] };
    evidence.iter().flat_map(|evidence| mentions.iter().map(|mention| (*evidence, *mention))).collect()
}

fn value(hit: &Hit, rank: usize, name: &str, evidence: Option<&str>, mention: Option<&str>) -> Option<GroundTerm> {
    let text = |text: &str| Some(GroundTerm::Literal(Literal::from(text)));
    let number = |number: usize| Some(integer(number));
    match name {
        "score" => Some(GroundTerm::Literal(decimal(hit.score))),
        "rank" => number(rank),
        "entity" => iri(&hit.entity),
        "field" => text(hit.field),
        "snippet" => text(&hit.text),
        "case" => iri(hit.case.as_deref()?),
        "document" => iri(hit.document.as_deref()?),
        "start" => number(hit.start?),
        "end" => number(hit.end?),
        "evidence" => iri(evidence?),
        "mentions" => iri(mention?),
        _ => None,
    }
}

fn iri(text: &str) -> Option<GroundTerm> {
    NamedNode::new(text).ok().map(GroundTerm::NamedNode)
}

/// A score with six decimals, in the one form of its number.
fn decimal(score: f64) -> Literal {
    format!("{score:.6}").parse::<Decimal>().unwrap_or_default().into()
}
