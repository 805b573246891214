//! Towns, streets and villages, which no register has: `新都区大丰街道`, `许镇镇、弋江镇`, `武灵镇西口头村`.
//!
//! The heads are short and end other words too (乡镇, 农村), so a name needs an area or another locality right before it, a
//! list (`begin`), or the beginning of a phrase (`free`), and its words must be such as names have (`word`), or a frequent word that
//! villages are called by (`usual`).

mod begin;
mod free;
mod usual;
mod word;

use std::ops::Range;

use super::town::View;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::places::Locality;
use crate::lexicon::register::Level;
use crate::span::Span;

/// A town, street or village.
pub(super) const LOCALITY: &str = "place/locality";

/// Characters of a name before its head.
const SHORTEST: usize = 2;
pub(super) const LONGEST: usize = 4;
/// The same of names from other languages (浩勒图高勒镇) and of towns of an ethnic group (巴彦塔拉达斡尔民族乡).
const LONGEST_FOREIGN: usize = 10;

/// The noun of a town or village in a line: where, and what it makes with the characters beside it.
pub(super) type Head = (Range<usize>, Locality);

/// The localities of a line behind whose names the `heads` stand; `names` are the places found in it, `zones` its zones and facilities.
pub(super) fn localities(
    (scene, view): (&Scene<'_>, &View<'_>),
    (line, heads): (Span, &[Head]),
    names: &[Found],
    zones: &[Found],
) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for (at, (range, head)) in heads.iter().enumerate() {
        if !head.is_town && is_in_a_town(view, &scene.text[line.range()], range, heads.get(at + 1)) {
            continue;
        }
        let noun = Span::from(range.clone()).shift(line.start);
        let reader = Reader { scene, view, line, names, zones, found: &found, head: *head, noun };
        if let Some(place) = reader.read() {
            found.push(place);
        }
    }
    found
}

/// 王村|口镇: whether the noun of a village is inside the name of a town that the register has.
fn is_in_a_town(view: &View<'_>, line: &str, village: &Range<usize>, next: Option<&Head>) -> bool {
    /// Bytes between the one noun and the other.
    const NEAR: std::ops::RangeInclusive<usize> = 1..=6;
    let town = next.filter(|(town, head)| head.is_town && NEAR.contains(&town.start.saturating_sub(village.end)));
    let start = town.and_then(|(town, _)| view.known_start(&line[..town.start], &line[town.clone()]));
    start.is_some_and(|start| start < village.start)
}

struct Reader<'a> {
    scene: &'a Scene<'a>,
    view: &'a View<'a>,
    line: Span,
    names: &'a [Found],
    zones: &'a [Found],
    /// The localities before.
    found: &'a [Found],
    head: Locality,
    noun: Span,
}

impl Reader<'_> {
    fn read(&self) -> Option<Found> {
        let after = self.scene.text[self.noun.end..self.line.end].chars().next();
        let start = self.start()?;
        // 要听|乡、村干部汇报: each of them.
        if self.head.is_town && self.scene.text[self.noun.end..self.line.end].starts_with("、村") {
            return None;
        }
        let other_word = self.begins_a_title()
            || after.is_some_and(|next| self.head.not_before.contains(next)) && !self.ends_here(start);
        // 尚勇镇|镇中心: what has been named goes on with no other name.
        let of_place = |place: &&Found| place.span.contains(self.noun);
        let before = self.names.partition_point(|place| place.span.start <= self.noun.start);
        // 长沙|宁乡, 景德镇: nor does what the register has end with the head of a town.
        let named = self.found.last().is_some_and(|last| last.span.end > start)
            || self.names[..before].last().as_ref().is_some_and(of_place);
        if other_word || named {
            return None;
        }
        // 景德镇|瓷业, which the rule for cities has left: no town is called so.
        let whole = &self.scene.text[start..self.noun.end];
        if self.head.is_town && self.scene.register().short_named(whole).any(|own| own.level != Level::County) {
            return None;
        }
        let end = self.without_count(start);
        let name = format!("{}{}", &self.scene.text[start..end], &self.scene.text[self.noun.range()]);
        let within = self.area_before(start).or_else(|| self.scene.within());
        let referent = PlaceReferent::Named { name, kind: "admin", within };
        let span = Span::new(start, if end < self.noun.start { end } else { self.noun.end });
        Some(Found::new(span, LOCALITY, referent))
    }

    /// 博望、新市、丹阳|三|镇: where the name of the last town of a list ends, before the number of them.
    fn without_count(&self, start: usize) -> usize {
        let name = &self.scene.text[start..self.noun.start];
        let listed = self.head.is_town && self.scene.text[self.line.start..start].ends_with('、');
        let count = name.char_indices().next_back().filter(|(at, c)| *at > 0 && "两三四五六七八".contains(*c));
        count
            .filter(|(at, _)| listed && name[..*at].chars().nth(1).is_some())
            .map_or(self.noun.start, |(at, _)| start + at)
    }

    /// 荣誉|村长, 生鲜城|乡冷链: whether the head begins the title of a person, or ends a word for town and country.
    fn begins_a_title(&self) -> bool {
        const AGAIN: [&str; 6] = ["长期", "长年", "长效", "长势", "长约", "长达"];
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let noun = &self.scene.text[self.noun.range()];
        let title = noun == "村"
            && rest.starts_with('长')
            && !AGAIN.iter().any(|word| rest.starts_with(word))
            && rest.chars().nth(1).is_none_or(|next| !next.is_alphabetic() || "的是带和与对为在说".contains(next));
        let both = noun == "乡"
            && self.scene.text[..self.noun.start].ends_with('城')
            && rest.starts_with(char::is_alphabetic)
            && !self.village_follows()
            && [
                "冷链", "物流", "配送", "客运", "交通", "公共", "环境", "电网", "管网", "供热", "污水", "生活", "低保",
                "就业", "医疗", "教育", "学校", "发展", "规划", "面貌", "居民",
            ]
            .iter()
            .any(|word| rest.starts_with(word));
        title || both
    }

    /// Whether a name ends with the head although what follows could make another word of that: 铁东街道|和市场, 双龙镇|安静村,
    /// 尚勇镇|镇中心.
    fn ends_here(&self, start: usize) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        // 云岭镇|安置房: the next word is whole without the head.
        if self.head.is_town
            && ["建设", "建成", "建立", "安置", "安全", "安排", "安装", "安居"]
                .iter()
                .any(|word| rest.starts_with(word))
        {
            return true;
        }
        // 石梯镇|上游: where on a river.
        if self.head.is_town && ["上游", "下游"].iter().any(|course| rest.starts_with(course)) {
            return true;
        }
        // 峡口镇|江塝茗园: what has a name of its own begins right behind.
        if self.head.is_town && self.zones.iter().any(|zone| zone.span.start == self.noun.end) {
            return true;
        }
        let held = self.anchors(start).contains(&(start, Known::Held));
        let of_town = |word: &&str| rest.strip_prefix('镇').is_some_and(|rest| rest.starts_with(*word));
        let said_again = self.scene.text[start..self.noun.start].chars().count() > 1
            && ["中心", "政府", "区", "域", "上", "里", "内", "长", "党委", "机关", "干部"].iter().any(of_town);
        // 乔木镇|石湾村|民: who lives there, behind its town.
        let people = held
            && !self.head.is_town
            && rest.starts_with('民')
            && self.scene.text[..start].ends_with(['镇', '乡'])
            && !self.is_made_of_words(start);
        self.another_follows()
            || people
            || ((held || self.after_sister() == Some(start)) && rest.starts_with('和'))
            || (held && self.head.is_town && (said_again || self.village_follows()))
    }

    /// Whether "and" and another of the kind follow: 沙井街道和|卫东街道, but 街道和社区.
    fn another_follows(&self) -> bool {
        let noun = &self.scene.text[self.noun.range()];
        let next = self.scene.text[self.noun.end..self.line.end].strip_prefix('和');
        next.is_some_and(|next| {
            let name = next.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
            name.skip(SHORTEST).any(|(at, _)| next[at..].starts_with(noun))
        })
    }

    /// Whether what only a village has follows its head: 白沙村|党支部, 后河村|卫生室.
    fn has_a_body(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        !self.head.is_town
            && (["党支部", "党总支", "党委", "卫生室", "村民", "村委会"].iter().any(|body| rest.starts_with(body))
                || has_groups(rest))
    }

    /// Whether the name of a village follows right behind: its head after a few characters.
    fn village_follows(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let name = rest.char_indices().take(LONGEST + 1).take_while(|(_, c)| c.is_alphabetic());
        name.skip(SHORTEST).any(|(at, _)| rest[at..].starts_with('村') && !self.is_generic(&rest[..at], Known::Held))
    }

    /// The division or locality right before a name; of villages run together without a mark, none lies deeper than a hamlet does.
    fn area_before(&self, start: usize) -> Option<Box<PlaceReferent>> {
        /// A town, a village, a hamlet and a group of it.
        const DEEPEST: usize = 4;
        let both = self.found.iter().rev().take(1).chain(self.names.iter().rev());
        both.take_while(|place| place.span.end + LONGEST * 9 > start)
            .find(|place| place.span.end == start)
            .filter(|place| place.referent.and_around().count() <= DEEPEST)
            .map(|place| Box::new(place.referent.clone()))
    }
}

/// 杨柳村|14个村民小组: whether groups are counted that only a village has.
fn has_groups(rest: &str) -> bool {
    let number = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    number.len() < rest.len() && ["个村民小组", "个村民组", "个自然村"].iter().any(|groups| number.starts_with(groups))
}

/// How much the words before a name show that one is to come.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Known {
    /// Nothing: the phrase begins with it.
    No,
    /// An area by its short name, or a list.
    Near,
    /// The full name of what holds it, another of its kind before it, or a village behind it.
    Held,
}
