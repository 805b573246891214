//! `/api/graph/*` and `/api/export`: the petgraph view, its answers and its files.

use std::collections::BTreeSet;
use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::app::App;
use super::error::ApiError;
use super::stream;
use crate::answer::network::path::PathError;
use crate::answer::network::report::{self, NetworkError};
use crate::answer::network::{Bounds, Direction, View};
use crate::answer::sparql::{CancellationToken, QueryError};
use crate::export::{self, ExportError, Format};

/// The view asked for where none is named.
const DEFAULT_VIEW: &str = "all";

/// Most paths, and most neighbours, of one answer.
const MOST: usize = 1_000;

/// What can be said in the address.
struct Asked(Vec<(String, String)>);

impl Asked {
    fn new(parameters: Option<String>, known: &[&str]) -> Result<Self, ApiError> {
        let pairs: Vec<_> = form_urlencoded::parse(parameters.unwrap_or_default().as_bytes()).into_owned().collect();
        match pairs.iter().find(|(key, _)| !known.contains(&key.as_str())) {
            Some((key, _)) => {
                let message = format!("there is no parameter {key:?}");
                Err(ApiError::bad_request(message, format!("there are {}", known.join(", "))))
            }
            None => Ok(Self(pairs)),
        }
    }

    fn get(&self, wanted: &str) -> Option<&str> {
        self.0.iter().find(|(key, _)| key == wanted).map(|(_, value)| value.as_str())
    }

    fn needed(&self, wanted: &str) -> Result<&str, ApiError> {
        self.get(wanted).ok_or_else(|| {
            ApiError::bad_request(
                format!("{wanted} is missing"),
                format!("add {wanted}=… with a name, a code or an IRI"),
            )
        })
    }

    fn number(&self, wanted: &str, default: usize) -> Result<usize, ApiError> {
        let Some(text) = self.get(wanted) else { return Ok(default) };
        let number = text.parse().ok().filter(|number| (1..=MOST).contains(number));
        number.ok_or_else(|| {
            ApiError::bad_request(format!("{wanted}={text} is no number of use"), format!("give one from 1 to {MOST}"))
        })
    }

    /// `direction=out&relation=cites,implements&without=Place`
    fn bounds(&self) -> Result<Bounds, ApiError> {
        let list = |wanted| -> BTreeSet<String> {
            let cells = self.get(wanted).unwrap_or_default().split(',').map(str::trim);
            cells.filter(|cell| !cell.is_empty()).map(str::to_owned).collect()
        };
        let direction = match self.get("direction").unwrap_or("both") {
            "both" => Direction::Both,
            "out" => Direction::Out,
            "in" => Direction::In,
            other => {
                return Err(ApiError::bad_request(
                    format!("there is no direction {other:?}"),
                    "there are both, out, in",
                ));
            }
        };
        Ok(Bounds { direction, relations: list("relation"), without: list("without"), ..Bounds::default() })
    }
}

/// `GET /api/graph/neighbors?node=…&depth=1`
pub(super) async fn neighbors(
    State(app): State<Arc<App>>,
    RawQuery(parameters): RawQuery,
) -> Result<Response, ApiError> {
    let asked = Asked::new(parameters, &["view", "node", "depth", "limit", "direction", "relation", "without"])?;
    let (node, depth, limit) =
        (asked.needed("node")?.to_owned(), asked.number("depth", 1)?, asked.number("limit", 100)?);
    let bounds = asked.bounds()?;
    answer(app, asked.get("view"), move |app, view, cancel| {
        report::neighbours(&app.store, view, (&node, depth), &bounds, limit, cancel)
    })
    .await
}

/// `GET /api/graph/paths?from=…&to=…`: the shortest paths.
pub(super) async fn paths(State(app): State<Arc<App>>, RawQuery(parameters): RawQuery) -> Result<Response, ApiError> {
    let asked = Asked::new(parameters, &["view", "from", "to", "limit", "direction", "relation", "without"])?;
    let ends = (asked.needed("from")?.to_owned(), asked.needed("to")?.to_owned());
    let (limit, bounds) = (asked.number("limit", 1)?, asked.bounds()?);
    answer(app, asked.get("view"), move |app, view, cancel| {
        report::paths(&app.store, view, (&ends.0, &ends.1), &bounds, limit, cancel)
    })
    .await
}

/// `GET /api/export?format=graphml&view=all`
pub(super) async fn export(State(app): State<Arc<App>>, RawQuery(parameters): RawQuery) -> Result<Response, ApiError> {
    let asked = Asked::new(parameters, &["format", "view"])?;
    let name = asked.get("format").unwrap_or("turtle");
    let Some(format) = Format::from_name(name) else {
        let message = format!("there is no export format {name:?}");
        return Err(ApiError::bad_request(message, format!("there are {}", Format::names())));
    };
    let view = asked.get("view").unwrap_or(DEFAULT_VIEW).to_owned();
    let file = format!(
        "attachment; filename=\"casegraph-{}.{}\"",
        if format.is_of_view() { &view } else { "all" },
        format.extension()
    );
    let disposition = HeaderValue::from_str(&file).map_err(|_| {
        ApiError::bad_request(format!("{view:?} is no name of a view"), "see the views that are shipped")
    })?;
    let bytes = stream::blocking(&app, move |app, cancel| {
        let mut bytes = Vec::new();
        let written = if format.is_of_view() {
            let graph = shipped(app, &view, cancel)?;
            export::write_view(&graph, &format!("案例图谱 casegraph: {view}"), format, &mut bytes)
        } else {
            export::write_store(&app.store, format, &mut bytes)
        };
        written.map(|()| bytes).map_err(ApiError::from)
    })
    .await?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(format.media_type())),
        (header::CONTENT_DISPOSITION, disposition),
    ];
    Ok((headers, Bytes::from(bytes)).into_response())
}

/// The answer of one view as JSON.
async fn answer<T: Serialize + Send + 'static>(
    app: Arc<App>,
    view: Option<&str>,
    ask: impl FnOnce(&App, &View, &CancellationToken) -> Result<T, NetworkError> + Send + 'static,
) -> Result<Response, ApiError> {
    let view = view.unwrap_or(DEFAULT_VIEW).to_owned();
    let found = stream::blocking(&app, move |app, cancel| {
        let view = shipped(app, &view, cancel)?;
        ask(app, &view, cancel).map_err(ApiError::from)
    });
    Ok(Json(found.await?).into_response())
}

fn shipped(app: &App, name: &str, cancel: &CancellationToken) -> Result<Arc<View>, ApiError> {
    Ok(report::view(&app.store, &app.catalog, &app.views, name, cancel)?)
}

impl From<NetworkError> for ApiError {
    fn from(error: NetworkError) -> Self {
        let hint = error.hint().unwrap_or_default();
        match error {
            NetworkError::Query(error) => error.into(),
            NetworkError::Stopped(_) | NetworkError::Path(PathError::Stopped(_)) => QueryError::Cancelled.into(),
            NetworkError::NoView { .. } | NetworkError::Name(_) | NetworkError::Path(_) => {
                Self::not_found(error.to_string(), hint)
            }
            NetworkError::View(_) => Self::bad_request(error.to_string(), hint),
        }
    }
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        Self::internal(error.to_string())
    }
}
