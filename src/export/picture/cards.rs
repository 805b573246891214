//! Cards: boxes with the names of things, and where they stand.

use std::collections::BTreeMap;

use super::words::{width, wrap};
use crate::export::graph::{Graph, Node};
use crate::export::layout;

/// Sizes of letters in pixels: name, second language, class.
pub(super) const NAME: f64 = 14.0;
pub(super) const SECOND: f64 = 11.0;
pub(super) const CLASS: f64 = 10.0;

/// From line to line, and from the edge of the box to the words.
pub(super) const LINE: f64 = 18.0;
pub(super) const PADDING: f64 = 10.0;

/// Widest line of a name.
const WIDEST: f64 = 11.0 * NAME;

/// Least room between cards: a label of two lines fits in.
const GAP: (f64, f64) = (56.0, 42.0);

/// Room between parts that do not hang together.
const APART: f64 = 60.0;

/// A rectangle by its middle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Rect {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) height: f64,
}

impl Rect {
    pub(super) fn overlaps(&self, other: &Self, gap: f64) -> bool {
        (self.x - other.x).abs() < f64::midpoint(self.width, other.width) + gap
            && (self.y - other.y).abs() < f64::midpoint(self.height, other.height) + gap
    }

    pub(super) fn left(&self) -> f64 {
        self.x - self.width / 2.0
    }

    pub(super) fn top(&self) -> f64 {
        self.y - self.height / 2.0
    }
}

/// A thing to be drawn.
#[derive(Clone, Debug)]
pub(super) struct Card {
    pub(super) rect: Rect,
    /// The class in both languages.
    pub(super) class: String,
    /// The lines of the name.
    pub(super) name: Vec<String>,
    /// The lines of the name in the other language.
    pub(super) second: Vec<String>,
}

impl Card {
    fn new(node: &Node) -> Self {
        let name = wrap(&crate::export::value::on_one_line(&node.label), NAME, WIDEST, 4);
        let other = [&node.en, &node.zh].into_iter().find(|label| !label.is_empty() && **label != node.label);
        let second = other.map(|label| wrap(&crate::export::value::on_one_line(label), SECOND, WIDEST, 2));
        let second = second.unwrap_or_default();
        let class = class(node);
        let lines = name.iter().map(|line| width(line, NAME));
        let lines = lines.chain(second.iter().map(|line| width(line, SECOND))).chain([width(&class, CLASS)]);
        let widest = lines.fold(0.0, f64::max);
        let height = CLASS + 4.0 + LINE * name.len() as f64 + (SECOND + 4.0) * second.len() as f64;
        let rect = Rect { x: 0.0, y: 0.0, width: widest + 2.0 * PADDING, height: height + PADDING + 4.0 };
        Self { rect, class, name, second }
    }
}

/// `机关单位 Agency`
pub(super) fn class(node: &Node) -> String {
    if node.kind.zh.is_empty() { node.kind.name.clone() } else { format!("{} {}", node.kind.zh, node.kind.name) }
}

pub(super) fn cards(graph: &Graph) -> Vec<Card> {
    graph.nodes.iter().map(Card::new).collect()
}

/// In columns from left to right, between them room for the widest label of a relation.
pub(super) fn place_in_columns(cards: &mut [Card], columns: &[Vec<usize>], room: f64) {
    let mut left = 0.0;
    for column in columns {
        let widest = column.iter().map(|node| cards[*node].rect.width).fold(0.0, f64::max);
        let height: f64 = column.iter().map(|node| cards[*node].rect.height + 2.0 * GAP.1).sum();
        let mut top = -height / 2.0;
        for node in column {
            let rect = &mut cards[*node].rect;
            rect.x = left + widest / 2.0;
            rect.y = top + GAP.1 + rect.height / 2.0;
            top += rect.height + 2.0 * GAP.1;
        }
        left += widest + room;
    }
}

/// Each part that hangs together by its forces, the parts side by side, the largest first.
pub(super) fn place_by_force(cards: &mut [Card], edges: &[(usize, usize)]) {
    let parts = parts(cards.len(), edges);
    place_in_groups(cards, edges, parts, APART);
}

/// Each group by the forces in it, the groups side by side with room between, the largest first and then what is tied most
/// to those before.
pub(super) fn place_in_groups(cards: &mut [Card], edges: &[(usize, usize)], groups: Vec<Vec<usize>>, room: f64) {
    let parts = side_by_side(groups, cards.len(), edges);
    let mut placed = Vec::new();
    for part in &parts {
        let inner: BTreeMap<usize, usize> = part.iter().enumerate().map(|(place, node)| (*node, place)).collect();
        let own: Vec<_> = edges.iter().filter_map(|(a, b)| Some((*inner.get(a)?, *inner.get(b)?))).collect();
        let points = layout::force(part.len(), &own);
        // Edges are 100 long on average there; here they carry labels, and boxes are wider than high.
        for (node, (x, y)) in part.iter().zip(points) {
            (cards[*node].rect.x, cards[*node].rect.y) = (x * 2.6, y * 1.5);
        }
        spread(cards, part);
        push_apart(cards, part);
        placed.push(bounds(part.iter().map(|node| cards[*node].rect)));
    }
    pack(cards, &parts, &placed, room);
}

/// The groups in the order in which they are to stand.
fn side_by_side(mut groups: Vec<Vec<usize>>, count: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    groups.sort_by_key(|group| std::cmp::Reverse(group.len()));
    let mut group_of = vec![0; count];
    for (number, group) in groups.iter().enumerate() {
        for node in group {
            group_of[*node] = number;
        }
    }
    // Ties of each group to those that have their place.
    let mut ties = vec![0_usize; groups.len()];
    let (mut left, mut order): (Vec<usize>, Vec<usize>) = ((0..groups.len()).collect(), Vec::new());
    // Of groups that are tied as much the first, which is the largest.
    while let Some(at) = (0..left.len()).rev().max_by_key(|at| ties[left[*at]]) {
        let next = left.remove(at);
        for (a, b) in edges.iter().map(|(a, b)| (group_of[*a], group_of[*b])) {
            if a == next {
                ties[b] += 1;
            } else if b == next {
                ties[a] += 1;
            }
        }
        order.push(next);
    }
    order.into_iter().map(|number| std::mem::take(&mut groups[number])).collect()
}

/// The nodes by what they hang together with, least first.
fn parts(count: usize, edges: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut next: Vec<Vec<usize>> = vec![Vec::new(); count];
    for (a, b) in edges {
        next[*a].push(*b);
        next[*b].push(*a);
    }
    let (mut seen, mut parts) = (vec![false; count], Vec::new());
    for start in 0..count {
        let (mut part, mut open) = (Vec::new(), vec![start]);
        while let Some(node) = open.pop() {
            if !std::mem::replace(&mut seen[node], true) {
                part.push(node);
                open.extend(&next[node]);
            }
        }
        part.sort_unstable();
        if !part.is_empty() {
            parts.push(part);
        }
    }
    parts
}

/// Draws a part larger until nine of ten cards that are too near to another have room, at most four times: the shape
/// that the forces found is kept, which pushing single cards would spoil.
fn spread(cards: &mut [Card], part: &[usize]) {
    let mut factors = Vec::new();
    for (place, a) in part.iter().enumerate() {
        for b in &part[place + 1..] {
            let (one, two) = (cards[*a].rect, cards[*b].rect);
            let x = (f64::midpoint(one.width, two.width) + GAP.0) / (two.x - one.x).abs().max(1.0);
            let y = (f64::midpoint(one.height, two.height) + GAP.1) / (two.y - one.y).abs().max(1.0);
            let factor = x.min(y);
            if factor > 1.0 {
                factors.push(factor);
            }
        }
    }
    factors.sort_by(f64::total_cmp);
    let Some(factor) = factors.get(factors.len() * 9 / 10) else { return };
    for node in part {
        cards[*node].rect.x *= factor.min(4.0);
        cards[*node].rect.y *= factor.min(4.0);
    }
}

/// Moves cards apart, along the way that is the shorter, until none overlaps another.
fn push_apart(cards: &mut [Card], part: &[usize]) {
    for _ in 0..400 {
        let mut is_moved = false;
        for (place, a) in part.iter().enumerate() {
            for b in &part[place + 1..] {
                let (one, two) = (cards[*a].rect, cards[*b].rect);
                let x = f64::midpoint(one.width, two.width) + GAP.0 - (two.x - one.x).abs();
                let y = f64::midpoint(one.height, two.height) + GAP.1 - (two.y - one.y).abs();
                if x <= 0.01 || y <= 0.01 {
                    continue;
                }
                is_moved = true;
                if x < y {
                    let shift = if two.x >= one.x { x / 2.0 } else { -x / 2.0 };
                    cards[*a].rect.x -= shift;
                    cards[*b].rect.x += shift;
                } else {
                    let shift = if two.y >= one.y { y / 2.0 } else { -y / 2.0 };
                    cards[*a].rect.y -= shift;
                    cards[*b].rect.y += shift;
                }
            }
        }
        if !is_moved {
            break;
        }
    }
}

/// Puts parts into rows, about as wide as high in all.
fn pack(cards: &mut [Card], parts: &[Vec<usize>], placed: &[Rect], room: f64) {
    let area: f64 = placed.iter().map(|rect| (rect.width + room) * (rect.height + room)).sum();
    let widest = placed.iter().map(|rect| rect.width).fold((area * 1.6).sqrt(), f64::max) + 1.0;
    let (mut left, mut top, mut row) = (0.0, 0.0, 0.0_f64);
    for (part, rect) in parts.iter().zip(placed) {
        if left > 0.0 && left + rect.width > widest {
            (left, top, row) = (0.0, top + row + room, 0.0);
        }
        for node in part {
            cards[*node].rect.x += left - rect.left();
            cards[*node].rect.y += top - rect.top();
        }
        left += rect.width + room;
        row = row.max(rect.height);
    }
}

/// The rectangle around rectangles.
pub(super) fn bounds(rects: impl Iterator<Item = Rect>) -> Rect {
    let mut all: Option<(f64, f64, f64, f64)> = None;
    for rect in rects {
        let (left, top) = (rect.left(), rect.top());
        let (right, bottom) = (left + rect.width, top + rect.height);
        let known = all.unwrap_or((left, top, right, bottom));
        all = Some((known.0.min(left), known.1.min(top), known.2.max(right), known.3.max(bottom)));
    }
    let (left, top, right, bottom) = all.unwrap_or_default();
    Rect { x: f64::midpoint(left, right), y: f64::midpoint(top, bottom), width: right - left, height: bottom - top }
}
