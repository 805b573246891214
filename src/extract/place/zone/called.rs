//! Names of zones and facilities that begin with no place: with letters of cities (`济青|都市圈`), the state (`国家网络安全产业园区（长沙）`),
//! quoted words (`“金长城”|遗址`), or what passes there (`公路口岸`).

use super::super::{Found, route};
use super::bare::{BARE, BARE_CHARACTERS};
use super::{ANCHORED, REFERENCE, Reader};
use crate::extract::PlaceReferent;
use crate::span::{Span, letters_before};

/// Ports of entry by what passes them, of which a town can have one each: 满洲里市|公路口岸.
pub(super) const SORTS_OF_PORTS: [&str; 3] = ["公路口岸", "铁路口岸", "航空口岸"];

impl Reader<'_> {
    /// 自贸试验区 in a text about a province that has one.
    pub(super) fn own_free_trade_zone(&self) -> Option<Found> {
        let code = self.scene.context.province?;
        let division = self.scene.register().division(code)?;
        let before = &self.scene.text[self.line.start..self.noun.start];
        let others = ["各", "国内", "其他", "全国", "）", "区", "省", "港"].iter().any(|word| before.ends_with(word));
        let own = self.head.full == "自由贸易试验区"
            && self.scene.lexicon.places.has_free_trade_zone(division.short)
            && !others;
        let name = format!("中国（{}）自由贸易试验区", division.short);
        let within = Some(Box::new(PlaceReferent::Admin(code)));
        own.then(|| Found::new(self.noun, REFERENCE, PlaceReferent::Named { name, kind: "zone", within }))
    }

    /// 兰白定临|城市群, 济青|都市圈: a region called by letters of its cities.
    pub(super) fn lettered(&self) -> Option<Found> {
        let head = self.head.full;
        let of_cities = ["都市圈", "城市群", "经济带", "经济圈", "经济走廊"].contains(&head);
        let called = of_cities.then(|| route::routes(self.scene, self.line, self.names, self.noun, self.head));
        called.and_then(|called| called.into_iter().next()).or_else(|| self.along()).or_else(|| self.shared_by_cities())
    }

    /// 深赣港|产城一体化|合作区: a zone of cities that stand as letters, and what it is for.
    fn shared_by_cities(&self) -> Option<Found> {
        const ZONES: [&str; 5] = ["合作区", "合作园", "合作示范区", "一体化示范区", "产业园"];
        if self.head.kind != "zone" || !ZONES.iter().any(|zone| self.head.full.ends_with(zone)) {
            return None;
        }
        let (words, name) = self.words_before();
        let cities = &words[..name];
        if !(2..=3).contains(&cities.chars().count()) || route::letters(self.scene, cities) != Some(0) {
            return None;
        }
        let span = Span::new(self.noun.start - words.len(), self.noun.end);
        let name = format!("{words}{}", self.head.full);
        Some(Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within: None }))
    }

    /// 沿沪杭|产业创新带, 环巢湖|科创圈: a belt along the cities whose letters it is called by or around a lake, and what it is for.
    fn along(&self) -> Option<Found> {
        if self.head.kind != "region" {
            return None;
        }
        let before = &self.scene.text[self.line.start..self.noun.start];
        let (start, along) =
            before.char_indices().rev().take(BARE_CHARACTERS * 3).find(|(_, c)| matches!(c, '沿' | '环'))?;
        let words = &before[start + along.len_utf8()..];
        let places = &self.scene.lexicon.places;
        let mut cuts = words.char_indices().map(|(at, _)| at).chain([words.len()]).skip(2).take(BARE_CHARACTERS);
        let water = |name: &str| {
            name.ends_with(['湖', '海', '江', '河', '山'])
                && places.name_at(name).is_some_and(|(end, _)| end == name.len())
        };
        cuts.find(|at| {
            let name = &words[..*at];
            (route::letters(self.scene, name) == Some(0) || water(name)) && places.is_topic(&words[*at..])
        })?;
        let span = Span::new(self.line.start + start, self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        Some(Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within: None }))
    }

    /// 云雾湖—九龙岭|国家级风景名胜区: what two sights together are.
    pub(super) fn hyphened(&self) -> Option<Found> {
        const OF_SIGHTS: [&str; 8] =
            ["风景名胜区", "风景区", "景区", "森林公园", "地质公园", "湿地公园", "自然保护区", "森林步道"];
        if !OF_SIGHTS.iter().any(|head| self.head.full.ends_with(head)) {
            return None;
        }
        let before = &self.scene.text[self.line.start..self.noun.start];
        let second = letters_before(before, BARE_CHARACTERS + 2);
        let lead = &before[..before.len() - second.len()];
        let first = letters_before(lead.strip_suffix(['—', '－', '-', '–', '·'])?, BARE_CHARACTERS * 2);
        let bound = self.scene.name_start(first);
        let name = &first[bound..];
        let fits = |word: &str| (2..=BARE_CHARACTERS + 2).contains(&word.chars().count());
        let places = &self.scene.lexicon.places;
        // 中国-|东盟 and zones of two countries begin with a place that has its own rule.
        let plain = |word: &str| places.is_topic(word) || places.is_common(word) || places.is_generic(word);
        if !fits(name) || !fits(second) || plain(name) || plain(second) || name == "中国" {
            return None;
        }
        let joint = lead.chars().next_back().map_or(0, char::len_utf8);
        let start = self.line.start + lead.len() - joint - name.len();
        // 青阳|水晶岭-金马岭|森林步道: where it is.
        let within = self.names.iter().find(|place| place.span.start == start && place.admin().is_some());
        let own = |place: &&Found| self.scene.text[place.span.end..start + name.len()].chars().nth(1).is_some();
        let located = within.filter(|place| place.span.end < start + name.len()).filter(own);
        let start = located.map_or(start, |place| place.span.end);
        let span = Span::new(start, self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        let within = self.scene.within();
        Some(Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: self.head.kind, within }))
    }

    /// 客家文化|（梅州）|生态保护区: a culture, and where it is kept.
    pub(super) fn cultural(&self) -> Option<Found> {
        let before = self.scene.text[self.line.start..self.noun.start].strip_suffix('）')?;
        let (lead, area) = before.rsplit_once('（').filter(|_| self.head.full.starts_with("生态保护"))?;
        let run = letters_before(lead, BARE_CHARACTERS * 2);
        let culture = run.strip_suffix("文化").filter(|culture| culture.chars().nth(1).is_some())?;
        let places = &self.scene.lexicon.places;
        let start = places.name_start(culture);
        let named = culture[start..].chars().nth(1).is_some() && (2..=6).contains(&area.chars().count());
        let span = Span::new(self.line.start + lead.len() - run.len() + start, self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        named.then(|| Found::new(span, ANCHORED, referent))
    }

    /// 国家网络安全产业园区|（长沙）: a national zone for something, and where it is.
    pub(super) fn national(&self) -> Option<Found> {
        const STATE: &str = "国家";
        let inner = self.scene.text[self.noun.end..self.line.end]
            .strip_prefix('（')
            .map(|_| self.noun.end + '（'.len_utf8())?;
        let place = self.names.iter().find(|name| name.span.start == inner && name.admin().is_some())?;
        let closed = self.scene.text[place.span.end..self.line.end].starts_with('）');
        let before = &self.scene.text[self.line.start..self.noun.start];
        let start = before.rfind(STATE).filter(|at| {
            let purpose = &before[at + STATE.len()..];
            self.head.kind == "zone"
                && (2..=BARE_CHARACTERS * 2).contains(&purpose.chars().count())
                && purpose.chars().all(char::is_alphabetic)
        })?;
        let span = Span::new(self.line.start + start, place.span.end + '）'.len_utf8());
        let name = self.scene.text[span.range()].to_owned();
        let within = Some(Box::new(place.referent.clone()));
        closed.then(|| Found::new(span, ANCHORED, PlaceReferent::Named { name, kind: "zone", within }))
    }

    /// “金长城”|遗址: what is called by quoted words.
    pub(super) fn quoted(&self) -> Option<Found> {
        const CALLED: [&str; 22] = [
            "科技城",
            "未来科技城",
            "产业园",
            "产业园区",
            "科技园",
            "创意园",
            "文创园",
            "夜市",
            "老街",
            "美食街",
            "遗址",
            "田园综合体",
            "公园",
            "小镇",
            "特色小镇",
            "景区",
            "旅游区",
            "度假区",
            "步行街",
            "古镇",
            "风情园",
            "商圈",
        ];
        const LENGTHS: std::ops::RangeInclusive<usize> = 2..=8;
        if !CALLED.contains(&self.head.full) {
            return None;
        }
        let before = self.scene.text[self.line.start..self.noun.start].strip_suffix('”')?;
        let open = before.rfind('“')?;
        let name = &before[open + '“'.len_utf8()..];
        // 等“旅游+”|特色小镇: which ones those of a list are.
        let sort =
            before[..open].ends_with('等') || self.scene.lexicon.places.is_topic(name.trim_end_matches(['+', '＋']));
        let called = LENGTHS.contains(&name.chars().count())
            && !sort
            && name.chars().all(|c| c == '＋' || c.is_alphabetic() && !c.is_ascii())
            && !name.ends_with(['式', '型', '化', '级', '性'])
            && !self.scene.lexicon.places.is_topic(name)
            && !self.scene.lexicon.places.is_common(name);
        let span = Span::new(self.line.start + open, self.noun.end);
        let name = format!("{name}{}", self.head.full);
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        called.then(|| Found::new(span, BARE, referent))
    }

    /// 火车|北站: the station of the town on that side.
    pub(super) fn by_rail(&self) -> Option<Found> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let of_side = ["北站", "南站", "东站", "西站"].contains(&self.head.full);
        let sort = ["火车", "高铁"].iter().find(|sort| of_side && before.ends_with(**sort))?;
        let span = Span::new(self.noun.start - sort.len(), self.noun.end);
        let name = self.scene.text[span.range()].to_owned();
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        Some(Found::new(span, ANCHORED, referent))
    }

    /// 县|高铁北站|综合客运枢纽: the hub at the station of the area.
    pub(super) fn hub(&self) -> Option<Found> {
        let at = self.noun.start;
        let station = self.zones.last().filter(|zone| zone.span.end == at && zone.rule == ANCHORED)?;
        let PlaceReferent::Named { name: own, kind, within } = &station.referent else { return None };
        let of_rail = ["火车", "高铁"].iter().any(|rail| own.starts_with(rail));
        let (start, area) = self.own_area(station.span.start).unwrap_or((station.span.start, ""));
        let name = format!("{area}{own}{}", self.head.full);
        let named = of_rail && self.head.full.ends_with("客运枢纽");
        named.then(|| {
            let referent = PlaceReferent::Named { name, kind, within: within.clone() };
            Found::new(Span::new(start, self.noun.end), ANCHORED, referent)
        })
    }

    /// Where 市 or 县 begins right before a place, if it stands for the area of the case, and its name.
    fn own_area(&self, at: usize) -> Option<(usize, &'static str)> {
        let before = &self.scene.text[self.line.start..at];
        let (level, kind) = before.char_indices().next_back().filter(|(_, kind)| "市县区".contains(*kind))?;
        let area = self.scene.context.place().and_then(|code| self.scene.register().division(code))?;
        let begins = !before[..level].ends_with(char::is_alphabetic) || self.scene.is_bound(&before[..level]);
        (begins && area.name.ends_with(kind)).then_some((self.line.start + level, area.name))
    }

    /// 绥芬河铁路口岸、|公路口岸: the other port of the town.
    pub(super) fn second_port(&self) -> Option<Found> {
        let head = self.head.full;
        let last = self.zones.last().filter(|_| SORTS_OF_PORTS.contains(&head))?;
        let between = &self.scene.text[last.span.end.min(self.noun.start)..self.noun.start];
        let PlaceReferent::Named { name, kind, within } = &last.referent else { return None };
        let town = SORTS_OF_PORTS.iter().find_map(|sort| name.strip_suffix(sort)).filter(|town| !town.is_empty())?;
        let referent = PlaceReferent::Named { name: format!("{town}{head}"), kind, within: within.clone() };
        matches!(between, "、" | "和" | "与" | "及").then(|| Found::new(self.noun, ANCHORED, referent))
    }
}
