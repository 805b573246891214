//! What runs, in a list of those that are honoured or named as examples: `甲分类监督平台、乙管控系统分获二等奖`.

use std::sync::LazyLock;

use super::listed::EXAMPLES;
use super::{Candidate, Sentence};
use crate::document::clause::{enclosed, members};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// Verbs of being honoured: most clauses hold none of them.
const VERBS: [&str; 13] =
    ["分获", "分列", "荣获", "获评", "入选", "入围", "上榜", "摘得", "夺得", "捧得", "斩获", "获得", "获"];

static HAS_VERB: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(VERBS));

/// What is said of those that are honoured.
static HONOURED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(&format!("(?:等|分别|先后|双双|成功)*(?:{})", VERBS.join("|"))));

/// What a list is one of that names no programmes.
static TOPICS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("等\\p{Han}{0,8}?(?:领域|赛道|方面|环节|行业|板块|内容|主题|课题)"));

/// How many an item of a list is counted as.
static COUNTED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"[\d一二三四五六七八九十两几多]+(?:余)?[个家项种类批套]"));

/// Characters beside generic words that say which one it is.
const OWN: usize = 4;

/// The same of a project: 社会投资项目 are many.
const OWN_OF_PROJECT: usize = 5;

/// Most characters of a name.
const LONGEST: usize = 26;

/// `programme/row`: each item of such a list that ends in the noun of something that runs.
pub(super) fn rows(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let slice = &sentence.text[clause.range()];
        let cue = EXAMPLES.iter().chain(&["涵盖"]).find(|cue| at > 0 && slice.starts_with(**cue));
        let honoured = || if HAS_VERB.is_in(slice) { HONOURED.find(slice) } else { None };
        let list = match cue {
            // 涵盖甲、乙平台等多个领域: what is spoken of.
            Some(_) if TOPICS.is_match(slice) => continue,
            Some(cue) => Span::new(cue.len(), slice.len()),
            None => match honoured().filter(|honoured| honoured.start() > 0) {
                Some(honoured) => Span::new(0, honoured.start()),
                None => continue,
            },
        };
        let examples = cue.is_some();
        found.extend(members(slice, list, &['、', '和'], &enclosed(slice, list)).into_iter().filter_map(|item| {
            let item = named(slice, item, examples, words)?;
            let core = slice[item.range()].to_owned();
            Some(Candidate { span: item.shift(clause.start), core, full: None, rule: "programme/row" })
        }));
    }
    found
}

/// The name in an item: behind whose it is, up to the noun that ends it.
fn named(slice: &str, item: Span, examples: bool, words: &ProgrammeWords) -> Option<Span> {
    let text = slice[item.range()].strip_suffix('等').unwrap_or(&slice[item.range()]);
    let own = text.rfind(['的', '由']).map_or(0, |joint| joint + '的'.len_utf8());
    let name = &text[own..];
    let (at, head) = words.heads(name).pop().filter(|(at, _)| at.end == name.len())?;
    let runs = words.cues.runs(head.word) || words.cues.is_run(head.word) || examples && head.word == "项目";
    let modifier = &name[..at.start];
    let apt = runs
        && name.chars().count() <= LONGEST
        && name.chars().all(char::is_alphanumeric)
        && words.specific_length(modifier) >= if head.word == "项目" { OWN_OF_PROJECT } else { OWN }
        && words.verbs(modifier).is_empty()
        && !COUNTED.is_match(modifier)
        && !modifier.contains(['该', '此', '其', '各', '等']);
    let start = item.start + own;
    apt.then(|| Span::new(start, start + name.len()))
}
