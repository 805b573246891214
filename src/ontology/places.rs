//! The register of places as quads: every division of today and every country, once, whatever the documents say.

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, Quad, Term};

use super::iri::{entity_iri, place_iri};
use super::vocab::{cg, cgv, class, dcterms, skos};
use crate::lexicon::register::{Country, Division, Register};

/// ISO 3166-1 code of the country that the provinces lie in.
const CHINA: &str = "CN";

/// The IRI of a country by its Chinese short name, as the register has it.
pub fn country_iri(name: &str) -> NamedNode {
    entity_iri("place", name)
}

/// All divisions of today and all countries.
pub fn register_quads(register: &Register) -> Vec<Quad> {
    let mut quads = Vec::new();
    for country in register.countries() {
        country_quads(country, &mut quads);
    }
    for division in register.divisions() {
        if division.is_current() {
            division_quads(register, division, &mut quads);
        } else if register.division(division.code).is_some_and(Division::is_current) {
            // A former name of a division that kept its code.
            add(&mut quads, &place_iri(division.code), skos::ALT_LABEL, chinese(division.name));
        }
    }
    quads
}

/// A former division, for graphs of documents that name it; no quads for a division of today, whose quads are the register's.
pub fn former_quads(register: &Register, code: &str) -> Vec<Quad> {
    let mut quads = Vec::new();
    if let Some(division) = register.division(code).filter(|division| !division.is_current()) {
        division_quads(register, division, &mut quads);
        if let Some(successor) = division.successor.filter(|successor| *successor != code) {
            add(&mut quads, &place_iri(code), dcterms::IS_REPLACED_BY, place_iri(successor));
        }
    }
    quads
}

fn division_quads(register: &Register, division: &Division, quads: &mut Vec<Quad>) {
    let place = place_iri(division.code);
    add_names(quads, &place, division.name, division.english, "admin");
    add(quads, &place, cg::ADMIN_CODE, Literal::new_simple_literal(division.code));
    for name in std::iter::once(division.short).chain(division.common).filter(|name| *name != division.name) {
        add(quads, &place, skos::ALT_LABEL, chinese(name));
    }
    let parent = match division.parent {
        Some(parent) => Some(place_iri(parent)),
        None => register.country(CHINA).map(|china| country_iri(china.name)),
    };
    if let Some(parent) = parent {
        add(quads, &place, cg::LOCATED_IN, parent);
    }
}

fn country_quads(country: &Country, quads: &mut Vec<Quad>) {
    let place = country_iri(country.name);
    add_names(quads, &place, country.name, country.english, "country");
    add(quads, &place, cg::COUNTRY_CODE, Literal::new_simple_literal(country.code));
    for alias in &country.aliases {
        add(quads, &place, skos::ALT_LABEL, chinese(alias));
    }
}

fn add_names(quads: &mut Vec<Quad>, place: &NamedNode, name: &str, english: &str, kind: &str) {
    add(quads, place, rdf::TYPE, class::PLACE.into_owned());
    add(quads, place, cg::NAME, Literal::new_simple_literal(name));
    add(quads, place, rdfs::LABEL, chinese(name));
    add(quads, place, rdfs::LABEL, Literal::new_language_tagged_literal_unchecked(english, "en"));
    add(quads, place, cg::KIND, cgv::term(kind));
}

fn chinese(text: &str) -> Literal {
    Literal::new_language_tagged_literal_unchecked(text, "zh")
}

fn add(quads: &mut Vec<Quad>, subject: &NamedNode, predicate: NamedNodeRef<'_>, object: impl Into<Term>) {
    quads.push(Quad::new(subject.clone(), predicate.into_owned(), object, GraphName::DefaultGraph));
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn the_cities_lie_in_their_province_and_the_province_in_china() {
        let quads = register_quads(&Register::builtin());
        let within = |place: NamedNode| {
            let lies_in = |quad: &&Quad| quad.predicate == cg::LOCATED_IN && quad.object == Term::from(place.clone());
            quads.iter().filter(lies_in).map(|quad| quad.subject.to_string()).collect::<BTreeSet<_>>()
        };
        assert_eq!(within(place_iri("450000")).len(), 14);
        assert_eq!(within(country_iri("中国")).len(), 34);
    }

    #[test]
    fn a_place_has_one_name_and_one_container() {
        let quads = register_quads(&Register::builtin());
        for predicate in [cg::NAME, cg::LOCATED_IN, cg::KIND] {
            let subjects: Vec<_> =
                quads.iter().filter(|quad| quad.predicate == predicate).map(|q| q.subject.to_string()).collect();
            assert_eq!(subjects.len(), subjects.iter().collect::<BTreeSet<_>>().len(), "{predicate}");
        }
    }

    #[test]
    fn a_dissolved_division_names_its_successor() {
        let quads = former_quads(&Register::builtin(), "450331");
        assert!(quads.iter().any(|q| q.predicate == dcterms::IS_REPLACED_BY && q.object == place_iri("450381").into()));
        assert!(former_quads(&Register::builtin(), "450381").is_empty());
    }
}
