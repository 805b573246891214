//! Areas, countries, regions and foreign towns by their names.

use std::sync::LazyLock;

use aho_corasick::{AhoCorasick, MatchKind};

use super::super::PlaceReferent;
use crate::lexicon::Lexicon;
use crate::lexicon::provisional_places::ForeignPlace;
use crate::lexicon::register::{Division, Level};
use crate::span::Span;

/// A name found in the text.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) span: Span,
    pub(super) rule: &'static str,
    pub(super) place: PlaceReferent,
    /// For the short name of a county: its code. It stands only with evidence that the county is meant.
    county: Option<&'static str>,
    /// What else the words can be, where they are not the county.
    other: Option<PlaceReferent>,
    /// For full names of areas: the code.
    full: Option<&'static str>,
}

/// What a pattern of the automaton is.
#[derive(Clone, Copy, Debug)]
enum Name {
    Division(&'static str),
    Country(&'static str),
    Region(&'static str),
    Foreign(usize),
    /// A word that holds a short name and is not the place.
    Guard,
}

struct Names {
    automaton: AhoCorasick,
    names: Vec<Name>,
}

static NAMES: LazyLock<Names> = LazyLock::new(|| {
    let lexicon = Lexicon::builtin();
    let mut patterns: Vec<(&'static str, Name)> = Vec::new();
    patterns.extend(lexicon.provisional_places.guards.iter().map(|word| (*word, Name::Guard)));
    for division in lexicon.register.divisions() {
        patterns.push((division.name, Name::Division(division.name)));
        if division.short.chars().count() > 1 {
            patterns.push((division.short, Name::Division(division.short)));
        }
    }
    for country in lexicon.register.countries() {
        let names = country.aliases.iter().chain([&country.name]).filter(|name| name.chars().count() > 1);
        patterns.extend(names.map(|name| (*name, Name::Country(country.code))));
    }
    patterns.extend(lexicon.provisional_places.regions.iter().map(|&(name, full)| (name, Name::Region(full))));
    let foreign = lexicon.provisional_places.foreign.iter().enumerate();
    patterns.extend(foreign.map(|(at, place)| (place.name, Name::Foreign(at))));
    let automaton =
        AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(patterns.iter().map(|row| row.0));
    let automaton = automaton.expect("a list of this size makes an automaton");
    Names { automaton, names: patterns.into_iter().map(|row| row.1).collect() }
});

/// The names of a line, in its order; of areas of one name the one meant in a text about `near`.
pub(super) fn found(text: &str, line: Span, near: Option<&str>, year: Option<u16>, lexicon: &Lexicon) -> Vec<Found> {
    let mut found: Vec<Found> = Vec::new();
    for hit in NAMES.automaton.find_iter(&text[line.range()]) {
        let span = Span::from(hit.range()).shift(line.start);
        let plain = |rule, place| Some(Found { span, rule, place, county: None, other: None, full: None });
        let one = match NAMES.names[hit.pattern().as_usize()] {
            Name::Division(name) => area(text, span, name, near, year, lexicon),
            Name::Country(code) => plain("place/country", PlaceReferent::Country(code)),
            Name::Region(name) => {
                plain("place/region", PlaceReferent::Named { name: name.to_owned(), kind: "region", within: None })
            }
            Name::Foreign(at) => plain("place/abroad", abroad(&lexicon.provisional_places.foreign[at])),
            Name::Guard => None,
        };
        found.extend(one.map(|one| Found { span: with_kind(text, one.span, &one.place), ..one }));
    }
    found
}

/// 芒街市 after 芒街: the kind written out belongs to the name.
fn with_kind(text: &str, span: Span, place: &PlaceReferent) -> Span {
    let PlaceReferent::Named { name, kind: "admin", .. } = place else { return span };
    let kind = name.chars().next_back().filter(|kind| text[span.end..].starts_with(*kind));
    let fits = kind.is_some_and(|kind| !text[span.range()].ends_with(kind));
    Span::new(span.start, span.end + if fits { kind.map_or(0, char::len_utf8) } else { 0 })
}

/// The area that a name means, where it can be one.
fn area(
    text: &str,
    span: Span,
    name: &'static str,
    near: Option<&str>,
    year: Option<u16>,
    lexicon: &Lexicon,
) -> Option<Found> {
    let register = &lexicon.register;
    let plausible = |division: &&Division| division.plausible_in(year);
    let full: Vec<&Division> = register.named(name).filter(plausible).collect();
    let is_full = !full.is_empty();
    let candidates = if is_full { full } else { register.short_named(name).filter(plausible).collect() };
    let division = register.nearest(prefer_wide(candidates, is_full), near)?;
    // 北海市场 is a market of 北海, 矿区域 an area of mines.
    let cut = is_full && continues(name, &text[span.end..]);
    let span = if cut { Span::new(span.start, span.start + division.short.len()) } else { span };
    if cut && division.short.len() == name.len() {
        return None;
    }
    let is_short = !is_full || cut;
    let guarded = lexicon.provisional_places.needs_nearness(division.short) && is_short;
    let same_province = near.is_some_and(|near| near[..2] == division.code[..2]);
    if guarded && !same_province {
        return None;
    }
    let brief = name.chars().count() < 3 && division.level == Level::County;
    let county = (brief || is_short && division.level == Level::County).then_some(division.code);
    let full = (!is_short && !brief).then_some(division.code);
    let rule = if is_short { "place/short-name" } else { "place/name" };
    let other =
        county.and_then(|_| lexicon.provisional_places.foreign.iter().find(|foreign| foreign.name == name)).map(abroad);
    Some(Found { span, rule, place: PlaceReferent::Admin(division.code), county, other, full })
}

/// Of areas with one short name, the provinces and cities alone: 吉林, 海南 said by itself is no county.
fn prefer_wide(candidates: Vec<&Division>, is_full: bool) -> Vec<&Division> {
    if is_full {
        return candidates;
    }
    let Some(widest) = candidates.iter().map(|division| division.level).min() else { return candidates };
    candidates.into_iter().filter(|division| division.level == widest).collect()
}

/// Whether another word goes on from the last character of a full name.
fn continues(name: &str, after: &str) -> bool {
    match name.chars().next_back() {
        Some('市') => after.starts_with(['场', '民', '值', '容']),
        Some('区') => after.starts_with(['域', '间', '块', '别', '位', '分']),
        Some('旗') => after.starts_with(['下', '舰']),
        Some('县') => after.starts_with('域'),
        _ => false,
    }
}

impl Found {
    /// The code of the area whose full name this is.
    pub(super) fn full_name(&self) -> Option<&'static str> {
        self.full
    }

    /// What the words stand for: the short name of a county stands for it only after its city or where the case has its
    /// full name too.
    pub(super) fn settled(self, text: &str, line: Span, full: &[&'static str], lexicon: &Lexicon) -> Option<Self> {
        let Some(code) = self.county else { return Some(self) };
        let before = &text[line.start..self.span.start];
        let parent = lexicon.register.parent(code);
        let led = parent.is_some_and(|parent| before.ends_with(parent.name) || before.ends_with(parent.short));
        if led || full.contains(&code) {
            return Some(self);
        }
        let place = self.other?;
        let span = with_kind(text, self.span, &place);
        Some(Self { span, rule: "place/abroad", place, county: None, other: None, full: None })
    }
}

fn abroad(foreign: &ForeignPlace) -> PlaceReferent {
    let within = Some(Box::new(PlaceReferent::Country(foreign.country)));
    PlaceReferent::Named { name: foreign.full.to_owned(), kind: "admin", within }
}
