//! Towns, townships and streets that the register has, where a text speaks of their county: `届|钱库镇` ends where the name
//! begins, and without their kind behind the county, in lists and at the ends of a way (`凉州|丰乐`, `高坝、黄羊等乡镇`,
//! `音德尔|至|江桥公路`).

use std::collections::{BTreeMap, BTreeSet};

use super::locality::{Head, LOCALITY};
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::townships::Township;
use crate::span::Span;

/// A town by the register, without its kind.
pub(super) const TOWN: &str = "place/town";

/// Characters of a name without its kind, at most: 海子坝彝族苗族 and 阿日昆都楞 among them.
const LONGEST: usize = 9;

/// The same where nothing but the place between two marks shows that it is a name.
const LONGEST_SHORT: usize = 5;

/// What is told of around a town: 宋庄|地区, 山东庄|一带.
const AROUND: [&str; 5] = ["地区", "一带", "城区", "片区", "集镇"];

/// The built-up part of a town: 杜桥|城区, 泗门|镇区.
const BUILT_UP: [&str; 8] = ["城区", "镇区", "集镇", "一带", "旅游名镇", "历史文化名镇", "旅游小镇", "工业重镇"];

/// Between the names of a list.
const MARKS: [char; 4] = ['、', '和', '与', '及'];

/// The counties that a text has spoken of so far.
pub(super) struct View<'a> {
    pub(super) scene: &'a Scene<'a>,
    /// How the codes of the counties begin that the text is about.
    about: Option<&'a str>,
    /// Counties, and first four digits of cities, that it has named.
    named: BTreeSet<&'static str>,
}

impl<'a> View<'a> {
    pub(super) fn new(scene: &'a Scene<'a>) -> Self {
        let context = scene.context;
        let city = context.city.map(|code| &code[..4]);
        let province = context.province.and_then(|code| scene.register().division(code));
        let municipality = province.filter(|province| province.is_municipality()).map(|city| &city.code[..2]);
        Self { scene, about: city.or(municipality).or(context.county), named: BTreeSet::new() }
    }

    /// Takes note of the divisions that a line names.
    pub(super) fn hear(&mut self, names: &[Found]) {
        for code in names.iter().filter_map(Found::admin).filter(|code| !code.ends_with("0000")) {
            self.named.insert(code.strip_suffix("00").unwrap_or(code));
        }
    }

    fn holds(&self, county: &str) -> bool {
        self.about.is_some_and(|about| county.starts_with(about))
            || self.named.contains(county)
            || self.named.contains(&county[..4])
    }

    /// The towns of a name without kind in the counties spoken of.
    pub(super) fn towns<'s>(&'s self, stem: &str) -> impl Iterator<Item = Township> + use<'s, 'a> {
        let named = if stem.chars().nth(1).is_some() { self.scene.lexicon.townships.named(stem) } else { &[] };
        named.iter().copied().filter(|town| self.holds(town.county))
    }

    /// Where the longest name begins that the register has for a town of the counties spoken of and that ends before `noun`, its kind.
    pub(super) fn known_start(&self, before: &str, noun: &str) -> Option<usize> {
        let is_it = |town: Township| (town.kind == noun) || (town.kind != "街道" && noun != "街道");
        let starts = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| c.is_alphabetic());
        starts.skip(1).filter(|(at, _)| self.towns(&before[*at..]).any(is_it)).last().map(|(at, _)| at)
    }

    /// Where the name of a town begins that ends before `noun`, its kind, which a text has there.
    pub(super) fn start_of(&self, before: &str, noun: &str) -> Option<usize> {
        let start = self.known_start(before, noun)?;
        // 加快建设|镇级: a frequent word names a town only where a phrase begins with it.
        let alone = !before[..start].ends_with(char::is_alphabetic);
        // 创|新城|乡融合, 提|高城|乡居民: nor does one begin inside a frequent word, or end with one for town and country.
        let inside = before[..start].chars().next_back().zip(before[start..].chars().next());
        let places = &self.scene.lexicon.places;
        let inside = inside.is_some_and(|(last, first)| places.is_common(&String::from_iter([last, first])));
        let word = places.is_common(&before[start..]) || inside || noun == "乡" && before.ends_with('城');
        // 推进|奋斗镇: behind a verb it names one too.
        let introduced = noun == "镇" && !inside && self.scene.is_bound(&before[..start]);
        (alone || !word || introduced).then_some(start)
    }

    /// The towns of a line that stand without their kind, `heads` being the nouns of towns and villages in it.
    pub(super) fn without_kind(&self, (line, heads): (Span, &[Head]), names: &[Found], outer: &[Found]) -> Vec<Found> {
        let reader = Reader { view: self, line, text: &self.scene.text[line.range()] };
        let mut found = reader.behind_counties(names);
        found.extend(reader.listed(heads));
        found.extend(reader.ends_of_ways(names));
        found.extend(reader.limits());
        found.extend(reader.around());
        found.extend(reader.stretches());
        found.sort_by_key(|place| place.span.start);
        found.dedup_by_key(|place| place.span);
        // 山东|庄: what a name of the town only holds.
        let whole = |place: &&Found| {
            !found.iter().any(|town| town.span.contains(place.span) && town.span.len() > place.span.len())
        };
        let taken = Cover::new(names.iter().filter(whole).chain(outer).map(|place| place.span));
        found.retain(|place| !taken.overlaps(place.span));
        found
    }
}

/// 九江镇 is in a text on 佛山市, so 九江 alone is the town: gives what stands there for a division elsewhere, which the text does not
/// name in full, to the town that the text names.
pub(super) fn take_back(scene: &Scene<'_>, found: &mut [Found]) {
    let Some(near) = scene.context.place() else { return };
    let towns: BTreeMap<&str, PlaceReferent> = found
        .iter()
        .filter(|place| place.rule == LOCALITY)
        .filter_map(|town| Some((stem(&scene.text[town.span.range()])?, town.referent.clone())))
        .collect();
    if towns.is_empty() {
        return;
    }
    let in_full: BTreeSet<_> = found.iter().filter(|place| scene.in_full(place)).filter_map(Found::admin).collect();
    for place in found {
        let Some(code) = place.admin().filter(|code| !in_full.contains(code)) else { continue };
        let elsewhere = scene.register().nearness(code, near) == 0;
        if let Some(town) = towns.get(&scene.text[place.span.range()]).filter(|_| elsewhere) {
            (place.rule, place.referent) = (TOWN, town.clone());
        }
    }
}

/// The name of a town without its kind.
fn stem(name: &str) -> Option<&str> {
    ["街道", "镇", "乡"].iter().find_map(|kind| name.strip_suffix(kind))
}

pub(super) struct Reader<'a> {
    pub(super) view: &'a View<'a>,
    pub(super) line: Span,
    pub(super) text: &'a str,
}

impl Reader<'_> {
    /// 凉州|丰乐: the name of a town right behind its county or city, where the phrase ends with it.
    fn behind_counties(&self, names: &[Found]) -> Vec<Found> {
        let behind = names.iter().flat_map(|county| {
            let Some(code) = county.admin() else { return Vec::new() };
            let rest = &self.text[county.span.end - self.line.start..];
            let letters = ends(rest).take_while(|end| rest[..*end].chars().all(char::is_alphabetic));
            let whole = letters.filter(|end| is_over(&rest[*end..], &['的', '和', '与', '及', '等', '至', '到', '段']));
            let area = code.trim_end_matches("00");
            // 迁西|栗乡: no name without its kind ends with one.
            let whole = whole.filter(|end| !rest[..*end].ends_with(['乡', '镇', '村', '城']));
            let mut towns = whole.filter(|end| !self.is_word(&rest[..*end])).filter_map(|end| {
                let town = self.view.towns(&rest[..end]).find(|town| town.county.starts_with(area))?;
                Some((end, self.found(county.span.end - self.line.start, end, town)))
            });
            let Some((end, first)) = towns.next() else { return Vec::new() };
            let mut found = vec![first];
            found.extend(self.list_on(county.span.end - self.line.start + end, area));
            found
        });
        behind.collect()
    }

    /// 大兴区庞各庄、|魏善庄|和|榆垡|地区: the towns of a county that a list goes on with.
    fn list_on(&self, mut at: usize, area: &str) -> Vec<Found> {
        let mut found = Vec::new();
        while let Some(rest) = self.text[at..].strip_prefix(['、', '和', '与', '及', '—', '－']) {
            let start = self.text.len() - rest.len();
            let whole = ends(rest).filter(|end| is_over(&rest[*end..], &['、', '和', '与', '及', '的', '等']));
            let mut towns = whole.filter_map(|end| {
                Some((end, self.view.towns(&rest[..end]).find(|town| town.county.starts_with(area))?))
            });
            let Some((end, town)) = towns.next() else { break };
            found.push(self.found(start, end, town));
            at = start + end;
        }
        found
    }

    /// 北至|王辛庄|—|山东庄|一带、南至|东高村|: the towns up to which something reaches on each side.
    fn limits(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for (at, to) in self.text.match_indices('至') {
            if !self.text[..at].ends_with(['东', '南', '西', '北']) {
                continue;
            }
            let mut next = at + to.len();
            while let Some((len, town)) = self.limit_at(next) {
                found.push(self.found(next, len, town));
                let Some(rest) = self.text[next + len..].strip_prefix(['—', '－']) else { break };
                next = self.text.len() - rest.len();
            }
        }
        found
    }

    /// The town that a limit beginning there names, and how long its name is.
    fn limit_at(&self, at: usize) -> Option<(usize, Township)> {
        let rest = &self.text[at..];
        ends(rest)
            .filter(|end| is_over(&rest[*end..], &['的']))
            .filter(|end| !self.is_word(&rest[..*end]))
            .find_map(|end| Some((end, self.view.towns(&rest[..end]).next()?)))
    }

    /// 包括|杜桥|城区: a town whose built-up part is told of.
    fn around(&self) -> Vec<Found> {
        let mut found = Vec::new();
        for at in BUILT_UP.iter().flat_map(|noun| self.text.match_indices(noun)).map(|(at, _)| at) {
            let before = &self.text[..at];
            let Some((start, town)) = self.last_town(before) else { continue };
            let lead = &before[..start];
            let begins = !lead.ends_with(char::is_alphabetic) || self.view.scene.is_bound(lead);
            if begins && !self.is_word(&before[start..]) {
                found.push(self.found(start, at - start, town));
            }
        }
        found
    }

    /// 高坝、黄羊等乡镇, 桥东和迎泽两个街道: names in a list whose last noun is the kind.
    fn listed(&self, heads: &[Head]) -> Vec<Found> {
        let mut found = Vec::new();
        for (noun, _) in heads {
            let before = without_sort(&self.text[..noun.start]);
            let counted = before
                .trim_end_matches('乡')
                .trim_end_matches(['个', '两', '二', '三', '四', '五', '六', '七', '八', '九', '十', '多', '余'])
                .trim_end_matches(|c: char| c.is_ascii_digit());
            let list = counted.strip_suffix('等').unwrap_or(counted);
            if list.len() < noun.start {
                let items = self.items_before(list);
                if items.len() > 1 || list.len() < counted.len() && items.len() == 1 && list.contains('、') {
                    found.extend(items);
                }
            }
        }
        found
    }

    /// The towns that a list ends with, the last first.
    fn items_before(&self, list: &str) -> Vec<Found> {
        let (mut rest, mut items) = (list, Vec::new());
        while let Some((start, town)) =
            self.ending(rest).or_else(|| self.first_of_list(rest).filter(|_| !items.is_empty()))
        {
            items.push(self.found(start, rest.len() - start, town));
            let Some(before) = rest[..start].strip_suffix(MARKS) else { break };
            rest = before;
        }
        items
    }

    /// 沿线的|泗门、朗霞等乡镇: the town that a list begins with, behind a word that ends.
    fn first_of_list(&self, words: &str) -> Option<(usize, Township)> {
        self.last_town(words).filter(|(start, _)| {
            let before = &words[..*start];
            (before.ends_with('的') || self.view.scene.is_bound(before)) && !self.is_word(&words[*start..])
        })
    }

    /// The longest name of a town that words end with, and where it begins.
    pub(super) fn last_town(&self, words: &str) -> Option<(usize, Township)> {
        let starts = words.char_indices().rev().take(LONGEST_SHORT).take_while(|(_, c)| c.is_alphabetic());
        starts.filter_map(|(at, _)| Some((at, self.view.towns(&words[at..]).next()?))).last()
    }

    /// The same where a phrase begins with it.
    fn ending(&self, words: &str) -> Option<(usize, Township)> {
        self.last_town(words).filter(|(start, _)| {
            let before = &words[..*start];
            !before.ends_with(char::is_alphabetic)
                || before.ends_with(['在', '于', '和', '与', '及', '市', '县', '区', '旗', '从', '由'])
        })
    }

    /// Whether words say something without being a name: 新城, 中心.
    pub(super) fn is_word(&self, words: &str) -> bool {
        let places = &self.view.scene.lexicon.places;
        places.is_common(words) || places.is_generic(words) || places.is_topic(words)
    }

    pub(super) fn found(&self, start: usize, len: usize, town: Township) -> Found {
        let span = Span::new(start, start + len).shift(self.line.start);
        let name = format!("{}{}", &self.view.scene.text[span.range()], town.kind);
        let within = Some(Box::new(PlaceReferent::Admin(town.county)));
        Found::new(span, TOWN, PlaceReferent::Named { name, kind: "admin", within })
    }
}

/// 龙泉关、平阳等|特色小城|镇: a list without of which sort its towns are.
fn without_sort(list: &str) -> &str {
    const SORTS: [&str; 7] = ["特色小城", "小城", "重点小城", "重点", "中心", "特色", "建制"];
    let mut lists = SORTS.iter().filter_map(|sort| list.strip_suffix(sort));
    lists.find(|list| list.ends_with(['等', '个'])).unwrap_or(list)
}

/// Where a name without its kind may end in words that begin with it.
pub(super) fn ends(words: &str) -> impl Iterator<Item = usize> {
    words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_SHORT)
}

/// Whether the name of a town is over before words: they begin with a mark, one of `joints`, or with what is told of around it.
fn is_over(next: &str, joints: &[char]) -> bool {
    !next.starts_with(char::is_alphabetic)
        || next.starts_with(joints)
        || AROUND.iter().any(|word| next.starts_with(word))
}
