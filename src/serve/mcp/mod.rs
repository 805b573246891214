//! The Model Context Protocol: the same answers for clients that are language models, over HTTP at `/mcp` and on standard
//! input and output. Read only, within the limits of every query; each answer with the words it rests on and where they
//! stand.
//!
//! Over HTTP there are no sessions: a request is answered with JSON, and nothing is kept of a client. Versions of the
//! protocol are negotiated by the library.

mod answer;
mod argument;
mod resource;
mod tool;

use std::io;
use std::sync::Arc;

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{Uri, header};
use axum::middleware::{Next, from_fn_with_state, map_response};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, post_service};
use rmcp::model::{
    CallToolRequestParams, CallToolResponse, CallToolResult, Extensions, Implementation, ListResourcesResult,
    ListToolsResult, PaginatedRequestParams, ReadResourceRequestParams, ReadResourceResponse, ServerCapabilities,
    ServerConfig, Tool,
};
use rmcp::service::RequestContext;
use rmcp::transport::streamable_http_server::session::never::NeverSessionManager;
use rmcp::transport::streamable_http_server::{StreamableHttpServerConfig, StreamableHttpService};
use rmcp::{ErrorData, RoleServer, ServerHandler, ServiceExt};

use super::app::App;
use super::error::ApiError;
use super::live::Live;
use super::{body, protocol};

/// Longest request.
const LONGEST: usize = 1024 * 1024;

/// Pages on this machine may ask; which others may is a setting.
const LOCAL: [&str; 3] = ["http://localhost:*", "http://127.0.0.1:*", "http://[::1]:*"];

/// What a client is told before it asks.
const INSTRUCTIONS: &str = "casegraph holds facts read from Chinese government case documents (典型案例): who did what, \
where, under which policy, with which measured result. Every fact carries the exact words of its source (quotation) with \
the document and offsets in code points. Names are Chinese: ask with Chinese words (桂林市, 政采贷, 企业开办). Begin with \
`search` for words, `entity` for one thing, `observations` for numbers, `path` for how two things hang together; \
`saved_queries` lists ready questions, `sparql` takes any other. Cite the quotation and its address with every statement, and \
say so when the graph does not hold something.";

/// The service for language models.
#[derive(Clone)]
struct Tools {
    live: Live,
}

/// Longest message of the library that is passed on.
const MESSAGE: usize = 4096;

/// Refusals of the transport in the one shape of errors; what is JSON already is the protocol's own.
async fn shaped(response: Response) -> Response {
    let is_json = response
        .headers()
        .get(header::CONTENT_TYPE)
        .is_some_and(|value| value.as_bytes().starts_with(b"application/json"));
    let status = response.status();
    if is_json || !(status.is_client_error() || status.is_server_error()) {
        return response;
    }
    let message = to_bytes(response.into_body(), MESSAGE).await.unwrap_or_default();
    ApiError::transport(status, String::from_utf8_lossy(&message).trim()).into_response()
}

/// Reads the body as that of every request is read, which the library would wait for without end.
async fn whole(State(app): State<Arc<App>>, request: Request, next: Next) -> Result<Response, ApiError> {
    let (head, body) = request.into_parts();
    let body = body::read(&app, &head.headers, body, LONGEST).await?;
    Ok(next.run(Request::from_parts(head, Body::from(body))).await)
}

/// `/mcp`
pub(super) fn route(live: Live) -> MethodRouter<Live> {
    let service = post_service(service(live.clone()));
    service.layer(map_response(shaped)).layer(from_fn_with_state(live, whole))
}

fn service(live: Live) -> StreamableHttpService<impl ServerHandler, NeverSessionManager> {
    let origins = LOCAL.iter().map(|origin| (*origin).to_owned()).chain(live.settings().origins.iter().cloned());
    let config = StreamableHttpServerConfig::default()
        .with_legacy_session_mode(false)
        .with_json_response(true)
        .with_max_request_body_bytes(LONGEST)
        // Whoever reaches this address may read it, under whatever name; what a page of another origin may not do is below.
        .disable_allowed_hosts()
        .with_allowed_origins(origins.collect::<Vec<_>>());
    let tools = Tools { live };
    StreamableHttpService::new(move || Ok(tools.clone()), Arc::new(NeverSessionManager::default()), config)
}

/// Serves one client on standard input and output until it closes them.
pub async fn on_stdio(live: Live) -> io::Result<()> {
    let running = Tools { live }.serve(rmcp::transport::stdio()).await.map_err(io::Error::other)?;
    running.waiting().await.map(|_| ()).map_err(io::Error::other)
}

impl Tools {
    /// The graph that is served now.
    fn app(&self) -> Result<Arc<App>, ApiError> {
        self.live.app().ok_or_else(ApiError::loading)
    }
}

impl ServerHandler for Tools {
    fn get_info(&self) -> ServerConfig {
        let capabilities = ServerCapabilities::builder().enable_tools().enable_resources().build();
        let name = Implementation::new("casegraph", env!("CARGO_PKG_VERSION")).with_title("casegraph 案例图谱");
        ServerConfig::new(capabilities).with_server_info(name).with_instructions(INSTRUCTIONS)
    }

    fn get_tool(&self, name: &str) -> Option<Tool> {
        tool::all().into_iter().find(|tool| tool.name == name)
    }

    async fn list_tools(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListToolsResult, ErrorData> {
        Ok(ListToolsResult::with_all_items(tool::all()))
    }

    async fn call_tool(
        &self,
        request: CallToolRequestParams,
        context: RequestContext<RoleServer>,
    ) -> Result<CallToolResponse, ErrorData> {
        let root = root(&context.extensions);
        let arguments = serde_json::Value::Object(request.arguments.unwrap_or_default());
        let Some(answer) = tool::call(self, &root, &request.name, arguments).await else {
            let names: Vec<_> = tool::all().into_iter().map(|tool| tool.name).collect();
            let message = format!("there is no tool {:?}; there are {}", request.name, names.join(", "));
            return Err(ErrorData::invalid_params(message, None));
        };
        Ok(CallToolResult::from(answer).into())
    }

    async fn list_resources(
        &self,
        _: Option<PaginatedRequestParams>,
        _: RequestContext<RoleServer>,
    ) -> Result<ListResourcesResult, ErrorData> {
        let resources = self.app().and_then(|app| resource::all(&app)).map_err(|error| internal(&error))?;
        Ok(ListResourcesResult::with_all_items(resources))
    }

    async fn read_resource(
        &self,
        request: ReadResourceRequestParams,
        _: RequestContext<RoleServer>,
    ) -> Result<ReadResourceResponse, ErrorData> {
        let app = self.app().map_err(|error| internal(&error))?;
        match resource::read(&app, &request.uri) {
            Ok(content) => Ok(content.into()),
            Err(error) => Err(ErrorData::resource_not_found(error.message().to_owned(), None)),
        }
    }
}

/// Where a client finds the service: scheme, host and the path it is below, as of every request. On standard input there is
/// no such place, and addresses are paths.
fn root(extensions: &Extensions) -> String {
    let Some(parts) = extensions.get::<Parts>() else { return String::new() };
    protocol::address(&Uri::from_static("/"), &parts.headers).trim_end_matches('/').to_owned()
}

fn internal(error: &ApiError) -> ErrorData {
    ErrorData::internal_error(error.message().to_owned(), None)
}
