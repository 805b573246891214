//! Lines from card to card, drawn apart where there are several, and their labels, which cover nothing.

use std::collections::BTreeMap;

use super::cards::{Card, Rect};
use super::words::width;
use crate::export::graph::{Edge, Graph};

/// Sizes of the letters of labels: Chinese, English.
pub(super) const FIRST: f64 = 12.0;
pub(super) const SECOND: f64 = 9.5;

/// How far apart the lines between two cards bend.
const APART: f64 = 72.0;

/// How far a single line bends to pass by cards that are in its way, what is tried first.
const AROUND: [f64; 9] = [0.0, 45.0, -45.0, 90.0, -90.0, 150.0, -150.0, 220.0, -220.0];

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
    fn is_empty(&self) -> bool {
        self.first.is_empty() && self.second.is_empty()
    }

    fn rect(&self) -> Rect {
        let second = if self.second.is_empty() { 0.0 } else { SECOND + 2.0 };
        let wide = width(&self.first, FIRST).max(width(&self.second, SECOND));
        Rect { x: 0.0, y: 0.0, width: wide + 6.0, height: FIRST + second + 4.0 }
    }
}

/// Fewest relations that are told apart from the lines where all are the same.
const MANY: usize = 6;

/// What all lines say where they are many and say the same: it is told once, below the drawing.
pub(super) fn common(graph: &Graph) -> Option<Words> {
    let first = graph.edges.first().filter(|_| graph.edges.len() >= MANY)?;
    let is_same = |edge: &Edge| edge.label == first.label && edge.relation == first.relation;
    graph.edges.iter().all(is_same).then(|| named(first))
}

/// What the view calls an edge, and its English label.
fn named(edge: &Edge) -> Words {
    let second = if edge.relation.en.is_empty() { &edge.relation.name } else { &edge.relation.en };
    let second = if *second == edge.label { String::new() } else { second.clone() };
    Words { first: super::words::fit(&crate::export::value::on_one_line(&edge.label), FIRST, 140.0), second }
}

/// The words on the line of an edge: what it is called, where lines say different things, and its weight where it is not one.
pub(super) fn words(graph: &Graph, edge: usize, is_common: bool) -> Words {
    let edge = &graph.edges[edge];
    let times = if (edge.weight - 1.0).abs() < f64::EPSILON { String::new() } else { format!("×{}", edge.weight) };
    if is_common {
        return Words { first: times, second: String::new() };
    }
    let Words { first, second } = named(edge);
    Words { first: format!("{first} {times}").trim_end().to_owned(), second }
}

/// Room that the widest label needs between two columns.
pub(super) fn room(graph: &Graph) -> f64 {
    let widest = (0..graph.edges.len()).map(|edge| words(graph, edge, false).rect().width).fold(0.0, f64::max);
    widest + 64.0
}

/// The lines of all edges.
pub(super) fn lines(graph: &Graph, cards: &[Card]) -> Vec<Line> {
    let mut together: BTreeMap<(usize, usize), Vec<usize>> = BTreeMap::new();
    for (number, edge) in graph.edges.iter().enumerate() {
        let pair = (edge.source.min(edge.target), edge.source.max(edge.target));
        together.entry(pair).or_default().push(number);
    }
    let is_common = common(graph).is_some();
    let mut lines: Vec<Option<Line>> = vec![None; graph.edges.len()];
    for ((one, two), edges) in &together {
        for (place, number) in edges.iter().enumerate() {
            let words = words(graph, *number, is_common);
            let line = if one == two {
                around(&cards[*one].rect, place, words)
            } else {
                let bend = (place as f64 - (edges.len() - 1) as f64 / 2.0) * APART;
                let edge = &graph.edges[*number];
                // The bend is to the same side whichever way the edge goes.
                let bend = if edge.source == *one { bend } else { -bend };
                if edges.len() == 1 {
                    around_others(cards, edge.source, edge.target, &words)
                } else {
                    between(&cards[edge.source].rect, &cards[edge.target].rect, bend, words)
                }
            };
            lines[*number] = Some(line);
        }
    }
    let mut lines: Vec<Line> = lines.into_iter().flatten().collect();
    place_labels(&mut lines, cards);
    lines
}

/// The line between two cards that passes by all others, or by most of them, and bends least.
fn around_others(cards: &[Card], source: usize, target: usize, words: &Words) -> Line {
    let line = |bend: f64| between(&cards[source].rect, &cards[target].rect, bend, words.clone());
    let others = |line: &Line| {
        let points = (1..20).map(|part| line.at(f64::from(part) / 20.0));
        let is_hit = |(x, y): (f64, f64)| {
            let point = Rect { x, y, width: 8.0, height: 8.0 };
            let hit = |(number, card): (usize, &Card)| {
                number != source && number != target && card.rect.overlaps(&point, 0.0)
            };
            cards.iter().enumerate().any(hit)
        };
        points.filter(|point| is_hit(*point)).count()
    };
    let mut best: Option<(usize, Line)> = None;
    for bend in AROUND {
        let tried = line(bend);
        let hits = others(&tried);
        if hits == 0 {
            return tried;
        }
        if best.as_ref().is_none_or(|(fewest, _)| hits < *fewest) {
            best = Some((hits, tried));
        }
    }
    best.map_or_else(|| line(0.0), |(_, line)| line)
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
    /// Whether there is something to say on it and no room to say it.
    pub(super) fn is_mute(&self) -> bool {
        self.label.is_none() && !self.words.is_empty()
    }

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
    for line in lines.iter_mut().filter(|line| !line.words.is_empty()) {
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
