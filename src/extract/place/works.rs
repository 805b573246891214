//! Lines of power and ways of water by the places that they join: `陇电入鲁工程`, `金上至湖北特高压直流输电工程`, `藏粤直流`,
//! `引大济岷`.

use std::sync::LazyLock;

use super::{Found, Scene, route};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A line of power or a way of water.
pub(super) const WORKS: &str = "place/works";

/// What provinces are called in names of lines that bring power from one to another.
const LETTERS: &str = "京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘陇晋蒙陕秦吉闽贵黔粤青藏川蜀宁琼滇云新疆港澳哈";

/// Waters that are led into others, by the characters that stand for them in such names.
const WATERS: &str = "江河湖黄汉淮渭洮湟岷滦沂汾桑沁漳洛泾沱嘉涪乌清沅澧资湘赣闽绰松嫩辽浑滇大红额哈李龙青沙";

/// Power or heat from one place into another: 宁电入湘, 聊热入济.
static SENT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(\\p{Han})([电热])入(\\p{Han})(?:工程|(?:特高压|超高压)(?:直流|交流)?(?:输电)?(?:工程|通道|线路)?)?")
});

/// A line between two places, each of which is named.
static JOINING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,12})(?:至|到|—|－|-)(\\p{Han}{2,8}?)(?:±?[0-9]+千伏)?(?:特高压(?:柔性)?(?:直流|交流)?(?:输电)?(?:工程|线路|通道)?|(?:柔性)?直流(?:输电)?(?:工程|线路|通道))",
    )
});

/// A line between places that stand as letters: 藏粤直流, 川渝特高压交流工程, 渝黔背靠背联网工程.
static LETTERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(\\p{Han}{2,6}?)(?:±?[0-9]+千伏)?(?:(?:特高压)?(?:柔性)?(?:直流|交流)(?:输电|联网|加强)?(?:工程|线路|通道)?|特高压(?:工程|线路|通道)|背靠背(?:联网)?(?:工程)?)",
    )
});

/// Water of one river led into another or to a town: 引大济岷, 引江补汉工程, 引洮供水工程.
static LED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "引(\\p{Han})(?:[入济补到](\\p{Han})|供水)(?:(?:供水|调水|灌溉|补水)?(?:[一二三]期)?(?:工程)?[东西南北]?[一二三]?[总主]?干渠|(?:供水|调水|灌溉|补水)?工程)?",
    )
});

/// The lines of power and ways of water of a line of the text; `names` are the places of the lists in it, `outer` its zones and facilities.
pub(super) fn works(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut spans: Vec<Span> = Vec::new();
    spans.extend(sent(scene, text));
    spans.extend(joining(scene, text));
    spans.extend(lettered(scene, text));
    spans.extend(led(scene, text));
    if spans.is_empty() {
        return Vec::new();
    }
    // 引大济湟|西干渠: the canal is that of the works.
    let canal = |place: &&Found| scene.text[place.span.range()].ends_with("干渠");
    // 引黄入冀补淀工程, which the lists have; but the canal of what they have goes on from it.
    let listed = |span: Span| names.iter().any(|name| name.admin().is_none() && name.span.contains(span));
    let taken = Cover::new(outer.iter().filter(|place| !canal(place)).map(|place| place.span));
    let mut found: Vec<Found> = Vec::new();
    for span in spans.into_iter().map(|span| span.shift(line.start)) {
        if !taken.overlaps(span) && !listed(span) && found.iter().all(|other| !other.span.overlaps(span)) {
            let name = scene.text[span.range()].to_owned();
            // It lies in no one province.
            found.push(Found::new(span, WORKS, PlaceReferent::Named { name, kind: "facility", within: None }));
        }
    }
    found
}

fn sent<'a>(scene: &'a Scene<'_>, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    SENT.captures_iter(text).filter_map(|hit| {
        let mut ends = [hit.get(1)?, hit.get(3)?].into_iter().flat_map(|end| end.as_str().chars());
        // 外电入豫: from elsewhere; heat comes from one city into another.
        let known = |c| LETTERS.contains(c) || &hit[2] == "热" && scene.lexicon.places.is_letter_of_place(c);
        ends.all(known).then(|| Span::from(hit.get(0).expect("group 0 is the match").range()))
    })
}

fn joining<'a>(scene: &'a Scene<'_>, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    let places = &scene.lexicon.places;
    JOINING.captures_iter(text).filter_map(move |hit| {
        let (all, from) = (hit.get(0)?, hit.get(1)?);
        let start = from.start() + scene.name_start(from.as_str());
        let length = text[start..from.end()].chars().count();
        let known = |words: &str| places.names_in(words).next().is_some();
        let joins = (2..=6).contains(&length) && (known(&text[start..from.end()]) || known(&hit[2]));
        joins.then(|| Span::new(start, all.end()))
    })
}

fn lettered<'a>(scene: &'a Scene<'_>, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    LETTERED.captures_iter(text).filter_map(move |hit| {
        let (all, words) = (hit.get(0)?, hit.get(1)?);
        let of_place = |c: char| LETTERS.contains(c) || "西东南北中".contains(c);
        let run = words.as_str().len() - words.as_str().trim_end_matches(of_place).len();
        let from = words.end() - run;
        let start = from + route::letters(scene, &text[from..words.end()])?;
        (text[start..words.end()].chars().count() < 4).then(|| Span::new(start, all.end()))
    })
}

fn led<'a>(scene: &'a Scene<'_>, text: &'a str) -> impl Iterator<Item = Span> + 'a {
    LED.captures_iter(text).filter_map(move |hit| {
        let all = hit.get(0)?;
        let to = hit.get(2).and_then(|to| to.as_str().chars().next());
        let reaches = to.is_none_or(|to| scene.lexicon.places.is_letter_of_place(to) || WATERS.contains(to));
        let inside = text[..all.start()].ends_with(['吸', '指', '牵', '接', '援', '勾']);
        (WATERS.contains(&hit[1]) && reaches && !inside).then(|| Span::from(all.range()))
    })
}
