//! Words in the order of their bytes, so that the longest that a text begins with is found by halving, and the shorter ones from
//! it by their links.

/// A word of a list.
#[derive(Debug)]
pub(super) struct Word<T> {
    pub(super) text: T,
    /// The eight bytes after its beginning, the first of them highest and nothing for what is missing: in the order of words
    /// that begin alike, most of which differ in them.
    next: u64,
    /// Its number in the list, or of what belongs to it.
    pub(super) place: u32,
    /// The longest of the other words that it begins with.
    pub(super) within: Option<u32>,
}

impl<T: AsRef<str>> Word<T> {
    /// One whose beginning has as many bytes.
    pub(super) fn new(text: T, beginning: usize, place: u32) -> Self {
        let next = next(text.as_ref().as_bytes(), beginning);
        Self { text, next, place, within: None }
    }

    pub(super) fn as_str(&self) -> &str {
        self.text.as_ref()
    }

    /// Whether a text begins with it, where it is known to as far as `beginning`; `next` is what follows that in the text. Most
    /// words end within these bytes, and of those nothing else has to be fetched.
    #[inline]
    fn begins(&self, text: &str, next: u64, beginning: usize) -> bool {
        let word = self.as_str().len();
        let known = word.saturating_sub(beginning).min(8);
        let alike = known == 0 || (self.next ^ next) >> (64 - 8 * known) == 0;
        let rest = beginning + known;
        alike
            && word <= text.len()
            && (word <= rest || text.as_bytes()[rest..].starts_with(&self.as_str().as_bytes()[rest..]))
    }
}

/// The longest of some words that a text begins with, by its number among them: the last one not after the text in order, or
/// one which that begins with. `alike` are the numbers of those that begin as the text does, with `beginning` bytes.
pub(super) fn longest<T: AsRef<str>>(
    words: &[Word<T>],
    alike: std::ops::Range<u32>,
    text: &str,
    beginning: usize,
) -> Option<u32> {
    let next = next(text.as_bytes(), beginning);
    let group = &words[alike.start as usize..alike.end as usize];
    let last = group.partition_point(|word| (word.next, word.as_str()) <= (next, text)).checked_sub(1)?;
    let mut shorter = with_within(words, alike.start + last as u32);
    // What begins alike and is longer than that has the same beginning; what is not longer is the beginning of it.
    shorter.find(|&word| words[word as usize].begins(text, next, beginning))
}

/// A word, and the shorter ones that it begins with, the longest first.
pub(super) fn with_within<T>(words: &[Word<T>], word: u32) -> impl Iterator<Item = u32> {
    std::iter::successors(Some(word), |&word| words[word as usize].within)
}

/// For each of some words in the order of their bytes, each once, the longest other one that it begins with: that stands before it.
pub(super) fn within<'w>(words: impl Iterator<Item = &'w str>) -> Vec<Option<u32>> {
    let mut open: Vec<(u32, &str)> = Vec::new();
    let link = |(at, word): (u32, &'w str)| {
        while open.pop_if(|(_, last)| !word.starts_with(*last)).is_some() {}
        let longest = open.last().map(|(last, _)| *last);
        open.push((at, word));
        longest
    };
    (0_u32..).zip(words).map(link).collect()
}

/// Links words in the order of their bytes; see [`within`].
pub(super) fn link<T: AsRef<str>>(words: &mut [Word<T>]) {
    let links = within(words.iter().map(Word::as_str));
    words.iter_mut().zip(links).for_each(|(word, within)| word.within = within);
}

/// What follows the first bytes of a text.
#[inline]
fn next(text: &[u8], beginning: usize) -> u64 {
    let rest = &text[beginning.min(text.len())..];
    if let Some(bytes) = rest.first_chunk() {
        return u64::from_be_bytes(*bytes);
    }
    let mut bytes = [0; 8];
    bytes[..rest.len()].copy_from_slice(rest);
    u64::from_be_bytes(bytes)
}
