//! seeds/lexicon/village-ends.tsv → how names of villages end, and where such an end tells one.

use std::collections::HashMap;

use rustc_hash::FxBuildHasher;

use super::super::table::rows;

const ENDS: &str = include_str!("../../../seeds/lexicon/village-ends.tsv");

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

#[cfg(test)]
mod tests {
    use super::*;

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
