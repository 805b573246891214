//! What a clause names: the programme or body that its numbers are about.

use crate::fact::observation::around::{Around, before};
use crate::fact::observation::item::Item;
use crate::fact::{ObservationKind, Scene};
use crate::lexicon::cues::Part;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// How many mentions back a thing may have been named that a clause takes up by its last word alone.
const LAST_NAMED: usize = 24;

/// The last thing named whose name ends in the two characters that a clause begins with, after 该 or 本 if there is one.
pub(super) fn taken_up_by_noun(scene: &Scene<'_>, around: Around<'_>, ahead: &str) -> Option<EntityId> {
    let words = ahead.trim_start_matches(['该', '本', '此']);
    let noun = scene.lexicon.cues.noun(words)?;
    if ["企业", "经济", "建设"].iter().any(|next| words[noun.len()..].starts_with(next)) {
        return None;
    }
    let earlier = before(scene.case().span, around.clause.start);
    let named =
        scene.mentions.within(earlier).rev().filter(|(_, id)| scene.mentions.kind(*id) == EntityKind::Programme);
    named.take(LAST_NAMED).find(|(_, id)| scene.entity(*id).name.ends_with(noun)).map(|(_, id)| id)
}

/// What a clause names, and whether the number counts that very thing: the programme that the number stands in the name of,
/// the last programme before the number, the first after it, an organization before it that is not one of a list.
pub(super) fn in_clause(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<(EntityId, bool)> {
    let number = item.quantity.number;
    let ahead = before(around.clause, item.quantity.span.start);
    let behind = Span::new(item.quantity.span.end.min(around.clause.end), around.clause.end);
    let programmes =
        |stretch| scene.mentions.of_kind(EntityKind::Programme, stretch).filter(|(span, _)| !is_listed(scene, *span));
    let holds = scene.mentions.at(number).find(|(span, id)| {
        scene.mentions.kind(*id) == EntityKind::Programme && span.contains(number) && span.len() > number.len()
    });
    if let Some((_, id)) = holds {
        return Some((id, true));
    }
    let part = |span: Span| part(scene, around.clause, span);
    // 三支一扶2名，公益性岗位2名: a programme that another number counts.
    let of_another = |span: Span| !item.before.contains(span) && is_listed_count(scene, span);
    // 甲装备、乙材料等35个项目: what a name only begins the examples of.
    let example = |span: Span| item.quantity.unit == "count" && is_example(scene, span.end, ahead.end);
    let mut named = programmes(ahead).filter(|(span, _)| !example(*span));
    if let Some((span, id)) = named.rfind(|(span, _)| part(*span) != Part::Adjunct && !of_another(*span)) {
        return Some((id, is_counted(scene, span) || part(span) == Part::Event));
    }
    if let Some(agency) = bound_agency(scene, around, item) {
        return Some((agency, false));
    }
    // 创新方面5项：设置专板…: the list behind the colon is what is counted.
    let lists = |span: Span| scene.words(Span::new(behind.start.min(span.start), span.start)).contains('：');
    let theme = |span: Span| part(span) == Part::Theme && !lists(span) && !is_listed_count(scene, span);
    if let Some((span, id)) = programmes(behind).find(|(span, _)| theme(*span)) {
        // 100项“甲”项目: what is counted.
        let between = scene.words(Span::new(behind.start.min(span.start), span.start));
        return Some((id, item.quantity.unit == "count" && matches!(between, "" | "“" | "《")));
    }
    // 剔除甲幼儿园（每月9950元）、乙幼儿园（6200元）: each bracket tells of the name right before it.
    if let Some(bracketed) = bracketed(scene, ahead) {
        return Some((bracketed, true));
    }
    let mut organizations = scene.mentions.of_kind(EntityKind::Organization, ahead);
    let organization =
        organizations.find(|(span, _)| !is_listed(scene, *span) && !only_tells(scene, *span) && !example(*span));
    organization.map(|(_, id)| (id, false))
}

/// Whether a list of examples that ends in 等 follows a name within a stretch: 某集团新能源传动系统等项目, 某公司一体化装置、乙园区等23个项目.
pub(super) fn is_example(scene: &Scene<'_>, from: usize, until: usize) -> bool {
    let rest = scene.words(Span::new(from.min(until), until));
    let mut lists = rest.match_indices('等').map(|(at, and_so_on)| (&rest[..at], &rest[at + and_so_on.len()..]));
    lists.any(|(list, next)| {
        let grade = list.ends_with(['一', '二', '三', '四', '特', '优', '中', '高', '初', '平', '同', '均', '对']);
        !grade && !list.contains('，') && !next.starts_with(['级', '次', '候', '额', '于', '方', '待'])
    })
}

/// The organization before the bracket that the end of a stretch stands in.
fn bracketed(scene: &Scene<'_>, ahead: Span) -> Option<EntityId> {
    let words = scene.words(ahead);
    let open = words.rfind(['（', '(']).filter(|open| !words[*open..].contains(['）', ')']))?;
    let (span, id) = scene.mentions.of_kind(EntityKind::Organization, before(ahead, ahead.start + open)).next_back()?;
    (span.end == ahead.start + open).then_some(id)
}

/// The agency that a limit binds, where its sentence begins with it.
pub(super) fn bound_agency(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    if around.kind != ObservationKind::Limit {
        return None;
    }
    let sentence = before(around.sentence, item.quantity.span.start);
    let (span, id) = scene.mentions.of_kind(EntityKind::Agency, sentence).next()?;
    (span.start == sentence.start).then_some(id)
}

/// Whether a number of the very thing follows its name: 送法进企业活动75次.
pub(super) fn is_counted(scene: &Scene<'_>, span: Span) -> bool {
    let after = scene.document.text.as_str()[span.end..].trim_start_matches(['”', '了', '共', '近', '约']);
    crate::extract::numeral::numeral(after).is_some()
}

/// Whether it is counted as a member of a list: 见习岗位4名，|三支一扶|2名，….
fn is_listed_count(scene: &Scene<'_>, span: Span) -> bool {
    let text = scene.document.text.as_str();
    is_counted(scene, span) && text[..span.start].trim_end_matches('“').ends_with(['，', '、', '（'])
}

/// Whether a body only tells of numbers that are not its own: 世界银行预计…, 某晚报记者…; a paper tells of others, whatever it does.
pub(super) fn only_tells(scene: &Scene<'_>, span: Span) -> bool {
    const PAPERS: [&str; 10] = ["日报", "晚报", "早报", "晨报", "时报", "快报", "商报", "经济报道", "通讯社", "新京报"];
    let name = scene.words(span);
    PAPERS.iter().any(|paper| name.ends_with(paper))
        || scene.lexicon.cues.tells(&scene.document.text.as_str()[span.end..])
}

/// Bytes of the longest note in brackets between the members of a list.
const NOTE: usize = 60;

/// One of several: “甲”“乙”等, 甲、乙.
pub(super) fn is_listed(scene: &Scene<'_>, span: Span) -> bool {
    let text = scene.document.text.as_str();
    let after = &text[span.end..];
    // 甲（9950元）、乙（6200元）.
    let bracket = after.strip_prefix('（').and_then(|inside| inside.split_once('）'));
    let after = bracket.filter(|(inside, _)| inside.len() <= NOTE).map_or(after, |(_, rest)| rest);
    let text = &text[..span.start];
    // 支持“甲行动”“乙行动”.
    let quoted = after.trim_start_matches('”').starts_with('“') && after.starts_with(['”', '“'])
        || text.ends_with('”')
        || text.ends_with("”“");
    after.starts_with(['、', '等']) || text.ends_with('、') || after.starts_with("”等") || quoted
}

/// How a clause names a programme, by the last cue before it.
pub(super) fn part(scene: &Scene<'_>, clause: Span, span: Span) -> Part {
    let text = scene.document.text.as_str();
    if text[span.end..].starts_with('为') && text[clause.start..span.start].contains('以') {
        return Part::Adjunct;
    }
    scene.lexicon.cues.part(scene.words(before(clause, span.start)))
}

/// Whether a clause brings a programme in: 打造“企业码”平台, 创新升级…“云”互动服务模式.
pub(super) fn brings_in(scene: &Scene<'_>, clause: Span, span: Span) -> bool {
    let ahead = scene.words(before(clause, span.start));
    // 已实行“告知承诺”的事项: it only tells which.
    let modifies = scene.document.text.as_str()[span.end..].trim_start_matches('”').starts_with('的');
    !modifies
        && scene.lexicon.programmes.has_verb(ahead)
        && part(scene, clause, span) == Part::Theme
        && !is_counted(scene, span)
}

/// Whether a programme is an undertaking that a clause carries out: 实施稳岗行动, but not 建立保险制度.
pub(super) fn is_carried_out(scene: &Scene<'_>, clause: Span, span: Span, id: EntityId) -> bool {
    let ahead = scene.words(before(clause, span.start));
    let name = scene.entity(id).name.trim_end_matches('”');
    let carries = ["实施", "开展", "推行", "启动", "组织", "举办"].iter().any(|verb| ahead.contains(verb));
    carries && ["行动", "工程", "计划", "活动", "项目", "试点", "专项"].iter().any(|end| name.ends_with(end))
}
