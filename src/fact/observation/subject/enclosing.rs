//! What stands around a clause that names nothing itself: its sentence, its paragraph, the headings over it.

use super::named::{is_counted, part};
use crate::fact::Scene;
use crate::fact::observation::around::{Around, before, begins, is_level_word, leading_place};
use crate::fact::observation::item::Item;
use crate::lexicon::cues::Part;
use crate::lexicon::edge::last_place;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// Whether a sentence or its clause begins with a body, whose doing it tells: 两地海关共验放….
pub(super) fn is_led_by_body(scene: &Scene<'_>, around: Around<'_>) -> bool {
    let leads = |stretch: Span| {
        let first = scene.mentions.within(stretch).next();
        first.is_some_and(|(span, id)| {
            matches!(scene.mentions.kind(id), EntityKind::Agency | EntityKind::Organization)
                && begins(scene, stretch, around.dates, span)
        })
    };
    leads(around.clause) || leads(around.sentence)
}

/// 市水利局牵头关停企业20家: whether the sentence of a clause begins with an agency, which did what it tells.
pub(super) fn is_led_by_agency(scene: &Scene<'_>, around: Around<'_>) -> bool {
    let first = scene.mentions.within(around.sentence).next();
    first.is_some_and(|(span, id)| {
        scene.mentions.kind(id) == EntityKind::Agency && begins(scene, around.sentence, around.dates, span)
    })
}

/// Whether a clause begins with what only the thing before it can have done: 覆盖部门120个, 累计受理9万件.
pub(super) fn goes_on(scene: &Scene<'_>, clause: Span) -> bool {
    scene.lexicon.telling.has_done(scene.words(clause).trim_start())
}

/// The place that is ranked: its clause or one before in the sentence begins with it by name.
pub(super) fn ranked_place(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let named = |stretch: Span| {
        leading_place(scene, stretch, around.dates).filter(|(span, _)| !is_level_word(scene.words(*span)))
    };
    named(around.clause).or_else(|| named(before(around.sentence, around.clause.start))).map(|(_, id)| id)
}

/// The programme since which something is counted: 开展“…”模式以来，全市….
pub(super) fn since(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let earlier = before(around.sentence, around.clause.start);
    let since = last_place(scene.words(earlier), "以来").map(|at| earlier.start + at)?;
    scene.mentions.of_kind(EntityKind::Programme, before(earlier, since)).next().map(|(_, id)| id)
}

/// The first programme of the sentence that is not just what it is in keeping with.
pub(super) fn carrier_of_sentence(scene: &Scene<'_>, around: Around<'_>, item: &Item<'_>) -> Option<EntityId> {
    let ahead = before(around.sentence, item.quantity.span.start);
    let mut named = scene.mentions.of_kind(EntityKind::Programme, ahead);
    let past = |span: Span| matches!(part(scene, around.sentence, span), Part::Adjunct | Part::Event);
    let fits = |span: Span| !past(span) && !is_counted(scene, span);
    named.find(|(span, _)| fits(*span)).map(|(_, id)| id)
}

/// The company that a paragraph begins with, and so tells of: 以某物业公司为例：该公司…. One that is named later, as somebody who works
/// together with others, has no more than its own clauses.
pub(in crate::fact::observation) fn company_of_paragraph(scene: &Scene<'_>, paragraph: Span) -> Option<EntityId> {
    // 上汽通用五菱“一二五”工程: the company is part of another name.
    let whole = |span: Span| scene.mentions.at(span).all(|(other, _)| other.len() <= span.len());
    let (span, id) = scene.mentions.of_kind(EntityKind::Organization, paragraph).next()?;
    let lead = scene.words(Span::new(paragraph.start, span.start));
    // 联合某银行推出…: who does it is not named.
    let leads = || !lead.contains(char::is_alphabetic) || lead.ends_with(['以', '如']);
    (is_company(scene, id) && whole(span) && opens(scene, paragraph, span) && leads()).then_some(id)
}

/// The zone or facility that the paragraph begins with.
pub(super) fn zone_of_paragraph(scene: &Scene<'_>, around: Around<'_>) -> Option<EntityId> {
    let (span, id) = scene.mentions.of_kind(EntityKind::Place, around.paragraph).next()?;
    let Detail::Place(place) = &scene.entity(id).detail else { return None };
    (matches!(place.kind, "zone" | "facility") && opens(scene, around.paragraph, span)).then_some(id)
}

/// Whether a paragraph begins with a name, but for a few words.
fn opens(scene: &Scene<'_>, paragraph: Span, name: Span) -> bool {
    /// Most letters before the name.
    const LEAD: usize = 6;
    let lead = scene.words(Span::new(paragraph.start, name.start));
    lead.chars().filter(|c| c.is_alphabetic()).nth(LEAD).is_none() && !lead.contains('。')
}

/// The programme that a heading names, from the innermost out.
pub(super) fn of_heading(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let sections = &scene.case().sections;
    let chain = std::iter::successors(scene.case().section_at(clause), |&section| sections[section].parent);
    chain.map(|section| sections[section].heading).find_map(|heading| {
        let (span, id) = scene.mentions.of_kind(EntityKind::Programme, heading).next()?;
        (!is_part_of_phrase(scene, heading, span)).then_some(id)
    })
}

/// “甲+乙”|交易变现, “某青年”|电商创业孵化: a quoted word that a heading only begins the name of its thing with.
fn is_part_of_phrase(scene: &Scene<'_>, heading: Span, name: Span) -> bool {
    let lead = scene.words(Span::new(heading.start, name.start)).trim_end_matches('“');
    let rest = scene.words(Span::new(name.end.min(heading.end), heading.end));
    let quoted = rest.starts_with('”') || scene.words(name).starts_with('“') && scene.words(name).ends_with('”');
    quoted && !lead.contains(char::is_alphabetic) && rest.trim_start_matches('”').starts_with(char::is_alphabetic)
}

/// Whether a clause stands under a heading of what was before a thing was brought in, or of what is still amiss: 一、基本情况.
pub(super) fn is_background(scene: &Scene<'_>, clause: Span) -> bool {
    const HEADINGS: [&str; 6] = ["基本情况", "概况", "背景", "存在问题", "存在的问题", "下一步"];
    let sections = &scene.case().sections;
    let mut chain = std::iter::successors(scene.case().section_at(clause), |&section| sections[section].parent);
    chain.any(|section| {
        let heading = scene.words(sections[section].heading).trim_end();
        HEADINGS.iter().any(|end| heading.ends_with(end)) || heading.contains("存在问题")
    })
}

/// Whether an entity is a company, whose figures are its own and not those of a place.
pub(in crate::fact::observation) fn is_company(scene: &Scene<'_>, id: EntityId) -> bool {
    let entity = scene.entity(id);
    let name = entity.name.as_str();
    // 某小学教育集团, 某医院医疗集团: no company.
    let serves =
        || ["教育集团", "医疗集团", "医院集团", "小学集团", "中学集团"].iter().any(|ending| name.ends_with(ending));
    entity.kind() == EntityKind::Organization
        && ["公司", "集团", "厂"].iter().any(|ending| name.ends_with(ending))
        && !serves()
}
