//! The stretches of text that a number stands in, and what a clause begins with.

use super::super::{ObservationKind, Scene};
use super::told::{Clause, Sentence};
use crate::extract::date::DateMention;
use crate::resolve::{Detail, EntityId, EntityKind};
use crate::span::Span;

/// The stretches of text that a number stands in.
#[derive(Clone, Copy)]
pub(super) struct Around<'a> {
    pub(super) paragraph: Span,
    pub(super) sentence: Span,
    pub(super) clause: Span,
    pub(super) dates: &'a [DateMention],
    pub(super) kind: ObservationKind,
}

impl<'a> Around<'a> {
    /// Those of a number of a clause.
    pub(super) fn of(sentence: &Sentence<'a>, clause: &Clause<'_>, kind: ObservationKind) -> Self {
        let Sentence { paragraph, span, dates, .. } = *sentence;
        Self { paragraph: paragraph.span, sentence: span, clause: clause.span, dates, kind }
    }
}

/// The part of a stretch that lies before a place in the text.
pub(super) fn before(stretch: Span, until: usize) -> Span {
    let end = stretch.end.min(until).max(stretch.start.min(until));
    Span::new(stretch.start.min(end), end)
}

/// Whether nothing but dates and 在, 其中, 共, 而 stands before a name in a clause.
pub(super) fn begins(scene: &Scene<'_>, clause: Span, dates: &[DateMention], name: Span) -> bool {
    let last = dates.iter().map(|date| date.span.end).filter(|end| *end <= name.start).max();
    let from = last.unwrap_or(clause.start).max(clause.start);
    let lead = scene.words(Span::new(from.min(name.start), name.start));
    lead.chars().all(|c| matches!(c, '在' | '其' | '中' | '共' | '而') || !c.is_alphabetic())
}

/// The area that a clause begins with (全市建成中心1个, 东兴市2家公立医院…, 清流镇有…), not as part of another name.
pub(super) fn leading_place(scene: &Scene<'_>, clause: Span, dates: &[DateMention]) -> Option<(Span, EntityId)> {
    scene.mentions.of_kind(EntityKind::Place, clause).find(|&(span, id)| {
        begins(scene, clause, dates, span)
            && is_area(scene, id)
            && scene.mentions.at(span).all(|(other, _)| other.len() <= span.len())
    })
}

/// The code of an administrative area.
pub(super) fn code_of<'a>(scene: &Scene<'a>, id: EntityId) -> Option<&'a str> {
    match &scene.entity(id).detail {
        Detail::Place(place) => place.admin_code.as_deref(),
        _ => None,
    }
}

/// Whether a place is an area of administration in the country: one of the register, or a town or village in one.
pub(super) fn is_area(scene: &Scene<'_>, id: EntityId) -> bool {
    code_of(scene, id).is_some() || is_below_counties(scene, id)
}

/// Whether a place is a town, a street or a village: an area of administration that has no code in the register.
pub(super) fn is_below_counties(scene: &Scene<'_>, id: EntityId) -> bool {
    matches!(&scene.entity(id).detail, Detail::Place(place)
        if place.kind == "admin" && place.admin_code.is_none() && place.country_code.is_none())
}

/// A place and those that hold it, the nearest first.
fn holders(scene: &Scene<'_>, id: EntityId) -> impl Iterator<Item = EntityId> {
    /// No village is further in.
    const DEEPEST: usize = 4;
    std::iter::successors(Some(id), |&place| scene.entity(place).located_in).take(DEEPEST)
}

/// The code of an area, or of the nearest one around it that has one: a village has none.
pub(super) fn code_around<'a>(scene: &Scene<'a>, id: EntityId) -> Option<&'a str> {
    holders(scene, id).find_map(|place| code_of(scene, place))
}

/// Whether an area is another one or lies in it, as far as the register and the names of both tell.
pub(super) fn lies_in(scene: &Scene<'_>, inner: EntityId, outer: EntityId) -> bool {
    match code_of(scene, outer) {
        Some(outer) => code_around(scene, inner).is_some_and(|code| scene.lexicon.register.is_within(code, outer)),
        None => holders(scene, inner).any(|place| place == outer),
    }
}

/// 全市, 自治区: words that mean a place in one case only.
pub(super) fn is_level_word(words: &str) -> bool {
    words.chars().all(|c| "全我本自治省市县区州盟旗".contains(c))
}
