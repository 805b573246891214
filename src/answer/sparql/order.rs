//! A total order for what a query sorts by.
//!
//! SPARQL orders numbers with numbers and texts with texts, and leaves the rest open (section 15.1). The engine compares
//! literals of different kinds by their letters, so that 10 is before "5", "5" before 9, and 9 before 10: a circle, which
//! the sort of the standard library answers with a panic. So values are ordered by their class first, in which the
//! comparison is total, and then as the engine has it.

use std::hash::{DefaultHasher, Hash, Hasher};

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, Term};

/// The class of a value as a number; those of smaller classes come first.
pub(super) fn class(arguments: &[Term]) -> Option<Term> {
    let class = match arguments.first()? {
        Term::BlankNode(_) => 0,
        Term::NamedNode(_) => 1,
        Term::Literal(literal) => of_literal(literal),
    };
    Some(Literal::from(class).into())
}

fn of_literal(literal: &Literal) -> i64 {
    let datatype = literal.datatype();
    let numbers = [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT];
    let moments = [xsd::DATE_TIME, xsd::DATE, xsd::TIME, xsd::G_YEAR, xsd::G_YEAR_MONTH, xsd::G_MONTH_DAY, xsd::G_DAY];
    if numbers.contains(&datatype) {
        2
    } else if datatype == xsd::STRING {
        3
    } else if datatype == rdf::LANG_STRING {
        4
    } else if datatype == xsd::BOOLEAN {
        5
    } else if let Some((kind, _)) = (10..).step_by(2).zip(moments).find(|(_, moment)| *moment == datatype) {
        // With a zone and without one moments can lie anywhere to each other.
        kind + i64::from(has_zone(literal.value()))
    } else if datatype == xsd::DURATION || datatype == xsd::G_MONTH {
        // A month is neither longer nor shorter than thirty days: some order, and the same each time.
        hashed(literal)
    } else {
        hashed(datatype.as_str())
    }
}

fn has_zone(moment: &str) -> bool {
    let end = moment.len().saturating_sub(6);
    moment.ends_with('Z') || moment.get(end..).is_some_and(|end| end.starts_with(['+', '-']) && end.contains(':'))
}

fn hashed(value: impl Hash) -> i64 {
    let mut hasher = DefaultHasher::new();
    value.hash(&mut hasher);
    100 + (hasher.finish() >> 2).cast_signed()
}

#[cfg(test)]
mod tests {
    use oxigraph::model::{BlankNode, NamedNode};

    use super::*;

    #[test]
    fn classes_are_in_the_order_of_the_standard() {
        let literal = |value: &str, datatype| Term::from(Literal::new_typed_literal(value, datatype));
        let terms = [
            BlankNode::default().into(),
            NamedNode::new_unchecked("a:b").into(),
            literal("10", xsd::INTEGER),
            literal("5", xsd::STRING),
            literal("2020-01-01T00:00:00", xsd::DATE_TIME),
            literal("2020-01-01T00:00:00+08:00", xsd::DATE_TIME),
            literal("P1M", xsd::DURATION),
        ];
        let classes: Vec<i64> = terms
            .iter()
            .map(|term| {
                let Some(Term::Literal(class)) = class(std::slice::from_ref(term)) else { panic!("a number") };
                class.value().parse().unwrap()
            })
            .collect();
        assert!(classes.is_sorted_by(|a, b| a < b), "{classes:?}");
        assert_eq!(of_literal(&Literal::from(9)), of_literal(&Literal::from(9.5)));
    }
}
