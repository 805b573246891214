//! Two titles of one document: 《关于保障民营经济发展的意见》 and 《关于保障非公经济发展的意见》.

use super::{Comment, finding};
use crate::extract::clause::{clauses, sentences};
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
    let issued = issued(scene);
    let mut found = Vec::new();
    for (at, (first, one)) in issued.iter().enumerate() {
        for (second, other) in &issued[at + 1..] {
            let (title, again) = (&scene.entity(*one).name, &scene.entity(*other).name);
            if one != other && one_document(title, again, &scene.lexicon.cases) {
                let comment = Comment {
                    zh: format!("同一文件似有两个名称：《{title}》与《{again}》。"),
                    en: format!("One document seems to have two titles: 《{title}》 and 《{again}》."),
                };
                let evidence = vec![*first, *second];
                found.push(finding(scene, "name_conflict", "finding/name-conflict", evidence, comment));
            }
        }
    }
    found
}

/// Every document once, with the clause that says it was issued.
fn issued(scene: &Scene<'_>) -> Vec<(Span, EntityId)> {
    let text = scene.document.text.as_str();
    let mut found: Vec<(Span, EntityId)> = Vec::new();
    for prose in scene.case().prose() {
        for clause in sentences(text, prose).into_iter().flat_map(|sentence| clauses(text, sentence)) {
            for (span, id) in scene.mentions.of_kind(EntityKind::Policy, clause) {
                let before = &text[clause.start..span.start];
                let known = found.iter().any(|(_, known)| *known == id);
                if !known && ISSUES.iter().any(|verb| before.contains(verb)) {
                    found.push((clause, id));
                }
            }
        }
    }
    found
}

/// Whether two titles are the same but for one word and its synonym.
fn one_document(one: &str, other: &str, words: &CaseWords) -> bool {
    if one.chars().count() < SHORTEST || other.chars().count() < SHORTEST {
        return false;
    }
    words.synonym_groups().iter().flatten().filter(|word| one.contains(**word)).any(|word| {
        let synonyms = words.synonym_groups().iter().flatten().filter(|other| words.are_synonyms(word, other));
        let mut renamed = synonyms.filter(|synonym| *synonym != word).map(|synonym| one.replacen(word, synonym, 1));
        renamed.any(|renamed| renamed == other)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_that_differ_by_a_synonym_are_one_document() {
        let words = CaseWords::builtin();
        let one = "关于促进民营经济高质量发展的若干措施";
        assert!(one_document(one, "关于促进非公有制经济高质量发展的若干措施", &words));
        assert!(!one_document(one, "关于促进工业经济高质量发展的若干措施", &words));
        assert!(!one_document(one, one, &words));
        assert!(!one_document("民营经济条例", "非公经济条例", &words));
    }
}
