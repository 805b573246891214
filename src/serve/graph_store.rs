//! `/store`: the SPARQL 1.1 Graph Store HTTP Protocol. `?default` is the default graph, `?graph=IRI` a named one, and an
//! address below `/store/` the graph of that address.

use std::collections::HashSet;
use std::sync::Arc;

use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, StatusCode, Uri, header};
use axum::response::{IntoResponse, Response};
use oxigraph::io::RdfSerializer;
use oxigraph::model::{GraphName, NamedNode, Quad};
use sha2::{Digest, Sha256};

use super::app::App;
use super::error::ApiError;
use super::{accept, body, protocol, stream, upload, write};
use crate::answer::sparql::{self, CancellationToken, QueryError, Shape};
use crate::archive::Writer;
use crate::store::{Patch, Store};

/// What a request is about.
#[derive(Clone, Debug, PartialEq, Eq)]
enum Target {
    /// A graph.
    Graph(GraphName),
    /// The store itself: POST makes a graph in it.
    Store,
}

impl Target {
    fn of(parameters: Option<&str>, uri: &Uri, headers: &HeaderMap) -> Result<Self, ApiError> {
        let (mut default, mut named) = (false, None);
        for (key, value) in form_urlencoded::parse(parameters.unwrap_or_default().as_bytes()) {
            match key.as_ref() {
                "default" => default = true,
                "graph" if named.is_none() => named = Some(protocol::graph(&value)?),
                "graph" => return Err(ApiError::bad_request("there are two graphs", "name one graph a request")),
                _ => {}
            }
        }
        let below = !uri.path().trim_end_matches('/').ends_with("/store");
        match (default, named, below) {
            (true, Some(_), _) => Err(ApiError::bad_request("both ?default and ?graph are given", "give one of them")),
            (true, None, _) => Ok(Self::Graph(GraphName::DefaultGraph)),
            (false, Some(graph), _) => Ok(Self::Graph(graph.into())),
            (false, None, true) => Ok(Self::Graph(protocol::graph(&protocol::address(uri, headers))?.into())),
            (false, None, false) => Ok(Self::Store),
        }
    }

    /// The graph; the store itself can only be posted to.
    fn graph(self) -> Result<GraphName, ApiError> {
        match self {
            Self::Graph(graph) => Ok(graph),
            Self::Store => Err(ApiError::bad_request("no graph is named", "add ?default or ?graph=IRI")),
        }
    }
}

/// `GET` and `HEAD`: the graph, in the format that is asked for.
pub(super) async fn get(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let graph = Target::of(parameters.as_deref(), &uri, &headers)?.graph()?;
    let format = accept::format(None, &headers, Shape::Graph)?;
    let rdf = format.rdf().expect("a format of graphs is one of RDF");
    let bytes = stream::blocking(&app, move |app, cancel| {
        if !app.store.has_graph(graph.as_ref())? {
            return Err(no_graph(&graph));
        }
        let mut writer = RdfSerializer::from_format(rdf).for_writer(Vec::new());
        for quad in app.store.graph(graph.as_ref()) {
            if cancel.is_cancelled() {
                return Err(QueryError::Cancelled.into());
            }
            writer.serialize_triple(quad?.as_ref()).map_err(internal)?;
        }
        writer.finish().map_err(internal)
    })
    .await?;
    Ok(accept::respond(format, bytes))
}

/// `PUT`: these triples and no others; 201 where the graph is new, else 204.
pub(super) async fn put(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<StatusCode, ApiError> {
    write::check(&app, &headers)?;
    let graph = Target::of(parameters.as_deref(), &uri, &headers)?.graph()?;
    let body = body::read(&app, &headers, body, app.limits.body_bytes).await?;
    let quads = upload::quads(&app, &headers, body, &graph).await?;
    write::write(&app, move |app, writer, cancel| {
        let store = &app.store;
        let new: HashSet<&Quad> = quads.iter().collect();
        let mut patch = Patch::default();
        for old in store.graph(graph.as_ref()) {
            let old = old?;
            if !new.contains(&old) {
                patch.removed.push(old);
            }
        }
        patch.added = absent(store, &quads)?;
        commit(writer, store, &graph, patch, cancel)
    })
    .await
}

/// `POST`: these triples too. To the store itself: a new graph of them, whose address is `Location`.
pub(super) async fn post(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
    body: Body,
) -> Result<Response, ApiError> {
    write::check(&app, &headers)?;
    let target = Target::of(parameters.as_deref(), &uri, &headers)?;
    let body = body::read(&app, &headers, body, app.limits.body_bytes).await?;
    let (graph, location) = match target {
        Target::Graph(graph) => (graph, None),
        Target::Store => {
            // By content: the same triples posted twice are one graph.
            let name = &crate::document::hex(&Sha256::digest(&body))[..16];
            let location = format!("{}/{name}", protocol::address(&uri, &headers).trim_end_matches('/'));
            (GraphName::from(protocol::graph(&location)?), Some(location))
        }
    };
    let quads = upload::quads(&app, &headers, body, &graph).await?;
    let status = write::write(&app, move |app, writer, cancel| {
        let store = &app.store;
        let patch = Patch { added: absent(store, &quads)?, ..Patch::default() };
        commit(writer, store, &graph, patch, cancel)
    })
    .await?;
    Ok(match location {
        Some(location) => (StatusCode::CREATED, [(header::LOCATION, location)]).into_response(),
        None => status.into_response(),
    })
}

/// `DELETE`: the graph is gone; 404 where there was none.
pub(super) async fn delete(
    State(app): State<Arc<App>>,
    uri: Uri,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<StatusCode, ApiError> {
    write::check(&app, &headers)?;
    let graph = Target::of(parameters.as_deref(), &uri, &headers)?.graph()?;
    write::write(&app, move |app, writer, _| {
        let store = &app.store;
        if !store.has_graph(graph.as_ref())? {
            return Err(no_graph(&graph));
        }
        let removed = store.graph(graph.as_ref()).collect::<Result<Vec<_>, _>>()?;
        let dropped = named(&graph);
        writer.apply(store, &Patch { removed, dropped, ..Patch::default() })?;
        Ok(StatusCode::NO_CONTENT)
    })
    .await
}

/// Makes a change to a graph; 201 where the graph is new.
fn commit(
    writer: &mut Writer,
    store: &Store,
    graph: &GraphName,
    mut patch: Patch,
    cancel: &CancellationToken,
) -> Result<StatusCode, ApiError> {
    // Who has been told that it was stopped finds nothing changed.
    sparql::go_on(cancel)?;
    let known = store.has_graph(graph.as_ref())?;
    if !known {
        // Also where nothing is put into it: an empty graph outlives a restart.
        patch.made = named(graph);
    }
    writer.apply(store, &patch)?;
    Ok(if known { StatusCode::NO_CONTENT } else { StatusCode::CREATED })
}

/// The quads that are not there yet, in the order of their N-Quads lines.
fn absent(store: &Store, quads: &[Quad]) -> Result<Vec<Quad>, ApiError> {
    let mut absent = Vec::with_capacity(quads.len());
    for quad in quads {
        if !store.has(quad)? {
            absent.push(quad.clone());
        }
    }
    absent.sort_by_cached_key(ToString::to_string);
    absent.dedup();
    Ok(absent)
}

/// The graph, where it is one that can be made and dropped.
fn named(graph: &GraphName) -> Vec<NamedNode> {
    match graph {
        GraphName::NamedNode(graph) => vec![graph.clone()],
        _ => Vec::new(),
    }
}

fn no_graph(graph: &GraphName) -> ApiError {
    let hint = "PUT makes one; SELECT DISTINCT ?g { GRAPH ?g {} } lists them";
    ApiError::not_found(format!("there is no graph {graph}"), hint)
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err asks for")]
fn internal(error: std::io::Error) -> ApiError {
    ApiError::internal(error.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;

    fn target(address: &str) -> Result<Target, ApiError> {
        let uri: Uri = address.parse().unwrap();
        let mut headers = HeaderMap::new();
        headers.insert(header::HOST, HeaderValue::from_static("example.org"));
        Target::of(uri.query().map(ToOwned::to_owned).as_deref(), &uri, &headers)
    }

    #[test]
    fn a_graph_is_named_in_three_ways() {
        let named = |iri: &str| Target::Graph(NamedNode::new_unchecked(iri).into());
        assert_eq!(target("/store?default").unwrap(), Target::Graph(GraphName::DefaultGraph));
        assert_eq!(target("/store?graph=http%3A%2F%2Fa%2Fb").unwrap(), named("http://a/b"));
        assert_eq!(target("/store/people/1.ttl").unwrap(), named("http://example.org/store/people/1.ttl"));
        assert_eq!(target("/store").unwrap(), Target::Store);
        assert!(target("/store?graph=relative").is_err());
        assert!(target("/store?default&graph=http%3A%2F%2Fa").is_err());
    }
}
