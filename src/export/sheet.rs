//! A table with a name, typed columns and rows that are read once: what CSV, Parquet and workbooks are written from.

use super::ExportError;
use super::graph::{Graph, edge_id};
use super::value::{Column, Kind, Value};

/// The values of a row, one a column.
pub(super) type Row<'a> = Vec<Option<Value<'a>>>;

pub(super) struct Sheet<'a> {
    pub(super) name: &'static str,
    pub(super) columns: Vec<(&'static str, Kind)>,
    pub(super) rows: Box<dyn Iterator<Item = Result<Row<'a>, ExportError>> + 'a>,
}

/// `id`, `label`, and all that is known of a node.
pub(super) fn nodes(graph: &Graph) -> Sheet<'_> {
    let all = graph.node_columns();
    let own = [("id", Kind::Text), ("label", Kind::Text)];
    let columns = columns(&own, &all);
    let rows = graph.nodes.iter().map(move |node| {
        let own = [Value::text(&node.id), Value::text(&node.label)];
        Ok(own.into_iter().chain(all.iter().map(|column| (column.get)(node))).collect())
    });
    Sheet { name: "nodes", columns, rows: Box::new(rows) }
}

/// `id`, `source`, `target`, `label`, `weight`, and all that is known of an edge.
pub(super) fn edges(graph: &Graph) -> Sheet<'_> {
    let all = graph.edge_columns();
    let own = [
        ("id", Kind::Text),
        ("source", Kind::Text),
        ("target", Kind::Text),
        ("label", Kind::Text),
        ("weight", Kind::Decimal),
    ];
    let columns = columns(&own, &all);
    let rows = graph.edges.iter().enumerate().map(move |(place, edge)| {
        let own = [
            Some(Value::Text(edge_id(place).into())),
            Value::text(&graph.nodes[edge.source].id),
            Value::text(&graph.nodes[edge.target].id),
            Value::text(&edge.label),
            Some(Value::Decimal(edge.weight)),
        ];
        Ok(own.into_iter().chain(all.iter().map(|column| (column.get)(edge))).collect())
    });
    Sheet { name: "edges", columns, rows: Box::new(rows) }
}

fn columns<T>(own: &[(&'static str, Kind)], more: &[&Column<T>]) -> Vec<(&'static str, Kind)> {
    own.iter().copied().chain(more.iter().map(|column| (column.name, column.kind))).collect()
}
