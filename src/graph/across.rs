//! Contributions of several documents → one graph: what only together they show to be one thing.
//!
//! Identity is in the IRI, so that contributions merge by set union. One thing escapes it: a document cited by title and 文号
//! here, by title alone there, and by 文号 alone elsewhere. Where one title goes with one number in all documents, the title
//! alone means the document of that number; where two documents of one title have numbers (each year's 工作要点), it means
//! neither, and stays apart. Nothing is ever joined by likeness.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use oxigraph::model::vocab::rdfs;
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};

use crate::ontology::iri::entity_iri;
use crate::ontology::vocab::{cg, dcterms, skos};

/// The rule by which a title alone is taken for the document of its number.
const SAME_TITLE: &str = "resolve/same-title";

/// Title and 文号 of a document that a text cites with both.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
pub struct NumberedTitle {
    /// The title, without brackets.
    pub title: String,
    /// The 文号, normalised.
    pub number: String,
}

/// Which things of one graph are another thing of it.
#[derive(Debug, Default)]
pub struct Joins {
    /// IRI of a document by its title alone → its IRI by number.
    replaced: HashMap<NamedNode, NamedNode>,
    /// IRI of a document by number → number and title.
    titled: HashMap<NamedNode, NumberedTitle>,
    /// Those replaced so far.
    seen: BTreeSet<NamedNode>,
}

impl Joins {
    /// What follows from the citations of all documents.
    pub fn new<'a>(citations: impl IntoIterator<Item = &'a NumberedTitle>) -> Self {
        let mut numbers: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        let mut titles: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for NumberedTitle { title, number } in citations {
            numbers.entry(title).or_default().insert(number);
            titles.entry(number).or_default().insert(title);
        }
        let mut joins = Self::default();
        for (number, titles) in titles {
            let Some(title) = only(&titles) else { continue };
            let iri = entity_iri("policy", number);
            if only(&numbers[title]).is_some() {
                joins.replaced.insert(entity_iri("policy", title), iri.clone());
            }
            joins.titled.insert(iri, NumberedTitle { title: title.to_owned(), number: number.to_owned() });
        }
        joins
    }

    /// A quad of a contribution as it stands in the graph.
    pub fn apply(&mut self, mut quad: Quad) -> Quad {
        if self.titled.is_empty() {
            return quad;
        }
        if let NamedOrBlankNode::NamedNode(subject) = &quad.subject
            && let Some(now) = self.replaced.get(subject)
        {
            self.seen.insert(subject.clone());
            quad.subject = now.clone().into();
        }
        match &quad.object {
            Term::NamedNode(object) => {
                if let Some(now) = self.replaced.get(object) {
                    quad.object = now.clone().into();
                }
            }
            Term::Literal(name) if quad.predicate == cg::NAME || quad.predicate == rdfs::LABEL => {
                self.rename(&mut quad.predicate, &quad.subject, name);
            }
            _ => {}
        }
        quad
    }

    /// A number is another name of what has a title.
    fn rename(&self, predicate: &mut NamedNode, subject: &NamedOrBlankNode, name: &Literal) {
        let NamedOrBlankNode::NamedNode(subject) = subject else { return };
        let named_by_number = self.titled.get(subject).is_some_and(|known| known.number == name.value());
        if named_by_number {
            // The plain name has no language; dcterms:identifier says what it is.
            *predicate = if *predicate == cg::NAME { dcterms::IDENTIFIER } else { skos::ALT_LABEL }.into_owned();
        }
    }

    /// What the joins themselves say of the quads that were applied: which IRI has become which, and by which rule.
    pub fn finish(self) -> Vec<Quad> {
        let quad = |from: &NamedNode, predicate: NamedNodeRef<'_>, object: Term| {
            Quad::new(from.clone(), predicate, object, GraphName::DefaultGraph)
        };
        let joined = self.seen.iter().flat_map(|from| {
            let rule = Literal::new_simple_literal(SAME_TITLE).into();
            let to = self.replaced[from].clone().into();
            [quad(from, dcterms::IS_REPLACED_BY, to), quad(from, cg::RULE, rule)]
        });
        joined.collect()
    }
}

fn only<'a>(set: &BTreeSet<&'a str>) -> Option<&'a str> {
    let mut all = set.iter().copied();
    all.next().filter(|_| all.next().is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cited(title: &str, number: &str) -> NumberedTitle {
        NumberedTitle { title: title.to_owned(), number: number.to_owned() }
    }

    /// A quad about a document by what identifies it, applied.
    fn subject_of(citations: &[NumberedTitle], identity: &str) -> String {
        let name = Literal::new_simple_literal("甲");
        let quad = Quad::new(entity_iri("policy", identity), rdfs::COMMENT, name, GraphName::DefaultGraph);
        Joins::new(citations).apply(quad).subject.to_string()
    }

    #[test]
    fn a_title_with_one_number_means_the_document_of_that_number() {
        let citations = [cited("关于甲的意见", "国办发〔2021〕1号"), cited("关于甲的意见", "国办发〔2021〕1号")];
        let numbered = entity_iri("policy", "国办发〔2021〕1号").to_string();
        assert_eq!(subject_of(&citations, "关于甲的意见"), numbered);
        assert_ne!(subject_of(&citations, "关于乙的意见"), numbered);
    }

    #[test]
    fn a_title_that_two_documents_have_means_neither() {
        let citations =
            [cited("营商环境工作要点", "皖政办〔2021〕1号"), cited("营商环境工作要点", "皖政办〔2022〕3号")];
        assert_eq!(subject_of(&citations, "营商环境工作要点"), entity_iri("policy", "营商环境工作要点").to_string());
    }

    #[test]
    fn a_number_is_no_name_of_what_has_a_title() {
        let subject = entity_iri("policy", "国发〔2020〕2号");
        let name = |name: &str| {
            let name = Literal::new_simple_literal(name);
            Quad::new(subject.clone(), cg::NAME, name, GraphName::DefaultGraph)
        };
        let mut joins = Joins::new(&[cited("关于丙的通知", "国发〔2020〕2号")]);
        assert_eq!(joins.apply(name("国发〔2020〕2号")).predicate, dcterms::IDENTIFIER);
        assert_eq!(joins.apply(name("关于丙的通知")).predicate, cg::NAME);
        assert_eq!(joins.finish(), []);
    }

    #[test]
    fn what_is_joined_is_told() {
        let mut joins = Joins::new(&[cited("关于甲的意见", "国办发〔2021〕1号")]);
        let (from, to) = (entity_iri("policy", "关于甲的意见"), entity_iri("policy", "国办发〔2021〕1号"));
        joins.apply(Quad::new(from.clone(), rdfs::SEE_ALSO, to.clone(), GraphName::DefaultGraph));
        let told = joins.finish();
        assert_eq!(told[0], Quad::new(from, dcterms::IS_REPLACED_BY, to, GraphName::DefaultGraph));
        assert_eq!(told.len(), 2);
    }
}
