//! `relation/within` as a name says it: the place that it begins with, stands behind, or has in brackets.

use std::sync::LazyLock;

use super::super::{Edges, Ground};
use super::{code, is_admin, is_area, is_china, is_country, is_province, is_whole, kind};
use crate::fact::utterance::is_body;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// An area in the brackets of a name.
static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| pattern("（(\\p{Han}{2,6})）"));

/// `relation/within`: a place whose name begins with the one it is in (某片区综合服务大厅), names its area (广西（柳州）产业园),
/// or stands right behind it (防城港市东兴市, also in full: 江苏省|苏州市|吴江区) or as what it has (宜都的某生态公园).
pub(super) fn nested(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let all: Vec<(Span, EntityId)> = scene.mentions.of_kind(EntityKind::Place, clause).collect();
    let stands = |span: Span| {
        let holder = |id| is_body(scene.mentions.kind(id)) || scene.mentions.kind(id) == EntityKind::Policy;
        !scene.mentions.at(span).any(|(wide, id)| holder(id) && wide.contains(span))
    };
    // 某县|甲镇、|乙镇: of a list of towns the first says for all in which county they are.
    let mut shared: Option<(usize, EntityId)> = None;
    for (span, inner) in all.iter().filter(|(span, _)| stands(*span)) {
        let others = || all.iter().filter(|(_, id)| id != inner);
        let begins = others()
            .filter(|(place, _)| place.start == span.start && place.end < span.end)
            .max_by_key(|(place, _)| place.len());
        let begins = begins.filter(|(place, outer)| says_where(scene, (*place, *outer), *inner));
        // A hall in a zone of an area is in the zone; that the zone is in the area is said of the zone.
        let rest = Span::new(begins.map_or(span.start, |(place, _)| place.end), span.end);
        let own = area_in_name(scene, *inner, rest, begins.is_some()).map(|area| (*span, area));
        let before = others().find(|(place, id)| place.end == span.start && holds(scene, *id, *inner));
        let before = before.filter(|(place, outer)| says_where(scene, (*place, *outer), *inner));
        let town = |at: Span| ["镇", "乡", "街道"].iter().any(|end| scene.words(at).ends_with(end));
        let listed =
            |(end, _): &(usize, EntityId)| *end <= span.start && scene.words(Span::new(*end, span.start)) == "、";
        if let Some((_, outer)) =
            shared.filter(listed).filter(|_| before.is_none() && town(*span) && is_admin(scene, *inner))
        {
            let ground = Ground::stated("relation/within", *span);
            edges.add(Node::Entity(*inner), Predicate::LocatedIn, Node::Entity(outer), ground);
            shared = Some((span.end, outer));
        } else if town(*span) {
            shared = before.map(|(_, outer)| (span.end, *outer));
        }
        let own_of = before.is_none().then(|| own_of(scene, &all, (*span, *inner))).flatten();
        // 四川省乐山市, but not 吉林市, which is only called like its province.
        let apart = |(place, outer): &&(Span, EntityId)| {
            scene.words(Span::new(place.end, span.end)).chars().count() >= 2 || !is_known_to_hold(scene, *outer, *inner)
        };
        let named = begins.filter(apart).copied().into_iter().chain(own).chain(before.copied()).chain(own_of);
        for (place, outer) in named.filter(|(_, outer)| !is_china(scene, *outer)) {
            let ground = Ground::stated("relation/within", place.cover(*span));
            edges.add(Node::Entity(*inner), Predicate::LocatedIn, Node::Entity(outer), ground);
        }
    }
}

/// Whether a name that begins with a place says that what it names is there: of a zone its halls, of an area in full what
/// stands behind it (南安市某港区). 株洲高新区 and 德令哈机场 are only called after one.
fn says_where(scene: &Scene<'_>, (words, outer): (Span, EntityId), inner: EntityId) -> bool {
    is_admin(scene, inner)
        || kind(scene, outer) == "zone"
        || scene.words(words).chars().count() >= 3
            && scene.words(words).ends_with(['省', '市', '县', '区', '旗', '州', '盟'])
}

/// Whether an area is in its province.
fn is_known_to_hold(scene: &Scene<'_>, outer: EntityId, inner: EntityId) -> bool {
    is_province(scene, outer) && is_admin(scene, inner)
}

/// 湖北宜都|的|某生态公园: the area whose a park, a port or a village is; but not 长江|的…, nor 全市|的….
fn own_of(scene: &Scene<'_>, places: &[(Span, EntityId)], (span, inner): (Span, EntityId)) -> Option<(Span, EntityId)> {
    if !matches!(kind(scene, inner), "zone" | "facility" | "admin") {
        return None;
    }
    let whole = |area: Span| is_whole(scene.words(area));
    let area = places.iter().rfind(|(area, id)| {
        area.end < span.start
            && is_admin(scene, *id)
            && scene.words(Span::new(area.end, span.start)) == "的"
            && !whole(*area)
    });
    area.filter(|(_, outer)| *outer != inner && holds(scene, *outer, inner)).copied()
}

/// Whether a place can hold one named right behind it: an area or a country, and no country in it.
fn holds(scene: &Scene<'_>, outer: EntityId, inner: EntityId) -> bool {
    is_area(scene, outer) && !is_country(scene, inner) && !is_beside(scene, outer, inner)
}

/// Whether the register knows that an area does not hold another: a prefecture is in no county, and in no other prefecture
/// (果洛|玉树|线路), and no province is in a country but China (新加坡|山东|周).
fn is_beside(scene: &Scene<'_>, outer: EntityId, inner: EntityId) -> bool {
    let Some(own) = code(scene, inner) else { return false };
    match code(scene, outer) {
        Some(wide) => !own.starts_with(wide.trim_end_matches("00")) && !is_moved(scene, outer, inner),
        None => is_country(scene, outer) && !is_china(scene, outer),
    }
}

/// A county may lie in another area than the register has it in, because it was moved: a prefecture does not.
fn is_moved(scene: &Scene<'_>, outer: EntityId, inner: EntityId) -> bool {
    let is_prefecture = |id| code(scene, id).is_some_and(|code| code.ends_with("00"));
    is_prefecture(outer) && !is_prefecture(inner)
}

/// The area that the name of a place gives in brackets (广西（柳州）产业园); of a part of a zone the nearest one above it that
/// its words name, in full or without its last character (柳州 for 柳州市).
fn area_in_name(scene: &Scene<'_>, place: EntityId, words: Span, is_part: bool) -> Option<EntityId> {
    let register = &scene.lexicon.register;
    let seat = scene.entity(place).located_in;
    let words = scene.words(words);
    // 中国（某省）自由贸易试验区: all are called so.
    let called = BRACKETED.captures(words).filter(|_| !words.starts_with("中国（"));
    let bracketed = called.and_then(|name| register.resolve(&name[1], seat.and_then(|seat| code(scene, seat))));
    if !is_part && bracketed.is_none() {
        return None;
    }
    let above = code(scene, place).map(|own| register.ancestors(own)).into_iter().flatten();
    let known = bracketed.into_iter().chain(above).find(|area| words.contains(area.short) && words != area.name);
    known.and_then(|area| scene.mentions.find(EntityKind::Place, area.code)).or_else(|| {
        seat.filter(|seat| {
            let full = scene.entity(*seat).name.as_str();
            let short = full.trim_end_matches(['省', '市', '县', '区', '旗', '州']);
            short.chars().count() >= 2 && words.contains(short) && words != full
        })
    })
}
