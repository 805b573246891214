//! The words that name what a number measures.

use super::super::{ObservationKind, Scene};
use super::item::Item;
use super::kind::Nature;
use crate::document::{Rank, numbering};
use crate::extract::date::{DateMention, Role};
use crate::extract::quantity::is_time;
use crate::resolve::EntityKind;
use crate::span::Span;

/// A metric as named.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// The metric.
    pub(super) text: String,
    /// What a clause after it goes on with: the metric without words of change.
    pub(super) lasting: String,
    /// Whether part of it was named before the clause.
    pub(super) inherited: bool,
}

/// What was named before.
pub(super) struct Before<'a> {
    /// The metric last named in the paragraph.
    pub(super) metric: &'a str,
    /// The first metric of the clause.
    pub(super) first: &'a str,
    /// Whether the metric last named, in the same sentence, counted things.
    pub(super) counted: bool,
}

/// Names the metric of an item.
pub(super) fn metric(
    scene: &Scene<'_>,
    dates: &[DateMention],
    item: &Item<'_>,
    nature: &Nature,
    before: &Before<'_>,
) -> Named {
    if item.goes_on {
        return Named { text: before.metric_with(nature), lasting: before.metric.to_owned(), inherited: false };
    }
    if let Some(named) = in_a_row(scene, dates, item, before) {
        return named;
    }
    let own = own_words(scene, dates, item, nature);
    if own.is_empty() {
        let counted = counted_after(scene, item);
        let text = if counted.is_empty() { before.metric_with(nature) } else { counted };
        let text = if text.is_empty() { scene.words(item.quantity.number).to_owned() } else { text };
        let lasting = if before.metric.is_empty() { text.clone() } else { before.metric.to_owned() };
        return Named { text, lasting, inherited: true };
    }
    if let Some(rest) =
        own.strip_prefix('占').filter(|_| nature.kind == ObservationKind::Share && !before.metric.is_empty())
    {
        let whole = rest.split('（').next().unwrap_or(rest);
        let whole = ["比重", "比例"].iter().fold(whole, |whole, word| whole.strip_suffix(word).unwrap_or(whole));
        let whole = whole.trim_end_matches('的');
        let share = if matches!(whole, "" | "比") { "占比".to_owned() } else { format!("占{whole}比重") };
        let text = format!("{}{share}", before.metric);
        return Named { lasting: text.clone(), text, inherited: true };
    }
    if nature.kind == ObservationKind::Rank
        && own.starts_with(['排', '居', '位', '列', '名'])
        && !before.metric.is_empty()
    {
        return Named { text: format!("{}{own}", before.metric), lasting: before.metric.to_owned(), inherited: true };
    }
    let has_date = dates.iter().any(|date| item.before.contains(date.span));
    let own = with_head(&own, before.first);
    // An amount with a date of its own is no longer that of the deals before it.
    let text = if has_date { own.clone() } else { with_deal(scene, item, &own, before) };
    let inherited = text != own;
    let change = nature.change.filter(|change| !text.ends_with(change));
    Named { lasting: text.clone(), text: format!("{text}{}", change.unwrap_or_default()), inherited }
}

impl Before<'_> {
    fn metric_with(&self, nature: &Nature) -> String {
        let change = nature.change.filter(|change| !self.metric.ends_with(change));
        format!("{}{}", self.metric, change.unwrap_or_default())
    }
}

/// The words before and after the number that are neither date nor place nor subject nor grammar.
fn own_words(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, nature: &Nature) -> String {
    let words = &scene.lexicon.metrics;
    let before = words_before(scene, dates, item);
    let phrase = nature.change.map_or(before.as_str(), |change| words.bare(without_change(&before, change)));
    // 72%以上的较高水平: what goes on with 的 says how much it is, not what.
    let after = scene.words(item.after);
    // 5个环节“一次受理”: a quotation after the noun is said of it.
    let after = after.find('“').filter(|&at| at > 0).map_or(after, |at| &after[..at]);
    let goes_on = after.starts_with('的') && !scene.words(item.before).trim().is_empty();
    let after = if nature.kind == ObservationKind::Rank || goes_on { "" } else { words.bare(after) };
    // 为261户出口企业办理出口退税7.41亿元: whom it was done for is named by what was done.
    let whole = scene.words(item.before);
    let served = ["为", "向", "给"].iter().any(|word| whole.contains(word)) && !after.is_empty();
    if served && phrase.chars().count() <= 2 {
        let rest = &scene.document.text.as_str()[item.quantity.span.end..];
        return words.bare(rest.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default()).to_owned();
    }
    let short = phrase.chars().count() + after.chars().count() <= 2;
    let done = scene.words(item.before).contains(&format!("已{phrase}"));
    format!("{}{phrase}{after}", if short && done && !phrase.is_empty() { "已" } else { "" })
}

/// The words before the number, without dates, examples, place, subject and grammar.
fn words_before(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>) -> String {
    let words = &scene.lexicon.metrics;
    let undated = without_dates(scene, dates, item.before);
    let undated = without_examples(&undated);
    let goal = undated.trim_end().ends_with(['至', '到']);
    let phrase = words.bare(undated);
    let phrase = words.bare(without_place_and_subject(scene, item.before, phrase));
    // 比例提升|至95%: how it got there is not what it is.
    let moved = words.change_at_end(phrase).filter(|(word, _)| goal && phrase.len() > word.len());
    let phrase = moved.map_or(phrase, |(word, _)| words.bare(&phrase[..phrase.len() - word.len()]));
    // 产业园集聚的企业已|服务用人单位: a long subject before 已.
    let phrase = match phrase.split_once('已') {
        Some((subject, done)) if subject.chars().count() >= 6 && done.chars().count() >= 4 => words.bare(done),
        _ => phrase,
    };
    without_bound(phrase).replace("分别", "")
}

/// 补贴比例|原则上不超过项目总投资的30%: the bound is not the metric.
fn without_bound(phrase: &str) -> &str {
    const BOUNDS: [&str; 8] = ["原则上", "不低于", "不少于", "不超过", "不高于", "不得低于", "不得高于", "不得超过"];
    let at = BOUNDS.iter().filter_map(|bound| phrase.find(bound)).min().filter(|&at| at > 0);
    at.map_or(phrase, |at| &phrase[..at])
}

/// `连续14年排全区第一`: the years are those of what follows them.
fn in_a_row(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, before: &Before<'_>) -> Option<Named> {
    if !is_time(item.quantity.unit) || !scene.words(item.before).trim_end().ends_with("连续") {
        return None;
    }
    let own = words_before(scene, dates, item);
    let lasting = if own.is_empty() { before.metric } else { &own };
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let rest = rest.split(['，', '。', '；', '、', '\n', '”']).next().unwrap_or_default();
    Some(Named { text: format!("{lasting}连续{rest}"), lasting: lasting.to_owned(), inherited: own.is_empty() })
}

/// `七大类34项服务业务`: what the next number counts is what this one counts too.
fn counted_after(scene: &Scene<'_>, item: &Item<'_>) -> String {
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    let Some(next) = crate::extract::numeral::numeral(rest) else { return String::new() };
    let rest = &rest[next.length..];
    let unit = scene.lexicon.units.at(rest, true).map_or(0, |unit| unit.surface.len());
    let noun = rest[unit..].split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    scene.lexicon.metrics.bare(noun).to_owned()
}

/// The words before a number without the dates in them, and after a 以来 or a colon.
fn without_dates(scene: &Scene<'_>, dates: &[DateMention], before: Span) -> String {
    let mut words = String::new();
    let mut from = before.start;
    for date in dates.iter().filter(|date| before.contains(date.span) && date.role != Role::Comparison) {
        // 年末余额, 年末常住人口: the date is part of the name.
        let stock = scene.words(date.span).ends_with("年末")
            && scene.document.text.as_str()[date.span.end..].starts_with(char::is_alphanumeric);
        let end = if stock { date.span.end - "年末".len() } else { date.span.end };
        words.push_str(scene.words(Span::new(from, date.span.start)));
        from = end;
    }
    words.push_str(scene.words(Span::new(from, before.end)));
    let words = words.rsplit("以来").next().unwrap_or(&words);
    let words = words.rsplit(['：', ':']).next().filter(|after| !after.trim().is_empty()).unwrap_or(words);
    let words = &words[spoken(words)..];
    words.strip_prefix("期间").unwrap_or(words).to_owned()
}

/// Bytes of a spoken number (一是, 另一方面) that the words begin with.
fn spoken(words: &str) -> usize {
    let number = numbering(words).filter(|number| number.rank == Rank::Spoken && !words.starts_with('第'));
    number.map_or(0, |number| number.length)
}

/// `法律咨询、调解等` before a number are examples of what is counted: the words after 等 name it.
fn without_examples(phrase: &str) -> &str {
    match phrase.rfind('等') {
        Some(at) if phrase[..at].contains(['、', '”', '》', '）']) => &phrase[at + '等'.len_utf8()..],
        _ => phrase,
    }
}

/// Takes off the place and the body that the phrase begins with: 全市|外贸进出口总额, 桂林市工商联|在….
fn without_place_and_subject<'a>(scene: &Scene<'_>, before: Span, phrase: &'a str) -> &'a str {
    let mut rest = phrase;
    for (span, id) in scene.mentions.within(before) {
        let kind = scene.mentions.kind(id);
        let named = matches!(kind, EntityKind::Place | EntityKind::Agency | EntityKind::Organization);
        if let Some(shorter) =
            rest.strip_prefix(scene.words(span)).filter(|shorter| named && !shorter.trim().is_empty())
        {
            rest = scene.lexicon.metrics.bare(shorter);
        }
    }
    rest
}

/// 同比增长, 比上年高, 分别比上年增长: the comparison and its verb are not the metric.
fn without_change<'a>(phrase: &'a str, change: &str) -> &'a str {
    let phrase = phrase.strip_suffix(change).unwrap_or(phrase);
    let cut = [
        "同比",
        "环比",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "同期相比",
        "比上月",
        "按可比价",
        "名义",
        "实际",
        "比",
        "较",
    ];
    let at = cut.iter().filter_map(|word| phrase.rfind(word)).min();
    at.map_or(phrase, |at| phrase[..at].trim_end_matches(['的', '同']))
}

/// `走访调研重点企业472家、重点项目328个`: a member of a list that begins like the end of the first has its head too.
fn with_head(own: &str, first: &str) -> String {
    let start: String = own.chars().take(2).collect();
    match first.find(&start) {
        Some(at) if at > 0 && start.chars().count() == 2 => format!("{}{own}", &first[..at]),
        _ => own.to_owned(),
    }
}

/// `执结涉企案件17940件，执行到位金额37.23亿元`: the amount is that of the deals counted before it.
fn with_deal(scene: &Scene<'_>, item: &Item<'_>, own: &str, before: &Before<'_>) -> String {
    let amount = item.quantity.unit == "CNY"
        && ["金额", "资金", "总额", "总投资", "投资额"].iter().any(|word| own.ends_with(word));
    let bare =
        amount && before.counted && scene.lexicon.metrics.counts_deals(before.metric) && own.chars().count() <= 6;
    if bare { format!("{}{own}", before.metric) } else { own.to_owned() }
}
