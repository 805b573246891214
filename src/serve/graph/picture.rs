//! Answers as pictures: `/api/graph/paths.svg`, and `neighbors`, `subgraph` and `communities` likewise, the same as DOT, and the
//! files that `casegraph graph --svg` writes.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use axum::extract::{RawQuery, State};
use axum::http::{HeaderValue, header};
use axum::response::{IntoResponse, Response};

use super::super::app::App;
use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::stream;
use super::{Context, Question};
use crate::answer::network::{EdgeId, NodeId, View};
use crate::export::picture::{Group, Picture};
use crate::export::{About, Export, Graph, Part};

/// What of a view is drawn, and how.
pub(in super::super) struct Drawing {
    pub(super) view: Arc<View>,
    /// In Chinese and English.
    pub(super) title: String,
    pub(super) nodes: Vec<NodeId>,
    pub(super) edges: Vec<EdgeId>,
    /// What it is about.
    pub(super) focus: Vec<NodeId>,
    /// Paths from left to right; none: laid out by forces.
    pub(super) paths: Vec<Vec<NodeId>>,
    /// What belongs together, with its name; none: what hangs together stands together.
    pub(super) groups: Vec<(String, Vec<NodeId>)>,
}

/// The forms of a picture, by the ending of its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Svg,
    Dot,
}

/// `GET /api/graph/paths.svg?from=…&to=…`
pub(in super::super) async fn picture<Q: Question, const IS_DOT: bool>(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref(), &Q::parameters())?;
    let form = if IS_DOT { Form::Dot } else { Form::Svg };
    let bytes = stream::blocking(&app, move |app, cancel| {
        let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
        drawn::<Q>(context, &asked, form)
    })
    .await?;
    let media_type = export(form).media_type();
    Ok(([(header::CONTENT_TYPE, HeaderValue::from_static(media_type))], bytes).into_response())
}

fn export(form: Form) -> Export {
    let name = if form == Form::Dot { "dot" } else { "svg" };
    Export::new(name, None, false).expect("it is a format of graphs")
}

/// The picture of an answer.
pub(super) fn drawn<Q: Question>(context: Context<'_>, asked: &Asked, form: Form) -> Result<Vec<u8>, ApiError> {
    let Some(drawing) = Q::drawing(context, asked) else {
        let hint = "paths, neighbors, subgraph and communities have one";
        return Err(ApiError::bad_request(format!("{} has no picture", Q::NAME), hint));
    };
    let drawing = drawing?;
    let view = &drawing.view;
    let part = Part::new(view, drawing.nodes.iter().copied(), drawing.edges.iter().copied());
    let about = About::of_answer(drawing.title.clone(), asked.get("view").unwrap_or("all").to_owned());
    let mut graph = Graph::of_part(view, &part, context.store, about, context.cancel)?;
    let mut bytes = Vec::new();
    if form == Form::Dot {
        graph.lay_out();
        export(form).write_graph(&graph, &mut bytes)?;
        return Ok(bytes);
    }
    let place = |node: &NodeId| part.place(*node).expect("it is of the part");
    let picture = Picture {
        graph: &graph,
        focus: drawing.focus.iter().map(place).collect(),
        groups: drawing
            .groups
            .iter()
            .map(|(name, nodes)| Group { name: name.clone(), nodes: nodes.iter().map(place).collect() })
            .collect(),
        columns: columns(&drawing.paths).iter().map(|column| column.iter().map(place).collect()).collect(),
    };
    picture.write(&mut bytes)?;
    Ok(bytes)
}

/// The things of paths by how many steps they are from the start at most; ends are in the last column.
fn columns(paths: &[Vec<NodeId>]) -> Vec<Vec<NodeId>> {
    let mut steps: BTreeMap<NodeId, usize> = BTreeMap::new();
    for path in paths {
        for (step, node) in path.iter().enumerate() {
            let known = steps.entry(*node).or_insert(step);
            *known = (*known).max(step);
        }
    }
    let mut columns = vec![BTreeSet::new(); steps.values().max().map_or(0, |last| last + 1)];
    for (node, step) in steps {
        columns[step].insert(node);
    }
    columns
        .into_iter()
        .map(|column| column.into_iter().collect())
        .filter(|column: &Vec<_>| !column.is_empty())
        .collect()
}
