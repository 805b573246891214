//! What is wrong in a source is found, and nothing is found where another reading makes the source right.

use casegraph::document::{Document, Text};
use casegraph::fact::{FactBody, Finding};
use casegraph::lexicon::Lexicon;
use casegraph::pipeline::read;

/// A case with its fields.
fn case(mark: &str, title: &str, highlight: &str, body: &str) -> String {
    format!(
        "{mark}\n指标名称\n政务服务\n案例名称\n{title}\n案例特色或亮点\n{highlight}\n报送单位\n杭州市财政局\n主要内容\n{body}\n\n"
    )
}

/// A compilation of one case with a body.
fn body(body: &str) -> String {
    format!("2022年浙江省改革典型案例\n\n{}", case("", "杭州市推行集成改革", "效率明显提升。", body))
}

/// The findings of a text: number of the case, kind, English comment.
fn findings(text: &str) -> Vec<(usize, &'static str, String)> {
    let lexicon = Lexicon::builtin();
    let reading = read(Document::new("case.txt", Text::new(text), lexicon), lexicon);
    let row = |case, finding: &Finding| (case, finding.kind, finding.comment_en.clone());
    let rows = reading.facts.iter().filter_map(|fact| match &fact.body {
        FactBody::Finding(finding) => Some(row(fact.case + 1, finding)),
        _ => None,
    });
    rows.collect()
}

fn kinds(text: &str) -> Vec<(usize, &'static str)> {
    findings(text).into_iter().map(|(case, kind, _)| (case, kind)).collect()
}

#[test]
fn a_case_without_number_among_numbered_ones() {
    let cases = |marks: [&str; 4]| {
        let one =
            |(at, mark): (usize, &str)| case(mark, &format!("第{at}市推行改革"), "效率提升。", "一、做法\n文字。");
        marks.into_iter().enumerate().map(one).collect::<String>()
    };
    assert_eq!(kinds(&cases(["编号1：", "编号2：", "", "编号4："])), [(3, "missing_number")]);
    assert_eq!(kinds(&cases(["", "", "", ""])), []);
    assert_eq!(kinds(&cases(["编号1：", "编号2：", "编号3：", "编号4："])), []);
}

#[test]
fn a_case_that_the_contents_page_leaves_out() {
    let titles = ["甲市推行企业开办一件事改革", "乙市打造纳税服务新样板", "丙市优化不动产登记流程"];
    let cases: String = titles.iter().map(|title| case("", title, "效率提升。", "一、做法\n文字。")).collect();
    let with = |lines: &[&str]| format!("目录\n{}\n\n2022年改革典型案例\n{cases}", lines.join("\n"));
    assert_eq!(kinds(&with(&[titles[0], titles[2]])), [(2, "missing_in_contents")]);
    assert_eq!(kinds(&with(&titles)), []);
}

#[test]
fn numbers_of_headings_that_skip() {
    let skip =
        findings(&body("一、背景\n文字。\n二、做法\n（一）建机制\n文字。\n（三）强服务\n文字。\n三、成效\n文字。"));
    assert_eq!(skip, [(1, "irregular_heading", "Heading numbers skip from 1 to “（三）” (3).".to_owned())]);
    let mixed = findings(&body(
        "一是建立机制，形成合力。文字。\n二是优化流程，压减时限。文字。\n三、强化监管，守住底线。文字。",
    ));
    let expected = "Heading “三、” is the first of its kind, yet its number is 3.".to_owned();
    assert_eq!(mixed, [(1, "irregular_heading", expected)]);
}

#[test]
fn headings_that_nest_are_regular() {
    let text = "一、背景\n文字。\n二、做法\n（一）甲\n1.甲\n文字。\n2.乙\n文字。\n（二）乙\n1.甲\n文字。\n三、成效\n（一）甲\n文字。";
    assert_eq!(findings(&body(text)), []);
    let running = "一、打通市场\n（一）甲\n文字。\n（二）乙\n文字。\n二、提升品质\n（三）丙\n文字。\n（四）丁\n文字。";
    assert_eq!(findings(&body(running)), []);
}

#[test]
fn a_number_inside_a_line_is_not_missing() {
    for right in [
        "现就有关事项批复如下：一、原则同意《某河流域规划》。\n二、规划实施要严守底线。\n三、加强领导。",
        "一、背景\n文字。\n二、工作内容（一）建机制。文字。\n（二）强服务。文字。\n（三）严监管。文字。",
        "第九条　有下列行为之一的，责令改正：（一）未办手续的；\n（二）弄虚作假的；\n（三）拒不改正的。",
        "一、背景\n文字。\n二、做法\n文字。三、删去第四条。\n四、加强保障\n文字。",
        "附件1.界址点坐标\n2.用地范围示意图说明\n",
        "1.甲项工作说明：文字。\n2.2026年实事：文字若干。\n3.乙项工作说明：文字。",
    ] {
        assert_eq!(findings(&body(right)), [], "{right}");
    }
    // A number with another digit before it is another number.
    let skipped = findings(&body("1.甲项工作说明：共11.2亿元。\n3.乙项工作的说明：文字。"));
    assert_eq!(skipped, [(1, "irregular_heading", "Heading numbers skip from 1 to “3.” (3).".to_owned())]);
}

#[test]
fn announced_counts_and_listed_items() {
    let short = findings(&body("打好服务四张牌，即：政策牌、法治牌（含仲裁）、宣传牌。"));
    assert_eq!(short, [(1, "list_mismatch", "4 items are announced, 3 are listed.".to_owned())]);
    for right in [
        "打好服务三张牌，即：政策牌、法治牌（含仲裁、公证）、宣传牌。",
        "整合四类事项：登记、备案、变更和注销。",
        "梳理五类事项：登记、备案、变更等。",
        "建成九个模块。",
        "办理三个环节：申请。",
        "形成五项经验：案件立案、审理、执行一体化办理；市级部门受理登记；委托公证。",
    ] {
        assert_eq!(findings(&body(right)), [], "{right}");
    }
}

#[test]
fn aspects_of_the_highlight_and_sections_of_the_text() {
    let sections = "一、主要做法\n（一）建机制\n文字。\n（二）优流程\n文字。\n（三）强监管\n文字。\n二、成效\n文字。";
    let with = |highlight| case("", "宁波市推行改革", highlight, sections);
    let found = findings(&with("从机制、流程、监管、服务等四方面发力，提升效率。"));
    assert_eq!(found, [(1, "list_mismatch", "4 items are announced, 3 are listed.".to_owned())]);
    assert_eq!(findings(&with("从机制、流程、监管等三方面发力，提升效率。")), []);
    assert_eq!(findings(&with("从机制、流程等多方面发力，提升效率。")), []);
}

#[test]
fn growth_against_the_amounts_of_two_years() {
    let growth = |rate: &str| {
        findings(&body(&format!("2021年和2022年贷款余额分别为200亿元和250亿元，2022年贷款余额比上年增长{rate}%。")))
    };
    let expected = "The text gives 52 % for “贷款余额增长”; its own numbers give 25 %.".to_owned();
    assert_eq!(growth("52"), [(1, "arithmetic", expected)]);
    assert_eq!(growth("25"), []);
    assert_eq!(growth("25.0"), []);
}

#[test]
fn growth_against_what_an_amount_came_from() {
    let wrong = [
        (
            "2023年全市外贸进出口额由上年的80亿元增加到100亿元，增长52%。",
            "52 % for “外贸进出口额增长”; its own numbers give 25 %",
        ),
        (
            "企业开办时间由10个工作日压缩至2个工作日，压缩60%。",
            "60 % for “企业开办时间压缩”; its own numbers give 80 %",
        ),
        ("申请材料由12份减至3份，精简85%。", "its own numbers give 75 %"),
        ("审批时限由20个工作日压缩到5个工作日，压减率达85%。", "its own numbers give 75 %"),
    ];
    for (text, told) in wrong {
        let found = findings(&body(text));
        assert!(matches!(&found[..], [(1, "arithmetic", comment)] if comment.contains(told)), "{text}: {found:?}");
    }
    for right in [
        "2023年全市外贸进出口额由上年的80亿元增加到100亿元，增长25%。",
        // Rounded amounts: 80.4 to 99.6 is 23.9 %.
        "2023年全市外贸进出口额由上年的80亿元增加到100亿元，增长23.9%。",
        "企业开办时间由10个工作日压缩至2个工作日，压缩80%。",
        "审批时限由20个工作日压缩到5个工作日，压减率达70%以上。",
        // Growth of a year, a mean, something else.
        "存量由2018年的50家增加到100家，同比增长20%。",
        "企业由50家增加到100家，年均增长14.9%。",
        "平均用时由60分钟缩短到15分钟，效率提升300%。",
        "办理时间由20天缩短为8天，较全省平均缩短20%。",
    ] {
        assert_eq!(findings(&body(right)), [], "{right}");
    }
}

#[test]
fn rounded_amounts_give_a_range_of_rates() {
    let growth = |rate: &str| {
        findings(&body(&format!("2021年和2022年贷款余额分别为200亿元和251亿元，2022年贷款余额比上年增长{rate}%。")))
    };
    // 200.4 and 250.6 give 25.0 %, 199.6 and 251.4 give 26.0 %.
    assert_eq!(growth("25.1"), []);
    assert_eq!(growth("27.2").len(), 1);
}

#[test]
fn rates_against_their_parts() {
    let rate = |rate: &str| findings(&body(&format!("2022年共受理企业诉求1200件，已办结1176件，办结率{rate}%。")));
    let expected = "The text gives 89 % for “办结率”; its own numbers give 98 %.".to_owned();
    assert_eq!(rate("89"), [(1, "arithmetic", expected)]);
    assert_eq!(rate("98"), []);
    assert_eq!(rate("98.0"), []);
    // Cut off instead of rounded.
    assert_eq!(findings(&body("2022年共受理诉求1513件，办结1511件，办结率99.8%。")), []);
    let of_which =
        |done: &str| findings(&body(&format!("全年办理涉企案件500件，其中调解成功{done}件，调解成功率达65%。")));
    assert_eq!(of_which("260").len(), 1);
    assert_eq!(of_which("325"), []);
    // Of several numbers it may be a rate of, none is wrong.
    assert_eq!(findings(&body("2022年受理诉求900件，登记线索1000件，办结810件，办结率81%。")), []);
}

#[test]
fn shares_against_the_whole_before() {
    let share =
        |share: &str| findings(&body(&format!("年末贷款余额50亿元；其中，小微企业贷款余额40亿元，占比{share}%。")));
    assert_eq!(share("80"), []);
    assert_eq!(share("88").len(), 1);
    // Projects, and chains of industries: the share is of something else.
    assert_eq!(findings(&body("引进亿元以上项目793个，其中12条重点产业链项目占比达84.4%。")), []);
}

#[test]
fn two_titles_of_one_document() {
    let titles = |one: &str, other: &str| {
        kinds(&body(&format!("市政府出台《{one}》，优化环境。为落实要求，市财政局印发《{other}》。")))
    };
    let one = "关于促进民营经济高质量发展的若干措施";
    assert_eq!(titles(one, "关于促进非公经济高质量发展的若干措施"), [(1, "name_conflict")]);
    assert_eq!(titles(one, "关于促进数字经济高质量发展的若干措施"), []);
    assert_eq!(titles(one, one), []);
}

#[test]
fn totals_and_their_parts() {
    let wrong = findings(&body("2022年建成省级园区3个、市级园区5个、县级园区8个，共计17个。"));
    let expected = "The text gives a total of 17; its parts add up to 16.".to_owned();
    assert_eq!(wrong, [(1, "arithmetic", expected)]);
    let part = findings(&body("全年受理投诉120件，其中办结投诉125件。"));
    let expected = "A part (125) is larger than the whole it is said to be of (120).".to_owned();
    assert_eq!(part, [(1, "arithmetic", expected)]);
    for right in [
        "2022年建成省级园区3个、市级园区5个、县级园区8个，共计16个。",
        "全年受理投诉120件，其中办结投诉115件。",
        // Another measure, a bound, a list that is not closed by its total.
        "建成园区3个、厂房5座，共计9.5万平方米。",
        "建成省级园区3个、市级园区5个，共计10余个。",
        "全年受理投诉120件，办结率提升。其中投诉市场监管的130人次。",
    ] {
        assert_eq!(findings(&body(right)), [], "{right}");
    }
}

#[test]
fn wholes_of_bulletins_and_their_parts() {
    let product = |third: &str, shares: &str| {
        findings(&body(&format!(
            "2023年全市地区生产总值1000.5亿元，比上年增长6.2%。其中，第一产业增加值100.1亿元，增长4.1%；\
             第二产业增加值400.3亿元，增长6.5%；第三产业增加值{third}亿元，增长6.3%。三次产业结构为{shares}。"
        )))
    };
    assert_eq!(product("500.1", "10.0∶40.0∶50.0"), []);
    // Rounded parts.
    assert_eq!(product("500.2", "10.1∶40.0∶49.9"), []);
    let expected = "The text gives 1000.5 for “地区生产总值”; its parts add up to 1050.5.".to_owned();
    assert_eq!(product("550.1", "10.0∶40.0∶50.0"), [(1, "arithmetic", expected)]);
    let expected = "The shares of the three industries add up to 110 %.".to_owned();
    assert_eq!(product("500.1", "10.0∶40.0∶60.0"), [(1, "arithmetic", expected)]);
    let trade = |import: &str| {
        findings(&body(&format!(
            "全年货物进出口总额300.5亿元，增长5%。其中，出口200.3亿元，增长6%；进口{import}亿元，增长3%。"
        )))
    };
    assert_eq!(trade("100.2"), []);
    assert_eq!(trade("90.2").len(), 1);
    let people = |country: &str| {
        findings(&body(&format!("2023年末常住人口500.5万人，其中城镇人口300.2万人，乡村人口{country}万人。")))
    };
    assert_eq!(people("200.3"), []);
    // What another sentence tells is no part of the last whole named.
    let trade = "全年进出口总额100亿元，其中对东盟进出口50亿元。出口60亿元，进口40亿元。";
    assert_eq!(findings(&body(trade)), []);
    assert_eq!(people("210.3").len(), 1);
    // Only one part is told, or a part of another place.
    assert_eq!(findings(&body("全年进出口总额300.5亿元。其中，出口200.3亿元。")), []);
    assert_eq!(findings(&body("全年进出口总额300.5亿元，其中机电产品出口200.3亿元，农产品进口20.3亿元。")), []);
}

#[test]
fn lists_told_by_spoken_numbers_and_quoted_counts() {
    for (wrong, told) in [
        ("主要采取以下四项措施：一是加强领导；二是落实责任；三是严格考核。", "4 items are announced, 3 are listed."),
        ("推出“五项机制”，即：会商机制、通报机制、督办机制、考核机制。", "5 items are announced, 4 are listed."),
        ("实施“四个一批”：新建一批、改造一批、盘活一批。", "4 items are announced, 3 are listed."),
    ] {
        assert_eq!(findings(&body(wrong)), [(1, "list_mismatch", told.to_owned())], "{wrong}");
    }
    for right in [
        "主要采取以下三项措施：一是加强领导；二是落实责任、压实任务；三是严格考核。",
        "主要采取以下三项措施：一是加强领导。文字若干。\n二是落实责任。文字若干。\n三是严格考核。文字若干。",
        "推出“四项机制”，即：会商机制、通报机制、督办机制、考核机制。",
        "主要抓好三个方面：一是加强领导；二是落实责任。此外，还要严格考核。",
        "全省推进105项任务：一是加强领导；二是落实责任；三是严格考核。",
        "一、主要做法\n采取以下两项措施：一是加强领导；二是落实责任。\n二、取得成效\n三是效率提升。",
        // What a colon brings in is not what was counted.
        "在长沙、株洲、湘潭等5个市开展试点：设立窗口、配备人员、公布电话。",
        "服务覆盖全市6个县：窗口办、网上办、掌上办三种方式并行。",
    ] {
        assert_eq!(findings(&body(right)), [], "{right}");
    }
}
