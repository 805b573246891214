//! What a careful reader notices wrong in the source. It stands beside the facts; they stay as the source has them.
//!
//! | rule | finds |
//! |---|---|
//! | `finding/missing-number` | a case without 编号N among cases that have one |
//! | `finding/missing-in-contents` | a case that the contents page leaves out |
//! | `finding/irregular-heading` | numbers of headings that skip, or begin after one |
//! | `finding/list-mismatch` | 五张牌，即：… with four listed; six aspects in the highlight, five sections in the text |
//! | `finding/growth` | growth that the amounts of the two years do not give, 由A压缩至B by another rate |
//! | `finding/rate` | a rate or share that its parts do not give |
//! | `finding/sum` | a total that its parts do not add up to, a part larger than its whole, three industries that are not 100 % |
//! | `finding/name-conflict` | two titles of one document |
//!
//! All of them are silent where another reading would make the source right.

mod arithmetic;
mod compilation;
mod heading;
mod list;
mod name;
mod precision;
mod sum;
mod whole;

pub use self::compilation::Compilation;
use super::{Derivation, Fact, FactBody, Finding, Scene};
use crate::span::Span;

/// The findings of a case of a compilation, given the facts it states.
pub fn findings(scene: &Scene<'_>, compilation: &Compilation, facts: &[Fact]) -> Vec<Fact> {
    let mut found: Vec<Fact> = compilation::missing_number(scene, compilation).into_iter().collect();
    found.extend(compilation::missing_in_contents(scene, compilation));
    found.extend(heading::irregular(scene));
    found.extend(list::mismatches(scene));
    found.extend(arithmetic::growth(scene, facts));
    found.extend(arithmetic::rates(scene, facts));
    found.extend(sum::mismatches(scene, facts));
    found.extend(whole::mismatches(scene, facts));
    found.extend(name::conflicts(scene));
    found
}

/// What is wrong, in both languages.
struct Comment {
    zh: String,
    en: String,
}

fn finding(
    scene: &Scene<'_>,
    kind: &'static str,
    rule: &'static str,
    mut evidence: Vec<Span>,
    comment: Comment,
) -> Fact {
    evidence.dedup();
    let body = FactBody::Finding(Finding { kind, comment_zh: comment.zh, comment_en: comment.en });
    Fact { case: scene.case_index, evidence, rule, derivation: Derivation::Stated, body, review: None }
}
