//! Headings and what stands under them.
//!
//! A heading is a numbered beginning of a line (一、 （一） 1. 一是 第一，), a short numbered sentence inside a paragraph
//! (…。二是注重普法宣传。…), or, where neighbouring paragraphs of one section all begin so, a short sentence without a
//! number. Which heading is under which follows from the kinds of numbers, not from their order: 一是 under （一） under 一、.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::{Section, Text};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// The kind of a number before a heading, from the outermost in: a label in brackets, the order of GB/T 9704, then spoken enumeration.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rank {
    /// 【主要做法】
    Labelled,
    /// 一、
    Ideographic,
    /// （一）
    Bracketed,
    /// 1. or 1、
    Arabic,
    /// （1）
    BracketedArabic,
    /// No number: a short sentence that begins a paragraph.
    Unnumbered,
    /// 一是, 一方面, 第一，
    Spoken,
}

/// The number before a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numbering {
    /// Its kind.
    pub rank: Rank,
    /// Its value, where it is one (另一方面 has none).
    pub ordinal: Option<u32>,
    /// Its length in bytes, with the punctuation that belongs to it.
    pub length: usize,
}

/// Longest heading, in characters, inside a paragraph and at the beginning of one.
const INLINE_HEADING: usize = 22;
const LINE_HEADING: usize = 60;
/// Characters of a label in brackets.
pub(super) const LABEL: std::ops::RangeInclusive<usize> = 2..=12;

static NUMBERINGS: LazyLock<Vec<(Rank, Pattern)>> = LazyLock::new(|| {
    const ONE: &str = "([一二三四五六七八九十]{1,3})";
    let rows = [
        (Rank::Ideographic, format!(r"^(?:第{ONE}部分|{ONE})[、．][ \u{{3000}}]*")),
        (Rank::Bracketed, format!(r"^[（(]{ONE}[）)][、 \u{{3000}}]*")),
        (Rank::Arabic, r"^(\d{1,2})(?:[、．]|\.(?:[^\d]|$))[ \u{3000}]*".to_owned()),
        (Rank::BracketedArabic, r"^[（(](\d{1,2})[）)][、 \u{3000}]*".to_owned()),
        (Rank::Spoken, format!("^(?:{ONE}(?:是|要)|第{ONE}[，、：]|(?:另)?一方面[，、]?)")),
    ];
    rows.into_iter().map(|(rank, expression)| (rank, pattern(&expression))).collect()
});

/// 一, 十二, 二十, 一百零三: as headings count.
pub(crate) fn chinese(number: usize) -> String {
    const DIGITS: [char; 10] = ['零', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    let (hundreds, tens, ones) = (number / 100, number / 10 % 10, number % 10);
    let mut spelled = String::new();
    match number {
        1000.. => return number.to_string(),
        100.. => spelled.extend([DIGITS[hundreds], '百']),
        0 => return "零".to_owned(),
        _ => {}
    }
    match (tens, number) {
        (0, 100..) if ones > 0 => spelled.push('零'),
        (0, _) => {}
        (1, ..100) => spelled.push('十'),
        (tens, _) => spelled.extend([DIGITS[tens], '十']),
    }
    if ones > 0 {
        spelled.push(DIGITS[ones]);
    }
    spelled
}

/// The number that a heading begins with.
pub fn numbering(line: &str) -> Option<Numbering> {
    let rank = possible_rank(line)?;
    if enumerates(line) {
        return None;
    }
    let (_, pattern) = NUMBERINGS.iter().find(|(known, _)| *known == rank)?;
    let found = pattern.captures(line)?;
    let digits = found.iter().skip(1).flatten().next();
    let mut length = found.get_match().len();
    if rank == Rank::Arabic {
        // The pattern looks one character past `1.` to tell it from a decimal; that character is the heading's.
        let number = found[1].len();
        let mark = line[number..].chars().next().map_or(0, char::len_utf8);
        let rest = &line[number + mark..];
        length = number + mark + (rest.len() - rest.trim_start_matches([' ', '\u{3000}']).len());
    }
    Some(Numbering { rank, ordinal: digits.and_then(|digits| super::ordinal(digits.as_str())), length })
}

/// The kind of the number that a line can begin with, by its first characters: most lines begin with none, and to see that
/// is cheap.
fn possible_rank(line: &str) -> Option<Rank> {
    let is_digit = |c: &char| matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十');
    let mut characters = line.chars();
    let first = characters.next()?;
    let second = characters.clone().next();
    match first {
        '（' | '(' if second.as_ref().is_some_and(is_digit) => Some(Rank::Bracketed),
        '（' | '(' => second.filter(|c| c.is_numeric()).map(|_| Rank::BracketedArabic),
        '另' => Some(Rank::Spoken),
        '第' => match characters.find(|c| !is_digit(c))? {
            '部' => Some(Rank::Ideographic),
            '，' | '、' | '：' => Some(Rank::Spoken),
            _ => None,
        },
        digit if is_digit(&digit) => match characters.find(|c| !is_digit(c))? {
            '、' | '．' => Some(Rank::Ideographic),
            '是' | '要' | '方' => Some(Rank::Spoken),
            _ => None,
        },
        // No other sign of Chinese is a number, and to ask the tables of all scripts is dear.
        '\u{4E00}'..='\u{9FFF}' => None,
        digit if digit.is_numeric() => {
            characters.take(2).any(|c| matches!(c, '、' | '．' | '.')).then_some(Rank::Arabic)
        }
        _ => None,
    }
}

/// 一、二、三产业, 一、二季度: several numbers of one noun, and none of a heading.
fn enumerates(line: &str) -> bool {
    let number = |c: char| "一二三四五六七八九十".contains(c);
    let mut characters = line.chars();
    let first = characters.next().is_some_and(number) && characters.next() == Some('、');
    first
        && characters.as_str().split('、').next().is_some_and(|part| {
            part.starts_with(number) && (part.chars().count() == 1 || part.contains("产业") || part.contains("季度"))
        })
}

/// A heading found in the text, before it is known what is under it.
#[derive(Clone, Copy, Debug)]
struct Heading {
    span: Span,
    rank: Rank,
}

/// The headed stretches of a case's body, parents before children.
pub(super) fn sections(text: &Text, body: Span) -> Vec<Section> {
    let mut headings = Vec::new();
    for paragraph in paragraphs(text, body) {
        headings.extend(label(text, paragraph).map(|span| Heading { span, rank: Rank::Labelled }));
        headings.extend(numbered_headings(text, paragraph));
    }
    let unnumbered = unnumbered_headings(text, body, &headings);
    headings.extend(unnumbered);
    headings.sort_by_key(|heading| heading.span);
    nest(&headings, body)
}

fn paragraphs(text: &Text, body: Span) -> impl Iterator<Item = Span> {
    let mut start = body.start;
    text[body].split_inclusive('\n').filter_map(move |line| {
        let span = text.trim(Span::new(start, start + line.len()));
        start += line.len();
        (!span.is_empty()).then_some(span)
    })
}

/// 【|主要做法|】: what stands in the brackets that a line begins with.
pub(super) fn in_brackets(line: &str) -> Option<&str> {
    Some(line.strip_prefix('【')?.split_once('】')?.0)
}

/// 【主要做法】: the label in brackets that a paragraph begins with.
fn label(text: &Text, paragraph: Span) -> Option<Span> {
    let words = in_brackets(&text[paragraph]).filter(|words| LABEL.contains(&words.chars().count()))?;
    let length = '【'.len_utf8() + words.len() + '】'.len_utf8();
    Some(Span::new(paragraph.start, paragraph.start + length))
}

/// The sentences of a paragraph, without the stop that ends them.
fn sentences(text: &Text, paragraph: Span) -> impl Iterator<Item = Span> {
    let mut start = paragraph.start;
    text[paragraph].split_inclusive(['。', '！', '？', '；']).filter_map(move |sentence| {
        let span = Span::new(start, start + sentence.len());
        start = span.end;
        let trimmed = text[span].trim_end_matches(['。', '！', '？', '；']);
        let span = text.trim(Span::new(span.start, span.start + trimmed.len()));
        (!span.is_empty()).then_some(span)
    })
}

fn numbered_headings(text: &Text, paragraph: Span) -> Vec<Heading> {
    let mut found = Vec::new();
    for (index, sentence) in sentences(text, paragraph).enumerate() {
        let content = &text[sentence];
        let Some(number) = numbering(content) else { continue };
        let heading = if index == 0 {
            heading_of_line(text, sentence, number)
        } else {
            let short = content.chars().count() <= INLINE_HEADING && !content.contains(['，', '：']);
            (short && number.rank == Rank::Spoken).then_some(sentence)
        };
        found.extend(heading.map(|span| Heading { span, rank: number.rank }));
    }
    found
}

/// A numbered sentence that begins a line is a heading; where it runs on (一是A，B，C…), only a colon can end one in it.
fn heading_of_line(text: &Text, sentence: Span, number: Numbering) -> Option<Span> {
    let content = &text[sentence];
    if let Some(colon) =
        content.find('：').filter(|&colon| content[number.length.min(colon)..colon].chars().count() <= 24)
        && colon > number.length
    {
        return Some(Span::new(sentence.start, sentence.start + colon));
    }
    (content.chars().count() <= LINE_HEADING).then_some(sentence)
}

/// Short first sentences of paragraphs, where at least two paragraphs of one section begin so and text follows each.
fn unnumbered_headings(text: &Text, body: Span, numbered: &[Heading]) -> Vec<Heading> {
    let mut runs: Vec<Vec<Span>> = vec![Vec::new()];
    for paragraph in paragraphs(text, body) {
        let first = sentences(text, paragraph).next();
        let begins_section = first
            .is_some_and(|first| numbered.binary_search_by_key(&first.start, |heading| heading.span.start).is_ok());
        if begins_section {
            runs.push(Vec::new());
        } else if let Some(first) = first.filter(|&first| is_short_lead(text, first, paragraph)) {
            runs.last_mut().expect("there is always one run").push(first);
        }
    }
    let runs = runs.into_iter().filter(|run| run.len() >= 2);
    runs.flatten().map(|span| Heading { span, rank: Rank::Unnumbered }).collect()
}

fn is_short_lead(text: &Text, first: Span, paragraph: Span) -> bool {
    let content = &text[first];
    let length = content.chars().count();
    let followed =
        paragraph.end > first.end + '。'.len_utf8() && text[Span::new(first.end, paragraph.end)].starts_with('。');
    followed
        && (4..=32).contains(&length)
        && content.matches('，').count() <= 1
        && !content.contains(|c: char| c.is_ascii_digit())
}

/// Puts each heading under the nearest one above it whose rank is further out.
fn nest(headings: &[Heading], body: Span) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::with_capacity(headings.len());
    let mut open: Vec<(Rank, usize)> = Vec::new();
    let mut children: HashMap<Option<usize>, u32> = HashMap::new();
    for heading in headings {
        while let Some(&(rank, index)) = open.last()
            && rank >= heading.rank
        {
            sections[index].span.end = heading.span.start;
            open.pop();
        }
        let parent = open.last().map(|&(_, index)| index);
        let order = *children.entry(parent).and_modify(|count| *count += 1).or_insert(1);
        let level = open.len() as u8 + 1;
        open.push((heading.rank, sections.len()));
        let span = Span::new(heading.span.start, body.end);
        sections.push(Section { heading: heading.span, span, level, order, parent });
    }
    sections
}

#[cfg(test)]
mod tests {
    use super::*;

    fn outline(body: &str) -> Vec<(u8, u32, String)> {
        let text = Text::new(body);
        let found = sections(&text, Span::new(0, body.len()));
        found.iter().map(|section| (section.level, section.order, text[section.heading].to_owned())).collect()
    }

    fn rows(expected: &[(u8, u32, &str)]) -> Vec<(u8, u32, String)> {
        expected.iter().map(|&(level, order, heading)| (level, order, heading.to_owned())).collect()
    }

    #[test]
    fn numbers_nest_by_kind() {
        let found = outline(
            "一、背景\n文。\n二、做法\n（一）建平台。文。\n一是定标准。文。\n二是抓落实。文。\n（二）强服务\n文。\n三、成效\n文。",
        );
        let expected = [
            (1, 1, "一、背景"),
            (1, 2, "二、做法"),
            (2, 1, "（一）建平台"),
            (3, 1, "一是定标准"),
            (3, 2, "二是抓落实"),
            (2, 2, "（二）强服务"),
            (1, 3, "三、成效"),
        ];
        assert_eq!(found, rows(&expected));
    }

    #[test]
    fn short_numbered_sentences_inside_a_paragraph() {
        let found =
            outline("一、建机制。联合办站。一是注重交流。每月走访。二是注重宣传，发放手册。三是注重实效。解决问题。");
        assert_eq!(found, rows(&[(1, 1, "一、建机制"), (2, 1, "一是注重交流"), (2, 2, "三是注重实效")]));
    }

    #[test]
    fn unnumbered_paragraph_leads_need_company() {
        let found = outline(
            "一、举措\n构建新机制。成立小组。\n搭建新体系。归并热线。\n二、成效\n提升满意度。全市满意率达98%。",
        );
        let expected = [(1, 1, "一、举措"), (2, 1, "构建新机制"), (2, 2, "搭建新体系"), (1, 2, "二、成效")];
        assert_eq!(found, rows(&expected));
    }

    #[test]
    fn a_section_ends_where_its_next_peer_begins() {
        let body = "一、甲\n（一）乙\n文。\n二、丙\n文。";
        let text = Text::new(body);
        let found = sections(&text, Span::new(0, body.len()));
        let spans: Vec<_> = found.iter().map(|section| text[section.span].trim()).collect();
        assert_eq!(spans, ["一、甲\n（一）乙\n文。", "（一）乙\n文。", "二、丙\n文。"]);
        assert_eq!(found[1].parent, Some(0));
    }

    #[test]
    fn decimals_and_quantities_are_no_numbers_of_headings() {
        assert_eq!(numbering("2.5万家企业"), None);
        assert_eq!(numbering("一个平台"), None);
        assert_eq!(
            numbering("10.建立机制").map(|number| (number.rank, number.ordinal, number.length)),
            Some((Rank::Arabic, Some(10), 3))
        );
    }
}
