//! Events that say themselves which they are, so that no verb need bring them in: `第二十二届中国国际高新技术成果交易会`.
//!
//! Such a name ends in the noun of something held and begins with how often it was held, its year or how wide it is. The
//! first two are no part of what it is called.

use std::sync::LazyLock;

use super::{Candidate, Sentence};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// Nouns of something held that need no verb; of the last a name needs its year or how often it was held.
const NOUNS: [&str; 32] = [
    "联席会议",
    "圆桌会议",
    "领导人会议",
    "外长会议",
    "外长会",
    "部长级会议",
    "部长会议",
    "展评活动",
    "博览会",
    "交易会",
    "洽谈会",
    "展览会",
    "展销会",
    "交流会",
    "高峰论坛",
    "论坛",
    "峰会",
    "大赛",
    "挑战赛",
    "锦标赛",
    "双年展",
    "文化节",
    "艺术节",
    "旅游节",
    "购物节",
    "电影节",
    "创业周",
    "活动周",
    "大会",
    "评选活动",
    "评选",
    "征集活动",
];

static ENDS: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(NOUNS));

/// What such a name begins with: how often it was held or its year, and how wide it is.
static BEGINS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<time>(?:第[一二三四五六七八九十百\d]+|首|[一二两三四五六七八九十\d]+)届|20\d\d(?:年度?)?)|中国|中华|世界|全球|国际|亚洲|亚太|全国|上海合作组织|上合组织|金砖国家|二十国集团|大湄公河|澜沧江|澜湄|亚欧|中[美英法德俄日韩欧非阿拉老越泰柬缅印蒙澳]",
    )
});

/// Who meets: countries, or groups of them.
static STATES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:世界|全球|上海合作组织|上合组织|金砖国家|二十国集团|大湄公河|澜沧江|澜湄|亚欧|中国—|中[美英法德俄日韩欧非阿拉老越泰柬缅印蒙澳])",
    )
});

/// What parts a name from the words before it.
static PARTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"[^\p{Han}\w（）“”—·+]|[的了由对将为是被在向从把让获]|参加|参与|召开|承接|上榜|期间|暨"));

/// What may follow such a name: nothing that goes on with the noun.
static FOLLOWS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；：、（）“”《》—\s]|上|中|期间|开幕|闭幕|圆满|落幕|刚刚|签约|吸引|累计|展出|在|于|由|举行|举办|活动|等|和|及|与|的|将|是|完成|揭晓|正式|成果|结果|组委会|金奖|银奖|铜奖|[一二三]等奖)",
    )
});

/// Meetings of those who speak for states, which have a name only with these or with how often they met.
const MEETS: [&str; 6] = ["圆桌会议", "领导人会议", "外长会议", "外长会", "部长级会议", "部长会议"];

/// A meeting, and no event that has a name.
static MEETING: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:代表|表彰|动员|推进|工作|总结|党员|职工|启动|誓师|部署|教育|安全)大会$"));

/// Fewest and most characters of the name without how often it was held.
const LENGTH: std::ops::RangeInclusive<usize> = 5..=26;

/// `programme/event`: an event by its form alone.
pub(super) fn events(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    for clause in sentence.clauses {
        let slice = &sentence.text[clause.range()];
        for noun in ENDS.find_iter(slice) {
            let end = noun.span.end;
            let stretch = PARTS.find_iter(&slice[..noun.span.start]).last().map_or(0, |mark| mark.end());
            if !FOLLOWS.is_match(&slice[end..]) {
                continue;
            }
            let candidate = BEGINS.captures_iter(&slice[stretch..end]).find_map(|begins| {
                let whole = begins.get(0).expect("a match has its whole");
                let timed = begins.name("time").is_some();
                let core = &slice[stretch + if timed { whole.end() } else { whole.start() }..end];
                is_named(core, timed, NOUNS[noun.word], words).then(|| Candidate {
                    span: Span::new(stretch + whole.start(), end).shift(clause.start),
                    core: core.to_owned(),
                    full: None,
                    rule: "programme/event",
                })
            });
            found.extend(candidate);
        }
    }
    found
}

/// Whether the words of an event are a name, and not a sentence that ends in one.
fn is_named(core: &str, timed: bool, noun: &str, words: &ProgrammeWords) -> bool {
    let modifier = core.strip_suffix(noun).unwrap_or(core);
    let asks_time =
        matches!(noun, "大会" | "评选" | "评选活动" | "征集活动" | "交流会" | "论坛" | "展评活动" | "联席会议")
            || MEETS.contains(&noun);
    // 世界互联网大会, 中英环保论坛: who meets says which it is as well.
    let wide = STATES.is_match(core) && (noun != "大会" || core.starts_with("世界") || core.starts_with("全球"));
    // 第六届江南文化节: of what is held again and again two characters say which it is.
    let wide_only = ["全国", "全省", "全市", "全区", "国际", "中国"].contains(&modifier);
    let least = if timed && !asks_time && !wide_only { 2 } else { 3 };
    let balanced = core.matches('（').count() == core.matches('）').count()
        && core.matches('“').count() == core.matches('”').count();
    LENGTH.contains(&core.chars().count())
        && (timed || wide || !asks_time)
        && balanced
        && !MEETING.is_match(core)
        && (words.specific_length(modifier) >= least || wide && modifier.chars().count() >= 4)
        && words.verbs(modifier).iter().all(|(_, verb)| verb.word == "创新" || verb.word == "应用")
}
