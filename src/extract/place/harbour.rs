//! Ports on rivers and coasts that no list has, by what only ports do or by a port beside them: `黄磏港|投入运营`, `果园港、|珞璜港`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::document::clause::members;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A port by what is told of it.
const HARBOUR: &str = "place/harbour";

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// A port, and what is told of ports behind its name.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,6}港)(?:投入运营|投入使用|投运|正式运营|开港|通航|货物吞吐|集装箱吞吐|年?吞吐|完成货物|完成集装箱|铁水联运|水水中转|多式联运|[一二三四]期|新建泊位|泊位|岸线|至\\p{Han}{2,4}港|等[0-9一二三四五六七八九十]+个港)",
    )
});

/// One beside another, behind or before it.
static BESIDE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[，。；：、（])(\\p{Han}{2,8}港)(?:[、和与及]\\p{Han}{2,8}港)*(?:[、和与及](\\p{Han}{2,8}港))(?:$|[，。；、（）等]|铁水|水水|错位|协同|联动|建设|项目|码头)",
    )
});

/// What stands before 港 in words that name no port.
const SORTS: [&str; 41] = [
    "空", "陆", "渔", "海", "河", "内", "香", "良", "军", "商", "避风", "天然", "出", "进", "入", "枢纽", "深水",
    "邮轮", "物流", "口岸", "贸易", "国际", "综合", "无水", "公路", "铁路", "信息", "数字", "创新", "离", "抵", "到",
    "靠", "疏", "临", "各", "该", "大", "强", "智慧", "母",
];

/// The ports of a line; `names` are the areas found in it, `outer` its zones and facilities.
pub(super) fn harbours(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains('港') {
        return Vec::new();
    }
    let told = TOLD.captures_iter(text).filter_map(|hit| hit.get(1)).map(|words| Span::from(words.range()));
    let mut found: Vec<Found> = Vec::new();
    let mut take = |words: Span| {
        let Some(span) = name(scene, names, words.shift(line.start)) else { return };
        let free = |place: &Found| !place.span.overlaps(span);
        // 新田|港: what a county is called begins the name.
        let areas = names
            .iter()
            .all(|area| free(area) || span.contains(area.span) && area.admin().is_some() && !scene.in_full(area));
        if areas && outer.iter().chain(&found).all(free) {
            found.push(scene.called_here(HARBOUR, span, "facility"));
        }
    };
    told.for_each(&mut take);
    let known = |span: Span| names.iter().chain(outer).any(|place| place.span.end == span.end);
    for list in BESIDE.captures_iter(text) {
        let Some(all) = list.get(1).zip(list.get(2)).map(|(first, last)| Span::new(first.start(), last.end())) else {
            continue;
        };
        let items = members(text, all, &['、', '和', '与', '及'], &[]);
        if items.iter().any(|item| known(item.shift(line.start))) {
            items.into_iter().for_each(&mut take);
        }
    }
    found
}

/// The name that words end with, past the places and the words that stand before it.
fn name(scene: &Scene<'_>, names: &[Found], words: Span) -> Option<Span> {
    let text = &scene.text[words.range()];
    let places = &scene.lexicon.places;
    let area = names.iter().filter(|area| area.admin().is_some()).map(|area| area.span.end);
    let long =
        |end: &usize| words.contains(Span::new(*end, *end)) && scene.text[*end..words.end].chars().nth(2).is_some();
    let area = area.filter(long).max().map_or(0, |end| end - words.start);
    let start = words.start + scene.name_start(text).max(area);
    let stem = scene.text[start..words.end].strip_suffix('港')?;
    let plain = !NAME.contains(&stem.chars().count())
        || SORTS.iter().any(|sort| stem.ends_with(sort))
        || places.is_common(stem)
        || places.is_topic(stem)
        || places.is_generic_but(stem, "家大上下前后中里内");
    let lead = &scene.text[..start];
    let begins = start > words.start || !lead.ends_with(char::is_alphabetic) || scene.is_bound(lead);
    (!plain && begins).then(|| Span::new(start, words.end))
}
