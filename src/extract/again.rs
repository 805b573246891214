//! Names of one case, looked for in its text, and what the text says it will call them.

use std::sync::LazyLock;

use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};

/// （以下简称“江淮汽车”）, （简称：银联）, （以下简称事故调查组，见附件1）: right after a name, how the text will call it.
static CALLED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[（(](?:以下简称|简称|下称|以下称|以下统称)(?:为|：|:)?[“《]?(?P<short>[\p{Han}A-Za-z]{2,12})[”》]?(?:，[^（）()\n]{1,16})?[）)]",
    )
});

/// The abbreviation that a text gives in brackets to what it has just named.
pub(crate) fn abbreviation_after(rest: &str) -> Option<&str> {
    // Most names are followed by no bracket.
    let called = rest.starts_with(['（', '(']).then(|| CALLED.captures(rest)).flatten()?;
    called.name("short").map(|short| short.as_str())
}

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
