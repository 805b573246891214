//! GML (Himsolt, “GML: A portable Graph File Format”, 1997).
//!
//! The specification wants ASCII with character references, and of its readers networkx does; igraph, Gephi and graph-tool
//! read UTF-8 and leave references standing. So there are two writings, and only `"` and `&` are references in both.

use std::fmt::{Display, Formatter, Write as _};
use std::io::{self, Write};

use super::graph::Graph;
use super::value::{Column, Kind};

/// How characters beyond ASCII are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Writing {
    Utf8,
    Ascii,
}

struct Text<'a>(&'a str, Writing);

impl Display for Text<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> std::fmt::Result {
        for character in self.0.chars() {
            match character {
                '"' => f.write_str("&quot;")?,
                '&' => f.write_str("&amp;")?,
                // A value stands on one line.
                '\n' | '\t' => f.write_char(' ')?,
                other if self.1 == Writing::Ascii && !other.is_ascii() => write!(f, "&#{};", u32::from(other))?,
                other => f.write_char(other)?,
            }
        }
        Ok(())
    }
}

pub(super) fn write(graph: &Graph, writing: Writing, mut output: impl Write) -> io::Result<()> {
    let about = graph.about.describe();
    writeln!(output, "graph [\n  comment \"{}\"\n  directed 1\n  multigraph 1", Text(&about, writing))?;
    let (of_nodes, of_edges) = (graph.node_columns(), graph.edge_columns());
    for (id, node) in graph.nodes.iter().enumerate() {
        writeln!(output, "  node [\n    id {id}\n    label \"{}\"", Text(&node.label, writing))?;
        writeln!(output, "    key \"{}\"", Text(&node.id, writing))?;
        values(&mut output, &of_nodes, node, writing)?;
        if let Some((x, y)) = node.position {
            writeln!(output, "    graphics [ x {x:.2} y {y:.2} fill \"{}\" ]", node.kind.colour)?;
        }
        writeln!(output, "  ]")?;
    }
    for (key, edge) in graph.edges.iter().enumerate() {
        let (source, target) = (edge.source, edge.target);
        writeln!(output, "  edge [\n    source {source}\n    target {target}\n    key {key}")?;
        writeln!(output, "    label \"{}\"\n    weight {}", Text(&edge.label, writing), real(edge.weight))?;
        values(&mut output, &of_edges, edge, writing)?;
        writeln!(output, "  ]")?;
    }
    writeln!(output, "]")?;
    output.flush()
}

fn values<T>(output: &mut impl Write, columns: &[&Column<T>], row: &T, writing: Writing) -> io::Result<()> {
    for column in columns {
        let Some(value) = (column.get)(row) else { continue };
        // Keys are letters and digits.
        let name = column.name.replace('_', "");
        match (column.kind, value.number()) {
            (Kind::Integer, _) => writeln!(output, "    {name} {}", value.plain())?,
            (Kind::Boolean, _) => writeln!(output, "    {name} {}", u8::from(value.plain() == "true"))?,
            (Kind::Decimal, Some(number)) => writeln!(output, "    {name} {}", real(number))?,
            _ => writeln!(output, "    {name} \"{}\"", Text(&value.plain(), writing))?,
        }
    }
    Ok(())
}

/// A real has a point, or readers take it for an integer.
fn real(number: f64) -> String {
    let text = number.to_string();
    if text.contains('.') { text } else { text + ".0" }
}
