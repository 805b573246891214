//! Zones that a text calls as they were once: `原|北塘经济区`, `原|中心渔港`: what was is no part of the name.

use super::super::Found;
use super::Reader;
use super::bare::{BARE, BARE_CHARACTERS};
use crate::extract::PlaceReferent;
use crate::span::{Span, letters_before};

/// Stands before the name of what was.
const FORMER: char = '原';

/// Characters that make another word with it: 原|料, 原|产.
const OTHER_WORDS: &str = "料材创始药油产生煤奶木住有本则点籽种酒单貌址地理因告粮糖浆纸矿水";

impl Reader<'_> {
    /// A zone behind the word that says that it was, whatever sort its name tells.
    pub(super) fn former(&self) -> Option<Found> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let run = letters_before(before, BARE_CHARACTERS + 2);
        let at = before.len() - run.len() + run.rfind(FORMER)?;
        let words = &before[at + FORMER.len_utf8()..];
        let lead = &before[..at];
        let begins =
            !lead.ends_with(char::is_alphabetic) || lead.ends_with(['和', '及', '与', '将', '在', '由', '对', '为']);
        let places = &self.scene.lexicon.places;
        let other = words.starts_with(|c| OTHER_WORDS.contains(c)) || places.name_at(&before[at..]).is_some();
        let is_zone = self.head.kind == "zone" && words.chars().nth(1).is_some();
        let named = is_zone || words.is_empty() && self.head.full == "中心渔港";
        let plain = places.is_generic_but(words, "") || places.names_in(words).next().is_some();
        let span = Span::new(self.noun.start - words.len(), self.noun.end);
        let name = format!("{words}{}", self.head.full);
        let referent = PlaceReferent::Named { name, kind: self.head.kind, within: self.scene.within() };
        (begins && named && !other && !plain).then(|| Found::new(span, BARE, referent))
    }
}
