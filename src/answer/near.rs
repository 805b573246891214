//! Names most like a text, for messages that say what may have been meant.

use std::collections::BTreeSet;

/// How many names are suggested.
const SUGGESTIONS: usize = 5;

/// Least likeness of a suggestion, in thousandths.
const LEAST: usize = 250;

/// The names that share most pairs of neighbouring characters with a text, the nearest first. Each comes as what it is
/// compared by and what is shown of it.
pub fn nearest<'a>(text: &str, names: impl IntoIterator<Item = (&'a str, &'a str)>) -> Vec<String> {
    let wanted = pairs(text);
    let mut scored: Vec<(usize, &str)> = Vec::new();
    for (name, shown) in names {
        let score = likeness(&wanted, &pairs(name));
        if score >= LEAST {
            scored.push((score, shown));
        }
    }
    scored.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    let mut nearest: Vec<String> = Vec::new();
    for (_, shown) in scored {
        if nearest.len() == SUGGESTIONS {
            break;
        }
        if !nearest.iter().any(|known| known == shown) {
            nearest.push(shown.to_owned());
        }
    }
    nearest
}

/// Neighbouring characters, with the ends as characters of their own so that one-character texts have pairs.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let mut characters = vec!['^'];
    characters.extend(text.to_lowercase().chars().filter(|c| !c.is_whitespace()));
    characters.push('$');
    characters.windows(2).map(|pair| (pair[0], pair[1])).collect()
}

/// Dice's coefficient of two sets, in thousandths.
fn likeness(a: &BTreeSet<(char, char)>, b: &BTreeSet<(char, char)>) -> usize {
    2000 * a.intersection(b).count() / (a.len() + b.len()).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_comes_first_and_once() {
        let names = ["桂林市", "玉林市", "桂林市", "南宁市", "北海港"].map(|name| (name, name));
        assert_eq!(nearest("桂林", names), ["桂林市"]);
        assert_eq!(nearest("林市", names), ["桂林市", "玉林市", "南宁市"]);
        assert_eq!(nearest("", []), Vec::<String>::new());
    }
}
