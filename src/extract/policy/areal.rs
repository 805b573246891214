//! Documents without 《》 that the area whose they are shows (`印发某县…资金管理办法`), or where they stand: under the label of what a
//! case goes by (`政策依据：…；某市…三年行动计划`), or as the one plan of its kind that a level has (`全市国土空间总体规划`).

use std::sync::LazyLock;

use super::plain::balanced;
use super::told::{area_before, is_any};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::register::Register;
use crate::span::Span;

/// 印发|某县…基金管理办法, 落实|某省…工作方案: what is issued or carried out, up to the kind of a document.
static BEHIND_VERB: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:印发|出台|发布|颁布|下发|公布|制定完善|制定|制订|修订|编制|实施|落实|贯彻|执行|根据|按照|依据|依照|对照|列入|纳入)(?:完成|实施|出台|印发|了|好)*(?P<title>(?P<core>[\p{Han}“”、\d]{6,36}?)(?:规划纲要|规划|计划|方案|办法|细则|意见|若干措施|政策措施|行动指南))(?:（(?:试行|暂行)）)?(?:[，。；、）\s]|$)",
    )
});

/// Words of a matter that no title has: who says it, and what goes on behind another object of the verb.
static NO_MATTER: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:党委|人大|政协|政府|市委|县委|省委|区委|委|人民|各|有关|相关|统一|本级|自身|内部|公司|集团)|[的了等该其将为是]|部署|要求|精神|决策|工程、|项目、|行动、|计划、|方案、|印发|出台|制定|下发",
    )
});

/// Fewest characters of a matter that says which of many documents it is.
const MATTER: usize = 5;

/// The label of what a case goes by, at the beginning of a line.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[\s　]*(?:政策|制定|编制|主要|法律|文件|实施)?(?:依据|依据文件)[：:\t]|^[\s　]*(?:政策文件|相关文件|相关政策|配套文件|配套政策)[：:\t]",
    )
});

/// An item of such a list that stands in no brackets: a title as a whole.
static ITEM: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^[\p{Han}“”、—\d]{6,48}?(?:规划纲要|规划|计划|方案|办法|细则|规定|意见|措施|条例|纲要|决定|通知)(?:（[^（）]{2,12}）)?$",
    )
});

/// The one plan for its land that an area has.
static LAND_PLAN: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(?P<title>(?:全[国省市县区州旗盟])国土空间总体规划)(?P<after>编制|修编)?"));

/// The documents of a line, in no order.
pub(super) fn documents(text: &str, line: Span, register: &Register) -> Vec<Span> {
    let slice = &text[line.range()];
    let mut found: Vec<Span> = BEHIND_VERB
        .captures_iter(slice)
        .filter_map(|hit| Some((hit.name("title")?, hit.name("core")?)))
        .filter(|(_, core)| is_of_area(core.as_str(), register) || is_of_region(core.as_str()))
        .map(|(title, _)| Span::from(title.range()))
        .collect();
    if slice.contains("国土空间") {
        let plans = LAND_PLAN.captures_iter(slice).filter(|hit| hit.name("after").is_none());
        found.extend(plans.filter_map(|hit| Some(Span::from(hit.name("title")?.range()))));
    }
    found.extend(labelled(slice));
    found.into_iter().map(|span| span.shift(line.start)).collect()
}

/// The titles without brackets in a list under its label.
fn labelled(line: &str) -> Vec<Span> {
    let Some(label) = LABEL.find(line) else { return Vec::new() };
    let mut start = label.end();
    let mut found = Vec::new();
    for item in line[label.end()..].split(['；', ';', '。']) {
        let own = item.trim();
        let from = start + item.len() - item.trim_start().len();
        if ITEM.is_match(own) && balanced(own) {
            found.push(Span::new(from, from + own.len()));
        }
        start += item.len() + line[start + item.len()..].chars().next().map_or(0, char::len_utf8);
    }
    found
}

/// 编制|长江|支流治理|规划: whether words before the kind of a document are those of a river, a lake or a region and of a matter of it.
fn is_of_region(core: &str) -> bool {
    static REGION: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:国家|京津冀|长三角|长江三角洲|珠三角|珠江三角洲|粤港澳大湾区|成渝|\p{Han}{1,5}?(?:城市群|都市圈|经济带|经济圈|经济区|流域|库区|湖区|江|河|湖))(?P<matter>.+)$",
        )
    });
    // 江河, 河长, 湖泊: what goes on as another word.
    const OTHER_WORDS: [char; 14] =
        ['道', '长', '流', '湖', '泊', '岸', '段', '水', '面', '堤', '级', '和', '重', '专'];
    let Some(found) = REGION.captures(core) else { return false };
    let matter = found.name("matter").map_or("", |matter| matter.as_str());
    matter.chars().count() >= 4
        && !matter.starts_with(OTHER_WORDS)
        && balanced(core)
        && !NO_MATTER.is_match(core)
        && !NO_MATTER.is_match(matter)
}

/// Whether words before the kind of a document are those of an area and of a matter of it.
fn is_of_area(core: &str, register: &Register) -> bool {
    let Some(area) = area_before(core, register).filter(|_| balanced(core)) else { return false };
    let matter = &core[area..];
    matter.chars().count() >= MATTER && !is_any(matter) && !NO_MATTER.is_match(matter)
}
