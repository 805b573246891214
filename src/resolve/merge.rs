//! Mentions of all cases → one [`Entity`] for one thing, in an order that depends on nothing but what they are.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use rustc_hash::FxBuildHasher;

use super::index::KINDS;
use super::{Detail, Entity, EntityId, EntityKind, EntityMention, PlaceDetail, PolicyDetail};
use crate::document::Document;
use crate::extract::{Mention, PlaceReferent, PolicyReferent, Referent};
use crate::lexicon::Lexicon;
use crate::span::pairs;

/// An entity that still collects mentions.
struct Draft {
    kind: EntityKind,
    /// What tells it from all others of its kind.
    identity: String,
    name: String,
    mentions: Vec<EntityMention>,
    aliases: BTreeSet<String>,
    seat: Option<Number>,
    detail: Detail,
}

/// Of a draft among all.
type Number = usize;

/// “文艺赋美”项目 goes by 文艺赋美, too: what a programme is called within its marks, where no more than the noun of its sort, or which
/// time it is, stands around them.
fn quoted_name(draft: &Draft) -> Option<String> {
    const SORTS: [&str; 14] = [
        "",
        "项目",
        "活动",
        "工程",
        "改革",
        "模式",
        "新模式",
        "行动",
        "机制",
        "品牌",
        "计划",
        "制度",
        "系列活动",
        "专项行动",
    ];
    const SHORTEST: usize = 3;
    if draft.kind != EntityKind::Programme {
        return None;
    }
    let (_, rest) = draft.name.split_once('“')?;
    let (core, sort) = rest.split_once('”')?;
    let named = core.chars().count() >= SHORTEST && !core.contains(['、', '，', '+']);
    (named && SORTS.contains(&sort)).then(|| core.to_owned())
}

/// Collects mentions and makes entities of them.
pub(super) struct Merger<'a> {
    document: &'a Document,
    lexicon: &'a Lexicon,
    drafts: Vec<Draft>,
    /// Those of each kind by their identities.
    known: [HashMap<String, Number, FxBuildHasher>; KINDS],
    /// The first town or village of a name that the text says the county or city of: the code of that, and its identity.
    towns: HashMap<String, (&'static str, String), FxBuildHasher>,
}

impl<'a> Merger<'a> {
    pub(super) fn new(document: &'a Document, lexicon: &'a Lexicon) -> Self {
        Self { document, lexicon, drafts: Vec::new(), known: Default::default(), towns: HashMap::default() }
    }

    /// Takes up the mentions of one case.
    pub(super) fn add(&mut self, mentions: Vec<Mention>) {
        for mention in mentions {
            let number = self.draft(&mention.referent);
            let (surface, written) = (&self.document.text[mention.span], self.document.text.exact(mention.span));
            let draft = &mut self.drafts[number];
            draft.mentions.push(EntityMention { span: mention.span, rule: mention.rule });
            let another = written != draft.name && !draft.aliases.contains(written);
            if another && (draft.kind != EntityKind::Place || names_place(surface, &draft.name)) {
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
        let mut order: Vec<Number> = self.known.iter().flat_map(|known| known.values().copied()).collect();
        order.sort_unstable_by_key(|&number| (self.drafts[number].kind, &self.drafts[number].identity));
        let mut ids = vec![None; self.drafts.len()];
        (0_u32..).zip(&order).for_each(|(id, &number)| ids[number] = Some(EntityId(id)));
        let mut entities: Vec<(EntityId, Entity)> = Vec::with_capacity(order.len());
        for (id, mut draft) in ids.iter().zip(self.drafts) {
            let Some(id) = *id else { continue };
            draft.mentions.sort_by_key(|mention| (mention.span.start, mention.span.end));
            draft.mentions.dedup_by_key(|mention| mention.span);
            let located_in = draft.seat.and_then(|seat| ids[seat]);
            draft.aliases.extend(quoted_name(&draft));
            let Draft { identity, name, mentions, aliases, detail, .. } = draft;
            entities.push((id, Entity { identity, name, aliases, mentions, located_in, detail }));
        }
        entities.sort_unstable_by_key(|(id, _)| *id);
        entities.into_iter().map(|(_, entity)| entity).collect()
    }

    fn draft(&mut self, referent: &Referent) -> Number {
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

    fn body(&mut self, kind: EntityKind, name: &str, seat: Option<&PlaceReferent>, detail: Detail) -> Number {
        let seat = seat.map(|place| self.place(place));
        let identity = self.identity(kind, name);
        let number = self.number(kind, &identity, || Draft::new(kind, name, detail));
        let draft = &mut self.drafts[number];
        draft.seat = draft.seat.or(seat);
        number
    }

    /// That of the entity of a kind and identity, which is made where it is new.
    fn number(&mut self, kind: EntityKind, identity: &str, new: impl FnOnce() -> Draft) -> Number {
        let known = &mut self.known[kind as usize];
        if let Some(number) = known.get(identity) {
            return *number;
        }
        known.insert(identity.to_owned(), self.drafts.len());
        self.drafts.push(Draft { identity: identity.to_owned(), ..new() });
        self.drafts.len() - 1
    }

    /// What tells it from all others: its name; a body of an area that the text does not name (省财政厅) is that of this text.
    fn identity<'n>(&self, kind: EntityKind, name: &'n str) -> Cow<'n, str> {
        let unnamed =
            kind == EntityKind::Agency && ["省", "自治区", "市", "县"].iter().any(|word| name.starts_with(word));
        let text = self.document.sha256.get(..8).unwrap_or_default();
        if unnamed { format!("{name} {text}").into() } else { name.into() }
    }

    fn place(&mut self, place: &PlaceReferent) -> Number {
        let register = &self.lexicon.register;
        let of_place = |name: &str, detail: PlaceDetail| Draft::new(EntityKind::Place, name, Detail::Place(detail));
        match place {
            PlaceReferent::Admin(code) => self.number(EntityKind::Place, code, || {
                let name = register.division(code).map_or(*code, |division| division.name);
                let admin_code = Some((*code).to_owned());
                of_place(name, PlaceDetail { kind: "admin", admin_code, country_code: None })
            }),
            PlaceReferent::Country(code) => self.number(EntityKind::Place, code, || {
                let name = register.country(code).map_or(*code, |country| country.name);
                let country_code = Some((*code).to_owned());
                of_place(name, PlaceDetail { kind: "country", admin_code: None, country_code })
            }),
            PlaceReferent::Named { name, kind, within } => {
                let seat = within.as_deref().map(|within| self.place(within));
                let identity = self.identity_of_place(name, kind, within.as_deref());
                let number = self.number(EntityKind::Place, &identity, || {
                    let country_code = country_of(within.as_deref());
                    of_place(name, PlaceDetail { kind, admin_code: None, country_code })
                });
                let draft = &mut self.drafts[number];
                draft.seat = draft.seat.or(seat);
                number
            }
        }
    }

    /// What tells a place that no register has from all others: its name; of towns and villages, of which many are called the
    /// same, with the province they lie in, and with the county where the text has one of another county. Where it does not say
    /// which one, it is the one that it has named so.
    fn identity_of_place(&mut self, name: &str, kind: &str, within: Option<&PlaceReferent>) -> String {
        if kind != "admin" || country_of(within).is_some() {
            return name.to_owned();
        }
        let Some(code) = code_around(within) else {
            return self.towns.get(name).map_or_else(|| name.to_owned(), |(_, identity)| identity.clone());
        };
        let of_province = || format!("{name} {}", &code[..2]);
        let (known, identity) = self.towns.entry(name.to_owned()).or_insert_with(|| (code, of_province()));
        if known[..2] != code[..2] {
            return of_province();
        }
        // 榆中县|城关镇, 宕昌县|城关镇: two, but 兰州市 and 榆中县 may both say where one is.
        let other = *known != code && !known.ends_with("00") && !code.ends_with("00");
        if other { format!("{name} {code}") } else { identity.clone() }
    }

    fn policy(&mut self, policy: &PolicyReferent) -> Number {
        let identity = policy.doc_number.as_ref().unwrap_or(&policy.title);
        let number = self.number(EntityKind::Policy, identity, || {
            let (doc_number, issued) = (policy.doc_number.clone(), policy.issued.clone());
            let detail = PolicyDetail { kind: policy.kind, doc_number, issued };
            Draft::new(EntityKind::Policy, &policy.title, Detail::Policy(detail))
        });
        self.drafts[number].learn(policy);
        number
    }

    /// A document cited once with its number and once without is one document.
    fn join_titles_with_numbers(&mut self) {
        let known = &mut self.known[EntityKind::Policy as usize];
        let mut numbered: Vec<Number> = known.values().copied().collect();
        numbered.retain(|&number| self.drafts[number].identity != self.drafts[number].name);
        numbered.sort_unstable_by_key(|&number| &self.drafts[number].identity);
        let titles: BTreeMap<String, Number> =
            numbered.into_iter().map(|number| (self.drafts[number].name.clone(), number)).collect();
        for (title, number) in titles {
            let Some(untitled) = known.remove(&title) else { continue };
            if known.contains_key(&self.drafts[number].identity) {
                let mentions = std::mem::take(&mut self.drafts[untitled].mentions);
                let aliases = std::mem::take(&mut self.drafts[untitled].aliases);
                self.drafts[number].mentions.extend(mentions);
                self.drafts[number].aliases.extend(aliases);
            }
        }
    }
}

impl Draft {
    /// One that is told by its name.
    fn new(kind: EntityKind, name: &str, detail: Detail) -> Self {
        let (identity, mentions, aliases) = (name.to_owned(), Vec::new(), BTreeSet::new());
        Self { kind, identity, name: name.to_owned(), mentions, aliases, seat: None, detail }
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
    !level_word && pairs(surface).any(|(_, pair)| name.contains(pair))
}

/// The code of the division around a place.
fn code_around(within: Option<&PlaceReferent>) -> Option<&'static str> {
    within?.and_around().find_map(|place| match place {
        PlaceReferent::Admin(code) => Some(*code),
        _ => None,
    })
}

/// The country that the places around a place name.
fn country_of(within: Option<&PlaceReferent>) -> Option<String> {
    within?.and_around().find_map(|place| match place {
        PlaceReferent::Country(code) => Some((*code).to_owned()),
        _ => None,
    })
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
