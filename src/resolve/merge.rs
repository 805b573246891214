//! Mentions of all cases → one [`Entity`] for one thing, in an order that depends on nothing but what they are.

use std::collections::{BTreeMap, BTreeSet};

use super::{Detail, Entity, EntityId, EntityKind, EntityMention, PlaceDetail, PolicyDetail};
use crate::document::Document;
use crate::extract::{Mention, PlaceReferent, PolicyReferent, Referent};
use crate::lexicon::Lexicon;

/// What tells an entity from all others.
type Key = (EntityKind, String);

/// An entity that still collects mentions.
struct Draft {
    name: String,
    mentions: Vec<EntityMention>,
    aliases: BTreeSet<String>,
    seat: Option<Key>,
    detail: Detail,
}

/// Collects mentions and makes entities of them.
pub(super) struct Merger<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    drafts: BTreeMap<Key, Draft>,
}

impl<'a> Merger<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self { document, lexicon, drafts: BTreeMap::new() }
    }

    /// Takes up the mentions of one case.
    pub(super) fn add(&mut self, mentions: Vec<Mention>) {
        for mention in mentions {
            let key = self.draft(&mention.referent);
            let (surface, written) = (&self.document.text[mention.span], self.document.text.exact(mention.span));
            let Some(draft) = self.drafts.get_mut(&key) else { continue };
            draft.mentions.push(EntityMention { span: mention.span, rule: mention.rule });
            let another = written != draft.name && !draft.aliases.contains(written);
            if another && (key.0 != EntityKind::Place || names_place(surface, &draft.name)) {
                draft.aliases.insert(written.to_owned());
            }
        }
    }

    /// Makes sure that a place is among the entities, named in the text or not.
    pub(super) fn know(&mut self, place: &PlaceReferent) {
        self.place(place);
    }

    /// The entities, by kind and then by identity; their ids are their positions.
    pub(super) fn finish(mut self) -> Vec<Entity> {
        self.join_titles_with_numbers();
        let ids: BTreeMap<Key, EntityId> =
            self.drafts.keys().enumerate().map(|(at, key)| (key.clone(), EntityId(at as u32))).collect();
        let entity = |((_, identity), mut draft): (Key, Draft)| {
            draft.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
            draft.mentions.dedup_by_key(|mention| mention.span);
            let located_in = draft.seat.and_then(|seat| ids.get(&seat).copied());
            let Draft { name, mentions, aliases, detail, .. } = draft;
            Entity { identity, name, aliases, mentions, located_in, detail }
        };
        self.drafts.into_iter().map(entity).collect()
    }

    fn draft(&mut self, referent: &Referent) -> Key {
        match referent {
            Referent::Place(place) => self.place(place),
            Referent::Agency { name, seat } => self.body(EntityKind::Agency, name, seat.as_ref(), Detail::Agency),
            Referent::Organization { name, seat } => {
                self.body(EntityKind::Organization, name, seat.as_ref(), Detail::Organization)
            }
            Referent::Policy(policy) => self.policy(policy),
            Referent::Programme { name } => self.body(EntityKind::Programme, name, None, Detail::Programme),
            Referent::TargetGroup { phrase } => self.body(EntityKind::TargetGroup, phrase, None, Detail::TargetGroup),
        }
    }

    fn body(&mut self, kind: EntityKind, name: &str, seat: Option<&PlaceReferent>, detail: Detail) -> Key {
        let seat = seat.map(|place| self.place(place));
        let key = (kind, self.identity(kind, name));
        let draft = self.drafts.entry(key.clone()).or_insert_with(|| Draft::new(name, detail));
        draft.seat = draft.seat.take().or(seat);
        key
    }

    /// What tells it from all others: its name; a body of an area that the text does not name (省财政厅) is that of this text.
    fn identity(&self, kind: EntityKind, name: &str) -> String {
        let unnamed =
            kind == EntityKind::Agency && ["省", "自治区", "市", "县"].iter().any(|word| name.starts_with(word));
        let text = self.document.sha256.get(..8).unwrap_or_default();
        if unnamed { format!("{name} {text}") } else { name.to_owned() }
    }

    fn place(&mut self, place: &PlaceReferent) -> Key {
        // Most mentions are of a division that was named before, of which no mention says more.
        if let PlaceReferent::Admin(code) = place {
            let key = (EntityKind::Place, (*code).to_owned());
            if self.drafts.contains_key(&key) {
                return key;
            }
        }
        let (identity, name, detail, seat) = match place {
            PlaceReferent::Admin(code) => {
                let name = self.lexicon.register.division(code).map_or(*code, |division| division.name);
                let admin_code = Some((*code).to_owned());
                (
                    (*code).to_owned(),
                    name.to_owned(),
                    PlaceDetail { kind: "admin", admin_code, country_code: None },
                    None,
                )
            }
            PlaceReferent::Country(code) => {
                let name = self.lexicon.register.country(code).map_or(*code, |country| country.name);
                let country_code = Some((*code).to_owned());
                (
                    (*code).to_owned(),
                    name.to_owned(),
                    PlaceDetail { kind: "country", admin_code: None, country_code },
                    None,
                )
            }
            PlaceReferent::Named { name, kind, within } => {
                let seat = within.as_deref().map(|within| self.place(within));
                let country_code = country_of(within.as_deref());
                (name.clone(), name.clone(), PlaceDetail { kind, admin_code: None, country_code }, seat)
            }
        };
        let key = (EntityKind::Place, identity);
        let draft = self.drafts.entry(key.clone()).or_insert_with(|| Draft::new(&name, Detail::Place(detail)));
        draft.seat = draft.seat.take().or(seat);
        key
    }

    fn policy(&mut self, policy: &PolicyReferent) -> Key {
        let identity = policy.doc_number.clone().unwrap_or_else(|| policy.title.clone());
        let key = (EntityKind::Policy, identity);
        let detail =
            PolicyDetail { kind: policy.kind, doc_number: policy.doc_number.clone(), issued: policy.issued.clone() };
        let draft = self.drafts.entry(key.clone()).or_insert_with(|| Draft::new(&policy.title, Detail::Policy(detail)));
        draft.learn(policy);
        key
    }

    /// A document cited once with its number and once without is one document.
    fn join_titles_with_numbers(&mut self) {
        let numbered: BTreeMap<String, Key> = self
            .drafts
            .iter()
            .filter(|((kind, identity), draft)| *kind == EntityKind::Policy && *identity != draft.name)
            .map(|(key, draft)| (draft.name.clone(), key.clone()))
            .collect();
        for (title, key) in numbered {
            let Some(untitled) = self.drafts.remove(&(EntityKind::Policy, title)) else { continue };
            if let Some(draft) = self.drafts.get_mut(&key) {
                draft.mentions.extend(untitled.mentions);
                draft.aliases.extend(untitled.aliases);
            }
        }
    }
}

impl Draft {
    fn new(name: &str, detail: Detail) -> Self {
        Self { name: name.to_owned(), mentions: Vec::new(), aliases: BTreeSet::new(), seat: None, detail }
    }

    /// A later mention may know what an earlier one did not: the title, a more precise date.
    fn learn(&mut self, policy: &PolicyReferent) {
        let Detail::Policy(detail) = &mut self.detail else { return };
        if detail.doc_number.as_ref() == Some(&self.name) {
            self.name.clone_from(&policy.title);
        }
        let more_precise = |other: &String| detail.issued.as_ref().is_none_or(|issued| other.len() > issued.len());
        if policy.issued.as_ref().is_some_and(more_precise) {
            detail.issued.clone_from(&policy.issued);
        }
    }
}

/// Whether the words are a name of the place by themselves: 崇左 is one of 崇左市, 全市 and 自治区 mean it in one case only.
fn names_place(surface: &str, name: &str) -> bool {
    let level_word = surface.chars().all(|c| "全我本自治省市县区州盟旗".contains(c));
    let mut pairs = surface.char_indices().zip(surface.char_indices().skip(1));
    !level_word && pairs.any(|((from, _), (to, last))| name.contains(&surface[from..to + last.len_utf8()]))
}

/// The country that the places around a place name.
fn country_of(mut within: Option<&PlaceReferent>) -> Option<String> {
    while let Some(place) = within {
        match place {
            PlaceReferent::Country(code) => return Some((*code).to_owned()),
            PlaceReferent::Named { within: next, .. } => within = next.as_deref(),
            PlaceReferent::Admin(_) => return None,
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_means_a_place_in_one_case_only_is_no_name_of_it() {
        assert!(names_place("崇左", "崇左市"));
        assert!(names_place("湾区", "粤港澳大湾区"));
        assert!(names_place("越南芒街", "芒街市"));
        assert!(!names_place("全市", "崇左市"));
        assert!(!names_place("自治区", "广西壮族自治区"));
        assert!(!names_place("我国", "中国"));
    }
}
