//! Numbers without words of their own: what was named before, what the next number counts, or what a clause before it tells.

use super::super::counted::{told_before, totalled};
use super::super::item::Item;
use super::super::kind::Nature;
use super::{Before, Named, with_change};
use crate::extract::numeral::Form;
use crate::fact::{ObservationKind, Scene};
use crate::lexicon::edge::last_place;
use crate::span::Span;

pub(super) fn without_own_words(scene: &Scene<'_>, item: &Item<'_>, nature: &Nature, before: &Before<'_>) -> Named {
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
pub(super) fn in_all(metric: &str) -> &str {
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
