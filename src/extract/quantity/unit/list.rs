//! Lists of numbers of which only the last has the unit of all: 2.16和1.66个百分点.

use super::super::range::{Numbers, like};
use super::{UnitMatch, Units};
use crate::extract::numeral::{Form, numeral};

/// Longer lists name their unit again.
const MEMBERS: usize = 8;

/// What stands between two numbers of a list.
const JOINTS: [&str; 5] = ["、", "和", "与", "及", "以及"];

impl<'a> Units<'a> {
    /// `2.16和1.66个百分点`, `0.6、1.2和3亿元`: the last number of a list has the unit of all.
    pub(super) fn shared(&self, numbers: &Numbers) -> Option<UnitMatch<'a>> {
        if numbers.low.form != Form::Arabic || numbers.high.is_some() {
            return None;
        }
        let mut at = 0;
        for _ in 0..MEMBERS {
            let rest = &self.after[at..];
            let sign = JOINTS.iter().find(|sign| rest.starts_with(**sign))?;
            let next = numeral(&rest[sign.len()..]).filter(|next| next.form == Form::Arabic)?;
            let end = at + sign.len() + next.length;
            let words = &self.after[end - next.magnitude_length..end];
            let units = Units { before: "", after: &self.after[end..], unwritten: None, lexicon: self.lexicon };
            let alone = Numbers { low: next, high: None, length: next.length };
            if let Some(unit) = units.lexicon.units.at(units.after, true).and_then(|_| units.find(&alone, words)) {
                let low = like(numbers.low, &next);
                let factor = if unit.open { return None } else { unit.factor };
                return Some(UnitMatch { factor, length: 0, half: false, shared: Some(low), ..unit });
            }
            at = end;
        }
        None
    }
}

/// `0.4个、2.8个和1.7个百分点`, `0.2个、提高0.8个百分点`: whether the list goes on to percentage points.
pub(super) fn points_follow(after: &str) -> bool {
    let mut rest = after;
    for _ in 0..MEMBERS {
        let Some(next) = JOINTS.iter().find_map(|sign| rest.strip_prefix(*sign)) else {
            return false;
        };
        let verb = next.char_indices().nth(2).map_or(next, |(at, _)| &next[at..]);
        let number = |words| numeral(words).filter(|number| number.form == Form::Arabic).map(|number| (words, number));
        let Some((words, number)) = number(next).or_else(|| number(verb)) else { return false };
        let Some(unit) = words[number.length..].strip_prefix('个') else { return false };
        if unit.starts_with("百分点") {
            return true;
        }
        rest = unit;
    }
    false
}
