//! Where a clause says that the telling is: 当地, 这里, 该县, which point back at the area named last, and 在某县.

use std::sync::LazyLock;

use super::super::super::Scene;
use super::super::around::is_area;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// 280多家企业聚集|于此, |当地|建成窗口19个, |该县|有企业30家.
static POINTS: LazyLock<Pattern> = LazyLock::new(|| pattern("当地|这里|[于在]此|该(?:省|市|县|区|州|盟|旗|镇|乡|村)"));

/// What goes on behind such words to something else: 在此|基础上, 该市|场, 该区|域.
const GOES_ON: [&str; 12] = ["基础", "之", "前", "后", "期间", "过程", "背景", "次", "场", "域", "级", "民"];

/// So many names before a clause are looked at for what it points at.
const NEAR: usize = 32;

/// The area that a clause points back at: the last one named before it, of the kind that it says; none of several in a list.
pub(super) fn pointed_at(scene: &Scene<'_>, clause: Span) -> Option<EntityId> {
    let words = scene.words(clause);
    let found = POINTS.find(words)?;
    if GOES_ON.iter().any(|word| words[found.end()..].starts_with(word)) {
        return None;
    }
    let kind = found.as_str().strip_prefix('该').unwrap_or_default();
    let case = scene.case().span;
    let before = Span::new(case.start.min(clause.start), clause.start + found.start());
    let mut named = scene.mentions.of_kind(EntityKind::Place, before).rev().take(NEAR);
    // 该区 is the zone where that was named last.
    let meant = |id| scene.entity(id).name.ends_with(kind) && (!kind.is_empty() || is_area(scene, id));
    let (span, place) = named.find(|(_, id)| meant(*id)).filter(|(_, id)| is_area(scene, *id))?;
    // 宿迁市|泗洪县 is one stretch, of the county, which the city begins.
    let whole = scene.mentions.at(span).filter(|(_, id)| is_area(scene, *id)).max_by_key(|(span, _)| span.len());
    let (span, place) = whole.unwrap_or((span, place));
    let text = scene.document.text.as_str();
    let listed = text[..span.start].ends_with('、') || text[span.end..].starts_with(['、', '等', '和']);
    (!listed).then_some(place)
}

/// 在泗洪县，…: whether a clause says nothing but in which area the rest of its paragraph is.
pub(super) fn only_says_where(scene: &Scene<'_>, clause: Span, area: EntityId) -> bool {
    let mut named = scene.mentions.of_kind(EntityKind::Place, clause);
    scene.words(clause).starts_with('在')
        && is_area(scene, area)
        && named.any(|(span, id)| id == area && span.end == clause.end)
}
