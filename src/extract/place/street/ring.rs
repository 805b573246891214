//! Rings around a town: `西二环北延`, `二环路`, `三环以内`.

use std::sync::LazyLock;

use super::Scene;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A ring by its side, as a road, or by what lies within it.
static RING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "([东西南北][一二三四五六]环(?:[东西南北]?路)?|[二三四五六]环[东西南北]?路)(?:$|[^节比境保链球套式])|([二三四五六]环)(?:以?[内外]|沿线|高架|主路|辅路)",
    )
});

/// The rings of a line.
pub(super) fn rings(scene: &Scene<'_>, line: Span) -> Vec<Span> {
    let text = &scene.text[line.range()];
    if !text.contains('环') {
        return Vec::new();
    }
    let rings = RING.captures_iter(text).filter_map(|hit| {
        let ring = hit.get(1).or_else(|| hit.get(2))?;
        // 第二环, 一环扣一环: which of a chain.
        let counted = text[..ring.start()].ends_with(['第', '扣', '这', '每']);
        (!counted).then(|| Span::from(ring.range()).shift(line.start))
    });
    rings.collect()
}
