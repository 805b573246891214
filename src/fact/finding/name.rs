//! Two titles of one document: 《关于保障民营经济发展的意见》 and 《关于保障非公经济发展的意见》.

use std::collections::{BTreeMap, BTreeSet};

use super::{Comment, finding};
use crate::fact::{Fact, Scene};
use crate::lexicon::cases::CaseWords;
use crate::resolve::{EntityId, EntityKind};
use crate::span::Span;

/// Verbs of issuing, before a title: 印发, 出台.
const ISSUES: [&str; 9] = ["印发", "出台", "发布", "制定", "制订", "颁布", "下发", "公布", "签署"];

/// Titles with fewer characters are too alike by nature (《办法》, 《意见》).
const SHORTEST: usize = 10;

/// Pairs of documents that the case says are issued, whose titles differ by words that mean the same.
pub(super) fn conflicts(scene: &Scene<'_>) -> Vec<Fact> {
    let mut known: BTreeMap<&str, Span> = BTreeMap::new();
    let mut found = Vec::new();
    for (clause, id) in issued(scene) {
        let title = scene.entity(id).name.as_str();
        let earlier = other_titles(title, &scene.lexicon.cases).find_map(|other| known.get_key_value(other.as_str()));
        if let Some((other, first)) = earlier {
            let comment = Comment {
                zh: format!("同一文件似有两个名称：《{other}》与《{title}》。"),
                en: format!("One document seems to have two titles: 《{other}》 and 《{title}》."),
            };
            found.push(finding(scene, "name_conflict", "finding/name-conflict", vec![*first, clause], comment));
        }
        known.insert(title, clause);
    }
    found
}

/// Every document once, with the clause that says it was issued.
fn issued(scene: &Scene<'_>) -> Vec<(Span, EntityId)> {
    let text = scene.document.text.as_str();
    let mut found: Vec<(Span, EntityId)> = Vec::new();
    let mut known = BTreeSet::new();
    for &clause in scene.case().sentences.iter().flat_map(|sentence| &sentence.clauses) {
        for (span, id) in scene.mentions.of_kind(EntityKind::Policy, clause) {
            let before = &text[clause.start..span.start];
            if ISSUES.iter().any(|verb| before.contains(verb)) && known.insert(id) {
                found.push((clause, id));
            }
        }
    }
    found
}

/// The title with one word replaced by a word that says the same.
fn other_titles<'w>(title: &'w str, words: &'w CaseWords) -> impl Iterator<Item = String> + 'w {
    let groups = words.synonym_groups().iter().filter(|_| title.chars().count() >= SHORTEST);
    groups.flat_map(move |group| {
        let named = group.iter().filter(|word| title.contains(**word));
        named.flat_map(move |word| {
            let synonyms = group.iter().filter(move |synonym| *synonym != word);
            synonyms.map(move |synonym| title.replacen(word, synonym, 1))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_by_a_synonym_are_one_document() {
        let words = CaseWords::builtin();
        let also = |one: &str, other: &str| other_titles(one, &words).any(|title| title == other);
        let one = "关于促进民营经济高质量发展的若干措施";
        assert!(also(one, "关于促进非公有制经济高质量发展的若干措施"));
        assert!(!also(one, "关于促进工业经济高质量发展的若干措施"));
        assert!(!also(one, one));
        assert!(!also("民营经济条例", "非公经济条例"));
    }
}
