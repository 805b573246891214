//! Quoted names behind a verb that brings them in, or with a head noun of their own: `推行“一业一证”改革`, `通过“科创通”等渠道提供服务`.

use std::sync::LazyLock;

use super::around::{ACTS, DOES, END, Tail, prefix, tail};
use super::figure::{COUNTED, is_figure, is_measure, runs};
use super::listed::{PRODUCT, continues, ends_with_name, examples, in_row, is_example, is_row_of_products, listed_as};
use super::phrase::PLUGGED_IN;
use super::quoted::{ADJECTIVE, NUMBERED, OWN_NAME, Quote, candidate, needed};
use super::{Candidate, Sentence, part};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{HeadClass, ProgrammeWords, Verb};
use crate::span::{Span, ending};

/// The first of its kind, right before its name: 落地全国首单“甲保险”.
static FIRST_OF_ALL: LazyLock<Pattern> = LazyLock::new(|| pattern("首(?:单|笔|个|款|例)$"));

/// What says that quoted words are what something is done through: 通过“甲”等渠道提供服务.
static CHANNEL: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^等(?:\p{Han}{0,4}?)(?:渠道|平台|系统|应用|终端|入口|载体)"));

/// `programme/quoted`: quoted words after a verb that brings them in, or with a head noun of their own.
pub(super) fn after_verb(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found: Vec<Candidate> = Vec::new();
    let examples = examples(sentence);
    for (index, quotes) in sentence.quotes.iter().enumerate() {
        let products = is_row_of_products(quotes);
        let goes_on = index > 0 && ends_with_name(&found, sentence.clauses[index - 1]);
        let listed_here = examples.is_some_and(|from| index >= from);
        let listed_as = listed_as(quotes, sentence.text);
        // 推出了|“甲甲”“乙乙”等一批示范项目: names of a row that a verb brings in may be short.
        let row = quotes.first().is_some_and(|first| {
            let before = first.before.trim_end_matches('了');
            words.verbs(before).pop().is_some_and(|(at, verb)| verb.strong && at.end == before.len())
        });
        let least = match quotes.len() {
            _ if row => 2,
            3.. => 3,
            _ => 4,
        };
        for (at, quote) in quotes.iter().enumerate() {
            if is_figure(quote, words) {
                found.extend(within_measure(quote, sentence.text));
                continue;
            }
            let listed = part::listed(quote, words);
            if listed.is_empty() {
                let follows = goes_on && continues(quote, words)
                    || in_row(quote, &found, sentence.text)
                    || listed_as[at] && quote.inner.chars().count() >= least
                    || (listed_here || products) && is_example(quote);
                let accepted = accept(quote, (follows, row && listed_as[at]), sentence.heading, words);
                // 按照“一园一案”的要求: how it is to be done, where nobody reports what he did.
                let asks = |name: &Candidate| name.full.as_ref().is_some_and(|full| full.ends_with("要求"));
                found.extend(accepted.into_iter().filter(|name| !sentence.plain || !asks(name)));
            } else {
                found.extend(listed);
            }
        }
    }
    found
}

/// “开展‘一照多址’改革”: the name within the title of a measure, with the noun behind it.
fn within_measure(quote: &Quote, text: &str) -> Option<Candidate> {
    const NOUNS: [&str; 9] = ["改革", "模式", "机制", "制度", "监管体系", "体系", "平台", "服务", "办法"];
    let begin = quote.outer.start + '“'.len_utf8();
    let open = quote.inner.find('‘').filter(|_| is_measure(quote.inner) && text[begin..].starts_with(quote.inner))?;
    let (name, rest) = quote.inner[open + '‘'.len_utf8()..].split_once('’')?;
    let noun = NOUNS.iter().find(|noun| rest.starts_with(**noun)).copied().unwrap_or_default();
    let named = (3..=12).contains(&name.chars().count());
    named.then(|| Candidate {
        span: Span::new(begin + open, begin + quote.inner.len() - rest.len() + noun.len()),
        core: name.to_owned(),
        full: (!noun.is_empty()).then(|| format!("“{name}”{noun}")),
        rule: "programme/quoted",
    })
}

/// What runs, right before what it is called.
static APPOSED: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?:平台|系统|小程序|服务品牌|文旅品牌|党建品牌|区域公用品牌|公用品牌|应用程序|大模型)$"));

/// What is counted, right before the quotation that says which of them: 首批12个流域|“四水”联治试点区.
static COUNTED_BEFORE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"\d+个(\p{Han}{2,4})$"));

/// What those who apply for something are promised by a way of doing it.
static PROMISE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\p{Han}{2,4}(?:最多|只)\p{Han}{1,2}[一1]次$|^\p{Han}{2,8}(?:一次办|一次办成|即办|通办|联办|秒批|直享|免跑|就近办|集成办|帮您办)$",
    )
});

/// So many of something, in short: 五微, 三联三促.
static COUNTS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^(?:[一二三四五六七八九十双两]\p{Han}{1,2}){1,3}$"));

/// What something looks like, or is made: 形成|纵横交错的|“甲甲”.
const BECOMES: [&str; 3] = ["形成", "成为", "构成"];

/// The name that a quotation is: `follows` where it goes on with one before it, `short` where its row has names of two characters.
fn accept(quote: &Quote, (follows, short): (bool, bool), heading: bool, words: &ProgrammeWords) -> Option<Candidate> {
    let tail = tail(quote.after, words);
    // “某某论坛”的配套活动: what goes with a name that has its noun inside.
    let complete = quote.after.starts_with('的') && is_complete(quote.inner, words);
    let tail = tail.filter(|_| !complete);
    let named = tail.as_ref().filter(|tail| is_named_with(quote, tail));
    let verb = bringing_in(quote.before, words);
    // 通过“832平台”: what runs says so itself.
    let runs = runs(quote.inner, words);
    let adjacent = verb.is_some_and(|(at, _)| at.end == quote.before.len());
    let channel = verb.is_some() && CHANNEL.is_match(quote.after);
    let first = FIRST_OF_ALL.is_match(quote.before);
    // 优化基层治理平台|“甲甲乙乙”|，: what the noun before it is called.
    let apposed = APPOSED.is_match(quote.before) && END.is_match(quote.after) && quote.inner.chars().count() >= 3;
    let strong = follows
        || adjacent && verb.is_some_and(|(_, verb)| is_promised(quote, verb, words))
        || channel
        || first
        || apposed
        || verb.is_some_and(|(_, verb)| verb.strong || (verb.hosts || runs) && adjacent);
    let prefix = verb.map_or_else(|| counted(quote.before), |(at, _)| prefix(&quote.before[at.end..], words));
    if let Some(tail) = named
        && !(tail.listed && follows)
    {
        // 融资增信“质品贷”项目: what is sold has a name of its own.
        let own = PRODUCT.is_match(quote.inner) && !ADJECTIVE.is_match(quote.inner);
        let prefix = if own { needed(prefix, quote, words) } else { prefix };
        return with_head(quote, prefix, tail, words);
    }
    // What is sold or spread under a name needs no verb to be one: “免证办”做法.
    let joined = is_joined(quote.inner);
    let product = |tail: &Tail| tail.head.class == HeadClass::Product && (!tail.listed || joined);
    let strong = strong || tail.as_ref().is_some_and(product);
    // 推行“医银通”信用就医: what is brought in under a name, and no more said of it.
    let brings = verb.is_some_and(|(_, verb)| words.cues.brings(verb.word));
    // 采取“投资+建设+运营”一体化招标: what is joined is a way of doing.
    let takes = verb.is_some_and(|(_, verb)| TAKES.contains(&verb.word)) && adjacent;
    let brought = adjacent && (brings || takes && joined) && is_short_noun(quote.after);
    let bare = channel || apposed || complete || tail.is_some() || END.is_match(quote.after) || brought;
    // Of “甲甲”“乙乙”等品牌 each may be short.
    let least = if short || follows && tail.as_ref().is_some_and(|tail| tail.listed) { 2 } else { 3 };
    let rhymed = || (brings || takes) && !heading && is_rhymed(quote.inner);
    let one = !quote.inner.contains(['、', '，']) || rhymed();
    let long = quote.inner.chars().count() >= least && one;
    let numbered = NUMBERED.is_match(quote.inner) && !quote.before.contains(['、', '和']) && !quote.goes_on();
    let looks = quote.before.ends_with('的') && verb.is_some_and(|(_, verb)| BECOMES.contains(&verb.word));
    let prefix = needed(prefix, quote, words);
    // In a heading quotation marks are ornament, but not behind a verb of bringing in: 一、某市推行“一链办理”.
    let plain = !heading || brings && (quote.after.is_empty() || brought);
    // “甲”、“家文化”等特色项目: in a list of names it is one like the others.
    let member = follows && tail.as_ref().is_some_and(|tail| tail.listed);
    // “1+3”重点功能区: figures alone say nothing.
    let long = long && !quote.inner.chars().all(|c| c.is_ascii_digit() || "+对比:：".contains(c));
    let apt = bare && long && strong && plain && !numbered && !looks && (member || !ADJECTIVE.is_match(quote.inner));
    apt.then(|| candidate(quote, prefix, None, "programme/quoted"))
}

/// 高频事项实现“数据只填一次”: whether a quotation is what is promised to those who apply.
fn is_promised(quote: &Quote, verb: Verb, words: &ProgrammeWords) -> bool {
    verb.word == "实现" && PROMISE.is_match(quote.inner) && !words.is_common(quote.inner)
}

/// 首批24个|森林|“四库”联动试点区: the noun of what is counted, right before a quotation that no verb brings in.
fn counted(before: &str) -> &str {
    COUNTED_BEFORE.captures(before).and_then(|found| found.get(1)).map_or("", |noun| noun.as_str())
}

/// Whether two or three things joined are a way of doing: “预约查验+闸口快装”等政策, “投资+建设+运营”.
fn is_joined(quoted: &str) -> bool {
    let parts = |least: usize| quoted.split('+').filter(|part| part.chars().count() >= least).count();
    parts(3) >= 2 || parts(2) >= 3
}

/// Whether a head noun makes a name with the quotation before it, without a verb.
fn is_named_with(quote: &Quote, tail: &Tail) -> bool {
    match tail.head.class {
        HeadClass::Product | HeadClass::Service => false,
        // “五微”举措: by their number they have a name.
        HeadClass::Boundary => tail.head.word == "体系" || tail.phrase == "举措" && COUNTS.is_match(quote.inner),
        // 按照“甲、乙”要求: a demand with a name is short.
        HeadClass::Scheme if tail.head.word == "要求" => !quote.inner.contains(['，', '、']),
        _ => true,
    }
}

/// Verbs right behind which words in parts are a way of doing: 采用“带地入社、统一经营”方式.
const TAKES: [&str; 5] = ["采用", "采取", "探索", "创新", "实施"];

/// The verb that brings a quotation in: the one right before it, else the last strong one of the clause.
fn bringing_in(before: &str, words: &ProgrammeWords) -> Option<(Span, Verb)> {
    let verbs = words.verbs(before);
    let last = verbs.last().copied();
    let adjacent = last.filter(|(at, _)| at.end == before.len());
    adjacent.or_else(|| verbs.into_iter().rfind(|(_, verb)| verb.strong)).or(last)
}

/// Whether a few characters end the clause that say what a name is one of: 信用就医, but no verb that goes on.
fn is_short_noun(after: &str) -> bool {
    const MOST: usize = 6;
    // A title of two halves has no comma between them.
    let after = after.split([' ', '\u{3000}', '、']).next().unwrap_or(after);
    (2..=MOST).contains(&after.chars().count())
        && after.chars().all(char::is_alphabetic)
        && !DOES.is_match(after)
        && !ACTS.is_match(after)
        && !after.starts_with(['的', '等', '理', '原', '问', '成'])
}

/// Whether the parts of a quotation are as long as each other, as those of one way of doing are: “总额付费、结余留用”.
fn is_rhymed(quoted: &str) -> bool {
    const PART: std::ops::RangeInclusive<usize> = 4..=8;
    let mut lengths = quoted.split(['、', '，']).map(|part| part.chars().count());
    let first = lengths.next().filter(|length| PART.contains(length));
    first.is_some_and(|first| lengths.all(|length| length == first)) || is_refrain(quoted)
}

/// Whether the parts of a quotation end alike: “住户出一点、单位筹一点、政府补一点”.
fn is_refrain(quoted: &str) -> bool {
    const PART: std::ops::RangeInclusive<usize> = 4..=9;
    let alike = |part: &str| PART.contains(&part.chars().count()) && ending(part, 2) == ending(quoted, 2);
    quoted.split(['、', '，']).count() >= 3 && quoted.split(['、', '，']).all(alike)
}

/// Whether quoted words end in the noun of what they name.
fn is_complete(quoted: &str, words: &ProgrammeWords) -> bool {
    let last = words.heads(quoted).pop().filter(|(at, _)| at.end == quoted.len());
    last.is_some_and(|(at, head)| head.least < OWN_NAME && words.specific_length(&quoted[..at.start]) >= head.least)
}

/// “四答”工作要求; a list with a name of its own behind it gives that name: “甲、乙、丙”五级联动工作体系.
fn with_head(quote: &Quote, prefix: &str, tail: &Tail, words: &ProgrammeWords) -> Option<Candidate> {
    if COUNTED.is_match(tail.phrase) {
        // “四边绿化”五项行动: what is counted goes by the name.
        let named =
            tail.head.class == HeadClass::Scheme && quote.inner.chars().count() >= 4 && !quote.inner.contains('、');
        return named.then(|| candidate(quote, prefix, None, "programme/quoted"));
    }
    // “事前有支持、事中强服务”的全链条体系: a sentence that says how it is.
    let said = quote.inner.contains('，') || quote.inner.contains('、') && tail.head.class == HeadClass::Boundary;
    let rhyme = ["模式", "机制"].contains(&tail.phrase) && quote.inner.contains('，') && is_rhymed(quote.inner);
    if quote.after.starts_with('的') && said && !rhyme {
        return None;
    }
    // 恢复“华北之肾”功能: what a lake is to do, but “甲”等平台功能, which names what runs.
    let plugged =
        |quote: &Quote| words.verbs(quote.before).pop().is_some_and(|(_, verb)| PLUGGED_IN.contains(&verb.word));
    if tail.head.word == "功能" && !plugged(quote) {
        return tail.listed.then(|| candidate(quote, prefix, None, "programme/quoted"));
    }
    // “四单合一”项目3800个: of a sort.
    let counted = quote.after[tail.end..].strip_prefix(|c: char| c.is_ascii_digit());
    if tail.head.word == "项目"
        && counted.is_some_and(|rest| {
            rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '余' || c == '多').starts_with('个')
        })
    {
        return None;
    }
    // “购在龙江”等促消费活动: what they all are.
    if tail.listed && tail.head.class == HeadClass::Event {
        return Some(candidate(quote, prefix, None, "programme/quoted"));
    }
    // “甲甲”的村级服务点: what has the name is described; “甲论坛”品牌活动: the name has its noun inside.
    let described =
        quote.after.starts_with('的') && tail.head.class == HeadClass::Carrier && tail.phrase.chars().count() > 6;
    let held = ["会", "节", "论坛", "大赛"].iter().any(|noun| quote.inner.ends_with(noun))
        && ["活动", "品牌活动", "系列活动", "主题活动"].contains(&tail.phrase);
    if described || held && quote.inner.chars().count() >= 6 {
        return Some(candidate(quote, prefix, None, "programme/quoted"));
    }
    let modifier = tail.phrase.strip_suffix(tail.head.word).unwrap_or_default();
    if quote.inner.contains('、') && modifier.chars().count() >= 4 && words.specific_length(modifier) >= 2 {
        let span = Span::new(quote.outer.start, quote.outer.end + tail.end);
        return Some(Candidate { span, core: tail.phrase.to_owned(), full: None, rule: "programme/quoted" });
    }
    Some(candidate(quote, prefix, Some(tail), "programme/quoted"))
}
