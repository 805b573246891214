//! Zones, ports, bridges, rivers, border regions and towns abroad, by grammar.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Regex;

use super::super::{Mention, PlaceReferent, Referent};
use super::register::Found;
use crate::extract::context::Context;
use crate::lexicon::Lexicon;
use crate::lexicon::provisional_places::PlaceTail;
use crate::span::Span;

/// Longest name before its ending, in characters.
const HEAD: usize = 24;

/// What cannot stand inside the name of a place.
const STOPS: [char; 16] =
    ['，', '。', '；', '：', '、', '！', '？', '“', '”', '《', '》', '\t', ' ', '\u{3000}', '+', ','];

/// `中越边境地区`: a border by the abbreviations of its countries.
static BORDER: LazyLock<Regex> =
    LazyLock::new(|| Regex::new("(?:中[越俄蒙缅老朝尼印哈巴不])边境(?:地区)?").expect("the pattern is fixed"));

/// `在中越北仑河上`, `沿漓江两岸`: a river, lake or island where a word of place says so.
static NATURAL: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new(r"(?:在|跨|沿|跨越|流经|濒临|穿越)(?:中[越俄蒙缅老朝尼印哈])?(\p{Han}{1,4}?[河江湖岛])(?:上|沿岸|两岸|流域|之滨|畔|岸边)")
        .expect("the pattern is fixed")
});

/// The town after the name of its country: 越南|芒街市.
static ABROAD: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^(\p{Han}{2,5}?[市省州府])").expect("the pattern is fixed"));

/// The places of a line that no register has; `areas` are those it has.
pub(super) fn named_places(
    text: &str,
    line: Span,
    areas: &[Found],
    context: &Context,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    for (at, tail) in endings(&text[line.range()], lexicon) {
        let end = line.start + at + tail.ending.len();
        let before = found.last().filter(|last| last.span.end <= line.start + at).cloned();
        if let Some(mention) =
            zone(text, line, Span::new(line.start + at, end), tail, before.as_ref(), areas, context, lexicon)
        {
            found.push(mention);
        }
    }
    let words = &text[line.range()];
    for border in BORDER.find_iter(words) {
        let name = border.as_str().trim_end_matches("地区");
        found.push(named(Span::from(border.range()).shift(line.start), "place/border", name, "region", None));
    }
    for river in NATURAL.captures_iter(words).filter_map(|found| found.get(1)) {
        let span = Span::from(river.range()).shift(line.start);
        if areas.iter().all(|area| !area.span.overlaps(span)) {
            found.push(named(span, "place/natural", river.as_str(), "natural", None));
        }
    }
    for country in areas {
        let PlaceReferent::Country(code) = &country.place else { continue };
        let Some(town) = ABROAD.find(&text[country.span.end..line.end]).filter(|_| *code != "CN") else { continue };
        let span = Span::from(town.range()).shift(country.span.end);
        if areas.iter().all(|area| !area.span.overlaps(span)) {
            found.push(named(span, "place/abroad", town.as_str(), "admin", Some(country.place.clone())));
        }
    }
    found
}

/// The endings of names of zones and the like in a line, the longest at each place.
fn endings<'a>(words: &str, lexicon: &'a Lexicon) -> Vec<(usize, &'a PlaceTail)> {
    let mut found: Vec<(usize, &PlaceTail)> = Vec::new();
    for tail in lexicon.provisional_places.tails.iter().filter(|tail| tail.kind != "natural") {
        for (at, _) in words.match_indices(tail.ending) {
            let end = at + tail.ending.len();
            if found.iter().all(|(other, longer)| end <= *other || other + longer.ending.len() <= at) {
                found.push((at, tail));
            }
        }
    }
    found.sort_by_key(|(at, _)| *at);
    found
}

/// The zone whose name ends with `ending`, where what stands before it makes a name.
#[expect(clippy::too_many_arguments, reason = "everything a name can be built from")]
fn zone(
    text: &str,
    line: Span,
    ending: Span,
    tail: &PlaceTail,
    zone_before: Option<&Mention>,
    areas: &[Found],
    context: &Context,
    lexicon: &Lexicon,
) -> Option<Mention> {
    if text[ending.end..].starts_with(['域', '别', '间', '分']) {
        return None;
    }
    let window = window(text, line, ending.start, lexicon);
    let head = areas.iter().find(|area| window.start <= area.span.start && area.span.end <= ending.start);
    // …自由贸易试验区|南宁片区: a part of the zone right before it.
    let joined = zone_before.filter(|zone| tail.needs_area && is_part(&text[zone.span.end..ending.start]));
    let start = match (joined, head) {
        (Some(zone), _) => zone.span.start,
        (None, Some(area)) => with_rank(text, window.start, area.span.start),
        (None, None) if tail.needs_area => return None,
        (None, None) => window.start,
    };
    let own = &text[start..ending.start];
    if ["首家", "首个", "唯一", "一批", "多个", "一个"].iter().any(|word| own.contains(word)) || unbalanced(own)
    {
        return None;
    }
    let telling = lexicon
        .provisional_places
        .own_part(head.map_or(own, |area| &text[area.span.end.min(ending.start)..ending.start]));
    let short_of_name = head.is_none() && !(2..=6).contains(&telling.chars().count());
    if start == ending.start || short_of_name {
        return None;
    }
    let within = areas
        .iter()
        .rfind(|area| {
            start <= area.span.start && area.span.end <= ending.start && matches!(area.place, PlaceReferent::Admin(_))
        })
        .map(|area| area.place.clone())
        .or(context.place().map(PlaceReferent::Admin));
    let span = Span::new(start, ending.end);
    Some(named(span, "place/zone", &text[span.range()], tail.kind, within))
}

/// The words before an ending that its name can reach over.
fn window(text: &str, line: Span, end: usize, lexicon: &Lexicon) -> Span {
    let words = &text[line.start..end];
    let from = words.char_indices().rev().take(HEAD).last().map_or(words.len(), |(at, _)| at);
    let stop = words[from..]
        .rfind(STOPS)
        .map_or(from, |at| from + at + words[from + at..].chars().next().map_or(0, char::len_utf8));
    let start = stop
        + lexicon.organizations.name_start(&words[stop..]).max(lexicon.provisional_places.after_verbs(&words[stop..]));
    Span::new(line.start + start, end)
}

/// What can stand between a zone and the ending of a part of it.
fn is_part(between: &str) -> bool {
    between.chars().count() <= 6 && between.chars().all(char::is_alphabetic)
}

/// 国家级 before the area, and 中国（ around it, belong to the name.
fn with_rank(text: &str, from: usize, area: usize) -> usize {
    let before = &text[from..area];
    let rank = ["国家级", "自治区级", "省级", "市级", "中国（", "中国("].iter().find(|rank| before.ends_with(**rank));
    area - rank.map_or(0, |rank| rank.len())
}

fn unbalanced(words: &str) -> bool {
    words.matches(['（', '(']).count() != words.matches(['）', ')']).count()
}

fn named(span: Span, rule: &'static str, name: &str, kind: &'static str, within: Option<PlaceReferent>) -> Mention {
    let place = PlaceReferent::Named { name: name.to_owned(), kind, within: within.map(Box::new) };
    Mention { span, rule, referent: Referent::Place(place) }
}

/// Forms of one name (国家级柳州产业园, 广西（柳州）产业园) become one: the longest.
pub(super) fn one_name_each(mut mentions: Vec<Mention>) -> Vec<Mention> {
    let mut longest: BTreeMap<String, String> = BTreeMap::new();
    for mention in &mentions {
        if let Referent::Place(PlaceReferent::Named { name, .. }) = &mention.referent {
            let known = longest.entry(core(name)).or_default();
            if name.chars().count() > known.chars().count() {
                known.clone_from(name);
            }
        }
    }
    for mention in &mut mentions {
        if let Referent::Place(PlaceReferent::Named { name, .. }) = &mut mention.referent
            && let Some(full) = longest.get(&core(name))
        {
            name.clone_from(full);
        }
    }
    mentions
}

/// What forms of one name share: without rank, brackets and the province in front of a bracket.
fn core(name: &str) -> String {
    let name =
        ["国家级", "自治区级", "省级", "市级"].iter().fold(name, |name, rank| name.strip_prefix(rank).unwrap_or(name));
    match name.split_once('（') {
        Some((before, inner)) if before.chars().count() <= 3 && before != "中国" => inner.replacen('）', "", 1),
        _ => name.to_owned(),
    }
}
