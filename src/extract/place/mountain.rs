//! Mountains by what is told of mountains only, whatever stands before their names: `圌山|生态修复`, `黄石嶂|主峰海拔939米`,
//! `水晶山-金牛山森林步道`, `登上|云台山`.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A mountain by what is told of it.
pub(super) const MOUNTAIN: &str = "place/mountain";

/// What the names of mountains end with.
const HEADS: &str = "[山岭峰嶂崮]";

/// Behind the name of a mountain.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "(\\p{{Han}}{{1,5}}?{HEADS})(?:[东南西北]麓|山顶|山麓|山腰|山脊|山脚|脚下|主峰|余脉|等?山体|生态修复|海拔|森林火灾|山火|省级森林|国家级?森林|国有林场|[东南西北]坡|[-—－]\\p{{Han}}{{1,4}}山[^\\p{{Han}}脉区]?)"
    ))
});

/// Two mountains, joined by a hyphen: 水晶山-|金牛山.
static JOINED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!("(\\p{{Han}}{{1,4}}{HEADS})[-—－](\\p{{Han}}{{2,3}}{HEADS})")));

/// A mountain that a sentence begins with.
static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[。；！])[ 　]*(\\p{Han}{1,4}[嶂崮峰岭])(?:（[^（）]{1,20}）)?，?(?:位于|坐落|地处|主峰|海拔|因|又名|又称|是)",
    )
});

/// Behind what is done at mountains, up to a mark.
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "(?:登上|攀登|爬上|翻越|翻过|登顶|攀上|挺进|穿越)(?:了)?(\\p{{Han}}{{1,4}}{HEADS})(?:$|[，。；、“”！]|[之山]巅|顶|，)"
    ))
});

/// Characters that say of which sort a mountain is, where one stands alone before the noun.
const SORTS: &str = "矿荒青大高深名小群靠上下登爬开进封看游火冰雪江金关出入全本各两三四五六七八九十多圣石沙土秃后前西东南北中此该那座林茶果药梅春秋尖洪顶主险奇秀远近";

/// The mountains of a line; `names` are the areas found in it.
pub(super) fn mountains(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    if !text.contains(['山', '岭', '峰', '嶂', '崮']) {
        return Vec::new();
    }
    let told = [&TOLD, &JOINED, &SUBJECT, &BEHIND].into_iter().flat_map(|rule| rule.captures_iter(text));
    let words = told.flat_map(|hit| [hit.get(1), hit.get(2)]).flatten();
    let mut found: Vec<Found> = Vec::new();
    for words in words {
        let Some(span) = name(scene, line, names, Span::from(words.range()).shift(line.start)) else { continue };
        if found.iter().chain(names).all(|other| !other.span.overlaps(span)) {
            found.push(scene.called(MOUNTAIN, span, "natural"));
        }
    }
    found
}

/// The name that words end with, past the places and the words that stand before it.
fn name(scene: &Scene<'_>, line: Span, names: &[Found], words: Span) -> Option<Span> {
    let text = &scene.text[words.range()];
    let places = &scene.lexicon.places;
    // 句容市|圌山; 老|金山: what only holds a name of the register is past none.
    let area = names.iter().map(|name| name.span.end).filter(|end| (words.start..words.end).contains(end)).max();
    let noun =
        ["村", "镇", "乡", "区", "县", "市"].iter().filter_map(|noun| Some(text.rfind(noun)? + noun.len())).max();
    let bound = scene.name_start(text).max(noun.unwrap_or(0)).max(area.map_or(0, |end| end - words.start));
    let span = Span::new(words.start + bound, words.end);
    let own = &scene.text[span.range()];
    let length = own.chars().count();
    let stem = &own[..own.char_indices().next_back()?.0];
    let before = &scene.text[line.start..span.start];
    // What does not begin behind a place, a word or a mark may be cut out of longer words.
    let begins = bound > 0 || !before.ends_with(char::is_alphabetic) || scene.is_bound(before);
    let sort = length == 2 && stem.chars().all(|c| SORTS.contains(c));
    let plain = sort
        || places.is_common(own)
        || own.contains("绿水")
        || own.contains("银山")
        || places.holds_common(stem)
        || places.is_generic_but(own, "家大上下前后中")
        || places.is_topic(stem)
        || stem.contains(['的', '了', '在', '与', '和', '及', '为', '各', '等'])
        || stem.ends_with(['荒', '矿', '高', '深', '火', '雪', '大', '巅', '顶', '绿', '群', '名', '靠']);
    let next = scene.text[span.end..line.end].chars().next();
    let other = next.is_some_and(|c| "区村镇乡林水地药货羊".contains(c));
    ((2..=4).contains(&length) && begins && !plain && !other).then_some(span)
}
