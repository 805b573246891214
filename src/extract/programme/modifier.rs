//! The name within a phrase that ends in a programme's noun: without what is said of it, counted of it or listed before it.

use std::sync::LazyLock;

use super::around::begins_with_out;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords};
use crate::span::Span;

/// Number and measure word before a name: 14支驻市工作队.
static COUNT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:近|约|超|逾)?(?:[\d一二三四五六七八九十两百千数多余几]+)(?:余)?(?:[个支家条项批类所处套种名只场次轮台座款户]|万(?:余|多)?[名人户])",
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
        r"国家和地方|参加|参与|出席|^重[大要](?:国际|会议|会展|节会)|[^付]方式$|等(?:[\d一二三四五六七八九十百两多几若]|各|国际|国内|省际|城际|重大|重要|系列|创新|新型|特色|渠道|途径|方式|形式|手段|环节|领域|方面|问题)|^基于|^新型\p{Han}{2}$|领域$|^(?:相应|推进|工作|用好|共抓|加密|集聚|编制|可行|实化|首[趟列])|(?:周报|月报|日报|旬报)$|^[两三四多][地方]|常态化(?:工作)?$|(?:中心|平台|园区|基地|系统|部门|单位|机构)等|体制$|相关|有关|^[已既]有|^全平台|^我国|或者|[^如]或|在[^线建校]|各类|各种|形式多样|系列|对接国家|(?:机构|企业|部门|单位|银行|各地)(?:优化|完善|加强|健全|建立)|^(?:高效|强力|严厉|严格|严密|有力|灵活|顺畅|全方位|多层次|连片)|^(?:半年|季度?|每?月度?|每周|每日|定期|日|周)(?:通报|调度|报告|会商|督查|研判)$|[一二三四五六七八九十两几\d]个|列入|纳入|优先|予以|召开|狠抓|着力|大力|取消|所谓|现有|延伸到|落实到|(?:^|[^精])细化|多双边|各项|　",
    )
});

/// What a phrase begins with that says what is done, and is no name.
static DOES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:加强|促进|提高|支持|扶持|优化|提升|鼓励|引导|强化|做好|培育|扩大|制定|编制|修订|严禁|禁止|必须|发挥|压减|加快|实践|发展和|印发|公布|推动)",
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

/// A count of the text's own parts: 八大调研服务, 一个平台, 一系列机制.
static INDEFINITE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:[一二三四五六七八九十两\d]+大|一个|一批|一系列|多个|多项|各类|这|该|其|此)"));

/// Up to 首个, 首家: what makes the name special is no part of it.
static FIRST: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^.*首(?:个|家|批|支|创|条|座)(?:国家级|省级|自治区级|跨省)?"));

/// 第八轮, 新一轮: which time it is.
static ROUND: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:第[一二三四五六七八九十\d]+轮|新一轮)"));

/// Whose it is, where that is everybody's: 全区12345热线.
static WHOLE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:全市域|全省域|全县域|全区|全市|全省|全县|各级|本市|我市|我省|我区|当地|本地)"));

/// What a noun asks for that hardly ever ends an unquoted name.
const QUOTED_ONLY: usize = 8;

/// Shortest modifiers, in characters, that 和 parts: 基础设施和公共服务平台, but not 动态监测和帮扶机制.
const PARTED: usize = 4;

/// Longest modifier of an unquoted name, in characters.
pub(super) const LONGEST: usize = 28;

/// The name within a phrase: without what is said of it, counted of it, or listed before it.
pub(super) fn name(slice: &str, phrase: Span, head: Head, words: &ProgrammeWords) -> Option<Span> {
    let noun = phrase.end - head.word.len();
    let begin = past_title(slice, phrase.start, noun);
    if says_no_name(&slice[begin..noun], head) {
        return None;
    }
    let start = begin + cut(&slice[begin..noun], SHARED.contains(&head.word));
    // 全国数量最多、体系最全的|育种平台: of which sort it is the most.
    let before = &slice[phrase.start..start];
    if before.ends_with('的') && before.contains('最') {
        return None;
    }
    let start = start + areas_of_list(before, &slice[start..noun]);
    if is_of_many(&slice[phrase.start..start], &slice[start..phrase.end], head) {
        return None;
    }
    let start = start + said_of_it(&slice[start..noun]);
    let modifier = &slice[start..noun];
    (!is_of_another(modifier, head, words) && is_apt(modifier, head, words)).then(|| Span::new(start, phrase.end))
}

/// 落实《某条例》和|某机制: where what stands behind a title begins.
fn past_title(slice: &str, start: usize, noun: usize) -> usize {
    let Some(title) = slice[start..noun].rfind('》') else { return start };
    let rest = &slice[start + title + '》'.len_utf8()..noun];
    noun - rest.strip_prefix(['和', '、', '及', '与']).map_or(rest.len(), str::len)
}

/// Whether words before a head are none of a name, however they are cut.
fn says_no_name(modifier: &str, head: Head) -> bool {
    // 建设|成为全国生态文明先行区: what something is to become.
    modifier.starts_with("成为")
        || modifier.contains(['“', '”', '《', '》', '：'])
        || INDEFINITE.is_match(modifier)
        || modifier.contains("形式多样")
        // 甲、乙的应用、丙平台: no list that begins with its mark.
        || modifier.starts_with('、') && SHARED.contains(&head.word) && modifier.matches('、').count() > 1
        || head.class == HeadClass::Scheme && is_shared(modifier)
}

/// Whether what is named is measured, or counted with others: of many none is named. `name` ends with the head, `before` is what
/// stands in the phrase before it.
fn is_of_many(before: &str, name: &str, head: Head) -> bool {
    let modifier = &name[..name.len() - head.word.len()];
    // 26公里燃气管网改造工程: so much of it, and none by name.
    if head.word == "工程" && MEASURED.is_match(modifier) {
        return true;
    }
    // 甲、乙等6种服务模式: what those listed are.
    let alike = || before.ends_with('等') || head.class == HeadClass::Event || OUTLETS.is_match(name);
    // 第二轮59家服务站标准化: of many that are counted within.
    COUNT.is_match(modifier) && alike() || COUNTED_WITHIN.is_match(modifier)
}

/// Bytes of what words before a head say of it: its amount, which of its kind it is, how many there are, whose it is, which time.
fn said_of_it(words: &str) -> usize {
    let shapes = [&*AMOUNT, &*FIRST, &*COUNT, &*WHOLE, &*ROUND];
    shapes.iter().fold(0, |start, shape| start + shape.find(&words[start..]).map_or(0, |found| found.end()))
}

/// Whether the head is not that of the words before it.
fn is_of_another(modifier: &str, head: Head, words: &ProgrammeWords) -> bool {
    // 顶层设计和工作机制: the last of two nouns says nothing.
    let last_says_nothing =
        modifier.rsplit_once('和').is_some_and(|(_, last)| !last.is_empty() && words.specific_length(last) == 0);
    // 12345热线智能派单功能: what the hotline does, and no programme beside it.
    last_says_nothing || head.word == "功能" && words.heads(modifier).iter().any(|(_, of)| words.cues.runs(of.word))
}

/// Whether words say enough to name what the head is, and nothing else than that.
fn is_apt(modifier: &str, head: Head, words: &ProgrammeWords) -> bool {
    let specific = words.specific_length(modifier);
    let length = modifier.chars().count();
    let lenient = head.least < QUOTED_ONLY && head.class != HeadClass::Event;
    (specific >= head.least || lenient && specific >= 2 && length >= 4)
        && length <= LONGEST
        && ![&*INDEFINITE, &*GENUS, &*DONE].iter().any(|shape| shape.is_match(modifier))
        && (!DOES.is_match(modifier) || CAMPAIGNS.contains(&head.word) && length >= CAMPAIGN)
        && (!modifier.ends_with('新') || RENEWS.iter().any(|verb| modifier.ends_with(verb)))
        && !modifier.replace("天使", "").replace("自由", "").contains(['为', '被', '把', '让', '使', '由'])
        && !modifier.starts_with(['不', '无', '更', '等', '将', '由', '以', '对', '在', '与'])
        && (!modifier.starts_with('有') || HAVING.iter().any(|word| modifier.starts_with(word)))
        && !(head.word == "工程" && STAGES.iter().any(|stage| modifier.ends_with(stage)))
        && !says_what_was_done(modifier)
        && !names_examples(modifier)
        && !(PLAIN.contains(&head.word) && words.says_nothing(modifier))
}

/// Stages and parts of a building site: 写字楼|土建|工程.
const STAGES: [&str; 7] = ["土建", "主体", "附属", "配套", "收尾", "装修", "装饰"];

/// Whether words tell of a deed that is done: 起草了规范政府门户|网站, but 为了, 了解.
fn says_what_was_done(modifier: &str) -> bool {
    modifier.match_indices('了').any(|(at, _)| {
        at > 0 && !modifier[..at].ends_with('为') && !modifier[at + '了'.len_utf8()..].starts_with(['解', '然'])
    })
}

/// Bytes of the area that words behind 、 begin with, where the list before it ends with an area: 甲州乙县、|丙州丁县|强基工程.
fn areas_of_list(before: &str, words: &str) -> usize {
    static AREAS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:\p{Han}{1,6}?[州市县区旗])+"));
    const ENDS: [char; 5] = ['州', '市', '县', '区', '旗'];
    let listed = before.strip_suffix('、').is_some_and(|before| before.ends_with(ENDS));
    let areas = if listed { AREAS.find(words) } else { None };
    areas.map_or(0, |areas| areas.end())
}

/// A length or an area before a name.
static MEASURED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(?:近|约|超|逾)?[\d.]+(?:余|多)?[万亿]?(?:余|多)?(?:公里|千米|平方米|平方公里|米)"));

/// Nouns of what every area has some of.
const PLAIN: [&str; 25] = [
    "平台",
    "系统",
    "窗口",
    "门户",
    "网站",
    "专线",
    "专区",
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
