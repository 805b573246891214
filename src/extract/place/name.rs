//! Names that a register or list has: `南宁市`, `广西`, `恭城`, `越南芒街市`, `粤港澳大湾区`.

use std::collections::BTreeSet;
use std::sync::LazyLock;

use regex::Regex;

use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::{Division, Level};
use crate::span::Span;

const FULL: &str = "place/full-name";
const SHORT: &str = "place/short-name";
const COUNTRY: &str = "place/country";
const LISTED: &str = "place/listed";
const FOREIGN: &str = "place/foreign";

/// A name and what it can mean.
type Hit = (Span, Meaning);

/// Words that begin with the last character of a full name and make it a short one: 桂林|市场, 青秀|区域.
const NEXT_WORDS: [(&str, &[&str]); 3] = [
    ("市", &["场", "民营", "值", "容", "面", "价", "政工程", "政设施"]),
    ("区", &["域", "块", "位", "间"]),
    ("县", &["域", "级"]),
];

/// After the name of a country: a town or province of it that no list has.
static FOREIGN_TAIL: LazyLock<Regex> =
    LazyLock::new(|| Regex::new(r"^[\p{Han}]{2,5}?(?:特别市|直辖市|省|市|府|邦)").expect("the pattern is fixed"));

/// Roads are named after places and are none of them; 路径 "path" and the like are no roads.
static ROAD: LazyLock<Regex> = LazyLock::new(|| {
    Regex::new("^(?:[东南西北中]?路(?:[^径线网段演况政由桥]|$)|大街|大道)").expect("the pattern is fixed")
});

/// What a case names beyond doubt.
pub(super) struct Said {
    /// Codes of the divisions it names in full.
    divisions: BTreeSet<&'static str>,
    /// Full names of the entries of the lists.
    listed: BTreeSet<&'static str>,
}

impl Said {
    pub(super) fn new(scene: &Scene<'_>, lines: &[Span]) -> Self {
        let mut said = Self { divisions: BTreeSet::new(), listed: BTreeSet::new() };
        let hits = lines.iter().flat_map(|line| hits(scene, *line));
        for (span, meaning) in hits {
            match meaning {
                Meaning::Full => {
                    let division = scene.register().resolve(&scene.text[span.range()], scene.context.place());
                    said.divisions.extend(division.map(|division| division.code));
                }
                Meaning::Listed(listed) if !listed.weak => {
                    said.listed.insert(listed.name);
                }
                _ => {}
            }
        }
        said
    }
}

/// The names of a line, each with what stands right before it and only locates it.
pub(super) fn names(scene: &Scene<'_>, line: Span, said: &Said) -> Vec<Found> {
    let hits = hits(scene, line);
    let mut found: Vec<Found> = Vec::new();
    for at in 0..hits.len() {
        let (span, meaning) = hits[at];
        let before = found.last().filter(|before| before.span.end == span.start).map(|before| &before.referent);
        let place = match meaning {
            Meaning::Country(code) => Some(Found::new(span, COUNTRY, PlaceReferent::Country(code))),
            Meaning::Listed(listed) => of_list(span, listed, said),
            Meaning::Full => full(scene, span, before),
            Meaning::Short => {
                let rest = &scene.text[span.end..line.end];
                let reader = Short { scene, said, before, listed: in_list(scene, &hits, at), rest };
                reader.read(span)
            }
            Meaning::Trap => None,
        };
        let Some(place) = place else { continue };
        let foreign = foreign(scene, line, &place);
        push(scene, &mut found, place);
        if let Some(foreign) =
            foreign.filter(|foreign| hits.get(at + 1).is_none_or(|next| next.0.start >= foreign.span.end))
        {
            push(scene, &mut found, foreign);
        }
    }
    found
}

fn hits(scene: &Scene<'_>, line: Span) -> Vec<Hit> {
    let names = scene.lexicon.places.names_in(&scene.text[line.range()]);
    names.map(|(range, meaning)| (Span::from(range).shift(line.start), meaning)).collect()
}

/// Takes up a place; one that lies in the place named right before it is one mention with that: 防城港市东兴市, 中国东兴.
fn push(scene: &Scene<'_>, found: &mut Vec<Found>, mut place: Found) {
    if let Some(wide) = found.last().filter(|wide| wide.span.end == place.span.start)
        && lies_in(scene, &place.referent, &wide.referent)
    {
        let above_cities = match &wide.referent {
            PlaceReferent::Admin(code) => scene.register().division(code).is_some_and(|d| d.level == Level::Province),
            _ => true,
        };
        place.name_start = if above_cities { place.name_start } else { wide.name_start };
        place.span = wide.span.cover(place.span);
        found.pop();
    }
    found.push(place);
}

fn lies_in(scene: &Scene<'_>, inner: &PlaceReferent, outer: &PlaceReferent) -> bool {
    match (inner, outer) {
        (PlaceReferent::Admin(inner), PlaceReferent::Admin(outer)) => {
            inner != outer && scene.register().is_within(inner, outer)
        }
        (PlaceReferent::Admin(_), PlaceReferent::Country(country)) => *country == "CN",
        (PlaceReferent::Named { within, .. }, PlaceReferent::Country(country)) => {
            matches!(within.as_deref(), Some(PlaceReferent::Country(own)) if own == country)
        }
        _ => false,
    }
}

fn of_list(span: Span, listed: Listed, said: &Said) -> Option<Found> {
    if listed.weak && !said.listed.contains(listed.name) {
        return None;
    }
    let within = listed.country.map(|code| Box::new(PlaceReferent::Country(code)));
    let referent = PlaceReferent::Named { name: listed.name.to_owned(), kind: listed.kind, within };
    Some(Found::new(span, LISTED, referent))
}

/// A full name; where a word begins with its last character (桂林市场) the short one.
fn full(scene: &Scene<'_>, span: Span, before: Option<&PlaceReferent>) -> Option<Found> {
    let surface = &scene.text[span.range()];
    let after = &scene.text[span.end..];
    let division = nearest(scene, scene.register().named(surface), before)?;
    if scene.lexicon.places.need(surface) == Need::Above && !follows_its_own(scene, division, before) {
        return None;
    }
    let cut = NEXT_WORDS
        .iter()
        .find(|(kind, words)| surface.ends_with(kind) && words.iter().any(|word| after.starts_with(word)));
    let span = match cut {
        Some((kind, _)) if surface.trim_end_matches(kind) == division.short => {
            Span::new(span.start, span.end - kind.len())
        }
        _ => span,
    };
    Some(Found::new(span, FULL, PlaceReferent::Admin(division.code)))
}

/// Of the divisions of a name the one that can be meant: in the place named right before, else near the place of the case.
fn nearest<'a>(
    scene: &'a Scene<'_>,
    candidates: impl Iterator<Item = &'a Division>,
    before: Option<&PlaceReferent>,
) -> Option<&'a Division> {
    let near = match before {
        Some(PlaceReferent::Admin(code)) => Some(*code),
        _ => scene.context.place(),
    };
    let plausible = candidates.filter(|division| division.plausible_in(scene.context.year)).collect();
    scene.register().nearest(plausible, near)
}

fn follows_its_own(scene: &Scene<'_>, division: &Division, before: Option<&PlaceReferent>) -> bool {
    matches!(before, Some(PlaceReferent::Admin(code)) if division.code != *code && scene.register().is_within(division.code, code))
}

/// What decides whether a short name is read as one.
struct Short<'a> {
    scene: &'a Scene<'a>,
    said: &'a Said,
    /// The place right before it.
    before: Option<&'a PlaceReferent>,
    /// Whether it stands in a list of names of places.
    listed: bool,
    /// The line after it.
    rest: &'a str,
}

impl Short<'_> {
    fn read(&self, span: Span) -> Option<Found> {
        let surface = &self.scene.text[span.range()];
        if ROAD.is_match(self.rest) {
            return None;
        }
        let division = nearest(self.scene, self.scene.register().short_named(surface), self.before)?;
        self.is_meant(surface, division).then(|| Found::new(span, SHORT, PlaceReferent::Admin(division.code)))
    }

    fn is_meant(&self, surface: &str, division: &Division) -> bool {
        if division.common == Some(surface) {
            return true;
        }
        let words = &self.scene.lexicon.places;
        let need = words.need(surface);
        if follows_its_own(self.scene, division, self.before) {
            return !words.is_common(surface) && (division.level != Level::County || need == Need::Nothing);
        }
        let known = self.said.divisions.contains(division.code);
        if division.level != Level::County {
            return need == Need::Nothing || known || self.listed;
        }
        if words.is_common(surface) || need != Need::Nothing {
            return false;
        }
        let province = self.scene.context.province;
        let near = province.is_some_and(|province| self.scene.register().is_within(division.code, province));
        // 太仓|港, 凭祥|综合保税区.
        let heads_follow = words.head_at(self.rest) && !words.is_generic(surface) && !words.is_topic(surface);
        known
            || heads_follow
            || (near && self.listed)
            || (surface.chars().count() > 2 && division.name.ends_with(['市', '县']))
    }
}

/// Whether a name of a division stands right before or after, with 、 between.
fn in_list(scene: &Scene<'_>, hits: &[Hit], at: usize) -> bool {
    let divides = |one: usize, other: usize| {
        let between = &scene.text[hits[one].0.end..hits[other].0.start];
        matches!(between, "、" | "—" | "－")
    };
    let is_division = |at: usize| matches!(hits[at].1, Meaning::Full | Meaning::Short);
    (at > 0 && is_division(at - 1) && divides(at - 1, at))
        || (at + 1 < hits.len() && is_division(at + 1) && divides(at, at + 1))
}

/// A town or province right after the name of a foreign country, that no list has.
fn foreign(scene: &Scene<'_>, line: Span, country: &Found) -> Option<Found> {
    let PlaceReferent::Country(code) = country.referent else { return None };
    if code == "CN" {
        return None;
    }
    let start = country.span.end;
    let rest = &scene.text[start..line.end];
    let tail = FOREIGN_TAIL.find(rest)?;
    let words = &scene.lexicon.places;
    let stem = tail.as_str().trim_end_matches(['省', '市', '府', '邦']);
    // 越南的城市, 泰国各府, 日本等城市, 越南市场.
    let named = stem.chars().count() > 1
        && !words.is_generic(stem)
        && !words.is_common(stem)
        && !rest[tail.end()..].starts_with(['场', '民', '值', '政']);
    named.then(|| {
        let within = Some(Box::new(PlaceReferent::Country(code)));
        let referent = PlaceReferent::Named { name: tail.as_str().to_owned(), kind: "admin", within };
        Found::new(Span::new(start, start + tail.end()), FOREIGN, referent)
    })
}
