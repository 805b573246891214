//! `/api`: the interface for people, a page made of the same tables as `/openapi.json`. It works without script and network.

use std::fmt::Write;
use std::sync::Arc;

use axum::extract::State;
use axum::http::HeaderMap;
use axum::response::{Html, IntoResponse, Response};

use super::app::App;
use super::front;
use super::openapi::{TAGS, operations};
use super::operation::{Kind, Operation, Parameter};
use super::page::{escape, page};

/// `GET /api`
pub(super) async fn reference(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    let operations = operations(&app);
    let mut body = String::from(
        "<p>Every address, what it takes and what it gives. For programs: <a href=\"/openapi.json\">openapi.json</a> (OpenAPI 3.1). <span lang=\"zh\">全部接口、参数与结果；程序可读 openapi.json。</span></p>\n<p>Errors have one shape: <code>{\"error\": {\"code\", \"message\", \"hint\"}}</code>. <span lang=\"zh\">错误统一为此格式。</span></p>\n<ul>\n",
    );
    // Writing to a string cannot fail.
    for (tag, [en, zh]) in TAGS {
        let _ = writeln!(body, "<li><a href=\"#{tag}\">{en}</a> <span lang=\"zh\">{zh}</span></li>");
    }
    body.push_str("</ul>\n");
    for (tag, [en, zh]) in TAGS {
        let _ = writeln!(body, "<h2 id=\"{tag}\">{en} <span lang=\"zh\">{zh}</span></h2>");
        for operation in operations.iter().filter(|operation| operation.tag == tag) {
            write_operation(&mut body, operation);
        }
    }
    Html(front::page(page("API 接口", &body), front::base(&headers))).into_response()
}

fn write_operation(body: &mut String, operation: &Operation) {
    let (method, path) = (operation.method.name().to_uppercase(), escape(&operation.path));
    let [en, zh] = &operation.summary;
    let _ = writeln!(
        body,
        "<details>\n<summary><code>{method} {path}</code> {} <span lang=\"zh\">{}</span></summary>",
        escape(en),
        escape(zh)
    );
    let [en, zh] = &operation.description;
    if !en.is_empty() {
        let _ = writeln!(body, "<p>{}</p>\n<p lang=\"zh\">{}</p>", escape(en), escape(zh));
    }
    if !operation.parameters.is_empty() {
        body.push_str("<table>\n<tr><th>parameter</th><th>type</th><th>what</th><th>example</th></tr>\n");
        for parameter in &operation.parameters {
            write_parameter(body, parameter);
        }
        body.push_str("</table>\n");
    }
    for answer in &operation.answers {
        let types: Vec<_> = answer.bodies.iter().map(|body| body.media_type.as_str()).collect();
        let _ = writeln!(body, "<p>{} {}: {}</p>", answer.status, escape(&answer.about[0]), escape(&types.join(", ")));
    }
    if let Some(address) = example(operation) {
        let address = escape(&address);
        let _ = writeln!(body, "<p><a href=\"{address}\">{address}</a></p>");
    }
    body.push_str("</details>\n");
}

fn write_parameter(body: &mut String, parameter: &Parameter) {
    let mut kind = match &parameter.kind {
        Kind::Text => "text".to_owned(),
        Kind::Iri => "IRI".to_owned(),
        Kind::Integer(least, most) => format!("{least}–{most}"),
        Kind::AnyInteger => "whole number".to_owned(),
        Kind::Decimal => "number".to_owned(),
        Kind::Date => "date".to_owned(),
        Kind::Year => "year".to_owned(),
        Kind::Boolean => "true, false".to_owned(),
        Kind::OneOf(values) => values.join(" | "),
        Kind::SomeOf(values) => format!("of {}", values.join(", ")),
    };
    if parameter.is_repeated {
        kind.push_str(" (repeatable)");
    }
    let needed = if parameter.is_required { " *" } else { "" };
    let shown = parameter.default.as_ref().map(|default| format!("default {default}"));
    let shown = shown.into_iter().chain(parameter.examples.iter().cloned()).collect::<Vec<_>>().join(", ");
    let [en, zh] = &parameter.about;
    let _ = writeln!(
        body,
        "<tr><td><code>{}{needed}</code></td><td>{}</td><td>{} <span lang=\"zh\">{}</span></td><td>{}</td></tr>",
        escape(&parameter.name),
        escape(&kind),
        escape(en),
        escape(zh),
        escape(&shown)
    );
}

/// An address that can be followed: the first example of each parameter in the path and of each that is needed, else of the
/// first that has one.
fn example(operation: &Operation) -> Option<String> {
    if operation.method.name() != "get" {
        return None;
    }
    let mut path = operation.path.to_string();
    let mut query = form_urlencoded::Serializer::new(String::new());
    let mut is_empty = true;
    for parameter in &operation.parameters {
        let Some(example) = parameter.examples.first().or(parameter.default.as_ref()) else { continue };
        if parameter.is_in_path {
            path = path.replace(&format!("{{{}}}", parameter.name), example);
        } else if parameter.is_required || is_empty && !parameter.examples.is_empty() {
            query.append_pair(&parameter.name, example);
            is_empty = false;
        }
    }
    let query = query.finish();
    Some(if query.is_empty() { path } else { format!("{path}?{query}") })
}
