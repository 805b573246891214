//! `/id/…`, `/vocab/…`, `/indicator/…` and `/ns`: the IRIs of the graph dereferenced, by 303 to documents about them.
//!
//! `https://w3id.org/casegraph/id/place-450300` is served at `/id/place-450300`, which sends each client to the document in
//! its format, `/data/id/place-450300.ttl` and so on (Cool URIs for the Semantic Web, section 4.2). A thing that was found to
//! be another sends to that one, for good.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use oxigraph::io::RdfSerializer;
use oxigraph::model::{NamedNode, NamedOrBlankNode, Term, Triple, Variable};
use serde_json::json;

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::live::Live;
use super::operation::{Operation, Parameter, object};
use super::{accept, entity_page, front, stream};
use crate::answer::sparql::{self, CancellationToken, Format, Query, QueryError, QueryResults};
use crate::answer::{about, jsonld, near, prefix, replaced};
use crate::ontology;
use crate::ontology::vocab::cg;
use crate::store::Store;

/// All that is said of a thing and of it as an object, with the evidence of both.
const ABOUT: &str = "CONSTRUCT { ?thing ?p ?o . ?s ?q ?thing . ?e ?ep ?eo } WHERE {
    { ?thing ?p ?o OPTIONAL { ?thing <https://w3id.org/casegraph/ns#evidence> ?e . ?e ?ep ?eo } }
    UNION { ?s ?q ?thing } }";

/// The formats of documents about things: ending, media type, name for `?format=`. The first is the default.
const FORMATS: [(&str, &str, &str); 6] = [
    ("ttl", "text/turtle", "turtle"),
    ("jsonld", "application/ld+json", "jsonld"),
    ("html", "text/html", "html"),
    ("nt", "application/n-triples", "ntriples"),
    ("rdf", "application/rdf+xml", "rdfxml"),
    ("json", "application/json", "json"),
];

/// The parts of the namespace that are served: what stands in addresses, what IRIs begin with.
const SPACES: [(&str, &str); 4] = [
    ("id", "https://w3id.org/casegraph/id/"),
    ("vocab", "https://w3id.org/casegraph/vocab/"),
    ("indicator", "https://w3id.org/casegraph/indicator/"),
    ("ns", "https://w3id.org/casegraph/ns"),
];

/// The route of a part of the namespace.
pub(super) fn things(space: &'static str) -> MethodRouter<Live> {
    get(
        move |State(app): State<Arc<App>>, Path(name): Path<String>, RawQuery(query): RawQuery, headers: HeaderMap| async move {
            see_other(&app, space, name, query.as_deref(), &headers).await
        },
    )
}

/// `GET /ns`: the vocabulary, whose IRIs are `…/ns#Case`.
pub(super) async fn vocabulary(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    see_other(&app, "ns", "casegraph".to_owned(), query.as_deref(), &headers).await
}

/// `GET /context.jsonld`: what the terms of our JSON-LD mean.
pub(super) async fn context() -> Response {
    ([(header::CONTENT_TYPE, "application/ld+json")], Json(jsonld::context()).0.to_string()).into_response()
}

async fn see_other(
    app: &Arc<App>,
    space: &'static str,
    name: String,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query, &parameters())?;
    let known: Vec<(&'static str, &'static str)> = match asked.get("format") {
        Some(_) => FORMATS.iter().map(|(ending, _, name)| (*ending, *name)).collect(),
        None => FORMATS.iter().map(|(ending, media_type, _)| (*ending, *media_type)).collect(),
    };
    let ending = accept::choose(asked.get("format"), headers, &known)?;
    let iri = iri(space, &name)?;
    let found = stream::blocking(app, move |app, cancel| {
        if let Some(now) = replaced::replacement(&app.store, &iri, cancel)? {
            return Ok(Some(now));
        }
        must_know(&app.store, &iri).map(|()| None)
    })
    .await?;
    if let Some(now) = found {
        let address = address_of(now.as_str()).unwrap_or_else(|| now.as_str().to_owned());
        return Ok(redirect(StatusCode::MOVED_PERMANENTLY, &address));
    }
    let document = |ending: &str| format!("/data/{space}/{}.{ending}", encoded(&name));
    let mut response = redirect(StatusCode::SEE_OTHER, &document(ending));
    let others: Vec<String> = FORMATS
        .iter()
        .map(|(ending, media_type, _)| format!("<{}>; rel=\"alternate\"; type=\"{media_type}\"", document(ending)))
        .collect();
    let head = response.headers_mut();
    head.insert(header::VARY, HeaderValue::from_static("accept"));
    head.insert(header::LINK, HeaderValue::from_str(&others.join(", ")).expect("addresses are percent-encoded"));
    Ok(response)
}

/// `GET /data/{space}/{file}`: a document about a thing.
pub(super) async fn document(
    State(app): State<Arc<App>>,
    Path((space, file)): Path<(String, String)>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let known = SPACES.iter().find(|(known, _)| *known == space);
    let format = FORMATS.iter().find_map(|(ending, media_type, name)| {
        Some((file.strip_suffix(ending)?.strip_suffix('.')?, *media_type, *name)).filter(|(stem, ..)| !stem.is_empty())
    });
    let (Some((space, _)), Some((stem, media_type, format))) = (known, format) else {
        let endings: Vec<_> = FORMATS.iter().map(|(ending, ..)| *ending).collect();
        let hint = format!("addresses look like /data/id/place-450300.ttl; endings are {}", endings.join(", "));
        return Err(ApiError::not_found(format!("there is no document /data/{space}/{file}"), hint));
    };
    let space = *space;
    let iri = iri(space, stem)?;
    let thing = iri.clone();
    let body = stream::blocking(&app, move |app, cancel| {
        must_know(&app.store, &thing)?;
        match format {
            "html" if space == "ns" => Ok(entity_page::vocabulary().into_bytes()),
            "html" => Ok(entity_page::page_of(app, &thing, cancel)?.into_bytes()),
            "json" => {
                let found = about::about(&app.store, &thing, 100, cancel)?;
                Ok(serde_json::to_vec(&found).expect("what is said of a thing is JSON"))
            }
            "jsonld" => {
                Ok(jsonld::write(&triples(&app.store, space, &thing, cancel)?, thing.as_str()).to_string().into_bytes())
            }
            name => serialized(name, &triples(&app.store, space, &thing, cancel)?),
        }
    })
    .await?;
    if media_type == "text/html" {
        let page = String::from_utf8(body).map_err(|error| ApiError::internal(error.to_string()))?;
        return Ok(Html(front::page(page, front::base(&headers))).into_response());
    }
    let canonical = format!("<{}>; rel=\"describes\"", iri.as_str());
    let head = [(header::CONTENT_TYPE, content_type(media_type)), (header::LINK, canonical)];
    Ok((head, Bytes::from(body)).into_response())
}

/// The triples of a document about a thing; the vocabulary is its whole file.
pub(super) fn triples(
    store: &Store,
    space: &str,
    thing: &NamedNode,
    cancel: &CancellationToken,
) -> Result<Vec<Triple>, ApiError> {
    if space == "ns" {
        return Ok(ontology::quads().iter().map(|quad| Triple::from(quad.clone())).collect());
    }
    let variable = Variable::new_unchecked("thing");
    let query = Query::parse(ABOUT).expect("the query of this file is SPARQL");
    let query = query.bind(&std::collections::BTreeMap::from([(variable, Term::from(thing.clone()))]));
    let QueryResults::Graph(found) = sparql::evaluate(store, query, cancel)? else { return Ok(Vec::new()) };
    let mut triples = found.collect::<Result<Vec<_>, _>>().map_err(QueryError::from)?;
    // The engine gives them in no order of its own.
    triples.sort_by_cached_key(ToString::to_string);
    triples.dedup();
    Ok(triples)
}

/// Triples in a format of RDF, by its name.
pub(super) fn serialized(name: &str, triples: &[Triple]) -> Result<Vec<u8>, ApiError> {
    let format = Format::from_name(name).and_then(Format::rdf).expect("the formats of documents are of RDF");
    let mut serializer = RdfSerializer::from_format(format);
    for (name, namespace) in prefix::WELL_KNOWN {
        serializer = serializer.with_prefix(name, namespace).expect("the namespaces of the table are IRIs");
    }
    let mut writer = serializer.for_writer(Vec::new());
    for triple in triples {
        writer.serialize_triple(triple).map_err(|error| ApiError::internal(error.to_string()))?;
    }
    writer.finish().map_err(|error| ApiError::internal(error.to_string()))
}

/// Value of `Content-Type`.
pub(super) fn content_type(media_type: &str) -> String {
    if media_type.starts_with("text/") { format!("{media_type}; charset=utf-8") } else { media_type.to_owned() }
}

fn iri(space: &str, name: &str) -> Result<NamedNode, ApiError> {
    let base = SPACES.iter().find(|(known, _)| *known == space).map_or("", |(_, base)| base);
    let iri = if space == "ns" { base.to_owned() } else { format!("{base}{name}") };
    NamedNode::new(iri)
        .map_err(|_| ApiError::bad_request(format!("{name:?} is no name of a thing"), "names look like place-450300"))
}

/// The address at which the IRI of a thing is served.
pub(super) fn address_of(iri: &str) -> Option<String> {
    SPACES.iter().find_map(|(space, base)| Some(format!("/{space}/{}", encoded(iri.strip_prefix(base)?))))
}

/// 404 where nothing is said of a thing, nor of another with it.
fn must_know(store: &Store, thing: &NamedNode) -> Result<(), ApiError> {
    let about = store.matching(Some(thing.as_ref().into()), None, None);
    let with = store.matching(None, None, Some(thing.as_ref().into()));
    match about.chain(with).next() {
        Some(said) => said.map(|_| ()).map_err(ApiError::from),
        None => Err(unknown(store, thing)),
    }
}

/// Nothing is known of a thing: those whose names are most like its last part are near.
pub(super) fn unknown(store: &Store, thing: &NamedNode) -> ApiError {
    let name = prefix::local_name(thing.as_str()).to_owned();
    let kind = name.split('-').next().unwrap_or_default().to_owned();
    let mut known: Vec<String> = store
        .matching(None, Some(cg::NAME), None)
        .filter_map(Result::ok)
        .filter_map(|quad| match quad.subject {
            NamedOrBlankNode::NamedNode(node) => {
                let local = prefix::local_name(node.as_str());
                local.starts_with(&kind).then(|| local.to_owned())
            }
            NamedOrBlankNode::BlankNode(_) => None,
        })
        .collect();
    known.sort();
    known.dedup();
    let near = near::nearest(&name, known.iter().map(|local| (local.as_str(), local.as_str())));
    let hint = if near.is_empty() {
        "look it up with /api/entities?q=…".to_owned()
    } else {
        format!("did you mean {}?", near.join(", "))
    };
    ApiError::not_found(format!("the graph knows nothing of {}", thing.as_str()), hint)
}

fn redirect(status: StatusCode, address: &str) -> Response {
    let location = HeaderValue::from_str(address).unwrap_or_else(|_| HeaderValue::from_static("/"));
    (status, [(header::LOCATION, location)]).into_response()
}

/// A name as a part of a path.
fn encoded(name: &str) -> String {
    form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
}

fn parameters() -> Vec<Parameter> {
    let names: Vec<&str> = FORMATS.iter().map(|(.., name)| *name).collect();
    vec![Parameter::one_of("format", &names, ["format, before what Accept says", "格式，优先于 Accept"])]
}

/// Things as the interface describes them.
pub(super) fn operations() -> Vec<Operation> {
    let about = [
        "303 to the document in the format that Accept asks for; 301 where the thing was found to be another one.",
        "按 Accept 以 303 转到相应格式的文档；实体已并入他者时以 301 转去。",
    ];
    let thing = |path: &'static str, summary: [&str; 2], example: Option<&str>| {
        let operation = Operation::get(path, "data", summary).describe(about).parameters(parameters());
        let operation = match example {
            Some(example) => {
                operation.parameters([Parameter::in_path("name", ["last part of the IRI", "IRI 末段"], example)])
            }
            None => operation,
        };
        operation
            .answers(303, ["See the document", "见文档"])
            .answers(301, ["It is now", "已并入"])
            .errors(&[400, 404, 406, 503, 504])
    };
    let document =
        Operation::get("/data/{space}/{file}", "data", ["A document about a thing", "实体文档"]).parameters([
            Parameter {
                kind: super::operation::Kind::OneOf(SPACES.map(|(space, _)| space.to_owned()).to_vec()),
                ..Parameter::in_path("space", ["part of the namespace", "命名空间"], "id")
            },
            Parameter::in_path(
                "file",
                ["name and ending: ttl, jsonld, html, nt, rdf, json", "名称与扩展名"],
                "place-450300.jsonld",
            ),
        ]);
    let document = FORMATS.iter().fold(document, |document, (_, media_type, _)| {
        document.gives(media_type, super::protocol_operations::body(media_type))
    });
    vec![
        thing("/id/{name}", ["A thing of the graph by its IRI", "按 IRI 取实体"], Some("place-450300")),
        thing("/vocab/{name}", ["A term of the controlled lists", "受控词表中的词"], Some("at_least")),
        thing("/indicator/{name}", ["An indicator", "指标"], Some("cn-government-services")),
        thing("/ns", ["The vocabulary", "本体"], None),
        document.errors(&[400, 404, 503, 504]),
        Operation::get("/context.jsonld", "data", ["What the terms of our JSON-LD mean", "JSON-LD 上下文"])
            .gives("application/ld+json", object(&[("@context", json!({ "type": "object" }))])),
    ]
}
