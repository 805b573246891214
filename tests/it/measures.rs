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
