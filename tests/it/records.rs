//! The lists over HTTP: filters, order, pages, facets, CSV, and what is said of a wrong request.

use std::collections::BTreeSet;
use std::fmt::Write;

use axum::http::{StatusCode, header};
use casegraph::answer::records::{List, Records, Request};
use casegraph::answer::sparql::CancellationToken;
use casegraph::store::Store;
use oxigraph::io::{RdfFormat, RdfParser};
use parquet::file::reader::FileReader;
use parquet::file::serialized_reader::SerializedFileReader;
use parquet::record::RowAccessor;
use serde_json::Value;

use super::api::{bytes, content_type, get, text};

/// An address with its parameters percent-encoded.
fn address(path: &str, parameters: &[(&str, &str)]) -> String {
    format!("{path}?{}", form_urlencoded::Serializer::new(String::new()).extend_pairs(parameters).finish())
}

async fn list(path: &str, parameters: &[(&str, &str)]) -> Value {
    let response = get(&address(path, parameters), "*/*").await;
    let status = response.status();
    let body = text(response).await;
    assert_eq!(status, StatusCode::OK, "{path} {parameters:?}: {body}");
    serde_json::from_str(&body).unwrap()
}

/// The values of a field of the rows: of a thing its name, of a term its code.
fn values(page: &Value, field: &str) -> Vec<String> {
    let shown = |value: &Value| match value {
        Value::String(text) => text.clone(),
        Value::Object(object) => {
            ["name", "code", "zh"].iter().find_map(|key| object.get(*key)?.as_str()).unwrap_or_default().to_owned()
        }
        other => other.to_string(),
    };
    page["rows"].as_array().unwrap().iter().map(|row| shown(&row[field])).collect()
}

#[tokio::test]
async fn filters_find_what_the_text_says() {
    let mut wrong = Vec::new();
    for (path, parameters, field, expected) in [
        ("/api/cases", &[("agency", "北海市行政审批局")][..], "number", &["4"][..]),
        ("/api/cases", &[("place", "450300")], "number", &["9"]),
        ("/api/cases", &[("indicator", "cgi:cn-government-services"), ("sort", "number")], "number", &["6", "7", "10"]),
        ("/api/cases", &[("policy", "国办发〔2023〕29号")], "number", &["6"]),
        ("/api/cases", &[("q", "越南 医"), ("sort", "number")], "number", &["8"]),
        ("/api/cases", &[("year", "1999")], "number", &[]),
        ("/api/entities", &[("code", "450300"), ("mentioned", "any")], "name", &["桂林市"]),
        ("/api/entities", &[("type", "policy"), ("issuer", "国务院办公厅")], "codes", &["[\"国办发〔2023〕29号\"]"]),
        ("/api/observations", &[("metric", "办结率"), ("sort", "-value")], "value", &["99.63", "98"]),
        (
            "/api/observations",
            &[("metric", "执行到位金额"), ("unit", "CNY"), ("sort", "value")],
            "value",
            &["3142000000", "3723000000"],
        ),
        (
            "/api/observations",
            &[("case", "5"), ("period", "2023"), ("direction", "increase"), ("kind", "change")],
            "unit",
            &["%"],
        ),
        (
            "/api/observations",
            &[("min_value", "97.9"), ("max_value", "98"), ("unit", "%")],
            "metric",
            &["总体评价满意率", "办结率", "中小微企业贷款余额占比"],
        ),
        (
            "/api/observations",
            &[("subject", "广西GD物业公司"), ("metric", "金额"), ("sort", "period")],
            "period",
            &["2021", "2022", "2023"],
        ),
        (
            "/api/recognitions",
            &[("recipient", "广西（柳州）人力资源服务产业园"), ("issuer", "人力资源和社会保障部")],
            "date",
            &["2023-04-28"],
        ),
        ("/api/findings", &[("kind", "missing_number"), ("sort", "case")], "severity", &["note", "note", "note"]),
    ] {
        let page = list(path, parameters).await;
        let mut found = values(&page, field);
        if !parameters.iter().any(|(name, _)| *name == "sort") {
            found.sort();
        }
        let mut expected: Vec<String> = expected.iter().map(|text| (*text).to_owned()).collect();
        if !parameters.iter().any(|(name, _)| *name == "sort") {
            expected.sort();
        }
        if found != expected || page["total"] != expected.len() {
            wrong.push((parameters, found, expected));
        }
    }
    assert!(wrong.is_empty(), "found, then expected: {wrong:#?}");
}

#[tokio::test]
async fn a_place_holds_what_lies_in_it() {
    let all = list("/api/cases", &[("place", "广西")]).await;
    assert_eq!(all["total"], 10);
    let none = list("/api/cases", &[("place", "广东省")]).await;
    assert_eq!(none["total"], 0);
}

#[tokio::test]
async fn pages_give_every_row_once_in_order() {
    for sort in ["value", "-value,metric", "place", "-period,unit"] {
        let whole = list("/api/observations", &[("sort", sort), ("limit", "1000")]).await;
        let expected = values(&whole, "iri");
        assert_eq!(whole["next"], Value::Null);
        let (mut found, mut cursor) = (Vec::new(), String::new());
        loop {
            let mut parameters = vec![("sort", sort), ("limit", "13")];
            if !cursor.is_empty() {
                parameters.push(("cursor", cursor.as_str()));
            }
            let page = list("/api/observations", &parameters).await;
            assert_eq!(page["total"], expected.len());
            found.extend(values(&page, "iri"));
            match page["next"].as_str() {
                Some(next) => next.clone_into(&mut cursor),
                None => break,
            }
        }
        assert_eq!(found, expected, "{sort}");
    }
}

#[tokio::test]
async fn rows_without_a_value_come_last_in_both_orders() {
    for sort in ["baseline", "-baseline"] {
        let found = values(&list("/api/observations", &[("sort", sort), ("limit", "1000")]).await, "baseline");
        let first_null = found.iter().position(|value| value == "null").unwrap();
        assert!(first_null > 0 && found[first_null..].iter().all(|value| value == "null"), "{sort}");
    }
}

#[tokio::test]
async fn facets_count_without_their_own_filter() {
    let page = list("/api/observations", &[("unit", "CNY"), ("facets", "unit,kind"), ("limit", "1")]).await;
    let of = |field: &str| -> u64 {
        page["facets"][field].as_array().unwrap().iter().map(|value| value["count"].as_u64().unwrap()).sum()
    };
    let whole = list("/api/observations", &[("limit", "1")]).await;
    assert_eq!(of("unit"), whole["total"].as_u64().unwrap());
    assert_eq!(of("kind"), page["total"].as_u64().unwrap());
    assert_eq!(page["facets"]["unit"][0]["en"], "count");
}

#[tokio::test]
async fn csv_has_the_rows_of_json_and_a_mark_for_excel_on_demand() {
    let parameters = [("metric", "满意"), ("sort", "-value"), ("limit", "2")];
    let page = list("/api/observations", &parameters).await;
    let response = get(&address("/api/observations", &parameters), "text/csv").await;
    assert!(content_type(&response).starts_with("text/csv"));
    assert_eq!(response.headers()["x-total-count"], "5");
    assert!(response.headers()[header::LINK].to_str().unwrap().ends_with("; rel=\"next\""));
    let csv = text(response).await;
    let lines: Vec<&str> = csv.split_terminator("\r\n").collect();
    assert_eq!(lines.len(), 3);
    assert!(lines[0].starts_with("iri,metric,value,unit,unit_zh,unit_en,"), "{}", lines[0]);
    for (line, metric) in lines[1..].iter().zip(values(&page, "metric")) {
        assert!(line.contains(&format!(",{metric},")), "{line}");
    }
    let marked = text(get(&address("/api/observations", &[("format", "csv"), ("bom", "true")]), "*/*").await).await;
    assert!(marked.starts_with("\u{feff}iri,"));
}

#[tokio::test]
async fn a_parquet_file_has_all_rows_that_fit_in_their_order() {
    let parameters = [("metric", "满意"), ("sort", "-value"), ("limit", "2")];
    let all = list("/api/observations", &[parameters[0], parameters[1]]).await;
    let response =
        get(&address("/api/observations", &[&parameters[..], &[("format", "parquet")]].concat()), "*/*").await;
    assert_eq!(content_type(&response), "application/vnd.apache.parquet");
    assert!(response.headers()[header::CONTENT_DISPOSITION].to_str().unwrap().contains("observations.parquet"));
    let reader = SerializedFileReader::new(bytes(response).await).unwrap();
    let metrics: Vec<String> =
        reader.get_row_iter(None).unwrap().map(|row| row.unwrap().get_string(1).unwrap().clone()).collect();
    assert_eq!(metrics, values(&all, "metric"));
    let findings = get("/api/findings?format=xlsx", "*/*").await;
    assert_eq!(findings.status(), StatusCode::BAD_REQUEST, "findings are no table of facts");
}

#[tokio::test]
async fn a_wrong_request_is_a_400_that_says_what_is_right() {
    let foreign =
        list("/api/observations", &[("limit", "1"), ("sort", "value")]).await["next"].as_str().unwrap().to_owned();
    for (parameters, words) in [
        (&[("lmit", "2")][..], "there are metric, unit"),
        (&[("unit", "RMB")], "CNY"),
        (&[("place", "桂林巿")], "桂林市"),
        (&[("sort", "price")], "period_start"),
        (&[("facets", "value")], "qualifier"),
        (&[("limit", "0")], "from 1 to 1000"),
        (&[("limit", "5"), ("limit", "6")], "give it once"),
        (&[("min_value", "much")], "99.63"),
        (&[("period", "last year")], "2023-01/2023-09"),
        (&[("cursor", "7b")], "page before"),
        (&[("cursor", foreign.as_str())], "page before"),
    ] {
        let response = get(&address("/api/observations", parameters), "*/*").await;
        assert_eq!(response.status(), StatusCode::BAD_REQUEST, "{parameters:?}");
        let body: Value = serde_json::from_str(&text(response).await).unwrap();
        let hint = body["error"]["hint"].as_str().unwrap();
        assert!(hint.contains(words), "{parameters:?}: {hint}");
    }
    let image = get("/api/cases", "image/png").await;
    assert_eq!(image.status(), StatusCode::NOT_ACCEPTABLE);
}

/// A store of so many observations, without anything else.
fn observations(count: usize) -> Store {
    let store = Store::in_memory().unwrap();
    add(&store, 0..count);
    store
}

fn add(store: &Store, numbers: std::ops::Range<usize>) {
    let mut turtle = String::new();
    for n in numbers {
        writeln!(
            turtle,
            "<https://w3id.org/casegraph/id/observation-{n:03}> a <https://w3id.org/casegraph/ns#Observation> ; \
             <https://w3id.org/casegraph/ns#value> {} .",
            n % 7
        )
        .unwrap();
    }
    store.load(RdfParser::from_format(RdfFormat::Turtle).for_slice(&turtle).map(Result::unwrap)).unwrap();
}

#[test]
fn a_cursor_goes_on_rightly_after_a_write() {
    let (store, records) = (observations(40), Records::default());
    let mut request = Request { sort: vec!["-value".to_owned()], limit: 10, ..Request::new(List::Observations) };
    let mut seen = BTreeSet::new();
    let mut from = 40;
    loop {
        let page = records.page(&store, &request, &CancellationToken::new()).unwrap();
        for row in &page.rows {
            assert!(seen.insert(row.iri.clone()), "{} comes twice", row.iri);
        }
        request.cursor = page.next;
        if request.cursor.is_none() {
            break;
        }
        add(&store, from..from + 3);
        from += 3;
    }
    let missing: Vec<_> = (0..40).filter(|n| !seen.iter().any(|iri| iri.ends_with(&format!("-{n:03}")))).collect();
    assert!(missing.is_empty(), "{missing:?} were there all along");
}
