//! Bodies of a province, city or county that the text does not name: `省政府金融办、民政厅、省扶贫移民局` in a notice `各市（州）人民政府，省政府各部门`.
//!
//! A text may say 省 or 我市 throughout and leave the name to its letterhead. Where several departments follow the word, it means
//! one area; its bodies are known by what they are called there, and are kept to the document (see `resolve`).

use std::collections::BTreeSet;

use super::area::Area;
use crate::extract::context::Context;
use crate::extract::level::{begins_phrase, stands_alone};
use crate::lexicon::Lexicon;
use crate::lexicon::register::Level;
use crate::span::Span;

/// The words for a province, a city and a county.
const WORDS: [&str; 4] = ["省", "自治区", "市", "县"];

/// Fewest bodies that show that one area is meant.
const FEWEST: usize = 3;

/// Bodies that texts on all areas speak of too: 省政府, 省委.
const EVERYWHERE: [&str; 2] = ["{}人民政府", "中国共产党{}委员会"];

/// The word for the area of a text, where the text names none.
pub(super) fn word(text: &str, lines: &[Span], context: &Context, lexicon: &Lexicon) -> Option<&'static str> {
    if context.place().is_some() {
        return None;
    }
    WORDS.into_iter().find(|word| {
        let mut departments = BTreeSet::new();
        for &line in lines {
            let bodies = heads(text, line, word)
                .filter_map(|head| lexicon.agencies.body_at(&text[head.end..line.end]).map(|body| body.template));
            departments.extend(bodies.filter(|template| !EVERYWHERE.contains(&template.as_str())));
        }
        departments.len() >= FEWEST
    })
}

/// The area of a text as its bodies begin with it, at each place of a line.
pub(super) fn areas(text: &str, line: Span, word: &'static str) -> impl Iterator<Item = Area> {
    heads(text, line, word).map(move |head| area(head, word))
}

/// The area that a word stands for.
pub(super) fn area(span: Span, word: &'static str) -> Area {
    Area {
        span,
        official: word.into(),
        short: word.into(),
        above: "",
        level: Some(match word {
            "市" => Level::Prefecture,
            "县" => Level::County,
            _ => Level::Province,
        }),
        ends_in_kind: true,
        is_level_word: true,
        place: None,
    }
}

/// Where the word stands for itself: not 各省, 外省, 省、自治区.
fn heads<'t>(text: &'t str, line: Span, word: &'static str) -> impl Iterator<Item = Span> + 't {
    let words = &text[line.range()];
    words.match_indices(word).filter_map(move |(at, _)| {
        let (before, after) = (&words[..at], &words[at + word.len()..]);
        let of_several =
            before.ends_with('、') && after.starts_with('、') || before.ends_with("省、") || before.ends_with('（');
        (begins_phrase(before) && stands_alone(before, word) && !of_several)
            .then(|| Span::new(at, at + word.len()).shift(line.start))
    })
}
