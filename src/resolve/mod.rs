//! Mentions → [`Entity`]: one node for one thing within a document, under its full official name.
//!
//! Identity is in the key, not in the document: the same body read from two documents gets the same key, so that
//! contributions merge by set union.

mod curate;
mod index;
mod merge;
mod nesting;

pub use index::Index;

use std::collections::BTreeSet;

use crate::curation::{Applied, Row};
use crate::document::{Case, Document};
use crate::extract::agency::agencies;
use crate::extract::context::{Context, context};
use crate::extract::cover::Cover;
use crate::extract::level::levels;
use crate::extract::organization::organizations;
use crate::extract::place::housed::is_housed;
use crate::extract::place::places;
use crate::extract::policy::policies;
use crate::extract::programme::programmes;
use crate::extract::reporter::reporters;
use crate::extract::target::target_groups;
use crate::extract::{Mention, PlaceReferent};
use crate::lexicon::Lexicon;
use crate::span::Span;

/// Position of an entity in [`crate::pipeline::Reading::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntityId(pub u32);

/// The class of a named thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum EntityKind {
    /// A body of party, state, judiciary or public administration.
    Agency,
    /// A named non-state body.
    Organization,
    /// An administrative area, a country, a zone, a facility, a region or a natural feature.
    Place,
    /// A named document, strategy or campaign.
    Policy,
    /// A named initiative, platform, service, brand, product, mechanism or reform.
    Programme,
    /// A group served, as the noun phrase of the text.
    TargetGroup,
}

/// A named thing, with every place of the document that names it.
#[derive(Clone, Debug)]
pub struct Entity {
    /// What distinguishes it from all others of its kind: a code (`450300`), a 文号 with its issuer, else the canonical name.
    pub identity: String,
    /// The canonical name: the full official form.
    pub name: String,
    /// The other forms it takes in the text.
    pub aliases: BTreeSet<String>,
    /// Every surface form, with the rule that found it, in the order of the text.
    pub mentions: Vec<EntityMention>,
    /// The area it is in, by register or by its own name (no statement of the text is needed for it).
    pub located_in: Option<EntityId>,
    /// What is particular to its class.
    pub detail: Detail,
}

/// One surface form of an entity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityMention {
    /// Where it stands.
    pub span: Span,
    /// The rule that found it (`agency/department`).
    pub rule: &'static str,
}

/// What is particular to a class of entities.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Detail {
    /// A state body.
    Agency,
    /// A non-state body.
    Organization,
    /// A place.
    Place(PlaceDetail),
    /// A policy.
    Policy(PolicyDetail),
    /// A programme.
    Programme,
    /// A group served.
    TargetGroup,
}

/// Particulars of a place.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlaceDetail {
    /// Notation in `cgv:placeKinds`.
    pub kind: &'static str,
    /// GB/T 2260 code, six digits.
    pub admin_code: Option<String>,
    /// ISO 3166-1 alpha-2 code: of a country, or of the country a foreign place is in.
    pub country_code: Option<String>,
}

/// Particulars of a policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyDetail {
    /// Notation in `cgv:policyKinds`.
    pub kind: &'static str,
    /// 文号, normalised to 机关代字〔年份〕序号号.
    pub doc_number: Option<String>,
    /// Date of issue, ISO 8601, as precise as the text (`2023`, `2023-09`, `2023-08-24`).
    pub issued: Option<String>,
}

/// The things that a document names, by kind and then by identity; an [`EntityId`] is a position here.
///
/// Places that only locate others, or that a case is about, are among them without mentions.
pub fn entities(document: &Document, lexicon: &Lexicon) -> Vec<Entity> {
    curated_entities(document, lexicon, &[], &mut Applied::default())
}

/// The same with the rows of curation that hold for the document; `applied` notes which of them did something.
pub fn curated_entities(document: &Document, lexicon: &Lexicon, rows: &[&Row], applied: &mut Applied) -> Vec<Entity> {
    let mut merger = merge::Merger::new(document, lexicon);
    for &stretch in &document.front {
        let front = Case::of_stretch(0, stretch);
        let named = names(document, &front, &context(document, &front, lexicon), lexicon);
        merger.add(nesting::settle(curate::curate(document, &front, rows, named, lexicon, applied)));
    }
    for case in &document.cases {
        let mentions = curate::curate(document, case, rows, mentions(document, case, lexicon), lexicon, applied);
        merger.add(nesting::settle(mentions));
        if let Some(place) = context(document, case, lexicon).place() {
            merger.know(&PlaceReferent::Admin(place));
        }
    }
    merger.finish()
}

/// All families of rules over one case, in no order.
fn mentions(document: &Document, case: &Case, lexicon: &Lexicon) -> Vec<Mention> {
    let context = context(document, case, lexicon);
    let mut found = names(document, case, &context, lexicon);
    found.extend(reporters(document, case, &context, &found, lexicon));
    found.extend(programmes(document, case, lexicon));
    // A group in the name of something else (服务民企模式) is no group of its own.
    let mut groups = target_groups(document, case, lexicon);
    let named = Cover::new(found.iter().map(|other| other.span));
    groups.retain(|group| !named.contains(group.span));
    found.extend(groups);
    found
}

/// The policies, bodies and places that running text names: all that is read of what stands before the first case too.
fn names(document: &Document, case: &Case, context: &Context, lexicon: &Lexicon) -> Vec<Mention> {
    let mut places = places(document, case, context, lexicon);
    places.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut heads = levels(document, case, context, &places, lexicon);
    heads.extend(places.iter().cloned());
    heads.sort_by_key(|place| (place.span.start, std::cmp::Reverse(place.span.end)));
    let mut found = policies(document, case, lexicon);
    found.extend(agencies(document, case, context, &heads, lexicon));
    found.extend(organizations(document, case, context, &heads, lexicon));
    let text = document.text.as_str();
    found.extend(places.into_iter().filter(|place| !is_housed(text, place, context, lexicon)));
    found
}

impl Entity {
    /// The rule that found it at a place; empty where it is not mentioned there.
    pub fn rule_at(&self, span: Span) -> &'static str {
        let place = |mention: &EntityMention| (mention.span.start, mention.span.end);
        let at = self.mentions.binary_search_by_key(&(span.start, span.end), place);
        at.map_or("", |at| self.mentions[at].rule)
    }

    /// Its class.
    pub fn kind(&self) -> EntityKind {
        match self.detail {
            Detail::Agency => EntityKind::Agency,
            Detail::Organization => EntityKind::Organization,
            Detail::Place(_) => EntityKind::Place,
            Detail::Policy(_) => EntityKind::Policy,
            Detail::Programme => EntityKind::Programme,
            Detail::TargetGroup => EntityKind::TargetGroup,
        }
    }
}
