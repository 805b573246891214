//! Names of places and what ends them: the register's names, countries, regions and foreign towns (`meaning`), heads of zones, facilities and
//! towns (`noun`), ends of villages (`village`); and words that say nothing of a name.

mod meaning;
mod noun;
mod village;

use std::collections::{HashMap, HashSet};
use std::ops::Range;

pub use self::meaning::{Listed, Meaning};
pub use self::noun::{Care, Head, Locality};
pub use self::village::{Stands, Usual, VillageEnds, VillageNames};
use super::edge::Endings;
use super::finder::{Finder, Hit};
use super::people::PersonWords;
use super::place_cues::PlaceCues;
use super::register::Register;
use super::table::{marked, rows, words};
use crate::span::{beginning, pairs};

const GENERIC: &str = include_str!("../../../seeds/lexicon/place-generic.tsv");
const STREETS: &str = include_str!("../../../seeds/lexicon/street-sorts.tsv");
const AMBIGUOUS: &str = include_str!("../../../seeds/lexicon/place-ambiguous.tsv");
const FAMOUS: &str = include_str!("../../../seeds/lexicon/place-famous.tsv");
const FREE_TRADE: &str = include_str!("../../../seeds/lexicon/free-trade-provinces.tsv");
const COMMON: &str = include_str!("../../../seeds/lexicon/common-words.tsv");
const PLAIN: &str = include_str!("../../../seeds/lexicon/plain-words.tsv");
const LETTERS: &str = include_str!("../../../seeds/lexicon/country-letters.tsv");

/// Characters of the longest word of a field (人力资源).
const LONGEST_TOPIC: usize = 4;

/// How much must be known before a word is read as the name of a division.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Need {
    /// Nothing: 桂林.
    Nothing,
    /// A text about its province, or what the next asks for: 海口.
    Near,
    /// The full name elsewhere, or a list of names of places: 大同.
    Known,
    /// The name of a division above it right before: 城区.
    Above,
}

/// Names of places as rules look them up.
#[derive(Debug)]
pub struct PlaceWords {
    /// Words beside names that say what they name.
    pub cues: PlaceCues,
    /// How names of villages end.
    pub villages: VillageEnds,
    /// Frequent words that villages are called by.
    pub village_names: VillageNames,
    people: PersonWords,
    names: Finder<'static>,
    meanings: Vec<(&'static str, Meaning)>,
    heads: Finder<'static>,
    head_rows: Vec<Head>,
    /// By the ends of heads, the characters that make another word behind them and before them.
    head_guards: Endings<(&'static str, &'static str)>,
    localities: Finder<'static>,
    locality_rows: Vec<Locality>,
    /// Words that say nothing of a name, and words for fields, which keep those inside them from being taken for such: 智能.
    generic: Finder<'static>,
    always: Vec<bool>,
    topics: HashSet<&'static str>,
    sorts: Endings<()>,
    /// Of which sort a street, a bridge or a square is, and which of them.
    street_sorts: Endings<&'static str>,
    needs: HashMap<&'static str, Need>,
    famous: HashSet<&'static str>,
    free_trade: HashSet<&'static str>,
    common: HashSet<&'static str>,
    /// Words that begin no name.
    plain: HashSet<&'static str>,
    letters: HashMap<&'static str, &'static str>,
    english: HashMap<&'static str, &'static str>,
    /// Letters that names of routes have for places: how names of divisions begin, and what provinces are called for short.
    route_letters: HashSet<char>,
}

impl PlaceWords {
    /// The names that come with the program.
    pub fn builtin(register: &Register) -> Self {
        let meanings = meaning::meanings(register);
        Self {
            cues: PlaceCues::builtin(),
            villages: VillageEnds::builtin(),
            village_names: VillageNames::builtin(),
            people: PersonWords::builtin(),
            names: Finder::of_rule(meanings.iter().map(|(name, _)| *name)),
            meanings,
            heads: Finder::of_rule(noun::heads().map(|(word, _)| word)),
            head_rows: noun::heads().map(|(_, head)| head).collect(),
            head_guards: Endings::new(noun::guards()),
            localities: Finder::of_rule(noun::localities().map(|(word, _)| word)),
            locality_rows: noun::localities().map(|(_, locality)| locality).collect(),
            generic: Finder::of_rule(rows(GENERIC).map(|row| row[0])),
            always: rows(GENERIC).map(|row| row[1] == "always").collect(),
            topics: marked(GENERIC, "topic").collect(),
            sorts: Endings::new(marked(GENERIC, "sort").map(|word| (word, ()))),
            street_sorts: Endings::new(rows(STREETS).map(|row| (row[0], row[1]))),
            needs: rows(AMBIGUOUS).map(|row| (row[0], need(row[1]))).collect(),
            famous: words(FAMOUS).collect(),
            free_trade: words(FREE_TRADE).collect(),
            common: words(COMMON).collect(),
            plain: words(PLAIN).collect(),
            letters: rows(LETTERS).map(|row| (row[0], row[1])).collect(),
            english: meaning::english().collect(),
            route_letters: meaning::route_letters(register).collect(),
        }
    }

    /// Whether names of routes have a letter for a place: 京, 沪.
    pub fn is_letter_of_place(&self, letter: char) -> bool {
        self.route_letters.contains(&letter)
    }

    /// The names in a text from left to right, the longest at each place, words that only hold a name and names of people left out.
    pub fn names_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Meaning)> + 'a {
        self.names.find_iter(text).filter_map(|hit| {
            let meaning = self.meanings[hit.word].1;
            let is_name = meaning != Meaning::Trap && !self.spans_two_words(text, hit.range());
            // 副局长刘|桂林, 书记|周宁|波.
            let of_person = || {
                let (before, after) = (&text[..hit.start()], &text[hit.end()..]);
                meaning != Meaning::Full
                    && (self.people.ends_in_surname(before)
                        || self.people.begins_person(before, &text[hit.range()], after))
            };
            (is_name && !of_person()).then(|| (hit.range(), meaning))
        })
    }

    /// The name that a text begins with: its length and what it can mean.
    pub fn name_at(&self, text: &str) -> Option<(usize, Meaning)> {
        let hit = self.names.at(text)?;
        Some((hit.end(), self.meanings[hit.word].1))
    }

    /// Whether a name is that of a river, lake or mountain of the list.
    pub fn is_natural(&self, name: &str) -> bool {
        let found = self.name_at(name).filter(|(length, _)| *length == name.len());
        matches!(found, Some((_, Meaning::Listed(Listed { kind: "natural", .. }))))
    }

    /// The nouns that end names of zones and facilities, from left to right.
    pub fn heads_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Head)> + 'a {
        self.heads.find_iter(text).map(|hit| (hit.range(), self.head_rows[hit.word]))
    }

    /// The nouns that end names of towns, streets and villages, from left to right.
    pub fn localities_in<'a>(&'a self, text: &'a str) -> impl Iterator<Item = (Range<usize>, Locality)> + 'a {
        self.localities.find_iter(text).map(|hit| (hit.range(), self.locality_rows[hit.word]))
    }

    /// Whether a text begins with a noun that ends names of zones and facilities.
    pub fn head_at(&self, text: &str) -> bool {
        self.heads.at(text).is_some()
    }

    /// Whether the end of a noun of zones and facilities makes another word with what stands behind it: 港|口.
    pub fn begins_another_word(&self, noun: &str, after: &str) -> bool {
        self.head_guards.of(noun).any(|(_, (next, _))| after.starts_with(|c| next.contains(c)))
    }

    /// Whether a noun of zones and facilities makes another word with what stands before it: 高|峰.
    pub fn ends_another_word(&self, before: &str, noun: &str) -> bool {
        let mut guards = self.head_guards.of(noun).filter(|(end, _)| *end == noun);
        guards.any(|(_, (_, last))| before.ends_with(|c| last.contains(c)))
    }

    /// Whether words hold one that says which of several, a verb or grammar: such words name nothing.
    pub fn is_generic(&self, words: &str) -> bool {
        self.generic_in(words).next().is_some()
    }

    /// The same, if words of one character that some names have count for nothing.
    pub fn is_generic_but(&self, words: &str, spared: &str) -> bool {
        let hits = self.generic.find_iter(words).filter(|hit| self.always[hit.word]);
        let hits = hits.filter(|hit| !self.is_of_clan(words, hit.end()));
        hits.map(|hit| &words[hit.range()]).any(|word| !spared.contains(word))
    }

    /// Whether words before the head of a town or village end with one that says of which sort it is: 建制|镇, 淘宝|村.
    pub fn is_sort(&self, words: &str) -> bool {
        self.sorts.of(words).next().is_some()
    }

    /// Whether words before the noun of a street, bridge or square (`street`, `bridge`, `square`) end with one that says of which
    /// sort it is: 断头|路, 便民|桥.
    pub fn is_street_sort(&self, words: &str, of: &str) -> bool {
        self.street_sorts.of(words).any(|(_, own)| *own == of)
    }

    /// Where a name can begin in the words before its head: after the last word that is never in a name.
    pub fn name_start(&self, words: &str) -> usize {
        self.generic_in(words).last().unwrap_or(0)
    }

    /// The ends of the words that say which of several, of verbs and of grammar.
    fn generic_in<'a>(&'a self, words: &'a str) -> impl Iterator<Item = usize> + 'a {
        let hits = self.generic.find_iter(words);
        hits.filter(|hit| self.always[hit.word]).map(Hit::end).filter(|end| !self.is_of_clan(words, *end))
    }

    /// Words that tell persons from places.
    pub fn persons(&self) -> &PersonWords {
        &self.people
    }

    /// Whether words end in a title and a surname, so that what follows is the rest of a person's name.
    pub fn ends_in_surname(&self, words: &str) -> bool {
        self.people.ends_in_surname(words)
    }

    /// Whether words have up to `end` a surname and 家, and what people live by behind it: 张家|湾, 刘家|坬.
    pub fn is_of_clan(&self, words: &str, end: usize) -> bool {
        let (before, after) = words.split_at(end);
        let surname = before.strip_suffix('家').and_then(|clan| clan.chars().next_back());
        surname.is_some_and(|surname| self.people.is_clan(surname)) && self.villages.follow_clan(after)
    }

    /// Whether words say only of which kind and field something is (高新产业); no words say nothing.
    pub fn is_topic(&self, words: &str) -> bool {
        let mut ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(LONGEST_TOPIC);
        words.is_empty() || ends.any(|end| self.topics.contains(&words[..end]) && self.is_topic(&words[end..]))
    }

    /// How much must be known before a name is read as that of a division.
    pub fn need(&self, name: &str) -> Need {
        self.needs.get(name).copied().unwrap_or(Need::Nothing)
    }

    /// Whether the short name of a county or district is known all over the country (昆山, 义乌).
    pub fn is_famous(&self, name: &str) -> bool {
        self.famous.contains(name)
    }

    /// Whether a province has a pilot free trade zone, by its short name.
    pub fn has_free_trade_zone(&self, province: &str) -> bool {
        self.free_trade.contains(province)
    }

    /// The country that one character stands for.
    pub fn country_of_letter(&self, letter: &str) -> Option<&'static str> {
        self.letters.get(letter).copied()
    }

    /// The English name of a region or foreign place, by its full Chinese name.
    pub fn english(&self, name: &str) -> Option<&'static str> {
        self.english.get(name).copied()
    }

    /// Whether two characters of words that stand beside each other are a frequent word.
    pub fn holds_common(&self, words: &str) -> bool {
        pairs(words).any(|(_, pair)| self.is_common(pair))
    }

    /// Whether two characters are a frequent word.
    pub fn is_common(&self, word: &str) -> bool {
        self.common.contains(word)
    }

    /// Whether two characters are a verb, an adverb or an adjective that begins no name.
    pub fn is_plain(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// Where a name can begin behind the verbs that words begin with, of two characters each, if one still follows:
    /// 横贯|龙津大桥, 了解|县产业园.
    pub fn past_plain(&self, words: &str) -> usize {
        let mut start = 0;
        loop {
            let first = beginning(&words[start..], 2);
            let rest = &words[start + first.len()..];
            let one = rest.chars().nth(1).is_none();
            if !self.is_plain(first)
                || one && !rest.is_empty() && !rest.starts_with(['省', '市', '县', '区', '镇', '乡', '村'])
            {
                return start;
            }
            start += first.len();
        }
    }

    /// Whether a name of two characters is the end of one frequent word and the beginning of another: 开平 in 公开平台; one
    /// that ends with its kind needs only the first: 示范|县, 管理|县.
    fn spans_two_words(&self, text: &str, name: Range<usize>) -> bool {
        let mut characters = text[name.clone()].chars();
        let (Some(first), Some(second), None) = (characters.next(), characters.next(), characters.next()) else {
            return false;
        };
        let before = text[..name.start].chars().next_back();
        let after = text[name.end..].chars().next();
        let common = |one: Option<char>, other: Option<char>| {
            one.zip(other).is_some_and(|(one, other)| self.is_common(&String::from_iter([one, other])))
        };
        // 确保|山更绿: a landscape, and how it is to be.
        let scenery =
            || matches!(second, '山' | '水' | '河' | '湖') && after.is_some_and(|c| "更常青绿清美秀".contains(c));
        common(before, Some(first)) && (second == '县' || common(Some(second), after) || scenery())
    }
}

fn need(cell: &str) -> Need {
    match cell {
        "above" => Need::Above,
        "near" => Need::Near,
        _ => Need::Known,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        let words = PlaceWords::builtin(&Register::builtin());
        words.names_in(text).map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn the_longest_name_counts() {
        assert_eq!(names("南宁市与南宁，内蒙古自治区"), ["南宁市", "南宁", "内蒙古自治区"]);
    }

    #[test]
    fn words_that_hold_a_name_by_chance_name_nothing() {
        assert!(names("在公开平台提高安全水平，沿海地区长治久安、大同小异").is_empty());
    }

    #[test]
    fn countries_regions_and_foreign_towns_are_names() {
        let words = PlaceWords::builtin(&Register::builtin());
        let text = "越南河内、长三角";
        let found: Vec<_> = words.names_in(text).map(|(_, meaning)| meaning).collect();
        assert_eq!(found[0], Meaning::Country("VN"));
        assert!(matches!(found[1], Meaning::Listed(Listed { name: "河内市", country: Some("VN"), .. })));
        assert!(matches!(found[2], Meaning::Listed(Listed { name: "长江三角洲", kind: "region", .. })));
    }
}
