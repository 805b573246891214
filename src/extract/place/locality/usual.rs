//! Villages and communities called by words that are frequent elsewhere: `官渡镇前进村`, `走进红旗村`, `来到桃园村，`.
//!
//! Most were given to brigades and communes and are in a list (`seeds/lexicon/village-names.tsv`), which says where each is taken for a name.

use super::{Known, LONGEST, Reader, SHORTEST};
use crate::lexicon::places::Usual;
use crate::span::{ending, letters_before};

/// What follows the name of a village or community where no other word begins with its noun.
const FOLLOWS: [&str; 22] = [
    "党", "村委", "居委", "支部", "开展", "和", "与", "等", "是", "有", "位于", "地处", "坐落", "以", "通过", "依托",
    "距", "境内", "入选", "获评", "上榜", "荣获",
];

/// What tells where, so that nothing but a place can follow.
const ONLY_WHERE: [&str; 9] = ["途经", "路过", "位于", "来到", "走进", "前往", "抵达", "走访", "地处"];

/// Whether words end with what tells where, or with one of `more`.
pub(super) fn tell_where(words: &str, more: &[&str]) -> bool {
    ONLY_WHERE.iter().chain(&["在", "赴"]).chain(more).any(|verb| words.ends_with(verb))
}

impl Reader<'_> {
    /// Whether the words from there to the head are such a name, as far as what stands before them shows that one is to come.
    pub(super) fn is_usual(&self, start: usize, known: Known) -> bool {
        known != Known::No
            && self.is_of_people()
            && match self.scene.lexicon.places.village_names.of(&self.scene.text[start..self.noun.start]) {
                Some(Usual::Free | Usual::Held) => true,
                Some(Usual::Bounded) => self.is_bounded(),
                None => false,
            }
    }

    /// 走进|红旗村, 、|前进社区: where such a name begins that stands behind a mark or a word that tells where.
    pub(super) fn usual_start(&self) -> Option<usize> {
        let before = &self.scene.text[self.line.start..self.noun.start];
        let fits = |name: &&str| {
            let lead = &before[..before.len() - name.len()];
            let introduced =
                !lead.ends_with(char::is_alphabetic) || tell_where(lead, &["落户", "深入", "来自", "隶属"]);
            introduced && self.scene.lexicon.places.village_names.of(name) == Some(Usual::Free)
        };
        let name = [3, 2].into_iter().map(|length| ending(before, length)).find(fits)?;
        (self.is_of_people() && self.is_bounded()).then(|| self.noun.start - name.len())
    }

    /// 来到|桃园村，: where any name begins behind what only a place follows, if the phrase ends with its noun.
    pub(super) fn visited_start(&self) -> Option<usize> {
        if !self.is_of_people() || self.scene.text[self.noun.end..self.line.end].starts_with(char::is_alphanumeric) {
            return None;
        }
        let words = letters_before(&self.scene.text[self.line.start..self.noun.start], LONGEST + 2);
        let ends = ONLY_WHERE.iter().filter_map(|verb| Some(words.rfind(verb)? + verb.len()));
        let start = self.noun.start - words.len() + ends.max()?;
        let last = |c: char| "农乡山渔新古".contains(c);
        let plain =
            self.scene.text[start..self.noun.start].ends_with(last) && *"村" == self.scene.text[self.noun.range()];
        (!plain && self.is_name(start, SHORTEST, Known::Held)).then_some(start)
    }

    /// Whether the noun is that of a village or a community.
    fn is_of_people(&self) -> bool {
        matches!(&self.scene.text[self.noun.range()], "村" | "社区")
    }

    /// Whether what follows the noun makes no other word with it.
    pub(super) fn is_bounded(&self) -> bool {
        let rest = &self.scene.text[self.noun.end..self.line.end];
        !rest.starts_with(char::is_alphanumeric) || FOLLOWS.iter().any(|word| rest.starts_with(word))
    }
}
