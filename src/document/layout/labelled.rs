//! Cases whose parts are labelled: 案例名称 …, 报送单位 …, 主要内容 ….

use super::{NUMBER_MARK, Page, is_prose, squash};
use crate::document::section::{LABEL, in_brackets, numbering};
use crate::document::table::TableKind;
use crate::document::{Case, Text, ordinal};
use crate::lexicon::fields::Field;
use crate::span::Span;

/// Most characters of a label before a colon.
const LONGEST_LABEL: usize = 8;

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

fn labelled_values(page: &Page<'_>) -> Vec<LabelledValue> {
    let Page { text, lines, tables, lexicon, .. } = page;
    let mut found: Vec<LabelledValue> = Vec::new();
    // The last field that is no part of a body.
    let mut last = None;
    // The header of a list of things labels columns, not the parts of a case.
    let mut lists = tables.iter().filter(|table| table.kind != TableKind::Labels).map(|table| table.span).peekable();
    let cells = cells(text, lines);
    for (at, &cell) in cells.iter().enumerate() {
        let content = &text[cell.span];
        while lists.next_if(|list| list.end <= cell.span.start).is_some() {}
        let in_list = lists.peek().is_some_and(|list| list.contains(cell.span));
        // What is labelled in a body with a label of its own is the body's.
        let in_body = last == Some(Field::Body);
        if let Some((field, length)) =
            lexicon.fields.value_of(content).filter(|(field, _)| !(in_list || in_body && *field == Field::Part))
        {
            let value = Span::new(cell.span.start + length, cell.span.end);
            last = if field == Field::Part { last } else { Some(field) };
            found.push(LabelledValue { field, label: cell, value: (!value.is_empty()).then_some(value) });
        } else if last == Some(Field::Reporters) && is_labelled(content)
            || last.is_some_and(|last| last != Field::Body)
                && !in_list
                && (is_bracketed(content) || is_label_of_row(text, &cells, at))
        {
            // No body is called 适用指标：…: a label that nobody knows begins what is told of the case.
            found.push(LabelledValue { field: Field::Other, label: cell, value: Some(cell.span) });
        } else if let Some(last) = found.last_mut() {
            last.value = Some(last.value.map_or(cell.span, |value| value.cover(cell.span)));
        }
    }
    found
}

/// 起止时间 \t 2018年6月至今: whether a cell is the label of a row of two.
fn is_label_of_row(text: &Text, cells: &[Cell], at: usize) -> bool {
    let in_line =
        |other: Option<usize>| other.and_then(|at| cells.get(at)).is_some_and(|cell| cell.line == cells[at].line);
    let label = &text[cells[at].span];
    (2..=LONGEST_LABEL).contains(&label.chars().count())
        && label.chars().all(|c| c.is_alphabetic() && !c.is_ascii())
        && !in_line(at.checked_sub(1))
        && in_line(Some(at + 1))
        && !in_line(Some(at + 2))
}

/// Whether a line begins with a few characters and a colon: 适用范围：….
fn is_labelled(line: &str) -> bool {
    let Some((label, _)) = line.split_once(['：', ':']) else { return false };
    (2..=LONGEST_LABEL).contains(&label.chars().count()) && label.chars().all(char::is_alphabetic)
}

/// Whether a line begins with a label in brackets that numbers no case: 【项目类型】….
fn is_bracketed(line: &str) -> bool {
    in_brackets(line).map(str::trim).is_some_and(|label| {
        let numbered = label.starts_with("案例") && label.chars().count() < 6;
        LABEL.contains(&label.chars().count()) && !numbered
    })
}

/// Whether a field that a record has already begins the next one: a second title or body, or what the record began with
/// (but for several fields that name bodies or areas before the title).
fn begins_anew(record: &[LabelledValue], field: Field) -> bool {
    let has = |field| record.iter().any(|entry| entry.field == field);
    let told = || has(Field::Title) || has(Field::Body) || has(Field::Part);
    match field {
        Field::Title | Field::Body => has(field),
        _ => record.first().is_some_and(|first| first.field == field) && told(),
    }
}

/// Whether a field is a part of what is told, and not said of it.
const fn is_told(field: Field) -> bool {
    matches!(field, Field::Part | Field::Other)
}

/// Where what is told begins: the first part behind the fields that the record begins with.
fn first_part(record: &[LabelledValue]) -> Option<usize> {
    let known = record.iter().position(|entry| entry.field == Field::Part).unwrap_or(record.len());
    let head = record[..known].iter().rposition(|entry| !is_told(entry.field)).map_or(0, |last| last + 1);
    record[head..].iter().find(|entry| is_told(entry.field)).map(|part| part.label.span.start)
}

/// 实施单位 and 指导单位: the bodies of all fields for them that follow each other.
fn reporters(record: &[LabelledValue]) -> Option<Span> {
    let fields = record.iter().skip_while(|entry| entry.field != Field::Reporters);
    let fields = fields.take_while(|entry| entry.field == Field::Reporters);
    fields.filter_map(|entry| entry.value).reduce(Span::cover)
}

/// Cases whose parts are labelled: at least two of them have a title or a body, or one has both.
pub(super) fn cases(page: &Page<'_>) -> Vec<Case> {
    let Page { text, lines, .. } = page;
    let mut records: Vec<Vec<LabelledValue>> = Vec::new();
    for entry in labelled_values(page) {
        let part = is_told(entry.field);
        match records.last_mut() {
            Some(record) if part || !begins_anew(record, entry.field) => record.push(entry),
            // A part of a body belongs to a case that has begun.
            _ if part => {}
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
        let value = match field {
            Field::Reporters => reporters(record),
            _ => record.iter().find(|entry| entry.field == field)?.value,
        }?;
        Some(text.trim(Span::new(value.start, value.end.min(span.end.max(value.start)))))
    };
    let parts = || first_part(record);
    let trailing = || prose_after_fields(text, record, span);
    let start = value(Field::Body).is_none().then(|| parts().or_else(trailing)).flatten();
    let below = start.map(|start| text.trim(Span::new(start.min(span.end), span.end)));
    let body = value(Field::Body).or(below).unwrap_or_else(|| Span::new(span.end, span.end));
    // A field ends where the body begins.
    let value = |field| {
        let value: Span = value(field)?;
        let end = start.map_or(value.end, |start| value.end.min(start.max(value.start)));
        Some(text.trim(Span::new(value.start, end)))
    };
    Case {
        position,
        printed_number: number,
        span: text.trim(span),
        title: value(Field::Title),
        indicator: value(Field::Indicator),
        highlight: value(Field::Highlight),
        area: value(Field::Area),
        reporters: value(Field::Reporters),
        body,
        sections: Vec::new(),
        sentences: Vec::new(),
    }
}

/// Where the prose under the last field of a record begins, when no label names it: the first line after the one that
/// the field begins on which is a sentence or numbers a part.
fn prose_after_fields(text: &Text, record: &[LabelledValue], span: Span) -> Option<usize> {
    let value = record.iter().rev().find_map(|entry| entry.value)?;
    if value.start >= span.end {
        return None;
    }
    let value = Span::new(value.start, value.end.min(span.end));
    let mut start = value.start;
    let begins = |line: &str| is_prose(line) || numbering(line).is_some();
    for (index, line) in text[value].split_inclusive('\n').enumerate() {
        if index > 0 && begins(line.trim()) {
            return Some(start);
        }
        start += line.len();
    }
    None
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
