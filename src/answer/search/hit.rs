//! What is found, as it is shown: what it is, which words of it were found, where they stand in their document.

use std::collections::{BTreeMap, BTreeSet};

use memchr::memmem::Finder;
use serde::Serialize;

use super::Request;
use super::fold::folded;
use super::index::{Index, Word, places};
use super::query::Node;
use super::rank::{Plan, Scores};
use super::unit::{Field, Quotation, ThingId, Unit, UnitId};

/// Longest text of a hit, in code points; of a longer one the stretch around the first word is shown.
const SHOWN: usize = 300;

/// Code points shown before the first word of a text that is too long.
const BEFORE: usize = 60;

/// Cases that are counted in an answer, those with most hits first.
const CASES: usize = 50;

/// Names suggested where nothing is found.
const SUGGESTIONS: usize = 5;

/// How alike a suggestion is at least, in thousandths of Dice's coefficient.
const LIKE: usize = 300;

/// The answer to a search.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Found {
    /// How many hits there are, shown or not.
    pub total: usize,
    /// Whether nothing has all the words, and the hits have some of them.
    pub relaxed: bool,
    /// The best first; of equals those with lesser IRIs first.
    pub hits: Vec<Hit>,
    /// How many hits there are of each type, those with most first.
    pub types: Vec<Count>,
    /// How many hits each case has, those with most first.
    pub cases: Vec<Count>,
    /// Names like what was typed, where nothing was found.
    pub suggestions: Vec<Suggestion>,
}

/// A number of hits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Count {
    /// Local name of the type, or IRI of the case.
    pub value: String,
    /// Title of the case.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// How many hits.
    pub count: usize,
}

/// Something that was found.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Hit {
    /// IRI of what holds the text: a thing, a section; of a sentence the document with the stretch (`#char=12,45`).
    pub iri: String,
    /// Comparable within one answer; greater is better.
    pub score: f64,
    /// IRI of what the hit is about: the thing, and of sections and sentences their case.
    pub entity: String,
    /// Local name of the entity's class.
    #[serde(rename = "type")]
    pub kind: String,
    /// What the entity is called; the text where it has no name.
    pub name: String,
    /// Its Chinese label.
    pub zh: Option<String>,
    /// Its English label.
    pub en: Option<String>,
    /// In what the words were found: the name of a [`Field`].
    pub field: &'static str,
    /// The text they were found in, or the stretch of it around them.
    pub text: String,
    /// The words found, as code points of `text`, from and to; in order, apart from each other.
    pub highlights: Vec<(usize, usize)>,
    /// IRI of the case it belongs to.
    pub case: Option<String>,
    /// IRI of the document the text is from.
    pub document: Option<String>,
    /// First code point of `text` in the document.
    pub start: Option<usize>,
    /// Code point after its last.
    pub end: Option<usize>,
    /// IRIs of the quotations (`cg:Evidence`) that begin in `text` and hold words that were found.
    pub evidence: Vec<String>,
    /// What is named in `text`.
    pub mentions: Vec<Mention>,
}

/// A thing named in a text.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mention {
    /// Its IRI.
    pub iri: String,
    /// Local name of its class.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it is called.
    pub name: String,
}

/// A name like what was typed.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggestion {
    /// The name.
    pub name: String,
    /// IRI of what is called so.
    pub iri: String,
}

/// Answers a query from an index.
pub(super) fn found(index: &Index, node: Node, request: &Request) -> Found {
    let typed = typed(&node);
    let mut plan = Plan::new(index, node);
    let mut scores = select(index, plan.find(index), request);
    let mut relaxed = false;
    if scores.is_empty() && request.relax {
        plan = plan.relaxed();
        scores = select(index, plan.find(index), request);
        relaxed = !scores.is_empty();
    }
    let total = scores.len();
    let (by_type, by_case) = (types(index, &scores), cases(index, &scores));
    let marked = plan.marked();
    let last = request.offset.saturating_add(request.limit);
    let shown = best(index, scores, last).into_iter().skip(request.offset);
    let hits = shown.map(|(id, score)| hit(index, index.unit(id), score, &marked)).collect();
    let suggestions = if total == 0 || relaxed { suggestions(index, &typed) } else { Vec::new() };
    Found { total, relaxed, hits, types: by_type, cases: by_case, suggestions }
}

/// The words of a query as one folded text.
fn typed(node: &Node) -> String {
    match node {
        Node::Text { text, .. } | Node::Phrase(text) => text.clone(),
        Node::All(parts) | Node::Any(parts) => parts.iter().map(typed).collect::<Vec<_>>().join(" "),
        Node::In(_, inner) => typed(inner),
        Node::Not(_) | Node::Kind(_) => String::new(),
    }
}

/// What the request lets through, with one hit for all names of a thing.
fn select(index: &Index, mut scores: Scores, request: &Request) -> Scores {
    let case = request.case.as_ref().map(|iri| index.id(iri));
    scores.retain(|(id, _)| {
        let unit = index.unit(*id);
        let kind = &index.thing(unit.entity).kind;
        let is_of_kind = request.kinds.is_empty() || request.kinds.iter().any(|asked| asked.eq_ignore_ascii_case(kind));
        is_of_kind && case.is_none_or(|case| case.is_some() && unit.case == case)
    });
    let mut names: BTreeMap<ThingId, (UnitId, f64)> = BTreeMap::new();
    for (id, score) in &scores {
        let unit = index.unit(*id);
        if unit.field.is_naming() {
            let kept = names.entry(unit.node).or_insert((*id, *score));
            let key = |(id, score): (UnitId, f64)| {
                (score, std::cmp::Reverse((index.unit(id).field, index.unit(id).text.as_ref())))
            };
            if key((*id, *score)) > key(*kept) {
                *kept = (*id, *score);
            }
        }
    }
    scores.retain(|(id, _)| {
        let unit = index.unit(*id);
        !unit.field.is_naming() || names.get(&unit.node).is_some_and(|(kept, _)| kept == id)
    });
    scores
}

/// The best so many, in order.
fn best(index: &Index, mut scores: Scores, count: usize) -> Scores {
    let order = |a: &(UnitId, f64), b: &(UnitId, f64)| {
        let key = |id: UnitId| {
            let unit = index.unit(id);
            (&index.thing(unit.node).iri, unit.field, &unit.text)
        };
        b.1.total_cmp(&a.1).then_with(|| key(a.0).cmp(&key(b.0)))
    };
    if count < scores.len() {
        scores.select_nth_unstable_by(count, order);
        scores.truncate(count);
    }
    scores.sort_by(order);
    scores
}

fn types(index: &Index, scores: &Scores) -> Vec<Count> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for (id, _) in scores {
        *counts.entry(&index.thing(index.unit(*id).entity).kind).or_default() += 1;
    }
    let count = |(kind, count): (&str, usize)| Count { value: kind.to_owned(), name: None, count };
    most_first(counts.into_iter().map(count).collect())
}

fn cases(index: &Index, scores: &Scores) -> Vec<Count> {
    let mut counts: BTreeMap<ThingId, usize> = BTreeMap::new();
    for case in scores.iter().filter_map(|(id, _)| index.unit(*id).case) {
        *counts.entry(case).or_default() += 1;
    }
    let count = |(case, count): (ThingId, usize)| {
        let thing = index.thing(case);
        Count { value: thing.iri.to_string(), name: thing.shown().map(str::to_owned), count }
    };
    let mut counts = most_first(counts.into_iter().map(count).collect());
    counts.truncate(CASES);
    counts
}

fn most_first(mut counts: Vec<Count>) -> Vec<Count> {
    counts.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.value.cmp(&b.value)));
    counts
}

fn hit(index: &Index, unit: &Unit, score: f64, words: &[&Word]) -> Hit {
    let entity = index.thing(unit.entity);
    let (cut, highlights) = marked(&unit.text, words);
    let text: String = unit.text.chars().skip(cut).take(SHOWN).collect();
    let length = text.chars().count();
    let place = unit.address.map(|(document, start)| (document, start as usize + cut));
    let quotations = place.map(|(document, start)| index.quotations(document, start as u32, (start + length) as u32));
    let quotations = quotations.unwrap_or_default();
    let text_of = |thing: ThingId| index.thing(thing).iri.to_string();
    let begins = place.map_or(0, |(_, start)| start);
    let is_marked = |quotation: &&Quotation| {
        let (from, to) = (quotation.start as usize, quotation.end as usize);
        highlights.iter().any(|(first, last)| from < begins + last && begins + first < to)
    };
    let evidence: Vec<_> = quotations.iter().filter(is_marked).map(|quotation| quotation.evidence).collect();
    let mentions: BTreeSet<_> =
        quotations.iter().filter_map(|quotation| quotation.of).map(|of| mention(index, of)).collect();
    Hit {
        iri: text_of(unit.node),
        score,
        entity: entity.iri.to_string(),
        kind: entity.kind.to_string(),
        name: entity.shown().unwrap_or(if unit.node == unit.entity { &unit.text } else { &entity.iri }).to_owned(),
        zh: entity.zh.as_deref().map(str::to_owned),
        en: entity.en.as_deref().map(str::to_owned),
        field: unit.field.name(),
        text,
        highlights,
        case: unit.case.map(text_of),
        document: place.map(|(document, _)| text_of(document)),
        start: place.map(|(_, start)| start),
        end: place.map(|(_, start)| start + length),
        evidence: evidence.into_iter().map(text_of).collect(),
        mentions: mentions.into_iter().collect(),
    }
}

fn mention(index: &Index, id: ThingId) -> Mention {
    let thing = index.thing(id);
    let name = thing.shown().unwrap_or(&thing.iri).to_owned();
    Mention { iri: thing.iri.to_string(), kind: thing.kind.to_string(), name }
}

/// From which code point on a text is shown, and where the words stand in what is shown.
fn marked(text: &str, words: &[&Word]) -> (usize, Vec<(usize, usize)>) {
    let folded = folded(text);
    let mut found: Vec<(usize, usize)> = Vec::new();
    for word in words {
        let finder = Finder::new(&word.text);
        let length = word.text.chars().count();
        for at in places(&finder, word, &folded.text) {
            let first = folded.text[..at].chars().count();
            let (from, to) = (folded.places[first].0, folded.places[first + length - 1].1);
            found.push((from as usize, to as usize));
        }
    }
    found.sort_unstable();
    let mut joined: Vec<(usize, usize)> = Vec::new();
    for (from, to) in found {
        match joined.last_mut().filter(|last| from <= last.1) {
            Some(last) => last.1 = last.1.max(to),
            None => joined.push((from, to)),
        }
    }
    let is_long = text.chars().nth(SHOWN).is_some();
    let cut = joined.first().filter(|_| is_long).map_or(0, |(from, _)| from.saturating_sub(BEFORE));
    let shown = joined.into_iter().filter(|(from, _)| *from < cut + SHOWN);
    (cut, shown.map(|(from, to)| (from - cut, to.min(cut + SHOWN) - cut)).collect())
}

fn suggestions(index: &Index, typed: &str) -> Vec<Suggestion> {
    let mut suggestions: Vec<Suggestion> = Vec::new();
    let mut seen = BTreeSet::new();
    for (_, id) in index.near(typed).into_iter().take_while(|(likeness, _)| *likeness >= LIKE) {
        let unit = index.unit(id);
        if unit.field != Field::Code && seen.insert(&unit.text) && seen.len() <= SUGGESTIONS {
            let iri = index.thing(unit.node).iri.to_string();
            suggestions.push(Suggestion { name: unit.text.to_string(), iri });
        }
    }
    suggestions
}

#[cfg(test)]
mod tests {
    use super::super::query::parse;
    use super::*;
    use crate::answer::search::index::tests::index;

    fn ask(texts: &[(Field, &str)], query: &str) -> Found {
        let request = Request { limit: 10, relax: true, ..Request::default() };
        found(&index(texts), parse(query).unwrap(), &request)
    }

    fn highlighted(text: &str, query: &str) -> Vec<String> {
        let found = ask(&[(Field::Text, text)], query);
        let characters: Vec<char> = found.hits[0].text.chars().collect();
        found.hits[0].highlights.iter().map(|(from, to)| characters[*from..*to].iter().collect()).collect()
    }

    #[test]
    fn the_words_are_marked_in_the_original() {
        assert_eq!(
            highlighted("𠮷𠮷推广“政採貸”融资模式，Companies gain", "政采贷融资 company"),
            ["政採貸”融资", "Companies"]
        );
        assert_eq!(highlighted("增长３９０．１％，共12.5亿元", "390.1% 12.5亿元"), ["３９０．１％", "12.5亿元"]);
        assert_eq!(highlighted("一网通办、一次办结", "一次 -没有"), ["一次"]);
    }

    #[test]
    fn of_a_long_text_the_stretch_around_the_first_word_is_shown() {
        let text = format!("{}政采贷{}", "长".repeat(1_000), "尾".repeat(1_000));
        let found = ask(&[(Field::Summary, &text)], "政采贷");
        let hit = &found.hits[0];
        assert_eq!(hit.text.chars().count(), SHOWN);
        assert_eq!(hit.highlights, [(BEFORE, BEFORE + 3)]);
    }

    #[test]
    fn the_names_of_a_thing_are_one_hit() {
        let found = ask(&[(Field::Name, "政采贷"), (Field::Alias, "政采贷平台"), (Field::Text, "政采贷")], "政采贷");
        assert_eq!(found.total, 2);
        assert_eq!((found.hits[0].field, found.hits[1].field), ("name", "text"));
    }

    #[test]
    fn where_nothing_has_all_words_some_do() {
        let found = ask(&[(Field::Text, "甲乙丙"), (Field::Text, "戊己庚")], "甲乙 戊己");
        assert!(found.relaxed);
        assert_eq!(found.total, 2);
    }

    #[test]
    fn near_names_are_suggested() {
        let found = ask(&[(Field::Name, "桂林市政务服务局")], "桂林市政府服务中心");
        assert_eq!(found.suggestions.first().map(|near| near.name.as_str()), Some("桂林市政务服务局"));
    }
}
