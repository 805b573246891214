//! What is counted, of the words after a number: not what is said of those, nor what they do, nor where they are.

use super::super::item::Item;
use super::NOUN;
use crate::fact::Scene;
use crate::resolve::EntityKind;

/// What is counted, of the words after a number: not what is said of it (安置点|已全部开工), nor what it is a part of, where
/// the words before say so (汇集14个部门|的问题信息).
pub(in crate::fact::observation) fn noun_of<'a>(scene: &Scene<'_>, item: &Item<'_>, after: &'a str) -> &'a str {
    if let Some(noun) = befallen(scene, item, after) {
        return noun;
    }
    // 增长10%（按可比价格计算，下同）: a remark on the number.
    let after = after.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or(after, |(_, rest)| rest);
    if after.is_empty() {
        return after;
    }
    let ends = said_of_them(scene, after)
        .chain(done_by_them(scene, after))
        .chain(said_of_all(after))
        .chain(where_they_are(scene, item, after))
        // 3起瓦斯爆炸事故|：8月11日…: what the colon opens is told of them.
        .chain(after.find(['：', ':']))
        .chain(after.find('的').filter(|_| is_held(scene, item)))
        .chain(change_from(after))
        .chain(joined(scene, after));
    let end = ends.filter(|&at| after[..at].chars().count() >= NOUN).min();
    end.map_or(after, |end| &after[..end])
}

/// 安置点|已全部开工, 科技特派员|奔赴各地: where it begins to be said how those are who are counted, or what they do.
fn said_of_them<'a>(scene: &'a Scene<'_>, after: &'a str) -> impl Iterator<Item = usize> + 'a {
    // 4个县|均为深度贫困县: what they are is told by it.
    let is = |at: &usize| ["均为", "均是", "均属"].iter().any(|word| after[*at..].starts_with(word));
    scene.lexicon.telling.said_of_counted(after).filter(move |at| !is(at))
}

/// 18家单位|出台《…》: where a short noun is followed by what those do.
fn done_by_them(scene: &Scene<'_>, after: &str) -> Option<usize> {
    /// Longest noun, in characters.
    const SHORT: usize = 6;
    const DOES: [&str; 14] =
        ["出台", "印发", "联合", "签订", "共建", "参与", "参加", "组成", "带领", "《", "获", "赴", "多了", "有了"];
    let noun = scene.lexicon.metrics.counted_noun(after).filter(|end| after[..*end].chars().count() <= SHORT)?;
    DOES.iter().any(|verb| after[noun..].starts_with(verb)).then_some(noun)
}

/// 门户网站|都开设了专栏: where something is said of all of them; but 首都, 都市.
fn said_of_all(after: &str) -> Option<usize> {
    after.match_indices('都').map(|(at, all)| (at, at + all.len())).find_map(|(at, end)| {
        let within = after[..at].ends_with(|c| "首成古国陪花京丰于新帝故大江武益宜".contains(c))
            || after[end..].starts_with(|c| "市江匀昌安兰督会城".contains(c));
        (!within).then_some(at)
    })
}

/// 自卸船|在江苏交付, 班列|从天津港驶出: where a place begins to be told.
fn where_they_are(scene: &Scene<'_>, item: &Item<'_>, after: &str) -> Option<usize> {
    let mut places = scene.mentions.of_kind(EntityKind::Place, item.after).map(|(span, _)| scene.words(span));
    let there = places.find_map(|place| after.find(place).filter(|at| after[..*at].ends_with(['在', '从'])))?;
    Some(there - '在'.len_utf8())
}

/// 汇集14个部门|的问题信息: whether the words before a number say that what is counted holds what 的 goes on with.
fn is_held(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    let before = scene.words(item.before);
    ["涵盖", "覆盖", "汇集", "整合", "打通", "涉及"].iter().any(|word| before.contains(word))
}

/// 9个断面优良比例|由2017年的55.6%上升到…: where a change began.
fn change_from(after: &str) -> Option<usize> {
    let origins = after.match_indices(['由', '从']).map(|(at, from)| (at, at + from.len()));
    origins.filter(|(_, end)| after[*end..].starts_with(|c: char| c.is_ascii_digit())).map(|(at, _)| at).next()
}

/// 32所高校|和某研究所实施…: where something long is joined that is not counted with it, but 许可|和公共服务事项编制….
fn joined(scene: &Scene<'_>, after: &str) -> Option<usize> {
    let counted = |at: usize| {
        let noun = scene.lexicon.metrics.counted_noun(&after[at..]);
        noun.is_some_and(|end| after[at..at + end].chars().count() <= JOINED / 2 + 1)
    };
    let joints = after.match_indices(['和', '与', '及']).map(|(at, _)| at);
    let mut joints = joints.filter(|at| !after[*at..].starts_with("和地区") && !after[*at..].starts_with("及以"));
    joints.find(|at| after[*at..].chars().count() > JOINED && !counted(*at))
}

/// 3家企业|晋升国家级企业, 受灾群众|的基本生活得到保障: those of whom something is told, without what was theirs.
fn befallen<'a>(scene: &Scene<'_>, item: &Item<'_>, after: &'a str) -> Option<&'a str> {
    let people = item.quantity.unit == "person" || item.quantity.unit_as_written.ends_with('户');
    if !people && item.quantity.unit != "count" {
        return None;
    }
    let at = scene.lexicon.telling.befalls(after)?;
    let noun = &after[..at];
    let theirs = noun.find('的').filter(|_| people).map_or(noun, |at| &noun[..at]);
    let plain = !noun.starts_with(['凭', '因', '以', '由', '在', '从', '经', '已', '的']) && !noun.contains('，');
    (plain && theirs.chars().count() >= NOUN).then_some(theirs)
}

/// Longest words, in characters, that are joined to what is counted and counted with it: 55家文化机构|和企业线上线下参展.
const JOINED: usize = 14;

/// 26个|具有代表性的|案例: how they are is not what they are.
pub(in crate::fact::observation) fn without_description(noun: &str) -> &str {
    let described = ["具有", "较为", "比较", "最具", "富有"].iter().any(|word| noun.starts_with(word));
    match described.then(|| noun.split_once('的')).flatten() {
        Some((_, rest)) if rest.chars().count() >= NOUN => rest,
        _ => noun,
    }
}
