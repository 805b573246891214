//! Roads between two places whose letters they are called by: `京赞线大修`, `安大线、朝阳大街`.

use std::sync::LazyLock;

use super::super::route;
use super::{Found, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A road by what is done to it, its stretches, or the road beside it.
static LINE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,4})线(?:公路|道路|县道|省道)?(?:大修|中修|改建|改扩建|升级改造|改造提升|改造工程|提升改造|改线|拓宽|\\p{Han}{2,4}段|\\p{Han}{2,8}至\\p{Han}{2,6}段|路面|路域|[东西南北中]段|至\\p{Han}{2,6}段|（[^（）]{2,12}至[^（）]{2,12}）|[、和至]\\p{Han}{2,4}(?:线|路|大街|大道)|等[0-9一二三四五六七八九十]+条|[东南西北]侧|[-—－]\\p{Han}{2,6}(?:路|大街|大道))",
    )
});

/// The same, the last of a list: 、|高蠡线.
static NEXT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:线|路|大街|大道)[、和至](\\p{Han}{2,4})线(?:$|[、，。；：（）和与及至等]|建成|通车|全线)")
});

/// Tracks of a railway by their number: 兰张三四线; not 京沪二三线城市.
static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,3}[二三四]{1,2})线(?:铁路|[东西南北中]段|\\p{Han}{2}段|\\p{Han}{2,8}至\\p{Han}{2,6}段|工程|项目|开工|通车|建设|$|[、，。；])",
    )
});

/// What ends words before 线 that are no roads: 红线, 干线, 防线, 班线, 管线.
const NO_ROADS: &str = "沿干主支专海岸高上下前一全红底防班战管产热缆";

/// The roads of a line.
pub(super) fn lines(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Span> {
    let text = &scene.text[line.range()];
    if !text.contains('线') {
        return Vec::new();
    }
    let mut roads: Vec<Span> = Vec::new();
    // 津保南线、|保沧线: what shows one road may hold the next.
    let mut at = 0;
    let lines = std::iter::from_fn(|| {
        let name = LINE.captures_at(text, at)?.get(1)?;
        at = name.end();
        Some(name)
    });
    let next = NEXT.captures_iter(text).filter_map(|hit| hit.get(1));
    let numbered = NUMBERED.captures_iter(text).filter_map(|hit| hit.get(1));
    for name in lines.chain(next).chain(numbered) {
        // 句容|石天线: behind the area.
        let area = names.iter().map(|area| area.span.end.saturating_sub(line.start));
        let floor = area.filter(|end| (name.start() + 1..name.end()).contains(end)).max().unwrap_or(name.start());
        let words = &text[floor..name.end()];
        // 津保北|线: by the side on which it runs.
        let letters = words.trim_end_matches(['东', '西', '南', '北', '一', '二', '三', '四']);
        // 、|容易线、: two letters between marks may be a word as well.
        let listed = || {
            let marked = !text[..floor].ends_with(char::is_alphanumeric) && text[name.end()..].starts_with("线、");
            let of_places = letters.chars().all(|c| scene.lexicon.places.is_letter_of_place(c));
            (marked && of_places && letters.chars().count() == 2).then_some(0)
        };
        let Some(start) = route::letters(scene, letters).or_else(listed) else { continue };
        // 和|津保北线, 完|成|津保北线: letters that are words here.
        let word = |c: char| matches!(c, '和' | '与') || c == '成' && text[..floor].ends_with('完');
        let spare = letters[start..].chars().nth(2).is_some() && start == 0;
        let start = start + letters.chars().next().filter(|c| spare && word(*c)).map_or(0, char::len_utf8);
        // 红旗河|大张线: the water or street that it runs along.
        let first = letters[start..].chars().next().filter(|c| matches!(c, '河' | '江' | '湖' | '路' | '街' | '桥'));
        let joined = first.filter(|_| letters[start..].chars().nth(2).is_some());
        let start = start + joined.map_or(0, char::len_utf8);
        let own = &letters[start..];
        // 京津冀|沿线: how far something reaches.
        if own.ends_with(|c| NO_ROADS.contains(c)) || own.chars().count() > 3 {
            continue;
        }
        let span = Span::new(floor + start, name.end() + '线'.len_utf8()).shift(line.start);
        if roads.iter().all(|other| !other.overlaps(span)) {
            roads.push(span);
        }
    }
    roads
}
