//! seeds/lexicon/table-headers.tsv → words of the headers and labels of tables that say what their numbers are.

use super::edge::Endings;
use super::finder::Finder;
use super::table::{marked, rows};

const HEADERS: &str = include_str!("../../seeds/lexicon/table-headers.tsv");

/// Words of headers and labels.
#[derive(Debug)]
pub struct HeaderWords {
    /// Those that measure growth.
    pub growth: Finder<'static>,
    /// Those of a rate.
    pub rates: Finder<'static>,
    /// Those that set an aim.
    pub aims: Finder<'static>,
    /// Those for what is counted in money.
    pub money: Finder<'static>,
    /// What a header of counts ends in, the longest first, and the unit it counts in; none where it measures something else.
    counts: Endings<Option<&'static str>>,
}

impl HeaderWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let finder = |mark| Finder::of_rule(marked(HEADERS, mark));
        let mut counts: Vec<_> = rows(HEADERS)
            .filter_map(|row| match *row.get(1)? {
                "measure" => Some((row[0], None)),
                mark => Some((row[0], Some(mark.strip_prefix("count:")?))),
            })
            .collect();
        counts.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            growth: finder("growth"),
            rates: finder("rate"),
            aims: finder("aim"),
            money: finder("money"),
            counts: Endings::new(counts),
        }
    }

    /// The unit that whole numbers under a header are counted in, where it says that they count: 人 for 参保人数, none for 价格指数.
    pub fn counted_in(&self, header: &str) -> Option<&'static str> {
        self.counts.of(header).next()?.1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_headers_count() {
        let words = HeaderWords::builtin();
        assert_eq!(words.counted_in("参保人数"), Some("人"));
        assert_eq!(words.counted_in("就诊人次"), Some("人次"));
        assert_eq!(words.counted_in("项目数"), Some("个"));
        assert_eq!(words.counted_in("价格指数"), None);
        assert_eq!(words.counted_in("增加值"), None);
    }
}
