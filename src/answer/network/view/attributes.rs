//! What the nodes of a view are and are called.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{Literal, NamedNode, NamedNodeRef, Term};
use oxigraph::sparql::CancellationToken;

use super::{Node, View};
use crate::answer::prefix;
use crate::answer::sparql::QueryError;
use crate::store::Store;

/// Everything a node can be called by, with prefixes.
const NAMES: [&str; 7] =
    ["cg:name", "skos:prefLabel", "dcterms:title", "skos:altLabel", "cg:adminCode", "cg:docNumber", "cg:number"];

/// Reads kinds, names, labels, codes and aliases of all nodes and of what edges go through.
pub(super) fn fill(view: &mut View, store: &Store, cancel: &CancellationToken) -> Result<(), QueryError> {
    let mut properties: Vec<NamedNode> = vec![rdf::TYPE.into_owned(), rdfs::LABEL.into_owned()];
    properties.extend(
        NAMES
            .iter()
            .map(|name| NamedNode::new_unchecked(prefix::expand(name).expect("the prefixes are those of the table"))),
    );
    for node in view.nodes.iter_mut().chain(&mut view.things) {
        if cancel.is_cancelled() {
            return Err(QueryError::Cancelled);
        }
        if let Ok(subject) = NamedNode::new(node.iri.as_str()) {
            for property in &properties {
                read(node, store, subject.as_ref(), property.as_ref())?;
            }
        }
        complete(node);
    }
    for property in &mut view.relations {
        let mut labels = Node::default();
        if let Ok(subject) = NamedNode::new(property.iri.as_str()) {
            read(&mut labels, store, subject.as_ref(), rdfs::LABEL)?;
        }
        property.zh = labels.zh.unwrap_or_else(|| property.zh.clone());
        property.en = labels.en.unwrap_or_else(|| property.en.clone());
    }
    Ok(())
}

fn read(
    node: &mut Node,
    store: &Store,
    subject: NamedNodeRef<'_>,
    property: NamedNodeRef<'_>,
) -> Result<(), QueryError> {
    for quad in store.matching(Some(subject.into()), Some(property), None) {
        match quad?.object {
            Term::NamedNode(class) => add_class(node, class.as_str()),
            Term::Literal(value) => add_name(node, prefix::local_name(property.as_str()), &value),
            Term::BlankNode(_) => {}
        }
    }
    Ok(())
}

/// Of several classes ours counts; of several of ours the first in the alphabet.
fn add_class(node: &mut Node, class: &str) {
    let name = prefix::local_name(class);
    let is_ours = |class: &str| prefix::shorten(class).is_some_and(|short| short.starts_with("cg:"));
    if is_ours(class) && (node.kind.is_empty() || name < node.kind.as_str()) {
        name.clone_into(&mut node.kind);
    }
}

fn add_name(node: &mut Node, property: &str, value: &Literal) {
    let text = value.value().to_owned();
    match (property, value.language()) {
        ("name", _) => node.name = text,
        ("altLabel", _) => drop(node.aliases.insert(text)),
        ("adminCode" | "docNumber", _) => drop(node.codes.insert(text)),
        ("number", _) => node.codes.extend([format!("编号{text}"), format!("case {text}")]),
        (_, Some("en")) => keep_least(&mut node.en, text),
        (_, Some("zh") | None) => keep_least(&mut node.zh, text),
        _ => {}
    }
}

/// Rows come in no order; of several labels the same one must win every time.
fn keep_least(label: &mut Option<String>, text: String) {
    if label.as_ref().is_none_or(|kept| text < *kept) {
        *label = Some(text);
    }
}

/// Gives a node what it lacks of kind and name.
pub(super) fn complete(node: &mut Node) {
    if node.kind.is_empty() {
        let short = prefix::shorten(&node.iri).unwrap_or_default();
        let is_literal = node.iri.starts_with('"');
        let kind = if is_literal {
            "Literal"
        } else if short.starts_with("cgi:") {
            "Indicator"
        } else {
            "Thing"
        };
        kind.clone_into(&mut node.kind);
    }
    if node.name.is_empty() {
        let label = node.zh.as_ref().or(node.en.as_ref()).cloned();
        node.name = label.unwrap_or_else(|| prefix::local_name(&node.iri).to_owned());
    }
    if node.name.is_empty() {
        node.name.clone_from(&node.iri);
    }
}
