//! Words for groups served, and words of serving.

use std::sync::LazyLock;

use super::finder::Finder;
use super::pattern::{Pattern, pattern};
use super::table::rows;
use crate::span::Span;

/// The words that the rules for groups served know.
#[derive(Debug)]
pub struct TargetWords {
    groups: Finder<'static>,
    /// Which of them are no groups, but only hold such a noun (家庭医生).
    guards: Vec<bool>,
    cues: Finder<'static>,
    forces: Vec<Option<Force>>,
}

/// What a word of serving says of who serves.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Force {
    /// A programme can be what serves (面向, 为).
    Serves,
    /// The case does (帮助, 解决).
    Helps,
    /// Only where something is given to the group after its name (向…提供).
    Gives,
}

/// A word of serving in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Where it stands.
    pub at: Span,
    /// What it says.
    pub force: Force,
}

/// A verb that is a noun behind another noun.
const SERVE: &str = "服务";

/// Words before 服务 that leave it a verb.
const SERVING: [&str; 28] = [
    "更好", "精准", "主动", "积极", "有效", "全力", "直接", "并", "来", "共", "已", "可", "能", "以", "职责", "用心",
    "贴心", "持续", "优质", "高效", "深入", "全程", "专门", "重点", "靠前", "提升", "坚持", "和",
];

/// 全市261户, 90余家, 每个, 广大: how many, and all of them.
static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:以及|及|其他|其余|其|本行政区域内|行政区域内|区域内|境内|域内|符合条件的|上百万|上千万|数十万|数百万|约|近|超过|超|逾|包括|不同|我们|其他|相关|这些|一大批|一批|部分|所有|全体|该|全市|全区|全省|全县|全国|广大|辖区内?|每个|每家|更多|众多|\d[\d.,]*(?:万|亿)?(?:余|多)?(?:万|亿)?余?(?:家|户|个|名|人|位|批)?(?:次)?|[一二三四五六七八九十百千万]+(?:余|多)?(?:家|户|名|位))*",
    )
});

impl TargetWords {
    /// The words that come with the program.
    pub fn builtin() -> Self {
        let force = |row: Vec<&'static str>| match row.get(1) {
            Some(&"serves") => (row[0], Some(Force::Serves)),
            Some(&"helps") => (row[0], Some(Force::Helps)),
            Some(&"gives") => (row[0], Some(Force::Gives)),
            _ => (row[0], None),
        };
        let groups: Vec<_> = rows(include_str!("../../seeds/lexicon/target-groups.tsv")).collect();
        let cues: Vec<_> = rows(include_str!("../../seeds/lexicon/target-cues.tsv")).map(force).collect();
        Self {
            groups: Finder::of_rule(groups.iter().map(|row| row[0])),
            guards: groups.iter().map(|row| row.get(1) == Some(&"none")).collect(),
            cues: Finder::of_rule(cues.iter().map(|(word, _)| *word)),
            forces: cues.iter().map(|(_, force)| *force).collect(),
        }
    }

    /// The nouns for groups in a text, in its order.
    pub fn groups(&self, text: &str) -> Vec<Span> {
        self.groups.find_iter(text).filter(|found| !self.guards[found.word]).map(|found| found.span).collect()
    }

    /// The last word of serving before an offset; none where a word stands between that only looks like one (成为) or says
    /// that something is done to the group and not for it (监管).
    pub fn cue_before(&self, text: &str, offset: usize) -> Option<Cue> {
        let found = self.cues.find_iter(text).take_while(|found| found.end() <= offset).last()?;
        let force = self.forces[found.word]?;
        // 住房公积金服务以及残疾人…: a service, and not to serve.
        let noun = found.span.len() == SERVE.len()
            && text[found.range()] == *SERVE
            && !SERVING.iter().any(|before| text[..found.start()].ends_with(before))
            && text[..found.start()].ends_with(char::is_alphabetic);
        (!noun).then_some(Cue { at: found.span, force })
    }

    /// A phrase without the count it begins with.
    pub fn without_count<'t>(&self, phrase: &'t str) -> &'t str {
        let end = COUNT.find(phrase).map_or(0, |count| count.end());
        // 65岁以上老年人: how old they are says who they are.
        let age = phrase[end..].starts_with(['岁', '周']);
        let start = if age { phrase[..end].trim_end_matches(|c: char| c.is_ascii_digit()).len() } else { end };
        &phrase[start..]
    }
}
