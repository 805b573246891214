//! Announced counts against what is listed: 五张牌，即：…, 六方面 in the highlight and five sections in the text.

use std::sync::LazyLock;

use super::{Comment, finding};
use crate::document::clause::enclosed;
use crate::document::{Rank, numbering};
use crate::extract::numeral::whole_number;
use crate::fact::{Fact, Scene, measure};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// 打好五张牌，即：甲牌、乙牌…; 包括三类事项：甲、乙、丙. The list runs to the end of the sentence or to the next comma.
static ANNOUNCED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<count>[二两三四五六七八九十]{1,2}|\d{1,2})(?:个|项|张|大|类|种|条|套|方面|大类)(?P<noun>\p{Han}{0,8}?)”?(?P<sign>，即[：:]?|[（(]即|，(?:分别是|分别为|包括|具体为|具体包括)[：:]?|[：:])(?P<list>[^。；：:]+)",
    )
});

/// 从甲、乙等六方面发力: how many aspects the highlight says the case has.
static ASPECTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<count>[二两三四五六七八九十]{1,2}|\d{1,2})(?:个|大|项|条)?(?:方面|举措|措施|维度)(?:共同)?(?:发力|入手|着力|着手|推进|用力|精准发力|协同发力)",
    )
});

/// What brings in a list: few sentences have it.
static BRINGS_IN: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["即", "：", ":", "分别", "包括", "具体"]));

/// 以下四项措施：一是…；二是…: what is announced is told by spoken numbers.
static SPOKEN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<count>[二两三四五六七八九十]{1,3}|\d{1,2})(?:个|项|条|点|大|类|种|方面)(?P<noun>\p{Han}{0,8}?)[：:，]\s*一是",
    )
});

/// Spoken numbers of a list, from the second.
const NUMBERS: &str = "二三四五六七八九十";

/// Both kinds of mismatch.
pub(super) fn mismatches(scene: &Scene<'_>) -> Vec<Fact> {
    let mut found: Vec<Fact> = sections(scene).into_iter().collect();
    found.extend(scene.case().sentences.iter().filter_map(|sentence| listed(scene, sentence.span)));
    found.extend(scene.case().sentences.iter().filter_map(|sentence| spoken(scene, sentence.span)));
    found
}

/// The items 一是, 二是 … that follow each other behind a count, to the next list or the next heading of another kind.
fn spoken(scene: &Scene<'_>, sentence: Span) -> Option<Fact> {
    const FIRST: &str = "一是";
    let words = scene.words(sentence);
    let captures = words.contains(FIRST).then(|| SPOKEN.captures(words))??;
    let announced: usize = whole_number(&captures["count"])?;
    let start = sentence.start + captures.get_match().end();
    let rest = scene.words(Span::new(start, scene.case().body.end.max(start)));
    let rest = &rest[..rest.find(FIRST).unwrap_or(rest.len())];
    let rest = to_heading(rest);
    let mut end = 0;
    let mut items = 1;
    for number in NUMBERS.chars() {
        let item = format!("{number}是");
        // 唯一是, 之三是: no item.
        let mut places = rest[end..].match_indices(&item).map(|(at, _)| end + at);
        let Some(at) = places.find(|at| rest[..*at].ends_with(['，', '。', '；', '：', '\n', ' ', '　'])) else {
            break;
        };
        end = at + item.len();
        items += 1;
    }
    // 第三项…, 105项: no count, or the end of one.
    let part = |c: char| c.is_ascii_digit() || "第之一二三四五六七八九十百千".contains(c);
    let ordinal = words[..captures.get_match().start()].ends_with(part);
    // 此外: more may be told in other words.
    let more = ["此外", "另外", "同时", "另一方面", "最后"].iter().any(|word| rest[end..].contains(word));
    let counted = announced <= NUMBERS.chars().count() + 1 && (items > announced || !more);
    (items > 1 && items != announced && !ordinal && counted).then(|| {
        let said = Span::from(captures.get_match().range()).shift(sentence.start);
        mismatch(scene, vec![said.cover(Span::new(start + end, start + end))], announced, items)
    })
}

/// A text up to its first line that has a number other than a spoken one.
fn to_heading(text: &str) -> &str {
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if at > 0 && numbering(line.trim_start()).is_some_and(|number| number.rank != Rank::Spoken) {
            return &text[..at];
        }
        at += line.len();
    }
    text
}

/// The measures of the text against the aspects that the highlight announces.
fn sections(scene: &Scene<'_>) -> Option<Fact> {
    let highlight = scene.case().highlight?;
    let captures = ASPECTS.captures(scene.words(highlight))?;
    let announced: usize = whole_number(&captures["count"])?;
    let measures = measure::sections(scene);
    let parents = |(at, _): &(usize, &str)| scene.case().sections[*at].parent;
    let one_list = measures.windows(2).all(|pair| parents(&pair[0]) == parents(&pair[1]));
    if measures.len() < 3 || measures.len() == announced || !one_list {
        return None;
    }
    let said = Span::from(captures.get_match().range()).shift(highlight.start);
    let headings = measures.iter().map(|(at, _)| scene.case().sections[*at].heading);
    let evidence = std::iter::once(said).chain(headings).collect();
    Some(mismatch(scene, evidence, announced, measures.len()))
}

/// The items right after the count; those in brackets and quotation marks are not cut, and 和 may join two items or stand
/// in one.
fn listed(scene: &Scene<'_>, sentence: Span) -> Option<Fact> {
    let words = scene.words(sentence);
    let captures = BRINGS_IN.is_in(words).then(|| ANNOUNCED.captures(words))??;
    let announced: usize = whole_number(&captures["count"])?;
    let list = Span::from(captures.name("list")?.range()).shift(sentence.start);
    let items = top_level(scene, list)?;
    let least = items.matches('、').count() + 1;
    let most = least + items.matches(['和', '及', '与']).count();
    // A list that a semicolon ends goes on after it: its items are what semicolons separate.
    let open =
        items.contains('等') || items.contains('…') || scene.document.text.as_str()[list.end..].starts_with('；');
    let ordinal = words[..captures.get_match().start()].ends_with(['第', '之']);
    // 在6个县开展试点：…: the colon brings in what is done, not what was counted.
    let told = captures["sign"].len() <= '：'.len_utf8() && tells(scene, &captures["noun"]);
    if least < 3 || open || ordinal || told || (least..=most).contains(&announced) {
        return None;
    }
    let evidence = vec![Span::from(captures.get_match().range()).shift(sentence.start)];
    Some(mismatch(scene, evidence, announced, least))
}

/// The list with what stands in brackets and quotation marks left out, to the first comma; none where the comma
/// separates items too.
fn top_level(scene: &Scene<'_>, list: Span) -> Option<String> {
    let text = scene.document.text.as_str();
    let held = enclosed(text, list);
    let outside = scene.words(list).char_indices().filter(|(at, _)| {
        let at = list.start + at;
        !held.iter().any(|pair| pair.start <= at && at < pair.end)
    });
    let bare: String = outside.map(|(_, character)| character).collect();
    let (first, rest) = bare.split_once('，').unwrap_or((&bare, ""));
    (!rest.contains('、')).then(|| first.to_owned())
}

/// Whether a noun before a colon is where or by whom something is done, or has the verb of it.
fn tells(scene: &Scene<'_>, noun: &str) -> bool {
    let area = ["省", "市", "县", "区", "旗", "州", "镇", "乡", "村", "街道", "社区", "国家", "城市", "单位", "部门"];
    area.iter().any(|area| noun.ends_with(area)) || scene.lexicon.cases.has_action(noun)
}

fn mismatch(scene: &Scene<'_>, evidence: Vec<Span>, announced: usize, listed: usize) -> Fact {
    let comment = Comment {
        zh: format!("称有{announced}项，实际列出{listed}项。"),
        en: format!("{announced} items are announced, {listed} are listed."),
    };
    finding(scene, "list_mismatch", "finding/list-mismatch", evidence, comment)
}
