//! The zones of a city that calls them by their kind alone: `徐闻县、经开区`, `支持高新区打造产业集群`, `助力综保区发展`.

use super::super::Found;
use super::{REFERENCE, Reader};
use crate::extract::PlaceReferent;
use crate::lexicon::register::Level;
use crate::span::ending;

/// Kinds of which a city has one.
const OF_CITIES: [&str; 3] = ["经开区", "高新区", "综保区"];

/// What is done with one zone, right before it.
const DONE: [&str; 12] =
    ["支持", "助力", "推动", "推进", "依托", "位于", "落户", "入驻", "围绕", "来到", "走进", "协调"];

/// What is done to have one, right behind it, and what follows where all of that kind are meant.
const STRIVEN: [&str; 14] =
    ["创建", "申报", "申建", "设立", "建设", "升级", "等", "的", "管委", "管理", "党", "工委", "封关", "获批"];

impl Reader<'_> {
    /// 经开区 beside counties of the city, or behind what is done with one zone.
    pub(super) fn own_of_city(&self) -> Option<Found> {
        let text = self.scene.text;
        let surface = &text[self.noun.range()];
        if !OF_CITIES.contains(&surface) {
            return None;
        }
        let city = self.scene.context.place().and_then(|code| self.scene.register().division(code))?;
        if city.level != Level::Prefecture || !self.is_beside_counties() && !self.is_done_with() && !self.is_included()
        {
            return None;
        }
        let name = format!("{}{}", city.short, self.head.full);
        let within = self.scene.within();
        Some(Found::new(self.noun, REFERENCE, PlaceReferent::Named { name, kind: "zone", within }))
    }

    fn is_done_with(&self) -> bool {
        let (before, after) = self.around();
        DONE.contains(&ending(before, 2)) && !STRIVEN.iter().any(|word| after.starts_with(word))
    }

    /// 市本级（含|高新区|）: whether figures of the city are told to have those of the zone in them.
    fn is_included(&self) -> bool {
        let (before, after) = self.around();
        ["（含", "（不含", "（包括", "（剔除"].iter().any(|word| before.ends_with(word))
            && after.starts_with(|c: char| !c.is_alphabetic())
    }

    /// Whether only 、 parts it from a county of the city in full, or from another such zone.
    fn is_beside_counties(&self) -> bool {
        let (before, after) = self.around();
        let joined = |at: usize| self.scene.text[..at].ends_with(['县', '区', '市']);
        let listed = before.strip_suffix('、').is_some_and(|list| {
            let end = self.line.start + list.len();
            let county = self.names.iter().any(|name| name.span.end == end && self.scene.in_full(name));
            county || self.zones.last().is_some_and(|zone| zone.span.end == end && zone.rule == REFERENCE)
        });
        let begins = after.strip_prefix('、').is_some_and(|_| {
            let start = self.noun.end + '、'.len_utf8();
            let next = self.names.iter().find(|name| name.span.start == start);
            next.is_some_and(|name| self.scene.in_full(name) && joined(name.span.end))
        });
        let phrase = || !before.ends_with(char::is_alphabetic);
        listed || begins && phrase()
    }

    /// The line before the noun and behind it.
    fn around(&self) -> (&str, &str) {
        let text = self.scene.text;
        (&text[self.line.start..self.noun.start], &text[self.noun.end..self.line.end])
    }
}
