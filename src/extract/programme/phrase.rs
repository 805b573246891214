//! Unquoted names: `建立联席会议机制`, `依托征纳互动平台及纳税服务热线`.

use std::sync::LazyLock;

use super::modifier::{LONGEST, name};
use super::{Candidate, Sentence};
use crate::document::clause::enclosed;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords, Verb};
use crate::span::Span;

/// What may follow the last noun of a name; any other noun goes on with the phrase (平台公司, 机制框架).
static END: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；：、（）—\s]|和|及|与|以及|等|建设|范围|作用|运行|以来|为|由|的|中(?:$|[^试小型心])|上|内|将|在|对|向|开展|进行|提供|实现|推动|并|入|助|解|帮助|支持|用于|扶持|聚焦|覆盖|常态化|[一二两三四五六七八九十\d]+大|\d\.\d版)",
    )
});

/// What is done on something that is used.
static ON_IT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:开设|设立|推出|上线|发布|建立|举办|组织|办理|受理|收集|征集|销售|打造|搭建|开发|汇聚|推送|公开|申报)")
});

/// How often something was held: 送法进企业活动75次.
static HELD: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\d一二三四五六七八九十两百千万余多]+(?:次|场|期|届|轮)"));

/// Verbs of which a function is the object that runs by itself.
pub(super) const PLUGGED_IN: [&str; 6] = ["接入", "上线", "开发", "启用", "嵌入", "推出"];

/// Verbs of which something that is held is the object.
const HOLDING: [&str; 9] = ["办好", "开展", "举办", "主办", "承办", "组织", "启动", "推出", "发布"];

/// Nouns for what is built as well as for what is done: a dam is no programme.
const BUILT: [&str; 2] = ["工程", "项目"];

/// Verbs of doing, not of building.
const CARRYING_OUT: [&str; 7] = ["实施", "启动", "开展", "推行", "推出", "组织", "深化"];

/// What is built goes on with the noun (工程建设项目平台), unless it is what is said of the named thing (机制建设再升级).
static ATTRIBUTE: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:建设|对接|创新)"));
static BUILDING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^建设(?:$|[，。；：、（—\s]|和|及|与|等|的|再|取得|以来|工作|成效|步伐|全面|扎实|稳步|加快|有序)")
});

/// A noun that goes on behind the head: 科技改革与发展.
static JOINED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:和|与|及)(?:发展|创新|建设|管理|治理|服务|协调)"));

/// 第三届, 首届: how often it was held is no part of the name, but of the words that name it.
static HELD_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:第[一二三四五六七八九十百\d]+|首|[一二两三四五六七八九十\d]+)届"));

/// Shortest modifier, in characters, of a way of doing that is only made better.
const BETTERED: usize = 9;

/// Shortest modifier, in characters, of a new way of doing that says which it is.
const SAYS_WHICH: usize = 7;

/// `programme/phrase`: a phrase that ends in a programme's noun, after a verb that brings it in. A heading is a claim
/// more often than a name (构建诉求解决新机制，…), unless it is nothing but the verb and the name.
pub(super) fn after_verb(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    if sentence.heading && sentence.clauses.len() > 1 {
        return Vec::new();
    }
    let mut found: Vec<Candidate> =
        sentence.clauses.iter().flat_map(|clause| in_clause(sentence, *clause, words)).collect();
    // 某局牵头建立…, 某市建立质量信用评价制度: what a body is charged with, or a place is told to have done.
    let by_somebody = |span: Span| {
        let clause = sentence.clauses.iter().find(|clause| clause.contains(span));
        let before = clause.map_or("", |clause| &sentence.text[clause.start..span.start]);
        CHARGED.is_match(before) || DONE_BY.is_match(before)
    };
    found.retain(|name| {
        !sentence.plain || !is_vague(&name.core) || words.is_everywhere(&name.core) || by_somebody(name.span)
    });
    found
}

/// Who is charged to set something up, right before it: 省某工作领导小组办公室要建立|改革事项动态更新机制.
static CHARGED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("\\p{Han}{2}(?:办公室|领导小组|委员会|专班|[局厅委部署])(?:要|应|须|应当|要牵头|负责|牵头)建立$")
});

/// Which area has set something up, where a clause is nothing else.
static DONE_BY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:[一二三四五六七八九十]是|\\d[.．])?(?:\\p{Han}{1,4}[省市州])?[\\p{Han}&&[^各全我本该]]{1,5}(?:市|县|区|旗|镇|街道)(?:率先|创新|探索|首创)?(?:建立|推行|实行|首创|创立)了?$",
    )
});

/// 建立动态调整机制: a way of doing that a text asks for, and no more than that, where nobody reports what he did.
fn is_vague(core: &str) -> bool {
    const NOUNS: [&str; 3] = ["机制", "制度", "模式"];
    const WIDE: [&str; 5] = ["全国", "国家", "中央", "中国", "国务院"];
    let modifier = NOUNS.iter().find_map(|noun| core.strip_suffix(noun));
    // 某市场平稳健康发展|长效机制: what it is to come to, and not which it is.
    if modifier.and_then(|words| words.strip_suffix("长效")).is_some_and(|aim| aim.ends_with("发展")) {
        return true;
    }
    modifier
        .is_some_and(|words| // PPP模式: a word of another language says which.
        words.chars().count() < SAYS_ENOUGH
            && !words.contains(|next: char| next.is_ascii_alphanumeric()) && !WIDE.iter().any(|wide| words.starts_with(wide)))
}

/// Shortest modifier, in characters, of a way of doing that says which it is all the same: 草原生态保护补助奖励|机制.
const SAYS_ENOUGH: usize = 9;

fn in_clause(sentence: &Sentence, clause: Span, words: &ProgrammeWords) -> Vec<Candidate> {
    let slice = &sentence.text[clause.range()];
    let mut found = Vec::new();
    let heads = words.heads(slice);
    if heads.is_empty() {
        return found;
    }
    let mut verbs = words.verbs(slice);
    if verbs.is_empty() {
        return found;
    }
    let held = enclosed(slice, Span::new(0, slice.len()));
    let inside = |at: Span| held.iter().any(|pair| pair.contains(at) && !slice[pair.range()].starts_with('（'));
    verbs.retain(|(at, _)| !inside(*at));
    let mut last: Option<(Span, usize)> = None;
    for (at, head) in heads.into_iter().filter(|(at, _)| !inside(*at)) {
        let Some((verb_at, verb)) = governing(slice, &verbs, at, head, words) else { continue };
        // 开展政府网站集约化试点|工作.
        let trial = head.word == "试点" && !slice[..at.start].ends_with("改革");
        let after = &slice[at.end..];
        let after = if trial { after.strip_prefix("工作").unwrap_or(after) } else { after };
        if !ends_phrase(after, head, verb) {
            continue;
        }
        // A list goes on behind the name before it.
        let start = last.filter(|(_, verb)| *verb == verb_at.end).map_or(verb_at.end, |(before, _)| before.end);
        last = Some((at, verb_at.end));
        // 以建设验证平台|为抓手: what helps to do the rest.
        let aside = AS_HELP.is_match(after) && slice[..verb_at.start].ends_with('以');
        if fits(verb, head)
            && !aside
            && !OTHERS.is_match(&slice[..verb_at.start])
            && let Some(name) = name(slice, Span::new(start, at.end), head, words)
            && !is_general(verb, &slice[name.range()], head, sentence.plain)
        {
            let rule = if head.class == HeadClass::Service { "programme/service" } else { "programme/phrase" };
            let words = &slice[name.range()];
            let core = words[HELD_BEFORE.find(words).map_or(0, |times| times.end())..].to_owned();
            let core = reform(without_short_form(core));
            found.push(Candidate { span: name.shift(clause.start), core, full: None, rule });
        }
    }
    found
}

/// What something is good for.
static AS_HELP: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^为(?:抓手|重点|契机|牵引|引领|主线|目标|核心|突破口|支撑|导向|基础|载体|依托|主攻方向)")
});

/// Whom a clause encourages to do it: 引导|企业|构建合作机制, and nothing that is there.
static OTHERS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?:引导|鼓励|支持)(?:支持|鼓励)?\p{Han}{0,16}$"));

/// 甲联席会议|（以下简称联席会议）|制度: what a name holds of its own short form is no part of it.
fn without_short_form(core: String) -> String {
    let Some((before, rest)) = core.split_once('（').filter(|(_, rest)| rest.contains("简称")) else { return core };
    match rest.split_once('）') {
        Some((_, after)) => format!("{before}{after}"),
        None => core,
    }
}

fn ends_phrase(after: &str, head: Head, verb: Verb) -> bool {
    if head.word == "改革" && JOINED.is_match(after) || ATTRIBUTE.is_match(after) && !BUILDING.is_match(after) {
        return false;
    }
    // What is achieved may be any result; a name only where nothing is said of it.
    (verb.word != "实现" || after.is_empty()) && END.is_match(after)
        // 依托某平台|开设专区: what is done on what runs.
        || head.class == HeadClass::Carrier && !verb.strong && ON_IT.is_match(after)
        || head.class == HeadClass::Event && HELD.is_match(after)
}

/// Whether a verb only says that a way of doing is new or better, and a short phrase not what it is called: 创新帮扶模式,
/// 完善成果转化机制.
fn is_general(verb: Verb, name: &str, head: Head, plain: bool) -> bool {
    let modifier = name.chars().count() - head.word.chars().count();
    match verb.word {
        _ if head.class != HeadClass::Scheme => false,
        // 创新DIP结算清单质控模式: what it is a way of says which.
        "创新" => modifier < SAYS_WHICH,
        // Of what is to become better many texts speak that nobody reports.
        "完善" | "健全" if plain && BETTER.contains(&head.word) => true,
        "完善" | "健全" => modifier < BETTERED,
        _ => false,
    }
}

/// Nouns of ways of doing.
const BETTER: [&str; 3] = ["机制", "制度", "模式"];

/// Whether a verb can bring in what the noun says: what is only used must be something that runs.
fn fits(verb: Verb, head: Head) -> bool {
    match head.class {
        // 接入甲功能, but 提升乙功能 and 完善丙功能.
        HeadClass::Carrier if head.word == "功能" => PLUGGED_IN.contains(&verb.word),
        HeadClass::Carrier => true,
        HeadClass::Event => HOLDING.contains(&verb.word),
        // 采取执法行动: what was done once.
        HeadClass::Scheme if verb.word == "采取" && head.word.ends_with("行动") => false,
        HeadClass::Scheme if BUILT.contains(&head.word) => CARRYING_OUT.contains(&verb.word),
        HeadClass::Scheme => verb.strong || verb.word == "实现",
        HeadClass::Service => verb.strong,
        HeadClass::Product | HeadClass::Boundary => false,
    }
}

/// A reform on trial is the reform; a comprehensive one is called a trial by those who approve it (综合改革试点).
pub(super) fn reform(core: String) -> String {
    match core.strip_suffix("改革试点").filter(|reform| !reform.ends_with("综合")) {
        Some(reform) => format!("{reform}改革"),
        None => core,
    }
}

/// The verb that a head noun depends on: the nearest that leaves room for a name between.
fn governing(
    slice: &str,
    verbs: &[(Span, Verb)],
    head: Span,
    noun: Head,
    words: &ProgrammeWords,
) -> Option<(Span, Verb)> {
    // A clause without a mark may have any number of verbs: none is looked at further away than names are long.
    const REACH: usize = LONGEST * 4;
    let room = |at: Span| {
        let least = noun.least.min(2);
        at.end <= head.start && (least == 0 || slice[at.end..head.start].chars().nth(least - 1).is_some())
    };
    let mut with_room = verbs.iter().rev().filter(|(at, _)| room(*at));
    let nearest = with_room.next().copied()?;
    // 启动老旧小区改造升级三年行动: what says nothing of its own goes on with the words before.
    let says = |at: Span| {
        let modifier = &slice[at.end..head.start];
        if modifier.len() > REACH {
            return true;
        }
        let modifier = ["三年", "五年", "百日"].iter().find_map(|time| modifier.strip_suffix(time)).unwrap_or(modifier);
        words.specific_length(modifier) > 0
    };
    if says(nearest.0) || noun.class != HeadClass::Scheme {
        return Some(nearest);
    }
    let close =
        |at: Span| slice[at.end..head.start].chars().count() <= LONGEST && !slice[at.end..head.start].contains('、');
    let mut within_reach = with_room.take_while(|(at, _)| head.start - at.end <= REACH);
    within_reach.find(|(at, _)| close(*at) && says(*at)).copied().or(Some(nearest))
}
