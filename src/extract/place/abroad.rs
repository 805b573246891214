//! Towns and provinces abroad that no list has, right behind what they lie in: `越南|广宁省`, `乌兰巴托市|松根海尔汗区`.

use std::sync::LazyLock;

use super::listed::LISTED;
use super::name::Around;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

const FOREIGN: &str = "place/foreign";

/// After the name of a country: a town or province of it that no list has.
static FOREIGN_TAIL: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\p{Han}]{2,5}?(?:特别市|直辖市|省|市|府|邦)"));

/// After the name of a town abroad: a part of it.
static FOREIGN_PART: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\p{Han}]{2,6}?[区县州]"));

impl Around<'_> {
    /// 韩国|丽水, 美国|德州: whether the short name of a division stands right behind another country.
    pub(super) fn is_abroad(&self, span: Span) -> bool {
        let before = self.found.last().filter(|before| before.span.end == span.start);
        before.is_some_and(|before| matches!(before.referent, PlaceReferent::Country(code) if code != "CN"))
    }
}

/// 乌兰巴托|市: takes the kind into the name of a town abroad that stands without it in the lists.
pub(super) fn with_kind(scene: &Scene<'_>, line: Span, place: &mut Found) {
    let PlaceReferent::Named { kind: "admin", within: Some(_), .. } = place.referent else { return };
    let rest = &scene.text[place.span.end..line.end];
    let kind = rest.strip_prefix('市').filter(|next| !next.starts_with(['场', '民', '值', '政', '容', '面']));
    if place.rule == LISTED && kind.is_some() && !scene.text[place.span.range()].ends_with('市') {
        place.span.end += '市'.len_utf8();
    }
}

/// A town or province right after the name of a foreign country, that no list has.
pub(super) fn part(scene: &Scene<'_>, line: Span, country: &Found) -> Option<Found> {
    let (code, tail) = match &country.referent {
        PlaceReferent::Country(code) => (*code, &FOREIGN_TAIL),
        // 乌兰巴托市|松根海尔汗区
        PlaceReferent::Named { within: Some(within), kind: "admin", .. } if country.rule == LISTED => {
            match within.as_ref() {
                PlaceReferent::Country(code) => (*code, &FOREIGN_PART),
                _ => return None,
            }
        }
        _ => return None,
    };
    if code == "CN" {
        return None;
    }
    let start = country.span.end;
    let rest = &scene.text[start..line.end];
    let tail = tail.find(rest)?;
    let words = &scene.lexicon.places;
    let stem = tail.as_str().trim_end_matches(['省', '市', '府', '邦', '区', '县', '州']);
    // 越南的城市, 泰国各府, 日本等城市, 越南市场.
    let named = stem.chars().count() > 1
        && !stem.ends_with(|c| "一二三四五六七八九十两几多各".contains(c))
        && !words.is_generic(stem)
        && !words.is_common(stem)
        && words.heads_in(tail.as_str()).next().is_none()
        && !rest[tail.end()..].starts_with(['场', '民', '值', '政', '域', '块']);
    named.then(|| {
        let within = Some(Box::new(PlaceReferent::Country(code)));
        let referent = PlaceReferent::Named { name: tail.as_str().to_owned(), kind: "admin", within };
        Found::new(Span::new(start, start + tail.end()), FOREIGN, referent)
    })
}
