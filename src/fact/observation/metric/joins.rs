//! Own words that go on with what was named before: 出口额320亿元，|占出口总额的|41.2%，|居全省|第2位.

use super::super::kind::Nature;
use super::wordless::in_all;
use super::{Before, Named, with_change};
use crate::fact::{ObservationKind, Scene};

/// A rule: when own words go on with what was named before, and what the two come to.
type Joins = fn(&Scene<'_>, &Nature, &str, &Before<'_>) -> Option<Named>;

/// The first that holds decides, where anything was named before.
pub(super) const JOINS: [Joins; 8] =
    [amount_then, part_of_plan, multiple_of, without_factors, share_of, rank_of, compared_with_others, aspect_of];

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

/// 收入2037亿元，为预算的97%，增长0.6%: how much of what was planned or of what was before, and not what grows.
fn part_of_plan(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if nature.kind != ObservationKind::Share || !before.near {
        return None;
    }
    let planned = ["预算", "年度计划", "年度目标", "年初预算", "调整预算"].iter().any(|end| own.ends_with(end));
    let recovered = ["恢复到", "恢复至"].iter().any(|verb| own.starts_with(verb));
    let short = own.chars().count() <= 8;
    (planned && short || recovered).then(|| {
        let verb = if planned && !own.starts_with(['占', '完']) { "占" } else { "" };
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

/// 增长0.6%，扣除留抵退税因素后增长9.1%: the same, reckoned otherwise.
fn without_factors(_: &Scene<'_>, nature: &Nature, own: &str, before: &Before<'_>) -> Option<Named> {
    if nature.kind != ObservationKind::Change || !before.near {
        return None;
    }
    let reckoned = ["扣除", "剔除", "同口径", "按同口径", "可比口径", "按可比口径", "自然口径", "按自然口径"]
        .iter()
        .any(|word| own.starts_with(word));
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
