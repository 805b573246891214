//! The numbers of a clause, each with the words that are its own.

use std::sync::LazyLock;

use super::super::Scene;
use super::size;
use crate::extract::quantity::{Quantity, is_time};
use crate::lexicon::metrics::Direction;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::{Span, ending};

/// A number of a clause.
#[derive(Debug)]
pub(super) struct Item<'a> {
    /// The number.
    pub(super) quantity: &'a Quantity,
    /// For 由A降至B: A.
    pub(super) baseline: Option<&'a Quantity>,
    /// For 由A降至B: which way.
    pub(super) moved: Option<Direction>,
    /// The words before it that no earlier number has.
    pub(super) before: Span,
    /// The words after it that no later number has.
    pub(super) after: Span,
    /// Whether it only goes on a list (…和4800万元): all but its value is as before.
    pub(super) goes_on: bool,
    /// Whether it stands in a list with nothing of its own but a word of change (…和下降3.2%).
    pub(super) follows: bool,
}

/// What a leap from one number to another is called.
const LEAPS: [&str; 6] = ["突破", "跨越", "转变", "迈进", "跃升", "提升"];

/// Longest noun, in characters, that can hold a verb.
const NOUN: usize = 8;

/// Longest noun, in characters, between a number and what parts it from the next.
const LONGEST: usize = 16;

/// Signs and words between the members of a list.
const LIST: [char; 6] = ['、', '和', '与', '及', '，', ' '];

/// Pairs numbers with their baselines and shares the words of the clause out among them; `all` are those of the clauses before.
pub(super) fn share_out<'a>(scene: &Scene<'_>, clause: Span, quantities: &'a [Quantity], all: &mut Vec<Item<'a>>) {
    if let Some(found) = side_by_side(scene, clause, quantities) {
        all.extend(found);
        return;
    }
    let text = scene.document.text.as_str();
    let first_of_clause = all.len();
    let (mut index, mut free) = (0, clause.start);
    while index < quantities.len() {
        let first = &quantities[index];
        let moved = quantities.get(index + 1).and_then(|next| from_to(scene, clause, first, next));
        let (quantity, baseline) = if moved.is_some() { (&quantities[index + 1], Some(first)) } else { (first, None) };
        index += 1 + usize::from(moved.is_some());
        let moved = moved.and_then(|moved| moved.0);
        let last = all[first_of_clause..].last();
        if let Some(last) = last.filter(|last| last.quantity.span == quantity.span) {
            // The other end of a range has the same words.
            let (before, after) = (last.before, last.after);
            all.push(Item { quantity, baseline: None, moved: None, before, after, goes_on: false, follows: false });
            continue;
        }
        let start = baseline.map_or(quantity.span.start, |baseline| baseline.span.start);
        let mut before = Span::new(free.min(start), start);
        let next = quantities[index..].iter().find(|next| next.span != quantity.span);
        let until = next.map_or(clause.end, |next| next.span.start);
        let after = own_words(scene, quantity, before, Span::new(quantity.span.end.min(until), until), next.is_some());
        if let Some(member) = size::member_before(scene, quantity, before, after) {
            before = member;
        }
        let alone = after.is_empty() && last.is_some();
        let verb = if alone { text[before.range()].trim_matches(LIST) } else { "" };
        let change = || scene.lexicon.metrics.change_at_end(verb).is_some_and(|(word, _)| word == verb);
        let follows = alone && (verb.is_empty() || change());
        // 半数村集体经济过|20万元 is no list either.
        let part = |unit: &str| matches!(unit, "percent" | "pp" | "multiple");
        let like = last.is_some_and(|last| {
            is_time(last.quantity.unit) == is_time(quantity.unit)
                && (last.quantity.unit == quantity.unit || part(last.quantity.unit) == part(quantity.unit))
        });
        // 3000亿元|超过1070亿元 is no list.
        let listed = !before.is_empty() || quantity.span.start == quantity.number.start;
        let goes_on = like && follows && verb.is_empty() && listed;
        free = after.end;
        all.push(Item { quantity, baseline, moved, before, after, goes_on, follows });
    }
}

/// 由10.6∶41.5∶47.9调整为10.3∶42.4∶47.3, 从2020年的640元/月、4300元/年提高到2025年的800元/月、7200元/年: each number after the verb
/// has its baseline before it.
fn side_by_side<'a>(scene: &Scene<'_>, clause: Span, quantities: &'a [Quantity]) -> Option<Vec<Item<'a>>> {
    let text = scene.document.text.as_str();
    let half = quantities.len() / 2;
    if half < 2 || quantities.len() % 2 == 1 {
        return None;
    }
    let (from, to) = quantities.split_at(half);
    let between = text.get(from[half - 1].span.end..to[0].number.start)?.trim();
    let between = after_time(between);
    let undated = between.trim_end_matches('的');
    let verb = without_year(undated).unwrap_or(between).strip_suffix(['为', '到', '至'])?;
    let opened = opens_change(&text[clause.start..from[0].span.start]);
    let listed = |members: &[Quantity]| {
        members.windows(2).all(|pair| {
            let between = after_time(text.get(pair[0].span.end..pair[1].span.start).unwrap_or("?"));
            between.chars().all(|c| LIST.contains(&c) || "：:∶︰".contains(c))
        })
    };
    if !opened || verb.chars().count() > 4 || !listed(from) || !listed(to) || from[0].unit != to[0].unit {
        return None;
    }
    let nothing = Span::new(from[0].span.start, from[0].span.start);
    let item = |(position, (baseline, quantity)): (usize, (&'a Quantity, &'a Quantity))| Item {
        quantity,
        baseline: Some(baseline),
        moved: by_value(baseline, quantity),
        before: if position == 0 { Span::new(clause.start, nothing.start) } else { nothing },
        after: Span::new(quantity.span.end, quantity.span.end),
        goes_on: position > 0,
        follows: position > 0,
    };
    Some(from.iter().zip(to).enumerate().map(item).collect())
}

/// 640元|/月: what follows the time that an amount is reckoned by.
fn after_time(words: &str) -> &str {
    let each = words.strip_prefix('/').filter(|rest| rest.starts_with(['月', '年', '日', '天']));
    each.map_or(words, |rest| rest.trim_start_matches(['月', '年', '日', '天']))
}

/// What of the words up to the next number belongs to this one: 2家公立医院|门诊接诊…4334人次.
fn own_words(scene: &Scene<'_>, quantity: &Quantity, before: Span, rest: Span, another: bool) -> Span {
    let none = Span::new(rest.start, rest.start);
    let words = scene.words(rest);
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '（'));
    let metrics = &scene.lexicon.metrics;
    let verb = words.trim_matches(LIST);
    // 分别增长35.1%、26.4%和|下降3.2%: the verb is the next number's.
    let since = ["同比", "环比"].iter().find_map(|with| verb.strip_prefix(with)).unwrap_or(verb);
    let of_next = another && metrics.change_at_end(verb).is_some_and(|(word, _)| word == since);
    // 瞪羚企业358户|和独角兽企业1户: what is joined is the next number's, but 150个|和美乡村.
    let joined = another
        && words.starts_with(['和', '与', '及'])
        && !["和美", "和田", "和谐", "和平", "与会"].iter().any(|word| words.starts_with(word));
    if !begins || verb.is_empty() || of_next || joined {
        return none;
    }
    // 分别实现13.1%和32.8%|的增长: how it went is no name.
    let grows = ["的增长", "的增速", "的增幅", "的降幅", "的下降"].iter().any(|noun| words.starts_with(noun));
    if grows && quantity.unit == "percent" {
        return none;
    }
    // 以年均3%的能源消费增速|支撑了6%的…: the rate of what is named before the next verb.
    if let Some(end) = rate_of(words).filter(|_| another && quantity.unit == "percent") {
        return Span::new(rest.start, rest.start + end);
    }
    if !another {
        return size::member_behind(scene, quantity, before, rest);
    }
    // 医院2218个（民营医院|1519个）: what a bracket opens is told of the number in it.
    if words.starts_with('（') && !words.contains('）') {
        return none;
    }
    // 607个中标产品|（其中竞价品种453个…）: the noun ends where the bracket opens.
    let opened = words.find('（').filter(|open| *open > 0 && !words[*open..].contains('）'));
    let words = opened.map_or(words, |open| &words[..open]);
    // 14人死亡（其中，5人|溺水所致|，6人…）: clauses within a bracket.
    let said = scene.words(before).trim_matches(['（', '，', '、', '；']);
    if let Some(comma) =
        words.find('，').filter(|_| quantity.unit == "person" && matches!(said, "" | "其中" | "其中："))
    {
        return Span::new(rest.start, rest.start + comma);
    }
    let member = list_mark(words).unwrap_or(words.len());
    let stated = scene.words(before).trim_end();
    // 某局等35个先进集体|和赵某等46名…, 为期5个月的专项行动|，推出29项….
    let ends = if stated.ends_with('等') { Some('和') } else { stated.ends_with("为期").then_some('，') };
    if let Some(end) = ends.and_then(|mark| words.find(mark)).filter(|end| words[..*end].chars().count() <= LONGEST) {
        return Span::new(rest.start, rest.start + end);
    }
    let counted = matches!(quantity.unit, "count" | "person" | "person_time");
    if counted {
        let noun = |end: &usize| (2..=LONGEST).contains(&words[..*end].chars().count());
        let end = opened.filter(noun).filter(|_| words.chars().all(char::is_alphabetic));
        let end = end.or_else(|| noun_end(scene, words, member)).map(|end| before_name(scene, rest, end));
        return end.map_or(none, |end| Span::new(rest.start, rest.start + end));
    }
    let lead = scene.lexicon.metrics.bare(scene.words(before));
    // 某集团|30万吨合成氨、20万吨尿素项目: who it belongs to is not what it is.
    let unnamed = lead.is_empty() || scene.mentions.within(before).any(|(name, _)| scene.words(name) == lead);
    // 问题100%分办、100%答复: a short verb of its own.
    let verb = member < words.len() && words[..member].chars().count() <= 4;
    // 18公里供水管网和|19公里道路: what joins the next number.
    let joint = ["以及", "和", "与", "及"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let member = joint.map_or(member, |end| end.min(member));
    let named = size::names_one_of_a_list(scene, quantity, lead, &words[..member], member < words.len());
    // 进口1.2亿美元的先进设备|预计可以节约税收8000万元: what it comes to is the next number's.
    // 20亿元以旧换新补贴|拉动消费215亿元: the same of what it brings about.
    let comes_to = || {
        let brings = ["预计", "预期", "可以", "拉动", "带动", "撬动"].iter().filter_map(|word| words.find(word)).min();
        brings.filter(|at| words[..*at].chars().count() > 1)
    };
    let member = if unnamed { comes_to().filter(|at| *at > 0).map_or(member, |at| member.min(at)) } else { member };
    if unnamed || verb || named { Span::new(rest.start, rest.start + member) } else { none }
}

/// Where the name of a rate ends that words begin with after 的: 的能源消费增速|支撑了….
pub(super) fn rate_of(words: &str) -> Option<usize> {
    /// Longest name, in characters.
    const LONGEST: usize = 8;
    let name = words.strip_prefix('的')?;
    let end = ["增长率", "增速", "增幅", "降幅", "涨幅"]
        .iter()
        .filter_map(|rate| Some(name.find(rate)? + rate.len()))
        .min()?;
    let plain = name[..end].chars().all(char::is_alphabetic) && name[..end].chars().count() <= LONGEST;
    plain.then_some('的'.len_utf8() + end)
}

/// The first 、 that stands in no brackets: 16个省（区、市）|、63个地级市.
fn list_mark(words: &str) -> Option<usize> {
    let mut depth = 0_i32;
    words
        .char_indices()
        .find(|(_, c)| {
            match c {
                '（' | '(' => depth += 1,
                '）' | ')' => depth -= 1,
                _ => {}
            }
            *c == '、' && depth <= 0
        })
        .map(|(at, _)| at)
}

/// Where the noun that a number counts ends in the words up to the next number: at a noun known to be counted, at the
/// sign or particle that joins the next number (3个产业集群和|5个…, 28个国家的|86个…), before a verb (12个书屋|补充图书…),
/// or after a short noun (55个系统|1833项…).
fn noun_end(scene: &Scene<'_>, words: &str, member: usize) -> Option<usize> {
    let metrics = &scene.lexicon.metrics;
    // 41个大类行业|中有39个…: so many of those.
    if let Some(noun) = words.strip_suffix("中有").filter(|noun| noun.chars().count() > 1) {
        return Some(noun.len());
    }
    // 241个|县（市、区）|1166.9万人: nothing but a noun and its bracket.
    if let Some((noun, kinds)) = words.strip_suffix('）').and_then(|words| words.split_once('（')) {
        let short = noun.chars().count() <= 4 && noun.chars().all(char::is_alphabetic);
        if short && kinds.chars().all(|c| c.is_alphabetic() || c == '、') {
            return Some(words.len());
        }
    }
    let act = metrics.first_act(words).map(|(at, _)| at).filter(|at| *at > 0);
    let ends_in_noun = member < words.len() && metrics.counted_noun(&words[..member]) == Some(member);
    // 1个特别贡献案例、: a verb within a short noun.
    let act = act.filter(|act| !(ends_in_noun && *act < member && words[..member].chars().count() <= NOUN));
    // 12个县|65岁及以上老年|人口: no part of a longer word.
    let whole = |end: &usize| !(words[..*end].ends_with('人') && words[*end..].starts_with('口'));
    let noun = metrics.counted_noun(&words[..member]).filter(whole).map(|end| act.map_or(end, |act| end.min(act)));
    let noun = noun.or_else(|| before_class(words));
    let noun = noun.or((member < words.len()).then_some(member));
    // 30个部门|网站和11个…: what is joined to the next number goes on behind the noun.
    let joint = || ["以及", "和", "与", "及"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let plain = |end: &usize| {
        words[..*end].chars().count() <= NOUN && words[..*end].chars().all(|c| c.is_alphabetic() && c != '的')
    };
    let longer = noun.filter(|_| act.is_none()).and_then(|noun| joint().filter(|end| *end > noun).filter(plain));
    let noun = longer.or(noun);
    let joined = || ["以及", "和", "与", "及", "的"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let short = || (words.chars().count() <= 4 && !metrics.begins_with_change(words)).then_some(words.len());
    let end = noun
        .or_else(joined)
        .or(act)
        .or_else(short)
        .or_else(|| before_adverb(words))
        .or_else(|| before_doing(scene, words));
    end.map(|end| end + bracket_behind(&words[end..]))
}

/// 31个省和|新疆生产|建设兵团: a noun does not end within a name.
fn before_name(scene: &Scene<'_>, rest: Span, end: usize) -> usize {
    let at = rest.start + end;
    let through =
        scene.mentions.within(rest).find(|(name, _)| name.start < at && at < name.end && name.start > rest.start);
    let Some((name, _)) = through else { return end };
    let lead = scene.words(Span::new(rest.start, name.start));
    ["以及", "和", "与", "及", "、"].iter().find_map(|joint| lead.strip_suffix(joint)).unwrap_or(lead).len()
}

/// 11个团场|共成交327单: the noun before what sums up what was done.
fn before_adverb(words: &str) -> Option<usize> {
    let at = ["共", "累计", "分别", "全部", "户均", "人均"].iter().filter_map(|word| words.find(word)).min()?;
    let noun = &words[..at];
    let plain = noun.chars().all(char::is_alphabetic) && (2..=NOUN).contains(&noun.chars().count());
    // 公共|厕所: part of a word.
    (plain && !noun.ends_with(['公', '中', '总'])).then_some(at)
}

/// 30个省份|65岁及以上老年人口比重…: a short noun before a class that begins with a number.
fn before_class(words: &str) -> Option<usize> {
    /// Longest noun, in characters.
    const SHORT: usize = 4;
    let at = words.find(|c: char| c.is_ascii_digit()).filter(|at| words[*at..].contains('岁'))?;
    let noun = &words[..at];
    (noun.chars().all(char::is_alphabetic) && (1..=SHORT).contains(&noun.chars().count())).then_some(at)
}

/// 环卫工人|承担700万平方米路面…, 41个大类行业|中有39个…: a noun before what those counted do, or before those of them.
fn before_doing(scene: &Scene<'_>, words: &str) -> Option<usize> {
    let at = scene.lexicon.cues.first_doing(words)?;
    let noun = &words[..at];
    (noun.chars().all(char::is_alphabetic) && (2..=NOUN).contains(&noun.chars().count())).then_some(at)
}

/// 乡镇|（街道）, 村|（社区）: the bytes of a bracket that names another kind of the same.
fn bracket_behind(rest: &str) -> usize {
    /// Longest kind, in characters.
    const KIND: usize = 6;
    let inside = rest.strip_prefix('（').and_then(|rest| rest.split_once('）')).map(|(inside, _)| inside);
    let inside = inside.filter(|inside| {
        inside.chars().count() <= KIND && inside.chars().all(|c| c == '、' || c.is_alphabetic()) && !inside.is_empty()
    });
    inside.map_or(0, |inside| inside.len() + "（）".len())
}

/// Which way a quantity went from one number to the next.
struct Move(Option<Direction>);

/// Whether two numbers are the ends of a change (由2%降至1%, 6个工作日压缩到3个工作日), and which way it went where the
/// words or the numbers say so.
fn from_to(scene: &Scene<'_>, clause: Span, first: &Quantity, next: &Quantity) -> Option<Move> {
    static LINK: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(&format!(
            "^[^，。；、]{{0,14}}?(?:至|到|为|成|——|—|→)(?:(?:{TIME}|目前|现在|如今|今年)的?)?(?:平均)?(?:{EACH})?$"
        ))
    });
    let text = scene.document.text.as_str();
    let comparable = first.unit == next.unit || is_time(first.unit) && is_time(next.unit);
    if !comparable || first.range.is_some() || first.span.end > next.number.start {
        return None;
    }
    let between = &text[first.span.end..next.number.start];
    let between = between.trim_end_matches(|c: char| "约近超过了不足仅".contains(c));
    let before = &text[clause.start..first.span.start];
    let opened = opens_change(before);
    let verb = scene.lexicon.metrics.change_within(between);
    // 实现30个工作日向3个工作日的突破: a leap from one to the other.
    let after = &text[next.span.end..clause.end.max(next.span.end)];
    let leap = between.trim() == "向"
        && (opened || before.trim_end().ends_with("实现"))
        && LEAPS.iter().any(|word| after.trim_start_matches('的').starts_with(word));
    let linked = leap
        || (opened || verb.is_some()) && LINK.is_match(between)
        || opened && verb.is_some() && between.chars().count() <= 12;
    linked.then(|| Move(verb.map(|(_, direction)| direction).or_else(|| by_value(first, next))))
}

/// 由, 从原来的, 由改革前的平均: what opens a change right before its first number.
fn opens_change(before: &str) -> bool {
    let near = ending(before, 10);
    let bare = near.trim_end_matches(['的', '约', '近']);
    let bare = bare.strip_suffix("平均").unwrap_or(bare);
    let origins =
        ["原来", "原先", "过去", "以前", "此前", "最初", "改革前", "上年", "去年", "年初", "上年末", "上年同期"];
    let origin = origins.iter().find_map(|word| bare.strip_suffix(word)).or_else(|| without_year(bare));
    let bare = origin.unwrap_or(bare);
    bare.ends_with(['由', '从'])
        || ["原来的", "原先的"].iter().any(|words| near.ends_with(words))
        || begins_in_time(before)
}

/// The times that a change goes from or to, but for years alone: 1月上旬, 2019年6月末, 90年代, 上半年.
const TIME: &str = "(?:(?:19|20)[0-9]{2}年)?[0-9]{1,2}月份?(?:[上中下]旬|[底末初])?|(?:(?:19|20)[0-9]{2}年)?(?:第?[一二三四]季度|[上下]半年)\
    |(?:上世纪)?[0-9]{2,4}年代[初中末]?|(?:19|20)[0-9]{2}年[底末初]?";
/// What an amount is reckoned by: 每秒, 每人每年.
const EACH: &str = "(?:每[人户亩])?每[天日周月年秒亩人户]";

/// 从1月上旬的|0.2%, 由90年代每秒|3.4米: when a change began that is reckoned by a shorter time.
fn begins_in_time(before: &str) -> bool {
    static BEGINNING: LazyLock<Pattern> =
        LazyLock::new(|| pattern(&format!("(?:由|从)(?:{TIME})?的?(?:平均)?(?:{EACH})?的?[约近]?$")));
    /// Longest such words, in characters.
    const LONGEST: usize = 18;
    if !before
        .ends_with(['的', '年', '月', '天', '日', '周', '秒', '亩', '人', '户', '旬', '初', '末', '度', '代', '均'])
    {
        return false;
    }
    let near = ending(before, LONGEST + 1);
    BEGINNING.is_match(near)
}

/// 从2019年|的28亿元: the year that a change began in.
fn without_year(before: &str) -> Option<&str> {
    let bare = before.trim_end_matches(['底', '末', '初']).strip_suffix('年')?;
    let without = bare.trim_end_matches(|c: char| c.is_ascii_digit());
    (bare.len() - without.len() == 4).then_some(without)
}

fn by_value(first: &Quantity, next: &Quantity) -> Option<Direction> {
    // A smaller number is a higher place.
    if first.unit != next.unit || first.value == next.value || first.unit == "rank" {
        return None;
    }
    Some(if next.value > first.value { Direction::Increase } else { Direction::Decrease })
}
