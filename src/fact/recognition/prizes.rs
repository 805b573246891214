//! Prizes that stand alone in a list of who won: `一等奖（2名）`, and in the lines below it who.

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Scene};
use crate::fact::utterance::is_body;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::resolve::EntityKind;
use crate::span::Span;

/// A line that names a prize and nothing else.
static PRIZE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,2}[.．、])?(?P<name>[^，。：；\s]{0,16}?(?:特等|一等|二等|三等|优秀|优胜|鼓励|组织|金|银|铜)奖)(?:（[^（）]{1,10}）|[共各]?\d+[个名项篇件])?[：:]?$",
    )
});

/// Most bytes of such a line, and most lines of those who won one prize.
const LONGEST: usize = 120;
const MOST: usize = 60;

/// Adds the prizes of a text whose winners the lines below name.
pub(super) fn prizes(scene: &Scene<'_>, clauses: &[Clause<'_>], found: &mut [Vec<Match>]) {
    for (at, clause) in clauses.iter().enumerate() {
        let words = scene.words(clause.span);
        let alone = clause.sentence.clauses.len() == 1 && words.len() <= LONGEST && words.contains('奖');
        let Some(prize) = alone.then(|| PRIZE.captures(words)).flatten().filter(|_| found[at].is_empty()) else {
            continue;
        };
        let below = clauses[at + 1..].iter().take(MOST);
        let winners =
            below.take_while(|line| !PRIZE.is_match(scene.words(line.span)) && names_somebody(scene, line.span));
        let Some(last) = winners.last() else { continue };
        let name = prize.name("name").expect("the pattern has this group");
        found[at].push(Match {
            rule: "recognition/prize-lines",
            kind: "award",
            cue: clause.span.start,
            name: Span::from(name.range()).shift(clause.span.start),
            by: Span::new(clause.span.start, clause.span.start),
            to: Some(Span::new(clauses[at + 1].span.start, last.span.end)),
            gives: true,
            rank: None,
        });
    }
}

fn names_somebody(scene: &Scene<'_>, line: Span) -> bool {
    let apt = |kind| is_body(kind) || matches!(kind, EntityKind::Programme | EntityKind::Place);
    scene.mentions.within(line).any(|(_, id)| apt(scene.mentions.kind(id)))
}
