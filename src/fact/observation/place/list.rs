//! Places in lists, on ways and in names: of several none is where a number holds.

use super::super::super::Scene;
use super::super::around::{Around, before, lies_in};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// 其中甲市3.02亿元、|乙县1.15亿元: a member of a list in which the one before has a number of its own.
pub(super) fn has_own_number(scene: &Scene<'_>, around: Around<'_>, place: Span) -> bool {
    let ahead = before(around.clause, place.start);
    let Some((last, _)) = scene.mentions.of_kind(EntityKind::Place, ahead).next_back() else { return false };
    let between = scene.words(Span::new(last.end.min(place.start), place.start));
    between.contains(|c: char| c.is_ascii_digit()) && !between.trim_end_matches('、').contains('、')
}

/// 桥东|和|迎泽两个街道: whether "and" and another place follow.
pub(super) fn joins_another(scene: &Scene<'_>, place: Span) -> bool {
    let after = &scene.document.text.as_str()[place.end..];
    let joint = after.chars().next().filter(|c| matches!(c, '和' | '与' | '及'));
    let next = joint.map(|joint| place.end + joint.len_utf8());
    let mut named = next.into_iter().flat_map(|next| scene.mentions.at(Span::new(next, next + 1)));
    named.any(|(span, id)| Some(span.start) == next && scene.mentions.kind(id) == EntityKind::Place)
}

/// 某市化工、|某县石材2个平台: whether another place that it does not hold stands in the list between an area and its number.
pub(super) fn before_another(scene: &Scene<'_>, (span, id): (Span, EntityId), until: usize) -> bool {
    let text = scene.document.text.as_str();
    let mut named = scene.mentions.of_kind(EntityKind::Place, Span::new(span.end.min(until), until));
    named.any(|(next, other)| {
        let between = &text[span.end..next.start.max(span.end)];
        between.ends_with('、')
            && between.len() > '、'.len_utf8()
            && !between.contains(|c: char| c.is_ascii_digit())
            && !lies_in(scene, other, id)
    })
}

/// 甲至|乙段: whether words end in a place from which something goes on to the next one.
pub(super) fn ends_way(scene: &Scene<'_>, words: &str) -> bool {
    let Some(from) = words.strip_suffix(['至', '到']) else { return false };
    let last = from.chars().next_back().map_or(0, char::len_utf8);
    let mut named = scene.mentions.at(Span::new(from.len() - last, from.len()));
    named.any(|(name, id)| name.end == from.len() && scene.mentions.kind(id) == EntityKind::Place)
}

/// 甲|至乙段: whether something goes on from a place to the next one.
pub(super) fn begins_way(scene: &Scene<'_>, place: Span) -> bool {
    let after = &scene.document.text.as_str()[place.end..];
    let Some(rest) = after.strip_prefix(['至', '到']) else { return false };
    let next = place.end + after.len() - rest.len();
    let mut named = scene.mentions.at(Span::new(next, next + 1));
    named.any(|(name, id)| name.start == next && scene.mentions.kind(id) == EntityKind::Place)
}

/// “宾川柑橘”: whether a place stands at the beginning of a name in quotation marks.
pub(super) fn in_quotes(scene: &Scene<'_>, span: Span) -> bool {
    let text = scene.document.text.as_str();
    text[..span.start].ends_with('“') && !text[span.end..].starts_with('”')
}
