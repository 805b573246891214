//! What people say of facts and names holds in every build, is seen in the graph, and is reported where it holds no more.

use casegraph::archive::Archive;
use casegraph::diagnostic::Diagnostics;
use casegraph::pipeline::{self, BuildReport};

use crate::documents::Folder;

const DOCUMENT: &str = "2022年江苏省优化营商环境典型案例
指标名称
政务服务
案例名称
无锡市推行“宜企办”服务
案例特色或亮点
无锡市财政局推出“宜企办”平台。
报送单位
无锡市财政局
主要内容
2022年，无锡市财政局上线“宜企办”平台，办结事项1200件，办理时限压缩60%。锡财还会同无锡市税务局发放补贴3.5亿元，惠及企业800家、群众9000人。
";

/// A folder with one document and what is said of it.
fn desk(curation: &str) -> Folder {
    Folder::with(&[("wuxi.txt", DOCUMENT), ("curation.toml", curation)])
}

fn build(desk: &Folder) -> (BuildReport, Diagnostics) {
    desk.build_paths(&[desk.documents()])
}

/// Builds without a word said, and asks.
fn ask(desk: &Folder, pattern: &str) -> Vec<String> {
    let (_, diagnostics) = build(desk);
    assert_eq!(diagnostics.entries(), [], "nothing is to be said of the build");
    desk.select(pattern)
}

fn row(kind: &str, keys: &str) -> String {
    format!("[[{kind}]]\n{keys}\n")
}

const METRICS: &str = "?o a cg:Observation ; cg:metric ?m ; cg:value ?v BIND(CONCAT(?m, ' ', STR(?v)) AS ?x)";

#[test]
fn a_correction_is_in_the_graph_with_what_it_corrects() {
    let desk = desk(&row(
        "fact",
        "quote = \"办理时限压缩60%\"\nreview = \"corrected\"\nset = { metric = \"平均办理时限\", value = 65 }\nby = \"王\"\nnote = \"原件\"",
    ));
    assert!(ask(&desk, METRICS).contains(&"平均办理时限 65".to_owned()));
    let corrected = "?o cg:review cgv:corrected ; cg:reviewedBy '王' ; cg:reviewNote '原件' ; cg:corrects ?x";
    let [metric, value] = &desk.select(corrected)[..] else { panic!("two attributes are set right") };
    assert!(metric.starts_with("metric: 办理时限") && value == "value: 60", "{metric}, {value}");
}

#[test]
fn what_is_rejected_is_kept_but_not_asserted() {
    let plain = desk("");
    let before = ask(&plain, "?x a cg:Observation");
    let desk = desk(&row("fact", "quote = \"1200件\"\nreview = \"rejected\""));
    let after = ask(&desk, "?x a cg:Observation");
    assert_eq!(after.len() + 1, before.len());
    let rejected = desk.select("?x cg:review cgv:rejected ; cg:evidence/oa:exact ?words");
    assert_eq!(rejected.len(), 1);
    assert!(before.contains(&rejected[0]), "it keeps its IRI, and so do those after it: {before:?} {after:?}");
    assert!(after.iter().all(|iri| before.contains(iri)));
}

#[test]
fn an_edge_is_rejected_and_another_is_added() {
    let involved = "?c a cg:Case ; cg:involves/cg:name ?x";
    assert_eq!(ask(&desk(""), involved), ["国家税务总局无锡市税务局"]);
    let rows = [
        row(
            "edge",
            "subject = \"case\"\npredicate = \"involves\"\nobject = \"国家税务总局无锡市税务局\"\nreview = \"rejected\"",
        ),
        row(
            "edge",
            "subject = \"国家税务总局无锡市税务局\"\npredicate = \"collaboratesWith\"\nobject = \"无锡市财政局\"\nquote = \"会同无锡市税务局发放补贴\"\nreview = \"added\"",
        ),
    ];
    let desk = desk(&rows.concat());
    assert_eq!(ask(&desk, involved), Vec::<String>::new());
    assert_eq!(desk.select("?a cg:collaboratesWith ?b ; cg:name ?x"), ["国家税务总局无锡市税务局"]);
    let added = "?s a cg:Statement ; cg:review cgv:confirmed ; cg:evidence/oa:exact ?x";
    assert!(desk.select(added).contains(&"会同无锡市税务局发放补贴".to_owned()));
}

#[test]
fn a_number_that_the_rules_did_not_read_is_added() {
    let desk = desk(&row(
        "fact",
        "quote = \"上线“宜企办”平台\"\nreview = \"added\"\nset = { metric = \"平台数\", value = 1, unit = \"count\", period = \"2022\", place = \"无锡市\" }",
    ));
    assert!(ask(&desk, METRICS).contains(&"平台数 1".to_owned()));
    assert_eq!(desk.select("?o cg:metric '平台数' ; cg:place/cg:name ?x"), ["无锡市"]);
}

#[test]
fn an_alias_names_what_the_rules_do_not_know() {
    let named = "?e cg:mentionOf/cg:name '无锡市财政局' ; oa:exact ?x";
    assert!(!ask(&desk(""), named).contains(&"锡财".to_owned()));
    let desk = desk(&row("alias", "type = \"Agency\"\nname = \"无锡市财政局\"\nalias = \"锡财\""));
    assert!(ask(&desk, named).contains(&"锡财".to_owned()));
    assert!(desk.select("?e cg:rule 'curation/alias' ; oa:exact ?x").contains(&"锡财".to_owned()));
}

#[test]
fn names_are_joined_told_apart_and_struck_out() {
    let agencies = "?a a cg:Agency ; cg:name ?x";
    let all = ask(&desk(""), agencies);
    assert_eq!(all, ["国家税务总局无锡市税务局", "无锡市财政局"]);
    let same = desk(&row(
        "same",
        "type = \"Agency\"\nname = \"无锡市财税局\"\nnames = [\"无锡市财政局\", \"国家税务总局无锡市税务局\"]",
    ));
    assert_eq!(ask(&same, agencies), ["无锡市财税局"]);
    let apart = desk(&row(
        "apart",
        "type = \"Agency\"\nname = \"无锡市财政局\"\nwords = \"无锡市财政局\"\nas = \"无锡市财政厅\"\nnear = \"上线“宜企办”平台，办结\"",
    ));
    assert_eq!(ask(&apart, agencies), ["国家税务总局无锡市税务局", "无锡市财政厅", "无锡市财政局"]);
    let not = desk(&row("not", "type = \"Agency\"\nname = \"国家税务总局无锡市税务局\""));
    assert_eq!(ask(&not, agencies), ["无锡市财政局"]);
}

#[test]
fn only_what_a_changed_row_speaks_of_is_read_again() {
    let desk = desk("");
    desk.write("other.txt", DOCUMENT.replace("无锡", "苏州"));
    build(&desk);
    desk.write("curation.toml", row("fact", "document = \"wuxi.txt\"\nquote = \"1200件\"\nreview = \"confirmed\""));
    let (report, _) = build(&desk);
    assert_eq!((report.read.len(), report.unchanged.len()), (1, 1));
    assert_eq!(build(&desk).0.unchanged.len(), 2);
    desk.write("curation.toml", "");
    assert_eq!(build(&desk).0.read, ["documents/wuxi.txt"]);
}

#[test]
fn a_row_that_matches_nothing_is_reported_at_every_build() {
    let desk = desk(&row("fact", "quote = \"9999件\"\nreview = \"confirmed\""));
    for _ in 0..2 {
        let (_, diagnostics) = build(&desk);
        let [entry] = diagnostics.entries() else { panic!("one row, one remark: {diagnostics:?}") };
        assert!(entry.place.ends_with("curation.toml:1"), "{entry}");
        assert!(entry.message.contains("a fact with “9999件” is not in the text"), "{entry}");
    }
    let archive = Archive::open(&desk.data(), &mut Diagnostics::default()).unwrap();
    assert_eq!(archive.stale_rows().len(), 1);
    desk.write("curation.toml", row("not", "document = \"gone.txt\"\ntype = \"Place\"\nname = \"无锡市\""));
    assert!(build(&desk).1.entries()[0].message.contains("no document of this build is called “gone.txt”"));
}

#[test]
fn a_row_that_fits_two_facts_or_names_nothing_known_changes_nothing() {
    let rows = [
        ("quote = \"惠及企业800家、群众9000人\"\nreview = \"rejected\"", "it fits 2 facts: say the `type` and `value`"),
        (
            "quote = \"1200件\"\nreview = \"corrected\"\nset = { about = \"没有的平台\" }",
            "nothing in the document is called “没有的平台”",
        ),
    ];
    for (keys, why) in rows {
        let desk = desk(&row("fact", keys));
        let (_, diagnostics) = build(&desk);
        let [entry] = diagnostics.entries() else { panic!("one row, one remark: {diagnostics:?}") };
        assert!(entry.message.contains(why), "{entry}");
        assert_eq!(desk.select("?x cg:review ?any"), Vec::<String>::new());
    }
}

#[test]
fn a_row_is_carried_out_whole_or_not_at_all_and_every_build_says_so() {
    let desk = desk(&row(
        "fact",
        "quote = \"办理时限压缩60%\"\nreview = \"corrected\"\nset = { metric = \"平均办理时限\", place = \"某地\" }",
    ));
    for _ in 0..2 {
        let (_, diagnostics) = build(&desk);
        let [entry] = diagnostics.entries() else { panic!("one row, one remark: {diagnostics:?}") };
        assert!(
            entry.message.contains("this row is not carried out: nothing in the document is called “某地”"),
            "{entry}"
        );
        assert!(!desk.select(METRICS).contains(&"平均办理时限 60".to_owned()));
    }
    let archive = Archive::open(&desk.data(), &mut Diagnostics::default()).unwrap();
    assert!(archive.stale_rows()[0].why.starts_with("is not carried out"), "`check` says it too");
}

#[test]
fn of_several_facts_of_a_clause_the_one_is_meant_whose_number_is_quoted() {
    let desk = desk(&row("fact", "quote = \"群众9000人\"\nreview = \"confirmed\""));
    assert_eq!(ask(&desk, "?o cg:review cgv:confirmed ; cg:value ?v BIND(STR(?v) AS ?x)"), ["9000"]);
    desk.write("curation.toml", row("fact", "quote = \"惠及企业800家、群众9000人\"\nreview = \"confirmed\""));
    let (_, diagnostics) = build(&desk);
    assert!(diagnostics.entries()[0].message.contains("it fits 2 facts"), "{diagnostics:?}");
}

#[test]
fn an_empty_text_takes_an_attribute_away() {
    let period = "?o a cg:Observation ; cg:metric ?m ; cg:value ?v ; cg:period ?x FILTER(?v = 1200)";
    assert_eq!(ask(&desk(""), period), ["2022"]);
    let desk = desk(&row("fact", "quote = \"1200件\"\nreview = \"corrected\"\nset = { period = \"\", about = \"\" }"));
    assert_eq!(ask(&desk, period), Vec::<String>::new());
    assert!(desk.select("?o cg:value ?v ; cg:corrects ?x FILTER(?v = 1200)").contains(&"period: 2022".to_owned()));
}

#[test]
fn a_file_that_cannot_be_understood_stops_the_build_before_anything_changes() {
    let desk = desk("[[fact]]\nquote = 1\n");
    let fault = pipeline::curation_beside(&[desk.documents()]).unwrap_err().to_string();
    assert!(fault.contains("curation.toml:1: "), "{fault}");
}
