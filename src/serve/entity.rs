//! `/id/{name}` and `/api/entity`: one thing, as triples or as a page.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{Html, IntoResponse, Response};
use oxigraph::model::{NamedNode, Term, Variable};

use super::app::App;
use super::error::ApiError;
use super::operation::{Kind, Operation, Parameter};
use super::page::{escape, page};
use super::{accept, protocol_operations, stream};
use crate::answer::prefix;
use crate::answer::sparql::{self, CancellationToken, Format, Query, QueryResults, Shape};

/// Namespace of all things in the graph.
const IDS: &str = "https://w3id.org/casegraph/id/";

/// All that is said of a thing and of it as an object, its statements and evidence with it.
const ABOUT: &str = "CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing . ?e ?ep ?eo } WHERE {
    { ?thing ?p ?o OPTIONAL { ?thing <https://w3id.org/casegraph/ns#evidence> ?e . ?e ?ep ?eo } }
    UNION { ?s ?q ?thing } }";

const OUT: &str = "SELECT ?p ?o ?name WHERE { ?thing ?p ?o
    OPTIONAL { ?o <https://w3id.org/casegraph/ns#name>|<http://purl.org/dc/terms/title>|<http://www.w3.org/ns/oa#exact> ?name } } ORDER BY ?p ?o LIMIT 500";

const IN: &str = "SELECT ?p ?o ?name WHERE { ?o ?p ?thing
    OPTIONAL { ?o <https://w3id.org/casegraph/ns#name>|<http://purl.org/dc/terms/title>|<http://www.w3.org/ns/oa#exact> ?name } } ORDER BY ?p ?o LIMIT 500";

/// `GET /id/{name}`: the IRI `https://w3id.org/casegraph/id/{name}` dereferenced.
pub(super) async fn by_name(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let iri = NamedNode::new(format!("{IDS}{name}")).map_err(|_| {
        ApiError::bad_request(format!("{name:?} is no name of a thing"), "names look like place-450300")
    })?;
    respond(&app, &iri, parameters.as_deref(), &headers).await
}

/// `GET /api/entity?iri=…`
pub(super) async fn by_iri(
    State(app): State<Arc<App>>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let given = parameters.clone().unwrap_or_default();
    let mut values = form_urlencoded::parse(given.as_bytes());
    let Some((_, iri)) = values.find(|(key, _)| key == "iri") else {
        return Err(ApiError::bad_request("there is no iri", "send it as ?iri=https://w3id.org/casegraph/id/…"));
    };
    let iri = NamedNode::new(iri.as_ref()).map_err(|_| {
        ApiError::bad_request(format!("{iri:?} is no IRI"), "IRIs begin with https:// and have no spaces")
    })?;
    respond(&app, &iri, parameters.as_deref(), &headers).await
}

async fn respond(
    app: &Arc<App>,
    iri: &NamedNode,
    parameters: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let thing = iri.clone();
    let Some(page) = stream::blocking(app, move |app, cancel| as_page(app, &thing, cancel)).await? else {
        let message = format!("the graph knows nothing of {}", iri.as_str());
        return Err(ApiError::not_found(message, "look it up with a query"));
    };
    let named = parameters.and_then(|parameters| {
        form_urlencoded::parse(parameters.as_bytes())
            .find(|(key, _)| key == "format")
            .map(|(_, value)| value.into_owned())
    });
    let accepts = headers.get(header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if named.is_none() && accepts.contains("text/html") {
        return Ok(Html(page).into_response());
    }
    let format = accept::format(named.as_deref(), headers, Shape::Graph)?;
    stream::answer(app, about(ABOUT, iri), format).await
}

fn about(query: &str, iri: &NamedNode) -> Query {
    let thing = Variable::new_unchecked("thing");
    let parsed = Query::parse(query).expect("the queries of this file are SPARQL");
    parsed.bind(&BTreeMap::from([(thing, Term::from(iri.clone()))]))
}

/// Things as the interface describes them.
pub(super) fn operations() -> Vec<Operation> {
    let name = Parameter::in_path("name", ["last part of the IRI", "IRI 末段"], "place-450300");
    let iri = Parameter::new("iri", Kind::Iri, ["IRI of the thing", "IRI"]).required();
    let iri = iri.example("https://w3id.org/casegraph/id/place-450300");
    let any = |operation: Operation| {
        let operation = operation.parameters([protocol_operations::format()]).gives_text("text/html");
        let types = Format::fitting(Shape::Graph).map(Format::media_type);
        let all = types.fold(operation, |all, media_type| all.gives(media_type, protocol_operations::body(media_type)));
        all.errors(&[400, 404, 406, 503, 504])
    };
    vec![
        any(Operation::get("/id/{name}", "data", ["A thing by its IRI", "按 IRI 取实体"]).parameters([name])),
        any(Operation::get("/api/entity", "things", ["All that is said of a thing", "某实体的全部陈述"])
            .parameters([iri])),
    ]
}

/// A property and what it leads to, with its name where it has one.
struct Row {
    property: Term,
    value: Term,
    name: Option<Term>,
}

fn rows(app: &App, query: &str, iri: &NamedNode, cancel: &CancellationToken) -> Result<Vec<Row>, ApiError> {
    let QueryResults::Solutions(solutions) = sparql::evaluate(&app.store, about(query, iri), cancel)? else {
        return Ok(Vec::new());
    };
    let mut rows = Vec::new();
    for solution in solutions {
        let solution = solution.map_err(sparql::QueryError::from)?;
        if let (Some(property), Some(value)) = (solution.get("p"), solution.get("o")) {
            rows.push(Row { property: property.clone(), value: value.clone(), name: solution.get("name").cloned() });
        }
    }
    Ok(rows)
}

/// All that is said of a thing and of it as an object; `None` where that is nothing.
fn as_page(app: &App, iri: &NamedNode, cancel: &CancellationToken) -> Result<Option<String>, ApiError> {
    let mut is_known = false;
    let mut body = format!("<p class=\"iri\">{}</p>\n", escape(iri.as_str()));
    for (title, query) in [("What is said of it 属性", OUT), ("What points at it 被引用", IN)] {
        let rows = rows(app, query, iri, cancel)?;
        if rows.is_empty() {
            continue;
        }
        is_known = true;
        // Writing to a string cannot fail.
        let _ = writeln!(body, "<h2>{title}</h2>\n<table>");
        for row in rows {
            let _ = writeln!(
                body,
                "<tr><th>{}</th><td>{}</td></tr>",
                shown(&row.property, None),
                shown(&row.value, row.name.as_ref())
            );
        }
        body.push_str("</table>\n");
    }
    Ok(is_known.then(|| page(prefix::local_name(iri.as_str()), &body)))
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
        Term::NamedNode(node) => match node.as_str().strip_prefix(IDS) {
            Some(local) => format!("<a href=\"/id/{}\">{label}</a>", escape(local)),
            None => format!("<span title=\"{}\">{label}</span>", escape(node.as_str())),
        },
        _ => label,
    }
}
