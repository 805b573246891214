//! How much more or less there is than at another time: 比常年同期少蓄水5亿立方米, 比上年同期少4.2亿立方米，|少4.7%.

use super::super::super::{Direction, ObservationKind};
use super::{Look, Says};
use crate::span::floor;

/// Longest verb, in characters, between 多 or 少 and the number.
const VERB: usize = 3;

/// The words of change, and which way they say it went.
const WORDS: [(&str, Direction); 2] = [("多", Direction::Increase), ("少", Direction::Decrease)];

/// 比常年同期|少蓄水|5亿立方米: how much less than then was done.
pub(super) fn more_of(look: &Look<'_>) -> Option<Says> {
    if look.unit == "percent" || !look.before.contains(['比', '较']) {
        return None;
    }
    let (word, direction, at) = WORDS
        .iter()
        .filter_map(|(word, direction)| Some((*word, *direction, look.own.rfind(word)?)))
        .max_by_key(|found| found.2)?;
    let verb = &look.own[at + word.len()..];
    let plain = (1..=VERB).contains(&verb.chars().count())
        && verb.chars().all(char::is_alphabetic)
        && !verb.starts_with(['于', '达', '少']);
    let lead = look.own[..at].trim_end();
    // 比常年同期|多蓄, 比常年同期6.2亿立方米|多蓄: right behind what it is compared with.
    let compared = lead.is_empty()
        || lead.rfind(['比', '较']).is_some_and(|from| lead[from..].ends_with(['期', '年', '月', '日', '均', '季']));
    (plain && compared).then_some((ObservationKind::Change, Some(direction), Some(word)))
}

/// 比常年同期少4.2亿立方米，|少|4.7%: the same once more, in another unit.
pub(super) fn goes_on_comparing(look: &Look<'_>, word: &str) -> bool {
    look.own.trim_matches(['，', ' ']) == word && sentence_before(look).contains(['比', '较'])
}

/// 与上年相比，|医院增加120个: the sentence is one of comparisons.
pub(super) fn is_compared_above(look: &Look<'_>) -> bool {
    let before = sentence_before(look);
    ["相比，", "比较，", "相比较，"].iter().any(|with| before.contains(with))
}

/// The words of the sentence before the clause, as far as they are near.
fn sentence_before<'a>(look: &Look<'a>) -> &'a str {
    /// Bytes.
    const NEAR: usize = 240;
    let text = look.scene.document.text.as_str();
    let end = look.item.before.start.min(text.len());
    let near = &text[floor(text, end.saturating_sub(NEAR))..end];
    near.rsplit(['。', '；', '\n']).next().unwrap_or_default()
}
