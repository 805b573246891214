//! How high the area of a text stands, by what the text calls the whole of it: 全省, 我市, 全县.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use regex::Match;

use super::Reader;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Level;

/// The whole of an area, or its Party committee and government: what shows how high the area of a text stands.
static LEVEL_SAID: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:全|我)(?:自治区|省|市|县|区|州|盟|旗)|自治区"));

/// What the names of areas end in, but for those of districts: 全区 may be a region as well.
const KINDS: [char; 6] = ['省', '市', '县', '州', '盟', '旗'];

/// What makes of the whole of an area the measure of a part of it: |全省|唯一, 居|全市|第一.
const MEASURED_BY: [&str; 12] =
    ["唯一", "首个", "首家", "首批", "首例", "首创", "首位", "最", "领先", "前列", "前茅", "率先"];

/// Where a text speaks of the whole of an area, and not of how a part of it stands there.
fn said_in(text: &str) -> impl Iterator<Item = Match<'_>> {
    LEVEL_SAID.find_iter(text).filter(|said| {
        let rest = &text[said.end()..];
        !MEASURED_BY.iter().any(|word| rest.starts_with(word)) && !text[..said.start()].ends_with(['居', '列'])
    })
}

/// Whether a text speaks of the whole of an area; 各省、自治区、直辖市 are those of the whole country.
pub(super) fn speaks_of_level(text: &str) -> bool {
    said_in(text).any(|said| said.as_str() != "自治区" || !text[..said.start()].ends_with(['、', '（', '省']))
}

/// 我省, or the bodies of an area by its kind alone: what a text calls its own.
static OWN_SAID: LazyLock<Pattern> =
    LazyLock::new(|| pattern("我(?:自治区|省|市|县|区|州|盟|旗)|(?:^|[，、。：“\n])(?:省|市|县|区|州)(?:委|政府)"));

/// 区委组织部, 县政府: the bodies of a county by its kind alone, at the beginning of a phrase.
static OF_COUNTY: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:^|[，。；：“（\\n])(?P<kind>县|区|旗)(?:委|政府|人大|政协|直|级)"));

/// Whether a text calls an area its own.
pub(super) fn speaks_of_own(text: &str) -> bool {
    OWN_SAID.is_match(text)
}

impl Reader<'_> {
    /// The area itself; the province or city around it where the text speaks of the whole of that and never of the area.
    pub(super) fn as_high_as_said(&self, code: &'static str, text: &str) -> &'static str {
        let said = |kinds: &[&str]| {
            said_in(text).filter(|said| kinds.iter().any(|kind| said.as_str().ends_with(kind))).count()
        };
        let register = self.register();
        let Some(level) = register.division(code).map(|division| division.level) else { return code };
        let of_region = register.province(code).is_some_and(|province| province.name.ends_with('区'));
        let province: &[&str] = if of_region { &["全区", "我区", "自治区"] } else { &["省"] };
        let wider = match level {
            Level::Province => None,
            Level::Prefecture => Some((Level::Province, said(province), said(&["市", "州", "盟"]))),
            Level::County => {
                let own = said(&["县", "区", "旗"]);
                let city = said(&["市", "州", "盟"]);
                // A city at county level speaks of itself as 全市.
                let is_city = register.division(code).is_some_and(|division| division.name.ends_with('市'));
                if is_city {
                    Some((Level::Province, said(province), city))
                } else {
                    Some((Level::Prefecture, city, own))
                }
            }
        };
        match wider {
            Some((level, of_wider, of_own)) if of_wider > 0 && of_own == 0 => {
                self.at_level(code, level).unwrap_or(code)
            }
            _ => code,
        }
    }

    /// The only county of a kind that a text names inside a city whose bodies it calls by that kind alone: 区委.
    pub(super) fn county_said(&self, code: &'static str, text: &str) -> Option<&'static str> {
        let register = self.register();
        register.division(code).filter(|division| division.level == Level::Prefecture)?;
        let kind = OF_COUNTY.captures(text)?.name("kind")?.as_str();
        let named = self.divisions_in(text, Some(code)).into_iter().map(|(_, area)| area);
        let of_kind = |area: &&str| {
            let division = register.division(area);
            division.is_some_and(|division| division.level == Level::County && division.name.ends_with(kind))
        };
        let mut counties = named.filter(|area| of_kind(&&**area));
        let first = counties.next().filter(|area| register.is_within(area, code))?;
        counties.all(|other| other == first).then_some(first)
    }

    /// The only area that a text names which does not say where it is from, where it speaks of its own area by that kind:
    /// 市本级, 全市.
    pub(super) fn only_area(&self, text: &str) -> Option<&'static str> {
        let named = self.divisions_in(text, None);
        let (_, area) = *named.first()?;
        let kind = self.register().division(area)?.name.chars().next_back()?;
        let own = [format!("全{kind}"), format!("我{kind}"), format!("{kind}本级")];
        let speaks = own.iter().any(|words| text.contains(words.as_str()));
        (speaks && named.iter().all(|(_, other)| *other == area)).then_some(area)
    }

    /// The area inside a province or city that a text is about which calls the whole of such a one by its kind, twice as often
    /// as the whole of the wider: 全州 in a text that names 怒江州 most often of all prefectures, and 云南省 less or never as a whole.
    pub(super) fn as_narrow_as_said(&self, code: &'static str, text: &str) -> Option<&'static str> {
        let register = self.register();
        let wider = register.division(code).filter(|division| division.level != Level::County)?;
        let mut said: BTreeMap<char, usize> = BTreeMap::new();
        for kind in said_in(text).filter_map(|said| said.as_str().chars().next_back()) {
            *said.entry(kind).or_default() += 1;
        }
        let own = wider.name.chars().next_back()?;
        let of_own = said.get(&own).copied().unwrap_or_default();
        let others = KINDS.into_iter().filter(|kind| *kind != own && said.contains_key(kind));
        let kind = others.max_by_key(|kind| said[kind]).filter(|kind| said[kind] >= of_own * 2)?;
        let mut named: BTreeMap<&'static str, usize> = BTreeMap::new();
        for (_, division) in self.divisions_in(text, Some(code)) {
            *named.entry(division).or_default() += 1;
        }
        let of_kind = |code: &str| register.division(code).is_some_and(|division| division.name.ends_with(kind));
        let inside = named.iter().filter(|(inner, _)| **inner != code && register.is_within(inner, code));
        let mut inside: Vec<(usize, &'static str)> =
            inside.filter(|(inner, _)| of_kind(inner)).map(|(&inner, &count)| (count, inner)).collect();
        inside.sort_unstable_by(|one, other| other.cmp(one));
        let (most, area) = *inside.first()?;
        let next = inside.get(1).map_or(0, |(count, _)| *count);
        let itself = named.get(code).copied().unwrap_or_default();
        let spoken_of = of_own == 0 && most > 1 && said[&kind] > 1;
        (most > next && (most > itself || spoken_of)).then_some(area)
    }
}
