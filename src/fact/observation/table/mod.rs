//! Numbers in the cells of a table: named by its labels and headers, in the unit that it gives once for all.
//!
//! ```text
//! 表1  2023年各市主要指标        单位：亿元
//! 地区      生产总值    同比增长（%）
//! 宜昌市    5756.4      7.1            → 生产总值 575640000000 CNY of 宜昌市, 生产总值增长 7.1 percent
//! ```

mod name;
mod unit;

use std::borrow::Borrow;
use std::cell::RefCell;
use std::collections::HashMap;
use std::hash::Hash;

use oxsdatatypes::Decimal;
use rustc_hash::FxBuildHasher;

use super::kind::is_part;
use super::telling::Frame;
use crate::document::table::{Role, Table, TableKind};
use crate::extract::date::{self, Day, Period, dates};
use crate::extract::quantity::{Quantity, is_time};
use crate::fact::{Derivation, Direction, Fact, FactBody, Observation, ObservationKind, Qualifier, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::headers::HeaderWords;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

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
    /// The words that headers and labels are known by.
    fn words(&self) -> &HeaderWords {
        &self.scene.lexicon.headers
    }

    fn fact(&self, cell: Span, place: Option<EntityId>) -> Option<Fact> {
        let quantity = self.quantity(cell)?;
        let kind = self.kind(&quantity);
        let falls = quantity.value < Decimal::from(0);
        let grows = (self.tells_growth() || self.tells_difference()).then_some(if falls {
            Direction::Decrease
        } else {
            Direction::Increase
        });
        let period = self.period();
        // 环比: with a period before that the table does not name.
        let yearly = kind == ObservationKind::Change
            && !self.headers.iter().any(|name| self.scene.words(*name).contains("环比"));
        let compared = period.filter(|_| yearly).map(Period::year_before);
        let observation = Observation {
            metric: self.metric()?,
            value: quantity.value,
            unit: quantity.unit,
            value_as_written: quantity.written,
            unit_as_written: quantity.unit_as_written,
            qualifier: sign_of(self.scene.words(cell)).map_or(Qualifier::Exact, |found| found.1),
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

    fn kind(&self, quantity: &Quantity) -> ObservationKind {
        match quantity.unit {
            _ if self.says(&self.words().aims) => ObservationKind::Target,
            "percent" | "pp" | "permille" if self.tells_growth() => ObservationKind::Change,
            _ if self.tells_difference() => ObservationKind::Change,
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

    /// Whether a header or a label says that the numbers are of growth, or the caption that all of the table are: 居民消费价格涨跌幅度,
    /// but not 产品产量及其增长速度.
    fn tells_growth(&self) -> bool {
        const ENDS: [&str; 6] = ["涨跌幅度", "涨跌幅", "涨幅", "增长速度", "增速", "增幅"];
        let caption = || self.table.caption.map_or("", |caption| self.scene.words(caption).trim_end());
        self.says(&self.words().growth)
            || ENDS.iter().any(|end| caption().ends_with(end)) && !caption().contains(['及', '和', '与', '、'])
    }

    /// Whether the column gives by how much the amounts beside it moved: 比年初增减额.
    fn tells_difference(&self) -> bool {
        const MOVED: [&str; 7] = ["增加额", "增减额", "增长额", "增减量", "增减数", "增加数", "升降额"];
        let header = self.headers.last().map_or("", |header| self.scene.words(*header).trim());
        MOVED.iter().any(|word| header.ends_with(word))
    }

    /// The time that a header gives, else the label, the caption, the report.
    fn period(&self) -> Option<Period> {
        let text = self.scene.document.text.as_str();
        let named = self.headers.iter().rev().chain(self.labels.iter().rev()).copied().chain(self.table.caption);
        let time = |span: Span| {
            if let Some(year) = bare_year(self.scene.words(span)) {
                return Some(Period::At(year));
            }
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
}

/// 2019 alone over a column or before a row.
fn bare_year(name: &str) -> Option<Day> {
    let digits = name.trim();
    let year: u16 = digits.parse().ok().filter(|_| digits.len() == 4)?;
    (1949..2100).contains(&year).then(|| Day::year(year))
}

/// What a cell says beside its number: >79, ≤5.
fn sign_of(cell: &str) -> Option<(char, Qualifier)> {
    const SIGNS: [(char, Qualifier); 8] = [
        ('>', Qualifier::MoreThan),
        ('＞', Qualifier::MoreThan),
        ('≥', Qualifier::AtLeast),
        ('<', Qualifier::LessThan),
        ('＜', Qualifier::LessThan),
        ('≤', Qualifier::AtMost),
        ('﹥', Qualifier::MoreThan),
        ('﹤', Qualifier::LessThan),
    ];
    SIGNS.into_iter().find(|(sign, _)| cell.starts_with(*sign))
}
