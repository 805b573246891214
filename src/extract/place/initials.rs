//! Regions called by the first characters of their cities or counties, without a word for what they are in a list of places (`甲省两市、|福厦泉|、
//! 长株潭`), and with one in a text on the city that the counties lie in (`统筹|余慈地区`).

use std::collections::HashMap;
use std::sync::OnceLock;

use super::{Found, Scene};
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

/// A region by characters of its cities.
pub(super) const INITIALS: &str = "place/initials";

/// Characters that a city is called by and that do not begin its name, with its province.
const LETTERS: [(char, &str); 6] = [('甬', "33"), ('穗', "44"), ('莞', "44"), ('蓉', "51"), ('潭', "43"), ('蚌', "34")];

/// Characters that begin names of counties and as many words.
const OF_WORDS: &str = "东南西北中上下大小新老长高城山江河海湖内外前后";

/// The characters of the cities and counties that a text can mean.
#[derive(Default)]
pub(super) struct Initials {
    /// Of the counties of its city, or the cities of its province.
    own: Vec<char>,
}

/// In which provinces a city begins with a character, a bit each.
struct Cities(HashMap<char, u64>);

impl Cities {
    fn of(register: &Register) -> Self {
        let mut of: HashMap<char, u64> = HashMap::new();
        let cities = register.divisions().iter().filter(|city| city.level == Level::Prefecture && city.is_current());
        let named = cities.filter_map(|city| Some((city.short.chars().next()?, &city.code[..2])));
        for (letter, province) in named.chain(LETTERS) {
            let bit = province.parse::<u32>().map_or(0, |number| 1_u64 << (number - 11).min(63));
            *of.entry(letter).or_default() |= bit;
        }
        Self(of)
    }

    /// Whether each of three characters begins a city of one province.
    fn meet(&self, words: &str) -> bool {
        let of = |letter: char| self.0.get(&letter).copied().unwrap_or_default();
        words.chars().map(of).fold(u64::MAX, |all, provinces| all & provinces) != 0
    }
}

impl Initials {
    pub(super) fn new(scene: &Scene<'_>) -> Self {
        let Some(area) = scene.context.city.or(scene.context.province) else { return Self::default() };
        let parts = scene.register().children(area).filter(|part| part.is_current());
        let own = parts.filter_map(|part| part.short.chars().next()).filter(|c| !OF_WORDS.contains(*c));
        Self { own: own.collect() }
    }

    /// The regions of a line that are called so; `names` are the places found in it.
    pub(super) fn of_line(&self, scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
        let text = &scene.text[line.range()];
        let mut found = Vec::new();
        if text.contains('、') {
            found.extend(listed(scene, line, names));
        }
        if !self.own.is_empty() && (text.contains("地区") || text.contains("都市圈") || text.contains("城市群"))
        {
            found.extend(self.areas(scene, line));
        }
        found.retain(|place: &Found| !names.iter().any(|name| name.span.overlaps(place.span)));
        found
    }

    /// 余慈|地区: the regions called by the parts of the text's own area.
    fn areas(&self, scene: &Scene<'_>, line: Span) -> Vec<Found> {
        let text = &scene.text[line.range()];
        let mut found = Vec::new();
        for noun in ["地区", "城市群", "都市圈"] {
            for (end, _) in text.match_indices(noun) {
                let letters = text[..end].char_indices().rev().take(4).take_while(|(_, c)| self.own.contains(c));
                let Some((start, count)) = letters.map(|(at, _)| at).zip(1..).last() else { continue };
                let words = &text[start..end];
                let plain = scene.lexicon.places.holds_common(words) || scene.lexicon.places.is_generic(words);
                let mut all: Vec<char> = words.chars().collect();
                all.sort_unstable();
                all.dedup();
                if (2..=3).contains(&count) && all.len() == count && !plain {
                    found.push(scene.called(INITIALS, Span::new(start, end + noun.len()).shift(line.start), "region"));
                }
            }
        }
        found
    }
}

/// 、|福厦泉|、长株潭: three characters between marks, each of a city of one province, beside a place.
fn listed(scene: &Scene<'_>, line: Span, names: &[Found]) -> Vec<Found> {
    static CITIES: OnceLock<Cities> = OnceLock::new();
    const LENGTH: usize = 3 * '甬'.len_utf8();
    let cities = CITIES.get_or_init(|| Cities::of(scene.register()));
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    let mut from = 0;
    for item in text.split(['、', '，', '。', '；']) {
        let span = Span::new(from, from + item.len());
        from = span.end + '、'.len_utf8();
        let listed = text[..span.start].ends_with('、') && text[span.end..].starts_with('、');
        if item.len() != LENGTH || !listed || !cities.meet(item) || scene.lexicon.places.holds_common(item) {
            continue;
        }
        let span = span.shift(line.start);
        let beside = |name: &Found| {
            name.span.end + '、'.len_utf8() == span.start || span.end + '、'.len_utf8() == name.span.start
        };
        if names.iter().any(beside) {
            found.push(scene.called(INITIALS, span, "region"));
        }
    }
    found
}
