//! What in quotation marks is no name: figures of speech (“加速度”), labels (“三个体系”), honours, dates, demands.

use std::sync::LazyLock;

use super::around::{END, tail};
use super::quoted::{OWN_NAME, Quote};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{HeadClass, ProgrammeWords};
use crate::span::Span;

/// Number and measure word: a label of the text's own structure (三个体系, 六项政策组合拳), not a name.
pub(super) static COUNTED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[一二三四五六七八九十两\d]+[个张套大项条类步把道支批种组方件]"));

/// A list or a prize: “全国文化企业30强”.
static RANKED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?:[\d百十]强|排行榜|榜单|榜|奖)$"));

/// The years of a plan: “十四五”规划 is a policy, and “十五”计划目标 what it aimed at.
static FIVE_YEARS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^十?[一二三四五六七八九]?五$"));

/// Most characters from a quotation that counts things to the end of the noun that makes it a name all the same.
pub(super) const NEAR_HEAD: usize = 8;

/// Whether quoted words are a figure of speech, a label, a slogan, an honour, a date: anything but what is run. Several rules
/// ask it of each quotation.
pub(super) fn is_figure(quote: &Quote, words: &ProgrammeWords) -> bool {
    *quote.figure.get_or_init(|| names_nothing(quote, words))
}

fn names_nothing(quote: &Quote, words: &ProgrammeWords) -> bool {
    let speech = quote.inner.chars().count() > 45
        || quote.inner.contains(['。', '？', '！', '；'])
        // “政府负总责、县乡有机构、监管到村屯、经费有保障、检测全覆盖”: all that is asked for.
        || is_verse(quote.inner)
        || quote.inner.contains("是一");
    speech
        // 荣获“十佳案例”, 授予“先进集体”称号: what something is honoured as, and nothing that is run.
        || words.cues.is_honour(without_scope(quote.before), quote.inner)
        || SAID.iter().any(|verb| quote.before.ends_with(verb))
        || PARTS.is_match(quote.inner)
        || NEW.is_match(quote.inner) && !is_headed(quote, words)
        || words.is_figure(quote.inner) && !is_called(quote, words)
        || words.wants_figure(quote.before) && !runs(quote.inner, words)
        || words.disowns(quote.after)
            && !is_headed(quote, words)
            && !is_scheme(quote, words)
            && !is_at_work(quote, words)
        || COUNTED.is_match(quote.inner)
            && (!is_headed(quote, words) || is_demand(quote, words))
            && !quote.inner.contains('+')
            && !is_counted_scheme(quote, words)
        || quote.before.ends_with('以') && !is_way(quote, words)
        // 在探索实践上“敢为人先”: how, not what.
        || quote.before.ends_with('上') && quote.before.contains('在') && END.is_match(quote.after)
        || quote.before.ends_with('为') && quote.before.contains('以')
        || RANKED.is_match(quote.inner) && !is_headed(quote, words)
        || FIVE_YEARS.is_match(quote.inner)
        || is_measure(quote.inner)
        || is_date(quote.inner)
        || quote.inner.starts_with(['《', '（'])
        || OTHERS.iter().any(|noun| quote.inner.ends_with(noun))
        // “不忘初心，牢记使命”主题教育: a campaign of the Party, which is a policy.
        || quote.after.starts_with("主题教育")
}

/// How the names of bodies and papers end: 依托“电商协会”, 落实“三号检察建议”.
const OTHERS: [&str; 13] = [
    "事项",
    "战略",
    "检察建议",
    "司法建议",
    "协会",
    "商会",
    "学会",
    "联合会",
    "公司",
    "合作社",
    "研究院",
    "委员会",
    "基金会",
];

/// 发挥“民宿贷”|作用: what is sold under a name is one whatever it does.
fn is_at_work(quote: &Quote, words: &ProgrammeWords) -> bool {
    quote.after.starts_with("作用") && runs(quote.inner, words)
}

/// 某县以|“甲”模式|推进治理: the way in which something is done, but 以“甲”模式|为代表.
fn is_way(quote: &Quote, words: &ProgrammeWords) -> bool {
    const WAYS: [&str; 3] = ["模式", "工作法", "机制"];
    tail(quote.after, words).is_some_and(|tail| {
        let rest = &quote.after[tail.end..];
        !tail.listed && WAYS.contains(&tail.head.word) && !rest.is_empty() && !rest.starts_with(['为', '，', '、'])
    })
}

/// 评为全省“甲”: how wide an honour is may stand before its name.
fn without_scope(before: &str) -> &str {
    ["全国", "全省", "全市", "全区", "全县", "国家级", "省级", "市级"]
        .iter()
        .find_map(|scope| before.strip_suffix(scope))
        .unwrap_or(before)
}

/// What somebody says of a thing, or what is only its theme.
const SAID: [&str; 8] = ["评价", "称赞", "赞誉", "点赞", "感叹", "主题为", "主题是", "口号为"];

/// 以落实“倍增计划”为契机: whatever it is good for, what is carried out is one.
fn is_scheme(quote: &Quote, words: &ProgrammeWords) -> bool {
    let runs =
        words.heads(quote.inner).pop().filter(|(at, head)| at.end == quote.inner.len() && words.cues.is_run(head.word));
    runs.is_some_and(|(at, _)| at.start > 0) && words.verbs(quote.before).pop().is_some_and(|(_, verb)| verb.strong)
}

/// “新格局”: what something is to become.
static NEW: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^新(?:格局|引擎|动能|活力|载体|高地|路径|篇章|名片|优势|赛道|面貌|气象|局面|亮点)$"));

/// “六大机制”: the parts of something, by their number and kind.
static PARTS: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[两三四五六七八九十]大(?:机制|体系|任务|重点|领域|问题|难题|要素|方面)$"));

/// What is done, in so many words: “推进客货运输电子证照跨区域互认与核验” names a measure of a list, and nothing that is run.
static MEASURE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:进一步|分阶段|持续|全面|深入|积极|纵深|加快|大力)?(?:[对在将为向从]\p{Han}{2,24}?)?(?:开展|推行|推进|推动|简化|清除|实行|建立|健全|完善|优化|取消|允许|探索|加强|规范|整合|便利|扩大|提升|强化|构建|鼓励|落实|制定|试行|压缩|精简|清理|放宽|营造|塑造)",
    )
});

/// Whether quoted words are the title of a measure.
pub(super) fn is_measure(quoted: &str) -> bool {
    /// Fewest characters.
    const LEAST: usize = 9;
    const RUN: [&str; 9] = ["行动", "计划", "工程", "活动", "论坛", "大赛", "平台", "基金", "项目"];
    quoted.chars().count() >= LEAST
        && !RUN.iter().any(|noun| quoted.ends_with(noun))
        && !quoted.split('‘').next().unwrap_or(quoted).contains('+')
        && MEASURE.is_match(quoted)
}

/// 2017·12·29, 12.4: figures and the marks between them are a day, and no name; 12345 is a hotline.
fn is_date(quoted: &str) -> bool {
    let marks = ['·', '.', '-', '/', '年', '月', '日'];
    let figures = |c: char| c.is_ascii_digit() || marks.contains(&c);
    quoted.starts_with(|c: char| c.is_ascii_digit()) && quoted.contains(marks) && quoted.chars().all(figures)
}

/// Whether what is counted says which it is, right behind a verb that brings it in: 实施“十项惠民行动”.
fn is_counted_scheme(quote: &Quote, words: &ProgrammeWords) -> bool {
    let Some(counted) = COUNTED.find(quote.inner) else { return false };
    let named = &quote.inner[counted.end()..];
    // 开展体育“十项惠民行动”: the field may stand between.
    let near = |at: Span| quote.before[at.end..].chars().count() <= 4;
    let verb = words.verbs(quote.before).pop().filter(|(at, verb)| verb.strong && near(*at));
    let head = words.heads(named).pop().filter(|(at, head)| at.end == named.len() && head.class == HeadClass::Scheme);
    verb.is_some() && head.is_some_and(|(at, _)| words.specific_length(&named[..at.start]) >= 2)
}

/// Whether what runs or is done is called so, though the words alone were a figure of speech: “税务体检”服务模式.
fn is_called(quote: &Quote, words: &ProgrammeWords) -> bool {
    const NEAREST: usize = 6;
    tail(quote.after, words).is_some_and(|tail| {
        !tail.listed
            && tail.phrase.chars().count() <= NEAREST
            && tail.head.least < OWN_NAME
            && matches!(tail.head.class, HeadClass::Scheme | HeadClass::Carrier)
    })
}

/// Whether quoted words end in the noun of something that runs: 对接“甲平台”.
pub(super) fn runs(quoted: &str, words: &ProgrammeWords) -> bool {
    words.heads(quoted).last().is_some_and(|(at, head)| {
        head.class == HeadClass::Carrier && at.end == quoted.len() && quoted[..at.start].chars().count() >= head.least
    })
}

/// “四个不摘”要求: a count of what must be done, and no name.
fn is_demand(quote: &Quote, words: &ProgrammeWords) -> bool {
    tail(quote.after, words).is_some_and(|tail| tail.head.word == "要求")
}

/// Whether quoted words are five lines or more of one length.
fn is_verse(quoted: &str) -> bool {
    const LINES: usize = 5;
    if quoted.matches('、').count() + 1 < LINES {
        return false;
    }
    let mut lengths = quoted.split('、').map(|line| line.chars().count());
    let first = lengths.next().unwrap_or_default();
    first >= 5 && lengths.all(|length| length == first)
}

/// Whether a noun that only names have stands right behind a quotation: “三个高地”标志性工程.
fn is_headed(quote: &Quote, words: &ProgrammeWords) -> bool {
    let head = tail(quote.after, words).filter(|tail| !tail.listed && tail.phrase.chars().count() <= NEAR_HEAD);
    // “办好教育”目标要求: what is aimed at.
    let head = head.filter(|tail| !tail.phrase.starts_with("目标") && !tail.phrase.starts_with("建设要求"));
    // “四个中心”功能: what a city is there for.
    let head = head.filter(|tail| tail.head.word != "功能" || !COUNTED.is_match(quote.inner));
    // “公办民营”改革构想: an idea of a reform.
    let head = head.filter(|tail| !words.disowns(&quote.after[tail.end..]));
    head.is_some_and(|tail| matches!(tail.head.class, HeadClass::Scheme | HeadClass::Carrier | HeadClass::Event))
}
