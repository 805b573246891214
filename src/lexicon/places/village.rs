//! seeds/lexicon/village-ends.tsv → how names of villages end, and where such an end tells one; seeds/lexicon/village-names.tsv → names that
//! villages of many counties bear, though they are frequent words.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::super::table::rows;

const ENDS: &str = include_str!("../../../seeds/lexicon/village-ends.tsv");
const NAMES: &str = include_str!("../../../seeds/lexicon/village-names.tsv");

/// Where a name stands that is taken for that of a village by its end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stands {
    /// Behind a surname and 家: 刘家|坬.
    Clan,
    /// In a list that counts villages: 甲、黄金庄等9个村.
    Counted,
    /// In a list that shares its noun: 安家庄、西湖等景区.
    Listed,
    /// Between two marks, behind 在, or in several places of a text.
    Alone,
    /// Behind any word: 推进|石岭|村.
    Anywhere,
}

impl Stands {
    const ALL: [(&'static str, Self); 5] = [
        ("clan", Self::Clan),
        ("counted", Self::Counted),
        ("listed", Self::Listed),
        ("alone", Self::Alone),
        ("anywhere", Self::Anywhere),
    ];

    const fn bit(self) -> u8 {
        1 << self as u8
    }
}

/// Characters that names of villages end with, each with a bit for every use.
#[derive(Debug)]
pub struct VillageEnds(HashMap<char, u8, FxBuildHasher>);

impl VillageEnds {
    /// The characters that come with the program.
    pub fn builtin() -> Self {
        let bits = |uses: &str| {
            let bit = |word| Stands::ALL.iter().find(|(own, _)| *own == word).map_or(0, |(_, stands)| stands.bit());
            uses.split(' ').map(bit).fold(0, std::ops::BitOr::bitor)
        };
        Self(rows(ENDS).filter_map(|row| Some((row[0].chars().next()?, bits(row[1])))).collect())
    }

    /// Whether a name ends like one of a village.
    pub fn end(&self, name: &str, stands: Stands) -> bool {
        self.tells(name.chars().next_back(), stands)
    }

    /// Whether what stands behind a surname and 家 begins with what a village lies by.
    pub fn follow_clan(&self, after: &str) -> bool {
        self.tells(after.chars().next(), Stands::Clan)
    }

    fn tells(&self, character: Option<char>, stands: Stands) -> bool {
        character.and_then(|c| self.0.get(&c)).is_some_and(|uses| uses & stands.bit() != 0)
    }
}

/// Where a frequent word is taken for the name of a village, before 村 or 社区.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Usual {
    /// Behind a mark, a word that tells where, and what holds it: 走进|红旗|村.
    Free,
    /// Behind what holds it, and in a list of villages: 官渡镇|江南|村.
    Held,
    /// The same, if what follows is no part of another word: 官渡镇|建设|村，.
    Bounded,
}

/// Frequent words that villages of many counties are called by.
#[derive(Debug)]
pub struct VillageNames(HashMap<&'static str, Usual, FxBuildHasher>);

impl VillageNames {
    const ALL: [(&'static str, Usual); 3] = [("free", Usual::Free), ("held", Usual::Held), ("bounded", Usual::Bounded)];

    /// The names that come with the program.
    pub fn builtin() -> Self {
        let usual = |word| Self::ALL.iter().find(|(own, _)| *own == word).map(|(_, usual)| *usual);
        Self(rows(NAMES).filter_map(|row| Some((row[0], usual(row[1])?))).collect())
    }

    /// Where a word is taken for the name of a village, if it ever is.
    pub fn of(&self, name: &str) -> Option<Usual> {
        self.0.get(name).copied()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_row_of_the_usual_names_says_where_it_stands() {
        let names = VillageNames::builtin();
        assert_eq!(names.0.len(), rows(NAMES).count());
        assert_eq!(names.of("红旗"), Some(Usual::Free));
        assert_eq!(names.of("乡"), None);
    }

    #[test]
    fn an_end_tells_a_village_where_its_row_says_so() {
        let ends = VillageEnds::builtin();
        assert!(ends.end("石岭", Stands::Anywhere) && !ends.end("石桥", Stands::Anywhere));
        assert!(ends.end("石桥", Stands::Alone) && ends.follow_clan("坬社区") && !ends.follow_clan("家"));
        assert!(!ends.end("", Stands::Alone));
    }

    #[test]
    fn every_use_of_the_table_is_known() {
        let known = |word: &str| Stands::ALL.iter().any(|(own, _)| *own == word);
        assert!(rows(ENDS).all(|row| row[1].split(' ').all(known)));
    }
}
