//! The words around a number that are its own, by which it is named unless what was named before says more.

mod behind;
mod given;
mod grown;
mod unsaid;

use std::borrow::Cow;

use self::behind::{bounded, brings_about, gives, is_named, is_put_to_use, tells_on, without_date_behind, words_after};
use self::given::given;
use self::grown::without_change;
use self::unsaid::{counted_by_unit, kind_measured, of_class, told_of, weighed};
use super::super::{ObservationKind, Scene};
use super::counted::{joins_another, named_behind, noun_of, only_tells_which, place_won, without_description};
use super::dated::is_in_brackets_behind;
use super::granted::{granted, reckoned_by};
use super::item::Item;
use super::kind::{MORE_OF, Nature};
use super::phrase::{spoken_of, without_notes, words_before};
use super::size::sized;
use super::status::plainly;
use super::told::Told;
use crate::extract::date::DateMention;
use crate::span::beginning;

/// What the clauses of a case say by themselves.
pub(super) struct Phrases {
    /// For each number its own words; none where it only goes on a list.
    pub(super) own: Vec<String>,
    /// For each clause what it speaks of, where it has no number and one follows in its sentence.
    pub(super) spoken_of: Vec<Option<String>>,
}

/// What the clauses of a case say by themselves.
pub(super) fn phrases(scene: &Scene<'_>, told: &Told<'_>, natures: &[Nature]) -> Phrases {
    let mut phrases = Phrases { own: Vec::with_capacity(told.items.len()), spoken_of: Vec::new() };
    for sentence in &told.sentences {
        let clauses = told.clauses(sentence);
        let numbers_end = clauses.last().map_or(0, |last| last.items.end);
        for clause in clauses {
            let items = told.items(clause);
            let asked = items.is_empty() && clause.items.end < numbers_end;
            phrases.spoken_of.push(if asked { spoken_of(scene, clause.dates, clause.span) } else { None });
            let numbers = items.iter().zip(&natures[clause.items.clone()]);
            let own = |(item, nature): (&Item<'_>, &Nature)| own_words(scene, clause.dates, item, nature);
            phrases.own.extend(numbers.map(|number| if number.0.goes_on { String::new() } else { own(number) }));
        }
    }
    phrases
}

/// The words before and after the number that are neither date nor place nor subject nor grammar.
fn own_words(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, nature: &Nature) -> String {
    let words = &scene.lexicon.metrics;
    if is_of_what_was_told(scene, item, nature) || dates.iter().any(|date| is_in_brackets_behind(scene, item, date)) {
        return String::new();
    }
    let counts = matches!(item.quantity.unit, "count" | "person");
    if let Some(class) = of_class(scene, item).filter(|_| counts) {
        return class;
    }
    let before = words_before(scene, dates, item);
    let phrase = ahead(scene, nature, &before, counts);
    let after = behind(scene, dates, item, phrase);
    let phrase = if is_only_where(phrase, counts) || holds(phrase) { "" } else { phrase };
    let noun = || noun_of(scene, item, after);
    let ranked = nature.kind == ObservationKind::Rank;
    let named = named_behind(scene, item, phrase, noun)
        .map(ToOwned::to_owned)
        .or_else(|| place_won(phrase, if ranked { scene.words(item.after) } else { "" }))
        .or_else(|| given(scene, item, phrase))
        .or_else(|| granted(scene, item))
        .or_else(|| bounded(item, after).map(ToOwned::to_owned));
    if let Some(named) = named {
        return named;
    }
    let after = if is_put_to_use(item, after) { "" } else { after };
    if let Some(named) = lasting(scene, phrase, after).or_else(|| sized(scene, item, phrase, noun)) {
        return named;
    }
    let goes_on = after.starts_with('的')
        && is_named(scene, item, phrase)
        && !gives(phrase)
        && !brings_about(scene, item, phrase);
    let after = if after.is_empty() || ranked || goes_on { "" } else { words.bare(without_description(noun())) };
    // 全州29个乡镇|中: of those it goes on.
    let among = after.strip_suffix('中').filter(|noun| counts && words.counted_noun(noun) == Some(noun.len()));
    let after = among.unwrap_or(after);
    if !after.is_empty() && (only_tells_which(scene.words(item.before)) || counts && joins_another(scene, item)) {
        return plainly(words, item, after).into_owned();
    }
    if let Some(reckoned) = reckoned_by(phrase).filter(|_| after.is_empty()) {
        return reckoned;
    }
    joined(scene, item, phrase, &plainly(words, item, after))
}

/// 与2010年的|3050万人|相比, 比常年同期|多蓄水|5亿立方米: whether a number is of what was told before it.
fn is_of_what_was_told(scene: &Scene<'_>, item: &Item<'_>, nature: &Nature) -> bool {
    let against =
        || scene.words(item.after).starts_with("相比") && scene.words(item.before).contains(['与', '同', '和']);
    nature.rule == MORE_OF || against()
}

/// What of the words before a number, as far as they are its own, can name it.
fn ahead<'a>(scene: &Scene<'_>, nature: &Nature, before: &'a str, counts: bool) -> &'a str {
    // 以|5%的能耗: the verb follows behind.
    let before = if matches!(before, "以" | "以年均" | "以平均") { "" } else { before };
    let phrase = nature.change.map_or(before, |change| scene.lexicon.metrics.bare(without_change(before, change)));
    // 480毫米|×|140毫米: the other side of the same; 发电厂2×|35万千瓦: how many there are of it.
    let times = phrase.trim_end_matches(['×', '*', 'x', 'X']);
    let phrase = if times.len() < phrase.len() { times.trim_end_matches(|c: char| c.is_ascii_digit()) } else { phrase };
    if counts { without_there_is(phrase) } else { phrase }
}

/// What of the words behind a number, as far as they are its own, can name it.
fn behind<'a>(scene: &Scene<'a>, dates: &[DateMention], item: &Item<'_>, phrase: &str) -> &'a str {
    let after = without_date_behind(scene, dates, item, words_after(scene, item));
    let after = if tells_on(item, phrase, after) { "" } else { after };
    let after = after.strip_suffix('）').filter(|inside| !inside.contains('（')).unwrap_or(after);
    // 保持在8%以上|较高水平: how high that is.
    let high = item.quantity.unit == "percent"
        && matches!(after.trim_start_matches('的'), "较高水平" | "高水平" | "水平" | "较高区间" | "合理区间" | "区间");
    if high { "" } else { after }
}

/// 来自全国23个|省份: from where is not what.
fn is_only_where(phrase: &str, counts: bool) -> bool {
    counts && matches!(phrase, "来自全国" | "来自全省" | "来自全球" | "来自全市")
}

/// （含|8个社区）: what was named before holds so many.
fn holds(phrase: &str) -> bool {
    matches!(phrase, "含" | "包括" | "包含" | "其中含" | "其中包括")
}

/// 全镇|有|干部36名: that there are so many, but 有条件的城市, 有效专利.
fn without_there_is(phrase: &str) -> &str {
    const PARTS: &str = "效关色机线限序轨偿害毒组力意声氧责车证";
    // 390户村民|中有|贫困户42户.
    let phrase = phrase.strip_prefix("中有").filter(|noun| noun.chars().count() > 1).unwrap_or(phrase);
    let noun =
        phrase.strip_prefix('有').filter(|rest| !rest.starts_with(|c| PARTS.contains(c)) && !rest.contains('的'));
    noun.filter(|noun| noun.chars().count() > 1).unwrap_or(phrase)
}

/// 经过3个月的|反复磋商, 通过10年的|努力: what takes so long.
fn lasting(scene: &Scene<'_>, phrase: &str, after: &str) -> Option<String> {
    let what = after.strip_prefix('的').filter(|_| matches!(phrase, "经过" | "历经" | "历时" | "经" | "通过"))?;
    let what = what.split(['，', '。', '；']).next().unwrap_or(what);
    (what.chars().count() > 1).then(|| scene.lexicon.metrics.bare(what.trim_start_matches('的')).to_owned())
}

/// What the words before a number and those behind it come to.
fn joined(scene: &Scene<'_>, item: &Item<'_>, phrase: &str, after: &str) -> String {
    let words = &scene.lexicon.metrics;
    let whole = scene.words(item.before);
    // 累计向|1.93万户贫困户发放贷款.
    let counts = matches!(item.quantity.unit, "count" | "person");
    let whom = counts && !["应对", "面对", "针对", "成为", "作为"].iter().any(|verb| phrase.ends_with(verb));
    let phrase = if whom { words.bare(to_whom(scene, phrase)) } else { phrase };
    // 油菜籽等|14种|农产品产量居全国第1位: examples of what is counted.
    let phrase =
        if counts && whole.trim_end().ends_with('等') && told_of(scene, item).is_some() { "" } else { phrase };
    let brief = phrase.chars().nth(2).is_none();
    // 为261户出口企业办理出口退税7.41亿元: whom it was done for is named by what was done.
    if brief && !after.is_empty() && whole.contains(['为', '向', '给']) {
        let rest = &scene.document.text.as_str()[item.quantity.span.end..];
        return words.bare(run(rest, char::is_alphabetic)).to_owned();
    }
    if item.quantity.unit == "hour" && words.says_service(after) {
        return format!("{phrase}服务时间");
    }
    let after = match after {
        "" if counts => kind_measured(scene, item)
            .or_else(|| if phrase.is_empty() { told_of(scene, item) } else { None })
            .unwrap_or_else(|| counted_by_unit(scene, item, phrase)),
        "" => weighed(&item.quantity.unit_as_written, phrase),
        after => after,
    };
    let short = brief && phrase.chars().count() + after.chars().count() <= 2;
    let done = short && !phrase.is_empty() && whole.contains('已') && whole.contains(&format!("已{phrase}"));
    let named = [if done { "已" } else { "" }, phrase, after].concat();
    match without_notes(&named) {
        Cow::Owned(bare) => bare,
        Cow::Borrowed(_) => named,
    }
}

/// 职能部门对全区|83家加油站开展检查: who did it, to all of those there, is not what is counted.
fn to_whom<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    const ALL: [&str; 9] = ["全市", "全县", "全区", "全省", "全国", "全镇", "辖区内", "辖区", "区内"];
    let whole = ALL.iter().find_map(|all| phrase.strip_suffix(all)).filter(|rest| rest.ends_with(['对', '向', '为']));
    let rest = whole.unwrap_or(phrase).trim_end_matches(['向', '给', '为', '对']);
    let body = || scene.lexicon.cues.ends_of_bodies(rest).any(|end| end == rest.len());
    if rest.len() < phrase.len() && body() { "" } else { phrase.trim_end_matches(['向', '给', '为', '对']) }
}

/// The characters of a kind that a text begins with, as far as a name can reach: text without any mark goes on for ever.
pub(super) fn run(text: &str, is_kind: impl Fn(char) -> bool) -> &str {
    const LONGEST: usize = 80;
    let near = beginning(text, LONGEST);
    near.split(|c| !is_kind(c)).next().unwrap_or_default()
}
