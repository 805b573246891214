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
