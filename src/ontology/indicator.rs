//! The text of 指标名称 → the indicator it names, and the national indicator that this corresponds to.

use std::collections::{BTreeMap, HashMap};
use std::sync::LazyLock;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{GraphName, Literal, NamedNode, NamedNodeRef, NamedOrBlankNode, Quad, Term};
use sha2::{Digest, Sha256};

use super::vocab::{cgi, skos};
use crate::document::hex;

/// The scheme of the national indicators, to which the others are mapped.
const NATIONAL: &str = "cn";
/// The scheme of indicators made for texts that no scheme knows.
const LOCAL: &str = "local";

/// The indicators by their labels.
#[derive(Debug, Default)]
pub struct Indicators {
    /// Label → scheme (local name) → concept.
    concepts: HashMap<String, BTreeMap<String, NamedNode>>,
    /// Concept → the national indicator it is mapped to.
    subjects: HashMap<NamedNode, NamedNode>,
}

/// Under which indicator a case is filed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Filing {
    /// Object of `cg:indicator`.
    pub indicator: NamedNode,
    /// Object of `dcterms:subject`: the national indicator, where the indicator corresponds to one.
    pub subject: Option<NamedNode>,
    /// What must be written beside the case: empty for indicators of indicators.ttl, the concept itself for a new one.
    pub quads: Vec<Quad>,
}

impl Indicators {
    /// The indicators of indicators.ttl.
    pub fn builtin() -> &'static Self {
        static BUILTIN: LazyLock<Indicators> = LazyLock::new(|| Indicators::from_quads(super::quads()));
        &BUILTIN
    }

    fn from_quads(quads: &[Quad]) -> Self {
        let mut indicators = Self::default();
        let scheme_of: HashMap<_, _> = edges(quads, &[skos::IN_SCHEME])
            .filter_map(|(concept, scheme)| Some((concept, scheme.as_str().strip_prefix(cgi::NAMESPACE)?.to_owned())))
            .collect();
        for (concept, label) in labels(quads) {
            if let Some(scheme) = scheme_of.get(&concept) {
                indicators.concepts.entry(plain(label)).or_default().insert(scheme.clone(), concept);
            }
        }
        let national = |concept: &NamedNode| scheme_of.get(concept).is_some_and(|scheme| scheme == NATIONAL);
        for (concept, _) in edges(quads, &[skos::IN_SCHEME]).filter(|(concept, _)| national(concept)) {
            indicators.subjects.insert(concept.clone(), concept);
        }
        for (from, to) in edges(quads, &[skos::EXACT_MATCH, skos::CLOSE_MATCH, skos::BROAD_MATCH]) {
            if national(&to) && !national(&from) {
                indicators.subjects.insert(from, to);
            }
        }
        for (from, to) in edges(quads, &[skos::EXACT_MATCH, skos::CLOSE_MATCH]) {
            if national(&from) {
                indicators.subjects.entry(to).or_insert(from);
            }
        }
        indicators
    }

    /// The indicator of a text, looked for first in the scheme of the province (its letters by GB/T 2260: `GX`), then in the
    /// national one, then in all others. A field that lists several (政务服务、跨境贸易) is filed under the first one known.
    /// A text that none knows becomes a concept of its own, the same for the same text.
    pub fn file(&self, text: &str, province: Option<&str>) -> Filing {
        let scheme = province.map(str::to_ascii_lowercase);
        let whole = self.known(text, scheme.as_deref());
        let parts = text.split(['、', '，', '；', '/', ';', ',', '\n']);
        match whole.or_else(|| parts.into_iter().find_map(|part| self.known(part, scheme.as_deref()))) {
            Some(indicator) => Filing { subject: self.subjects.get(&indicator).cloned(), indicator, quads: Vec::new() },
            None => new_indicator(text),
        }
    }

    fn known(&self, text: &str, scheme: Option<&str>) -> Option<NamedNode> {
        let schemes = self.concepts.get(&plain(text))?;
        let preferred = scheme.into_iter().chain([NATIONAL]).find_map(|scheme| schemes.get(scheme));
        preferred.or_else(|| schemes.values().next()).cloned()
    }
}

/// The text without what does not distinguish one indicator from another: white space, quotation marks, the word 指标.
fn plain(text: &str) -> String {
    let kept: String = text.chars().filter(|c| !c.is_whitespace() && !"“”\"《》".contains(*c)).collect();
    kept.strip_suffix("指标").filter(|stem| !stem.is_empty()).map_or(kept.clone(), ToOwned::to_owned)
}

fn new_indicator(text: &str) -> Filing {
    let digest = hex(&Sha256::digest(format!("indicator\n{}", plain(text))));
    let indicator = cgi::term(&format!("{LOCAL}-{}", &digest[..10]));
    let label = Literal::new_language_tagged_literal_unchecked(text.trim(), "zh");
    let quad = |predicate: NamedNodeRef<'_>, object: Term| {
        Quad::new(indicator.clone(), predicate.into_owned(), object, GraphName::DefaultGraph)
    };
    let quads = vec![
        quad(rdf::TYPE, skos::CONCEPT.into()),
        quad(skos::IN_SCHEME, cgi::term(LOCAL).into()),
        quad(skos::PREF_LABEL, label.clone().into()),
        quad(rdfs::LABEL, label.into()),
    ];
    Filing { indicator, subject: None, quads }
}

fn edges<'a>(
    quads: &'a [Quad],
    predicates: &'a [NamedNodeRef<'a>],
) -> impl Iterator<Item = (NamedNode, NamedNode)> + 'a {
    quads.iter().filter(|quad| predicates.contains(&quad.predicate.as_ref())).filter_map(|quad| {
        match (&quad.subject, &quad.object) {
            (NamedOrBlankNode::NamedNode(subject), Term::NamedNode(object)) => Some((subject.clone(), object.clone())),
            _ => None,
        }
    })
}

fn labels(quads: &[Quad]) -> impl Iterator<Item = (NamedNode, &str)> {
    quads.iter().filter_map(|quad| match (&quad.subject, &quad.object) {
        (NamedOrBlankNode::NamedNode(concept), Term::Literal(label))
            if [skos::PREF_LABEL, skos::ALT_LABEL].contains(&quad.predicate.as_ref())
                && label.language() == Some("zh") =>
        {
            Some((concept.clone(), label.value()))
        }
        _ => None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filed(text: &str, province: Option<&str>) -> (String, Option<String>) {
        let filing = Indicators::builtin().file(text, province);
        let local = |node: &NamedNode| node.as_str().trim_start_matches(cgi::NAMESPACE).to_owned();
        (local(&filing.indicator), filing.subject.as_ref().map(local))
    }

    #[test]
    fn a_province_with_a_scheme_files_in_it_and_others_in_the_national_one() {
        assert_eq!(
            filed("企业开办", Some("GX")),
            ("gx-business-opening".to_owned(), Some("cn-starting-business".to_owned()))
        );
        assert_eq!(
            filed("企业开办", Some("ZJ")),
            ("cn-starting-business".to_owned(), Some("cn-starting-business".to_owned()))
        );
        assert_eq!(filed("人力资源服务", Some("GX")).1, Some("cn-labour-market".to_owned()));
        assert_eq!(filed("“获得电力”指标", None).0, "cn-getting-electricity");
    }

    #[test]
    fn world_bank_topics_lead_to_the_national_indicator() {
        assert_eq!(
            filed("争端解决", None),
            ("br-dispute-resolution".to_owned(), Some("cn-enforcing-contracts".to_owned()))
        );
    }

    #[test]
    fn of_several_the_first_known_counts() {
        assert_eq!(filed("法治保障、跨境贸易", None).0, "cn-cross-border-trade");
    }

    #[test]
    fn an_unknown_text_is_a_concept_of_its_own() {
        let filing = Indicators::builtin().file("法治保障", None);
        assert_eq!(filing, Indicators::builtin().file(" 法治保障\n", Some("GX")));
        assert!(filing.subject.is_none() && filing.quads.len() == 4);
        assert_ne!(filing.indicator, Indicators::builtin().file("要素保障", None).indicator);
    }
}
