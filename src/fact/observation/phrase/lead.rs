//! What leads to what is told: 作出决定之日起|告知举报人, 某矿爆炸事故造成|43人死亡, 对口帮扶的深圳市|出资.

use std::sync::LazyLock;

use super::super::item::Item;
use super::trade::trades;
use crate::fact::Scene;
use crate::lexicon::edge::{first_place, last_place};
use crate::lexicon::finder::Finder;
use crate::resolve::EntityKind;

/// 作出决定之日起|告知举报人, 参评作者下载材料（|所有纸质材料一式, 被告人以受贿罪|判处有期徒刑, 对口帮扶的深圳市|出资: what leads to what is told.
pub(super) fn without_lead<'a>(scene: &Scene<'_>, item: &Item<'_>, phrase: &'a str) -> &'a str {
    /// Fewest characters of what is told.
    const TOLD: usize = 2;
    let told = |rest: &&str| rest.chars().count() >= TOLD;
    // 服务价格与去年持平、|居住价格: what did not move has no number.
    let phrase = phrase.rsplit_once("持平、").map_or(phrase, |(_, rest)| rest);
    // 某矿爆炸事故造成|43人死亡: what it came of.
    let brought = ["造成", "导致", "致使"].iter().filter_map(|word| Some(last_place(phrase, word)? + word.len())).max();
    if let Some(end) = brought {
        return phrase[end..].trim_start_matches(['了', '的']);
    }
    if let Some(rest) = last_place(phrase, "之日起").map(|at| &phrase[at + "之日起".len()..]) {
        // 以书面、电话等方式|告知举报人.
        let manner = rest.strip_prefix('以').and_then(|rest| rest.split_once("方式"));
        return manner.map_or(rest, |(_, done)| done);
    }
    let open = phrase.rfind('（').filter(|&open| open > 0 && !phrase[open..].contains('）'));
    if let Some(rest) = open.map(|open| &phrase[open + '（'.len_utf8()..]).filter(told) {
        return rest;
    }
    if let Some(at) = last_place(phrase, "判处").filter(|at| *at > 0 && phrase.len() > at + "判处".len()) {
        return &phrase[at..];
    }
    // 原副省长某某|被判, 决定对当事人|罚款.
    if let Some(done) = ["被判", "罚款"].iter().find(|done| phrase.len() > done.len() && phrase.ends_with(**done)) {
        return &phrase[phrase.len() - done.len()..];
    }
    if let Some(done) = done_so(scene, phrase) {
        return done;
    }
    // 在一起行政案件中|判决…赔偿: in the course of what.
    let course = ["案件中", "过程中", "检查中", "调查中", "行动中"];
    let within = course.iter().filter_map(|word| Some(first_place(phrase, word)? + word.len())).min();
    let within = within.filter(|_| scene.words(item.before).contains('在')).map(|end| &phrase[end..]);
    if let Some(rest) = within.filter(told) {
        return rest;
    }
    // 党代会提出了|数字经济占比…: who set it.
    let measured = matches!(item.quantity.unit, "percent" | "pp" | "CNY");
    let set = ["提出了", "提出"].iter().filter(|_| measured).find_map(|word| phrase.split_once(*word));
    if let Some((_, rest)) = set.filter(|(who, rest)| !who.is_empty() && rest.chars().count() > TOLD + 1) {
        return rest;
    }
    let moved = matches!(item.quantity.unit, "CNY" | "count" | "person" | "person_time");
    let named = scene.mentions.within(item.before).filter(|_| moved);
    let mut done = named.filter_map(|(span, id)| {
        let (name, kind) = (scene.words(span), scene.mentions.kind(id));
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
    });
    let Some(rest) = done.find(told) else { return phrase };
    // 对甲开发区、|乙开发区|追加赋权: the whole list.
    let mut listed = scene.mentions.within(item.before);
    let next =
        listed.rfind(|(span, _)| rest.strip_prefix('、').is_some_and(|rest| rest.starts_with(scene.words(*span))));
    let behind = next.map(|(span, _)| &rest['、'.len_utf8() + span.len()..]);
    behind.filter(told).unwrap_or(rest)
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
