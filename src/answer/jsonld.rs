//! Triples → JSON-LD 1.1 as people like to read it, and its context, which follows from the ontology.
//!
//! Terms are the local names of the vocabulary, IRIs are short, texts in languages stand under their language. What is
//! written brings those terms of the context that it uses, so that it can be read without asking anybody.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, rdfs, xsd};
use oxigraph::model::{Literal, NamedNodeRef, NamedOrBlankNode, Term, Triple};
use serde_json::{Map, Value, json};

use super::prefix;
use crate::ontology;
use crate::ontology::vocab::{cg, dcterms, oa, skos};

/// How the values of a term are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    /// IRIs.
    Node,
    /// Texts by language.
    Words,
    /// Texts without language.
    Text,
    /// Numbers of JSON.
    Integer,
    /// Literals of this datatype, as text.
    Typed(NamedNodeRef<'static>),
}

/// The terms of the context, by IRI: name and form.
static TERMS: LazyLock<BTreeMap<String, (String, Form)>> = LazyLock::new(|| {
    let mut terms = BTreeMap::new();
    let words = [
        rdfs::LABEL,
        rdfs::COMMENT,
        skos::PREF_LABEL,
        skos::ALT_LABEL,
        skos::DEFINITION,
        dcterms::TITLE,
        dcterms::DESCRIPTION,
    ];
    let nodes = [oa::HAS_SOURCE, skos::IN_SCHEME, skos::EXACT_MATCH, skos::CLOSE_MATCH, dcterms::IS_REPLACED_BY];
    let others = [
        (oa::EXACT, Form::Text),
        (oa::START, Form::Integer),
        (oa::END, Form::Integer),
        (skos::NOTATION, Form::Text),
        (rdf::SUBJECT, Form::Node),
        (rdf::PREDICATE, Form::Node),
        (rdf::OBJECT, Form::Node),
    ];
    let fixed = words.map(|term| (term, Form::Words)).into_iter().chain(nodes.map(|term| (term, Form::Node)));
    for (term, form) in fixed.chain(others) {
        terms.insert(term.as_str().to_owned(), (prefix::local_name(term.as_str()).to_owned(), form));
    }
    for property in cg::ALL {
        let name = property.as_str().trim_start_matches(cg::NAMESPACE).to_owned();
        terms.insert(property.as_str().to_owned(), (name, form_of(*property)));
    }
    terms
});

/// The form of a property, by its range.
fn form_of(property: NamedNodeRef<'_>) -> Form {
    let range = ontology::quads()
        .iter()
        .find(|quad| quad.subject == NamedOrBlankNode::from(property.into_owned()) && quad.predicate == rdfs::RANGE);
    match range.map(|quad| &quad.object) {
        Some(Term::NamedNode(range)) if *range == xsd::STRING => Form::Text,
        Some(Term::NamedNode(range)) if *range == xsd::INTEGER => Form::Integer,
        Some(Term::NamedNode(range)) if *range == xsd::DECIMAL => Form::Typed(xsd::DECIMAL),
        Some(Term::NamedNode(range)) if *range == xsd::DATE => Form::Typed(xsd::DATE),
        // Of several datatypes: a day, a month, a year.
        None if property == cg::DATE || property == cg::REVIEWED_ON => Form::Text,
        _ => Form::Node,
    }
}

/// The whole context.
pub fn context() -> Value {
    let all: BTreeSet<&str> = TERMS.keys().map(String::as_str).collect();
    let prefixes: BTreeSet<&str> = prefix::WELL_KNOWN.iter().map(|(name, _)| *name).collect();
    json!({ "@context": definitions(&all, &prefixes) })
}

fn definitions(terms: &BTreeSet<&str>, prefixes: &BTreeSet<&str>) -> Value {
    let mut context = Map::new();
    context.insert("@version".to_owned(), json!(1.1));
    for (name, namespace) in prefix::WELL_KNOWN.into_iter().filter(|(name, _)| prefixes.contains(name)) {
        context.insert(name.to_owned(), json!({ "@id": namespace, "@prefix": true }));
    }
    for iri in terms {
        let (name, form) = &TERMS[*iri];
        let definition = match form {
            Form::Node => json!({ "@id": iri, "@type": "@id" }),
            Form::Words => json!({ "@id": iri, "@container": "@language" }),
            Form::Text | Form::Integer => json!({ "@id": iri }),
            Form::Typed(datatype) => json!({ "@id": iri, "@type": datatype.as_str() }),
        };
        context.insert(name.clone(), definition);
    }
    context.into()
}

/// Writes triples, the node of `root` first and the others after it by IRI.
pub fn write(triples: &[Triple], root: &str) -> Value {
    let mut writer = Writer { terms: BTreeSet::new(), prefixes: BTreeSet::new() };
    let mut nodes: BTreeMap<String, BTreeMap<String, BTreeSet<String>>> = BTreeMap::new();
    let mut terms: BTreeMap<String, Term> = BTreeMap::new();
    for triple in triples {
        let subject = match &triple.subject {
            NamedOrBlankNode::NamedNode(node) => node.as_str().to_owned(),
            NamedOrBlankNode::BlankNode(node) => node.to_string(),
        };
        let object = triple.object.to_string();
        terms.insert(object.clone(), triple.object.clone());
        let node = nodes.entry(subject).or_default();
        node.entry(triple.predicate.as_str().to_owned()).or_default().insert(object);
    }
    let first = nodes.remove_entry(root);
    let graph: Vec<Value> = first
        .into_iter()
        .chain(nodes)
        .map(|(subject, properties)| writer.node(&subject, &properties, &terms))
        .collect();
    let context = definitions(
        &writer.terms.iter().map(String::as_str).collect(),
        &writer.prefixes.iter().map(String::as_str).collect(),
    );
    json!({ "@context": context, "@graph": graph })
}

/// What of the context is used so far.
struct Writer {
    terms: BTreeSet<String>,
    prefixes: BTreeSet<String>,
}

impl Writer {
    fn node(
        &mut self,
        subject: &str,
        properties: &BTreeMap<String, BTreeSet<String>>,
        terms: &BTreeMap<String, Term>,
    ) -> Value {
        let mut node = Map::new();
        node.insert("@id".to_owned(), json!(self.short(subject)));
        for (property, objects) in properties {
            let objects: Vec<&Term> = objects.iter().map(|object| &terms[object]).collect();
            if property == rdf::TYPE.as_str() {
                let types: Vec<Value> = objects.iter().map(|object| self.reference(object)).collect();
                node.insert("@type".to_owned(), one_or_many(types));
                continue;
            }
            match TERMS.get(property) {
                Some((name, form)) if objects.iter().all(|object| fits(*form, object)) => {
                    self.terms.insert(property.clone());
                    node.insert(name.clone(), self.values(*form, &objects));
                }
                _ => {
                    let values = objects.iter().map(|object| self.expanded(object)).collect();
                    let key = self.short(property);
                    node.insert(key, one_or_many(values));
                }
            }
        }
        node.into()
    }

    fn values(&mut self, form: Form, objects: &[&Term]) -> Value {
        if form == Form::Words {
            let mut by_language: BTreeMap<&str, Vec<Value>> = BTreeMap::new();
            for object in objects {
                if let Term::Literal(literal) = object {
                    by_language.entry(literal.language().unwrap_or("@none")).or_default().push(json!(literal.value()));
                }
            }
            return by_language
                .into_iter()
                .map(|(language, values)| (language.to_owned(), one_or_many(values)))
                .collect();
        }
        let value = |object: &&Term| match object {
            Term::Literal(literal) if form == Form::Integer => {
                literal.value().parse::<i64>().map_or_else(|_| json!(literal.value()), |number| json!(number))
            }
            Term::Literal(literal) => json!(literal.value()),
            _ => self.reference(object),
        };
        one_or_many(objects.iter().map(value).collect())
    }

    fn expanded(&mut self, object: &Term) -> Value {
        match object {
            Term::Literal(literal) => match literal.language() {
                Some(language) => json!({ "@value": literal.value(), "@language": language }),
                None if literal.datatype() == xsd::STRING => json!(literal.value()),
                None => json!({ "@value": literal.value(), "@type": self.short(literal.datatype().as_str()) }),
            },
            _ => json!({ "@id": self.reference(object) }),
        }
    }

    fn reference(&mut self, object: &Term) -> Value {
        match object {
            Term::NamedNode(node) => json!(self.short(node.as_str())),
            other => json!(other.to_string()),
        }
    }

    fn short(&mut self, iri: &str) -> String {
        match prefix::shorten(iri) {
            Some(short) => {
                self.prefixes.extend(short.split_once(':').map(|(name, _)| name.to_owned()));
                short
            }
            None => iri.to_owned(),
        }
    }
}

/// Whether a value can be written in a form without losing anything.
fn fits(form: Form, object: &Term) -> bool {
    let is = |datatype: NamedNodeRef<'_>, literal: &Literal| literal.datatype() == datatype;
    match (form, object) {
        (Form::Node, Term::NamedNode(_) | Term::BlankNode(_)) => true,
        (Form::Words, Term::Literal(literal)) => literal.language().is_some() || is(xsd::STRING, literal),
        (Form::Text, Term::Literal(literal)) => is(xsd::STRING, literal),
        (Form::Integer, Term::Literal(literal)) => {
            is(xsd::INTEGER, literal) && literal.value().parse::<i64>().is_ok_and(|n| n.to_string() == literal.value())
        }
        (Form::Typed(datatype), Term::Literal(literal)) => is(datatype, literal),
        _ => false,
    }
}

fn one_or_many(mut values: Vec<Value>) -> Value {
    if values.len() == 1 { values.remove(0) } else { values.into() }
}

#[cfg(test)]
mod tests {
    use oxigraph::io::{RdfFormat, RdfParser};

    use super::*;

    #[test]
    fn terms_are_short_and_only_those_used_are_defined() {
        let turtle = r#"
            @prefix cg: <https://w3id.org/casegraph/ns#> . @prefix id: <https://w3id.org/casegraph/id/> .
            @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
            id:place-450300 a cg:Place ; cg:name "桂林市" ; cg:locatedIn id:place-450000 ; cg:value 99.5 ;
                rdfs:label "Guilin City"@en , "桂林市"@zh ; cg:date "2023"^^<http://www.w3.org/2001/XMLSchema#gYear> ."#;
        let triples: Vec<Triple> = RdfParser::from_format(RdfFormat::Turtle)
            .for_slice(turtle)
            .map(|quad| Triple::from(quad.unwrap()))
            .collect();
        let written = write(&triples, "https://w3id.org/casegraph/id/place-450300");
        let node = &written["@graph"][0];
        assert_eq!(node["@id"], "id:place-450300");
        assert_eq!(node["@type"], "cg:Place");
        assert_eq!(node["locatedIn"], "id:place-450000");
        assert_eq!(node["value"], "99.5");
        assert_eq!(node["label"], json!({ "en": "Guilin City", "zh": "桂林市" }));
        assert_eq!(node["cg:date"], json!({ "@value": "2023", "@type": "xsd:gYear" }));
        assert_eq!(written["@context"]["name"], json!({ "@id": "https://w3id.org/casegraph/ns#name" }));
        assert!(written["@context"].get("metric").is_none());
    }

    #[test]
    fn no_two_terms_of_the_context_have_one_name() {
        let names: BTreeSet<&String> = TERMS.values().map(|(name, _)| name).collect();
        assert_eq!(names.len(), TERMS.len());
    }
}
