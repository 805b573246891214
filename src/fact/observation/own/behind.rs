//! The words behind a number, as far as they say what it is.

use super::super::item::Item;
use crate::extract::date::DateMention;
use crate::extract::quantity::is_time;
use crate::fact::{Qualifier, Scene};
use crate::span::{Span, ending};

/// The words behind the number, as far as they say what it is.
pub(super) fn words_after<'a>(scene: &Scene<'a>, item: &Item<'_>) -> &'a str {
    // 突破百亿元大关, 迈上260亿元新台阶: how far it is, and not what.
    const MARKS: [&str; 4] = ["大关", "新台阶", "台阶", "关口"];
    const PASSED: [&str; 6] = ["突破", "超过", "跨越", "跨上", "迈上", "超"];
    let after = scene.words(item.after);
    // “我家种了15亩柑橘。”: where somebody ends to speak.
    let after = after
        .strip_suffix('”')
        .filter(|said| !said.contains('“'))
        .map_or(after, |said| said.trim_end_matches(['。', '！', '？']));
    let number = item.quantity.number.start;
    let stated = scene.words(Span::new(item.before.start.min(number), number));
    let passed = || PASSED.iter().any(|verb| stated.ends_with(verb));
    let after = match MARKS.iter().find_map(|mark| after.strip_prefix(mark)) {
        Some(rest) if item.quantity.unit != "count" || passed() => rest,
        _ => after,
    };
    // 余款87万元|2023年1月15日前付清: when it is settled is not what it is.
    if item.quantity.unit == "CNY" && after.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    // 其中82项|实现“零跑动”: what they have come to.
    let come_to = ["实现“", "做到“", "推行“"].iter().any(|verb| after.starts_with(verb));
    if let Some(end) = after.find('”').filter(|_| come_to) {
        return &after[..end + '”'.len_utf8()];
    }
    // 5个环节“一次受理”: a quotation after the noun is said of it.
    after.find('“').filter(|&at| at > 0).map_or(after, |at| &after[..at])
}

/// 停产1个月|等因素, 刘某等3人|分别以…: what goes on is no noun.
pub(super) fn tells_on(item: &Item<'_>, phrase: &str, after: &str) -> bool {
    let and_so_on = after.strip_prefix('等').is_some_and(|rest| !rest.starts_with(['级', '次', '第', '候', '额']));
    let people = item.quantity.unit == "person" && !phrase.is_empty();
    and_so_on
        // 下降14.2%|后.
        || matches!(after, "后" | "之后" | "以后" | "相比" | "相比较")
        || people && ["分别", "均", "都", "以", "共同", "先后", "一起"].iter().any(|word| after.starts_with(word))
}

/// 5宗为|2022年下半年|登记的林地: when is not what.
pub(super) fn without_date_behind<'a>(
    scene: &Scene<'a>,
    dates: &[DateMention],
    item: &Item<'_>,
    after: &'a str,
) -> &'a str {
    let behind = dates.iter().find(|date| item.after.contains(date.span));
    let cut = behind.and_then(|date| after.split_once(scene.words(date.span)));
    let cut = cut.filter(|(lead, rest)| lead.chars().count() <= 2 && rest.contains('的'));
    cut.map_or(after, |(_, rest)| rest.strip_suffix('）').filter(|rest| !rest.contains('（')).unwrap_or(rest))
}

/// 不超过3年|的许可期|内: the time that is bounded.
pub(super) fn bounded<'a>(item: &Item<'_>, after: &'a str) -> Option<&'a str> {
    /// Most characters of its name.
    const MOST: usize = 8;
    let noun = after
        .strip_prefix('的')
        .filter(|_| is_time(item.quantity.unit) && item.quantity.qualifier != Qualifier::Exact)?;
    let noun = &noun[..noun.find(['内', '里', '，', '、']).unwrap_or(noun.len())];
    (noun.ends_with(['期', '限', '间']) && (2..=MOST).contains(&noun.chars().count())).then_some(noun)
}

/// 结余的863万元|全部留归…: what is done with an amount is not what it is.
pub(super) fn is_put_to_use(item: &Item<'_>, after: &str) -> bool {
    item.quantity.unit == "CNY"
        && ["全部", "已", "均", "将", "用于", "通过", "加快", "推动", "促进"].iter().any(|word| after.starts_with(word))
}

/// Whether the words before a number name what it measures, so that what 的 goes on with is another: but 对|超过400万元|的采购项目,
/// 全州|98%|的面积.
pub(super) fn is_named(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> bool {
    let stated = scene.words(item.before).trim_matches(['、', '和', '，', ' ']);
    let of_whole = || {
        item.quantity.unit == "percent"
            && !stated.ends_with(['到', '达', '至', '为', '于', '了', '高', '占', '过', '在'])
    };
    // 全村仍有|30%左右|的贫困发生率.
    let there_is = || item.quantity.unit == "percent" && stated.ends_with(['有']) && !stated.ends_with(['占']);
    !(stated.is_empty() || there_is() || phrase.is_empty() && (stated.starts_with('对') || of_whole()))
}

/// 新增|了1.7万平方米的|绿化面积, 拥有|340万千瓦的|风能资源: a verb alone, so that what 的 goes on with is named.
pub(super) fn brings_about(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> bool {
    let stated = scene.words(item.before).trim_end().trim_end_matches('了');
    let verb = ending(stated, 2);
    let alone = phrase.is_empty() || phrase.trim_end_matches('了') == verb;
    alone && (scene.lexicon.telling.is_verb_alone(verb) || scene.lexicon.metrics.is_act(verb))
}

/// 贡献了50%以上的税收: the verb gives a share of what 的 goes on with.
pub(super) fn gives(phrase: &str) -> bool {
    const VERBS: [&str; 10] = ["贡献", "创造", "提供", "吸纳", "解决", "完成", "办理", "审理", "承担", "支撑"];
    // 贡献了|全市六成的税收.
    let whole = ["全市", "全县", "全省", "全区", "全国", "全州"].iter().find_map(|whole| phrase.strip_suffix(whole));
    let before = whole.map_or(phrase, |before| before.trim_end_matches('了'));
    VERBS.iter().any(|verb| before.ends_with(verb) || phrase.starts_with(verb))
}
