//! What is counted, of the words after a number: not what is said of those, nor what they do, nor where they are.

use std::sync::LazyLock;

use super::super::item::Item;
use super::NOUN;
use crate::fact::Scene;
use crate::lexicon::edge::first_place;
use crate::lexicon::finder::Finder;
use crate::resolve::EntityKind;

/// What is counted, of the words after a number: not what is said of it (安置点|已全部开工), nor what it is a part of, where
/// the words before say so (汇集14个部门|的问题信息).
pub(in crate::fact::observation) fn noun_of<'a>(scene: &Scene<'_>, item: &Item<'_>, after: &'a str) -> &'a str {
    if let Some(noun) = befallen(item, after) {
        return noun;
    }
    // 增长10%（按可比价格计算，下同）: a remark on the number.
    let after = after.strip_prefix('（').and_then(|inside| inside.split_once('）')).map_or(after, |(_, rest)| rest);
    if after.is_empty() {
        return after;
    }
    let ends = said_of_them(after)
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
fn said_of_them(after: &str) -> impl Iterator<Item = usize> {
    const SAID: [&str; 38] = [
        "先后",
        "逐一",
        "预计",
        "相继",
        "进行了",
        "全面",
        "每天",
        "每年",
        "每月",
        "加入",
        "承担",
        "负责",
        "参加",
        "参与",
        "分别",
        "主动",
        "自愿",
        "已",
        "均",
        "全部",
        "正在",
        "用于",
        "支持",
        "通过",
        "予以",
        "作为",
        "获评",
        "获得",
        "获批",
        "获奖",
        "荣获",
        "入选",
        "被评",
        "被认",
        "被列",
        "被纳",
        "诉至",
        "达成",
    ];
    static GO_ON: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(SAID.into_iter().chain(MOVES)));
    let goes_on = GO_ON.is_in(after);
    // 4个县|均为深度贫困县: what they are is told by it.
    let is = |at: &usize| ["均为", "均是", "均属"].iter().any(|word| after[*at..].starts_with(word));
    let said = SAID.iter().filter(move |_| goes_on).filter_map(|word| first_place(after, word));
    said.filter(move |at| !is(at)).chain(goes_on.then(|| next_doing(after)).flatten())
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
fn befallen<'a>(item: &Item<'_>, after: &'a str) -> Option<&'a str> {
    static TOLD: LazyLock<Finder<'static>> = LazyLock::new(|| {
        Finder::of_rule([
            "得到",
            "得以",
            "取得了",
            "取得阶段",
            "晋升",
            "晋级",
            "亮相",
            "上榜",
            "明显改善",
            "将得到",
            "被授",
            "被命",
            "被国",
            "被教",
            "被省",
            "被市",
            "被中",
            "被自",
            "被确",
            "被选",
            "被推",
            "被誉",
        ])
    });
    let people = item.quantity.unit == "person" || item.quantity.unit_as_written.ends_with('户');
    if !people && item.quantity.unit != "count" {
        return None;
    }
    let at = TOLD.find_iter(after).next()?.start();
    let noun = &after[..at];
    let theirs = noun.find('的').filter(|_| people).map_or(noun, |at| &noun[..at]);
    let plain = !noun.starts_with(['凭', '因', '以', '由', '在', '从', '经', '已', '的']) && !noun.contains('，');
    (plain && theirs.chars().count() >= NOUN).then_some(theirs)
}

/// Where in the words after a number those who are counted begin to do something.
fn next_doing(after: &str) -> Option<usize> {
    MOVES.iter().filter_map(|word| first_place(after, word)).min()
}

/// What those who are counted do next: 101名科技特派员|奔赴各地.
const MOVES: [&str; 10] = ["奔赴", "赶赴", "齐聚", "汇聚", "走进", "紧紧", "积极", "全部接入", "纷纷", "陆续"];

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
