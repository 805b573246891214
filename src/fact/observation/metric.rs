//! The words that name what a number measures.

use super::super::{ObservationKind, Scene};
use super::item::Item;
use super::kind::Nature;
use crate::extract::date::DateMention;
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
    let own = own_words(scene, dates, item, nature);
    if own.is_empty() || own == "连续" {
        let text = format!("{}{own}", before.metric_with(nature));
        let text = if text.is_empty() { scene.words(item.quantity.number).to_owned() } else { text };
        let lasting = if before.metric.is_empty() { text.clone() } else { before.metric.to_owned() };
        return Named { text, lasting, inherited: true };
    }
    if let Some(rest) =
        own.strip_prefix('占').filter(|_| nature.kind == ObservationKind::Share && !before.metric.is_empty())
    {
        let share = if rest == "比" || rest.is_empty() {
            "占比".to_owned()
        } else {
            format!("占{}比重", rest.trim_end_matches("比重").trim_end_matches('的'))
        };
        let text = format!("{}{share}", before.metric);
        return Named { lasting: text.clone(), text, inherited: true };
    }
    let text = with_deal(scene, item, &with_head(&own, before.first), before);
    let inherited = text != own;
    let change = nature
        .change
        .filter(|_| nature.kind == ObservationKind::Change && !text.ends_with(nature.change.unwrap_or_default()));
    Named { lasting: text.clone(), text: format!("{text}{}", change.unwrap_or_default()), inherited }
}

impl Before<'_> {
    fn metric_with(&self, nature: &Nature) -> String {
        let change =
            nature.change.filter(|change| nature.kind == ObservationKind::Change && !self.metric.ends_with(change));
        format!("{}{}", self.metric, change.unwrap_or_default())
    }
}

/// The words before and after the number that are neither date nor place nor subject nor grammar.
fn own_words(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, nature: &Nature) -> String {
    let words = &scene.lexicon.metrics;
    let before = after_dates(scene, dates, item.before);
    let phrase = without_examples(words.bare(before));
    let phrase = without_place_and_subject(scene, item.before, words.bare(phrase));
    let mut phrase = words.bare(phrase).to_owned();
    if let Some(change) = nature.change {
        phrase = without_change(words.bare(&phrase), change).to_owned();
        phrase = words.bare(&phrase).to_owned();
    }
    let after = words.bare(scene.words(item.after));
    format!("{phrase}{}", if nature.kind == ObservationKind::Rank { "" } else { after })
}

/// What stands after the last date, and after a 以来.
fn after_dates<'a>(scene: &Scene<'a>, dates: &[DateMention], before: Span) -> &'a str {
    let last = dates.iter().rfind(|date| before.contains(date.span)).map_or(before.start, |date| date.span.end);
    let words = scene.words(Span::new(last, before.end));
    let words = words.rsplit("以来").next().unwrap_or(words);
    words.strip_prefix("期间").unwrap_or(words)
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
