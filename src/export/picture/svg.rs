//! A picture as SVG: text as text, no script, no style from elsewhere, the same graph the same bytes.

use std::collections::BTreeMap;
use std::io::{self, Write};

use super::cards::{self, CLASS, Card, LINE, NAME, PADDING, Rect, SECOND};
use super::lines::{self, Line};
use super::words::{fit, width, wrap};
use super::{Group, Picture};
use crate::export::graph::Node;
use crate::export::xml::{Attribute, Text};

/// Fonts that have Chinese on the systems people use.
const FONTS: &str = "'Noto Sans CJK SC', 'Noto Sans SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', \
                     'WenQuanYi Micro Hei', sans-serif";

/// Around everything, and least width.
const MARGIN: f64 = 32.0;
const LEAST: f64 = 560.0;

/// Sizes of letters: title, what stands below the drawing.
const TITLE: f64 = 19.0;
const SMALL: f64 = 11.0;

const INK: &str = "#1f2933";
const GREY: &str = "#5b6770";
const LINES: &str = "#8794a1";
const GROUND: &str = "#f5f7f9";

/// Between the cards of a group and its frame, above them for its name, and so between groups.
const FRAME: f64 = 18.0;
const FRAME_NAME: f64 = 26.0;
pub(super) const FRAME_ROOM: f64 = 2.0 * FRAME + FRAME_NAME + 44.0;

/// Where the parts of the picture are.
struct Frame {
    width: f64,
    height: f64,
    /// What is added to the places of cards and lines.
    shift: (f64, f64),
    title: Vec<String>,
    /// The top of what stands below the drawing.
    below: f64,
    legend: Vec<Entry>,
    source: Vec<String>,
}

/// A class in the legend, or what all lines say.
struct Entry {
    /// Of a class; a line has none.
    colour: Option<&'static str>,
    words: String,
    at: (f64, f64),
}

pub(super) fn write(picture: &Picture<'_>, cards: &[Card], lines: &[Line], mut output: impl Write) -> io::Result<()> {
    let frame = Frame::new(picture, cards, lines);
    let (w, h) = (frame.width, frame.height);
    write!(output, r#"<svg xmlns="http://www.w3.org/2000/svg" width="{w:.0}" height="{h:.0}" "#)?;
    writeln!(output, r#"viewBox="0 0 {w:.0} {h:.0}" role="img" aria-labelledby="title desc" font-family="{FONTS}">"#)?;
    writeln!(output, r#"<title id="title">{}</title>"#, Text(&picture.graph.about.title))?;
    writeln!(output, r#"<desc id="desc">{}</desc>"#, Text(&super::text::describe(picture.graph)))?;
    writeln!(output, "<defs>")?;
    write!(output, r#"<marker id="arrow" viewBox="0 0 10 10" refX="9.5" refY="5" markerWidth="9" markerHeight="9" "#)?;
    write!(
        output,
        r#"markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0.8 10 5 0 9.2 2.4 5z" fill="{LINES}"/>"#
    )?;
    writeln!(output, "</marker>\n</defs>")?;
    writeln!(output, r##"<rect width="100%" height="100%" fill="#ffffff"/>"##)?;
    for (place, line) in frame.title.iter().enumerate() {
        let y = MARGIN + TITLE * 0.9 + 26.0 * place as f64;
        writeln!(
            output,
            r#"<text x="{MARGIN}" y="{y:.1}" font-size="{TITLE}" font-weight="700" fill="{INK}">{}</text>"#,
            Text(line)
        )?;
    }
    let (x, y) = frame.shift;
    writeln!(output, r#"<g transform="translate({x:.1} {y:.1})">"#)?;
    for group in &picture.groups {
        write_frame(&mut output, &around(group, cards))?;
    }
    let is_mixed = picture.is_mixed();
    for (number, line) in lines.iter().enumerate() {
        write_line(&mut output, picture, number, line, is_mixed)?;
    }
    for (number, card) in cards.iter().enumerate() {
        let is_focus = picture.focus.contains(&number);
        write_card(&mut output, &picture.graph.nodes[number], card, is_focus)?;
    }
    for line in lines {
        write_label(&mut output, line)?;
    }
    for group in &picture.groups {
        write_group_name(&mut output, &group.name, &around(group, cards))?;
    }
    writeln!(output, "</g>")?;
    write_below(&mut output, &frame)?;
    writeln!(output, "</svg>")?;
    output.flush()
}

impl Frame {
    fn new(picture: &Picture<'_>, cards: &[Card], lines: &[Line]) -> Self {
        let point = |(x, y): (f64, f64)| Rect { x, y, width: 4.0, height: 4.0 };
        let curves = lines.iter().flat_map(|line| [0.25, 0.5, 0.75].map(|t| point(line.at(t))));
        let labels = lines.iter().filter_map(|line| line.label);
        let groups = picture.groups.iter().map(|group| around(group, cards));
        let drawing = cards::bounds(cards.iter().map(|card| card.rect).chain(curves).chain(labels).chain(groups));
        let width = (drawing.width + 2.0 * MARGIN).max(LEAST);
        let inner = width - 2.0 * MARGIN;
        let title = wrap(&picture.graph.about.title, TITLE, inner, 3);
        let top = MARGIN + 26.0 * title.len() as f64 + 18.0;
        let shift = (width / 2.0 - drawing.x, top - drawing.top());
        let below = top + drawing.height + 30.0;
        let mut legend = legend(picture);
        let rows = flow(&mut legend, inner);
        let mut source = Vec::new();
        for text in picture.notes(lines) {
            source.extend(wrap(&text, SMALL, inner, 4));
        }
        let height = below + 22.0 * rows as f64 + 17.0 * source.len() as f64 + MARGIN;
        Self { width, height, shift, title, below, legend, source }
    }
}

/// The classes there are, the most frequent first.
fn legend(picture: &Picture<'_>) -> Vec<Entry> {
    let mut counts: BTreeMap<&str, (usize, &Node)> = BTreeMap::new();
    for node in &picture.graph.nodes {
        counts.entry(&node.kind.name).or_insert((0, node)).0 += 1;
    }
    let mut counts: Vec<_> = counts.into_values().collect();
    counts.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.kind.name.cmp(&b.1.kind.name)));
    let entry = |(count, node): (usize, &Node)| Entry {
        colour: Some(node.kind.colour),
        words: format!("{} ({count})", cards::class(node)),
        at: (0.0, 0.0),
    };
    let line = |said: lines::Words| Entry {
        colour: None,
        words: format!("{} {} ({})", said.first, said.second, picture.graph.edges.len()),
        at: (0.0, 0.0),
    };
    counts.into_iter().map(entry).chain(lines::common(picture.graph).map(line)).collect()
}

/// The rectangle of a group, its name included.
fn around(group: &Group, cards: &[Card]) -> Rect {
    let inner = cards::bounds(group.nodes.iter().map(|node| cards[*node].rect));
    Rect {
        y: inner.y - FRAME_NAME / 2.0,
        width: inner.width + 2.0 * FRAME,
        height: inner.height + 2.0 * FRAME + FRAME_NAME,
        ..inner
    }
}

fn write_frame(output: &mut impl Write, rect: &Rect) -> io::Result<()> {
    let (x, y, w, h) = (rect.left(), rect.top(), rect.width, rect.height);
    write!(output, r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="16" fill="{GROUND}" "#)?;
    writeln!(output, r##"stroke="#d3dae0" stroke-width="1"/>"##)
}

/// Above the lines that cross it, with a border in the colour of the frame.
fn write_group_name(output: &mut impl Write, name: &str, rect: &Rect) -> io::Result<()> {
    let (x, y) = (rect.left() + FRAME, rect.top() + FRAME_NAME - 6.0);
    let name = fit(name, 12.0, rect.width - 2.0 * FRAME);
    write!(output, r#"<text x="{x:.1}" y="{y:.1}" font-size="12" fill="{GREY}" paint-order="stroke" "#)?;
    writeln!(output, r#"stroke="{GROUND}" stroke-width="5" stroke-linejoin="round">{}</text>"#, Text(&name))
}

/// Places entries one after the other in rows; gives the number of rows.
fn flow(entries: &mut [Entry], inner: f64) -> usize {
    let (mut x, mut row) = (0.0, 0_usize);
    for entry in entries.iter_mut() {
        let wide = 20.0 + width(&entry.words, 12.0) + 22.0;
        if x > 0.0 && x + wide > inner {
            (x, row) = (0.0, row + 1);
        }
        entry.at = (MARGIN + x, 22.0 * row as f64);
        x += wide;
    }
    row + usize::from(!entries.is_empty())
}

fn write_line(
    output: &mut impl Write,
    picture: &Picture<'_>,
    number: usize,
    line: &Line,
    is_mixed: bool,
) -> io::Result<()> {
    let edge = &picture.graph.edges[number];
    let wide = (1.4 + edge.weight.log2().max(0.0) * 0.6).min(4.0);
    let dashes = if is_mixed && edge.evidence == 0 { r#" stroke-dasharray="5 4""# } else { "" };
    let Line { from, bend, to, .. } = line;
    write!(output, r#"<path d="M{:.1} {:.1}Q{:.1} {:.1} {:.1} {:.1}""#, from.0, from.1, bend.0, bend.1, to.0, to.1)?;
    let arrow = if edge.relation.is_symmetric { "" } else { r#" marker-end="url(#arrow)""# };
    write!(output, r#" fill="none" stroke="{LINES}" stroke-width="{wide:.1}"{dashes}{arrow}>"#)?;
    writeln!(output, "<title>{}</title></path>", Text(&super::text::sentence(picture.graph, number)))
}

fn write_card(output: &mut impl Write, node: &Node, card: &Card, is_focus: bool) -> io::Result<()> {
    let (rect, colour) = (card.rect, node.kind.colour);
    let (x, y, w, h) = (rect.left(), rect.top(), rect.width, rect.height);
    let (second, tint, stroke) = (GREY, if is_focus { 0.2 } else { 0.07 }, if is_focus { 3.0 } else { 1.4 });
    writeln!(output, "<g><title>{} · {} · {}</title>", Text(&node.label), Text(&card.class), Text(&node.iri))?;
    write!(output, r##"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="8" fill="#ffffff"/>"##)?;
    write!(output, r#"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="8" fill="{colour}" "#)?;
    writeln!(output, r#"fill-opacity="{tint}" stroke="{colour}" stroke-width="{stroke}"/>"#)?;
    let mut base = y + PADDING / 2.0 + CLASS + 1.0;
    let left = x + PADDING;
    writeln!(
        output,
        r#"<text x="{left:.1}" y="{base:.1}" font-size="{CLASS}" fill="{second}">{}</text>"#,
        Text(&card.class)
    )?;
    base += 2.0;
    for line in &card.name {
        base += LINE;
        write!(output, r#"<text x="{left:.1}" y="{base:.1}" font-size="{NAME}" font-weight="600" fill="{INK}">"#)?;
        writeln!(output, "{}</text>", Text(line))?;
    }
    for line in &card.second {
        base += SECOND + 4.0;
        writeln!(
            output,
            r#"<text x="{left:.1}" y="{base:.1}" font-size="{SECOND}" fill="{second}">{}</text>"#,
            Text(line)
        )?;
    }
    writeln!(output, "</g>")
}

fn write_label(output: &mut impl Write, line: &Line) -> io::Result<()> {
    let Some(rect) = line.label else { return Ok(()) };
    let (x, y, w, h) = (rect.left(), rect.top(), rect.width, rect.height);
    write!(output, r##"<rect x="{x:.1}" y="{y:.1}" width="{w:.1}" height="{h:.1}" rx="3" fill="#ffffff" "##)?;
    write!(output, r#"fill-opacity="0.92"/>"#)?;
    let base = y + lines::FIRST;
    let (middle, size) = (rect.x, lines::FIRST);
    write!(output, r#"<text x="{middle:.1}" y="{base:.1}" font-size="{size}" fill="{INK}" text-anchor="middle">"#)?;
    write!(output, "{}</text>", Text(&line.words.first))?;
    if !line.words.second.is_empty() {
        let (base, size) = (base + lines::SECOND + 2.0, lines::SECOND);
        write!(
            output,
            r#"<text x="{middle:.1}" y="{base:.1}" font-size="{size}" fill="{GREY}" text-anchor="middle">"#
        )?;
        write!(output, "{}</text>", Text(&line.words.second))?;
    }
    writeln!(output)
}

fn write_below(output: &mut impl Write, frame: &Frame) -> io::Result<()> {
    let mut bottom = frame.below;
    for Entry { colour, words, at } in &frame.legend {
        let (x, y) = (at.0, frame.below + at.1);
        bottom = bottom.max(y + 22.0);
        if let Some(colour) = colour {
            write!(output, r#"<rect x="{x:.1}" y="{y:.1}" width="14" height="14" rx="4" fill="{colour}" "#)?;
            write!(output, r#"fill-opacity="0.25" stroke="{}" stroke-width="1.4"/>"#, Attribute(colour))?;
        } else {
            let (to, y) = (x + 14.0, y + 7.0);
            write!(output, r#"<path d="M{x:.1} {y:.1}H{to:.1}" stroke="{LINES}" stroke-width="1.6"/>"#)?;
        }
        let (x, y) = (x + 20.0, y + 11.5);
        writeln!(output, r#"<text x="{x:.1}" y="{y:.1}" font-size="12" fill="{INK}">{}</text>"#, Text(words))?;
    }
    for (place, line) in frame.source.iter().enumerate() {
        let y = bottom + SMALL + 17.0 * place as f64;
        writeln!(output, r#"<text x="{MARGIN}" y="{y:.1}" font-size="{SMALL}" fill="{GREY}">{}</text>"#, Text(line))?;
    }
    Ok(())
}
