//! seeds/lexicon/telling-words.tsv → words by which a text says how, and of which time, it tells of numbers.

use super::edge::{Beginnings, Endings, first_place};
use super::finder::Finder;
use super::table::marked;

const WORDS: &str = include_str!("../../seeds/lexicon/telling-words.tsv");

/// Words around numbers and dates that tell what is said of them.
#[derive(Debug)]
pub struct TellingWords {
    said: Vec<&'static str>,
    moves: Vec<&'static str>,
    /// Both: most nouns have none of them behind them.
    goes_on: Finder<'static>,
    befalls: Finder<'static>,
    looks_back: Finder<'static>,
    strives: Finder<'static>,
    /// Those of the month before first.
    compares: Finder<'static>,
    /// How many of those there are.
    with_month: usize,
    of_a_year: Vec<&'static str>,
    founded: Beginnings<()>,
    became: Beginnings<()>,
    reforms: (Beginnings<()>, Endings<()>),
    aims: Finder<'static>,
    reached: Endings<()>,
    in_course: Finder<'static>,
    elsewhere: Endings<()>,
    has_done: Beginnings<()>,
    qualities: Beginnings<()>,
    honoured: Beginnings<()>,
    verbs_alone: Vec<&'static str>,
}

impl TellingWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let of = |mark| marked(WORDS, mark);
        let alone = |mark| of(mark).map(|word| (word, ()));
        Self {
            said: of("said").collect(),
            moves: of("moves").collect(),
            goes_on: Finder::of_rule(of("said").chain(of("moves"))),
            befalls: Finder::of_rule(of("befalls")),
            looks_back: Finder::of_rule(of("looks-back")),
            strives: Finder::of_rule(of("strives")),
            compares: Finder::of_rule(of("month-before").chain(of("year-before"))),
            with_month: of("month-before").count(),
            of_a_year: of("of-a-year").collect(),
            founded: Beginnings::new(alone("founded")),
            became: Beginnings::new(alone("became")),
            reforms: (Beginnings::new(alone("reform")), Endings::new(alone("reform"))),
            aims: Finder::of_rule(of("aim")),
            reached: Endings::new(alone("reached")),
            in_course: Finder::of_rule(of("in-course")),
            elsewhere: Endings::new(alone("elsewhere")),
            has_done: Beginnings::new(alone("has-done")),
            qualities: Beginnings::new(alone("quality")),
            honoured: Beginnings::new(alone("honoured")),
            verbs_alone: of("verb-alone").collect(),
        }
    }

    /// Where behind a noun that is counted it may begin to be said how those are, or what they do: 安置点|已全部开工,
    /// 科技特派员|奔赴各地.
    pub fn said_of_counted<'a>(&'a self, after: &'a str) -> impl Iterator<Item = usize> + 'a {
        let goes_on = self.goes_on.is_in(after);
        let first = move |word: &&str| first_place(after, word);
        let moves = goes_on.then(|| self.moves.iter().filter_map(first).min()).flatten();
        self.said.iter().filter(move |_| goes_on).filter_map(first).chain(moves)
    }

    /// Where behind a noun that is counted it is told what became of those: 3家企业|晋升….
    pub fn befalls(&self, after: &str) -> Option<usize> {
        self.befalls.find(after).map(super::finder::Hit::start)
    }

    /// Whether a text looks back on what has been.
    pub fn looks_back(&self, text: &str) -> bool {
        self.looks_back.is_in(text)
    }

    /// Whether at least so many words of a text strive for what is to be done.
    pub fn strives(&self, text: &str, least: usize) -> bool {
        self.strives.find_iter(text).take(least).count() == least
    }

    /// Whether words compare with the time before, and then whether with the month or quarter before: 环比; 同比.
    pub fn compares_with_month(&self, words: &str) -> Option<bool> {
        let mut with_month = self.compares.all_in(words).map(|hit| hit.word < self.with_month);
        with_month.next().map(|first| first || with_month.any(|month| month))
    }

    /// Whether statistics say a word of change of a year, against the one before.
    pub fn is_of_a_year(&self, change: &str) -> bool {
        self.of_a_year.contains(&change)
    }

    /// Whether words behind a date begin with what is said of a thing that begins to be there: 启用, 成立.
    pub fn is_founded(&self, after: &str) -> bool {
        self.founded.of(after).next().is_some()
    }

    /// Whether words behind a date begin with what a thing became then: 晋级省级开发区.
    pub fn became(&self, after: &str) -> bool {
        self.became.of(after).next().is_some()
    }

    /// Whether words behind a date begin or end with what became of an area: 撤地设市.
    pub fn is_reform(&self, after: &str) -> bool {
        self.reforms.0.of(after).next().is_some() || self.reforms.1.of(after).next().is_some()
    }

    /// Whether one of the words stands before a number that stand before every aim a clause itself gives: 力争, 确保.
    pub fn may_aim(&self, before: &str) -> bool {
        self.aims.is_in(before)
    }

    /// Whether words end with a verb of what something has come to in the end: 提高到.
    pub fn comes_to(&self, before: &str) -> bool {
        self.reached.of(before).next().is_some()
    }

    /// Whether words tell of what was done in the course of years: 累计, 新建.
    pub fn is_in_course(&self, before: &str) -> bool {
        self.in_course.is_in(before)
    }

    /// Whether the place after these words is a field of comparison or a partner, not where a number holds: 占全区, 与上海.
    pub fn is_elsewhere(&self, before: &str) -> bool {
        self.elsewhere.of(before).next().is_some()
    }

    /// Whether words begin with what is done by a thing named before: 累计受理, 覆盖.
    pub fn has_done(&self, words: &str) -> bool {
        self.has_done.of(words).next().is_some()
    }

    /// Whether what follows a word for the country makes of it one for how good something is: 全国|首个, 世界|级.
    pub fn is_quality(&self, after: &str) -> bool {
        self.qualities.of(after).next().is_some()
    }

    /// Whether the words behind a place begin with what it has become: 获评, 成为.
    pub fn is_honoured(&self, after: &str) -> bool {
        self.honoured.of(after).next().is_some()
    }

    /// Whether a verb names nothing without what 的 goes on with behind the number: 拥有|340万千瓦的|风能资源.
    pub fn is_verb_alone(&self, verb: &str) -> bool {
        self.verbs_alone.contains(&verb)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_behind_a_noun_begins_at_the_first_place_of_each_word() {
        let words = TellingWords::builtin();
        let places = |after| words.said_of_counted(after).collect::<Vec<_>>();
        assert_eq!(places("专家分别奔赴各地、走进村庄"), ["专家".len(), "专家分别".len()]);
        assert!(places("专家").is_empty());
    }

    #[test]
    fn one_word_of_the_month_before_is_enough() {
        let words = TellingWords::builtin();
        assert_eq!(words.compares_with_month("同比增长5%、环比"), Some(true));
        assert_eq!(words.compares_with_month("较上年"), Some(false));
        assert_eq!(words.compares_with_month("增长"), None);
    }
}
