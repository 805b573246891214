//! What the town named last has, by the word for its kind: `镇政府` after 定南县老城镇.

use std::sync::LazyLock;

use super::Body;
use super::area::of_division;
use super::countyless::around_towns;
use crate::extract::context::Context;
use crate::extract::level::begins_phrase;
use crate::extract::{Mention, PlaceReferent, Referent};
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::span::Span;

const TOWN_HALL: &str = "agency/town-hall";

/// What bodies of a town are called by its kind, which begins the words, and their names in full: `{}` is the town with its
/// county. What a county has for its streets is named with the county alone (`{county}`, `{town}`).
const FORMS: [(&str, &str, &str); 17] = [
    ("镇党委", "镇", "中国共产党{}委员会"),
    ("镇政府", "镇", "{}人民政府"),
    ("镇人民政府", "镇", "{}人民政府"),
    ("镇纪委", "镇", "中国共产党{}纪律检查委员会"),
    ("镇人大主席团", "镇", "{}人民代表大会主席团"),
    ("镇人大", "镇", "{}人民代表大会"),
    ("乡党委", "乡", "中国共产党{}委员会"),
    ("乡政府", "乡", "{}人民政府"),
    ("乡人民政府", "乡", "{}人民政府"),
    ("乡纪委", "乡", "中国共产党{}纪律检查委员会"),
    ("乡人大", "乡", "{}人民代表大会"),
    ("街道党工委", "街道", "中国共产党{}工作委员会"),
    ("街道办事处", "街道", "{}办事处"),
    ("街道办", "街道", "{}办事处"),
    ("街道纪工委", "街道", "中国共产党{}纪律检查工作委员会"),
    ("街道人大工委", "街道", "{county}人民代表大会常务委员会{town}工作委员会"),
    ("人大街道工委", "街道", "{county}人民代表大会常务委员会{town}工作委员会"),
];

/// What a body of a town called by its kind ends in that has a name of its own: 街道经济和科技促进局.
const DEPARTMENTS: [&str; 3] = ["局", "办公室", "服务中心"];

/// Fewest characters of such a department, so that 镇中心 and 街道办公室 are none.
const SHORTEST: usize = 5;

/// What is said of a town beside the one spoken of.
const NEIGHBOURS: [&str; 9] = ["相连", "相接", "接壤", "毗邻", "毗连", "交界", "为邻", "相邻", "隔"];

/// Bytes back to the town that is meant.
const FARTHEST: usize = 900;

/// The bodies of towns that a text calls by the kind of a town it has named, and that `found` does not hold.
pub(super) fn town_halls(
    text: &str,
    lines: &[Span],
    places: &[Mention],
    found: &[Body],
    context: &Context,
    lexicon: &Lexicon,
) -> Vec<Body> {
    static WORDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(FORMS.map(|(form, ..)| form)));
    static KINDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["镇", "乡", "街道"]));
    let mut halls: Vec<Body> = Vec::new();
    let hall = |span: Span, kind: &str, template: &str, line: Span| {
        let alone = begins_phrase(&text[line.start..span.start]) && !found.iter().any(|body| body.span.overlaps(span));
        let town = alone.then(|| last_town(text, span.start, kind, places)).flatten()?;
        Some(of_town(span, town, template, context, lexicon))
    };
    for &line in lines {
        let slice = &text[line.range()];
        let named = WORDS.find_iter(slice).filter_map(|hit| {
            let (_, kind, template) = FORMS[hit.word];
            hall(hit.span.shift(line.start), kind, template, line)
        });
        halls.extend(named);
        let departments = KINDS.find_iter(slice).filter_map(|hit| {
            let kind = hit.span.shift(line.start);
            let department = department_at(&text[kind.end..line.end], lexicon)?;
            let span = Span::new(kind.start, kind.end + department.len());
            hall(span, &text[kind.range()], &format!("{{}}{department}"), line)
        });
        let departments: Vec<Body> = departments.collect();
        halls.extend(departments);
    }
    halls
}

/// The department of a town that a text behind the word for it begins with, as it is written.
fn department_at<'t>(rest: &'t str, lexicon: &Lexicon) -> Option<&'t str> {
    let body = lexicon.agencies.body_at(rest).filter(|body| !body.after_kind_only)?;
    let own = &rest[..body.length];
    let fits =
        body.template.starts_with("{}") && !own.ends_with("分局") && DEPARTMENTS.iter().any(|end| own.ends_with(end));
    (fits && own.chars().count() >= SHORTEST).then_some(own)
}

/// The town of a kind that is named last before a place, not far from it, and not as a neighbour: 东与城父镇相连.
fn last_town<'p>(
    text: &str,
    at: usize,
    kind: &str,
    places: &'p [Mention],
) -> Option<(&'p str, Option<&'p PlaceReferent>)> {
    let before = &places[..places.partition_point(|place| place.span.start < at)];
    let near = before.iter().rev().take_while(|place| at - place.span.start <= FARTHEST);
    let neighbour = |place: &&Mention| {
        let (before, behind) = (&text[..place.span.start], &text[place.span.end..]);
        before.ends_with(['邻', '靠', '接', '连', '距', '依']) || NEIGHBOURS.iter().any(|word| behind.starts_with(word))
    };
    // 顺德区|大良街道: the county right before.
    let county_of = |town: &Mention| {
        let around = before.iter().rev().find(|place| place.span.end == town.span.start)?;
        matches!(around.referent, Referent::Place(PlaceReferent::Admin(_))).then_some(around)
    };
    let mut towns = near.filter(|place| !neighbour(place)).filter_map(|place| match &place.referent {
        Referent::Place(PlaceReferent::Named { name, kind: "admin", within }) => {
            // 老城镇|上洲村
            let end = name.find(kind).filter(|at| *at > 0)? + kind.len();
            // 某村距|镇政府: no town of that name.
            if name[..end].contains(['距', '村']) {
                return None;
            }
            let around = county_of(place).and_then(|county| match &county.referent {
                Referent::Place(around) => Some(around),
                _ => None,
            });
            Some((&name[..end], around.or(within.as_deref())))
        }
        _ => None,
    });
    towns.next()
}

fn of_town(
    span: Span,
    (town, within): (&str, Option<&PlaceReferent>),
    template: &str,
    context: &Context,
    lexicon: &Lexicon,
) -> Body {
    let county = match within {
        Some(PlaceReferent::Admin(code)) => Some(*code),
        _ => around_towns(context, lexicon),
    };
    let area = county.and_then(|code| of_division(Span::new(span.start, span.start), code, "", &lexicon.register));
    let around = area.as_ref().map_or("", |area| &*area.official);
    let name = template.replace("{}", "{county}{town}").replace("{county}", around).replace("{town}", town);
    Body { span, rule: TOWN_HALL, name, area, form: None }
}
