//! Pictures for people who would rather look than read: a graph of a few things as cards and labelled arrows.
//!
//! A path runs from left to right in columns; anything else is laid out by its forces, the parts that hang together side
//! by side. No card covers another, no label covers a card or a label; what there is no room for is in the tooltip.

mod cards;
mod lines;
mod svg;
mod text;
mod words;

use std::collections::BTreeSet;
use std::io::Write;

use super::ExportError;
use super::graph::Graph;

/// Most things of one picture; with more nothing can be read.
pub const MOST: usize = 500;

/// A graph and how to draw it.
#[derive(Clone, Debug)]
pub struct Picture<'a> {
    /// What is drawn.
    pub graph: &'a Graph,
    /// Places in [`Graph::nodes`] of what it is about: drawn stronger.
    pub focus: Vec<usize>,
    /// Columns of nodes from left to right; none: laid out by forces.
    pub columns: Vec<Vec<usize>>,
    /// Nodes that belong together, framed; none: those that hang together stand together.
    pub groups: Vec<Group>,
}

/// Nodes that belong together.
#[derive(Clone, Debug, Default)]
pub struct Group {
    /// What to call them.
    pub name: String,
    /// Places in [`Graph::nodes`]; a node is in one group.
    pub nodes: Vec<usize>,
}

impl<'a> Picture<'a> {
    /// Of a whole graph, by its forces.
    pub fn of(graph: &'a Graph) -> Self {
        Self { graph, focus: Vec::new(), columns: Vec::new(), groups: Vec::new() }
    }

    /// Writes it as SVG.
    pub fn write(&self, output: impl Write) -> Result<(), ExportError> {
        let count = self.graph.nodes.len();
        if count > MOST {
            return Err(ExportError::Asked {
                what: format!("{count} things do not fit into a picture, {MOST} do"),
                hint: "choose a smaller view or a query, draw the neighbours of one thing, or give gexf to Gephi"
                    .to_owned(),
            });
        }
        let mut cards = cards::cards(self.graph);
        let ends = self.graph.edges.iter().filter(|edge| edge.source != edge.target);
        let pairs: BTreeSet<_> =
            ends.map(|edge| (edge.source.min(edge.target), edge.source.max(edge.target))).collect();
        let pairs: Vec<_> = pairs.into_iter().collect();
        if !self.columns.is_empty() {
            cards::place_in_columns(&mut cards, &self.columns, lines::room(self.graph));
        } else if self.groups.is_empty() {
            cards::place_by_force(&mut cards, &pairs);
        } else {
            let groups = self.groups.iter().map(|group| group.nodes.clone()).collect();
            cards::place_in_groups(&mut cards, &pairs, groups, svg::FRAME_ROOM);
        }
        let lines = lines::lines(self.graph, &cards);
        Ok(svg::write(self, &cards, &lines, output)?)
    }

    /// Whether some edges are stated by a text and others not, so that the difference is drawn.
    fn is_mixed(&self) -> bool {
        let stated = self.graph.edges.iter().filter(|edge| edge.evidence > 0).count();
        stated > 0 && stated < self.graph.edges.len()
    }

    /// What stands below the drawing.
    fn notes(&self, lines: &[lines::Line]) -> Vec<String> {
        let mut notes = Vec::new();
        if self.is_mixed() {
            notes.push("实线：原文陈述；虚线：出自登记表或由计算得出。Solid: stated by a text; dashed: from a register or computed.".to_owned());
        }
        let hidden = lines.iter().filter(|line| line.is_mute()).count();
        if hidden > 0 {
            notes.push(format!("{hidden} 条关系因无空处未标注，见提示文字。{hidden} relations have no room for a label; see their tooltips."));
        }
        notes.push(self.graph.about.describe());
        notes
    }
}

#[cfg(test)]
mod tests {
    use super::super::graph::{Edge, Node};
    use super::*;

    /// A hub with leaves, a clique, parallel relations and a loop.
    fn graph() -> Graph {
        let node = |number: usize| Node {
            id: format!("n{number}"),
            label: format!("第{number}号单位的名称很长很长"),
            ..Node::default()
        };
        let edge = |source: usize, target: usize| Edge {
            source,
            target,
            label: ["报送单位", "涉及单位"][target % 2].to_owned(),
            weight: 1.0,
            ..Edge::default()
        };
        let mut edges: Vec<Edge> = (1..15).map(|leaf| edge(0, leaf)).collect();
        edges.extend((15..20).flat_map(|a| (15..a).map(move |b| (a, b))).map(|(a, b)| edge(a, b)));
        edges.extend([edge(0, 1), edge(1, 0), edge(2, 2)]);
        Graph { nodes: (0..20).map(node).collect(), edges, ..Graph::default() }
    }

    #[test]
    fn nothing_covers_anything() {
        let graph = graph();
        let mut cards = cards::cards(&graph);
        let pairs: Vec<_> = graph.edges.iter().map(|edge| (edge.source, edge.target)).filter(|(a, b)| a != b).collect();
        cards::place_by_force(&mut cards, &pairs);
        let lines = lines::lines(&graph, &cards);
        for (place, card) in cards.iter().enumerate() {
            assert!(cards[..place].iter().all(|other| !card.rect.overlaps(&other.rect, 0.0)), "cards overlap");
        }
        let labels: Vec<_> = lines.iter().filter_map(|line| line.label).collect();
        assert!(labels.len() > graph.edges.len() / 2, "most relations have a label");
        for (place, label) in labels.iter().enumerate() {
            assert!(labels[..place].iter().all(|other| !label.overlaps(other, 0.0)), "labels overlap");
            assert!(cards.iter().all(|card| !card.rect.overlaps(label, 0.0)), "a label is on a card");
        }
    }

    #[test]
    fn groups_stand_apart_and_what_all_lines_say_stands_on_none() {
        let mut graph = graph();
        for edge in &mut graph.edges {
            edge.label = "合作".to_owned();
        }
        let groups = [(0..12).collect(), (12..20).collect()].map(|nodes| Group { name: "社群".to_owned(), nodes });
        let mut cards = cards::cards(&graph);
        let pairs: Vec<_> = graph.edges.iter().map(|edge| (edge.source, edge.target)).filter(|(a, b)| a != b).collect();
        let nodes = groups.each_ref().map(|group| group.nodes.clone()).to_vec();
        cards::place_in_groups(&mut cards, &pairs, nodes, svg::FRAME_ROOM);
        let [one, two] = groups.each_ref().map(|group| cards::bounds(group.nodes.iter().map(|node| cards[*node].rect)));
        assert!(!one.overlaps(&two, svg::FRAME_ROOM / 2.0 - 1.0));
        assert!(lines::lines(&graph, &cards).iter().all(|line| line.label.is_none() && !line.is_mute()));
        let mut bytes = Vec::new();
        Picture { groups: groups.to_vec(), ..Picture::of(&graph) }.write(&mut bytes).unwrap();
        let svg = String::from_utf8(bytes).unwrap();
        assert_eq!((svg.matches(">社群<").count(), svg.matches("合作").count() > 1), (2, true));
    }

    #[test]
    fn a_picture_is_the_same_twice_and_refuses_what_nobody_could_read() {
        let graph = graph();
        let drawn = |graph: &Graph| {
            let mut bytes = Vec::new();
            Picture::of(graph).write(&mut bytes).map(|()| bytes)
        };
        assert_eq!(drawn(&graph).unwrap(), drawn(&graph).unwrap());
        let crowd = Graph { nodes: vec![Node::default(); MOST + 1], ..Graph::default() };
        assert!(drawn(&crowd).unwrap_err().hint().is_some_and(|hint| hint.contains("gexf")));
        assert!(drawn(&Graph::default()).is_ok());
    }
}
