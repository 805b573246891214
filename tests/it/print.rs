//! A small printer: text → PDF as office programs make it, glyph by glyph, with a font that says which characters its
//! glyphs are.

use std::collections::BTreeMap;
use std::fmt::Write as _;

/// Size of text and distance of lines, in points.
const SIZE: f64 = 12.0;
const LEADING: f64 = 20.0;
const LEFT: f64 = 70.0;
const TOP: f64 = 780.0;
const BOTTOM: f64 = 80.0;

/// Width of the page's text in characters.
const MEASURE: usize = 37;

/// Prints pages.
pub(crate) struct Printer {
    codes: BTreeMap<char, u16>,
    pages: Vec<String>,
    y: f64,
}

impl Printer {
    pub(crate) fn new() -> Self {
        Self { codes: BTreeMap::new(), pages: vec![String::new()], y: TOP }
    }

    /// Words at a place, not broken.
    pub(crate) fn at(&mut self, x: f64, y: f64, words: &str) {
        let mut shown = String::new();
        for c in words.chars() {
            let next = self.codes.len() as u16 + 1;
            let code = *self.codes.entry(c).or_insert(next);
            write!(shown, "{code:04X}").unwrap();
        }
        let page = self.pages.last_mut().unwrap();
        writeln!(page, "BT /F1 {SIZE} Tf {x:.1} {y:.1} Td <{shown}> Tj ET").unwrap();
    }

    pub(crate) fn rule(&mut self, from: (f64, f64), to: (f64, f64)) {
        let page = self.pages.last_mut().unwrap();
        writeln!(page, "{:.1} {:.1} m {:.1} {:.1} l S", from.0, from.1, to.0, to.1).unwrap();
    }

    pub(crate) fn next_page(&mut self) {
        self.pages.push(String::new());
        self.y = TOP;
    }

    /// A paragraph: its first line set in by two characters, broken where the measure is full.
    pub(crate) fn paragraph(&mut self, words: &str) {
        for (index, line) in broken(words, MEASURE, 2).into_iter().enumerate() {
            if self.y < BOTTOM {
                self.next_page();
            }
            let indent = if index == 0 { 2.0 * SIZE } else { 0.0 };
            let y = self.y;
            self.at(LEFT + indent, y, &line);
            self.y -= LEADING;
        }
    }

    /// A line in the middle of the page.
    pub(crate) fn heading(&mut self, words: &str) {
        if self.y < BOTTOM {
            self.next_page();
        }
        let width = words.chars().map(width).sum::<f64>() * SIZE;
        let y = self.y;
        self.at(LEFT + (MEASURE as f64 * SIZE - width).max(0.0) / 2.0, y, words);
        self.y -= LEADING * 1.5;
    }

    /// A ruled table of labels and paragraphs; a row that does not fit goes on over the page.
    pub(crate) fn labels(&mut self, rows: &[(&str, Vec<&str>)]) {
        const LABEL: usize = 6;
        let middle = LEFT + LABEL as f64 * SIZE + 8.0;
        let right = LEFT + (MEASURE as f64 + 1.0) * SIZE;
        let columns = [LEFT - 4.0, middle - 4.0, right];
        for (label, paragraphs) in rows {
            let measure = MEASURE - LABEL - 1;
            let lines = paragraphs.iter().flat_map(|words| {
                let broken = broken(words, measure, 2).into_iter().enumerate();
                broken.map(|(index, line)| (if index == 0 { 2.0 * SIZE } else { 0.0 }, line)).collect::<Vec<_>>()
            });
            let mut lines = lines.collect::<Vec<_>>().into_iter().peekable();
            let mut labels = Some(broken(label, LABEL, 0));
            while lines.peek().is_some() {
                if self.y < BOTTOM + 3.0 * LEADING {
                    self.next_page();
                }
                let top = self.y + SIZE + 3.0;
                let mut y = self.y;
                while y > BOTTOM
                    && let Some((indent, line)) = lines.next()
                {
                    self.at(middle + indent, y, &line);
                    y -= LEADING;
                }
                for (index, part) in labels.take().into_iter().flatten().enumerate() {
                    // In the middle of its cell, as labels stand.
                    let centre = f64::midpoint(self.y, y + LEADING).max(self.y - 8.0 * LEADING);
                    self.at(LEFT, centre - index as f64 * (SIZE + 2.0), &part);
                    y = y.min(centre - (index as f64 + 1.0) * LEADING);
                }
                let bottom = y + SIZE + 3.0;
                for line in [top, bottom] {
                    self.rule((columns[0], line), (columns[2], line));
                }
                for x in columns {
                    self.rule((x, top), (x, bottom));
                }
                self.y = y;
            }
        }
    }

    /// The file.
    pub(crate) fn finish(self) -> Vec<u8> {
        self.with_trailer("")
    }

    /// The file, with more in its trailer.
    pub(crate) fn with_trailer(self, more: &str) -> Vec<u8> {
        let mut map = String::from("1 begincodespacerange <0000> <FFFF> endcodespacerange\n");
        let mut widths = String::new();
        for (c, code) in &self.codes {
            let mut units = [0; 2];
            let units = c.encode_utf16(&mut units).iter().fold(String::new(), |mut shown, unit| {
                write!(shown, "{unit:04X}").unwrap();
                shown
            });
            writeln!(map, "1 beginbfchar <{code:04X}> <{units}> endbfchar").unwrap();
            write!(widths, "{code} [{}] ", width(*c) * 1000.0).unwrap();
        }
        let mut objects = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            String::new(),
            "<< /Type /Font /Subtype /Type0 /BaseFont /F /Encoding /Identity-H /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>".to_owned(),
            format!("<< /Type /Font /Subtype /CIDFontType2 /BaseFont /F /DW 1000 /W [{widths}] >>"),
            stream(&map),
        ];
        let mut kids = String::new();
        for page in &self.pages {
            let number = objects.len() + 1;
            write!(kids, "{number} 0 R ").unwrap();
            objects.push(format!(
                "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents {} 0 R >>",
                number + 1
            ));
            objects.push(stream(page));
        }
        objects[1] = format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", self.pages.len());
        file(&objects, more)
    }
}

/// A PDF of these objects, the first being its catalog.
pub(crate) fn file(objects: &[String], more: &str) -> Vec<u8> {
    let mut file = b"%PDF-1.7\n".to_vec();
    let mut places = Vec::new();
    for (index, object) in objects.iter().enumerate() {
        places.push(file.len());
        file.extend(format!("{} 0 obj\n{object}\nendobj\n", index + 1).bytes());
    }
    let start = file.len();
    let mut end = format!("xref\n0 {}\n0000000000 65535 f \n", objects.len() + 1);
    for place in places {
        writeln!(end, "{place:010} 00000 n ").unwrap();
    }
    writeln!(end, "trailer\n<< /Size {} /Root 1 0 R {more} >>\nstartxref\n{start}\n%%EOF", objects.len() + 1).unwrap();
    file.extend(end.bytes());
    file
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

fn width(c: char) -> f64 {
    if c.is_ascii() { 0.5 } else { 1.0 }
}

/// Lines of at most `measure` characters, the first shorter by `indent`.
fn broken(words: &str, measure: usize, indent: usize) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = measure.saturating_sub(indent) as f64;
    for c in words.chars() {
        // Stops hang over the margin rather than begin a line.
        if room < width(c) && !"，。；：！？、）”》%".contains(c) {
            lines.push(String::new());
            room = measure as f64;
        }
        lines.last_mut().unwrap().push(c);
        room -= width(c);
    }
    lines
}
