//! Text → title, contents page, cases and their fields.
//!
//! A compilation labels the parts of its cases (指标名称, 案例名称 …); the labels stand in cells of a table or at the
//! beginning of lines. A label that comes again begins the next case. Where there are no labels, lines such as
//! `案例3：…` begin cases; where there are none of these either, the whole document is one case.

use std::sync::LazyLock;

use regex::Regex;

use super::section::sections;
use super::{Case, Content, Document, Text, ordinal, table};
use crate::lexicon::Lexicon;
use crate::lexicon::fields::Field;
use crate::span::Span;

/// `编号1：`, `案例三`, `典型案例（2）`, `【案例4】`: a mark that numbers a case, and what follows it on its line.
static NUMBER_MARK: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"^[【\[]?(?:编号|案例|典型案例|示范案例|实践案例)[（(]?([0-9０-９]{1,3}|[一二三四五六七八九十]{1,3})[）)]?[】\]]?[：:、．. \u{3000}]*")
        .expect("the pattern is fixed")
});

static YEAR: LazyLock<Regex> = LazyLock::new(|| Regex::new(r"(19[4-9]\d|20\d\d)").expect("the pattern is fixed"));

/// Longest line, in characters, that can be a heading.
const HEADING: usize = 60;

/// Finds title, year, contents page, cases, fields and sections of a text.
pub(super) fn lay_out(file_name: String, sha256: String, content: Content, lexicon: &Lexicon) -> Document {
    let Content { text, tables, headings, about, remarks: _ } = content;
    let tables = if tables.is_empty() { table::plain::tables(&text) } else { tables };
    let lines = lines(&text);
    let mut cases = labelled_cases(&text, &lines, lexicon);
    if cases.is_empty() {
        cases = numbered_cases(&text, &lines);
    }
    if cases.is_empty() {
        cases = whole_document(&text, &lines);
    }
    for case in &mut cases {
        case.sections = sections(&text, case.body);
    }
    let (title, contents) = front_matter(&text, &lines, &cases);
    let year = year_of_title(&text, title).or(about.year).or_else(|| year_named_most(&text));
    Document { file_name, sha256, text, title, contents, year, about, tables, headings, cases }
}

/// The lines that hold something, without white space at their ends.
fn lines(text: &Text) -> Vec<Span> {
    let mut start = 0;
    let split = text.as_str().split_inclusive('\n').map(|line| {
        let span = Span::new(start, start + line.len());
        start = span.end;
        text.trim(span)
    });
    split.filter(|line| !line.is_empty()).collect()
}

/// A cell of a table, or a line that is none.
#[derive(Clone, Copy)]
struct Cell {
    line: usize,
    span: Span,
}

fn cells(text: &Text, lines: &[Span]) -> Vec<Cell> {
    let mut cells = Vec::with_capacity(lines.len());
    for (line, &span) in lines.iter().enumerate() {
        let mut start = span.start;
        for part in text[span].split(['\t', '|']) {
            let cell = text.trim(Span::new(start, start + part.len()));
            if !cell.is_empty() {
                cells.push(Cell { line, span: cell });
            }
            start += part.len() + 1;
        }
    }
    cells
}

/// A label, and what stands under it.
struct LabelledValue {
    field: Field,
    label: Cell,
    value: Option<Span>,
}

fn labelled_values(text: &Text, lines: &[Span], lexicon: &Lexicon) -> Vec<LabelledValue> {
    let mut found: Vec<LabelledValue> = Vec::new();
    for cell in cells(text, lines) {
        let content = &text[cell.span];
        if let Some((field, length)) = lexicon.fields.label_of(content) {
            let after = Span::new(cell.span.start + length, cell.span.end);
            let skipped = text[after].trim_start_matches(|c: char| c.is_whitespace() || c == '：' || c == ':');
            let value = Span::new(after.end - skipped.len(), after.end);
            found.push(LabelledValue { field, label: cell, value: (!value.is_empty()).then_some(value) });
        } else if let Some(last) = found.last_mut() {
            last.value = Some(last.value.map_or(cell.span, |value| value.cover(cell.span)));
        }
    }
    found
}

/// Cases whose parts are labelled: at least two of them have a title or a body, or one has both.
fn labelled_cases(text: &Text, lines: &[Span], lexicon: &Lexicon) -> Vec<Case> {
    let mut records: Vec<Vec<LabelledValue>> = Vec::new();
    for entry in labelled_values(text, lines, lexicon) {
        match records.last_mut() {
            Some(record) if record.iter().all(|other| other.field != entry.field) => record.push(entry),
            _ => records.push(vec![entry]),
        }
    }
    let has = |record: &[LabelledValue], field| record.iter().any(|entry| entry.field == field);
    records.retain(|record| record.len() >= 2 && (has(record, Field::Title) || has(record, Field::Body)));

    let starts: Vec<(usize, Option<u32>)> = records.iter().map(|record| heading_start(text, lines, record)).collect();
    let end_of_text = lines.last().map_or(0, |line| line.end);
    let mut cases = Vec::with_capacity(records.len());
    for (index, record) in records.iter().enumerate() {
        let (start, printed_number) = starts[index];
        let end = starts.get(index + 1).map_or(end_of_text, |next| next.0);
        cases.push(labelled_case(text, record, index as u32 + 1, printed_number, Span::new(start, end)));
    }
    cases
}

fn labelled_case(text: &Text, record: &[LabelledValue], position: u32, number: Option<u32>, span: Span) -> Case {
    let value = |field| {
        let entry = record.iter().find(|entry| entry.field == field)?;
        let value = entry.value?;
        Some(text.trim(Span::new(value.start, value.end.min(span.end.max(value.start)))))
    };
    let body = value(Field::Body).unwrap_or_else(|| Span::new(span.end, span.end));
    Case {
        position,
        printed_number: number,
        span: text.trim(span),
        title: value(Field::Title),
        indicator: value(Field::Indicator),
        highlight: value(Field::Highlight),
        reporters: value(Field::Reporters),
        body,
        sections: Vec::new(),
    }
}

/// Where the heading above a record's first label begins, and the number printed there: the number mark and the lines
/// that repeat the title belong to the record, whatever stands above them to the one before.
fn heading_start(text: &Text, lines: &[Span], record: &[LabelledValue]) -> (usize, Option<u32>) {
    let first = record[0].label;
    let mut top = first.line;
    let mut printed = None;
    let title = record.iter().find(|entry| entry.field == Field::Title).and_then(|entry| entry.value);
    let wanted = title.map(|title| squash(&text[title])).unwrap_or_default();
    let mut heading = String::new();
    for above in (first.line.saturating_sub(4)..first.line).rev() {
        let line = &text[lines[above]];
        let mark = NUMBER_MARK.captures(line).filter(|mark| mark.get_match().len() == line.len());
        if let Some(mark) = mark {
            (top, printed) = (above, ordinal(&mark[1]));
            break;
        }
        heading.insert_str(0, &squash(line));
        if heading == wanted {
            top = above;
        }
    }
    let start = if top == first.line { first.span.start } else { lines[top].start };
    (start, printed)
}

/// Cases that begin with a line such as `案例3：…`, outside the contents page: every mark is followed by prose.
fn numbered_cases(text: &Text, lines: &[Span]) -> Vec<Case> {
    let marks: Vec<(usize, u32, usize)> = lines
        .iter()
        .enumerate()
        .filter_map(|(index, &line)| {
            let mark = NUMBER_MARK.captures(&text[line])?;
            (text[line].chars().count() <= HEADING).then_some(())?;
            Some((index, ordinal(&mark[1])?, mark.get_match().len()))
        })
        .filter(|(index, _, _)| lines.get(index + 1..).is_some_and(|below| prose_follows(text, below)))
        .collect();
    if marks.len() < 2 {
        return Vec::new();
    }
    let mut cases = Vec::with_capacity(marks.len());
    for (position, &(line, printed, mark)) in marks.iter().enumerate() {
        let next = marks.get(position + 1).map_or(lines.len(), |next| next.0);
        let span = Span::new(lines[line].start, lines[next - 1].end);
        let heading = text.trim(Span::new(lines[line].start + mark, lines[line].end));
        let (title, below) =
            if heading.is_empty() { (lines.get(line + 1).copied(), line + 2) } else { (Some(heading), line + 1) };
        let body = lines
            .get(below)
            .filter(|_| below < next)
            .map_or(Span::new(span.end, span.end), |first| Span::new(first.start, span.end));
        cases.push(Case {
            position: position as u32 + 1,
            printed_number: Some(printed),
            span,
            title,
            indicator: None,
            highlight: None,
            reporters: None,
            body,
            sections: Vec::new(),
        });
    }
    cases
}

/// Whether one of the next lines, before another number mark, is a sentence.
fn prose_follows(text: &Text, below: &[Span]) -> bool {
    below.iter().take(6).take_while(|line| !NUMBER_MARK.is_match(&text[**line])).any(|line| is_prose(&text[*line]))
}

fn is_prose(line: &str) -> bool {
    line.contains(['。', '；']) || line.chars().count() > HEADING
}

/// A report without cases: the heading lines are its title, all the rest its body.
fn whole_document(text: &Text, lines: &[Span]) -> Vec<Case> {
    if !lines.iter().any(|line| is_prose(&text[*line])) {
        return Vec::new();
    }
    let headings = lines.iter().take(3).take_while(|line| is_heading(&text[**line])).count();
    let first = lines.get(headings).map_or(0, |line| line.start);
    let end = lines.last().map_or(0, |line| line.end);
    let title = headings.checked_sub(1).map(|last| lines[0].cover(lines[last]));
    vec![Case {
        position: 1,
        printed_number: None,
        span: Span::new(lines[0].start, end),
        title,
        indicator: None,
        highlight: None,
        reporters: None,
        body: Span::new(first, end),
        sections: Vec::new(),
    }]
}

/// A line that ends without a stop and numbers nothing.
fn is_heading(line: &str) -> bool {
    line.chars().count() <= HEADING
        && !line.ends_with(['。', '；', '，', '：', ':'])
        && !line.starts_with(['（', '('])
        && (!line.contains('〔') || !line.ends_with('号'))
        && super::section::numbering(line).is_none()
}

/// What stands before the first case: the lines that list the cases are the contents page, the last lines that do not
/// are the title of the document.
fn front_matter(text: &Text, lines: &[Span], cases: &[Case]) -> (Option<Span>, Vec<Span>) {
    let Some(first) = cases.first() else { return (lines.first().copied(), Vec::new()) };
    let titles: Vec<String> = cases.iter().filter_map(|case| case.title).map(|title| squash(&text[title])).collect();
    let (mut title, mut contents): (Option<Span>, Vec<Span>) = (None, Vec::new());
    for &line in lines.iter().take_while(|line| line.end <= first.span.start) {
        let content = squash(&text[line]);
        if titles.contains(&content) {
            contents.push(line);
        } else if content.chars().any(|c| !c.is_numeric()) && is_heading(&text[line]) {
            title =
                Some(title.map_or(line, |above| if adjoining(text, above, line) { above.cover(line) } else { line }));
        }
    }
    let single = || (cases.len() == 1 && first.printed_number.is_none()).then_some(first.title).flatten();
    (title.or_else(single), contents)
}

/// Whether two lines stand under each other without an empty line between.
fn adjoining(text: &Text, above: Span, below: Span) -> bool {
    text[Span::new(above.end, below.start)].matches('\n').count() == 1
}

/// The last year that the title names, rather one without a month (2022年统计公报) than the date it was given out on.
fn year_of_title(text: &Text, title: Option<Span>) -> Option<u16> {
    let title = &text[title?];
    let any = || YEAR.find_iter(title).filter_map(|year| year.as_str().parse().ok()).last();
    year_without_month(title).or_else(any)
}

/// The year that the text names most, the later of two: one that it names twice, or the only one. A year that things are
/// compared with (比2017年) or that they began in (自2017年) is not the one it tells of.
fn year_named_most(text: &Text) -> Option<u16> {
    let text = text.as_str();
    let mut counts = std::collections::BTreeMap::<u16, usize>::new();
    let told = YEAR.find_iter(text).filter(|year| !text[..year.start()].ends_with(['比', '较', '自', '从']));
    for year in told.filter_map(|year| year.as_str().parse().ok()) {
        *counts.entry(year).or_default() += 1;
    }
    let only = counts.len() == 1;
    let most = counts.into_iter().max_by_key(|&(year, count)| (count, year));
    most.filter(|(_, count)| only || *count > 1).map(|(year, _)| year)
}

/// The last year of a heading that no month follows.
fn year_without_month(heading: &str) -> Option<u16> {
    let dated = |end: usize| {
        let after = heading[end..].trim_start_matches(['年', '-', '/', '.']);
        let rest = after.trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < after.len() && rest.starts_with(['月', '-', '/', '.'])
    };
    let years = YEAR.find_iter(heading).filter(|year| !dated(year.end()));
    years.last().and_then(|year| year.as_str().parse().ok())
}

/// The words of a heading, for comparing: without white space and punctuation.
fn squash(heading: &str) -> String {
    heading.chars().filter(|c| c.is_alphanumeric()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Document {
        Document::new("test.txt", Text::new(text), Lexicon::builtin())
    }

    fn part(document: &Document, span: Option<Span>) -> &str {
        span.map_or("", |span| &document.text[span])
    }

    #[test]
    fn fields_in_cells_under_each_other() {
        let document = read(
            "2022年某省优秀案例\n\n\t甲市推行一件事\n\n编号1：\n\n甲市推行\n一件事\n\n\t指标名称\n\t纳税\n\n\t案例名称\n\t甲市推行一件事\n\t报送单位\n\t甲市税务局\n\t主要内容\n\t一、背景\n全文。\n编号2：\n\n\t指标名称\n\t获得电力\n\t案例名称\n\t乙县办电\n\t主要内容\n\t正文。\n",
        );
        assert_eq!(document.cases.len(), 2);
        assert_eq!(part(&document, document.title), "2022年某省优秀案例");
        assert_eq!((document.year, document.contents.len()), (Some(2022), 1));
        let (first, second) = (&document.cases[0], &document.cases[1]);
        assert_eq!((first.printed_number, second.printed_number), (Some(1), Some(2)));
        assert_eq!(part(&document, first.reporters), "甲市税务局");
        assert_eq!(&document.text[first.body], "一、背景\n全文。");
        assert_eq!(part(&document, second.indicator), "获得电力");
        assert_eq!(&document.text[second.body], "正文。");
    }

    #[test]
    fn fields_at_the_beginning_of_lines_and_side_by_side() {
        let document = read(
            "案例名称：甲市办税\n报送单位：甲市税务局\n主要内容：甲市推行办税。\n| 案例名称 | 乙市用水 | 报送单位 | 乙市水务局 |\n| 主要内容 | 乙市用水。 |\n",
        );
        assert_eq!(document.cases.len(), 2);
        assert_eq!(part(&document, document.cases[0].title), "甲市办税");
        assert_eq!(&document.text[document.cases[0].body], "甲市推行办税。");
        assert_eq!(part(&document, document.cases[1].reporters), "乙市水务局");
        assert_eq!(&document.text[document.cases[1].body], "乙市用水。");
    }

    #[test]
    fn a_heading_that_repeats_the_title_belongs_to_its_case_without_a_number_too() {
        let document = read(
            "指标名称\n纳税\n案例名称\n甲\n主要内容\n甲文。\n乙县“快办”\n新模式\n指标名称\n纳税\n案例名称\n乙县“快办” 新模式\n主要内容\n乙文。",
        );
        assert_eq!(&document.text[document.cases[0].body], "甲文。");
        assert_eq!(document.cases[1].printed_number, None);
        assert!(document.text[document.cases[1].span].starts_with("乙县“快办”\n新模式"));
    }

    #[test]
    fn numbered_headings_begin_cases_and_their_list_does_not() {
        let document = read(
            "目录\n案例一：甲市办税\n案例二：乙市用水\n案例一：甲市办税\n甲市推行办税。\n案例二：乙市用水\n乙市改进用水。\n",
        );
        let titles: Vec<_> = document.cases.iter().map(|case| part(&document, case.title)).collect();
        assert_eq!(titles, ["甲市办税", "乙市用水"]);
        assert_eq!(&document.text[document.cases[1].body], "乙市改进用水。");
    }

    #[test]
    fn a_report_without_cases_is_one_case() {
        let document =
            read("2024年某市政府工作报告\n——在某市人民代表大会上\n各位代表：\n2023年，全市生产总值增长5%。\n");
        assert_eq!(document.cases.len(), 1);
        assert!(part(&document, document.cases[0].title).starts_with("2024年某市政府工作报告"));
        assert_eq!(document.year, Some(2024));
        assert!(document.text[document.cases[0].body].contains("生产总值"));
    }

    #[test]
    fn a_text_without_a_sentence_has_no_case() {
        assert!(read("只有一个标题").cases.is_empty());
    }
}
