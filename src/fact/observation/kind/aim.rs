//! Aims: what is still to be reached, by the words before a number.

use super::{Look, is_limit};
use crate::fact::Qualifier;

/// Words of aims before the number, or a year still to come.
pub(super) fn is_target(look: &Look<'_>) -> bool {
    // 争取“两重”资金311亿元, 增加招生计划2万个: under a heading that looks back, all has been reached.
    if !look.aimed && (look.reached || !look.scene.lexicon.telling.may_aim(look.before)) {
        return false;
    }
    // 按照每亩不超过1200元的标准给予补助: a rule for what is given, also in a plan.
    if is_limit(look) && ["给予", "补助", "补贴", "奖励", "不得"].iter().any(|word| look.clause.contains(word))
    {
        return false;
    }
    // 人均预期寿命: how long people are expected to live is told, and not aimed at.
    let expected = || look.before.split("预期").skip(1).any(|rest| !rest.starts_with("寿命"));
    let strives = look.before.rfind("争取").is_some_and(|at| strives(&look.before[at + "争取".len()..], look.unit));
    let aimed = look.aimed
        || strives
        || look.before.contains("力争")
        // 确保了群众饮水安全: it is done.
        || look.before.match_indices("确保").any(|(at, word)| !look.before[at + word.len()..].starts_with('了'))
        || expected()
        || plans(look.before)
        || names_an_aim(look.before)
        || is_demanded(look.before);
    // 每人每年补助不低于4000元: what each gets is a rule.
    let yearly = look.qualifier == Qualifier::AtLeast
        && look.unit != "percent"
        // 每年增收10万元以上|的占六成: which ones they are.
        && !(look.after.starts_with('的') && look.scene.words(look.item.quantity.span).ends_with("以上"))
        && look.before.match_indices("每年").chain(look.before.match_indices("年内")).any(|(at, year)| {
            let each = |words: &str| words.chars().rev().nth(1) == Some('每');
            !each(&look.before[..at]) && !look.before[at + year.len()..].starts_with('每')
        });
    (aimed || yearly) && look.item.baseline.is_none()
}

/// 争取达到50亿元, 争取新增企业200家: striving for a number. 争取到项目7个, 争取专项债券50.8亿元 tell what was got.
fn strives(rest: &str, unit: &str) -> bool {
    let got = ["到", "了", "上级", "中央", "省级", "各类", "各级", "专项", "资金", "项目", "国家"];
    if got.iter().any(|word| rest.starts_with(word)) {
        return false;
    }
    let becomes = ["达", "实现", "突破", "完成", "超过", "增长", "增加", "募集", "投入"];
    unit != "CNY" || becomes.iter().any(|verb| rest.contains(verb))
}

/// 基地面积要达到3.5万亩, 各县要完成培训: what has to be reached. 主要, 重要 and the like are other words.
pub(super) fn is_demanded(before: &str) -> bool {
    let verbs = ["达", "完成", "实现", "建成", "控制", "保持", "提高", "力争", "确保"];
    before.match_indices('要').any(|(at, must)| {
        !before[..at].ends_with(['主', '重', '需', '必', '只', '纪', '首', '简', '摘', '概', '不', '紧'])
            && verbs.iter().any(|verb| before[at + must.len()..].starts_with(verb))
    })
}

/// 计划新增200家, but neither 完成年度计划的98% nor “青年招聘计划”提供岗位1200个, where it is a noun.
fn plans(before: &str) -> bool {
    let verb = |word: &str| {
        let places = before.match_indices(word).map(|(at, word)| (&before[..at], &before[at + word.len()..]));
        // “十五”计划目标 is a noun.
        // 比计划少用1.2亿立方米: what is compared with.
        let mut verbs = places.filter(|(lead, _)| !lead.ends_with(['”', '》', '比', '较', '按']));
        verbs.any(|(_, rest)| {
            rest.is_empty()
                || !rest.starts_with("生育")
                    && !["面积", "总面积", "范围", "用地", "占地", "局", "厅", "部门", "处", "院"]
                        .iter()
                        .any(|noun| rest.starts_with(noun))
                    && !rest.starts_with(['”', '》', '的', '完', '任', '单', '书', '内', '外', '和', '、'])
        })
    };
    !before.contains("完成") && ["计划", "规划"].iter().any(|word| verb(word))
}

/// 增长目标为6%, but not 低于控制目标1.3个百分点 or 超额完成目标任务12%: there the aim is what is compared with.
fn names_an_aim(before: &str) -> bool {
    let compared = ["低于", "高于", "超过", "完成", "超出", "好于", "优于", "快于", "较", "比"];
    // 目标完成率102.3%: how far it was reached.
    let reached = |at: usize| ["完成率", "达成率", "实现率"].iter().any(|rate| before[at..].contains(rate));
    before.rfind("目标").is_some_and(|at| !reached(at) && !compared.iter().any(|word| before[..at].contains(word)))
}

/// Whether a clause begins to speak of aims: …预期目标是：.
pub(in crate::fact::observation) fn sets_aims(clause: &str) -> bool {
    clause.contains("目标") && ["目标是", "目标为", "目标：", "目标如下"].iter().any(|word| clause.contains(word))
}

/// 今年，全省计划组建联合体10家，|新增技术经理人1000名: what a sentence sets out to do goes on to its end.
pub(super) fn sets_out(sentence: &str, clause: &str) -> bool {
    /// What is set out for: the time to come.
    const AHEAD: [&str; 7] = ["今年", "明年", "年内", "下一步", "下半年", "未来", "接下来"];
    const VERBS: [&str; 12] =
        ["新增", "组建", "建设", "建成", "完成", "实施", "推进", "打造", "培育", "引进", "改造", "新建"];
    let sets = |word: &str| {
        let rests = clause.match_indices(word).map(|(at, word)| &clause[at + word.len()..]);
        rests.into_iter().any(|rest| VERBS.iter().any(|verb| rest.starts_with(verb)))
    };
    ["计划", "力争", "拟"].iter().any(|word| sets(word))
        || ["将", "将加快"].iter().any(|word| sets(word)) && AHEAD.iter().any(|word| sentence.starts_with(word))
}

/// 计划投资5亿元，|目前已完成2亿元: whether a clause tells of what has been done.
pub(super) fn is_done(clause: &str) -> bool {
    const DONE: [&str; 6] = ["已", "目前", "截至", "累计", "了", "截止"];
    DONE.iter().any(|word| clause.contains(word))
}
