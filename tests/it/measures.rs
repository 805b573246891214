//! Which headed stretches of a case are measures.

use casegraph::document::{Document, Text};
use casegraph::fact::FactBody;
use casegraph::lexicon::Lexicon;
use casegraph::pipeline::read;

fn measures(body: &str) -> Vec<String> {
    let lexicon = Lexicon::builtin();
    let text =
        format!("2022年浙江省改革典型案例\n\n案例名称\n杭州市推行集成改革\n报送单位\n杭州市财政局\n主要内容\n{body}\n");
    let reading = read(Document::new("case.txt", Text::new(&text), lexicon), lexicon);
    let case = &reading.document.cases[0];
    let heading = |section: usize| reading.document.text[case.sections[section].heading].to_owned();
    let measure = |fact: &casegraph::fact::Fact| match &fact.body {
        FactBody::Measure(measure) => Some(heading(measure.section)),
        _ => None,
    };
    reading.facts.iter().filter_map(measure).collect()
}

#[test]
fn what_stands_under_the_heading_that_announces_measures() {
    let found = measures(
        "一、改革背景\n文。\n二、主要做法\n（一）建平台。文。\n（二）强服务。文。\n三、取得成效\n（一）效率提升。文。",
    );
    assert_eq!(found, ["（一）建平台", "（二）强服务"]);
}

#[test]
fn spoken_numbers_under_measures_and_results_in_one_heading() {
    let found = measures("一、背景\n文。\n二、主要举措及成效\n一是简化流程。文。\n二是压减时限。文。");
    assert_eq!(found, ["一是简化流程", "二是压减时限"]);
}

#[test]
fn sections_of_a_case_that_announces_none() {
    let found = measures("一、坚持高位推动\n文。\n二、坚持数字赋能\n文。\n三、下一步打算\n文。");
    assert_eq!(found, ["一、坚持高位推动", "二、坚持数字赋能"]);
}

#[test]
fn no_measures_without_headings() {
    assert_eq!(measures("杭州市持续优化服务。成效明显。"), Vec::<String>::new());
}

#[test]
fn sections_of_a_bulletin_and_claims_are_no_measures() {
    assert_eq!(measures("一、综合\n文。\n二、农业\n文。\n三、固定资产投资\n文。"), Vec::<String>::new());
    assert_eq!(
        measures("一、粮食产量稳步增长，生产能力持续增强\n文。\n二、产业结构日趋优化\n文。"),
        Vec::<String>::new()
    );
}

#[test]
fn a_report_that_claims_before_it_tells_what_was_done() {
    let found = measures(
        "一、2022年工作回顾\n经济回升向好。产值增长。\n结构持续优化。占比提高。\n一是加大投资力度。文。\n二是深化改革开放。文。\n二、2023年工作安排\n一是扩大内需。文。",
    );
    assert_eq!(found, ["一是加大投资力度", "二是深化改革开放"]);
}

#[test]
fn headings_that_name_who_did_it() {
    let found = measures("1.台州市大力推进审批改革\n文。\n2.舟山市创新监管方式\n文。");
    assert_eq!(found, ["1.台州市大力推进审批改革", "2.舟山市创新监管方式"]);
}
