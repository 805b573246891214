//! The rows: cue, what it is called, what must stand around it.

use std::sync::LazyLock;

use regex::{Captures, Regex};

use super::{Clause, Scene};
use crate::extract::clause::enclosed;
use crate::fact::utterance::is_body;
use crate::span::Span;

/// One recognition, as its clause words it.
pub(super) struct Match {
    pub(super) rule: &'static str,
    /// Local name in `cgv:recognitionKinds`.
    pub(super) kind: &'static str,
    /// Where its cue begins: what stands before is who receives it.
    pub(super) cue: usize,
    pub(super) name: Span,
    /// Where who gives it is named.
    pub(super) by: Span,
    /// Where who receives it is named, for rows that say so.
    pub(super) to: Option<Span>,
    pub(super) rank: Option<u32>,
}

/// A row: what must hold beside the pattern is said by `holds`.
struct Rule {
    name: &'static str,
    kind: &'static str,
    pattern: Regex,
    holds: fn(&Scene<'_>, &Clause<'_>, &Match) -> bool,
}

/// A number as rankings write it.
const ORDINAL: &str = "(?:[一二三四五六七八九十]+|\\d+)";

const RECEIVED: &str = "(?:先后|多次|再次|连续)?(?:荣获|获得|得到|受到|赢得|获评|获)(?:了|到)?";

/// In the order of precedence; of two of one kind in a clause the first stands.
static RULES: LazyLock<Vec<Rule>> = LazyLock::new(|| {
    let row = |name, kind, pattern: &str, holds| {
        let pattern = pattern.replace("RECEIVED", RECEIVED).replace("ORDINAL", ORDINAL);
        let pattern = Regex::new(&pattern).expect("the pattern is fixed");
        Rule { name, kind, pattern, holds }
    };
    vec![
        row(
            "recognition/ranking",
            "ranking",
            "(?:上升[至到]|跃升[至到]|提升[至到]|升[至到]|前移[至到]|进位[至到])(?P<name>[^，。]*?(?:第ORDINAL(?:名|位)?|首位|前列|前ORDINAL(?:名|位)?))",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "(?:荣获|获得|取得|夺得|获评|获)(?P<name>[^，“”]*?第ORDINAL(?:名|位))",
            is_evaluated,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "(?:进入|跻身|迈入|位居|位列|列入|入列|获评|被评为|评定为|获得|获|入选)(?P<name>[^，“”]*?(?:方阵|第一梯队|等次|先进行列|最高等级|百强(?:县|市|区|镇)?|十强(?:县|市|区)?|十大[^，]{1,6}))$",
            is_evaluated,
        ),
        row("recognition/ranking", "ranking", "(?:实现|取得|荣获|夺得|荣膺)(?P<name>ORDINAL连冠)", is_evaluated),
        row(
            "recognition/award",
            "award",
            "(?:荣获|荣膺|喜获|获得|获评|摘得|夺得|斩获|捧得|捧回|被评为|被授予|被评定为|被命名为|被认定为|获)(?P<name>[^“”取利益悉知批][^“”，]*?(?:奖|奖状|奖章|先进(?:单位|集体|市|县|区|镇|村)|称号|荣誉|殊荣|示范(?:市|区|县|单位|项目|基地|企业|城市)|标兵|标杆|文明单位|文明城市|百强))(?:$|[等、和])",
            is_named,
        ),
        row("recognition/model-case", "modelCase", "(?:入选|入围|上榜|登榜)了?(?P<name>[^“”的]{4,})$", is_listing),
        row(
            "recognition/model-case",
            "modelCase",
            "(?:获评|被评为|(?:被)?(?:列入|列为|确定为|评选为|选为|纳入)|入选)了?(?P<name>[^“”]*?(?:案例|范例|典型|榜单|示范|试点|选编|汇编|名单|目录|经验|清单)[^，]*)$",
            is_listing,
        ),
        row(
            "recognition/model-case",
            "modelCase",
            "成为(?P<name>(?:全国|全省|全区|国家级?|省级|首批)[^，]*?(?:试点|示范|先行|标杆|样板)(?:城市|地区|区|市|县|单位|项目|基地|园区)?)$",
            always,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "(?:被)?作为(?P<name>[^，]*(?:案例|经验|典型|范例|做法|样板))[^，]*?(?:推广|推介|印发|通报|刊发|发布)",
            always,
        ),
        row(
            "recognition/promoted",
            "modelCase",
            "(?P<name>(?:在|向)(?:全国|全省|全区|全市|全自治区)[^，]{0,8}?(?:复制)?推广)$",
            is_experience,
        ),
        row("recognition/promoted", "modelCase", "被(?P<name>[^，的]{2,30}?推广)$", is_high),
        row(
            "recognition/presented",
            "modelCase",
            "在(?P<name>[^，]{2,30}?会议?上[^，]{0,4}?[作做]了?[^，]{0,8}(?:发言|介绍|交流))",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "(?:RECEIVED|^经)(?P<by>[^，]*?)(?:正式)?(?:批复|批准)(?:同意)?(?:成为|认定为|为|设立|建设|创建)(?P<name>[^，]+)$",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "^(?:[^，]*[年月日，])?(?P<by>(?:国家|国务院)|[^，]*?(?:部|委|局|厅|政府|总署|办公室))(?:正式)?(?:批复|批准)(?:同意)?[^，]*?(?:建设|设立|成立|创建|成为)(?P<name>[^，]*(?:区|园|中心|基地|试点|港|口岸|城市))$",
            always,
        ),
        row(
            "recognition/approved-as",
            "approval",
            "获批(?:成为|为|设立|建设|创建)?(?P<name>[^，]{2,}(?:区|园|中心|基地|试点|港|口岸|城市|县|市|枢纽|实验室)[^，\\d]*)$",
            is_end,
        ),
        row(
            "recognition/media",
            "media",
            "(?:RECEIVED|被|^经)(?P<name>[^，]*?(?:宣传报道|报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "在(?P<name>[^，的]{2,30}?(?:宣传报道|报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "(?:登上|亮相)(?P<name>[^，]*?(?:头版|头条|日报|央视|电视台|新闻联播)》?(?:头版头条|头版|头条)?)",
            is_media,
        ),
        row(
            "recognition/media",
            "media",
            "^(?P<name>[^，]*?(?:报道|刊发|刊载|转载|播发|登载|刊登|播出|推介))",
            is_reported,
        ),
        row(
            "recognition/approval",
            "approval",
            "(?:RECEIVED|被)(?P<name>[^，]*?(?:督查激励(?:对象|地方|城市)?|通报表扬|通报表彰|通报嘉奖))",
            is_high,
        ),
        row(
            "recognition/approval",
            "approval",
            "RECEIVED(?P<name>[^，]*(?:批示|批复|批准|肯定|认可|表扬|表彰|赞许|点赞))",
            is_high,
        ),
        row(
            "recognition/commended",
            "approval",
            "(?P<by>[^，]*?)对(?P<to>[^，]*?)(?P<name>(?:给予|予以|进行)(?:通报)?(?:表扬|表彰|嘉奖|督查激励))",
            is_commended,
        ),
        row(
            "recognition/instruction",
            "approval",
            "(?P<name>[^，“”]*(?:领导|书记|省长|主席|市长|总理|部长|局长)[^，]{0,6}(?:作出|做出|作了|予以)[^，]*?批示(?:予以肯定|充分肯定|肯定)?)",
            always,
        ),
        row(
            "recognition/ranking",
            "ranking",
            "(?:排名|排在|排|位列|位居|位于|居|名列|荣登|蝉联|跃居|稳居|保持|进入|列)(?P<name>[^，。]*?(?:第ORDINAL(?:名|位)?|首位|榜首|前列|前ORDINAL(?:名|位)?|最[^，]{2,16}之一))",
            is_evaluated,
        ),
    ]
});

/// A quotation that a verb of receiving brings in.
static QUOTED_AWARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern("(?:荣获|荣膺|获得|获评|摘得|夺得|斩获|获|被评为|评为|评定为|授予|命名为|认定为|入选|列为)[^“”]*“")
});

/// What is wished or asked for, or done to somebody, right before the cue: 力争进入前列, 将其列入清单.
static PLANNED: LazyLock<Regex> =
    LazyLock::new(|| pattern("力争|争创|争取|努力|确保|申报|推荐|支持|鼓励|^(?:对|将|把)[^，]*$"));

/// What makes quoted words an award.
static AWARD: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "奖|先进|单位|集体|个人|称号|荣誉|殊荣|案例|典型|示范|标兵|优秀|十佳|百强|十大|百佳|等级|城市|标杆|最佳|模范",
    )
});

/// What ranks: an evaluation, not the statistics of trade or traffic.
static EVALUATION: LazyLock<Regex> = LazyLock::new(|| {
    pattern(
        "评价|考核|测评|评估|考评|评比|评选|排行|榜|评营商环境|满意度|大赛|竞赛|督查|通报|百强|十强|营商环境报告|竞争力报告",
    )
});

static HIGH: LazyLock<Regex> =
    LazyLock::new(|| pattern("领导|书记|省长|主席|市长|总理|党中央|国务院|国家|[部委局厅]|政府|联合国|世界银行|中央"));

static PRESS: LazyLock<Regex> =
    LazyLock::new(|| pattern("媒体|日报|晚报|电视|新闻|网|社|频道|央视|期刊|头版|栏目|简报|内参|《"));

static RANK: LazyLock<Regex> = LazyLock::new(|| pattern("第([一二三四五六七八九十]|\\d{1,3})(?:名|位|$)"));

/// Who commends: not the neighbours of who reports.
static COMMENDS: LazyLock<Regex> = LazyLock::new(|| pattern("国务院|党中央|中央|国家|全国|[省部]|自治区|总局"));

/// All recognitions of a clause, in the order of the rules.
pub(super) fn matches(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let mut found = quoted_awards(scene, clause);
    let slice = scene.words(clause.span);
    // 经 is "by" at the beginning of a clause, but not in 经验 and 经济.
    let word = ["经验", "经济", "经营", "经贸", "经典"].iter().any(|word| slice.starts_with(word));
    let skip = if word { '经'.len_utf8() } else { 0 };
    for rule in RULES.iter() {
        let Some(captures) = rule.pattern.captures(&slice[skip..]) else { continue };
        let hit = read(rule, &captures, clause.span.start + skip);
        let planned = PLANNED.is_match(scene.words(Span::new(clause.span.start, hit.cue)));
        // 受到国务院表扬的市: whoever it may be.
        let relative = hit.kind != "media" && scene.words(Span::new(hit.name.end, clause.span.end)).starts_with('的');
        if planned || relative {
            continue;
        }
        let taken = found.iter().any(|known| known.name.overlaps(hit.name) || known.kind == hit.kind);
        if !taken && (rule.holds)(scene, clause, &hit) {
            found.push(ranked(scene, clause, hit));
        }
    }
    found
}

fn read(rule: &Rule, captures: &Captures<'_>, offset: usize) -> Match {
    let whole = captures.get(0).expect("a match has its whole");
    let name = captures.name("name").expect("every row has this group");
    let by = captures.name("by").unwrap_or(name);
    let place = |group: regex::Match<'_>| Span::from(group.range()).shift(offset);
    // What makes the first words of a clause its giver leaves no receiver before it.
    let cue = offset + if by.start() < name.start() { by.start() } else { whole.start() };
    let to = captures.name("to").map(place);
    Match { rule: rule.name, kind: rule.kind, cue, name: place(name), by: place(by), to, rank: None }
}

/// `recognition/award-quoted`: each quoted award of a list, with who gives it right before it.
fn quoted_awards(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let text = scene.document.text.as_str();
    let Some(cue) = QUOTED_AWARD.find(scene.words(clause.span)) else { return Vec::new() };
    let cue = Span::from(cue.range()).shift(clause.span.start);
    let first = cue.end - '“'.len_utf8();
    let mut found: Vec<Match> = Vec::new();
    let mut by = Span::new(cue.start, first);
    let mut end = first;
    for quote in enclosed(text, clause.span)
        .into_iter()
        .filter(|quote| quote.start >= first && text[quote.start..].starts_with('“'))
    {
        let between = Span::new(end, quote.start);
        if between.len() > "以及".len() {
            by = between;
        }
        end = quote.end;
        let after: String = text[quote.end..clause.span.end].chars().take_while(|next| *next != '“').take(10).collect();
        if AWARD.is_match(scene.words(quote)) || AWARD.is_match(&after) {
            let kind =
                if text[quote.range()].contains("案例") || after.contains("案例") { "modelCase" } else { "award" };
            found.push(Match {
                rule: "recognition/award-quoted",
                kind,
                cue: cue.start,
                name: quote,
                by,
                to: None,
                rank: None,
            });
        }
    }
    found
}

fn ranked(scene: &Scene<'_>, clause: &Clause<'_>, mut hit: Match) -> Match {
    if hit.kind == "ranking" {
        let words = scene.words(hit.name);
        let first = words.ends_with("首位") || words.ends_with("榜首");
        let start =
            clause.span.start + evaluation(scene.words(clause.span)).unwrap_or(hit.name.start - clause.span.start);
        hit.rank = if first { Some(1) } else { RANK.captures(words).and_then(|captures| number(&captures[1])) };
        hit.name.start = start.min(hit.name.start);
    }
    hit
}

/// 在全国营商环境评价中 and the like: what is taken a place in.
fn evaluation(slice: &str) -> Option<usize> {
    static IN: LazyLock<Regex> =
        LazyLock::new(|| pattern("在([^，在]*(?:评价|考核|测评|评估|考评|评比|评选|大赛|竞赛)[^，]{0,4}?)中"));
    Some(IN.captures(slice)?.get(1)?.start())
}

fn number(digits: &str) -> Option<u32> {
    let ideographic = "一二三四五六七八九十".chars().position(|digit| digits.starts_with(digit));
    digits.parse().ok().or(ideographic.map(|at| at as u32 + 1))
}

/// The year a name begins with: 2023政法智能化建设创新案例.
pub(super) fn leading_year(name: &str) -> Option<String> {
    static YEAR: LazyLock<Regex> = LazyLock::new(|| pattern("^(20\\d{2})(?:\\D|$)"));
    Some(YEAR.captures(name)?[1].to_owned())
}

fn always(_: &Scene<'_>, _: &Clause<'_>, _: &Match) -> bool {
    true
}

/// 获奖 alone names nothing.
fn is_named(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    scene.words(hit.name).chars().count() >= 4
}

fn is_end(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    // 获批专利300件 counts, and names nothing.
    !scene.words(clause.span).ends_with("为契机") && !scene.words(hit.name).contains(|next: char| next.is_ascii_digit())
}

/// Somebody named is commended by an authority above: 国务院大督查对某市做法给予通报表扬.
fn is_commended(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let by = scene.words(Span::new(clause.sentence.span.start, hit.by.end));
    COMMENDS.is_match(by) && hit.to.is_some_and(|to| scene.mentions.within(to).next().is_some())
}

/// A list that does honour: of a higher level, or of what is good.
fn is_listing(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    let name = scene.words(hit.name);
    let honours = [
        "全国",
        "国家",
        "省",
        "自治区",
        "国务院",
        "部",
        "总局",
        "中央",
        "典型",
        "优秀",
        "示范",
        "先进",
        "创新",
        "十佳",
        "十大",
        "首批",
    ];
    !name.contains("失信")
        && !name.contains("黑名单")
        && !name.contains("负面清单")
        && honours.iter().any(|word| name.contains(word))
}

/// Spread by others: the subject is experience, not a product that the reporter spreads.
fn is_experience(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    let before = scene.words(Span::new(clause.sentence.span.start, hit.cue));
    ["经验", "做法", "模式", "成果", "案例"].iter().any(|word| before.contains(word))
}

fn is_media(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    PRESS.is_match(scene.words(hit.name))
}

/// A paper reports: the clause begins with it.
fn is_reported(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    // 新华社播发《政府工作报告》 spreads a text, and praises nobody.
    let spreads = scene.words(Span::new(hit.name.end, clause.span.end)).contains('《');
    !spreads
        && is_media(scene, clause, hit)
        && scene.bodies(clause.span).first().is_some_and(|(span, _)| {
            let before = scene.words(Span::new(clause.span.start, span.start));
            before.is_empty() || before == "《"
        })
}

/// Praise counts when leaders or bodies give it, not clients.
fn is_high(scene: &Scene<'_>, _: &Clause<'_>, hit: &Match) -> bool {
    let named = scene.mentions.within(hit.name).any(|(_, id)| is_body(scene.mentions.kind(id)));
    named || HIGH.is_match(scene.words(hit.name))
}

fn is_evaluated(scene: &Scene<'_>, clause: &Clause<'_>, hit: &Match) -> bool {
    EVALUATION.is_match(scene.words(Span::new(clause.sentence.span.start, hit.name.end)))
}

fn pattern(source: &str) -> Regex {
    Regex::new(source).expect("the pattern is fixed")
}
