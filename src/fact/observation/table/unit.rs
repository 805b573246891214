//! What the number of a cell is in: the unit of the cell itself, of its header, its row or the whole table.

use super::{Reader, remembered, sign_of};
use crate::document::table::Role;
use crate::extract::quantity::{Quantity, quantities};
use crate::span::Span;

/// Rows above in which what a row is a part of is looked for.
const ROWS_OF_PARTS: usize = 12;

impl Reader<'_> {
    /// The number of a cell in the unit of the cell itself, its header, its row or the table; none where the cell says
    /// anything else, or nothing says what is counted.
    pub(super) fn quantity(&self, cell: Span) -> Option<Quantity> {
        let words = self.scene.words(cell);
        let words = sign_of(words).map_or(words, |(sign, _)| &words[sign.len_utf8()..]);
        let number = words.trim_start_matches(['-', '－', '+']);
        let digits = number.trim_end_matches(|c: char| !c.is_ascii_digit());
        if !digits.starts_with(|c: char| c.is_ascii_digit())
            || !digits.chars().all(|c| c.is_ascii_digit() || ".,".contains(c))
        {
            return None;
        }
        let own = number[digits.len()..].trim();
        let whole = || self.counted().filter(|_| !digits.contains('.'));
        let unit = if own.is_empty() { self.unit().or_else(whole) } else { Some(own) };
        // 价格指数（上月=100）: the noun before says what the number is in.
        let (ahead, unit) = match unit {
            Some(unit) => ("", unit),
            None if self.is_index() => ("指数", ""),
            None => return None,
        };
        let written = format!("{ahead}{digits}{unit}");
        let span = Span::new(ahead.len(), written.len());
        let found = quantities(&written, Span::new(0, written.len()), &[], self.scene.lexicon).quantities;
        let whole = found.into_iter().find(|found| found.number == span)?;
        if !words.starts_with(['-', '－']) {
            return Some(whole);
        }
        Some(Quantity { value: whole.value.checked_neg()?, written: whole.written.checked_neg()?, ..whole })
    }

    /// That of the header goes before those of the row and of the table: a column of growth is in per cent whatever the
    /// amounts beside it are in.
    fn unit(&self) -> Option<&str> {
        let known = |unit: &&str| self.is_unit(unit);
        let headers = self.headers.iter().rev().map(|span| self.scene.words(*span));
        let of_column = headers.clone().filter_map(unit_of_header).find(known);
        let growth = || headers.clone().any(is_rate_of_growth).then_some("%");
        let labels = || self.labels.iter().rev().filter_map(|span| unit_of_header(self.scene.words(*span))).find(known);
        let given = || self.table.unit_of(self.row).map(|unit| self.of_several(self.scene.words(unit))).filter(known);
        let rate = || self.says(&self.words().rates).then_some("%");
        of_column.or_else(growth).or_else(labels).or_else(given).or_else(rate).or_else(|| self.of_the_whole())
    }

    fn is_unit(&self, unit: &str) -> bool {
        remembered(&self.known.units, unit, || {
            let one = format!("1{unit}");
            let span = Span::new(0, one.len());
            quantities(&one, span, &[], self.scene.lexicon).quantities.iter().any(|found| found.number == span)
        })
    }

    /// 大牲畜（万头） over #黄牛 and 奶牛: parts are counted in the unit of what they are parts of.
    fn of_the_whole(&self) -> Option<&str> {
        let label = |row: usize| {
            let cells = self.table.rows[row].cells.iter();
            cells
                .take_while(|cell| cell.role != Role::Value)
                .find(|cell| cell.role == Role::Label && !cell.span.is_empty())
        };
        let mut is_part = false;
        for row in (0..=self.row).rev().take(ROWS_OF_PARTS) {
            let words = self.scene.words(label(row)?.span);
            if let Some(unit) = unit_of_header(words).filter(|_| row < self.row) {
                return Some(unit).filter(|unit| is_part && self.is_unit(unit));
            }
            is_part |= words.starts_with(['#', '＃']) || words.starts_with("其中");
        }
        None
    }

    /// What whole numbers without a unit count, where a header or a label says that they count: 名额, 户数, 参保人数.
    fn counted(&self) -> Option<&'static str> {
        let named = self.headers.last().into_iter().chain(self.labels.last());
        named
            .map(|span| self.scene.words(*span))
            .find_map(|name| self.words().counted_in(name.split(['（', '(']).next().unwrap_or(name).trim()))
    }

    /// Whether the numbers of the table are those of an index.
    fn is_index(&self) -> bool {
        let named = self.headers.iter().chain(self.labels).copied().chain(self.table.caption);
        named.map(|span| self.scene.words(span)).any(|name| name.contains("指数") || name.contains("=100"))
    }

    /// 单位：公里、万元: of the units given for a table the one that the header can be in.
    fn of_several<'t>(&self, units: &'t str) -> &'t str {
        let money = |unit: &&str| unit.ends_with('元');
        let mut each = units.split(['、', '，', '；', '/', ' ']).map(str::trim).filter(|unit| !unit.is_empty());
        let is_money = self.says(&self.words().money);
        if units.contains(['、', '，', '；']) {
            each.find(|unit| money(unit) == is_money).unwrap_or(units)
        } else {
            units
        }
    }
}

/// What stands in the last brackets of a name, at its end: the 亿元 of 生产总值（亿元）.
pub(super) fn bracketed(name: &str) -> Option<&str> {
    let inside = name.trim_end().strip_suffix(['）', ')'])?;
    let open = inside.rfind(['（', '('])?;
    Some(inside[open..].trim_start_matches(['（', '(']).trim())
}

/// The unit that a header or a label gives: the 亿元 of 生产总值（亿元）, the % of 同比增长（±%） and of 比上年增长%.
fn unit_of_header(name: &str) -> Option<&str> {
    let unit = bracketed(name).or_else(|| {
        let at = name.trim_end().rfind(['%', '％', '‰'])?;
        Some(name.trim_end()[at..].trim()).filter(|unit| unit.chars().count() == 1)
    });
    unit.map(|unit| unit.trim_start_matches(['±', '+', '-', '－', ' ']))
}

/// Whether a header without a unit tells how many per cent more there is: 同比增长, not 增长额.
fn is_rate_of_growth(name: &str) -> bool {
    const AMOUNTS: [&str; 5] = ["额", "量", "数", "绝对", "值"];
    let grows = ["增长", "增速", "增幅", "涨幅", "±"].iter().any(|word| name.contains(word))
        || ["同比", "环比", "比上年", "较上年"].contains(&name.trim());
    grows && bracketed(name).is_none() && !AMOUNTS.iter().any(|word| name.contains(word))
}
