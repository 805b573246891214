//! Cases that begin with a line of their own: `案例3：…`, or a heading of a compilation.

use std::collections::BTreeMap;

use super::{HEADING, NUMBER_MARK, Page, is_prose, squash};
use crate::document::section::{Rank, numbering};
use crate::document::{Case, Text, ordinal};
use crate::lexicon::fields::Field;
use crate::lexicon::places::Meaning;
use crate::span::Span;

/// Lines under the heading of a case among which labelled fields are looked for.
const FIELD_LINES: usize = 6;

/// Lines that a title under a number of its own may have.
const TITLE_LINES: usize = 2;

/// Longest line that heads a part of a case (主要做法), in characters.
const PART_HEADING: usize = 16;

/// Fewest headings that are cases because each names a place.
const PLACE_HEADINGS: usize = 3;

/// How far into a heading the name of its place begins, in bytes.
const PLACE_WITHIN: usize = 30;

/// A line that begins a case.
#[derive(Clone, Copy)]
struct Mark {
    line: usize,
    /// The number printed in it.
    number: Option<u32>,
    /// Length of its number in bytes.
    length: usize,
}

/// Cases that begin with a line such as `案例3：…`, outside the contents page: every mark is followed by prose.
pub(super) fn numbered(page: &Page<'_>) -> Vec<Case> {
    let Page { text, lines, .. } = page;
    let marks: Vec<Mark> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, &line)| {
            let mark = NUMBER_MARK.captures(&text[line])?;
            let words = &text[line];
            // A place in a ranking marks a case only when it stands alone.
            let ranked = words.starts_with("排名") && mark.get_match().len() < words.len();
            (words.chars().count() <= HEADING && !ranked).then_some(())?;
            Some(Mark { line: index, number: Some(ordinal(&mark[1])?), length: mark.get_match().len() })
        })
        .filter(|mark| lines.get(mark.line + 1..).is_some_and(|below| prose_follows(text, below)))
        .collect();
    if marks.len() < 2 {
        return Vec::new();
    }
    cases_at(page, &marks)
}

/// Whether one of the next lines, before another number mark, is a sentence.
fn prose_follows(text: &Text, below: &[Span]) -> bool {
    below.iter().take(6).take_while(|line| !NUMBER_MARK.is_match(&text[**line])).any(|line| is_prose(&text[*line]))
}

/// Cases under headings of one kind: each has 做法, 成效 or the like under it, or, where the document calls itself a
/// compilation, most name a place. A work report or a bulletin is never taken apart.
pub(super) fn under_headings(page: &Page<'_>) -> Vec<Case> {
    let first = page.lines.iter().take(3).map(|line| &page.text[*line]).collect::<String>();
    let words = &page.lexicon.fields;
    if words.is_whole(&first) {
        return Vec::new();
    }
    if page.is_compilation() {
        let marks = by_bare_numbers(page);
        if marks.len() >= PLACE_HEADINGS && !prose_stands_before(page, &marks) {
            return cases_at(page, &marks);
        }
        let marks = by_contents(page);
        if marks.len() >= 2 {
            return cases_at(page, &marks);
        }
    }
    let kinds = [
        by_format(page),
        by_places(page),
        by_rank(page, Rank::Ideographic),
        by_rank(page, Rank::Bracketed),
        by_rank(page, Rank::Arabic),
    ];
    let fits = |marks: &Vec<Mark>| {
        marks.len() >= 2
            && marks.iter().all(|mark| !heads_part(page, heading(page, mark)))
            && (each_has_parts(page, marks)
                || page.is_compilation() && (most_name_places(page, marks) || each_is_set_out(page, marks)))
    };
    kinds.iter().find(|marks| fits(marks)).map_or_else(Vec::new, |marks| cases_at(page, marks))
}

/// Whether a heading is that of a part (三、工作成效), and not of a case on what it did (西安：打通成果转化堵点).
fn heads_part(page: &Page<'_>, heading: &str) -> bool {
    page.lexicon.cases.role_of(heading).is_some() && seat(page, heading).is_none()
}

/// The lines that the format marks as headings of the outermost level of which there are several.
fn by_format(page: &Page<'_>) -> Vec<Mark> {
    let level = |level: u8| page.headings.iter().filter(move |heading| heading.level == level);
    let Some(level) = (1..=4).find(|&number| level(number).count() >= 2) else { return Vec::new() };
    let mut marks = Vec::new();
    for heading in page.headings.iter().filter(|heading| heading.level == level) {
        if let Ok(line) = page.lines.binary_search_by_key(&heading.span.start, |line| line.start) {
            let number = numbering(&page.text[page.lines[line]]);
            let (ordinal, length) = number.map_or((None, 0), |number| (number.ordinal, number.length));
            marks.push(Mark { line, number: ordinal, length });
        }
    }
    with_text_below(page, marks)
}

/// Numbers alone on their lines that count on, each over a heading and a text: the rows of a table whose cells stand
/// under each other.
fn by_bare_numbers(page: &Page<'_>) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (line, span) in page.lines.iter().enumerate() {
        let words = &page.text[*span];
        let number = if words.len() <= 3 { words.parse::<u32>().ok() } else { None };
        let Some(number) = number.filter(|number| *number > 0) else { continue };
        let titled = page.lines.get(line + 1).is_some_and(|title| !is_prose(&page.text[*title]));
        if titled && marks.last().is_none_or(|last| last.number == Some(number - 1)) {
            marks.push(Mark { line, number: Some(number), length: words.len() });
        }
    }
    with_text_below(page, marks)
}

/// Whether a document says so much before its list that the list is an annex to it (a notice of what is to be spread).
fn prose_stands_before(page: &Page<'_>, marks: &[Mark]) -> bool {
    const MOST: usize = 3;
    page.lines[..marks[0].line].iter().filter(|line| is_prose(&page.text[**line])).count() > MOST
}

/// Lines that stand in a list at the beginning and again, alone, over a text: the titles of a contents page.
fn by_contents(page: &Page<'_>) -> Vec<Mark> {
    let bare = |line: &Span| {
        let words = &page.text[*line];
        squash(&words[numbering(words).map_or(0, |number| number.length)..])
    };
    let short = |line: &&Span| page.text[**line].chars().count() <= HEADING && !is_prose(&page.text[**line]);
    let first_prose = page.lines.iter().position(|line| is_prose(&page.text[*line])).unwrap_or(0);
    let listed: BTreeMap<String, usize> = page.lines[..first_prose]
        .iter()
        .enumerate()
        .rev()
        .filter(|(_, line)| short(line))
        .map(|(at, line)| (bare(line), at))
        .collect();
    let mut marks = Vec::new();
    for (line, span) in page.lines.iter().enumerate() {
        let again = short(&span) && listed.get(&bare(span)).is_some_and(|first| *first < line);
        if again {
            marks.push(Mark { line, number: None, length: 0 });
        }
    }
    with_text_below(page, marks)
}

/// Short lines with numbers of one kind that count from 1 without a gap.
fn by_rank(page: &Page<'_>, rank: Rank) -> Vec<Mark> {
    let mut marks: Vec<Mark> = Vec::new();
    for (line, span) in page.lines.iter().enumerate() {
        let words = &page.text[*span];
        if words.chars().count() > HEADING || words.ends_with(['。', '；']) {
            continue;
        }
        let Some(number) = numbering(words).filter(|number| number.rank == rank) else { continue };
        if number.ordinal == Some(marks.len() as u32 + 1) {
            marks.push(Mark { line, number: number.ordinal, length: number.length });
        }
    }
    with_text_below(page, marks)
}

/// Nothing where one of them has no sentence under it: a list, not headings.
fn with_text_below(page: &Page<'_>, marks: Vec<Mark>) -> Vec<Mark> {
    let below = |index: usize| below(page, &marks, index).iter().any(|line| is_prose(&page.text[*line]));
    if (0..marks.len()).all(below) { marks } else { Vec::new() }
}

/// The lines from under a heading to the next.
fn below<'a>(page: &Page<'a>, marks: &[Mark], index: usize) -> &'a [Span] {
    let end = marks.get(index + 1).map_or(page.lines.len(), |next| next.line);
    &page.lines[marks[index].line + 1..end]
}

fn heading<'a>(page: &Page<'a>, mark: &Mark) -> &'a str {
    let line = page.lines[mark.line];
    &page.text[Span::new(line.start + mark.length, line.end)]
}

/// Whether all headings have lines such as 主要做法, （二）工作成效 or 成效： under them.
fn each_has_parts(page: &Page<'_>, marks: &[Mark]) -> bool {
    let is_part = |line: &Span| {
        let words = &page.text[*line];
        let words = &words[numbering(words).map_or(0, |number| number.length)..];
        let head = words.split(['：', ':', '。']).next().unwrap_or_default().trim_matches(['【', '】', ' ']);
        head.chars().count() <= PART_HEADING && page.lexicon.cases.role_of(head).is_some()
    };
    (0..marks.len()).all(|index| below(page, marks, index).iter().filter(|line| is_part(line)).count() >= 2)
}

/// Whether two in three of enough headings begin with the name of a division or country, and not all with one.
fn most_name_places(page: &Page<'_>, marks: &[Mark]) -> bool {
    let places: Vec<&str> = marks.iter().filter_map(|mark| place_in(page, heading(page, mark))).collect();
    marks.len() >= PLACE_HEADINGS
        && places.len() * 3 >= marks.len() * 2
        && places.iter().any(|place| *place != places[0])
}

/// Whether all headings are those of cases by their form: `西安：“三项改革”…` with places of their own, or `某县倾倒废渣案`.
fn each_is_set_out(page: &Page<'_>, marks: &[Mark]) -> bool {
    let seats: Vec<Option<&str>> = marks.iter().map(|mark| seat(page, heading(page, mark))).collect();
    let of_places = seats.iter().all(Option::is_some) && seats.iter().any(|seat| *seat != seats[0]);
    let matters = marks.iter().all(|mark| heading(page, mark).trim_end().ends_with('案'));
    of_places || matters
}

/// Short lines that begin with a place and a colon: 江苏省泰州市姜堰区：“智慧厕所”管理系统.
fn by_places(page: &Page<'_>) -> Vec<Mark> {
    if !page.is_compilation() {
        return Vec::new();
    }
    let short = |words: &str| words.chars().count() <= HEADING && !words.ends_with(['。', '；']);
    let lines = page.lines.iter().enumerate();
    let begins = lines.filter(|(_, line)| short(&page.text[**line]) && seat(page, &page.text[**line]).is_some());
    with_text_below(page, begins.map(|(line, _)| Mark { line, number: None, length: 0 }).collect())
}

/// What stands before the colon of a heading, where it is the name of a place.
fn seat<'a>(page: &Page<'_>, heading: &'a str) -> Option<&'a str> {
    let (before, after) = heading.split_once(['：', ':'])?;
    let mut names = page.lexicon.places.names_in(before);
    let (range, meaning) = names.next()?;
    let last = names.last().map_or(range.end, |(range, _)| range.end);
    let begins = matches!(meaning, Meaning::Full | Meaning::Short) && range.start == 0;
    let whole = last == before.len() || before.ends_with(['市', '县', '区', '省', '州', '旗', '镇']);
    (begins && whole && !after.trim().is_empty() && before.chars().count() <= 20).then_some(before)
}

fn place_in<'a>(page: &Page<'_>, heading: &'a str) -> Option<&'a str> {
    let mut names = page.lexicon.places.names_in(heading);
    let division = |meaning: &Meaning| matches!(meaning, Meaning::Full | Meaning::Short);
    let (range, _) = names.find(|(range, meaning)| range.start <= PLACE_WITHIN && division(meaning))?;
    Some(&heading[range])
}

/// The case that begins at each mark and goes to the next.
fn cases_at(page: &Page<'_>, marks: &[Mark]) -> Vec<Case> {
    let Page { text, lines, .. } = page;
    if marks.len() < 2 {
        return Vec::new();
    }
    let mut cases = Vec::with_capacity(marks.len());
    for (position, mark) in marks.iter().enumerate() {
        let next = marks.get(position + 1).map_or(lines.len(), |next| next.line);
        let span = Span::new(lines[mark.line].start, lines[next - 1].end);
        let heading = text.trim(Span::new(lines[mark.line].start + mark.length, lines[mark.line].end));
        let (title, below) = if heading.is_empty() {
            let titles = lines[mark.line + 1..next].iter().take(TITLE_LINES).take_while(|line| page.is_title(**line));
            let count = titles.count().max(1);
            let title = lines[mark.line + 1..next].iter().take(count).copied().reduce(Span::cover);
            (title, mark.line + 1 + count)
        } else {
            (Some(heading), mark.line + 1)
        };
        let mut case = Case {
            position: position as u32 + 1,
            printed_number: mark.number,
            span,
            title,
            indicator: None,
            highlight: None,
            area: None,
            reporters: None,
            body: Span::new(span.end, span.end),
            sections: Vec::new(),
            sentences: Vec::new(),
        };
        let below = below + take_fields(page, &mut case, lines.get(below..next).unwrap_or_default());
        if let Some(first) = lines.get(below).filter(|_| below < next) {
            case.body = Span::new(first.start, span.end);
        }
        cases.push(case);
    }
    cases
}

/// Labelled lines between heading and body (报送单位：…); returns how many lines they take.
pub(super) fn take_fields(page: &Page<'_>, case: &mut Case, below: &[Span]) -> usize {
    let mut taken = 0;
    for (index, line) in below.iter().take(FIELD_LINES).enumerate() {
        let Some((field, length)) = page.lexicon.fields.value_of(&page.text[*line]) else { break };
        let value = Span::new(line.start + length, line.end);
        let slot = match field {
            Field::Indicator => &mut case.indicator,
            Field::Highlight => &mut case.highlight,
            Field::Area => &mut case.area,
            Field::Reporters => &mut case.reporters,
            Field::Title => &mut case.title,
            Field::Body | Field::Part | Field::Other => break,
        };
        if value.is_empty() {
            break;
        }
        *slot = Some(value);
        taken = index + 1;
    }
    taken
}
