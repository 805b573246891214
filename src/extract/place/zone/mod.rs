//! Zones and facilities, by the nouns that end their names: `广西（柳州）人力资源服务产业园`, `柳州市北部生态新区`, `东兴口岸`,
//! `中国（广西）自由贸易试验区南宁片区综合服务大厅`.
//!
//! A name begins with a place or another zone (`anchor`), or is a word that no register has, right before a head (`夏石产业园区`).

mod anchored;
mod bare;
mod called;
mod end;
mod former;
mod joint;
mod own;

use std::collections::BTreeMap;

pub(super) use self::bare::{BARE, past_localities};
use super::listed::LISTED;
use super::{Found, Scene, route, shared};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::places::Head;
use crate::span::Span;

/// A name that begins with a place.
const ANCHORED: &str = "place/zone";
/// A zone that the case has named before, called by its head alone.
const REFERENCE: &str = "place/zone-reference";

/// Stands before the names of zones of the first rank and is used as part of them.
const NATIONAL: &str = "国家级";

/// What zones of many sorts are called for short.
const DEVELOPMENT: &str = "开发区";

/// The zones that a case has named so far.
#[derive(Default)]
pub(super) struct Zones {
    /// The core of each name, and the zone as named there.
    named: BTreeMap<String, PlaceReferent>,
}

impl Zones {
    /// The zones and facilities of a line; `names` are the places in it, `pairs` letters of two countries.
    pub(super) fn of_line(&mut self, scene: &Scene<'_>, line: Span, names: &[Found], pairs: &[Span]) -> Vec<Found> {
        let mut found: Vec<Found> = Vec::new();
        let taken = Cover::new(names.iter().map(|name| name.span));
        for (range, head) in scene.lexicon.places.heads_in(&scene.text[line.range()]) {
            let noun = Span::from(range).shift(line.start);
            let reader = Reader { scene, line, names, pairs, zones: &found, noun, head };
            if taken.overlaps(noun) {
                let before = reader.before_known();
                found.extend(before);
                continue;
            }
            if reader.is_another_word() {
                continue;
            }
            let routes = if head.route { route::routes(scene, line, names, noun, head) } else { Vec::new() };
            if !routes.is_empty() {
                found.extend(routes.into_iter().rev());
                continue;
            }
            let zone = self.read(&reader);
            if zone.as_ref().is_some_and(|zone| reader.is_one_with_last(zone) || reader.is_area_of_last(zone)) {
                found.pop();
            }
            if head.shared {
                found.extend(shared::shared(scene, line, names, (noun, head), zone.as_ref()).into_iter().rev());
            }
            found.extend(zone);
        }
        found
    }

    /// The zone or facility that a head ends the name of; the case knows it from then on.
    fn read(&mut self, reader: &Reader<'_>) -> Option<Found> {
        let mut zone = reader
            .national()
            .or_else(|| reader.former())
            .or_else(|| reader.hyphened())
            .or_else(|| reader.cultural())
            .or_else(|| reader.hub())
            .or_else(|| reader.anchored())
            .or_else(|| reader.lettered())
            .or_else(|| reader.second_port())
            .or_else(|| reader.quoted())
            .or_else(|| reader.by_rail())
            .or_else(|| reader.bare(!self.named.is_empty()))
            .or_else(|| self.reference(reader))
            .or_else(|| reader.own_of_city())?;
        zone.leave_date(reader.scene.text);
        if let PlaceReferent::Named { name, .. } = &zone.referent {
            self.named.entry(core(name)).or_insert_with(|| zone.referent.clone());
        }
        Some(zone)
    }

    /// 产业园: the zone that the case has named, if it is the only one and its name ends so.
    fn reference(&self, reader: &Reader<'_>) -> Option<Found> {
        // 甲市|工业园区 is none of a county's.
        if reader.names.iter().any(|name| name.span.end == reader.noun.start) {
            return None;
        }
        let (words, _) = reader.words_before();
        let other = || self.named.keys().any(|core| core.contains("自由贸易"));
        if let Some(zone) = reader.own_free_trade_zone().filter(|_| words.is_empty() && !other()) {
            return Some(zone);
        }
        // 打造|旅游度假区: any of them.
        if !words.is_empty() || reader.head.kind != "zone" || !reader.head.bare || reader.head.full == "旅游度假区"
        {
            return None;
        }
        let noun = &reader.scene.text[reader.noun.range()];
        let (core, place) = self.named.first_key_value().filter(|_| self.named.len() == 1)?;
        core.ends_with(noun).then(|| Found::new(reader.noun, REFERENCE, place.clone()))
    }
}

/// What is known around one head.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    line: Span,
    names: &'a [Found],
    pairs: &'a [Span],
    zones: &'a [Found],
    noun: Span,
    head: Head,
}

impl Reader<'_> {
    /// 湘河、|拉洛水利枢纽: what shares the noun of a name that the lists know.
    fn before_known(&self) -> Vec<Found> {
        let Self { scene, line, names, noun, head, .. } = *self;
        let known = || names.iter().find(|name| name.span.end == noun.end && name.rule == LISTED);
        let Some(known) = (head.route || head.shared).then(known).flatten() else { return Vec::new() };
        let mut found = Vec::new();
        if head.route {
            found.extend(route::before_known(scene, line, names, known.span, (noun, head)).into_iter().rev());
        }
        if head.shared {
            found.extend(shared::shared(scene, line, names, (noun, head), Some(known)).into_iter().rev());
        }
        found
    }

    /// 衢州港|龙游港区: whether the port found last only begins the name of an area of it.
    fn is_area_of_last(&self, zone: &Found) -> bool {
        let port = self.zones.last().filter(|port| port.span.start == zone.span.start && zone.span.contains(port.span));
        self.head.full == "港区" && port.is_some_and(|port| self.scene.text[port.span.range()].ends_with('港'))
    }

    /// Whether what was found last is a part of the name that goes on with this head.
    fn is_one_with_last(&self, zone: &Found) -> bool {
        let Some(part) = self.zones.last().filter(|part| part.span.end == self.noun.start) else { return false };
        // 前湾港|码头 is one facility.
        let facility = self.head.kind == "facility" && is_facility(part);
        // So is 湖滨新城|开发区, but not 自由贸易试验区|南宁片区.
        let begins_it = || {
            self.head.full.ends_with(DEVELOPMENT)
                && part.span.start == zone.span.start
                && self.scene.text[part.span.range()].ends_with("新城")
        };
        // 青石古镇|历史文化街区 is the quarter.
        let quarter = || self.head.full == "历史文化街区" && is_facility(part) && part.span.start == zone.span.start;
        // 长乐空港|综合保税区 is the zone.
        let airport = || {
            self.head.kind == "zone"
                && part.span.start == zone.span.start
                && self.scene.text[part.span.range()].ends_with("空港")
        };
        // 县|高铁北站|综合客运枢纽
        let hub =
            || part.span.end == self.noun.start && zone.span.contains(part.span) && zone.span.start < part.span.start;
        // 五朵峰|自然保护区
        let reserve = self.head.full.ends_with("保护区") && part.span.start == zone.span.start;
        reserve || zone.rule == ANCHORED && (facility || hub() || begins_it() || quarter() || airport())
    }
}

fn is_facility(place: &Found) -> bool {
    matches!(place.referent, PlaceReferent::Named { kind: "facility", .. })
}

/// Forms of one name in a case (国家级柳州产业园, 广西（柳州）产业园) become one: the longest.
pub(super) fn one_name_each(found: &mut [Found]) {
    let mut longest: BTreeMap<String, String> = BTreeMap::new();
    for place in found.iter() {
        if let PlaceReferent::Named { name, .. } = &place.referent {
            let known = longest.entry(core(name)).or_default();
            if name.chars().count() > known.chars().count() {
                known.clone_from(name);
            }
        }
    }
    let whole: Vec<String> = longest.values().filter(|name| name.ends_with(DEVELOPMENT)).cloned().collect();
    for place in found {
        let PlaceReferent::Named { name, .. } = &mut place.referent else { continue };
        if let Some(full) = longest.get(&core(name)) {
            name.clone_from(full);
        }
        // 柳河|开发区 beside 柳河|经济|开发区.
        if let Some(stem) = name.strip_suffix(DEVELOPMENT) {
            let mut fuller = whole.iter().filter(|full| full.len() > name.len() && full.starts_with(stem));
            if let Some(full) = fuller.next().filter(|_| fuller.next().is_none()) {
                *name = full.clone();
            }
        }
    }
}

/// 鄂州葛店开发区 beside 葛店开发区, 丽江古城景区 beside 丽江古城: what is called with the area that it lies in or as a sight, too, is the same
/// where the text has the one without.
pub(super) fn join_with_shorter(scene: &Scene<'_>, found: &mut [Found]) {
    const AS_SIGHTS: [&str; 4] = ["风景名胜区", "风景区", "景区", "片区"];
    const SHORTEST: usize = 4;
    let mut known: BTreeMap<&str, &PlaceReferent> = BTreeMap::new();
    for place in found.iter() {
        if let PlaceReferent::Named { name, kind, .. } = &place.referent
            && matches!(*kind, "zone" | "facility" | "natural")
        {
            known.entry(name).or_insert(&place.referent);
        }
    }
    if known.len() < 2 {
        return;
    }
    let register = scene.register();
    let is_area = |words: &str| register.named(words).next().is_some() || register.short_named(words).next().is_some();
    let shorter = |name: &str| {
        // 泰山 and 泰山景区 are two: the mountain, and those who look after it.
        let natural = |own: &&PlaceReferent| matches!(own, PlaceReferent::Named { kind: "natural", .. });
        let of = |own: &str| known.get(own).copied();
        let sight = AS_SIGHTS.iter().find_map(|noun| name.strip_suffix(noun)).and_then(of);
        let sight = sight.filter(|own| !natural(own));
        let cuts = name.char_indices().map(|(at, _)| at).skip(2).take(4);
        let mut own = cuts.filter(|at| name[*at..].chars().nth(SHORTEST - 1).is_some() && is_area(&name[..*at]));
        sight.or_else(|| own.find_map(|at| of(&name[at..])))
    };
    let joined: BTreeMap<&str, &PlaceReferent> =
        known.keys().filter_map(|name| Some((*name, shorter(name)?))).collect();
    let mut longer: BTreeMap<&PlaceReferent, usize> = BTreeMap::new();
    for referent in joined.values() {
        *longer.entry(referent).or_default() += 1;
    }
    let same = |place: &Found| {
        let PlaceReferent::Named { name, .. } = &place.referent else { return None };
        // 甲长江大桥 and 乙长江大桥 beside 长江大桥 are two.
        let referent = joined.get(name.as_str()).filter(|referent| longer.get(*referent) == Some(&1))?;
        Some((*referent).clone())
    };
    let joins: Vec<(usize, PlaceReferent)> =
        found.iter().enumerate().filter_map(|(at, place)| Some((at, same(place)?))).collect();
    for (at, referent) in joins {
        found[at].referent = referent;
    }
}

/// What forms of one name share: no rank before it, and the city instead of province and city （柳州）.
fn core(name: &str) -> String {
    const RANKS: [&str; 2] = [NATIONAL, "省级"];
    let name = RANKS.iter().find_map(|rank| name.strip_prefix(rank)).unwrap_or(name);
    match name.split_once('（') {
        Some((before, inner)) if before != "中国" && !before.is_empty() => inner.replacen('）', "", 1),
        _ => name.to_owned(),
    }
}
