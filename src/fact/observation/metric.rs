//! The words that name what a number measures: its own, else those of what was named before it.

use super::super::{ObservationKind, Scene};
use super::counted::{told_before, totalled};
use super::granted::reckoned_otherwise;
use super::item::Item;
use super::kind::Nature;
use super::phrase::words_before;
use super::related::{of_whole, part_of_whole, siblings, without_deed};
use crate::extract::date::DateMention;
use crate::extract::numeral::Form;
use crate::extract::quantity::is_time;
use crate::lexicon::edge::{first_place, last_place};
use crate::lexicon::metrics::MetricWords;
use crate::span::Span;

/// A metric as named.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The metric.
    pub(super) text: String,
    /// What a clause after it goes on with: the metric without words of change.
    pub(super) lasting: String,
    /// Whether part of it was named before the clause.
    pub(super) inherited: bool,
}

/// What was named before.
pub(super) struct Before<'a> {
    /// What the number goes on with: what the clause before spoke of, else the metric last named in the paragraph.
    pub(super) metric: &'a str,
    /// Whether that was in this sentence.
    pub(super) near: bool,
    /// The unit that it was told in, where it was in this sentence or the one before.
    pub(super) unit: Option<&'static str>,
    /// Whether the number before was a rate of growth.
    pub(super) growth: bool,
    /// The first metric of the clause.
    pub(super) first: &'a str,
    /// The words before the first number of the clause.
    pub(super) opening: &'a str,
    /// Whether the metric last named, in the same sentence, counted things.
    pub(super) counted: bool,
}

/// A rule: when own words go on with what was named before, and what the two come to.
type Joins = fn(&Scene<'_>, &Nature, &str, &Before<'_>) -> Option<Named>;

/// The first that holds decides, where anything was named before.
const JOINS: [Joins; 8] =
    [amount_then, part_of_plan, multiple_of, without_factors, share_of, rank_of, compared_with_others, aspect_of];

/// Names the metric of an item, of which `own` are the own words.
pub(super) fn metric(
    scene: &Scene<'_>,
    dates: &[DateMention],
    item: &Item<'_>,
    nature: &Nature,
    own: &str,
    before: &Before<'_>,
) -> Named {
    let people = if own.is_empty() { inhabitants(scene, item, before.metric) } else { of_whole_village(item, own) };
    if let Some(text) = people {
        return Named { lasting: text.to_owned(), text: text.to_owned(), inherited: false };
    }
    if item.goes_on {
        // 里程新增1700公里、|突破7000公里: a bound of its own is that of all there is.
        let bounded = item.quantity.span.start < item.quantity.number.start;
        let lasting = with_unit(scene, item, if bounded { in_all(before.metric) } else { before.metric });
        return Named { text: with_change(&lasting, nature), lasting, inherited: false };
    }
    if let Some(named) = in_a_row(scene, dates, item, before) {
        return named;
    }
    let own = own.trim_end_matches(['（', '(']).to_owned();
    // 低保标准达到每月577元、每年|4428元: by what it is reckoned is no name.
    let each = own.strip_prefix('每').is_some_and(|time| matches!(time, "年" | "月" | "日" | "天" | "周"));
    if let Some(text) = reckoned_otherwise(before.metric, &own).filter(|_| each && before.near) {
        return Named { lasting: text.clone(), text, inherited: true };
    }
    let step = !before.metric.is_empty() && (scene.lexicon.metrics.is_step(&own) || each && before.near);
    if own.is_empty() || step {
        return without_own_words(scene, item, nature, before);
    }
    let named_before = !before.metric.is_empty();
    if let Some(named) = siblings(scene, item, nature, &own, before) {
        return named;
    }
    if let Some(named) = JOINS.iter().filter(|_| named_before).find_map(|join| join(scene, nature, &own, before)) {
        return named;
    }
    let own = without_deed(&scene.lexicon.metrics, item, own);
    let own = part_of_whole(scene, item, own, before);
    let own = of_whole(nature, own);
    let own = share_alone(nature, own);
    let own = of_level(scene, item, own, before);
    let own = done_again(scene, own, before);
    let own = with_head(&scene.lexicon.metrics, own, before.first);
    let own = with_noun(scene, item, own, before);
    let own = with_verb(scene, item, own, before);
    let own = with_rate(scene, item, own, before.first);
    let own = if nature.kind == ObservationKind::Limit && is_time(item.quantity.unit) { time_limit(own) } else { own };
    let deal = of_deal(scene, item, &own, before);
    // An amount with a date of its own is no longer that of the deals before it.
    let deal = deal.filter(|_| !dates.iter().any(|date| item.before.contains(date.span)));
    let inherited = deal.is_some();
    let lasting = deal.unwrap_or(own);
    let text = with_change(&lasting, nature);
    let lasting = climbing(&lasting).map(ToOwned::to_owned).unwrap_or(lasting);
    Named { text, lasting, inherited }
}

/// 生产总值|连跨万亿级台阶: what climbed so many steps, of which the text goes on.
fn climbing(metric: &str) -> Option<&str> {
    const CLIMBS: [&str; 8] = ["连跨", "连上", "跨越", "跨过", "跨上", "迈过", "迈上", "跃上"];
    let verb = CLIMBS.iter().filter(|_| metric.ends_with("台阶")).filter_map(|verb| metric.find(verb)).min()?;
    Some(&metric[..verb]).filter(|what| !what.is_empty())
}

/// The metric of one of several heads that share a list of numbers.
pub(super) fn of_head(head: &str, nature: &Nature) -> Named {
    Named { text: with_change(head, nature), lasting: head.to_owned(), inherited: true }
}

/// 辖4镇、|10乡: a unit that is the noun of what is counted takes the place of the one before.
fn with_unit(scene: &Scene<'_>, item: &Item<'_>, metric: &str) -> String {
    let words = &scene.lexicon.metrics;
    let nouns = words.unit_noun(&item.quantity.unit_as_written).zip(words.unit_noun(metric));
    match nouns.filter(|_| item.quantity.unit == "count") {
        Some((noun, last)) => format!("{}{noun}", &metric[..metric.len() - last.len()]),
        None => metric.to_owned(),
    }
}

/// 出口额 and 增长: the word of change is named with the metric.
pub(super) fn with_change(metric: &str, nature: &Nature) -> String {
    let change = nature.change.filter(|change| !metric.ends_with(change));
    [metric, change.unwrap_or_default()].concat()
}

fn without_own_words(scene: &Scene<'_>, item: &Item<'_>, nature: &Nature, before: &Before<'_>) -> Named {
    if nature.kind == ObservationKind::Rank && !before.metric.is_empty() {
        // 居全省第2位、|全国第61位: among whom it is ranked.
        let among = scene.words(item.before).trim_matches(['、', '，', '和', ' ']);
        // 已从上年的第4位跃升到第3位: where it was before.
        let among = if item.baseline.is_some() { "" } else { among };
        let text = format!("{}{among}", before.metric);
        return Named { text, lasting: before.metric.to_owned(), inherited: true };
    }
    let counts = matches!(item.quantity.unit, "count" | "person") && nature.kind != ObservationKind::Change;
    let counted = if counts { counted_after(scene, item) } else { String::new() };
    let counted = if counted.is_empty() { totalled(scene, item, counts).unwrap_or_default() } else { counted };
    // 按投资额的10%给予补助，最高200万元: an amount is no share.
    let metric = before.metric.strip_suffix("比例").filter(|_| item.quantity.unit == "CNY").unwrap_or(before.metric);
    let metric = if item.quantity.unit == "percent" { grown(metric, nature) } else { metric };
    let metric = if comes_to(scene, item, nature) { in_all(metric) } else { metric };
    let text = if counted.is_empty() { with_change(of_growth(metric, nature), nature) } else { counted };
    let told = if text.is_empty() && item.baseline.is_some() { told_before(scene, item) } else { None };
    let text = told.unwrap_or(text);
    let text = if text.is_empty() { scene.words(item.quantity.number).to_owned() } else { text };
    let lasting = if before.metric.is_empty() { text.clone() } else { before.metric.to_owned() };
    Named { text, lasting, inherited: true }
}

/// The stock that new ones are added to: |新增|境外上市公司, 铁路里程|新增|.
fn in_all(metric: &str) -> &str {
    const ADDED: [&str; 7] = ["新增", "净增", "新登记", "新注册", "新设立", "新设", "新建"];
    /// Fewest characters of a name.
    const NAME: usize = 2;
    let named = |rest: &&str| rest.chars().count() >= NAME;
    let ahead = ADDED.iter().find_map(|word| metric.strip_prefix(word)).filter(named);
    // 高速公路新增|通车里程: a flow with a name of its own.
    ahead.or_else(|| ["新增", "净增"].iter().find_map(|word| metric.strip_suffix(word)).filter(named)).unwrap_or(metric)
}

/// 新增2个、|达到29个, 新增1000处、|累计达8000处: to how many they come in all.
fn comes_to(scene: &Scene<'_>, item: &Item<'_>, nature: &Nature) -> bool {
    const ALL: [&str; 8] = ["达到", "增至", "增加到", "累计", "总数", "总量", "共有", "突破"];
    let stated =
        || scene.words(Span::new(item.before.start.min(item.quantity.number.start), item.quantity.number.start));
    nature.kind != ObservationKind::Change && ALL.iter().any(|word| stated().contains(word))
}

/// 辖9个村、2个社区，1438户5696人: after what an area is made up of, who lives there.
fn inhabitants(scene: &Scene<'_>, item: &Item<'_>, metric: &str) -> Option<&'static str> {
    const PARTS: [&str; 11] = ["社区", "村", "镇", "乡", "街道", "组", "居委会", "合作社", "牧委会", "屯", "社"];
    let alone =
        || matches!(scene.words(item.before).trim_matches([' ', '，', '、']), "" | "共" | "共有" | "有" | "总计");
    match bare_unit(item) {
        "户" if PARTS.iter().any(|part| metric.ends_with(part)) && alone() => Some("户数"),
        "人" | "口" | "口人" if metric == "户数" && alone() => Some("人口"),
        "人" if PARTS.iter().any(|part| metric.ends_with(part)) && alone() => Some("人口"),
        _ => None,
    }
}

/// 全村仅有|41户|114口人: the households and the people of all of it.
fn of_whole_village(item: &Item<'_>, own: &str) -> Option<&'static str> {
    let whole = own.strip_prefix(['全', '该', '本']).is_some_and(|area| {
        matches!(area, "村" | "镇" | "乡" | "县" | "区" | "屯" | "组" | "街道" | "社区" | "乡镇" | "嘎查" | "苏木")
    });
    match bare_unit(item) {
        "户" if whole => Some("户数"),
        "人" | "口" | "口人" if whole => Some("人口"),
        _ => None,
    }
}

/// The unit without what makes it larger: 万人.
fn bare_unit<'a>(item: &'a Item<'_>) -> &'a str {
    item.quantity.unit_as_written.trim_start_matches(['万', '亿', '千', '百', '余', '多'])
}

/// 同比下降0.1%，降幅收窄9个百分点；4月份增长78.7%: what grows is not the rate of the fall.
fn of_growth<'a>(metric: &'a str, nature: &Nature) -> &'a str {
    let grows = nature.change.is_some_and(|change| ["增长", "下降", "上涨"].contains(&change));
    let rate = ["增速", "增幅", "降幅", "涨幅", "跌幅"].iter().find_map(|rate| metric.strip_suffix(rate));
    rate.filter(|_| grows).unwrap_or(metric)
}

/// 进出口123亿元，占外贸总值的57%，增长3.3%: what grows is not the share.
fn grown<'a>(metric: &'a str, nature: &Nature) -> &'a str {
    let grows = nature.change.is_some_and(|change| ["增长", "下降", "增", "降"].contains(&change));
    let share = ["比重", "占比"].iter().any(|end| metric.ends_with(end));
    let whole = last_place(metric, "占").filter(|at| *at > 0 && grows && share);
    whole.map_or(metric, |at| &metric[..at])
}

/// 收入2037亿元，为预算的97%，增长0.6%: how much of what was planned or of what was before, and not what grows.
fn part_of_plan(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if nature.kind != ObservationKind::Share || !before.near {
        return None;
    }
    let planned = ["预算", "年度计划", "年度目标", "年初预算", "调整预算"].iter().any(|end| own.ends_with(end));
    let recovered = ["恢复到", "恢复至"].iter().any(|verb| own.starts_with(verb));
    let short = own.chars().count() <= 8;
    (planned && short || recovered).then(|| {
        let verb = if planned && !own.starts_with("完成") { "占" } else { "" };
        Named {
            text: format!("{}{verb}{own}比例", before.metric), lasting: before.metric.to_owned(), inherited: true
        }
    })
}

/// 生产总值189亿元，是2011年的1.74倍: how many times what it was before.
fn multiple_of(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if !nature.multiple || !before.near {
        return None;
    }
    let then = own.strip_prefix(['是', '为']).or_else(|| own.strip_prefix("相当于"))?;
    let then = then.trim_end_matches('的');
    let of_then = then.chars().count() <= 8 && then.contains(['年', '期', '初', '末', '前']);
    of_then.then(|| Named {
        text: format!("{}是{then}的倍数", before.metric),
        lasting: before.metric.to_owned(),
        inherited: true,
    })
}

/// 达到1300亿元，较2020年的|900亿元: the same, at the time that is compared with.
fn amount_then(_: &Scene<'_>, _: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    let time = own.trim_end_matches('的').strip_prefix(['较', '比', '与'])?;
    let of_old =
        ["同期", "常年", "历年同期", "常年同期", "多年平均", "常年平均", "去年同期", "上年同期"].contains(&time);
    let dated = time.ends_with(['年', '月', '末', '底', '初', '”'])
        && time.chars().all(|c| c.is_ascii_digit() || "“”一二三四五六七八九十〇年月末底初时期".contains(c));
    (before.near && (dated || of_old)).then(|| Named {
        text: before.metric.to_owned(),
        lasting: before.metric.to_owned(),
        inherited: true,
    })
}

/// 增长0.6%，扣除留抵退税因素后增长9.1%: the same, reckoned otherwise.
fn without_factors(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if nature.kind != ObservationKind::Change || !before.near {
        return None;
    }
    let reckoned =
        ["扣除", "剔除", "同口径", "按同口径", "可比口径", "按可比口径"].iter().any(|word| own.starts_with(word));
    (reckoned && own.chars().count() <= 20).then(|| Named {
        text: with_change(before.metric, nature),
        lasting: before.metric.to_owned(),
        inherited: true,
    })
}

/// 出口额320亿元，占出口总额的41.2%.
fn share_of(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if nature.kind != ObservationKind::Share {
        return None;
    }
    let rest = own.trim_start_matches(['约', '仅', '共', '均', '只', '已']).strip_prefix('占')?;
    let whole = rest.split('（').next().unwrap_or(rest);
    let whole = ["比重", "比例"].iter().fold(whole, |whole, word| whole.strip_suffix(word).unwrap_or(whole));
    let whole = whole.trim_end_matches('的');
    let share = if matches!(whole, "" | "比") { "占比".to_owned() } else { format!("占{whole}比重") };
    // 东部地区人口占39.9%，中部地区|占|25.8%: the same share of another.
    let same = share == "占比" && before.metric.ends_with("占比");
    let text = if same { before.metric.to_owned() } else { format!("{}{share}", before.metric) };
    Some(Named { lasting: text.clone(), text, inherited: true })
}

/// 东部地区|人口占|39.9%, 城镇人口|比重占|55.9%: a share of a whole that is not named.
fn share_alone(nature: &Nature, own: String) -> String {
    let of_part =
        own.strip_suffix('占').filter(|part| nature.kind == ObservationKind::Share && part.chars().count() > 1);
    let Some(part) = of_part else { return own };
    let named = ["比重", "比例", "占比"].iter().any(|share| part.ends_with(share));
    if named { part.to_owned() } else { format!("{part}占比") }
}

/// 出口额320亿元，居全省第2位.
fn rank_of(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    let own = without_manner(own);
    let bare = nature.kind == ObservationKind::Rank
        && (own.starts_with(['排', '居', '位', '列', '名', '稳', '跃', '升', '进', '跻', '保'])
            || own.chars().count() <= 2);
    (bare && before.near).then(|| Named {
        text: format!("{}{own}", before.metric),
        lasting: before.metric.to_owned(),
        inherited: true,
    })
}

/// 继续|排, 更是|跻身, 以绝对优势|位居, 罕见地|位居: how a place is held is not which.
fn without_manner(own: &str) -> &str {
    const MANNERS: [&str; 14] =
        ["继续", "依然", "仍然", "依旧", "始终", "一直", "持续", "再次", "再度", "牢牢", "更是", "都", "均", "仍"];
    /// Longest adverb, in characters: 罕见地.
    const ADVERB: usize = 4;
    let mut rest = own;
    while let Some(shorter) = MANNERS.iter().find_map(|word| rest.strip_prefix(word)) {
        rest = shorter;
    }
    let rest = rest.strip_prefix('以').and_then(|rest| rest.split_once("优势")).map_or(rest, |(_, rest)| rest);
    let adverb = rest.split_once('地').filter(|(adverb, _)| (2..ADVERB).contains(&adverb.chars().count()));
    let held = |rest: &str| rest.starts_with(['排', '居', '位', '列', '名', '跃', '跻']);
    adverb.filter(|(_, rest)| held(rest)).map_or(rest, |(_, rest)| rest)
}

/// 增长7.6%，高于全省平均水平0.4个百分点: what is higher is the growth.
fn compared_with_others(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    const COMPARED: [&str; 9] = ["高于", "低于", "快于", "慢于", "优于", "好于", "高出", "比全", "较全"];
    let begins = before.near && own.starts_with(['高', '低', '快', '慢', '优', '好', '比', '较']);
    let compares = begins && COMPARED.iter().any(|word| own.starts_with(word));
    compares.then(|| {
        let rate = ["增速", "增幅", "增长率", "涨幅", "率"].iter().any(|word| before.metric.ends_with(word));
        let growth = if before.growth && !rate { "增速" } else { "" };
        let text = with_change(&format!("{}{growth}{own}", before.metric), nature);
        Named { text, lasting: format!("{}{growth}", before.metric), inherited: true }
    })
}

/// 出厂价格上涨3.1%，涨幅回落5.2个百分点; 快递业务量1.46亿件，日均40万件.
fn aspect_of(scene: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    let words = &scene.lexicon.metrics;
    if !before.near || before.metric == own {
        return None;
    }
    let average = words.is_average(own);
    if !average && !words.is_aspect(own) {
        return None;
    }
    // 新增38家，总数达到172家: the total is not that of the new ones.
    let all = ["总数", "总量", "总里程", "总额", "总人数", "总面积", "总规模", "累计"]
        .iter()
        .any(|word| own.starts_with(word));
    let whole = if all { in_all(before.metric) } else { before.metric.trim_end_matches("新增") };
    // 占外贸总值的42.3%，比重|提升2.9个百分点: the same share.
    let share = matches!(own, "比重" | "占比" | "比例") && ["比重", "占比"].iter().any(|end| whole.ends_with(end));
    if share {
        let text = with_change(whole, nature);
        return Some(Named { text, lasting: whole.to_owned(), inherited: true });
    }
    // 运营|里程|，总里程: the same in all.
    let whole = own.strip_prefix('总').and_then(|sum| whole.strip_suffix(sum)).unwrap_or(whole);
    let lasting = format!("{}{own}", words.without_aspect(whole, own));
    let text = with_change(&lasting, nature);
    // 总值2487亿元，规模列副省级城市第5位，增长2.9%: what grows is not the place taken.
    let aside = average || nature.kind == ObservationKind::Rank;
    let lasting = if aside { before.metric.to_owned() } else { lasting };
    Some(Named { text, lasting: of_aspect(&lasting).to_owned(), inherited: true })
}

/// 增速高于全省平均水平0.4个百分点，居全省第3位: what is ranked is the growth.
fn of_aspect(metric: &str) -> &str {
    let compared = ["高于", "低于", "快于", "慢于", "比全", "较全"].iter().filter_map(|word| metric.find(word)).min();
    compared.map_or(metric, |at| &metric[..at])
}

/// `连续14年排全区第一`: the years are those of what follows them.
fn in_a_row(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, before: &Before<'_>) -> Option<Named> {
    if !is_time(item.quantity.unit) || !scene.words(item.before).trim_end().ends_with("连续") {
        return None;
    }
    let own = words_before(scene, dates, item);
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let rest = rest.split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
    // 连续八年位居全国“非常高”组别: a quotation that only closes here is not its own.
    let rest = rest.find('”').filter(|&at| !rest[..at].contains('“')).map_or(rest, |at| &rest[..at]);
    // 收入增长5.4%。连续三年获评优秀县: who is honoured is nothing that was measured before.
    let honours = scene.lexicon.honours.verbs(rest).first().is_some_and(|(verb, _)| verb.start <= "被".len());
    let lasting = match &*own {
        "" if honours => "",
        "" => before.metric,
        own => own,
    };
    Some(Named { text: format!("{lasting}连续{rest}"), lasting: lasting.to_owned(), inherited: own.is_empty() })
}

/// `七大类34项服务业务`: what the next number counts is what this one counts too.
fn counted_after(scene: &Scene<'_>, item: &Item<'_>) -> String {
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let rest = rest.strip_prefix(['共', '、', '，']).unwrap_or(rest);
    let rest = rest.trim_start_matches(['近', '约', '超', '逾']);
    let Some(next) = crate::extract::numeral::numeral(rest) else { return String::new() };
    // 云南5例，|四川3例: part of a name.
    if next.form == Form::Chinese && scene.lexicon.units.at(&rest[next.length..], false).is_none() {
        return String::new();
    }
    let number = &rest[..next.length];
    let rest = &rest[next.length..];
    // 1467位|80岁以上低收入老年人|发放补贴: a class, and no other number.
    if rest.starts_with("岁以") || rest.starts_with("周岁以") {
        let class = rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
        let end = scene.lexicon.metrics.first_act(class).map_or(class.len(), |(at, _)| at);
        return [number, &class[..end]].concat();
    }
    let unit = scene.lexicon.units.at(rest, true).map_or(0, |unit| unit.surface.len());
    let noun = rest[unit..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let noun = scene.lexicon.metrics.bare(noun);
    // 使2.58万户、近8万|市民直接受益.
    scene.lexicon.metrics.became(noun).map_or_else(|| noun.to_owned(), |(noun, status)| [noun, status].concat())
}

/// `走访调研重点企业472家、重点项目328个`: a member of a list that begins like the end of the first has its head too.
fn with_head(words: &MetricWords, own: String, first: &str) -> String {
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

/// `省级合作社2家，市级4家`, `新增专精特新企业32家，其中国家级2家`: a level alone is that of what was named before.
fn of_level(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    let words = &scene.lexicon.metrics;
    let counts = matches!(item.quantity.unit, "count" | "person");
    if !counts || before.metric.is_empty() || !words.is_level(&own) {
        return own;
    }
    let whole = || before.metric.strip_prefix("新增").unwrap_or(before.metric);
    format!("{own}{}", words.behind_level(before.metric).unwrap_or_else(whole))
}

/// `秀屿区发放许可证650张。仙游县发放480张`: what was done before is done again.
fn done_again(scene: &Scene<'_>, own: String, before: &Before<'_>) -> String {
    let again = before.metric.starts_with(&own) && scene.lexicon.metrics.is_act(&own);
    if again { before.metric.to_owned() } else { own }
}

/// `217项涉企事项的办理时限由8.5个工作日压缩至2.1个工作日`: the noun counted just before goes on with 的.
fn with_noun(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
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
fn with_verb(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    let listed = item.quantity.unit == "percent" && scene.words(item.before).trim() == "、";
    if !listed {
        return own;
    }
    let opening = scene.lexicon.metrics.bare(before.opening);
    if own.starts_with(opening) { own } else { format!("{opening}{own}") }
}

/// `每千人口执业医师2.6人、注册护士3.5人`: what a list is reckoned by holds for all of it.
fn with_rate(scene: &Scene<'_>, item: &Item<'_>, own: String, first: &str) -> String {
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

/// 3个工作日内答复: what is to be done in that time names the limit.
fn time_limit(own: String) -> String {
    let named = ["时限", "期限", "时间", "有效期", "周期", "期", "龄"].iter().any(|word| own.ends_with(word));
    if named { own } else { format!("{own}时限") }
}

/// `执结涉企案件17940件，执行到位金额37.23亿元`: the amount is that of the deals counted before it.
fn of_deal(scene: &Scene<'_>, item: &Item<'_>, own: &str, before: &Before<'_>) -> Option<String> {
    let amount = item.quantity.unit == "CNY"
        && ["金额", "资金", "总额", "总投资", "投资额"].iter().any(|word| own.ends_with(word));
    let bare =
        amount && before.counted && scene.lexicon.metrics.counts_deals(before.metric) && own.chars().count() <= 6;
    bare.then(|| format!("{}{own}", before.metric))
}
