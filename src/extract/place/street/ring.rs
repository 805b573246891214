//! Rings around a town: `西二环北延`, `二环路`, `三环以内`.

use std::sync::LazyLock;

use super::Scene;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A ring by its side, as a road, or by what lies within it.
static RING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "([东西南北][一二三四五六]环(?:[东西南北]?路)?|[二三四五六]环[东西南北]?路)(?:$|[^节比境保链球套式])|([二三四五六]环)(?:以?[内外]|沿线|高架|主路|辅路|连接线|[与和至、][二三四五六]环)|[与和至、]([二三四五六]环)(?:之间|连接线|沿线|以?内)",
    )
});

/// The rings of a line.
pub(super) fn rings(scene: &Scene<'_>, line: Span) -> Vec<Span> {
    let text = &scene.text[line.range()];
    if !text.contains('环') {
        return Vec::new();
    }
    // 二环与|三环之间: what shows one ring may hold another.
    let mut at = 0;
    let hits = std::iter::from_fn(|| {
        let hit = RING.captures_at(text, at)?;
        let ring = (1..4).find_map(|group| hit.get(group))?;
        at = ring.end();
        Some(ring)
    });
    let rings = hits.filter_map(|ring| {
        // 第二环, 一环扣一环: which of a chain.
        let counted = text[..ring.start()].ends_with(['第', '扣', '这', '每']);
        (!counted).then(|| Span::from(ring.range()).shift(line.start))
    });
    rings.collect()
}
