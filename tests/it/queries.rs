//! Every saved query gives the answer its question has, on the graph of the seed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use casegraph::answer::catalog::{Catalog, SavedQuery};
use casegraph::answer::sparql::{CancellationToken, Query, QueryResults, evaluate};
use casegraph::document::{self, Document};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline;
use casegraph::store::Store;
use oxigraph::model::Term;

/// Which saved query answers which question of `tests/questions.json`, with its parameters left at their defaults.
const ANSWERED_BY: [(&str, &str); 20] = [
    ("Q01", "reporters-of-a-case"),
    ("Q03", "document-number-of-a-policy"),
    ("Q05", "recognitions-of-a-recipient"),
    ("Q07", "compare-a-metric-between-cases"),
    ("Q09", "policy-by-document-number"),
    ("Q11", "cases-under-an-indicator"),
    ("Q13", "cases-reported-jointly"),
    ("Q15", "from-and-to"),
    ("Q17", "case-of-a-number"),
    ("Q19", "findings-of-a-kind"),
    ("Q21", "areas-without-a-case"),
    ("Q23", "partners-and-where-they-are"),
    ("Q25", "totals-of-a-case"),
    ("Q27", "total-and-multiple-of-a-metric"),
    ("Q29", "rest-of-the-year"),
    ("Q31", "rates-about"),
    ("Q33", "evidence-of-a-number"),
    ("Q35", "cases-linking-two-bodies"),
    ("Q37", "similar-cases"),
    ("Q39", "growth-recomputed"),
];

/// The graph of `seeds/`, read once for all tests.
pub(crate) fn seed() -> &'static Store {
    static SEED: LazyLock<Store> = LazyLock::new(|| {
        let bytes = include_bytes!("../../seeds/guangxi-2023-business-environment-cases.txt");
        let text = document::read::text(bytes, None).unwrap();
        let lexicon = Lexicon::builtin();
        let document = Document::new("guangxi-2023-business-environment-cases.txt", text, lexicon);
        let store = Store::in_memory().unwrap();
        store.load(pipeline::base_quads()).unwrap();
        store.load(pipeline::read(document, lexicon).contribution(lexicon)).unwrap();
        store
    });
    &SEED
}

#[derive(serde::Deserialize)]
struct Question {
    id: String,
    sparql: String,
    expect: Vec<Vec<String>>,
}

fn questions() -> Vec<Question> {
    serde_json::from_str(include_str!("../questions.json")).unwrap()
}

fn text(term: Option<&Term>) -> String {
    match term {
        Some(Term::Literal(literal)) => literal.value().to_owned(),
        Some(term) => term.to_string(),
        None => String::new(),
    }
}

/// The rows of a saved query's answer, its first columns only.
fn rows(query: &SavedQuery, columns: usize) -> Vec<Vec<String>> {
    answer(query.prepare(&BTreeMap::new()).unwrap(), columns)
}

fn answer(query: Query, columns: usize) -> Vec<Vec<String>> {
    let QueryResults::Solutions(solutions) = evaluate(seed(), query, &CancellationToken::new()).unwrap() else {
        panic!("the query is a SELECT");
    };
    let row = |solution: &casegraph::answer::sparql::QuerySolution| {
        solution.values().iter().take(columns).map(|value| text(value.as_ref())).collect()
    };
    solutions.map(|solution| row(&solution.unwrap())).collect()
}

#[test]
fn every_question_has_its_query() {
    let asked: BTreeSet<String> = questions().into_iter().map(|question| question.id).collect();
    let answered: BTreeSet<String> = ANSWERED_BY.iter().map(|(id, _)| (*id).to_owned()).collect();
    assert_eq!(asked, answered);
}

#[test]
fn saved_queries_answer_the_questions() {
    let catalog = Catalog::builtin();
    let mut wrong = BTreeMap::new();
    for question in questions() {
        let (_, name) = ANSWERED_BY.iter().find(|(id, _)| *id == question.id).unwrap();
        let found = rows(catalog.query(name).unwrap(), question.expect[0].len());
        if found != question.expect {
            wrong.insert(question.id, (found, question.expect));
        }
    }
    assert!(wrong.is_empty(), "found, then expected: {wrong:#?}");
}

#[test]
fn the_questions_are_answered_as_they_were_asked() {
    for question in questions() {
        let query = Query::parse_with_known_prefixes(&question.sparql).unwrap();
        assert_eq!(answer(query, question.expect[0].len()), question.expect, "{}", question.id);
    }
}

#[test]
fn the_other_queries_find_something() {
    let asked: BTreeSet<_> = ANSWERED_BY.iter().map(|(_, name)| *name).collect();
    let catalog = Catalog::builtin();
    let others = catalog.queries().filter(|query| !asked.contains(query.name.as_str()));
    let empty: Vec<_> = others.filter(|query| rows(query, 1).is_empty()).map(|query| query.name.as_str()).collect();
    assert!(empty.is_empty(), "{empty:?}");
}

#[test]
fn every_query_and_parameter_is_described_in_both_languages() {
    let catalog = Catalog::builtin();
    for query in catalog.queries().chain(catalog.views()) {
        assert!(!query.tags.is_empty(), "{} has no tags", query.name);
        for parameter in &query.parameters {
            assert!(!parameter.label.en.is_empty() && !parameter.label.zh.is_empty(), "{}", query.name);
            assert!(parameter.default.is_some() || !parameter.is_required, "{} needs {}", query.name, parameter.name);
        }
    }
}

#[test]
fn a_value_of_the_wrong_type_or_name_is_refused_with_what_to_write() {
    let catalog = Catalog::builtin();
    let query = catalog.query("reporters-of-a-case").unwrap();
    let given = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
    let error = query.prepare(&given("number", "4 } DROP ALL")).unwrap_err();
    assert_eq!(
        (error.message.as_str(), error.hint.as_str()),
        ("number=4 } DROP ALL is not of type integer", "write it like 4")
    );
    let error = query.prepare(&given("nummer", "4")).unwrap_err();
    assert_eq!(error.hint, "it has number");
}

#[test]
fn a_folder_adds_to_the_catalog_and_says_what_is_wrong_in_it() {
    let folder = tempfile::tempdir().unwrap();
    let head = "#+ summary: s\n#+ summary_zh: 摘要\n#+ description: d\n#+ description_zh: 说明\n";
    std::fs::write(folder.path().join("mine.rq"), format!("{head}ASK {{ ?s ?p ?o }}")).unwrap();
    let mut catalog = Catalog::builtin();
    catalog.add_folder(folder.path()).unwrap();
    assert!(catalog.query("mine").is_some());
    std::fs::write(folder.path().join("wrong.rq"), format!("{head}#+ defaults:\n#+   - n: 1\nASK {{ ?s ?p ?o }}"))
        .unwrap();
    let error = catalog.add_folder(folder.path()).unwrap_err().to_string();
    assert_eq!(error, "wrong.rq: the head speaks of the parameter n, but the query has no variable ?_n_…");
}
