//! Titles in 《》: where they stand, which number is theirs, when they were issued.

use std::sync::LazyLock;

use regex::{Captures, Match};

use crate::extract::doc_number::DocNumber;
use crate::lexicon::laws::Laws;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::policies::without_closing_bracket;
use crate::span::Span;

/// Most characters of a title, line ends among them.
const LONGEST: usize = 150;

/// What is done with documents, right before a title that nothing else shows to be one: 印发 "issue", 落实 "carry out".
static CITING: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:印发|出台|制定|制订|发布|颁布|下发|修订|修改|签订|签署|施行|实施|落实|贯彻|执行|根据|按照|依据|遵循|对照|依照|通过|转发|公布|起草|编制|出版|原则同意|同意|名为|法规|规章|标准)[了的《》、和及与，“”]*$",
    )
});

/// What is gone by, right before a title: 根据 "by", 落实 "carry out".
static GOVERNING: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:根据|按照|依据|依照|落实|贯彻|执行|对照)$"));

static YEAR: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:19|20)[0-9]{2}年"));

/// 出台关于促进…的意见: a title without brackets, right behind the verb of issuing.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:印发|出台|发布|颁布|下发|公布|制定|联合发文|审议通过|转发)(?:了|的)?|(?:落实|贯彻|执行)(?:好|了)?(?P<by>国务院办公厅|国务院|中共中央|党中央、国务院))(?P<title>关于[\p{Han}、“”‘’（）\d]{4,60}?的?(?:实施意见|指导意见|若干意见|意见|通知|通报|决定|办法|方案|规定|若干措施|政策措施|措施|条例|公告|通告|决议|批复|规划|纲要|细则|行动计划))(?P<after>[，。；、）：\s]|$)",
    )
});

/// 出台支持智能制造产业发展实施意见: the same without 关于, where the words before the kind of document are those of a title.
static PLAIN_PLAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:印发|出台|发布|颁布|公布|编制|制定完善|制定|制订)(?:完成|实施|出台|印发|了)*(?:我?省|我?市|我?区|我?县|自治区)?(?P<title>(?P<core>[\p{Han}“”（）、\d]{4,36}?)(?:实施意见|指导意见|若干意见|若干措施|若干政策|政策措施|行动方案|行动计划|实施方案|总体方案|工作方案|管理办法|暂行办法|实施办法|实施细则|规划纲要|工作要点|方案|意见))|(?:实施|落实|贯彻|执行|根据|按照|依据)(?P<carried>(?P<of>[\p{Han}“”（）、\d]{4,36}?)(?:总体方案|试验方案|实施方案|行动方案|工作方案|实施意见|指导意见|规划纲要)))(?:[，。；、（）\s的]|和|及|$)",
    )
});

/// A plan that a list goes on with.
static LISTED_PLAN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<title>(?P<of>[\p{Han}“”（）\d]{4,36}?)(?:总体方案|实施方案|行动方案|工作方案|实施意见|指导意见|行动计划|若干措施))(?:[，。；、（）\s的]|和|及|$)",
    )
});

/// 编制实施某都市圈发展规划, 落实全国统一大市场建设指引: a plan by its name, which says for what area, time or matter it is.
static PLAIN_SCHEME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:编制|出台|印发|实施|落实|制定)(?:完成|实施|出台|印发|好|了)*(?:国家)?(?P<title>(?P<core>[\p{Han}“”\d]{4,24}?)(?:发展规划|总体规划|专项规划|空间规划|协同规划|振兴规划|普法规划|十年规划|五年规划|经济区规划|建设规划|建设指引))(?:[，。；、）\s]|和|$)",
    )
});

/// What the name of a plan says it is for.
static SCHEME_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^“[^“”]+”|全国|新一轮|新时代|中长期|现代化|都市圈|经济带|经济区|城市群|青年|妇女|儿童|城市更新|产业|乡村(?:全面)?振兴|乡村全面",
    )
});

/// What the title of a plan begins with: what it does.
static DEED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:进一步|全面|大力|加快)?(?:促进|支持|加快|推动|推进|构建|建设|建立|深化|加强|提升|优化|规范|培育|打造|扶持|鼓励|完善|健全|强化|扩大|引导|防范)",
    )
});

/// What it is of, where it does not begin so.
static MATTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "发展|改革|建设|治理|提升|转型|振兴|管理|保护|创新|整治|行动|开发|利用|攻坚|碳达峰|稳增长|个五年$|法$|条例$",
    )
});

/// Words before the kind of a document that say which of many it is, and no title: 具体实施方案, 3个实施意见.
static UNNAMED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:具体|详细|配套|相关|有关|年度|各|一(?:揽子|系列|批|些|个|项|企|园|县|村|校|区|案|事|链|户)|专项|应急|系列|多个|多项|该|本|其|上述|相应|[两三四五六七八九十\d]+(?:余|多)?[个项条份部类批套]|[^“]*[的了等与将在为对是]|.*[\d一二三四五六七八九十多余][个项条份部])",
    )
});

/// What an area is to become strong by: 产业兴区, 工业强省.
static AIM: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^\p{Han}{2,6}[兴强](?:国|省|市|区|县|州|镇|乡|村|农|企|链|疆|边)$"));

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
        r"(?:制定|制订|出台|修订|修改|修正|通过|颁布|公布|施行|起草|废止|推进|条例、|条例和|条例及|条例以及)(?:了|完善|出台|实施|修订|施行)*(?P<law>[\p{Han}“”\d]{2,26}?条例)(?:[，。；、）（：\s]|等|和|及|以及|与|草案|实施|落实|立法|$)",
    )
});

/// What is done with regulations, at the beginning of words.
static MADE: LazyLock<Pattern> = LazyLock::new(|| {
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

/// What the names of laws of others have: 《美国爱国者法》, 《联合国采购示范法》.
const FOREIGN_LAWS: [&str; 12] =
    ["联合国", "国际", "示范法", "欧盟", "欧洲", "美国", "英国", "德国", "法国", "日本", "韩国", "台湾地区"];

/// 以下简称《…》: the short form that a document gets for the rest of the text.
static ABBREVIATION: LazyLock<Pattern> = LazyLock::new(|| pattern("^》?[^。；《》]{0,40}简称[为：:“]*《([^《》]+)》"));

/// 2023年9月，国务院办公厅印发《 and 8月24日…出台《: the date of issue in the clause of the title.
static ISSUED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?P<year>(?:19|20)\d{2})年)?(?P<month>\d{1,2})月(?:(?P<day>\d{1,2})日)?[，,]?[^。；\n\d]{0,40}(?:印发|出台|发布|颁布|制定|下发|签署|签订|公布)了?(?:《[^《》]*》[、和及与]?)*《?$",
    )
});

/// The number of a standard right before its title: GB6675《…》, GB/T 19001—2016《…》.
static STANDARD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:GB|DB|HJ|JGJ|JTG|CJJ|NY|LY|SL|YY|WS|ISO|IEC|T)[A-Z]*\d{0,2}(?:/[A-Z]+)?\s?\d{2,6}(?:\.\d+)?(?:[-—–:]\d{4})?《?$",
    )
});

/// Whether the words right before a title do something with a document, or are the number of a standard.
pub(super) fn is_cited(before: &str) -> bool {
    let near = tail(before, 30);
    CITING.is_match(near) || near.contains(|c: char| c.is_ascii_digit()) && STANDARD.is_match(near)
}

/// Whether a title is that of a standard: 《食品安全国家标准 …限量》, 《…通用要求》（GB/T 20272—2019）.
pub(super) fn is_standard(title: &str, after: &str) -> bool {
    static NUMBERED: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(r"^》[（(\s]*(?:GB|DB|HJ|JGJ|JTG|CJJ|NY|LY|SL|YY|WS|ISO|IEC)[A-Z]*\d{0,2}(?:/[A-Z]+)?\s?\d{2,6}")
    });
    ["国家标准", "行业标准", "地方标准"].iter().any(|sort| title.contains(sort)) || NUMBERED.is_match(after)
}

/// Whether a title is that of a report or speech that somebody gives: 作了题为|《…》|的报告.
pub(super) fn is_reported(before: &str, after: &str) -> bool {
    let given = ["题为", "作了", "作", "题目为", "名为"].iter().any(|word| before.ends_with(word));
    let after = after.trim_start_matches('》');
    given && ["的报告", "的工作报告", "工作报告", "的党代会报告", "的讲话"].iter().any(|noun| after.starts_with(noun))
}

/// Whether a form of a year is what others go by: 根据《某市2013年度绿化责任书》.
pub(super) fn governs(before: &str, title: &str) -> bool {
    GOVERNING.is_match(tail(before, 4)) && YEAR.is_match(title)
}

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

/// The plans of a line that stand without brackets and 关于 behind the verb of issuing or carrying out.
pub(super) fn plain_plans(text: &str, line: Span) -> Vec<Span> {
    let slice = &text[line.range()];
    let balanced = |words: &str| words.matches('“').count() == words.matches('”').count();
    let named = |title: &str, core: &str| {
        let core = core.strip_suffix('的').unwrap_or(core);
        let (length, deed) = (core.chars().count(), DEED.is_match(core));
        let short_kind = title.len() - core.len() <= "的方案".len();
        let says = if short_kind { deed && length >= 7 } else { length >= 6 && (deed || MATTER.is_match(core)) };
        (says || AIM.is_match(core)) && balanced(core) && !is_unnamed(core)
    };
    let mut found = Vec::new();
    for hit in PLAIN_SCHEME.captures_iter(slice).filter(|hit| !is_thought_of(slice, hit)) {
        let (Some(title), Some(core)) = (hit.name("title"), hit.name("core")) else { continue };
        let of = core.as_str();
        if balanced(of)
            && SCHEME_OF.is_match(of)
            && !UNNAMED.is_match(of)
            && !of.contains(['等', '的'])
            && !(of.starts_with("“十") && of.ends_with('”'))
        {
            found.push(Span::from(title.range()).shift(line.start));
        }
    }
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

/// The short form that the words behind a title give it.
pub(super) fn short_form(after: &str) -> Option<String> {
    ABBREVIATION.captures(after).map(|found| found[1].to_owned())
}

/// The date in words right before the title, as precise as they are; a month without a year is of the document's year.
pub(super) fn date_of_issue(before: &str, year: Option<u16>) -> Option<String> {
    let near = tail(before, 80);
    // Most titles have no date before them, and to see that is cheap.
    let found = near.contains('月').then(|| ISSUED.captures(near))??;
    let part = |name| found.name(name).and_then(|part| part.as_str().parse::<u16>().ok());
    let (year, month) = (part("year").or(year)?, part("month").filter(|month| (1..=12).contains(month))?);
    Some(match part("day") {
        Some(day) => format!("{year}-{month:02}-{day:02}"),
        None => format!("{year}-{month:02}"),
    })
}

/// The title in full, on one line. National laws are cited without the name of the state: 《中小企业促进法》 →
/// 中华人民共和国中小企业促进法; one that the register does not have is taken for one of those by how it ends.
pub(super) fn full_title(title: &str, laws: &Laws) -> String {
    const STATE: &str = "中华人民共和国";
    let title: String = title.split('\n').map(str::trim).collect();
    let called = without_closing_bracket(&title);
    if let Some(full) = laws.full_name(called) {
        return format!("{full}{}", &title[called.len()..]);
    }
    let is_law =
        title.ends_with("法典") || title.ends_with('法') && !title.ends_with("办法") && !title.ends_with("方法");
    let foreign = FOREIGN_LAWS.iter().any(|whose| title.contains(whose));
    let named_alone = !foreign && !title.contains(STATE) && !title.starts_with("关于") && !title.contains("实施");
    if is_law && named_alone { format!("{STATE}{title}") } else { title }
}

/// What stands in the outermost 《》 of a stretch, brackets left out; one left open ends with its line, or goes on in the next
/// if it is closed there.
pub(super) fn titles(text: &str, stretch: Span) -> Vec<Span> {
    let mut found = Vec::new();
    let (mut depth, mut start, mut length) = (0_usize, 0, 0_usize);
    for (at, character) in text[stretch.range()].char_indices() {
        let at = stretch.start + at;
        length += 1;
        match character {
            '《' => {
                if depth == 0 {
                    (start, length) = (at + character.len_utf8(), 0);
                }
                depth += 1;
            }
            '》' if depth > 0 => {
                depth -= 1;
                // 《关于落实《…》的通知》 closes twice; 《…》的 with an inner bracket left open closes once.
                if depth == 0 && start < at {
                    found.push(Span::new(start, at));
                }
            }
            '\n' if depth > 0 && !goes_on(&text[at + 1..stretch.end]) => depth = 0,
            _ if length > LONGEST => depth = 0,
            _ => {}
        }
    }
    found
}

/// Whether a title that a line leaves open is closed in the next one before anything else begins.
fn goes_on(rest: &str) -> bool {
    let next = rest.trim_start_matches(['\n', ' ', '\u{3000}']).chars().take(LONGEST / 2);
    let mark = next.into_iter().find(|c| matches!(c, '\n' | '。' | '《' | '》' | '；'));
    mark == Some('》')
}

/// Which number belongs to a title: the one in brackets, or nothing, right after it.
pub(super) fn number_of(text: &str, title: Span, numbers: &[DocNumber]) -> Option<usize> {
    let after = title.end + '》'.len_utf8();
    let from = numbers.partition_point(|number| number.span.start < after);
    let number = numbers.get(from)?;
    let between = &text[after..number.span.start];
    // （1998年|省政府令第19号）: of which year it is.
    let dated = between.strip_suffix('年').map(|year| year.trim_end_matches(|c: char| c.is_ascii_digit()));
    let between = dated.unwrap_or(between);
    let joined = between.chars().all(|c| c.is_whitespace() || matches!(c, '（' | '(' | '，' | '“'));
    (joined && between.chars().count() <= 3).then_some(from)
}

/// The last `count` characters.
fn tail(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count.saturating_sub(1)).map_or(0, |(at, _)| at);
    &text[from..]
}
