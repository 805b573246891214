//! Which entities a stretch of the text names.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::ops::Range;

use super::{Entity, EntityId, EntityKind};
use crate::span::Span;

/// How many kinds of entities there are.
pub(super) const KINDS: usize = 6;

/// The mentions of all entities in the order of the text.
#[derive(Debug, Default)]
pub struct Index {
    mentions: Ordered,
    /// The same of each kind alone, by its number.
    by_kind: [Ordered; KINDS],
    /// By which rules the programmes are found, in the same order.
    programme_rules: Vec<&'static str>,
    /// Length of the longest mention: how far back one that reaches into a stretch can begin.
    longest: usize,
    kinds: Vec<EntityKind>,
    /// Of each entity the longest of its mentions, of those the first.
    fullest: Vec<Option<Span>>,
    by_identity: BTreeMap<(EntityKind, String), EntityId>,
}

/// Mentions in the order of the text, with where to begin looking for those of a stretch: rules ask for the mentions of each
/// clause.
#[derive(Debug, Default)]
struct Ordered {
    mentions: Vec<(Span, EntityId)>,
    /// `before[i]`: how many of them begin before byte `i * STRIDE`.
    before: Vec<u32>,
}

/// Fewer bytes than most mentions are apart.
const STRIDE: usize = 32;

impl Index {
    /// Lists the mentions of entities whose ids are their positions.
    pub fn new(entities: &[Entity]) -> Self {
        let numbered = || entities.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity));
        let mut mentions: Vec<(Span, EntityId)> =
            numbered().flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (mention.span, id))).collect();
        mentions.sort_by_key(|&(span, id)| (span.start, Reverse(span.end), id));
        let longest = mentions.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        let kind = |id: EntityId| entities[id.0 as usize].kind();
        let of_kind = |number: usize| mentions.iter().filter(move |(_, id)| kind(*id) as usize == number).copied();
        let by_kind: [Ordered; KINDS] = std::array::from_fn(|number| Ordered::new(of_kind(number).collect()));
        let programmes = &by_kind[EntityKind::Programme as usize].mentions;
        let programme_rules = programmes.iter().map(|&(span, id)| entities[id.0 as usize].rule_at(span)).collect();
        let by_identity = numbered().map(|(id, entity)| ((entity.kind(), entity.identity.clone()), id)).collect();
        let mentions = Ordered::new(mentions);
        let kinds = entities.iter().map(Entity::kind).collect();
        let fullest = entities.iter().map(fullest).collect();
        Self { mentions, by_kind, programme_rules, longest, kinds, fullest, by_identity }
    }

    /// The mentions that lie wholly in a stretch, in the order of the text, wider ones before those inside them.
    pub fn within(&self, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        self.mentions.within(stretch)
    }

    /// The mentions of one kind that lie wholly in a stretch, in the order of the text.
    pub fn of_kind(&self, kind: EntityKind, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        self.by_kind[kind as usize].within(stretch)
    }

    /// The programmes that lie wholly in a stretch, each with the rule that found it there.
    pub fn programmes(&self, stretch: Span) -> impl Iterator<Item = (Span, EntityId, &'static str)> {
        let programmes = &self.by_kind[EntityKind::Programme as usize];
        let range = programmes.beginning_in(stretch);
        let named = programmes.mentions[range.clone()].iter().zip(&self.programme_rules[range]);
        named.map(|(&(span, id), &rule)| (span, id, rule)).filter(move |(span, ..)| span.end <= stretch.end)
    }

    /// The mentions that share at least one character with a stretch, in the order of the text.
    pub fn at(&self, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        let earliest = stretch.start.saturating_sub(self.longest);
        let (from, to) = (self.mentions.begin_before(earliest), self.mentions.begin_before(stretch.end));
        self.mentions.mentions[from..to.max(from)].iter().copied().filter(move |(span, _)| span.overlaps(stretch))
    }

    /// The entity of a kind and identity (a code for places, a 文号 or the name for others).
    pub fn find(&self, kind: EntityKind, identity: &str) -> Option<EntityId> {
        self.by_identity.get(&(kind, identity.to_owned())).copied()
    }

    /// The mention of an entity that says most of its name.
    pub fn fullest(&self, id: EntityId) -> Option<Span> {
        self.fullest[id.0 as usize]
    }

    /// The class of an entity.
    pub fn kind(&self, id: EntityId) -> EntityKind {
        self.kinds[id.0 as usize]
    }
}

/// The longest mention of an entity, of those the first.
fn fullest(entity: &Entity) -> Option<Span> {
    entity.mentions.iter().map(|mention| mention.span).max_by_key(|span| (span.len(), Reverse(span.start)))
}

impl Ordered {
    /// Of mentions in order.
    fn new(mentions: Vec<(Span, EntityId)>) -> Self {
        let mut before = Vec::new();
        for (at, (span, _)) in (0_u32..).zip(&mentions) {
            while before.len() * STRIDE <= span.start {
                before.push(at);
            }
        }
        Self { mentions, before }
    }

    /// How many begin before a place.
    fn begin_before(&self, place: usize) -> usize {
        let Some(&known) = self.before.get(place / STRIDE) else { return self.mentions.len() };
        let rest = &self.mentions[known as usize..];
        known as usize + rest.iter().take_while(|(span, _)| span.start < place).count()
    }

    /// Those that begin in a stretch, by their numbers.
    fn beginning_in(&self, stretch: Span) -> Range<usize> {
        let (from, to) = (self.begin_before(stretch.start), self.begin_before(stretch.end));
        from..to.max(from)
    }

    /// Those that lie wholly in a stretch.
    fn within(&self, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        let begin = &self.mentions[self.beginning_in(stretch)];
        begin.iter().copied().filter(move |(span, _)| span.end <= stretch.end)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::super::{Detail, EntityMention};
    use super::*;

    fn agency(name: &str, spans: &[(usize, usize)]) -> Entity {
        let mentions = spans.iter().map(|&(start, end)| EntityMention { span: Span::new(start, end), rule: "test" });
        Entity {
            identity: name.to_owned(),
            name: name.to_owned(),
            aliases: BTreeSet::new(),
            mentions: mentions.collect(),
            located_in: None,
            detail: Detail::Agency,
        }
    }

    #[test]
    fn mentions_in_and_across_a_stretch() {
        let index = Index::new(&[agency("甲", &[(0, 9), (30, 36)]), agency("乙", &[(3, 6)])]);
        let ids = |found: Vec<(Span, EntityId)>| found.into_iter().map(|(_, id)| id.0).collect::<Vec<_>>();
        assert_eq!(ids(index.within(Span::new(0, 12)).collect()), [0, 1]);
        assert_eq!(ids(index.within(Span::new(1, 40)).collect()), [1, 0]);
        assert_eq!(ids(index.at(Span::new(8, 31)).collect()), [0, 0]);
        assert_eq!(index.find(EntityKind::Agency, "乙"), Some(EntityId(1)));
        assert_eq!(index.find(EntityKind::Place, "乙"), None);
    }

    #[test]
    fn mentions_of_a_long_text_are_those_that_looking_at_all_finds() {
        let spans: Vec<_> = (0..400).map(|at| (at * 7 + at % 5 * 300, at * 7 + at % 5 * 300 + at % 11 + 1)).collect();
        let index = Index::new(&[agency("甲", &spans)]);
        let mut all: Vec<Span> = spans.iter().map(|&(start, end)| Span::new(start, end)).collect();
        all.sort_by_key(|span| (span.start, Reverse(span.end)));
        for (start, end) in [(0, 0), (0, 256), (255, 513), (256, 256), (700, 2000), (3900, 9000), (5000, 5001)] {
            let stretch = Span::new(start, end);
            let within: Vec<_> = index.within(stretch).map(|(span, _)| span).collect();
            assert_eq!(within, all.iter().copied().filter(|span| stretch.contains(*span)).collect::<Vec<_>>());
            let at: Vec<_> = index.at(stretch).map(|(span, _)| span).collect();
            assert_eq!(at, all.iter().copied().filter(|span| span.overlaps(stretch)).collect::<Vec<_>>());
        }
    }
}
