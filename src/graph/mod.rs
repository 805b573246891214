//! Entities and facts → quads, by the ontology: one document's contribution to the graph.
//!
//! Everything stands in the default graph, so that counts and sums are right without tricks. Identity is in the IRIs:
//! entities are called by what they are, so that contributions merge by set union; cases and facts by their document.

pub mod across;
mod case;
mod contribution;
mod entity;
mod fact;
mod names;
mod numerals;
mod order;
pub mod period;
pub mod terms;
mod triples;

use std::collections::BTreeSet;

use oxigraph::model::NamedNode;

pub use self::contribution::Contribution;
use self::names::Names;
use self::triples::{Triples, document_iri};
use crate::audit;
use crate::document::Document;
use crate::fact::{Fact, FactBody, Node, Predicate};
use crate::lexicon::Lexicon;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, class, dcterms, prov};
use crate::resolve::{Entity, EntityId};

/// SHA-256 over everything that decides what is read from a text: rules, words, ontology and version, lower-case hex.
pub const CONFIG_HASH: &str = env!("CASEGRAPH_CONFIG_HASH");

/// What one document adds to the graph, in the order of the N-Quads lines, each quad once.
///
/// A pure function of what its reader yields, text and source: its file name is not in it.
pub fn contribution(document: &Document, entities: &[Entity], facts: &[Fact], lexicon: &Lexicon) -> Contribution {
    let names = Names::new(document, entities, facts, lexicon);
    let mut triples = Triples::new(&names);
    describe_document(&mut triples, document);
    numerals::describe(&mut triples, document, &audit::audit(document, entities, facts, lexicon));
    for (index, _) in document.cases.iter().enumerate() {
        case::describe(&mut triples, &names, index);
    }
    let placed = placed(facts);
    for index in 0..entities.len() {
        entity::describe(&mut triples, &names, index, &placed);
    }
    fact::describe(&mut triples, &names, facts);
    triples.finish()
}

/// The entities of which the text says where they are.
fn placed(facts: &[Fact]) -> BTreeSet<EntityId> {
    let statements = facts.iter().filter_map(|fact| match &fact.body {
        FactBody::Statement(statement) if statement.predicate == Predicate::LocatedIn => Some(statement.subject),
        _ => None,
    });
    let subjects = statements.filter_map(|subject| match subject {
        Node::Entity(id) => Some(id),
        Node::Case => None,
    });
    subjects.collect()
}

fn describe_document(triples: &mut Triples<'_>, document: &Document) {
    let run = run_iri();
    let title = title(document);
    let mut about = triples.a(&document_iri(document), class::DOCUMENT);
    about.tagged(dcterms::TITLE, &title, "zh").label(&title).text(cg::SHA256, &document.sha256);
    about.integer(cg::LENGTH, document.text.code_point_length() as u64);
    let source = &document.about;
    if let Some(publisher) = &source.publisher {
        about.text(dcterms::PUBLISHER, publisher);
    }
    if let Some(issued) = source.issued {
        about.date(dcterms::ISSUED, &issued.to_string());
    }
    if let Some(url) = &source.url {
        about.address(dcterms::SOURCE, url);
    }
    if let Some(licence) = &source.licence {
        about.text(dcterms::LICENSE, licence);
    }
    about.node(prov::WAS_GENERATED_BY, run.as_ref());
    triples
        .a(&run, class::EXTRACTION_RUN)
        .text(cg::VERSION, env!("CARGO_PKG_VERSION"))
        .text(cg::CONFIG_HASH, CONFIG_HASH);
}

/// The title of a document: its heading, else the one its source gives, else that of its first case, else its name in
/// IRIs.
pub fn title(document: &Document) -> String {
    let of = |span| one_line(document.text.exact(span));
    let heading = document.title.map(of).or_else(|| document.about.title.clone());
    let case = || document.cases.first().and_then(|case| case.title).map(of);
    heading.or_else(case).unwrap_or_else(|| format!("doc-{}", document.short_id()))
}

/// Version and configuration: two runs of one version with other rules are two runs.
fn run_iri() -> NamedNode {
    id_iri(format_args!("run-{}-{}", env!("CARGO_PKG_VERSION"), &CONFIG_HASH[..8]))
}

/// A heading that runs over several lines, on one; Chinese has no space where a line ended.
fn one_line(text: &str) -> String {
    text.lines().map(str::trim).collect()
}

#[cfg(test)]
mod tests;
