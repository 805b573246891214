//! Streets as divisions of a district, which a body or the district is divided into: `临河区东关街（除新区）、西关街、桥头镇区域内`.
//!
//! 街 ends names of roads too: what stands behind a district in a list with others, and with their towns, is a division.

use std::sync::LazyLock;

use super::locality::LOCALITY;
use super::{Found, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A division, what is left out of it in brackets, and what stands between it and the next.
static DIVISION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(\\p{Han}{2,4}?(?:街道|街|镇|乡))(?:（[^（）]{1,30}）)?(、|和|及|与|以及|等|区域|辖区|范围|行政区|全域|，|。|；|$)",
    )
});

/// The divisions of a line that are listed behind their district; `names` are the areas found in it.
pub(super) fn wards(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    if !text.contains("街、") && !text.contains("街（") {
        return found;
    }
    // 滨海新区|汉沽|街: the first of them may be called as an old district is.
    let behind = |name: &Found| {
        let words = &scene.text[name.span.range()];
        words.rfind(['区', '县', '市']).map(|at| name.span.start + at + '区'.len_utf8() - line.start)
    };
    for mut at in names.iter().filter_map(behind) {
        let mut divisions: Vec<Span> = Vec::new();
        while let Some(hit) = DIVISION.captures(&text[at..]) {
            let (Some(name), Some(next)) = (hit.get(1), hit.get(2)) else { break };
            if scene.lexicon.places.is_generic_but(name.as_str(), "家大小上下前后里中") {
                break;
            }
            divisions.push(Span::new(at, at + name.end()));
            at += next.end();
            if !["、", "和", "及", "与", "以及"].contains(&next.as_str()) {
                break;
            }
        }
        let streets = divisions.iter().filter(|division| text[division.range()].ends_with('街')).count();
        if divisions.len() > 1 && streets > 0 {
            found
                .extend(divisions.into_iter().map(|span| scene.called_here(LOCALITY, span.shift(line.start), "admin")));
        }
    }
    found
}
