//! Document → [`Mention`]s: where the text names something, and in which words.
//!
//! One file a family of rules; a rule is a row: name, pattern, function. A mention keeps its place in the text;
//! which mentions are one thing is decided in [`crate::resolve`].

pub(crate) mod again;
pub mod agency;
pub mod context;
pub(crate) mod cover;
pub mod date;
pub mod doc_number;
pub mod level;
pub mod numeral;
pub mod organization;
pub mod place;
pub mod policy;
pub mod programme;
pub mod quantity;
mod rank;
pub mod reporter;
pub mod target;

use crate::span::Span;
pub(crate) use crate::span::floor;

/// A place of the text that names something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The surface form.
    pub span: Span,
    /// The rule that found it: family and row (`agency/department`).
    pub rule: &'static str,
    /// What it names, in full as far as the words and the context of the case say.
    pub referent: Referent,
}

/// What a mention names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Referent {
    /// A place.
    Place(PlaceReferent),
    /// A state body: its full official name, and the place it is named after.
    Agency {
        /// Full official name.
        name: String,
        /// The place in its name.
        seat: Option<PlaceReferent>,
    },
    /// A non-state body: its full name, and the place it is named after.
    Organization {
        /// Full name.
        name: String,
        /// The place in its name.
        seat: Option<PlaceReferent>,
    },
    /// A document, strategy or campaign.
    Policy(PolicyReferent),
    /// An initiative, by its name without the words around it.
    Programme {
        /// Canonical name.
        name: String,
    },
    /// A group served, as the noun phrase of the text.
    TargetGroup {
        /// The noun phrase.
        phrase: String,
    },
}

/// Which place is meant.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum PlaceReferent {
    /// An administrative area by its GB/T 2260 code.
    Admin(&'static str),
    /// A country by its ISO 3166-1 alpha-2 code.
    Country(&'static str),
    /// A zone, port, park, river, bridge, region or foreign town by its name.
    Named {
        /// Full name.
        name: String,
        /// Notation in `cgv:placeKinds`.
        kind: &'static str,
        /// The place it is in, where name or context say so.
        within: Option<Box<PlaceReferent>>,
    },
}

impl PlaceReferent {
    /// The place, and those that it lies in, the nearest first.
    pub fn and_around(&self) -> impl Iterator<Item = &Self> {
        std::iter::successors(Some(self), |place| match place {
            Self::Named { within, .. } => within.as_deref(),
            Self::Admin(_) | Self::Country(_) => None,
        })
    }
}

/// What the words say of a policy.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PolicyReferent {
    /// Its title without the outer brackets.
    pub title: String,
    /// Notation in `cgv:policyKinds`.
    pub kind: &'static str,
    /// 文号, normalised to 机关代字〔年份〕序号号.
    pub doc_number: Option<String>,
    /// Date of issue as far as the words right beside it say, ISO 8601.
    pub issued: Option<String>,
}

/// Those of mentions in the order of the text that begin in a line.
pub(crate) fn beginning_in(mentions: &[Mention], line: Span) -> &[Mention] {
    let from = mentions.partition_point(|mention| mention.span.start < line.start);
    let to = mentions.partition_point(|mention| mention.span.start < line.end);
    &mentions[from..to.max(from)]
}
