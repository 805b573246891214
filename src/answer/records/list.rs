//! What the lists are of: which fields their rows have and by what they can be filtered, each a row of a table (`fields`).
//!
//! JSON, CSV, sorting, facets, the checks of what is asked and the description of the interface all follow from these
//! tables: a new field or filter is one row more.

use oxigraph::model::NamedNodeRef;

use super::fields;
use crate::ontology::vocab::class;

/// A list of records of one kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum List {
    /// Cases of compilations.
    Cases,
    /// Agencies, organizations, places, policies, programmes and groups served.
    Entities,
    /// Quantified statements.
    Observations,
    /// Awards, listings, rankings, approvals.
    Recognitions,
    /// What is wrong in the sources.
    Findings,
    /// What the graph was read from.
    Documents,
}

/// A step from one thing to others.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Step {
    /// Along a property.
    To(NamedNodeRef<'static>),
    /// Against a property.
    From(NamedNodeRef<'static>),
}

/// Ways from a record to values; what several lead to is put together.
pub(super) type Ways = &'static [&'static [Step]];

/// Where the values of a field or filter are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Source {
    /// At the ends of these ways.
    Ways(Ways),
    /// The class of the record, as the local name of [`List::classes`] in lower case.
    Class,
    /// How many things are at the ends of these ways.
    Count(Ways),
}

/// What the values of a field are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shape {
    /// A plain text.
    Text,
    /// A text in Chinese and, where the graph has it, in English.
    Words,
    /// A whole number.
    Integer,
    /// A number, exact.
    Decimal,
    /// A day, a month or a year as ISO 8601.
    Date,
    /// A term of a controlled list: code and both labels.
    Concept,
    /// A thing with an address of its own.
    Thing,
}

/// One field of a row.
#[derive(Debug)]
pub struct Field {
    /// Its key in JSON and its column in CSV; a row may be sorted by it.
    pub name: &'static str,
    /// What its values are.
    pub shape: Shape,
    /// Whether a row may have several values, and so has a list.
    pub is_many: bool,
    pub(super) source: Source,
    /// What it is, in English and Chinese.
    pub about: [&'static str; 2],
}

/// How a filter understands its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    /// A thing by name, other name, code, number or IRI.
    Thing,
    /// A place in the same ways, with all that lies in it.
    Place,
    /// A term of controlled lists, by the local names of the lists.
    Concept(&'static [&'static str]),
    /// One of the kinds of record of the list.
    Class,
    /// Words that are all in the text, in any case.
    Words,
    /// A text, exactly.
    Text,
    /// A whole number, exactly.
    Integer,
    /// A year in which the date is.
    Year,
    /// The least number.
    AtLeast,
    /// The greatest number.
    AtMost,
    /// A period in which the record's lies.
    During,
    /// `true`: those that a text mentions; `false`: those that none does; `any`.
    Mentioned,
}

/// One filter of a list.
#[derive(Debug)]
pub struct Filter {
    /// What it is set by.
    pub name: &'static str,
    /// How its value is understood.
    pub wanted: Wanted,
    pub(super) source: Source,
    /// What it is, in English and Chinese.
    pub about: [&'static str; 2],
    /// A value worth trying on the seed's graph.
    pub example: &'static str,
}

impl List {
    /// All lists.
    pub const ALL: [Self; 6] =
        [Self::Cases, Self::Entities, Self::Observations, Self::Recognitions, Self::Findings, Self::Documents];

    /// What it is called in addresses.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Cases => "cases",
            Self::Entities => "entities",
            Self::Observations => "observations",
            Self::Recognitions => "recognitions",
            Self::Findings => "findings",
            Self::Documents => "documents",
        }
    }

    /// The list of this name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|list| list.name() == name)
    }

    /// What it lists, in English and Chinese.
    pub const fn about(self) -> [&'static str; 2] {
        match self {
            Self::Cases => ["Cases of the compilations", "案例"],
            Self::Entities => [
                "Named things: agencies, organizations, places, policies, programmes, groups served",
                "命名实体：机关、组织、地点、政策、项目、服务对象",
            ],
            Self::Observations => ["Quantified statements, each with its words", "量化观测及其原文"],
            Self::Recognitions => ["Awards, listings, rankings, approvals", "荣誉与认可"],
            Self::Findings => ["What is wrong in the sources themselves", "原文中的质量问题"],
            Self::Documents => ["The documents that the graph was read from", "来源文档"],
        }
    }

    /// The fields of its rows, in order.
    pub fn fields(self) -> &'static [Field] {
        match self {
            Self::Cases => &fields::CASES,
            Self::Entities => &fields::ENTITIES,
            Self::Observations => &fields::OBSERVATIONS,
            Self::Recognitions => &fields::RECOGNITIONS,
            Self::Findings => &fields::FINDINGS,
            Self::Documents => &fields::DOCUMENTS,
        }
    }

    /// By what it can be filtered.
    pub fn filters(self) -> &'static [Filter] {
        match self {
            Self::Cases => &fields::CASE_FILTERS,
            Self::Entities => &fields::ENTITY_FILTERS,
            Self::Observations => &fields::OBSERVATION_FILTERS,
            Self::Recognitions => &fields::RECOGNITION_FILTERS,
            Self::Findings => &fields::FINDING_FILTERS,
            Self::Documents => &fields::DOCUMENT_FILTERS,
        }
    }

    /// The names by which rows are sorted: its fields, and `iri`.
    pub fn sort_keys(self) -> impl Iterator<Item = &'static str> {
        std::iter::once("iri").chain(self.fields().iter().map(|field| field.name))
    }

    /// The fields whose values are counted: terms, things, years, kinds of record.
    pub fn facets(self) -> impl Iterator<Item = &'static Field> {
        let fits = |field: &&Field| {
            matches!(field.shape, Shape::Concept | Shape::Thing)
                || matches!(field.name, "type" | "year" | "metric" | "period" | "date")
        };
        self.fields().iter().filter(fits)
    }

    /// The values of the filter `type`: what the records of a list of several classes are.
    pub fn types(self) -> impl Iterator<Item = String> {
        self.classes().iter().map(|class| type_name(*class))
    }

    /// Classes of its records.
    pub(super) const fn classes(self) -> &'static [NamedNodeRef<'static>] {
        match self {
            Self::Cases => &[class::CASE],
            Self::Entities => &[
                class::AGENCY,
                class::ORGANIZATION,
                class::PLACE,
                class::POLICY,
                class::PROGRAMME,
                class::TARGET_GROUP,
            ],
            Self::Observations => &[class::OBSERVATION],
            Self::Recognitions => &[class::RECOGNITION],
            Self::Findings => &[class::FINDING],
            Self::Documents => &[class::DOCUMENT],
        }
    }
}

/// `cg:TargetGroup` → `target_group`.
pub(super) fn type_name(class: NamedNodeRef<'_>) -> String {
    let mut name = String::new();
    for letter in class.as_str().trim_start_matches(class::NAMESPACE).chars() {
        if letter.is_ascii_uppercase() && !name.is_empty() {
            name.push('_');
        }
        name.push(letter.to_ascii_lowercase());
    }
    name
}
