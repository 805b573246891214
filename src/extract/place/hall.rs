//! Museums, libraries and other halls where a text tells of them as buildings: `省图书馆二期建成`, `西域都护府博物馆等建成开放`.
//!
//! What a museum does or is given is told of a body (an organization); what is built or opened is a place.

use std::sync::LazyLock;

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A hall that is built or opened; the same words are no organization then.
pub(crate) const HALL: &str = "place/hall";

/// Characters of a name before its noun.
const NAME: std::ops::RangeInclusive<usize> = 1..=10;

/// What ends the names.
static NOUN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:博物馆|图书馆|文化馆|美术馆|科技馆|纪念馆|体育馆|展览馆|版本馆|艺术馆|大剧院|艺术中心|文化中心|文体中心|文化体育中心|体育中心)(?:新馆)?(?:[一二三]期)?",
    )
});

/// What is said of buildings.
static BUILT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "建成|开工|落成|竣工|封顶|新馆|[二三]期|开馆|投用|投入使用|启用|对外开放|文化设施|文体设施|文博场馆|文化场馆|主体完工",
    )
});

/// Verbs before a name, which names of other things hold.
const OPENED: [&str; 6] = ["开放", "建成", "新建", "改造", "扩建", "提升"];

/// The halls of a line that are told of as buildings.
pub(super) fn halls(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    for noun in NOUN.find_iter(text) {
        let clause = clause(text, noun.start());
        if !BUILT.is_match(&text[clause.range()]) || builds(&text[noun.end()..]) {
            continue;
        }
        if let Some(start) = start(scene, &text[..noun.start()]) {
            let span = Span::new(start, noun.end()).shift(line.start);
            let name = text[start..noun.end()].to_owned();
            let referent = PlaceReferent::Named { name, kind: "facility", within: scene.within() };
            found.push(Found::new(span, HALL, referent));
        }
    }
    found
}

/// 博物馆|建成数字展厅: whether it builds something, and is not built.
fn builds(rest: &str) -> bool {
    const BUILT: [&str; 9] = ["投", "开放", "对外", "使用", "启用", "开馆", "并", "后", "运营"];
    rest.strip_prefix("建成")
        .is_some_and(|rest| rest.starts_with(char::is_alphanumeric) && !BUILT.iter().any(|word| rest.starts_with(word)))
}

/// The clause around a place of a line.
fn clause(text: &str, at: usize) -> Span {
    const ENDS: [char; 4] = ['，', '。', '；', '：'];
    let start = text[..at].rfind(ENDS).map_or(0, |end| end + '，'.len_utf8());
    let end = text[at..].find(ENDS).map_or(text.len(), |end| at + end);
    Span::new(start, end)
}

/// Where the name begins that ends before a noun.
fn start(scene: &Scene<'_>, before: &str) -> Option<usize> {
    let han = before.char_indices().rev().take_while(|(_, c)| c.is_alphabetic() && !c.is_ascii());
    let from = han.take(NAME.end() + 4).last()?.0;
    let words = &before[from..];
    let (organizations, places) = (&scene.lexicon.organizations, &scene.lexicon.places);
    // 西域|都|护府: names hold some words of grammar.
    let after_verb = organizations.name_start(words);
    let plain = places.is_generic_but(&words[after_verb..], "都家上下前后大中内");
    let mut start = from + if plain { after_verb.max(places.name_start(words)) } else { after_verb };
    while let Some(name) = OPENED.iter().find_map(|verb| before[start..].strip_prefix(verb)) {
        start = before.len() - name.len();
    }
    let name = &before[start..];
    let level = matches!(name, "省" | "市" | "县" | "区" | "自治区" | "州");
    let has_name = name.chars().nth(1).is_some()
        && !places.is_topic(name)
        && !name.ends_with(['级', '性', '型', '类', '座', '个', '家'])
        && !name.chars().all(|c| "省市县区乡镇村州盟旗级".contains(c))
        && !["公共", "国家一级", "数字", "智慧", "社区", "农家", "流动", "高校", "世界一流", "示范", "专题"]
            .contains(&name);
    (NAME.contains(&name.chars().count()) && (level || has_name)).then_some(start)
}
