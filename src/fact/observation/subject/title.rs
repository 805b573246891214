//! What a title says of the programme that it names.

use crate::fact::Scene;
use crate::fact::observation::around::before;
use crate::resolve::EntityKind;
use crate::span::Span;

/// Whether a title begins with a name, or with a place right before it: 厦门“三师共管”模式获推广, 中欧班列开行3万列.
pub(super) fn is_first(scene: &Scene<'_>, title: Span, name: Span) -> bool {
    let lead = before(title, name.start);
    let place = scene.mentions.of_kind(EntityKind::Place, lead).next().map_or(lead.start, |(place, _)| place.end);
    scene.words(lead).chars().all(|c| "“《 ".contains(c))
        || scene.words(Span::new(place.min(name.start), name.start)).chars().all(|c| c == '“')
}

/// 甲市推进“某改革”, 乙县“某平台”跑出加速度: whether a title says what is done with what it names, or what that does. Figures of the
/// area stand beside it where the title only calls it: “某服务”——事项集成办理, 某共同体建设案例, “某通道”新闻发布会实录.
pub(super) fn is_told_of(scene: &Scene<'_>, title: Span, name: Span) -> bool {
    const CALLED: [&str; 12] =
        ["建设", "改革", "试点", "工作", "案例", "实践", "探索", "新闻", "发布", "媒体", "吹风", "的"];
    let lead = scene.words(before(title, name.start));
    let lead = lead.rsplit(['，', '：', '—', '\n', ' ']).next().unwrap_or_default();
    let rest = scene.words(Span::new(name.end.min(title.end), title.end)).trim_start_matches('”');
    scene.lexicon.programmes.has_verb(lead)
        || is_first(scene, title, name)
            && rest.trim_start().starts_with(char::is_alphabetic)
            && !CALLED.iter().any(|noun| rest.starts_with(noun))
}
