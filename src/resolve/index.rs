//! Which entities a stretch of the text names.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use super::{Entity, EntityId, EntityKind};
use crate::span::Span;

/// How many kinds of entities there are.
const KINDS: usize = 6;

/// The mentions of all entities in the order of the text.
#[derive(Debug, Default)]
pub struct Index {
    mentions: Vec<(Span, EntityId)>,
    /// The same of each kind alone, by its number.
    by_kind: [Vec<(Span, EntityId)>; KINDS],
    /// Length of the longest mention: how far back one that reaches into a stretch can begin.
    longest: usize,
    kinds: Vec<EntityKind>,
    by_identity: BTreeMap<(EntityKind, String), EntityId>,
}

impl Index {
    /// Lists the mentions of entities whose ids are their positions.
    pub fn new(entities: &[Entity]) -> Self {
        let numbered = || entities.iter().enumerate().map(|(at, entity)| (EntityId(at as u32), entity));
        let mut mentions: Vec<(Span, EntityId)> =
            numbered().flat_map(|(id, entity)| entity.mentions.iter().map(move |mention| (mention.span, id))).collect();
        mentions.sort_by_key(|&(span, id)| (span.start, Reverse(span.end), id));
        let longest = mentions.iter().map(|(span, _)| span.len()).max().unwrap_or(0);
        let mut by_kind: [Vec<(Span, EntityId)>; KINDS] = Default::default();
        for mention in &mentions {
            by_kind[entities[mention.1.0 as usize].kind() as usize].push(*mention);
        }
        let by_identity = numbered().map(|(id, entity)| ((entity.kind(), entity.identity.clone()), id)).collect();
        Self { mentions, by_kind, longest, kinds: entities.iter().map(Entity::kind).collect(), by_identity }
    }

    /// The mentions that lie wholly in a stretch, in the order of the text, wider ones before those inside them.
    pub fn within(&self, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        within(&self.mentions, stretch)
    }

    /// The mentions of one kind that lie wholly in a stretch, in the order of the text.
    pub fn of_kind(&self, kind: EntityKind, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        within(&self.by_kind[kind as usize], stretch)
    }

    /// The mentions that share at least one character with a stretch, in the order of the text.
    pub fn at(&self, stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
        let earliest = stretch.start.saturating_sub(self.longest);
        let from = self.mentions.partition_point(|(span, _)| span.start < earliest);
        let to = self.mentions.partition_point(|(span, _)| span.start < stretch.end);
        self.mentions[from..to.max(from)].iter().copied().filter(move |(span, _)| span.overlaps(stretch))
    }

    /// The entity of a kind and identity (a code for places, a 文号 or the name for others).
    pub fn find(&self, kind: EntityKind, identity: &str) -> Option<EntityId> {
        self.by_identity.get(&(kind, identity.to_owned())).copied()
    }

    /// The class of an entity.
    pub fn kind(&self, id: EntityId) -> EntityKind {
        self.kinds[id.0 as usize]
    }
}

fn within(mentions: &[(Span, EntityId)], stretch: Span) -> impl DoubleEndedIterator<Item = (Span, EntityId)> {
    let from = mentions.partition_point(|(span, _)| span.start < stretch.start);
    let count = begin_before(&mentions[from..], stretch.end);
    mentions[from..from + count].iter().copied().filter(move |(span, _)| span.end <= stretch.end)
}

/// How many of mentions in order begin before a place. Most stretches are clauses, which name few things: the first are looked at
/// one by one.
fn begin_before(mentions: &[(Span, EntityId)], end: usize) -> usize {
    const FEW: usize = 8;
    let few = mentions.iter().take(FEW).take_while(|(span, _)| span.start < end).count();
    if few < FEW { few } else { few + mentions[few..].partition_point(|(span, _)| span.start < end) }
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
}
