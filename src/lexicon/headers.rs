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
    /// What a caption ends in, and what that is called of each of its parts.
    of_parts: Endings<&'static str>,
}

impl HeaderWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let finder = |mark| Finder::of_rule(marked(HEADERS, mark));
        let mut counts: Vec<_> = rows(HEADERS)
            .filter_map(|row| match *row.get(1)? {
                "measure" => Some((row[0], None)),
                mark if mark.starts_with("of-parts:") => None,
                mark => Some((row[0], Some(mark.strip_prefix("count:")?))),
            })
            .collect();
        counts.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let mut of_parts: Vec<_> =
            rows(HEADERS).filter_map(|row| Some((row[0], row.get(1)?.strip_prefix("of-parts:")?))).collect();
        of_parts.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        Self {
            of_parts: Endings::new(of_parts),
            growth: finder("growth"),
            rates: finder("rate"),
            aims: finder("aim"),
            money: finder("money"),
            counts: Endings::new(counts),
        }
    }

    /// What a caption or a group of rows says is measured of each of them: the 存栏 of 年末畜禽存栏, and 增加值 of the parts of a
    /// 地区生产总值.
    pub fn measured(&self, over: &str) -> Option<&'static str> {
        self.of_parts.of(over).next().map(|(_, measure)| *measure)
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
