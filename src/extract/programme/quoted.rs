//! Quoted names that no verb brings in: `“亲清在线”入选典型案例`, `“青年招聘计划”提供岗位`; those behind a verb are in `brought`.

use std::cell::OnceCell;
use std::sync::LazyLock;

use super::around::{ACTS, DOES, Tail, prefix};
use super::figure::{COUNTED, NEAR_HEAD, is_figure};
use super::{Candidate, Sentence};
use crate::document::clause::enclosed;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{HeadClass, ProgrammeWords};
use crate::span::Span;

/// Number and two-character noun: a label (三到位), unless the things counted stand before it; but a system (一单制) says that it
/// is one.
pub(super) static NUMBERED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^[一二三四五六七八九十两]\p{Han}[\p{Han}&&[^制]]$"));

/// Number and noun in turn (一区一码一席一窗): like a number and its noun, nothing that could stand without quotation marks.
static ALTERNATING: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:[一二三四五六七八九十两]\p{Han}){2,}$"));

/// An adjective: says how, not what (非接触式, 一体化); a 模式 is a noun.
pub(super) static ADJECTIVE: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"(?:(?:^|[^模方])式|化|性|型|度|级|链条|时空)$"));

/// The places or the body that a title begins with: 浙江省海盐县：, 西安：, 某市某区人民法院.
static TITLE_SEAT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:(?:\p{Han}{1,6}?(?:市|县|区|省|自治区|自治州|州|盟|旗|镇|乡))+[：:—]*|\p{Han}{2,3}[：:—]+|[\p{Han}（）]{2,24}(?:院|局|厅|委|办|处|行|关|会|大学|公司|集团|分局|中心)[：:—\s]*)$",
    )
});

/// What a noun asks for that ends too many phrases to make a name of quoted words by itself.
pub(super) const OWN_NAME: usize = 8;

/// Longest quoted name with its noun inside, in characters.
const LONGEST: usize = 24;

/// A quotation and what stands around it in its clause.
pub(super) struct Quote<'t> {
    /// With the marks.
    pub(super) outer: Span,
    pub(super) inner: &'t str,
    pub(super) before: &'t str,
    pub(super) after: &'t str,
    /// Whether it is a figure of speech, once a rule has asked; see [`is_figure`].
    pub(super) figure: OnceCell<bool>,
}

impl Quote<'_> {
    /// 推行“一次办”|“一网通办”: whether another quotation follows that is more than a number and a noun.
    pub(super) fn goes_on(&self) -> bool {
        let next = self.after.trim_start_matches(['、', '和']).strip_prefix('“');
        let Some((next, _)) = next.and_then(|rest| rest.split_once('”')) else { return false };
        if !NUMBERED.is_match(next) {
            return next.chars().count() >= 4;
        }
        // 推行“一次办”“一窗办”“一网通办”: or the last of the row is.
        let last = self.after.rsplit('“').next().and_then(|rest| rest.split_once('”'));
        last.is_some_and(|(inner, _)| (4..=8).contains(&inner.chars().count()))
    }
}

/// `programme/quoted-subject`: quoted words that do something (“亲清在线”入选典型案例).
pub(super) fn subject(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let rows =
        sentence.quotes.iter().flat_map(|quotes| (0..quotes.len()).rev().map(|at| (&quotes[at], quotes.get(at + 1))));
    for (quote, next) in rows {
        let length = quote.inner.chars().count();
        let acting = acting_tail(quote, words);
        // “甲车北上”、|“乙车北上”累计通行…: what is listed with one that does something does it too.
        let listed = next.is_some_and(|next| {
            let joined = matches!(&sentence.text[quote.outer.end..next.outer.start], "" | "、" | "和");
            joined && next.inner.chars().count() == length && found.iter().any(|name| next.outer.contains(name.span))
        });
        // “某工匠”|2021年|入选…: when may stand between.
        let dated = || DATED.find(quote.after).is_some_and(|date| DOES.is_match(&quote.after[date.end()..]));
        let does = listed || acting.is_some() || DOES.is_match(quote.after) || dated() || SPREADS.is_match(quote.after);
        let apt = (3..=30).contains(&length) && does && !is_figure(quote, words);
        // “甲”是鲜明主题之一: words that are spoken of.
        let spoken =
            quote.after.starts_with('是') && ["主题", "关键词", "热词"].iter().any(|noun| quote.after.contains(noun));
        // 以政务改革“小切口”撬动…: by what something is brought about.
        let means = quote.before.starts_with('以') || quote.before.contains("，以");
        if !apt
            || spoken
            || means && BY_MEANS.is_match(quote.after)
            || ADJECTIVE.is_match(quote.inner)
            || quote.inner.contains(['、', '，'])
        {
            continue;
        }
        let before = quote.before.rsplit(['、', '.']).next().unwrap_or_default();
        let verb = words.verbs(before).last().map_or(0, |(at, _)| at.end);
        let prefix = prefix(&before[verb..], words);
        if NUMBERED.is_match(quote.inner) && prefix.is_empty() {
            continue;
        }
        let prefix = needed(prefix, quote, words);
        found.push(candidate(quote, prefix, acting.as_ref(), "programme/quoted-subject"));
    }
    found
}

/// When something was done.
static DATED: LazyLock<Pattern> = LazyLock::new(|| pattern("^(?:于)?20\\d\\d年(?:\\d{1,2}月)?(?:成功)?"));

/// What is brought about by means of something, right behind it.
static BY_MEANS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:撬动|推动|赋能|助力|打造|跑出|破解|托起|点亮|守护|护航|架起|筑牢|打通|织密|化解)"));

/// A service that is brought in everywhere: “不停航办证”|服务在长江干线全面推广.
static SPREADS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^(?:服务|业务|做法)?在[^，。]{2,12}?(?:全面|率先|试点)?(?:推广|推行|推开|落地|试点|上线)")
});

/// The noun right behind a quotation, where what it names does something: “科创通”服务平台入选….
fn acting_tail<'t>(quote: &Quote<'t>, words: &ProgrammeWords) -> Option<Tail<'t>> {
    let heads = words.heads(quote.after).into_iter();
    let (at, head) = heads.take(3).find(|(at, _)| DOES.is_match(&quote.after[at.end..]))?;
    let runs = matches!(head.class, HeadClass::Carrier | HeadClass::Scheme) && head.least < OWN_NAME;
    let near = quote.after[..at.end].chars().count() <= NEAR_HEAD && !ACTS.is_match(quote.after);
    (runs && near).then(|| Tail { phrase: &quote.after[..at.end], head, end: at.end, listed: false })
}

/// `programme/common`: quoted words that many places call a way of their own, without a verb that brings them in.
pub(super) fn common(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let named = sentence.quotes.iter().flatten();
    named
        // 获评全国“一村一品”示范村: what is honoured as one.
        .filter(|quote| !["示范村", "示范镇", "示范县", "示范乡"].iter().any(|area| quote.after.starts_with(area)))
        .filter(|quote| words.is_common(quote.inner) && !words.disowns(quote.after) || is_campaign(quote))
        .map(|quote| candidate(quote, "", None, "programme/common"))
        .collect()
}

/// “数字德州”建设, “无废城市”创建: what an area is to become, where it is what is built.
fn is_campaign(quote: &Quote) -> bool {
    static CAMPAIGN: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:(?:数字|智慧|平安|健康|清廉|法治|信用|美丽|无废|书香)\p{Han}{2,4}|\p{Han}{2,4}(?:城市|乡村|社区|校园|机关|园区|医院|学校|车间|物业|村居|家园))$",
        )
    });
    // “全国文明城市”创建: an honour that is striven for.
    let honour = ["文明", "示范", "全国", "国家", "模范"].iter().any(|mark| quote.inner.contains(mark));
    ["建设", "创建"].iter().any(|verb| quote.after.starts_with(verb)) && CAMPAIGN.is_match(quote.inner) && !honour
}

/// `programme/titled`: quoted words that a title begins with, but for the place: what it is about.
pub(super) fn titled(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let Some(quotes) = sentence.quotes.first().filter(|_| sentence.title) else { return Vec::new() };
    let Some(quote) = quotes.first() else { return Vec::new() };
    // 案例名称：某市“甲”…: the label of the field is no part of it.
    let before = quote.before.trim_end_matches(['：', '—']);
    let before = before.rsplit_once('：').map_or(quote.before, |(_, own)| own);
    let begins = before.is_empty() || TITLE_SEAT.is_match(before);
    let apt = begins && quote.inner.chars().count() >= 3 && !quote.inner.contains(['，', '、']);
    // “小火花”藏着大隐患: what a headline plays with.
    let plays =
        ["藏", "背后", "里的", "中的", "折射", "见证", "的故事"].iter().any(|word| quote.after.starts_with(word));
    // “加快建设某通道”新闻发布会实录: what a meeting with the press is on.
    let pressed = ["新闻发布会", "主题新闻发布会", "系列新闻发布会", "发布会", "座谈会", "新闻通气会"];
    let spoken = pressed.iter().any(|meeting| quote.after.starts_with(meeting));
    if !apt
        || plays
        || spoken
        || is_figure(quote, words)
        || ADJECTIVE.is_match(quote.inner)
        || NUMBERED.is_match(quote.inner)
    {
        return Vec::new();
    }
    vec![candidate(quote, "", None, "programme/titled")]
}

/// `programme/quoted-headed` and `programme/quoted-used`: quoted words that end in the noun of a programme, and say which one it is: “青年招聘计划”提供岗位.
pub(super) fn headed(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let named = sentence.quotes.iter().flatten();
    let says_which = |quote: &&Quote| {
        let last = words.heads(quote.inner).pop().filter(|(at, _)| at.end == quote.inner.len());
        last.is_some_and(|(at, head)| {
            let modifier = &quote.inner[..at.start];
            head.least < OWN_NAME
                && head.word != "通道"
                // 数字经济“一号工程”: which one it is stands before it.
                && !["一号", "头号", "一把手", "民心", "民生", "惠民"].contains(&&quote.inner[..at.start])
                && matches!(head.class, HeadClass::Carrier | HeadClass::Scheme | HeadClass::Event)
                && words.specific_length(modifier) >= 2
        })
    };
    named
        .filter(|quote| !is_figure(quote, words) && !COUNTED.is_match(quote.inner) && !ADJECTIVE.is_match(quote.inner))
        .filter(|quote| quote.inner.chars().count() <= LONGEST && !quote.inner.contains(['，', '、', '：']))
        .filter(says_which)
        .map(|quote| {
            // 通过“1369生命直通车”入境: it is used here, and brought in elsewhere.
            let verb = words.verbs(quote.before).pop().filter(|(at, _)| at.end == quote.before.len());
            let used = verb.is_some_and(|(_, verb)| !verb.strong);
            candidate(quote, "", None, if used { "programme/quoted-used" } else { "programme/quoted-headed" })
        })
        .collect()
}

/// The quotations of a clause that stand in no bracket or title, in the order of the text.
pub(super) fn quotes(text: &str, clause: Span) -> Vec<Quote<'_>> {
    let mark = '“'.len_utf8();
    // Most clauses have none, and to see that is cheaper than to look for pairs.
    let pairs = if text[clause.range()].contains('“') { enclosed(text, clause) } else { Vec::new() };
    pairs
        .into_iter()
        .filter(|pair| text[pair.range()].starts_with('“'))
        .map(|outer| Quote {
            outer,
            inner: text[outer.start + mark..outer.end - mark].trim(),
            before: &text[clause.start..outer.start],
            after: &text[outer.end..clause.end],
            figure: OnceCell::new(),
        })
        .collect()
}

/// Whether a name keeps its quotation marks: it only counts what stands behind it.
pub(super) fn keeps_marks(core: &str) -> bool {
    NUMBERED.is_match(core) || ALTERNATING.is_match(core)
}

/// The noun before a quotation, where the quoted words are no name without it: they count (证照“三联办”) or are what many call
/// theirs (办税“绿色通道”).
pub(super) fn needed<'t>(prefix: &'t str, quote: &Quote, words: &ProgrammeWords) -> &'t str {
    const COUNTS: [char; 12] = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '双', '两'];
    let counts = quote.inner.contains(COUNTS) && quote.inner.chars().count() <= 8;
    let bare = counts || words.cues.is_of_many(quote.inner) || quote.inner.chars().count() <= 2;
    if bare { prefix } else { "" }
}

pub(super) fn candidate(quote: &Quote, prefix: &str, tail: Option<&Tail>, rule: &'static str) -> Candidate {
    let span = Span::new(quote.outer.start - prefix.len(), quote.outer.end + tail.map_or(0, |tail| tail.end));
    let phrase = tail.map_or("", |tail| tail.phrase);
    let full = (!prefix.is_empty() || tail.is_some()).then(|| format!("{prefix}“{}”{phrase}", quote.inner));
    Candidate { span, core: quote.inner.to_owned(), full, rule }
}
