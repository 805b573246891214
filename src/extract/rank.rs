//! Ranks: `排全区第一`, `位居全国第3位`, `居全省首位`, `进入前三名`, `列全省第2、全国第9`, `连续8年全国第四`.
//!
//! An ordinal is a rank where a verb of ranking stands before it in the clause, another rank right before it, or the field
//! in which things are compared, and nothing is counted by it (第一批 is not).

use std::sync::LazyLock;

use oxsdatatypes::Decimal;
use regex::Captures;

use super::numeral::numeral;
use super::quantity::{Qualifier, Quantity};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::set::Characters;
use crate::span::Span;

/// The place taken: 第N(位|名), 首位, 前N(名|位|强).
const PLACE: &str = "第([一二三四五六七八九十]{1,3}|[0-9]{1,3})(位|名)?|(首位|榜首|第一位)|前([一二三四五六七八九十]{1,3}|[0-9]{1,3})(位|名|强)?";

/// Verbs of ranking, then at most a scope (全区, 同类口岸), then the place taken.
static RANK: LazyLock<Pattern> = LazyLock::new(|| {
    let verbs = "排名|排在|排位|排|位居|位列|位于|名列|列|荣登|荣列|登上|稳居|跃居|跻身|升至|升到|跃升至|上升至|上升到|提升至|前移至|进入|迈入|挺进|保持|保持在|蝉联|荣获|获得|获|夺得|取得|得分|摘得|居|占据";
    pattern(&format!("(?:{verbs})(?:[^，。；：、\n]|[省市县区州]、[省市县区州]){{0,14}}?(?:{PLACE})"))
});

/// Each of the verbs has one of these: most phrases with 前 or 第 have none.
static IN_VERBS: Characters = Characters::of("排居列于荣登跃跻升移入挺保蝉获夺取得摘占");

/// A field of comparison with the place right after it: 全国第四, 中部六省第2位.
static IN_FIELD: LazyLock<Pattern> = LazyLock::new(|| {
    let field = "全国|全省|全区|全市|全县|全州|全盟|全球|世界|亚洲|亚太|东部|中部|西部|国内|省内|区内|市内|同类|[一-龥]{0,3}省[份区]?|地市|城市|县市|城区";
    pattern(&format!("(?:{field})?(?:{PLACE})"))
});

/// Further places under one verb: 、全国第9.
static GOES_ON: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!("^[、和及与][^，。；：、\n0-9]{{0,10}}?(?:{PLACE})")));

/// The ranks of a stretch of text, in its order; `signs` are at least all of [`SIGNS`] in it, with their places.
pub(super) fn ranks(text: &str, span: Span, signs: &[(usize, char)]) -> Vec<Quantity> {
    let slice = &text[span.range()];
    let places: Vec<usize> = signs.iter().filter(|(at, c)| names_a_place(slice, *at, *c)).map(|(at, _)| *at).collect();
    if places.is_empty() {
        return Vec::new();
    }
    let mut found: Vec<Quantity> = Vec::new();
    let mut end = 0;
    let take = |captures: &Captures<'_>, offset: usize, found: &mut Vec<Quantity>| {
        let rank = rank(slice, captures, offset)?;
        let past = rank.number.end;
        found.push(rank);
        Some(past)
    };
    // 污染物排放限值（第六阶段）: no verb of ranking.
    let verb = |found: &str| !["排放", "排污", "排水", "排查", "排除"].iter().any(|word| found.starts_with(word));
    for (offset, captures) in candidates(slice, &places).iter().filter(|(_, captures)| verb(&captures[0])) {
        let whole = Span::from(captures.get_match().range()).shift(*offset);
        if whole.end <= end {
            continue;
        }
        let from = came_from(slice, Span::new(end, whole.start));
        let Some(mut past) = take(captures, *offset, &mut found) else { continue };
        found.extend(from.filter(|from| from.number.start >= end));
        while let Some(next) = GOES_ON.captures(&slice[past..]).and_then(|more| take(&more, past, &mut found)) {
            past = next;
        }
        end = past;
    }
    found.extend(among_the_first(slice, &found));
    found.sort_by_key(|rank| rank.number.start);
    for rank in &mut found {
        (rank.span, rank.number) = (rank.span.shift(span.start), rank.number.shift(span.start));
    }
    found
}

/// Places taken with the verb or the field before them, each with what to add to its offsets, in the order of their ends.
fn candidates<'t>(slice: &'t str, places: &[usize]) -> Vec<(usize, Captures<'t>)> {
    let mut found = Vec::new();
    let mut at = 0;
    for phrase in slice.split_inclusive(['，', '。', '；', '：', '\n']) {
        let start = at;
        at += phrase.len();
        if !places.iter().any(|place| (start..at).contains(place)) {
            continue;
        }
        if IN_VERBS.are_in(phrase) {
            found.extend(RANK.captures_iter(phrase).map(|captures| (start, captures)));
        }
        let fields = IN_FIELD.captures_iter(phrase).filter(|captures| closes(&slice[start..], captures));
        found.extend(fields.map(|captures| (start, captures)));
    }
    found.sort_by_key(|(start, captures)| start + captures.get_match().end());
    found
}

/// 由全省第五|前移至第四: the place that was taken before, which opens the change.
fn came_from(slice: &str, stretch: Span) -> Option<Quantity> {
    static FROM: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&format!("(?:由|从)[^，。；：、\n]{{0,14}}?(?:{PLACE})[^，。；：、\n第]{{0,4}}$")));
    let words = &slice[stretch.range()];
    let near = words.char_indices().rev().nth(31).map_or(0, |(at, _)| at);
    let captures = FROM.captures(&words[near..])?;
    let (ordinal, first) = (captures.get(1), captures.get(3));
    let place = ordinal.or(first)?;
    let start = if first.is_some() { place.start() } else { place.start() - '第'.len_utf8() };
    let end = captures.get(2).map_or(place.end(), |unit| unit.end());
    let digits = ordinal.map_or("1", |digits| digits.as_str());
    let value = numeral(digits).filter(|read| read.length == digits.len())?.value();
    let number = Span::new(start, end).shift(stretch.start + near);
    Some(Quantity {
        unit_as_written: captures.get(2).map_or("第", |unit| unit.as_str()).to_owned(),
        ..Quantity::plain(number, value, "rank")
    })
}

/// 从第35位跨入|30强, 跻身服务业全国|10强: among so many, behind a verb of entering; 500强 is the name of a list.
fn among_the_first(slice: &str, known: &[Quantity]) -> Vec<Quantity> {
    static ENTERED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "(?:跨入|跻身|跻入|进入|迈入|跃入|挺进|晋级|入列)[^，。；：、“”《》\n0-9]{0,14}?([0-9]{1,3})强(?:企业|高校|园区)?",
        )
    });
    if !slice.contains('强') {
        return Vec::new();
    }
    let most = Decimal::from(100);
    let places = ENTERED.captures_iter(slice).filter_map(|captures| {
        let digits = captures.get(1)?;
        let number = Span::new(digits.start(), digits.end() + '强'.len_utf8());
        let value = numeral(digits.as_str())?.value();
        let alone = captures.get_match().end() == number.end && !known.iter().any(|rank| rank.number.overlaps(number));
        let from = came_from(slice, Span::new(0, captures.get_match().start()));
        let place = (alone && value <= most).then(|| Quantity {
            unit_as_written: "强".to_owned(),
            qualifier: Qualifier::AtMost,
            range: Some((Decimal::from(1), value)),
            ..Quantity::plain(number, value, "rank")
        })?;
        let from = from.filter(|from| !known.iter().any(|rank| rank.number.overlaps(from.number)));
        Some(from.into_iter().chain([place]))
    });
    places.flatten().collect()
}

/// The characters that every place taken has one of.
pub(super) const SIGNS: &str = "第前首强";

/// Whether a place taken has a sign: 第 or 前 with a number, 首位, 榜首, 30强.
fn names_a_place(slice: &str, at: usize, sign: char) -> bool {
    let number = |c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c);
    match sign {
        '第' | '前' => slice[at + sign.len_utf8()..].starts_with(number),
        '首' => slice[at..].starts_with("首位") || slice[..at].ends_with('榜'),
        '强' => slice[..at].ends_with(|c: char| c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a place without a verb ends its clause or its number of the list: 全国第四，.
fn closes(slice: &str, captures: &Captures<'_>) -> bool {
    let after = &slice[captures.get_match().end()..];
    let top = captures.get(4).is_some();
    // Without a field only 第N名 and 第N位 are ranks: 获得…比武第2名，.
    let named = captures.get(2).is_some()
        || captures.get(1).is_some_and(|place| place.start() > captures.get_match().start() + '第'.len_utf8());
    let named = named || captures.get(3).is_some_and(|place| place.start() > captures.get_match().start());
    !top && named && after.chars().next().is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '%' | '％' | '‰'))
}

/// The rank of one match, whose groups count from `offset` in the slice.
fn rank(slice: &str, found: &Captures<'_>, offset: usize) -> Option<Quantity> {
    let (ordinal, first, top) = (found.get(1), found.get(3), found.get(4));
    let start = first.or(ordinal).or(top)?.start() + offset;
    let start = if first.is_some() { start } else { start - '第'.len_utf8() };
    let end = found.get_match().end() + offset;
    if !ends_phrase(&slice[end..]) {
        return None;
    }
    let digits = ordinal.or(top).map_or("1", |digits| digits.as_str());
    let value = numeral(digits).filter(|read| read.length == digits.len())?.value();
    let number = Span::new(start, end);
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
}

/// A rank ends its phrase; an ordinal that goes on (第一批, 第三方, 前10%) orders something else.
fn ends_phrase(after: &str) -> bool {
    // 居前3位的依次是…: a list of which they are.
    let listed = ["的依次", "的分别", "的是", "的为"].iter().any(|word| after.starts_with(word));
    !listed
        && after.chars().next().is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '%' | '％' | '‰') || matches!(c, '的' | '和' | '并' | '及' | '与')
        })
}
