//! The divisions that a text names so that nothing else need be known, and the one that most of these names belong to.

use std::collections::BTreeMap;
use std::ops::Range;

use super::{Reader, begins_phrase, heads_body};
use crate::lexicon::places::{Listed, Meaning, Need};
use crate::lexicon::register::Level;
use crate::span::Span;

/// Share of all names of divisions, in hundredths, that an area needs to be what a text is about.
const DOMINANT_PERCENT: usize = 60;

impl Reader<'_> {
    /// The narrowest area that most names of divisions in a text belong to.
    pub(super) fn dominant(&self, text: &str, near: Option<&'static str>) -> Option<&'static str> {
        let mut times: BTreeMap<&'static str, usize> = BTreeMap::new();
        let mut named = self.divisions_in(text, near);
        // 安徽|潜山, 湖南省|长沙市|浏阳市: names behind each other all name the last of them.
        for at in (1..named.len()).rev() {
            if self.goes_on(&named[at - 1], &named[at]) {
                named[at - 1].1 = named[at].1;
            }
        }
        for (_, code) in &named {
            *times.entry(code).or_default() += 1;
            for above in self.register().ancestors(code) {
                *times.entry(above.code).or_default() += 1;
            }
        }
        let dominant = times.into_iter().filter(|(_, count)| count * 100 >= named.len() * DOMINANT_PERCENT);
        dominant.map(|(code, _)| code).max_by_key(|code| self.register().division(code).map(|division| division.level))
    }

    /// Whether a name stands right behind that of an area around its own.
    fn goes_on(&self, wide: &(Range<usize>, &'static str), name: &(Range<usize>, &'static str)) -> bool {
        wide.0.end == name.0.start && wide.1 != name.1 && self.register().is_within(name.1, wide.1)
    }

    /// The divisions that a text names so that nothing else need be known: in full, or a province or city in short.
    pub(super) fn divisions_in(&self, text: &str, near: Option<&'static str>) -> Vec<(Range<usize>, &'static str)> {
        let words = &self.lexicon.places;
        let mut called: BTreeMap<&str, bool> = BTreeMap::new();
        let mut full: BTreeMap<&str, bool> = BTreeMap::new();
        let plain = words.names_in(text).filter(|(range, meaning)| match meaning {
            Meaning::Full if words.need(&text[range.clone()]) == Need::Above => {
                let name = &text[range.clone()];
                let begins = begins_phrase(text, range.start);
                begins && *called.entry(name).or_insert_with(|| self.is_called(text, name))
            }
            // Other words are looked at below: 福建|三明 names the city.
            Meaning::Full | Meaning::Short => words.need(&text[range.clone()]) != Need::Above,
            // 前海 is in 深圳, 雄安新区 in 河北.
            Meaning::Listed(listed) => listed.division.is_some() && !listed.weak,
            _ => false,
        });
        let mut found: Vec<(Range<usize>, &'static str)> = Vec::new();
        let year = self.document.year;
        for (range, meaning) in plain {
            if let Meaning::Listed(Listed { division: Some(code), .. }) = meaning {
                found.push((range, code));
                continue;
            }
            let beside = found.last().filter(|(before, _)| before.end == range.start).map(|(_, code)| *code);
            let Some(division) = self.register().resolve_in(&text[range.clone()], beside.or(near), year) else {
                continue;
            };
            let need = words.need(&text[range.clone()]);
            // 贵州省|息烽: a county by its short name, right behind what it lies in; 修水|各界 in a text that has 修水县 too.
            let inside =
                beside.is_some_and(|wide| wide != division.code && self.register().is_within(division.code, wide));
            let near_guests = || self.beside.is_some_and(|area| area[..2] == division.code[..2]);
            let read = match need {
                Need::Near => inside || near_guests(),
                Need::Known => inside,
                Need::Nothing | Need::Above => true,
            };
            if !read {
                continue;
            }
            let short_of_county = meaning != Meaning::Full && division.level == Level::County && !inside;
            let name = division.name;
            if !short_of_county || *full.entry(name).or_insert_with(|| text.contains(name)) {
                found.push((range, division.code));
            }
        }
        self.strangers.drop_from(&mut found, self.register());
        found
    }

    /// Whether a text says somewhere that the word is the name of a district.
    fn is_called(&self, text: &str, name: &str) -> bool {
        let place = |at| Span::new(at, at + name.len());
        text.match_indices(name).any(|(at, _)| heads_body(text, place(at), self.lexicon))
    }
}
