//! Numbers that say how something changed: by how much, from what to what, how fast.

use super::super::item::rate_of;
use super::{Look, Says, is_part, more};
use crate::extract::quantity::is_time;
use crate::fact::{Direction, ObservationKind};
use crate::span::Span;

/// 较上年上升5位: by how many places, and not which.
pub(super) fn rank_change(look: &Look<'_>) -> Option<Says> {
    let place = || look.scene.words(look.item.quantity.span).starts_with(['第', '前']) || look.before.ends_with('第');
    if look.unit != "rank" || place() {
        return None;
    }
    let (word, direction) = adjacent_change(look)?;
    Some((ObservationKind::Change, Some(direction), Some(word)))
}

/// 由6个工作日压缩至3个工作日内: the value it came to, with its baseline.
pub(super) fn from_to(look: &Look<'_>) -> Option<Says> {
    look.item.baseline?;
    let kind = match look.unit {
        _ if look.aimed => ObservationKind::Target,
        unit if is_time(unit) => ObservationKind::Duration,
        unit if is_part(unit) => ObservationKind::Share,
        "rank" => ObservationKind::Rank,
        _ => ObservationKind::Level,
    };
    Some((kind, look.item.moved, None))
}

/// 比计划目标3000亿元超过1070亿元: by how much more than a number just named.
pub(super) fn beyond(look: &Look<'_>) -> Option<Says> {
    let quantity = look.item.quantity;
    let qualified = look.scene.words(Span::new(quantity.span.start, quantity.number.start));
    let own = look.own.trim();
    let verb = ["超过", "超出", "超额", "高出", "多出", "超"].into_iter();
    let verb =
        verb.into_iter().find(|verb| (own == *verb && qualified.is_empty()) || own.is_empty() && qualified == *verb)?;
    let amount = look.before.strip_suffix(verb).unwrap_or(look.before);
    let compared = amount.rfind(['比', '较']).is_some_and(|at| amount[at..].contains(|c: char| c.is_ascii_digit()));
    compared.then_some((ObservationKind::Change, Some(Direction::Increase), Some(verb)))
}

/// A word of change right before the number: 同比增长11.3%, 压缩60%以上, 增幅6.64%.
pub(super) fn adjacent_change(look: &Look<'_>) -> Option<(&'static str, Direction)> {
    const BETWEEN: [&str; 17] = [
        "分别为",
        "分别是",
        "分别达",
        "幅度为",
        "幅度达",
        "幅度",
        "达到",
        "近",
        "约",
        "为",
        "达",
        "率",
        "最高",
        "累计",
        "平均",
        "均",
        "双双",
    ];
    let bare = look.before.trim_end_matches(|c: char| c == '了' || c.is_whitespace());
    let between = bare.ends_with(['为', '达', '度', '到', '近', '约', '率', '高', '计', '均', '是', '别', '双'])
        && !bare.ends_with("节约");
    let bare = BETWEEN.iter().filter(|_| between).fold(bare, |bare, word| bare.strip_suffix(word).unwrap_or(bare));
    let changes = &look.scene.lexicon.changes;
    let (word, direction) = changes.at_end(bare)?;
    if changes.only_looks_like_one(look.before.trim_end_matches(['为', '达'])) {
        return None;
    }
    // 高达60%, 多达30个: how much it is, and no change.
    if ["高达", "多达"].iter().any(|word| look.before.trim_end().ends_with(word)) {
        return None;
    }
    // 新增绿地1.7万平方米: how much came to be.
    let laid_out = matches!(look.unit, "m2" | "mu" | "hectare" | "km2" | "km" | "metre" | "ton" | "kW" | "person");
    if laid_out && bare.ends_with("新增") && !bare.contains(['比', '较']) {
        return None;
    }
    // 高, 多, 少 are changes only in comparisons; alone they are adjectives (最高, 不少).
    let against = || more::goes_on_comparing(look, word);
    // 下拉投资|增速|3.9个百分点: what it took off the rate.
    let pulled = matches!(word, "增速" | "增幅" | "增长") && ["下拉", "拉低"].iter().any(|verb| bare.contains(verb));
    let direction = if pulled { Direction::Decrease } else { direction };
    let comparative = word.chars().count() > 1
        || ["比", "较", "同比", "环比", "增", "减", "降"].iter().any(|sign| bare.contains(sign))
        || against();
    // 汽车保有量82万辆，|增加|2.7万辆: nothing but the verb, and no noun behind.
    let alone = look.unit == "count"
        && bare.trim() == word
        && matches!(word, "增加" | "减少")
        && !look.after.starts_with(char::is_alphabetic);
    let measured = alone
        || matches!(look.unit, "percent" | "pp" | "permille" | "multiple")
        || is_time(look.unit)
        || look.unit != "count"
        || bare.contains(['比', '较'])
        || direction == Direction::Decrease
        || more::is_compared_above(look);
    (comparative && measured).then_some((word, direction))
}

/// A word of change at the head of the phrase: 降低办税成本50%, 节约办税时间约1小时.
pub(super) fn change_of(look: &Look<'_>) -> Option<Says> {
    let measured = match look.unit {
        "percent" | "pp" | "km" | "metre" => true,
        "CNY" => ["节约", "节省", "降低"].iter().any(|word| look.own.contains(word)),
        "count" => ["减少", "精简", "压减", "缩减"].iter().any(|word| look.own.contains(word)),
        unit => is_time(unit),
    };
    if !measured {
        return None;
    }
    let phrase = look.scene.lexicon.metrics.bare(look.own);
    let phrase = phrase.rsplit(['、', '并', '且']).next().unwrap_or(phrase);
    let phrase = without_share(look, phrase);
    // 平均|压减时间58%.
    let phrase = ["平均", "累计", "分别"].iter().find_map(|word| phrase.strip_prefix(word)).unwrap_or(phrase);
    let (word, direction) = look.scene.lexicon.changes.at_start(phrase)?;
    let goal = phrase.ends_with(['至', '到', '为']) || look.own.trim_end().ends_with(['至', '到', '为']);
    // 提升改造|旅游公路60公里: works, and not by how much.
    if ["改造", "建设", "打造", "整治", "修复", "新建"].iter().any(|works| phrase[word.len()..].starts_with(works))
    {
        return None;
    }
    (phrase.len() > word.len() && !goal).then_some((ObservationKind::Change, Some(direction), None))
}

/// 每标箱|降低成本200元, 每亩|节约用水50元: the change behind what each has part in.
fn without_share<'a>(look: &Look<'_>, phrase: &'a str) -> &'a str {
    /// Longest unit, in characters.
    const UNIT: usize = 4;
    let Some(unit) = phrase.strip_prefix('每') else { return phrase };
    let places = unit.char_indices().skip(1).take(UNIT).map(|(at, _)| &unit[at..]);
    places.into_iter().find(|rest| look.scene.lexicon.changes.at_start(rest).is_some()).unwrap_or(phrase)
}

/// 年均6.6%的增速, 实现1.5%的增长: the rate of what the noun behind it says.
pub(super) fn growth_behind(look: &Look<'_>) -> Option<Says> {
    if !matches!(look.unit, "percent" | "permille") {
        return None;
    }
    // 分别实现13.1%、32.8%的增长: what stands behind the last of a list holds for all.
    let listed = || look.after.starts_with('、').then(|| look.after.rsplit(['%', '％']).next()).flatten();
    // 营收保持20%以上|增长: nothing but how it went behind the number.
    let alone = || ["增长", "增速"].contains(&look.after.trim_end_matches(['。', '；', '，'])).then_some(look.after);
    let noun = look.after.strip_prefix('的').or_else(|| listed()?.strip_prefix('的')).or_else(alone)?;
    let noun = noun.strip_prefix("经济").unwrap_or(noun);
    let noun = noun.strip_prefix("年均").or_else(|| noun.strip_prefix("平均")).unwrap_or(noun);
    // 以25%以上的速度|加快增长
    let noun = noun.strip_prefix("速度").map_or(noun, |rest| {
        ["加快", "快速", "持续", "稳步", "稳定", "高速"].iter().find_map(|how| rest.strip_prefix(how)).unwrap_or(rest)
    });
    let named = rate_of(look.after).map(|end| &look.after[..end]);
    let rises = ["增长", "增速", "增幅", "增长率", "涨幅"]
        .iter()
        .any(|word| noun.starts_with(word) || named.is_some_and(|named| named.ends_with(word)));
    let falls = ["降幅", "下降", "跌幅"].iter().any(|word| noun.starts_with(word));
    let direction = if falls { Direction::Decrease } else { Direction::Increase };
    (rises || falls).then_some((ObservationKind::Change, Some(direction), None))
}

/// 年增速持续保持在30%以上, 降幅分别达到63.5%和52.6%: what grows or falls so fast.
pub(super) fn rate_of_change(look: &Look<'_>) -> Option<Says> {
    const VERBS: [&str; 14] = [
        "分别达到",
        "分别是",
        "达到",
        "保持在",
        "稳定在",
        "维持在",
        "提升至",
        "提升到",
        "回升至",
        "回升到",
        "扩大至",
        "扩大到",
        "收窄至",
        "收窄到",
    ];
    const MANNERS: [&str; 5] = ["持续", "连续", "一直", "始终", "进一步"];
    if look.unit != "percent" {
        return None;
    }
    let held = VERBS.iter().find_map(|verb| look.before.strip_suffix(verb))?;
    let held = MANNERS.iter().find_map(|manner| held.strip_suffix(manner)).unwrap_or(held);
    let (word, direction) = look.scene.lexicon.changes.at_end(held)?;
    let rate = ["增速", "增幅", "涨幅", "降幅", "跌幅", "增长率"].contains(&word);
    rate.then_some((ObservationKind::Change, Some(direction), None))
}

pub(super) fn percentage_points(look: &Look<'_>) -> Option<Says> {
    if look.unit != "pp" {
        return None;
    }
    let Some((word, direction)) = look.scene.lexicon.changes.within(look.before) else {
        // 城镇化率超过全国平均水平0.28个百分点.
        let ahead = ["超过", "超出", "领先"].iter().any(|verb| look.before.contains(verb));
        return ahead.then_some((ObservationKind::Change, Some(Direction::Increase), None));
    };
    Some((ObservationKind::Change, Some(direction), Some(word).filter(|word| look.before.ends_with(word))))
}

/// 提升至99%: which way it went to get there.
pub(super) fn moved_to(look: &Look<'_>) -> Option<Direction> {
    let before = look.before.strip_suffix(['至', '到', '为'])?;
    look.scene.lexicon.changes.at_end(before).map(|(_, direction)| direction)
}
