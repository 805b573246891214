//! Sets of characters that are asked of every character of a text.

/// A set of characters of the basic plane: whether one is in it costs one look at a bit, however many there are.
#[derive(Debug)]
pub struct Characters {
    bits: [u64; PLANE / 64],
    /// By the first byte of a character: how many bytes it has, and [`BEGINS`] where one of the set begins with it.
    leads: [u8; 256],
}

/// Said of a first byte beside the number of bytes.
const BEGINS: u8 = 1 << 7;

/// How many characters the basic plane has.
const PLANE: usize = 0x1_0000;

impl Characters {
    /// The set of the characters of a string; one beyond the basic plane does not compile where the set is a constant.
    pub const fn of(characters: &str) -> Self {
        let (mut leads, mut lead) = ([0; 256], 0);
        while lead < leads.len() {
            leads[lead] = width(lead as u8) as u8;
            lead += 1;
        }
        Self { bits: [0; PLANE / 64], leads }.and(characters)
    }

    /// The same with the characters of another string.
    #[must_use]
    pub const fn and(self, characters: &str) -> Self {
        let Self { mut bits, mut leads } = self;
        let (bytes, mut at) = (characters.as_bytes(), 0);
        while at < bytes.len() {
            let (lead, length) = match bytes[at] {
                byte @ 0..0x80 => (byte, 1),
                byte @ 0xC0..0xE0 => (byte & 0x1F, 2),
                byte @ 0xE0..0xF0 => (byte & 0x0F, 3),
                _ => panic!("the characters are of the basic plane"),
            };
            let (mut point, mut next) = (lead as usize, 1);
            while next < length {
                point = point << 6 | (bytes[at + next] & 0x3F) as usize;
                next += 1;
            }
            bits[point / 64] |= 1 << (point % 64);
            leads[bytes[at] as usize] |= BEGINS;
            at += length;
        }
        Self { bits, leads }
    }

    /// Whether a character is in the set.
    pub const fn has(&self, character: char) -> bool {
        self.has_point(character as usize)
    }

    const fn has_point(&self, point: usize) -> bool {
        point < PLANE && self.bits[point / 64] & 1 << (point % 64) != 0
    }

    /// The same of a character by its bytes in UTF-8: to make a character of each of a text costs twice as much.
    #[inline]
    fn has_bytes(&self, character: &[u8]) -> bool {
        let low = |byte: u8| usize::from(byte & 0x3F);
        match *character {
            [first, second, third] => self.has_point(usize::from(first & 0x0F) << 12 | low(second) << 6 | low(third)),
            [byte] => self.has_point(usize::from(byte)),
            [first, second] => self.has_point(usize::from(first & 0x1F) << 6 | low(second)),
            _ => false,
        }
    }

    /// The characters of the set in a text, with their offsets; of most others only the first byte is looked at.
    pub fn places<'t>(&self, text: &'t str) -> Places<'_, 't> {
        Places { set: self, text, at: 0 }
    }

    /// Whether a text has one of the set.
    pub fn are_in(&self, text: &str) -> bool {
        self.places(text).next().is_some()
    }
}

/// The characters of a set in a text.
#[derive(Debug)]
pub struct Places<'s, 't> {
    set: &'s Characters,
    text: &'t str,
    /// Where the next character begins.
    at: usize,
}

impl Iterator for Places<'_, '_> {
    type Item = (usize, char);

    fn next(&mut self) -> Option<Self::Item> {
        let (bytes, mut next) = (self.text.as_bytes(), self.at);
        let mut found = None;
        while let Some(&lead) = bytes.get(next) {
            let (at, lead) = (next, self.set.leads[usize::from(lead)]);
            next += usize::from(lead & !BEGINS);
            if lead & BEGINS != 0 && self.set.has_bytes(&bytes[at..next]) {
                found = self.text[at..].chars().next().map(|character| (at, character));
                break;
            }
        }
        self.at = next;
        found
    }
}

/// Bytes of a character in UTF-8, by the first of them.
#[inline]
pub(super) const fn width(lead: u8) -> usize {
    const WIDTHS: [u8; 16] = [1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4];
    WIDTHS[(lead >> 4) as usize] as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_and_no_others() {
        static SET: Characters = Characters::of("aé").and("年９");
        assert!("aé年９".chars().all(|c| SET.has(c)));
        assert!(!"bè月8\u{0}\u{ffff}𠮷".chars().any(|c| SET.has(c)));
    }

    #[test]
    fn the_places_of_its_characters_in_a_text() {
        static SET: Characters = Characters::of("，“a");
        let text = "𠮷，é“月。a";
        let expected: Vec<_> = text.char_indices().filter(|(_, c)| SET.has(*c)).collect();
        assert_eq!(SET.places(text).collect::<Vec<_>>(), expected);
        assert!(SET.are_in(text) && !SET.are_in("月。é𠮷") && !SET.are_in(""));
    }
}
