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

/// The administrative area that a clause begins with (全市建成中心1个, 东兴市2家公立医院…), not as part of another name.
pub(super) fn leading_place(scene: &Scene<'_>, clause: Span, dates: &[DateMention]) -> Option<(Span, EntityId)> {
    scene.mentions.of_kind(EntityKind::Place, clause).find(|&(span, id)| {
        begins(scene, clause, dates, span)
            && code_of(scene, id).is_some()
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

/// 全市, 自治区: words that mean a place in one case only.
pub(super) fn is_level_word(words: &str) -> bool {
    words.chars().all(|c| "全我本自治省市县区州盟旗".contains(c))
}
