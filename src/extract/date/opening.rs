//! How a date can begin: the first two characters of all that the rules match.
//!
//! Few numerals and quotation marks begin a date, and to ask the rules at each of them costs more than to look at what stands
//! behind it.

use std::sync::LazyLock;

use regex_syntax::hir::{Class, Hir, HirKind};
use rustc_hash::FxHashSet;

use super::rules::{ROWS, Row};
use crate::lexicon::finder::{Finder, Hit};

/// Up to two characters that a match begins with; fewer where it may be over.
type Opening = [Option<char>; 2];

const NOTHING: Opening = [None, None];

static OPENINGS: LazyLock<Finder<'static>> = LazyLock::new(|| {
    let parsed = |row: &Row| regex_syntax::parse(row.pattern.as_str()).expect("the pattern of a rule is one");
    let begins = |row: &Row, opening: &Opening| opening[0].is_some_and(|first| row.begins.contains(first));
    let of_row = |row| openings(&parsed(row)).into_iter().filter(move |opening| begins(row, opening));
    let all: FxHashSet<Opening> = ROWS.iter().flat_map(of_row).collect();
    Finder::of_rule(all.iter().map(|opening| &*opening.iter().flatten().collect::<String>().leak()))
});

/// Where in a text a date may begin.
pub(super) fn places(text: &str) -> impl Iterator<Item = usize> {
    let mut last = None;
    OPENINGS.all_in(text).map(Hit::start).filter(move |at| last.replace(*at) != Some(*at))
}

/// How the matches of an expression begin.
fn openings(syntax: &Hir) -> FxHashSet<Opening> {
    match syntax.kind() {
        HirKind::Empty | HirKind::Look(_) => FxHashSet::from_iter([NOTHING]),
        HirKind::Literal(literal) => {
            let mut characters = str::from_utf8(&literal.0).expect("the rules are of characters").chars();
            FxHashSet::from_iter([[characters.next(), characters.next()]])
        }
        HirKind::Class(Class::Unicode(class)) => {
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            characters.map(|c| [Some(c), None]).collect()
        }
        HirKind::Class(Class::Bytes(_)) => unreachable!("the rules are of characters"),
        HirKind::Capture(capture) => openings(&capture.sub),
        HirKind::Alternation(parts) => parts.iter().flat_map(openings).collect(),
        HirKind::Concat(parts) => {
            parts.iter().fold(FxHashSet::from_iter([NOTHING]), |before, part| join(&before, part))
        }
        HirKind::Repetition(repetition) => {
            let most = repetition.max.map_or(2, |max| max.min(2));
            let mut found = FxHashSet::default();
            let mut times = FxHashSet::from_iter([NOTHING]);
            for time in 0..=most {
                if time >= repetition.min.min(most) {
                    found.extend(&times);
                }
                times = join(&times, &repetition.sub);
            }
            found
        }
    }
}

/// What begins as `before` says and goes on with an expression.
fn join(before: &FxHashSet<Opening>, next: &Hir) -> FxHashSet<Opening> {
    if before.iter().all(|opening| opening[1].is_some()) {
        return before.clone();
    }
    let next = openings(next);
    let and = |opening: &Opening| match *opening {
        [Some(first), None] => next.iter().map(|next| [Some(first), next[0]]).collect(),
        [None, _] => next.iter().copied().collect(),
        whole => vec![whole],
    };
    before.iter().flat_map(and).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(expression: &str) -> Vec<String> {
        let found = openings(&regex_syntax::parse(expression).expect("the expression is right"));
        let mut found: Vec<String> = found.into_iter().map(|opening| opening.into_iter().flatten().collect()).collect();
        found.sort();
        found
    }

    #[test]
    fn the_first_two_characters_of_an_expression() {
        assert_eq!(of("^(?:甲乙丙|丁)"), ["丁", "甲乙"]);
        assert_eq!(of("[12]{1,3}年"), ["11", "12", "1年", "21", "22", "2年"]);
        assert_eq!(of("(?:近|最近)?三年"), ["三年", "最近", "近三"]);
        assert_eq!(of("[12]{4}"), ["11", "12", "21", "22"]);
        assert_eq!(of("甲乙?丙*"), ["甲", "甲丙", "甲乙"]);
    }

    #[test]
    fn dates_may_begin_as_they_do_and_numbers_need_not() {
        for date in ["2023年5月", "5月3日", "二〇二一年", "截至目前", "“十四五”期间", "近三年", "上半年", "８月"]
        {
            assert_eq!(places(date).next(), Some(0), "{date}");
        }
        for other in ["6%", "5户", "“一网通办”", "全市", "一是", "三农", ""] {
            assert!(places(other).next().is_none(), "{other}");
        }
    }
}
