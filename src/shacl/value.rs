//! Literals compared and tested as XML Schema and SPARQL have it.

use std::cmp::Ordering;
use std::str::FromStr;

use oxigraph::model::vocab::{rdf, xsd};
use oxigraph::model::{Literal, NamedNode, Term};
use oxsdatatypes::{Boolean, Date, DateTime, Decimal, Double, GYear, GYearMonth, Integer};

/// How two literals must stand to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    /// Whether `a` stands so to `b`; literals that cannot be compared do not.
    pub(super) fn holds(self, a: &Literal, b: &Literal) -> bool {
        compare(a, b).is_some_and(|order| match self {
            Self::Less => order.is_lt(),
            Self::LessOrEqual => order.is_le(),
            Self::Greater => order.is_gt(),
            Self::GreaterOrEqual => order.is_ge(),
        })
    }

    pub(super) fn sign(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::LessOrEqual => "≤",
            Self::Greater => ">",
            Self::GreaterOrEqual => "≥",
        }
    }

    pub(super) fn bound_component(self) -> &'static str {
        match self {
            Self::Less => "MaxExclusiveConstraintComponent",
            Self::LessOrEqual => "MaxInclusiveConstraintComponent",
            Self::Greater => "MinExclusiveConstraintComponent",
            Self::GreaterOrEqual => "MinInclusiveConstraintComponent",
        }
    }

    pub(super) fn pair_component(self) -> &'static str {
        match self {
            Self::Less => "LessThanConstraintComponent",
            _ => "LessThanOrEqualsConstraintComponent",
        }
    }
}

/// The order of two literals of one kind: numbers, dates, months, years, moments, truth values, strings.
fn compare(a: &Literal, b: &Literal) -> Option<Ordering> {
    if is_numeric(a) && is_numeric(b) {
        return match (parse::<Decimal>(a), parse::<Decimal>(b)) {
            (Some(a), Some(b)) => a.partial_cmp(&b),
            _ => parse::<Double>(a)?.partial_cmp(&parse(b)?),
        };
    }
    let datatype = a.datatype();
    if datatype != b.datatype() {
        return None;
    }
    match datatype {
        xsd::DATE => parse::<Date>(a)?.partial_cmp(&parse(b)?),
        xsd::G_YEAR_MONTH => parse::<GYearMonth>(a)?.partial_cmp(&parse(b)?),
        xsd::G_YEAR => parse::<GYear>(a)?.partial_cmp(&parse(b)?),
        xsd::DATE_TIME => parse::<DateTime>(a)?.partial_cmp(&parse(b)?),
        xsd::BOOLEAN => parse::<Boolean>(a)?.partial_cmp(&parse(b)?),
        xsd::STRING => Some(a.value().cmp(b.value())),
        _ => None,
    }
}

fn is_numeric(literal: &Literal) -> bool {
    [xsd::INTEGER, xsd::DECIMAL, xsd::DOUBLE, xsd::FLOAT].contains(&literal.datatype())
}

fn parse<T: FromStr>(literal: &Literal) -> Option<T> {
    literal.value().parse().ok()
}

/// Whether a term is a literal of a datatype, written as that datatype is.
pub(super) fn has_datatype(term: &Term, datatype: &NamedNode) -> bool {
    let Term::Literal(literal) = term else { return false };
    literal.datatype() == *datatype
        && match datatype.as_ref() {
            xsd::INTEGER => parse::<Integer>(literal).is_some(),
            xsd::DECIMAL => parse::<Decimal>(literal).is_some(),
            xsd::DOUBLE => parse::<Double>(literal).is_some(),
            xsd::BOOLEAN => parse::<Boolean>(literal).is_some(),
            xsd::DATE => parse::<Date>(literal).is_some(),
            xsd::DATE_TIME => parse::<DateTime>(literal).is_some(),
            xsd::G_YEAR => parse::<GYear>(literal).is_some(),
            xsd::G_YEAR_MONTH => parse::<GYearMonth>(literal).is_some(),
            _ => true,
        }
}

/// Whether [`has_datatype`] can tell a well-written literal of a datatype from others.
pub(super) fn knows_datatype(datatype: &NamedNode) -> bool {
    let known = [
        xsd::STRING,
        rdf::LANG_STRING,
        xsd::INTEGER,
        xsd::DECIMAL,
        xsd::DOUBLE,
        xsd::BOOLEAN,
        xsd::DATE,
        xsd::DATE_TIME,
        xsd::G_YEAR,
        xsd::G_YEAR_MONTH,
        xsd::ANY_URI,
    ];
    known.contains(&datatype.as_ref())
}

/// The characters of an IRI or a literal; a blank node has none.
pub(super) fn characters(term: &Term) -> Option<&str> {
    match term {
        Term::NamedNode(node) => Some(node.as_str()),
        Term::Literal(literal) => Some(literal.value()),
        Term::BlankNode(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn literal(value: &str, datatype: oxigraph::model::NamedNodeRef<'_>) -> Literal {
        Literal::new_typed_literal(value, datatype)
    }

    #[test]
    fn numbers_compare_across_their_types_and_others_within() {
        let two = literal("2", xsd::INTEGER);
        assert!(Comparison::Less.holds(&literal("1.5", xsd::DECIMAL), &two));
        assert!(Comparison::GreaterOrEqual.holds(&literal("2.0E0", xsd::DOUBLE), &two));
        assert!(Comparison::Less.holds(&literal("2023-01-31", xsd::DATE), &literal("2023-02-01", xsd::DATE)));
        assert!(!Comparison::Less.holds(&literal("2023", xsd::G_YEAR), &literal("2024-01-01", xsd::DATE)));
        assert!(!Comparison::Less.holds(&literal("1", xsd::STRING), &two));
    }

    #[test]
    fn a_literal_must_be_written_as_its_datatype() {
        assert!(has_datatype(&literal("2023-02-28", xsd::DATE).into(), &xsd::DATE.into()));
        assert!(!has_datatype(&literal("2023-02-30", xsd::DATE).into(), &xsd::DATE.into()));
        assert!(!has_datatype(&literal("many", xsd::INTEGER).into(), &xsd::INTEGER.into()));
        assert!(!has_datatype(&literal("1", xsd::INTEGER).into(), &xsd::DECIMAL.into()));
        assert!(!has_datatype(&NamedNode::from(xsd::DATE).into(), &xsd::DATE.into()));
    }
}
