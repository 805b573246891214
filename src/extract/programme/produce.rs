//! What a place grows and sells under a name: `临河大蒜、临河红枣等6个农产品纳入名特优新农产品名录`, `发展“云岭贡米”订单种植`.

use std::sync::LazyLock;

use super::figure::is_figure;
use super::quoted::candidate;
use super::{Candidate, Sentence};
use crate::document::clause::members;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

const RULE: &str = "programme/produce";

/// Words of which a clause that honours produce holds one.
static HONOURS: LazyLock<Finder<'static>> = LazyLock::new(|| {
    Finder::of_rule(["农产品", "特产", "地理标志", "特质农品", "名特优新", "区域公用品牌", "生态原产地"])
});

/// 甲粉条、甲花生等5个农产品|纳入…: a list of what is honoured.
static LIST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<list>\p{Han}{4,9}?(?:[、和]\p{Han}{4,9}?){0,7}?)等?[\d一二三四五六七八九十两多]{0,3}(?:个|种|款|项|类)?(?:特色|优质|优势|名优|地方)*(?:农产品|特产)(?:成功|先后|全部|均|被|分别)*(?:纳入|入选|列入|获|荣获|登上|通过|认定|评为)",
    )
});

/// 甲磨盘柿|被某部评为特质农品: what is honoured by itself.
static ONE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<list>\p{Han}{4,8}?(?:[、和]\p{Han}{4,8}?){0,7}?)(?:被[^，。]{0,16}?(?:评为|认定为|列为|授予)|(?:成功|先后|分别|双双)?(?:获批|获得|获评|荣获|获|入选|纳入|列入|成为|登记为|注册))(?:了)?[^，。]{0,12}?(?:农产品地理标志|地理标志|特质农品|名特优新|区域公用品牌|生态原产地)",
    )
});

/// Words that name no produce of one place.
static KIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"优质|有机|富硒|绿色|特色|[等各多共我某该其个家批种项]|产品|企业|公司|基地|合作社|品牌|全[国省市县]|产业|园区|[县市区镇村省]$|年|成功|已|农业|标准|^(?:新增|推荐|支持|推动|组织|指导|培育|申报)",
    )
});

/// Words in quotation marks that end in what is grown.
static GROWN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^\p{Han}{1,6}(?:大米|贡米|香米|小米|米|茶|苹果|柿|枣|梨|桃|橙|橘|柚|莓|葡萄|樱桃|核桃|板栗|花椒|辣椒|大蒜|生姜|香菇|木耳|枸杞|大闸蟹|小龙虾|粉条|花生|红薯|土豆|西瓜|蜜瓜|莲藕|茯苓|天麻|黄芪|当归|猕猴桃|百合|竹笋)$",
    )
});

/// What stands behind such words.
static SOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:首批|订单|种植|品牌|系列|礼盒|区域公用|公用品牌|标准化|产业|地理标志|特色|生产|示范|基地|牌|入选|获|走俏|热销|畅销|远销|火爆)",
    )
});

/// `programme/produce`: such produce.
pub(super) fn produce(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (clause, quotes) in sentence.clauses.iter().zip(&sentence.quotes) {
        let grown = quotes
            .iter()
            .filter(|quote| SOLD.is_match(quote.after) && GROWN.is_match(quote.inner) && !is_figure(quote, words));
        found.extend(grown.map(|quote| candidate(quote, "", None, RULE)));
        let slice = &sentence.text[clause.range()];
        if HONOURS.is_in(slice) {
            let named = |name: Span| Candidate::plain(clause.start + name.start, &slice[name.range()], RULE);
            found.extend(honoured(slice).into_iter().map(named));
        }
    }
    found
}

/// What a clause that honours produce names, all or nothing.
fn honoured(slice: &str) -> Vec<Span> {
    let Some(list) = LIST.captures(slice).or_else(|| ONE.captures(slice)).and_then(|found| found.name("list")) else {
        return Vec::new();
    };
    let mut items = members(slice, Span::from(list.range()), &['、', '和'], &[]);
    if items.iter().any(|item| KIND.is_match(&slice[item.range()])) {
        items.clear();
    }
    items
}
