//! Fonts: the codes of a shown string → characters and widths.

use encoding_rs::{BIG5, Encoding, GB18030, UTF_16BE, WINDOWS_1252};
use hayro_syntax::object::{Array, Dict, Name, Object, Stream};

use super::cmap::CMap;
use super::stream;

/// Widths are told in thousandths of the font's size.
const UNIT: f64 = 1000.0;

/// One shown glyph: its characters (U+FFFD where the font does not tell them) and its width, the font's size being 1.
pub(super) struct Shown {
    pub(super) text: String,
    pub(super) width: f64,
    /// A single space of one byte, to which word spacing applies.
    pub(super) is_space: bool,
}

/// How the bytes of a string are codes.
enum Codes {
    One,
    Two,
    /// A multi-byte encoding of its own (GBK-EUC-H): codes are characters.
    Of(&'static Encoding),
}

/// A font as far as text needs it.
pub(super) struct Font {
    codes: Codes,
    unicode: Option<CMap>,
    /// Characters of the 256 codes of a simple font.
    simple: Vec<Option<String>>,
    /// First code and widths of a run of codes, by first code.
    widths: Vec<(u32, Vec<f64>)>,
    /// First and last code of a run of one width.
    same: Vec<(u32, u32, f64)>,
    default_width: f64,
}

impl Font {
    pub(super) fn read(font: &Dict<'_>) -> Self {
        let unicode = font.get::<Stream<'_>>("ToUnicode").and_then(|map| stream(&map)).map(|map| CMap::read(&map));
        let composite = font.get::<Name<'_>>("Subtype").is_some_and(|kind| &*kind == b"Type0");
        if composite { Self::composite(font, unicode) } else { Self::simple(font, unicode) }
    }

    fn composite(font: &Dict<'_>, unicode: Option<CMap>) -> Self {
        let name = font.get::<Name<'_>>("Encoding").map(|name| String::from_utf8_lossy(&name).into_owned());
        let codes = match name.as_deref() {
            Some(name) if name.starts_with("GBK") || name.starts_with("GB-") || name.starts_with("GBpc") => {
                Codes::Of(GB18030)
            }
            Some(name) if name.contains("UCS2") || name.contains("UTF16") => Codes::Of(UTF_16BE),
            Some(name) if name.contains("B5") => Codes::Of(BIG5),
            _ => match unicode.as_ref().and_then(|map| map.code_length) {
                Some(1) => Codes::One,
                _ => Codes::Two,
            },
        };
        let mut font_read =
            Self { codes, unicode, simple: Vec::new(), widths: Vec::new(), same: Vec::new(), default_width: UNIT };
        let below = font.get::<Array<'_>>("DescendantFonts").and_then(|fonts| fonts.iter::<Dict<'_>>().next());
        if let Some(below) = below {
            font_read.default_width = below.get::<f32>("DW").map_or(UNIT, f64::from);
            if let Some(widths) = below.get::<Array<'_>>("W") {
                font_read.composite_widths(&widths);
            }
        }
        font_read
    }

    /// `c [w w …]` or `first last w`.
    fn composite_widths(&mut self, widths: &Array<'_>) {
        let mut items = widths.iter::<Object<'_>>();
        let number = |object: Object<'_>| object.into_number().map(|number| number.as_f64());
        while let Some(first) = items.next().and_then(number) {
            let first = code_of(first);
            match items.next() {
                Some(Object::Array(run)) => {
                    let run = run.iter::<Object<'_>>().map(|width| number(width).unwrap_or(UNIT)).collect();
                    self.widths.push((first, run));
                }
                Some(last) => {
                    let (Some(last), Some(width)) = (number(last), items.next().and_then(number)) else { break };
                    self.same.push((first, code_of(last), width));
                }
                None => break,
            }
        }
        self.widths.sort_by_key(|(first, _)| *first);
        self.same.sort_by_key(|(first, ..)| *first);
    }

    fn simple(font: &Dict<'_>, unicode: Option<CMap>) -> Self {
        let mut simple: Vec<Option<String>> = (0..=255_u8)
            .map(|code| {
                let text = WINDOWS_1252.decode_without_bom_handling(&[code]).0.into_owned();
                (code >= b' ').then_some(text)
            })
            .collect();
        if let Some(differences) =
            font.get::<Dict<'_>>("Encoding").and_then(|dict| dict.get::<Array<'_>>("Differences"))
        {
            let mut code = 0_usize;
            for item in differences.iter::<Object<'_>>() {
                match item {
                    Object::Number(number) => code = code_of(number.as_f64()) as usize,
                    Object::Name(name) => {
                        if let Some(slot) = simple.get_mut(code) {
                            *slot = character_of(&String::from_utf8_lossy(&name));
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
        }
        let first = font.get::<f32>("FirstChar").map_or(0, |first| code_of(first.into()));
        let mut widths: Vec<f64> = Vec::new();
        if let Some(array) = font.get::<Array<'_>>("Widths") {
            widths = array
                .iter::<Object<'_>>()
                .map(|width| width.into_number().map_or(0.0, |width| width.as_f64()))
                .collect();
        }
        // Type 3 fonts have a scale of their own.
        if let Some(matrix) = font.get::<Array<'_>>("FontMatrix") {
            let scale = matrix
                .iter::<Object<'_>>()
                .next()
                .and_then(Object::into_number)
                .map_or(1.0 / UNIT, |scale| scale.as_f64());
            for width in &mut widths {
                *width *= scale * UNIT;
            }
        }
        Self {
            codes: Codes::One,
            unicode,
            simple,
            widths: vec![(first, widths)],
            same: Vec::new(),
            default_width: 500.0,
        }
    }

    /// The glyphs that a string shows.
    pub(super) fn show(&self, bytes: &[u8]) -> Vec<Shown> {
        match self.codes {
            Codes::One => bytes.iter().map(|byte| self.glyph(u32::from(*byte), *byte == b' ')).collect(),
            Codes::Two => {
                let pairs = bytes.chunks_exact(2);
                pairs.map(|pair| self.glyph(u32::from(pair[0]) << 8 | u32::from(pair[1]), false)).collect()
            }
            Codes::Of(encoding) => {
                let text = encoding.decode_without_bom_handling(bytes).0;
                let width = |c: char| if c.is_ascii() { 0.5 } else { 1.0 };
                text.chars().map(|c| Shown { text: c.into(), width: width(c), is_space: c == ' ' }).collect()
            }
        }
    }

    fn glyph(&self, code: u32, is_space: bool) -> Shown {
        let mapped = self.unicode.as_ref().and_then(|map| map.get(code));
        let text = mapped.or_else(|| self.simple.get(code as usize).cloned().flatten());
        Shown { text: text.unwrap_or_else(|| '\u{fffd}'.into()), width: self.width(code) / UNIT, is_space }
    }

    fn width(&self, code: u32) -> f64 {
        let after = self.widths.partition_point(|(first, _)| *first <= code);
        let run = self.widths[..after].last();
        if let Some(width) = run.and_then(|(first, widths)| widths.get((code - first) as usize)) {
            return *width;
        }
        let after = self.same.partition_point(|(first, ..)| *first <= code);
        let same = self.same[..after].last().filter(|(_, last, _)| code <= *last);
        same.map_or(self.default_width, |(.., width)| *width)
    }
}

/// Glyphs of simple fonts by name.
const NAMES: [(&str, &str); 36] = [
    ("zero", "0"),
    ("one", "1"),
    ("two", "2"),
    ("three", "3"),
    ("four", "4"),
    ("five", "5"),
    ("six", "6"),
    ("seven", "7"),
    ("eight", "8"),
    ("nine", "9"),
    ("space", " "),
    ("period", "."),
    ("comma", ","),
    ("colon", ":"),
    ("semicolon", ";"),
    ("hyphen", "-"),
    ("minus", "−"),
    ("plus", "+"),
    ("percent", "%"),
    ("perthousand", "‰"),
    ("slash", "/"),
    ("parenleft", "("),
    ("parenright", ")"),
    ("bracketleft", "["),
    ("bracketright", "]"),
    ("quotedblleft", "“"),
    ("quotedblright", "”"),
    ("quoteleft", "‘"),
    ("quoteright", "’"),
    ("endash", "–"),
    ("emdash", "—"),
    ("bullet", "•"),
    ("periodcentered", "·"),
    ("ellipsis", "…"),
    ("less", "<"),
    ("greater", ">"),
];

/// A code, of a number that should be one.
fn code_of(number: f64) -> u32 {
    #[expect(clippy::cast_sign_loss, reason = "it is not below zero")]
    let code = number.max(0.0) as u32;
    code
}

/// The character of a glyph's name: `A`, `one`, `uni5E7F`, `u20BB7`.
fn character_of(name: &str) -> Option<String> {
    let mut characters = name.chars();
    if let (Some(only), None) = (characters.next(), characters.next()) {
        return Some(only.into());
    }
    let code =
        name.strip_prefix("uni").or_else(|| name.strip_prefix('u')).and_then(|hex| u32::from_str_radix(hex, 16).ok());
    if let Some(c) = code.and_then(char::from_u32) {
        return Some(c.into());
    }
    NAMES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}
