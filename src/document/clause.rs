//! Running text → sentences → clauses: `依托平台，组建团队。完善机制；` is two sentences, the first of two clauses.
//!
//! Quotations, titles and brackets are never cut: what stands in （） 《》 “” belongs to the clause around it. A pair
//! holds only within its line, so that one bracket left open does not swallow the rest of the text. Direct speech is cut:
//! it is sentences, and not a name.
//!
//! No line is read as one that is longer than anybody writes (`LONGEST`): what a rule asks of a sentence or a line costs
//! as much as it is long, and a text of ten megabytes on one line must cost no more than one of many lines.

use crate::lexicon::set::Characters;
use crate::span::Span;

/// A sentence of running text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// The whole sentence, the mark that ends it included.
    pub span: Span,
    /// Its clauses in order.
    pub clauses: Vec<Span>,
    /// From the beginning of its line to its own.
    pub before: Span,
}

/// Longest stretch, in bytes, that is read as one line.
pub(crate) const LONGEST: usize = 12_000;

/// A line in pieces of at most [`LONGEST`] bytes, each to the end of a sentence where there is one, else to a comma.
pub(crate) fn pieces(text: &str, line: Span) -> impl Iterator<Item = Span> {
    let mut start = line.start;
    std::iter::from_fn(move || {
        let end = if line.end - start <= LONGEST { line.end } else { start + piece(&text[start..line.end]) };
        let piece = Span::new(start, end);
        start = end;
        (!piece.is_empty()).then_some(piece)
    })
}

/// Bytes of the first piece of a line that is too long.
fn piece(line: &str) -> usize {
    let boundary = |at: usize| (0..=at).rev().find(|&at| line.is_char_boundary(at)).unwrap_or(0);
    let (half, most) = (boundary(LONGEST / 2), boundary(LONGEST));
    let second = &line[half..most];
    let after = |marks: &[char]| {
        let at = second.rfind(marks)?;
        Some(half + at + second[at..].chars().next().map_or(0, char::len_utf8))
    };
    after(&['。', '！', '？', '；']).or_else(|| after(&['，', '、', ' '])).unwrap_or(most)
}

/// What a character is to the pairs that hold what is between them together: which pair it opens or closes.
#[derive(Clone, Copy)]
enum Mark {
    Opens(u8),
    Closes(u8),
}

/// How many pairs there are.
const PAIRS: usize = 9;

/// All characters of pairs, and those that can end a sentence and a clause: of most characters no more is asked.
static MARKS: Characters = Characters::of("（）()《》“”‘’「」【】〔〕[]");
static ENDS_OF_SENTENCES: Characters = Characters::of("。；！？\n;”");
static ENDS_OF_CLAUSES: Characters = Characters::of("，,");

fn mark(character: char) -> Option<Mark> {
    Some(match character {
        '（' => Mark::Opens(0),
        '）' => Mark::Closes(0),
        '(' => Mark::Opens(1),
        ')' => Mark::Closes(1),
        '《' => Mark::Opens(2),
        '》' => Mark::Closes(2),
        '“' => Mark::Opens(3),
        '”' => Mark::Closes(3),
        '‘' => Mark::Opens(4),
        '’' => Mark::Closes(4),
        '「' => Mark::Opens(5),
        '」' => Mark::Closes(5),
        '【' => Mark::Opens(6),
        '】' => Mark::Closes(6),
        '〔' => Mark::Opens(7),
        '〕' => Mark::Closes(7),
        '[' => Mark::Opens(8),
        ']' => Mark::Closes(8),
        _ => return None,
    })
}

/// The sentences of stretches of a text, with their clauses.
pub fn read(text: &str, stretches: impl IntoIterator<Item = Span>) -> Vec<Sentence> {
    let mut found = Vec::new();
    for line in lines(text, stretches) {
        let sentence =
            |span| Sentence { span, clauses: clauses(text, span), before: Span::new(line.start, span.start) };
        found.extend(sentences(text, line).into_iter().map(sentence));
    }
    found
}

/// The lines of stretches of a text, those without anything in them left out: no name runs over the end of a line.
pub(crate) fn lines(text: &str, stretches: impl IntoIterator<Item = Span>) -> Vec<Span> {
    let mut found = Vec::new();
    for stretch in stretches {
        let mut start = stretch.start;
        for line in text[stretch.range()].split_inclusive('\n') {
            let end = start + line.len();
            if !line.trim().is_empty() {
                found.extend(pieces(text, Span::new(start, start + line.trim_end_matches('\n').len())));
            }
            start = end;
        }
    }
    found
}

/// The sentences of a stretch of text in its order, the mark that ends each included, without white space at the ends.
///
/// A sentence ends at 。 ； ！ ？ and at the end of a line; a quotation that ends with such a mark ends its sentence too.
pub fn sentences(text: &str, span: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = span.start;
    for line in text[span.range()].split_inclusive('\n') {
        let line = Span::new(start, start + line.len());
        pieces(text, line).for_each(|piece| cut(text, piece, &ENDS_OF_SENTENCES, ends_sentence, &mut found));
        start = line.end;
    }
    found
}

/// The clauses of a sentence in its order, without the commas between them and without white space at the ends.
pub fn clauses(text: &str, sentence: Span) -> Vec<Span> {
    let mut found = Vec::new();
    cut(text, sentence, &ENDS_OF_CLAUSES, ends_clause, &mut found);
    for clause in &mut found {
        let bare = text[clause.range()].trim_end_matches(['，', ',', '。', '；', ';', '！', '？']);
        clause.end = clause.start + bare.trim_end().len();
    }
    found.retain(|clause| !clause.is_empty());
    found
}

/// The stretches of a line that stand inside a pair, the outermost only, the pair's own characters included.
pub fn enclosed(text: &str, line: Span) -> Vec<Span> {
    let mut open: Vec<(usize, u8)> = Vec::new();
    // How many of each pair are open: what closes none is passed over without looking for it.
    let mut depths = [0_usize; PAIRS];
    let mut found: Vec<Span> = Vec::new();
    for (at, character) in MARKS.places(&text[line.range()]) {
        let at = line.start + at;
        match mark(character) {
            Some(Mark::Opens(pair)) => {
                depths[usize::from(pair)] += 1;
                open.push((at, pair));
            }
            Some(Mark::Closes(pair)) if depths[usize::from(pair)] > 0 => {
                let mut start = at;
                while let Some((opened, other)) = open.pop() {
                    depths[usize::from(other)] -= 1;
                    start = opened;
                    if other == pair {
                        break;
                    }
                }
                let pair = Span::new(start, at + character.len_utf8());
                // Pairs close in the order of their ends: those inside this one are the last found.
                while found.pop_if(|inner| pair.contains(*inner)).is_some() {}
                found.push(pair);
            }
            _ => {}
        }
    }
    found
}

/// The members of a list that `marks` part, none cut that stand in one of the pairs `held`.
pub(crate) fn members(text: &str, list: Span, marks: &[char], held: &[Span]) -> Vec<Span> {
    let mut found = Vec::new();
    let mut start = list.start;
    for (at, mark) in text[list.range()].match_indices(marks) {
        let at = list.start + at;
        if !held.iter().any(|pair| pair.contains(Span::new(at, at))) {
            found.push(Span::new(start, at));
            start = at + mark.len();
        }
    }
    found.push(Span::new(start, list.end));
    found
}

/// The pairs that hold together what stands in them; of direct speech those within it.
fn held(text: &str, line: Span) -> Vec<Span> {
    let mut held = Vec::new();
    for pair in enclosed(text, line) {
        match speech(text, pair) {
            Some(said) => held.extend(enclosed(text, said)),
            None => held.push(pair),
        }
    }
    held
}

/// What somebody says, where a pair holds that: words that end as a sentence or a clause does, and are too long for a slogan.
fn speech(text: &str, pair: Span) -> Option<Span> {
    /// Fewest characters of speech.
    const LEAST: usize = 12;
    let words = text[pair.range()].strip_prefix('“')?.strip_suffix('”')?;
    let said = words.ends_with(['。', '，', '！', '？', '；']) && words.chars().count() >= LEAST;
    said.then(|| Span::new(pair.start + '“'.len_utf8(), pair.end - '”'.len_utf8()))
}

/// Cuts a line after every character of `marks` that `ends` it and stands outside all pairs.
fn cut(text: &str, line: Span, marks: &Characters, ends: fn(&str, usize, char) -> bool, found: &mut Vec<Span>) {
    let places = marks.places(&text[line.range()]).map(|(at, mark)| (line.start + at + mark.len_utf8(), mark));
    // What ends with the line needs no cut: to look for pairs is dear, and many lines have none.
    let mut cuts = places.filter(|&(end, mark)| end < line.end && ends(text, end, mark)).peekable();
    let held = if cuts.peek().is_some() { held(text, line) } else { Vec::new() };
    let mut held = held.iter().peekable();
    let mut start = line.start;
    for (end, _) in cuts {
        while held.next_if(|pair| pair.end <= end).is_some() {}
        if held.peek().is_none_or(|pair| pair.start >= end) {
            push(text, Span::new(start, end), found);
            start = end;
        }
    }
    push(text, Span::new(start, line.end), found);
}

fn push(text: &str, span: Span, found: &mut Vec<Span>) {
    let slice = &text[span.range()];
    let start = span.start + (slice.len() - slice.trim_start().len());
    let trimmed = Span::new(start, start + slice.trim().len());
    if !trimmed.is_empty() {
        found.push(trimmed);
    }
}

fn ends_sentence(text: &str, end: usize, character: char) -> bool {
    match character {
        '。' | '；' | '！' | '？' | '\n' => !text[end..].starts_with('”'),
        ';' => true,
        '”' => text[..end - character.len_utf8()].ends_with(['。', '！', '？']),
        _ => false,
    }
}

fn ends_clause(text: &str, end: usize, character: char) -> bool {
    match character {
        '，' => true,
        // Between digits the comma groups thousands.
        ',' => !text[end..].starts_with(|next: char| next.is_ascii_digit()),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences_of(text: &str) -> Vec<&str> {
        sentences(text, Span::new(0, text.len())).into_iter().map(|span| &text[span.range()]).collect()
    }

    fn clauses_of(text: &str) -> Vec<&str> {
        clauses(text, Span::new(0, text.len())).into_iter().map(|span| &text[span.range()]).collect()
    }

    #[test]
    fn sentences_end_at_full_stops_semicolons_and_lines() {
        let found = sentences_of("  一是减负。二是提速；三是增效\n四是护航！");
        assert_eq!(found, ["一是减负。", "二是提速；", "三是增效", "四是护航！"]);
    }

    #[test]
    fn pairs_are_not_cut() {
        assert_eq!(
            sentences_of("推行“分头跑；挨个办。不再”（甲。乙）改革。完"),
            ["推行“分头跑；挨个办。不再”（甲。乙）改革。", "完"]
        );
        assert_eq!(
            clauses_of("印发《关于甲，乙的意见》，推行“丙，丁”。"),
            ["印发《关于甲，乙的意见》", "推行“丙，丁”"]
        );
    }

    #[test]
    fn a_quotation_that_ends_with_a_full_stop_ends_its_sentence() {
        assert_eq!(sentences_of("他说：“很好。”随后离开。"), ["他说：“很好。”", "随后离开。"]);
    }

    #[test]
    fn direct_speech_is_sentences_and_clauses_of_its_own() {
        assert_eq!(
            sentences_of("他说：“新增企业20家，增长3%。满意度（甲。乙）达98%。”随后离开。"),
            ["他说：“新增企业20家，增长3%。", "满意度（甲。乙）达98%。”", "随后离开。"]
        );
        assert_eq!(
            clauses_of("“新增企业20家，推行“甲，乙”改革，”他说"),
            ["“新增企业20家", "推行“甲，乙”改革", "”他说"]
        );
        assert_eq!(sentences_of("喊出“不求人。快办！”的口号。"), ["喊出“不求人。快办！”", "的口号。"]);
    }

    #[test]
    fn a_pair_left_open_holds_only_its_line() {
        assert_eq!(sentences_of("打造“样板。甲。\n乙。丙”"), ["打造“样板。", "甲。", "乙。", "丙”"]);
    }

    #[test]
    fn a_line_longer_than_anybody_writes_is_read_in_pieces() {
        let whole = |text: &str| {
            let pieces: Vec<Span> = pieces(text, Span::new(0, text.len())).collect();
            assert!(pieces.iter().all(|piece| piece.len() <= LONGEST), "{text:.9}");
            assert_eq!(pieces.iter().map(|piece| &text[piece.range()]).collect::<String>(), text);
            pieces
        };
        assert_eq!(whole("推行改革。").len(), 1);
        assert!(whole("").is_empty());
        let (sentence, comma) = ("减免税费，受理3件。".repeat(2_000), "减免，".repeat(5_000));
        assert!(whole(&sentence).iter().all(|piece| sentence[piece.range()].ends_with('。')));
        assert!(whole(&comma).iter().all(|piece| comma[piece.range()].ends_with('，')));
        whole(&"三".repeat(9_000));
        whole(&"《a".repeat(9_000));
    }

    #[test]
    fn commas_that_group_thousands_do_not_cut() {
        assert_eq!(clauses_of("受理1,234件,办结1,200件"), ["受理1,234件", "办结1,200件"]);
    }
}
