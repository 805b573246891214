//! Every saved query gives the answer its question has, on the graph of the seed.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

use casegraph::answer::catalog::{Catalog, SavedQuery};
use casegraph::answer::network::Views;
use casegraph::answer::search::Search;
use casegraph::answer::service::{self, Services};
use casegraph::answer::sparql::{CancellationToken, Query, QueryResults};
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
        store.load(pipeline::read(document, lexicon).contribution(lexicon).quads()).unwrap();
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
    static SERVICES: LazyLock<(Search, Views, Catalog)> =
        LazyLock::new(|| (Search::default(), Views::default(), Catalog::builtin()));
    let (search, views, catalog) = &*SERVICES;
    let services = Services { search, views, catalog, outward: None };
    let results = service::evaluate(services, seed(), query, &CancellationToken::new());
    let QueryResults::Solutions(solutions) = results.unwrap() else {
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

/// Queries that answer none of the questions, with a row that the text gives each, from the first column on.
const ANSWERS: &[(&str, &[&str])] = &[
    ("agencies-by-level", &["北海市行政审批局", "北海市"]),
    ("bodies-across-cases", &["广西壮族自治区市场监督管理局", "2", "1"]),
    ("cases", &["2", "玉林市打造公共法律服务云超市，精准赋能便民司法", "执行合同", "玉林市", "玉林市司法局"]),
    ("cases-of-a-year", &["2", "玉林市打造公共法律服务云超市，精准赋能便民司法", "玉林市"]),
    (
        "claims-on-one-sentence",
        &[
            "关于建立保障民营经济健康发展的合作机制",
            "桂林市中级人民法院",
            "9",
            "联合出台《关于建立保障民营经济健康发展的合作机制》",
        ],
    ),
    ("counts-by-type", &["<https://w3id.org/casegraph/ns#Case>", "案例", "case", "10"]),
    ("disagreeing-numbers", &["调解成功率", "玉林市", "%", "", "2", "72", "99.26", "1"]),
    ("evidence-counts", &["<https://w3id.org/casegraph/ns#reportedBy>", "14", "14"]),
    (
        "evidence-of-a-fact",
        &[
            "先后获得全国政府采购20周年庆典颁发的“优化政府采购营商环境先进单位”和中国政府采购报评选的“营商环境卓越奖”“落实政府采购政策功能奖”等多项殊荣",
            "2107",
            "2180",
        ],
    ),
    ("facts-by-rule", &["recognition/award-quoted", "resolved"]),
    (
        "facts-of-documents",
        &[
            "<https://w3id.org/casegraph/id/doc-3542ed2cca7b>",
            "2023年广西优化营商环境“十大先进典型示范案例”详细情况",
            "<https://w3id.org/casegraph/ns#Measure>",
            "36",
        ],
    ),
    ("findings", &["1", "数值不吻合", "“营业收入增长”原文为390.1%，按原文数值计算为391.2%。"]),
    ("findings-by-severity", &["note", "missing_number", "3"]),
    ("growth-and-decline", &["外贸进出口总额增长", "11.3", "%", "崇左市", "5", "同比增长11.3%"]),
    ("indicators-by-city", &["北海市", "企业开办", "1"]),
    ("indicators-without-a-case", &["<https://w3id.org/casegraph/indicator/cn-getting-electricity>", "获得电力"]),
    ("measures-and-results", &["1", "“一体化”运行，实现法律服务产品“大集成”", "模块组成", "9", "count"]),
    ("metrics-in-several-cases", &["办结率", "%", "2", "98", "99.63"]),
    (
        "new-since-a-date",
        &["2023-09", "policy", "关于依托全国一体化政务服务平台建立政务服务效能提升常态化工作机制的意见"],
    ),
    ("numbers-in-a-range", &["3723000000", "执结涉中小微企业案件执行到位金额", "桂林市", "9", "执行到位金额37.23亿元"]),
    ("numbers-of-a-metric", &["5", "退税平均办理时间", "3", "working_day", "at_most", "2023-01/2023-12", "崇左市"]),
    ("numbers-without-a-period", &["5", "外贸进出口总额排全区", "1", "rank", "外贸进出口总额连续14年排全区第一"]),
    (
        "numerals-accounted-for",
        &["2023年广西优化营商环境“十大先进典型示范案例”详细情况", "observation", "观测值", "168"],
    ),
    ("organizations-in-cases", &["广西GD物业公司", "1", "优化政采营商环境 助力中小企业发展"]),
    ("places-on-a-metric", &["崇左市", "服务满意率", "99", "at_least", "5", "服务满意率保持在99%以上"]),
    ("policies-and-issuers", &["“一带一路”倡议", "strategy", "", "", "2"]),
    ("policies-by-level", &["province", "3"]),
    (
        "policies-most-cited",
        &["关于以学促干服务壮大实体经济推动高质量发展的意见", "2", "广西壮族自治区人民政府", "province"],
    ),
    ("policies-of-a-place", &["乡村振兴战略", "<https://w3id.org/casegraph/ns#implements>", "3"]),
    ("programmes-and-operators", &["1", "政采贷", "", "中小企业"]),
    ("programmes-by-target-group", &["中小企业", "政采贷", "1"]),
    ("read-by-run", &["0.1.0"]),
    ("recognitions-by-city", &["玉林市", "排名", "2"]),
    ("recognitions-by-level", &["province", "2"]),
    ("review-states", &["<https://w3id.org/casegraph/ns#Finding>", "not_reviewed", "8"]),
    ("shared-by-several-cases", &["“一带一路”倡议", "2", "2023", "2023"]),
    ("spread-of-a-policy", &["乡村振兴战略", "2023", "柳州市", "3"]),
    ("spread-of-a-programme", &["公共法律服务平台", "2023", "玉林市", "2"]),
    ("timeline-of-a-place", &["2023", "number", "住院收治越南籍患者 169人次", "8"]),
    (
        "timeline-of-a-policy",
        &[
            "2023-09",
            "issued by",
            "关于依托全国一体化政务服务平台建立政务服务效能提升常态化工作机制的意见",
            "国务院办公厅",
        ],
    ),
    ("totals-by-unit", &["CNY", "level", "17", "855000", "239370000000"]),
    ("unexplained-numerals", &["2023年广西优化营商环境“十大先进典型示范案例”详细情况", "436", "0"]),
    ("what-is-promised", &["1", "limit", "中小企业预付款比例", "at_least", "30", "%"]),
    ("who-works-with-whom", &["桂林市中级人民法院", "桂林市工商业联合会", "1", "true"]),
    ("year-to-year", &["广西GD物业公司", "营业收入", "2022", "4470000", "910000", "391.2"]),
    (
        "sentences-about",
        &[
            "1",
            "降低包括中小企业在内各类企业参加政府采购活动的制度性交易成本，下调政府采购投标（响应）保证金、履约保证金比例，将投标（响应）保证金最低比例由2%降至1%，将履约保证金比例由10%下调至5%。",
        ],
    ),
    ("numbers-near-words", &["1", "新增政采贷", "2266000000", "CNY", "2023年新增政采贷22.66亿元"]),
    ("things-called", &["国家税务总局崇左市税务局", "机关单位", "alias", "崇左市税务局"]),
    ("path-between", &["2", "报送单位", "防城港市卫生健康委员会", "防城港市卫生健康委"]),
    ("paths-between", &["1", "2", "1", "广西壮族自治区"]),
];

#[test]
fn the_other_queries_give_what_the_text_says() {
    let catalog = Catalog::builtin();
    let mut wrong = Vec::new();
    for (name, expected) in ANSWERS {
        let found = rows(catalog.query(name).unwrap_or_else(|| panic!("there is no {name}")), expected.len());
        if !found.iter().any(|row| row == expected) {
            wrong.push((name, expected, found.into_iter().take(4).collect::<Vec<_>>()));
        }
    }
    assert!(wrong.is_empty(), "the query, a row it lacks, what it begins with: {wrong:#?}");
}

#[test]
fn every_query_has_its_answer_here_and_there_are_many() {
    let catalog = Catalog::builtin();
    let answered: BTreeSet<&str> =
        ANSWERED_BY.iter().map(|(_, name)| *name).chain(ANSWERS.iter().map(|(name, _)| *name)).collect();
    let known: BTreeSet<&str> = catalog.queries().map(|query| query.name.as_str()).collect();
    assert_eq!(answered, known);
    assert!(known.len() >= 60, "{}", known.len());
}

#[test]
fn a_value_outside_an_enumeration_is_refused_with_those_there_are() {
    let catalog = Catalog::builtin();
    let given = |name: &str, value: &str| BTreeMap::from([(name.to_owned(), value.to_owned())]);
    let error = catalog.query("agencies-by-level").unwrap().prepare(&given("level", "village")).unwrap_err();
    assert_eq!(error.hint, "there are province, city, county, township");
    let error = catalog.query("cases-of-a-year").unwrap().prepare(&given("year", "23")).unwrap_err();
    assert_eq!(error.message, "year=23 is not of type year");
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
