//! Lines from card to card, drawn apart where there are several, and their labels, which cover nothing.

use std::collections::BTreeMap;

use super::cards::{Card, Rect};
use super::words::width;
use crate::export::graph::Graph;

/// Sizes of the letters of labels: Chinese, English.
pub(super) const FIRST: f64 = 12.0;
pub(super) const SECOND: f64 = 9.5;

/// How far apart the lines between two cards bend.
const APART: f64 = 72.0;

/// Where on a line its label may stand, the middle first.
const PLACES: [f64; 11] = [0.5, 0.44, 0.56, 0.38, 0.62, 0.32, 0.68, 0.26, 0.74, 0.2, 0.8];

/// A relation to be drawn: a quadratic Bézier curve, and its label if there is room for one.
#[derive(Clone, Debug)]
pub(super) struct Line {
    pub(super) from: (f64, f64),
    pub(super) bend: (f64, f64),
    pub(super) to: (f64, f64),
    pub(super) words: Words,
    pub(super) label: Option<Rect>,
}

/// What a label says, in two lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Words {
    pub(super) first: String,
    pub(super) second: String,
}

impl Words {
    fn rect(&self) -> Rect {
        let second = if self.second.is_empty() { 0.0 } else { SECOND + 2.0 };
        let wide = width(&self.first, FIRST).max(width(&self.second, SECOND));
        Rect { x: 0.0, y: 0.0, width: wide + 6.0, height: FIRST + second + 4.0 }
    }
}

/// The words of an edge: what the view calls it, its weight where it is not one, and its English label.
pub(super) fn words(graph: &Graph, edge: usize) -> Words {
    let edge = &graph.edges[edge];
    let times = if (edge.weight - 1.0).abs() < f64::EPSILON { String::new() } else { format!(" ×{}", edge.weight) };
    let second = if edge.relation.en.is_empty() { &edge.relation.name } else { &edge.relation.en };
    let second = if *second == edge.label { String::new() } else { second.clone() };
    Words { first: super::words::fit(&crate::export::value::on_one_line(&edge.label), FIRST, 140.0) + &times, second }
}

/// Room that the widest label needs between two columns.
pub(super) fn room(graph: &Graph) -> f64 {
    let widest = (0..graph.edges.len()).map(|edge| words(graph, edge).rect().width).fold(0.0, f64::max);
    widest + 64.0
}

/// The lines of all edges.
pub(super) fn lines(graph: &Graph, cards: &[Card]) -> Vec<Line> {
    let mut together: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, edge) in graph.edges.iter().enumerate() {
        let pair = (edge.source.min(edge.target), edge.source.max(edge.target));
        together.entry(pair).or_default().push(number);
    }
    let mut lines: Vec<Option<Line>> = vec![None; graph.edges.len()];
    for ((one, two), edges) in &together {
        for (place, number) in edges.iter().enumerate() {
            let words = words(graph, *number);
            let line = if one == two {
                around(&cards[*one].rect, place, words)
            } else {
                let bend = (place as f64 - (edges.len() - 1) as f64 / 2.0) * APART;
                let edge = &graph.edges[*number];
                // The bend is to the same side whichever way the edge goes.
                let bend = if edge.source == *one { bend } else { -bend };
                between(&cards[edge.source].rect, &cards[edge.target].rect, bend, words)
            };
            lines[*number] = Some(line);
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
    place_labels(&mut lines, cards);
    lines
}

fn between(source: &Rect, target: &Rect, bend: f64, words: Words) -> Line {
    let (dx, dy) = (target.x - source.x, target.y - source.y);
    let length = (dx * dx + dy * dy).sqrt().max(1.0);
    let middle = (f64::midpoint(source.x, target.x), f64::midpoint(source.y, target.y));
    let bend = (middle.0 - dy / length * bend, middle.1 + dx / length * bend);
    let whole = Line { from: (source.x, source.y), bend, to: (target.x, target.y), words, label: None };
    let start = whole.leaves(source, 0.0, 1.0);
    let end = whole.leaves(target, 1.0, start);
    whole.stretch(start, end)
}

/// A loop above the right end of a card.
fn around(card: &Rect, place: usize, words: Words) -> Line {
    let (right, top) = (card.x + card.width / 2.0, card.top());
    let far = 40.0 + 26.0 * place as f64;
    Line { from: (right - 40.0, top), bend: (right + far, top - far), to: (right, top + 14.0), words, label: None }
}

impl Line {
    pub(super) fn at(&self, t: f64) -> (f64, f64) {
        let blend =
            |from: f64, bend: f64, to: f64| (1.0 - t) * (1.0 - t) * from + 2.0 * t * (1.0 - t) * bend + t * t * to;
        (blend(self.from.0, self.bend.0, self.to.0), blend(self.from.1, self.bend.1, self.to.1))
    }

    /// Where between the inner end of the line (in the card) and the outer it crosses the border of the card.
    fn leaves(&self, card: &Rect, mut inner: f64, mut outer: f64) -> f64 {
        for _ in 0..40 {
            let middle = f64::midpoint(inner, outer);
            let (x, y) = self.at(middle);
            let is_in = (x - card.x).abs() <= card.width / 2.0 + 1.0 && (y - card.y).abs() <= card.height / 2.0 + 1.0;
            if is_in { inner = middle } else { outer = middle }
        }
        outer
    }

    /// The part of the curve between two places (de Casteljau).
    fn stretch(self, start: f64, end: f64) -> Self {
        let mix = |a: (f64, f64), b: (f64, f64), t: f64| (a.0 + (b.0 - a.0) * t, a.1 + (b.1 - a.1) * t);
        let bend = mix(mix(self.from, self.bend, start), mix(self.bend, self.to, start), end);
        Self { from: self.at(start), bend, to: self.at(end), ..self }
    }
}

/// Puts each label on its line where it covers no card and no other label; where there is no such place it is left out.
fn place_labels(lines: &mut [Line], cards: &[Card]) {
    let mut taken: Vec<Rect> = Vec::new();
    for line in lines {
        let size = line.words.rect();
        let candidates = PLACES.iter().map(|t| line.at(*t)).map(|(x, y)| Rect { x, y, ..size });
        let is_free = |rect: &Rect| {
            !cards.iter().any(|card| card.rect.overlaps(rect, 3.0))
                && !taken.iter().any(|other| other.overlaps(rect, 2.0))
        };
        line.label = candidates.into_iter().find(is_free);
        taken.extend(line.label);
    }
}
