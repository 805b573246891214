//! Documents without 《》 that something else than the verb before them shows: an edition in brackets (`…总体规划（2021—2035年）`), what becomes
//! of them (`…合作规划正式签署`), who issued them (`国土资源部关于…的通知`), that they are agreements (`落实…升级议定书`) or have as many articles
//! (`“人才新政20条”`).

use std::sync::LazyLock;

use super::plain::{MADE, SCHEME_OF, UNNAMED, balanced};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Register;
use crate::span::Span;

/// Characters of a title before its edition.
const LONGEST: usize = 40;

/// Which edition of a document it is, in brackets behind its title.
static EDITION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<kind>规划|纲要|计划|方案|办法|细则|规定|若干意见|实施意见|指导意见|措施|条例|目录|清单|指引|指南|导则|工作要点)（(?:20\d\d年?[—–－\-～~至]+20\d\d年?|20\d\d年?(?:版|修订版|修订本|本)|试行|暂行|征求意见稿|草案|修订稿|修订草案)）",
    )
});

/// What may stand before a title in its clause: what is done with it, whose it is, or when.
static LED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "编制|印发|出台|实施|落实|制定|制订|批复同意|批复|同意|审定|发布|公布|颁布|修订|贯彻|执行|根据|按照|依据|依照|对照|符合|衔接|纳入|列入|通过|审议|报送|上报|提交|起草|[了的好将把]",
    )
});

/// 黔川渝旅游合作规划|正式签署, 某市国土空间总体规划|获国务院批复: what becomes of a document that a clause begins with.
static FATE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；：\s])(?P<title>(?P<core>[\p{Han}“”\d]{4,32}?)(?:规划纲要|规划|总体方案|行动方案|实施方案|工作方案|行动计划|条例|管理办法|实施办法|办法|若干规定|若干措施|实施意见))(?:已|正式|顺利|成功|相继|率先|全面)*(?:签署|签订|获批|出台|颁布|公布|施行|印发|获\p{Han}{2,10}?(?:批复|批准|通过|审批)|通过(?:专家)?(?:评审|论证|审议)|经\p{Han}{2,14}?(?:批复|批准|通过)|完成编制|编制完成)",
    )
});

/// What a clause about a document begins with besides its title: who works towards it, when.
static BEFORE_FATE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:\d{4}年|\d{1,2}月|\d{1,2}日|推动|促成|争取|力争|确保|随着|其中|目前|今年|去年|同时|以|并)+")
});

/// What a document of an area is called by where it could be any of its kind: 某市|专项|规划, 某省|三年|行动方案.
static ANY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:专项|相关|有关|配套|总体|详细|控制性详细|村庄|年度|重点|系列|城市|[三五十]年|中长期|发展|地方性法规|单行|新|首个|首部)?$",
    )
});

/// 国土资源部|关于…的通知: who issued a document, and what it is about.
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；：（\s]|根据|按照|依据|依照|落实|贯彻|执行|转发|对照|附件)(?P<title>(?P<by>中共中央办公厅|中共中央|最高人民法院|最高人民检察院|\p{Han}{0,14}?(?:国务院|人民政府|办公厅|办公室|委员会|部|总局|局|厅|署))关于[\p{Han}、“”‘’\d〈〉]{4,60}?的(?:通知|通报|决定|批复|复函|实施意见|指导意见|若干意见|意见|实施办法|办法|若干规定|规定|解释|公告))(?:[，。；、）：（\s]|要求|精神|明确|提出|$)",
    )
});

/// Words of those who issued a document that name nobody, or a sentence about it.
static NOBODY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?:有关|相关|各|该|本|其|全体|主管|上级)|[的了与和等在对]|门$|印发|出台|下发|转发|听取|审议")
});

/// 中国—东盟自贸区3.0版|升级议定书, 中新|自由贸易协定: what states have agreed on, behind what is done with it.
static AGREED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:签署|签订|落实|实施|履行|加入|批准|用好|执行|达成|根据|依据|利用)(?:了|好|实施|落实)*(?P<title>(?:中|区域|\p{Han}{2,8}—)[\p{Han}—\d.]{1,20}?(?:自由贸易协定|自贸协定|投资协定|贸易协定|升级议定书|议定书|伙伴关系协定|运输协定|税收协定|合作协定))(?:[，。；、）\s]|条款|和|及|的|生效|$)",
    )
});

/// “人才新政20条”: measures by their theme and how many they are, which are issued or carried out.
static ARTICLES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:出台|推出|发布|印发|实施|落实|兑现|执行|制定|升级)[^“”，。；：]{0,8}?(?P<title>“[\p{Han}--[第一二三四五六七八九十]]{2,8}(?:\d{1,3}|[一二三四五六七八九十]{1,3})条”(?:政策措施|政策|措施)?)",
    )
});

/// The documents of a line, in no order.
pub(super) fn documents(text: &str, line: Span, register: &Register) -> Vec<Span> {
    let slice = &text[line.range()];
    let mut found = Vec::new();
    if slice.contains('（') {
        found.extend(editions(slice));
    }
    let fates = FATE.captures_iter(slice).filter_map(|hit| Some((hit.name("title")?, hit.name("core")?)));
    found.extend(fates.filter_map(|(title, core)| {
        let skip = BEFORE_FATE.find(core.as_str()).map_or(0, |before| before.end());
        is_told_of(&core.as_str()[skip..], register).then(|| Span::new(title.start() + skip, title.end()))
    }));
    if slice.contains("关于") {
        let issued = ISSUED.captures_iter(slice).filter_map(|hit| Some((hit.name("title")?, hit.name("by")?)));
        found.extend(issued.filter(|(title, _)| balanced(title.as_str())).filter_map(|(title, by)| {
            // 落实|国土资源部|关于…
            let skip = LED.find_iter(by.as_str()).last().map_or(0, |verb| verb.end());
            (!NOBODY.is_match(&by.as_str()[skip..])).then(|| Span::new(title.start() + skip, title.end()))
        }));
    }
    let others = AGREED.captures_iter(slice).chain(ARTICLES.captures_iter(slice));
    found.extend(others.filter_map(|hit| hit.name("title")).map(|title| Span::from(title.range())));
    found.into_iter().map(|span| span.shift(line.start)).collect()
}

/// The documents of a line that an edition in brackets follows.
fn editions(line: &str) -> Vec<Span> {
    let title = |edition: regex::Captures<'_>| {
        let (kind, end) = (edition.name("kind")?, edition.get(0)?.end());
        let before = &line[..kind.start()];
        let taken = |c: char| c.is_alphanumeric() || matches!(c, '“' | '”' | '—');
        let words = before.char_indices().rev().take(LONGEST).take_while(|(_, c)| taken(*c));
        let start = words.last()?.0;
        let led = LED.find_iter(&line[start..kind.start()]).last().map_or(start, |verb| start + verb.end());
        let core = &line[led..kind.start()];
        let whole = !line[..start].ends_with(['《', '〈', '、', '“']) || led > start;
        let named = whole && core.chars().count() >= 4 && balanced(core) && !UNNAMED.is_match(core);
        named.then(|| Span::new(led, end))
    };
    EDITION.captures_iter(line).filter_map(title).collect()
}

/// Whether words before the kind of a document say which one it is: those of an area and a matter of it, or of what plans are for.
fn is_told_of(core: &str, register: &Register) -> bool {
    if !balanced(core) || MADE.is_match(core) || core.contains(['的', '等', '了', '该', '各']) || core.contains("印发")
    {
        return false;
    }
    let Some(area) = area_before(core, register) else {
        return core.chars().count() >= 4 && SCHEME_OF.is_match(core) && !UNNAMED.is_match(core);
    };
    !is_any(&core[area..])
}

/// Whether a matter could be that of any document of its kind.
pub(super) fn is_any(matter: &str) -> bool {
    ANY.is_match(matter) || UNNAMED.is_match(matter)
}

/// Where the area ends that words begin with.
pub(super) fn area_before(words: &str, register: &Register) -> Option<usize> {
    const LEVELS: [&str; 6] = ["全市", "全省", "全县", "全区", "全州", "各市"];
    if LEVELS.iter().any(|level| words.starts_with(level)) {
        return None;
    }
    let ends = words.char_indices().map(|(at, c)| at + c.len_utf8()).take(9).skip(1);
    ends.filter(|&end| {
        let area = &words[..end];
        let in_full = area.ends_with(['省', '市', '县', '区', '州', '旗', '盟']);
        register.short_named(area).next().is_some()
            || in_full && register.short_named(&area[..area.len() - '省'.len_utf8()]).next().is_some()
    })
    .last()
}
