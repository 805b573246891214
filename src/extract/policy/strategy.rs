//! Strategies named by the verb before them, or beside another: `实施“强首府”战略`, `深入推进新型工业化战略、人才强省战略`.

use std::sync::LazyLock;

use regex::{Captures, Match};

use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A strategy named by the verb before it; those that an "and" adds to it.
static STRATEGIES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:实施|推进|贯彻|落实|坚持|践行|围绕|融入|对接|服务|战略、|战略和|战略与|战略及|”和|”与|”、)(?:[\p{Han}]{0,5}?(?P<quoted>“[\p{Han}\d]{2,10}”(?:[\p{Han}--[和与及]][\p{Han}]{0,7}?)?战略(?:行动)?)|(?:自治区|全省|全市|我省|我市)?(?P<name>“?[\p{Han}]{2,10}?”?战略(?:行动)?))|(?P<alone>“[\p{Han}\d]{2,12}”(?:发展)?战略)|(?P<inside>“[\p{Han}\d]{2,10}?战略)",
    )
});

/// A plan or report that is quoted: 政府工作报告明确提出, 吴江区“十四五”规划指出.
static QUOTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:今年|去年|年)?(?P<name>(?:\p{Han}{2,4}(?:省|市|县|区))?(?:政府工作报告|“十[一二三四五]?五”(?:时期)?[\p{Han}]{0,10}规划(?:纲要)?))中?(?:明确)?(?:提出|指出|要求|部署|强调|确定|显示|透露)",
    )
});

/// A five-year plan that is carried out: 贯彻落实“十二五”规划纲要.
static CARRIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:贯彻|落实|执行|根据|按照|依据)(?:好)?(?P<name>(?:国家|\p{Han}{2,4}(?:省|市|县|区))?“十[一二三四五]?五”(?:时期)?\p{Han}{0,14}?规划(?:纲要)?)(?:[，。；、和与及的]|要求|部署|$)",
    )
});

/// “十四五”规划|圆满收官: a five-year plan as a whole, and no aim of it (“十四五”规划|目标任务) nor one of a field (“十四五”|专项规划).
static FIVE_YEARS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?P<name>“十[一二三四五]?五”(?:时期)?规划(?:纲要)?)(?:[，。；、和与及的中里]|(?:胜利|圆满|顺利|全面|如期|即将)*(?:收官|完成|实施|执行|落地|推进|启动|开局)|谋篇|谋划|确定|确立|明确|编制|中期|重大|$)",
    )
});

/// The plans and reports that a line quotes without 《》.
pub(super) fn quoted(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    if !slice.contains("工作报告") && !slice.contains("规划") {
        return Vec::new();
    }
    QUOTED
        .captures_iter(slice)
        .chain(CARRIED.captures_iter(slice))
        .chain(FIVE_YEARS.captures_iter(slice))
        .filter_map(|hit| {
            // 公布的|四川省“十二五”规划纲要
            let name = hit.name("name")?;
            let whose = name.as_str().find('“').unwrap_or_default();
            let skip = name.as_str()[..whose].rfind('的').map_or(0, |at| at + '的'.len_utf8());
            Some(Span::new(name.start() + skip, name.end()).shift(line.start))
        })
        .collect()
}

/// What may follow 战略 when a word of something else has begun: 战略|合作 "strategic cooperation", 战略|性新兴产业; or when it is
/// what the strategy is to something else: 扩大内需这个战略|基点.
static NOT_STRATEGY: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:合作|性|部署|支点|伙伴|意义|高度|布局|定位|机遇|框架|协议|科技力量|腹地|基点|调整|方针|需求|资源|投资|要地|牵引|思维|眼光|物资|储备|通道|平台|前沿|后方|决策|先导|节点|门户|地位|安全|价值|联盟|重点|转型|研究|咨询|专家|委员|会议|纵深|屏障|枢纽|同盟|互信|威慑|任务|目标|构想|契合|对接|叠加)",
    )
});

/// Words before 战略 that name no strategy: 发展战略 "development strategy", 五大战略 "the five strategies", 这一战略.
static UNNAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:国家|企业|区域|转型|提升|重大|重要|发展|品牌|经营|各项|相关|总体|长远|中长期|新时代|全面|军事)*$|这个|这一|^(?:融入|对接|服务|保障|支撑|支持|承接|承担|担当|落实|贯彻|执行|实施|推动|推进|契合|紧扣|聚焦|事关|关乎|和|、)+国家(?:重大|重要|区域|发展)*$|(?:融入|对接|服务)国家$|^十[一二三四五]?五$|[的和与等为了]|[一二三四五六七八九十]大$|^[一二三四五六七八九十\\d两多各几]+[个项条]",
    )
});

/// What is done with a strategy, once more behind the verb: 实施好|…, 坚决扛起|全面落实|….
static LEADING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:好|(?:全面|深入|坚决|大力|加快|扎实|持续|有效|主动|积极|更好|切实)*(?:落实|实施|推进|贯彻|执行|服务|融入|对接|践行|保障|履行|支撑|响应)+(?:好)?)",
    )
});

static COUNTED: LazyLock<Pattern> = LazyLock::new(|| pattern("^[一二三四五六七八九十两多各几]+大"));

/// The name in a match; of two the one that goes on behind a quotation.
fn named<'t>(hit: &Captures<'t>) -> Option<Match<'t>> {
    hit.name("quoted").or_else(|| hit.name("name")).or_else(|| hit.name("alone")).or_else(|| hit.name("inside"))
}

/// The strategies of a line: the words that name one, and its name.
pub(super) fn strategies(text: &str, line: Span) -> Vec<(Span, String)> {
    let slice = &text[line.range()];
    let mut found = Vec::new();
    let mut from = 0;
    // From the end of each on but for its last word, so that the one an "and" adds is found too.
    while let Some(strategy) = STRATEGIES.captures_at(slice, from).as_ref().and_then(named) {
        from = strategy.start() + strategy.as_str().rfind("战略").unwrap_or(0);
        let (core, kind) = match strategy.as_str().rsplit_once("战略") {
            // “一主六双”高质量发展|战略 keeps its quotation.
            Some((core, kind)) if core.contains('”') && !core.ends_with('”') => (core, kind),
            Some((core, kind)) => (core.trim_matches(['“', '”']), kind),
            None => continue,
        };
        let after = &slice[strategy.end()..];
        // “八八战略” is quoted whole.
        let whole = strategy.as_str().starts_with('“') && after.starts_with('”');
        let verb = if whole { 0 } else { LEADING.find(core).map_or(0, |verb| verb.end()) };
        let skip = if whole { '“'.len_utf8() } else { verb };
        let core = &core[verb..];
        let broken = !whole && strategy.as_str().matches('“').count() != strategy.as_str().matches('”').count();
        // 六大…战略 counts them; “八大经济区”战略 has its name in quotes.
        let counted = !strategy.as_str().contains('”') && COUNTED.is_match(core);
        if !broken && !counted && !UNNAMED.is_match(core) && !NOT_STRATEGY.is_match(after) {
            let span = Span::new(strategy.start() + skip, strategy.end());
            found.push((span.shift(line.start), format!("{core}战略{kind}")));
        }
    }
    found
}
