//! Numbers that a list of places shares out: `甲、乙和丙增速分别是2%、1.6%和3.6%`, `甲（59亿元）、乙（41亿元）`.

use super::super::Scene;
use super::around::{before, code_of};
use super::item::Item;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// The word that says that of several things each has its number.
const EACH: &str = "分别";

/// The place right before the bracket that a number opens.
pub(super) fn bracketed(scene: &Scene<'_>, clause: Span, until: usize) -> Option<EntityId> {
    let ahead = before(clause, until);
    let named = scene.words(ahead).strip_suffix(['（', '('])?;
    let (span, id) = scene.mentions.of_kind(EntityKind::Place, ahead).next_back()?;
    (span.end == ahead.start + named.len() && code_of(scene, id).is_some()).then_some(id)
}

/// Of the numbers of a clause those behind 分别, by the position of the first, with the area that each is of: the areas of
/// the last list before them in the sentence, if there are as many.
pub(super) fn respectively(scene: &Scene<'_>, sentence: Span, items: &[Item<'_>]) -> Option<(usize, Vec<EntityId>)> {
    let last = items.last().filter(|_| items.len() > 1)?.quantity.span.start;
    let until = sentence.start + scene.words(before(sentence, last)).rfind(EACH)?;
    let first = items.iter().position(|item| item.quantity.span.start > until)?;
    let (areas, end) = last_list(scene, before(sentence, until))?;
    // 甲、乙城镇和农村居民收入分别增长5%和6%: each is of both.
    let shared = scene.words(Span::new(end, until)).contains(['、', '和', '与', '及']);
    (!shared && areas.len() == items.len() - first).then_some((first, areas))
}

/// The areas of the last list of a stretch, and where it ends.
fn last_list(scene: &Scene<'_>, stretch: Span) -> Option<(Vec<EntityId>, usize)> {
    let mut areas: Vec<EntityId> = Vec::new();
    let (mut next, mut end): (Option<Span>, usize) = (None, stretch.end);
    let named = scene.mentions.of_kind(EntityKind::Place, stretch).rev();
    for (span, id) in named.filter(|(_, id)| code_of(scene, *id).is_some()) {
        let Some(after) = next else {
            areas.push(id);
            (next, end) = (Some(span), span.end);
            continue;
        };
        if span.end > after.start {
            continue;
        }
        match scene.words(Span::new(span.end, after.start)) {
            "、" | "和" | "与" | "及" => areas.push(id),
            _ if areas.len() < 2 => (areas, end) = (vec![id], span.end),
            _ => break,
        }
        next = Some(span);
    }
    areas.reverse();
    (areas.len() > 1).then_some((areas, end))
}
