//! The edges a text can state, and what they are called.

/// A property between two things; edges of a recognition are part of [`crate::fact::Recognition`], fields of a case part of the case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[expect(missing_docs, reason = "the names are properties of the ontology, defined there in two languages")]
pub enum Predicate {
    ReportedBy,
    Cites,
    IssuedBy,
    Implements,
    Introduces,
    OperatedBy,
    PartOf,
    Involves,
    CollaboratesWith,
    LocatedIn,
    Targets,
    Place,
}

impl Predicate {
    /// All edges with the local names of their properties.
    pub const NAMED: [(&'static str, Self); 12] = [
        ("reportedBy", Self::ReportedBy),
        ("cites", Self::Cites),
        ("issuedBy", Self::IssuedBy),
        ("implements", Self::Implements),
        ("introduces", Self::Introduces),
        ("operatedBy", Self::OperatedBy),
        ("partOf", Self::PartOf),
        ("involves", Self::Involves),
        ("collaboratesWith", Self::CollaboratesWith),
        ("locatedIn", Self::LocatedIn),
        ("targets", Self::Targets),
        ("place", Self::Place),
    ];

    /// Whether the edge is what a case is filed under and not what its text says.
    pub const fn is_field(self) -> bool {
        matches!(self, Self::ReportedBy | Self::Place)
    }
}
