//! `/api/cases`, `/api/entities`, `/api/observations`, `/api/recognitions`, `/api/findings`: filtered, sorted, paged lists.

use std::sync::{Arc, LazyLock};

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, header};
use axum::response::{IntoResponse, Response};
use axum::routing::{MethodRouter, get};
use serde::Serialize;
use serde_json::{Value, json};

use super::app::App;
use super::asked::{Asked, link_to_next};
use super::error::ApiError;
use super::live::Live;
use super::operation::{Kind, Operation, Parameter, list as list_of, named, object};
use super::{accept, export, front, stream};
use crate::answer::records::{self, FacetValue, Json, List, Page, RecordsError, Request, Row, Shape, Wanted};
use crate::export::{Export, Format, Table};

/// Parameters of a list that are no filters.
const OTHERS: [&str; 6] = ["sort", "limit", "cursor", "facets", "format", "bom"];

/// What Excel wants before UTF-8.
const BOM: &str = "\u{feff}";

/// JSON first: it is what comes where nothing is asked for.
const FORMATS: [(&str, &str); 2] = [("json", "application/json"), ("csv", "text/csv")];

/// Formats that hold all rows at once, of the lists that are tables of facts.
const FILES: [Format; 2] = [Format::Xlsx, Format::Parquet];

/// The formats of a list.
fn formats(list: List) -> Vec<(&'static str, &'static str)> {
    let files = FILES.into_iter().filter_map(|format| Some((format.name(), format.media_type(table_of(list)?))));
    FORMATS.into_iter().chain(files).collect()
}

/// The table of facts that has the rows of a list.
fn table_of(list: List) -> Option<Table> {
    Table::from_name(list.name()).filter(|table| !table.is_of_view())
}

/// The routes of a list.
pub(super) fn list(list: List) -> MethodRouter<Live> {
    get(move |State(app): State<Arc<App>>, RawQuery(query): RawQuery, headers: HeaderMap| async move {
        answer(&app, list, query.as_deref(), &headers).await
    })
}

async fn answer(app: &Arc<App>, list: List, query: Option<&str>, headers: &HeaderMap) -> Result<Response, ApiError> {
    let asked = Asked::read(query, parameters(list))?;
    let format = accept::choose(asked.get("format"), headers, &formats(list))?;
    let request = request(list, &asked);
    if FILES.iter().any(|file| file.name() == format) {
        return file(app, request, format).await;
    }
    let page = stream::blocking(app, move |app, cancel| Ok(app.records.page(&app.store, &request, cancel)?)).await?;
    let mut response = match format {
        "csv" => csv(list, &page.rows, asked.is_true("bom"))?,
        _ => json_page(list, &page, front::base(headers)).into_response(),
    };
    let head = response.headers_mut();
    head.insert(header::VARY, HeaderValue::from_static("accept"));
    head.insert(HeaderName::from_static("x-total-count"), HeaderValue::from(page.total));
    if let Some(next) = &page.next {
        let link = link_to_next(&format!("/api/{}", list.name()), query, next);
        head.insert(header::LINK, HeaderValue::from_str(&link).expect("addresses are percent-encoded"));
    }
    Ok(response)
}

fn request(list: List, asked: &Asked) -> Request {
    let mut request = Request::new(list);
    for filter in list.filters() {
        for value in asked.all(filter.name) {
            request = request.with(filter.name, value);
        }
    }
    request.sort = asked.list("sort");
    request.facets = asked.list("facets");
    request.limit = asked.number("limit", records::DEFAULT_LIMIT);
    request.cursor = asked.get("cursor").map(str::to_owned);
    request
}

fn csv(list: List, rows: &[Row], has_bom: bool) -> Result<Response, ApiError> {
    let mut bytes = Vec::from(if has_bom { BOM } else { "" });
    records::csv(list, rows, &mut bytes)?;
    let disposition = format!("inline; filename=\"casegraph-{}.csv\"", list.name());
    let head = [(header::CONTENT_TYPE, "text/csv; charset=utf-8"), (header::CONTENT_DISPOSITION, disposition.as_str())];
    Ok((head, bytes).into_response())
}

/// All rows that fit, as a file.
async fn file(app: &Arc<App>, request: Request, format: &'static str) -> Result<Response, ApiError> {
    let export = Export::new(format, Some(request.list.name()), false)?;
    let choice =
        request.filters.iter().flat_map(|(name, values)| values.iter().map(move |value| format!("{name}={value}")));
    let choice = choice.collect::<Vec<_>>().join(" · ");
    let file = stream::blocking(app, move |app, cancel| {
        let rows = app.records.all(&app.store, &request, cancel)?;
        let mut file = export::file();
        export.write_rows(&app.store, rows, choice, cancel, &mut file)?;
        Ok(file)
    })
    .await?;
    export::attached(export, "", file)
}

#[derive(Serialize)]
struct Body<'p> {
    total: usize,
    rows: Vec<Json<'p>>,
    next: Option<&'p str>,
    #[serde(skip_serializing_if = "Facets::is_empty")]
    facets: Facets<'p>,
    /// Changes with every write; as text, because it needs all of 64 bits.
    version: String,
}

struct Facets<'p>(&'p [(String, Vec<FacetValue>)]);

impl Facets<'_> {
    fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl Serialize for Facets<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(name, values)| (name, values)))
    }
}

fn json_page(list: List, page: &Page, base: &str) -> impl IntoResponse {
    axum::Json(
        serde_json::value::to_raw_value(&Body {
            total: page.total,
            rows: page.rows.iter().map(|row| Json { list, row, base }).collect(),
            next: page.next.as_deref(),
            facets: Facets(&page.facets),
            version: format!("{:016x}", page.version),
        })
        .expect("rows are JSON"),
    )
}

impl From<RecordsError> for ApiError {
    fn from(error: RecordsError) -> Self {
        match error {
            RecordsError::Asked { message, hint } => Self::bad_request(message, hint),
            RecordsError::Changed => Self::busy(),
            other => crate::answer::sparql::QueryError::from(other).into(),
        }
    }
}

/// What a list takes, by its filters and fields.
fn parameters(list: List) -> &'static [Parameter] {
    static TABLES: LazyLock<Vec<(List, Vec<Parameter>)>> =
        LazyLock::new(|| List::ALL.into_iter().map(|list| (list, table(list))).collect());
    let table = TABLES.iter().find(|(known, _)| *known == list);
    table.map_or(&[], |(_, parameters)| parameters.as_slice())
}

fn table(list: List) -> Vec<Parameter> {
    let filters = list.filters().iter().map(|filter| {
        let parameter = Parameter::new(filter.name, kind(list, filter.wanted), filter.about).example(filter.example);
        match filter.wanted {
            Wanted::AtLeast | Wanted::AtMost | Wanted::Mentioned => parameter,
            _ => parameter.repeated(),
        }
    });
    filters.chain(others(list)).collect()
}

/// The parameters that are no filters: order, page, counts and format.
fn others(list: List) -> [Parameter; OTHERS.len()] {
    let keys: Vec<String> = list
        .sort_keys()
        .flat_map(|key| if key == "iri" { vec![key.to_owned()] } else { vec![key.to_owned(), format!("-{key}")] })
        .collect();
    let facets = list.facets().map(|field| field.name.to_owned()).collect();
    let sorted = list.sort_keys().nth(1).unwrap_or("iri");
    let [sort, limit, cursor, facet, format, bom] = OTHERS;
    [
        Parameter::new(
            sort,
            Kind::SomeOf(keys),
            [
                "fields to sort by, - before one for downwards; rows without a value come last, ties are broken by IRI",
                "排序字段，前加 - 为降序；缺值者排在最后，相同者按 IRI",
            ],
        )
        .example(&format!("-{sorted}")),
        Parameter::integer(limit, 1, i64::from(records::MOST as u32), ["rows of a page", "每页行数"])
            .default(&records::DEFAULT_LIMIT.to_string()),
        Parameter::text(
            cursor,
            ["`next` of the page before, with the same filters and sort", "上一页的 next（筛选与排序须相同）"],
        ),
        Parameter::new(
            facet,
            Kind::SomeOf(facets),
            [
                "fields whose values are counted, over the rows that fit all filters but the field's own",
                "计数字段：在满足其他筛选的行中统计各取值",
            ],
        ),
        Parameter::one_of(
            format,
            &formats(list).iter().map(|(name, _)| *name).collect::<Vec<_>>(),
            [
                "format, before what Accept says; xlsx and parquet hold all rows that fit, whatever the limit",
                "格式，优先于 Accept；xlsx 与 parquet 含全部符合的行，不受 limit 限制",
            ],
        )
        .default("json"),
        Parameter::new(
            bom,
            Kind::Boolean,
            ["a byte order mark before CSV, for Excel", "CSV 前加 BOM，便于 Excel 打开"],
        )
        .default("false"),
    ]
}

fn kind(list: List, wanted: Wanted) -> Kind {
    let or_none = |values: Vec<String>| Kind::OneOf(values.into_iter().chain(["none".to_owned()]).collect());
    match wanted {
        Wanted::Concept(lists) => or_none(records::terms(lists).map(|term| term.code.clone()).collect()),
        Wanted::Class => Kind::OneOf(list.types().collect()),
        Wanted::Mentioned => Kind::OneOf(["true", "false", "any"].map(str::to_owned).to_vec()),
        Wanted::Integer => Kind::AnyInteger,
        Wanted::AtLeast | Wanted::AtMost => Kind::Decimal,
        Wanted::Thing | Wanted::Place | Wanted::Words | Wanted::Text | Wanted::Year | Wanted::During => Kind::Text,
    }
}

/// The lists as the interface describes them.
pub(super) fn operations() -> Vec<Operation> {
    let of = |list: List| {
        let path = format!("/api/{}", list.name());
        let operation = Operation::get(path, "lists", list.about())
            .describe([
                "Filters hold together; a filter given several times takes any of its values, `none` the rows without one. The cursor goes on behind the last row also when the graph has changed meanwhile: no row comes twice.",
                "多个筛选须同时满足；同一筛选可给多个值，满足其一即可，none 取缺值的行。游标按最后一行续读，图有更新亦不重复。",
            ])
            .parameters(parameters(list).iter().cloned())
            .gives("application/json", page_schema(list))
            .gives_text("text/csv");
        let files = FILES.into_iter().filter_map(|format| Some(format.media_type(table_of(list)?)));
        files.fold(operation, Operation::gives_text).errors(&[400, 406, 503, 504])
    };
    List::ALL.map(of).to_vec()
}

fn page_schema(list: List) -> Value {
    let nothing = json!({ "type": ["string", "null"] });
    let mut page = object(&[
        ("total", json!({ "type": "integer", "minimum": 0, "description": "rows on all pages" })),
        ("rows", list_of(&row_schema(list))),
        ("next", nothing),
        ("version", json!({ "type": "string", "description": "changes with every write" })),
    ]);
    page["properties"]["facets"] = json!({ "type": "object", "additionalProperties": list_of(&named("FacetValue")) });
    page
}

fn row_schema(list: List) -> Value {
    let mut members = vec![
        ("iri", json!({ "type": "string", "format": "iri" })),
        ("id", json!({ "type": "string" })),
        ("address", json!({ "type": "string" })),
        ("label", named("Label")),
    ];
    for field in list.fields() {
        let value = match field.shape {
            Shape::Text | Shape::Date => json!({ "type": "string" }),
            Shape::Integer => json!({ "type": "integer" }),
            Shape::Decimal => json!({ "type": "number" }),
            Shape::Words => named("Label"),
            Shape::Concept => named("Term"),
            Shape::Thing => named("Thing"),
        };
        let mut schema = if field.is_many { list_of(&value) } else { json!({ "oneOf": [value, { "type": "null" }] }) };
        schema["description"] = json!(field.about.join(" "));
        members.push((field.name, schema));
    }
    members.push(("evidence", list_of(&named("Quotation"))));
    members.push(("quotations", json!({ "type": "integer", "minimum": 0 })));
    object(&members)
}

/// Schemas that rows refer to.
pub(super) fn schemas() -> Vec<(&'static str, Value)> {
    let text = || json!({ "type": "string" });
    let maybe = || json!({ "type": ["string", "null"] });
    let number = || json!({ "type": "integer", "minimum": 0 });
    let with_english = |mut schema: Value| {
        schema["properties"]["en"] = text();
        schema
    };
    vec![
        ("Label", object(&[("zh", maybe()), ("en", maybe())])),
        ("Term", object(&[("code", text()), ("zh", text()), ("en", text())])),
        ("Thing", with_english(object(&[("iri", text()), ("id", text()), ("name", text())]))),
        ("FacetValue", with_english(object(&[("value", text()), ("zh", text()), ("count", number())]))),
        (
            "Quotation",
            object(&[
                ("document", text()),
                ("start", number()),
                ("end", number()),
                ("quotation", text()),
                ("iri", text()),
            ]),
        ),
    ]
}
