//! Sets of characters that are asked of every character of a text.

/// A set of characters of the basic plane: whether one is in it costs one look at a bit, however many there are.
#[derive(Debug)]
pub struct Characters([u64; PLANE / 64]);

/// How many characters the basic plane has.
const PLANE: usize = 0x1_0000;

impl Characters {
    /// The set of the characters of a string; one beyond the basic plane does not compile where the set is a constant.
    pub const fn of(characters: &str) -> Self {
        let (bytes, mut bits, mut at) = (characters.as_bytes(), [0_u64; PLANE / 64], 0);
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
            at += length;
        }
        Self(bits)
    }

    /// Whether a character is in the set.
    pub const fn has(&self, character: char) -> bool {
        let point = character as usize;
        point < PLANE && self.0[point / 64] & 1 << (point % 64) != 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_set_has_its_characters_and_no_others() {
        static SET: Characters = Characters::of("aé年９");
        assert!("aé年９".chars().all(|c| SET.has(c)));
        assert!(!"bè月8\u{0}\u{ffff}𠮷".chars().any(|c| SET.has(c)));
    }
}
