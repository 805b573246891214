//! GraphML 1.1 (<http://graphml.graphdrawing.org/>): Gephi, yEd, Cytoscape, networkx, igraph, graph-tool.
//!
//! Ids are NMTOKENs, ids of keys unique over nodes and edges and, where they can be, the names of the attributes (some
//! readers know no others). The title with its Chinese stands first: Gephi guesses the encoding from the first bytes.

use std::io::{self, Write};

use super::graph::{Columns, Graph, Node, edge_id};
use super::value::{Column, Kind};
use super::xml::{Attribute, Text};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.1/graphml.xsd">"#;

pub(super) fn write(graph: &Graph, mut output: impl Write) -> io::Result<()> {
    writeln!(output, "{HEAD}\n<desc>{}</desc>", Text(&graph.about.describe()))?;
    writeln!(output, r#"<key id="label" for="node" attr.name="label" attr.type="string"/>"#)?;
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    for column in &of_nodes {
        key(&mut output, column.name, "node", column)?;
    }
    writeln!(output, r#"<key id="edge_label" for="edge" attr.name="label" attr.type="string"/>"#)?;
    writeln!(output, r#"<key id="weight" for="edge" attr.name="weight" attr.type="double"/>"#)?;
    let keys: Vec<String> = of_edges.iter().map(|column| edge_key(&of_nodes, column.name)).collect();
    for (id, column) in keys.iter().zip(&of_edges) {
        key(&mut output, id, "edge", column)?;
    }
    writeln!(output, r#"<graph id="G" edgedefault="directed">"#)?;
    for node in &graph.nodes {
        write!(output, r#"<node id="{}"><data key="label">{}</data>"#, node.id, Text(&node.label))?;
        for column in &of_nodes {
            if let Some(value) = (column.get)(node) {
                write!(output, r#"<data key="{}">{}</data>"#, column.name, Text(&value.plain()))?;
            }
        }
        writeln!(output, "</node>")?;
    }
    for (place, edge) in graph.edges.iter().enumerate() {
        let (source, target) = (&graph.nodes[edge.source].id, &graph.nodes[edge.target].id);
        write!(output, r#"<edge id="{}" source="{source}" target="{target}">"#, edge_id(place))?;
        write!(output, r#"<data key="edge_label">{}</data>"#, Text(&edge.label))?;
        write!(output, r#"<data key="weight">{}</data>"#, edge.weight)?;
        for (key, column) in keys.iter().zip(&of_edges) {
            if let Some(value) = (column.get)(edge) {
                write!(output, r#"<data key="{key}">{}</data>"#, Text(&value.plain()))?;
            }
        }
        writeln!(output, "</edge>")?;
    }
    writeln!(output, "</graph>\n</graphml>")?;
    output.flush()
}

fn key<T>(output: &mut impl Write, id: &str, owner: &str, column: &Column<T>) -> io::Result<()> {
    let kind = match column.kind {
        Kind::Integer => "int",
        Kind::Decimal => "double",
        Kind::Boolean => "boolean",
        Kind::Text | Kind::Date => "string",
    };
    let (id, name) = (Attribute(id), Attribute(column.name));
    writeln!(output, r#"<key id="{id}" for="{owner}" attr.name="{name}" attr.type="{kind}"/>"#)
}

/// The id of an edge's attribute: its name, or another where nodes have one of this name.
fn edge_key(of_nodes: &Columns<Node>, name: &str) -> String {
    if of_nodes.iter().any(|column| column.name == name) { format!("edge_{name}") } else { name.to_owned() }
}
