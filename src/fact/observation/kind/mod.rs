//! What kind of quantity a number is, and which way it moved.

mod aim;
mod more;

pub(super) use self::aim::sets_aims;

use self::aim::{is_demanded, is_target};
use super::super::{Direction, ObservationKind, Qualifier, Scene};
use super::item::{Item, rate_of};
use super::told::Told;
use super::when::Time;
use crate::extract::quantity::is_time;
use crate::span::Span;

/// Kind and direction of an item, the words of change that belong to its metric, and the rule that read it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Nature {
    pub(super) kind: ObservationKind,
    pub(super) direction: Option<Direction>,
    /// 增长 in 同比增长11.3%: named with the metric.
    pub(super) change: Option<&'static str>,
    pub(super) rule: &'static str,
    /// Whether it says how many times.
    pub(super) multiple: bool,
}

/// What a rule says: kind, direction, and the word of change that is named with the metric.
type Says = (ObservationKind, Option<Direction>, Option<&'static str>);

/// What a rule looks at.
struct Look<'a> {
    unit: &'a str,
    qualifier: Qualifier,
    /// The words before the number in its clause, without its qualifier.
    before: &'a str,
    /// The same, as far as no earlier number has them.
    own: &'a str,
    after: &'a str,
    clause: &'a str,
    /// Whether the text is speaking of aims.
    aimed: bool,
    /// Whether it is speaking of what has been reached.
    reached: bool,
    item: &'a Item<'a>,
    scene: &'a Scene<'a>,
}

/// A rule: its name, when it holds, what it says.
struct Row {
    name: &'static str,
    read: fn(&Look<'_>) -> Option<Says>,
}

/// How much more or less of what was named before was done.
pub(super) const MORE_OF: &str = "observation/more-of";

/// By how much more than a number just named: the verb is no qualifier there.
pub(super) const BEYOND: &str = "observation/beyond";

/// The first that holds decides.
const ROWS: [Row; 18] = [
    Row { name: "observation/rank-change", read: rank_change },
    Row { name: "observation/rank", read: |look| (look.unit == "rank").then_some((ObservationKind::Rank, None, None)) },
    Row {
        name: "observation/one-of-the-top",
        read: |look| {
            (look.after.contains("之一") && look.before.contains('列')).then_some((ObservationKind::Rank, None, None))
        },
    },
    Row { name: "observation/from-to", read: from_to },
    Row { name: BEYOND, read: beyond },
    Row {
        name: "observation/target",
        read: |look| {
            is_target(look).then(|| {
                let (word, direction) = adjacent_change(look).unzip();
                (ObservationKind::Target, direction, word)
            })
        },
    },
    Row {
        name: "observation/change",
        read: |look| {
            adjacent_change(look).map(|(word, direction)| (ObservationKind::Change, Some(direction), Some(word)))
        },
    },
    Row { name: MORE_OF, read: more::more_of },
    Row { name: "observation/change-of", read: change_of },
    Row { name: "observation/growth-of", read: growth_behind },
    Row { name: "observation/rate-of-change", read: rate_of_change },
    Row { name: "observation/percentage-points", read: percentage_points },
    Row {
        name: "observation/frequency",
        read: |look| {
            (is_time(look.unit) && look.before.ends_with('每')).then_some((ObservationKind::Frequency, None, None))
        },
    },
    Row {
        name: "observation/times-a-period",
        read: |look| is_times_a_period(look).then_some((ObservationKind::Frequency, None, None)),
    },
    Row {
        name: "observation/time-limit",
        read: |look| is_time_limit(look).then_some((ObservationKind::Limit, None, None)),
    },
    Row {
        name: "observation/duration",
        read: |look| (is_time(look.unit) && !is_age(look)).then_some((ObservationKind::Duration, moved_to(look), None)),
    },
    Row {
        name: "observation/limit",
        read: |look| (is_limit(look) || is_bound_of_age(look)).then_some((ObservationKind::Limit, None, None)),
    },
    Row {
        name: "observation/share",
        read: |look| is_part(look.unit).then_some((ObservationKind::Share, moved_to(look), None)),
    },
];

/// The nature of each number of a case.
pub(super) fn natures(scene: &Scene<'_>, told: &Told<'_>, times: &[Time]) -> Vec<Nature> {
    let mut natures: Vec<Nature> = Vec::with_capacity(told.items.len());
    // Whether the text is speaking of aims, and whether its paragraph can begin to.
    let (mut aimed, mut tells_of_aims) = (false, false);
    for sentence in &told.sentences {
        let paragraph = sentence.paragraph;
        if sentence.opens {
            (aimed, tells_of_aims) = (paragraph.aimed, sets_aims(scene.words(paragraph.span)));
        }
        // 各县要完成培训1200人次，检修农机300台: what has to be reached is said for the whole sentence.
        let mut demanded = false;
        for clause in told.clauses(sentence) {
            let words = scene.words(clause.span);
            aimed |= tells_of_aims && sets_aims(words);
            let items = told.items(clause);
            for (position, (item, time)) in items.iter().zip(&times[clause.items.clone()]).enumerate() {
                let before = natures.last().filter(|_| position > 0 && item.baseline.is_none());
                // 2—3年内: both ends of a range are the same.
                let alike = |last: &Item<'_>| last.quantity.range == item.quantity.range;
                let range = item.quantity.range.is_some() && position > 0 && alike(&items[position - 1]);
                let told_before = || Span::new(paragraph.span.start, clause.span.end);
                natures.push(match before {
                    Some(same) if item.goes_on || range => *same,
                    _ => {
                        let aimed = aimed || demanded || is_to_come(scene, time, told_before());
                        nature(scene, clause.span, item, (aimed, paragraph.reached))
                    }
                });
            }
            demanded |= !paragraph.reached && is_demanded(words);
        }
    }
    natures
}

/// Whether the time of a number is a year to come, to which the words of its paragraph go (到2025年).
fn is_to_come(scene: &Scene<'_>, time: &Time, told: Span) -> bool {
    let year = time.period.map(|period| period.last().year).filter(|year| Some(*year) > scene.document.year);
    year.is_some_and(|year| scene.words(told).contains(&format!("到{year}年")))
}

/// Decides by the words around a number.
fn nature(scene: &Scene<'_>, clause: Span, item: &Item<'_>, (aimed, reached): (bool, bool)) -> Nature {
    let text = scene.document.text.as_str();
    let start = item.baseline.map_or(item.quantity.span.start, |baseline| baseline.span.start);
    let look = Look {
        unit: item.quantity.unit,
        qualifier: item.quantity.qualifier,
        before: text[clause.start..start].trim_end(),
        own: scene.words(item.before),
        after: &text[item.quantity.span.end..clause.end.max(item.quantity.span.end)],
        clause: scene.words(clause),
        aimed,
        reached,
        item,
        scene,
    };
    let multiple = look.unit == "multiple";
    for row in &ROWS {
        if let Some((kind, direction, change)) = (row.read)(&look) {
            return Nature { kind, direction, change, rule: row.name, multiple };
        }
    }
    Nature { kind: ObservationKind::Level, direction: None, change: None, rule: "observation/level", multiple }
}

/// 较上年上升5位: by how many places, and not which.
fn rank_change(look: &Look<'_>) -> Option<Says> {
    let place = || look.scene.words(look.item.quantity.span).starts_with(['第', '前']) || look.before.ends_with('第');
    if look.unit != "rank" || place() {
        return None;
    }
    let (word, direction) = adjacent_change(look)?;
    Some((ObservationKind::Change, Some(direction), Some(word)))
}

/// Whether a unit says how much of a whole there is.
pub(super) fn is_part(unit: &str) -> bool {
    matches!(unit, "percent" | "permille" | "per_100k")
}

/// 由6个工作日压缩至3个工作日内: the value it came to, with its baseline.
fn from_to(look: &Look<'_>) -> Option<Says> {
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
fn beyond(look: &Look<'_>) -> Option<Says> {
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
fn adjacent_change(look: &Look<'_>) -> Option<(&'static str, Direction)> {
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
    let between = bare.ends_with(['为', '达', '度', '到', '近', '约', '率', '高', '计', '均', '是', '别', '双']);
    let bare = BETWEEN.iter().filter(|_| between).fold(bare, |bare, word| bare.strip_suffix(word).unwrap_or(bare));
    let metrics = &look.scene.lexicon.metrics;
    let (word, direction) = metrics.change_at_end(bare)?;
    if metrics.only_looks_like_change(look.before.trim_end_matches(['为', '达'])) {
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
    let comparative = word.chars().count() > 1
        || ["比", "较", "同比", "环比", "增", "减", "降"].iter().any(|sign| bare.contains(sign))
        || against();
    let measured = matches!(look.unit, "percent" | "pp" | "permille" | "multiple")
        || is_time(look.unit)
        || look.unit != "count"
        || bare.contains(['比', '较'])
        || direction == Direction::Decrease
        || more::is_compared_above(look);
    (comparative && measured).then_some((word, direction))
}

/// A word of change at the head of the phrase: 降低办税成本50%, 节约办税时间约1小时.
fn change_of(look: &Look<'_>) -> Option<Says> {
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
    let (word, direction) = look.scene.lexicon.metrics.change_at_start(phrase)?;
    let goal = phrase.ends_with(['至', '到', '为']) || look.own.trim_end().ends_with(['至', '到', '为']);
    (phrase.len() > word.len() && !goal).then_some((ObservationKind::Change, Some(direction), None))
}

/// 每标箱|降低成本200元, 每亩|节约用水50元: the change behind what each has part in.
fn without_share<'a>(look: &Look<'_>, phrase: &'a str) -> &'a str {
    /// Longest unit, in characters.
    const UNIT: usize = 4;
    let Some(unit) = phrase.strip_prefix('每') else { return phrase };
    let places = unit.char_indices().skip(1).take(UNIT).map(|(at, _)| &unit[at..]);
    places.into_iter().find(|rest| look.scene.lexicon.metrics.change_at_start(rest).is_some()).unwrap_or(phrase)
}

/// 年均6.6%的增速, 实现1.5%的增长: the rate of what the noun behind it says.
fn growth_behind(look: &Look<'_>) -> Option<Says> {
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
    let named = rate_of(look.after).map(|end| &look.after[..end]);
    let rises = ["增长", "增速", "增幅", "增长率", "涨幅"]
        .iter()
        .any(|word| noun.starts_with(word) || named.is_some_and(|named| named.ends_with(word)));
    let falls = ["降幅", "下降", "跌幅"].iter().any(|word| noun.starts_with(word));
    let direction = if falls { Direction::Decrease } else { Direction::Increase };
    (rises || falls).then_some((ObservationKind::Change, Some(direction), None))
}

/// 年增速持续保持在30%以上, 降幅分别达到63.5%和52.6%: what grows or falls so fast.
fn rate_of_change(look: &Look<'_>) -> Option<Says> {
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
    let (word, direction) = look.scene.lexicon.metrics.change_at_end(held)?;
    let rate = ["增速", "增幅", "涨幅", "降幅", "跌幅", "增长率"].contains(&word);
    rate.then_some((ObservationKind::Change, Some(direction), None))
}

fn percentage_points(look: &Look<'_>) -> Option<Says> {
    if look.unit != "pp" {
        return None;
    }
    let Some((word, direction)) = look.scene.lexicon.metrics.change_within(look.before) else {
        // 城镇化率超过全国平均水平0.28个百分点.
        let ahead = ["超过", "超出", "领先"].iter().any(|verb| look.before.contains(verb));
        return ahead.then_some((ObservationKind::Change, Some(Direction::Increase), None));
    };
    Some((ObservationKind::Change, Some(direction), Some(word).filter(|word| look.before.ends_with(word))))
}

/// 提升至99%: which way it went to get there.
fn moved_to(look: &Look<'_>) -> Option<Direction> {
    let before = look.before.strip_suffix(['至', '到', '为'])?;
    look.scene.lexicon.metrics.change_at_end(before).map(|(_, direction)| direction)
}

/// 每季度随访1次, 每月不定期通报2次: how often something is done.
fn is_times_a_period(look: &Look<'_>) -> bool {
    const PERIODS: [&str; 9] = ["天", "日", "周", "月", "季", "年", "半年", "学期", "旬"];
    let counted = look.unit == "count" && ["次", "回"].contains(&look.item.quantity.unit_as_written.as_str());
    let each = || {
        let every = look.own.match_indices('每').map(|(at, every)| &look.own[at + every.len()..]);
        every
            .into_iter()
            .any(|rest| PERIODS.iter().any(|period| rest.trim_start_matches(['个', '一']).starts_with(period)))
    };
    counted && each() && !bars(look)
}

/// 平均年龄55岁: how old, and not how long.
fn is_age(look: &Look<'_>) -> bool {
    look.item.quantity.unit_as_written.ends_with('岁') && look.before.contains("年龄")
}

/// 年龄40周岁以下: what is asked of those who apply.
fn is_bound_of_age(look: &Look<'_>) -> bool {
    is_age(look)
        && matches!(look.qualifier, Qualifier::AtLeast | Qualifier::AtMost | Qualifier::LessThan)
        && !look.before.contains("平均")
}

/// 3个工作日内向中院反馈: a time within which something has to be done.
fn is_time_limit(look: &Look<'_>) -> bool {
    if !is_time(look.unit) {
        return false;
    }
    let rule = || {
        ["不得", "应当", "须", "时限", "期限", "限时", "必须", "原则上"].iter().any(|word| look.clause.contains(word))
    };
    let bounded = look.qualifier == Qualifier::AtMost && moved_to(look).is_none();
    // 由5至7天压缩至2天: the ends of what it was before.
    let moves = look.scene.lexicon.metrics.begins_with_change(look.after);
    // 三年内|从5万元增至100万元: in the course of what time.
    let moves = moves || look.after.starts_with(['从', '由']);
    let acts = !moves && look.after.chars().next().is_some_and(char::is_alphanumeric);
    bounded && (acts || rule())
}

/// A bound that a rule sets: 原则上不低于合同金额的30%.
fn is_limit(look: &Look<'_>) -> bool {
    let bound = !matches!(look.qualifier, Qualifier::Exact | Qualifier::Approx);
    let rule =
        ["原则上", "应当", "不得", "须", "规定", "要求", "标准", "上限", "下限", "限额", "给予", "最高", "每", "年内"];
    // 可申请|最高不超过|15万元: the words of the bound say it, too.
    let bounded = look.scene.words(Span::new(look.item.quantity.span.start, look.item.quantity.number.start));
    let ruled = || rule.iter().any(|word| look.before.contains(word) || bounded.contains(word));
    bound && ruled() && bars(look)
}

/// Whether a clause sets bounds.
fn bars(look: &Look<'_>) -> bool {
    ["不得", "不低于", "不高于", "不超过", "不少于"].iter().any(|word| look.clause.contains(word))
}
