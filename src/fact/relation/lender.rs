//! Whose product it is that banks and insurers bring out, also where somebody else makes them do so: `与甲银行推出“乙贷”`,
//! `引导甲银行、乙银行推出“丙贷”“丁贷”`, `甲银行要发挥“乙贷”作用`.

use std::sync::LazyLock;

use super::operator::FIRST_OF_IT;
use crate::fact::Scene;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::EntityId;
use crate::span::Span;

/// Words in the names of those who lend or insure.
const LENDERS: [&str; 8] = ["银行", "保险", "财险", "信用社", "农信", "担保", "农商行", "村镇行"];

/// How the names of their products end.
const PRODUCTS: [&str; 6] = ["贷", "险", "保", "券", "卡", "贷款"];

/// What they do, from the last of them to the name; other names may stand between.
static OFFERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:等[\d一二三四五六七八九十]*[家个]?(?:商业银行|银行|金融机构|机构|保险公司)?)?(?:要|应)?(?:合作|联合|共同|创新|率先|相继|先后|陆续|专门|积极|充分)*(?:推出|开发|开展|开办|发行|上线|研发|推广|创新|发放|办理|发挥好?|用好|落地)了?[^，、“]{0,6}(?:“[^“”]{2,12}”[、和]?)*“?$",
    )
});

/// Who makes them do it, right before the first of them.
static MADE_TO: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:引导|鼓励|支持|指导|推动|督促|组织|协调|委托)$"));

/// With whom somebody brings it out.
static WITH: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:与|同|联合|会同|携手|依托)$"));

/// Those whose product a programme is by its clause; `known` says whether somebody else is known to bring it out.
pub(super) fn lenders(scene: &Scene<'_>, clause: Span, programme: Span, known: bool) -> Vec<EntityId> {
    let name = scene.words(programme).trim_end_matches('”');
    if FIRST_OF_IT.is_match(scene.words(Span::new(programme.end, clause.end)))
        || !PRODUCTS.iter().any(|end| name.ends_with(end))
    {
        return Vec::new();
    }
    let bodies = scene.bodies(Span::new(clause.start, programme.start));
    let Some((last, _)) = bodies.last() else { return Vec::new() };
    let between = scene.words(Span::new(last.end.min(programme.start), programme.start));
    if !OFFERS.is_match(between) {
        return Vec::new();
    }
    let joined = |pair: &[(Span, EntityId)]| {
        matches!(scene.words(Span::new(pair[0].0.end.min(pair[1].0.start), pair[1].0.start)), "、" | "和" | "及" | "与")
    };
    let from = bodies.windows(2).rposition(|pair| !joined(pair)).map_or(0, |at| at + 1);
    let before = scene.words(Span::new(clause.start, bodies[from].0.start));
    let lend = bodies[from..].iter().all(|(_, id)| LENDERS.iter().any(|word| scene.entity(*id).name.contains(word)));
    let apt = MADE_TO.is_match(before) || !known && (before.is_empty() || WITH.is_match(before));
    if lend && apt { bodies[from..].iter().map(|(_, id)| *id).collect() } else { Vec::new() }
}
