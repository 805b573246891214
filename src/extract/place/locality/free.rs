//! Where the name of a town or village begins that no area and no list introduces: behind a mark or a word that tells where
//! (`在孙家集街道`), with a surname (`安排刘家坬社区`), or with the phrase.

use super::super::river::counts_out;
use super::usual::tell_where;
use super::{Known, LONGEST, Reader, SHORTEST};
use crate::lexicon::places::Stands;

/// The same of what stands free.
const LONGEST_FREE: usize = 8;

/// Characters that say where, from where or to whom, right before the name of a place.
const BEFORE_PLACES: &str = "在到于赴向对从由";

impl Reader<'_> {
    /// Where the name of a town begins that stands free, behind a mark or what tells where: 在|孙家集街道, 、|前山镇. Characters
    /// of grammar are part of it there.
    pub(super) fn free_start(&self, earliest: usize) -> Option<usize> {
        if !self.head.is_town || self.scene.text[self.line.start..earliest].ends_with(char::is_alphabetic) {
            return None;
        }
        let words = &self.scene.text[earliest..self.noun.start];
        let start = earliest + words.chars().next().filter(|c| BEFORE_PLACES.contains(*c)).map_or(0, char::len_utf8);
        let name = &self.scene.text[start..self.noun.start];
        let places = &self.scene.lexicon.places;
        let fits = (SHORTEST..=LONGEST_FREE).contains(&name.chars().count()) && !self.is_made_of_words(start);
        // 以|城带|乡, 强镇带|村: what one does for the other.
        let leads = name.contains(['带', '收', '联', '帮', '促', '管'])
            && name.starts_with(['城', '镇', '强', '村', '乡', '县', '户']);
        let plain = counts_out(name)
            || leads
            || name.ends_with(|c| self.head.not_after.contains(c))
            || name.ends_with(['镇', '乡'])
            || name.chars().all(|c| "省市州县区乡镇".contains(c))
            || name.starts_with(|c| "两一二三四五六七八九十百千万小".contains(c));
        (fits && !plain && self.is_name(start, SHORTEST, Known::Near)).then_some(start).or_else(|| {
            let spared =
                if name.chars().count() > LONGEST { "也可的" } else { "家均有座条前后上下内里中大" };
            let held =
                fits && !plain && !places.is_generic_but(name, spared) && self.is_name(start, SHORTEST, Known::Held);
            held.then_some(start)
        })
    }

    /// 安排|刘家坬|社区, 、|后苏家山|村: where a name begins that is a surname, 家 and what the people live by, with what tells it
    /// from another of that name.
    pub(super) fn clan_start(&self, earliest: usize) -> Option<usize> {
        let words = &self.scene.text[earliest..self.noun.start];
        let (at, clan) = words.rmatch_indices('家').next()?;
        let of_clan = self.scene.lexicon.places.is_of_clan(words, at + clan.len());
        let surname = words[..at].char_indices().next_back().filter(|_| of_clan)?.0;
        let other = words[..surname].char_indices().next_back();
        let other = other.filter(|(at, c)| {
            "前后上下东西南北大小新老".contains(*c) && !self.scene.text[..earliest + at].ends_with(char::is_alphabetic)
        });
        let start = earliest + other.map_or(surname, |(at, _)| at);
        let by = &words[at + clan.len()..];
        (by.chars().count() < 3 && !by.contains(['村', '的', '家'])).then_some(start)
    }

    /// Where the name begins that a phrase begins with: in a list, behind a word that tells where, before what only a village has.
    pub(super) fn phrase_start(&self, earliest: usize) -> Option<usize> {
        // 德爱村|多柳屯: only behind what holds them, or in a list.
        if matches!(&self.scene.text[self.noun.range()], "屯" | "寨") {
            return None;
        }
        let start = self.word_start(earliest);
        let listed = self.is_listed(start);
        let begins =
            listed || self.head.is_town || self.is_introduced(start) || self.has_a_body() || self.lies_by(start);
        let near = listed
            || ((self.has_a_body() || self.is_whole_phrase(start)) && !self.is_made_of_words(start))
            || self.scene.lexicon.places.is_natural(&self.scene.text[start..self.noun.start]);
        let known = if near { Known::Near } else { Known::No };
        let named = (begins && self.is_name(start, SHORTEST, known)).then_some(start);
        named
            .or_else(|| self.where_start().filter(|start| self.is_name(*start, SHORTEST, Known::Held)))
            .or_else(|| self.usual_start())
            .or_else(|| self.visited_start())
    }

    /// 在|高院村, and not 建设民富|村|美的家园: whether a mark or a word that tells where stands before.
    fn is_introduced(&self, start: usize) -> bool {
        // 青溪河畔的|石滩村, 住进|白河新村: what lies at it, and who comes there.
        const BESIDE: [&str; 14] = [
            "畔的",
            "旁的",
            "边的",
            "脚下的",
            "深处的",
            "腹地的",
            "境内的",
            "下游的",
            "住进",
            "搬进",
            "迁入",
            "落户",
            "回到",
            "返回",
        ];
        let rest = &self.scene.text[self.noun.end..self.line.end];
        let place_follows =
            |c: char| !c.is_alphabetic() || BEFORE_PLACES.contains(c) || c == '以' && rest.starts_with('为');
        let before = &self.scene.text[self.line.start..start];
        BESIDE.iter().any(|beside| before.ends_with(beside)) || before.chars().next_back().is_none_or(place_follows)
    }

    /// 在|东山|村, 来到|李家|村: where the name of a village begins that is a frequent word, if something is there or comes there, and
    /// the word is also the name of an area or ends like one of a village.
    fn where_start(&self) -> Option<usize> {
        let noun = &self.scene.text[self.noun.range()];
        if !matches!(noun, "村" | "社区") {
            return None;
        }
        let before = &self.scene.text[self.line.start..self.noun.start];
        let (at, _) = before.char_indices().rev().nth(1)?;
        let (lead, word) = before.split_at(at);
        let told = tell_where(lead, &["千米处的", "公里处的"])
            && (self.scene.lexicon.places.villages.end(word, Stands::Alone)
                || self.scene.register().short_named(word).next().is_some());
        told.then_some(self.line.start + at)
    }

    /// 推进|石岭|村: whether a name ends as those of villages do, with what the people live by, so that it may stand behind any word.
    fn lies_by(&self, start: usize) -> bool {
        let name = &self.scene.text[start..self.noun.start];
        self.scene.lexicon.places.villages.end(name, Stands::Anywhere)
            && !name.starts_with(['小', '老', '新', '大', '山', '深', '高'])
            && !self.scene.lexicon.places.is_common(name)
    }

    /// 、|东庄|村，: whether a name that ends like one of a village and its noun are all that stands between two marks.
    fn is_whole_phrase(&self, start: usize) -> bool {
        let (before, after) =
            (&self.scene.text[self.line.start..start], &self.scene.text[self.noun.end..self.line.end]);
        let name = &self.scene.text[start..self.noun.start];
        self.scene.text[self.noun.range()] == *"村"
            && !before.ends_with(char::is_alphabetic)
            && !after.starts_with(char::is_alphanumeric)
            && self.scene.lexicon.places.villages.end(name, Stands::Alone)
            && !name.starts_with(['小', '深', '高', '荒', '靠', '大'])
    }
}
