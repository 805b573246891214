//! What the values of facts are called in the ontology.

use oxigraph::model::NamedNodeRef;

use crate::fact::{Derivation, Direction, ObservationKind, Predicate, Qualifier, ReviewState};
use crate::ontology::vocab::cg;

/// The property of an edge.
pub fn property(predicate: Predicate) -> NamedNodeRef<'static> {
    match predicate {
        Predicate::ReportedBy => cg::REPORTED_BY,
        Predicate::Cites => cg::CITES,
        Predicate::IssuedBy => cg::ISSUED_BY,
        Predicate::Implements => cg::IMPLEMENTS,
        Predicate::Introduces => cg::INTRODUCES,
        Predicate::OperatedBy => cg::OPERATED_BY,
        Predicate::PartOf => cg::PART_OF,
        Predicate::Involves => cg::INVOLVES,
        Predicate::CollaboratesWith => cg::COLLABORATES_WITH,
        Predicate::LocatedIn => cg::LOCATED_IN,
        Predicate::Targets => cg::TARGETS,
        Predicate::Place => cg::PLACE,
    }
}

/// Local name in `cgv:derivations`.
pub fn derivation(derivation: Derivation) -> &'static str {
    match derivation {
        Derivation::Stated => "stated",
        Derivation::Resolved => "resolved",
        Derivation::Inherited => "inherited",
    }
}

/// Local name in `cgv:reviews`.
pub fn review(review: ReviewState) -> &'static str {
    match review {
        ReviewState::Confirmed => "confirmed",
        ReviewState::Corrected => "corrected",
        ReviewState::Rejected => "rejected",
    }
}

/// Local name in `cgv:qualifiers`.
pub fn qualifier(qualifier: Qualifier) -> &'static str {
    match qualifier {
        Qualifier::Exact => "exact",
        Qualifier::Approx => "approx",
        Qualifier::AtLeast => "at_least",
        Qualifier::MoreThan => "more_than",
        Qualifier::AtMost => "at_most",
        Qualifier::LessThan => "less_than",
    }
}

/// Local name in `cgv:observationKinds`.
pub fn kind(kind: ObservationKind) -> &'static str {
    match kind {
        ObservationKind::Level => "level",
        ObservationKind::Share => "share",
        ObservationKind::Change => "change",
        ObservationKind::Duration => "duration",
        ObservationKind::Target => "target",
        ObservationKind::Frequency => "frequency",
        ObservationKind::Rank => "rank",
        ObservationKind::Limit => "limit",
    }
}

/// Local name in `cgv:directions`.
pub fn direction(direction: Direction) -> &'static str {
    match direction {
        Direction::Increase => "increase",
        Direction::Decrease => "decrease",
    }
}
