//! The words around a date: bounds (截至, 以来, 前), comparisons (比, 较, 同期), and what only looks like a date.

use std::sync::LazyLock;

use super::super::numeral::{Form, numeral};
use super::{DateMention, Period, Role};
use crate::document::names_honour;
use crate::lexicon::edge::{Endings, first_place};
use crate::span::{Span, beginning};

/// Up to and with.
const UNTIL: [&str; 6] = ["截至到", "截止到", "截至", "截止", "截止至", "直至"];
/// What they end in.
const UNTIL_ENDS: [char; 3] = ['至', '到', '止'];
/// From then on.
const SINCE: [&str; 7] = ["以来", "来", "至今", "起至今", "起", "开始", "之后"];
/// Before that time.
const EARLIER: [&str; 3] = ["以前", "之前", "前"];
/// What the words of both begin with.
const AFTER: [char; 7] = ['以', '来', '至', '起', '开', '之', '前'];
/// What something is compared with follows: than, against, over, back to.
static COMPARED: LazyLock<Endings<()>> = LazyLock::new(|| {
    let words = [
        "比",
        "较",
        "同比",
        "相比",
        "相较于",
        "相较",
        "对比",
        "比照",
        "高于",
        "低于",
        "多于",
        "少于",
        "好于",
        "快于",
        "优于",
        "超过",
        "超",
        "恢复到",
        "恢复至",
        "相当于",
        "达到",
        "保持",
        "维持",
    ];
    Endings::new(words.map(|word| (word, ())))
});
/// Longest stretch, in characters, between a date and the 以来 of what was done then: 2021年10月启动以来.
const DONE_SINCE: usize = 12;
/// The same after 自, where what was issued then may be cited by its title.
const ISSUED_SINCE: usize = 60;

/// Takes in 截至 before it and 以来 after it, and says what the date does.
pub(super) fn in_context(slice: &str, found: Span, period: Option<Period>) -> DateMention {
    let (before, after) = (&slice[..found.start], &slice[found.end..]);
    let mut mention = DateMention { span: found, period, role: Role::Scope };
    let Some(period) = period else {
        // 较去年增长5% in a document without a year.
        mention.role = if is_compared(before, after) { Role::Comparison } else { Role::Unfixed };
        return mention;
    };
    let stamp = period.last();
    let (until, follows) = (before.ends_with(UNTIL_ENDS), after.starts_with(AFTER));
    if let Some(word) = UNTIL.iter().find(|word| until && before.ends_with(**word)) {
        mention.span.start -= word.len();
        mention.period = Some(Period::Until(stamp));
    } else if let Some(word) = SINCE.iter().find(|word| follows && since(after, word)) {
        mention.span.end += word.len();
        mention.period = Some(Period::Since(first(period)));
        // 延续去年四季度|以来|的态势: which one goes on.
        if goes_on_since(before, &after[word.len()..]) {
            mention.role = Role::Cause;
        }
        // 自2019年1月1日起: when a rule begins to hold is said for its sentence.
        if first(period).day.is_some() {
            mention.role = Role::Event;
        }
    } else if done_since(before, after) {
        mention.period = Some(Period::Since(first(period)));
    } else if let Some(word) = EARLIER.iter().find(|word| follows && ends_before(after, word)) {
        mention.span.end += word.len();
        mention.period = Some(Period::Until(stamp));
        if is_compared(before, after) {
            mention.role = Role::Comparison;
        } else if stamp.month.is_some() {
            // 12月20日前报送: a deadline is that of its own sentence.
            mention.role = Role::Event;
        }
    } else if is_compared(before, after) {
        mention.role = Role::Comparison;
    } else if is_cause(before, after) || is_basis(before, after) || names_honour(before, after) {
        mention.role = Role::Cause;
    } else if stamp.month.is_some() && matches!(period, Period::At(_)) {
        mention.role = Role::Event;
    }
    mention
}

fn first(period: Period) -> super::Day {
    match period {
        Period::Between(from, _) => from,
        other => other.last(),
    }
}

/// 起 also begins words of its own: 起草, 起步, 起降.
fn since(after: &str, word: &str) -> bool {
    after.strip_prefix(word).is_some_and(|rest| match word {
        "起" => !rest.starts_with(['草', '步', '降', '飞', '源', '诉', '到']),
        // 2016年|来华: since only after a year, and not as a verb.
        "来" => !rest.starts_with([
            '自', '到', '华', '访', '临', '源', '宾', '信', '电', '往', '看', '说', '鲁', '市', '我', '此', '了',
        ]),
        _ => true,
    })
}

/// 延续|去年四季度以来|的快速增长态势, 扭转|2020年以来|的下滑: what has been so since then.
fn goes_on_since(before: &str, after: &str) -> bool {
    ends_what_was(before, after)
        || after.starts_with('的')
            && ["延续", "延续了", "保持", "保持了", "扭转", "扭转了", "巩固", "结束了"]
                .iter()
                .any(|verb| before.ends_with(verb))
}

/// 结束了自|2015年以来|连续负增长局面: what was so since then and is over.
fn ends_what_was(before: &str, after: &str) -> bool {
    const ENDS: [&str; 4] = ["结束", "扭转", "打破", "改变"];
    const STATES: [&str; 9] = ["局面", "态势", "势头", "趋势", "走势", "状况", "困境", "格局", "历史"];
    let before = before.trim_end_matches(['自', '从']).trim_end_matches('了');
    let clause = || after.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    ENDS.iter().any(|verb| before.ends_with(verb)) && STATES.iter().any(|state| clause().ends_with(state))
}

/// `2021年10月|启动以来`, `自2015年|中办、国办印发《…》以来`: what was done then holds since.
fn done_since(before: &str, after: &str) -> bool {
    let dated = |words: &str| words.contains(|c: char| c.is_ascii_digit() || c == '年');
    let near = |most: usize| beginning(after, most);
    let clause = near(DONE_SINCE).split(['，', '。', '；', '、', '\n']).next().unwrap_or_default();
    let told = |at: usize| at > 0 && !dated(&clause[..at]) && !clause[..at].contains('》');
    if first_place(clause, "以来").is_some_and(told) {
        return true;
    }
    if !before.ends_with(['自', '从']) {
        return false;
    }
    let near = near(ISSUED_SINCE);
    let Some(end) = first_place(near, "以来") else { return false };
    // The title of what was issued may hold anything.
    let (told, title) = near[..end].split_once('《').unwrap_or((&near[..end], ""));
    let closed = title.is_empty() || title.ends_with('》') || title.rfind('》').is_some_and(|at| !dated(&title[at..]));
    closed && !dated(told) && !near[..end].contains(['。', '；', '\n']) && !told.contains('，')
}

/// 2025年底前, but not 2023年前三季度 or 2023年前往.
fn ends_before(after: &str, word: &str) -> bool {
    after.strip_prefix(word).is_some_and(|rest| {
        !rest.starts_with(['往', '来', '期', '列', '后', '沿', '瞻', '置', '端', '进', '移'])
            && numeral(rest).is_none_or(|number| number.form == Form::Arabic)
    })
}

fn is_compared(before: &str, after: &str) -> bool {
    if after.starts_with("同期") || after.starts_with("相比") {
        return true;
    }
    // 达到2019年的98%, 是2020年的3.5倍: a multiple or a share of what was then; 达到2025年 alone sets a time.
    let of_it = after.strip_prefix('的').is_some_and(|rest| {
        numeral(rest)
            .is_some_and(|number| rest[number.length..].starts_with(['倍', '%', '％']) || number.form == Form::Percent)
    });
    let compared = COMPARED.of(before).any(|(word, ())| *word != "达到" || of_it);
    let multiple = of_it && before.ends_with(['是', '为']);
    let against = before.ends_with(['与', '同', '和'])
        && (after.starts_with(['相', '比', '持'])
            || after.starts_with("基本持平")
            || after.starts_with("大体")
            || is_set_against(after));
    compared || multiple || against
}

/// 与2010年|（普查数据，下同）的3050万人相比: an amount then, with which what follows is compared.
pub(crate) fn is_set_against(after: &str) -> bool {
    /// Longest such words, in characters.
    const LONGEST: usize = 40;
    let near = beginning(after, LONGEST);
    let remark = near.strip_prefix('（').and_then(|inside| inside.split_once('）'));
    let rest = remark.map_or(near, |(_, rest)| rest);
    let clause = rest.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    clause.starts_with('的') && clause.ends_with("相比")
}

/// 因2015年机构合并原因, 受2021年疫情影响: when the cause was, and not what it brought about.
fn is_cause(before: &str, after: &str) -> bool {
    const CAUSE: usize = 14;
    if !before.ends_with(['因', '于', '为', '受']) {
        return false;
    }
    let near = beginning(after, CAUSE);
    let clause = near.split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let ends = |words: &[&str]| words.iter().any(|word| clause.contains(word));
    let because = ["因", "由于", "因为", "鉴于"].iter().any(|word| before.ends_with(word));
    because && ends(&["原因", "因素", "缘故", "影响", "基数"])
        || before.ends_with('受') && ends(&["影响", "冲击", "拖累", "拉动", "制约"])
}

/// 按|2018年|平均汇率计算, （|2020年|不变价）: by what something was reckoned.
fn is_basis(before: &str, after: &str) -> bool {
    /// Longest words between the date and what it was reckoned by, in characters.
    const NEAR: usize = 6;
    const PRICES: [&str; 5] = ["不变价", "可比价", "定基", "=100", "＝100"];
    let near = beginning(after, NEAR).split(['，', '。', '；', '\n']).next().unwrap_or_default();
    let reckoned = || ["汇率", "价格", "不变价", "可比价", "口径"].iter().any(|basis| near.contains(basis));
    PRICES.iter().any(|basis| near.starts_with(basis))
        || near.starts_with("为基期")
        || before.ends_with(['按', '以', '照']) && reckoned()
}

/// Whether a match is part of another word or of a longer number: 安全|年, 人|次年, 3|日前, 第|2023.
pub(super) fn is_part_of_other(slice: &str, found: Span) -> bool {
    let (before, words, after) = (&slice[..found.start], &slice[found.range()], &slice[found.end..]);
    let previous = before.chars().next_back();
    let digit = words.starts_with(|c: char| c.is_ascii_digit());
    // 1.2021年任务表: the year stands behind the mark of a list.
    let marked = previous == Some('.') && words.chars().take_while(char::is_ascii_digit).count() == 4;
    let continues =
        digit && !marked && previous.is_some_and(|c| c.is_ascii_digit() || matches!(c, '.' | '第' | '+' | '×'));
    let small = words.starts_with(is_digit_word)
        && previous.is_some_and(|c| is_digit_word(c) || matches!(c, '百' | '千' | '〇' | '零' | '第'));
    let word = match words.chars().next() {
        Some('上') => previous.is_some_and(|c| "以之网线".contains(c)),
        Some('前') => {
            previous.is_some_and(|c| "以之目当".contains(c)) && !words.contains("季度") && !words.contains('月')
        }
        Some('全') => previous == Some('安'),
        Some('次') => !previous.is_none_or(|c| !c.is_alphabetic() || "于至到在，".contains(c)),
        Some('日' | '号') => previous.is_some_and(|c| c.is_alphanumeric() && c != '，'),
        Some('年') if words == "年初" && before.ends_with(['比', '较']) => true,
        Some('年') => previous.is_some_and(|c| c.is_ascii_digit() || "近每按多十百两三五半".contains(c)),
        Some('同') => previous.is_some_and(|c| "共合协".contains(c)),
        // 体现|在, 出现|在.
        Some('现') => words == "现在" && previous.is_some_and(|c| "出体表实发呈兑显涌再重浮闪".contains(c)),
        Some('本') => previous.is_some_and(|c| "基根资成日".contains(c)),
        _ => false,
    };
    continues || small || word || goes_on(words, after)
}

fn is_digit_word(c: char) -> bool {
    matches!(c, '一' | '二' | '三' | '四' | '五' | '六' | '七' | '八' | '九' | '十')
}

/// What follows makes it no date: 截至今|年9月, 过去|的68天缩短, 2023年年, 3月内, 同年龄, 上年纪, “十四五”规划.
fn goes_on(words: &str, after: &str) -> bool {
    words.ends_with('年') && (after.starts_with(['年', '龄', '纪', '级']) || names_aim(after))
        // 上年结转5亿元: in this year's accounts.
        || matches!(words, "上年" | "上年度") && ["结转", "结余"].iter().any(|word| after.starts_with(word))
        || words.ends_with('今') && after.starts_with(['年', '天'])
        || words.ends_with('初') && after.starts_with(['步', '次', '级', '中', '创', '审'])
        || words.ends_with('月') && after.starts_with('内')
        || words == "三月" && after.starts_with('三')
        || words.ends_with('日')
            && !words.contains('月')
            && after.starts_with(['内', '均', '照', '报', '常', '用', '托', '间', '游'])
        || is_count(words, after)
        // “十五冬”: the name of games.
        || words.starts_with(['“', '"', '「', '『']) && words.ends_with('五')
        || words.ends_with(['五', '”', '"', '」', '』'])
            && (after.starts_with(['规', '纲', '计', '蓝', '发'])
                || is_milestone(after)
                || is_title_of_plan(after)
                // “七五”普法: the plans for teaching the law have numbers of their own.
                || ["普法", "法治宣传", "法制宣传"].iter().any(|law| after.starts_with(law)))
}

/// 2035年|远景目标, 2030年|前碳达峰: the name of an aim.
fn names_aim(after: &str) -> bool {
    ["远景目标", "愿景目标", "前碳达峰", "前实现碳达峰"].iter().any(|name| after.starts_with(name))
}

/// “十五五”|村庄发展规划: the title of a plan.
fn is_title_of_plan(after: &str) -> bool {
    /// Longest words between the plan and what it is a plan of, in characters.
    const LONGEST: usize = 12;
    let near = beginning(after, LONGEST);
    let named = near.split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let Some(at) = named.rfind("规划") else { return false };
    let rest = &after[at + "规划".len()..];
    !rest.starts_with(char::is_alphabetic) || rest.starts_with(['纲', '编', '的', '和'])
}

/// “十五五”|良好开局, “十四五”|收官之年: how a plan begins or ends, and not when something is.
fn is_milestone(after: &str) -> bool {
    let after = after.strip_prefix("实现").unwrap_or(after);
    let after = ["良好", "精彩", "圆满", "顺利", "高质量", "成功"]
        .iter()
        .find_map(|word| after.strip_prefix(word))
        .unwrap_or(after);
    ["开局", "开篇", "开好局", "开新局", "开门红", "起步", "收官", "收好官", "首年", "第一年", "末年", "最后一年"]
        .iter()
        .any(|word| after.starts_with(word))
}

/// 十五家企业, 十五届五次全会: without quotation marks, 十五 is the plan only where a word for a time goes on.
fn is_count(words: &str, after: &str) -> bool {
    words == "十五" && !["以来", "之后", "之前", "末", "规划", "计划"].iter().any(|word| after.starts_with(word))
}
