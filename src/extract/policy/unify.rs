//! Titles of one document within a case: with and without its issuer, with and without its number, and the notice that brings
//! it (`关于印发〈…方案〉的通知` and `《…方案》`).

use std::collections::BTreeMap;

use super::OWN;
use crate::extract::{Mention, PolicyReferent, Referent};
use crate::lexicon::policies::without_closing_bracket;

/// Titles of one core that are compared; a text with more of them names several documents so.
const MOST: usize = 32;

/// Gives all mentions of one document the same referent: the one with its number, else the one with the longest title.
pub(super) fn unify(mentions: &mut [Mention]) {
    let mut groups: BTreeMap<String, Vec<PolicyReferent>> = BTreeMap::new();
    for (rule, policy) in mentions.iter().filter_map(referent).filter(|(_, policy)| policy.kind == "document") {
        let group = groups.entry(shared(rule, &policy.title).to_owned()).or_default();
        if group.len() < MOST && !group.contains(policy) {
            group.push(policy.clone());
        }
    }
    for mention in mentions {
        let rule = mention.rule;
        let Referent::Policy(policy) = &mut mention.referent else { continue };
        let Some(group) = groups.get(shared(rule, &policy.title)) else { continue };
        if let Some(meant) = meant(policy, group) {
            *policy = meant;
        }
    }
}

fn referent(mention: &Mention) -> Option<(&'static str, &PolicyReferent)> {
    match &mention.referent {
        Referent::Policy(policy) => Some((mention.rule, policy)),
        _ => None,
    }
}

/// What the titles of one document share. A notice that the text itself prints is another document than what it brings, which
/// the text prints too.
fn shared<'a>(rule: &str, title: &'a str) -> &'a str {
    if rule == OWN { title } else { core(title) }
}

/// The referent that stands for a policy and those like it; none where several numbers could be its own.
fn meant(policy: &PolicyReferent, group: &[PolicyReferent]) -> Option<PolicyReferent> {
    let same: Vec<&PolicyReferent> = group.iter().filter(|other| are_one(policy, other)).collect();
    let mut numbers = same.iter().filter_map(|other| other.doc_number.as_ref());
    let number = numbers.next();
    if numbers.any(|other| Some(other) != number) {
        return None;
    }
    let issued = same.iter().filter_map(|other| other.issued.as_ref()).max_by_key(|issued| issued.len());
    let of_number = same.iter().filter(|other| other.doc_number.as_ref() == number);
    // A draft goes by the name of what became of it.
    let chosen = of_number.max_by_key(|other| (!is_draft(&other.title), other.title.chars().count()))?;
    Some(PolicyReferent {
        title: chosen.title.clone(),
        kind: chosen.kind,
        doc_number: number.cloned(),
        issued: issued.cloned(),
    })
}

/// Whether a title says that it is that of a draft.
fn is_draft(title: &str) -> bool {
    ["草案", "稿"].iter().any(|word| title.trim_end_matches(['）', ')']).ends_with(word))
}

/// Whether two titles of one core can be the same document: no two numbers, no two issuers.
fn are_one(one: &PolicyReferent, other: &PolicyReferent) -> bool {
    let numbers = one.doc_number.is_none() || other.doc_number.is_none() || one.doc_number == other.doc_number;
    let (mine, its) = (issuer(&one.title), issuer(&other.title));
    numbers && (mine.is_empty() || its.is_empty() || mine.contains(its) || its.contains(mine))
}

/// What stands before 关于 or 印发 in a title.
fn issuer(title: &str) -> &str {
    title
        .split_once("印发《")
        .or_else(|| title.split_once("关于"))
        .map_or("", |(before, _)| before.trim_end_matches("关于"))
}

/// What the titles of one document share.
fn core(title: &str) -> &str {
    let title = without_closing_bracket(title.trim_matches(['《', '》', '〈', '〉']));
    // 市政府办公室印发《…》的通知
    if let Some((_, inner)) = title.split_once("印发《").filter(|(_, inner)| inner.contains('》')) {
        return core(&inner[..inner.rfind('》').unwrap_or(inner.len())]);
    }
    let about = title.find("关于").map_or(title, |at| &title[at..]);
    let brought = ["关于印发", "关于发布", "关于公布"].iter().find_map(|verb| about.strip_prefix(verb));
    let inner = brought.and_then(|rest| rest.strip_suffix("的通知").or_else(|| rest.strip_suffix("的公告")));
    inner.map_or(about, core)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_covering_notice_and_what_it_brings_share_their_core() {
        assert_eq!(core("江西省人民政府关于印发江西省数字经济规划的通知"), "江西省数字经济规划");
        assert_eq!(core("关于印发《关于支持创业的若干措施（试行）》的通知"), "关于支持创业的若干措施");
        assert_eq!(core("国务院关于支持创业的若干措施"), "关于支持创业的若干措施");
        assert_eq!(core("市政府办公室印发《关于支持创业的若干措施》的通知"), "关于支持创业的若干措施");
        assert_eq!(core("关于转发某办法的通知"), "关于转发某办法的通知");
    }
}
