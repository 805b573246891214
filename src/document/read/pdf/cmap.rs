//! Maps of codes (`CMap`): which characters the codes of a font are (`ToUnicode`), and how long its codes are.

use std::collections::BTreeMap;

use crate::lexicon::characters::unified;

/// Most single codes of one map; a font has no more glyphs.
const MOST: usize = 70_000;

/// A map from codes to characters.
#[derive(Debug, Default)]
pub(super) struct CMap {
    single: BTreeMap<u32, String>,
    /// First and last code, and the character of the first.
    ranges: Vec<(u32, u32, String)>,
    /// Length in bytes of its codes, where it says so.
    pub(super) code_length: Option<usize>,
}

enum Token<'a> {
    Hex(Vec<u8>),
    Open,
    Close,
    Word(&'a [u8]),
}

impl CMap {
    pub(super) fn read(content: &[u8]) -> Self {
        let mut map = Self::default();
        let mut tokens = Tokens { rest: content };
        while let Some(token) = tokens.next() {
            let Token::Word(word) = token else { continue };
            match word {
                b"begincodespacerange" => {
                    if let Some(Token::Hex(first)) = tokens.next() {
                        map.code_length = Some(map.code_length.unwrap_or(0).max(first.len()));
                    }
                }
                b"beginbfchar" => map.chars(&mut tokens),
                b"beginbfrange" => map.ranges(&mut tokens),
                _ => {}
            }
        }
        map.ranges.sort();
        map
    }

    /// The characters of a code; fonts call 月 the radical whose glyph it shares.
    pub(super) fn get(&self, code: u32) -> Option<String> {
        Some(self.told(code)?.chars().map(unified).collect())
    }

    fn told(&self, code: u32) -> Option<String> {
        if let Some(text) = self.single.get(&code) {
            return Some(text.clone());
        }
        let after = self.ranges.partition_point(|(first, ..)| *first <= code);
        let (first, last, text) = self.ranges[..after].last()?;
        if code > *last {
            return None;
        }
        let mut characters: Vec<char> = text.chars().collect();
        let end = characters.last_mut()?;
        *end = char::from_u32(u32::from(*end) + (code - first))?;
        Some(characters.into_iter().collect())
    }

    fn chars(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(code)), Some(Token::Hex(text))) = (tokens.next(), tokens.next()) {
            self.put(number(&code), utf16(&text));
        }
    }

    fn ranges(&mut self, tokens: &mut Tokens<'_>) {
        while let (Some(Token::Hex(first)), Some(Token::Hex(last))) = (tokens.next(), tokens.next()) {
            let (first, last) = (number(&first), number(&last));
            match tokens.next() {
                Some(Token::Hex(text)) if first <= last && self.ranges.len() < MOST => {
                    self.ranges.push((first, last, utf16(&text)));
                }
                Some(Token::Open) => {
                    let mut code = first;
                    while let Some(Token::Hex(text)) = tokens.next() {
                        self.put(code, utf16(&text));
                        code = code.saturating_add(1);
                    }
                }
                Some(_) => {}
                None => return,
            }
        }
    }

    fn put(&mut self, code: u32, text: String) {
        if self.single.len() < MOST {
            self.single.insert(code, text);
        }
    }
}

fn number(bytes: &[u8]) -> u32 {
    bytes.iter().take(4).fold(0, |number, byte| number << 8 | u32::from(*byte))
}

fn utf16(bytes: &[u8]) -> String {
    let units: Vec<u16> = match bytes {
        [one] => vec![u16::from(*one)],
        _ => bytes.chunks_exact(2).map(|pair| u16::from_be_bytes([pair[0], pair[1]])).collect(),
    };
    String::from_utf16_lossy(&units)
}

struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    fn next(&mut self) -> Option<Token<'a>> {
        loop {
            let skipped = self.rest.iter().position(|byte| !byte.is_ascii_whitespace())?;
            self.rest = &self.rest[skipped..];
            match self.rest[0] {
                b'%' => {
                    let end = self.rest.iter().position(|byte| *byte == b'\n' || *byte == b'\r');
                    self.rest = &self.rest[end.unwrap_or(self.rest.len())..];
                }
                b'[' => return Some(self.bracket(Token::Open)),
                b']' => return Some(self.bracket(Token::Close)),
                b'<' if self.rest.get(1) != Some(&b'<') => return Some(self.hex()),
                b'<' | b'>' => {
                    // Brackets of a dictionary say nothing here.
                    self.rest = &self.rest[1..];
                }
                _ => {
                    let ends = |byte: &u8| byte.is_ascii_whitespace() || b"[]<>%".contains(byte);
                    let end = self.rest.iter().position(ends).unwrap_or(self.rest.len()).max(1);
                    let (word, rest) = self.rest.split_at(end);
                    self.rest = rest;
                    return Some(Token::Word(word));
                }
            }
        }
    }

    fn bracket(&mut self, token: Token<'a>) -> Token<'a> {
        self.rest = &self.rest[1..];
        token
    }

    fn hex(&mut self) -> Token<'a> {
        let end = self.rest.iter().position(|byte| *byte == b'>').unwrap_or(self.rest.len());
        let digits = self.rest[1..end].iter().filter_map(|byte| char::from(*byte).to_digit(16));
        let digits: Vec<u8> = digits.map(|digit| digit as u8).collect();
        self.rest = &self.rest[(end + 1).min(self.rest.len())..];
        Token::Hex(digits.chunks(2).map(|pair| pair[0] << 4 | pair.get(1).copied().unwrap_or(0)).collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn single_codes_ranges_and_lists() {
        let map = CMap::read(
            b"1 begincodespacerange <0000> <FFFF> endcodespacerange 2 beginbfchar <0001> <5E7F> <0002> <D842DFB7> endbfchar \
              2 beginbfrange <0010> <0012> <4E00> <0020> <0021> [<7532> <4E59>] endbfrange",
        );
        let read = |code| map.get(code).unwrap_or_default();
        assert_eq!([read(1), read(2), read(0x11), read(0x21), read(0x30)], ["广", "𠮷", "丁", "乙", ""]);
        assert_eq!(map.code_length, Some(2));
    }
}
