//! What of the words up to the next number belongs to this one: 2家公立医院|门诊接诊…4334人次.

use super::super::size;
use super::LIST;
use super::noun::noun_end;
use crate::extract::quantity::Quantity;
use crate::fact::Scene;
use crate::span::Span;

/// What of the words up to the next number belongs to this one: 2家公立医院|门诊接诊…4334人次.
pub(super) fn own_words(scene: &Scene<'_>, quantity: &Quantity, before: Span, rest: Span, another: bool) -> Span {
    let until = |end: usize| Span::new(rest.start, rest.start + end);
    let words = scene.words(rest);
    let percent = quantity.unit == "percent";
    if is_of_next(scene, words, another) || percent && tells_how_it_went(words) {
        return until(0);
    }
    // 以年均3%的能源消费增速|支撑了6%的…: the rate of what is named before the next verb.
    if let Some(end) = rate_of(words).filter(|_| another && percent) {
        return until(end);
    }
    if !another {
        return size::member_behind(scene, quantity, before, rest);
    }
    // 医院2218个（民营医院|1519个）: what a bracket opens is told of the number in it.
    if words.starts_with('（') && !words.contains('）') {
        return until(0);
    }
    // 607个中标产品|（其中竞价品种453个…）: the noun ends where the bracket opens.
    let opened = words.find('（').filter(|open| *open > 0 && !words[*open..].contains('）'));
    let words = opened.map_or(words, |open| &words[..open]);
    if let Some(end) = of_some(scene, quantity, before, words).or_else(|| told_which(scene, before, words)) {
        return until(end);
    }
    let end = if matches!(quantity.unit, "count" | "person" | "person_time") {
        areas(words).or_else(|| counted(scene, rest, words, opened))
    } else {
        measured(scene, quantity, before, words)
    };
    until(end.unwrap_or(0))
}

/// Whether no words of this number stand here: nothing but signs, or a verb or a noun of the next one.
fn is_of_next(scene: &Scene<'_>, words: &str, another: bool) -> bool {
    let begins = words.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '“' | '《' | '（'));
    let verb = words.trim_matches(LIST);
    // 分别增长35.1%、26.4%和|下降3.2%: the verb is the next number's.
    let since = ["同比", "环比"].iter().find_map(|with| verb.strip_prefix(with)).unwrap_or(verb);
    let changes = || scene.lexicon.changes.at_end(verb).is_some_and(|(word, _)| word == since);
    // 瞪羚企业358户|和独角兽企业1户: what is joined is the next number's, but 150个|和美乡村.
    let joined = || {
        words.starts_with(['和', '与', '及'])
            && !["和美", "和田", "和谐", "和平", "与会"].iter().any(|word| words.starts_with(word))
    };
    !begins || verb.is_empty() || another && (changes() || joined())
}

/// 分别实现13.1%和32.8%|的增长: how it went is no name.
fn tells_how_it_went(words: &str) -> bool {
    ["的增长", "的增速", "的增幅", "的降幅", "的下降"].iter().any(|noun| words.starts_with(noun))
}

/// 14人死亡（其中，5人|溺水所致|，6人…）: what became of some, in clauses within a bracket.
fn of_some(scene: &Scene<'_>, quantity: &Quantity, before: Span, words: &str) -> Option<usize> {
    let said = scene.words(before).trim_matches(['（', '，', '、', '；']);
    let some = quantity.unit == "person" && matches!(said, "" | "其中" | "其中：");
    words.find('，').filter(|_| some)
}

/// 某局等35个先进集体|和赵某等46名…, 为期5个月的专项行动|，推出29项…: the noun, where the words before the number only tell which.
fn told_which(scene: &Scene<'_>, before: Span, words: &str) -> Option<usize> {
    let stated = scene.words(before).trim_end();
    let mark = if stated.ends_with('等') { '和' } else { stated.ends_with("为期").then_some('，')? };
    words.find(mark).filter(|end| words[..*end].chars().count() <= LONGEST)
}

/// 14个|市（州）|和某新区共申报示范村96个, 32个|县（市、区）|中仍有5个: areas of several sorts, the others in brackets.
fn areas(words: &str) -> Option<usize> {
    const SORTS: &str = "省市县区州盟旗乡镇村街道社、地";
    let (sort, inside) = words.split_once('（')?;
    let (others, behind) = inside.split_once('）')?;
    let sorts = |words: &str| !words.is_empty() && words.chars().all(|c| SORTS.contains(c));
    let ends = behind.starts_with(['和', '中', '共', '、', '，']);
    (sorts(sort) && sorts(others) && ends).then(|| words.len() - behind.len())
}

/// Where the noun of what is counted ends, at a bracket that opens behind it or by its own words.
fn counted(scene: &Scene<'_>, rest: Span, words: &str, opened: Option<usize>) -> Option<usize> {
    let member = list_mark(words).unwrap_or(words.len());
    let is_noun = |end: &usize| (2..=LONGEST).contains(&words[..*end].chars().count());
    let opened = opened.filter(is_noun).filter(|_| words.chars().all(char::is_alphabetic));
    let end = opened.or_else(|| noun_end(scene, words, member))?;
    Some(before_name(scene, rest, end))
}

/// Where the words end that say of what there is so much: 某集团|30万吨|合成氨|、20万吨….
fn measured(scene: &Scene<'_>, quantity: &Quantity, before: Span, words: &str) -> Option<usize> {
    let member = list_mark(words).unwrap_or(words.len());
    let lead = scene.lexicon.metrics.bare(scene.words(before));
    // 某集团|30万吨合成氨、20万吨尿素项目: who it belongs to is not what it is.
    let unnamed = lead.is_empty() || names_alone(scene, before, lead);
    // 问题100%分办、100%答复: a short verb of its own.
    let verb = member < words.len() && words[..member].chars().count() <= 4;
    // 18公里供水管网和|19公里道路: what joins the next number.
    let joint = ["以及", "和", "与", "及"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let member = joint.map_or(member, |end| end.min(member));
    let named = size::names_one_of_a_list(scene, quantity, lead, &words[..member], member < words.len());
    let end = if unnamed { comes_to(words).map_or(member, |at| member.min(at)) } else { member };
    (unnamed || verb || named).then_some(end)
}

/// 甲县乙镇丙村|1035亩毛竹山场: whether words are names, one behind the other, and nothing else.
fn names_alone(scene: &Scene<'_>, before: Span, lead: &str) -> bool {
    let named = scene.mentions.within(before).map(|(name, _)| scene.words(name));
    named.fold(lead, |rest, name| rest.strip_prefix(name).unwrap_or(rest)).is_empty()
}

/// 进口1.2亿美元的先进设备|预计可以节约税收8000万元, 20亿元以旧换新补贴|拉动消费215亿元: what it comes to is the next number's.
fn comes_to(words: &str) -> Option<usize> {
    let brings = ["预计", "预期", "可以", "拉动", "带动", "撬动"].iter().filter_map(|word| words.find(word)).min();
    brings.filter(|at| words[..*at].chars().count() > 1)
}

/// Where the name of a rate ends that words begin with after 的: 的能源消费增速|支撑了….
pub(in crate::fact::observation) fn rate_of(words: &str) -> Option<usize> {
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

/// 31个省和|新疆生产|建设兵团: a noun does not end within a name.
fn before_name(scene: &Scene<'_>, rest: Span, end: usize) -> usize {
    let at = rest.start + end;
    let through =
        scene.mentions.within(rest).find(|(name, _)| name.start < at && at < name.end && name.start > rest.start);
    let Some((name, _)) = through else { return end };
    let lead = scene.words(Span::new(rest.start, name.start));
    ["以及", "和", "与", "及", "、"].iter().find_map(|joint| lead.strip_suffix(joint)).unwrap_or(lead).len()
}

/// Longest noun, in characters, between a number and what parts it from the next.
pub(super) const LONGEST: usize = 16;
