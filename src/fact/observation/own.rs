//! The words around a number that are its own, by which it is named unless what was named before says more.

use std::borrow::Cow;

use super::super::{ObservationKind, Qualifier, Scene};
use super::counted::{joins_another, named_behind, noun_of, only_tells_which, place_won, without_description};
use super::granted::{granted, reckoned_by};
use super::item::Item;
use super::kind::{MORE_OF, Nature};
use super::phrase::{spoken_of, without_notes, words_before};
use super::size::sized;
use super::status::plainly;
use super::told::Told;
use crate::extract::date::DateMention;
use crate::extract::numeral::numeral;
use crate::extract::quantity::is_time;
use crate::lexicon::edge::last_place;
use crate::span::{Span, beginning, ending};

/// What the clauses of a case say by themselves.
pub(super) struct Phrases {
    /// For each number its own words; none where it only goes on a list.
    pub(super) own: Vec<String>,
    /// For each clause what it speaks of, where it has no number and one follows in its sentence.
    pub(super) spoken_of: Vec<Option<String>>,
}

/// What the clauses of a case say by themselves.
pub(super) fn phrases(scene: &Scene<'_>, told: &Told<'_>, natures: &[Nature]) -> Phrases {
    let mut phrases = Phrases { own: Vec::with_capacity(told.items.len()), spoken_of: Vec::new() };
    for sentence in &told.sentences {
        let clauses = told.clauses(sentence);
        let numbers_end = clauses.last().map_or(0, |last| last.items.end);
        for clause in clauses {
            let items = told.items(clause);
            let asked = items.is_empty() && clause.items.end < numbers_end;
            phrases.spoken_of.push(if asked { spoken_of(scene, clause.dates, clause.span) } else { None });
            let numbers = items.iter().zip(&natures[clause.items.clone()]);
            let own = |(item, nature): (&Item<'_>, &Nature)| own_words(scene, clause.dates, item, nature);
            phrases.own.extend(numbers.map(|number| if number.0.goes_on { String::new() } else { own(number) }));
        }
    }
    phrases
}

/// The words before and after the number that are neither date nor place nor subject nor grammar.
fn own_words(scene: &Scene<'_>, dates: &[DateMention], item: &Item<'_>, nature: &Nature) -> String {
    let words = &scene.lexicon.metrics;
    // 与2010年的|3050万人|相比: of what was told before.
    // 比常年同期|多蓄水|5亿立方米: the same.
    let more = nature.rule == MORE_OF;
    if more || scene.words(item.after).starts_with("相比") && scene.words(item.before).contains(['与', '同', '和'])
    {
        return String::new();
    }
    let before = words_before(scene, dates, item);
    // 以|5%的能耗: the verb follows behind.
    let before = if matches!(&*before, "以" | "以年均" | "以平均") { Cow::Borrowed("") } else { before };
    let phrase = nature.change.map_or(&*before, |change| words.bare(without_change(&before, change)));
    let counts = matches!(item.quantity.unit, "count" | "person");
    // 480毫米|×|140毫米: the other side of the same; 发电厂2×|35万千瓦: how many there are of it.
    let times = phrase.trim_end_matches(['×', '*', 'x', 'X']);
    let phrase = if times.len() < phrase.len() { times.trim_end_matches(|c: char| c.is_ascii_digit()) } else { phrase };
    let phrase = if counts { without_there_is(phrase) } else { phrase };
    let after = without_date_behind(scene, dates, item, words_after(scene, item));
    let after = if tells_on(item, phrase, after) { "" } else { after };
    let after = after.strip_suffix('）').filter(|inside| !inside.contains('（')).unwrap_or(after);
    // 保持在8%以上|较高水平: how high that is.
    let high = item.quantity.unit == "percent"
        && matches!(after.trim_start_matches('的'), "较高水平" | "高水平" | "水平" | "较高区间" | "合理区间" | "区间");
    let after = if high { "" } else { after };
    // 来自全国23个|省份: from where is not what.
    let phrase = if counts && matches!(phrase, "来自全国" | "来自全省" | "来自全球" | "来自全市") {
        ""
    } else {
        phrase
    };
    // （含|8个社区）.
    let phrase = if matches!(phrase, "含" | "包括" | "包含" | "其中含" | "其中包括") { "" } else { phrase };
    let noun = || noun_of(scene, item, after);
    if let Some(named) = named_behind(scene, item, phrase, noun) {
        return named.to_owned();
    }
    let ranked = nature.kind == ObservationKind::Rank;
    if let Some(won) = place_won(phrase, if ranked { scene.words(item.after) } else { "" }) {
        return won;
    }
    if let Some(given) = given(scene, item, phrase) {
        return given;
    }
    if let Some(granted) = granted(scene, item) {
        return granted;
    }
    if let Some(bounded) = bounded(item, after) {
        return bounded.to_owned();
    }
    let after = if is_put_to_use(item, after) { "" } else { after };
    if let Some(lasting) = lasting(scene, phrase, after) {
        return lasting;
    }
    if let Some(sized) = sized(scene, item, phrase, noun) {
        return sized;
    }
    let goes_on = after.starts_with('的')
        && is_named(scene, item, phrase)
        && !gives(phrase)
        && !brings_about(scene, item, phrase);
    let after = if after.is_empty() || ranked || goes_on { "" } else { words.bare(without_description(noun())) };
    // 全州29个乡镇|中: of those it goes on.
    let among = after.strip_suffix('中').filter(|noun| counts && words.counted_noun(noun) == Some(noun.len()));
    let after = among.unwrap_or(after);
    if !after.is_empty() && (only_tells_which(scene.words(item.before)) || counts && joins_another(scene, item)) {
        return plainly(words, item, after).into_owned();
    }
    if let Some(reckoned) = reckoned_by(phrase).filter(|_| after.is_empty()) {
        return reckoned;
    }
    joined(scene, item, phrase, &plainly(words, item, after))
}

/// 全镇|有|干部36名: that there are so many, but 有条件的城市, 有效专利.
fn without_there_is(phrase: &str) -> &str {
    const PARTS: &str = "效关色机线限序轨偿害毒组力意声氧责车证";
    // 390户村民|中有|贫困户42户.
    let phrase = phrase.strip_prefix("中有").filter(|noun| noun.chars().count() > 1).unwrap_or(phrase);
    let noun =
        phrase.strip_prefix('有').filter(|rest| !rest.starts_with(|c| PARTS.contains(c)) && !rest.contains('的'));
    noun.filter(|noun| noun.chars().count() > 1).unwrap_or(phrase)
}

/// Whether the words before a number name what it measures, so that what 的 goes on with is another: but 对|超过400万元|的采购项目,
/// 全州|98%|的面积.
fn is_named(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> bool {
    let stated = scene.words(item.before).trim_matches(['、', '和', '，', ' ']);
    let of_whole = || {
        item.quantity.unit == "percent"
            && !stated.ends_with(['到', '达', '至', '为', '于', '了', '高', '占', '过', '在'])
    };
    // 全村仍有|30%左右|的贫困发生率.
    let there_is = || item.quantity.unit == "percent" && stated.ends_with(['有']) && !stated.ends_with(['占']);
    !(stated.is_empty() || there_is() || phrase.is_empty() && (stated.starts_with('对') || of_whole()))
}

/// 新增|了1.7万平方米的|绿化面积, 拥有|340万千瓦的|风能资源: a verb alone, so that what 的 goes on with is named.
fn brings_about(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> bool {
    const VERBS: [&str; 15] = [
        "确保", "解决", "保障", "拥有", "新建", "扩建", "改建", "修建", "引进", "采购", "购置", "进口", "出租", "种植",
        "建成",
    ];
    let stated = scene.words(item.before).trim_end().trim_end_matches('了');
    let verb = ending(stated, 2);
    let alone = phrase.is_empty() || phrase.trim_end_matches('了') == verb;
    alone && (VERBS.contains(&verb) || scene.lexicon.metrics.is_act(verb))
}

/// The words behind the number, as far as they say what it is.
fn words_after<'a>(scene: &Scene<'a>, item: &Item<'_>) -> &'a str {
    // 突破百亿元大关, 迈上260亿元新台阶: how far it is, and not what.
    const MARKS: [&str; 4] = ["大关", "新台阶", "台阶", "关口"];
    const PASSED: [&str; 6] = ["突破", "超过", "跨越", "跨上", "迈上", "超"];
    let after = scene.words(item.after);
    // “我家种了15亩柑橘。”: where somebody ends to speak.
    let after = after
        .strip_suffix('”')
        .filter(|said| !said.contains('“'))
        .map_or(after, |said| said.trim_end_matches(['。', '！', '？']));
    let number = item.quantity.number.start;
    let stated = scene.words(Span::new(item.before.start.min(number), number));
    let passed = || PASSED.iter().any(|verb| stated.ends_with(verb));
    let after = match MARKS.iter().find_map(|mark| after.strip_prefix(mark)) {
        Some(rest) if item.quantity.unit != "count" || passed() => rest,
        _ => after,
    };
    // 余款87万元|2023年1月15日前付清: when it is settled is not what it is.
    if item.quantity.unit == "CNY" && after.starts_with(|c: char| c.is_ascii_digit()) {
        return "";
    }
    // 5个环节“一次受理”: a quotation after the noun is said of it.
    after.find('“').filter(|&at| at > 0).map_or(after, |at| &after[..at])
}

/// 停产1个月|等因素, 刘某等3人|分别以…: what goes on is no noun.
fn tells_on(item: &Item<'_>, phrase: &str, after: &str) -> bool {
    let and_so_on = after.strip_prefix('等').is_some_and(|rest| !rest.starts_with(['级', '次', '第', '候', '额']));
    let people = item.quantity.unit == "person" && !phrase.is_empty();
    and_so_on
        // 下降14.2%|后.
        || matches!(after, "后" | "之后" | "以后" | "相比" | "相比较")
        || people && ["分别", "均", "都", "以", "共同", "先后", "一起"].iter().any(|word| after.starts_with(word))
}

/// 5宗为|2022年下半年|登记的林地: when is not what.
fn without_date_behind<'a>(scene: &Scene<'a>, dates: &[DateMention], item: &Item<'_>, after: &'a str) -> &'a str {
    let behind = dates.iter().find(|date| item.after.contains(date.span));
    let cut = behind.and_then(|date| after.split_once(scene.words(date.span)));
    let cut = cut.filter(|(lead, rest)| lead.chars().count() <= 2 && rest.contains('的'));
    cut.map_or(after, |(_, rest)| rest.strip_suffix('）').filter(|rest| !rest.contains('（')).unwrap_or(rest))
}

/// 不超过3年|的许可期|内: the time that is bounded.
fn bounded<'a>(item: &Item<'_>, after: &'a str) -> Option<&'a str> {
    /// Most characters of its name.
    const MOST: usize = 8;
    let noun = after
        .strip_prefix('的')
        .filter(|_| is_time(item.quantity.unit) && item.quantity.qualifier != Qualifier::Exact)?;
    let noun = &noun[..noun.find(['内', '里', '，', '、']).unwrap_or(noun.len())];
    (noun.ends_with(['期', '限', '间']) && (2..=MOST).contains(&noun.chars().count())).then_some(noun)
}

/// 结余的863万元|全部留归…: what is done with an amount is not what it is.
fn is_put_to_use(item: &Item<'_>, after: &str) -> bool {
    item.quantity.unit == "CNY"
        && ["全部", "已", "均", "将", "用于", "通过", "加快", "推动", "促进"].iter().any(|word| after.starts_with(word))
}

/// 经过3个月的|反复磋商, 通过10年的|努力: what takes so long.
fn lasting(scene: &Scene<'_>, phrase: &str, after: &str) -> Option<String> {
    let what = after.strip_prefix('的').filter(|_| matches!(phrase, "经过" | "历经" | "历时" | "经" | "通过"))?;
    let what = what.split(['，', '。', '；']).next().unwrap_or(what);
    (what.chars().count() > 1).then(|| scene.lexicon.metrics.bare(what.trim_start_matches('的')).to_owned())
}

/// What the words before a number and those behind it come to.
fn joined(scene: &Scene<'_>, item: &Item<'_>, phrase: &str, after: &str) -> String {
    let words = &scene.lexicon.metrics;
    let whole = scene.words(item.before);
    // 累计向|1.93万户贫困户发放贷款.
    let counts = matches!(item.quantity.unit, "count" | "person");
    let whom = counts && !["应对", "面对", "针对", "成为", "作为"].iter().any(|verb| phrase.ends_with(verb));
    let phrase = if whom { words.bare(to_whom(scene, phrase)) } else { phrase };
    // 油菜籽等|14种|农产品产量居全国第1位: examples of what is counted.
    let phrase =
        if counts && whole.trim_end().ends_with('等') && told_of(scene, item).is_some() { "" } else { phrase };
    let brief = phrase.chars().nth(2).is_none();
    // 为261户出口企业办理出口退税7.41亿元: whom it was done for is named by what was done.
    if brief && !after.is_empty() && whole.contains(['为', '向', '给']) {
        let rest = &scene.document.text.as_str()[item.quantity.span.end..];
        return words.bare(run(rest, char::is_alphabetic)).to_owned();
    }
    if item.quantity.unit == "hour" && words.says_service(after) {
        return format!("{phrase}服务时间");
    }
    let after = match after {
        "" if counts => kind_measured(scene, item)
            .or_else(|| if phrase.is_empty() { told_of(scene, item) } else { None })
            .unwrap_or_else(|| counted_by_unit(scene, item, phrase)),
        "" => weighed(&item.quantity.unit_as_written, phrase),
        after => after,
    };
    let short = brief && phrase.chars().count() + after.chars().count() <= 2;
    let done = short && !phrase.is_empty() && whole.contains('已') && whole.contains(&format!("已{phrase}"));
    let named = [if done { "已" } else { "" }, phrase, after].concat();
    match without_notes(&named) {
        Cow::Owned(bare) => bare,
        Cow::Borrowed(_) => named,
    }
}

/// 职能部门对全区|83家加油站开展检查: who did it, to all of those there, is not what is counted.
fn to_whom<'a>(scene: &Scene<'_>, phrase: &'a str) -> &'a str {
    const ALL: [&str; 9] = ["全市", "全县", "全区", "全省", "全国", "全镇", "辖区内", "辖区", "区内"];
    let whole = ALL.iter().find_map(|all| phrase.strip_suffix(all)).filter(|rest| rest.ends_with(['对', '向', '为']));
    let rest = whole.unwrap_or(phrase).trim_end_matches(['向', '给', '为', '对']);
    let body = || scene.lexicon.cues.ends_of_bodies(rest).any(|end| end == rest.len());
    if rest.len() < phrase.len() && body() { "" } else { phrase.trim_end_matches(['向', '给', '为', '对']) }
}

/// The characters of a kind that a text begins with, as far as a name can reach: text without any mark goes on for ever.
pub(super) fn run(text: &str, is_kind: impl Fn(char) -> bool) -> &str {
    const LONGEST: usize = 80;
    let near = beginning(text, LONGEST);
    near.split(|c| !is_kind(c)).next().unwrap_or_default()
}

/// 新建|22个|750千伏和330千伏电网工程, 2台|60万千瓦机组: what is counted by its size, and named behind that.
fn kind_measured<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    /// Most sizes told one after the other.
    const SIZES: usize = 3;
    let mut rest = &scene.document.text.as_str()[item.quantity.span.end..];
    for size in 0..SIZES {
        let joined = rest.strip_prefix(['和', '、', '及']).filter(|_| size > 0).unwrap_or(rest);
        let Some(next) = numeral(joined) else { break };
        let behind = &joined[next.length..];
        let unit = scene.lexicon.units.at(behind, true)?;
        if matches!(unit.normal, "count" | "person" | "person_time" | "percent" | "CNY") || is_time(unit.normal) {
            return None;
        }
        rest = &behind[unit.surface.len()..];
    }
    let noun = run(rest, char::is_alphanumeric);
    let sized = rest.len() < scene.document.text.as_str().len() - item.quantity.span.end;
    (sized && noun.chars().count() > 1).then(|| scene.lexicon.metrics.bare(noun_of(scene, item, noun)))
}

/// 203个|断面水质优良率达100%, 9种|矿产资源量居全国第1位: what is counted, where the next number tells how it is with them.
fn told_of<'a>(scene: &Scene<'a>, item: &Item<'_>) -> Option<&'a str> {
    /// Longest and shortest noun, in characters.
    const NOUN: std::ops::RangeInclusive<usize> = 2..=14;
    if !item.after.is_empty() || scene.words(item.before).contains('每') {
        return None;
    }
    let words = run(&scene.document.text.as_str()[item.quantity.span.end..], char::is_alphabetic);
    let side = scene.lexicon.metrics.first_side(words).filter(|at| *at > 0);
    let told = scene.lexicon.cues.first_doing(words).filter(|at| *at > 0);
    let noun = scene.lexicon.metrics.bare(words[..side.into_iter().chain(told).min()?].trim_end_matches('的'));
    NOUN.contains(&noun.chars().count()).then_some(noun)
}

/// 本趟专列共|100个标准箱: a unit that is the noun of what is counted; nothing where the words before name it.
fn counted_by_unit(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> &'static str {
    let noun = if item.quantity.unit == "count" {
        scene.lexicon.metrics.unit_noun(&item.quantity.unit_as_written)
    } else {
        None
    };
    let named = |noun: &str| phrase.contains(noun) || phrase.ends_with(['量', '数', '箱', '床']);
    noun.filter(|noun| !named(noun)).unwrap_or_default()
}

/// 少用|14亿吨标准煤: a unit that says of what there is so much; nothing where the words before name it.
fn weighed<'a>(unit: &'a str, phrase: &str) -> &'a str {
    /// Most characters of a verb alone.
    const VERB: usize = 4;
    let what = unit.trim_start_matches(['万', '亿']).strip_prefix('吨').unwrap_or_default();
    let named = || phrase.chars().count() > VERB || phrase.ends_with(['量', '耗', '能', '力']) || phrase.contains(what);
    if what.is_empty() || phrase.is_empty() || named() { "" } else { what }
}

/// 给予每座|不超过1000万元|的奖补, 按照每亩1200元|的标准给予补助, 按利息的50%|给予贴息: what is given names its amount.
fn given(scene: &Scene<'_>, item: &Item<'_>, phrase: &str) -> Option<String> {
    let gift = |rest: &str| scene.lexicon.metrics.gift(rest);
    let rest = &scene.document.text.as_str()[item.quantity.span.end..];
    if let Some(standard) = standard(rest, phrase) {
        return Some(standard);
    }
    let rest = rest.strip_prefix('的').unwrap_or(rest);
    if let Some((_, each)) = phrase.rsplit_once("给予") {
        let each = each.trim_start_matches(['最', '高']);
        let gift = gift(rest).filter(|_| each.is_empty() || each.starts_with('每'))?;
        return Some(format!("{each}{gift}"));
    }
    let (measure, rest) = scene.lexicon.metrics.measure_given(rest);
    let gift = gift(rest.strip_prefix("给予")?)?;
    let each = phrase.rfind('每').map_or("", |at| &phrase[at..]);
    let measure = if measure.is_empty() && item.quantity.unit == "percent" { "比例" } else { measure };
    Some(format!("{each}{gift}{measure}"))
}

/// 按照每月|1000元|的标准|定额扣除: what is done by that standard.
fn standard(rest: &str, phrase: &str) -> Option<String> {
    /// Shortest and longest name of what is done, in characters.
    const DONE: std::ops::RangeInclusive<usize> = 2..=8;
    /// Most characters of what it is reckoned by.
    const EACH: usize = 8;
    let rest = ["的标准", "的定额标准"].iter().find_map(|standard| rest.strip_prefix(standard))?;
    let each = phrase.rfind('按').map_or(phrase, |at| &phrase[at..]);
    let each = each.trim_start_matches("按照").trim_start_matches('按');
    if !(each.is_empty() || each.starts_with('每') && each.chars().count() <= EACH) {
        return None;
    }
    let done = rest.split(|c: char| !c.is_alphanumeric()).next()?;
    let plain = DONE.contains(&done.chars().count())
        && !done.starts_with("给予")
        && !done.contains(|c: char| c.is_ascii_digit());
    plain.then(|| format!("{each}{done}标准"))
}

/// 贡献了50%以上的税收: the verb gives a share of what 的 goes on with.
fn gives(phrase: &str) -> bool {
    const VERBS: [&str; 10] = ["贡献", "创造", "提供", "吸纳", "解决", "完成", "办理", "审理", "承担", "支撑"];
    // 贡献了|全市六成的税收.
    let whole = ["全市", "全县", "全省", "全区", "全国", "全州"].iter().find_map(|whole| phrase.strip_suffix(whole));
    let before = whole.map_or(phrase, |before| before.trim_end_matches('了'));
    VERBS.iter().any(|verb| before.ends_with(verb) || phrase.starts_with(verb))
}

/// 同比增长, 比上年高, 分别比上年增长: the comparison and its verb are not the metric; 比全市高 is kept.
fn without_change<'a>(phrase: &'a str, change: &str) -> &'a str {
    const CUT: [&str; 13] = [
        "按年",
        "同比",
        "环比",
        "比上年",
        "较上年",
        "比去年",
        "较去年",
        "同期相比",
        "比上月",
        "按可比",
        "按不变价",
        "名义",
        "实际",
    ];
    let bare = phrase.strip_suffix(change).unwrap_or(phrase);
    let compared = bare.rfind(['比', '较']).filter(|&at| compares_times(&bare[at..]) && !is_within_word(bare, at));
    let at = CUT.iter().filter_map(|word| last_place(bare, word)).chain(compared).min();
    match at {
        Some(at) => bare[..at].trim_end_matches(['的', '同']),
        None if bare.contains("比全") => phrase,
        // 同|增17.1%, 去年同期为|增长10.8%: what is compared is what was named before.
        None if matches!(bare.trim_end_matches('为'), "同" | "同期") => "",
        None => bare,
    }
}

/// Whether 比 or 较 compares with a time (比2019年, 较改革前) and not with an area.
fn compares_times(words: &str) -> bool {
    !words.chars().nth(1).is_some_and(|next| "全重例率".contains(next))
}

/// 占比, 同比, 可比口径: the 比 is part of a word.
fn is_within_word(phrase: &str, at: usize) -> bool {
    phrase[..at].ends_with(['占', '对', '可']) && phrase[at..].starts_with('比')
}
