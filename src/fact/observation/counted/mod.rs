//! What a number counts, where the words before it only tell which: 某局等|35个先进集体, 来自各地的|200名专家, 为期5个月的|专项行动.

mod noun;
mod total;

use oxsdatatypes::Decimal;

pub(super) use self::noun::{noun_of, without_description};
pub(super) use self::total::{told_before, totalled};

use super::super::Scene;
use super::item::Item;
use crate::extract::quantity::is_time;
use crate::lexicon::edge::first_place;

/// What holds a list: 服务包括甲、乙、丙|3项内容.
const HOLDS: [&str; 4] = ["包括", "包含", "涵盖", "囊括"];

/// Fewest characters of a noun.
const NOUN: usize = 2;

/// The noun behind the number that names the metric alone; `phrase` is what is left of the words before, `after` the words
/// behind, as far as they are the number's own.
pub(super) fn named_behind<'a>(
    scene: &Scene<'_>,
    item: &Item<'_>,
    phrase: &str,
    after: impl Fn() -> &'a str,
) -> Option<&'a str> {
    let stated = scene.words(item.before).trim_end();
    if is_time(item.quantity.unit) {
        return lasting(stated, phrase, after);
    }
    if item.after.is_empty() || !matches!(item.quantity.unit, "count" | "person") {
        return None;
    }
    let listed = || {
        let list = HOLDS.iter().find_map(|word| Some(&stated[first_place(stated, word)?..]));
        list.is_some_and(|list| list.contains('、') && !list.ends_with(['、', '和', '及', '，']))
    };
    let only_which = stated.ends_with('等')
        || phrase == "来自"
        // 《某报告》收录了全国各地|26个案例.
        || stated.starts_with('《') && phrase.chars().count() >= NOUN && stated.ends_with(['地', '国', '了'])
        || ["的首批", "的第一批", "的首期"].iter().any(|which| stated.ends_with(which))
        || listed()
        || lists_as_many(stated, item);
    let ranked = !only_which && is_ranked_among(stated);
    if !only_which && !ranked {
        return None;
    }
    let after = after();
    let noun = without_description(after);
    if ranked {
        return among(noun);
    }
    (!after.starts_with('的') && noun.chars().count() >= NOUN).then_some(noun)
}

/// 得分位居全省|九个设区市|前列: whether the words before a number say among whom one is ranked.
fn is_ranked_among(stated: &str) -> bool {
    const HELD: [&str; 9] = ["位居", "位列", "跻身", "排在", "名列", "进入", "稳居", "排名", "列入"];
    /// Longest name of the area, in characters.
    const AREA: usize = 6;
    let held = HELD.iter().filter_map(|verb| Some(stated.rfind(verb)? + verb.len())).max();
    held.is_some_and(|end| {
        stated[end..].chars().count() <= AREA
            && stated[end..].ends_with(['省', '国', '市', '区', '州', '县', '球', '界'])
    })
}

/// 设区市|前列, 国家高新区|第11位: those among whom one is ranked.
fn among(noun: &str) -> Option<&str> {
    const PLACES: [&str; 9] = ["前列", "前茅", "首位", "榜首", "之首", "第", "中", "前", "方阵"];
    let end = PLACES.iter().filter_map(|place| noun.find(place)).min()?;
    Some(&noun[..end]).filter(|noun| noun.chars().count() >= NOUN)
}

/// 甲局、乙局和丙局|3个部门: the words before name as many as there are.
fn lists_as_many(stated: &str, item: &Item<'_>) -> bool {
    /// Fewest names of a list.
    const FEWEST: usize = 2;
    if !stated.contains('、') && !stated.contains(['和', '与', '及'])
        || stated.ends_with(['、', '和', '与', '及', '了', '共', '有', '为', '等'])
    {
        return false;
    }
    let last = stated.rfind('、').map_or(stated, |at| &stated[at..]);
    let parted = 1 + stated.matches('、').count();
    let as_many = |members: usize| {
        members >= FEWEST
            && u64::try_from(members).map(Decimal::from).is_ok_and(|members| members == item.quantity.value)
    };
    // 北京、天津、上海和沈阳、大连5个城市: the conjunction may stand in the middle.
    as_many(parted + usize::from(last.contains(['和', '与', '及']))) || as_many(parted + stated.matches('和').count())
}

/// 为期5个月的专项行动: what lasts so long; where the words behind do not say it, that it lasts.
fn lasting<'a>(stated: &str, phrase: &str, after: impl Fn() -> &'a str) -> Option<&'a str> {
    if !stated.ends_with("为期") {
        return None;
    }
    let what = after().strip_prefix('的').unwrap_or_default();
    // 为期5个月的|2024年|专项行动.
    let year = what.find('年').filter(|at| *at > 0 && what[..*at].chars().all(|digit| digit.is_ascii_digit()));
    let what = year.map_or(what, |at| &what[at + '年'.len_utf8()..]);
    let what = what.split(['，', '。', '；', '、']).next().unwrap_or_default();
    let what = ["中", "里", "期间", "内"].iter().find_map(|end| what.strip_suffix(end)).unwrap_or(what);
    if what.chars().count() >= NOUN {
        return Some(what);
    }
    (phrase.chars().count() < NOUN).then_some("为期")
}

/// 取得了全省|第三名|的好成绩: among whom a place was won.
pub(super) fn place_won(phrase: &str, after: &str) -> Option<String> {
    let well = after.starts_with('的') && ["成绩", "佳绩"].iter().any(|word| after.ends_with(word));
    if !well {
        return None;
    }
    let (at, length) = ["取得", "获得", "夺得"].iter().find_map(|verb| Some((phrase.rfind(verb)?, verb.len())))?;
    let among = phrase[at + length..].trim_start_matches(['了', '得']);
    (NOUN..=MOST).contains(&among.chars().count()).then(|| format!("{}{among}排名", &phrase[..at]))
}

/// Most characters of the area or the group that a place is won in.
const MOST: usize = 8;

/// 推广其中较为成熟的|政策措施: of what was named, those that are so.
pub(super) fn picked_out(words: &str) -> &str {
    let picked = first_place(words, "其中").filter(|at| *at > 0).and_then(|at| words[at..].split_once('的'));
    picked.map(|(_, rest)| rest).filter(|rest| rest.chars().count() >= NOUN).unwrap_or(words)
}

/// 在省外开设的3家体验店, “甲”“乙”“丙”3个指标: the words before the number tell which, those after it what.
pub(super) fn only_tells_which(before: &str) -> bool {
    let before = before.trim_end();
    let relative = before.ends_with('的') && before.chars().count() > 6;
    relative || before.ends_with('”') && before.matches('“').count() > 1
}

/// Fewest characters of a verb and another thing.
const LISTED: usize = 5;

/// 建成批发市场和|17个示范园: the words before the conjunction are another thing.
pub(super) fn joins_another(scene: &Scene<'_>, item: &Item<'_>) -> bool {
    let before = scene.words(item.before).trim_end();
    // 打造种植基地、|两个示范园.
    let listed = || before.strip_suffix('、').filter(|thing| thing.chars().count() > LISTED);
    let thing = ["以及", "和", "及"].iter().find_map(|joint| before.strip_suffix(joint)).or_else(listed);
    thing.is_some_and(|thing| !thing.is_empty() && !thing.contains(['由', '在']))
}
