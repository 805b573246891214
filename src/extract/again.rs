//! Names of one case, looked for in its text.

use crate::lexicon::finder::Finder;

/// Where each of some names stands in a text, as `match_indices` says it, for all of them in one pass.
pub(crate) fn occurrences(names: &[&str], text: &str) -> Vec<Vec<usize>> {
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for hit in Finder::new(names.iter().copied()).all_in(text) {
        let places = &mut found[hit.word];
        if places.last().is_none_or(|before| before + hit.span.len() <= hit.start()) {
            places.push(hit.start());
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn occurrences_are_those_of_match_indices() {
        let (names, text) = (["甲甲", "甲", "乙甲"], "甲甲甲乙甲甲");
        let each = names.map(|name| text.match_indices(name).map(|(at, _)| at).collect::<Vec<_>>());
        assert_eq!(occurrences(&names, text), each);
    }
}
