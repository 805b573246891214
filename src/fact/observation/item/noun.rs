//! Where the noun that a number counts ends in the words up to the next number.

use crate::fact::Scene;

/// Where the noun that a number counts ends in the words up to the next number: at a noun known to be counted, at the
/// sign or particle that joins the next number (3个产业集群和|5个…, 28个国家的|86个…), before a verb (12个书屋|补充图书…),
/// or after a short noun (55个系统|1833项…).
pub(super) fn noun_end(scene: &Scene<'_>, words: &str, member: usize) -> Option<usize> {
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
    // 乡镇|为民服务中心、: a noun of a list that holds others.
    let compound = member < words.len() && act.is_none() && is_compound(scene, &words[..member]);
    let noun = if compound { Some(member) } else { noun };
    let noun = noun.or((member < words.len()).then_some(member));
    // 30个部门|网站和11个…: what is joined to the next number goes on behind the noun.
    let joint = || ["以及", "和", "与", "及"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let plain = |end: &usize| {
        words[..*end].chars().count() <= NOUN && words[..*end].chars().all(|c| c.is_alphabetic() && c != '的')
    };
    let longer = noun.filter(|_| act.is_none()).and_then(|noun| joint().filter(|end| *end > noun).filter(plain));
    let noun = longer.or(noun);
    let joined = || ["以及", "和", "与", "及", "的"].iter().find_map(|sign| words.strip_suffix(sign)).map(str::len);
    let short = || (words.chars().count() <= 4 && !scene.lexicon.changes.begins(words)).then_some(words.len());
    let end = noun
        .or_else(joined)
        .or(act)
        .or_else(short)
        .or_else(|| before_adverb(words))
        .or_else(|| before_doing(scene, words));
    end.map(|end| end + bracket_behind(&words[end..]))
}

/// Whether words are one noun, with nouns within it that are counted too: 乡镇为民服务中心, 村庄环境整治项目.
fn is_compound(scene: &Scene<'_>, words: &str) -> bool {
    /// Longest such noun, in characters.
    const LONGEST: usize = 10;
    words.chars().count() <= LONGEST
        && words.chars().all(|c| c.is_alphabetic() && !"的和与及已共均".contains(c))
        && scene.lexicon.metrics.ends_in_counted_noun(words)
        && scene.lexicon.cues.first_doing(words).is_none()
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

/// Longest noun, in characters, that can hold a verb.
const NOUN: usize = 8;
