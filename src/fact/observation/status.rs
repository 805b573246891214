//! What became of what a number counts or measures: 67栋住宅改造工程|全部完工, 200万吨洗煤项目|主体完工.

use std::borrow::Cow;

use super::item::Item;
use crate::lexicon::metrics::MetricWords;

/// What of the words behind a number is its name: of what is counted also what became of it, without how (项目顺利投产 → 项目投产), of
/// a size the thing alone.
pub(super) fn plainly<'a>(words: &MetricWords, item: &Item<'_>, after: &'a str) -> Cow<'a, str> {
    let Some((noun, status)) = words.became(after) else { return Cow::Borrowed(after) };
    let counts = matches!(item.quantity.unit, "count" | "person" | "person_time");
    // 项目进展顺利 tells nothing that is counted.
    if !counts || status.starts_with("进展") {
        Cow::Borrowed(noun)
    } else if noun.len() + status.len() == after.len() {
        Cow::Borrowed(after)
    } else {
        Cow::Owned([noun, status].concat())
    }
}
