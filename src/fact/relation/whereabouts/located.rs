//! `relation/located`: where a programme is, by the place right before it or one where it is brought in, held or begins.

use std::sync::LazyLock;

use super::super::{Edges, Ground};
use super::{is_admin, is_country, is_province, kind};
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Between a place and a programme that is there: 在全区推广“甲”, 助力某市打造“甲”.
static THERE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:范围内|全域|全境)?(?:正在)?(?:全面|大力|积极|率先|试点|创新|探索)?(?:推广|推行|创新|探索|首创|打造|建立|构建|开展|实施|试行|设立|上线|启用|推出|推进)",
    )
});

/// Most characters between an area that acts and the programme it brings in.
const NEAR: usize = 14;

/// `relation/located`: a programme right behind its place, or behind a place where it is brought in.
pub(super) fn programmes(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    for (span, programme) in scene.named(EntityKind::Programme, clause) {
        let rule = scene.rule_at(programme, span);
        // 印发《某市某改革实施方案》: what a title is about.
        let titled =
            |(wide, id): (Span, EntityId)| scene.mentions.kind(id) == EntityKind::Policy && wide.contains(span);
        if scene.mentions.at(span).any(titled) {
            continue;
        }
        // What the whole country knows is brought in nowhere in particular: 广东推出微信小程序.
        let known = rule == "programme/known";
        // A route is where it begins and where it ends.
        let evaluates = matches!(rule, "programme/evaluation" | "programme/route");
        let inside = |place: Span| {
            place.start == span.start && !scene.words(span)[place.len().min(span.len())..].starts_with('等')
        };
        let found = places
            .iter()
            .rfind(|(place, id)| {
                place.end == span.start && !is_country(scene, *id)
                    || rule != "programme/evaluation" && !is_province(scene, *id) && is_its_own(scene, *place, span)
                    || place.end < span.start && !known && is_there(scene, clause, *place, span)
                    || place.end < span.start && !known && is_its_way(scene, clause, (*place, *id), span)
            })
            .or_else(|| {
                places.iter().find(|(place, id)| inside(*place) && !evaluates && says_area(scene, *place, *id))
            });
        if let Some((_, place)) = found {
            let ground = Ground::stated("relation/located", clause);
            edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(*place), ground);
        }
    }
}

/// `relation/located`: 在甲县、乙县等10个县开展…试点: in each that is listed.
pub(super) fn listed(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    static OF_THEM: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^等?(?:[\\d一二三四五六七八九十两]+个?)?(?:省份|省|市州|市|州|县市|县区|县|区|旗|地区|地|乡镇|镇|乡|街道|村)*",
        )
    });
    let Some(from) =
        places.iter().position(|(place, _)| scene.words(Span::new(clause.start, place.start)).ends_with('在'))
    else {
        return;
    };
    // 长治市|武乡县、临汾市|永和县: of those that stand together the last is meant.
    let mut found: Vec<EntityId> = vec![places[from].1];
    let mut end = places[from].0.end;
    for (place, id) in &places[from + 1..] {
        match scene.words(Span::new(end.min(place.start), place.start)) {
            "" => drop(found.pop()),
            "、" | "和" | "及" | "与" => {}
            _ => break,
        }
        found.push(*id);
        end = place.end;
    }
    let Some((span, programme)) = scene.named(EntityKind::Programme, Span::new(end, clause.end)).into_iter().next()
    else {
        return;
    };
    let between = scene.words(Span::new(end, span.start)).trim_end_matches('“');
    let between = &between[OF_THEM.find(between).map_or(0, |them| them.end())..];
    if found.len() >= 2 && THERE.is_match(between) && !between.contains(['，', '“']) {
        for place in found {
            let ground = Ground::stated("relation/located", clause);
            edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(place), ground);
        }
    }
}

/// `relation/located`: 第二届某大赛|在|某市|举办: where it is held or begins.
pub(super) fn held(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    static HELD: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^(?:隆重|正式|成功|圆满|顺利|率先|全面)?(?:举办|举行|召开|开幕|闭幕|启动|上线|落地|落户|揭牌|投用|启用|试点|试行)",
        )
    });
    for (span, programme) in scene.named(EntityKind::Programme, clause) {
        let place = places.iter().rfind(|(place, _)| {
            place.start >= span.end
                && HELD.is_match(scene.words(Span::new(place.end, clause.end)))
                && AT.is_match(scene.words(Span::new(span.end, place.start)))
        });
        if let Some((_, place)) = place {
            let ground = Ground::stated("relation/located", clause);
            edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(*place), ground);
        }
    }
}

/// Between what is held and its place: when, and the place around it.
static AT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^”?(?:将|已|也)?(?:于[^，在]{1,14}|(?:今天|昨天|今日|昨日|近日|日前|今晚)(?:（[^）]{2,10}）)?|\\d{1,2}月\\d{1,2}日)?在\\p{Han}{0,8}$",
    )
});

/// `relation/located`: 甲区、乙区分别依托“子”、“丑”等项目: as many programmes as places, each in its own.
pub(super) fn one_each(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    const EACH: &str = "分别";
    let Some(each) = scene.words(clause).find(EACH).map(|at| clause.start + at) else { return };
    // 江苏省|南通市|崇川区: the last of those that stand together is where it is.
    let innermost = |place: Span| !places.iter().any(|(next, _)| next.start == place.end);
    let areas: Vec<_> = places.iter().filter(|(place, _)| place.end <= each && innermost(*place)).collect();
    let programmes = scene.named(EntityKind::Programme, Span::new(each + EACH.len(), clause.end));
    if areas.len() < 2 || areas.len() != programmes.len() {
        return;
    }
    for ((_, place), (_, programme)) in areas.into_iter().zip(programmes) {
        let ground = Ground::stated("relation/located", clause);
        edges.add(Node::Entity(programme), Predicate::LocatedIn, Node::Entity(*place), ground);
    }
}

/// 杭州|的“民呼我为”, 青龙村|的智慧果园: what an area has, by its own name and not as 全市; a province has much.
fn is_its_own(scene: &Scene<'_>, place: Span, programme: Span) -> bool {
    let between = scene.words(Span::new(place.end.min(programme.start), programme.start));
    let (area, name) = (scene.words(place), scene.words(programme));
    let whole = area.starts_with(['全', '我', '本']) || area.chars().count() < 2;
    let small = area.ends_with(['市', '县', '区', '镇', '乡', '村']);
    let quoted = name.starts_with('“') || between.ends_with('“');
    !whole && (quoted || small) && matches!(between, "的" | "的“")
}

/// 某县|以|“甲”模式|推进社区治理: by which way an area that begins its clause does what follows.
fn is_its_way(scene: &Scene<'_>, clause: Span, (place, id): (Span, EntityId), programme: Span) -> bool {
    static DONE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^”?(?:模式|机制|工程|行动|工作法|改革|体系|品牌|项目)?(?:为(?:抓手|载体|引领|牵引|依托|突破口)|(?:全面|深入|有效|持续|着力|创新)?(?:推进|推动|推行|提升|破解|引领|赋能|带动|促进|开展|实施|探索|提高|化解|激活|打造|建设|优化|深化|助推|助力))",
        )
    });
    let between = scene.words(Span::new(place.end, programme.start));
    let leads = scene.words(Span::new(clause.start, place.start)).chars().count() <= 6;
    leads
        && is_admin(scene, id)
        && matches!(between, "以" | "以“")
        && DONE.is_match(scene.words(Span::new(programme.end, clause.end)))
}

/// Whether the words around a place say that the programme behind it is there.
fn is_there(scene: &Scene<'_>, clause: Span, place: Span, programme: Span) -> bool {
    let between = scene.words(Span::new(place.end, programme.start));
    let seat = scene.words(Span::new(clause.start, place.start)).ends_with(['在', '于']);
    let near = between.chars().count() <= NEAR && !between.ends_with('的') && !between.contains(['“', ' ']);
    between.is_empty() || THERE.is_match(between) && (seat || near)
}

/// Whether the place that a name begins with is an area, and not the mountain or the movement that it is called after.
fn says_area(scene: &Scene<'_>, words: Span, id: EntityId) -> bool {
    let region = || ["边境", "地区", "流域", "沿线"].iter().any(|noun| scene.words(words).contains(noun));
    is_admin(scene, id) || kind(scene, id) == "region" && region()
}
