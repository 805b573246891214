//! `/api/search`: full text.

use std::sync::{Arc, LazyLock};

use axum::Json;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use serde::Serialize;
use serde_json::{Value, json};

use super::app::App;
use super::asked::{Asked, link_to_next};
use super::error::ApiError;
use super::operation::{Kind, Operation, Parameter, list, object};
use super::{accept, stream};
use crate::answer::prefix;
use crate::answer::search::{Field, Found, Hit, MOST_HITS, Request, SearchError};

/// Hits of an answer where no number is asked for.
const DEFAULT_LIMIT: usize = 20;

/// Most hits that a cursor goes over.
const FURTHEST: usize = 10_000_000;

/// JSON first: it is what comes where nothing is asked for.
const FORMATS: [(&str, &str); 2] = [("json", "application/json"), ("csv", "text/csv")];

/// The answer, with where to go on.
#[derive(Serialize)]
struct Page {
    #[serde(flatten)]
    found: Found,
    /// Value of `cursor` for the hits after these; null after the last.
    next: Option<String>,
}

/// `GET /api/search?q=…&type=…&case=…&limit=20&cursor=…&format=json|csv`
pub(super) async fn find(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref(), &PARAMETERS)?;
    let format = accept::choose(asked.get("format"), &headers, &FORMATS)?;
    let request = request(&asked)?;
    let offset = request.offset;
    let found = stream::blocking(&app, move |app, _| Ok(app.search.find(&app.store, &request)?)).await?;
    let (total, end) = (found.total, offset + found.hits.len());
    let next = (end < total && !found.hits.is_empty()).then(|| cursor(end));
    let link = next.as_deref().map(|next| link_to_next("/api/search", query.as_deref(), next));
    let mut response = match format {
        "csv" => csv(&found.hits)?,
        _ => Json(Page { found, next }).into_response(),
    };
    let head = response.headers_mut();
    head.insert(header::VARY, HeaderValue::from_static("accept"));
    head.insert(HeaderName::from_static("x-total-count"), HeaderValue::from(total));
    if let Some(link) = link {
        head.insert(header::LINK, HeaderValue::from_str(&link).expect("addresses are percent-encoded"));
    }
    Ok(response)
}

fn request(asked: &Asked) -> Result<Request, ApiError> {
    let kind = |text: &String| prefix::local_name(text.strip_prefix("cg:").unwrap_or(text)).to_owned();
    Ok(Request {
        query: asked.get("q").unwrap_or_default().to_owned(),
        kinds: asked.list("type").iter().map(kind).collect(),
        case: asked.get("case").map(|case| prefix::expand(case).unwrap_or_else(|| case.to_owned())),
        offset: asked.get("cursor").map_or(Ok(0), offset)?,
        limit: asked.number("limit", DEFAULT_LIMIT),
        relax: true,
    })
}

fn cursor(offset: usize) -> String {
    format!("h{offset}")
}

fn offset(text: &str) -> Result<usize, ApiError> {
    let offset = text.strip_prefix('h').and_then(|digits| digits.parse().ok()).filter(|offset| *offset <= FURTHEST);
    offset.ok_or_else(|| {
        let message = format!("cursor={text} was not given by this server");
        ApiError::bad_request(message, "take the value of next from the answer before, or leave it out")
    })
}

const COLUMNS: [&str; 13] =
    ["score", "iri", "entity", "type", "name", "en", "field", "text", "highlights", "case", "document", "start", "end"];

/// A row a hit; highlights as `from-to`, parted by spaces.
fn csv(hits: &[Hit]) -> Result<Response, ApiError> {
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(Vec::new());
    let failed = |error: csv::Error| ApiError::internal(error.to_string());
    writer.write_record(COLUMNS).map_err(failed)?;
    for hit in hits {
        let spans: Vec<_> = hit.highlights.iter().map(|(from, to)| format!("{from}-{to}")).collect();
        let number = |number: Option<usize>| number.map(|number| number.to_string()).unwrap_or_default();
        let [en, case, document] = [&hit.en, &hit.case, &hit.document].map(|text| text.as_deref().unwrap_or_default());
        let (score, spans, start, end) =
            (format!("{:.3}", hit.score), spans.join(" "), number(hit.start), number(hit.end));
        let cells = [
            &score,
            &hit.iri,
            &hit.entity,
            &hit.kind,
            &hit.name,
            en,
            hit.field,
            &hit.text,
            &spans,
            case,
            document,
            &start,
            &end,
        ];
        writer.write_record(cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| ApiError::internal(error.to_string()))?;
    let head = [
        (header::CONTENT_TYPE, "text/csv; charset=utf-8"),
        (header::CONTENT_DISPOSITION, "inline; filename=\"casegraph-search.csv\""),
    ];
    Ok((head, bytes).into_response())
}

impl From<SearchError> for ApiError {
    fn from(error: SearchError) -> Self {
        match error {
            SearchError::Query(fault) => Self::search(fault.to_string(), fault.hint),
            SearchError::Store(error) => error.into(),
        }
    }
}

/// What a search takes.
static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    vec![
        Parameter::text(
            "q",
            [
                "words, \"phrases\", AND, OR, NOT, (…), name:… text:… kind:…, beginnings*",
                "检索词；支持“短语”、AND、OR、NOT、括号、name: text: kind: 限定与 词首*",
            ],
        )
        .required()
        .example("政采贷"),
        Parameter::text("type", ["only things of these classes, divided by commas", "只取这些类型，逗号分隔"])
            .repeated()
            .example("Programme"),
        Parameter::new("case", Kind::Iri, ["only what belongs to this case", "只取该案例中的内容"]),
        Parameter::integer("limit", 1, i64::from(MOST_HITS as u32), ["hits of a page", "每页条数"])
            .default(&DEFAULT_LIMIT.to_string()),
        Parameter::text("cursor", ["`next` of the page before, with the same words", "上一页的 next（检索词须相同）"]),
        Parameter::one_of("format", &["json", "csv"], ["format, before what Accept says", "格式，优先于 Accept"])
            .default("json"),
    ]
});

/// The search as the interface describes it.
pub(super) fn operations() -> Vec<Operation> {
    let summary = ["Full text over names and sentences", "名称与原文句子的全文检索"];
    let search = Operation::get("/api/search", "graph", summary).describe([
        "Any stretch of a name or sentence is found, in either script and width; ranked, names before sentences. Offsets are code points: highlights in `text`, `start` and `end` in the text of the document. Where nothing has all words, what has some of them comes, marked `relaxed`, with near names.",
        "名称与句子的任意片段均可检得，不分繁简与全半角；按相关度排序，名称先于句子。偏移均为码点：highlights 相对于 text，start、end 相对于文档原文。无一处兼有各词时，返回含其中部分词者（relaxed），并给出相近名称。",
    ]);
    vec![
        search
            .parameters(PARAMETERS.iter().cloned())
            .gives("application/json", schema())
            .gives_text("text/csv")
            .errors(&[400, 406, 503, 504]),
    ]
}

fn schema() -> Value {
    let (text, count) = (json!({ "type": "string" }), json!({ "type": "integer", "minimum": 0 }));
    let or_null = |kind: &str| json!({ "type": [kind, "null"] });
    let fields = Field::ALL.map(Field::name);
    let mut counted = object(&[("value", text.clone()), ("count", count.clone())]);
    counted["properties"]["name"] = text.clone();
    let mention = object(&[("iri", text.clone()), ("type", text.clone()), ("name", text.clone())]);
    let span = json!({ "type": "array", "items": count, "minItems": 2, "maxItems": 2 });
    let hit = object(&[
        ("iri", text.clone()),
        ("score", json!({ "type": "number" })),
        ("entity", text.clone()),
        ("type", text.clone()),
        ("name", text.clone()),
        ("zh", or_null("string")),
        ("en", or_null("string")),
        ("field", json!({ "type": "string", "enum": fields })),
        ("text", text.clone()),
        ("highlights", list(&span)),
        ("case", or_null("string")),
        ("document", or_null("string")),
        ("start", or_null("integer")),
        ("end", or_null("integer")),
        ("evidence", list(&text)),
        ("mentions", list(&mention)),
    ]);
    object(&[
        ("total", count),
        ("relaxed", json!({ "type": "boolean" })),
        ("hits", list(&hit)),
        ("types", list(&counted)),
        ("cases", list(&counted)),
        ("suggestions", list(&object(&[("name", text.clone()), ("iri", text)]))),
        ("next", or_null("string")),
    ])
}
