//! Places that hyphens join between quotation marks, with what they make together behind: `“龙潭洞—金牛山”旅游线路`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::document::clause::members;
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// One of several places that a way or a sight joins.
const STRUNG: &str = "place/strung";

const HYPHENS: [char; 5] = ['-', '—', '－', '–', '－'];

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=7;

/// What is joined, and what it is.
static JOINED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "“(\\p{Han}{2,8}(?:[-—－–]{1,2}\\p{Han}{2,8}){1,4})”(?:\\p{Han}{0,6}?)(?:线路|路线|旅游线|精品线|景区|小镇|环线|走廊|旅游带|产业带|示范带|风光带|古道|步道)",
    )
});

/// The places of a line that are joined so; `names` are the areas found in it, `outer` its zones, towns and sights.
pub(super) fn strung(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    if !text.contains('“') || !text.contains(HYPHENS) {
        return found;
    }
    let taken = Cover::new(names.iter().chain(outer).map(|place| place.span));
    for hit in JOINED.captures_iter(text).filter_map(|hit| hit.get(1)) {
        let mut items = members(scene.text, Span::from(hit.range()).shift(line.start), &HYPHENS, &[]);
        items.retain(|item| !item.is_empty());
        // 吃—住—行, 红色—绿色: what is a word names none.
        if items.iter().all(|item| taken.overlaps(*item) || is_name(scene, &scene.text[item.range()])) {
            let new = items.into_iter().filter(|item| !taken.overlaps(*item));
            found.extend(new.map(|item| scene.called_here(STRUNG, item, kind(scene, item))));
        }
    }
    found
}

fn is_name(scene: &Scene<'_>, words: &str) -> bool {
    let places = &scene.lexicon.places;
    NAME.contains(&words.chars().count())
        && !places.is_generic_but(words, "家上下前后大中内里")
        && !places.is_topic(words)
        && !places.is_common(words)
        && !words.ends_with(['业', '游', '化', '色', '品', '学', '者', '人', '家', '户'])
}

fn kind(scene: &Scene<'_>, item: Span) -> &'static str {
    match scene.lexicon.places.cues.sight_at_end(&scene.text[item.range()]) {
        Some((_, true)) => "natural",
        Some(_) => "facility",
        None => "region",
    }
}
