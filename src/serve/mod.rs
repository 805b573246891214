//! The answers over HTTP.
//!
//! A handler extracts, asks and shapes; evaluation runs on a bounded pool of blocking threads, is stopped by the time
//! limit and by a client that goes away, and is streamed from the first chunk on.

mod accept;
mod answers;
mod app;
mod asked;
mod body;
mod description;
mod documents;
mod entity;
mod entity_page;
mod error;
mod explain;
pub(crate) mod export;
mod front;
pub(crate) mod graph;
mod graph_store;
mod health;
mod limits;
mod linked;
mod listener;
mod live;
mod mcp;
mod observe;
mod openapi;
mod operation;
mod page;
mod pool;
mod protocol;
mod protocol_operations;
mod queries;
mod records;
mod reference;
mod safety;
mod search;
mod sparql;
mod stream;
mod trial;
mod update;
mod upload;
mod web;
mod write;

use std::io;
use std::sync::Arc;

use axum::Router;
use axum::http::{HeaderName, Method, header};
use axum::middleware::{from_fn_with_state, map_response};
use axum::routing::{MethodRouter, get, post};
use tower_http::compression::CompressionLayer;
use tower_http::cors::{Any, CorsLayer};

pub use self::app::{App, AppError};
use self::error::ApiError;
pub use self::front::{Front, Peer, is_base};
pub use self::limits::Limits;
pub use self::listener::Listener;
pub use self::live::{Live, Settings};
pub use self::mcp::on_stdio as mcp_on_stdio;
pub use self::pool::Load;
use crate::answer::records::List;

/// All addresses.
pub fn router(live: impl Into<Live>) -> Router {
    let live = live.into();
    let front = Arc::new(live.settings().front.clone());
    let inner = layered(live.clone(), addresses(&live));
    // Around everything, because it changes the address that is looked up.
    Router::new().fallback_service(inner).layer(from_fn_with_state(front, front::pass))
}

fn addresses(live: &Live) -> Router<Live> {
    Router::new()
        .merge(web::pages())
        .route("/sparql", get(sparql::by_get).post(sparql::by_post))
        .route("/query", get(sparql::by_get).post(sparql::by_post))
        .route("/update", post(update::by_post))
        .route("/store", graph_store())
        .route("/store/{*graph}", graph_store())
        .route("/openapi.json", get(openapi::document))
        .route("/api", get(reference::reference))
        .route("/api/cases", records::list(List::Cases))
        .route("/api/entities", records::list(List::Entities))
        .route("/api/observations", records::list(List::Observations))
        .route("/api/recognitions", records::list(List::Recognitions))
        .route("/api/findings", records::list(List::Findings))
        .route("/api/queries", get(queries::list))
        .route("/api/queries/{name}", get(queries::run))
        .route("/api/documents", records::list(List::Documents))
        .route("/api/documents/{id}", get(documents::document))
        .route("/api/documents/{id}/text", get(documents::text))
        .route("/api/documents/{id}/mentions", get(documents::mentions))
        .route("/api/search", get(search::find))
        .route("/api/graph/neighbors", get(graph::answer::<graph::Neighbors>))
        .route("/api/graph/paths", get(graph::answer::<graph::Paths>))
        .route("/api/graph/neighbors.svg", get(graph::picture::<graph::Neighbors, false>))
        .route("/api/graph/neighbors.dot", get(graph::picture::<graph::Neighbors, true>))
        .route("/api/graph/paths.svg", get(graph::picture::<graph::Paths, false>))
        .route("/api/graph/paths.dot", get(graph::picture::<graph::Paths, true>))
        .route("/api/graph/subgraph.svg", get(graph::picture::<graph::SubgraphOf, false>))
        .route("/api/graph/subgraph.dot", get(graph::picture::<graph::SubgraphOf, true>))
        .route("/api/graph/communities.svg", get(graph::picture::<graph::CommunitiesOf, false>))
        .route("/api/graph/communities.dot", get(graph::picture::<graph::CommunitiesOf, true>))
        .route("/api/graph/rank", get(graph::answer::<graph::Rank>))
        .route("/api/graph/communities", get(graph::answer::<graph::CommunitiesOf>))
        .route("/api/graph/similar", get(graph::answer::<graph::SimilarTo>))
        .route("/api/graph/components", get(graph::answer::<graph::Components>))
        .route("/api/graph/bridges", get(graph::answer::<graph::Bridges>))
        .route("/api/graph/subgraph", get(graph::answer::<graph::SubgraphOf>))
        .route("/api/graph/suggest", get(graph::answer::<graph::Suggest>))
        .route("/api/graph/compare", get(graph::answer::<graph::Compare>))
        .route("/api/graph/views", get(graph::answer::<graph::Views>))
        .route("/api/export", get(export::export))
        .route("/api/entity", get(entity::entity))
        .route("/context.jsonld", get(linked::context))
        .route("/data/{space}/{file}", get(linked::document))
        .route("/id/{name}", linked::things("id"))
        .route("/indicator/{name}", linked::things("indicator"))
        .route("/mcp", mcp::route(live.clone()))
        .route("/ns", get(linked::vocabulary))
        .route("/vocab/{name}", linked::things("vocab"))
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/metrics", get(observe::scrape))
        .fallback(web::nowhere)
        .method_not_allowed_fallback(|| async { ApiError::method_not_allowed() })
}

/// What holds for every address, the outermost first. As one layer: a request goes through a box for each that is put on
/// a router by itself.
fn layered(live: Live, addresses: Router<Live>) -> Router {
    let layers = (
        from_fn_with_state(live.clone(), observe::follow),
        map_response(safety::secure),
        cors(),
        CompressionLayer::new(),
        from_fn_with_state(live.clone(), live::gate),
        from_fn_with_state(live.clone(), answers::answer),
    );
    addresses.layer(layers).with_state(live)
}

/// The verbs of the Graph Store Protocol.
fn graph_store() -> MethodRouter<Live> {
    get(graph_store::get).put(graph_store::put).post(graph_store::post).delete(graph_store::delete)
}

/// Reading is open to pages of any origin.
fn cors() -> CorsLayer {
    let exposed = [
        header::CONTENT_TYPE,
        header::ETAG,
        header::LINK,
        header::RETRY_AFTER,
        observe::REQUEST_ID,
        HeaderName::from_static("x-total-count"),
    ];
    let methods = [Method::GET, Method::HEAD, Method::POST, Method::OPTIONS];
    CorsLayer::new().allow_origin(Any).allow_methods(methods).allow_headers(Any).expose_headers(exposed)
}

/// Serves until `stop` is done; requests under way are finished. Connections are held within the limits.
pub async fn serve(
    listener: impl Into<Listener>,
    live: impl Into<Live>,
    limits: &Limits,
    stop: impl Future<Output = ()> + Send,
) -> io::Result<()> {
    listener::serve(listener.into(), router(live), limits, stop).await
}
