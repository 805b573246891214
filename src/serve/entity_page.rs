//! Pages about one thing, and about the vocabulary, for people.

use std::collections::BTreeMap;
use std::fmt::Write;

use oxigraph::model::vocab::{rdf, rdfs};
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Variable};

use super::app::App;
use super::error::ApiError;
use super::page::{escape, page};
use crate::answer::prefix;
use crate::answer::sparql::{self, CancellationToken, Query, QueryError, QueryResults};
use crate::ontology;
use crate::ontology::iri::ID;

const OUT: &str = "SELECT ?p ?o ?name WHERE { ?thing ?p ?o
    OPTIONAL { ?o <https://w3id.org/casegraph/ns#name>|<http://purl.org/dc/terms/title>|<http://www.w3.org/ns/oa#exact> ?name } } ORDER BY ?p ?o LIMIT 500";

const IN: &str = "SELECT ?p ?o ?name WHERE { ?o ?p ?thing
    OPTIONAL { ?o <https://w3id.org/casegraph/ns#name>|<http://purl.org/dc/terms/title>|<http://www.w3.org/ns/oa#exact> ?name } } ORDER BY ?p ?o LIMIT 500";

/// A property and what it leads to, with its name where it has one.
struct Row {
    property: Term,
    value: Term,
    name: Option<Term>,
}

/// All that is said of a thing and of it as an object.
pub(super) fn page_of(app: &App, thing: &NamedNode, cancel: &CancellationToken) -> Result<String, ApiError> {
    let mut body = format!("<p class=\"iri\">{}</p>\n", escape(thing.as_str()));
    if let Some(name) = thing.as_str().strip_prefix(ID) {
        let part = if name.starts_with("case-") { "cases" } else { "things" };
        // Writing to a string cannot fail.
        let _ = writeln!(body, "<p><a href=\"/{part}/{}\">Open in the explorer 在浏览页面中打开</a></p>", escape(name));
    }
    for (title, query) in [("What is said of it 属性", OUT), ("What points at it 被引用", IN)] {
        let rows = rows(app, query, thing, cancel)?;
        if rows.is_empty() {
            continue;
        }
        let _ = writeln!(body, "<h2>{title}</h2>\n<table>");
        for row in rows {
            let (property, value) = (shown(&row.property, None), shown(&row.value, row.name.as_ref()));
            let _ = writeln!(body, "<tr><th>{property}</th><td>{value}</td></tr>");
        }
        body.push_str("</table>\n");
    }
    Ok(page(prefix::local_name(thing.as_str()), &body))
}

fn rows(app: &App, query: &str, thing: &NamedNode, cancel: &CancellationToken) -> Result<Vec<Row>, ApiError> {
    let query = Query::parse(query).expect("the queries of this file are SPARQL");
    let query = query.bind(&BTreeMap::from([(Variable::new_unchecked("thing"), Term::from(thing.clone()))]));
    let QueryResults::Solutions(solutions) = sparql::evaluate(&app.store, query, cancel)? else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution.map_err(QueryError::from)?;
        if let (Some(property), Some(value)) = (solution.get("p"), solution.get("o")) {
            rows.push(Row { property: property.clone(), value: value.clone(), name: solution.get("name").cloned() });
        }
    }
    Ok(rows)
}

/// A term as a link, with its name, or as text.
fn shown(term: &Term, name: Option<&Term>) -> String {
    let words = |term: &Term| match term {
        Term::NamedNode(node) => prefix::shorten(node.as_str()).unwrap_or_else(|| node.as_str().to_owned()),
        Term::Literal(literal) => literal.value().to_owned(),
        Term::BlankNode(node) => node.to_string(),
    };
    let label = escape(&name.map_or_else(|| words(term), words));
    match term {
        Term::NamedNode(node) => match node.as_str().strip_prefix(ID) {
            Some(local) => format!("<a href=\"/id/{}\">{label}</a>", escape(local)),
            None => format!("<span title=\"{}\">{label}</span>", escape(node.as_str())),
        },
        _ => label,
    }
}

/// The vocabulary: every term with its labels and comments.
pub(super) fn vocabulary() -> String {
    let mut terms: BTreeMap<&str, BTreeMap<&'static str, String>> = BTreeMap::new();
    for quad in ontology::quads() {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else { continue };
        let term = terms.entry(subject.as_str()).or_default();
        match &quad.object {
            Term::Literal(words) if quad.predicate == rdfs::LABEL => {
                term.insert(if words.language() == Some("zh") { "zh" } else { "en" }, words.value().to_owned());
            }
            Term::Literal(words) if quad.predicate == rdfs::COMMENT => {
                let key = if words.language() == Some("zh") { "comment_zh" } else { "comment_en" };
                term.insert(key, words.value().to_owned());
            }
            Term::NamedNode(class) if quad.predicate == rdf::TYPE => {
                term.insert("type", prefix::local_name(class.as_str()).to_owned());
            }
            _ => {}
        }
    }
    let mut body = String::from("<table>\n<tr><th>term</th><th>type</th><th>label</th><th>meaning</th></tr>\n");
    for (iri, words) in terms {
        let get = |key| escape(words.get(key).map_or("", String::as_str));
        let name = escape(&prefix::shorten(iri).unwrap_or_else(|| iri.to_owned()));
        let anchor = escape(prefix::local_name(iri));
        let _ = writeln!(
            body,
            "<tr id=\"{anchor}\"><td><code>{name}</code></td><td>{}</td><td>{} <span lang=\"zh\">{}</span></td><td>{} <span lang=\"zh\">{}</span></td></tr>",
            get("type"),
            get("en"),
            get("zh"),
            get("comment_en"),
            get("comment_zh")
        );
    }
    body.push_str("</table>\n");
    page("casegraph vocabulary 本体", &body)
}
