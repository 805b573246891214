//! `relation/within` by the place that bodies and halls stand behind: `某镇某花炮厂`, `某街道的某公司`, `在某村建成某工作站`, what a zone
//! has in it, and the dams of a river.

use std::sync::LazyLock;

use super::super::{Edges, Ground};
use super::within::is_everywhere;
use super::{is_admin, is_country, is_province, is_whole, kind};
use crate::document::Sentence;
use crate::fact::{Node, Predicate, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// How the names of the smallest areas end: what stands right behind one is there.
const SMALL: [&str; 5] = ["镇", "乡", "街道", "村", "社区"];

/// The same for areas of which something is said to be theirs.
const OF_THEM: [&str; 9] = ["镇", "乡", "街道", "村", "社区", "市", "县", "区", "旗"];

/// 金山镇|甲花炮厂, 张家山街道|的|乙公司: a firm, a school, a farm behind the place where it is.
pub(super) fn bodies(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    for (span, body) in scene.bodies(clause) {
        if scene.mentions.kind(body) != EntityKind::Organization || is_everywhere(&scene.entity(body).name) {
            continue;
        }
        let place = places.iter().rfind(|(place, id)| {
            let name = scene.words(*place);
            let ends = |small: &[&str]| small.iter().any(|end| name.ends_with(end));
            let whole = is_whole(name) || name.chars().count() < 3;
            !whole
                && place.end <= span.start
                && is_admin(scene, *id)
                && match scene.words(Span::new(place.end, span.start)) {
                    "" => ends(&SMALL),
                    "的" => ends(&OF_THEM),
                    _ => false,
                }
        });
        if let Some((place, outer)) = place {
            let ground = Ground::stated("relation/within", place.cover(span));
            edges.add(Node::Entity(body), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
}

/// 在某村|建成|某工作站, 某镇|建有|某基地: what was built at a place, by its own name.
pub(super) fn built(scene: &Scene<'_>, clause: Span, places: &[(Span, EntityId)], edges: &mut Edges) {
    static BUILT: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("^(?:境内|辖区|率先|先后|已|新|投资[^，]{2,12})*(?:建成|建起|建有|设有|坐落着|布局建设)了?$")
    });
    let mut things: Vec<(Span, EntityId)> = scene.bodies(clause);
    things.retain(|(_, id)| {
        scene.mentions.kind(*id) == EntityKind::Organization && !is_everywhere(&scene.entity(*id).name)
    });
    things.extend(places.iter().filter(|(_, id)| matches!(kind(scene, *id), "facility" | "zone")).copied());
    for (span, thing) in things {
        let place = places.iter().rfind(|(place, _)| place.end <= span.start);
        let place = place.filter(|(place, id)| {
            is_admin(scene, *id)
                && !is_country(scene, *id)
                && !is_province(scene, *id)
                && !is_whole(scene.words(*place))
                && BUILT.is_match(scene.words(Span::new(place.end, span.start)))
        });
        if let Some((place, outer)) = place {
            let ground = Ground::stated("relation/within", place.cover(span));
            edges.add(Node::Entity(thing), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
}

/// 某科教城坐落在…，|现有|甲学院、乙学院等6所高校: what a zone that begins its sentence has in it.
pub(super) fn housed(scene: &Scene<'_>, sentence: &Sentence, at: usize, edges: &mut Edges) {
    static HAS: LazyLock<Pattern> = LazyLock::new(|| {
        pattern("^(?:园区|园内|区内|城内|目前|其中)?(?:现有|现已有|建有|内有|内设有|入驻有|现驻有|坐落着)(?:了)?$")
    });
    let clause = sentence.clauses[at];
    let bodies = scene.bodies(clause);
    let Some((first, _)) = bodies.first() else { return };
    if at == 0 || !HAS.is_match(scene.words(Span::new(clause.start, first.start))) {
        return;
    }
    let opening = sentence.clauses[0];
    let seat = scene.named(EntityKind::Place, opening).into_iter().next();
    let Some((_, zone)) =
        seat.filter(|(place, id)| place.start == opening.start && matches!(kind(scene, *id), "zone" | "facility"))
    else {
        return;
    };
    let mut end = first.start;
    for (span, body) in bodies {
        if !matches!(scene.words(Span::new(end.min(span.start), span.start)), "" | "、" | "和" | "及" | "以及") {
            break;
        }
        end = span.end;
        let ground = Ground::stated("relation/within", opening.cover(clause));
        edges.add(Node::Entity(body), Predicate::LocatedIn, Node::Entity(zone), ground);
    }
}

/// 某河|上游|甲、乙、丙三座水电站: the dams and stations of a river.
pub(super) fn on_rivers(scene: &Scene<'_>, places: &[(Span, EntityId)], edges: &mut Edges) {
    const DAMS: [&str; 4] = ["水电站", "水库", "水利枢纽", "电站"];
    const REACHES: [&str; 6] = ["上游", "中游", "下游", "干流", "干流上的", "上游的"];
    for (at, (river, outer)) in places.iter().enumerate() {
        if kind(scene, *outer) != "natural" {
            continue;
        }
        let mut end = river.end;
        for (span, dam) in &places[at + 1..] {
            let between = scene.words(Span::new(end.min(span.start), span.start));
            let goes_on =
                if end == river.end { REACHES.contains(&between) } else { matches!(between, "、" | "和" | "与") };
            let name = scene.entity(*dam).name.as_str();
            if !goes_on || !DAMS.iter().any(|end| name.ends_with(end)) {
                break;
            }
            end = span.end;
            let ground = Ground::stated("relation/within", river.cover(*span));
            edges.add(Node::Entity(*dam), Predicate::LocatedIn, Node::Entity(*outer), ground);
        }
    }
}
