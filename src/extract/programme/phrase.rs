//! Unquoted names: `建立联席会议机制`, `依托征纳互动平台及纳税服务热线`.

use std::sync::LazyLock;

use super::around::begins_with_out;
use super::{Candidate, Sentence};
use crate::document::clause::enclosed;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords, Verb};
use crate::span::Span;

/// What may follow the last noun of a name; any other noun goes on with the phrase (平台公司, 机制框架).
static END: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:$|[，。；：、（）—\s]|和|及|与|以及|等|建设|范围|作用|运行|以来|为|由|的|中(?:$|[^试小型心])|上|内|将|在|对|向|开展|进行|提供|实现|推动|并|入|助|解|聚焦|覆盖|常态化|[一二两三四五六七八九十\d]+大|\d\.\d版)",
    )
});

/// What is done on something that is used.
static ON_IT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:开设|设立|推出|上线|发布|建立|举办|组织|办理|受理|收集|征集|销售|打造|搭建|开发|汇聚|推送|公开|申报)")
});

/// How often something was held: 送法进企业活动75次.
static HELD: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\d一二三四五六七八九十两百千万余多]+(?:次|场|期|届|轮)"));

/// Verbs of which a function is the object that runs by itself.
const PLUGGED_IN: [&str; 6] = ["接入", "上线", "开发", "启用", "嵌入", "推出"];

/// Verbs of which something that is held is the object.
const HOLDING: [&str; 9] = ["办好", "开展", "举办", "主办", "承办", "组织", "启动", "推出", "发布"];

/// Nouns for what is built as well as for what is done: a dam is no programme.
const BUILT: [&str; 2] = ["工程", "项目"];

/// Verbs of doing, not of building.
const CARRYING_OUT: [&str; 7] = ["实施", "启动", "开展", "推行", "推出", "组织", "深化"];

/// Number and measure word before a name: 14支驻市工作队.
static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:近|约|超|逾)?(?:[\d一二三四五六七八九十两百千数多余几]+)(?:余)?(?:[个支家条项批类所处套种名只场次轮台座款])",
    )
});

/// The same behind other words.
static COUNTED_WITHIN: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\p{Han}\d+(?:余)?[个支家条项批所处座]"));

/// An amount before a name: 300万元风险补偿基金.
static AMOUNT: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:总?规模)?(?:近|约|超|逾|达)?[\d.]+(?:余|多)?(?:万|亿|千万|百万)?元(?:规模)?"));

/// A genus, or a list of it, and no name: 管理等220余项制度, 乡村旅游相关活动, 合并建设、国土三个窗口.
static GENUS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"等(?:[\d一二三四五六七八九十百两多几若]|各|重大|重要|系列|创新|新型|特色|渠道|途径|方式|形式|手段|环节|领域|方面|问题)|^基于|^新型\p{Han}{2}$|领域$|^(?:相应|推进|工作|用好|共抓|加密|集聚|编制|可行|实化|首[趟列])|(?:周报|月报|日报|旬报)$|^[两三四多][地方]|常态化(?:工作)?$|(?:中心|平台|园区|基地|系统|部门|单位|机构)等|体制$|相关|有关|^[已既]有|^全平台|^我国|或者|[^如]或|在[^线建校]|各类|各种|形式多样|系列|对接国家|(?:机构|企业|部门|单位|银行|各地)(?:优化|完善|加强|健全|建立)|^(?:高效|强力|严厉|严格|严密|有力|灵活|顺畅|全方位|多层次|连片)|^(?:半年|季度?|每?月度?|每周|每日|定期|日|周)(?:通报|调度|报告|会商|督查|研判)$|[一二三四五六七八九十两几\d]个|列入|纳入|优先|予以|召开|狠抓|着力|大力|取消|所谓|现有|延伸到|落实到|(?:^|[^精])细化|多双边|各项|　",
    )
});

/// What a phrase begins with that says what is done, and is no name.
static DOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:加强|促进|提高|支持|扶持|优化|提升|鼓励|引导|强化|做好|培育|扩大|制定|编制|修订|严禁|禁止|必须|发挥|压减|加快|实践|发展和)",
    )
});

/// What is carried out may begin with what it does: 促进跨境贸易便利化专项行动.
const CAMPAIGNS: [&str; 4] = ["专项行动", "行动", "专项整治", "行动计划"];

/// Shortest modifier, in characters, of such a name.
const CAMPAIGN: usize = 5;

/// Places where something is done for people, which are counted like any other: 12个街道党群服务中心.
static OUTLETS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?:中心|站|点|室|馆|窗口|专窗|专区|基地|超市|通道|平台|系统|分局|学院|驿站|项目|讲堂|联盟|基金)$")
});

/// A verb right before the head noun: 全面深化改革 is a clause.
static DONE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:深化|推进|推动|实施|开展|落实|建立|完善|加强|优化|健全)$"));

/// What is built goes on with the noun (工程建设项目平台), unless it is what is said of the named thing (机制建设再升级).
static ATTRIBUTE: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:建设|对接|创新)"));
static BUILDING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^建设(?:$|[，。；：、（—\s]|和|及|与|等|的|再|取得|以来|工作|成效|步伐|全面|扎实|稳步|加快|有序)")
});

/// A noun that goes on behind the head: 科技改革与发展.
static JOINED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:和|与|及)(?:发展|创新|建设|管理|治理|服务|协调)"));

/// A count of the text's own parts: 八大调研服务, 一个平台, 一系列机制.
static INDEFINITE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:[一二三四五六七八九十两\d]+大|一个|一批|一系列|多个|多项|各类|这|该|其|此)"));

/// Up to 首个, 首家: what makes the name special is no part of it.
static FIRST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^.*首(?:个|家|批|支|创|条|座)(?:国家级|省级|自治区级|跨省)?"));

/// 第三届, 首届: how often it was held is no part of the name, but of the words that name it.
static HELD_BEFORE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:第[一二三四五六七八九十百\d]+|首|[一二两三四五六七八九十\d]+)届"));

/// 第八轮, 新一轮: which time it is.
static ROUND: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:第[一二三四五六七八九十\d]+轮|新一轮)"));

/// Whose it is, where that is everybody's: 全区12345热线.
static WHOLE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:全市域|全省域|全县域|全区|全市|全省|全县|各级|本市|我市|我省|我区|当地|本地)"));

/// What a noun asks for that hardly ever ends an unquoted name.
const QUOTED_ONLY: usize = 8;

/// Shortest modifier, in characters, of a way of doing that is only made better.
const BETTERED: usize = 9;

/// Shortest modifier, in characters, of a new way of doing that says which it is.
const SAYS_WHICH: usize = 7;

/// Shortest modifiers, in characters, that 和 parts: 基础设施和公共服务平台, but not 动态监测和帮扶机制.
const PARTED: usize = 4;

/// Longest modifier of an unquoted name, in characters.
const LONGEST: usize = 28;

/// `programme/phrase`: a phrase that ends in a programme's noun, after a verb that brings it in. A heading is a claim
/// more often than a name (构建诉求解决新机制，…), unless it is nothing but the verb and the name.
pub(super) fn after_verb(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    if sentence.heading && sentence.clauses.len() > 1 {
        return Vec::new();
    }
    let mut found: Vec<Candidate> =
        sentence.clauses.iter().flat_map(|clause| in_clause(sentence.text, *clause, words)).collect();
    found.retain(|candidate| !sentence.plain || !is_vague(&candidate.core) || words.is_everywhere(&candidate.core));
    found
}

/// 建立动态调整机制: a way of doing that a text asks for, and no more than that, where nobody reports what he did.
fn is_vague(core: &str) -> bool {
    const NOUNS: [&str; 3] = ["机制", "制度", "模式"];
    const WIDE: [&str; 5] = ["全国", "国家", "中央", "中国", "国务院"];
    let modifier = NOUNS.iter().find_map(|noun| core.strip_suffix(noun));
    modifier
        .is_some_and(|words| // PPP模式: a word of another language says which.
        words.chars().count() < SAYS_ENOUGH
            && !words.contains(|next: char| next.is_ascii_alphanumeric()) && !WIDE.iter().any(|wide| words.starts_with(wide)))
}

/// Shortest modifier, in characters, of a way of doing that says which it is all the same: 草原生态保护补助奖励|机制.
const SAYS_ENOUGH: usize = 9;

fn in_clause(text: &str, clause: Span, words: &ProgrammeWords) -> Vec<Candidate> {
    let slice = &text[clause.range()];
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
        if fits(verb, head)
            && !OTHERS.is_match(&slice[..verb_at.start])
            && let Some(name) = name(slice, Span::new(start, at.end), head, words)
            && !is_general(verb, &slice[name.range()], head)
        {
            let rule = if head.class == HeadClass::Service { "programme/service" } else { "programme/phrase" };
            let words = &slice[name.range()];
            let core = words[HELD_BEFORE.find(words).map_or(0, |times| times.end())..].to_owned();
            let core = reform(core);
            found.push(Candidate { span: name.shift(clause.start), core, full: None, rule });
        }
    }
    found
}

/// Whom a clause encourages to do it: 引导|企业|构建合作机制, and nothing that is there.
static OTHERS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?:引导|鼓励|支持)(?:支持|鼓励)?\p{Han}{0,16}$"));

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
fn is_general(verb: Verb, name: &str, head: Head) -> bool {
    let modifier = name.chars().count() - head.word.chars().count();
    match verb.word {
        _ if head.class != HeadClass::Scheme => false,
        // 创新DIP结算清单质控模式: what it is a way of says which.
        "创新" => modifier < SAYS_WHICH,
        "完善" | "健全" => modifier < BETTERED,
        _ => false,
    }
}

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

/// A reform on trial is the reform.
pub(super) fn reform(core: String) -> String {
    core.strip_suffix("改革试点").map(|reform| format!("{reform}改革")).unwrap_or(core)
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

/// The name within a phrase: without what is said of it, counted of it, or listed before it.
pub(super) fn name(slice: &str, phrase: Span, head: Head, words: &ProgrammeWords) -> Option<Span> {
    let mut start = phrase.start;
    let noun = phrase.end - head.word.len();
    // 落实《某条例》和某机制: the name begins behind the title.
    if let Some(title) = slice[start..noun].rfind('》') {
        let rest = &slice[start + title + '》'.len_utf8()..noun];
        start = noun - rest.strip_prefix(['和', '、', '及', '与']).map_or(rest.len(), str::len);
    }
    let modifier = &slice[start..noun];
    if modifier.contains(['“', '”', '《', '》', '：']) || INDEFINITE.is_match(modifier) || modifier.contains("形式多样")
    {
        return None;
    }
    // 甲、乙的应用、丙平台: no list that begins with its mark.
    if modifier.starts_with('、') && SHARED.contains(&head.word) && modifier.matches('、').count() > 1 {
        return None;
    }
    if head.class == HeadClass::Scheme && is_shared(modifier) {
        return None;
    }
    start += cut(modifier, SHARED.contains(&head.word));
    // Of many that are counted none is named.
    let counted = COUNT.is_match(&slice[start..noun]);
    // 甲、乙等6种服务模式: what those listed are.
    if counted && slice[phrase.start..start].ends_with('等') {
        return None;
    }
    if counted && (head.class == HeadClass::Event || OUTLETS.is_match(&slice[start..phrase.end])) {
        return None;
    }
    // 第二轮59家服务站标准化: of many that are counted within.
    if COUNTED_WITHIN.is_match(&slice[start..noun]) {
        return None;
    }
    for shape in [&*AMOUNT, &*FIRST, &*COUNT, &*WHOLE, &*ROUND] {
        start += shape.find(&slice[start..noun]).map_or(0, |found| found.end());
    }
    let modifier = &slice[start..noun];
    // 顶层设计和工作机制: the last of two nouns says nothing.
    if modifier.rsplit_once('和').is_some_and(|(_, last)| !last.is_empty() && words.specific_length(last) == 0) {
        return None;
    }
    // 12345热线智能派单功能: what the hotline does, and no programme beside it.
    if head.word == "功能" && words.heads(modifier).iter().any(|(_, of)| words.cues.runs(of.word)) {
        return None;
    }
    let specific = words.specific_length(modifier);
    let length = modifier.chars().count();
    let lenient = head.least < QUOTED_ONLY && head.class != HeadClass::Event;
    let apt = (specific >= head.least || lenient && specific >= 2 && length >= 4)
        && length <= LONGEST
        && ![&*INDEFINITE, &*GENUS, &*DONE].iter().any(|shape| shape.is_match(modifier))
        && (!DOES.is_match(modifier) || CAMPAIGNS.contains(&head.word) && length >= CAMPAIGN)
        && (!modifier.ends_with('新') || RENEWS.iter().any(|verb| modifier.ends_with(verb)))
        && !modifier.replace("天使", "").replace("自由", "").contains(['为', '被', '把', '让', '使', '由'])
        && !modifier.starts_with(['不', '无', '更', '等', '将', '由', '以', '对', '在', '与'])
        && (!modifier.starts_with('有') || HAVING.iter().any(|word| modifier.starts_with(word)))
        && !names_examples(modifier)
        && !(PLAIN.contains(&head.word) && words.says_nothing(modifier));
    apt.then(|| Span::new(start, phrase.end))
}

/// Nouns of what every area has some of.
const PLAIN: [&str; 22] = [
    "平台",
    "系统",
    "窗口",
    "门户",
    "通道",
    "机制",
    "制度",
    "模式",
    "改革",
    "工程",
    "计划",
    "行动",
    "试点",
    "联盟",
    "学院",
    "网络",
    "工作体系",
    "管理体系",
    "服务体系",
    "政策体系",
    "中试基地",
    "活动",
];

/// Verbs that end in 新, which otherwise describes the noun: 传统产业|焕新|行动, but 改革|新|机制.
const RENEWS: [&str; 6] = ["创新", "焕新", "更新", "革新", "换新", "立新"];

/// Words that begin with 有 and are no clause.
const HAVING: [&str; 4] = ["有效", "有机", "有色", "有组织"];

/// 国家大学科技园|等|国家级科创平台, 严禁超载车进城|等|专项整治行动: what those named are examples of; but 高等, and
/// 越南|等|外籍患者医疗救助机制, which says whose it is.
fn names_examples(modifier: &str) -> bool {
    const WORDS: &str = "高同平初中均相优劣上下一二三特对";
    const KINDS: [&str; 6] = ["国家级", "省级", "市级", "高能级", "重点", "专项"];
    modifier.match_indices('等').any(|(at, _)| {
        let behind = &modifier[at + '等'.len_utf8()..];
        let examples = behind.is_empty() || KINDS.iter().any(|kind| behind.starts_with(kind));
        examples && !modifier[..at].ends_with(|before| WORDS.contains(before))
    })
}

/// Whether the noun behind a list is that of all its short items: 办案、交通、食宿补贴|制度.
fn is_shared(modifier: &str) -> bool {
    const SHORT: usize = 4;
    let Some((before, last)) = modifier.rsplit_once('、') else { return false };
    let item = before.rsplit('、').next().unwrap_or(before);
    (1..=SHORT).contains(&item.chars().count())
        && item.chars().all(char::is_alphanumeric)
        && !last.contains(['等', '的'])
}

/// Nouns that the items of a list may share: 政策咨询、投诉、建议平台.
const SHARED: [&str; 6] = ["平台", "系统", "网站", "窗口", "热线", "小程序"];

/// Bytes of a modifier that are not part of the name: 了, 出, a description that ends in 的, a list before the last item.
fn cut(modifier: &str, carrier: bool) -> usize {
    let enclosed = |at: usize| modifier[..at].matches('（').count() > modifier[..at].matches('）').count();
    let after = |mark: &str| {
        modifier.rmatch_indices(mark).find(|(at, _)| !enclosed(*at)).map_or(0, |(at, found)| at + found.len())
    };
    let described = ["的", "以及", "及", "关于"].into_iter().map(after).max().unwrap_or(0);
    let listed = after("、");
    // 政策咨询、投诉、建议平台: short items share the noun.
    let shared = carrier && listed > '、'.len_utf8() && modifier[listed..].chars().count() <= 2;
    // 网络理政中心（城市大脑: of a bracket that is not closed the name is inside.
    let bracket =
        modifier.rfind('（').filter(|&at| !modifier[at..].contains('）')).map_or(0, |at| at + '（'.len_utf8());
    let described = described.max(bracket);
    let mut start = if shared { described } else { described.max(listed) };
    if listed > 0 && !shared {
        // 能评、环评等区域评估改革: the list describes what follows.
        start = start.max(after("等"));
    }
    for joint in ["和", "与"] {
        // A conjunction right at the beginning joins the names; within, it may join words of one name.
        if modifier[start..].starts_with(joint) {
            start += joint.len();
        }
    }
    if let Some((left, right)) = modifier[start..].rsplit_once('和')
        && left.chars().count() >= PARTED
        && right.chars().count() >= PARTED
        // 生态保护和|建设二期工程: two deeds of one name.
        && !["建设", "恢复", "修复", "治理", "利用"].iter().any(|deed| right.starts_with(deed))
    {
        start = modifier.len() - right.len();
    }
    // 创新|出台|专利延迟审查机制
    if modifier[start..].starts_with("出台") {
        start += "出台".len();
    }
    for particle in ["了", "起", "出", "好"] {
        if modifier[start..].starts_with(particle) && !begins_with_out(&modifier[start..]) {
            start += particle.len();
        }
    }
    start
}
