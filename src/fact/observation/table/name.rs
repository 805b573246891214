//! What the number of a cell is called: by the words of its label and its headers, else of the caption.

use super::unit::bracketed;
use super::{Reader, bare_year, remembered};
use crate::extract::date::dates;
use crate::span::Span;

impl Reader<'_> {
    /// The words of label and header that are no place, time or unit; else those of the caption.
    pub(super) fn metric(&self) -> Option<String> {
        let label = self.labels.last().map_or(String::new(), |label| self.name(*label));
        let label = self.part_of_row_above(label);
        let headers: String = self.headers.iter().map(|header| self.name(*header)).collect();
        let compared = ["同比", "环比", "比上年同期", "比上年末", "比上年", "较上年同期", "较上年", "比年初", "较年初"];
        let bare = compared.iter().find_map(|word| headers.strip_prefix(word)).unwrap_or(&headers);
        // 同比: a column of growth that says no more than what it compares with.
        let headers = if bare.is_empty() && !headers.is_empty() { "增长" } else { bare };
        let beside = if label.is_empty() && self.says(&self.words().growth) { self.beside() } else { String::new() };
        let headers = ["本月止累计", "本月累计", "本期累计", "累计完成", "累计", "本期", "本月止", "本月"]
            .iter()
            .find_map(|word| headers.strip_prefix(word))
            .unwrap_or(headers);
        // 比年初增减额 is an amount, and no rate.
        let rate = !headers.ends_with('额');
        let moves = rate && ["增减", "±", "升降"].iter().any(|word| headers.contains(word));
        let headers = if moves { "增长" } else { headers };
        // 发电量 | 产量: what ends so is a quantity itself.
        let is_amount = matches!(headers, "产量" | "数量") && label.ends_with('量');
        let says_nothing = matches!(headers, "绝对数" | "绝对量" | "数值" | "本年" | "实际" | "指标值" | "数" | "量");
        let label = if label.is_empty() || headers != "增长" && !says_nothing { label } else { self.measured(label) };
        let named = if says_nothing || is_amount { label } else { format!("{label}{beside}{headers}") };
        let caption = || self.table.caption.map(|caption| of_table(&self.name(caption)).to_owned()).unwrap_or_default();
        Some(if named.is_empty() { caption() } else { named }).filter(|named| !named.is_empty())
    }

    /// A label with what is measured of it, where it does not say so itself: by the column beside one of growth (粮食 | 产量 | 增长),
    /// by the row over its rows (年末存栏 over 生猪), else by the caption (地区生产总值 over 第一产业).
    fn measured(&self, label: String) -> String {
        let measures = |name: &str| self.scene.lexicon.metrics.measures(name) || self.words().measured(name).is_some();
        if measures(&label) {
            return label;
        }
        let beside = self.beside_values();
        if let Some(measure) = self.words().measured(&beside).filter(|_| !beside.is_empty()) {
            return [&label, measure].concat();
        }
        let group = self.labels.len().checked_sub(2).map(|group| self.name(self.labels[group]));
        let over = group.or_else(|| {
            let caption = self.name(self.table.caption?);
            let one = !caption.contains(['及', '和', '与', '、']);
            one.then(|| of_table(&caption).to_owned())
        });
        let measure = over.as_deref().and_then(|over| self.words().measured(over));
        match measure {
            // 地区生产总值 itself, and what it is made up of.
            Some(measure) if !measure.contains(label.as_str()) => [&label, measure].concat(),
            _ => label,
        }
    }

    /// What the headers of the last column before this one say that is not of growth.
    fn beside_values(&self) -> String {
        if self.says(&self.words().growth) { self.beside() } else { String::new() }
    }

    /// 生产总值 | 同比增长（%）: a column of growth is that of the column before it.
    fn beside(&self) -> String {
        let before = (0..self.position).rev().map(|position| self.table.headers(self.row, position));
        let mut amounts =
            before.filter(|headers| headers.iter().all(|header| !self.words().growth.is_in(self.scene.words(*header))));
        amounts.next().unwrap_or_default().last().map_or(String::new(), |header| self.name(*header))
    }

    fn name(&self, span: Span) -> String {
        remembered(&self.known.names, &span, || self.bare_name(span))
    }

    /// The words of a header or a label that are no place, time or unit.
    fn bare_name(&self, span: Span) -> String {
        let text = self.scene.document.text.as_str();
        if bare_year(self.scene.words(span)).is_some() {
            return String::new();
        }
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
        self.scene.lexicon.metrics.bare(unnumbered(bare)).to_owned()
    }

    /// 其中：小麦 below 粮食播种面积: a part by its name, with what is measured of the row that it is a part of.
    fn part_of_row_above(&self, label: String) -> String {
        let measures = |name: &str| self.scene.lexicon.metrics.measures(name) || self.words().measured(name).is_some();
        let is_part = |label: Span| self.scene.words(label).trim_start().starts_with("其中");
        if !self.labels.last().is_some_and(|own| is_part(*own)) || label.is_empty() || measures(&label) {
            return label;
        }
        let above = (0..self.row).rev().filter_map(|row| self.table.labels(row, self.position).last().copied());
        let whole = above.filter(|above| !is_part(*above)).map(|above| self.name(above)).next();
        match whole.as_deref().and_then(|whole| self.words().measured(whole)) {
            Some(measure) => [&label, measure].concat(),
            None => label,
        }
    }
}

/// 一、粮食, 1.1.粮食: a name without the marks of its list, but 18-59岁.
fn unnumbered(name: &str) -> &str {
    let digit = |c: char| c.is_ascii_digit();
    let rest = name.trim_start_matches(|c: char| digit(c) || c == '.');
    let mark = &name[..name.len() - rest.len()];
    if mark.ends_with('.') && mark.matches('.').count() > 1 {
        return rest;
    }
    let rest = crate::document::numbering(name).map(|number| &name[number.length..]);
    rest.filter(|rest| !rest.starts_with(digit)).unwrap_or(name)
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
