//! The user's document: its ten cases come out whole.

use casegraph::document::{Document, Text, read};
use casegraph::lexicon::Lexicon;

fn seed() -> Document {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/seeds/guangxi-2023-business-environment-cases.txt");
    let bytes = std::fs::read(path).expect("the seed is part of the project");
    let text: Text = read::text(&bytes, None).expect("the seed is UTF-8");
    Document::new("seed.txt", text, Lexicon::builtin())
}

fn gold(case: usize) -> serde_json::Value {
    let path = format!("{}/tests/gold/{case:02}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).expect("every case has its gold")).expect("gold is JSON")
}

#[test]
fn ten_cases_with_all_their_fields() {
    let document = seed();
    let title = document.title.map(|title| document.text[title].replace('\n', ""));
    assert_eq!(title.as_deref(), Some("2023年广西优化营商环境“十大先进典型示范案例”详细情况"));
    assert_eq!(document.year, Some(2023));
    assert_eq!(document.text.code_point_length(), 15975);

    let field = |span: Option<casegraph::span::Span>| span.map_or("", |span| &document.text[span]);
    for (index, case) in document.cases.iter().enumerate() {
        let gold = gold(index + 1);
        let squash = |text: &str| text.split_whitespace().collect::<String>();
        assert_eq!(squash(field(case.title)), squash(gold["case"]["title"].as_str().expect("a title")));
        assert_eq!(field(case.indicator), gold["case"]["indicator"]);
        assert_eq!(squash(field(case.highlight)), squash(gold["case"]["highlight"].as_str().expect("a highlight")));
        assert!(!field(case.reporters).is_empty());
        assert!(document.text[case.body].chars().count() > 500, "case {} is cut", index + 1);
        assert_eq!(case.printed_number, (index < 7).then_some(index as u32 + 1));
    }
    assert_eq!(document.cases.len(), 10);
}

#[test]
fn each_body_ends_with_its_own_last_words() {
    let document = seed();
    let ends = [
        "贡献力量。",
        "全区首位。",
        "8869人。",
        "不断提升。",
        "高度认可。",
        "发展信心。",
        "较高水平。",
        "逐步提升。",
        "31.42亿元。",
        "劲头。",
    ];
    for (case, end) in document.cases.iter().zip(ends) {
        assert!(document.text[case.body].ends_with(end), "{}", &document.text[case.body][case.body.len() - 90..]);
    }
}

#[test]
fn sections_agree_with_the_readers() {
    let document = seed();
    let (mut found, mut marked, mut both) = (0, 0, 0);
    for (index, case) in document.cases.iter().enumerate() {
        let gold = gold(index + 1);
        let wanted: Vec<_> = gold["sections"]
            .as_array()
            .expect("sections")
            .iter()
            .map(|s| (s["level"].as_u64().expect("level"), s["heading"].as_str().expect("heading").to_owned()))
            .collect();
        let have: Vec<_> =
            case.sections.iter().map(|s| (u64::from(s.level), document.text[s.heading].to_owned())).collect();
        found += have.len();
        marked += wanted.len();
        both += have.iter().filter(|row| wanted.contains(row)).count();
    }
    assert!(both * 100 >= marked * 95 && both * 100 >= found * 90, "found {found}, marked {marked}, both {both}");
}

fn titles(text: &str) -> Vec<String> {
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    let title = |case: &casegraph::document::Case| case.title.map_or("", |title| &document.text[title]).to_owned();
    document.cases.iter().map(title).collect()
}

#[test]
fn parts_with_labels_of_their_own_are_the_body() {
    let text = "甘肃省优化营商环境案例\n案例标题：兰州市推行容缺受理\n申报单位：兰州市政务服务局\n案例背景\n企业办事材料多。\n主要做法\n一是编清单。编制清单86项。\n取得成效\n材料减少40%。\n案例标题：白银市推行帮办代办\n申报单位：白银市数据局\n主要做法：组建队伍12支。\n经验启示：服务要靠前。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(titles(text), ["兰州市推行容缺受理", "白银市推行帮办代办"]);
    let body = &document.text[document.cases[0].body];
    assert!(body.starts_with("案例背景") && body.ends_with("材料减少40%。"), "{body}");
    assert_eq!(document.cases[1].reporters.map(|field| &document.text[field]), Some("白银市数据局"));
}

#[test]
fn fields_of_areas_and_of_several_bodies_and_labels_that_nobody_knows_belong_to_one_case() {
    for (open, close) in [("【", "】"), ("", "：")] {
        let label = |name: &str| format!("{open}{name}{close}");
        let text = [
            label("案例名称") + "株洲市清水塘老厂区盘活案例",
            label("申报地区") + "湖南省株洲市石峰区",
            label("实施单位") + "株洲市清水塘投资集团有限公司、石峰区人民政府",
            label("指导单位") + "株洲市发展和改革委员会",
            label("实施时间") + "2021年6月—2023年10月",
            label("项目背景") + "厂区占地345亩，搬迁后闲置。",
            label("主要做法"),
            "1.摸清家底。理清历史遗留问题23项。".to_owned(),
            label("实施成效") + "盘活面积3.7万平方米，带动就业760人。",
        ]
        .join("\n");
        let document = Document::new("a.txt", Text::new(text.as_str()), Lexicon::builtin());
        assert_eq!(titles(&text), ["株洲市清水塘老厂区盘活案例"], "{text}");
        let case = &document.cases[0];
        assert_eq!(case.area.map(|field| &document.text[field]), Some("湖南省株洲市石峰区"));
        let reporters = case.reporters.map_or("", |field| &document.text[field]);
        assert!(reporters.starts_with("株洲市清水塘") && reporters.ends_with("发展和改革委员会"), "{reporters}");
        let body = &document.text[case.body];
        assert!(body.contains("占地345亩") && body.ends_with("带动就业760人。"), "{body}");
    }
}

#[test]
fn a_label_table_by_tabs_keeps_the_rows_whose_labels_nobody_knows() {
    let text = "浙江省数字政府改革实践案例申报表\n单位名称\t宁波市政务服务管理办公室\n案例名称\t从“一次办”到“免申享”\n实施地区\t宁波市（鄞州区、海曙区先行）\n起止时间\t2019年3月至2024年5月\n缘由\t宁波经营主体总量达140万户。\n主要做法\t归集数据2.1万类。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(titles(text), ["从“一次办”到“免申享”"]);
    let case = &document.cases[0];
    assert_eq!(case.reporters.map(|field| &document.text[field]), Some("宁波市政务服务管理办公室"));
    assert_eq!(case.area.map(|field| &document.text[field]), Some("宁波市（鄞州区、海曙区先行）"));
    let body = &document.text[case.body];
    assert!(body.starts_with("起止时间") && body.contains("140万户") && body.ends_with("2.1万类。"), "{body}");
}

#[test]
fn the_menu_of_a_site_above_the_title_is_none() {
    let text = "网站首页 | 新闻中心 | 区县动态\n周至县：小小猕猴桃串起大产业\n全县种植猕猴桃43万亩，占全省的三成。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(document.title.map(|title| &document.text[title]), Some("周至县：小小猕猴桃串起大产业"));
}

#[test]
fn labels_in_brackets_are_headings() {
    let text = "浙江省数字乡村典型案例\n【案例名称】德清县：一图感知\n【报送单位】德清县大数据局\n【关键词】数字乡村\n【具体做法】建成一张图，归集58个部门数据。\n【办事体验】办件时间压减60%。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    let case = &document.cases[0];
    let headings: Vec<_> = case.sections.iter().map(|section| &document.text[section.heading]).collect();
    assert_eq!(headings, ["【关键词】", "【具体做法】", "【办事体验】"]);
    assert_eq!(case.reporters.map(|field| &document.text[field]), Some("德清县大数据局"));
}

#[test]
fn prose_under_the_last_field_is_the_body() {
    let text = "案例名称：大连市推行一照多址\n报送单位：大连市市场监管局\n一、背景\n企业开分店要办照。\n二、做法\n推行改革，办理1200户。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    let case = &document.cases[0];
    assert_eq!(case.reporters.map(|field| &document.text[field]), Some("大连市市场监管局"));
    assert!(document.text[case.body].starts_with("一、背景"));
}

#[test]
fn a_list_of_cases_in_a_table_is_a_case_a_row() {
    let text = "安徽省典型案例汇总表\n序号\t案例名称\t报送单位\t主要做法\t取得成效\n1\t合肥市“免申即享”\t合肥市财政局\t建平台，归集数据120万条。\t兑现资金3.5亿元。\n2\t芜湖市“畅聊早餐会”\t芜湖市工商联\t每周一期，已办150期。\t解决问题2100个。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(titles(text), ["合肥市“免申即享”", "芜湖市“畅聊早餐会”"]);
    assert!(document.text[document.cases[1].body].contains("2100个"));
    assert_eq!(document.cases[0].reporters.map(|field| &document.text[field]), Some("合肥市财政局"));
}

#[test]
fn labels_of_where_and_who_are_of_one_case() {
    let text = "【案例名称】老厂房更新案例\n【申报地区】江苏省苏州市姑苏区\n【实施单位】苏州市住房和城乡建设局\n【项目类型】更新\n【项目背景】厂区占地210亩。\n【实施成效】\n——盘活3.7万平方米。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(titles(text), ["老厂房更新案例"]);
    let case = &document.cases[0];
    assert_eq!(case.reporters.map(|field| &document.text[field]), Some("苏州市住房和城乡建设局"));
    let body = &document.text[case.body];
    assert!(body.starts_with("【项目类型】") && body.ends_with("3.7万平方米。"), "{body}");
    let text = "报送单位：甲市财政局\n案例名称：甲法\n主要内容：办件5个。\n报送单位：乙市财政局\n案例名称：乙法\n主要内容：办件6个。\n";
    assert_eq!(titles(text), ["甲法", "乙法"]);
}

#[test]
fn headings_with_ways_and_results_under_each_are_cases() {
    let text = "关于推广全省政务服务改革经验的通报\n各市人民政府：\n现将有关做法通报如下。\n一、推行“拿地即开工”\n主要做法：合并审批环节5个。\n工作成效：项目提前开工90天。\n二、推行“一码通办”\n主要做法：归集证照230类。\n工作成效：办件量增长35%。\n三、推行“跨域通办”\n主要做法：设立窗口180个。\n工作成效：服务群众12万人次。\n";
    assert_eq!(titles(text), ["推行“拿地即开工”", "推行“一码通办”", "推行“跨域通办”"]);
}

#[test]
fn headings_that_each_name_a_place_are_cases_of_a_compilation() {
    let text = "2024年浙江省数字化改革典型案例\n一、宁波市打造“甬易办”平台\n平台上线政策1200条，兑付资金80亿元。\n二、温州市推行“数据得地”\n供地周期压缩60%。\n三、嘉兴市建设“企业码”\n赋码企业35万家。\n";
    assert_eq!(titles(text), ["宁波市打造“甬易办”平台", "温州市推行“数据得地”", "嘉兴市建设“企业码”"]);
    let text = "湖南省创新案例选编\n【案例1】长沙市推行“三集中三到位”\n报送单位：长沙市数据局\n进驻事项2300项。\n【案例2】株洲市推行“分步登记”\n报送单位：株洲市自然资源局\n登记时间压缩至1天。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(titles(text).len(), 2);
    assert_eq!(document.cases[1].reporters.map(|field| &document.text[field]), Some("株洲市自然资源局"));
    assert_eq!(&document.text[document.cases[1].body], "登记时间压缩至1天。");
}

#[test]
fn headings_of_a_place_and_a_colon_are_cases_and_so_are_those_of_matters() {
    let text = "第四批公共服务典型案例\n江苏省泰州市姜堰区：“智慧厕所”管理系统\n建档14.9万座。\n山东省寿光市：建立环卫一体化机制\n投入2.3亿元。\n";
    assert_eq!(titles(text), ["江苏省泰州市姜堰区：“智慧厕所”管理系统", "山东省寿光市：建立环卫一体化机制"]);
    let text = "成果转化典型案例\n一、西安：“三项改革”打通成果转化堵点\n转化成果1.2万项。\n二、合肥：“科大硅谷”加速跑\n集聚企业4300家。\n";
    assert_eq!(titles(text).len(), 2);
    let text = "损害赔偿典型案例\n一、贵州省息烽倾倒废渣案\n倾倒8万吨。\n二、浙江诸暨某企业大气污染案\n排放111.9吨。\n";
    assert_eq!(titles(text).len(), 2);
    let text = "关于推广典型经验的通知\n各市：\n请认真学习。\n宁德市：推行信用就医。累计服务11万人次。\n";
    assert_eq!(titles(text).len(), 1);
}

#[test]
fn reports_bulletins_and_one_case_are_never_taken_apart() {
    for text in [
        "政府工作报告\n各位代表：\n一、2023年工作回顾\n全市生产总值增长5%。\n主要做法：抓项目120个。\n工作成效：投资增长8%。\n二、2024年工作安排\n主要做法：抓招商。\n工作成效：力争增长6%。\n",
        "某市2023年国民经济和社会发展统计公报\n一、综合\n全年生产总值1200亿元。\n二、农业\n粮食产量30万吨。\n三、工业\n增加值增长6%。\n",
        "无锡市推行“一件事”改革案例\n一、背景\n企业办事难。\n二、主要做法\n整合事项15个。\n三、工作成效\n时限压缩70%。\n",
        "关于推进改革的通知\n一、深圳市要带头\n任务12项。\n二、广州市要跟进\n任务10项。\n三、佛山市要补课\n任务8项。\n",
        "各地新闻\n项目名称\t金额\n甲项目\t12.5\n乙项目\t13.5\n全省投资项目加快推进。\n",
    ] {
        assert_eq!(titles(text).len(), 1, "{text}");
    }
}

#[test]
fn rows_of_a_compilation_are_cases_also_when_their_cells_stand_under_each_other() {
    let text = "关于推广优化服务典型做法的通报\n附件\n优化服务典型做法（共3项）\n序号\t改革举措\t主要内容\n一、便利投资\n1\t告知承诺制改革\t河南推行告知承诺，审批压缩至30天。\n2\t区域评估改革\t江西实施区域评估，节约费用2亿元。\n二、便利开办\n3\t一照多址改革\t重庆推行一照多址，惠及1.2万户。\n";
    assert_eq!(titles(text), ["告知承诺制改革", "区域评估改革", "一照多址改革"]);
    let lines = text.replace('\t', "\n");
    assert_eq!(titles(&lines), ["告知承诺制改革", "区域评估改革", "一照多址改革"]);
    let document = Document::new("a.txt", Text::new(&lines), Lexicon::builtin());
    assert!(document.text[document.cases[1].body].starts_with("江西实施区域评估"));
}

#[test]
fn titles_of_the_contents_page_and_places_in_a_ranking_begin_cases() {
    let text = "全省营商环境典型案例（第2期）\n1.洛阳市：打造“15分钟政务圈”\n2.“云勘验”提速审批\n洛阳市：打造“15分钟政务圈”\n设立网点420个，群众就近办事。\n“云勘验”提速审批\n一、做法\n现场勘验改为云上勘验，时限压缩80%。\n";
    assert_eq!(titles(text), ["洛阳市：打造“15分钟政务圈”", "“云勘验”提速审批"]);
    let text = "2023年度优秀案例\n各区工作有力有效。\n排名1\n立足专业\n打造“试验田”\n一、工作背景\n服务企业300家。\n排名2\n数字赋能\n一、工作背景\n归集数据20亿条。\n";
    assert_eq!(titles(text), ["立足专业\n打造“试验田”", "数字赋能"]);
}

#[test]
fn lines_on_source_and_date_are_no_titles_but_say_where_it_is_from() {
    let text = "抚州市2019年国民经济和社会发展统计公报\n时间：2020-04-15 13:47:39 来源：抚州市统计局\n2020年4月15日\n全年生产总值1510亿元。\n";
    let document = Document::new("a.txt", Text::new(text), Lexicon::builtin());
    assert_eq!(document.title.map(|title| &document.text[title]), Some("抚州市2019年国民经济和社会发展统计公报"));
    assert_eq!(document.about.publisher.as_deref(), Some("抚州市统计局"));
    assert_eq!(document.about.issued.map(|day| day.to_string()).as_deref(), Some("2020-04-15"));
}

#[test]
fn a_notice_with_a_list_in_its_annex_stays_whole() {
    let text = "关于推广典型做法的通知\n各部门要认真学习。\n各地区要结合实际。\n重点是五个方面。\n要在2020年底前完成。\n附件\n推广清单\n序号\n举措\n主要内容\n1\n甲项改革\n推行甲项，节约2亿元。\n2\n乙项改革\n推行乙项，压缩30%。\n3\n丙项改革\n推行丙项，惠及500户。\n";
    assert_eq!(titles(text), ["关于推广典型做法的通知"]);
}

#[test]
fn a_table_of_numbers_under_a_title_is_a_report() {
    let text = "2022年九江市各县主要指标\n单位：亿元\n地区\t生产总值\t比上年增长（%）\n武宁县\t182.6\t5.1\n修水县\t301.4\t-0.8\n";
    let lexicon = Lexicon::builtin();
    let document = Document::new("table.txt", Text::new(text), lexicon);
    assert_eq!(document.title.map(|title| &document.text[title]), Some("2022年九江市各县主要指标"));
    assert_eq!((document.cases.len(), document.year), (1, Some(2022)));
    let reading = casegraph::pipeline::read(document, lexicon);
    let numbers = reading.facts.iter().filter_map(|fact| match &fact.body {
        casegraph::fact::FactBody::Observation(found) => Some(format!("{} {}", found.value, found.unit)),
        _ => None,
    });
    assert_eq!(numbers.collect::<Vec<_>>(), ["18260000000 CNY", "5.1 percent", "30140000000 CNY", "-0.8 percent"]);
}
