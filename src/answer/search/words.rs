//! A run of Chinese → words, by the names of the graph and by what its texts have side by side.
//!
//! No dictionary of the language is asked: every stretch can be found anyhow, and a cut only decides which stretches
//! have to stand together. What is named in the graph does.

use super::fold::is_ideographic;
use super::index::{Index, LONGEST_NAME, Word};

/// A folded text cut where a dictionary and the neighbours it has seen let it be cut.
///
/// A name of the graph is one word. What is no name is cut into pairs, so that as few cuts as possible fall where the
/// texts have their characters together; a number keeps the word that follows it (`12.5亿元`).
pub(super) fn cut(index: &Index, part: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut holds_number = false;
    for run in runs(part) {
        if run.chars().next().is_some_and(is_ideographic) {
            let mut pieces = cut_ideographs(index, &run).into_iter();
            if holds_number && let (Some(number), Some(unit)) = (words.last_mut(), pieces.next()) {
                number.push_str(&unit);
            }
            words.extend(pieces);
            holds_number = false;
        } else {
            holds_number = run.ends_with(|character: char| character.is_ascii_digit());
            words.push(run);
        }
    }
    words
}

/// Stretches of ideographs, and stretches of others.
fn runs(part: &str) -> Vec<String> {
    let mut runs: Vec<String> = Vec::new();
    let mut last = None;
    for character in part.chars() {
        let is = is_ideographic(character);
        match runs.last_mut().filter(|_| last == Some(is)) {
            Some(run) => run.push(character),
            None => runs.push(character.into()),
        }
        last = Some(is);
    }
    runs
}

fn cut_ideographs(index: &Index, run: &str) -> Vec<String> {
    let characters: Vec<char> = run.chars().collect();
    let is_whole = characters.len() < 3
        || index.is_name(run)
        || (characters.len() == 3 && !index.matches(&Word { text: run.to_owned(), is_open: true }).is_empty());
    if is_whole {
        return vec![run.to_owned()];
    }
    // best[i]: the least cost of cutting the first i characters, and where the last word of it begins.
    let mut best = vec![(0.0_f64, 0_usize); characters.len() + 1];
    for end in 1..=characters.len() {
        let costs = (end.saturating_sub(LONGEST_NAME)..end).rev().filter_map(|start| {
            let cost = cost(index, &characters[start..end])?;
            Some((best[start].0 + cost, start))
        });
        best[end] = costs.min_by(|a, b| a.0.total_cmp(&b.0)).expect("a word of one character has a cost");
    }
    let mut words = Vec::new();
    let mut end = characters.len();
    while end > 0 {
        let start = best[end].1;
        words.push(characters[start..end].iter().collect());
        end = start;
    }
    words.reverse();
    paired(&words)
}

/// A character alone says little: it goes with its neighbour, once more for the one before it.
fn paired(words: &[String]) -> Vec<String> {
    let is_alone = |word: &str| word.chars().nth(1).is_none();
    let mut paired: Vec<String> = Vec::new();
    for (at, word) in words.iter().enumerate() {
        let last = paired.last().and_then(|last| last.chars().next_back());
        match (is_alone(word), last, words.get(at + 1)) {
            (true, Some(last), _) => paired.push(format!("{last}{word}")),
            (true, None, Some(next)) => paired.push(format!("{word}{}", next.chars().take(1).collect::<String>())),
            _ => paired.push(word.clone()),
        }
    }
    paired
}

/// What a word costs a cut: a name 1 however long it is, a pair the more the rarer it is, a single character 2.5.
fn cost(index: &Index, word: &[char]) -> Option<f64> {
    match word {
        [_] => Some(2.5),
        [first, second] => {
            let (times, all) = (index.pair_count(*first, *second) as f64, index.len() as f64 + 2.0);
            let is_name = index.is_name(&word.iter().collect::<String>());
            Some(if is_name { 1.0 } else { 1.0 + (all / (times + 0.5)).ln() / all.ln() })
        }
        several => index.is_name(&several.iter().collect::<String>()).then_some(1.0),
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::tests::index;
    use super::super::unit::Field;
    use super::*;

    #[test]
    fn a_run_is_cut_by_the_names_and_neighbours_of_the_graph() {
        let index = index(&[
            (Field::Name, "桂林市政务服务局"),
            (Field::Alias, "桂林"),
            (Field::Name, "政采贷"),
            (Field::Text, "压缩办税的时间"),
            (Field::Text, "办税时长，花费时间，压缩成本"),
        ]);
        assert_eq!(cut(&index, "桂林市政务服务局政采贷"), ["桂林市政务服务局", "政采贷"]);
        assert_eq!(cut(&index, "办税时间压缩"), ["办税", "时间", "压缩"]);
        assert_eq!(cut(&index, "贷款12.5亿元"), ["贷款", "12.5亿元"]);
        assert_eq!(cut(&index, "5g网络"), ["5g", "网络"]);
        assert_eq!(cut(&index, "税压缩"), ["税压", "压缩"], "a character alone goes with its neighbour");
    }
}
