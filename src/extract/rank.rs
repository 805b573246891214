//! Ranks: `排全区第一`, `位居全国第3位`, `居全省首位`, `进入前三名`.
//!
//! An ordinal is a rank where a verb of ranking stands before it in the clause and nothing is counted by it (第一批 is not).

use std::sync::LazyLock;

use oxsdatatypes::Decimal;
use regex::Regex;

use super::numeral::numeral;
use super::quantity::{Qualifier, Quantity};
use crate::span::Span;

/// Verbs of ranking, then at most a scope (全区, 同类口岸), then the place taken.
static RANK: LazyLock<Regex> = LazyLock::new(|| {
    let verbs = "排名|排在|排位|排|位居|位列|位于|名列|列|稳居|跃居|跻身|升至|跃升至|上升至|进入|保持|蝉联|荣获|获得|获|夺得|得分|居";
    let place = "第([一二三四五六七八九十]{1,3}|[0-9]{1,3})(位|名)?|(首位|榜首)|前([一二三四五六七八九十]{1,3}|[0-9]{1,3})(位|名|强)?";
    Regex::new(&format!("(?:{verbs})[^，。；：、\n]{{0,14}}?(?:{place})")).expect("the pattern is fixed")
});

/// The ranks of a stretch of text.
pub(super) fn ranks(text: &str, span: Span) -> Vec<Quantity> {
    let slice = &text[span.range()];
    RANK.captures_iter(slice)
        .filter_map(|found| {
            let (ordinal, first, top) = (found.get(1), found.get(3), found.get(4));
            let start = first.or(ordinal).or(top)?.start();
            let start = if first.is_some() { start } else { start - '第'.len_utf8() };
            let end = found.get_match().end();
            if !ends_phrase(&slice[end..]) {
                return None;
            }
            let digits = ordinal.or(top).map_or("1", |digits| digits.as_str());
            let value = numeral(digits).filter(|read| read.length == digits.len())?.value();
            let number = Span::new(start, end).shift(span.start);
            let unit_as_written =
                if first.is_some() { "位" } else { found.get(2).or(found.get(5)).map_or("第", |unit| unit.as_str()) };
            Some(Quantity {
                span: number,
                number,
                written: value,
                unit_as_written: unit_as_written.to_owned(),
                value,
                unit: "rank",
                qualifier: if top.is_some() { Qualifier::AtMost } else { Qualifier::Exact },
                range: top.map(|_| (Decimal::from(1), value)),
            })
        })
        .collect()
}

/// A rank ends its phrase; an ordinal that goes on (第一批, 第三方) orders something else.
fn ends_phrase(after: &str) -> bool {
    after.chars().next().is_none_or(|c| !c.is_alphanumeric() || matches!(c, '的' | '和' | '并' | '及'))
}
