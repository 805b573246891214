//! One thing: what is said of it and where, what it is related to, which cases speak of it, where it is named.

use std::collections::{BTreeMap, BTreeSet};

use oxigraph::model::vocab::rdf;
use oxigraph::model::{NamedNode, NamedNodeRef, NamedOrBlankNode, Term, TermRef};
use serde::Serialize;

use super::records::{Quotation, RecordsError, Rows, Thing, concept_label};
use super::sparql::CancellationToken;
use crate::ontology::vocab::{cg, class, dcterms, oa, skos};
use crate::store::Store;

/// Most things that are listed of a relation; how many there are is counted.
const THINGS: usize = 20;

/// All that the graph says of one thing.
#[derive(Clone, Debug, Serialize)]
pub struct About {
    /// The thing.
    #[serde(flatten)]
    pub thing: Thing,
    /// Local names of its classes.
    pub types: Vec<String>,
    /// Its other names.
    pub aliases: Vec<String>,
    /// IRIs of things that were found to be this one.
    pub merged: Vec<String>,
    /// What is said of it itself, each with the words that say it.
    pub properties: Vec<Property>,
    /// Facts that are about it, the first of them.
    pub facts: Counted<Fact>,
    /// Where the texts name it, the first of them.
    pub mentions: Counted<Mention>,
    /// What it is related to, by relation.
    pub neighbours: Vec<Neighbours>,
    /// Cases that speak of it.
    pub cases: Counted<Thing>,
}

/// The first of many.
#[derive(Clone, Debug, Serialize)]
pub struct Counted<T> {
    /// How many there are.
    pub total: usize,
    /// The first.
    pub rows: Vec<T>,
}

/// A property of a thing.
#[derive(Clone, Debug, Serialize)]
pub struct Property {
    /// Local name.
    pub property: String,
    /// IRI.
    pub iri: String,
    /// Where the value is a thing: its name is in `value`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub thing: Option<Thing>,
    /// The value as text.
    pub value: String,
    /// Its language.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// Empty where no text states it: from a register, or a name.
    pub evidence: Vec<Quotation>,
}

/// A fact about a thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Fact {
    /// The fact; of a statement the name is what it states.
    #[serde(flatten)]
    pub thing: Thing,
    /// `observation`, `recognition`, `statement` …
    #[serde(rename = "type")]
    pub kind: String,
    /// Local name of the property by which the fact points at the thing.
    pub role: String,
    /// Case that states it.
    pub case: Option<Thing>,
    /// The words that state it.
    pub evidence: Vec<Quotation>,
}

/// A place of a text that names a thing.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Mention {
    /// Where, in which words.
    #[serde(flatten)]
    pub quotation: Quotation,
    /// The rule that found it.
    pub rule: Option<String>,
}

/// What a thing is related to by one relation.
#[derive(Clone, Debug, Serialize)]
pub struct Neighbours {
    /// Local name of the property.
    pub relation: String,
    /// IRI of the property.
    pub iri: String,
    /// `out` where the thing is the subject, else `in`.
    pub direction: &'static str,
    /// How many there are.
    pub count: usize,
    /// The first of them by name.
    pub things: Vec<Thing>,
}

/// All that is said of a thing, lists cut at a limit; `None` where that is nothing.
pub fn about(
    store: &Store,
    thing: &NamedNode,
    limit: usize,
    cancel: &CancellationToken,
) -> Result<Option<About>, RecordsError> {
    let mut gathered = Gathered::new(store, thing);
    gathered.read(cancel)?;
    if gathered.is_empty() {
        return Ok(None);
    }
    gathered.finish(limit).map(Some)
}

/// What was found around a thing.
struct Gathered<'s> {
    store: &'s Store,
    thing: &'s NamedNode,
    rows: Rows<'s>,
    out: Vec<(NamedNode, Term)>,
    /// Things that point at it, by property.
    incoming: BTreeMap<NamedNode, BTreeSet<NamedNode>>,
}

impl<'s> Gathered<'s> {
    fn new(store: &'s Store, thing: &'s NamedNode) -> Self {
        Self { store, thing, rows: Rows::new(store), out: Vec::new(), incoming: BTreeMap::new() }
    }

    fn read(&mut self, cancel: &CancellationToken) -> Result<(), RecordsError> {
        for quad in self.store.matching(Some(self.thing.as_ref().into()), None, None) {
            let quad = quad?;
            self.out.push((quad.predicate, quad.object));
        }
        self.out.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.to_string().cmp(&b.1.to_string())));
        for quad in self.store.matching(None, None, Some(TermRef::NamedNode(self.thing.as_ref()))) {
            if cancel.is_cancelled() {
                return Err(RecordsError::Cancelled);
            }
            let quad = quad?;
            if let NamedOrBlankNode::NamedNode(subject) = quad.subject {
                self.incoming.entry(quad.predicate).or_default().insert(subject);
            }
        }
        Ok(())
    }

    fn is_empty(&self) -> bool {
        self.out.is_empty() && self.incoming.is_empty()
    }

    fn from(&self, property: NamedNodeRef<'_>) -> impl Iterator<Item = &NamedNode> {
        self.incoming.get(&property.into_owned()).into_iter().flatten()
    }

    fn finish(mut self, limit: usize) -> Result<About, RecordsError> {
        let stated = self.stated()?;
        let texts = |property: NamedNodeRef<'_>| {
            let values = self.out.iter().filter(move |(known, _)| *known == property);
            let texts = values.filter_map(|(_, term)| match term {
                Term::Literal(literal) => Some(literal.value().to_owned()),
                _ => None,
            });
            texts.collect::<BTreeSet<_>>().into_iter().collect()
        };
        let aliases = texts(skos::ALT_LABEL);
        let merged = self.from(dcterms::IS_REPLACED_BY).map(|node| node.as_str().to_owned()).collect();
        let classes = self.out.iter().filter(|(property, _)| *property == rdf::TYPE).map(|(_, term)| term);
        let types = classes.filter_map(local).collect();
        let thing = self.rows.thing(self.thing)?;
        Ok(About {
            types,
            aliases,
            merged,
            properties: self.properties(&stated)?,
            facts: self.facts(limit)?,
            mentions: self.mentions(limit)?,
            neighbours: self.neighbours()?,
            cases: self.cases(limit)?,
            thing,
        })
    }

    /// The evidence of the edges that start at the thing: by property and value.
    fn stated(&self) -> Result<BTreeMap<(String, String), Vec<Quotation>>, RecordsError> {
        let mut stated: BTreeMap<(String, String), Vec<Quotation>> = BTreeMap::new();
        for statement in self.from(rdf::SUBJECT) {
            let property = self.value(statement, rdf::PREDICATE)?.as_ref().and_then(iri).unwrap_or_default();
            let value = self.value(statement, rdf::OBJECT)?.as_ref().and_then(iri).unwrap_or_default();
            stated.entry((property, value)).or_default().extend(self.evidence(statement)?);
        }
        Ok(stated)
    }

    fn properties(
        &mut self,
        stated: &BTreeMap<(String, String), Vec<Quotation>>,
    ) -> Result<Vec<Property>, RecordsError> {
        let own = self.evidence(self.thing)?;
        let mut properties = Vec::new();
        for (property, term) in self.out.clone() {
            if [rdf::TYPE, cg::EVIDENCE].contains(&property.as_ref()) {
                continue;
            }
            let (thing, value, language) = match &term {
                Term::NamedNode(node) => {
                    let thing = self.rows.thing(node)?;
                    let name = concept_label(node).unwrap_or_else(|| thing.name.clone());
                    (Some(thing), name, None)
                }
                Term::Literal(literal) => (None, literal.value().to_owned(), literal.language().map(str::to_owned)),
                Term::BlankNode(node) => (None, node.to_string(), None),
            };
            let key = (property.as_str().to_owned(), iri(&term).unwrap_or_default());
            let evidence = stated.get(&key).unwrap_or(&own).clone();
            let (property, iri) = (super::prefix::local_name(property.as_str()).to_owned(), key.0);
            properties.push(Property { property, iri, thing, value, language, evidence });
        }
        Ok(properties)
    }

    /// The facts that point at the thing: those of a case that state it among them.
    fn facts(&mut self, limit: usize) -> Result<Counted<Fact>, RecordsError> {
        let mut found: BTreeSet<(NamedNode, NamedNode)> = BTreeSet::new();
        for (property, subjects) in &self.incoming {
            if *property == cg::MENTION_OF || *property == oa::HAS_SOURCE || *property == rdf::TYPE {
                continue;
            }
            for subject in subjects {
                if self.value(subject, cg::IN_CASE)?.is_some() {
                    found.insert((subject.clone(), property.clone()));
                }
            }
        }
        let total = found.len();
        let mut facts = Vec::new();
        for (fact, property) in found.into_iter().take(limit) {
            facts.push(self.fact(&fact, &property)?);
        }
        Ok(Counted { total, rows: facts })
    }

    fn fact(&mut self, fact: &NamedNode, property: &NamedNode) -> Result<Fact, RecordsError> {
        let mut thing = self.rows.thing(fact)?;
        let mut kind = String::new();
        for quad in self.store.matching(Some(fact.as_ref().into()), Some(rdf::TYPE), None) {
            if let Term::NamedNode(node) = quad?.object
                && let Some(name) = node.as_str().strip_prefix(class::NAMESPACE)
            {
                kind = name.to_lowercase();
            }
        }
        if let Some(name) = self.fact_name(fact)? {
            thing.name = name;
        }
        let case = match self.value(fact, cg::IN_CASE)? {
            Some(Term::NamedNode(case)) => Some(self.rows.thing(&case)?),
            _ => None,
        };
        let role = super::prefix::local_name(property.as_str()).to_owned();
        Ok(Fact { thing, kind, role, case, evidence: self.evidence(fact)? })
    }

    /// What a statement states, and what an observation measures: neither has a name.
    fn fact_name(&mut self, fact: &NamedNode) -> Result<Option<String>, RecordsError> {
        let literal = |term: Option<Term>| match term {
            Some(Term::Literal(literal)) => literal.destruct().0,
            _ => String::new(),
        };
        if let Some(metric) = self.value(fact, cg::METRIC)? {
            let value = literal(self.value(fact, cg::VALUE_AS_WRITTEN)?);
            let unit = literal(self.value(fact, cg::UNIT_AS_WRITTEN)?);
            return Ok(Some(format!("{} {value}{unit}", literal(Some(metric)))));
        }
        let parts = [rdf::SUBJECT, rdf::PREDICATE, rdf::OBJECT].map(|part| self.value(fact, part));
        let [
            Ok(Some(Term::NamedNode(subject))),
            Ok(Some(Term::NamedNode(property))),
            Ok(Some(Term::NamedNode(object))),
        ] = parts
        else {
            return Ok(None);
        };
        let (subject, object) = (self.rows.thing(&subject)?.name, self.rows.thing(&object)?.name);
        Ok(Some(format!("{subject} {} {object}", super::prefix::local_name(property.as_str()))))
    }

    fn mentions(&self, limit: usize) -> Result<Counted<Mention>, RecordsError> {
        let nodes: Vec<&NamedNode> = self.from(cg::MENTION_OF).collect();
        let mut rows = Vec::new();
        for node in &nodes {
            let rule = match self.value(node, cg::RULE)? {
                Some(Term::Literal(rule)) => Some(rule.destruct().0),
                _ => None,
            };
            rows.push(Mention { quotation: self.rows.quotation(node)?, rule });
        }
        rows.sort();
        rows.truncate(limit);
        Ok(Counted { total: nodes.len(), rows })
    }

    /// Relations to things with names; facts and evidence are listed for themselves.
    fn neighbours(&mut self) -> Result<Vec<Neighbours>, RecordsError> {
        let mut relations: BTreeMap<(NamedNode, &'static str), BTreeSet<NamedNode>> = BTreeMap::new();
        for (property, term) in &self.out {
            if let Term::NamedNode(node) = term
                && *property != rdf::TYPE
                && self.is_named(node)?
            {
                relations.entry((property.clone(), "out")).or_default().insert(node.clone());
            }
        }
        for (property, subjects) in &self.incoming {
            for subject in subjects {
                if self.is_named(subject)? {
                    relations.entry((property.clone(), "in")).or_default().insert(subject.clone());
                }
            }
        }
        let mut neighbours = Vec::new();
        for ((property, direction), nodes) in relations {
            let count = nodes.len();
            let things = nodes.iter().take(THINGS).map(|node| self.rows.thing(node)).collect::<Result<Vec<_>, _>>()?;
            let relation = super::prefix::local_name(property.as_str()).to_owned();
            neighbours.push(Neighbours { relation, iri: property.as_str().to_owned(), direction, count, things });
        }
        Ok(neighbours)
    }

    /// The cases that point at the thing, and those of the facts that do.
    fn cases(&mut self, limit: usize) -> Result<Counted<Thing>, RecordsError> {
        let mut cases = BTreeSet::new();
        for subjects in self.incoming.values() {
            for subject in subjects {
                match self.value(subject, cg::IN_CASE)? {
                    Some(Term::NamedNode(case)) => drop(cases.insert(case)),
                    _ if self.store.contains(subject.as_ref().into(), rdf::TYPE, class::CASE.into())? => {
                        cases.insert(subject.clone());
                    }
                    _ => {}
                }
            }
        }
        for (property, term) in &self.out {
            if let Term::NamedNode(node) = term
                && *property == cg::IN_CASE
            {
                cases.insert(node.clone());
            }
        }
        let total = cases.len();
        let rows = cases.iter().take(limit).map(|case| self.rows.thing(case)).collect::<Result<Vec<_>, _>>()?;
        Ok(Counted { total, rows })
    }

    /// Whether a thing has a name of its own: an entity, a case, a document or an indicator.
    fn is_named(&self, node: &NamedNode) -> Result<bool, RecordsError> {
        for quad in self.store.matching(Some(node.as_ref().into()), None, None) {
            let property = quad?.predicate;
            if property == cg::NAME || property == dcterms::TITLE || property == skos::TOP_CONCEPT_OF {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn evidence(&self, fact: &NamedNode) -> Result<Vec<Quotation>, RecordsError> {
        let mut quotations = Vec::new();
        for quad in self.store.matching(Some(fact.as_ref().into()), Some(cg::EVIDENCE), None) {
            if let Term::NamedNode(node) = quad?.object {
                quotations.push(self.rows.quotation(&node)?);
            }
        }
        quotations.sort();
        Ok(quotations)
    }

    fn value(&self, subject: &NamedNode, property: NamedNodeRef<'_>) -> Result<Option<Term>, RecordsError> {
        let first = self.store.matching(Some(subject.as_ref().into()), Some(property), None).next();
        Ok(first.transpose()?.map(|quad| quad.object))
    }
}

fn iri(term: &Term) -> Option<String> {
    match term {
        Term::NamedNode(node) => Some(node.as_str().to_owned()),
        _ => None,
    }
}

fn local(term: &Term) -> Option<String> {
    iri(term).map(|iri| super::prefix::local_name(&iri).to_owned())
}
