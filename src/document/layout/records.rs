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
        if parts_a_story(page, table) {
            continue;
        }
        for row in table.rows.iter().filter(|row| !row.is_header()) {
            cases.extend(case(page, row, &fields, cases.len() as u32 + 1));
        }
    }
    cases
}

/// Whether a table parts the one case that running text begins to tell above it, with figures of its own or going on below: 某县：某事,
/// and what the county did in a few rows. Under 某省第三批优秀案例发布 the rows are the cases.
fn parts_a_story(page: &Page<'_>, table: &Table) -> bool {
    /// Most rows of such a table, its header among them.
    const MOST_ROWS: usize = 9;
    /// Fewest characters of a paragraph that tells something, and fewest figures of one that tells of numbers.
    const LEAST: (usize, usize) = (80, 4);
    let tells = |line: &&Span| {
        let words = &page.text[**line];
        words.contains('，') && words.chars().nth(LEAST.0 - 1).is_some()
    };
    let tells_of_numbers = |line: &&Span| {
        let figures = page.text[**line].split(|c: char| !c.is_ascii_digit() && c != '.');
        figures.filter(|figure| !figure.is_empty()).count() >= LEAST.1
    };
    let above: Vec<&Span> = page.lines.iter().take_while(|line| line.end <= table.span.start).collect();
    let told: Vec<&Span> = above.iter().copied().filter(tells).collect();
    let headings = above.iter().take_while(|line| !tells(line));
    let says_cases = |line: &&Span| page.lexicon.fields.is_compilation(&page.text[**line]);
    let titled = headings.clone().next().is_some() && !headings.copied().any(|line| says_cases(&line));
    let end = page.tables.iter().map(|table| table.span.end).max().unwrap_or_default();
    let goes_on = || {
        let mut below = page.lines.iter().rev().take_while(|line| line.start >= end);
        below.any(|line| tells(&line) && page.text[*line].ends_with('。'))
    };
    table.rows.len() <= MOST_ROWS && titled && !told.is_empty() && (told.iter().any(tells_of_numbers) || goes_on())
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
