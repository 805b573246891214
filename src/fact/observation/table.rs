//! Numbers in the cells of a table: named by its labels and headers, in the unit that it gives once for all.
//!
//! ```text
//! 表1  2023年各市主要指标        单位：亿元
//! 地区      生产总值    同比增长（%）
//! 宜昌市    5756.4      7.1            → 生产总值 575640000000 CNY of 宜昌市, 生产总值增长 7.1 percent
//! ```

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;
use std::sync::LazyLock;

use oxsdatatypes::Decimal;
use rustc_hash::FxBuildHasher;

use super::super::{Derivation, Direction, Fact, FactBody, Observation, ObservationKind, Qualifier, Scene};
use super::kind::is_part;
use super::telling::Frame;
use crate::document::table::{Role, Table, TableKind};
use crate::extract::date::{self, Period, dates};
use crate::extract::quantity::{Quantity, is_time, quantities};
use crate::lexicon::finder::Finder;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Words of a header that measure growth, and those of a rate.
static GROWTH: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["增长", "增速", "增幅", "±", "涨幅", "增减", "升降", "涨跌"]));
static RATES: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["率", "比重", "占比", "增长", "增速", "增幅"]));
/// Words of a header that set an aim.
static AIMS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["目标", "计划", "预期"]));
/// Words of a header for what is counted in money.
static MONEY: LazyLock<Finder<'static>> = LazyLock::new(|| {
    Finder::of_rule(["投资", "资金", "补助", "补贴", "金额", "收入", "支出", "产值", "营收", "利润", "税", "总值"])
});
/// What a header or label of counts ends in, and the unit it counts in.
const COUNTS: [(&str, &str); 13] = [
    ("人次", "人次"),
    ("人次数", "人次"),
    ("人数", "人"),
    ("人口数", "人"),
    ("人口", "人"),
    ("户数", "户"),
    ("家数", "家"),
    ("件数", "件"),
    ("次数", "次"),
    ("天数", "天"),
    ("名额", "个"),
    ("数量", "个"),
    ("数", "个"),
];
/// Ends of names that look like counts and measure something else.
const MEASURES: [&str; 10] = ["指数", "系数", "分数", "倍数", "基数", "函数", "参数", "百分数", "位数", "小数"];
/// Rows above in which what a row is a part of is looked for.
const ROWS_OF_PARTS: usize = 12;

/// The data tables of a stretch of text.
pub(super) fn in_stretch<'a>(scene: &Scene<'a>, stretch: Span) -> Vec<&'a Table> {
    let tables = &scene.document.tables;
    let from = tables.partition_point(|table| table.span.start < stretch.start);
    tables[from..].iter().take_while(|table| table.span.end <= stretch.end).filter(|table| is_data(table)).collect()
}

/// Whether a stretch stands in a data table, whose cells are read as such.
pub(super) fn holds(scene: &Scene<'_>, stretch: Span) -> bool {
    scene.document.table_at(scene.document.text.trim(stretch)).is_some_and(is_data)
}

fn is_data(table: &Table) -> bool {
    table.kind == TableKind::Data
}

/// A statement for each number in the cells of a table.
pub(super) fn read(scene: &Scene<'_>, table: &Table, frame: &Frame, place: Option<EntityId>) -> Vec<Fact> {
    let mut facts = Vec::new();
    let known = Known::default();
    for (row, cells) in table.rows.iter().enumerate() {
        let mut labels = (usize::MAX, Vec::new());
        for (position, cell) in cells.cells.iter().enumerate().filter(|(_, cell)| cell.role == Role::Value) {
            let block = table.block.map_or(0, |width| cell.column / width);
            if labels.0 != block {
                labels = (block, table.labels(row, position));
            }
            let headers = table.headers(row, position);
            let reader = Reader { scene, table, frame, known: &known, row, position, headers, labels: &labels.1 };
            facts.extend(reader.fact(cell.span, place));
        }
    }
    facts
}

/// What the words of a table have been found to say: each of its cells asks it of its headers and labels again.
#[derive(Default)]
struct Known {
    units: Memory<String, bool>,
    names: Memory<Span, String>,
    times: Memory<Span, Option<Period>>,
}

type Memory<K, V> = RefCell<HashMap<K, V, FxBuildHasher>>;

/// What is remembered under a key, else what is found now.
fn remembered<K, Q, V>(memory: &Memory<K, V>, key: &Q, find: impl FnOnce() -> V) -> V
where
    K: Borrow<Q> + Eq + Hash,
    Q: ToOwned<Owned = K> + Eq + Hash + ?Sized,
    V: Clone,
{
    if let Some(known) = memory.borrow().get(key) {
        return known.clone();
    }
    let found = find();
    memory.borrow_mut().insert(key.to_owned(), found.clone());
    found
}

/// One cell, and the words that name it.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    table: &'a Table,
    frame: &'a Frame,
    known: &'a Known,
    row: usize,
    /// Of the cell in its row.
    position: usize,
    /// The outermost first.
    headers: Vec<Span>,
    /// The outermost first.
    labels: &'a [Span],
}

impl Reader<'_> {
    fn fact(&self, cell: Span, place: Option<EntityId>) -> Option<Fact> {
        let quantity = self.quantity(cell)?;
        let kind = self.kind(&quantity);
        let falls = quantity.value < Decimal::from(0);
        let grows = self.says(&GROWTH).then_some(if falls { Direction::Decrease } else { Direction::Increase });
        let period = self.period();
        let compared = period.filter(|_| kind == ObservationKind::Change).map(Period::year_before);
        let observation = Observation {
            metric: self.metric()?,
            value: quantity.value,
            unit: quantity.unit,
            value_as_written: quantity.written,
            unit_as_written: quantity.unit_as_written,
            qualifier: Qualifier::Exact,
            kind,
            direction: grows.filter(|_| kind == ObservationKind::Change),
            baseline: None,
            min: None,
            max: None,
            period: period.map(|period| period.to_string()),
            compared_with: compared.map(|period| period.to_string()),
            place: self.place().or(place),
            about: None,
        };
        let named = self.labels.iter().chain(&self.headers).copied();
        Some(Fact {
            case: self.scene.case_index,
            evidence: std::iter::once(cell).chain(named).collect(),
            rule: "observation/table",
            derivation: Derivation::Resolved,
            body: FactBody::Observation(Box::new(observation)),
            review: None,
        })
    }

    /// The number of a cell in the unit of the cell itself, its header, its row or the table; none where the cell says
    /// anything else, or nothing says what is counted.
    fn quantity(&self, cell: Span) -> Option<Quantity> {
        let words = self.scene.words(cell);
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
        let rate = || self.says(&RATES).then_some("%");
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
        named.map(|span| self.scene.words(*span)).find_map(|name| {
            let name = name.split(['（', '(']).next().unwrap_or(name).trim();
            let counts = !MEASURES.iter().any(|end| name.ends_with(end));
            COUNTS.iter().find(|(end, _)| counts && name.ends_with(end)).map(|(_, unit)| *unit)
        })
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
        let is_money = self.says(&MONEY);
        if units.contains(['、', '，', '；']) {
            each.find(|unit| money(unit) == is_money).unwrap_or(units)
        } else {
            units
        }
    }

    fn kind(&self, quantity: &Quantity) -> ObservationKind {
        match quantity.unit {
            _ if self.says(&AIMS) => ObservationKind::Target,
            "percent" | "pp" | "permille" if self.says(&GROWTH) => ObservationKind::Change,
            unit if is_part(unit) => ObservationKind::Share,
            unit if is_time(unit) => ObservationKind::Duration,
            _ => ObservationKind::Level,
        }
    }

    /// Whether a header or a label has one of the words.
    fn says(&self, words: &Finder<'_>) -> bool {
        let named = self.headers.iter().chain(self.labels.last());
        named.map(|span| self.scene.words(*span)).any(|name| words.is_in(name))
    }

    /// The time that a header gives, else the label, the caption, the report.
    fn period(&self) -> Option<Period> {
        let text = self.scene.document.text.as_str();
        let named = self.headers.iter().rev().chain(self.labels.iter().rev()).copied().chain(self.table.caption);
        let time = |span: Span| {
            dates(text, span, self.frame.years).into_iter().find(|date| date.role != date::Role::Comparison)?.period
        };
        let mut told = named.filter_map(|span| remembered(&self.known.times, &span, || time(span)));
        told.next().or(self.frame.heading).or(self.frame.base)
    }

    /// The area that a label names.
    fn place(&self) -> Option<EntityId> {
        let mut named = self.labels.iter().rev().filter_map(|label| self.place_in(*label));
        named.next().map(|(_, id)| id)
    }

    fn place_in(&self, label: Span) -> Option<(Span, EntityId)> {
        self.scene.mentions.of_kind(EntityKind::Place, label).next()
    }

    /// The words of label and header that are no place, time or unit; else those of the caption.
    fn metric(&self) -> Option<String> {
        let label = self.labels.last().map_or(String::new(), |label| self.name(*label));
        let headers: String = self.headers.iter().map(|header| self.name(*header)).collect();
        let headers = headers.trim_start_matches("同比").trim_start_matches("比上年");
        let beside = if label.is_empty() && self.says(&GROWTH) { self.beside() } else { String::new() };
        let headers = ["本月止累计", "本月累计", "本期累计", "累计完成", "累计", "本期", "本月止", "本月"]
            .iter()
            .find_map(|word| headers.strip_prefix(word))
            .unwrap_or(headers);
        let headers =
            if ["增减", "±", "升降"].iter().any(|word| headers.contains(word)) { "增长" } else { headers };
        let named = if matches!(headers, "绝对数" | "绝对量" | "数值" | "本年" | "实际" | "指标值" | "数" | "量")
        {
            label
        } else {
            format!("{label}{beside}{headers}")
        };
        let caption = || self.table.caption.map(|caption| of_table(&self.name(caption)).to_owned()).unwrap_or_default();
        Some(if named.is_empty() { caption() } else { named }).filter(|named| !named.is_empty())
    }

    /// 生产总值 | 同比增长（%）: a column of growth is that of the column before it.
    fn beside(&self) -> String {
        let before = (0..self.position).rev().map(|position| self.table.headers(self.row, position));
        let mut amounts =
            before.filter(|headers| headers.iter().all(|header| !GROWTH.is_in(self.scene.words(*header))));
        amounts.next().unwrap_or_default().last().map_or(String::new(), |header| self.name(*header))
    }

    fn name(&self, span: Span) -> String {
        remembered(&self.known.names, &span, || self.bare_name(span))
    }

    /// The words of a header or a label that are no place, time or unit.
    fn bare_name(&self, span: Span) -> String {
        let text = self.scene.document.text.as_str();
        let mut words = String::new();
        let mut from = span.start;
        let dated = dates(text, span, self.frame.years);
        let mut left_out: Vec<Span> = dated.iter().map(|date| with_comparison(text, span, date.span)).collect();
        left_out.extend(self.place_in(span).map(|(place, _)| place));
        left_out.sort();
        for part in left_out.into_iter().filter(|part| part.start >= span.start) {
            words.push_str(text.get(from..part.start).unwrap_or_default());
            from = part.end.max(from);
        }
        words.push_str(text.get(from..span.end).unwrap_or_default());
        let bare = match bracketed(&words) {
            Some(_) => words[..words.rfind(['（', '(']).unwrap_or(words.len())].to_owned(),
            None => words,
        };
        let bare: String = bare.chars().filter(|c| !c.is_whitespace()).collect();
        let bare = bare.trim_end_matches(['%', '％', '‰', '±']);
        let bare = bare.trim_start_matches(['#', '＃']);
        let bare = bare.strip_prefix("其中").map_or(bare, |rest| rest.trim_start_matches(['：', ':', '#']));
        let numbering = crate::document::numbering(bare).map(|number| &bare[number.length..]);
        // 18-59岁: no mark of a list.
        let unnumbered = numbering.filter(|rest| !rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(bare);
        self.scene.lexicon.metrics.bare(unnumbered).to_owned()
    }
}

/// 表6项目投资统计表 → 项目投资: what a table by this caption tells of.
fn of_table(caption: &str) -> &str {
    let numbered = caption.strip_prefix('附').unwrap_or(caption).strip_prefix('表');
    let unnumbered = numbered.map(|rest| rest.trim_start_matches(|c: char| c.is_ascii_digit() || "-—.：".contains(c)));
    let caption = unnumbered.filter(|rest| numbered.is_some_and(|all| all.len() > rest.len())).unwrap_or(caption);
    let ends = ["基本情况表", "统计表", "情况表", "分配表", "一览表", "汇总表", "明细表", "表"];
    let bare = ends.iter().find_map(|end| caption.strip_suffix(end)).unwrap_or(caption);
    if bare.is_empty() { caption } else { bare }
}

/// A date with the word before it that compares: 比上年 in 比上年增长.
fn with_comparison(text: &str, name: Span, date: Span) -> Span {
    let before = &text[name.start.min(date.start)..date.start];
    let length = before.chars().next_back().filter(|c| matches!(c, '比' | '较')).map_or(0, char::len_utf8);
    Span::new(date.start - length, date.end)
}

/// What stands in the last brackets of a name, at its end: the 亿元 of 生产总值（亿元）.
fn bracketed(name: &str) -> Option<&str> {
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
    let grows = ["增长", "增速", "增幅", "涨幅", "±"].iter().any(|word| name.contains(word));
    grows && bracketed(name).is_none() && !AMOUNTS.iter().any(|word| name.contains(word))
}
