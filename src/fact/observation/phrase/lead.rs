//! What leads to what is told: 作出决定之日起|告知举报人, 某矿爆炸事故造成|43人死亡, 对口帮扶的深圳市|出资.

use std::sync::LazyLock;

use super::super::item::Item;
use super::trade::trades;
use crate::fact::Scene;
use crate::lexicon::edge::{first_place, last_place};
use crate::lexicon::finder::Finder;
use crate::resolve::EntityKind;

/// Fewest characters of what is told.
const TOLD: usize = 2;

/// 作出决定之日起|告知举报人, 参评作者下载材料（|所有纸质材料一式, 被告人以受贿罪|判处有期徒刑, 对口帮扶的深圳市|出资: what leads to what is told.
pub(super) fn without_lead<'a>(scene: &Scene<'_>, item: &Item<'_>, phrase: &'a str) -> &'a str {
    // 服务价格与去年持平、|居住价格: what did not move has no number.
    let phrase = phrase.rsplit_once("持平、").map_or(phrase, |(_, rest)| rest);
    brought_about(phrase)
        .or_else(|| since_that_day(phrase))
        .or_else(|| in_bracket(phrase))
        .or_else(|| sentenced(phrase))
        .or_else(|| done_so(scene, phrase))
        .or_else(|| in_the_course(scene, item, phrase))
        .or_else(|| set_by(item, phrase))
        .or_else(|| done_to(scene, item, phrase))
        .unwrap_or(phrase)
}

fn is_told(rest: &&str) -> bool {
    rest.chars().count() >= TOLD
}

/// 某矿爆炸事故造成|43人死亡: what it came of.
fn brought_about(phrase: &str) -> Option<&str> {
    let end = ["造成", "导致", "致使"].iter().filter_map(|word| Some(last_place(phrase, word)? + word.len())).max()?;
    Some(phrase[end..].trim_start_matches(['了', '的']))
}

/// 作出决定之日起|告知举报人, 之日起以书面、电话等方式|告知举报人.
fn since_that_day(phrase: &str) -> Option<&str> {
    let rest = &phrase[last_place(phrase, "之日起")? + "之日起".len()..];
    let manner = rest.strip_prefix('以').and_then(|rest| rest.split_once("方式"));
    Some(manner.map_or(rest, |(_, done)| done))
}

/// 参评作者下载材料（|所有纸质材料一式: what the number stands with in brackets.
fn in_bracket(phrase: &str) -> Option<&str> {
    let open = phrase.rfind('（').filter(|&open| open > 0 && !phrase[open..].contains('）'))?;
    Some(&phrase[open + '（'.len_utf8()..]).filter(is_told)
}

/// 被告人以受贿罪|判处有期徒刑, 原副省长某某|被判, 决定对当事人|罚款.
fn sentenced(phrase: &str) -> Option<&str> {
    if let Some(at) = last_place(phrase, "判处").filter(|at| *at > 0 && phrase.len() > at + "判处".len()) {
        return Some(&phrase[at..]);
    }
    let done = ["被判", "罚款"].iter().find(|done| phrase.len() > done.len() && phrase.ends_with(**done))?;
    Some(&phrase[phrase.len() - done.len()..])
}

/// 在一起行政案件中|判决…赔偿: in the course of what.
fn in_the_course<'a>(scene: &Scene<'_>, item: &Item<'_>, phrase: &'a str) -> Option<&'a str> {
    let course = ["案件中", "过程中", "检查中", "调查中", "行动中"];
    let end = course.iter().filter_map(|word| Some(first_place(phrase, word)? + word.len())).min()?;
    Some(&phrase[end..]).filter(|_| scene.words(item.before).contains('在')).filter(is_told)
}

/// 党代会提出了|数字经济占比…: who set it.
fn set_by<'a>(item: &Item<'_>, phrase: &'a str) -> Option<&'a str> {
    let measured = matches!(item.quantity.unit, "percent" | "pp" | "CNY");
    let (who, rest) = ["提出了", "提出"].iter().filter(|_| measured).find_map(|word| phrase.split_once(*word))?;
    (!who.is_empty() && rest.chars().count() > TOLD + 1).then_some(rest)
}

/// 又对某开发区|追加赋权, 对口帮扶的某市|出资, |累计支援|某村: to whom it was done, or by whom, is not what was done.
fn done_to<'a>(scene: &Scene<'_>, item: &Item<'_>, phrase: &'a str) -> Option<&'a str> {
    let moved = matches!(item.quantity.unit, "CNY" | "count" | "person" | "person_time");
    let mut named = scene.mentions.within(item.before).filter(|_| moved);
    let rest = named
        .find_map(|(name, id)| without_name(phrase, scene.words(name), scene.mentions.kind(id)).filter(is_told))?;
    // 对甲开发区、|乙开发区|追加赋权: the whole list.
    let mut listed = scene.mentions.within(item.before);
    let next =
        listed.rfind(|(span, _)| rest.strip_prefix('、').is_some_and(|rest| rest.starts_with(scene.words(*span))));
    let behind = next.map(|(span, _)| &rest['、'.len_utf8() + span.len()..]);
    Some(behind.filter(is_told).unwrap_or(rest))
}

/// What is done, where the words before the name say that it is whom it is done to, or who does it.
fn without_name<'a>(phrase: &'a str, name: &str, kind: EntityKind) -> Option<&'a str> {
    let at = last_place(phrase, name)?;
    let (ahead, rest) = (&phrase[..at], &phrase[at + name.len()..]);
    let body = matches!(kind, EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
    match rest {
        // 累计支援|某村: to whom, and not what.
        "" if kind == EntityKind::Place
            && !ahead.ends_with(['居', '列', '位', '排', '占', '比', '于', '距', '在', '对', '自', '从']) =>
        {
            Some(ahead)
        }
        // 对口帮扶的某市|出资, 又对某开发区|追加赋权.
        rest if kind == EntityKind::Place && ahead.ends_with('的') => Some(rest),
        rest if body && ahead.ends_with(['对', '向', '给']) && !trades(rest) => Some(rest),
        _ => None,
    }
}

/// 某企业家一次性|拿出, 某某雇人先后|驾驶: who did it is not what was done.
fn done_so<'a>(scene: &Scene<'_>, phrase: &'a str) -> Option<&'a str> {
    static MANNERS: LazyLock<Finder<'static>> =
        LazyLock::new(|| Finder::of_rule(["一次性", "先后", "陆续", "相继", "积极", "主动", "联合", "共同"]));
    /// Fewest characters of who did it.
    const WHO: usize = 3;
    let hit = MANNERS.find_iter(phrase).last()?;
    let (who, done) = (&phrase[..hit.start()], &phrase[hit.end()..]);
    let gives = ["拿出", "投入", "发放", "捐", "兑付", "支付"].iter().any(|verb| done.starts_with(verb));
    let acts = gives
        || scene.lexicon.metrics.first_act(done).is_some_and(|(at, _)| at == 0)
        || scene.lexicon.cues.begins_with_doing(done);
    // A verb alone is named with its manner.
    let alone = done.chars().nth(2).is_none();
    (acts && who.chars().count() >= WHO).then_some(if alone { &phrase[hit.start()..] } else { done })
}
