//! The addresses of the SPARQL protocols, the graph view, exports and the service itself, as the interface describes them.

use serde_json::{Value, json};

use super::operation::{Kind, Method, Operation, Parameter};
use crate::answer::sparql::{Format, Shape};

/// All of them.
pub(super) fn operations() -> Vec<Operation> {
    [sparql(), store(), vec![super::export::operation()], service()].concat()
}

/// The formats of tables and truth values, and those of graphs.
pub(super) fn media_types() -> impl Iterator<Item = &'static str> {
    Format::ALL.into_iter().map(Format::media_type)
}

fn any_result(operation: Operation) -> Operation {
    media_types().fold(operation, |operation, media_type| operation.gives(media_type, body(media_type)))
}

/// JSON is checked as JSON, all else as text.
pub(super) fn body(media_type: &str) -> Value {
    match media_type {
        "application/sparql-results+json" => json!({
            "type": "object",
            "properties": {
                "head": { "type": "object" },
                "results": { "type": "object", "properties": { "bindings": { "type": "array" } } },
                "boolean": { "type": "boolean" }
            },
            "required": ["head"]
        }),
        "application/ld+json" => json!({ "type": ["object", "array"] }),
        _ => json!({ "type": "string" }),
    }
}

/// `format`, for answers of a shape; of any where the query says which.
pub(super) fn format(shape: Option<Shape>) -> Parameter {
    let fits = |format: &Format| shape.is_none_or(|shape| format.fits(shape));
    let names: Vec<&str> = Format::ALL.into_iter().filter(fits).map(Format::name).collect();
    Parameter::one_of("format", &names, ["format, before what Accept says", "格式，优先于 Accept"])
}

fn graphs(default: &'static str, named: &'static str) -> [Parameter; 2] {
    [
        Parameter::new(default, Kind::Iri, ["graph that belongs to the default graph of the request", "请求的默认图"])
            .repeated(),
        Parameter::new(named, Kind::Iri, ["named graph of the request", "请求的命名图"]).repeated(),
    ]
}

fn sparql() -> Vec<Operation> {
    let about = [
        "SPARQL 1.1 Protocol. Without a query the endpoint describes itself: service description, VoID counts, DCAT.",
        "SPARQL 1.1 协议；不带查询时返回服务描述、VoID 统计与 DCAT。",
    ];
    let query = || {
        Parameter::text("query", ["the query", "查询"])
            .example("SELECT ?name { ?case <https://w3id.org/casegraph/ns#reportedBy>/<https://w3id.org/casegraph/ns#name> ?name } LIMIT 5")
    };
    let form = || json!({ "type": "object", "properties": { "query": { "type": "string" } }, "required": ["query"] });
    let mut all = Vec::new();
    for path in ["/sparql", "/query"] {
        let get = Operation::get(path, "sparql", ["A SPARQL query", "SPARQL 查询"]).describe(about);
        let get = get.parameters([query(), format(None)]).parameters(graphs("default-graph-uri", "named-graph-uri"));
        all.push(any_result(get).errors(&[400, 403, 406, 414, 503, 504]));
        let post = Operation::new(Method::Post, path, "sparql", ["A SPARQL query", "SPARQL 查询"]).describe(about);
        let post = post.parameters([format(None)]).parameters(graphs("default-graph-uri", "named-graph-uri"));
        let post = post.takes("application/sparql-query", json!({ "type": "string" }));
        let post = post.takes("application/x-www-form-urlencoded", form());
        all.push(any_result(post).errors(&[400, 403, 406, 413, 415, 503, 504]));
    }
    let form = json!({ "type": "object", "properties": { "update": { "type": "string" } }, "required": ["update"] });
    all.push(
        Operation::new(Method::Post, "/update", "sparql", ["A SPARQL update", "SPARQL 更新"])
            .describe([
                "Needs the write token. What is written is recorded before anyone sees it.",
                "需要写入令牌；先记录后可见。",
            ])
            .parameters(graphs("using-graph-uri", "using-named-graph-uri"))
            .takes("application/sparql-update", json!({ "type": "string" }))
            .takes("application/x-www-form-urlencoded", form)
            .answers(204, ["Done", "已完成"])
            .guarded()
            .errors(&[400, 413, 415, 503, 504, 507]),
    );
    all
}

fn store() -> Vec<Operation> {
    let chosen = || {
        [
            Parameter::new("graph", Kind::Iri, ["IRI of the graph", "图的 IRI"]).example("https://example.org/notes"),
            Parameter::text("default", ["the default graph; has no value", "默认图，无值"]),
        ]
    };
    let direct =
        || [Parameter::in_path("graph", ["path of the graph, under the address of the store", "图的路径"], "notes")];
    let texts = || Format::fitting(Shape::Graph).map(Format::media_type);
    let mut all = Vec::new();
    for (path, is_direct) in [("/store", false), ("/store/{graph}", true)] {
        let parameters = || if is_direct { direct().to_vec() } else { chosen().to_vec() };
        let get = Operation::get(path, "sparql", ["A graph", "读取图"]).parameters(parameters());
        let get = texts().fold(get, |get, media_type| get.gives(media_type, body(media_type)));
        all.push(get.errors(&[400, 404, 406, 503, 504]));
        for (method, summary) in
            [(Method::Put, ["Replaces a graph", "替换图"]), (Method::Post, ["Adds to a graph", "向图追加"])]
        {
            let write = Operation::new(method, path, "sparql", summary).parameters(parameters());
            let write = texts().fold(write, |write, media_type| write.takes(media_type, json!({ "type": "string" })));
            let write = write.takes("multipart/form-data", json!({ "type": "object" }));
            let write = write.answers(201, ["The graph is new", "已新建"]).answers(204, ["Done", "已完成"]);
            all.push(write.guarded().with_optional_body().errors(&[400, 404, 413, 415, 503, 504, 507]));
        }
        let delete =
            Operation::new(Method::Delete, path, "sparql", ["Removes a graph", "删除图"]).parameters(parameters());
        all.push(delete.answers(204, ["Done", "已完成"]).guarded().errors(&[400, 404, 503, 507]));
    }
    all
}

fn service() -> Vec<Operation> {
    let page = |path: &'static str, summary| Operation::get(path, "service", summary).gives_text("text/html");
    vec![
        page("/", ["The web page", "网页"]),
        page("/api", ["The interface for people", "接口说明页"]),
        Operation::get("/openapi.json", "service", ["The interface for programs", "接口描述（OpenAPI 3.1）"])
            .gives("application/json", json!({ "type": "object" })),
        Operation::get("/healthz", "service", ["Whether the service lives", "存活检查"]).gives_text("text/plain"),
        Operation::get("/metrics", "service", ["Figures for Prometheus", "Prometheus 指标"]).gives_text("text/plain"),
        Operation::get("/readyz", "service", ["Whether queries are answered", "就绪检查"])
            .gives_text("text/plain")
            .errors(&[503]),
        Operation::new(Method::Post, "/mcp", "service", ["The Model Context Protocol", "模型上下文协议（MCP）"])
            .describe([
                "Streamable HTTP without sessions: JSON-RPC in, JSON out; tools with quotations, read only.",
                "无会话的 Streamable HTTP；工具只读，回答附原文。",
            ])
            .takes("application/json", json!({ "type": "object" }))
            .gives("application/json", json!({ "type": "object" }))
            .errors(&[400, 403, 406, 413, 415, 422, 503]),
    ]
}
