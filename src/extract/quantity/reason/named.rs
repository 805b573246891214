//! Numbers with a unit that are part of a name: plans for so many years, sessions, stages and groups that are numbered, sets of
//! rules, firms whose names read like a sum.

use oxsdatatypes::Decimal;

use super::super::super::numeral::Form;
use super::super::LeftOut;
use super::Look;
use super::counted::WithUnit;
use super::needs::Needs;

/// Rules for numbers that are part of a name.
pub(super) const NAMED: [WithUnit; 15] = [
    WithUnit {
        // 三年行动计划, 七天无理由退货: the time is part of a name.
        reason: LeftOut::Name,
        needs: Needs::TIME,
        holds: |look, unit| unit.surface == "年" && names_a_plan(look.after) || look.after.starts_with("无理由"),
    },
    WithUnit {
        // 成立100周年: an anniversary.
        reason: LeftOut::Name,
        needs: Needs::ANNIVERSARY,
        holds: |look, _| !look.before.ends_with(['满', '逾']),
    },
    WithUnit {
        // 15分钟便民生活圈.
        reason: LeftOut::Name,
        needs: Needs::REACH,
        holds: |look, _| within(look.after, '圈', 8),
    },
    WithUnit {
        // 1‰人口变动抽样调查: how many were asked.
        reason: LeftOut::Name,
        needs: Needs::SHARE,
        holds: |look, _| within(look.after, '抽', 8),
    },
    WithUnit {
        // a row of digits (二〇二三).
        reason: LeftOut::Name,
        needs: Needs::SPELLED,
        holds: |look, _| look.low().form == Form::DigitString,
    },
    WithUnit {
        // 公司1—3期项目, 2期工程: stages are numbered.
        reason: LeftOut::Ordinal,
        needs: Needs::SESSION,
        holds: |look, unit| {
            let stage = unit.surface == "期" && ["项目", "工程"].iter().any(|noun| look.after.starts_with(noun));
            stage && !look.before.ends_with(['了', '办', '展', '共', '计', '过'])
        },
    },
    WithUnit {
        // 十四届全国人大, 三期工程: sessions and stages are numbered.
        reason: LeftOut::Ordinal,
        needs: Needs::SPELLED.and(Needs::SESSION),
        holds: |look, _| {
            let counted = look.qualified || look.before.ends_with(['续', '办', '了', '共', '计', '设', '开', '有']);
            // 中共二十届三中全会: 共 is the Party here.
            let plenum = look.after.chars().take(4).collect::<String>().contains("中全会");
            // 完成了十七届人大确定的任务: of an assembly it is never a count.
            let sits = || ASSEMBLIES.iter().any(|assembly| look.after.starts_with(assembly));
            look.words != "两" && (plenum || !counted || sits())
        },
    },
    WithUnit {
        // 五届四次全会, 市十届人大三次会议: meetings are numbered.
        reason: LeftOut::Ordinal,
        needs: Needs::SPELLED.and(Needs::MEETING),
        holds: |look, _| is_meeting_of_a_session(look),
    },
    WithUnit {
        // 中央八项规定, 自治区28条配套规定: a set of rules is called by how many it has.
        reason: LeftOut::Name,
        needs: Needs::COUNT,
        holds: |look, unit| {
            let rules = ["规定", "配套规定", "实施细则"].iter().any(|noun| look.after.starts_with(noun));
            let whose = look.before.ends_with(['省', '市', '区', '县', '旗', '州', '委', '央']);
            rules && whose && matches!(unit.surface, "项" | "条")
        },
    },
    WithUnit {
        // 省道227|项目: the number of a road, and no 227 items.
        reason: LeftOut::Name,
        needs: Needs::COUNT,
        holds: |look, _| {
            ["国道", "省道", "县道", "乡道"].iter().any(|road| look.before.ends_with(road))
                && look.low().form == Form::Arabic
        },
    },
    WithUnit {
        // 扶持三元、麦香等企业, 三元乳业: a name that reads like a sum of a few yuan.
        reason: LeftOut::Name,
        needs: Needs::SPELLED,
        holds: |look, unit| unit.surface == "元" && is_name_in_yuan(look),
    },
    WithUnit {
        // 铁人三项: the name of a sport.
        reason: LeftOut::Word,
        needs: Needs::SPELLED.and(Needs::COUNT),
        holds: |look, unit| unit.surface == "项" && look.before.ends_with("铁人"),
    },
    WithUnit {
        // 双人间和三人间: for how many a room is.
        reason: LeftOut::Name,
        needs: Needs::SPELLED.and(Needs::HEADS),
        holds: |look, unit| unit.surface == "人" && look.after.starts_with(['间', '房']),
    },
    WithUnit {
        // 石桥村三组、五组, 2018届毕业生: groups of a village and years of graduates are numbered.
        reason: LeftOut::Name,
        needs: Needs::GROUP,
        holds: |look, unit| if unit.surface == "届" { is_year_of_graduates(look) } else { is_group_of_village(look) },
    },
    WithUnit {
        // 24小时|降雨量, 日最大8小时|平均浓度: over how long a measurement is taken.
        reason: LeftOut::Name,
        needs: Needs::TIME,
        holds: |look, unit| matches!(unit.normal, "hour" | "minute" | "day") && is_measured_over(look.after),
    },
];

/// 石桥村|三组|、五组: which group of the village.
fn is_group_of_village(look: &Look<'_>) -> bool {
    let village = |before: &str| {
        before.ends_with(['村', '屯', '寨'])
            && !["全村", "各村", "个村", "多村"].iter().any(|all| before.ends_with(all))
    };
    let listed = look.before.strip_suffix(['、', '和', '与', '及']).and_then(|before| before.strip_suffix('组'));
    let first = listed.map(|before| before.trim_end_matches(|c: char| "一二三四五六七八九十0123456789".contains(c)));
    !look.qualified && (village(look.before) || first.is_some_and(village))
}

/// 2018|届|毕业生: of which year they are.
fn is_year_of_graduates(look: &Look<'_>) -> bool {
    look.words.len() == 4 && (look.words.starts_with("19") || look.words.starts_with("20"))
}

/// Whether what rain or the air is measured by follows a time.
fn is_measured_over(after: &str) -> bool {
    const MEASURED: [&str; 8] = ["降雨", "降水", "雨量", "雨强", "面雨量", "平均浓度", "平均值", "滑动平均"];
    let after = after.strip_prefix("最大").unwrap_or(after);
    MEASURED.iter().any(|measured| after.starts_with(measured))
}

/// 三元、麦香等企业, 华星、三元乳业: few yuan in Chinese digits, where nothing says that they are paid and a name goes on.
fn is_name_in_yuan(look: &Look<'_>) -> bool {
    const PAID: &str = "每为到至达收价付花交补降涨减省值了约近足过按缴给奖罚得要需仅只不以";
    const BEHIND: [&str; 9] = ["钱", "起", "一", "每", "的", "以", "左右", "人民币", "多"];
    let few = look.low().value() < Decimal::from(10) && !look.qualified;
    let paid = look.before.ends_with(|c| PAID.contains(c));
    let listed = look.after.strip_prefix('、').unwrap_or(look.after);
    let goes_on = listed.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii());
    // 三元、|五元|不等: the number before is paid.
    let paid = paid || look.previous.is_some_and(|number| number.ends_with('元'));
    few && !paid && goes_on && !BEHIND.iter().any(|word| look.after.starts_with(word))
}

/// What has numbered sessions.
const ASSEMBLIES: [&str; 7] = ["人大", "人民代表大会", "政协", "党代会", "常委会", "委员会", "理事会"];

/// 五届四次全会, 市十届人大三次会议, 十三届政协常委会八次会议: which meeting of which session it is.
fn is_meeting_of_a_session(look: &Look<'_>) -> bool {
    const MEETINGS: [&str; 9] =
        ["全会", "全會", "全委", "全体会议", "全体（扩大）会议", "会议", "會議", "大会", "常委会"];
    /// Longest name of what meets, in characters: 人民代表大会常务委员会.
    const ASSEMBLY: usize = 12;
    let session = |at: usize| {
        let assembly = look.before[at..].trim_start_matches(['届', '屆']);
        let named = assembly.is_empty() || ASSEMBLIES.iter().any(|word| assembly.contains(word));
        named && assembly.chars().count() <= ASSEMBLY && assembly.chars().all(char::is_alphabetic)
    };
    // 省委十次全会: of the session that sits.
    let sits = || (look.after.starts_with("全会") || look.after.starts_with("全委")) && look.before.ends_with('委');
    sits()
        || MEETINGS.iter().any(|word| look.after.starts_with(word))
            && look.before.rfind(['届', '屆']).is_some_and(session)
}

/// 三年行动计划, 三年级: the years are a name's.
fn names_a_plan(after: &str) -> bool {
    [
        "行动",
        "动态评估",
        "计划",
        "规划",
        "攻坚",
        "级",
        "存活率",
        "留存率",
        "制",
        "任务",
        "一贯制",
        "义务教育",
        "免费教育",
        "改造提升",
        "倍增",
        "禁捕",
        "总目标",
        "奋斗目标",
    ]
    .iter()
    .any(|word| after.starts_with(word))
}

/// Whether a character stands in the run of letters after a number, at most so many characters on.
fn within(after: &str, wanted: char, most: usize) -> bool {
    after.chars().take(most + 1).take_while(|c| c.is_alphabetic()).any(|c| c == wanted)
}
