//! What is computed of the nodes of a view when it is asked for: communities, a measure of who stands in the middle.

use super::ExportError;
use super::graph::Graph;
use crate::answer::network::rank::{self, Measure};
use crate::answer::network::{Stop, View, community};

/// What is asked for.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Asked {
    /// The community of each node, as `/api/graph/communities` numbers them.
    pub communities: bool,
    /// A measure of each node.
    pub measure: Option<Measure>,
    /// Measured from so many nodes instead of from all.
    pub samples: Option<usize>,
}

impl Graph {
    /// Adds to the nodes of a graph, made of a whole view, what is asked for.
    pub fn add_computed(&mut self, view: &View, asked: &Asked, stop: &Stop<'_>) -> Result<(), ExportError> {
        if asked.communities {
            let found = community::communities(view, &community::Options::default(), stop)?;
            for (number, community) in found.communities.iter().enumerate() {
                for member in &community.members {
                    self.nodes[member.number()].community = Some(number + 1);
                }
            }
            self.computed.modularity = Some(found.modularity);
        }
        if let Some(measure) = asked.measure {
            let options = rank::Options { measure, samples: asked.samples, ..rank::Options::default() };
            for (node, value) in rank::values(view, &options, stop)? {
                self.nodes[node.number()].measured = Some(value);
            }
            self.computed.measure = Some(measure);
        }
        Ok(())
    }
}
