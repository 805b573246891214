//! Names known by their form alone, without a verb that brings them in: `实行三级督办`, `国家中小企业发展基金`, `合规改革试点，是指…`.

use std::sync::LazyLock;

use super::phrase::reform;
use super::quoted::Quote;

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
        r"(?:(国家[\p{Han}&&[^和]]{2,14}?基金)|(?:^|[、，（：]|不含|含|由|向|对|通过)(?:成功)?(?:落地|获批|组建)?(?:了|起)?([\p{Han}&&[^的只设立由向对含统计投为是已将和及与等]]{2,13}[\p{Han}&&[^的种]](?:子基金|母基金|引导基金))|(?:设立|成立|组建|发起)(?:了|起)?([\p{Han}&&[^的只设立由向对含统计投为是已将和及与等元专项首]]{4,14}基金))(?:$|[，。；：、（）]|和|及|与|等|的|对接|支持|投资|总规模|规模|首期)",
    )
});

/// 珲春—宁波内贸外运航线: what runs between places, which its name lists.
static ROUTE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"((?:\p{Han}{2,6}[—－-]{1,2}){1,4}\p{Han}{2,16}?(?:航线|班列|专列|快线|专线|货运通道|运输通道|转运通道))(?:$|[，。；：、（）“”]|正式|成功|顺利|首|开|运|已|全|常态|累计|和|的|\d)",
    )
});

/// 中欧班列（郑州）: a train with whose it is.
static TRAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"((?:中欧|中亚|中老|中越|中俄|中蒙|中吉乌|陆海新通道)(?:国际)?(?:货运)?班列（[\p{Han}&&[^以下简称等]]{2,6}）)",
    )
});

/// 12320卫生健康热线: a number and what it is for.
static HOTLINE: LazyLock<Pattern> = LazyLock::new(|| pattern(r"(?:^|[^\d])(\d{5}[\p{Han}&&[^的和与等]]{3,16}?热线)"));

/// 打响商户联保贷款品牌, 首笔仓单质押融资业务: what a bank or insurer sells, by its kind.
static PRODUCT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:(?:打响|推出|落地|首创|首推|上线|开办|创新|试点)(?:出|了|起)*(?:全国|全省|全市|全区|国内)?(?:首[笔单个款例])?|首[笔单款例])([\p{Han}&&[^的了等和与及个笔款各类新种项首多]]{4,12}?(?:贷款|融资|保险))(?:业务|产品|品牌)",
    )
});

/// 开展水稻完全成本保险: what is insured, and against what.
static INSURED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:开展|推出|开办|推行|实施|试点|推广|创新|落地)(?:了|出)?(?:全国|全省|全市)?(?:首[单款例])?([\p{Han}&&[^的了等和与及各类种项首多个]]{2,10}?(?:完全成本|种植收入|收入|价格指数|指数|责任|产值|产量|价格|气象|碳汇)保险)(?:$|[，。、；]|试点|业务|产品)",
    )
});

/// 闽宁协作, 粤桂对口扶贫协作: two provinces that the state has tied to each other.
static PAIRED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"([京津沪苏浙鲁粤闽渝][蒙滇黔桂宁陕川甘青藏疆渝湘](?:东西部)?(?:对口)?(?:扶贫|帮扶)?协作)(?:$|[^\p{Han}]|[以取的和与，]|工作|项目|资金|帮扶|产业|机制|办)",
    )
});

/// 入选首批国家碳达峰试点: a trial of the state that somebody is taken into.
static TRIAL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:入选|获批|纳入|列入|列为|获准开展|承担|成为)(?:了|成为)?(?:20\d\d年度?)?(?:全国)?(?:首批|第[一二三四五六]批|新一轮|第[一二三四]轮)?((?:全国|国家级?)?(?:审批|[\p{Han}&&[^的了为和与及等将名单批]]){4,22}试点)(?:$|[，。；、：（）]|和|及|以来|后)",
    )
});

/// 深化小县大城、强镇带村、强村富民|贯通联动改革: a reform that ties together what it lists in as many characters each.
static TIED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:深化|推进|推行|实施|开展|探索|推动|启动)(?:了|实施)?((?:[\p{Han}]{4}、){1,3}[\p{Han}]{4}(?:贯通|联动|集成|融合|协同|一体)+(?:改革|行动|机制|模式))(?:$|[，。；、]|试点|落地|取得)",
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

/// 《问政某省》平台, 《某某访谈》栏目: what is on the air under a name.
static ON_AIR: LazyLock<Pattern> = LazyLock::new(|| pattern(r"《([\p{Han}·]{3,12})》(?:电视)?(?:平台|栏目|节目|专栏)"));

/// 长征五号遥八运载火箭, 风云三号卫星: craft by their series and number.
static CRAFT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"((?:谷神星|智神星|吉林|天启|[\p{Han}&&[^的了由用将为是以和与及在第颗枚艘]]{2})[一二三四五六七八九十]{1,3}号(?:遥[一二三四五六七八九十\d]{1,3})?(?:运载火箭|火箭|载人飞船|货运飞船|飞船|探测器|卫星|科考船))(?:$|[^\p{Han}]|[搭将在从成首已于把是的和与及点发升])",
    )
});

const FORMS: [Form; 13] = [
    Form { needs: &["贯通", "联动", "集成", "融合", "协同", "一体"], shape: &TIED, rule: "programme/tied" },
    Form { needs: &["火箭", "飞船", "探测器", "卫星", "科考船"], shape: &CRAFT, rule: "programme/craft" },
    Form { needs: &["》"], shape: &ON_AIR, rule: "programme/on-air" },
    Form { needs: &["级", "双重", "双向"], shape: &GRADED, rule: "programme/graded" },
    Form {
        needs: &["价中", "评中", "估中", "选中", "比中", "赛中"], shape: &EVALUATION, rule: "programme/evaluation"
    },
    Form { needs: &["基金"], shape: &FUND, rule: "programme/fund" },
    Form { needs: &["试点"], shape: &TRIAL, rule: "programme/trial" },
    Form { needs: &["班列（"], shape: &TRAIN, rule: "programme/route" },
    Form { needs: &["热线"], shape: &HOTLINE, rule: "programme/hotline" },
    Form { needs: &["贷款", "融资", "保险"], shape: &PRODUCT, rule: "programme/product" },
    Form { needs: &["保险"], shape: &INSURED, rule: "programme/product" },
    Form { needs: &["协作"], shape: &PAIRED, rule: "programme/paired" },
    Form {
        needs: &["航线", "班列", "专列", "快线", "专线", "通道"], shape: &ROUTE, rule: "programme/route"
    },
];

/// All that the forms need: most clauses hold none of it.
static NEEDS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(FORMS.iter().flat_map(|form| form.needs).copied()));

/// `programme/brand`: “高椅”牌冰糖橙、“雪峰”牌蜜桔: what an area sells under names; a firm that makes one thing has one.
pub(super) fn brands(sentence: &Sentence, _: &ProgrammeWords) -> Vec<Candidate> {
    sentence.quotes.iter().flat_map(|quotes| brands_of(quotes)).collect()
}

/// The brands of a clause, where it lists several.
fn brands_of(quotes: &[Quote<'_>]) -> Vec<Candidate> {
    const LEAST: usize = 2;
    // 牌匾, 牌照: other words.
    const OTHER: [char; 8] = ['匾', '照', '坊', '子', '楼', '号', '价', '位'];
    let branded = |after: &str| after.strip_prefix('牌').is_some_and(|rest| !rest.starts_with(OTHER));
    let named = quotes.iter().filter(|quote| branded(quote.after));
    let short = named.filter(|quote| {
        (2..=8).contains(&quote.inner.chars().count()) && quote.inner.chars().all(char::is_alphanumeric)
    });
    let brand = |quote: &Quote<'_>| Candidate {
        span: Span::new(quote.outer.start, quote.outer.end + '牌'.len_utf8()),
        core: quote.inner.to_owned(),
        full: None,
        rule: "programme/brand",
    };
    let found: Vec<Candidate> = short.map(brand).collect();
    if found.len() >= LEAST { found } else { Vec::new() }
}

/// `programme/craft`: ships, satellites and great machines by their names: “探索三号”科考船, “奋斗者”号.
pub(super) fn crafts(sentence: &Sentence, _: &ProgrammeWords) -> Vec<Candidate> {
    static CRAFT: LazyLock<Pattern> = LazyLock::new(|| {
        pattern(
            r"^(?:[\p{Han}]{0,4}?)(?:科考船|考察船|调查船|钻探船|工船|邮轮|客轮|货轮|运输船|客滚船|破冰船|潜水器|钻井平台|海工平台|卫星|火箭|飞船|飞机|盾构机|掘进机|超算|超级计算机|智算中心|列车)",
        )
    });
    const OTHER: [char; 6] = ['文', '令', '召', '码', '称', '子'];
    let named = |quote: &&Quote<'_>| {
        let numbered = quote.inner.ends_with('号') && CRAFT.is_match(quote.after);
        let called = quote.after.strip_prefix('号').is_some_and(|rest| !rest.starts_with(OTHER));
        (2..=8).contains(&quote.inner.chars().count())
            && quote.inner.chars().all(char::is_alphanumeric)
            && !quote.inner.chars().all(|c| c.is_ascii_digit())
            && (numbered || called)
    };
    let quotes = sentence.quotes.iter().flatten().filter(named);
    let craft = |quote: &Quote<'_>| {
        let called = quote.after.starts_with('号');
        let end = quote.outer.end + if called { '号'.len_utf8() } else { 0 };
        let full = called.then(|| format!("“{}”号", quote.inner));
        Candidate {
            span: Span::new(quote.outer.start, end),
            core: quote.inner.to_owned(),
            full,
            rule: "programme/craft",
        }
    };
    quotes.map(craft).collect()
}

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
