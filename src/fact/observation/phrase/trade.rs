//! With whom trade is done is part of what a number measures: 对东盟进出口.

use super::super::item::Item;
use super::is_place;
use crate::fact::Scene;
use crate::resolve::EntityKind;

/// 对东盟|进出口64140亿元；对欧盟|55060亿元: with whom trade is done is part of its name.
pub(super) fn towards<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Option<&'t str> {
    if let Some(traded) = traded_with(scene, item, undated) {
        return Some(traded);
    }
    if let Some(sold) = sold_to(scene, item, undated) {
        return Some(sold);
    }
    let rest = undated.strip_prefix('对')?;
    let (span, _) = scene.mentions.of_kind(EntityKind::Place, item.before).next()?;
    let trade = rest.strip_prefix(scene.words(span))?;
    ["", "进出口", "出口", "进口", "贸易", "投资"]
        .iter()
        .any(|word| trade.trim_end_matches(['额', '总', '值', '达', '为']) == *word)
        .then_some(undated)
}

/// 出口|东盟|25.5亿元, 进口中国台湾: to whom or from whom.
fn sold_to<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Option<&'t str> {
    let trade = ["出口到", "出口至", "出口", "进口自"].iter().find(|trade| undated.starts_with(**trade))?;
    let partner = undated[trade.len()..].trim_end_matches(['达', '为']);
    let named = |name: &str| !name.is_empty() && is_place(scene, item.before, name);
    (named(partner) || partner.strip_prefix("中国").is_some_and(named)).then(|| undated.trim_end_matches(['达', '为']))
}

/// 对欧盟、美国分别|进出口: each partner and what is traded, to be told apart as heads.
pub(super) fn traded_with_each(undated: &str) -> Option<String> {
    /// Longest list, in characters.
    const LIST: usize = 40;
    let (partners, trade) = undated.strip_prefix(['对', '同'])?.split_once("分别")?;
    let trade = trade.trim_end_matches(['达', '为', '了']);
    let listed = partners.contains(['、', '和', '及']) && partners.chars().count() <= LIST && !partners.contains('，');
    let trades = ["进出口", "出口", "进口", "进出口额", "出口额", "进口额"].contains(&trade);
    (listed && trades).then(|| format!("对{partners}{trade}"))
}

/// 江苏|对“一带一路”沿线国家进出口: the same, where the partner is no one place.
fn traded_with<'t>(scene: &Scene<'_>, item: &Item<'_>, undated: &'t str) -> Option<&'t str> {
    /// Longest partner, in characters.
    const PARTNER: usize = 16;
    let named = undated.trim_end_matches(['达', '为', '以', '约']);
    let trade = named.trim_end_matches(['额', '总', '值']);
    let partner = trade.strip_suffix("进出口").or_else(|| trade.strip_suffix("出口"));
    let partner = partner.or_else(|| trade.strip_suffix("进口"))?;
    let at = partner.find('对')?;
    let ahead = scene.lexicon.metrics.bare(&partner[..at]);
    let whose = matches!(ahead, "" | "我国" | "我省" | "我市") || is_place(scene, item.before, ahead);
    let partner = &partner[at + '对'.len_utf8()..];
    let one = (2..=PARTNER).contains(&partner.chars().count()) && !partner.contains(['，', '、', '外']);
    (whose && one).then(|| &named[at..])
}

/// Whether words name what is traded with a partner: 对东盟|进出口.
pub(super) fn trades(words: &str) -> bool {
    ["进出口", "出口", "进口", "贸易", "投资"].iter().any(|word| words.starts_with(word))
}
