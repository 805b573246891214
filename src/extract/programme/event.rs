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
const NOUNS: [&str; 50] = [
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
    "大奖赛",
    "挑战赛",
    "锦标赛",
    "邀请赛",
    "公开赛",
    "巡回赛",
    "总决赛",
    "马拉松",
    "运动会",
    "推介会",
    "双年展",
    "文化节",
    "艺术节",
    "旅游节",
    "购物节",
    "电影节",
    "音乐节",
    "美食节",
    "冰雪节",
    "创业周",
    "活动周",
    "大会",
    "评选活动",
    "评选",
    "征集活动",
    "竞赛",
    "比赛",
    "联赛",
    "嘉年华",
    "消费季",
    "对接会",
    "节",
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
        "^(?:中国·|世界|全球|上海合作组织|上合组织|金砖国家|二十国集团|大湄公河|澜沧江|澜湄|亚欧|中国—|中[美英法德俄日韩欧非阿拉老越泰柬缅印蒙澳])",
    )
});

/// What parts a name from the words before it.
static PARTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"[^\p{Han}\w（）“”—·+]|[的了由对将为是被在向从把让获]|参加|参与|召开|承接|上榜|期间|暨"));

/// What may follow such a name: nothing that goes on with the noun.
static FOLLOWS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；：、（）“”《》—\s]|上|中|期间|开幕|闭幕|圆满|落幕|刚刚|签约|吸引|累计|展出|在|于|由|举行|举办|活动|等|和|及|与|的|将|是|完成|揭晓|正式|正在|今天|今日|今晚|日前|近日|如期|成功|顺利|火热|即将|成果|结果|组委会|金奖|银奖|铜奖|[一二三]等奖)",
    )
});

/// Contests, of which many a work team holds its own.
const CONTESTS: [&str; 3] = ["竞赛", "比赛", "联赛"];

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
        let mut here: Vec<Event> = Vec::new();
        for noun in ENDS.find_iter(slice).filter(|noun| FOLLOWS.is_match(&slice[noun.span.end..])) {
            let stretch = parted(&slice[..noun.span.start]);
            let event = said_by_itself(slice, Span::new(stretch, noun.span.end), NOUNS[noun.word], words);
            here.push(event.unwrap_or(Event { span: Span::new(stretch, noun.span.end), core: stretch, named: false }));
        }
        name_neighbours(slice, &mut here, words);
        found.extend(here.into_iter().filter(|event| event.named).map(|event| Candidate {
            span: event.span.shift(clause.start),
            core: slice[event.core..event.span.end].to_owned(),
            full: None,
            rule: "programme/event",
        }));
    }
    found
}

/// Words of a clause that end in the noun of something held.
struct Event {
    span: Span,
    /// Where what it is called begins, behind how often it was held.
    core: usize,
    /// Whether they are known to be a name.
    named: bool,
}

/// Where the words before a noun begin that may be one name with it.
fn parted(before: &str) -> usize {
    let ends_event = |words: &str| NOUNS.iter().chain(&PLAIN_NOUNS).any(|noun| words.ends_with(noun));
    // 经贸洽谈|暨|商品展销会: two halves of one name, but 甲大会|暨|乙论坛.
    let parts = |mark: &regex::Match<'_>| mark.as_str() != "暨" || ends_event(&before[..mark.start()]);
    PARTS.find_iter(before).filter(parts).last().map_or(0, |mark| mark.end())
}

/// Nouns of what is held behind which 暨 begins another name.
const PLAIN_NOUNS: [&str; 6] = ["会", "节", "仪式", "活动", "比赛", "论坛"];

/// An event that says by its own words which it is.
fn said_by_itself(slice: &str, stretch: Span, noun: &str, words: &ProgrammeWords) -> Option<Event> {
    let end = stretch.end;
    BEGINS.captures_iter(&slice[stretch.range()]).find_map(|begins| {
        let whole = begins.get(0).expect("a match has its whole");
        let timed = begins.name("time").is_some();
        let core = stretch.start + if timed { whole.end() } else { whole.start() };
        let span = Span::new(stretch.start + whole.start(), end);
        is_named(&slice[core..end], timed, noun, words).then_some(Event { span, core, named: true })
    })
}

/// 世界制造业大会、|徽商大会|、|淮河论坛|: what is listed beside an event that has a name has one, too.
fn name_neighbours(slice: &str, events: &mut [Event], words: &ProgrammeWords) {
    if events.len() < 2 || events.iter().all(|event| event.named) {
        return;
    }
    let listed = |one: &Event, other: &Event| {
        one.span.end <= other.span.start
            && matches!(&slice[one.span.end..other.span.start], "、" | "和" | "及" | "与" | "以及")
    };
    let own = |event: &Event| is_neighbour(&slice[event.span.range()], words);
    for at in 1..events.len() {
        events[at].named |= events[at - 1].named && listed(&events[at - 1], &events[at]) && own(&events[at]);
    }
    // What begins the list has a verb before it: 办好|徽商大会、世界制造业大会.
    for at in (1..events.len()).rev().filter(|at| *at > 1) {
        events[at - 1].named |= events[at].named && listed(&events[at - 1], &events[at]) && own(&events[at - 1]);
    }
}

/// Whether words in a list of events say which one they are.
fn is_neighbour(name: &str, words: &ProgrammeWords) -> bool {
    let noun = NOUNS.iter().filter(|noun| name.ends_with(**noun)).max_by_key(|noun| noun.len());
    let modifier = noun.and_then(|noun| name.strip_suffix(noun)).unwrap_or_default();
    let whole = ["全国", "全省", "全市", "全区", "全县", "国际", "系列", "主题", "专场", "各类", "相关", "有关"];
    NEIGHBOUR.contains(&modifier.chars().count())
        && !MEETING.is_match(name)
        && !whole.iter().any(|word| modifier.ends_with(word))
        && modifier.chars().all(|character| character.is_alphanumeric() || "（）—·".contains(character))
        && words.specific_length(modifier) >= 2
        && !NOUNS.iter().any(|noun| modifier.contains(noun))
        && words.verbs(modifier).is_empty()
}

/// Fewest and most characters of its modifier.
const NEIGHBOUR: std::ops::RangeInclusive<usize> = 2..=16;

/// Whether the words of an event are a name, and not a sentence that ends in one.
fn is_named(core: &str, timed: bool, noun: &str, words: &ProgrammeWords) -> bool {
    let modifier = core.strip_suffix(noun).unwrap_or(core);
    let asks_time = matches!(
        noun,
        "大会"
            | "评选"
            | "评选活动"
            | "征集活动"
            | "交流会"
            | "论坛"
            | "展评活动"
            | "联席会议"
            | "竞赛"
            | "比赛"
            | "联赛"
            | "嘉年华"
            | "消费季"
            | "对接会"
            | "节"
    ) || MEETS.contains(&noun);
    // 世界互联网大会, 中英环保论坛: who meets says which it is as well.
    let wide = STATES.is_match(core)
        && !CONTESTS.contains(&noun)
        && (noun != "大会" || ["世界", "全球", "中国·"].iter().any(|wide| core.starts_with(wide)));
    // 第六届江南文化节: of what is held again and again two characters say which it is.
    let wide_only = ["全国", "全省", "全市", "全区", "国际", "中国"].contains(&modifier);
    let least = if timed && !asks_time && !wide_only { 2 } else { 3 };
    let balanced = core.matches('（').count() == core.matches('）').count()
        && core.matches('“').count() == core.matches('”').count();
    LENGTH.contains(&core.chars().count())
        // 第十五届全国运动会和|第十二届世界运动会
        && !core.contains('届')
        && (timed || wide || !asks_time)
        && balanced
        && !MEETING.is_match(core)
        && (words.specific_length(modifier) >= least || wide && modifier.chars().count() >= 4)
        // |建设工程|质量检测: what is built says its field.
        && words.verbs(modifier).iter().all(|(at, verb)| {
            matches!(verb.word, "创新" | "应用") || verb.word == "建设" && modifier[at.end..].starts_with("工程")
        })
}
