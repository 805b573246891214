//! Small basins in which soil is kept, called by a valley, a slope or a brook: `彭家坡小流域、莫家沟小流域`, `梨花坡生态清洁小流域`.

use std::sync::LazyLock;

use super::zone::past_localities;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const BASIN: &str = "place/basin";

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// The words that the name ends, of which sort the basin is, and the noun.
static BASINS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(\\p{Han}{2,8}?)(?:国家|省级)?(?:水土保持)?(?:生态)?(?:清洁型?)?(?:水土保持)?小流域"));

/// What ends words that say which of many, and name none: 重点|小流域, 3条|小流域.
const SORTS: [&str; 14] =
    ["生态", "清洁", "重点", "典型", "示范", "精品", "综合", "治理", "个", "条", "各", "山区", "一批", "型"];

/// The small basins of a line; `names` are the places of the registers in it.
pub(super) fn basins(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains("小流域") {
        return Vec::new();
    }
    let basins = BASINS.captures_iter(text).filter_map(|hit| {
        let (words, whole) = (hit.get(1)?, hit.get(0)?);
        let (from, end) = (line.start + words.start(), line.start + words.end());
        let known = names.iter().map(|name| name.span.end).filter(|at| (from..end).contains(at)).max();
        let from = known.unwrap_or(from);
        let words = &scene.text[from..end];
        let start = from + scene.name_start(words).max(past_localities(words));
        let name = &scene.text[start..end];
        let before = &scene.text[line.start..start];
        // What no mark, no area and no word before it begins may be the end of another word.
        let begins = start > from || known.is_some() || !before.ends_with(char::is_alphabetic);
        let places = &scene.lexicon.places;
        let is_name = begins
            && NAME.contains(&name.chars().count())
            && !SORTS.iter().any(|sort| name.ends_with(sort))
            && !places.is_generic_but(name, "家上下前后大中里内")
            && !places.is_common(name)
            && !places.is_topic(name);
        if !is_name {
            return None;
        }
        let mut basin = scene.called_here(BASIN, Span::new(start, line.start + whole.end()), "natural");
        // 茅塔河|小流域 is the river's.
        if let PlaceReferent::Named { name: full, .. } = &mut basin.referent
            && name.ends_with(['河', '江', '溪'])
        {
            name.clone_into(full);
        }
        Some(basin)
    });
    basins.collect()
}
