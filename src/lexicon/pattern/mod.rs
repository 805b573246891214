//! Regular expressions of the rules, which are asked only about texts where what they need may stand.

mod needs;

use std::collections::BTreeSet;
use std::sync::OnceLock;

use regex::{Captures, Match, Regex};

use super::marks::{self, List};

/// A regular expression, and lists of strings of each of which all of its matches have one. It is compiled when it is first
/// asked about a text that has them: most are not needed for a single document.
#[derive(Debug)]
pub struct Pattern {
    expression: String,
    needs: Vec<Need>,
    regex: OnceLock<Regex>,
}

/// What a match has.
#[derive(Debug)]
struct Need {
    list: List,
    /// How many bytes behind the beginning of the text it ends at the farthest.
    reach: Option<usize>,
}

/// The pattern of an expression that is written in a rule, or made of words of the lexicon.
///
/// # Panics
///
/// Where it is no regular expression (the syntax of the crate `regex`): a mistake in a rule, which every test of it shows.
pub fn pattern(expression: &str) -> Pattern {
    let syntax = regex_syntax::parse(expression).expect(FIXED);
    let list = |words: &BTreeSet<String>| marks::list(words.iter().map(String::as_str));
    let need = |need: needs::Need| Some(Need { list: list(&need.words.into_iter().collect())?, reach: need.reach });
    let needs = needs::needs(&syntax).into_iter().filter_map(need).collect();
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
        self.asked(text)?.captures(text)
    }

    /// The groups of its first match from a place of a text on, which it sees from its beginning.
    pub fn captures_at<'t>(&self, text: &'t str, at: usize) -> Option<Captures<'t>> {
        self.asked(text)?.captures_at(text, at)
    }

    /// The groups of its matches in a text, none overlapping another.
    pub fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> + use<'_, 't> {
        self.asked(text).into_iter().flat_map(move |regex| regex.captures_iter(text))
    }

    /// What is asked about a text; nothing where it cannot match.
    #[inline]
    fn asked(&self, text: &str) -> Option<&Regex> {
        let within = |reach: Option<usize>| &text.as_bytes()[..reach.map_or(text.len(), |reach| reach.min(text.len()))];
        let may_match = self.needs.iter().all(|need| marks::may_have(need.list, within(need.reach)));
        may_match.then(|| self.regex.get_or_init(|| Regex::new(&self.expression).expect(FIXED)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

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
