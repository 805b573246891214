//! What a member of a list, or the same told once more, has from the first: 走访调研|重点企业472家、|重点项目328个.

use super::super::item::Item;
use super::Before;
use crate::fact::Scene;
use crate::lexicon::edge::first_place;
use crate::lexicon::metrics::MetricWords;

/// `走访调研重点企业472家、重点项目328个`: a member of a list that begins like the end of the first has its head too.
pub(super) fn with_head(words: &MetricWords, own: String, first: &str) -> String {
    let Some((end, second)) = own.char_indices().nth(1).filter(|_| !first.is_empty()) else { return own };
    let start = &own[..end + second.len_utf8()];
    // 建设现代|农业产业园、农业产业强镇: names of one make, before which 现代 belongs to the first alone.
    let same = |noun: &str| noun.chars().zip(own.chars()).take_while(|(one, other)| one == other).count();
    let alike = |noun: &str| noun != own && same(noun) > 3;
    match first_place(first, start) {
        Some(at) if at > 0 && (words.is_act(&first[..at]) || !alike(&first[at..])) => {
            format!("{}{own}", &first[..at])
        }
        _ => own,
    }
}

/// The parts that statistics tell an amount of.
const PARTS: [&str; 4] = ["城镇", "乡村", "农村", "城区"];

/// `省级合作社2家，市级4家`, `新增专精特新企业32家，其中国家级2家`: a level alone is that of what was named before.
pub(super) fn of_level(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    let words = &scene.lexicon.metrics;
    let counts = matches!(item.quantity.unit, "count" | "person");
    // 社会消费品零售总额812亿元，城镇|709亿元、乡村|103亿元: the part of an amount told before.
    if !counts && PARTS.contains(&own.as_str()) && words.measures(before.metric) {
        let whole = PARTS.iter().find_map(|part| before.metric.strip_prefix(part)).unwrap_or(before.metric);
        return format!("{own}{whole}");
    }
    if !counts || before.metric.is_empty() || !words.is_level(&own) {
        return own;
    }
    let whole = || before.metric.strip_prefix("新增").unwrap_or(before.metric);
    format!("{own}{}", words.behind_level(before.metric).unwrap_or_else(whole))
}

/// `秀屿区发放许可证650张。仙游县发放480张`: what was done before is done again.
pub(super) fn done_again(scene: &Scene<'_>, own: String, before: &Before<'_>) -> String {
    let again = before.metric.starts_with(&own) && scene.lexicon.metrics.is_act(&own);
    if again { before.metric.to_owned() } else { own }
}

/// `217项涉企事项的办理时限由8.5个工作日压缩至2.1个工作日`: the noun counted just before goes on with 的.
pub(super) fn with_noun(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    if !before.counted {
        return own;
    }
    let words = scene.words(item.before);
    // 41个大类行业中|有39个实现增长; 全州29个乡（镇）中，|26个属深度贫困: so many of those.
    let of_those = words.strip_prefix('中').filter(|rest| matches!(rest.trim_matches(['，', '共']), "" | "有"));
    let before_it = || scene.document.text.as_str()[..item.before.start].ends_with("中，");
    if of_those.is_some() || matches!(words, "" | "有") && before_it() {
        let said = own.strip_prefix('中').unwrap_or(&own);
        return if said.contains(before.metric) { own } else { format!("{}{said}", before.metric) };
    }
    let goes_on = words.strip_prefix('的').is_some_and(|rest| !rest.trim().is_empty());
    if goes_on { format!("{}{own}", before.metric) } else { own }
}

/// `问题100%分办、100%答复`: a member of a list that is but a verb is said of what the first is said of.
pub(super) fn with_verb(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    let listed = item.quantity.unit == "percent" && scene.words(item.before).trim() == "、";
    if !listed {
        return own;
    }
    let opening = scene.lexicon.metrics.bare(before.opening);
    if own.starts_with(opening) { own } else { format!("{opening}{own}") }
}

/// `每千人口执业医师2.6人、注册护士3.5人`: what a list is reckoned by holds for all of it.
pub(super) fn with_rate(scene: &Scene<'_>, item: &Item<'_>, own: String, first: &str) -> String {
    let listed = || scene.words(item.before).trim_start().starts_with(['、', '和']);
    if !first.starts_with('每') || own.starts_with('每') || !listed() {
        return own;
    }
    match scene.lexicon.metrics.ends_of_rate(first).filter(|&end| end <= MOST_RATE).min() {
        Some(end) => format!("{}{own}", &first[..end]),
        None => own,
    }
}

/// Bytes of the longest 每千常住人口.
const MOST_RATE: usize = 24;

/// `执结涉企案件17940件，执行到位金额37.23亿元`: the amount is that of the deals counted before it.
pub(super) fn of_deal(scene: &Scene<'_>, item: &Item<'_>, own: &str, before: &Before<'_>) -> Option<String> {
    let amount = item.quantity.unit == "CNY"
        && ["金额", "资金", "总额", "总投资", "投资额"].iter().any(|word| own.ends_with(word));
    let bare =
        amount && before.counted && scene.lexicon.metrics.counts_deals(before.metric) && own.chars().count() <= 6;
    bare.then(|| format!("{}{own}", before.metric))
}
