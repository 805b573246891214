//! Airports, ports and stations that the lists know, with what belongs to their names: `福州|长乐国际机场`, `曹妃甸港|区`.

use super::listed::LISTED;
use super::name::Around;
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::register::Level;
use crate::span::Span;

/// What ends the names of what people and goods pass.
const NOUNS: [&str; 3] = ["机场", "港", "站"];

/// Takes into the name of an airport, port or station the city before it and the 区 behind it: 福州|长乐国际机场, 曹妃甸港|区.
pub(super) fn with_city(
    scene: &Scene<'_>,
    line: Span,
    (found, holders): (&mut Vec<Found>, &mut Vec<Found>),
    mut place: Found,
) -> Found {
    let PlaceReferent::Named { name, within, .. } = &mut place.referent else { return place };
    let of_traffic = place.rule == LISTED && NOUNS.iter().any(|noun| name.ends_with(*noun));
    if of_traffic && name.ends_with('港') && scene.text[place.span.end..line.end].starts_with('区') {
        name.push('区');
        place.span.end += '区'.len_utf8();
        return place;
    }
    let in_city = |code: &&str| scene.register().division(code).is_some_and(|own| own.level != Level::Province);
    if let Some(city) = found.last().filter(|city| of_traffic && city.span.end == place.span.start)
        && let Some(code) = city.admin().filter(|code| in_city(code))
    {
        name.insert_str(0, &scene.text[city.name_start..city.span.end]);
        *within = Some(Box::new(PlaceReferent::Admin(code)));
        place.span = Span::new(city.name_start, place.span.end);
        place.name_start = place.span.start;
        // 万州区|新田港: it is named in full, too.
        holders.extend(found.pop().filter(|area| scene.in_full(area)));
    }
    place
}

impl Around<'_> {
    /// 南京港|口, 武汉站|点: whether the last character of a port or station begins another word.
    pub(super) fn begins_a_word_of_traffic(&self, span: Span) -> bool {
        const WORDS: [(char, &str); 2] = [('港', "口澳股币珠商资"), ('站', "点台长在稳位群队")];
        let name = &self.scene.text[span.range()];
        let next = self.scene.text[span.end..self.line.end].chars().next();
        WORDS.iter().any(|(end, after)| name.ends_with(*end) && next.is_some_and(|next| after.contains(next)))
    }
}
