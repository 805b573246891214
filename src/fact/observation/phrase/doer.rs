//! Who did it, where and by what means is not what was done: 桂林市工商联|在…, 各级监察机构|查处…, 依托银行网点|设立….

use crate::fact::Scene;
use crate::lexicon::edge::first_place;
use crate::resolve::EntityKind;
use crate::span::Span;

/// Takes off the place and the body that the phrase begins with: 全市|外贸进出口总额, 桂林市工商联|在….
pub(super) fn without_place_and_subject<'a>(scene: &Scene<'_>, before: Span, phrase: &'a str) -> &'a str {
    let mut rest = phrase;
    let mut taken = before.start;
    for (span, id) in scene.mentions.within(before) {
        let kind = scene.mentions.kind(id);
        // 曲靖市|会泽县: the first of the two has been taken off.
        if span.start < taken
            && let Some(left) = rest.strip_prefix(scene.words(Span::new(taken.min(span.end), span.end)))
            && !left.trim().is_empty()
            && kind == EntityKind::Place
        {
            rest = left;
            taken = span.end;
            continue;
        }
        let named = matches!(kind, EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
        if let Some(shorter) =
            // 贵州省|级政府: the level is part of another word.
            rest
                .strip_prefix(scene.words(span))
                // 郑州|—卢森堡航线: one end of a line.
                .filter(|shorter| {
                    named && !shorter.trim().is_empty() && !shorter.starts_with(['级', '—', '－', '至'])
                })
        {
            // 台湾|地区|2人死亡, but 北京|地区生产总值.
            let area = shorter.strip_prefix("地区").filter(|rest| !rest.starts_with(['生', '总']));
            let shorter = area.unwrap_or(shorter);
            // 粤东地区|（包括…）|外贸进出口总值: what the area takes in.
            let remark = shorter.strip_prefix('（').and_then(|inside| inside.split_once('）'));
            let shorter = remark.map(|(_, rest)| rest).filter(|rest| rest.chars().count() > 1).unwrap_or(shorter);
            // 新化|人|在全国开设门店: its people.
            let people = shorter.strip_prefix('人').filter(|rest| rest.starts_with(['在', '已', '先', '纷', '外']));
            let shorter = people.filter(|_| kind == EntityKind::Place).unwrap_or(shorter);
            rest = scene.lexicon.metrics.bare(shorter);
            taken = span.end;
        }
    }
    rest
}

/// 会同市水利局、市财政局|召开会议: with whom it was done is not what was done.
pub(super) fn without_partners<'a>(scene: &Scene<'_>, before: Span, phrase: &'a str) -> &'a str {
    /// Fewest characters of what was done.
    const DONE: usize = 3;
    if !["会同", "联合", "协同", "配合"].iter().any(|with| phrase.starts_with(with)) {
        return phrase;
    }
    let body = |id| matches!(scene.mentions.kind(id), EntityKind::Agency | EntityKind::Organization);
    let named = scene.mentions.within(before).filter(|(_, id)| body(*id)).map(|(span, _)| scene.words(span));
    let ends = named.filter_map(|name| Some(phrase.rfind(name)? + name.len()));
    let done = ends.max().map(|end| &phrase[end..]);
    let done =
        done.map(|done| ["等部门", "等单位", "等"].iter().find_map(|rest| done.strip_prefix(rest)).unwrap_or(done));
    // 会同市公安局、市财政局|组成|6个督查组.
    let brief = |done: &str| ["组成", "组建", "成立", "派出", "出台", "印发", "制定", "开展"].contains(&done);
    done.filter(|done| done.chars().count() >= DONE && done.starts_with(char::is_alphabetic) || brief(done))
        .unwrap_or(phrase)
}

/// 各级监察机构|查处欠薪案件: an unnamed body that did it is not what was done.
pub(super) fn without_unnamed_body<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    /// Longest name, in characters.
    const LONGEST: usize = 14;
    // 限额以上单位|实现零售额: a class of those that statistics tell of.
    if ["限额以", "规模以"].iter().any(|class| phrase.starts_with(class)) {
        return phrase;
    }
    let near = |end: &usize| phrase[..*end].chars().count() <= LONGEST;
    let Some(end) = scene.lexicon.cues.ends_of_bodies(phrase).filter(near).max() else { return phrase };
    let rest = phrase[end..].trim_start_matches(['共', '已', '均']);
    let summed = rest.strip_prefix("累计").unwrap_or(rest);
    let acts = scene.lexicon.metrics.first_act(summed).is_some_and(|(at, _)| at == 0);
    let does = acts || scene.lexicon.cues.begins_with_doing(summed);
    if does && summed.chars().count() > 3 { rest } else { phrase }
}

/// 在各县（市、区）法院、高新产业园区大力|推广建立“工作站”: a long list of places is not what is counted.
pub(super) fn without_whereabouts<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    let act = scene.lexicon.metrics.first_act(phrase).map(|(at, _)| at);
    let listed = |at: &usize| phrase[..*at].chars().count() > WHEREABOUTS && phrase[..*at].contains('、');
    act.filter(listed).map_or(phrase, |at| &phrase[at..])
}

/// Longest words, in characters, that say where something is brought about and are kept in its name.
const WHEREABOUTS: usize = 10;

/// 依托农业银行、泉州银行网点|设立服务站点: by what means it was done is not what was done.
pub(super) fn without_means<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    const MEANS: [&str; 6] = ["依托", "借助", "利用", "运用", "围绕", "结合"];
    if !phrase.starts_with(['依', '借', '利', '运', '围', '结']) || !MEANS.iter().any(|word| phrase.starts_with(word))
    {
        return phrase;
    }
    let act = scene.lexicon.metrics.first_act(phrase).map(|(at, _)| at);
    act.filter(|at| phrase[*at..].chars().count() > 3).map_or(phrase, |at| &phrase[at..])
}

/// 某合作社通过灌溉系统将|优果率提升至85%, 通过技改形成|节能能力3万吨: who did it, and how, is not what it is.
pub(super) fn without_agent(phrase: &str, moved: bool) -> &str {
    const BRINGS_ABOUT: [&str; 4] = ["实现", "形成", "带动", "促成"];
    /// Fewest characters of a metric.
    const METRIC: usize = 3;
    let rest = |at: usize, word: &str| &phrase[at + word.len()..];
    // 通过公共网络实现的商品零售额: which it is, and part of the name.
    let told = |rest: &&str| rest.chars().count() >= METRIC && !rest.starts_with(['的', '了']);
    let handled = ["将", "把"].iter().filter(|_| moved).filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    let made = ["举措使", "措施使", "做法使", "改革使", "有效使", "从而使"];
    let made = made.iter().filter(|_| phrase.contains('使')).filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    let means = first_place(phrase, "通过").map(|at| &phrase[at..]);
    let achieved = BRINGS_ABOUT
        .iter()
        .filter(|word| means.is_some_and(|means| means.contains(**word)))
        .filter_map(|word| Some(rest(phrase.rfind(word)?, word)));
    handled.chain(made).chain(achieved).filter(told).min_by_key(|rest| rest.len()).unwrap_or(phrase)
}
