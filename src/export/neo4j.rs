//! What `neo4j-admin database import full` reads: headers and rows of nodes and relationships, and how to call it.
//!
//! The class is the node's label and the local name of the property the relationship's type, as Neo4j writes them.

use std::io::Write;

use csv::WriterBuilder;

use super::ExportError;
use super::graph::Graph;
use super::value::{Column, Kind, Value};

/// How the files of the archive are brought in.
pub(super) const README: &str = "neo4j-admin database import full --nodes=nodes.csv --relationships=relationships.csv \
                                 --multiline-fields=true neo4j\n";

pub(super) fn nodes(graph: &Graph, output: impl Write) -> Result<(), ExportError> {
    let facts = graph.node_facts();
    let columns = || facts.iter().copied().filter(|column| column.name != "type");
    let mut writer = WriterBuilder::new().from_writer(output);
    let own = ["id:ID", ":LABEL", "name"].map(str::to_owned);
    record(&mut writer, own.into_iter().chain(columns().map(header)))?;
    for node in &graph.nodes {
        let own = [node.id.clone(), node.kind.name.clone(), node.label.clone()];
        record(&mut writer, own.into_iter().chain(columns().map(|column| cell(column, node))))?;
    }
    Ok(writer.flush()?)
}

pub(super) fn relationships(graph: &Graph, output: impl Write) -> Result<(), ExportError> {
    let all = graph.edge_columns();
    let columns = || all.iter().copied().filter(|column| column.name != "type");
    let mut writer = WriterBuilder::new().from_writer(output);
    let own = [":START_ID", ":END_ID", ":TYPE", "label", "weight:double"].map(str::to_owned);
    record(&mut writer, own.into_iter().chain(columns().map(header)))?;
    for edge in &graph.edges {
        let (source, target) = (graph.nodes[edge.source].id.clone(), graph.nodes[edge.target].id.clone());
        let own = [source, target, edge.relation.name.clone(), edge.label.clone(), edge.weight.to_string()];
        record(&mut writer, own.into_iter().chain(columns().map(|column| cell(column, edge))))?;
    }
    Ok(writer.flush()?)
}

fn record(writer: &mut csv::Writer<impl Write>, cells: impl Iterator<Item = String>) -> Result<(), ExportError> {
    Ok(writer.write_record(cells).map_err(std::io::Error::from)?)
}

/// `statements:string[]`
fn header<T>(column: &Column<T>) -> String {
    let kind = match column.kind {
        _ if is_list(column) => "string[]",
        Kind::Text => return column.name.to_owned(),
        Kind::Integer => "long",
        Kind::Decimal => "double",
        Kind::Boolean => "boolean",
        Kind::Date => "date",
    };
    format!("{}:{kind}", column.name)
}

/// A list has `;` between its values.
fn cell<T>(column: &Column<T>, row: &T) -> String {
    let text = (column.get)(row).as_ref().map(Value::plain).unwrap_or_default().into_owned();
    match column.name {
        "statements" => text.replace(' ', ";"),
        "code" => text.replace("; ", ";"),
        _ => text,
    }
}

fn is_list<T>(column: &Column<T>) -> bool {
    ["statements", "code"].contains(&column.name)
}
