//! Tables in plain text: tabs or bars between cells, drawn lines, columns kept apart by blanks as they print, or a name and
//! its numbers with one blank between.
//!
//! Lines that follow each other and are divided alike are taken together; the judge says whether they are a table.
//! Columns by blanks must agree in where they stand on a page of fixed width, Chinese characters two places wide.

use super::align::arrange;
use super::judge::judge;
use super::{Cell, Draft, Table, TableKind, spaced};
use crate::document::Text;
use crate::lexicon::set::Characters;
use crate::span::Span;

/// What stands between cells: ASCII, full-width and drawn bars.
const BARS: [char; 6] = ['|', '｜', '│', '┃', '║', '∣'];
static ANY_BAR: Characters = Characters::of("|｜│┃║∣");

/// What columns are kept apart by.
static BLANKS: Characters = Characters::of(" \u{3000}\u{a0}");

/// Fewest rows of a table whose columns are kept apart by blanks only.
const PRINTED_ROWS: usize = 3;

/// How a line is divided.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Division {
    Tabs,
    Bars,
    Blanks,
    /// A name and numbers: 网民数量（亿） 8.5 13.2.
    Numbers,
}

/// The tables of a text, in its order.
pub(in crate::document) fn tables(text: &Text) -> Vec<Table> {
    let mut found = Vec::new();
    let mut open: Option<(Division, Vec<Span>)> = None;
    let mut start = 0;
    for line in text.as_str().split('\n') {
        let span = Span::new(start, start + line.len());
        start = span.end + 1;
        match (division(line), &mut open) {
            (Some(division), Some((other, lines))) if division == *other => lines.push(span),
            // A drawn line belongs to the table around it, and a short line may name the rows under it.
            (None, Some((Division::Bars, lines))) if is_rule(line) => lines.push(span),
            (None, Some((Division::Blanks | Division::Tabs | Division::Numbers, lines))) if names_rows(line) => {
                lines.push(span);
            }
            (division, _) => {
                found.extend(open.take().and_then(|(division, lines)| read(text, division, &lines)));
                open = division.map(|division| (division, vec![span]));
            }
        }
    }
    found.extend(open.and_then(|(division, lines)| read(text, division, &lines)));
    let known: Vec<Span> = found.iter().map(|table| table.span).collect();
    let others = spaced::runs(text, &known).into_iter().filter_map(|rows| table(text, rows, Division::Blanks));
    found.extend(others.filter(|table| table.kind == TableKind::Data));
    found.sort_by_key(|table| table.span.start);
    for table in &mut found {
        table.look_above(text);
    }
    found
}

fn division(line: &str) -> Option<Division> {
    let trimmed = line.trim();
    if trimmed.is_empty() || is_rule(trimmed) {
        return None;
    }
    if ANY_BAR.are_in(trimmed) {
        return Some(Division::Bars);
    }
    if line.contains('\t') {
        return Some(Division::Tabs);
    }
    gap(trimmed).map(|_| Division::Blanks).or_else(|| numbers(trimmed).map(|_| Division::Numbers))
}

/// How many numbers follow a name in a line, one blank between any two; a dash stands for one that is not there.
fn numbers(line: &str) -> Option<usize> {
    let mut parts = line.split(' ');
    let named = parts.next()?.contains(|c: char| c.is_alphabetic() && !c.is_ascii());
    let dash = |part: &str| !part.is_empty() && part.chars().all(|c| "-—－–…/".contains(c));
    let digit = |c: char| matches!(c, '0'..='9' | '０'..='９');
    let digits = |part: &str| part.contains(digit) && !part.contains(char::is_alphabetic);
    let (mut all, mut there) = (0, 0);
    for part in parts {
        if !named || !(digits(part) || dash(part)) {
            return None;
        }
        all += 1;
        there += usize::from(digits(part));
    }
    (there > 0).then_some(all)
}

/// The rows of names and numbers, all of one length, with the headers in the lines above them.
fn named_numbers(text: &Text, lines: &[Span]) -> Option<Vec<Vec<Cell>>> {
    /// Fewest numbers of a row.
    const FEWEST: usize = 2;
    let width = lines.iter().find_map(|line| numbers(text[*line].trim()))?;
    let alike = |line: &Span| numbers(text[*line].trim()).is_none_or(|count| count == width);
    let rows = lines.iter().filter(|line| numbers(text[**line].trim()).is_some()).count();
    if width < FEWEST || rows < PRINTED_ROWS || !lines.iter().all(alike) {
        return None;
    }
    let headers = headers_above(text, lines[0], width);
    let below = lines.iter().map(|line| divided(text, *line, &[' ']));
    Some(headers.into_iter().chain(below).collect())
}

/// 项 目: characters kept apart to fill a cell are one word.
fn close_up(text: &Text, cells: Vec<Cell>) -> Vec<Cell> {
    let single = |cell: &Cell| text[cell.span].chars().nth(1).is_none();
    let mut closed: Vec<Cell> = Vec::new();
    let mut apart = false;
    for cell in cells {
        let alone = single(&cell);
        match closed.last_mut().filter(|_| apart && alone) {
            Some(last) => last.span = last.span.cover(cell.span),
            None => closed.push(Cell { column: closed.len(), ..cell }),
        }
        apart = alone;
    }
    closed
}

/// The cells of up to two lines above the first row that name its columns, one by one or several by one word.
fn headers_above(text: &Text, first: Span, width: usize) -> Vec<Vec<Cell>> {
    /// Most lines of headers.
    const MOST: usize = 2;
    let mut found = Vec::new();
    let mut end = first.start;
    while found.len() < MOST {
        let Some(above) = text.as_str()[..end].strip_suffix('\n') else { break };
        let line = Span::new(above.rfind('\n').map_or(0, |at| at + 1), above.len());
        end = line.start;
        // A line that names the rows under it stands between.
        if found.is_empty() && names_rows(&text[line]) && !text[line].trim().contains(' ') {
            continue;
        }
        let mut cells = close_up(text, divided(text, line, &[' ']));
        let plain = !text[line].contains(['。', '；', '，']);
        let per = match cells.len() {
            count if !plain || count < 2 => break,
            count if count == width => {
                for cell in &mut cells {
                    cell.column += 1;
                }
                1
            }
            count if width.is_multiple_of(count - 1) => width / (count - 1),
            _ => break,
        };
        for cell in cells.iter_mut().filter(|cell| per > 1 && cell.column > 0) {
            (cell.column, cell.columns) = ((cell.column - 1) * per + 1, per);
        }
        found.push(cells);
    }
    found.reverse();
    found
}

/// A line that is drawn, not written: `├──┼──┤`, `+----+`, `|:--|--:|`.
fn is_rule(line: &str) -> bool {
    let drawn = |c: char| matches!(c, '\u{2500}'..='\u{257f}' | '-' | '+' | '=' | '—' | ':') || BARS.contains(&c);
    let line = line.trim();
    line.chars().all(|c| drawn(c) || c.is_whitespace()) && line.chars().count() >= 3
}

/// Whether a line is short and no sentence, so that it can name the rows under it.
pub(super) fn names_rows(line: &str) -> bool {
    let line = line.trim();
    !line.is_empty() && line.chars().count() <= 20 && !line.ends_with(['。', '；', '，', '：', ':'])
}

/// The first run of at least two blanks.
fn gap(line: &str) -> Option<Span> {
    let mut runs: Option<(Span, usize)> = None;
    for (at, c) in BLANKS.places(line) {
        match &mut runs {
            Some((run, blanks)) if run.end == at => (run.end, *blanks) = (at + c.len_utf8(), *blanks + 1),
            Some((_, 2..)) => break,
            _ => runs = Some((Span::new(at, at + c.len_utf8()), 1)),
        }
    }
    runs.filter(|(run, blanks)| *blanks >= 2 && run.end < line.len()).map(|(run, _)| run)
}

fn read(text: &Text, division: Division, lines: &[Span]) -> Option<Table> {
    // A short line at the end names no rows: it stands under the table.
    let last = lines.iter().rposition(|line| self::division(&text[*line]).is_some())?;
    let lines = &lines[..=last];
    let rows = match division {
        Division::Tabs => lines.iter().map(|line| divided(text, *line, &['\t'])).collect(),
        Division::Bars => {
            let written = lines.iter().filter(|line| !is_rule(&text[**line]));
            written.map(|line| divided(text, without_frame(text, *line), &BARS)).collect()
        }
        Division::Blanks => printed(text, lines)?,
        Division::Numbers => named_numbers(text, lines)?,
    };
    table(text, rows, division)
}

fn table(text: &Text, mut rows: Vec<Vec<Cell>>, division: Division) -> Option<Table> {
    let filled = |row: &[Cell]| row.iter().filter(|cell| !cell.span.is_empty()).count();
    if rows.iter().filter(|row| filled(row) >= 2).count() < 2 {
        return None;
    }
    let draft = |cell: &Cell| Draft { text: &text[cell.span], column: cell.column, header: false };
    let drafts: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(draft).collect()).collect();
    let verdict = judge(&drafts)?;
    if division == Division::Blanks && verdict.kind == TableKind::Labels {
        return None;
    }
    for (row, roles) in rows.iter_mut().zip(verdict.roles) {
        for (cell, role) in row.iter_mut().zip(roles) {
            cell.role = role;
        }
    }
    Some(Table::new(verdict.kind, verdict.block, rows))
}

pub(super) fn cell(span: Span, column: usize, columns: usize) -> Cell {
    // The role is the judge's to say.
    Cell { span, column, columns, rows: 1, role: super::Role::Value }
}

fn divided(text: &Text, line: Span, between: &[char]) -> Vec<Cell> {
    let mut start = line.start;
    let mut cells = Vec::new();
    for (column, part) in text[line].split(between).enumerate() {
        cells.push(cell(text.trim(Span::new(start, start + part.len())), column, 1));
        start += part.len();
        start += text.as_str()[start..].chars().next().map_or(0, char::len_utf8);
    }
    cells
}

/// A line without the bars at its ends.
fn without_frame(text: &Text, line: Span) -> Span {
    let line = text.trim(line);
    let inner = &text[line];
    let inner = inner.strip_prefix(BARS).unwrap_or(inner);
    let start = line.end - inner.len();
    Span::new(start, start + inner.strip_suffix(BARS).unwrap_or(inner).len())
}

/// Words of a printed line and the places they take on the page.
struct Printed {
    span: Span,
    from: usize,
    to: usize,
}

/// Rows whose words stand under each other.
fn printed(text: &Text, lines: &[Span]) -> Option<Vec<Vec<Cell>>> {
    let rows: Vec<_> = lines.iter().map(|line| words(text, *line)).collect();
    if rows.len() < PRINTED_ROWS {
        return None;
    }
    let stretches: Vec<Vec<_>> = rows.iter().map(|row| row.iter().map(|word| (word.from, word.to)).collect()).collect();
    let placed = arrange(&stretches)?;
    let cells = |(row, places): (&Vec<Printed>, &Vec<(usize, usize)>)| {
        let cells = row.iter().zip(places);
        cells.map(|(word, (column, columns))| cell(word.span, *column, *columns)).collect()
    };
    Some(rows.iter().zip(&placed).map(cells).collect())
}

fn words(text: &Text, line: Span) -> Vec<Printed> {
    let end = line.start + text[line].trim_end().len();
    let mut start = text.trim(line).start.min(end);
    let mut at = width(&text[Span::new(line.start, start)]);
    let mut found = Vec::new();
    while start < end {
        let gap = gap(&text[Span::new(start, end)]).map_or(Span::new(end, end), |gap| gap.shift(start));
        let span = Span::new(start, gap.start);
        let to = at + width(&text[span]);
        found.push(Printed { span, from: at, to });
        at = to + width(&text[gap]);
        start = gap.end;
    }
    found
}

/// Places that a text takes on a page of fixed width.
fn width(text: &str) -> usize {
    let wide = |c: char| matches!(c, '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}' | '\u{2014}' | '\u{2018}'..='\u{201d}' | '\u{2026}' | '\u{20000}'..='\u{3fffd}');
    text.chars().map(|c| if wide(c) { 2 } else { 1 }).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::table::Role;

    fn found(text: &str) -> (Text, Vec<Table>) {
        let text = Text::new(text);
        let tables = tables(&text);
        (text, tables)
    }

    /// The words that name the cell of `number`, and its unit.
    fn named(text: &str, number: &str) -> String {
        let (text, tables) = found(text);
        let at = text.as_str().rfind(number).expect("the number is in the text");
        let span = Span::new(at, at + number.len());
        let table = tables.iter().find(|table| table.span.contains(span)).expect("it is in a table");
        let (row, cell) = table.cell_at(span).expect("it is in a cell");
        assert_eq!(table.rows[row].cells[cell].role, Role::Value);
        let words = |spans: Vec<Span>| spans.iter().map(|span| &text[*span]).collect::<Vec<_>>().join("›");
        let unit = table.unit_of(row).map_or("", |unit| &text[unit]);
        format!("{} | {} | {unit}", words(table.labels(row, cell)), words(table.headers(row, cell)))
    }

    #[test]
    fn tabs() {
        let text = "表1 主要指标\n单位：亿元\n指标\t2022年\t2023年\n一、工业\t\t\n规上企业\t1200.5\t1500.2\n";
        assert_eq!(named(text, "1500.2"), "一、工业›规上企业 | 2023年 | 亿元");
        let (text, tables) = found(text);
        assert_eq!(tables[0].caption.map(|span| &text[span]), Some("表1 主要指标"));
    }

    #[test]
    fn bars_and_drawn_lines() {
        let text = "| 指标 | 单位 | 全年 |\n|---|:-:|--:|\n| 新增就业 | 万人 | 15.2 |\n| 失业率 | % | 5.1 |\n";
        assert_eq!(named(text, "15.2"), "新增就业 | 全年 | 万人");
        let text = "┌────┬────┐\n│地区│金额│\n├────┼────┤\n│甲市│12.5│\n│乙市│ 3.5│\n└────┴────┘\n";
        assert_eq!(named(text, "3.5"), "乙市 | 金额 | ");
    }

    #[test]
    fn columns_as_they_print() {
        let text = "            （单位：万元）\n项目          上年      本年\n税收收入     1,250.0   1,380.5\n非税收入       310.2     298.0\n  其中：罚没      12.5      11.0\n";
        assert_eq!(named(text, "298.0"), "非税收入 | 本年 | 万元");
        assert_eq!(named(text, "11.0"), "其中：罚没 | 本年 | 万元");
    }

    #[test]
    fn columns_that_one_wide_blank_parts() {
        let text = "表2　2022年主要产品产量\n产品名称　单位　产量　比上年增长（%）\n水泥　万吨　512.6　2.4\n平板玻璃　万重量箱　98.0　-1.5\n全年用电平稳。\n";
        assert_eq!(named(text, "-1.5"), "平板玻璃 | 比上年增长（%） | 万重量箱");
        let (text, tables) = found(text);
        assert_eq!(tables[0].caption.map(|span| &text[span]), Some("表2　2022年主要产品产量"));
        let text = "表3　2022年末贷款　单位：亿元\n项目　　余额\n住户贷款　30.5\n企业贷款　　121.0\n";
        assert_eq!(named(text, "121.0"), "企业贷款 | 余额 | 亿元");
        let (text, tables) = found(text);
        assert_eq!(tables[0].caption.map(|span| &text[span]), Some("表3　2022年末贷款"));
    }

    #[test]
    fn names_and_numbers_with_one_blank_between() {
        let text = "发展情况\n指标 规划目标 实现情况\n2015年 年均增长（%） 2015年 年均增长（%）\n基础设施\n1.用户数量（亿户） 8.5 13.2 6.8 8.5\n2.宽带接入能力（Mbps） 20 38.0 21 38.1\n3.发展指数 >79 — 72.4 —\n";
        assert_eq!(named(text, "6.8"), "1.用户数量（亿户） | 实现情况›2015年 | ");
        assert_eq!(named(text, "38.1"), "2.宽带接入能力（Mbps） | 实现情况›年均增长（%） | ");
        let text = "单位：亿元\n项 目 预算数 执行数\n水库除险加固 ５３．２８ ５３．２８\n道路改造 ０．４０ ０．３０\n管网更新 ２．９９ ２．８０\n";
        assert_eq!(named(text, "０．３０"), "道路改造 | 执行数 | 亿元");
    }

    #[test]
    fn prose_with_blanks_and_single_cells_is_no_table() {
        for text in [
            "咨询电话 0771-5851234\n投诉电话 0771-5851235\n传真 0771-5851236\n",
            "共 12 家\n新增 8 家\n注销 3 家\n",
            "图 1 2\n表 2 3\n",
            "第一段  有两个空格。\n第二段  也有。\n第三段  还有。\n",
            "主任　张某某　李某某\n委员　王某某　赵某某\n秘书　钱某某　孙某某\n",
            "来源：某局　时间：2023-05-06\n作者：某某　浏览：12\n编辑：某某　责编：某某\n",
            "\t指标名称\n\t政府采购\n\t案例名称\n",
            "首页 | 新闻 | 公开\n正文。\n",
            "甲方：某局    乙方：某公司\n日期：    日期：\n盖章    盖章\n",
        ] {
            let tables = found(text).1;
            assert!(tables.is_empty(), "{text}: {tables:?}");
        }
    }
}
