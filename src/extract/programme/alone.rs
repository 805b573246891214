//! Unquoted names that no verb brings in: `全民健身提升行动正式启动`, the title `某市智慧农机调度系统`, the item of a plan
//! `（一）坡耕地综合治理工程。`

use std::sync::LazyLock;

use super::modifier::name;
use super::{Candidate, Sentence};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{HeadClass, ProgrammeWords, Verb};
use crate::span::Span;

/// The number of an item.
static NUMBER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:（[一二三四五六七八九十\d]{1,3}）|[一二三四五六七八九十]{1,3}、|\d{1,2}[.．、]|[一二三四五六七八九十]{1,2}是)",
    )
});

/// `programme/phrase-subject`, `programme/titled-phrase` and `programme/numbered`: a phrase that does something as soon as it is
/// named, and one that a title or an item of a plan is nothing but.
pub(super) fn alone(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for clause in sentence.clauses {
        let slice = &sentence.text[clause.range()];
        let title = sentence.title && sentence.clauses.len() == 1;
        let number = NUMBER.find(slice).filter(|_| sentence.clauses.len() == 1).map(|number| number.end());
        if !title && number.is_none() && !RUNS_ON.is_in(slice) {
            continue;
        }
        let from = number.unwrap_or(0);
        for (at, head) in words.heads(slice) {
            let after = &slice[at.end..];
            let scheme = head.class == HeadClass::Scheme && words.cues.is_run(head.word);
            let carrier = head.class == HeadClass::Carrier && words.cues.runs(head.word);
            let item = number.is_some() && after.is_empty();
            let built = head.word == "工程" && (GOES_ON.is_match(after) || item);
            let going = built || DEEDS.contains(&head.word) && PUSHED.is_match(after);
            // 数字孪生平台|能够实时感知: what it can do.
            let going = going || scheme_spreads(head.word, after);
            let able = carrier && ABLE.is_match(after);
            let begins = (RUNS.is_match(after) || able || going).then_some("programme/phrase-subject");
            let rule = match after {
                "" if item => Some("programme/numbered"),
                "" if title => Some("programme/titled-phrase"),
                _ => begins,
            };
            let (Some(rule), true) = (rule, scheme || carrier || going) else { continue };
            let before = &slice[from.min(at.start)..at.start];
            // 生态保护和|建设|二期工程: what the works are for.
            // 数字某省建设|综合试点: what the trial is of.
            let names = |verb: &Verb| verb.word == "建设" && (built || before.ends_with("建设综合"));
            let plain =
                before.chars().all(char::is_alphanumeric) && words.verbs(before).iter().all(|(_, verb)| names(verb));
            let own = if able || item && DEEDS.contains(&head.word) { OWN_OF_ITEM } else { OWN };
            // 会议决定|中央政府门户网站正式开通: who decided it is no part of the name.
            let says = words.specific_length(before) >= own && !before.contains("决定");
            let name = name(slice, Span::new(from.min(at.start), at.end), head, words).filter(|_| plain && says);
            // A heading says 一、, and a title begins with its number.
            if let Some(name) = name.filter(|name| name.start == from && at.start - from <= LONGEST_ALONE) {
                let core = slice[name.range()].to_owned();
                found.push(Candidate { span: name.shift(clause.start), core, full: None, rule });
            }
            break;
        }
    }
    found
}

/// What runs is able to do.
static ABLE: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:可以|能够|可通过|能通过|可实时|能实时|可自动|能自动)"));

/// Whether a way of doing is told to be spread or praised: 教育联合体办学模式|受到肯定.
fn scheme_spreads(noun: &str, after: &str) -> bool {
    static SPREAD: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            "^(?:受到|得到|获得?|先后获|荣获|被|在)[^，。]{0,14}(?:肯定|推广|推开|批示|认可|好评|列为|评为|选为|写入|报道|刊发)",
        )
    });
    ["模式", "机制", "制度", "改革", "工作法"].contains(&noun) && SPREAD.is_match(after)
}

/// Characters beside generic words that say which one it is, where no verb brings it in.
const OWN: usize = 5;

/// The same where an item of a plan is nothing but the name of a deed, and of what is told to be able to do something.
const OWN_OF_ITEM: usize = 4;

/// Deeds that have a name.
const DEEDS: [&str; 5] = ["行动", "专项行动", "工程", "计划", "试点"];

/// What becomes of them: 网络提速降费行动加快推进.
static PUSHED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:加快|扎实|深入|稳步|有序|全面|持续)推进|(?:成功|顺利)?(?:纳入|列入|获批)|(?:深入|全面|扎实|有序)(?:实施|开展)|(?:圆满|顺利|全面|如期)(?:完成|收官)|取得(?:新|积极|显著|明显|阶段性)?(?:成效|实效|突破|进展)|成效(?:明显|显著))",
    )
});

/// Bytes of the longest modifier of a name that no verb brings in.
const LONGEST_ALONE: usize = 54;

/// Words of which one stands behind what runs.
static RUNS_ON: LazyLock<Finder<'static>> = LazyLock::new(|| {
    Finder::of_rule([
        "上线",
        "发布",
        "启用",
        "投用",
        "启动",
        "收官",
        "投入",
        "试运行",
        "开通",
        "设立",
        "运营",
        "完成投资",
        "完工",
        "竣工",
        "贯通",
        "推进",
        "纳入",
        "列入",
        "获批",
        "深入",
        "圆满",
        "全面",
        "取得",
        "成效",
        "可",
        "能",
        "肯定",
        "推广",
        "推开",
        "批示",
        "认可",
        "好评",
        "列为",
        "评为",
        "写入",
        "报道",
    ])
});

/// What becomes of great works: 三江源生态保护二期工程完成投资9亿元.
static GOES_ON: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:已|已经|全面|全线|主体|基本|如期|顺利|累计)*(?:完成投资|完工|竣工|贯通|启动)"));

/// What something does as soon as it is there.
static RUNS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:已|也|已经|于[\d年月日]+)?(?:正式|全面|顺利|成功|圆满|建成)?(?:上线|启用|投用|启动|发布|收官|投入(?:使用|运行|运营)|试运行|开通|设立)(?:运行|试运行)?(?:$|[以后并])",
    )
});
