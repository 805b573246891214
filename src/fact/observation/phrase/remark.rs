//! What is remarked on the way to a number: examples, notes, over which years, from where, on which basis, within which bounds.

use std::borrow::Cow;

use crate::lexicon::set::Characters;

/// `法律咨询、调解等` before a number are examples of what is counted: the words after 等 name it.
pub(super) fn without_examples(phrase: &str) -> &str {
    // 二等奖, 一等功: a grade.
    let at = phrase.rfind('等').filter(|at| !phrase[..*at].ends_with(['一', '二', '三', '四', '特', '优']));
    // 运行经费（不含工资、绩效等经费）: examples within a remark.
    let at = at.filter(|&at| {
        !(phrase[at..].contains('）') && phrase[..at].rfind('（').is_some_and(|open| !phrase[open..at].contains('）')))
    });
    // 授予某局等|19个单位: whom, for example.
    // 引进某公司等|龙头企业12家.
    let given = |at: usize| {
        ["授予", "命名", "认定", "表彰", "引进", "引入", "招引", "吸引"]
            .iter()
            .any(|verb| phrase[..at].starts_with(verb))
    };
    match at {
        Some(at) if phrase[..at].contains(['、', '”', '》', '）']) || given(at) => &phrase[at + '等'.len_utf8()..],
        _ => phrase,
    }
}

/// `人口[6]`, `审结（含旧存，下同）`: the sign of a footnote and a remark on what follows are not part of the name.
pub(in crate::fact::observation) fn without_notes(phrase: &str) -> Cow<'_, str> {
    static NOTES: Characters = Characters::of("（[");
    if !NOTES.are_in(phrase) {
        return Cow::Borrowed(phrase);
    }
    // 其他因素（因灾、因婚、缺水等）占: examples.
    let counted = |inside: &str| {
        inside.ends_with("下同") || inside == "同上" || inside.ends_with('等') && inside.matches('、').count() > 1
    };
    let bracket = phrase.find('（').and_then(|open| Some((open, open + phrase[open..].find('）')?)));
    let bracket = bracket.filter(|&(open, close)| open > 0 && counted(&phrase[open + '（'.len_utf8()..close]));
    if bracket.is_none() && !phrase.contains('[') {
        return Cow::Borrowed(phrase);
    }
    let without = bracket.map(|(open, close)| format!("{}{}", &phrase[..open], &phrase[close + '）'.len_utf8()..]));
    let phrase = without.as_deref().unwrap_or(phrase);
    let mut rest = phrase;
    let mut words = String::new();
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { break };
        let note = rest[open + 1..close].chars().all(|c| c.is_ascii_digit());
        words.push_str(if note { &rest[..open] } else { &rest[..=close] });
        rest = &rest[close + 1..];
    }
    Cow::Owned(words + rest)
}

/// 对4个方面、|19个重点领域: parts of the text are not what is counted.
pub(super) fn without_sides(phrase: &str) -> &str {
    match phrase.rsplit_once("个方面") {
        Some((_, rest)) if !rest.is_empty() => rest,
        _ => phrase,
    }
}

/// 五年|分别增加14平方米: over which years.
pub(super) fn without_years(phrase: &str) -> &str {
    let told = phrase.split_once('年').filter(|(count, rest)| {
        let counted = !count.is_empty() && count.chars().all(|c| "两三四五六七八九十0123456789".contains(c));
        let done = [
            "分别", "累计", "共", "增", "内", "新", "净增", "建成", "完成", "投", "实施", "发放", "引进", "培育",
            "改造",
        ];
        counted && (rest.is_empty() || done.iter().any(|word| rest.starts_with(word)))
    });
    told.map_or(phrase, |(_, rest)| rest.strip_prefix('内').unwrap_or(rest))
}

/// 办理时限由平均|8.5天压缩至…: where a change began is not its name.
pub(super) fn without_origin(phrase: &str) -> &str {
    if matches!(phrase, "过去" | "以前" | "此前" | "原来" | "原先" | "最初") {
        return "";
    }
    let at = phrase.rfind(['由', '从']).filter(|&at| at > 0 && phrase[at..].chars().count() <= 8);
    at.map_or(phrase, |at| &phrase[..at])
}

/// 按年平均汇率计算|为5791美元: how it was reckoned is not what it is.
pub(super) fn without_basis(phrase: &str) -> &str {
    const RECKONED: [&str; 4] = ["计算", "折算", "核算", "统计"];
    if !phrase.starts_with(['按', '以']) {
        return phrase;
    }
    // 按省统计局农村人口统计口径计算，|全省贫困发生率: up to the comma.
    let ends = || RECKONED.iter().flat_map(|word| phrase.match_indices(*word).map(|(at, word)| at + word.len()));
    let end = ends().filter(|end| phrase[*end..].starts_with('，')).min().or_else(|| ends().min());
    end.map_or(phrase, |end| phrase[end..].trim_start_matches(['，', '为']))
}

/// 补贴比例|原则上不超过项目总投资的30%: the bound is not the metric.
pub(super) fn without_bound(phrase: &str) -> &str {
    const BOUNDS: [&str; 8] = ["原则上", "不低于", "不少于", "不超过", "不高于", "不得低于", "不得高于", "不得超过"];
    let at = BOUNDS.iter().filter_map(|bound| phrase.find(bound)).min().filter(|&at| at > 0);
    // 预算收入剔除留抵退税因素后|完成10亿元: the same, reckoned otherwise.
    let reckoned = ["剔除", "扣除"].iter().filter_map(|word| phrase.find(word)).min();
    let reckoned = reckoned.filter(|at| *at > 0 && phrase[*at..].contains("因素"));
    at.into_iter().chain(reckoned).min().map_or(phrase, |at| &phrase[..at])
}
