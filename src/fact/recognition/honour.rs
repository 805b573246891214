//! Honours by their form: a verb that brings one in, and a list of names that end in the noun of an honour (`object`).
//!
//! 荣获全国文明城市、国家卫生城市等称号: each item of the list is one. Who gives it stands between 被 and the verb
//! (被省政府命名为…), or in the name itself (入选国家发展改革委典型案例).

use super::object::{MOST, Object};
use super::rule::Match;
use super::{Clause, Scene};
use crate::document::clause::enclosed;
use crate::lexicon::honours::{HonourHead, HonourVerb, HonourWords};
use crate::span::Span;

/// Verbs of winning: a market may be won as well.
const WON: [&str; 9] = ["勇夺", "问鼎", "夺得", "斩获", "摘得", "摘取", "捧得", "捧回", "揽获"];

/// Verbs of which, told of an authority, any object is an honour.
const RATES: [&str; 5] = ["评为", "评选为", "命名为", "表彰为", "誉为"];

/// The honours of a clause that its verbs bring in.
pub(super) fn honours(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let words = scene.words(clause.span);
    let lexicon = &scene.lexicon.honours;
    let mut verbs = lexicon.verbs(words);
    if verbs.is_empty() {
        return Vec::new();
    }
    let held = enclosed(words, Span::new(0, words.len()));
    verbs.retain(|(verb, _)| is_of_honour(words, *verb, &held));
    let mut found = Vec::new();
    let mut idle: Option<Span> = None;
    for (at, (verb, class)) in verbs.iter().enumerate() {
        let end = verbs.get(at + 1).map_or(words.len(), |(next, _)| next.start);
        let (cue, by) = giver(words, *verb, idle);
        let span = Span::new(verb.end, end);
        let mut object = Object { words, held: &held, span, class: *class, firm: false, rated: false, quoted: false };
        let to = object.part_receivers().or_else(|| object.part_prize(*verb)).or_else(|| made(words, *verb));
        object.firm = match class {
            // 获评省级休闲街区, 命名甲街区为省级休闲街区: such a verb needs no more than a level.
            HonourVerb::Award => !WON.contains(&&words[verb.range()]),
            HonourVerb::List => true,
            HonourVerb::Give => matches!(&words[verb.range()], "命名" | "认定" | "评定"),
            // 被国家卫生健康委确定为国家区域医疗中心: nor does one that an authority is named with.
            HonourVerb::Name => {
                let who = by.or_else(|| to.map(|to| Span::new(0, to.start)));
                who.is_some_and(|who| !scene.bodies(who.shift(clause.span.start)).is_empty())
            }
            HonourVerb::Got | HonourVerb::Become | HonourVerb::Approve => false,
        };
        object.rated = RATES.contains(&&words[verb.range()])
            && by.is_some_and(|by| !scene.bodies(by.shift(clause.span.start)).is_empty());
        let names = object.names(lexicon);
        if names.is_empty() {
            idle = idle.or(Some(*verb).filter(|_| *class == HonourVerb::Got));
            continue;
        }
        // 新入选省级重点村4个、五星级旅游区4家: how many were added, and nobody who received it.
        let fresh = clause.at == 0 && &words[..verb.start] == "新";
        for (name, own) in names {
            if fresh && words[name.end..].trim_start_matches('”').starts_with(|next: char| next.is_ascii_digit()) {
                continue;
            }
            found.push(Match {
                rule: rule(*class),
                kind: kind(*class, &words[name.range()], lexicon),
                cue: clause.span.start + to.map_or(cue, |to| cue.min(to.start)),
                name: name.shift(clause.span.start),
                by: by.unwrap_or(own).shift(clause.span.start),
                to: to.map(|to| to.shift(clause.span.start)),
                gives: to.is_some(),
                rank: None,
            });
        }
        idle = None;
    }
    found
}

/// Whether a verb in no brackets or quotation tells of an honour.
fn is_of_honour(words: &str, verb: Span, held: &[Span]) -> bool {
    // 作为全国先进单位，甲局…: as what somebody is known who is named behind.
    let known = &words[verb.range()] == "作为" && verb.start > 0;
    // 获实践案例评选一等奖: the contest that the prize is of.
    let contest = || &words[verb.range()] == "评选" && PRIZES.iter().any(|prize| words[verb.end..].starts_with(prize));
    !known && !contest() && !held.iter().any(|pair| pair.contains(verb))
}

/// What may be won in a contest, right behind its name.
const PRIZES: [&str; 9] = ["特等奖", "一等奖", "二等奖", "三等奖", "金奖", "银奖", "铜奖", "优秀奖", "优胜奖"];

/// Who is made something by somebody named before: 省政府将某市列为….
fn made(words: &str, verb: Span) -> Option<Span> {
    let before = &words[..verb.start];
    let object = before.rfind(['将', '把']).filter(|at| *at > 0 && !before.contains('被'))?;
    Some(Span::new(object + '将'.len_utf8(), verb.start))
}

/// Where the cue begins, and where who gives it stands when that is before the verb: 被省政府评为, 获农业农村部认定为.
fn giver(words: &str, verb: Span, idle: Option<Span>) -> (usize, Option<Span>) {
    let before = &words[..verb.start];
    if let Some(passive) = before.rfind('被') {
        return (passive, Some(Span::new(passive + '被'.len_utf8(), verb.start)));
    }
    // 由农业农村部认定为…: who gives it stands right before the verb.
    let by = before.rfind('由').map(|at| Span::new(at + '由'.len_utf8(), verb.start));
    if let Some(by) = by.filter(|by| (1..=MOST).contains(&by.len()) && words[verb.range()].ends_with('为')) {
        return (by.start - '由'.len_utf8(), Some(by));
    }
    match idle {
        Some(got) => (got.start, Some(Span::new(got.end, verb.start))),
        None => (verb.start, None),
    }
}

fn rule(class: HonourVerb) -> &'static str {
    match class {
        HonourVerb::Give => "recognition/granted",
        HonourVerb::Award | HonourVerb::Got => "recognition/award",
        HonourVerb::List | HonourVerb::Name | HonourVerb::Become => "recognition/model-case",
        HonourVerb::Approve => "recognition/approved-as",
    }
}

pub(super) fn kind(class: HonourVerb, name: &str, lexicon: &HonourWords) -> &'static str {
    match class {
        HonourVerb::Award | HonourVerb::Got | HonourVerb::Give => {
            if lexicon.head(name) == Some(HonourHead::Listed) || name.contains("试点") {
                "modelCase"
            } else {
                "award"
            }
        }
        HonourVerb::List | HonourVerb::Name | HonourVerb::Become => "modelCase",
        HonourVerb::Approve => "approval",
    }
}
