//! `/api/entity`: all that the graph says of one thing, asked for by IRI, name or code.

use std::sync::{Arc, LazyLock};

use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::NamedNode;
use serde_json::json;

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::operation::{Kind, Operation, Parameter, list as list_of, named, object};
use super::{accept, linked, stream};
use crate::answer::about::{self, About};
use crate::answer::records;
use crate::answer::{jsonld, prefix, replaced};
use crate::store::Store;

/// JSON first: it is what comes where nothing is asked for. The others are the documents of linked data.
const FORMATS: [(&str, &str); 5] = [
    ("json", "application/json"),
    ("jsonld", "application/ld+json"),
    ("turtle", "text/turtle"),
    ("ntriples", "application/n-triples"),
    ("rdfxml", "application/rdf+xml"),
];

/// What was found by a name.
enum Found {
    Now(NamedNode),
    About(Box<About>),
    Bytes(Vec<u8>),
}

/// `GET /api/entity?iri=…`, `?name=…` or `?code=…`
pub(super) async fn entity(
    State(app): State<Arc<App>>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref(), &PARAMETERS)?;
    let format = accept::choose(asked.get("format"), &headers, &FORMATS)?;
    let mut ways = ["iri", "name", "code"].into_iter().filter_map(|way| Some((way, asked.get(way)?.trim().to_owned())));
    let (Some((way, text)), None) = (ways.next(), ways.next()) else {
        let hint = "send one of iri, name and code, as in ?iri=id:place-450300 or ?name=桂林市";
        return Err(ApiError::bad_request("one of iri, name and code is wanted", hint));
    };
    let limit = asked.number("limit", 100);
    let found = stream::blocking(&app, move |app, cancel| {
        let thing = thing(&app.store, way, &text)?;
        if let Some(now) = replaced::replacement(&app.store, &thing, cancel)? {
            return Ok(Found::Now(now));
        }
        let Some(found) = about::about(&app.store, &thing, limit, cancel)? else {
            return Err(linked::unknown(&app.store, &thing));
        };
        if format == "json" {
            return Ok(Found::About(Box::new(found)));
        }
        let triples = linked::triples(&app.store, "id", &thing, cancel)?;
        Ok(Found::Bytes(match format {
            "jsonld" => jsonld::write(&triples, thing.as_str()).to_string().into_bytes(),
            name => linked::serialized(name, &triples)?,
        }))
    })
    .await?;
    let mut response = match found {
        Found::Now(now) => {
            let query = form_urlencoded::Serializer::new(String::new()).append_pair("iri", now.as_str()).finish();
            let location = HeaderValue::from_str(&format!("/api/entity?{query}")).expect("it is percent-encoded");
            (StatusCode::MOVED_PERMANENTLY, [(header::LOCATION, location)]).into_response()
        }
        Found::About(about) => axum::Json(about).into_response(),
        Found::Bytes(bytes) => {
            let media_type = FORMATS.iter().find(|(name, _)| *name == format).map_or("", |(_, media_type)| *media_type);
            ([(header::CONTENT_TYPE, linked::content_type(media_type))], bytes).into_response()
        }
    };
    response.headers_mut().insert(header::VARY, HeaderValue::from_static("accept"));
    Ok(response)
}

/// The one thing that is meant.
fn thing(store: &Store, way: &str, text: &str) -> Result<NamedNode, ApiError> {
    if way == "iri" {
        let iri = prefix::expand(text).unwrap_or_else(|| text.to_owned());
        return NamedNode::new(iri).map_err(|_| {
            ApiError::bad_request(format!("{text:?} is no IRI"), "IRIs begin with https:// and have no spaces")
        });
    }
    let found: Vec<NamedNode> = records::find(store, text)?.into_iter().collect();
    match found.as_slice() {
        [one] => Ok(one.clone()),
        [] => {
            let near = records::near_names(store, text)?;
            let hint = if near.is_empty() {
                "try /api/entities?q=…".to_owned()
            } else {
                format!("did you mean {}?", near.join(", "))
            };
            Err(ApiError::not_found(format!("nothing in the graph is called {text}"), hint))
        }
        several => {
            let names: Vec<_> = several.iter().take(20).filter_map(|node| prefix::shorten(node.as_str())).collect();
            let message = format!("{} things are called {text}", several.len());
            Err(ApiError::bad_request(message, format!("ask with iri= for one of {}", names.join(", "))))
        }
    }
}

static PARAMETERS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    let formats: Vec<&str> = FORMATS.iter().map(|(name, _)| *name).collect();
    vec![
        Parameter::new("iri", Kind::Iri, ["IRI of the thing", "实体的 IRI"])
            .example("https://w3id.org/casegraph/id/place-450300"),
        Parameter::text("name", ["its name or another name, instead of iri", "名称或别名（代替 iri）"]),
        Parameter::text(
            "code",
            [
                "GB/T 2260 code, country code or document number, instead of iri",
                "行政区划代码、国家代码或文号（代替 iri）",
            ],
        ),
        Parameter::integer(
            "limit",
            1,
            1000,
            [
                "most facts, mentions and cases that are listed; all are counted",
                "事实、提及与案例最多列出的条数（总数照计）",
            ],
        )
        .default("100"),
        Parameter::one_of("format", &formats, ["format, before what Accept says", "格式，优先于 Accept"]),
    ]
});

/// The entity as the interface describes it.
pub(super) fn operations() -> Vec<Operation> {
    let text = || json!({ "type": "string" });
    let texts = || list_of(&text());
    let counted =
        |rows: serde_json::Value| object(&[("total", json!({ "type": "integer" })), ("rows", list_of(&rows))]);
    let quotations = || list_of(&named("Quotation"));
    let property = object(&[("property", text()), ("iri", text()), ("value", text()), ("evidence", quotations())]);
    let fact = object(&[("iri", text()), ("type", text()), ("role", text()), ("evidence", quotations())]);
    let neighbours = object(&[
        ("relation", text()),
        ("iri", text()),
        ("direction", json!({ "type": "string", "enum": ["out", "in"] })),
        ("count", json!({ "type": "integer" })),
        ("things", list_of(&named("Thing"))),
    ]);
    let schema = object(&[
        ("iri", text()),
        ("id", text()),
        ("name", text()),
        ("types", texts()),
        ("aliases", texts()),
        ("merged", texts()),
        ("properties", list_of(&property)),
        ("facts", counted(fact)),
        ("mentions", counted(named("Quotation"))),
        ("neighbours", list_of(&neighbours)),
        ("cases", counted(named("Thing"))),
    ]);
    let operation = Operation::get("/api/entity", "things", ["All that the graph says of one thing", "某实体的全部内容"])
        .describe([
            "What is said of it with the words that say it, facts about it, where texts name it, what it is related to, its cases. One of iri, name and code is wanted. 301 where it was found to be another thing.",
            "实体的属性与依据、相关事实、文中提及、关系与案例；iri、name、code 三者给其一。已并入他者时 301 转去。",
        ])
        .parameters(PARAMETERS.iter().cloned())
        .gives("application/json", schema)
        .answers(301, ["It is now", "已并入"]);
    let rdf = FORMATS.iter().skip(1);
    let operation =
        rdf.fold(operation, |all, (_, media_type)| all.gives(media_type, super::protocol_operations::body(media_type)));
    vec![operation.errors(&[400, 404, 406, 503, 504])]
}
