//! What kind of table it is, and what each of its cells does.
//!
//! Numbers tell: a table of data has columns of them, what stands above the first is a header and what stands left of
//! them a label. Without numbers short cells beside long ones are labels, and a first row of short cells over at least
//! three columns is the header of a list.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use super::{Draft, Role, TableKind};
use crate::lexicon::pattern::{Pattern, pattern};

/// Longest label or header in characters.
const LABEL: usize = 30;

/// Most rows a header has.
const HEADER_ROWS: usize = 4;

/// Share of figures, in hundredths, among the cells of a body that has data.
const FIGURES_PERCENT: usize = 25;

/// A number with what may stand around it: sign, comparison, brackets, a unit of a few characters, a cue such as 增长.
static FIGURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[（(]?[\p{Han}&&[^第]]{0,4}[-+－＋−±<>≤≥＜＞↑↓]?[0-9０-９](?:[,，.．]*[0-9０-９])*(?:[-—–~～至][-−]?[0-9０-９](?:[,，.．]*[0-9０-９])*)?\s*(?:%|％|‰|[\p{Han}㎡/²³a-zA-Z]{0,6})[）)]?[*↑↓]?$",
    )
});

/// A year, a month, a date, a quarter, a number before a heading: digits that measure nothing.
static TIME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:19|20)[0-9]{2}(?:[年./-].*)?|[0-9]{1,2}(?:[-—~～至][0-9]{1,2})?月.*|(?:第?[一二三四1-4]|前[二三])季度|“?十[一二三四五]五.*|第?[0-9]{1,3}[、.．)）]?)$",
    )
});

/// What a table is: its kind, and the role of each cell.
pub(super) struct Verdict {
    pub(super) kind: TableKind,
    /// How many columns stand side by side again and again, where its header is repeated.
    pub(super) block: Option<usize>,
    pub(super) roles: Vec<Vec<Role>>,
}

/// The kind of a table and its cells' roles; `None` for what is arranged in cells only for its looks.
pub(super) fn judge(rows: &[Vec<Draft<'_>>]) -> Option<Verdict> {
    let filled = |row: &[Draft<'_>]| row.iter().filter(|cell| !cell.text.is_empty()).count();
    let widest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    if widest < 2 {
        return None;
    }
    let headers = header_rows(rows);
    let declared = rows.first().is_some_and(|row| !row.is_empty() && row.iter().all(|cell| cell.header));
    if is_data(&rows[headers..], declared) {
        let block = repeated(&rows[..headers], &rows[headers..]);
        return Some(Verdict { kind: TableKind::Data, block, roles: data_roles(rows, headers, block) });
    }
    let is_short = |cell: &Draft<'_>| is_label(cell.text);
    let records = rows.len() >= 2
        && filled(&rows[0]) >= 3
        && rows[0].iter().all(is_short)
        && rows[1..].iter().filter(|row| filled(row) >= 3).count() * 2 > rows.len() - 1
        && !alternates(rows);
    if records {
        return Some(Verdict { kind: TableKind::Records, block: None, roles: record_roles(rows) });
    }
    labels(rows).then(|| Verdict { kind: TableKind::Labels, block: None, roles: label_roles(rows) })
}

/// Whether a cell measures something.
pub(super) fn is_figure(cell: &str) -> bool {
    FIGURE.is_match(cell) && !TIME.is_match(cell)
}

/// A small whole number: a figure under a header such as 户数, but also what numbers rows.
fn is_small_number(cell: &str) -> bool {
    (1..=3).contains(&cell.len()) && cell.bytes().all(|byte| byte.is_ascii_digit())
}

fn is_label(cell: &str) -> bool {
    cell.chars().count() <= LABEL && !cell.contains(['。', '；'])
}

/// How many rows stand above the first with a figure; what the format marks as header is one in any case.
fn header_rows(rows: &[Vec<Draft<'_>>]) -> usize {
    let declared = rows.iter().take_while(|row| !row.is_empty() && row.iter().all(|cell| cell.header)).count();
    if declared > 0 && declared < rows.len() {
        return declared;
    }
    let measures = |row: &Vec<Draft<'_>>| {
        row.iter().any(|cell| is_figure(cell.text) || (cell.column > 0 && is_small_number(cell.text)))
    };
    let above = rows.iter().take(HEADER_ROWS + 1).take_while(|row| !measures(row)).count();
    // A row of one cell names the rows under it, not the columns.
    let single = |row: &Vec<Draft<'_>>| row.iter().filter(|cell| !cell.text.is_empty()).count() == 1;
    let trailing = rows[..above].iter().rev().take_while(|row| single(row)).count();
    let headers = above - trailing;
    if headers > HEADER_ROWS { 0 } else { headers }
}

/// Whether figures fill enough of a body, and stand under or beside each other; one is enough under a header that the format
/// marks as such.
fn is_data(body: &[Vec<Draft<'_>>], declared: bool) -> bool {
    let (mut figures, mut all, mut longest) = (0_usize, 0_usize, 0_usize);
    for cell in body.iter().flatten().filter(|cell| !cell.text.is_empty()) {
        all += 1;
        longest = longest.max(cell.text.len());
        let counts = is_figure(cell.text) || is_small_number(cell.text);
        figures += usize::from(counts && cell.column > 0);
    }
    figures >= (if declared { 1 } else { 2 }) && figures * 100 >= all * FIGURES_PERCENT && longest <= 4 * 3 * LABEL
}

/// The width of a block of columns whose header is repeated (地区 | 名额 | 地区 | 名额): each block of a row is one of its own,
/// and begins with words.
fn repeated(headers: &[Vec<Draft<'_>>], body: &[Vec<Draft<'_>>]) -> Option<usize> {
    let names: Vec<String> = headers.last()?.iter().map(|cell| squash(cell.text)).collect();
    let whole = headers.last()?.iter().enumerate().all(|(index, cell)| cell.column == index);
    let repeats = |width: &usize| {
        names.len().is_multiple_of(*width) && names.iter().skip(*width).eq(&names[..names.len() - width])
    };
    let width = (2..=names.len() / 2).find(repeats).filter(|_| whole && names.iter().all(|name| !name.is_empty()))?;
    let first = usize::from(ORDINALS.contains(&names[0].as_str()));
    let begins = body.iter().flatten().filter(|cell| cell.column % width == first && !cell.text.is_empty());
    let (words, all) = begins.fold((0, 0), |(words, all), cell| (words + usize::from(!measures(cell)), all + 1));
    (width > first + 1 && words * 2 > all).then_some(width)
}

/// Headers of a first column that only numbers the rows.
const ORDINALS: [&str; 5] = ["序号", "编号", "排名", "位次", "名次"];

fn data_roles(rows: &[Vec<Draft<'_>>], headers: usize, block: Option<usize>) -> Vec<Vec<Role>> {
    let width = block.unwrap_or(usize::MAX);
    let column_of = |words: &[&str]| {
        let mut cells = rows[..headers].iter().flatten();
        cells.find(|cell| words.contains(&squash(cell.text).as_str())).map(|cell| cell.column)
    };
    let ordinals = column_of(&ORDINALS).filter(|&column| column == 0);
    let units = column_of(&["单位", "计量单位"]);
    // 0-17岁 among 全市总人口, 男性 is what a row is named by.
    let leading = || rows[headers..].iter().flatten().filter(|cell| cell.column % width == 0 && !cell.text.is_empty());
    let named = leading().filter(|cell| !is_figure(cell.text)).count() * 2 >= leading().count();
    let columns = columns_of_figures(&rows[headers..]);
    let measures = |cell: &Draft<'_>| measures(cell) || is_bare_number(cell.text) && columns.contains(&cell.column);
    let body = rows[headers..].iter().map(|row| {
        let alone = row.iter().filter(|cell| !cell.text.is_empty()).count() == 1;
        let names_none = |cell: &Draft<'_>| {
            let column = cell.column % width;
            Some(column) != ordinals && (column > 0 || !named && is_figure(cell.text)) && measures(cell)
        };
        let mut roles = Vec::with_capacity(row.len());
        // A block at a time: what stands left of its first figure names it.
        for cells in row.chunk_by(|one, other| one.column / width == other.column / width) {
            let first = cells.iter().position(names_none).unwrap_or(cells.len());
            roles.extend(cells.iter().enumerate().map(|(index, cell)| match cell.column % width {
                column if Some(column) == units => Role::Unit,
                column if Some(column) == ordinals => Role::Ordinal,
                0 if alone => Role::Label,
                _ if index < first && !is_blank(cell.text) => Role::Label,
                _ => Role::Value,
            }));
        }
        roles
    });
    let header = rows[..headers].iter().map(|row| vec![Role::Header; row.len()]);
    header.chain(body).collect()
}

/// The columns right of the first at least half of whose cells are figures: there 1914.1 and 2023 are amounts and no times.
fn columns_of_figures(body: &[Vec<Draft<'_>>]) -> BTreeSet<usize> {
    let mut counts: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    for cell in body.iter().flatten().filter(|cell| cell.column > 0 && !is_blank(cell.text)) {
        let (figures, filled) = counts.entry(cell.column).or_default();
        *figures += usize::from(measures(cell));
        *filled += 1;
    }
    counts.into_iter().filter(|(_, (figures, filled))| figures * 2 >= *filled).map(|(column, _)| column).collect()
}

/// Digits alone, with a point at the most.
fn is_bare_number(cell: &str) -> bool {
    cell.starts_with(|c: char| c.is_ascii_digit())
        && cell.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        && cell.bytes().filter(|byte| *byte == b'.').count() <= 1
}

fn measures(cell: &Draft<'_>) -> bool {
    is_figure(cell.text) || is_small_number(cell.text)
}

/// A cell without content, or with a mark that says so.
fn is_blank(cell: &str) -> bool {
    cell.chars().all(|c| matches!(c, '-' | '—' | '–' | '－' | '…' | '/' | '·' | '.' | '*') || c.is_whitespace())
}

fn record_roles(rows: &[Vec<Draft<'_>>]) -> Vec<Vec<Role>> {
    let role = |(row, cell): (usize, &Draft<'_>)| match cell.column {
        _ if row == 0 => Role::Header,
        0 if is_small_number(cell.text) => Role::Ordinal,
        _ => Role::Value,
    };
    rows.iter().enumerate().map(|(row, cells)| cells.iter().map(|cell| role((row, cell))).collect()).collect()
}

/// Rows of label and value, or of two such pairs.
fn labels(rows: &[Vec<Draft<'_>>]) -> bool {
    let pairs = |row: &&Vec<Draft<'_>>| {
        let filled: Vec<_> = row.iter().filter(|cell| !cell.text.is_empty()).collect();
        filled.len() <= 6 && filled.iter().step_by(2).all(|cell| is_label(cell.text))
    };
    rows.iter().filter(pairs).count() * 2 > rows.len()
}

/// Whether the rows differ in their number of cells as label tables do (案例名称 | … over 报送单位 | … | 联系人 | …).
fn alternates(rows: &[Vec<Draft<'_>>]) -> bool {
    rows.iter().filter(|row| row.iter().filter(|cell| !cell.text.is_empty()).count() == 2).count() * 2 > rows.len()
}

fn label_roles(rows: &[Vec<Draft<'_>>]) -> Vec<Vec<Role>> {
    let role = |(index, cell): (usize, &Draft<'_>)| {
        if index % 2 == 0 && is_label(cell.text) { Role::Label } else { Role::Value }
    };
    rows.iter().map(|row| row.iter().enumerate().map(role).collect()).collect()
}

fn squash(cell: &str) -> String {
    cell.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn verdict(rows: &[&[&str]]) -> Option<Verdict> {
        let draft = |(column, text): (usize, &&'static str)| Draft { text, column, header: false };
        // The texts of tests live as long as the program.
        let rows: Vec<Vec<String>> = rows.iter().map(|row| row.iter().map(ToString::to_string).collect()).collect();
        let rows: Vec<Vec<&'static str>> =
            rows.into_iter().map(|row| row.into_iter().map(|cell| &*cell.leak()).collect()).collect();
        judge(&rows.iter().map(|row| row.iter().enumerate().map(draft).collect()).collect::<Vec<_>>())
    }

    #[test]
    fn figures_make_data_and_what_names_them() {
        use Role::{Header, Label, Unit, Value};
        let found = verdict(&[
            &["指标", "单位", "2023年", "同比增长"],
            &["工业增加值", "亿元", "1,254.6", "6.5%"],
            &["其中：制造业", "亿元", "986.2", "—"],
        ]);
        let found = found.expect("it is a table");
        assert_eq!(found.kind, TableKind::Data);
        assert_eq!(found.roles, [[Header; 4], [Label, Unit, Value, Value], [Label, Unit, Value, Value]]);
    }

    #[test]
    fn blocks_side_by_side_are_rows_of_their_own() {
        use Role::{Header, Label, Ordinal, Value};
        let found = verdict(&[
            &["序号", "县区", "户数", "序号", "县区", "户数"],
            &["1", "甲县", "12", "3", "丙县", "7"],
            &["2", "乙县", "9", "", "合计", "28"],
        ]);
        let found = found.expect("it is a table");
        assert_eq!((found.kind, found.block), (TableKind::Data, Some(3)));
        assert_eq!(found.roles[0], [Header; 6]);
        assert_eq!(found.roles[1], [Ordinal, Label, Value, Ordinal, Label, Value]);
        assert_eq!(found.roles[2], [Ordinal, Label, Value, Ordinal, Label, Value]);
        // Years under two heads are no blocks: their first column has figures.
        let found = verdict(&[&["2022年", "2023年", "2022年", "2023年"], &["12.5", "13.1", "8.5", "9.1"]]);
        assert_eq!(found.and_then(|found| found.block), None);
    }

    #[test]
    fn years_head_columns_and_a_row_of_one_cell_names_the_next() {
        let found = verdict(&[&["地区", "2022", "2023"], &["一、沿海", "", ""], &["甲市", "12.5", "13"]]);
        let found = found.expect("it is a table");
        assert_eq!(found.roles[0], [Role::Header; 3]);
        assert_eq!(found.roles[1][0], Role::Label);
        assert_eq!(found.roles[2], [Role::Label, Role::Value, Role::Value]);
    }

    #[test]
    fn one_figure_is_data_under_a_header_of_the_format() {
        let row = |texts: [&'static str; 2], header| {
            texts.iter().enumerate().map(|(column, text)| Draft { text, column, header }).collect::<Vec<_>>()
        };
        let table = |header| judge(&[row(["县市", "项目数（个）"], header), row(["甲县", "12"], false)]);
        assert_eq!(table(true).map(|found| found.kind), Some(TableKind::Data));
        assert_ne!(table(false).map(|found| found.kind), Some(TableKind::Data));
    }

    #[test]
    fn labels_records_and_looks() {
        let kind = |rows: &[&[&str]]| verdict(rows).map(|verdict| verdict.kind);
        assert_eq!(kind(&[&["案例名称", "一件事一次办"], &["报送单位", "某市数据局"]]), Some(TableKind::Labels));
        assert_eq!(
            kind(&[&["序号", "案例名称", "报送单位"], &["1", "一网通办", "甲市"], &["2", "跨省通办", "乙市"]]),
            Some(TableKind::Records)
        );
        assert_eq!(kind(&[&["只有一格。全文都在里面。"]]), None);
    }

    #[test]
    fn dates_and_numbers_of_headings_are_no_figures() {
        for figure in ["12.5", "1,254.6", "6.5%", "-0.3", "增长6.5%", "约300家", "3—5", "<0.1", "120万人次"] {
            assert!(is_figure(figure), "{figure}");
        }
        for other in ["2023", "2023年", "2023年1—9月", "1—9月", "一季度", "1.", "3、", "某市第1中学", "—", ""]
        {
            assert!(!is_figure(other), "{other}");
        }
    }
}
