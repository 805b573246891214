//! `/openapi.json`: the interface as OpenAPI 3.1, and `/api`: the same for people, without any script.
//!
//! Both are made of the tables that the handlers check requests by, so that they cannot say other than what is done. The
//! document is written by hand from these tables; generators from types (utoipa, aide) were weighed: they would need the
//! parameters said a second time, as structs that no handler reads.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, LazyLock};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use serde_json::{Map, Value, json};

use super::app::App;
use super::front;
use super::operation::{Operation, Parameter, Words, named, object};
use super::{documents, entity, linked, protocol_operations, records, search};

/// Chapters, in the order of the page.
pub(super) const TAGS: [(&str, [&str; 2]); 7] = [
    ("lists", ["Lists of records", "记录列表"]),
    ("things", ["Things and documents", "实体与文档"]),
    ("queries", ["Saved queries", "常用查询"]),
    ("sparql", ["SPARQL and graph store", "SPARQL 与图存储"]),
    ("graph", ["The graph of the relations, search, exports", "关系图、检索与导出"]),
    ("data", ["Linked data", "关联数据"]),
    ("service", ["The service itself", "服务本身"]),
];

/// What each status of an error says.
const STATUSES: [(u16, [&str; 2]); 15] = [
    (400, ["The request is not understood", "请求有误"]),
    (401, ["The token is missing or wrong", "缺少令牌或令牌有误"]),
    (403, ["This server does not allow it", "本服务不允许"]),
    (404, ["There is no such thing", "没有该对象"]),
    (405, ["The address does not take this method", "该地址不支持此方法"]),
    (406, ["No format that is asked for fits", "没有可接受的格式"]),
    (408, ["The request came too slowly", "请求超时"]),
    (409, ["It does not fit what is there", "与现有内容冲突"]),
    (413, ["The body is too large", "请求体过大"]),
    (414, ["The address is too long", "地址过长"]),
    (415, ["The body is of a type that is not read", "请求体类型不支持"]),
    (500, ["The server failed", "服务器出错"]),
    (503, ["Too busy: try again later", "繁忙，请稍后再试"]),
    (504, ["It took longer than the limit", "超过时限"]),
    (507, ["The change could not be recorded", "更改未能记录"]),
];

/// Every address that is described.
pub(super) fn operations(app: &App) -> Vec<Operation> {
    let mut all = records::operations();
    all.extend(entity::operations());
    all.extend(linked::operations());
    all.extend(documents::operations());
    all.extend(search::operations());
    all.extend(super::graph::operations());
    all.extend(protocol_operations::operations());
    all.extend(super::queries::operations(&app.catalog));
    all
}

/// `GET /openapi.json`
pub(super) async fn document(State(app): State<Arc<App>>, headers: HeaderMap) -> Response {
    static WRITTEN: LazyLock<std::sync::Mutex<BTreeMap<String, Bytes>>> = LazyLock::new(Default::default);
    let mut written = WRITTEN.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let base = front::base(&headers);
    // A proxy that is trusted says which paths there are; it is one, or few.
    if written.len() > 16 {
        written.clear();
    }
    let bytes = written.entry(base.to_owned()).or_insert_with(|| {
        let document = describe(&operations(&app), base);
        Bytes::from(serde_json::to_vec_pretty(&document).expect("a description is JSON"))
    });
    ([(header::CONTENT_TYPE, "application/json")], bytes.clone()).into_response()
}

/// The whole description.
fn describe(operations: &[Operation], base: &str) -> Value {
    let mut paths: BTreeMap<&str, Map<String, Value>> = BTreeMap::new();
    for operation in operations {
        paths.entry(&operation.path).or_default().insert(operation.method.name().to_owned(), describe_one(operation));
    }
    let tags: Vec<_> =
        TAGS.iter().map(|(name, words)| json!({ "name": name, "description": words.join(" · ") })).collect();
    let mut schemas: Map<String, Value> =
        records::schemas().into_iter().map(|(name, schema)| (name.to_owned(), schema)).collect();
    let text = || json!({ "type": "string" });
    let error = object(&[("code", text()), ("message", text()), ("hint", text())]);
    schemas.insert("Error".to_owned(), object(&[("error", error)]));
    json!({
        "openapi": "3.1.0",
        "info": {
            "title": "casegraph",
            "version": env!("CARGO_PKG_VERSION"),
            "summary": "Cases of government reform as a graph 政府改革案例图谱",
            "description": "Every list, answer and export of the graph; each fact with the exact words that state it. 图谱的全部列表、查询与导出，每条事实附原文。",
            "license": { "name": "MIT OR Apache-2.0", "identifier": "MIT OR Apache-2.0" }
        },
        "servers": [{ "url": format!("{base}/") }],
        "tags": tags,
        "paths": paths,
        "components": {
            "schemas": schemas,
            "securitySchemes": { "token": { "type": "http", "scheme": "bearer" } }
        }
    })
}

fn describe_one(operation: &Operation) -> Value {
    let mut responses = Map::new();
    for answer in &operation.answers {
        let mut response = json!({ "description": answer.about.join(" ") });
        if !answer.bodies.is_empty() {
            let content: Map<String, Value> =
                answer.bodies.iter().map(|body| (body.media_type.clone(), json!({ "schema": body.schema }))).collect();
            response["content"] = content.into();
        }
        responses.insert(answer.status.to_string(), response);
    }
    // Before the graph is loaded every address says so.
    let errors: BTreeSet<u16> = operation.errors.iter().copied().chain([503]).collect();
    for status in &errors {
        let known = STATUSES.iter().find(|(known, _)| known == status);
        let about = known.map_or_else(String::new, |(_, words)| words.join(" "));
        let content = json!({ "application/json": { "schema": named("Error") } });
        responses.insert(status.to_string(), json!({ "description": about, "content": content }));
    }
    let mut described = json!({
        "tags": [operation.tag],
        "operationId": operation_id(operation),
        "summary": operation.summary.join(" "),
        "description": bilingual(&operation.description),
        "parameters": operation.parameters.iter().map(describe_parameter).collect::<Vec<_>>(),
        "responses": responses
    });
    if !operation.request.is_empty() {
        let content: Map<String, Value> =
            operation.request.iter().map(|body| (body.media_type.clone(), json!({ "schema": body.schema }))).collect();
        described["requestBody"] = json!({ "required": !operation.is_body_optional, "content": content });
    }
    if operation.is_guarded {
        described["security"] = json!([{ "token": [] }]);
    }
    described
}

fn describe_parameter(parameter: &Parameter) -> Value {
    let mut schema = parameter.schema();
    if parameter.is_repeated {
        schema = json!({ "type": "array", "items": schema });
    }
    let mut described = json!({
        "name": parameter.name,
        "in": if parameter.is_in_path { "path" } else { "query" },
        "required": parameter.is_required,
        "description": parameter.about.join(" "),
        "schema": schema,
    });
    if !parameter.is_in_path {
        // Lists of one value are divided by commas, repeated parameters stand several times.
        described["style"] = json!("form");
        described["explode"] = json!(parameter.is_repeated);
    }
    let value = |value: &String| {
        let typed = parameter.typed(value);
        if parameter.is_repeated { json!([typed]) } else { typed }
    };
    match parameter.examples.as_slice() {
        [] => {}
        [one] => described["example"] = value(one),
        several => {
            let examples: Map<String, Value> = several
                .iter()
                .enumerate()
                .map(|(index, example)| (format!("e{index}"), json!({ "value": value(example) })))
                .collect();
            described["examples"] = examples.into();
        }
    }
    described
}

/// `get /api/documents/{id}/text` → `getApiDocumentsIdText`.
fn operation_id(operation: &Operation) -> String {
    let mut id = operation.method.name().to_owned();
    for word in operation.path.split(|c: char| !c.is_ascii_alphanumeric()).filter(|word| !word.is_empty()) {
        id.push_str(&word[..1].to_ascii_uppercase());
        id.push_str(&word[1..]);
    }
    id
}

fn bilingual(words: &Words) -> String {
    words.iter().filter(|words| !words.is_empty()).map(AsRef::as_ref).collect::<Vec<_>>().join("\n\n")
}
