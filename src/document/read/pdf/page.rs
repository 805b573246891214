//! The content of a page → glyphs and ruled lines with their places.

use std::collections::BTreeMap;

use hayro_syntax::content::UntypedIter;
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};
use hayro_syntax::page::{Page, Resources};

use super::font::Font;
use super::stream;

/// Deepest nesting of forms in forms, and most forms that one page draws.
const DEEPEST: usize = 8;
const MOST_FORMS: usize = 5000;

/// Most states that are kept to come back to.
const MOST_SAVED: usize = 256;

/// A ruled line is no thicker, in points.
const THICKEST_RULE: f64 = 3.0;

/// A matrix as PDF writes it.
type Matrix = [f64; 6];

const IDENTITY: Matrix = [1.0, 0.0, 0.0, 1.0, 0.0, 0.0];

/// A character on the page: the left end of its baseline, upward and to the right in points.
#[derive(Clone, Debug)]
pub(super) struct Glyph {
    pub(super) x: f64,
    pub(super) y: f64,
    pub(super) width: f64,
    pub(super) size: f64,
    pub(super) text: String,
}

/// A horizontal or vertical line.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rule {
    pub(super) horizontal: bool,
    /// Its place across, and where it begins and ends along.
    pub(super) at: f64,
    pub(super) from: f64,
    pub(super) to: f64,
}

/// What is on a page.
#[derive(Default)]
pub(super) struct Drawn {
    pub(super) glyphs: Vec<Glyph>,
    pub(super) rules: Vec<Rule>,
    pub(super) has_pictures: bool,
}

impl Drawn {
    pub(super) fn read(page: &Page<'_>) -> Self {
        let mut content = Vec::new();
        let raw = page.raw();
        if let Some(only) = raw.get::<Stream<'_>>("Contents") {
            content.extend(stream(&only).unwrap_or_default());
        } else if let Some(parts) = raw.get::<Array<'_>>("Contents") {
            for part in parts.iter::<Stream<'_>>() {
                content.extend(stream(&part).unwrap_or_default());
                content.push(b'\n');
            }
        }
        let mut reader = Reader { drawn: Self::default(), fonts: BTreeMap::new(), forms: 0 };
        let upright = page.initial_transform(false).as_coeffs();
        reader.content(&content, page.resources(), upright, 0);
        reader.drawn
    }
}

#[derive(Clone)]
struct State {
    matrix: Matrix,
    font: Option<Vec<u8>>,
    size: f64,
    character_spacing: f64,
    word_spacing: f64,
    scale: f64,
    leading: f64,
    rise: f64,
}

struct Reader {
    drawn: Drawn,
    /// By depth of the form and name of the font in it.
    fonts: BTreeMap<(usize, Vec<u8>), Option<Font>>,
    forms: usize,
}

struct Run<'r, 'a> {
    reader: &'r mut Reader,
    resources: &'r Resources<'a>,
    depth: usize,
    state: State,
    saved: Vec<State>,
    text: Matrix,
    line: Matrix,
    path: Vec<((f64, f64), (f64, f64))>,
    pen: (f64, f64),
}

impl Reader {
    fn content(&mut self, content: &[u8], resources: &Resources<'_>, matrix: Matrix, depth: usize) {
        let state = State {
            matrix,
            font: None,
            size: 0.0,
            character_spacing: 0.0,
            word_spacing: 0.0,
            scale: 1.0,
            leading: 0.0,
            rise: 0.0,
        };
        let mut run = Run {
            reader: self,
            resources,
            depth,
            state,
            saved: Vec::new(),
            text: IDENTITY,
            line: IDENTITY,
            path: Vec::new(),
            pen: (0.0, 0.0),
        };
        let mut instructions = UntypedIter::new(content);
        while let Some(instruction) = instructions.next() {
            let operands: Vec<Object<'_>> = instruction.operands().cloned().collect();
            run.instruction(instruction.operator, &operands);
        }
        // Fonts are called by names that hold within one form.
        self.fonts.retain(|(at, _), _| *at < depth);
    }
}

impl Run<'_, '_> {
    fn instruction(&mut self, operator: &[u8], operands: &[Object<'_>]) {
        let n = |index: usize| match operands.get(index) {
            Some(Object::Number(number)) => number.as_f64(),
            _ => 0.0,
        };
        let six = || [n(0), n(1), n(2), n(3), n(4), n(5)];
        match operator {
            b"q" if self.saved.len() < MOST_SAVED => self.saved.push(self.state.clone()),
            b"Q" => self.state = self.saved.pop().unwrap_or_else(|| self.state.clone()),
            b"cm" => self.state.matrix = times(six(), self.state.matrix),
            b"BT" => (self.text, self.line) = (IDENTITY, IDENTITY),
            b"Tf" => {
                if let Some(Object::Name(name)) = operands.first() {
                    self.state.font = Some(name.to_vec());
                }
                self.state.size = n(1);
            }
            b"Tc" => self.state.character_spacing = n(0),
            b"Tw" => self.state.word_spacing = n(0),
            b"Tz" => self.state.scale = n(0) / 100.0,
            b"TL" => self.state.leading = n(0),
            b"Ts" => self.state.rise = n(0),
            b"Td" => self.next_line(n(0), n(1)),
            b"TD" => {
                self.state.leading = -n(1);
                self.next_line(n(0), n(1));
            }
            b"Tm" => (self.text, self.line) = (six(), six()),
            b"T*" => self.next_line(0.0, -self.state.leading),
            b"Tj" => self.show(operands.first()),
            b"'" => {
                self.next_line(0.0, -self.state.leading);
                self.show(operands.first());
            }
            b"\"" => {
                (self.state.word_spacing, self.state.character_spacing) = (n(0), n(1));
                self.next_line(0.0, -self.state.leading);
                self.show(operands.get(2));
            }
            b"TJ" => {
                let Some(Object::Array(parts)) = operands.first() else { return };
                for part in parts.iter::<Object<'_>>() {
                    match part {
                        Object::Number(back) => {
                            self.advance(-back.as_f64() / 1000.0 * self.state.size * self.state.scale);
                        }
                        text => self.show(Some(&text)),
                    }
                }
            }
            b"Do" => self.draw(operands.first()),
            b"BI" | b"EI" => self.reader.drawn.has_pictures = true,
            _ => self.path(operator, (n(0), n(1)), (n(2), n(3))),
        }
    }

    fn next_line(&mut self, x: f64, y: f64) {
        self.line = times([1.0, 0.0, 0.0, 1.0, x, y], self.line);
        self.text = self.line;
    }

    fn advance(&mut self, by: f64) {
        self.text = times([1.0, 0.0, 0.0, 1.0, by, 0.0], self.text);
    }

    fn show(&mut self, operand: Option<&Object<'_>>) {
        let (Some(Object::String(bytes)), Some(name)) = (operand, self.state.font.clone()) else { return };
        let resources = self.resources;
        let read = || resources.get_font(&Name::new_unescaped(&name)).map(|font| Font::read(&font));
        let key = (self.depth, name.clone());
        if !self.reader.fonts.contains_key(&key) {
            let font = read();
            self.reader.fonts.insert(key.clone(), font);
        }
        let Some(font) = self.reader.fonts.get(&key).and_then(Option::as_ref) else { return };
        let shown = font.show(bytes.as_ref());
        for glyph in shown {
            let at = times([1.0, 0.0, 0.0, 1.0, 0.0, self.state.rise], times(self.text, self.state.matrix));
            let step = (glyph.width * self.state.size
                + self.state.character_spacing
                + if glyph.is_space { self.state.word_spacing } else { 0.0 })
                * self.state.scale;
            let along = at[0].hypot(at[1]);
            let size = self.state.size.abs() * at[2].hypot(at[3]);
            let sound = at[4].is_finite() && at[5].is_finite() && size.is_finite() && along.is_finite();
            // Text that runs up or down the page is a mark in its margin.
            if sound && size > 0.0 && at[0].abs() >= at[1].abs() {
                let width = glyph.width * self.state.size.abs() * self.state.scale * along;
                self.reader.drawn.glyphs.push(Glyph { x: at[4], y: at[5], width, size, text: glyph.text });
            }
            self.advance(step);
        }
    }

    fn draw(&mut self, operand: Option<&Object<'_>>) {
        let Some(Object::Name(name)) = operand else { return };
        let Some(form) = self.resources.get_x_object(name) else { return };
        let dict: &Dict<'_> = form.dict();
        if dict.get::<Name<'_>>("Subtype").is_none_or(|kind| &*kind != b"Form") {
            self.reader.drawn.has_pictures = true;
            return;
        }
        self.reader.forms += 1;
        if self.depth >= DEEPEST || self.reader.forms > MOST_FORMS {
            return;
        }
        let mut matrix = IDENTITY;
        if let Some(own) = dict.get::<Array<'_>>("Matrix") {
            for (slot, number) in matrix.iter_mut().zip(own.iter::<Object<'_>>()) {
                *slot = number.into_number().map_or(0.0, |number| number.as_f64());
            }
        }
        let own = dict.get::<Dict<'_>>("Resources").unwrap_or_default();
        let resources = Resources::from_parent(own, self.resources.clone());
        if let Some(content) = stream(&form) {
            self.reader.content(&content, &resources, times(matrix, self.state.matrix), self.depth + 1);
        }
    }

    /// Lines and thin rectangles; what is drawn with them and not along the page is no rule.
    fn path(&mut self, operator: &[u8], at: (f64, f64), extent: (f64, f64)) {
        match operator {
            b"m" => self.pen = at,
            b"l" => {
                self.path.push((self.pen, at));
                self.pen = at;
            }
            b"re" => self.rectangle(at, extent),
            b"S" | b"s" | b"f" | b"F" | b"f*" | b"B" | b"B*" | b"b" | b"b*" => {
                for (from, to) in std::mem::take(&mut self.path) {
                    let rule = rule(apply(self.state.matrix, from), apply(self.state.matrix, to));
                    self.reader.drawn.rules.extend(rule);
                }
            }
            b"n" => self.path.clear(),
            _ => {}
        }
    }

    /// A thin rectangle is a rule, another has four.
    fn rectangle(&mut self, (left, bottom): (f64, f64), (width, height): (f64, f64)) {
        let (right, top) = (left + width, bottom + height);
        if width.abs().min(height.abs()) > THICKEST_RULE {
            let corners = [(left, bottom), (right, bottom), (right, top), (left, top), (left, bottom)];
            self.path.extend(corners.windows(2).map(|side| (side[0], side[1])));
        } else if width.abs() < height.abs() {
            let middle = f64::midpoint(left, right);
            self.path.push(((middle, bottom), (middle, top)));
        } else {
            let middle = f64::midpoint(bottom, top);
            self.path.push(((left, middle), (right, middle)));
        }
    }
}

fn rule(from: (f64, f64), to: (f64, f64)) -> Option<Rule> {
    const SHORTEST: f64 = 4.0;
    let (dx, dy) = ((from.0 - to.0).abs(), (from.1 - to.1).abs());
    if dy < 1.0 && dx >= SHORTEST {
        Some(Rule { horizontal: true, at: from.1, from: from.0.min(to.0), to: from.0.max(to.0) })
    } else if dx < 1.0 && dy >= SHORTEST {
        Some(Rule { horizontal: false, at: from.0, from: from.1.min(to.1), to: from.1.max(to.1) })
    } else {
        None
    }
}

/// First one matrix, then the other.
fn times(a: Matrix, b: Matrix) -> Matrix {
    [
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    ]
}

fn apply(m: Matrix, (x, y): (f64, f64)) -> (f64, f64) {
    (x * m[0] + y * m[2] + m[4], x * m[1] + y * m[3] + m[5])
}
