//! Unquoted names: `建立联席会议机制`, `依托征纳互动平台及纳税服务热线`.

use std::sync::LazyLock;

use regex::Regex;

use super::{Candidate, Sentence};
use crate::extract::clause::enclosed;
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords, Verb};
use crate::span::Span;

/// What may follow the last noun of a name; any other noun goes on with the phrase (平台公司, 机制框架).
static END: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；：、（）—\s]|和|及|与|以及|等|建设|范围|作用|运行|以来|为|由|的|中|上|内|将|在|对|开展|进行|提供|实现|推动|并|入|助|解|聚焦|覆盖)",
    )
});

/// How often something was held: 送法进企业活动75次.
static HELD: LazyLock<Regex> = LazyLock::new(|| pattern(r"^[\d一二三四五六七八九十两百千万余多]+(?:次|场|期|届|轮)"));

/// Verbs of which something that is held is the object.
const HOLDING: [&str; 7] = ["开展", "举办", "承办", "组织", "启动", "推出", "发布"];

/// Number and measure word before a name: 14支驻市工作队.
static COUNT: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[\d一二三四五六七八九十两百千多余几]+)(?:余)?(?:[个支家条项批类所处套种名只])"));

/// A count of the text's own parts: 八大调研服务, 一个平台, 一系列机制.
static INDEFINITE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:[一二三四五六七八九十两\d]+大|一个|一批|一系列|多个|多项|各类|这|该|其|此)"));

/// Up to 首个, 首家: what makes the name special is no part of it.
static FIRST: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^.*首(?:个|家|批|支|创|条|座)(?:国家级|省级|自治区级|跨省)?"));

/// Whose it is, where that is everybody's: 全区12345热线.
static WHOLE: LazyLock<Regex> =
    LazyLock::new(|| pattern(r"^(?:全区|全市|全省|全县|各级|本市|我市|我省|我区|当地|本地)"));

/// 实行三级督办.
static GRADED: LazyLock<Regex> = LazyLock::new(|| {
    pattern(r"(?:实行|推行|实施|落实|健全|建立)((?:[一二三四五六]级|双重|双向)\p{Han}{2,4})(?:$|[，。、])")
});

/// 在营商环境企业满意度评价中.
static EVALUATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        r"在(?:[^，]*的)?((?:全国|全省|全区|全市|\p{Han}{2,6})?\p{Han}{2,16}(?:评价|测评|考评|评估|评选|评比|大赛|竞赛))中",
    )
});

/// Longest modifier of an unquoted name, in characters.
const LONGEST: usize = 28;

/// `programme/phrase`: a phrase that ends in a programme's noun, after a verb that brings it in. A heading is a claim
/// more often than a name (构建诉求解决新机制，…), unless it is nothing but the verb and the name.
pub(super) fn after_verb(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    if sentence.heading && sentence.clauses.len() > 1 {
        return Vec::new();
    }
    sentence.clauses.iter().flat_map(|clause| in_clause(sentence.text, *clause, words)).collect()
}

fn in_clause(text: &str, clause: Span, words: &ProgrammeWords) -> Vec<Candidate> {
    let slice = &text[clause.range()];
    let held = enclosed(slice, Span::new(0, slice.len()));
    let inside = |at: Span| held.iter().any(|pair| pair.contains(at) && !slice[pair.range()].starts_with('（'));
    let verbs: Vec<_> = words.verbs(slice).into_iter().filter(|(at, _)| !inside(*at)).collect();
    let mut found = Vec::new();
    let mut last: Option<(Span, usize)> = None;
    for (at, head) in words.heads(slice).into_iter().filter(|(at, _)| !inside(*at)) {
        let Some((verb_at, verb)) = governing(slice, &verbs, at, head) else { continue };
        if !ends_phrase(&slice[at.end..], head, verb) {
            continue;
        }
        // A list goes on behind the name before it.
        let start = last.filter(|(_, verb)| *verb == verb_at.end).map_or(verb_at.end, |(before, _)| before.end);
        last = Some((at, verb_at.end));
        if fits(verb, head)
            && let Some(name) = name(slice, Span::new(start, at.end), head, words)
        {
            let rule = if head.class == HeadClass::Service { "programme/service" } else { "programme/phrase" };
            let core = slice[name.range()].to_owned();
            found.push(Candidate { span: name.shift(clause.start), core, full: None, rule });
        }
    }
    found
}

fn ends_phrase(after: &str, head: Head, verb: Verb) -> bool {
    // What is achieved may be any result; a name only where nothing is said of it.
    (verb.word != "实现" || after.is_empty()) && END.is_match(after)
        || head.class == HeadClass::Event && HELD.is_match(after)
}

/// Whether a verb can bring in what the noun says: what is only used must be something that runs.
fn fits(verb: Verb, head: Head) -> bool {
    match head.class {
        HeadClass::Carrier => true,
        HeadClass::Event => HOLDING.contains(&verb.word),
        HeadClass::Scheme => verb.strong || verb.word == "实现",
        HeadClass::Service => verb.strong,
        HeadClass::Product | HeadClass::Boundary => false,
    }
}

/// `programme/graded` and `programme/evaluation`: names known by their form alone.
pub(super) fn by_form(sentence: &Sentence, _: &ProgrammeWords) -> Vec<Candidate> {
    let rows = [(&*GRADED, "programme/graded"), (&*EVALUATION, "programme/evaluation")];
    let mut found = Vec::new();
    for clause in &sentence.clauses {
        for (shape, rule) in rows {
            let name = shape.captures(&sentence.text[clause.range()]).and_then(|captures| captures.get(1));
            found.extend(name.map(|name| Candidate {
                span: Span::from(name.range()).shift(clause.start),
                core: name.as_str().to_owned(),
                full: None,
                rule,
            }));
        }
    }
    found
}

/// The verb that a head noun depends on: the nearest that leaves room for a name between.
fn governing(slice: &str, verbs: &[(Span, Verb)], head: Span, noun: Head) -> Option<(Span, Verb)> {
    let room = |at: Span| at.end <= head.start && slice[at.end..head.start].chars().count() >= noun.least.min(2);
    verbs.iter().rev().find(|(at, _)| room(*at)).copied()
}

/// The name within a phrase: without what is said of it, counted of it, or listed before it.
fn name(slice: &str, phrase: Span, head: Head, words: &ProgrammeWords) -> Option<Span> {
    let mut start = phrase.start;
    let noun = phrase.end - head.word.len();
    let modifier = &slice[start..noun];
    if modifier.contains(['“', '”', '《', '》', '：']) || INDEFINITE.is_match(modifier) {
        return None;
    }
    start += cut(modifier);
    for shape in [&*FIRST, &*COUNT, &*WHOLE] {
        start += shape.find(&slice[start..noun]).map_or(0, |found| found.end());
    }
    let modifier = &slice[start..noun];
    let specific = words.specific_length(modifier);
    let length = modifier.chars().count();
    let apt = (specific >= head.least || specific >= 2 && length >= 4)
        && length <= LONGEST
        && !INDEFINITE.is_match(modifier)
        && !modifier.ends_with('新')
        && !modifier.contains(['为', '被', '把', '让', '使'])
        && !modifier.starts_with(['不', '有', '无', '更', '将', '由', '以', '对', '在', '与']);
    apt.then(|| Span::new(start, phrase.end))
}

/// Bytes of a modifier that are not part of the name: 了, 出, a description that ends in 的, a list before the last item.
fn cut(modifier: &str) -> usize {
    let enclosed = |at: usize| modifier[..at].matches('（').count() > modifier[..at].matches('）').count();
    let after = |mark: &str| {
        modifier.rmatch_indices(mark).find(|(at, _)| !enclosed(*at)).map_or(0, |(at, found)| at + found.len())
    };
    let mut start =
        ["的", "、", "以及", "及", "关于", "等各类", "等一系列", "等多"].into_iter().map(after).max().unwrap_or(0);
    for joint in ["和", "与"] {
        // A conjunction right at the beginning joins the names; within, it may join words of one name.
        if modifier[start..].starts_with(joint) {
            start += joint.len();
        }
    }
    for particle in ["了", "起", "出", "好"] {
        if modifier[start..].starts_with(particle) {
            start += particle.len();
        }
    }
    start
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is fixed")
}
