//! What every match of an expression has, read from the expression itself.

use std::cmp::Reverse;
use std::ops::Range;

use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind, Look};

/// Strings of which every match has one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Need {
    pub(super) words: Vec<String>,
    /// How many bytes behind the beginning of a match the first of them ends at the farthest; of one that begins with the
    /// text, behind that.
    pub(super) reach: Option<usize>,
}

/// Most strings that an expression may need one of.
const MOST: usize = 256;

/// What every match has, the rarest first; no two of the same part of it. `reach` is told where a match begins with the text.
pub(super) fn needs(syntax: &Hir) -> Vec<Need> {
    /// To ask for more costs more than it saves.
    const MOST: usize = 3;
    let mut found: Vec<Need> = Vec::new();
    let mut taken: Vec<Range<usize>> = Vec::new();
    let mut all = in_parts(syntax);
    all.sort_by_key(|(_, need)| Reverse(rarity(&need.words)));
    for (parts, need) in all {
        let apart = taken.iter().all(|other| parts.end <= other.start || other.end <= parts.start);
        if apart && found.len() < MOST {
            found.push(need);
            taken.push(parts);
        }
    }
    if !syntax.properties().look_set_prefix().contains(Look::Start) {
        for need in &mut found {
            need.reach = None;
        }
    }
    found
}

/// What every match has, each with the parts of the expression that it was read from.
fn in_parts(syntax: &Hir) -> Vec<(Range<usize>, Need)> {
    match syntax.kind() {
        HirKind::Repetition(repetition) if repetition.min > 0 => in_parts(&repetition.sub),
        HirKind::Capture(capture) => in_parts(&capture.sub),
        HirKind::Concat(parts) => {
            let mut found = Vec::new();
            let mut before = Some(0);
            for (at, part) in parts.iter().enumerate() {
                let behind = |need: Need| Need { reach: sum(before, need.reach), ..need };
                found.extend(best(part).map(|need| (at..at + 1, behind(need))));
                let run = |(count, words)| (at..at + count, behind(Need::of(words)));
                found.extend(runs(&parts[at..]).into_iter().map(run));
                before = sum(before, part.properties().maximum_len());
            }
            found
        }
        HirKind::Alternation(parts) => {
            let Some(needs) = parts.iter().map(best).collect::<Option<Vec<_>>>() else { return Vec::new() };
            let reach = needs.iter().map(|need| need.reach).reduce(|one, other| Some(one?.max(other?))).flatten();
            let mut words = needs.into_iter().flat_map(|need| need.words).collect::<Vec<_>>();
            words.sort_unstable();
            words.dedup();
            if words.len() <= MOST { vec![(0..1, Need { words, reach })] } else { Vec::new() }
        }
        _ => {
            all(syntax).filter(|words| says_something(words)).map(|words| (0..1, Need::of(words))).into_iter().collect()
        }
    }
}

/// The rarest of what every match has.
fn best(syntax: &Hir) -> Option<Need> {
    in_parts(syntax).into_iter().map(|(_, need)| need).max_by_key(|need| rarity(&need.words))
}

fn sum(one: Option<usize>, other: Option<usize>) -> Option<usize> {
    one?.checked_add(other?)
}

impl Need {
    /// Of words that a match begins with.
    fn of(words: Vec<String>) -> Self {
        let reach = words.iter().map(String::len).max();
        Self { words, reach }
    }
}

/// What parts that follow each other begin with, in any case: all strings of the first, of the first two, and so on as far
/// as they can be listed, each with what the part behind them begins with, and with how many parts that is.
fn runs(parts: &[Hir]) -> Vec<(usize, Vec<String>)> {
    let mut found = Vec::new();
    let mut run = (0, vec![String::new()]);
    for (before, part) in parts.iter().enumerate() {
        let next = beginnings(part).and_then(|next| joined(&run.1, &next));
        found.extend(next.map(|words| (before + 1, words)));
        let Some(longer) = all(part).and_then(|words| joined(&run.1, &words)) else { break };
        run = (before + 1, longer);
    }
    found.push(run);
    found.retain(|(_, words)| says_something(words));
    found
}

/// All strings that an expression matches.
fn all(syntax: &Hir) -> Option<Vec<String>> {
    match syntax.kind() {
        HirKind::Empty | HirKind::Look(_) => Some(vec![String::new()]),
        HirKind::Literal(literal) => Some(vec![str::from_utf8(&literal.0).ok()?.to_owned()]),
        HirKind::Class(Class::Unicode(class)) => {
            let count: usize = class.iter().map(ClassUnicodeRange::len).sum();
            let characters = class.iter().flat_map(|range| range.start()..=range.end());
            (count <= MOST).then(|| characters.map(String::from).collect())
        }
        HirKind::Capture(capture) => all(&capture.sub),
        HirKind::Repetition(repetition) if repetition.min == 0 && repetition.max == Some(1) => {
            let mut words = all(&repetition.sub)?;
            words.push(String::new());
            Some(words)
        }
        HirKind::Class(Class::Bytes(_)) | HirKind::Repetition(_) => None,
        HirKind::Concat(parts) => parts.iter().try_fold(vec![String::new()], |words, part| joined(&words, &all(part)?)),
        HirKind::Alternation(parts) => {
            let words = parts.iter().map(all).collect::<Option<Vec<_>>>()?.concat();
            (words.len() <= MOST).then_some(words)
        }
    }
}

/// Strings of which every match begins with one.
fn beginnings(syntax: &Hir) -> Option<Vec<String>> {
    match syntax.kind() {
        HirKind::Repetition(repetition) if repetition.min > 0 => beginnings(&repetition.sub),
        HirKind::Capture(capture) => beginnings(&capture.sub),
        HirKind::Concat(parts) => runs(parts).into_iter().map(|(_, words)| words).max_by_key(|words| rarity(words)),
        HirKind::Alternation(parts) => {
            let words = parts.iter().map(beginnings).collect::<Option<Vec<_>>>()?.concat();
            (words.len() <= MOST).then_some(words)
        }
        _ => all(syntax).filter(|words| says_something(words)),
    }
}

/// Each of some strings with each of others behind it.
fn joined(words: &[String], next: &[String]) -> Option<Vec<String>> {
    let mut found: Vec<String> =
        words.iter().flat_map(|word| next.iter().map(move |next| format!("{word}{next}"))).collect();
    found.sort_unstable();
    found.dedup();
    (found.len() <= MOST).then_some(found)
}

/// Whether none of some strings is empty: the empty one stands everywhere.
fn says_something(words: &[String]) -> bool {
    words.iter().all(|word| !word.is_empty())
}

/// How seldom one of some strings stands anywhere: longer ones are seldom, and fewer ones are.
fn rarity(words: &[String]) -> (usize, Reverse<usize>) {
    let shortest = words.iter().map(String::len).min().unwrap_or_default();
    (shortest.min(9) / 3, Reverse(words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(expression: &str) -> Vec<(String, Option<usize>)> {
        let syntax = regex_syntax::parse(expression).expect("the expression is right");
        needs(&syntax).into_iter().map(|need| (need.words.join(" "), need.reach)).collect()
    }

    #[test]
    fn what_every_match_has() {
        let words = |expression: &str| needed(expression).into_iter().map(|(words, _)| words).collect::<Vec<_>>();
        assert_eq!(words("荣获(?:了|到)?“"), ["荣获“ 荣获了“ 荣获到“"]);
        assert_eq!(words("^[^，]*(?:公布|发布)了?(?P<name>.*)名单$"), ["名单", "公布 发布"]);
        assert_eq!(words("(?:甲乙|丙)+丁?"), ["丙 甲乙"]);
        assert_eq!(words("第[一二](?:名|位)"), ["第一位 第一名 第二位 第二名"]);
        assert_eq!(words("[甲乙]?丙(?:丁|戊)+"), ["丙丁 丙戊"]);
        assert_eq!(words("(?:第[一二]|前[三])位?"), ["前三 第一 第二"]);
        assert_eq!(words("^(?:甲乙丙)?丁"), ["丁"]);
        assert_eq!(words("(?:获|得).*“"), ["“", "得 获"]);
        assert_eq!(words("(?:甲|)乙*"), Vec::<String>::new());
        assert_eq!(words(r"\d+\p{Han}"), Vec::<String>::new());
        assert_eq!(words("(?i)ab"), ["A a", "B b"]);
    }

    #[test]
    fn how_far_from_the_beginning_of_a_text() {
        let reach = |expression: &str| needed(expression).into_iter().map(|(_, reach)| reach).collect::<Vec<_>>();
        // Characters of four bytes are Chinese ones too.
        assert_eq!(reach(r"^\p{Han}{1,6}?镇(?:政府|党委)"), [Some(6 * 4 + 9)]);
        assert_eq!(reach(r"^\p{Han}{2}(?:甲乙|丙丁戊)"), [Some(2 * 4 + 9)]);
        assert_eq!(reach(r"^[^，]*镇"), [None]);
        assert_eq!(reach(r"\p{Han}镇政府"), [None]);
        assert_eq!(reach(r"^甲.*镇"), [Some(3), None]);
        assert_eq!(reach(r"^(?:甲乙)+丙.*“"), [Some(6), None, None]);
        assert_eq!(reach(r"(?:^|，)甲乙"), [None]);
    }
}
