//! Documents without 《》: `出台关于促进…的意见`, `实施制造业数字化转型行动方案`, `推动出台民营经济促进条例`.

use std::sync::LazyLock;

use regex::{Captures, Match};

use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// 出台关于促进…的意见: a title without brackets, right behind the verb of issuing.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:印发|出台|发布|颁布|下发|公布|制定|联合发文|审议通过|转发)(?:了|的)?|(?:落实|贯彻|执行)(?:好|了)?(?P<by>国务院办公厅|国务院|中共中央|党中央、国务院))(?P<title>关于[\p{Han}、“”‘’（）\d]{4,60}?的?(?:实施意见|指导意见|若干意见|意见|通知|通报|决定|办法|方案|规定|若干措施|政策措施|措施|条例|公告|通告|决议|批复|规划|纲要|细则|行动计划))(?P<after>[，。；、）：\s]|$)",
    )
});

/// 出台支持智能制造产业发展实施意见: the same without 关于, where the words before the kind of document are those of a title.
static PLAIN_PLAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:印发|出台|发布|颁布|公布|编制|制定完善|制定|制订)(?:完成|实施|出台|印发|了)*(?:我?省|我?市|我?区|我?县|自治区)?(?P<title>(?P<core>[\p{Han}“”（）、\d]{3,36}?)(?:实施意见|指导意见|若干意见|若干措施|若干政策|(?:\d{1,3}|[一二三四五六七八九十]{1,3})条(?:政策)?(?:措施|举措)|政策措施|行动方案|行动计划|实施方案|总体方案|工作方案|管理办法|暂行办法|实施办法|实施细则|规划纲要|工作要点|方案|意见))|(?:实施|落实|贯彻|执行|根据|按照|依据)(?P<carried>(?P<of>[\p{Han}“”（）、\d]{4,36}?)(?:总体方案|试验方案|试点方案|实施方案|行动方案|行动计划|工作方案|实施意见|指导意见|规划纲要)))(?:[，。；、（）\s的]|和|及|$)",
    )
});

/// A plan that a list goes on with.
static LISTED_PLAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>(?P<of>[\p{Han}“”（）\d]{3,36}?)(?:总体方案|实施方案|行动方案|工作方案|实施意见|指导意见|行动计划|若干措施))(?:[，。；、（）\s的]|和|及|$)",
    )
});

/// 编制实施某都市圈发展规划, 落实全国统一大市场建设指引: a plan by its name, which says for what area, time or matter it is.
static PLAIN_SCHEME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:编制|出台|印发|实施|落实|制定)(?:完成|实施|出台|印发|好|了)*(?:国家)?(?P<title>(?P<core>[\p{Han}“”\d]{4,24}?)(?:发展规划|总体规划|专项规划|空间规划|协同规划|振兴规划|普法规划|十年规划|五年规划|经济区规划|建设规划|建设指引))(?:[，。；、）\s]|和|$)",
    )
});

/// What the name of a plan says it is for.
pub(super) static SCHEME_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^“[^“”]+”|全国|新一轮|新时代|中长期|现代化|都市圈|经济带|经济区|城市群|青年|妇女|儿童|城市更新|产业|乡村(?:全面)?振兴|乡村全面|商务区|新区|开发区|示范区|经济圈|流域|同城化|一体化|协同发展|大湾区|国家公园|科学城|度假区|周边地区|风景名胜区|三角洲",
    )
});

/// What the title of a plan begins with: what it does.
static DEED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:进一步|全面|大力|加快|金融|财政|科技|税收|人才|法治|司法|检察)?(?:促进|支持|服务保障|服务|保障|赋能|加快|推动|推进|构建|建设|建立|深化|加强|提升|优化|规范|培育|打造|扶持|鼓励|完善|健全|强化|扩大|引导|防范)",
    )
});

/// What it is of, where it does not begin so.
static MATTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "发展|改革|建设|治理|提升|转型|振兴|管理|保护|创新|整治|行动|开发|利用|攻坚|碳达峰|稳增长|个五年$|法$|条例$",
    )
});

/// Words before the kind of a document that say which of many it is, and no title: 具体实施方案, 3个实施意见.
pub(super) static UNNAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:具体|详细|配套|相关|有关|年度|各|一(?:揽子|系列|批|些|个|项|企|园|县|村|校|区|案|事|链|户)|专项|应急|系列|多个|多项|该|本|其|上述|相应|[两三四五六七八九十\d]+(?:余|多)?[个项条份部类批套]|[^“]*[的了等与将在为对是]|.*[\d一二三四五六七八九十多余][个项条份部])",
    )
});

/// What an area is to become strong by: 产业兴区, 工业强省.
static AIM: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Han}{2,6}[兴强](?:国|省|市|区|县|州|镇|乡|村|农|企|链|疆|边)$"));

/// What the economy is to do by a plan: 稳外资, 促消费.
static PUSHES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:稳|促|扩|提振)(?:外资|外贸|就业|增长|投资|消费|内需|市场主体|经营主体|预期|经济|房地产|出口|工业|农业|粮食|增收|转型)+$",
    )
});

/// 推进教育强国三年行动计划: a plan of some years.
static PLAN_OF_YEARS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:实施|落实|推进|推动|执行|启动|完成|制定|制订|出台|印发)(?:实施|推进|落实|了|好)*(?P<title>(?P<core>[\p{Han}“”]{4,24}?)[三五十]年行动(?:计划|方案)?)(?:[，。；、）\s]|和|及|落地|$)",
    )
});

/// 某经济圈产业发展规划|完成编制: a plan that is told of.
static TOLD_SCHEME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:^|[，。；\s])(?:随着)?(?P<title>(?P<core>[\p{Han}“”\d]{4,24}?)(?:发展规划|总体规划|专项规划|空间规划|协同规划|振兴规划|建设规划|保护规划))(?:完成编制|编制完成|获批|获(?:国务院|省政府|省人民政府|国家)?(?:批复|批准)|经批准|印发实施|正式(?:印发|发布|实施|出台)|的(?:深入|全面|加快)?(?:实施|印发|出台|获批|批复)|通过(?:专家)?(?:评审|审议))",
    )
});

/// Whether words before the kind of a document only say which of many it is; those of its matter left out of account.
fn is_unnamed(core: &str) -> bool {
    // 对口支援, 第十五个五年规划
    const MATTERS: [&str; 4] = ["对口", "对外", "对接", "个五年"];
    if MATTERS.iter().any(|word| core.contains(word)) {
        let rest = MATTERS.iter().fold(core.to_owned(), |rest, word| rest.replace(word, ""));
        return UNNAMED.is_match(&rest);
    }
    UNNAMED.is_match(core)
}

/// 依据企业所得税法第九条, 严格执行某省数字经济促进条例: a law or a regulation without brackets, right behind what is done by it.
static PLAIN_LAW: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:根据|依据|依照|按照|贯彻|落实|执行|实施|违反|触犯|遵守|颁布|施行)(?:了|实施|落实|执行)?(?:新修订的|新修改的|新施行的)?(?P<law>\p{Han}{2,22}?(?:条例|法))(?:[，。；、）（：\s]|第[一二三四五六七八九十百零\d]+条|(?:的)?(?:有关|相关)?规定|等|和|及|与|要求|$)",
    )
});

/// 推动出台民营经济促进条例、城市更新条例: regulations without brackets that are made or changed, and those listed behind them.
static PLAIN_RULES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:制定|制订|出台|修订|修改|修正|通过|颁布|公布|施行|起草|废止|推进|推动|条例、|条例和|条例及|条例以及)(?:了|完善|出台|实施|修订|施行)*(?P<law>[\p{Han}“”\d]{2,26}?条例)(?:[，。；、）（：\s]|等|和|及|以及|与|草案|实施|落实|立法|$)",
    )
});

/// What is done with regulations, at the beginning of words.
pub(super) static MADE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:推动|推进|加快|率先|提请|配合|完成)*(?:制定|制订|出台|修订|修改|修正|通过|颁布|公布|印发|编制|施行|起草|废止|实施|落实)(?:完善|出台|实施|修订|了)*",
    )
});

/// Words of a regulation that say no more than which kind it is.
const NO_REGULATION: [&str; 14] =
    ["的", "等", "意见", "办法", "规定", "方案", "制度", "配套", "相关", "有关", "地方性法规", "单行", "该", "本"];

/// Words that end in 法 and are no laws: 办法 "way", 执法 "enforcement".
const NO_LAWS: [&str; 21] = [
    "办法", "方法", "做法", "执法", "司法", "立法", "普法", "依法", "用法", "打法", "想法", "看法", "说法", "算法",
    "手法", "书法", "干法", "疗法", "守法", "合法", "违法",
];

/// The titles of a line that stand without brackets behind the verb of issuing.
pub(super) fn plain_titles(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    if !slice.contains("关于") {
        return Vec::new();
    }
    let hits = PLAIN.captures_iter(slice).filter(|hit| !is_thought_of(slice, hit));
    // 落实|国务院关于…的意见: who issued it begins the title.
    let titles = hits.filter_map(|hit| Some((hit.name("by"), hit.name("title")?)));
    let span =
        |by: Option<Match<'_>>, title: Match<'_>| Span::new(by.map_or(title.start(), |by| by.start()), title.end());
    titles.map(|(by, title)| span(by, title).shift(line.start)).collect()
}

/// Whether a match is a document that is still thought about: 要研究|制定关于…的措施.
fn is_thought_of(line: &str, hit: &Captures<'_>) -> bool {
    hit.get(0).is_some_and(|whole| line[..whole.start()].ends_with("研究"))
}

pub(super) fn balanced(words: &str) -> bool {
    words.matches('“').count() == words.matches('”').count()
}

/// The plans of a line by their names, which say for what area, time or matter they are.
fn schemes(slice: &str) -> Vec<Span> {
    let named = |of: &str| {
        let of_a_term = of.starts_with("“十") && of.ends_with('”');
        balanced(of) && !of_a_term && !UNNAMED.is_match(of) && !of.contains(['等', '的'])
    };
    let hits = PLAIN_SCHEME.captures_iter(slice).filter(|hit| !is_thought_of(slice, hit));
    let hits = hits.chain(TOLD_SCHEME.captures_iter(slice));
    let mut found: Vec<Span> = hits
        .filter_map(|hit| Some((hit.name("title")?, hit.name("core")?.as_str())))
        .filter(|(_, of)| named(of) && SCHEME_OF.is_match(of))
        .map(|(title, _)| Span::from(title.range()))
        .collect();
    let of_years = PLAN_OF_YEARS.captures_iter(slice).filter(|hit| !is_thought_of(slice, hit));
    let of_years = of_years.filter_map(|hit| Some((hit.name("title")?, hit.name("core")?.as_str())));
    found.extend(of_years.filter(|(_, of)| named(of)).map(|(title, _)| Span::from(title.range())));
    found
}

/// The plans of a line that stand without brackets and 关于 behind the verb of issuing or carrying out.
pub(super) fn plain_plans(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    let named = |title: &str, core: &str| {
        let core = core.strip_suffix('的').unwrap_or(core);
        let (length, deed) = (core.chars().count(), DEED.is_match(core));
        let short_kind = title.len() - core.len() <= "的方案".len();
        let says = if short_kind { deed && length >= 7 } else { length >= 6 && (deed || MATTER.is_match(core)) };
        let pushes = !short_kind && PUSHES.is_match(core);
        // 某部门出台“一企一策”的总体方案: another sentence goes on inside.
        // 实施甲工程、乙行动计划: two things, of which the second may be a plan.
        let whole = !core.contains("出台") && !core.contains("”的") && !core.contains("工程、");
        (says || pushes || AIM.is_match(core)) && balanced(core) && whole && !is_unnamed(core)
    };
    let mut found: Vec<Span> = schemes(slice).into_iter().map(|scheme| scheme.shift(line.start)).collect();
    for hit in PLAIN_PLAN.captures_iter(slice).filter(|hit| !is_thought_of(slice, hit)) {
        let group = |whole, part| Some((hit.name(whole)?, hit.name(part)?));
        let Some((title, core)) = group("title", "core").or_else(|| group("carried", "of")) else { continue };
        if named(title.as_str(), core.as_str()) {
            found.push(Span::from(title.range()).shift(line.start));
        }
        // 某工作方案、|某行动方案: those listed behind it are as well.
        let mut end = title.end();
        while let Some(next) = slice[end..].strip_prefix(['、', '和', '及']).and_then(|rest| LISTED_PLAN.captures(rest))
        {
            // 出台某实施方案、|印发|某行动计划: the verb is no part of it.
            let verb = MADE.find(&next["title"]).map_or(0, |verb| verb.end());
            let start = end + '、'.len_utf8() + verb;
            end = end + '、'.len_utf8() + next["title"].len();
            if next["of"].len() > verb && named(&next["title"][verb..], &next["of"][verb..]) {
                found.push(Span::new(start, end).shift(line.start));
            }
        }
    }
    found
}

/// The laws and regulations of a line that stand without brackets behind what is done by them.
pub(super) fn plain_laws(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    if !slice.contains('法') && !slice.contains("条例") {
        return Vec::new();
    }
    let laws = PLAIN_LAW.captures_iter(slice).filter_map(|found| found.name("law"));
    // 推动某条例的修改, 我省条例: which one it is must be said by its name alone.
    let named = |law: &str| {
        !NO_LAWS.iter().any(|word| law.ends_with(word))
            && !law.contains(['的', '和', '与', '该', '本', '各', '将'])
            && law.chars().count() >= 3
            && !["条例", "国法", "宪法", "新法", "两法"].contains(&law)
            && !["地方", "有关", "相关", "上述", "行业", "配套", "单行", "行政", "一部", "两部"]
                .iter()
                .any(|word| law.starts_with(word) && law.chars().count() <= 6)
    };
    let mut found: Vec<Span> = laws.filter(|law| named(law.as_str())).map(|law| Span::from(law.range())).collect();
    found.extend(plain_regulations(slice));
    found.into_iter().map(|law| law.shift(line.start)).collect()
}

/// The regulations of a line that stand without brackets behind what is made of them, and in a list behind such.
fn plain_regulations(line: &str) -> Vec<Span> {
    let numbered =
        |law: &str| law.starts_with(['一', '两', '多', '几']) || law.starts_with(|c: char| c.is_ascii_digit());
    let kinds = ["实施条例", "暂行条例", "管理条例", "行政条例", "法规条例", "政府条例", "新条例"];
    let named = |law: &str| {
        !numbered(law) && !NO_REGULATION.iter().any(|word| law.contains(word)) && !kinds.contains(&law) && law != "条例"
    };
    let (mut found, mut from) = (Vec::new(), 0);
    while let Some(law) = PLAIN_RULES.captures_at(line, from).and_then(|hit| hit.name("law")) {
        // From its last word on, so that what a list adds is found too.
        from = law.end() - "条例".len();
        // 条例、|制定…条例: the list goes on with another deed.
        let skip = MADE.find(law.as_str()).map_or(0, |verb| verb.end());
        if named(&law.as_str()[skip..]) {
            found.push(Span::new(law.start() + skip, law.end()));
        }
    }
    found
}
