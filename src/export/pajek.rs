//! Pajek's `.net` (Batagelj and Mrvar, Pajek reference manual): vertices, coordinates and arcs, and no other attributes.
//!
//! Labels have no escape and some readers take them for the identity, so they are made unique and free of quotes.

use std::collections::BTreeSet;
use std::io::{self, Write};

use super::graph::Graph;
use super::value::on_one_line;

pub(super) fn write(graph: &Graph, mut output: impl Write) -> io::Result<()> {
    writeln!(output, "*Network {}", on_one_line(&graph.about.title))?;
    writeln!(output, "*Vertices {}", graph.nodes.len())?;
    let mut taken = BTreeSet::new();
    let places = Bounds::of(graph);
    for (place, node) in graph.nodes.iter().enumerate() {
        let mut label = on_one_line(&node.label).replace('"', "'");
        if !taken.insert(label.clone()) {
            label = format!("{label} ({})", node.id);
            taken.insert(label.clone());
        }
        write!(output, "{} \"{label}\"", place + 1)?;
        if let Some(position) = node.position {
            let (x, y) = places.within(position);
            write!(output, " {x:.4} {y:.4} 0.5")?;
        }
        writeln!(output)?;
    }
    writeln!(output, "*Arcs")?;
    for edge in &graph.edges {
        write!(output, "{} {} {}", edge.source + 1, edge.target + 1, edge.weight)?;
        writeln!(output, " l \"{}\"", on_one_line(&edge.label).replace('"', "'"))?;
    }
    output.flush()
}

/// Coordinates in Pajek are from 0 to 1.
struct Bounds {
    least: (f64, f64),
    size: (f64, f64),
}

impl Bounds {
    fn of(graph: &Graph) -> Self {
        let positions = || graph.nodes.iter().filter_map(|node| node.position);
        let least = positions().fold((f64::MAX, f64::MAX), |least, (x, y)| (least.0.min(x), least.1.min(y)));
        let most = positions().fold((f64::MIN, f64::MIN), |most, (x, y)| (most.0.max(x), most.1.max(y)));
        Self { least, size: ((most.0 - least.0).max(1.0), (most.1 - least.1).max(1.0)) }
    }

    fn within(&self, (x, y): (f64, f64)) -> (f64, f64) {
        ((x - self.least.0) / self.size.0, (y - self.least.1) / self.size.1)
    }
}
