//! Units and measure words, and the nouns that decide what a bare number counts.

use std::collections::{BTreeMap, HashMap};

use oxsdatatypes::Decimal;
use rustc_hash::FxBuildHasher;

use super::edge::{Beginnings, Endings};
use super::table::{marked, rows, words};

/// A unit as the text writes it.
#[derive(Clone, Debug, PartialEq)]
pub struct Unit {
    /// Its words, without 万 and 亿.
    pub surface: String,
    /// Local name in `cgv:units`.
    pub normal: &'static str,
    /// How many of the normalised unit it is.
    pub factor: Decimal,
    condition: Condition,
}

/// When words that mean much else too are a unit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Condition {
    /// Only after Arabic digits.
    arabic: bool,
    /// Only before these words.
    then: &'static str,
    /// Not before one of these characters.
    not: &'static str,
}

/// All units, and the nouns that help to tell quantities from headings.
#[derive(Debug)]
pub struct Units {
    /// By first character, longest first.
    by_first: HashMap<char, Vec<Unit>, FxBuildHasher>,
    /// Characters of the longest.
    longest: usize,
    persons: Beginnings<()>,
    structure: Beginnings<()>,
    direct: Beginnings<()>,
    money: Endings<()>,
    /// Nouns of indices and ratios, with the unit that a number after them has.
    indices: Vec<(&'static str, &'static str)>,
}

/// Characters of units in their traditional forms, in the order of the simplified ones.
const TRADITIONAL: &str = "個項億萬噸頭隻條戶輛臺張雙擔點時鐘週畝間頃裏處畫塊筆場輪臺電韓歐";
const SIMPLIFIED: &str = "个项亿万吨头只条户辆台张双担点时钟周亩间顷里处画块笔场轮台电韩欧";

impl Units {
    /// The units that come with the program.
    pub fn builtin() -> Self {
        let mut units: BTreeMap<char, Vec<Unit>> = BTreeMap::new();
        for unit in rows(include_str!("../../seeds/lexicon/units.tsv")).filter_map(|row| unit(&row)) {
            let traditional = traditional(&unit.surface);
            let twin = (traditional != unit.surface).then(|| Unit { surface: traditional, ..unit.clone() });
            for unit in std::iter::once(unit).chain(twin) {
                let first = unit.surface.chars().next().expect("a row begins with the surface");
                units.entry(first).or_default().push(unit);
            }
        }
        for same_first in units.values_mut() {
            same_first.sort_by_key(|unit| std::cmp::Reverse(unit.surface.len()));
        }
        let persons = words(include_str!("../../seeds/lexicon/persons.tsv")).map(|word| (word, ()));
        let structure = words(include_str!("../../seeds/lexicon/structure.tsv")).map(|word| (word, ()));
        let plain = |words: Vec<&'static str>| words.into_iter().map(|word| (word, ()));
        let amounts = include_str!("../../seeds/lexicon/amount-nouns.tsv");
        let direct = Beginnings::new(plain(marked(amounts, "direct").collect()));
        let money = Endings::new(plain(marked(amounts, "money").collect()));
        let indices = rows(include_str!("../../seeds/lexicon/index-nouns.tsv"));
        let indices = indices.filter_map(|row| Some((row[0], *row.get(1)?))).collect();
        let longest = units.values().flatten().map(|unit| unit.surface.chars().count()).max().unwrap_or(0);
        Self {
            by_first: units.into_iter().collect(),
            longest,
            persons: Beginnings::new(persons),
            structure: Beginnings::new(structure),
            direct,
            money,
            indices,
        }
    }

    /// The longest unit that `text` begins with, after Arabic digits or not.
    pub fn at(&self, text: &str, arabic: bool) -> Option<&Unit> {
        let candidates = self.by_first.get(&text.chars().next()?)?;
        candidates.iter().find(|unit| {
            text.strip_prefix(unit.surface.as_str()).is_some_and(|after| unit.condition.holds(arabic, unit, after))
        })
    }

    /// Most characters of a unit.
    pub fn longest(&self) -> usize {
        self.longest
    }

    /// The normalised unit of this name, a local name in `cgv:units`.
    pub fn named(&self, normal: &str) -> Option<&'static str> {
        self.by_first.values().flatten().map(|unit| unit.normal).find(|known| *known == normal)
    }

    /// Whether the text begins with people, at most one short modifier before them.
    pub fn counts_persons(&self, text: &str) -> bool {
        noun_within(&self.persons, text, 4)
    }

    /// Whether people are the last noun of a phrase, a short verb after them: 注册用户达, 接待游客.
    pub fn ends_in_persons(&self, phrase: &str) -> bool {
        /// Longest verb, in characters.
        const VERB: usize = 4;
        let last = self.persons.words().filter_map(|noun| Some(phrase.rfind(noun)? + noun.len())).max();
        last.is_some_and(|end| phrase[end..].chars().count() <= VERB)
    }

    /// The unit of a number without one after these words: 综合指数达, 收入倍差从.
    pub fn of_index(&self, before: &str) -> Option<&'static str> {
        const MOVED: [&str; 9] = ["缩小", "下降", "降低", "扩大", "收窄", "回落", "回升", "上升", "提高"];
        const HOW: [&str; 5] = ["进一步", "持续", "逐步", "不断", "继续"];
        let undated = before.strip_suffix("年的").map(|date| date.trim_end_matches(|c: char| c.is_ascii_digit()));
        // 弹性系数由“十五”时期的1.04…: the time of an earlier value.
        let of_plan = || before.strip_suffix("时期的")?.strip_suffix('”')?.rsplit_once('“').map(|(noun, _)| noun);
        let noun = undated.or_else(of_plan).unwrap_or(before);
        // 性别比（以女性为100）为103.2: what it is reckoned to stands in brackets.
        let noun = match noun.trim_end_matches(['为', '是']).strip_suffix('）').and_then(|rest| rest.rsplit_once('（'))
        {
            Some((noun, _)) => noun,
            None => noun,
        };
        let noun = noun.trim_end_matches([
            '达', '到', '为', '至', '由', '从', '是', '高', '了', '近', '约', '超', '逾', '收', '于', '报',
        ]);
        // 收入比进一步缩小|至2.12.
        let moved = MOVED.iter().find_map(|verb| noun.strip_suffix(verb)).filter(|_| noun.len() < before.len());
        let still = moved.map(|noun| HOW.iter().find_map(|how| noun.strip_suffix(how)).unwrap_or(noun));
        let noun = still.unwrap_or(noun);
        self.indices.iter().find(|(index, _)| noun.ends_with(index)).map(|(_, unit)| *unit)
    }

    /// Whether the text begins with a noun that is counted without a measure word: 43|城市.
    pub fn counts_directly(&self, text: &str) -> bool {
        self.direct.of(text).next().is_some()
    }

    /// Whether money is the last noun of a phrase, but for the verb after it: 生产总值首次突破.
    pub fn ends_in_money(&self, phrase: &str) -> bool {
        const VERBS: [&str; 22] = [
            "突破",
            "超过",
            "达到",
            "跨上",
            "迈上",
            "跃上",
            "站上",
            "跨越",
            "首次",
            "再次",
            "历史性",
            "成功",
            "接近",
            "预计",
            "超",
            "达",
            "为",
            "近",
            "逾",
            "约",
            "过",
            "了",
        ];
        let mut noun = phrase;
        while let Some(shorter) = VERBS.iter().find_map(|verb| noun.strip_suffix(verb)) {
            noun = shorter;
        }
        self.money.of(noun).next().is_some()
    }

    /// Whether the text begins with a noun for parts of the text itself, at most one short modifier before it.
    pub fn counts_structure(&self, text: &str) -> bool {
        noun_within(&self.structure, text, 6)
    }
}

/// Whether one of the nouns stands in the words before the next punctuation, at most so many characters from their start.
fn noun_within(nouns: &Beginnings<()>, text: &str, modifier: usize) -> bool {
    let starts = text.char_indices().take(modifier + 1).take_while(|(_, c)| c.is_alphanumeric());
    starts.into_iter().any(|(at, _)| nouns.of(&text[at..]).next().is_some())
}

impl Condition {
    fn holds(self, arabic: bool, unit: &Unit, after: &str) -> bool {
        let next = after.chars().next();
        // 5mm, not 5m of mm; 5kWh, not 5kW.
        let runs_on = unit.surface.ends_with(|c: char| c.is_ascii_alphanumeric())
            && next.is_some_and(|c| c.is_ascii_alphanumeric());
        // 200所以上: a bound, and no 所以.
        let bound = || ["以上", "以下", "以内"].iter().any(|bound| after.starts_with(bound));
        let barred = !self.not.is_empty() && next.is_some_and(|c| self.not.contains(c)) && !bound();
        (arabic || !self.arabic) && after.starts_with(self.then) && !barred && !runs_on
    }
}

fn traditional(surface: &str) -> String {
    let twin = |c: char| {
        let at = SIMPLIFIED.chars().position(|simple| simple == c)?;
        TRADITIONAL.chars().nth(at)
    };
    surface.chars().map(|c| twin(c).unwrap_or(c)).collect()
}

fn unit(row: &[&'static str]) -> Option<Unit> {
    let mut condition = Condition::default();
    for word in row.get(3).copied().unwrap_or_default().split_whitespace() {
        match word.split_once(':') {
            Some(("then", words)) => condition.then = words,
            Some(("not", characters)) => condition.not = characters,
            _ => condition.arabic |= word == "arabic",
        }
    }
    Some(Unit { surface: row[0].to_owned(), normal: row.get(1)?, factor: row.get(2)?.parse().ok()?, condition })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_unit_wins() {
        let units = Units::builtin();
        let normal = |text, arabic| units.at(text, arabic).map(|unit| (unit.surface.as_str(), unit.normal));
        assert_eq!(normal("个工作日内", true), Some(("个工作日", "working_day")));
        assert_eq!(normal("人次", true), Some(("人次", "person_time")));
        assert_eq!(normal("市、区", false), None);
        assert_eq!(normal("度电", true), Some(("度电", "kWh")));
        assert_eq!(normal("度假区", true), None);
        assert_eq!(normal("元旦", false), None);
        assert_eq!(normal("mm", true), Some(("mm", "mm")));
        assert_eq!(normal("M5", true), None);
        assert_eq!(normal("個百分點", true), Some(("個百分點", "pp")));
    }

    #[test]
    fn every_row_is_read() {
        let all = rows(include_str!("../../seeds/lexicon/units.tsv")).count();
        let simplified = |unit: &&Unit| !unit.surface.contains(|c| TRADITIONAL.contains(c) && !SIMPLIFIED.contains(c));
        assert_eq!(Units::builtin().by_first.values().flatten().filter(simplified).count(), all);
    }

    #[test]
    fn nouns_with_one_modifier() {
        let units = Units::builtin();
        assert!(units.counts_persons("边民获利增收"));
        assert!(units.counts_persons("城镇居民"));
        assert!(!units.counts_persons("落地加工企业和边民"));
        assert!(units.counts_structure("政策组合拳"));
        assert!(!units.counts_structure("公立医院"));
    }
}
