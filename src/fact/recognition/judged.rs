//! What an evaluation came to, told as its result: `营商环境评价连续两年全省第二`, `质量工作考核结果为A级`, `国家卫生城市复审高分通过`.
//!
//! No verb of receiving brings it in; what is evaluated is its subject. A condition is none (`考核结果为优秀的人员`).

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Scene};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A place taken among all, or the best mark, right behind the evaluation.
static PLACE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<of>[^，。“”；]{2,40}?(?:评估|考核|考评|测评|评价|评比|抽查|督查))(?:结果|综合得分|得分|总分|成绩|总成绩|排名)?(?:再次|首次|蝉联|均|已|保持)*(?:连续[\d一二三四五六七八九十两]+[年次届度])?(?P<name>(?:全国|全省|全市|全区|全州|全自治区)(?:第[一二三四五六七八九十]+|第\d{1,3}|前[一二三四五六七八九十]+|“?优秀”?)(?:名|位|等次)?)$",
    )
});

/// The mark that it gave.
static MARK: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<of>[^，。；]{2,40}?(?:评估|考核|考评|测评|评价))(?:(?:结果|等次|等级|成绩)?(?:均|已|再次|首次)*(?:连续[\d一二三四五六七八九十两]+[年次届度])?(?:均|再次)?(?:为|达|获评?|获得|评为|获评为|被评为|中获评?)(?:国家|全国|全省|全市|综合评价|最高)*)(?P<name>“?(?:A\+?|AA+|优秀|优|好|卓越)”?(?:级|类|档|等次|等级|档次|类等次)?)$",
    )
});

/// A review that an honour of before has passed.
static PASSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?P<of>)(?P<name>(?:国家|全国|国际|省级)[^，。、]{2,20}?(?:城市|县城|城|县|区|市|基地|园区)(?:创建)?(?:复审|复查|复核|验收|考核验收|评估验收))(?:已|均)?(?:高分|顺利|一次性|圆满|成功)*通过$",
    )
});

/// Who or what is judged by rule, so that the mark is a condition (年度考核结果为优秀, 对考核…), or is wished for.
static RULED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:力争|争取|确保|努力|推动|实现|争创|全力|积极|必须|要|近|年度|各年|当年|上年|上一|个人|试用|聘期|期满|其|凡|对|经|若|如|员工|每年|连续|职工|学生|平时|任期|本人|教师|参保|将|把|以|在)|考核(?:内容|标准|办法)|的(?:考核|评价)$",
    )
});

/// The results of evaluations that a clause tells.
pub(super) fn judged(scene: &Scene<'_>, clause: &Clause<'_>) -> Option<Match> {
    let words = scene.words(clause.span);
    let ranked = PLACE.captures(words).or_else(|| MARK.captures(words)).map(|found| (found, "ranking"));
    let (found, kind) = ranked.or_else(|| Some((PASSED.captures(words)?, "approval")))?;
    if RULED.is_match(&found["of"]) {
        return None;
    }
    let name = Span::from(found.name("name")?.range()).shift(clause.span.start);
    let rule = if kind == "ranking" { "recognition/ranking" } else { "recognition/reviewed" };
    // 某市|营商环境评价连续两年全省第二: who is judged is not named by it, but the evaluation is.
    let first = scene.mentions.within(clause.span).next().filter(|(span, _)| span.start == clause.span.start);
    let start = first.map_or(clause.span.start, |(span, _)| span.end.min(name.start));
    let name = Span::new(start, name.end);
    Some(Match { rule, kind, cue: name.start, name, by: name, to: None, gives: false, rank: None })
}
