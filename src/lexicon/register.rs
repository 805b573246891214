//! ontology/register/ → which administrative divisions and countries there are, under which names, one within the other.

use std::cmp::Reverse;
use std::collections::{BTreeMap, HashMap};

use rustc_hash::FxBuildHasher;

use super::table::rows;

const DIVISIONS: &str = include_str!("../../ontology/register/divisions.tsv");
const ABBREVIATIONS: &str = include_str!("../../ontology/register/abbreviations.tsv");
const COUNTRIES: &str = include_str!("../../ontology/register/countries.tsv");

/// How high a division stands; the order is from wide to narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// 省级: province, autonomous region, municipality, special administrative region.
    Province,
    /// 地级: city with districts, prefecture, league.
    Prefecture,
    /// 县级: county, district, city at county level, banner.
    County,
}

/// An administrative division of China, of today or former.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Division {
    /// GB/T 2260, six digits.
    pub code: &'static str,
    /// Full name (恭城瑶族自治县).
    pub name: &'static str,
    /// Name without kind and ethnic groups (恭城); the full name where one character would be left (横县).
    pub short: &'static str,
    /// How an autonomous area is called by its kind alone (恩施州, 恭城县, 广西自治区).
    pub common: Option<&'static str>,
    /// English name with its kind.
    pub english: &'static str,
    /// How high it stands.
    pub level: Level,
    /// Code of the division right above; none for provinces.
    pub parent: Option<&'static str>,
    /// First year of this name and code, as far as known.
    pub from: Option<u16>,
    /// Year in which this name or code ended; none for the divisions of today.
    pub until: Option<u16>,
    /// Code of the division of today that it went into, as far as known.
    pub successor: Option<&'static str>,
}

/// A country by ISO 3166-1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Country {
    /// Alpha-2 code.
    pub code: &'static str,
    /// Chinese short name.
    pub name: &'static str,
    /// English short name.
    pub english: &'static str,
    /// Other Chinese names.
    pub aliases: Vec<&'static str>,
}

/// The divisions and countries, by code and by name.
#[derive(Debug, Default)]
pub struct Register {
    divisions: Vec<Division>,
    by_code: HashMap<&'static str, usize, FxBuildHasher>,
    by_name: HashMap<&'static str, Vec<usize>>,
    by_short: HashMap<&'static str, Vec<usize>>,
    children: HashMap<&'static str, Vec<usize>>,
    /// Province code → its one-character abbreviations, the usual one first, and its letter code.
    abbreviations: BTreeMap<&'static str, (Vec<&'static str>, &'static str)>,
    countries: Vec<Country>,
    country_by_name: HashMap<&'static str, usize>,
}

impl Division {
    /// Whether it exists today under this name and code.
    pub fn is_current(&self) -> bool {
        self.until.is_none()
    }

    /// 直辖市: whether it is a city right under the state, with its districts right below it.
    pub fn is_municipality(&self) -> bool {
        self.level == Level::Province && self.name.ends_with('市')
    }

    /// Whether it bore this name and code in a year; today, where the year is not known.
    pub fn is_in_force(&self, year: Option<u16>) -> bool {
        let Some(year) = year else { return self.is_current() };
        self.from.is_none_or(|from| from <= year) && self.until.is_none_or(|until| year <= until)
    }

    /// Whether text of that year can mean it by this name: it existed then, or ended not more than a few years before. A text
    /// of an unknown year is no older than the sites that such texts stand on.
    pub fn plausible_in(&self, year: Option<u16>) -> bool {
        /// Texts go on using a name for about as long.
        const LINGERING_YEARS: u16 = 5;
        const OLDEST: u16 = 2005;
        match (self.until, year) {
            (Some(until), year) => year.unwrap_or(OLDEST) <= until + LINGERING_YEARS,
            _ => true,
        }
    }
}

impl Register {
    /// Reads the registers that come with the program.
    pub fn builtin() -> Self {
        let mut register = Self::default();
        for row in rows(DIVISIONS) {
            register.add_division(division(&row));
        }
        for row in rows(ABBREVIATIONS) {
            register.abbreviations.insert(row[0], (row[1].split('、').collect(), row[2]));
        }
        for row in rows(COUNTRIES) {
            register.add_country(&row);
        }
        register
    }

    fn add_division(&mut self, division: Division) {
        let at = self.divisions.len();
        // Rows of one code: the division of today stands first, then its former names; of a code of the past the last one counts.
        let kept = self.by_code.entry(division.code).or_insert(at);
        let before = self.divisions.get(*kept).and_then(|kept| kept.until);
        if before.zip(division.until).is_some_and(|(before, until)| before < until) {
            *kept = at;
        }
        self.by_name.entry(division.name).or_default().push(at);
        for name in std::iter::once(division.short).chain(division.common) {
            self.by_short.entry(name).or_default().push(at);
        }
        if let (Some(parent), true) = (division.parent, division.is_current()) {
            self.children.entry(parent).or_default().push(at);
        }
        self.divisions.push(division);
    }

    fn add_country(&mut self, row: &[&'static str]) {
        let aliases: Vec<_> =
            row.get(3).into_iter().flat_map(|cell| cell.split('、')).filter(|alias| !alias.is_empty()).collect();
        for name in aliases.iter().chain([&row[1]]) {
            self.country_by_name.insert(name, self.countries.len());
        }
        self.countries.push(Country { code: row[0], name: row[1], english: row[2], aliases });
    }

    /// All divisions in the order of their codes, former ones among them.
    pub fn divisions(&self) -> &[Division] {
        &self.divisions
    }

    /// All countries in the order of their codes.
    pub fn countries(&self) -> &[Country] {
        &self.countries
    }

    /// The division of a code: of today, else the last that had it.
    pub fn division(&self, code: &str) -> Option<&Division> {
        self.by_code.get(code).map(|&at| &self.divisions[at])
    }

    /// The divisions that bear or bore exactly this full name.
    pub fn named(&self, name: &str) -> impl Iterator<Item = &Division> {
        self.by_name.get(name).into_iter().flatten().map(|&at| &self.divisions[at])
    }

    /// The divisions that bear or bore exactly this short or common name.
    pub fn short_named(&self, short: &str) -> impl Iterator<Item = &Division> {
        self.by_short.get(short).into_iter().flatten().map(|&at| &self.divisions[at])
    }

    /// The divisions of today right under one, in the order of their codes.
    pub fn children(&self, code: &str) -> impl Iterator<Item = &Division> {
        self.children.get(code).into_iter().flatten().map(|&at| &self.divisions[at])
    }

    /// The division right above one.
    pub fn parent(&self, code: &str) -> Option<&Division> {
        self.division(code)?.parent.and_then(|parent| self.division(parent))
    }

    /// The divisions above one, the nearest first.
    pub fn ancestors<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Division> + use<'a> {
        std::iter::successors(self.parent(code), |division| self.parent(division.code))
    }

    /// A division and those above it, the nearest first.
    pub fn lineage<'a>(&'a self, code: &str) -> impl Iterator<Item = &'a Division> + use<'a> {
        std::iter::successors(self.division(code), |division| self.parent(division.code))
    }

    /// Whether a division is another one or lies in it.
    pub fn is_within(&self, code: &str, area: &str) -> bool {
        code == area || self.ancestors(code).any(|division| division.code == area)
    }

    /// The province that a code lies in.
    pub fn province(&self, code: &str) -> Option<&Division> {
        self.division(&format!("{}0000", code.get(..2)?))
    }

    /// The province of a one-character abbreviation (桂 → 广西).
    pub fn abbreviated(&self, character: &str) -> Option<&Division> {
        let found = self.abbreviations.iter().find(|(_, (characters, _))| characters.contains(&character));
        found.and_then(|(code, _)| self.division(code))
    }

    /// The usual one-character abbreviation of a province (450000 → 桂).
    pub fn abbreviation(&self, code: &str) -> Option<&'static str> {
        self.abbreviations.get(code).and_then(|(characters, _)| characters.first().copied())
    }

    /// The letter code of a province by GB/T 2260 (450000 → GX).
    pub fn letters(&self, code: &str) -> Option<&'static str> {
        self.abbreviations.get(code).map(|(_, letters)| *letters)
    }

    /// The country of an ISO 3166-1 alpha-2 code.
    pub fn country(&self, code: &str) -> Option<&Country> {
        let at = self.countries.binary_search_by(|country| country.code.cmp(code)).ok()?;
        self.countries.get(at)
    }

    /// The country of a Chinese name.
    pub fn country_named(&self, name: &str) -> Option<&Country> {
        self.country_by_name.get(name).map(|&at| &self.countries[at])
    }

    /// Which division a name means, full or short, said in a text of today about `near`: the one in the same city, else in the
    /// same province, else the highest of those that remain, if it is the only one so high. Divisions in force come first.
    pub fn resolve(&self, name: &str, near: Option<&str>) -> Option<&Division> {
        self.resolve_in(name, near, None)
    }

    /// The same for a text of a year: what was in force then comes first.
    pub fn resolve_in(&self, name: &str, near: Option<&str>, year: Option<u16>) -> Option<&Division> {
        let full: Vec<_> = self.named(name).collect();
        let candidates = if full.is_empty() { self.short_named(name).collect() } else { full };
        self.nearest(&candidates, near, year)
    }

    /// Of several divisions of one name the one meant in a text of a year about `near`, by the order of
    /// [`Register::resolve_in`].
    pub fn nearest<'a>(
        &self,
        candidates: &[&'a Division],
        near: Option<&str>,
        year: Option<u16>,
    ) -> Option<&'a Division> {
        let rank = |division: &Division| {
            let nearness = near.map_or(0, |near| self.nearness(division.code, near));
            let of_the_city = nearness >= 2 && division.plausible_in(year);
            (of_the_city, division.is_in_force(year), nearness, Reverse(division.level))
        };
        let best = candidates.iter().map(|division| rank(division)).max()?;
        let mut fitting = candidates.iter().filter(|division| rank(division) == best);
        let first = *fitting.next()?;
        fitting.all(|other| other.code == first.code).then_some(first)
    }

    /// 3: one lies in the other; 2: in the same city; 1: in the same province; 0: neither.
    pub fn nearness(&self, code: &str, near: &str) -> u8 {
        if self.is_within(code, near) || self.is_within(near, code) {
            3
        } else if code[..4] == near[..4] {
            2
        } else {
            u8::from(code[..2] == near[..2])
        }
    }
}

fn division(row: &[&'static str]) -> Division {
    let cell = |at: usize| row.get(at).copied().filter(|cell| !cell.is_empty());
    Division {
        code: row[0],
        name: row[1],
        short: row[2],
        level: match row[3] {
            "province" => Level::Province,
            "prefecture" => Level::Prefecture,
            _ => Level::County,
        },
        parent: cell(4),
        english: row[5],
        from: cell(6).and_then(|year| year.parse().ok()),
        until: cell(7).and_then(|year| year.parse().ok()),
        successor: cell(8),
        common: cell(9),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(division: Option<&Division>) -> &str {
        division.map_or("", |division| division.name)
    }

    #[test]
    fn a_province_has_its_cities_right_under_it() {
        let register = Register::builtin();
        assert_eq!(register.children("450000").count(), 14);
        assert!(register.children("450000").all(|city| city.level == Level::Prefecture));
        assert_eq!(register.children("500000").next().map(|district| district.level), Some(Level::County));
        assert_eq!(name(register.parent("419001")), "河南省");
    }

    #[test]
    fn every_parent_and_successor_is_a_row() {
        let register = Register::builtin();
        for division in register.divisions() {
            for code in division.parent.iter().chain(&division.successor) {
                assert!(register.division(code).is_some(), "{}: {code}", division.name);
            }
            assert_eq!(division.parent.is_none(), division.level == Level::Province, "{}", division.name);
        }
    }

    #[test]
    fn a_name_in_two_provinces_is_the_one_of_the_text_s_province() {
        let register = Register::builtin();
        assert_eq!(register.resolve("鼓楼区", Some("350000")).map(|d| d.code), Some("350102"));
        assert_eq!(register.resolve("鼓楼区", Some("320100")).map(|d| d.code), Some("320106"));
        assert_eq!(register.resolve("鼓楼区", None), None);
        assert_eq!(name(register.resolve("朝阳", None)), "朝阳市");
        assert_eq!(name(register.resolve("吉林", None)), "吉林省");
    }

    #[test]
    fn a_former_name_leads_to_the_division_of_today() {
        let register = Register::builtin();
        let former = register.resolve("襄樊市", None).expect("a row of the register");
        assert_eq!((former.until, former.code), (Some(2010), "420600"));
        assert_eq!(name(register.division("420600")), "襄阳市");
        assert_eq!(register.resolve("荔浦县", None).and_then(|d| d.successor), Some("450381"));
    }

    #[test]
    fn what_lies_within_what() {
        let register = Register::builtin();
        assert!(register.is_within("450681", "450600") && register.is_within("450681", "450000"));
        assert!(!register.is_within("450600", "450681"));
        assert_eq!(register.ancestors("450681").map(|d| d.short).collect::<Vec<_>>(), ["防城港", "广西"]);
    }

    #[test]
    fn provinces_have_abbreviations_and_letters() {
        let register = Register::builtin();
        assert_eq!(name(register.abbreviated("粤")), "广东省");
        assert_eq!((register.abbreviation("450000"), register.letters("450000")), (Some("桂"), Some("GX")));
    }

    #[test]
    fn countries_by_code_and_name() {
        let register = Register::builtin();
        assert_eq!(register.country_named("阿联酋").map(|country| country.code), Some("AE"));
        assert_eq!(register.country("VN").map(|country| country.name), Some("越南"));
        assert!(register.country("HK").is_none());
    }
}
