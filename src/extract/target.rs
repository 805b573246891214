//! Groups served: `为90余家出口企业办理退税`, `面向中小企业`, `让广大群众`.
//!
//! A group is the noun phrase after a word of serving, without its count and what makes it general (全市, 广大); two groups
//! joined by 和 are two (落地加工企业和边民), unless they share what comes before them (企业和个体工商户).

use crate::document::{Case, Document};
use crate::extract::clause::{clauses, enclosed, sentences};
use crate::extract::{Mention, Referent};
use crate::lexicon::Lexicon;
use crate::lexicon::targets::TargetWords;
use crate::span::Span;

/// Longest phrase, in characters.
const LONGEST: usize = 12;

/// The groups that a case says it serves, in the order of the text.
pub fn target_groups(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let text = document.text.as_str();
    let mut found = Vec::new();
    for prose in case.prose() {
        for clause in sentences(text, prose).into_iter().flat_map(|sentence| clauses(text, sentence)) {
            in_clause(text, clause, &lexicon.targets, &mut found);
        }
    }
    found
}

fn in_clause(text: &str, clause: Span, words: &TargetWords, found: &mut Vec<Mention>) {
    let slice = &text[clause.range()];
    let held = enclosed(slice, Span::new(0, slice.len()));
    let groups: Vec<Span> =
        words.groups(slice).into_iter().filter(|group| !held.iter().any(|pair| pair.contains(*group))).collect();
    let cues = words.cues(slice);
    let mut next = 0;
    while next < groups.len() {
        let group = groups[next];
        next += 1;
        let Some(cue) = cues.iter().rfind(|cue| cue.end <= group.start) else { continue };
        let Some(start) = start(slice, *cue, group, words) else { continue };
        let mut phrase = Span::new(start, group.end);
        while let Some(other) = groups.get(next) {
            let alone = phrase.start == group.start;
            match &slice[phrase.end..other.start] {
                "" => phrase.end = other.end,
                "和" if alone => phrase.end = other.end,
                "和" | "、" => {
                    push(text, phrase.shift(clause.start), found);
                    phrase = *other;
                }
                _ => break,
            }
            next += 1;
        }
        push(text, phrase.shift(clause.start), found);
    }
}

fn push(text: &str, span: Span, found: &mut Vec<Mention>) {
    let phrase = text[span.range()].to_owned();
    let short = phrase.chars().count() <= LONGEST;
    if short && !found.iter().any(|known: &Mention| known.span.overlaps(span)) {
        found.push(Mention { span, rule: "target/served", referent: Referent::TargetGroup { phrase } });
    }
}

/// Where the phrase of a group begins after its cue: behind its count and what makes it general. None where something
/// else stands between: a description, another noun, a verb.
fn start(slice: &str, cue: Span, group: Span, words: &TargetWords) -> Option<usize> {
    let between = &slice[cue.end..group.start];
    let bare = words.without_count(between);
    let parts = ['的', '、', '“', '”', '（', '《', '和', '与', '在', '了', '是', '对', '，'];
    let apt = bare.chars().count() <= 6 && !bare.contains(parts);
    apt.then_some(group.start - bare.len())
}
