//! Where programmes, bodies and places are, as the text says; what the register knows needs no statement.

use std::sync::LazyLock;

use super::{Edges, Ground};
use crate::document::Sentence;
use crate::fact::utterance::is_body;
use crate::fact::{Derivation, Node, Predicate, Scene};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// Moving into a place: 分别进驻甲和乙.
static SETTLES: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?P<each>分别)?(?:进驻|入驻|位于|坐落于|设在|落户)(?:了|于)?$"));

/// Between a place and a programme that is there: 在全区推广“甲”, 助力某市打造“甲”.
static THERE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:范围内)?(?:正在)?(?:全面|大力|积极|率先|试点|创新|探索)?(?:推广|推行|创新|探索|首创|打造|建立|构建|开展|实施|试行|设立|上线|启用|推出|推进)",
    )
});

/// An area in the brackets of a name.
static BRACKETED: LazyLock<Pattern> = LazyLock::new(|| pattern("（(\\p{Han}{2,6})）"));

/// Most characters between an area that acts and the programme it brings in.
const NEAR: usize = 14;

/// The edges of the places that a sentence names.
pub(super) fn read(scene: &Scene<'_>, sentence: &Sentence, zones: &[(Span, EntityId)], edges: &mut Edges) {
    for (at, clause) in sentence.clauses.iter().enumerate() {
        divided(scene, sentence, at, zones, edges);
        stands(scene, sentence, at, edges);
        let places = scene.named(EntityKind::Place, *clause);
        if places.is_empty() {
            continue;
        }
        programmes(scene, *clause, &places, edges);
        listed(scene, *clause, &places, edges);
        held(scene, *clause, &places, edges);
        one_each(scene, *clause, &places, edges);
        settled(scene, *clause, &places, edges);
        lies(scene, *clause, &places, edges);
        nested(scene, *clause, edges);
    }
}

/// The zones that the body of a case names, in its order.
pub(super) fn zones(scene: &Scene<'_>) -> Vec<(Span, EntityId)> {
    let mut zones = scene.named(EntityKind::Place, scene.case().body);
    zones.retain(|(_, id)| matches!(&scene.entity(*id).detail, Detail::Place(place) if place.kind == "zone"));
    zones
}

/// The place that a case is about: of the bodies that report it, of its title, or the one it names.
pub(super) fn of_case(scene: &Scene<'_>, edges: &mut Edges) {
    let case = scene.case();
    let Some(place) = scene.place else { return };
    let named = scene.mentions.of_kind(EntityKind::Place, case.span).find(|(_, id)| *id == place).map(|(span, _)| span);
    if let Some(evidence) = case.reporters.or(case.title).or(named) {
        let ground = Ground { rule: "relation/place", derivation: Derivation::Inherited, evidence };
        edges.add(Node::Case, Predicate::Place, Node::Entity(place), ground);
    }
}

/// `relation/located`: a programme right behind its place, or behind a place where it is brought in.
fn programmes(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
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
fn listed(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
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
fn held(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
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
static AT: LazyLock<Pattern> = LazyLock::new(|| pattern("^”?(?:将|已)?(?:于[^，在]{1,14})?在\\p{Han}{0,8}$"));

/// `relation/located`: 甲区、乙区分别依托“子”、“丑”等项目: as many programmes as places, each in its own.
fn one_each(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
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

/// Whether the words around a place say that the programme behind it is there.
fn is_there(scene: &Scene<'_>, clause: Span, place: Span, programme: Span) -> bool {
    let between = scene.words(Span::new(place.end, programme.start));
    let seat = scene.words(Span::new(clause.start, place.start)).ends_with(['在', '于']);
    let near = between.chars().count() <= NEAR && !between.ends_with('的') && !between.contains(['“', ' ']);
    between.is_empty() || THERE.is_match(between) && (seat || near)
}

/// `relation/within`: a body that moved into a place; several one by one where it says 分别.
fn settled(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    let bodies = scene.bodies(clause);
    for (index, (body_span, _)) in bodies.iter().enumerate() {
        let Some(first) = places.iter().position(|(place, _)| place.start >= body_span.end) else { continue };
        let between = scene.words(Span::new(body_span.end, places[first].0.start));
        let Some(verb) = SETTLES.captures(between) else { continue };
        let movers = &bodies[..=index];
        let ground = Ground::stated("relation/within", clause);
        for (at, (_, body)) in movers.iter().enumerate() {
            let place = if verb.name("each").is_some() { places.get(first + at) } else { places.get(first) };
            if let Some((_, place)) = place {
                edges.add(Node::Entity(*body), Predicate::LocatedIn, Node::Entity(*place), ground);
            }
        }
    }
}

/// `relation/within`: 在某市某区，|甲煤矿…: who begins the clause behind a place that stands alone is there.
fn stands(scene: &Scene<'_>, sentence: &Sentence, at: usize, edges: &mut Edges) {
    let (clause, Some(next)) = (sentence.clauses[at], sentence.clauses.get(at + 1)) else { return };
    if !scene.words(clause).starts_with('在') {
        return;
    }
    let place = scene.named(EntityKind::Place, clause).pop().filter(|(place, _)| place.end == clause.end);
    let body = scene.bodies(*next).into_iter().next().filter(|(body, _)| body.start == next.start);
    if let (Some((_, place)), Some((_, body))) = (place, body)
        && scene.mentions.kind(body) == EntityKind::Organization
    {
        let ground = Ground::stated("relation/within", clause.cover(*next));
        edges.add(Node::Entity(body), Predicate::LocatedIn, Node::Entity(place), ground);
    }
}

/// `relation/within`: 某县|位于|某省南部: a place that is said to lie in another, and what else lies there.
fn lies(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    static LIES: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:地处|位于|坐落于|坐落在|地处于)(?:[^，]{0,8}、)?$"));
    /// Bytes that the pattern matches at most.
    const LONGEST: usize = 3 * 3 + 8 * 4 + 3;
    // 位于某保护区|外围, 位于甲、乙和丙|之间: not in it.
    static BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("^(?:外围|附近|周边|周围|外侧|对岸|毗邻|边缘|以[东南西北]|[^，]*(?:之间|交界|交汇|接壤))")
    });
    for (at, (span, outer)) in places.iter().enumerate() {
        // 位于湖南省|长沙市: the last of those that stand together is where it is.
        let inner = places.get(at + 1).is_some_and(|(next, _)| next.start == span.end);
        let outermost = places[..at].iter().rfind(|(before, _)| before.end == span.start);
        let start = outermost.map_or(span.start, |(before, _)| before.start);
        // Who lies there is named right before the words that say so; a list may have a thousand places.
        let mut near = places[..at].iter().rev().take_while(|(place, _)| place.end + LONGEST >= start);
        let mover = near.find(|(place, _)| {
            let lies = |start: usize| LIES.is_match(scene.words(Span::new(place.end.min(start), start)));
            lies(span.start) || lies(start)
        });
        let mover = mover.filter(|_| !BESIDE.is_match(scene.words(Span::new(span.end, clause.end))));
        let told = mover.filter(|_| !inner && !is_china(scene, *outer));
        if let Some((_, place)) = told {
            let ground = Ground::stated("relation/within", clause);
            edges.add(Node::Entity(*place), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
}

/// `relation/within`: a place whose name begins with the one it is in (某片区综合服务大厅), names its area (广西（柳州）产业园),
/// or stands right behind it (防城港市东兴市).
fn nested(scene: &Scene<'_>, clause: Span, edges: &mut Edges) {
    let all: Vec<(Span, EntityId)> = scene.mentions.of_kind(EntityKind::Place, clause).collect();
    let stands = |span: Span| {
        let holder = |id| is_body(scene.mentions.kind(id)) || scene.mentions.kind(id) == EntityKind::Policy;
        !scene.mentions.at(span).any(|(wide, id)| holder(id) && wide.contains(span))
    };
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
        let full = |outer: &&(Span, EntityId)| !is_full_address(scene, &all, **outer, *inner);
        let (begins, before) = (begins.filter(full), before.filter(full));
        let named = begins.copied().into_iter().chain(own).chain(before.copied());
        for (place, outer) in named.filter(|(_, outer)| !is_known_to_hold(scene, *outer, *inner)) {
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

/// Whether nobody needs to be told that a place is in another: an area in its province or in China.
fn is_known_to_hold(scene: &Scene<'_>, outer: EntityId, inner: EntityId) -> bool {
    (is_province(scene, outer) || is_china(scene, outer)) && is_admin(scene, inner)
}

/// 江苏省|苏州市|吴江区: of an area given from its province down the register knows each, and the text only says which it is.
fn is_full_address(
    scene: &Scene<'_>,
    places: &[(Span, EntityId)],
    (area, outer): (Span, EntityId),
    inner: EntityId,
) -> bool {
    let registered = |id| code(scene, id).is_some();
    let before = |place: Span| place.end == area.start || place.start == area.start && place.end < area.end;
    let province = || places.iter().any(|(place, id)| before(*place) && is_province(scene, *id));
    registered(inner) && registered(outer) && province()
}

fn is_province(scene: &Scene<'_>, place: EntityId) -> bool {
    code(scene, place).is_some_and(|code| code.ends_with("0000"))
}

fn code<'s>(scene: &Scene<'s>, place: EntityId) -> Option<&'s str> {
    match &scene.entity(place).detail {
        Detail::Place(place) => place.admin_code.as_deref(),
        _ => None,
    }
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

fn kind<'s>(scene: &Scene<'s>, id: EntityId) -> &'s str {
    match &scene.entity(id).detail {
        Detail::Place(place) => place.kind,
        _ => "",
    }
}

fn is_area(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(kind(scene, id), "admin" | "country")
}

/// Whether the place that a name begins with is an area, and not the mountain or the movement that it is called after.
fn says_area(scene: &Scene<'_>, words: Span, id: EntityId) -> bool {
    let region = || ["边境", "地区", "流域", "沿线"].iter().any(|noun| scene.words(words).contains(noun));
    is_admin(scene, id) || kind(scene, id) == "region" && region()
}

fn is_china(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(&scene.entity(id).detail, Detail::Place(place) if place.kind == "country" && place.country_code.as_deref() == Some("CN"))
}

fn is_country(scene: &Scene<'_>, id: EntityId) -> bool {
    kind(scene, id) == "country"
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

fn is_admin(scene: &Scene<'_>, id: EntityId) -> bool {
    kind(scene, id) == "admin"
}

/// What says that a zone has parts.
static DIVIDES: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["分设", "下设", "下辖"]));

/// `relation/within`: the parts of a zone (分设, 下设, 下辖): 以甲为核心园，分设乙、丙 after the zone was named.
fn divided(scene: &Scene<'_>, sentence: &Sentence, at: usize, zones: &[(Span, EntityId)], edges: &mut Edges) {
    let clause = sentence.clauses[at];
    let start = at.checked_sub(1).map_or(clause.start, |before| sentence.clauses[before].start);
    let before = zones.partition_point(|(zone, _)| zone.end <= start);
    let Some(&(_, whole)) = zones[..before].last() else { return };
    if !DIVIDES.is_in(scene.words(clause)) {
        return;
    }
    let parts = scene.named(EntityKind::Place, Span::new(start, clause.end));
    for (_, part) in parts.into_iter().filter(|(_, id)| !is_admin(scene, *id)) {
        let ground = Ground::resolved("relation/within", Span::new(start, clause.end));
        edges.add(Node::Entity(part), Predicate::LocatedIn, Node::Entity(whole), ground);
    }
}
