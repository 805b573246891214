//! What people call a thing → its node.

use super::{Node, NodeId, View};
use crate::answer::{near, prefix};

/// Why a name stands for no node.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NameError {
    /// Nothing is called so.
    #[error("nothing in this view is called {text}")]
    Unknown {
        /// What was asked for.
        text: String,
        /// Names most like it, the nearest first.
        near: Vec<String>,
    },
    /// Several things are called so.
    #[error("{} things are called {text}", candidates.len())]
    Ambiguous {
        /// What was asked for.
        text: String,
        /// Name and IRI of each, by IRI.
        candidates: Vec<(String, String)>,
    },
}

impl NameError {
    /// What to write instead.
    pub fn hint(&self) -> String {
        match self {
            Self::Unknown { near, .. } if near.is_empty() => "give a name, a code or an IRI".to_owned(),
            Self::Unknown { near, .. } => format!("did you mean {}?", near.join(", ")),
            Self::Ambiguous { candidates, .. } => {
                let list: Vec<_> = candidates.iter().map(|(name, iri)| format!("{name} ({})", short(iri))).collect();
                format!("give one of {}", list.join(", "))
            }
        }
    }
}

fn short(iri: &str) -> String {
    prefix::shorten(iri).unwrap_or_else(|| iri.to_owned())
}

/// How a node can be called, the surest way first.
const WAYS: [fn(&Node, &str) -> bool; 3] = [
    |node, text| node.codes.contains(text),
    |node, text| [Some(&node.name), node.zh.as_ref(), node.en.as_ref()].into_iter().flatten().any(|n| same(n, text)),
    |node, text| node.aliases.iter().any(|alias| same(alias, text)),
];

fn same(name: &str, text: &str) -> bool {
    name.to_lowercase() == text.to_lowercase()
}

impl View {
    /// The one node of an IRI (in full, with a prefix, or its last part), a code, a name or an alias, in this order.
    pub fn find(&self, text: &str) -> Result<NodeId, NameError> {
        let text = text.trim();
        let bare = text.trim_start_matches('<').trim_end_matches('>');
        let local = prefix::namespace("id").map(|namespace| format!("{namespace}{bare}"));
        let iris = [Some(bare.to_owned()), prefix::expand(bare), local];
        if let Some(id) = iris.into_iter().flatten().find_map(|iri| self.by_iri(&iri)) {
            return Ok(id);
        }
        for is_called in WAYS {
            let found: Vec<_> = self.nodes().filter(|id| is_called(self.node(*id), text)).collect();
            match found.as_slice() {
                [] => {}
                [id] => return Ok(*id),
                several => return Err(self.ambiguous(text, several)),
            }
        }
        Err(NameError::Unknown { text: text.to_owned(), near: self.near(text) })
    }

    fn ambiguous(&self, text: &str, several: &[NodeId]) -> NameError {
        let candidates = several.iter().map(|id| (self.node(*id).name.clone(), self.node(*id).iri.clone())).collect();
        NameError::Ambiguous { text: text.to_owned(), candidates }
    }

    /// The names most like a text.
    fn near(&self, text: &str) -> Vec<String> {
        let nodes = self.nodes().map(|id| self.node(id));
        let names = nodes
            .flat_map(|node| node.aliases.iter().chain([&node.name]).chain(&node.en).map(move |name| (name, node)));
        near::nearest(text, names.map(|(name, node)| (name.as_str(), node.name.as_str())))
    }
}
