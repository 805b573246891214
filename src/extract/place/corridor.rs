//! Regions called by letters of the provinces and cities in them, with a word for what they are: `京津、京雄走廊`, `苏浙地区`.

use std::sync::LazyLock;

use super::border::PAIR;
use super::{Found, Scene, route};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// Letters before a word for a corridor, those of a list among them.
static CORRIDOR: LazyLock<Pattern> =
    LazyLock::new(|| pattern("((?:\\p{Han}{2,4}(?:、|和))*\\p{Han}{2,4}?)(走廊|发展轴|城镇带|经济走廊)"));

/// Letters of provinces and great cities before a word for an area.
static AREA: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("([京津沪渝冀豫辽湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽黔粤青藏川宁琼滇穗深杭甬蓉雄云贵]{2,4})(?:地区|区域|板块)")
});

/// The regions of a line that are called by letters; `names` are the places found in it.
pub(super) fn corridors(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    let free = |span: Span| !names.iter().any(|name| name.span.overlaps(span));
    for hit in CORRIDOR.captures_iter(text) {
        let (list, noun) = (hit.get(1).expect("the pattern has it"), hit.get(2).expect("the pattern has it"));
        let mut end = noun.start();
        for item in list.as_str().rsplit(['、', '和']) {
            let Some(from) = route::letters(scene, item) else { break };
            // 将|京津走廊
            let from = from.max(scene.name_start(item));
            let whole = end == noun.start();
            let letters = Span::new(end - item.len() + from, end);
            let span = Span::new(letters.start, if whole { noun.end() } else { end }).shift(line.start);
            let length = text[letters.range()].chars().count();
            if !(2..=4).contains(&length) || !free(span) {
                break;
            }
            found.push(region(span, format!("{}{}", &text[letters.range()], noun.as_str())));
            end = (end - item.len()).saturating_sub('、'.len_utf8());
        }
    }
    for hit in AREA.find_iter(text) {
        let span = Span::from(hit.range()).shift(line.start);
        let inside = text[..hit.start()].ends_with(|c: char| scene.lexicon.places.is_letter_of_place(c));
        if free(span) && !inside {
            found.push(region(span, hit.as_str().to_owned()));
        }
    }
    found
}

fn region(span: Span, name: String) -> Found {
    Found::new(span, PAIR, PlaceReferent::Named { name, kind: "region", within: None })
}
