//! What all questions have in common: the view they are asked of, the bounds of a search, the things they name.

use std::collections::BTreeSet;
use std::sync::Arc;

use serde::Serialize;

use super::super::asked::Asked;
use super::super::error::ApiError;
use super::super::operation::{Kind, Parameter};
use super::Context;
use crate::answer::network::saved::saved;
use crate::answer::network::{Bounds, Direction, Filter, NodeId, Projection, Shape, View, Wanted};
use crate::answer::prefix;
use crate::answer::sparql::{Query, QueryError};

/// The view asked for where none is named.
const DEFAULT_VIEW: &str = "all";

/// Most rows of one answer.
pub(super) const MOST: i64 = 1_000;

/// Which view, and which part of it.
pub(in super::super) fn view_parameters() -> Vec<Parameter> {
    vec![
        Parameter::text("view", ["saved view", "视图名称"]).default(DEFAULT_VIEW),
        Parameter::text("query", ["a view of your own: SELECT ?source ?target ?relation", "自定义视图查询"]),
        Parameter::text("type", ["kinds of thing that both ends of a relation are of", "两端事物的类型"])
            .example("Agency,Case"),
        Parameter::text("things", ["things that both ends are among: IRIs or their last part", "两端限于这些事物"])
            .example("agency-13b6c36e60,place-450300"),
        Parameter::text("place", ["only cases in this place: name, code or IRI", "案例所在地"])
            .repeated()
            .example("桂林市"),
        Parameter::new("year", Kind::Year, ["only cases of this year", "案例年份"]).repeated().example("2023"),
        Parameter::text("case", ["only this case: number, title or IRI", "案例编号、名称或 IRI"])
            .repeated()
            .example("8"),
        Parameter::text(
            "project",
            ["one kind of thing, joined by another, perhaps through a third", "投影：类型:连接类型[:中间类型]"],
        )
        .example("Place:Indicator:Case"),
        Parameter::new("merge", Kind::Boolean, ["one tie for all relations of a pair", "合并同一对事物间的关系"]),
        Parameter::new("undirected", Kind::Boolean, ["drop the direction of relations", "忽略关系方向"]),
    ]
}

/// Which relations are followed, and what is not passed through.
pub(super) fn bounds_parameters() -> Vec<Parameter> {
    vec![
        Parameter::one_of("direction", &["both", "out", "in"], ["way to follow relations", "方向"]).default("both"),
        Parameter::text("relation", ["follow these relations only", "仅沿这些关系"]).example("reportedBy,cites"),
        Parameter::text("without", ["do not pass through things of these kinds", "不经过这些类型"]).example("Place"),
        Parameter::text("avoid", ["do not pass through this thing", "不经过此事物"]).repeated().example("450000"),
        Parameter::integer("hubs", 1, 1_000_000, ["do not pass through what has more relations", "不经过关系数更多者"]),
    ]
}

/// Those of them that an answer goes by.
pub(super) fn bounds_parameters_of(names: &[&str]) -> Vec<Parameter> {
    bounds_parameters().into_iter().filter(|parameter| names.contains(&parameter.name.as_ref())).collect()
}

pub(super) fn limit(default: &str, about: [&str; 2]) -> Parameter {
    Parameter::integer("limit", 1, MOST, about).default(default)
}

/// What was asked of.
#[derive(Clone, Debug, Serialize)]
pub(super) struct ViewReport {
    /// Its name; `query` for one of the user's own.
    pub(super) name: String,
    pub(super) nodes: usize,
    pub(super) edges: usize,
}

impl ViewReport {
    pub(super) fn text(&self) -> String {
        format!("view {}: {} things, {} relations", self.name, self.nodes, self.edges)
    }
}

/// The view that a request asks for.
pub(in super::super) fn view_of(context: Context<'_>, asked: &Asked) -> Result<(Arc<View>, String), ApiError> {
    part_of(context, asked, BTreeSet::new())
}

/// The view that a request asks for, with the edges of these relations only; of all where none is named.
pub(in super::super) fn part_of(
    context: Context<'_>,
    asked: &Asked,
    relations: BTreeSet<String>,
) -> Result<(Arc<View>, String), ApiError> {
    if asked.get("query").is_some() && asked.get("view").is_some() {
        return Err(ApiError::bad_request("both view and query are given", "give one of them"));
    }
    let set = |name| asked.list(name).into_iter().collect::<BTreeSet<String>>();
    let texts = |name| asked.all(name).map(str::to_owned).collect::<BTreeSet<String>>();
    let filter = Filter {
        kinds: set("type"),
        things: set("things"),
        places: texts("place"),
        years: asked.all("year").filter_map(|year| year.parse().ok()).collect(),
        cases: texts("case"),
        relations,
    };
    let projection = match asked.get("project") {
        None => None,
        Some(text) => Some(Projection::from_name(text).ok_or_else(|| {
            let hint = "write what is left and what joins it, like Agency:Case, or Place:Indicator:Case";
            ApiError::bad_request(format!("project={text} is not understood"), hint)
        })?),
    };
    let shape = Shape { undirected: asked.is_true("undirected"), merged: asked.is_true("merge") };
    let (name, text, query) = chosen(context, asked)?;
    let wanted = Wanted { query: text, filter, projection, shape };
    let view = context.views.get(context.store, &wanted, || query, context.cancel)?;
    Ok((view, name))
}

/// Name, text and query of the view.
fn chosen(context: Context<'_>, asked: &Asked) -> Result<(String, String, Query), ApiError> {
    if let Some(text) = asked.get("query") {
        let query = Query::parse_with_known_prefixes(text).map_err(QueryError::from)?;
        return Ok(("query".to_owned(), text.to_owned(), query));
    }
    let name = asked.get("view").unwrap_or(DEFAULT_VIEW);
    let (saved, query) = saved(context.catalog, name)?;
    Ok((name.to_owned(), saved.text.clone(), query))
}

/// The view, and what to say of it.
pub(super) fn view(context: Context<'_>, asked: &Asked) -> Result<(Arc<View>, ViewReport), ApiError> {
    let (view, name) = view_of(context, asked)?;
    let report = ViewReport { name, nodes: view.nodes().len(), edges: view.edges().len() };
    Ok((view, report))
}

/// Which nodes and edges a search may use.
pub(super) fn bounds(view: &View, asked: &Asked) -> Result<Bounds, ApiError> {
    let direction = asked.get("direction").and_then(Direction::from_name).unwrap_or_default();
    let relations: BTreeSet<String> =
        asked.list("relation").into_iter().map(|name| prefix::expand(&name).unwrap_or(name)).collect();
    if let Some(unknown) = relations.iter().find(|name| {
        let is_it = |iri: &str| iri == name.as_str() || prefix::local_name(iri) == name.as_str();
        !view.relations().iter().any(|relation| is_it(&relation.iri))
    }) {
        let known: Vec<_> = view.relations().iter().map(|relation| prefix::local_name(&relation.iri)).collect();
        let message = format!("there is no relation {unknown} in this view");
        return Err(ApiError::bad_request(message, format!("there are {}", known.join(", "))));
    }
    Ok(Bounds {
        direction,
        relations,
        without: kinds(view, asked, "without")?,
        around: asked.all("avoid").map(|text| view.find(text)).collect::<Result<_, _>>()?,
        most_edges: asked.get("hubs").and_then(|number| number.parse().ok()),
    })
}

/// Kinds of thing, each of which the view has.
pub(super) fn kinds(view: &View, asked: &Asked, name: &str) -> Result<BTreeSet<String>, ApiError> {
    let kinds: BTreeSet<String> = asked.list(name).into_iter().collect();
    if kinds.is_empty() {
        return Ok(kinds);
    }
    let known: BTreeSet<&str> = view.nodes().map(|id| view.node(id).kind.as_str()).collect();
    match kinds.iter().find(|kind| !known.contains(kind.as_str())) {
        Some(unknown) => {
            let known: Vec<_> = known.into_iter().collect();
            let message = format!("{name}={unknown}: no thing in this view is of this kind");
            Err(ApiError::bad_request(message, format!("there are {}", known.join(", "))))
        }
        None => Ok(kinds),
    }
}

/// The thing that a parameter names.
pub(super) fn node(view: &View, asked: &Asked, name: &str) -> Result<NodeId, ApiError> {
    Ok(view.find(asked.get(name).unwrap_or_default())?)
}

/// A number between two.
pub(super) fn decimal(asked: &Asked, name: &str, default: f64, least: f64, most: f64) -> Result<f64, ApiError> {
    let Some(text) = asked.get(name) else { return Ok(default) };
    let number = text.trim().parse().ok().filter(|number: &f64| (least..=most).contains(number));
    number.ok_or_else(|| {
        ApiError::bad_request(
            format!("{name}={text} is not understood"),
            format!("{name} is a number from {least} to {most}"),
        )
    })
}
