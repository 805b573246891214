//! What stands where in a document: the things its words name and the facts they state, for marking the text in place.

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, TermRef};
use serde::Serialize;

use super::records::{Quotation, RecordsError, Rows, Thing};
use super::sparql::CancellationToken;
use crate::ontology::vocab::{cg, class, oa};
use crate::store::Store;

/// What words can be marked as: named things, and the kinds of facts.
pub const KINDS: [&str; 11] = [
    "agency",
    "organization",
    "place",
    "policy",
    "programme",
    "target_group",
    "observation",
    "recognition",
    "statement",
    "measure",
    "finding",
];

/// Words of a document, and what they name or state.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Marked {
    /// Where, in which words.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// One of [`KINDS`].
    pub kind: String,
    /// The thing named, or the fact stated.
    pub thing: Thing,
    /// Rule that read it.
    pub rule: Option<String>,
}

/// What a document's words name and state, by where it begins.
pub fn mentions(store: &Store, document: &NamedNode, cancel: &CancellationToken) -> Result<Vec<Marked>, RecordsError> {
    let mut reader = Reader { store, rows: Rows::new(store), marked: Vec::new() };
    for quad in store.matching(None, Some(oa::HAS_SOURCE), Some(TermRef::NamedNode(document.as_ref()))) {
        if cancel.is_cancelled() {
            return Err(RecordsError::Cancelled);
        }
        if let NamedOrBlankNode::NamedNode(evidence) = quad?.subject {
            reader.read(&evidence)?;
        }
    }
    reader.marked.sort_by(|a, b| {
        let place = |marked: &Marked| (marked.quotation.start, std::cmp::Reverse(marked.quotation.end));
        place(a).cmp(&place(b)).then_with(|| a.cmp(b))
    });
    Ok(reader.marked)
}

struct Reader<'s> {
    store: &'s Store,
    rows: Rows<'s>,
    marked: Vec<Marked>,
}

impl Reader<'_> {
    fn read(&mut self, evidence: &NamedNode) -> Result<(), RecordsError> {
        let quotation = self.rows.quotation(evidence)?;
        let named = self.store.matching(Some(evidence.as_ref().into()), Some(cg::MENTION_OF), None);
        let stated = self.store.matching(None, Some(cg::EVIDENCE), Some(TermRef::NamedNode(evidence.as_ref())));
        let mut found = Vec::new();
        for quad in named {
            if let Term::NamedNode(thing) = quad?.object {
                found.push((thing, evidence.clone()));
            }
        }
        for quad in stated {
            if let NamedOrBlankNode::NamedNode(fact) = quad?.subject {
                found.push((fact.clone(), fact));
            }
        }
        for (thing, ruled) in found {
            let Some(kind) = self.kind(&thing)? else { continue };
            let rule = self.store.matching(Some(ruled.as_ref().into()), Some(cg::RULE), None).next().transpose()?;
            let rule = rule.and_then(|quad| match quad.object {
                Term::Literal(rule) => Some(rule.destruct().0),
                _ => None,
            });
            let thing = self.rows.thing(&thing)?;
            self.marked.push(Marked { quotation: quotation.clone(), kind: kind.to_owned(), thing, rule });
        }
        Ok(())
    }

    fn kind(&self, thing: &NamedNode) -> Result<Option<&'static str>, RecordsError> {
        for quad in self.store.matching(Some(thing.as_ref().into()), Some(rdf::TYPE), None) {
            let Term::NamedNode(node) = quad?.object else { continue };
            let Some(name) = node.as_str().strip_prefix(class::NAMESPACE) else { continue };
            let name = name.to_lowercase();
            if let Some(kind) = KINDS.into_iter().find(|kind| kind.replace('_', "") == name) {
                return Ok(Some(kind));
            }
        }
        Ok(None)
    }
}
