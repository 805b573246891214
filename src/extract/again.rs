//! Names of one case, looked for in its text: automata that are made fast, since each serves one case alone.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

/// Finds the longest of some names at each place.
pub(crate) fn longest<W: AsRef<[u8]>>(names: impl IntoIterator<Item = W>) -> AhoCorasick {
    automaton(names, MatchKind::LeftmostLongest)
}

/// Where each of some names stands in a text, as `match_indices` says it, for all of them in one pass.
pub(crate) fn occurrences<W: AsRef<[u8]>>(names: &[W], text: &str) -> Vec<Vec<usize>> {
    let automaton = automaton(names, MatchKind::Standard);
    let mut found: Vec<Vec<usize>> = vec![Vec::new(); names.len()];
    for hit in automaton.find_overlapping_iter(text) {
        let places = &mut found[hit.pattern().as_usize()];
        if places.last().is_none_or(|before| before + hit.len() <= hit.start()) {
            places.push(hit.start());
        }
    }
    found
}

fn automaton<W: AsRef<[u8]>>(names: impl IntoIterator<Item = W>, kind: MatchKind) -> AhoCorasick {
    AhoCorasick::builder()
        .match_kind(kind)
        .kind(Some(AhoCorasickKind::NoncontiguousNFA))
        .build(names)
        .expect("the names of one case are far below the limits of an automaton")
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
