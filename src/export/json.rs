//! The formats in JSON; a line a node and an edge, so that they can be read and compared.

use std::io::{self, Write};

use serde::ser::{Serialize, SerializeMap, Serializer};
use serde_json::json;

use super::graph::{Columns, Edge, Graph, Node, edge_id};
use super::value::Attributes;

/// A format in JSON.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    /// Cytoscape's (<https://js.cytoscape.org/#notation/elements-json>).
    Cyjs,
    /// graphology's (<https://graphology.github.io/serialization.html>).
    Graphology,
    /// Node-link JSON, as D3 and networkx have it.
    D3,
    /// JSON Graph Format 2.1 (<https://jsongraphformat.info>).
    Jgf,
}

pub(super) fn write(graph: &Graph, shape: Shape, mut output: impl Write) -> io::Result<()> {
    let about = about(graph);
    match shape {
        Shape::Cyjs => {
            write!(output, "{{\"format_version\":\"1.0\",\"generated_by\":\"casegraph\",")?;
            write!(output, "\"target_cytoscapejs_version\":\"~3\",\"directed\":true,\"multigraph\":true,")?;
            write!(output, "\"data\":{about},\"elements\":{{\"nodes\":[")?;
        }
        Shape::Graphology => {
            write!(output, "{{\"attributes\":{about},")?;
            write!(output, "\"options\":{{\"type\":\"directed\",\"multi\":true,\"allowSelfLoops\":true}},\"nodes\":[")?;
        }
        Shape::D3 => write!(output, "{{\"directed\":true,\"multigraph\":true,\"graph\":{about},\"nodes\":[")?,
        Shape::Jgf => {
            let label = json!(graph.about.title);
            write!(output, "{{\"graph\":{{\"directed\":true,\"type\":\"casegraph\",\"label\":{label},")?;
            write!(output, "\"metadata\":{about},\"nodes\":{{")?;
        }
    }
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    for (place, node) in graph.nodes.iter().enumerate() {
        output.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        if shape == Shape::Jgf {
            write!(output, "{}:", json!(node.id))?;
        }
        serde_json::to_writer(&mut output, &Item(shape, Row::Node(&of_nodes, node)))?;
    }
    output.write_all(if shape == Shape::Jgf { b"\n}," } else { b"\n]," })?;
    output.write_all(if shape == Shape::D3 { b"\"links\":[" } else { b"\"edges\":[" })?;
    for (place, edge) in graph.edges.iter().enumerate() {
        output.write_all(if place == 0 { b"\n" } else { b",\n" })?;
        serde_json::to_writer(&mut output, &Item(shape, Row::Edge(graph, &of_edges, place, edge)))?;
    }
    let end: &[u8] = if matches!(shape, Shape::Cyjs | Shape::Jgf) { b"\n]}}\n" } else { b"\n]}\n" };
    output.write_all(end)?;
    output.flush()
}

fn about(graph: &Graph) -> serde_json::Value {
    let about = &graph.about;
    json!({
        "name": about.title,
        "description": about.describe(),
        "query": about.query,
        "sources": about.sources,
        "version": env!("CARGO_PKG_VERSION"),
    })
}

enum Row<'a> {
    Node(&'a Columns<Node>, &'a Node),
    Edge(&'a Graph, &'a Columns<Edge>, usize, &'a Edge),
}

struct Item<'a>(Shape, Row<'a>);

impl Serialize for Item<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match (&self.0, &self.1) {
            (Shape::Cyjs, Row::Node(_, node)) => {
                map.serialize_entry("data", &Data(&self.1))?;
                if let Some((x, y)) = node.position {
                    map.serialize_entry("position", &json!({ "x": x, "y": y }))?;
                }
            }
            (Shape::Cyjs, Row::Edge(..)) => map.serialize_entry("data", &Data(&self.1))?,
            (Shape::D3, row) => add_data(row, &mut map)?,
            (Shape::Graphology, Row::Node(_, node)) => {
                map.serialize_entry("key", &node.id)?;
                map.serialize_entry("attributes", &Graphology(&self.1))?;
            }
            (Shape::Graphology, Row::Edge(graph, _, place, edge)) => {
                map.serialize_entry("key", &edge_id(*place))?;
                map.serialize_entry("source", &graph.nodes[edge.source].id)?;
                map.serialize_entry("target", &graph.nodes[edge.target].id)?;
                map.serialize_entry("attributes", &Graphology(&self.1))?;
            }
            (Shape::Jgf, Row::Node(columns, node)) => {
                map.serialize_entry("label", &node.label)?;
                map.serialize_entry("metadata", &Attributes(columns, *node))?;
            }
            (Shape::Jgf, Row::Edge(graph, columns, place, edge)) => {
                map.serialize_entry("id", &edge_id(*place))?;
                map.serialize_entry("source", &graph.nodes[edge.source].id)?;
                map.serialize_entry("target", &graph.nodes[edge.target].id)?;
                map.serialize_entry("relation", &edge.relation.name)?;
                map.serialize_entry("directed", &true)?;
                map.serialize_entry("label", &edge.label)?;
                map.serialize_entry("metadata", &Weighted(columns, edge))?;
            }
        }
        map.end()
    }
}

/// Everything flat, the id among it.
struct Data<'a>(&'a Row<'a>);

impl Serialize for Data<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        add_data(self.0, &mut map)?;
        map.end()
    }
}

fn add_data<M: SerializeMap>(row: &Row<'_>, map: &mut M) -> Result<(), M::Error> {
    match row {
        Row::Node(columns, node) => {
            map.serialize_entry("id", &node.id)?;
            // What networkx and Cytoscape take for the identity and for what to show.
            map.serialize_entry("value", &node.id)?;
            map.serialize_entry("name", &node.label)?;
            map.serialize_entry("label", &node.label)?;
            Attributes(columns, *node).add_to(map)
        }
        Row::Edge(graph, columns, place, edge) => {
            map.serialize_entry("id", &edge_id(*place))?;
            map.serialize_entry("key", &edge_id(*place))?;
            map.serialize_entry("source", &graph.nodes[edge.source].id)?;
            map.serialize_entry("target", &graph.nodes[edge.target].id)?;
            map.serialize_entry("label", &edge.label)?;
            map.serialize_entry("weight", &edge.weight)?;
            Attributes(columns, *edge).add_to(map)
        }
    }
}

/// `type` is what sigma.js draws a node or an edge with, so the class is `class` and the relation `relation`.
struct Graphology<'a>(&'a Row<'a>);

impl Serialize for Graphology<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        match self.0 {
            Row::Node(columns, node) => {
                map.serialize_entry("label", &node.label)?;
                map.serialize_entry("size", &(3.0 + 2.0 * (node.degree as f64).sqrt()).round())?;
                for column in *columns {
                    if let Some(value) = (column.get)(node) {
                        map.serialize_entry(if column.name == "type" { "class" } else { column.name }, &value)?;
                    }
                }
            }
            Row::Edge(_, columns, _, edge) => {
                map.serialize_entry("label", &edge.label)?;
                map.serialize_entry("weight", &edge.weight)?;
                map.serialize_entry("type", "arrow")?;
                for column in *columns {
                    if let Some(value) = (column.get)(edge) {
                        map.serialize_entry(if column.name == "type" { "relation" } else { column.name }, &value)?;
                    }
                }
            }
        }
        map.end()
    }
}

/// The attributes of an edge and its weight.
struct Weighted<'a>(&'a Columns<Edge>, &'a Edge);

impl Serialize for Weighted<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut map = serializer.serialize_map(None)?;
        map.serialize_entry("weight", &self.1.weight)?;
        Attributes(self.0, self.1).add_to(&mut map)?;
        map.end()
    }
}
