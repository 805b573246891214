//! What of the words up to the next number belongs to this one: 2家公立医院|门诊接诊…4334人次.

use super::super::size;
use super::LIST;
use super::noun::noun_end;
use crate::extract::quantity::Quantity;
use crate::fact::Scene;
use crate::span::Span;

/// What of the words up to the next number belongs to this one: 2家公立医院|门诊接诊…4334人次.
pub(super) fn own_words(scene: &Scene<'_>, quantity: &Quantity, before: Span, rest: Span, another: bool) -> Span {
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
