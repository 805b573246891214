//! Regular expressions of the rules.

use regex::Regex;

/// The pattern of an expression that is written in a rule, or made of words of the lexicon.
///
/// # Panics
///
/// Where it is no regular expression (the syntax of the crate `regex`): a mistake in a rule, which every test of it shows.
pub fn pattern(expression: &str) -> Regex {
    Regex::new(expression).expect("the pattern is fixed")
}
