//! The tools: a row each of name, what is told of it and what it takes; and what each does.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::sync::Arc;

use oxigraph::model::NamedNode;
use rmcp::handler::server::common::schema_for_type;
use rmcp::model::{JsonObject, Tool, ToolAnnotations};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::answer::{Answer, table};
use super::argument::{DocumentText, Entity, MOST_ROWS, Observations, Path, SavedQueries, SavedQuery, Search, Sparql};
use super::{Tools, resource};
use crate::answer::about::{self, About};
use crate::answer::catalog::SavedQuery as Saved;
use crate::answer::records::{self, Json, List, Page, Quotation, Request};
use crate::answer::replaced;
use crate::answer::search;
use crate::answer::service;
use crate::answer::sparql::{self, Query};
use crate::serve::asked::Asked;
use crate::serve::error::ApiError;
use crate::serve::graph::{Context, Paths, Question};
use crate::serve::{linked, observe, stream};

/// Most code points of a text that are given at once.
const LONGEST_TEXT: usize = 8_000;

/// Most facts, mentions and cases of one thing.
const MOST_THINGS: usize = 100;

/// Most paths of an answer.
const MOST_PATHS: usize = 20;

type Given = Result<(String, Value), ApiError>;

/// A tool as clients are told of it.
struct Row {
    name: &'static str,
    title: &'static str,
    about: &'static str,
    schema: fn() -> Arc<JsonObject>,
}

const ROWS: [Row; 8] = [
    Row {
        name: "search",
        title: "Full text 全文检索",
        about: "Finds words in names and in the sentences of the documents, Chinese segmented, the best first; each hit with the \
            words around it and where they stand. Begin here when you do not know what a thing is called (如：容缺办理, 政采贷).",
        schema: schema_for_type::<Search>,
    },
    Row {
        name: "entity",
        title: "One thing 实体",
        about: "All that the graph says of one thing: names, properties, facts about it with their quotations, what it is related \
            to, cases that speak of it, where the texts name it. The thing is named as people do (桂林市, 桂林市人民政府), by code \
            (450300) or by IRI.",
        schema: schema_for_type::<Entity>,
    },
    Row {
        name: "observations",
        title: "Numbers with their words 量化观测",
        about: "Quantified statements of the documents: metric, value, unit, qualifier, period, place, subject, each with the \
            quotation that states it. Use for questions about results, amounts, rates, times (如：南宁市办理时间缩短到几天).",
        schema: schema_for_type::<Observations>,
    },
    Row {
        name: "path",
        title: "How two things hang together 关联路径",
        about: "The shortest paths between two things (agencies, organizations, places, policies, programmes, cases), each \
            step with the words that state the relation. Use for questions like 这两个单位有什么关系.",
        schema: schema_for_type::<Path>,
    },
    Row {
        name: "saved_queries",
        title: "Ready questions 常用查询",
        about: "Lists the saved queries with what they answer and the parameters they take. Look here before writing SPARQL.",
        schema: schema_for_type::<SavedQueries>,
    },
    Row {
        name: "saved_query",
        title: "Ask a ready question 执行常用查询",
        about: "Runs a saved query by name with its parameters; values are checked and never become syntax.",
        schema: schema_for_type::<SavedQuery>,
    },
    Row {
        name: "sparql",
        title: "SPARQL query SPARQL 查询",
        about: "Runs a read-only SPARQL 1.1 query over the graph, within the limits of the service. The vocabulary is the \
            resource casegraph://vocabulary. Quotations: ?fact cg:evidence [ oa:exact ?words ; oa:start ?from ; oa:end ?to ; \
            oa:hasSource ?document ].",
        schema: schema_for_type::<Sparql>,
    },
    Row {
        name: "document_text",
        title: "Words of a document 原文",
        about: "The text of a document between two offsets in code points, as quotations give them: to read around a quotation.",
        schema: schema_for_type::<DocumentText>,
    },
];

/// All tools.
pub(super) fn all() -> Vec<Tool> {
    let tool = |row: &Row| {
        let hints = ToolAnnotations::with_title(row.title).read_only(true).idempotent(true).open_world(false);
        Tool::new(row.name, row.about, (row.schema)()).with_title(row.title).with_annotations(hints)
    };
    ROWS.iter().map(tool).collect()
}

/// Calls a tool; `None` where there is none of this name. `root` is where the client finds the service.
pub(super) async fn call(tools: &Tools, root: &str, name: &str, arguments: Value) -> Option<Answer> {
    let trail = observe::trail();
    trail.class("mcp");
    let given = match name {
        "search" => with(arguments, |asked| search(tools, asked)).await,
        "entity" => with(arguments, |asked| entity(tools, root, asked)).await,
        "observations" => with(arguments, |asked| observations(tools, root, asked)).await,
        "path" => with(arguments, |asked| path(tools, asked)).await,
        "saved_queries" => with(arguments, async |asked| saved_queries(tools, &asked)).await,
        "saved_query" => with(arguments, |asked| saved_query(tools, asked)).await,
        "sparql" => with(arguments, |asked| query(tools, asked)).await,
        "document_text" => with(arguments, async |asked| document_text(tools, &asked)).await,
        _ => return None,
    };
    Some(given.into())
}

/// Reads the arguments of a tool and does what it does.
async fn with<T: DeserializeOwned>(arguments: Value, work: impl AsyncFnOnce(T) -> Given) -> Given {
    let asked = serde_json::from_value(arguments).map_err(|error| {
        ApiError::bad_request(format!("the arguments do not fit: {error}"), "tools/list says what this tool takes")
    })?;
    work(asked).await
}

fn checked(limit: usize, most: usize) -> Result<usize, ApiError> {
    if (1..=most).contains(&limit) {
        return Ok(limit);
    }
    Err(ApiError::bad_request(format!("limit {limit} is out of bounds"), format!("give one from 1 to {most}")))
}

async fn search(tools: &Tools, asked: Search) -> Given {
    let request = search::Request {
        query: asked.query,
        kinds: asked.kinds,
        limit: checked(asked.limit, MOST_THINGS)?,
        relax: true,
        ..search::Request::default()
    };
    let found = stream::blocking(&tools.app()?, move |app, _| Ok(app.search.find(&app.store, &request)?)).await?;
    let mut text = format!("{} hits{}\n", found.total, if found.relaxed { " of some of the words" } else { "" });
    for hit in &found.hits {
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {} ({}, in its {}) <{}>", hit.name, hit.kind, hit.field, hit.entity);
        let place = hit.document.as_deref().zip(hit.start.zip(hit.end));
        let place = place.map(|(document, (start, end))| format!(" <{document}> [{start}, {end})")).unwrap_or_default();
        let _ = writeln!(text, "    “{}”{place}", hit.text);
    }
    if !found.suggestions.is_empty() {
        let names: Vec<_> = found.suggestions.iter().map(|suggestion| suggestion.name.as_str()).collect();
        let _ = writeln!(text, "names like it: {}", names.join("、"));
    }
    Ok((text, serde_json::to_value(&found).expect("hits are JSON")))
}

async fn entity(tools: &Tools, root: &str, asked: Entity) -> Given {
    let limit = checked(asked.limit, MOST_THINGS)?;
    let found = stream::blocking(&tools.app()?, move |app, cancel| {
        let mut things = records::find(&app.store, &asked.thing)?.into_iter();
        let thing = match (things.next(), things.next()) {
            (Some(thing), None) => replaced::replacement(&app.store, &thing, cancel)?.unwrap_or(thing),
            (None, _) => {
                let near = records::near_names(&app.store, &asked.thing)?;
                let hint = if near.is_empty() { "search for it".to_owned() } else { near.join(", ") };
                let message = format!("nothing is called {:?}", asked.thing);
                return Err(ApiError::not_found(message, format!("was one of these meant: {hint}")));
            }
            (Some(first), Some(second)) => {
                let all = [first, second].into_iter().chain(things);
                let all: Vec<_> = all.take(20).map(NamedNode::into_string).collect();
                let message = format!("several things are called {:?}", asked.thing);
                return Err(ApiError::bad_request(message, format!("ask for one of them: {}", all.join(" "))));
            }
        };
        about::about(&app.store, &thing, limit, cancel)?.ok_or_else(|| {
            ApiError::not_found(format!("the graph knows nothing of {}", thing.as_str()), "search for it")
        })
    })
    .await?;
    let mut data = serde_json::to_value(&found).expect("what is said of a thing is JSON");
    let mut text = entity_text(&found);
    if let Some(address) = linked::address_of(&found.thing.iri) {
        let address = format!("{root}{address}");
        // Writing to a string cannot fail.
        let _ = writeln!(text, "its page: {address}");
        data["address"] = address.into();
    }
    Ok((text, data))
}

fn entity_text(found: &About) -> String {
    let mut text = format!("{} ({}) <{}>\n", found.thing.name, found.types.join(", "), found.thing.iri);
    let quoted = |text: &mut String, words: &[Quotation]| {
        for words in words.iter().take(2) {
            // Writing to a string cannot fail.
            let _ = writeln!(text, "    “{}” {} [{}, {})", words.quotation, words.document, words.start, words.end);
        }
    };
    for property in &found.properties {
        let _ = writeln!(text, "- {}: {}", property.property, property.value);
        quoted(&mut text, &property.evidence);
    }
    for related in &found.neighbours {
        let arrow = if related.direction == "out" { "→" } else { "←" };
        let names: Vec<_> = related.things.iter().map(|thing| thing.name.as_str()).collect();
        let _ = writeln!(text, "{arrow} {} ({}): {}", related.relation, related.count, names.join("、"));
    }
    let _ = writeln!(text, "{} facts about it", found.facts.total);
    for fact in &found.facts.rows {
        let _ = writeln!(text, "- {} ({}, {}) <{}>", fact.thing.name, fact.kind, fact.role, fact.thing.iri);
        quoted(&mut text, &fact.evidence);
    }
    let _ = writeln!(text, "named in {} places", found.mentions.total);
    for mention in found.mentions.rows.iter().take(5) {
        quoted(&mut text, std::slice::from_ref(&mention.quotation));
    }
    text
}

async fn observations(tools: &Tools, root: &str, asked: Observations) -> Given {
    let mut request = Request::new(List::Observations);
    let number = |number: Option<f64>| number.map(|number| number.to_string());
    let filters = [
        ("metric", asked.metric),
        ("place", asked.place),
        ("period", asked.period),
        ("unit", asked.unit),
        ("subject", asked.subject),
        ("case", asked.case),
        ("min_value", number(asked.min_value)),
        ("max_value", number(asked.max_value)),
    ];
    for (name, value) in filters {
        if let Some(value) = value {
            request = request.with(name, &value);
        }
    }
    request.limit = checked(asked.limit, MOST_ROWS)?;
    request.cursor = asked.cursor;
    let app = tools.app()?;
    let page = stream::blocking(&app, move |app, cancel| Ok(app.records.page(&app.store, &request, cancel)?)).await?;
    let mut text = format!("{} of {} observations\n", page.rows.len(), page.total);
    for row in &page.rows {
        let label = row.zh.as_deref().unwrap_or(&row.id);
        // Writing to a string cannot fail.
        let _ = writeln!(text, "- {label} <{}> {}", row.iri, row.address(root));
        for words in &row.evidence {
            let _ = writeln!(text, "  “{}” {} [{}, {})", words.quotation, words.document, words.start, words.end);
        }
    }
    Ok((text, page_data(&page, root)))
}

fn page_data(page: &Page, root: &str) -> Value {
    let list = List::Observations;
    let rows: Vec<Json<'_>> = page.rows.iter().map(|row| Json { list, row, base: root }).collect();
    let next = page.next.as_deref();
    // Through text: exact decimals are written as they are.
    let rows = serde_json::to_string(&rows).expect("rows are JSON");
    let rows: Value = serde_json::from_str(&rows).expect("what was written is JSON");
    json!({ "total": page.total, "rows": rows, "next": next })
}

/// What is asked, as at the address of the same question.
fn path_query(asked: &Path) -> Result<String, ApiError> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    query.append_pair("from", &asked.from).append_pair("to", &asked.to).append_pair("view", &asked.view);
    query.append_pair("limit", &checked(asked.limit, MOST_PATHS)?.to_string());
    if !asked.without.is_empty() {
        query.append_pair("without", &asked.without.join(","));
    }
    Ok(query.finish())
}

async fn path(tools: &Tools, asked: Path) -> Given {
    let asked = Asked::read(Some(&path_query(&asked)?), &Paths::parameters())?;
    stream::blocking(&tools.app()?, move |app, cancel| {
        let context = Context { store: &app.store, catalog: &app.catalog, views: &app.views, cancel };
        let found = Paths::answer(context, &asked)?;
        Ok((Paths::text(&found), serde_json::to_value(&found).expect("paths are JSON")))
    })
    .await
}

fn saved_queries(tools: &Tools, asked: &SavedQueries) -> Given {
    let app = tools.app()?;
    let wanted = asked.about.as_deref().unwrap_or_default().to_lowercase();
    let fits = |query: &&Saved| {
        let words = [&query.name, &query.summary.en, &query.summary.zh, &query.description.en, &query.description.zh];
        words.into_iter().chain(&query.tags).any(|words| words.to_lowercase().contains(&wanted))
    };
    let (mut text, mut data) = (String::new(), Vec::new());
    for query in app.catalog.queries().filter(fits) {
        let _ = writeln!(text, "- {}: {} {}", query.name, query.summary.en, query.summary.zh);
        let mut parameters = Vec::new();
        for parameter in &query.parameters {
            let (kind, default) = (parameter.kind.name(), parameter.default.as_deref());
            let usual = default.map(|value| format!(", default {value}")).unwrap_or_default();
            let _ = writeln!(text, "    {} ({kind}{usual}): {}", parameter.name, parameter.label.en);
            parameters.push(json!({
                "name": parameter.name, "type": kind, "required": parameter.is_required, "default": default,
                "examples": parameter.examples, "en": parameter.label.en, "zh": parameter.label.zh,
            }));
        }
        data.push(json!({
            "name": query.name, "en": query.summary.en, "zh": query.summary.zh, "description": query.description.en,
            "tags": query.tags, "parameters": parameters,
        }));
    }
    Ok((text, json!({ "queries": data })))
}

async fn saved_query(tools: &Tools, asked: SavedQuery) -> Given {
    let app = tools.app()?;
    let Some(saved) = app.catalog.query(&asked.name) else {
        let message = format!("there is no saved query {:?}", asked.name);
        return Err(ApiError::not_found(message, "saved_queries lists those there are"));
    };
    let values: BTreeMap<String, String> = asked.parameters;
    let query = saved.prepare(&values).map_err(|error| ApiError::bad_request(error.message, error.hint))?;
    answered(&app, query, checked(asked.limit, MOST_ROWS)?).await
}

async fn query(tools: &Tools, asked: Sparql) -> Given {
    let limit = checked(asked.limit, MOST_ROWS)?;
    observe::trail().text(&asked.query);
    stream::blocking(&tools.app()?, move |app, cancel| {
        if asked.query.len() > app.limits.query_length {
            return Err(ApiError::too_large("query", app.limits.query_length));
        }
        let query = Query::parse_with_known_prefixes(&asked.query).map_err(sparql::QueryError::from)?;
        table(service::evaluate(app.services(), &app.store, query, cancel)?, limit)
    })
    .await
}

async fn answered(app: &Arc<crate::serve::app::App>, query: Query, limit: usize) -> Given {
    stream::blocking(app, move |app, cancel| {
        table(service::evaluate(app.services(), &app.store, query, cancel)?, limit)
    })
    .await
}

fn document_text(tools: &Tools, asked: &DocumentText) -> Given {
    let whole = resource::document(&*tools.app()?, &asked.document)?;
    let length = whole.chars().count();
    let end = asked.end.unwrap_or(asked.start.saturating_add(LONGEST_TEXT)).min(length);
    if asked.start >= end || end - asked.start > LONGEST_TEXT {
        let hint = format!("give start below end, at most {LONGEST_TEXT} apart; the text has {length} code points");
        return Err(ApiError::bad_request(format!("[{}, {end}) is no stretch of the text", asked.start), hint));
    }
    let text: String = whole.chars().skip(asked.start).take(end - asked.start).collect();
    let data = json!({ "document": asked.document, "start": asked.start, "end": end, "length": length, "text": text });
    Ok((text, data))
}
