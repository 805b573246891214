//! A record → its row: every field, what the record is called, and the words it rests on.
//!
//! Only the rows of a page are read, each with a few lookups; names of things are looked up once a page.

use std::collections::{BTreeSet, HashMap};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{Literal, NamedNode, Term, TermRef};
use oxsdatatypes::Decimal;

use super::RecordsError;
use super::column::{Key, follow, name, subjects_of};
use super::filter;
use super::list::{Field, List, Shape, Source, Step, type_name};
use crate::answer::prefix;
use crate::ontology::vocab::{cg, cgv, oa, skos};
use crate::store::{Store, StoreError};
use oxigraph::model::vocab::rdf;

/// Most quotations of a row; a thing that is named a thousand times shows the first of them.
const QUOTATIONS: usize = 5;

/// One record.
#[derive(Clone, Debug, PartialEq)]
pub struct Row {
    /// Its IRI.
    pub iri: String,
    /// The last part of its IRI.
    pub id: String,
    /// What it is called in Chinese.
    pub zh: Option<String>,
    /// What it is called in English, where that is known.
    pub en: Option<String>,
    /// The values of the fields, in the order of [`List::fields`].
    pub values: Vec<Vec<Value>>,
    /// The words it rests on, in the order of the text.
    pub evidence: Vec<Quotation>,
    /// How many quotations it has; `evidence` may hold fewer.
    pub quotations: usize,
}

impl Row {
    /// Where it is served, behind `base`, which has no slash at its end.
    pub fn address(&self, base: &str) -> String {
        format!("{base}/id/{}", self.id)
    }
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub enum Value {
    /// Text or date.
    Text(String),
    /// A number, exact.
    Number(Decimal),
    /// A text in both languages.
    Words {
        /// Chinese.
        zh: Option<String>,
        /// English.
        en: Option<String>,
    },
    /// A term of a controlled list.
    Concept {
        /// Its code.
        code: String,
        /// Chinese.
        zh: String,
        /// English.
        en: String,
    },
    /// A thing of the graph.
    Thing(Thing),
}

/// A thing of the graph as rows name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Thing {
    /// Its IRI.
    pub iri: String,
    /// The last part of its IRI; it is served at `/id/` and this.
    pub id: String,
    /// What it is called, in Chinese.
    pub name: String,
    /// What it is called in English, where that is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub en: Option<String>,
}

/// Words of a document.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
pub struct Quotation {
    /// Id of the document.
    pub document: String,
    /// First code point.
    pub start: u64,
    /// Code point after the last.
    pub end: u64,
    /// The words, exactly.
    pub quotation: String,
    /// IRI of the evidence.
    pub iri: String,
}

/// Reads rows; what things are called is looked up once.
pub struct Rows<'s> {
    store: &'s Store,
    things: HashMap<NamedNode, Thing>,
}

impl<'s> Rows<'s> {
    /// A reader of a store.
    pub fn new(store: &'s Store) -> Self {
        Self { store, things: HashMap::new() }
    }

    /// The row of a record of a list.
    pub fn row(&mut self, list: List, iri: &NamedNode) -> Result<Row, RecordsError> {
        let values = list.fields().iter().map(|field| self.values(list, field, iri)).collect::<Result<Vec<_>, _>>()?;
        let (evidence, quotations) = self.evidence(list, iri)?;
        let (mut zh, en) = (self.label(iri, "zh")?, self.label(iri, "en")?);
        if list == List::Observations {
            zh = Some(observation_label(&values));
        } else if list == List::Findings {
            zh = zh.or(self.tagged(iri, rdfs::COMMENT, "zh")?);
        }
        let en = if list == List::Findings { en.or(self.tagged(iri, rdfs::COMMENT, "en")?) } else { en };
        Ok(Row {
            id: prefix::local_name(iri.as_str()).to_owned(),
            iri: iri.as_str().to_owned(),
            zh,
            en,
            values,
            evidence,
            quotations,
        })
    }

    /// A thing by its IRI, with what it is called.
    pub fn thing(&mut self, node: &NamedNode) -> Result<Thing, RecordsError> {
        if let Some(thing) = self.things.get(node) {
            return Ok(thing.clone());
        }
        let id = prefix::local_name(node.as_str()).to_owned();
        let name = name(self.store, node.as_ref())?.unwrap_or_else(|| id.clone());
        let en = self.label(node, "en")?;
        let thing = Thing { iri: node.as_str().to_owned(), id, name, en };
        self.things.insert(node.clone(), thing.clone());
        Ok(thing)
    }

    fn values(&mut self, list: List, field: &Field, iri: &NamedNode) -> Result<Vec<Value>, RecordsError> {
        let terms = match field.source {
            Source::Class => return self.class(list, iri),
            Source::Count(ways) => {
                let count = self.ends(ways, iri)?.len();
                return Ok(vec![Value::Number(Decimal::from(count as u32))]);
            }
            Source::Ways(ways) => self.ends(ways, iri)?,
        };
        let mut values = match field.shape {
            Shape::Words => words(&terms),
            shape => terms.iter().map(|term| self.value(shape, term)).collect::<Result<Vec<_>, _>>()?,
        };
        if !field.is_many {
            values.truncate(1);
        }
        Ok(values)
    }

    fn value(&mut self, shape: Shape, term: &Term) -> Result<Value, RecordsError> {
        Ok(match (shape, term) {
            (Shape::Thing, Term::NamedNode(node)) => Value::Thing(self.thing(node)?),
            (Shape::Concept, Term::NamedNode(node)) => concept(node),
            _ => match Key::of(term) {
                Some(Key::Number(number)) => Value::Number(number),
                Some(Key::Text(text) | Key::Node(text)) => Value::Text(text),
                None => Value::Text(term.to_string()),
            },
        })
    }

    fn class(&self, list: List, iri: &NamedNode) -> Result<Vec<Value>, RecordsError> {
        for class in list.classes() {
            if self.store.contains(iri.as_ref().into(), rdf::TYPE, TermRef::NamedNode(*class))? {
                return Ok(vec![Value::Text(type_name(*class))]);
            }
        }
        Ok(Vec::new())
    }

    /// What the ways lead to, each once, in order.
    fn ends(&self, ways: &[&[Step]], iri: &NamedNode) -> Result<Vec<Term>, RecordsError> {
        let mut ends = Vec::new();
        for way in ways {
            let mut at = vec![Term::from(iri.clone())];
            for step in *way {
                let mut next = Vec::new();
                for term in &at {
                    next.extend(follow(self.store, term, *step)?);
                }
                at = next;
            }
            ends.extend(at);
        }
        ends.sort_by_cached_key(Key::of);
        ends.dedup();
        Ok(ends)
    }

    /// The words of a record: of a fact its evidence, of a case what states its relations, of a thing its mentions.
    fn evidence(&self, list: List, iri: &NamedNode) -> Result<(Vec<Quotation>, usize), RecordsError> {
        let nodes = match list {
            List::Entities => subjects_of(self.store, cg::MENTION_OF, TermRef::NamedNode(iri.as_ref()))?,
            List::Cases => {
                let mut nodes = BTreeSet::new();
                for statement in subjects_of(self.store, rdf::SUBJECT, TermRef::NamedNode(iri.as_ref()))? {
                    nodes.extend(self.nodes(&statement)?);
                }
                nodes.into_iter().collect()
            }
            List::Documents => Vec::new(),
            List::Observations | List::Recognitions | List::Findings => self.nodes(iri)?,
        };
        let count = nodes.len();
        let mut quotations = nodes.iter().map(|node| self.quotation(node)).collect::<Result<Vec<_>, _>>()?;
        quotations.sort();
        quotations.truncate(QUOTATIONS);
        Ok((quotations, count))
    }

    /// The evidence of a fact.
    fn nodes(&self, fact: &NamedNode) -> Result<Vec<NamedNode>, RecordsError> {
        let mut nodes = Vec::new();
        for quad in self.store.matching(Some(fact.as_ref().into()), Some(cg::EVIDENCE), None) {
            if let Term::NamedNode(node) = quad?.object {
                nodes.push(node);
            }
        }
        Ok(nodes)
    }

    /// The words of an evidence.
    pub fn quotation(&self, evidence: &NamedNode) -> Result<Quotation, StoreError> {
        let mut quotation = Quotation {
            document: String::new(),
            start: 0,
            end: 0,
            quotation: String::new(),
            iri: evidence.as_str().to_owned(),
        };
        for quad in self.store.matching(Some(evidence.as_ref().into()), None, None) {
            let quad = quad?;
            match quad.object {
                Term::NamedNode(node) if quad.predicate == oa::HAS_SOURCE => {
                    prefix::local_name(node.as_str()).clone_into(&mut quotation.document);
                }
                Term::Literal(text) if quad.predicate == oa::EXACT => quotation.quotation = text.destruct().0,
                Term::Literal(number) if quad.predicate == oa::START => quotation.start = whole(&number),
                Term::Literal(number) if quad.predicate == oa::END => quotation.end = whole(&number),
                _ => {}
            }
        }
        Ok(quotation)
    }

    fn label(&self, iri: &NamedNode, language: &str) -> Result<Option<String>, RecordsError> {
        match self.tagged(iri, rdfs::LABEL, language)? {
            Some(label) => Ok(Some(label)),
            None => self.tagged(iri, skos::PREF_LABEL, language),
        }
    }

    fn tagged(
        &self,
        iri: &NamedNode,
        property: oxigraph::model::NamedNodeRef<'_>,
        language: &str,
    ) -> Result<Option<String>, RecordsError> {
        let mut least: Option<String> = None;
        for quad in self.store.matching(Some(iri.as_ref().into()), Some(property), None) {
            if let Term::Literal(literal) = quad?.object
                && literal.language() == Some(language)
                && least.as_deref().is_none_or(|known| literal.value() < known)
            {
                least = Some(literal.value().to_owned());
            }
        }
        Ok(least)
    }
}

fn whole(number: &Literal) -> u64 {
    number.value().parse().unwrap_or(0)
}

/// The texts of a property, the first of each language.
fn words(terms: &[Term]) -> Vec<Value> {
    let of = |wanted: fn(Option<&str>) -> bool| {
        let literals = terms.iter().filter_map(|term| match term {
            Term::Literal(literal) if wanted(literal.language()) => Some(literal.value().to_owned()),
            _ => None,
        });
        literals.min()
    };
    let (zh, en) = (of(|language| language != Some("en")), of(|language| language == Some("en")));
    if zh.is_none() && en.is_none() { Vec::new() } else { vec![Value::Words { zh, en }] }
}

fn concept(node: &NamedNode) -> Value {
    if let Some(term) = filter::term(node.as_str()) {
        return Value::Concept { code: term.code.clone(), zh: term.zh.clone(), en: term.en.clone() };
    }
    let code = node.as_str().trim_start_matches(cgv::NAMESPACE).to_owned();
    Value::Concept { zh: code.clone(), en: code.clone(), code }
}

/// `外贸进出口总额 2393.7亿元`: an observation has no label of its own.
fn observation_label(values: &[Vec<Value>]) -> String {
    let field = |name: &str| {
        let position = List::Observations.fields().iter().position(|field| field.name == name);
        match position.and_then(|position| values[position].first()) {
            Some(Value::Text(text)) => text.clone(),
            Some(Value::Number(number)) => number.to_string(),
            _ => String::new(),
        }
    };
    format!("{} {}{}", field("metric"), field("value_as_written"), field("unit_as_written"))
}

/// The Chinese label of a term of a controlled list.
pub fn concept_label(node: &NamedNode) -> Option<String> {
    filter::term(node.as_str()).map(|term| term.zh.clone())
}
