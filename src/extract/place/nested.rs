//! Villages right behind a town that the register has in the counties spoken of: `张江镇长元村`, `吴泾镇和平村`, `段村乡中朝村`. The one
//! shows where the other ends, whatever words their characters make (镇|长, 和平, 段村).

use super::locality::{Head, LOCALITY};
use super::town::View;
use super::{Found, Scene};
use crate::span::Span;

/// Characters of a village before its noun, at most.
const LONGEST: usize = 4;

/// Nouns of villages.
const NOUNS: [&str; 2] = ["村", "社区"];

/// What may follow the noun of a village but for a mark.
const AFTER: [char; 4] = ['等', '的', '党', '（'];

/// Characters that are in no name of a village.
const NO_NAME: &str = "各全每该本村民委会乡镇所有及和与的到在驻入进扶帮包困农";

/// The towns and villages of a line that stand so; `heads` are the nouns of towns and villages in it.
pub(super) fn nested(scene: &Scene<'_>, view: &View<'_>, line: Span, heads: &[Head]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    for (noun, _) in heads.iter().filter(|(_, head)| head.is_town) {
        let Some(length) = village(&text[noun.end..]) else { continue };
        let Some(start) = view.known_start(&text[..noun.start], &text[noun.clone()]) else { continue };
        let place = |span: Span| scene.called_here(LOCALITY, span.shift(line.start), "admin");
        found.push(place(Span::new(start, noun.end)));
        found.push(place(Span::new(noun.end, noun.end + length)));
    }
    found
}

/// Bytes of the name of a village, with its noun, that a text begins with.
fn village(text: &str) -> Option<usize> {
    let letters = text.char_indices().take_while(|(_, c)| c.is_alphabetic());
    let noun = |at: usize| NOUNS.iter().find(|noun| text[at..].starts_with(**noun));
    let (at, noun) = letters.skip(1).take(LONGEST).find_map(|(at, _)| Some((at, noun(at)?)))?;
    let end = at + noun.len();
    let over = text[end..].chars().next().is_none_or(|next| !next.is_alphabetic() || AFTER.contains(&next));
    // 吴泾镇|和平村, but 新场镇|和|果园村.
    let name = text[..at].strip_prefix('和').filter(|rest| rest.chars().count() == 1).unwrap_or(&text[..at]);
    (over && !name.contains(|c| NO_NAME.contains(c))).then_some(end)
}
