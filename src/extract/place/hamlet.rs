//! Hamlets in a long list that nothing says to be such but how they end: `沙李庄、后油坊、翟庄、程楼、张土楼`.

use super::locality::LOCALITY;
use super::{Found, Scene, free};
use crate::lexicon::places::Stands;
use crate::span::Span;

/// How many members in a row such a list has at least, and how many of them end as hamlets only do.
const FEWEST: usize = 4;
const SURE: usize = 3;

/// Characters of a name.
const NAME: std::ops::RangeInclusive<usize> = 2..=4;

/// How names of hamlets end that few other words end with.
const ENDS: [char; 12] = ['庄', '楼', '屯', '寨', '营', '坊', '堡', '圩', '垸', '塆', '店', '洼'];

/// Marks around a list, all of the same width.
const MARKS: [char; 6] = ['，', '。', '；', '：', '（', '）'];

/// The hamlets of a line; `names` and `outer` are the places found in it.
pub(super) fn hamlets(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    if text.matches('、').nth(FEWEST - 2).is_none() {
        return found;
    }
    let mut next = 0;
    for list in text.split(MARKS) {
        let mut run: Vec<Span> = Vec::new();
        let mut at = next;
        next += list.len() + MARKS[0].len_utf8();
        for item in list.split('、').chain([""]) {
            if is_hamlet(scene, item) {
                run.push(Span::new(at, at + item.len()).shift(line.start));
            } else {
                found.extend(of_run(scene, &run));
                run.clear();
            }
            at += item.len() + '、'.len_utf8();
        }
    }
    free(free(found, names), outer)
}

/// The members of a run that is long enough.
fn of_run(scene: &Scene<'_>, run: &[Span]) -> Vec<Found> {
    let sure = run.iter().filter(|item| scene.text[item.range()].ends_with(ENDS)).count();
    if run.len() < FEWEST || sure < SURE {
        return Vec::new();
    }
    run.iter().map(|item| scene.called_here(LOCALITY, *item, "admin")).collect()
}

/// Whether a member can be the name of a hamlet, and is no word.
fn is_hamlet(scene: &Scene<'_>, word: &str) -> bool {
    let places = &scene.lexicon.places;
    NAME.contains(&word.chars().count())
        && (word.ends_with(ENDS) || places.villages.end(word, Stands::Counted))
        && !places.is_generic_but(word, "家前后上下里外大中")
        && !places.is_common(word)
        && !places.is_topic(word)
        && !word.starts_with(['茶', '酒', '农', '山', '饭', '商', '老', '新', '各'])
}
