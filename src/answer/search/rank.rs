//! A query over an index → the units it finds, each with its score.
//!
//! Okapi BM25 (S. Robertson and H. Zaragoza, "The Probabilistic Relevance Framework: BM25 and Beyond", 2009, section 3.2)
//! over words and phrases; a unit's field, and how often its thing is named, weigh the sum. A name that is the whole
//! query stands above everything that is not.

use super::index::{Index, Word};
use super::query::Node;
use super::unit::{Field, Unit, UnitId};
use super::words::cut;

/// How soon more occurrences stop to count, and how much long texts are held back: the values usual since TREC-3.
const K1: f64 = 1.2;
const B: f64 = 0.75;

/// How much it adds that the words stand together as they were typed, as a share of their own scores.
const TOGETHER: f64 = 0.5;

/// Units and their scores, by unit.
pub(super) type Scores = Vec<(UnitId, f64)>;

/// A query made ready for an index: runs are cut into words.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Plan {
    /// Words that all have to be there, and the whole of them, which is better.
    Words {
        words: Vec<Word>,
        whole: Option<Word>,
    },
    All(Vec<Plan>),
    Any(Vec<Plan>),
    Not(Box<Plan>),
    In(Vec<Field>, Box<Plan>),
    Kind(String),
}

impl Plan {
    pub(super) fn new(index: &Index, node: Node) -> Self {
        match node {
            Node::Phrase(text) => Self::Words { words: vec![Word { text, is_open: false }], whole: None },
            Node::Text { text, is_open } => words(index, text, is_open),
            Node::All(parts) => Self::All(parts.into_iter().map(|part| Self::new(index, part)).collect()),
            Node::Any(parts) => Self::Any(parts.into_iter().map(|part| Self::new(index, part)).collect()),
            Node::Not(inner) => Self::Not(Box::new(Self::new(index, *inner))),
            Node::In(fields, inner) => Self::In(fields, Box::new(Self::new(index, *inner))),
            Node::Kind(kind) => Self::Kind(kind),
        }
    }

    /// The same, finding what has any of the words: for a query whose words nothing has together.
    pub(super) fn relaxed(self) -> Self {
        match self {
            Self::Words { words, .. } if words.len() > 1 => {
                Self::Any(words.into_iter().map(|word| Self::Words { words: vec![word], whole: None }).collect())
            }
            Self::All(parts) => {
                let is_wanted = |part: &Self| matches!(part, Self::Words { .. } | Self::Any(_) | Self::All(_));
                let (wanted, mut held): (Vec<_>, Vec<_>) = parts.into_iter().partition(is_wanted);
                let any: Vec<_> = wanted.into_iter().map(Self::relaxed).collect();
                if held.is_empty() {
                    return Self::Any(any);
                }
                held.extend((!any.is_empty()).then_some(Self::Any(any)));
                Self::All(held)
            }
            Self::Any(parts) => Self::Any(parts.into_iter().map(Self::relaxed).collect()),
            Self::In(fields, inner) => Self::In(fields, Box::new(inner.relaxed())),
            other => other,
        }
    }

    /// The words that a text is found for, to mark them in it; what is not to be found is none.
    pub(super) fn marked(&self) -> Vec<&Word> {
        match self {
            Self::Words { words, whole } => whole.iter().chain(words).collect(),
            Self::All(parts) | Self::Any(parts) => parts.iter().flat_map(Self::marked).collect(),
            Self::In(_, inner) => inner.marked(),
            Self::Not(_) | Self::Kind(_) => Vec::new(),
        }
    }

    /// The query as one text, where it is nothing but words: a name that is this text is what was meant.
    fn text(&self) -> Option<String> {
        match self {
            Self::Words { words, whole } => match (whole, words.as_slice()) {
                (Some(whole), _) => Some(whole.text.clone()),
                (None, [word]) => Some(word.text.clone()),
                _ => None,
            },
            Self::All(parts) => {
                let texts: Option<Vec<_>> = parts.iter().map(Self::text).collect();
                texts.map(|texts| texts.join(" "))
            }
            Self::In(_, inner) => inner.text(),
            Self::Any(_) | Self::Not(_) | Self::Kind(_) => None,
        }
    }

    /// The units that are found, by number, with their final scores.
    pub(super) fn find(&self, index: &Index) -> Scores {
        let mut scores = self.scores(index);
        let text = self.text();
        // No sum of words can be more than this in any field of any thing.
        let most = self.most(index) * MOST_WEIGHT;
        for (id, score) in &mut scores {
            let unit = index.unit(*id);
            *score *= weight(index, unit);
            if unit.field.is_naming() && text.as_deref() == Some(&*unit.folded) {
                *score += most;
            }
        }
        scores
    }

    fn scores(&self, index: &Index) -> Scores {
        match self {
            Self::Words { words, whole } => {
                let mut lists: Vec<_> = words.iter().map(|word| word_scores(index, word)).collect();
                lists.sort_by_key(Vec::len);
                let mut all = lists.into_iter().reduce(|all, list| intersect(&all, &list)).unwrap_or_default();
                if let Some(whole) = whole.as_ref().filter(|_| !all.is_empty()) {
                    add(&mut all, &word_scores(index, whole), TOGETHER);
                }
                all
            }
            Self::All(parts) => {
                let is_not = |part: &&Self| matches!(part, Self::Not(_));
                let found = parts.iter().filter(|part| !is_not(part)).map(|part| part.scores(index));
                let mut all = found.reduce(|all, list| intersect(&all, &list)).unwrap_or_default();
                for part in parts.iter().filter(is_not) {
                    if let Self::Not(inner) = part {
                        let out = inner.scores(index);
                        all.retain(|(id, _)| out.binary_search_by_key(id, |(other, _)| *other).is_err());
                    }
                }
                all
            }
            Self::Any(parts) => {
                parts.iter().map(|part| part.scores(index)).reduce(|all, list| union(&all, &list)).unwrap_or_default()
            }
            Self::In(fields, inner) => {
                let mut scores = inner.scores(index);
                scores.retain(|(id, _)| fields.contains(&index.unit(*id).field));
                scores
            }
            Self::Kind(kind) => index.of_kind(kind).map(|id| (id, 0.0)).collect(),
            // Not of nothing is nothing: the reader of queries sees to it that something is to be found.
            Self::Not(_) => Vec::new(),
        }
    }

    /// The most that a unit can score before it is weighed.
    fn most(&self, index: &Index) -> f64 {
        match self {
            Self::Words { words, whole } => {
                let one = most_of_word(index);
                one * words.len() as f64 + whole.iter().count() as f64 * one * TOGETHER
            }
            Self::All(parts) | Self::Any(parts) => parts.iter().map(|part| part.most(index)).sum(),
            Self::In(_, inner) => inner.most(index),
            Self::Not(_) | Self::Kind(_) => 0.0,
        }
    }
}

fn words(index: &Index, text: String, is_open: bool) -> Plan {
    let parts: Vec<&str> = text.split(' ').filter(|part| !part.is_empty()).collect();
    let last = parts.len().saturating_sub(1);
    let mut words = Vec::new();
    for (number, part) in parts.into_iter().enumerate() {
        let cut = cut(index, part);
        let end = cut.len().saturating_sub(1);
        let open = |at: usize| is_open && number == last && at == end;
        words.extend(cut.into_iter().enumerate().map(|(at, text)| Word { text, is_open: open(at) }));
    }
    let whole = (words.len() > 1).then_some(Word { text, is_open });
    // A word that is there twice counts once.
    let mut seen: Vec<Word> = Vec::new();
    for word in words {
        if !seen.contains(&word) {
            seen.push(word);
        }
    }
    Plan::Words { words: seen, whole }
}

/// BM25 of one word in every unit that has it.
fn word_scores(index: &Index, word: &Word) -> Scores {
    let matches = index.matches(word);
    let (all, having) = (index.len() as f64, matches.len() as f64);
    let rarity = (1.0 + (all - having + 0.5) / (having + 0.5)).ln();
    let mean = index.mean_length();
    let score = |(id, times): (UnitId, u32)| {
        let (times, length) = (f64::from(times), index.unit(id).folded.len() as f64);
        (id, rarity * times * (K1 + 1.0) / (times + K1 * (1.0 - B + B * length / mean)))
    };
    matches.into_iter().map(score).collect()
}

/// The limit of [`word_scores`] for a word that one unit has without end.
fn most_of_word(index: &Index) -> f64 {
    (1.0 + (index.len() as f64 + 0.5) / 0.5).ln() * (K1 + 1.0)
}

/// The most that [`weight`] can be.
const MOST_WEIGHT: f64 = 4.0 * 2.0;

/// How much a unit's score counts: by its field, by how often its thing is named, and the less for what only describes
/// the graph.
fn weight(index: &Index, unit: &Unit) -> f64 {
    let thing = index.thing(unit.entity);
    let named = 1.0 + (1.0 + f64::from(thing.mentions)).ln() / 10.0;
    let describes = matches!(
        &*thing.kind,
        "Class" | "ObjectProperty" | "DatatypeProperty" | "SymmetricProperty" | "TransitiveProperty" | "Ontology"
    );
    unit.field.weight() * named.min(2.0) * if describes { 0.25 } else { 1.0 }
}

fn intersect(left: &Scores, right: &Scores) -> Scores {
    let (mut both, mut at) = (Vec::with_capacity(left.len().min(right.len())), 0);
    for (id, score) in left {
        at += right[at..].partition_point(|(other, _)| other < id);
        if let Some((other, more)) = right.get(at)
            && other == id
        {
            both.push((*id, score + more));
        }
    }
    both
}

fn union(left: &Scores, right: &Scores) -> Scores {
    let (mut all, mut at) = (Vec::with_capacity(left.len() + right.len()), 0);
    for (id, score) in left {
        while let Some(other) = right.get(at).filter(|(other, _)| other < id) {
            all.push(*other);
            at += 1;
        }
        let more = right.get(at).filter(|(other, _)| other == id).map(|(_, more)| *more);
        at += usize::from(more.is_some());
        all.push((*id, score + more.unwrap_or_default()));
    }
    all.extend(&right[at..]);
    all
}

/// Adds a share of the scores that units have in another list.
fn add(scores: &mut Scores, others: &Scores, share: f64) {
    let mut at = 0;
    for (id, score) in scores {
        while others.get(at).is_some_and(|(other, _)| *other < *id) {
            at += 1;
        }
        if let Some((_, more)) = others.get(at).filter(|(other, _)| *other == *id) {
            *score += share * more;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::index::tests::index;
    use super::super::query::parse;
    use super::*;

    fn found(index: &Index, query: &str) -> Vec<UnitId> {
        let mut scores = Plan::new(index, parse(query).unwrap()).find(index);
        scores.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        scores.into_iter().map(|(id, _)| id).collect()
    }

    #[test]
    fn the_name_itself_then_names_that_have_it_then_sentences() {
        let index = index(&[
            (Field::Text, "政采贷政采贷政采贷"),
            (Field::Name, "广西政采贷平台"),
            (Field::Name, "政采贷"),
            (Field::Text, "推广政采贷融资"),
        ]);
        assert_eq!(found(&index, "政采贷"), [2, 1, 0, 3]);
    }

    #[test]
    fn operators_take_and_leave() {
        let index = index(&[(Field::Text, "甲乙丙丁"), (Field::Text, "甲乙，戊己"), (Field::Name, "丙丁戊己")]);
        assert_eq!(found(&index, "甲乙 丙丁"), [0]);
        assert_eq!(found(&index, "甲乙 -丙丁"), [1]);
        assert_eq!(found(&index, "甲乙 OR 戊己").len(), 3);
        assert_eq!(found(&index, "name:丙丁"), [2]);
        assert_eq!(found(&index, "text:(丙丁 OR 戊己)").len(), 2);
        assert_eq!(found(&index, "\"乙戊\""), [] as [UnitId; 0]);
    }

    #[test]
    fn words_of_a_run_are_found_apart_and_better_together() {
        let index = index(&[
            (Field::Name, "办税"),
            (Field::Name, "时间"),
            (Field::Text, "把时间用于办税服务之中的做法"),
            (Field::Text, "把它们的办税时间压缩的做法啊"),
        ]);
        assert_eq!(found(&index, "办税时间"), [3, 2]);
    }

    #[test]
    fn lists_are_joined_by_number() {
        let left = vec![(1, 1.0), (3, 1.0), (5, 1.0)];
        let right = vec![(0, 2.0), (3, 2.0), (5, 2.0), (9, 2.0)];
        assert_eq!(intersect(&left, &right), [(3, 3.0), (5, 3.0)]);
        assert_eq!(union(&left, &right), [(0, 2.0), (1, 1.0), (3, 3.0), (5, 3.0), (9, 2.0)]);
    }
}
