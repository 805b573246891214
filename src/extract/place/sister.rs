//! What stands in a list beside places that other rules know: `西岭雪山、|花水湾温泉|、|安仁老街`.
//!
//! A mountain, a temple or an old street by itself is not told from a word that ends so; between marks beside another sight it is.

use super::river::counts_out;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::extract::cover::Cover;
use crate::lexicon::places::PlaceWords;
use crate::span::{Span, letters_before};

/// One of a list of sights.
const SISTER: &str = "place/sister";

/// Characters of a name with its noun.
const LENGTHS: std::ops::RangeInclusive<usize> = 3..=9;

/// The places of a list that stand beside one of `outer` or a natural one of `names`.
pub(super) fn sisters(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let is_sight = |place: &&Found| matches!(&place.referent, PlaceReferent::Named { kind, .. } if matches!(*kind, "natural" | "facility" | "zone"));
    let mut queue: Vec<(Span, bool)> =
        names.iter().chain(outer).filter(is_sight).map(|place| (place.span, false)).collect();
    let reader = Reader { scene, line };
    queue.retain(|(span, _)| reader.is_listed(*span));
    if queue.is_empty() {
        return Vec::new();
    }
    let taken = Cover::new(names.iter().chain(outer).map(|place| place.span));
    let mut found: Vec<Found> = Vec::new();
    while let Some((span, beyond)) = queue.pop() {
        for item in [reader.after(span), reader.before(span)].into_iter().flatten() {
            let new = !taken.overlaps(item) && found.iter().all(|other| !other.span.overlaps(item));
            if !new {
                continue;
            }
            match reader.sight(item) {
                Some(place) => {
                    queue.push((place.span, false));
                    found.push(reader.now(place));
                }
                // 腾龙洞、坪坝营、|神农溪: the list goes on beyond one item that says nothing.
                None if !beyond => queue.push((item, true)),
                None => {}
            }
        }
    }
    found
}

/// Words that end like sights and are none.
const OTHER_WORDS: [&str; 9] = ["丘陵", "少年宫", "文化宫", "工人宫", "妇儿宫", "迷宫", "报亭", "岗亭", "电话亭"];

/// Nouns before which only names stand.
const WORSHIP: [&str; 8] = ["寺", "古寺", "庙", "祠", "宫", "清真寺", "祠堂", "塔"];

/// 美丽河|湖: whether words before the noun say of what sort it is, and maybe of which of two.
fn is_praise(places: &PlaceWords, own: &str) -> bool {
    let last = own.char_indices().next_back().map_or(0, |(at, _)| at);
    own[..last].chars().count() > 1 && places.is_topic(&own[..last])
}

pub(super) struct Reader<'a> {
    pub(super) scene: &'a Scene<'a>,
    pub(super) line: Span,
}

impl Reader<'_> {
    fn is_listed(&self, span: Span) -> bool {
        self.scene.text[span.end..self.line.end].starts_with('、')
            || self.scene.text[self.line.start..span.start].ends_with('、')
    }

    /// The item behind a place and 、, up to what ends it.
    fn after(&self, span: Span) -> Option<Span> {
        let rest = &self.scene.text[span.end..self.line.end];
        let rest = rest.strip_prefix('、').or_else(|| rest.strip_prefix("以及"))?;
        let start = self.line.end - rest.len();
        let mut ends = rest.char_indices().take(*LENGTHS.end() + 1).map(|(at, _)| at).skip(*LENGTHS.start());
        let ends_there = |at: &usize| {
            let next = &rest[*at..];
            !next.starts_with(char::is_alphabetic)
                || next.starts_with(['等', '和', '与', '及'])
                || next.starts_with("以及")
        };
        let end = if rest.chars().count() <= *LENGTHS.end() { Some(rest.len()) } else { None };
        Some(Span::new(start, start + ends.find(ends_there).or(end)?))
    }

    /// The item before 、 and a place, from the mark or the word on that it begins after.
    pub(super) fn before(&self, span: Span) -> Option<Span> {
        let before = self.scene.text[self.line.start..span.start].strip_suffix('、')?;
        let words = letters_before(before, *LENGTHS.end() + 1);
        if words.is_empty() {
            return None;
        }
        let from = before.len() - words.len();
        let start = from + self.scene.name_start(words);
        // 畅游|平乐古镇, but not 可|鲁克湖: one character may be of the name.
        let cut = words[..start - from].chars().count();
        let bounded = cut > 1 || cut == 0 && !before[..from].ends_with(char::is_alphabetic);
        bounded.then(|| Span::new(self.line.start + start, self.line.start + before.len()))
    }

    /// 原|中心渔港: what was one goes by its name, without the word for that.
    fn now(&self, mut place: Found) -> Found {
        let words = &self.scene.text[place.span.range()];
        if let Some(own) = words.strip_prefix('原').filter(|own| own.chars().nth(3).is_some())
            && let PlaceReferent::Named { name, .. } = &mut place.referent
        {
            own.clone_into(name);
            place.span = Span::new(place.span.end - own.len(), place.span.end);
            place.name_start = place.span.start;
        }
        if let Some(own) = self.of_the_area(&self.scene.text[place.span.range()])
            && let PlaceReferent::Named { name, .. } = &mut place.referent
        {
            *name = own;
        }
        place
    }

    /// 市|儿童公园: the name with that of the area, if it is a city, county or district as the words say.
    fn of_the_area(&self, words: &str) -> Option<String> {
        let level = words.chars().next().filter(|level| "市县区".contains(*level))?;
        let area = self.scene.context.place().and_then(|code| self.scene.register().division(code))?;
        area.name.ends_with(level).then(|| format!("{}{}", area.name, &words[level.len_utf8()..]))
    }

    /// A sight by the noun that ends an item.
    pub(super) fn sight(&self, item: Span) -> Option<Found> {
        let places = &self.scene.lexicon.places;
        let words = &self.scene.text[item.range()];
        let (noun, natural) = places.cues.sight_at_end(words)?;
        let own = &words[..words.len() - noun.len()];
        // 中大医院|龙王山: a part of a body that is called by where it lies.
        let of_body = ["医院", "大学", "学院", "公司", "学校", "银行"].iter().any(|body| own.contains(body));
        let plain = !LENGTHS.contains(&words.chars().count())
            || of_body
            || own.chars().count() < 2
            || !words.chars().all(char::is_alphabetic)
            || places.is_generic(words)
            || places.is_topic(own)
            || places.is_sort(own)
            || places.is_common(own)
            || is_praise(places, own)
            || counts_out(own)
            || own.starts_with(['大', '小', '各', '全', '沿', '环', '本', '该', '老', '新', '名', '诸', '多'])
                && own.chars().count() < 3
                && noun != "山"
            || OTHER_WORDS.iter().any(|word| words.ends_with(word))
            || own.ends_with(['国', '省', '市', '县', '区', '镇', '乡', '村', '条', '座', '个'])
            // 开化|寺, but 现代化|牧场.
            || own.ends_with(['型', '化', '级', '色', '类', '性']) && !WORSHIP.contains(&noun);
        if plain {
            return None;
        }
        let kind = if natural { "natural" } else { "facility" };
        let referent = PlaceReferent::Named { name: words.to_owned(), kind, within: self.scene.within() };
        Some(Found::new(item, SISTER, referent))
    }
}
