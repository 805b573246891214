//! Regular expressions of the rules, which are asked only about texts where what they need may stand.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex};
use regex_syntax::hir::{Class, ClassUnicodeRange, Hir, HirKind};

use super::marks::{self, List, Marked};

/// A regular expression, and strings of which each of its matches has one. It is compiled when it is first asked about a
/// text that has one of them: most are not needed for a single document.
#[derive(Debug)]
pub struct Pattern {
    expression: String,
    needs: Option<List>,
    regex: OnceLock<Regex>,
}

/// The pattern of an expression that is written in a rule, or made of words of the lexicon.
///
/// # Panics
///
/// Where it is no regular expression (the syntax of the crate `regex`): a mistake in a rule, which every test of it shows.
pub fn pattern(expression: &str) -> Pattern {
    let syntax = regex_syntax::parse(expression).expect(FIXED);
    let needs = needs(&syntax).and_then(|words| marks::list(words.iter().map(String::as_str)));
    Pattern { expression: expression.to_owned(), needs, regex: OnceLock::new() }
}

/// Why an expression cannot but be right.
const FIXED: &str = "the pattern is fixed";

impl Pattern {
    /// The expression.
    pub fn as_str(&self) -> &str {
        &self.expression
    }

    /// Whether it matches anywhere in a text.
    pub fn is_match(&self, text: &str) -> bool {
        self.asked(text).is_some_and(|regex| regex.is_match(text))
    }

    /// Its first match in a text.
    pub fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.asked(text)?.find(text)
    }

    /// Its matches in a text, none overlapping another.
    pub fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> + use<'_, 't> {
        self.asked(text).into_iter().flat_map(move |regex| regex.find_iter(text))
    }

    /// The groups of its first match in a text.
    pub fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.matching(text, 0)?.captures(text)
    }

    /// The groups of its first match from a place of a text on, which it sees from its beginning.
    pub fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.matching(text, at)?.captures_at(text, at)
    }

    /// The groups of its matches in a text, none overlapping another.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'_, 't> {
        self.matching(text, 0).into_iter().flat_map(move |regex| regex.captures_iter(text))
    }

    /// What is asked for the groups of its matches: memory is taken for groups before it is known whether there is a match.
    fn matching(&self, text: &str, at: usize) -> Option<&Regex> {
        self.asked(text).filter(|regex| regex.is_match_at(text, at))
    }

    /// What is asked about a text; nothing where it cannot match.
    #[inline]
    fn asked(&self, text: &str) -> Option<&Regex> {
        let may_match = !matches!(Marked::of(self.needs, text), Marked::Nowhere);
        may_match.then(|| self.regex.get_or_init(|| Regex::new(&self.expression).expect(FIXED)))
    }
}

/// Most strings that an expression may need one of.
const MOST: usize = 64;

/// Strings of which every match has one; none where nothing is known, or too much.
fn needs(syntax: &Hir) -> Option<Vec<String>> {
    match syntax.kind() {
        HirKind::Repetition(repetition) if repetition.min > 0 => needs(&repetition.sub),
        HirKind::Capture(capture) => needs(&capture.sub),
        HirKind::Concat(parts) => {
            let runs = (0..parts.len()).flat_map(|from| runs(&parts[from..]));
            parts.iter().filter_map(needs).chain(runs).max_by_key(|words| rarity(words))
        }
        HirKind::Alternation(parts) => {
            let all = parts.iter().map(needs).collect::<Option<Vec<_>>>()?.concat();
            (all.len() <= MOST).then_some(all)
        }
        _ => all(syntax).filter(|words| says_something(words)),
    }
}

/// What parts that follow each other begin with, in any case: all strings of the first, of the first two, and so on as far
/// as they can be listed, each with what the part behind them begins with.
fn runs(parts: &[Hir]) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    let mut run = vec![String::new()];
    for part in parts {
        found.extend(beginnings(part).and_then(|next| joined(&run, &next)));
        let Some(longer) = all(part).and_then(|words| joined(&run, &words)) else { break };
        run = longer;
    }
    found.push(run);
    found.retain(|words| says_something(words));
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
        HirKind::Concat(parts) => runs(parts).into_iter().max_by_key(|words| rarity(words)),
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

/// How seldom one of some strings stands anywhere: longer ones are seldom, of those that are [marked](marks) by two
/// characters of three bytes or by one; fewer ones are.
fn rarity(words: &[String]) -> (usize, std::cmp::Reverse<usize>) {
    let shortest = words.iter().map(String::len).min().unwrap_or_default();
    (shortest.min(6) / 3, std::cmp::Reverse(words.len()))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn needed(expression: &str) -> Option<Vec<String>> {
        needs(&regex_syntax::parse(expression).expect("the expression is right"))
    }

    #[test]
    fn what_every_match_has() {
        assert_eq!(needed("荣获(?:了|到)?“"), Some(vec!["荣获".to_owned()]));
        assert_eq!(needed("^[^，]*(?:公布|发布)了?(?P<name>.*)名单$"), Some(vec!["名单".to_owned()]));
        assert_eq!(needed("(?:甲乙|丙)+丁?"), Some(vec!["丙".to_owned(), "甲乙".to_owned()]));
        assert_eq!(needed("第[一二](?:名|位)"), Some(vec!["第一".to_owned(), "第二".to_owned()]));
        assert_eq!(needed("[甲乙]?丙(?:丁|戊)+"), Some(vec!["丙丁".to_owned(), "丙戊".to_owned()]));
        assert_eq!(needed("(?:第[一二]|前[三])位?"), Some(["前三", "第一", "第二"].map(str::to_owned).to_vec()));
        assert_eq!(needed("^(?:甲乙丙)?丁"), Some(vec!["丁".to_owned()]));
        assert_eq!(needed("(?:甲|)乙*"), None);
        assert_eq!(needed(r"\d+\p{Han}"), None);
        assert_eq!(needed("(?i)ab").map(|words| words.len()), Some(2));
    }

    #[test]
    fn a_marked_text_is_matched_as_one_without_marks() {
        let texts = ["荣获“先进”称号，获评第一名", "入选案例名单", "", "第二位，再获第三名"];
        let expressions = ["荣?获(?:评)?", "第[一二三](?P<unit>名|位)", "名单$", "^入选", "[^，]*", "(?:，|“)"];
        for text in texts {
            for expression in expressions {
                let (plain, asked) = (Regex::new(expression).expect("right"), pattern(expression));
                let _marks = marks::over(text);
                assert_eq!(plain.is_match(text), asked.is_match(text), "{expression} {text}");
                assert_eq!(plain.find(text), asked.find(text), "{expression} {text}");
                assert!(plain.find_iter(text).eq(asked.find_iter(text)), "{expression} {text}");
                let groups = |captures: Captures<'_>| captures.iter().map(|group| group.map(|at| at.range())).collect();
                let all: Vec<Vec<_>> = plain.captures_iter(text).map(groups).collect();
                assert_eq!(all, asked.captures_iter(text).map(groups).collect::<Vec<_>>(), "{expression} {text}");
                let first = (plain.captures_at(text, 0).map(groups), asked.captures_at(text, 0).map(groups));
                assert!(first.0 == first.1 && first.1 == asked.captures(text).map(groups), "{expression} {text}");
            }
        }
    }

    #[test]
    #[should_panic(expected = "the pattern is fixed")]
    fn an_expression_that_is_none_does_not_pass() {
        pattern("(");
    }
}
