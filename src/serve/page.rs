//! The front page and what it is made of; a plain page until the web application takes its place.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::{Path, State};
use axum::http::header;
use axum::response::{Html, IntoResponse, Response};
use rust_embed::RustEmbed;

use super::app::App;
use super::error::ApiError;
use crate::answer::sparql::{self, CancellationToken, Query, QueryResults};

#[derive(RustEmbed)]
#[folder = "web/"]
struct Assets;

const COUNTS: &str = "PREFIX cg: <https://w3id.org/casegraph/ns#>
SELECT ?type (COUNT(DISTINCT ?x) AS ?n) WHERE {
  VALUES ?type { cg:Document cg:Case cg:Agency cg:Organization cg:Place cg:Policy cg:Programme cg:Observation cg:Recognition cg:Statement cg:Measure cg:Finding }
  ?x a ?type .
  FILTER(?type != cg:Place || EXISTS { ?e cg:mentionOf ?x })
} GROUP BY ?type";

/// Local names of the classes on the front page, with their labels.
const LABELS: [(&str, &str); 12] = [
    ("Document", "documents 来源文档"),
    ("Case", "cases 案例"),
    ("Agency", "agencies 机关单位"),
    ("Organization", "organizations 组织与企业"),
    ("Place", "places named 提及地点"),
    ("Policy", "policies 政策"),
    ("Programme", "programmes 项目与机制"),
    ("Observation", "numbers 量化观测"),
    ("Recognition", "recognitions 荣誉"),
    ("Statement", "relations stated 关系陈述"),
    ("Measure", "measures 举措"),
    ("Finding", "findings in the source 原文疑点"),
];

/// `GET /`
pub(super) async fn index(State(app): State<Arc<App>>) -> Result<Response, ApiError> {
    let mut body = String::from("<section class=\"counts\">\n");
    // Writing to a string cannot fail.
    for (label, count) in counts(&app)? {
        let _ = writeln!(body, "<div><b>{count}</b> {}</div>", escape(label));
    }
    let _ = writeln!(body, "<div><b>{}</b> quads 四元组</div>\n</section>", app.quads);
    body.push_str(include_str!("../../web/ask.html"));
    body.push_str("<h2>Saved queries 常用查询</h2>\n<ul class=\"saved\">\n");
    for query in app.catalog.queries() {
        let name = escape(&query.name);
        let (en, zh) = (escape(&query.summary.en), escape(&query.summary.zh));
        let _ = writeln!(
            body,
            "<li><a href=\"/api/queries/{name}?format=csv\" data-query=\"{name}\">{en}</a> <span lang=\"zh\">{zh}</span></li>"
        );
    }
    body.push_str("</ul>\n");
    body.push_str(include_str!("../../web/links.html"));
    Ok(Html(page("casegraph 案例图谱", &body)).into_response())
}

/// `GET /assets/{file}`
pub(super) async fn asset(Path(file): Path<String>) -> Result<Response, ApiError> {
    let Some(asset) = Assets::get(&file) else {
        return Err(ApiError::not_found(format!("there is no file {file:?}"), "see / for what there is"));
    };
    let media_type = match file.rsplit('.').next() {
        Some("js") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("svg") => "image/svg+xml",
        _ => "text/plain; charset=utf-8",
    };
    Ok(([(header::CONTENT_TYPE, media_type)], asset.data.into_owned()).into_response())
}

fn counts(app: &App) -> Result<Vec<(&'static str, String)>, ApiError> {
    let query = Query::parse(COUNTS).expect("the query of this file is SPARQL");
    let QueryResults::Solutions(solutions) = sparql::evaluate(&app.store, query, &CancellationToken::new())? else {
        return Ok(Vec::new());
    };
    let mut found = std::collections::BTreeMap::new();
    for solution in solutions {
        let solution = solution.map_err(sparql::QueryError::from)?;
        if let (Some(oxigraph::model::Term::NamedNode(class)), Some(oxigraph::model::Term::Literal(n))) =
            (solution.get("type"), solution.get("n"))
        {
            found.insert(class.as_str().rsplit('#').next().unwrap_or_default().to_owned(), n.value().to_owned());
        }
    }
    Ok(LABELS.iter().map(|(class, label)| (*label, found.remove(*class).unwrap_or_else(|| "0".to_owned()))).collect())
}

/// A whole page around its body.
pub(super) fn page(title: &str, body: &str) -> String {
    let title = escape(title);
    format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title}</title>\n<link rel=\"icon\" href=\"/assets/icon.svg\">\n<link rel=\"stylesheet\" href=\"/assets/style.css\">\n<script src=\"/assets/ask.js\" defer></script>\n</head>\n<body>\n<header><a href=\"/\">casegraph</a> <span lang=\"zh\">案例图谱</span></header>\n<main>\n<h1>{title}</h1>\n{body}</main>\n</body>\n</html>\n"
    )
}

/// Text for HTML content and attribute values.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;").replace('\'', "&#39;")
}
