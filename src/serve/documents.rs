//! `/api/documents/{id}`: one document, its text, and what stands where in it. The list of documents is one of `records`.

use std::collections::BTreeMap;
use std::sync::{Arc, LazyLock};

use axum::extract::{Path, RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::{IntoResponse, Response};
use oxigraph::model::{NamedNode, Term, TermRef};
use serde::Serialize;
use serde_json::json;

use super::app::App;
use super::asked::Asked;
use super::error::ApiError;
use super::front;
use super::operation::{Operation, Parameter, list as list_of, named, object};
use super::stream;
use crate::answer::mentions::{self, KINDS, Marked};
use crate::answer::near;
use crate::answer::records::{self, Json, List, Rows, Thing};
use crate::archive::{Archive, DocumentRecord};
use crate::diagnostic::Diagnostics;
use crate::ontology::iri::id_iri;
use crate::ontology::vocab::{cg, skos};

/// A document with what is counted of it.
#[derive(Serialize)]
struct Described<'r> {
    #[serde(flatten)]
    row: Json<'r>,
    /// Cases it holds.
    cases: &'r [Thing],
    /// How many numerals share a fate, by its code.
    fates: &'r BTreeMap<String, u64>,
    /// Addresses of its text and of what stands where in it.
    text: String,
    mentions: String,
}

/// `GET /api/documents/{id}`
pub(super) async fn document(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    headers: HeaderMap,
) -> Result<Response, ApiError> {
    let base = front::base(&headers).to_owned();
    let body = stream::blocking(&app, move |app, _| {
        let (iri, id) = find(app, &id)?;
        let mut rows = Rows::new(&app.store);
        let row = rows.row(List::Documents, &iri)?;
        let (mut cases, mut fates) = (Vec::new(), BTreeMap::new());
        for part in records::subjects_of(&app.store, cg::IN_DOCUMENT, TermRef::NamedNode(iri.as_ref()))? {
            let value = |property| {
                let first = app.store.matching(Some(part.as_ref().into()), Some(property), None).next();
                first.transpose().map(|quad| quad.map(|quad| quad.object))
            };
            if value(cg::NUMBER)?.is_some() {
                cases.push(rows.thing(&part)?);
            } else if let (Some(Term::NamedNode(fate)), Some(Term::Literal(count))) =
                (value(cg::FATE)?, value(cg::COUNT)?)
            {
                let code =
                    app.store.matching(Some(fate.as_ref().into()), Some(skos::NOTATION), None).next().transpose()?;
                let code = code.map_or_else(String::new, |quad| match quad.object {
                    Term::Literal(code) => code.destruct().0,
                    other => other.to_string(),
                });
                fates.insert(code, count.value().parse().unwrap_or(0));
            }
        }
        cases.sort();
        let described = Described {
            row: Json { list: List::Documents, row: &row, base: &base },
            cases: &cases,
            fates: &fates,
            text: format!("{base}/api/documents/{id}/text"),
            mentions: format!("{base}/api/documents/{id}/mentions"),
        };
        Ok(serde_json::to_vec(&described).expect("a document's description is JSON"))
    })
    .await?;
    Ok(([(header::CONTENT_TYPE, "application/json")], body).into_response())
}

/// `GET /api/documents/{id}/text`: the normalised text that offsets count in.
pub(super) async fn text(State(app): State<Arc<App>>, Path(id): Path<String>) -> Result<Response, ApiError> {
    let text = stream::blocking(&app, move |app, _| {
        let archive = open(app)?;
        let record = record(&archive, &id)?;
        archive.text(record).map_err(|error| ApiError::internal(error.to_string()))
    })
    .await?;
    Ok(([(header::CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response())
}

/// What stands where in a document.
#[derive(Serialize)]
struct Mentions {
    total: usize,
    rows: Vec<Marked>,
}

/// `GET /api/documents/{id}/mentions`
pub(super) async fn mentions(
    State(app): State<Arc<App>>,
    Path(id): Path<String>,
    RawQuery(query): RawQuery,
) -> Result<Response, ApiError> {
    let asked = Asked::read(query.as_deref(), &MENTIONS)?;
    let kinds: Vec<String> = asked.all("kind").map(str::to_owned).collect();
    let (start, end) = (asked.number("start", 0), asked.number("end", usize::MAX));
    let found = stream::blocking(&app, move |app, cancel| {
        let (iri, _) = find(app, &id)?;
        let mut rows = mentions::mentions(&app.store, &iri, cancel)?;
        rows.retain(|marked| {
            let (from, to) = (marked.quotation.start as usize, marked.quotation.end as usize);
            (kinds.is_empty() || kinds.contains(&marked.kind)) && from < end && to > start
        });
        Ok(Mentions { total: rows.len(), rows })
    })
    .await?;
    Ok(axum::Json(found).into_response())
}

/// The document of an id, `doc-` before it or not, or of the beginning of one.
fn find(app: &App, id: &str) -> Result<(NamedNode, String), ApiError> {
    let archive = open(app)?;
    let record = record(&archive, id)?;
    let id = id_of(record);
    Ok((id_iri(&id), id))
}

fn record<'a>(archive: &'a Archive, id: &str) -> Result<&'a DocumentRecord, ApiError> {
    archive.document(id).ok_or_else(|| {
        let known: Vec<(String, &str)> =
            archive.documents().iter().map(|record| (id_of(record), record.title.as_str())).collect();
        let names = known.iter().flat_map(|(id, title)| [(id.as_str(), id.as_str()), (*title, id.as_str())]);
        let near = near::nearest(id, names);
        let hint = match near.as_slice() {
            [] => "see /api/documents for those there are".to_owned(),
            near => format!("did you mean {}? /api/documents lists all", near.join(", ")),
        };
        ApiError::not_found(format!("there is no document {id:?}"), hint)
    })
}

/// What a document is called in addresses and IRIs.
fn id_of(record: &DocumentRecord) -> String {
    format!("doc-{}", &record.document[..12])
}

fn open(app: &App) -> Result<Archive, ApiError> {
    Archive::open(&app.data, &mut Diagnostics::default()).map_err(|error| ApiError::internal(error.to_string()))
}

static MENTIONS: LazyLock<Vec<Parameter>> = LazyLock::new(|| {
    vec![
        Parameter::one_of("kind", &KINDS, ["what the words name or state", "所指实体或所述事实的类别"])
            .repeated()
            .example("place"),
        Parameter::integer("start", 0, i64::from(u32::MAX), ["only words that end behind this code point", "起始码点"]),
        Parameter::integer(
            "end",
            0,
            i64::from(u32::MAX),
            ["only words that begin before this code point", "终止码点（不含）"],
        ),
    ]
});

/// The documents as the interface describes them.
pub(super) fn operations() -> Vec<Operation> {
    let text = || json!({ "type": "string" });
    let id = || Parameter::in_path("id", ["id of the document", "文档标识"], "doc-3542ed2cca7b");
    let number = || json!({ "type": "integer", "minimum": 0 });
    let marked = object(&[
        ("document", text()),
        ("start", number()),
        ("end", number()),
        ("quotation", text()),
        ("kind", json!({ "type": "string", "enum": KINDS })),
        ("thing", named("Thing")),
    ]);
    vec![
        Operation::get("/api/documents/{id}", "things", ["One document", "某文档"])
            .parameters([id()])
            .gives(
                "application/json",
                object(&[
                    ("iri", text()),
                    ("id", text()),
                    ("cases", list_of(&named("Thing"))),
                    ("text", text()),
                    ("mentions", text()),
                ]),
            )
            .errors(&[404, 503, 504]),
        Operation::get(
            "/api/documents/{id}/text",
            "things",
            ["The normalised text in which offsets count", "规范化文本"],
        )
        .parameters([id()])
        .gives_text("text/plain")
        .errors(&[404, 503, 504]),
        Operation::get(
            "/api/documents/{id}/mentions",
            "things",
            [
                "What stands where in a document: things named, facts stated, with offsets",
                "文中各处所指实体与所述事实及其位置",
            ],
        )
        .parameters([id()])
        .parameters(MENTIONS.iter().cloned())
        .gives("application/json", object(&[("total", number()), ("rows", list_of(&marked))]))
        .errors(&[400, 404, 503, 504]),
    ]
}
