//! What the own words of a number leave to those before it: whose a thing is that is told after its like, what is measured of a part,
//! of which whole a share is; and that an amount was reached, which is no part of its name.

use super::super::{ObservationKind, Scene};
use super::item::Item;
use super::kind::Nature;
use super::metric::{Before, Named, with_change};
use crate::lexicon::edge::last_place;
use crate::lexicon::metrics::MetricWords;

/// 铁路客运量963万人，|货运量|1230万吨; 普通高中招生2万人，|在校生|6万人: what is told of the same as the one before it.
pub(super) fn siblings(
    scene: &Scene<'_>,
    item: &Item<'_>,
    nature: &Nature,
    own: &str,
    before: &Before<'_>,
) -> Option<Named> {
    if !before.near {
        return None;
    }
    let whose = scene.lexicon.metrics.without_sibling(before.metric, own)?;
    // 其中，番茄作为主打产品，|种植面积30万亩: what stands between tells of another.
    let text = &scene.document.text.as_str()[..item.before.start];
    let between = text.rfind(|c: char| c.is_ascii_digit()).map_or("", |at| &text[at..]);
    if between.matches(['，', '；']).count() > 1 {
        return None;
    }
    // 年末生猪存栏412万头，|出栏|645万头.
    let whose = whose.strip_prefix("年末").unwrap_or(whose);
    let lasting = [whose, own].concat();
    (!whose.is_empty()).then(|| Named { text: with_change(&lasting, nature), lasting, inherited: true })
}

/// 商品房销售面积526万平方米，其中|住宅|443万平方米: what is measured of the part is what is of the whole.
pub(super) fn part_of_whole(scene: &Scene<'_>, item: &Item<'_>, own: String, before: &Before<'_>) -> String {
    /// Longest name of a part, in characters.
    const PART: usize = 8;
    let measured = !matches!(item.quantity.unit, "count" | "person" | "person_time" | "percent" | "pp" | "multiple");
    let part = measured
        && before.unit == Some(item.quantity.unit)
        && own.chars().count() <= PART
        && !scene.lexicon.metrics.measures(&own)
        && scene.words(item.before).trim_start().starts_with("其中");
    match scene.lexicon.headers.measured(before.metric).filter(|_| part) {
        Some(measure) => [&own, measure].concat(),
        None => own,
    }
}

/// 民生支出占一般公共预算支出|73%, 新增装机超过全球|一半: a share of a whole is called so.
pub(super) fn of_whole(nature: &Nature, own: String) -> String {
    const WHOLES: [&str; 6] = ["全球", "全国", "全省", "全市", "世界", "总量"];
    if nature.kind != ObservationKind::Share {
        return own;
    }
    if let Some((part, whole)) = own.split_once("超过").filter(|(_, whole)| WHOLES.contains(whole)) {
        return format!("{part}占{whole}比重");
    }
    let whole = last_place(&own, "占").filter(|at| *at > 0).map(|at| &own[at + '占'.len_utf8()..]);
    let named = |whole: &&str| {
        whole.chars().count() > 1
            && !["比重", "比例", "占比", "比", "率", "的"].iter().any(|end| whole.ends_with(end))
            && !whole.contains('由')
    };
    if whole.as_ref().is_some_and(named) { own + "比重" } else { own }
}

/// 完成|固定资产投资额, 第一产业实现|增加值: that an amount was reached is not part of its name.
pub(super) fn without_deed(words: &MetricWords, item: &Item<'_>, own: String) -> String {
    /// Fewest characters of a name without its verb: 完成投资 is one itself.
    const NAME: usize = 4;
    if matches!(item.quantity.unit, "count" | "person" | "person_time") {
        return own;
    }
    let done = own.strip_prefix("完成").filter(|rest| rest.chars().count() >= NAME && words.measures(rest));
    if let Some(rest) = done {
        return rest.to_owned();
    }
    match own.split_once("实现") {
        Some((whose, rest)) if whose.chars().count() > 1 && words.measures(rest) && !rest.starts_with('的') => {
            [whose, rest].concat()
        }
        _ => own,
    }
}
