//! Bridges and crossings by the street that they carry and what it crosses: `迎宾路跨清水河大桥`, `建业路青溪桥`, `滨河大道上跨京广铁路立交桥`.

use std::sync::LazyLock;

use super::street::Reader;
use super::{Found, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A bridge or crossing of a street.
pub(super) const CROSSING: &str = "place/crossing";

/// The end of a street, the water, railway or street that it crosses, and what carries it there; or a ring (group 2) and a street.
static CROSSING_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(大道|大街|路|街)(?:(?:\\p{Han}{2,4}(?:路|街|大道)|[东西南北][一二三四五]环)?立交桥?|(?:(?:上跨|下穿|跨越?)\\p{Han}{1,6}?(?:河|江|湖|溪|渠|沟|铁路|高速|路|线|大道)|\\p{Han}{1,3}[河江溪渠])(?:立交桥|立交|特大桥|大桥|中桥|桥|隧道|地道)|快速路|高架桥)|([东西南北][一二三四五]环)(?:\\p{Han}{2,4}(?:路|街|大道))?立交桥?",
    )
});

/// Characters behind a bridge that make another word with its noun.
const OTHER_WORDS: &str = "头村梁镇乡区街路社";

/// The bridges and crossings of a line that streets give their names to; `names` are the areas found in it.
pub(super) fn crossings(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains(['桥', '隧', '交', '道']) {
        return Vec::new();
    }
    let reader = Reader { scene, line, names };
    let crossings = CROSSING_OF.captures_iter(text).filter_map(|hit| {
        let all = hit.get(0)?;
        let group = |number| hit.get(number).map(|group| Span::from(group.range()).shift(line.start));
        let street = group(1).map_or_else(|| group(2), |noun| reader.before(noun))?;
        let street =
            joined_before(&reader, text, street).filter(|_| all.as_str().ends_with("快速路")).unwrap_or(street);
        let other = text[all.end()..].starts_with(|c| OTHER_WORDS.contains(c));
        let span = Span::new(street.start, line.start + all.end());
        (!other).then(|| scene.called_here(CROSSING, span, "facility"))
    });
    crossings.collect()
}

/// 建工路—|新兴南路|快速路: the stretch with the street before it that a hyphen joins.
fn joined_before(reader: &Reader<'_>, text: &str, street: Span) -> Option<Span> {
    let before = &text[..street.start - reader.line.start];
    let first = before.strip_suffix(['—', '－', '-', '–'])?;
    let noun = ["大道", "大街", "路", "街"].iter().find(|noun| first.ends_with(**noun))?;
    let noun = Span::new(first.len() - noun.len(), first.len()).shift(reader.line.start);
    reader.before(noun).map(|first| Span::new(first.start, street.end))
}
