//! The normalised text of a document, its two ways of counting, and what rules read of it.

use std::ops::Index;

use crate::lexicon::characters::{is_radical, is_traditional, simplified};
use crate::lexicon::set::Characters;
use crate::span::Span;

/// A checkpoint is kept every so many bytes, so that converting an offset counts at most this many.
const STRIDE: usize = 512;

/// A text with line ends as `\n`, indexed by byte inside the program and by Unicode code point outside it.
///
/// Rules read it in simplified characters, with quotation marks that open and close and with the brackets and commas of
/// Chinese (`as_str`, indexing by span; spans are bytes of that), quotations show it as it is written (`exact`). Both have the
/// same code points, one for one.
#[derive(Clone, Debug, Default)]
pub struct Text {
    /// As it is written.
    content: String,
    /// As rules read it, where that is something else.
    folded: Option<String>,
    /// Where marks of half width are read as those of Chinese: in what rules read, and as it is written.
    narrow: Vec<(usize, usize)>,
    /// `checkpoints[i]`: code points before the first character boundary at or after byte `i * STRIDE`.
    checkpoints: Vec<usize>,
    length: usize,
}

impl Text {
    /// Normalises line ends (`\r\n` and `\r` become `\n`) and changes nothing else.
    pub fn new(raw: &str) -> Self {
        let content = if raw.contains('\r') { raw.replace("\r\n", "\n").replace('\r', "\n") } else { raw.to_owned() };
        let traditional = content.chars().filter(|character| is_traditional(*character)).count();
        let radicals = traditional == 0 && content.chars().any(is_radical);
        let folded = (traditional > 0 || radicals).then(|| simplified(&content, traditional));
        let widened = widened(folded.as_deref().unwrap_or(&content));
        let (folded, narrow) = widened.map_or((folded, Vec::new()), |(text, narrow)| (Some(text), narrow));
        let read = folded.as_deref().unwrap_or(&content);
        let mut checkpoints = Vec::with_capacity(read.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in read.char_indices() {
            while checkpoints.len() * STRIDE <= byte {
                checkpoints.push(length);
            }
            length += 1;
        }
        Self { content, folded, narrow, checkpoints, length }
    }

    /// The whole text as rules read it.
    pub fn as_str(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.content)
    }

    /// The whole text as it is written.
    pub fn original(&self) -> &str {
        &self.content
    }

    /// The words of a span as they are written.
    pub fn exact(&self, span: Span) -> &str {
        &self.content[self.written_at(span.start)..self.written_at(span.end)]
    }

    /// The first place within a stretch where words stand as they are written.
    pub fn find(&self, within: Span, words: &str) -> Option<Span> {
        let at = self.written_at(within.start) + self.exact(within).find(words)?;
        Some(self.placed(Span::new(at, at + words.len())))
    }

    /// A stretch that counts in the text as it is written, in that which rules read.
    pub fn placed(&self, written: Span) -> Span {
        let read_at = |at: usize| at + MORE * self.narrow.partition_point(|(_, written)| *written < at);
        Span::new(read_at(written.start), read_at(written.end))
    }

    /// Where a byte of what rules read stands in the text as it is written.
    pub fn written_at(&self, byte: usize) -> usize {
        byte - MORE * self.narrow.partition_point(|(read, _)| *read < byte)
    }

    /// Up to so many characters of its line before a span and after it, as they are written.
    pub fn around(&self, span: Span, before: usize, after: usize) -> (&str, &str) {
        let read = self.as_str();
        let start = read[..span.start].char_indices().rev().take(before).last().map_or(span.start, |(at, _)| at);
        let end = read[span.end..].char_indices().nth(after).map_or(read.len(), |(at, _)| span.end + at);
        let before = self.exact(Span::new(start, span.start)).rsplit('\n').next().unwrap_or_default();
        let after = self.exact(Span::new(span.end, end)).split('\n').next().unwrap_or_default();
        (before, after)
    }

    /// Length in code points.
    pub fn code_point_length(&self) -> usize {
        self.length
    }

    /// The code point offset of a byte offset that lies on a character boundary.
    pub fn code_point(&self, byte: usize) -> usize {
        let Some(&counted) = self.checkpoints.get(byte / STRIDE) else { return self.length };
        let mut from = byte / STRIDE * STRIDE;
        let read = self.as_str();
        while !read.is_char_boundary(from) {
            from += 1;
        }
        if from >= byte { counted } else { counted + read[from..byte].chars().count() }
    }

    /// Start and end of a span in code points.
    pub fn code_points(&self, span: Span) -> (usize, usize) {
        let start = self.code_point(span.start);
        (start, start + self[span].chars().count())
    }

    /// The one-based line number of a byte offset.
    pub fn line(&self, byte: usize) -> usize {
        self.as_str()[..byte].matches('\n').count() + 1
    }

    /// The span without white space at its ends.
    pub fn trim(&self, span: Span) -> Span {
        let slice = &self[span];
        let start = span.start + (slice.len() - slice.trim_start().len());
        Span::new(start, start + slice.trim().len())
    }
}

/// Bytes that a mark of Chinese has more than one of half width.
const MORE: usize = '“'.len_utf8() - '"'.len_utf8();

/// The text with marks of half width in Chinese read as those of Chinese, and where they are; nothing where it has none.
fn widened(text: &str) -> Option<(String, Vec<(usize, usize)>)> {
    static NARROW: Characters = Characters::of("\"(),;:");
    if !NARROW.are_in(text) {
        return None;
    }
    let mut marks = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if NARROW.are_in(line) {
            let of_line = marks.len();
            quotation_marks(line, &mut marks);
            brackets(line, &mut marks);
            commas(line, &mut marks);
            marks[of_line..].sort_unstable();
            marks[of_line..].iter_mut().for_each(|(at, _)| *at += start);
        }
        start += line.len();
    }
    if marks.is_empty() {
        return None;
    }
    let (mut read, mut narrow) =
        (String::with_capacity(text.len() + MORE * marks.len()), Vec::with_capacity(marks.len()));
    let mut copied = 0;
    for (at, mark) in marks {
        read.push_str(&text[copied..at]);
        narrow.push((read.len(), at));
        read.push(mark);
        copied = at + 1;
    }
    read.push_str(&text[copied..]);
    Some((read, narrow))
}

/// Straight quotation marks as such that open and close. A line with an odd number of them says not which is which, and what
/// has no Chinese between is left alone.
fn quotation_marks(line: &str, marks: &mut Vec<(usize, char)>) {
    let straight: Vec<usize> = line.match_indices('"').map(|(at, _)| at).collect();
    let pairs = if straight.len().is_multiple_of(2) { &straight[..] } else { &[] };
    for pair in pairs.chunks_exact(2).filter(|pair| line[pair[0]..pair[1]].contains(is_chinese)) {
        marks.extend([(pair[0], '“'), (pair[1], '”')]);
    }
}

/// Brackets with Chinese in them or right before them: 产品(占50%), 指数(PMI). Those of a link are left alone.
fn brackets(line: &str, marks: &mut Vec<(usize, char)>) {
    let mut open = Vec::new();
    for (at, bracket) in line.match_indices(['(', ')']) {
        if bracket == "(" {
            open.push(at);
        } else if let Some(opened) = open.pop() {
            let before = line[..opened].chars().next_back();
            let told = before.is_some_and(is_chinese) || line[opened..at].contains(is_chinese);
            if told && before != Some(']') {
                marks.extend([(opened, '（'), (at, '）')]);
            }
        }
    }
}

/// Commas, semicolons and colons after Chinese and before Chinese, the first two also before or after a digit: 2011年,全省完成…,
/// 按期完成,96户脱贫; not those of numbers and addresses.
fn commas(line: &str, marks: &mut Vec<(usize, char)>) {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    for (at, comma) in line.match_indices([',', ';', ':']) {
        let written = |c: char| is_chinese(c) || "“”《》（）％".contains(c);
        let (left, right) = (line[..at].chars().next_back(), line[at + 1..].chars().next());
        let after = left.is_some_and(|c| written(c) || matches!(c, '"' | ')' | '%'));
        let before = right.is_some_and(|c| written(c) || matches!(c, '"' | '('));
        let parts = comma != ":" && (after && digit(right) || digit(left) && before);
        if after && before || parts {
            marks.push((
                at,
                match comma {
                    "," => '，',
                    ";" => '；',
                    _ => '：',
                },
            ));
        }
    }
}

fn is_chinese(c: char) -> bool {
    ('\u{4e00}'..='\u{9fff}').contains(&c)
}

impl Index<Span> for Text {
    type Output = str;

    fn index(&self, span: Span) -> &str {
        &self.as_str()[span.range()]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_become_newlines_and_nothing_else_changes() {
        assert_eq!(Text::new("a\r\n b\rc\u{3000}\n").as_str(), "a\n b\nc\u{3000}\n");
    }

    #[test]
    fn offsets_agree_with_counting_from_the_start() {
        let text = Text::new(&"广西a𠮷\u{200b}é".repeat(400));
        for (count, (byte, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(text.code_point(byte), count);
        }
        assert_eq!(text.code_point(text.as_str().len()), text.code_point_length());
    }

    #[test]
    fn rules_read_simplified_characters_and_quotations_keep_what_is_written() {
        let text = Text::new("臺北市政府推動改革");
        let span = Span::new(0, "臺北市".len());
        assert_eq!((&text[span], text.exact(span)), ("台北市", "臺北市"));
        assert_eq!(text.code_points(span), (0, 3));
        assert!(Text::new("台北市").folded.is_none());
    }

    #[test]
    fn rules_read_ideographs_for_radicals_and_quotations_keep_what_is_written() {
        let text = Text::new("截⾄2024年4⽉底，增⻓3%");
        assert_eq!(text.as_str(), "截至2024年4月底，增长3%");
        assert_eq!(text.original(), "截⾄2024年4⽉底，增⻓3%");
    }

    #[test]
    fn straight_quotation_marks_are_read_as_pairs_and_quoted_as_they_are() {
        let text = Text::new("推行\"一网通办\"改革，\"最多跑一次\"。\n长55\"的屏幕\nprint \"a\" 完\n");
        assert_eq!(text.as_str(), "推行“一网通办”改革，“最多跑一次”。\n长55\"的屏幕\nprint \"a\" 完\n");
        let at = text.as_str().find("“最多").expect("it is there");
        let span = Span::new(at, at + "“最多跑一次”".len());
        assert_eq!((&text[span], text.exact(span)), ("“最多跑一次”", "\"最多跑一次\""));
        assert_eq!(text.code_points(span), (11, 18));
        assert_eq!(text.find(Span::new(0, text.as_str().len()), "\"最多跑一次\""), Some(span));
        for (count, (byte, _)) in text.as_str().char_indices().enumerate() {
            assert_eq!(text.code_point(byte), count);
            let character = text.as_str()[byte..].chars().next().expect("it begins here");
            let span = Span::new(byte, byte + character.len_utf8());
            assert_eq!(text.exact(span).chars().count(), 1);
            assert_eq!(text.placed(Span::new(text.written_at(span.start), text.written_at(span.end))), span);
        }
    }

    #[test]
    fn marks_of_half_width_in_chinese_are_read_as_those_of_chinese() {
        for (written, read) in [
            ("产品(占50%)属于前列,共3,200件;另有2项", "产品（占50%）属于前列，共3,200件；另有2项"),
            ("景气指数(PMI)为52:负责单位:省统计局", "景气指数（PMI）为52:负责单位：省统计局"),
            ("[通知](http://a.cn/通知)f(x)、1)落实(未完", "[通知](http://a.cn/通知)f(x)、1)落实(未完"),
            ("9:30开会,10:00结束", "9:30开会，10:00结束"),
            ("按期完成,96户脱贫;17个村,收入1,200万元", "按期完成，96户脱贫；17个村，收入1,200万元"),
            ("全国第3,全省第1;3,4月;a,1", "全国第3，全省第1;3,4月;a,1"),
        ] {
            assert_eq!(Text::new(written).as_str(), read);
            assert_eq!(Text::new(written).exact(Span::new(0, read.len())), written);
        }
    }

    #[test]
    fn what_stands_around_a_span_is_of_its_line() {
        let text = Text::new("上一行\n共\"甲乙\"12项，丙丁\n下一行");
        let at = text.as_str().find("12").expect("it is there");
        let span = Span::new(at, at + 2);
        assert_eq!(text.around(span, 3, 3), ("甲乙\"", "项，丙"));
        assert_eq!(text.around(span, 20, 20), ("共\"甲乙\"", "项，丙丁"));
    }

    #[test]
    fn an_empty_text_has_length_zero() {
        assert_eq!(Text::new("").code_points(Span::new(0, 0)), (0, 0));
    }
}
