//! Tables in which each row is a case: 序号 | 案例名称 | 报送单位 | 主要做法.

use super::Page;
use crate::document::Case;
use crate::document::table::{Cell, Role, Row, Table, TableKind};
use crate::lexicon::fields::Field;
use crate::span::Span;

/// The cases of all such tables of a document, in its order.
pub(super) fn cases(page: &Page<'_>) -> Vec<Case> {
    let mut cases = Vec::new();
    for table in page.tables.iter().filter(|table| table.kind == TableKind::Records) {
        let fields = fields(page, table);
        let has = |wanted: &[Field]| fields.iter().any(|(_, field)| wanted.contains(field));
        if !has(&[Field::Title]) || !has(&[Field::Body, Field::Part]) || table.rows.len() < 3 {
            continue;
        }
        if is_part_of_story(page, table) {
            continue;
        }
        for row in table.rows.iter().filter(|row| !row.is_header()) {
            cases.extend(case(page, row, &fields, cases.len() as u32 + 1));
        }
    }
    let of_one = cases.len() <= MOST_PARTS && is_told_around(page);
    if of_one { Vec::new() } else { cases }
}

/// Most rows of a table that parts one case.
const MOST_PARTS: usize = 8;

/// Whether running text stands before the table and goes on behind it: what happened is one case, and the table parts it.
fn is_told_around(page: &Page<'_>) -> bool {
    /// Fewest characters of a paragraph that tells something.
    const TELLS: usize = 80;
    let mut tables = page.tables.iter().filter(|table| table.kind == TableKind::Records).map(|table| table.span);
    let Some(first) = tables.next() else { return false };
    let end = tables.next_back().unwrap_or(first).end;
    let tells = |line: &&Span| page.text[**line].ends_with('。') && page.text[**line].chars().count() >= TELLS;
    let before = page.lines.iter().take_while(|line| line.end <= first.start).any(|line| tells(&line));
    before && page.lines.iter().rev().take_while(|line| line.start >= end).any(|line| tells(&line))
}

/// Whether the running text above a table tells of numbers, so that its rows are parts of the one case that this begins to tell.
fn is_part_of_story(page: &Page<'_>, table: &Table) -> bool {
    /// Fewest characters of such a paragraph, and fewest figures in it.
    const LEAST: (usize, usize) = (80, 4);
    let Some(start) = table.rows.first().and_then(|row| row.cells.first()).map(|cell| cell.span.start) else {
        return false;
    };
    let mut above = page.lines.iter().take_while(|line| line.end <= start).map(|line| &page.text[*line]);
    let tells = |words: &&str| {
        let figures = words.split(|c: char| !c.is_ascii_digit() && c != '.').filter(|figure| !figure.is_empty());
        words.chars().count() >= LEAST.0 && words.contains('，') && figures.count() >= LEAST.1
    };
    let mut headings = above.by_ref().take_while(|words| !tells(words)).peekable();
    // 某省典型案例汇总表 over a preface: the rows are the cases that it tells of.
    let begins = headings.peek().is_some() && !headings.any(|line| page.lexicon.fields.is_compilation(line));
    begins && page.lines.iter().take_while(|line| line.end <= start).any(|line| tells(&&page.text[*line]))
}

/// The columns that the header labels. In a compilation the first column of texts that no label names is the title
/// (改革举措 | 主要内容).
fn fields(page: &Page<'_>, table: &Table) -> Vec<(usize, Field)> {
    let headers = || table.rows.iter().take_while(|row| row.is_header()).flat_map(|row| &row.cells);
    let label = |cell: &Cell| Some((cell.column, page.lexicon.fields.label_of(&page.text[cell.span])?.0));
    let mut fields: Vec<_> = headers().filter_map(label).collect();
    let has = |wanted| fields.iter().any(|(_, field)| *field == wanted);
    if !has(Field::Title) && has(Field::Body) && page.is_compilation() {
        let ordinals = |column| {
            table.rows.iter().flat_map(|row| &row.cells).any(|cell| cell.column == column && cell.role == Role::Ordinal)
        };
        let free = |cell: &&Cell| {
            let field = fields.iter().find(|(column, _)| *column == cell.column).map(|(_, field)| *field);
            matches!(field, None | Some(Field::Part)) && !ordinals(cell.column)
        };
        if let Some(column) = headers().find(free).map(|cell| cell.column) {
            fields.retain(|(labelled, _)| *labelled != column);
            fields.push((column, Field::Title));
        }
    }
    fields
}

fn case(page: &Page<'_>, row: &Row, fields: &[(usize, Field)], position: u32) -> Option<Case> {
    let cells = |wanted: Field| {
        let columns = fields.iter().filter(move |(_, field)| *field == wanted).map(|(column, _)| *column);
        columns.filter_map(|column| row.cells.iter().find(|cell| cell.column == column && !cell.span.is_empty()))
    };
    let value = |field| cells(field).next().map(|cell| page.text.trim(cell.span));
    let title = value(Field::Title)?;
    let body = cells(Field::Body).chain(cells(Field::Part)).map(|cell| cell.span).reduce(Span::cover)?;
    let span = row.cells.iter().map(|cell| cell.span).filter(|span| !span.is_empty()).reduce(Span::cover)?;
    Some(Case {
        position,
        printed_number: None,
        span,
        title: Some(title),
        indicator: value(Field::Indicator),
        highlight: value(Field::Highlight),
        area: value(Field::Area),
        reporters: value(Field::Reporters),
        body,
        sections: Vec::new(),
        sentences: Vec::new(),
    })
}
