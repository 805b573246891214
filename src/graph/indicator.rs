//! What a case's field 指标名称 says → the concept of ontology/indicators.ttl it is filed under.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use oxigraph::io::{RdfFormat, RdfParser};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term};

const SOURCE: &str = include_str!("../../ontology/indicators.ttl");
const NAMESPACE: &str = "https://w3id.org/casegraph/indicator/";
const SKOS: &str = "http://www.w3.org/2004/02/skos/core#";

/// The scheme of the national evaluation.
const NATIONAL: &str = "cn";

/// An indicator of a scheme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Indicator {
    /// The concept whose name the text uses.
    pub(super) concept: NamedNode,
    /// The concept of the national scheme it corresponds to: itself, where it is one.
    pub(super) national: Option<NamedNode>,
}

/// The indicators of the regional and national schemes, by scheme (`gx`, `cn`) and Chinese name.
static INDICATORS: LazyLock<BTreeMap<(String, String), Indicator>> = LazyLock::new(read);

/// The indicator called `name` in the scheme of a province (two letters, `gx`), else in the national one. A field with
/// several names is filed under the first that is known.
pub(super) fn find(name: &str, area: &str) -> Option<Indicator> {
    let parts = name.split(['、', '，', ',', '；', ';', '/']).map(clean);
    let names: Vec<_> = std::iter::once(clean(name)).chain(parts).collect();
    let known = |scheme: &str| names.iter().find_map(|name| INDICATORS.get(&(scheme.to_owned(), name.clone())));
    known(area).or_else(|| known(NATIONAL)).cloned()
}

/// A name without white space, quotation marks and the word 指标 (indicator) behind it.
fn clean(name: &str) -> String {
    let bare: String = name.chars().filter(|c| !c.is_whitespace() && !"“”\"《》".contains(*c)).collect();
    bare.strip_suffix("指标").unwrap_or(&bare).to_owned()
}

fn read() -> BTreeMap<(String, String), Indicator> {
    let (mut names, mut national) = (Vec::new(), BTreeMap::new());
    for quad in RdfParser::from_format(RdfFormat::Turtle).for_slice(SOURCE.as_bytes()) {
        let quad = quad.expect("ontology/indicators.ttl comes with the program and is read by a test");
        let NamedOrBlankNode::NamedNode(concept) = quad.subject else { continue };
        match (quad.predicate.as_str().strip_prefix(SKOS), quad.object) {
            (Some("prefLabel" | "altLabel"), Term::Literal(label)) if label.language() == Some("zh") => {
                names.push((concept, clean(label.value())));
            }
            (Some("exactMatch" | "closeMatch"), Term::NamedNode(other)) if scheme(&other) == Some(NATIONAL) => {
                national.insert(concept, other);
            }
            _ => {}
        }
    }
    let entry = |(concept, name): (NamedNode, String)| {
        let scheme = scheme(&concept)?.to_owned();
        let national = if scheme == NATIONAL { Some(concept.clone()) } else { national.get(&concept).cloned() };
        Some(((scheme, name), Indicator { concept, national }))
    };
    names.into_iter().filter_map(entry).collect()
}

/// `cn` of `cgi:cn-paying-taxes`.
fn scheme(concept: &NamedNode) -> Option<&str> {
    concept.as_str().strip_prefix(NAMESPACE)?.split_once('-').map(|(scheme, _)| scheme)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(name: &str, area: &str, concept: &str, national: &str) {
        let found = find(name, area).map(|found| (found.concept, found.national));
        let iri = |local: &str| NamedNode::new_unchecked(format!("{NAMESPACE}{local}"));
        assert_eq!(found, Some((iri(concept), Some(iri(national)))), "{name}");
    }

    #[test]
    fn a_province_with_a_scheme_files_under_its_own_names() {
        check("企业开办", "gx", "gx-business-opening", "cn-starting-business");
        check("企业开办", "zj", "cn-starting-business", "cn-starting-business");
        check("跨境贸易", "gx", "cn-cross-border-trade", "cn-cross-border-trade");
    }

    #[test]
    fn what_stands_around_a_name_does_not_matter() {
        check("“纳税”指标", "cn", "cn-paying-taxes", "cn-paying-taxes");
        check("优化环境、办理破产", "cn", "cn-resolving-insolvency", "cn-resolving-insolvency");
    }

    #[test]
    fn an_unknown_name_is_no_indicator() {
        assert_eq!(find("幸福指数", "gx"), None);
        assert_eq!(find("", "gx"), None);
    }
}
