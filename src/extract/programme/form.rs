//! Names known by their form alone, without a verb that brings them in: `实行三级督办`, `国家中小企业发展基金`, `合规改革试点，是指…`.

use std::sync::LazyLock;

use super::phrase::reform;

use super::{Candidate, Sentence};
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

/// 实行三级督办.
static GRADED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?:实行|推行|实施|落实|健全|建立)((?:[一二三四五六]级|双重|双向)\p{Han}{2,4})(?:$|[，。、])")
});

/// 在营商环境企业满意度评价中.
static EVALUATION: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"在(?:[^，]*的)?((?:全国|全省|全区|全市|\p{Han}{2,6})?\p{Han}{2,16}(?:评价|测评|考评|评估|评选|评比|大赛|竞赛))中",
    )
});

/// 国家中小企业发展基金, 极贫乡镇脱贫攻坚子基金: a fund of the state, and one that is part of another, which need no verb; and one
/// that is set up.
static FUND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(国家\p{Han}{2,14}?基金)|(?:^|[、，（：]|不含|含|由|向|对|通过)([\p{Han}&&[^的只设立由向对含统计投为是已将和及与等]]{3,14}(?:子基金|母基金|引导基金))|(?:设立|成立|组建|发起)(?:了|起)?([\p{Han}&&[^的只设立由向对含统计投为是已将和及与等元专项首]]{4,14}基金))(?:$|[，。；：、（）]|和|及|与|等|的|对接|支持|投资|总规模|规模|首期)",
    )
});

/// 珲春—宁波内贸外运航线: what runs between places, which its name lists.
static ROUTE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"((?:\p{Han}{2,6}[—－-]{1,2}){1,4}\p{Han}{2,16}?(?:航线|班列|专列|快线|专线|货运通道|运输通道|转运通道))(?:$|[，。；：、（）“”]|正式|成功|顺利|首|开|运|已|全|常态|累计|和|的|\d)",
    )
});

/// What a definition is of: 涉案企业合规改革试点工作，是指….
static DEFINED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^(\p{Han}{4,20}?(?:改革试点|改革|试点|机制|制度|模式|平台|行动|工程|计划))(?:工作)?$"));

/// A name known by its form alone.
struct Form {
    /// Words of which every match holds one.
    needs: &'static [&'static str],
    shape: &'static LazyLock<Pattern>,
    rule: &'static str,
}

const FORMS: [Form; 4] = [
    Form { needs: &["级", "双重", "双向"], shape: &GRADED, rule: "programme/graded" },
    Form {
        needs: &["价中", "评中", "估中", "选中", "比中", "赛中"], shape: &EVALUATION, rule: "programme/evaluation"
    },
    Form { needs: &["基金"], shape: &FUND, rule: "programme/fund" },
    Form {
        needs: &["航线", "班列", "专列", "快线", "专线", "通道"], shape: &ROUTE, rule: "programme/route"
    },
];

/// All that the forms need: most clauses hold none of it.
static NEEDS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(FORMS.iter().flat_map(|form| form.needs).copied()));

/// `programme/graded`, `programme/evaluation`, `programme/fund` and `programme/route`: names known by their form alone; `programme/defined`:
/// by the definition behind it.
pub(super) fn by_form(sentence: &Sentence, _: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let slice = &sentence.text[clause.range()];
        let defined = sentence.clauses.get(at + 1).is_some_and(|next| sentence.text[next.range()].starts_with("是指"));
        let defined = defined.then_some((&DEFINED, "programme/defined"));
        let forms = if NEEDS.is_in(slice) { &FORMS[..] } else { &[] };
        let said = forms.iter().filter(|form| form.needs.iter().any(|word| slice.contains(word)));
        for (shape, rule) in said.map(|form| (form.shape, form.rule)).chain(defined) {
            let name = shape
                .captures(slice)
                .and_then(|captures| captures.get(1).or_else(|| captures.get(2)).or_else(|| captures.get(3)));
            found.extend(name.map(|name| Candidate {
                span: Span::from(name.range()).shift(clause.start),
                core: reform(name.as_str().to_owned()),
                full: None,
                rule,
            }));
        }
    }
    found
}
