//! `/api/export`: the graph in the format of another tool.
//!
//! An export is written whole before the answer begins, beyond a megabyte into a temporary file: what fails is an error
//! with its status and never half a file, memory does not grow with it, and the client is told how long it is.

use std::io::{self, Read, Seek, Write};
use std::sync::Arc;

use axum::body::{Body, Bytes};
use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde_json::json;
use tempfile::SpooledTempFile;
use tokio::sync::mpsc;
use tokio_stream::wrappers::ReceiverStream;

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::graph::{self, Context, Refusal};
use super::operation::{Kind, Operation, Parameter};
use super::stream;
use crate::answer::network::Stop;
use crate::answer::network::rank::Measure;
use crate::export::computed;
use crate::export::{About, Export, ExportError, Format, Graph, Table};

/// Bytes kept in memory, and bytes of a chunk of what is not.
const IN_MEMORY: usize = 1024 * 1024;
const CHUNK: usize = 64 * 1024;

/// What can be said in the address: the format, the table, and the view that most formats write.
fn parameters() -> Vec<Parameter> {
    let formats: Vec<_> = Format::all().map(Format::name).collect();
    let mut all = vec![
        Parameter::one_of("format", &formats, ["format", "格式"]).default("turtle"),
        Parameter::one_of("table", &Table::ALL.map(Table::name), ["rows to write", "写出的表"]).default("graph"),
    ];
    all.extend(graph::view_parameters());
    all.extend([
        Parameter::text("relation", ["edges of these relations only", "仅含这些关系"]).example("reportedBy,cites"),
        Parameter::new("communities", Kind::Boolean, ["with the community of each node (Leiden)", "附各节点的社群"]),
        Parameter::one_of(
            "rank",
            &Measure::ALL.map(Measure::name),
            ["with this measure of each node", "附各节点的度量"],
        ),
        Parameter::integer("samples", 1, 1_000_000, ["measure from so many nodes, for large views", "抽样源点数"]),
    ]);
    all
}

/// Whether nodes and edges are chosen, or something is asked of them.
fn is_chosen(asked: &Asked) -> bool {
    let names = parameters().into_iter().map(|parameter| parameter.name);
    names.filter(|name| !["format", "table"].contains(&name.as_ref())).any(|name| asked.get(&name).is_some())
}

/// The row of the interface.
pub(super) fn operation() -> Operation {
    let mut types: Vec<_> = Format::all().map(|format| format.media_type(Table::Graph)).collect();
    types.dedup();
    let export = Operation::get("/api/export", "graph", ["The graph in the format of another tool", "导出"])
        .describe(["docs/exports.md says who reads which format.", "各格式的用途见 docs/exports.md。"])
        .parameters(parameters());
    let gives = |export: Operation, media_type: &'static str| {
        export.gives(media_type.split(';').next().unwrap_or_default(), json!({ "type": "string" }))
    };
    types.into_iter().fold(export, gives).errors(&[400, 404, 503, 504])
}

/// An export that is asked for: what is written, and of what.
pub(crate) struct Wish {
    pub(crate) export: Export,
    asked: Asked,
}

impl Wish {
    /// What the command line asks for, in the parameters of the address.
    pub(crate) fn read(parameters: &[(&str, String)]) -> Result<Self, Refusal> {
        let query: String = form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish();
        Ok(Self::of(Some(&query))?)
    }

    fn of(query: Option<&str>) -> Result<Self, ApiError> {
        let asked = Asked::read(query, &parameters())?;
        let is_chosen = is_chosen(&asked);
        // Who chooses nodes and edges wants a graph of them.
        let format = asked.get("format").unwrap_or(if is_chosen { "graphml" } else { "turtle" });
        Ok(Self { export: Export::new(format, asked.get("table"), is_chosen)?, asked })
    }

    /// The tables of the view that is asked for, and its name.
    pub(crate) fn graph(&self, context: Context<'_>) -> Result<(Graph, String), Refusal> {
        Ok(self.tables(context)?)
    }

    fn tables(&self, context: Context<'_>) -> Result<(Graph, String), ApiError> {
        let (view, name) = graph::part_of(context, &self.asked, self.asked.list("relation").into_iter().collect())?;
        let mut about = match self.asked.get("query") {
            Some(text) => About::of_query(text),
            None => About::of_view(context.catalog, &name),
        };
        about.query.push_str(&self.choice());
        let mut graph = Graph::of(&view, context.store, about, context.cancel)?;
        let wanted = computed::Asked {
            communities: self.asked.is_true("communities"),
            measure: self.asked.get("rank").and_then(Measure::from_name),
            samples: self.asked.get("samples").and_then(|number| number.trim().parse().ok()),
        };
        graph.add_computed(&view, &wanted, &Stop::new(context.cancel))?;
        graph.lay_out();
        Ok((graph, name))
    }

    /// What is chosen of the view, as the file says it: ` · type=Agency · year=2023`.
    fn choice(&self) -> String {
        let names = parameters().into_iter().map(|parameter| parameter.name);
        let names = names.filter(|name| !["format", "table", "view", "query"].contains(&name.as_ref()));
        let said =
            names.flat_map(|name| self.asked.all(&name).map(|value| format!(" · {name}={value}")).collect::<Vec<_>>());
        said.collect()
    }

    /// Writes the export; the name of its view.
    fn write(&self, context: Context<'_>, output: &mut (dyn Write + Send)) -> Result<String, ApiError> {
        if !self.export.needs_view() {
            self.export.write_store(context.store, context.cancel, output)?;
            return Ok("all".to_owned());
        }
        let (graph, name) = self.tables(context)?;
        self.export.write_graph(&graph, output)?;
        Ok(name)
    }
}

/// `GET /api/export?format=graphml&view=all`, `?format=gexf&query=SELECT…`, `?format=parquet&table=observations`
pub(super) async fn export(State(app): State<Arc<App>>, RawQuery(query): RawQuery) -> Result<Response, ApiError> {
    let wish = Wish::of(query.as_deref())?;
    let export = wish.export;
    let (file, name) = stream::blocking(&app, move |app, cancel| {
        let mut file = file();
        let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
        let name = wish.write(context, &mut file)?;
        Ok((file, name))
    })
    .await?;
    attached(export, &name, file)
}

/// A file that was written, to be kept under its name.
pub(super) fn attached(export: Export, name: &str, file: SpooledTempFile) -> Result<Response, ApiError> {
    let (body, length) = body(file).map_err(ExportError::from)?;
    let name = format!("attachment; filename=\"{}\"", export.file_name(name));
    let disposition = HeaderValue::from_str(&name).map_err(|error| ApiError::internal(error.to_string()))?;
    let headers = [
        (header::CONTENT_TYPE, HeaderValue::from_static(export.media_type())),
        (header::CONTENT_DISPOSITION, disposition),
        (header::CONTENT_LENGTH, HeaderValue::from(length)),
    ];
    Ok((headers, body).into_response())
}

/// A file in memory until it is large.
pub(super) fn file() -> SpooledTempFile {
    SpooledTempFile::new(IN_MEMORY)
}

/// The file as a body, and how long it is.
fn body(mut file: SpooledTempFile) -> io::Result<(Body, u64)> {
    let length = file.seek(io::SeekFrom::End(0))?;
    file.rewind()?;
    if !file.is_rolled() {
        let mut bytes = Vec::new();
        file.read_to_end(&mut bytes)?;
        return Ok((Body::from(bytes), length));
    }
    let (sender, receiver) = mpsc::channel::<io::Result<Bytes>>(2);
    tokio::task::spawn_blocking(move || {
        loop {
            let mut chunk = vec![0; CHUNK];
            let sent = match file.read(&mut chunk) {
                Ok(0) => break,
                Ok(count) => {
                    chunk.truncate(count);
                    sender.blocking_send(Ok(chunk.into()))
                }
                Err(error) => {
                    // Nobody listens any more when this fails.
                    let _ = sender.blocking_send(Err(error));
                    break;
                }
            };
            if sent.is_err() {
                break;
            }
        }
    });
    Ok((Body::from_stream(ReceiverStream::new(receiver)), length))
}

impl From<ExportError> for ApiError {
    fn from(error: ExportError) -> Self {
        let hint = error.hint().unwrap_or_default();
        match error {
            ExportError::Asked { what, .. } => Self::bad_request(what, hint),
            ExportError::TooLong { .. } => Self::bad_request(error.to_string(), hint),
            ExportError::Query(error) => error.into(),
            ExportError::Store(error) => error.into(),
            ExportError::Communities(error) => error.into(),
            ExportError::Rank(error) => error.into(),
            ExportError::Output(_) => Self::internal(error.to_string()),
        }
    }
}
