//! Words around a number that are not its metric.

use aho_corasick::{AhoCorasick, AhoCorasickKind, MatchKind};

use super::changes::Changes;
use super::edge::{Beginnings, Endings};
use super::table::rows;

/// The words by their part in a phrase, longest first.
#[derive(Debug)]
pub struct MetricWords {
    leads: Beginnings<()>,
    tails: Endings<()>,
    kept: (Beginnings<()>, Endings<()>),
    heads: AhoCorasick,
    deals: Vec<&'static str>,
    aspects: Beginnings<()>,
    averages: Beginnings<()>,
    measures: Endings<()>,
    /// What is told of the same things one after the other, and in which group (客运量, 货运量).
    siblings: Endings<&'static str>,
    /// What became of a thing, and how it became so: 全部|完工.
    became: Endings<()>,
    how: Endings<()>,
    services: Vec<&'static str>,
    gifts: Beginnings<()>,
    gifts_at_end: Endings<()>,
    given_by: Beginnings<()>,
    /// Verbs by which a rule grants or takes an amount, and those by which it asks that something be there.
    grants: AhoCorasick,
    requires: AhoCorasick,
    /// Nouns of amounts, and which of them are penalties.
    sums: AhoCorasick,
    penalties: Vec<&'static str>,
    unit_nouns: Endings<()>,
    steps: Vec<&'static str>,
    levels: Vec<&'static str>,
    /// What a rate is reckoned by: 人口 in 每千人口.
    wholes: Vec<&'static str>,
    flows: AhoCorasick,
    /// Words for a side of what is counted: 断面|水质优良率.
    sides: AhoCorasick,
    acts: AhoCorasick,
    /// The same by their first characters, the shortest first.
    whole_acts: Beginnings<()>,
    /// Words of change and those that say how something goes on.
    goings: AhoCorasick,
}

impl MetricWords {
    /// Whether a text speaks of what is done in the course of a time, and not of what there is at its end (产量).
    pub fn is_flow(&self, text: &str) -> bool {
        self.flows.is_match(text)
    }

    /// The words that come with the program, and those of change.
    pub fn builtin(changes: &Changes) -> Self {
        let role = |wanted: &str| {
            let table = rows(include_str!("../../seeds/lexicon/metric-words.tsv"));
            let mut words: Vec<_> = table.filter(|row| row.get(1) == Some(&wanted)).map(|row| row[0]).collect();
            words.sort_by_key(|word| std::cmp::Reverse(word.len()));
            words
        };
        let mut siblings: Vec<(&'static str, &'static str)> =
            rows(include_str!("../../seeds/lexicon/metric-words.tsv"))
                .filter_map(|row| Some((row[0], row.get(1)?.strip_prefix("sibling:")?)))
                .collect();
        siblings.sort_by_key(|(word, _)| std::cmp::Reverse(word.len()));
        let plain = |words: Vec<&'static str>| words.into_iter().map(|word| (word, ())).collect::<Vec<_>>();
        let goings = role("manner").into_iter().chain(changes.words());
        // Of acts that begin at one place the shortest counts.
        let acts: Vec<_> = role("act").into_iter().rev().collect();
        Self {
            leads: Beginnings::new(plain(role("lead"))),
            tails: Endings::new(plain(role("tail"))),
            kept: (Beginnings::new(plain(role("keep"))), Endings::new(plain(role("keep")))),
            goings: anywhere(MatchKind::LeftmostFirst, goings),
            // 村委会, not 村: of nouns that begin at one place the longest counts.
            heads: anywhere(MatchKind::LeftmostLongest, role("head")),
            deals: role("deal"),
            aspects: Beginnings::new(plain(role("aspect"))),
            averages: Beginnings::new(plain(role("average"))),
            measures: Endings::new(plain(role("measure"))),
            siblings: Endings::new(siblings),
            became: Endings::new(plain(role("became"))),
            how: Endings::new(plain(role("how"))),
            services: role("service"),
            gifts: Beginnings::new(plain(role("gift"))),
            gifts_at_end: Endings::new(plain(role("gift"))),
            given_by: Beginnings::new(plain(role("given-by"))),
            grants: anywhere(MatchKind::LeftmostLongest, role("grant")),
            requires: anywhere(MatchKind::LeftmostLongest, role("require")),
            sums: anywhere(MatchKind::LeftmostLongest, role("sum").into_iter().chain(role("penalty"))),
            penalties: role("penalty"),
            unit_nouns: Endings::new(plain(role("unit-noun"))),
            steps: role("step"),
            levels: role("level"),
            wholes: role("whole"),
            sides: anywhere(MatchKind::LeftmostFirst, role("side")),
            flows: anywhere(MatchKind::Standard, role("flow")),
            whole_acts: Beginnings::new(plain(acts.clone())),
            acts: anywhere(MatchKind::LeftmostFirst, acts),
        }
    }

    /// The phrase without the words at its ends that no metric has.
    pub fn bare<'a>(&self, phrase: &'a str) -> &'a str {
        let edge = |c: char| c.is_whitespace() || matches!(c, '，' | ',' | '：' | ':' | '；' | '、' | '/');
        let mut phrase = without_open_quote(phrase.trim_matches(edge));
        loop {
            let kept_at_start = || self.kept.0.of(phrase).next().is_some();
            let kept_at_end = || self.kept.1.of(phrase).next().is_some();
            let lead =
                self.leads.of(phrase).next().filter(|_| !kept_at_start()).map(|(word, ())| &phrase[word.len()..]);
            let tail = || {
                let tail = self.tails.of(phrase).next().filter(|_| !kept_at_end());
                tail.map(|(word, ())| &phrase[..phrase.len() - word.len()])
            };
            // A phrase that is nothing but such a word keeps nothing.
            match lead.or_else(tail) {
                Some(rest) => phrase = rest.trim_matches(edge),
                None => return phrase,
            }
        }
    }

    /// Where what a rate is reckoned by may end in its name: 每千人口|执业医师.
    pub fn ends_of_rate(&self, metric: &str) -> impl Iterator<Item = usize> {
        self.wholes.iter().filter_map(move |noun| Some(metric.find(noun)? + noun.len()))
    }

    /// The bytes of `phrase` up to the end of the first noun that is counted.
    pub fn counted_noun(&self, phrase: &str) -> Option<usize> {
        self.heads.find(phrase).map(|head| head.end())
    }

    /// Whether a phrase ends with a noun that is counted: 乡镇为民服务|中心.
    pub fn ends_in_counted_noun(&self, phrase: &str) -> bool {
        self.heads.find_iter(phrase).last().is_some_and(|head| head.end() == phrase.len())
    }

    /// Whether the metric counts deals, whose amount may follow without naming them again.
    pub fn counts_deals(&self, metric: &str) -> bool {
        self.deals.iter().any(|deal| metric.ends_with(deal))
    }

    /// Whether `phrase` names a side of what was named before it (增速, 总数), alone or compared (增速高于全省平均水平).
    pub fn is_aspect(&self, phrase: &str) -> bool {
        const COMPARED: [char; 12] = ['高', '低', '快', '慢', '比', '较', '占', '排', '居', '位', '列', '由'];
        let rest = self.aspects.of(phrase).next().map(|(word, ())| &phrase[word.len()..]);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(COMPARED))
    }

    /// Whether `phrase` only says over what something is reckoned (年均, 日均).
    pub fn is_average(&self, phrase: &str) -> bool {
        self.averages.of(phrase).any(|(word, ())| word.len() == phrase.len())
    }

    /// The part of `whole` without the aspect it ends with, where `aspect` begins with the same: 外贸进出口|总额, 总额占比.
    pub fn without_aspect<'a>(&self, whole: &'a str, aspect: &str) -> &'a str {
        let same = self.aspects.of(aspect).next();
        same.and_then(|(word, ())| whole.strip_suffix(word)).unwrap_or(whole)
    }

    /// What a clause without a number speaks of: the words before it says how that goes on (经费投入|继续提高), or all of
    /// them where they end in the name of something measured (产值占比重) or it is said how that was reckoned (投资|按可比口径计算).
    pub fn spoken_of<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let told = before_basis(phrase);
        let reckoned = told.len() < phrase.len();
        let phrase = told;
        // 增加|值, 增长|率: a noun.
        let is_noun = |rest: &str| rest.starts_with(['值', '率', '额', '量', '数']);
        let going = self.goings.find_iter(phrase).find(|going| !is_noun(&phrase[going.end()..]));
        let named = match going {
            Some(going) => self.bare(&phrase[..going.start()]),
            // 在全国营商环境评价中，…列第8位.
            None => self.bare(phrase).trim_end_matches(['，', '中', '上']),
        };
        let measured = reckoned || going.is_some() || self.measures.of(named).next().is_some();
        (measured && (2..=24).contains(&named.chars().count())).then_some(named)
    }

    /// Whose a metric is, by the words before its end, where `own` and that end are told of the same things one after the other:
    /// the 铁路 of 铁路客运量 before 货运量.
    pub fn without_sibling<'a>(&self, metric: &'a str, own: &str) -> Option<&'a str> {
        let (_, group) = self.siblings.of(own).find(|(word, _)| word.len() == own.len())?;
        let (end, _) = self.siblings.of(metric).find(|(word, one)| one == group && *word != own)?;
        Some(&metric[..metric.len() - end.len()])
    }

    /// Whether a phrase ends in the name of something measured: 播种面积, 产量.
    pub fn measures(&self, phrase: &str) -> bool {
        self.measures.of(phrase).next().is_some()
    }

    /// What of the words behind a number names the thing, and what became of it, where such words end them: 改造工程|完工 of
    /// 改造工程全部完工.
    pub fn became<'a>(&self, words: &'a str) -> Option<(&'a str, &'a str)> {
        let mut noun = words;
        let mut status = words.len();
        loop {
            if let Some((word, ())) = self.became.of(noun).next() {
                noun = &noun[..noun.len() - word.len()];
                status = noun.len();
            } else if let Some((word, ())) = self.how.of(noun).next().filter(|_| status < words.len()) {
                noun = &noun[..noun.len() - word.len()];
            } else {
                break;
            }
        }
        let noun = noun.trim_end_matches('的');
        (status < words.len() && noun.chars().count() > 1).then(|| (noun, &words[status..]))
    }

    /// Whether `phrase` begins with a word that is said of hours of service (24小时不打烊).
    pub fn says_service(&self, phrase: &str) -> bool {
        self.services.iter().any(|word| phrase.starts_with(word))
    }

    /// What is given, by the word that `phrase` begins with: the 补助 of 补助资金.
    pub fn gift(&self, phrase: &str) -> Option<&'static str> {
        self.gifts.of(phrase).next().map(|(word, ())| *word)
    }

    /// Whether a noun is called by what is given: 良种|补贴.
    pub fn is_gift(&self, noun: &str) -> bool {
        self.gifts_at_end.of(noun).next().is_some()
    }

    /// The word for how much is given that `phrase` begins with, if any, and what follows it: 标准|给予补助.
    pub fn measure_given<'a>(&self, phrase: &'a str) -> (&'static str, &'a str) {
        self.given_by.of(phrase).next().map_or(("", phrase), |(word, ())| (*word, &phrase[word.len()..]))
    }

    /// The last verb in a phrase by which a rule grants or takes an amount, and what follows it: 并处|违法所得.
    pub fn granted<'a>(&self, phrase: &'a str) -> Option<(&'a str, &'a str)> {
        last_of(&self.grants, phrase)
    }

    /// The last verb in a phrase by which a rule asks that something be there, and what follows it: 申请人应当具有.
    pub fn required<'a>(&self, phrase: &'a str) -> Option<(&'a str, &'a str)> {
        last_of(&self.requires, phrase)
    }

    /// Where the first noun of an amount ends in a phrase, with such as follow it at once: 创业担保贷款, 补助资金|支持.
    pub fn sum(&self, phrase: &str) -> Option<usize> {
        let mut end = self.sums.find(phrase)?.end();
        while let Some(next) = self.sums.find(&phrase[end..]).filter(|next| next.start() == 0) {
            end += next.end();
        }
        Some(end)
    }

    /// Whether the noun of an amount is a penalty, which names itself whatever the verb.
    pub fn is_penalty(&self, noun: &str) -> bool {
        self.penalties.iter().any(|penalty| noun.ends_with(penalty))
    }

    /// The noun of what is counted, where a unit is one: the 标准箱 of 个标准箱.
    pub fn unit_noun(&self, unit: &str) -> Option<&'static str> {
        self.unit_nouns.of(unit).next().map(|(word, ())| *word)
    }

    /// Whether a phrase only says that what was named before took a step: 产业结构优化，|调整|为8∶41∶51.
    pub fn is_step(&self, phrase: &str) -> bool {
        self.steps.contains(&phrase)
    }

    /// Whether a phrase is nothing but the level of what was named before: 省级合作社2家，|市级|4家.
    pub fn is_level(&self, phrase: &str) -> bool {
        self.levels.contains(&phrase)
    }

    /// What follows the word for a level that a phrase has, if any: 省级|合作社.
    pub fn behind_level<'a>(&self, phrase: &'a str) -> Option<&'a str> {
        let place = self.levels.iter().filter_map(|level| Some(phrase.find(*level)? + level.len())).min();
        place.map(|at| &phrase[at..]).filter(|rest| !rest.is_empty())
    }

    /// Where the first verb that brings things about begins in `phrase`, and its length.
    pub fn first_act(&self, phrase: &str) -> Option<(usize, usize)> {
        self.acts.find(phrase).map(|act| (act.start(), act.len()))
    }

    /// Where in the words behind a number a side of what is counted begins: 断面|水质优良率, 矿产|资源量居全国第一.
    pub fn first_side(&self, words: &str) -> Option<usize> {
        self.sides.find(words).map(|side| side.start())
    }

    /// Whether `phrase` is such a verb and no more.
    pub fn is_act(&self, phrase: &str) -> bool {
        self.whole_acts.of(phrase).next().is_some_and(|(word, ())| word.len() == phrase.len())
    }
}

/// An automaton of a few words that are looked for in every phrase.
pub(super) fn anywhere(kind: MatchKind, words: impl IntoIterator<Item = &'static str>) -> AhoCorasick {
    let automaton = AhoCorasick::builder().match_kind(kind).kind(Some(AhoCorasickKind::DFA)).build(words);
    automaton.expect("a list of this size makes an automaton")
}

/// The last word of an automaton in a phrase, and what follows it.
fn last_of<'a>(words: &AhoCorasick, phrase: &'a str) -> Option<(&'a str, &'a str)> {
    let last = words.find_iter(phrase).last()?;
    Some((&phrase[last.range()], &phrase[last.end()..]))
}

/// A quotation that begins before a number and ends after it is not part of the metric.
fn without_open_quote(phrase: &str) -> &str {
    phrase.strip_prefix('“').filter(|rest| !rest.contains('”')).unwrap_or(phrase)
}

/// 固定资产投资|按可比口径计算: the words before those of how it was reckoned, which end the phrase.
fn before_basis(phrase: &str) -> &str {
    const RECKONED: [&str; 8] = ["计算", "计价", "折算", "核算", "统计", "测算", "口径", "推算"];
    if !RECKONED.iter().any(|word| phrase.ends_with(word)) {
        return phrase;
    }
    phrase.rfind(['按', '以']).filter(|at| *at > 0).map_or(phrase, |at| &phrase[..at])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_at_the_ends_are_taken_off() {
        let words = MetricWords::builtin(&Changes::builtin());
        assert_eq!(words.bare("其中，外贸进出口总额完成"), "外贸进出口总额");
        assert_eq!(words.bare("共受理工单共"), "受理工单");
        assert_eq!(words.bare("占比达到"), "占比");
        assert_eq!(words.bare("分别为"), "");
        assert_eq!(words.became("改造工程全部顺利完工"), Some(("改造工程", "完工")));
        assert_eq!(words.became("完工项目"), None);
        assert_eq!(words.bare("退税到账时间平均为"), "退税到账时间平均");
        assert_eq!(words.bare("“我们公司享受扣除"), "我们公司享受扣除");
        assert_eq!(words.bare("在校研究生"), "在校研究生");
        assert_eq!(words.bare("一般公共预算支出的"), "一般公共预算支出");
    }
}
