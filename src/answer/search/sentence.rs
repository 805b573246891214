//! A text → its sentences.

/// Code points after which a sentence without an end is cut, so that no hit is a page long.
const LONGEST: usize = 1_000;

/// The sentences of a text without white space at their ends, each with the code point at which it begins. A line is a
/// sentence at least: headings and cells of tables end without a stop.
pub(super) fn sentences(text: &str) -> Vec<(u32, &str)> {
    let mut found = Vec::new();
    let (mut from, mut start, mut length) = (0, 0_u32, 0_u32);
    let mut characters = text.char_indices().peekable();
    while let Some((at, character)) = characters.next() {
        length += 1;
        let next = characters.peek().map(|(_, next)| *next);
        let is_closed = |next: Option<char>| next.is_some_and(|next| "”’」』）)。！？".contains(next));
        let ends = match character {
            '\n' => true,
            '。' | '！' | '？' | '；' => !is_closed(next),
            '”' | '’' | '」' | '』' | '）' => text[..at].ends_with(['。', '！', '？']) && !is_closed(next),
            _ => length as usize >= LONGEST,
        };
        if ends || next.is_none() {
            let to = at + character.len_utf8();
            let sentence = &text[from..to];
            let gap = sentence.len() - sentence.trim_start().len();
            if !sentence.trim().is_empty() {
                found.push((start + sentence[..gap].chars().count() as u32, sentence.trim()));
            }
            (from, start, length) = (to, start + length, 0);
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sentences_keep_their_closing_quotation_mark_and_their_place() {
        let text = "  一、做法\n他说：“好。”再见！𠮷；完";
        let expected = [(2, "一、做法"), (7, "他说：“好。”"), (14, "再见！"), (17, "𠮷；"), (19, "完")];
        assert_eq!(sentences(text), expected);
        for (start, sentence) in sentences(text) {
            let at: String = text.chars().skip(start as usize).take(sentence.chars().count()).collect();
            assert_eq!(at, sentence);
        }
    }

    #[test]
    fn what_never_ends_is_cut() {
        assert_eq!(sentences(&"长".repeat(2_500)).len(), 3);
        assert!(sentences(" \n\n").is_empty());
    }
}
