//! seeds/lexicon/observation-cues.tsv → words that say what a number is about.

use super::edge::Beginnings;
use super::finder::Finder;
use super::table::marked;
use crate::span::beginning;

const CUES: &str = include_str!("../../seeds/lexicon/observation-cues.tsv");

/// Farthest a word of telling stands from the body that tells, in characters: 海关总署13日在北京发布.
const TELLING: usize = 14;

/// Words of headings over what became of a plan.
const DONE: [&str; 5] = ["完成情况", "落实情况", "进展情况", "执行情况", "推进情况"];

/// Farthest the verb of a person stands from the name of the body that they speak for: 某公司总经理李某介绍.
const SPEAKER: usize = 24;

/// How a clause names a programme.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// In keeping with it something is done: 结合“放管服”改革.
    Adjunct,
    /// By its means: 依托平台.
    Carrier,
    /// It is held: 举办论坛.
    Event,
    /// It is what the clause is on.
    Theme,
}

/// Words around numbers that say what they are about.
#[derive(Debug)]
pub struct Cues {
    finder: Finder<'static>,
    /// By the place of a cue in its list; of two at one place of the text the one that stands first counts.
    parts: Vec<Part>,
    plans: Finder<'static>,
    nouns: Beginnings<()>,
    tells: Finder<'static>,
    helps: Beginnings<()>,
    doings: Beginnings<()>,
    deeds: Beginnings<()>,
    does: Finder<'static>,
    bodies: Finder<'static>,
}

impl Cues {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let of = |mark| marked(CUES, mark);
        let part = |name, part| of(name).map(move |word| (word, part));
        let parts = part("adjunct", Part::Adjunct)
            .chain(part("carrier", Part::Carrier))
            .chain(part("event", Part::Event))
            .chain(part("theme", Part::Theme));
        let mut parts: Vec<(&str, Part)> = parts.collect();
        parts.reverse();
        let beginning = |mark| Beginnings::new(of(mark).map(|word| (word, ())));
        Self {
            finder: Finder::of_rule(parts.iter().map(|(cue, _)| *cue)),
            parts: parts.into_iter().map(|(_, part)| part).collect(),
            plans: Finder::of_rule(of("plan")),
            nouns: beginning("noun"),
            tells: Finder::of_rule(of("tells")),
            helps: beginning("helps"),
            doings: beginning("doing"),
            deeds: beginning("deed"),
            does: Finder::of_rule(of("doing").chain(of("does"))),
            bodies: Finder::of_rule(of("body")),
        }
    }

    /// How a clause names what follows these words, by the last cue in them.
    pub fn part(&self, before: &str) -> Part {
        let last = self.finder.all_in(before).max_by_key(|cue| (cue.start(), std::cmp::Reverse(cue.word)));
        last.map_or(Part::Theme, |cue| self.parts[cue.word])
    }

    /// Whether what stands under a heading is still to be done: 2024年工作安排, but not 目标任务完成情况.
    pub fn is_plan(&self, heading: &str) -> bool {
        self.plans.is_in(heading) && !DONE.iter().any(|word| heading.contains(word))
    }

    /// The noun that words begin with and that takes up the thing named last: 平台 in 平台归集数据.
    pub fn noun(&self, words: &str) -> Option<&'static str> {
        self.nouns.of(words).next().map(|(noun, ())| *noun)
    }

    /// Whether the words right after an area say that it helps another: 选派的教师, 投资建设.
    pub fn helps(&self, after: &str) -> bool {
        self.helps.of(after).next().is_some()
    }

    /// Whether words begin with a verb of what bodies do: 查处欠薪案件, 新建公园.
    pub fn begins_with_doing(&self, words: &str) -> bool {
        self.doings.of(words).next().is_some()
    }

    /// Whether words begin with a verb of what an undertaking gets done: 处置船舶, 遴选人才.
    pub fn begins_with_deed(&self, words: &str) -> bool {
        self.deeds.of(words).next().is_some() || self.begins_with_doing(words)
    }

    /// Where in the words behind a number those who are counted begin to do something: 环卫工人|承担….
    pub fn first_doing(&self, words: &str) -> Option<usize> {
        self.does.find_iter(words).next().map(super::finder::Hit::start)
    }

    /// Where in a phrase the nouns end that an unnamed body is called by: 各级监察机构|查处….
    pub fn ends_of_bodies(&self, phrase: &str) -> impl Iterator<Item = usize> {
        self.bodies.all_in(phrase).map(super::finder::Hit::end)
    }

    /// Whether the words right after a body say that it only tells of numbers: 世界银行预计, 新华社北京7月13日电.
    pub fn tells(&self, after: &str) -> bool {
        let near = beginning(after, TELLING);
        let clause = near.split(['，', '。', '；', '\n']).next().unwrap_or_default();
        self.tells.is_in(clause) && !clause.contains('“') || speaks(after)
    }
}

/// Whether a person of the body speaks: 业务部部长李某说，“….
fn speaks(after: &str) -> bool {
    let Some(end) = after.char_indices().take(SPEAKER).find(|(_, c)| "，：。；、\n“".contains(*c)).map(|(at, _)| at)
    else {
        return false;
    };
    let said = after[..end].strip_suffix('说').is_some_and(|person| !person.ends_with(['据', '来', '小', '听', '传']));
    said && after[end..].starts_with(['，', '：'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_tells_of_numbers_is_known_by_what_follows_its_name() {
        let cues = Cues::builtin();
        for after in [
            "北京7月13日电（记者",
            "预计今年全球经济增长2.9%",
            "《全球创新指数报告》显示，",
            "2月8日在北京发布数据，",
            "业务部部长李某说，每箱",
        ] {
            assert!(cues.tells(after), "{after}");
        }
        for after in ["对企业来说，成本下降", "推行改革，平台发布政策", "年产白茶800吨", "以38件专利质押获贷"]
        {
            assert!(!cues.tells(after), "{after}");
        }
    }
}
