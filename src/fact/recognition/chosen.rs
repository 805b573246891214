//! What an evaluation came to: `最终评选出1个特别贡献案例、10个示范案例`, `评出全省优秀法官20名`.
//!
//! Each item of the list is one, by its name without its count.

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Scene};
use crate::document::clause::{enclosed, members};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// Choosing; 产生 alone says that something came about.
static CHOSEN: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:评选出|评选产生|评审出|遴选出|评出|(?:最终|共|最后)产生)了?"));

/// How many of it there are, before its name or behind.
static COUNT_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:[\d一二三四五六七八九十百两]+)(?:余)?[个项家例名篇件]"));
static COUNT_BEHIND: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:各?[\d一二三四五六七八九十百两]+)(?:余)?[个项家例名篇件]$"));

/// What is chosen in an evaluation, and no prize question or idea.
static HONOUR: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("(?:案例|典型|范例|单位|集体|个人|项目|作品|做法|经验|成果|企业|标兵|模范|奖|法官|工作者)$")
});

/// What says that it is good.
static GOOD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("优秀|示范|特别贡献|先进|最佳|最美|十佳|十大|典型|创新|卓越|标杆|入围|[一二三]等奖|[金银铜]奖")
});

/// 最终确定了10位2019“中国某某年度人物”: those who are chosen, by how many they are and what they are called.
fn titled(clause: &Clause<'_>, words: &str) -> Option<Match> {
    static TITLED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "(?:最终|共|最后)?(?P<verb>确定|评选出|评出|推选出|产生|揭晓|选出)了?(?:[\\d一二三四五六七八九十百两]+[位名个项])(?P<name>(?:20\\d\\d年?(?:度)?)?“[^“”]{4,20}(?:人物|标兵|工匠|楷模|之星|卫士|代言人|事件|榜样)”)$",
        )
    });
    let found = TITLED.captures(words)?;
    let (verb, name) = (found.name("verb")?, found.name("name")?);
    let cue = clause.span.start + verb.start();
    let name = Span::from(name.range()).shift(clause.span.start);
    let by = Span::new(clause.span.start, cue);
    Some(Match { rule: "recognition/chosen", kind: "award", cue, name, by, to: None, gives: false, rank: None })
}

/// The recognitions of a clause that says what was chosen.
pub(super) fn chosen(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let words = scene.words(clause.span);
    if let Some(title) = titled(clause, words) {
        return vec![title];
    }
    let Some(verb) = CHOSEN.find(words) else { return Vec::new() };
    let held = enclosed(words, Span::new(0, words.len()));
    let cue = clause.span.start + verb.start();
    let mut found = Vec::new();
    for member in members(words, Span::new(verb.end(), words.len()), &['、', '和', '及'], &held) {
        let item = &words[member.range()];
        let before = COUNT_BEFORE.find(item).map_or(0, |count| count.end());
        let behind = COUNT_BEHIND.find(&item[before..]).map_or(item.len(), |count| before + count.start());
        let name = &item[before..behind];
        if name.chars().count() >= 4 && HONOUR.is_match(name) && GOOD.is_match(name) && !name.contains('的') {
            let name = Span::new(before, behind).shift(clause.span.start + member.start);
            let by = Span::new(clause.span.start, cue);
            found.push(Match {
                rule: "recognition/chosen",
                kind: "modelCase",
                cue,
                name,
                by,
                to: None,
                gives: false,
                rank: None,
            });
        }
    }
    found
}
