//! GEXF 1.3 (<https://gexf.net>): Gephi, with colours, positions and time spans.
//!
//! The schema (`gexf.xsd`) has colour, position and size in the namespace of everything else, while the primer writes
//! them with the prefix `viz`. Readers go by the prefix (graphology) or by the local name (Gephi), so the prefix stands
//! for the one namespace here and both the schema and the readers are content.
//!
//! The relation is the edge's `kind`, so that Gephi keeps parallel edges apart; its `label` is for people.

use std::io::{self, Write};

use super::graph::{Columns, Edge, Graph, Node, edge_id};
use super::palette;
use super::value::{Attributes, Column, Kind};
use super::xml::{Attribute, Text};

const HEAD: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<gexf xmlns="http://gexf.net/1.3" xmlns:viz="http://gexf.net/1.3" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://gexf.net/1.3 http://gexf.net/1.3/gexf.xsd" version="1.3">"#;

pub(super) fn write(graph: &Graph, mut output: impl Write) -> io::Result<()> {
    writeln!(output, "{HEAD}\n<meta>\n<creator>casegraph {}</creator>", env!("CARGO_PKG_VERSION"))?;
    writeln!(output, "<description>{}</description>\n</meta>", Text(&graph.about.describe()))?;
    let is_dated = graph.nodes.iter().any(|node| !node.start.is_empty() || !node.end.is_empty())
        || graph.edges.iter().any(|edge| !edge.start.is_empty() || !edge.end.is_empty());
    let mode =
        if is_dated { r#"mode="dynamic" timerepresentation="interval" timeformat="date""# } else { r#"mode="static""# };
    writeln!(output, r#"<graph defaultedgetype="directed" idtype="string" {mode}>"#)?;
    // Colour and position have elements of their own.
    let (facts, of_edges) = (graph.node_facts(), graph.edge_columns());
    columns(&mut output, "node", &facts)?;
    columns(&mut output, "edge", &of_edges)?;
    writeln!(output, r#"<nodes count="{}">"#, graph.nodes.len())?;
    graph.nodes.iter().try_for_each(|node| write_node(&mut output, &facts, node))?;
    writeln!(output, "</nodes>\n<edges count=\"{}\">", graph.edges.len())?;
    for (place, edge) in graph.edges.iter().enumerate() {
        write_edge(&mut output, graph, &of_edges, place, edge)?;
    }
    writeln!(output, "</edges>\n</graph>\n</gexf>")?;
    output.flush()
}

fn columns<T>(output: &mut impl Write, class: &str, columns: &[&Column<T>]) -> io::Result<()> {
    writeln!(output, r#"<attributes class="{class}">"#)?;
    for (id, column) in columns.iter().enumerate() {
        let kind = match column.kind {
            Kind::Integer => "integer",
            Kind::Decimal => "double",
            Kind::Boolean => "boolean",
            // Gephi has no dates; as text they sort as dates do.
            Kind::Text | Kind::Date => "string",
        };
        writeln!(output, r#"<attribute id="{id}" title="{}" type="{kind}"/>"#, Attribute(column.name))?;
    }
    writeln!(output, "</attributes>")
}

/// From when to when something was there, as far as that is known.
fn span(output: &mut impl Write, start: &str, end: &str) -> io::Result<()> {
    for (name, day) in [("start", start), ("end", end)] {
        if !day.is_empty() {
            write!(output, r#" {name}="{day}""#)?;
        }
    }
    Ok(())
}

fn write_node(output: &mut impl Write, facts: &Columns<Node>, node: &Node) -> io::Result<()> {
    write!(output, r#"<node id="{}" label="{}""#, node.id, Attribute(&node.label))?;
    span(output, &node.start, &node.end)?;
    write!(output, ">")?;
    values(output, &Attributes(facts, node))?;
    let (r, g, b) = palette::parts(node.kind.colour);
    write!(output, r#"<viz:color r="{r}" g="{g}" b="{b}"/>"#)?;
    if let Some((x, y)) = node.position {
        // Gephi's vertical axis points up.
        write!(output, r#"<viz:position x="{x}" y="{}"/>"#, -y)?;
    }
    let size = 6.0 + 4.0 * (node.degree as f64).sqrt();
    writeln!(output, r#"<viz:size value="{size:.2}"/></node>"#)
}

fn write_edge(
    output: &mut impl Write,
    graph: &Graph,
    columns: &Columns<Edge>,
    place: usize,
    edge: &Edge,
) -> io::Result<()> {
    let (source, target) = (&graph.nodes[edge.source].id, &graph.nodes[edge.target].id);
    write!(output, r#"<edge id="{}" source="{source}" target="{target}""#, edge_id(place))?;
    let (kind, label) = (Attribute(&edge.relation.name), Attribute(&edge.label));
    write!(output, r#" kind="{kind}" label="{label}" weight="{}""#, edge.weight)?;
    span(output, &edge.start, &edge.end)?;
    write!(output, ">")?;
    values(output, &Attributes(columns, edge))?;
    writeln!(output, "</edge>")
}

fn values<T>(output: &mut impl Write, attributes: &Attributes<'_, T>) -> io::Result<()> {
    let Attributes(columns, row) = attributes;
    write!(output, "<attvalues>")?;
    for (id, column) in columns.iter().enumerate() {
        if let Some(value) = (column.get)(row) {
            write!(output, r#"<attvalue for="{id}" value="{}"/>"#, Attribute(&value.plain()))?;
        }
    }
    write!(output, "</attvalues>")
}
