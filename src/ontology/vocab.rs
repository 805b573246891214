//! The terms of the ontology and of the vocabularies it reuses, as constants; rdf:, rdfs: and xsd: are in
//! [`oxigraph::model::vocab`].

/// Declares a module of constants, `NAME = "localName"` under one namespace.
macro_rules! terms {
    ($(#[$doc:meta])* $module:ident, $namespace:literal, $($name:ident = $local:literal,)*) => {
        $(#[$doc])*
        pub mod $module {
            use oxigraph::model::NamedNodeRef;

            /// What the IRIs of this vocabulary begin with.
            pub const NAMESPACE: &str = $namespace;
            $(
                #[doc = concat!("`", stringify!($module), ":", $local, "`")]
                pub const $name: NamedNodeRef<'static> = NamedNodeRef::new_unchecked(concat!($namespace, $local));
            )*
            /// Every constant of this module.
            pub const ALL: &[NamedNodeRef<'static>] = &[$($name),*];
        }
    };
}

terms! {
    /// Classes of casegraph.
    class, "https://w3id.org/casegraph/ns#",
    DOCUMENT = "Document",
    SECTION = "Section",
    EVIDENCE = "Evidence",
    CASE = "Case",
    NAMED_ENTITY = "NamedEntity",
    AGENCY = "Agency",
    ORGANIZATION = "Organization",
    PLACE = "Place",
    POLICY = "Policy",
    PROGRAMME = "Programme",
    TARGET_GROUP = "TargetGroup",
    FACT = "Fact",
    MEASURE = "Measure",
    OBSERVATION = "Observation",
    RECOGNITION = "Recognition",
    STATEMENT = "Statement",
    FINDING = "Finding",
    EXTRACTION_RUN = "ExtractionRun",
    NUMERAL_ACCOUNT = "NumeralAccount",
}

terms! {
    /// Properties of casegraph.
    cg, "https://w3id.org/casegraph/ns#",
    SHA256 = "sha256",
    LENGTH = "length",
    TEXT = "text",
    IN_DOCUMENT = "inDocument",
    HEADING = "heading",
    LEVEL = "level",
    ORDER = "order",
    IN_SECTION = "inSection",
    MENTION_OF = "mentionOf",
    IN_CASE = "inCase",
    SEVERITY = "severity",
    EVIDENCE = "evidence",
    RULE = "rule",
    DERIVATION = "derivation",
    CORRECTS = "corrects",
    REVIEWED_BY = "reviewedBy",
    REVIEW_NOTE = "reviewNote",
    REVIEWED_ON = "reviewedOn",
    REVIEW = "review",
    NUMBER = "number",
    YEAR = "year",
    INDICATOR = "indicator",
    INDICATOR_TEXT = "indicatorText",
    HIGHLIGHT = "highlight",
    REPORTED_BY = "reportedBy",
    INTRODUCES = "introduces",
    CITES = "cites",
    IMPLEMENTS = "implements",
    INVOLVES = "involves",
    TARGETS = "targets",
    PLACE = "place",
    NAME = "name",
    ADMIN_CODE = "adminCode",
    COUNTRY_CODE = "countryCode",
    KIND = "kind",
    LOCATED_IN = "locatedIn",
    PART_OF = "partOf",
    COLLABORATES_WITH = "collaboratesWith",
    OPERATED_BY = "operatedBy",
    DOC_NUMBER = "docNumber",
    ISSUED_BY = "issuedBy",
    RECEIVES = "receives",
    GRANTED_BY = "grantedBy",
    DATE = "date",
    RANK = "rank",
    METRIC = "metric",
    VALUE = "value",
    UNIT = "unit",
    VALUE_AS_WRITTEN = "valueAsWritten",
    UNIT_AS_WRITTEN = "unitAsWritten",
    MIN_VALUE = "minValue",
    MAX_VALUE = "maxValue",
    QUALIFIER = "qualifier",
    DIRECTION = "direction",
    BASELINE = "baseline",
    COMPARED_WITH = "comparedWith",
    PERIOD = "period",
    PERIOD_START = "periodStart",
    PERIOD_END = "periodEnd",
    ABOUT = "about",
    NUMERALS = "numerals",
    FATE = "fate",
    COUNT = "count",
    UNEXPLAINED_NUMERAL = "unexplainedNumeral",
    VERSION = "version",
    CONFIG_HASH = "configHash",
    MATCH = "match",
    SCORE = "score",
    ENTITY = "entity",
    FROM = "from",
    TO = "to",
    STEP = "step",
    NODE = "node",
    EDGE = "edge",
}

/// Terms of the controlled lists: `cgv:at_least`, `cgv:CNY` …
pub mod cgv {
    use oxigraph::model::NamedNode;

    /// What the IRIs of the terms begin with.
    pub const NAMESPACE: &str = "https://w3id.org/casegraph/vocab/";

    /// The term of a local name; facts and entities carry local names of this list.
    pub fn term(local: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{NAMESPACE}{local}"))
    }
}

/// Indicators and their schemes.
pub mod cgi {
    use oxigraph::model::NamedNode;

    /// What the IRIs of indicators begin with.
    pub const NAMESPACE: &str = "https://w3id.org/casegraph/indicator/";

    /// The indicator or scheme of a local name (`cn-paying-taxes`, `cn`).
    pub fn term(local: &str) -> NamedNode {
        NamedNode::new_unchecked(format!("{NAMESPACE}{local}"))
    }
}

terms! {
    /// SKOS.
    skos, "http://www.w3.org/2004/02/skos/core#",
    CONCEPT = "Concept",
    CONCEPT_SCHEME = "ConceptScheme",
    PREF_LABEL = "prefLabel",
    ALT_LABEL = "altLabel",
    NOTATION = "notation",
    DEFINITION = "definition",
    IN_SCHEME = "inScheme",
    TOP_CONCEPT_OF = "topConceptOf",
    EXACT_MATCH = "exactMatch",
    CLOSE_MATCH = "closeMatch",
    BROAD_MATCH = "broadMatch",
}

terms! {
    /// Web Annotation: where a quotation stands.
    oa, "http://www.w3.org/ns/oa#",
    HAS_SOURCE = "hasSource",
    START = "start",
    END = "end",
    EXACT = "exact",
    PREFIX = "prefix",
    SUFFIX = "suffix",
}

terms! {
    /// PROV: what came from what.
    prov, "http://www.w3.org/ns/prov#",
    ACTIVITY = "Activity",
    ENTITY = "Entity",
    WAS_GENERATED_BY = "wasGeneratedBy",
    WAS_DERIVED_FROM = "wasDerivedFrom",
    USED = "used",
}

terms! {
    /// Dublin Core terms.
    dcterms, "http://purl.org/dc/terms/",
    TITLE = "title",
    DESCRIPTION = "description",
    ISSUED = "issued",
    SUBJECT = "subject",
    IS_PART_OF = "isPartOf",
    IDENTIFIER = "identifier",
    IS_REPLACED_BY = "isReplacedBy",
    LICENSE = "license",
    PUBLISHER = "publisher",
    SOURCE = "source",
}

terms! {
    /// The organization ontology.
    org, "http://www.w3.org/ns/org#",
    ORGANIZATION = "Organization",
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use oxigraph::model::NamedOrBlankNode;
    use oxigraph::model::vocab::{rdf, rdfs};

    use super::*;
    use crate::ontology;

    fn subjects(types: &[&str]) -> BTreeSet<String> {
        let of_type = |quad: &&oxigraph::model::Quad| {
            quad.predicate == rdf::TYPE && types.iter().any(|t| quad.object.to_string() == format!("<{t}>"))
        };
        ontology::quads().iter().filter(of_type).filter_map(|quad| named(&quad.subject)).collect()
    }

    fn named(subject: &NamedOrBlankNode) -> Option<String> {
        match subject {
            NamedOrBlankNode::NamedNode(node) => Some(node.as_str().to_owned()),
            NamedOrBlankNode::BlankNode(_) => None,
        }
    }

    fn iris(terms: &[oxigraph::model::NamedNodeRef<'_>]) -> BTreeSet<String> {
        terms.iter().map(|term| term.as_str().to_owned()).collect()
    }

    const OWL: &str = "http://www.w3.org/2002/07/owl#";

    #[test]
    fn the_constants_are_the_classes_and_properties_of_the_ontology() {
        assert_eq!(iris(class::ALL), subjects(&[&format!("{OWL}Class")]));
        let properties = [format!("{OWL}ObjectProperty"), format!("{OWL}DatatypeProperty")];
        assert_eq!(iris(cg::ALL), subjects(&properties.each_ref().map(String::as_str)));
    }

    #[test]
    fn every_term_is_labelled_and_explained_in_two_languages() {
        let quads = ontology::quads();
        let terms = iris(class::ALL).into_iter().chain(iris(cg::ALL)).chain(quads.iter().filter_map(|quad| {
            named(&quad.subject).filter(|iri| quad.predicate == rdf::TYPE && iri.starts_with(cgv::NAMESPACE))
        }));
        for term in terms {
            for (what, properties) in [("label", [rdfs::LABEL; 2]), ("comment", [rdfs::COMMENT, skos::DEFINITION])] {
                for language in ["@en", "@zh"] {
                    let has = quads.iter().any(|quad| {
                        named(&quad.subject).as_ref() == Some(&term)
                            && properties.contains(&quad.predicate.as_ref())
                            && quad.object.to_string().ends_with(language)
                    });
                    assert!(has, "{term} has no {what} {language}");
                }
            }
        }
    }

    #[test]
    fn every_unit_of_the_list_is_allowed_by_the_shapes() {
        let shapes = include_str!("../../ontology/shapes.ttl");
        let allowed = shapes.lines().find(|line| line.contains("sh:path cg:unit ;")).expect("a line of the shapes");
        for quad in ontology::quads() {
            if quad.predicate == skos::IN_SCHEME && quad.object.to_string().ends_with("/vocab/units>") {
                let local = named(&quad.subject).map(|iri| iri[cgv::NAMESPACE.len()..].to_owned()).unwrap();
                assert!(allowed.contains(&format!(" cgv:{local} ")), "{local}");
            }
        }
    }
}
