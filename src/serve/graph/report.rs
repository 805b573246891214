//! Things, relations and paths as data, with their words, and as lines of text.

use std::fmt::Write;

use serde::Serialize;

use super::super::error::ApiError;
use super::Context;
use crate::answer::network::evidence;
use crate::answer::network::{EdgeId, Node, NodeId, View};
use crate::answer::prefix;
use crate::answer::records::Quotation;

/// The same in both languages.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(super) struct Words {
    pub(super) zh: String,
    pub(super) en: String,
}

/// A thing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct NodeReport {
    pub(super) iri: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) name: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) zh: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) en: Option<String>,
}

impl From<&Node> for NodeReport {
    fn from(node: &Node) -> Self {
        let Node { iri, kind, name, zh, en, .. } = node.clone();
        Self { iri, kind, name, zh, en }
    }
}

impl NodeReport {
    pub(super) fn of(view: &View, id: NodeId) -> Self {
        view.node(id).into()
    }

    /// `桂林市 (Place, id:place-450300)`
    pub(super) fn text(&self) -> String {
        let short = prefix::shorten(&self.iri).unwrap_or_else(|| self.iri.clone());
        format!("{} ({}, {short})", self.name, self.kind)
    }
}

/// A relation between two things, with the words that state it.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub(super) struct EdgeReport {
    /// IRI of the thing it starts at.
    pub(super) source: String,
    /// IRI of the thing it ends at.
    pub(super) target: String,
    /// Local name of the property.
    pub(super) relation: String,
    /// IRI of the property.
    pub(super) relation_iri: String,
    /// Its labels.
    pub(super) label: Words,
    /// As the view has it.
    pub(super) weight: f64,
    /// IRIs of the statements that assert it; none for what a register says.
    pub(super) statements: Vec<String>,
    /// What a computed relation goes through: the case two bodies share.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub(super) via: Vec<NodeReport>,
    /// The words that state it.
    pub(super) evidence: Vec<Quotation>,
}

impl EdgeReport {
    pub(super) fn of(context: Context<'_>, view: &View, id: EdgeId) -> Result<Self, ApiError> {
        let (edge, (source, target)) = (view.edge(id), view.ends(id));
        Ok(Self {
            source: view.node(source).iri.clone(),
            target: view.node(target).iri.clone(),
            relation: edge.relation_name().to_owned(),
            relation_iri: edge.relation.to_owned(),
            label: relation_words(view, edge.relation),
            weight: edge.weight,
            statements: view.statements(id).map(|statement| statement.iri.clone()).collect(),
            via: view.via(id).map(NodeReport::from).collect(),
            evidence: evidence::behind(context.store, view, id, context.cancel)?,
        })
    }

    pub(super) fn all(context: Context<'_>, view: &View, ids: &[EdgeId]) -> Result<Vec<Self>, ApiError> {
        ids.iter().map(|id| Self::of(context, view, *id)).collect()
    }

    /// The quotations, a line each.
    pub(super) fn quotations(&self, indent: &str) -> String {
        let mut text = String::new();
        for quotation in &self.evidence {
            let words = quotation.quotation.split_whitespace().collect::<Vec<_>>().join(" ");
            let _ = writeln!(text, "{indent}“{words}” {} [{}, {})", quotation.document, quotation.start, quotation.end);
        }
        text
    }
}

/// The labels of a property.
pub(super) fn relation_words(view: &View, relation: &str) -> Words {
    let local = prefix::local_name(relation).to_owned();
    let known = view.relation(relation);
    known.map_or_else(
        || Words { zh: local.clone(), en: local.clone() },
        |known| Words { zh: known.zh.clone(), en: known.en.clone() },
    )
}

/// `1 step`, `2 steps`
pub(super) fn counted(count: usize, noun: &str) -> String {
    format!("{count} {noun}{}", if count == 1 { "" } else { "s" })
}
