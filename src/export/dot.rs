//! DOT (<https://graphviz.org/doc/info/lang.html>): Graphviz and what reads its language.

use std::fmt::{Display, Formatter, Write as _};
use std::io::{self, Write};

use super::graph::Graph;
use super::value::{Attributes, Column};

/// A quoted id: of all characters only the quote and the backslash are special. A line break is the escape of labels.
struct Quoted<'a>(&'a str);

impl Display for Quoted<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        f.write_char('"')?;
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("\\\"")?,
                '\\' => f.write_str("\\\\")?,
                '\n' => f.write_str("\\n")?,
                other => f.write_char(other)?,
            }
        }
        f.write_char('"')
    }
}

pub(super) fn write(graph: &Graph, mut output: impl Write) -> io::Result<()> {
    let about = graph.about.describe();
    writeln!(output, "// {about}\ndigraph G {{")?;
    writeln!(output, "  graph [charset=\"UTF-8\", comment={}, overlap=false, splines=true]", Quoted(&about))?;
    writeln!(output, "  node [shape=box, style=\"rounded,filled\", fontname=\"Noto Sans CJK SC, sans-serif\"]")?;
    writeln!(output, "  edge [fontname=\"Noto Sans CJK SC, sans-serif\", fontsize=10]")?;
    let (facts, of_edges) = (graph.node_facts(), graph.edge_columns());
    for node in &graph.nodes {
        write!(output, "  {} [label={}", Quoted(&node.id), Quoted(&node.label))?;
        values(&mut output, &Attributes(&facts, node))?;
        if let Some((x, y)) = node.position {
            // Read by `neato -n`; its vertical axis points up.
            write!(output, ", pos=\"{x:.2},{:.2}\"", -y)?;
        }
        writeln!(output, ", color=\"{0}\", fillcolor=\"{0}22\"]", node.kind.colour)?;
    }
    for (key, edge) in graph.edges.iter().enumerate() {
        let (source, target) = (&graph.nodes[edge.source].id, &graph.nodes[edge.target].id);
        write!(output, "  {} -> {} [key=\"e{key}\"", Quoted(source), Quoted(target))?;
        write!(output, ", label={}, weight={}", Quoted(&edge.label), edge.weight)?;
        if edge.relation.is_symmetric {
            write!(output, ", dir=none")?;
        }
        values(&mut output, &Attributes(&of_edges, edge))?;
        writeln!(output, "]")?;
    }
    writeln!(output, "}}")?;
    output.flush()
}

fn values<T>(output: &mut impl Write, attributes: &Attributes<'_, T>) -> io::Result<()> {
    let Attributes(columns, row) = attributes;
    let write_value = |output: &mut dyn Write, column: &Column<T>| match (column.get)(row) {
        Some(value) => write!(output, ", {}={}", column.name, Quoted(&value.plain())),
        None => Ok(()),
    };
    columns.iter().try_for_each(|column| write_value(output, column))
}
