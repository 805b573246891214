//! Times that are told of, and take nothing: `过去24小时`, `70多年来`, `本届政府的五年，`.

use oxsdatatypes::Decimal;

use super::super::unit::UnitMatch;
use super::Look;

/// Whether a number with 年 is a year that no rule for dates took: 1900年, 始建于1381年, 洪武十四年; 1381年历史 and 1300年前 last.
pub(super) fn is_year_of_old(look: &Look<'_>, unit: &UnitMatch<'_>) -> bool {
    const LASTS: [&str; 8] = ["的", "历", "以", "前", "来", "间", "多", "余"];
    const SINCE: [&str; 9] = ["距今", "有", "长达", "历经", "历时", "达", "已", "经过", "跨越"];
    if look.lexicon.numerals.is_era(look.before) {
        return true;
    }
    let whole = !look.spelled() && unit.factor == Decimal::from(1);
    let value = look.low().value();
    let told = || {
        !look.qualified
            && look.words.len() == 4
            && !LASTS.iter().any(|word| look.after.starts_with(word))
            && !SINCE.iter().any(|word| look.before.ends_with(word))
    };
    whole && (value >= Decimal::from(1900) || value >= Decimal::from(1000) && told())
}

/// Whether a time is none that something takes, but one in which, since or after which something was.
pub(super) fn tells_of_a_time(look: &Look<'_>, unit: &UnitMatch<'_>) -> bool {
    let begins = look.before.chars().next_back().is_none_or(|c| !c.is_alphanumeric());
    let during = ["过去", "过去的", "在过去", "这", "未来", "今后", "此后", "接下来"];
    let of_years = unit.surface == "年" || unit.surface.ends_with("多年") || unit.half;
    let since = of_years
        && ["来", "以来", "多来", "多以来"].iter().any(|word| look.after.starts_with(word))
        && !look.after.starts_with("来自");
    let within = unit.surface == "年" && look.after.starts_with('内') && moves_after(look);
    let later = look.after.strip_prefix('后').is_some_and(|rest| !rest.starts_with(['期', '续', '台', '备']));
    // 由过去的68天缩短至23天: what it was before.
    let from = ["由过去", "从过去", "由过去的", "从过去的"].iter().any(|word| look.before.ends_with(word));
    !from && during.iter().any(|word| look.before.ends_with(word)) && !look.after.starts_with(['的', '内'])
        || begins && (since || later || within)
}

/// 5年内|二产上升12.4个百分点: what moved in the time, and nothing that was to be done in it.
fn moves_after(look: &Look<'_>) -> bool {
    let clause = look.after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let moves = ["上升", "增长", "下降", "提高", "增加", "减少", "回落"].iter().any(|verb| clause.contains(verb));
    moves && clause.contains(|c: char| c.is_ascii_digit())
}

/// Whether years are those that a report is on: 本届政府的五年，, 关键五年，, 五年分别增加…, “十五”后三年.
pub(super) fn tells_of_years(look: &Look<'_>, _: &UnitMatch<'_>) -> bool {
    let ends = look.after.chars().next().is_none_or(|c| "，。；！：、\n".contains(c));
    let of_report = look.before.ends_with(['的', '键']) && ends && look.spelled();
    let spanned = look.spelled() && ["跨越", "跨上", "迈上"].iter().any(|verb| look.after.starts_with(verb));
    let shared = ["分别", "共", "总计"].iter().any(|word| look.after.starts_with(word));
    let of_plan = ["”后", "”前", "时期后", "时期前"].iter().any(|word| look.before.ends_with(word));
    !look.qualified && (of_report || shared || of_plan || spanned || opens_a_sum(look))
}

/// 五年|新增营业面积50万平方米: the years over which what follows was done, at the beginning of a clause.
fn opens_a_sum(look: &Look<'_>) -> bool {
    let begins = look.before.chars().next_back().is_none_or(|c| "，。；：\n\u{3000} ".contains(c));
    if !begins || !look.spelled() {
        return false;
    }
    let clause = look.after.split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
    let done = [
        "连续", "新增", "新建", "净增", "建成", "完成", "投入", "投资", "实施", "发放", "引进", "培育", "改造", "转移",
        "创造", "解决", "争取", "培训", "安置", "搬迁", "招引",
    ];
    // 三年投入分别为85万元、336万元和4800万元: of as many years as amounts.
    done.iter().any(|verb| clause.starts_with(verb))
        && !clause.contains("分别")
        && look.low().value() <= Decimal::from(5)
}
