//! `/api/queries`: the saved queries, each an address of its own.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, header};
use axum::response::Response;
use serde::Serialize;
use serde_json::json;

use super::app::App;
use super::error::ApiError;
use super::operation::{Kind, Operation, Parameter, list as list_of, named, object};
use super::{accept, protocol_operations, stream};
use crate::answer::catalog::{self, Bilingual, Catalog, SavedQuery};
use crate::answer::service;
use crate::answer::sparql::{self, Format, Slice};

/// Rows of a page where only its number is given.
const PAGE: usize = 100;

/// Most rows of a page.
const MOST: usize = 10_000;

/// Farthest page, and farthest offset.
const FARTHEST: usize = 1_000_000_000;

/// A saved query as listed.
#[derive(Serialize)]
pub(super) struct Listed {
    name: String,
    summary: Words,
    description: Words,
    tags: Vec<String>,
    parameters: Vec<ListedParameter>,
    query: String,
}

#[derive(Serialize)]
struct Words {
    en: String,
    zh: String,
}

#[derive(Serialize)]
struct ListedParameter {
    name: String,
    kind: &'static str,
    required: bool,
    default: Option<String>,
    /// The only ones there are; none where every value of its kind may be one.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    values: Vec<String>,
    examples: Vec<String>,
    label: Words,
}

impl From<&Bilingual> for Words {
    fn from(words: &Bilingual) -> Self {
        Self { en: words.en.clone(), zh: words.zh.clone() }
    }
}

impl From<&SavedQuery> for Listed {
    fn from(query: &SavedQuery) -> Self {
        let parameter = |parameter: &catalog::Parameter| ListedParameter {
            name: parameter.name.clone(),
            kind: parameter.kind.name(),
            required: parameter.is_required,
            default: parameter.default.clone(),
            values: parameter.values.clone(),
            examples: parameter.examples.clone(),
            label: (&parameter.label).into(),
        };
        Self {
            name: query.name.clone(),
            summary: (&query.summary).into(),
            description: (&query.description).into(),
            tags: query.tags.clone(),
            parameters: query.parameters.iter().map(parameter).collect(),
            query: query.text.clone(),
        }
    }
}

/// `GET /api/queries`
pub(super) async fn list(State(app): State<Arc<App>>) -> Json<Vec<Listed>> {
    Json(app.catalog.queries().map(Listed::from).collect())
}

/// `GET /api/queries/{name}?parameter=value&format=…`
pub(super) async fn run(
    State(app): State<Arc<App>>,
    Path(name): Path<String>,
    RawQuery(parameters): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let Some(saved) = app.catalog.query(&name) else {
        return Err(ApiError::not_found(
            format!("there is no saved query {name:?}"),
            "see /api/queries for those there are",
        ));
    };
    let asked = parameters.unwrap_or_default();
    let mut values: BTreeMap<String, String> = BTreeMap::new();
    for (name, value) in form_urlencoded::parse(asked.as_bytes()).into_owned() {
        if values.insert(name.clone(), value).is_some() {
            return Err(ApiError::bad_request(format!("{name} is given more than once"), "give it once"));
        }
    }
    let format = values.remove("format");
    let slice = slice(&mut values)?;
    let explain = values.remove("explain");
    let query = saved.prepare(&values).map_err(|error| ApiError::bad_request(error.message, error.hint))?;
    if let Some(named) = explain {
        return super::explain::answer(&app, move |_| Ok(query), &named, &headers).await;
    }
    let format = accept::format(format.as_deref(), &headers, query.shape())?;
    let Some(slice) = slice else {
        return stream::answer(&app, query, format).await;
    };
    let (bytes, has_more) = stream::blocking(&app, move |app, cancel| {
        let results = service::evaluate(app.services(), &app.store, query, cancel)?;
        let (results, has_more) = sparql::page(results, slice)?;
        let mut bytes = Vec::new();
        sparql::write(results, format, &mut bytes)?;
        Ok((bytes, has_more))
    })
    .await?;
    let mut response = accept::respond(format, bytes);
    let links = links(&name, &asked, slice, has_more);
    if !links.is_empty() {
        let links = HeaderValue::from_str(&links).expect("addresses are percent-encoded");
        response.headers_mut().insert(header::LINK, links);
    }
    Ok(response)
}

/// The rows that `limit`, with `offset` or `page`, wants; none where all are wanted.
fn slice(values: &mut BTreeMap<String, String>) -> Result<Option<Slice>, ApiError> {
    let mut number = |name: &str, least: usize, most: usize| {
        let Some(text) = values.remove(name) else { return Ok(None) };
        let number = text.trim().parse().ok().filter(|number| (least..=most).contains(number));
        number.map(Some).ok_or_else(|| {
            let message = format!("{name}={text} is not understood");
            ApiError::bad_request(message, format!("{name} is a whole number from {least} to {most}"))
        })
    };
    let limit = number("limit", 1, MOST)?;
    let offset = number("offset", 0, FARTHEST)?;
    let page = number("page", 1, FARTHEST)?;
    if offset.is_some() && page.is_some() {
        return Err(ApiError::bad_request("offset and page are both given", "give one of them"));
    }
    if limit.is_none() && offset.is_none() && page.is_none() {
        return Ok(None);
    }
    let limit = limit.unwrap_or(PAGE);
    let offset = offset.or_else(|| page.map(|page| (page - 1).saturating_mul(limit))).unwrap_or(0);
    Ok(Some(Slice { offset, limit }))
}

/// Where the first, the previous and the next page are, as RFC 8288 writes it.
fn links(name: &str, asked: &str, slice: Slice, has_more: bool) -> String {
    let Slice { offset, limit } = slice;
    let address = |relation: &str, offset: usize| {
        let pairs = form_urlencoded::parse(asked.as_bytes());
        let mut query = form_urlencoded::Serializer::new(String::new());
        query.extend_pairs(pairs.filter(|(name, _)| !["limit", "offset", "page"].contains(&name.as_ref())));
        query.append_pair("limit", &limit.to_string()).append_pair("offset", &offset.to_string());
        format!("</api/queries/{name}?{}>; rel=\"{relation}\"", query.finish())
    };
    let mut links = Vec::new();
    if offset > 0 {
        links.extend([address("first", 0), address("prev", offset.saturating_sub(limit))]);
    }
    if has_more {
        links.push(address("next", offset + limit));
    }
    links.join(", ")
}

/// The saved queries as the interface describes them: the list, and each as an address of its own.
pub(super) fn operations(catalog: &Catalog) -> Vec<Operation> {
    let text = || json!({ "type": "string" });
    let listed = object(&[("name", text()), ("summary", named("Label")), ("description", named("Label"))]);
    let list =
        Operation::get("/api/queries", "queries", ["The saved queries, with parameters and examples", "常用查询列表"])
            .gives("application/json", list_of(&listed));
    std::iter::once(list).chain(catalog.queries().map(operation)).collect()
}

fn operation(query: &SavedQuery) -> Operation {
    let words = |words: &Bilingual| [words.en.clone(), words.zh.clone()];
    let summary = words(&query.summary);
    let description = words(&query.description);
    let operation =
        Operation::get(format!("/api/queries/{}", query.name), "queries", [summary[0].as_str(), summary[1].as_str()]);
    let operation = operation.describe([description[0].as_str(), description[1].as_str()]);
    let operation = operation.parameters(query.parameters.iter().map(described)).parameters(paging(query));
    let formats = Format::fitting(query.shape()).map(Format::media_type);
    formats
        .fold(operation, |operation, media_type| operation.gives(media_type, protocol_operations::body(media_type)))
        .errors(&[400, 406, 503, 504])
}

/// What every saved query takes beside its own parameters.
fn paging(query: &SavedQuery) -> Vec<Parameter> {
    let far = FARTHEST as u32;
    vec![
        protocol_operations::format(Some(query.shape())),
        Parameter::integer(
            "limit",
            1,
            i64::from(MOST as u32),
            ["rows of a page; all when none of limit, offset and page is given", "每页行数；不分页则返回全部"],
        ),
        Parameter::integer("offset", 0, i64::from(far), ["rows left out before", "跳过的行数"]),
        Parameter::integer(
            "page",
            1,
            i64::from(far),
            ["number of the page, from 1, instead of offset", "页码，从 1 起（代替 offset）"],
        ),
    ]
}

fn described(parameter: &catalog::Parameter) -> Parameter {
    let kind = match parameter.kind {
        _ if !parameter.values.is_empty() => Kind::OneOf(parameter.values.clone()),
        catalog::parameter::Kind::Iri => Kind::Iri,
        catalog::parameter::Kind::Literal | catalog::parameter::Kind::Tag | catalog::parameter::Kind::Language(_) => {
            Kind::Text
        }
        catalog::parameter::Kind::Year => Kind::Year,
        catalog::parameter::Kind::Boolean => Kind::Boolean,
        catalog::parameter::Kind::Integer => Kind::AnyInteger,
        catalog::parameter::Kind::Decimal => Kind::Decimal,
        catalog::parameter::Kind::Date => Kind::Date,
    };
    let about = [parameter.label.en.as_str(), parameter.label.zh.as_str()];
    let mut described = Parameter::new(parameter.name.clone(), kind, about);
    if let Some(default) = &parameter.default {
        described = described.default(default);
    }
    for example in parameter.default.iter().chain(&parameter.examples) {
        described = described.example(example);
    }
    described
}
