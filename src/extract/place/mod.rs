//! Places: `防城港市东兴市`, `越南芒街市`, `全区`, `中国（广西）自由贸易试验区南宁片区`, `中越友谊大桥`.
//!
//! Names of the registers and lists stand first (`name`), words such as 全市 for the area of the case beside them (`whole`);
//! around both stand the names of zones, facilities and natural features, known by their heads (`zone`, `border`).

mod abroad;
mod again;
mod basin;
mod beside;
mod border;
mod bracketed;
mod corridor;
mod crossing;
mod garden;
pub(crate) mod hall;
mod hamlet;
mod harbour;
pub(crate) mod housed;
mod initials;
mod listed;
mod locality;
mod mountain;
mod name;
mod natural;
mod nested;
mod numbered;
mod person;
mod river;
mod roster;
mod route;
mod said;
mod shared;
mod short;
mod sight;
mod sister;
mod station;
mod street;
mod strung;
mod told;
mod town;
mod traffic;
mod village;
mod ward;
mod way;
mod whole;
mod works;
mod zone;

use std::cmp::Reverse;

use super::context::Context;
use super::cover::Cover;
use super::{Mention, PlaceReferent, Referent};
use crate::document::clause::lines;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::register::{Level, Register};
use crate::span::{Span, ending};

/// How many places back the area that the text speaks of may stand.
const LAST_NAMED: usize = 12;

/// A place found, with what the rules around it need.
#[derive(Clone, Debug)]
struct Found {
    /// The words that name it; those before it that only locate it (广西 in 广西南宁市) included.
    span: Span,
    /// Where the name of a zone that begins with it begins: past the province (南宁市 in 广西南宁市).
    name_start: usize,
    rule: &'static str,
    referent: PlaceReferent,
}

/// What the rules of one case share.
struct Scene<'a> {
    text: &'a str,
    context: &'a Context,
    lexicon: &'a Lexicon,
}

/// The places that a case names, in the order of the text. One may stand inside another only if both are zones or facilities.
pub fn places(document: &Document, case: &Case, context: &Context, lexicon: &Lexicon) -> Vec<Mention> {
    let scene = Scene { text: document.text.as_str(), context, lexicon };
    let lines = lines(scene.text, case.reporters.into_iter().chain(case.prose()));
    let hits: Vec<Vec<name::Hit>> = lines.iter().map(|line| name::hits(&scene, *line)).collect();
    let said = said::Said::new(&scene, &hits);
    let borders: Vec<_> = lines.iter().map(|line| border::border(&scene, *line)).collect();
    let mut reader = Reader::new(&scene, document, case);
    for ((&line, hits), (pairs, outer)) in lines.iter().zip(&hits).zip(borders) {
        reader.read(line, (hits, &said), &pairs, outer);
    }
    let mut mentions: Vec<Mention> = reader.all(&lines).into_iter().map(Found::mention).collect();
    mentions.sort_by_key(|mention| (mention.span.start, Reverse(mention.span.end)));
    mentions.dedup_by_key(|mention| mention.span);
    mentions
}

/// What the lines of a case have named so far, and what they tell of those behind them.
struct Reader<'a> {
    scene: &'a Scene<'a>,
    /// The title of the document.
    title: Option<Span>,
    /// Whether the case is about the Production and Construction Corps.
    of_the_corps: bool,
    found: Vec<Found>,
    /// Places that only locate what is named right behind them.
    holders: Vec<Found>,
    zones: zone::Zones,
    headed: whole::Headed,
    view: town::View<'a>,
    open: village::Open,
    initials: initials::Initials,
}

impl<'a> Reader<'a> {
    fn new(scene: &'a Scene<'a>, document: &Document, case: &Case) -> Self {
        // Asked of the case, not of its document: each of many cases would ask all of it again.
        let around = document.title.into_iter().chain([case.span]);
        Self {
            scene,
            title: document.title,
            of_the_corps: around.into_iter().any(|span| scene.text[span.range()].contains("兵团")),
            found: Vec::new(),
            holders: Vec::new(),
            zones: zone::Zones::default(),
            headed: whole::Headed::default(),
            view: town::View::new(scene),
            open: village::Open::default(),
            initials: initials::Initials::new(scene),
        }
    }

    /// Reads a line: names of divisions and of lists first, and around them, with the `borders` found before, all that is known by its noun.
    fn read(&mut self, line: Span, (hits, said): (&[name::Hit], &said::Said), pairs: &[Span], borders: Vec<Found>) {
        let scene = self.scene;
        let last = self.found.iter().rev().take(LAST_NAMED).find_map(Found::admin);
        let mut names = name::names(scene, (line, hits), said, last, &mut self.holders);
        names.extend(whole::whole(scene, line, &self.headed, &names, &self.found));
        names.sort_by_key(|place| (place.span.start, Reverse(place.span.end)));
        let mut outer = borders;
        let bracketed = bracketed::bracketed(scene, line);
        outer.extend(free(self.zones.of_line(scene, line, &names, pairs), &bracketed));
        outer.extend(bracketed);
        self.headed.hear(scene, line, self.title, &names, &outer);
        outer.extend(free(basin::basins(scene, line, &names), &outer));
        outer.extend(free(corridor::corridors(scene, line, &names), &outer));
        outer.extend(free(self.initials.of_line(scene, line, &names), &outer));
        outer.extend(free(station::stations(scene, line, &names), &outer));
        outer.extend(route::numbered(scene, line, &names));
        outer.extend(free(crossing::crossings(scene, line, &names), &outer));
        let wards = ward::wards(scene, line, &names);
        outer.extend(free(street::streets(scene, line, (&names, &outer)), &wards));
        let works = works::works(scene, line, &names, &outer);
        outer.retain(|canal| !works.iter().any(|whole| whole.span.overlaps(canal.span)));
        outer.extend(works);
        outer.extend(free(hall::halls(scene, line), &outer));
        outer.retain(|zone| !wards.iter().any(|ward| zone.span.overlaps(ward.span)));
        names.retain(|name| {
            !wards.iter().any(|ward| name.span.start < ward.span.start && ward.span.overlaps(name.span))
        });
        outer.extend(wards);
        self.towns_and_villages(line, &names, &mut outer);
        let sights = sight::sights(scene, line, &names, &outer);
        outer.extend(sights);
        let beside = beside::beside(scene, line, &outer);
        outer.extend(free(beside, &outer));
        let hamlets = hamlet::hamlets(scene, line, &names, &outer);
        outer.extend(hamlets);
        let gardens = garden::gardens(scene, line, &names, &outer);
        outer.extend(gardens);
        let sisters = sister::sisters(scene, line, &names, &outer);
        outer.extend(sisters);
        outer.extend(told::told(scene, line, &names, &outer));
        outer.extend(strung::strung(scene, line, &names, &outer));
        outer.extend(roster::rosters(scene, line, &names, &outer));
        outer.extend(free(mountain::mountains(scene, line, &names), &outer));
        let harbours = harbour::harbours(scene, line, &names, &outer);
        outer.extend(harbours);
        scene.leave_outer(&mut names, &outer);
        self.found.extend(names);
        self.found.extend(outer);
    }

    /// Adds the towns and villages of a line.
    fn towns_and_villages(&mut self, line: Span, names: &[Found], outer: &mut Vec<Found>) {
        let scene = self.scene;
        self.view.hear(names);
        let heads: Vec<_> = scene.lexicon.places.localities_in(&scene.text[line.range()]).collect();
        let nested = nested::nested((scene, &self.view), (line, &heads), names);
        let localities = locality::localities((scene, &self.view), (line, &heads), names, outer);
        // 石柱镇|西古村: the village of the town, and no old village called by both.
        let whole = |zone: &Found| localities.iter().chain(&nested).any(|village| village.ends_inside(zone));
        outer.retain(|zone| !whole(zone));
        outer.extend(free(localities, &nested));
        outer.extend(nested);
        self.open.hear(scene, line, &heads);
        let towns = self.view.without_kind((line, &heads), names, outer);
        outer.extend(towns);
        outer.extend(numbered::counted(scene, line, names));
        outer.extend(free(numbered::counted_natural(scene, line, names), outer));
        if self.of_the_corps {
            outer.extend(numbered::regiments(scene, line));
        }
    }

    /// All places, with what only the whole case shows.
    fn all(self, lines: &[Span]) -> Vec<Found> {
        let Self { scene, mut found, .. } = self;
        for place in &mut found {
            place.leave_date(scene.text);
        }
        town::take_back(scene, &mut found);
        let villages = self.open.recurring(scene, &found);
        found.extend(villages);
        village::cut_to_known(scene, &mut found);
        village::of_a_people(&mut found);
        person::leave_persons(scene, &mut found);
        found.extend(again::again(scene, lines, &found));
        zone::one_name_each(&mut found);
        zone::join_with_shorter(scene, &mut found);
        river::leave_reaches(&mut found, &self.holders);
        found.extend(self.holders);
        found
    }
}

impl Found {
    fn new(span: Span, rule: &'static str, referent: PlaceReferent) -> Self {
        Self { span, name_start: span.start, rule, referent }
    }

    /// The code of a division.
    fn admin(&self) -> Option<&'static str> {
        match self.referent {
            PlaceReferent::Admin(code) => Some(code),
            _ => None,
        }
    }

    /// Whether another place goes on before it and ends with it.
    fn ends_inside(&self, other: &Self) -> bool {
        other.span.end == self.span.end && other.span.start < self.span.start
    }

    /// 2019年|墩岙村, 5月1日|牛头山森林公园: the character that ends a date is none of the name behind it.
    fn leave_date(&mut self, text: &str) {
        let dated = text[..self.span.start].ends_with(|c: char| c.is_ascii_digit());
        let last = text[self.span.range()].chars().next().filter(|c| dated && matches!(c, '年' | '月' | '日'));
        if let (Some(last), PlaceReferent::Named { name, .. }) = (last, &mut self.referent) {
            self.span.start += last.len_utf8();
            self.name_start = self.name_start.max(self.span.start);
            if name.starts_with(last) {
                name.remove(0);
            }
        }
    }

    fn mention(self) -> Mention {
        Mention { span: self.span, rule: self.rule, referent: Referent::Place(self.referent) }
    }
}

impl Scene<'_> {
    fn register(&self) -> &Register {
        &self.lexicon.register
    }

    /// Whether a place is a division by its full name.
    fn in_full(&self, place: &Found) -> bool {
        place.admin().is_some_and(|code| self.ends_in_full(place.span, code))
    }

    /// Whether words end with the full name of a division: 门源回族自治县, also 门源县.
    fn ends_in_full(&self, words: Span, code: &str) -> bool {
        let ends = |name: &str| self.text[words.range()].ends_with(name);
        let division = self.register().division(code);
        division.is_some_and(|division| ends(division.name) || division.common.is_some_and(ends))
    }

    /// Leaves out the names of a line that stand in one of its zones and the like, but for those by which these are told.
    fn leave_outer(&self, names: &mut Vec<Found>, outer: &[Found]) {
        let inside = Cover::new(outer.iter().map(|zone| zone.span));
        let lines_of_power: Vec<Span> =
            outer.iter().filter(|zone| zone.rule == works::WORKS).map(|zone| zone.span).collect();
        // 黑龙江省哈尔滨 goes where 哈尔滨新区 is named, and the province stays, as a holder; 花溪区 stays in 花溪区青岩古镇.
        let letters: Vec<Span> =
            outer.iter().filter(|letter| letter.rule == border::LETTER).map(|letter| letter.span).collect();
        names.retain_mut(|place| {
            // 鄂豫皖|湘赣 of 鄂豫皖湘赣五省: each letter of a longer run is a province.
            if place.rule == listed::LISTED && letters.iter().any(|letter| place.span.contains(*letter)) {
                return false;
            }
            let name = Span::new(place.name_start, place.span.end);
            let held = inside.contains(name);
            // 东莞市 of 广东省|东莞市|松山湖高新区: what begins before the zone goes with the province.
            place.span = if held { name } else { place.span };
            // 湖北 of 金上至湖北特高压: where a line of power ends.
            let ends_line = || place.admin().is_some() && lines_of_power.iter().any(|line| line.contains(name));
            // 信江|大堤: the river is named as well.
            let diked = || {
                matches!(place.referent, PlaceReferent::Named { kind: "natural", .. })
                    && self.text[place.span.end..].starts_with("大堤")
            };
            !held || self.in_full(place) || diked() || ends_line() || self.ends_a_way(place, outer)
        });
    }

    /// 衡阳|至|南宁|高速公路: whether a division is what a road or railway begins or ends at.
    fn ends_a_way(&self, place: &Found, outer: &[Found]) -> bool {
        const TO: char = '至';
        let (before, after) = (&self.text[..place.span.start], &self.text[place.span.end..]);
        let inside = |way: &Found| way.rule == route::ROUTE && way.span.contains(place.span);
        // 清水河 in a text on another province, 资阳区|长春: a town that is called as a county elsewhere.
        let register = self.register();
        let home = |code: &str| self.context.province.is_none_or(|province| register.is_within(code, province));
        let wide = |code: &str| register.division(code).is_some_and(|own| own.level != Level::County);
        place.admin().is_some_and(|code| home(code) || wide(code))
            && !before.ends_with(['区', '县', '镇'])
            && (before.ends_with(TO) || after.starts_with(TO))
            && outer.iter().any(inside)
    }

    /// Where a name can begin in the words before its noun: behind the last one that names nothing.
    fn name_start(&self, words: &str) -> usize {
        let places = &self.lexicon.places;
        let mut end = words.len();
        // 张|家|湾 is one name.
        let start = loop {
            let start = self.lexicon.organizations.name_start(&words[..end]);
            if start == 0 || !places.is_of_clan(words, start) {
                break start;
            }
            end = start - '家'.len_utf8();
        };
        let start = start.max(places.name_start(words));
        start + places.past_plain(&words[start..])
    }

    /// Whether a name may begin behind words: their last one is part of none, as far as it is near.
    fn is_bound(&self, before: &str) -> bool {
        const NEAR: usize = 4;
        let near = ending(before, NEAR);
        !near.is_empty() && self.name_start(near) == near.len()
    }

    /// A place called as the text has it, wherever it lies.
    fn called(&self, rule: &'static str, span: Span, kind: &'static str) -> Found {
        let name = self.text[span.range()].to_owned();
        Found::new(span, rule, PlaceReferent::Named { name, kind, within: None })
    }

    /// The same within the area that the text is about.
    fn called_here(&self, rule: &'static str, span: Span, kind: &'static str) -> Found {
        let name = self.text[span.range()].to_owned();
        Found::new(span, rule, PlaceReferent::Named { name, kind, within: self.within() })
    }

    /// The area of the case, for what the text does not locate.
    fn within(&self) -> Option<Box<PlaceReferent>> {
        self.context.place().map(|code| Box::new(PlaceReferent::Admin(code)))
    }
}

/// Of places those that share no word with what has been found in their line.
fn free(mut places: Vec<Found>, taken: &[Found]) -> Vec<Found> {
    if !places.is_empty() {
        let taken = Cover::new(taken.iter().map(|place| place.span));
        places.retain(|place| !taken.overlaps(place.span));
    }
    places
}
