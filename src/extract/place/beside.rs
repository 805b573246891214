//! What stands in a town or village and is called by it and what it is for: `西湖街道|零工市场`, `江东村|文化礼堂`,
//! `广陈镇|粮食全产业链服务中心`.
//!
//! Zones and facilities are read before towns are, and such words alone (零工市场) name none.

use std::sync::LazyLock;

use super::locality::LOCALITY;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A facility called by its town.
const BESIDE: &str = "place/beside";

/// What it is for, and the noun. Centres that every town has for its people (便民服务中心) are bodies.
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(\\p{Han}{0,8}?)(零工市场|农贸市场|综合市场|交易市场|批发市场|文化礼堂|文化广场|人民广场|人民公园|文化公园|体育公园|产业园区|产业园|加工园|物流园|创业园|创业孵化基地|田园综合体|停车场|(?:产业链|农事|农业|冷链|加工|烘干|物流|育秧)(?:服务)?中心)",
    )
});

/// Characters behind the noun that make another word of it, or a body.
const OTHER_WORDS: &str = "管化委内主部公";

/// The facilities of a line right behind one of its towns and villages.
pub(super) fn beside(scene: &Scene<'_>, line: Span, outer: &[Found]) -> Vec<Found> {
    let towns = outer.iter().filter(|place| place.rule == LOCALITY);
    towns.filter_map(|town| of_town(scene, line, town)).collect()
}

fn of_town(scene: &Scene<'_>, line: Span, town: &Found) -> Option<Found> {
    let rest = &scene.text[town.span.end..line.end];
    let hit = BEHIND.captures(rest)?;
    let (all, purpose) = (hit.get(0)?, hit.get(1)?);
    let places = &scene.lexicon.places;
    let said = purpose.as_str();
    // 大坪镇|建设产业园, 大坪镇|的农贸市场
    let plain = places.is_generic(said)
        || scene.lexicon.organizations.name_start(said) > 0
        || said.contains(['的', '和', '与', '及', '有', '镇', '村', '区'])
        || ["建设", "建成", "新建", "打造", "发展", "推进", "改造", "投资", "现代农业"]
            .iter()
            .any(|verb| said.contains(verb))
        || rest[all.end()..].starts_with(|c| OTHER_WORDS.contains(c));
    let span = Span::new(town.span.start, town.span.end + all.end());
    let name = scene.text[span.range()].to_owned();
    let within = Some(Box::new(town.referent.clone()));
    (!plain).then(|| Found {
        name_start: town.span.start,
        ..Found::new(
            Span::new(town.span.end, span.end),
            BESIDE,
            PlaceReferent::Named { name, kind: "facility", within },
        )
    })
}
