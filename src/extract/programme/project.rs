//! Projects by the name of who builds them or of what is built: `石桥文旅小镇项目，项目位于…`, `恒瀚刨花板项目建成投产`.
//!
//! Of projects a report names hundreds by their kind alone (新能源项目, 产业项目): a name is only what is described behind it as a
//! form does, or what something became of and that no word of a kind describes.

use std::sync::LazyLock;

use super::{Candidate, Sentence};
use crate::document::clause::members;
use crate::lexicon::finder::Finder;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::ProgrammeWords;
use crate::span::Span;

static NOUN: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::of_rule(["项目"]));

/// What parts a name from the words before it.
static PARTS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"[^\p{Han}\w—－\-·+（）]|[的了和及与将由为对是]|(?:推进|推动|加快|实施|建设|引进|依托|指导|支持|开工|建成)",
    )
});

/// How a form goes on behind the name of what it describes.
static DESCRIBED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:位于|坐落于|坐落在|选址|地处|(?:计划|概算|估算)?总投资|由[^，。]{2,24}(?:投资|建设|开发)|占地|规划占地|规划用地|原为|前身)",
    )
});

/// The same where the noun is said again behind a mark: 甲项目，|项目位于….
static DESCRIBED_NEXT: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:该?项目|建设地点|地点)?(?:位于|坐落于|坐落在|选址|地处|(?:计划|概算|估算)?总投资)"));

/// What becomes of a project that is built.
static BECOMES: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:已|已经|均|全面|顺利|正式|成功|如期|相继|先后|提前\p{Han}{0,3})*(?:开工|建成|竣工|完工|投产|投用|投运|试运行|试生产|落地|签约|封顶|建设完成|主体完工|主体封顶|点火|并网)",
    )
});

/// Words of a kind, of which one makes what stands before the noun no name.
static KIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"重[点大要]|产业|民生|招商|合作|投资|[新续在改扩]建|技改|基础设施|工业|农业|建设|[各多该此其这]|亿|[\d一二三四五六七八九十百千两几]+(?:余)?[个批条处家]|[首批]|全[国省市县区]|高端|智能|绿色|新型|年产|精密|特种|生态|现代|标准|城市|城镇|老旧|农村|乡村|新能源|招引|签约|开工|落地|前期|储备|配套|示范|试点|专项|改造|治理|整治|工程|储能|光伏|风电|制造|加工|外资|央企|国企|民企|企业|政府|国家|省级|市级|县级|一体化|系列|类$|等$|文旅$|旅游$|物流$|康养$|体育$|科技$|研究$|科研$|科普$|课题$|服务$|惠民$|住房$|公益$|扶贫$|帮扶$|债券?$|环保$|水利$|交通$|能源$|电力$|教育$|医疗$|卫生$|养老$|文化$|商贸$|房地产$|材料$|化工$|创业$|创新$|拟|未|后$",
    )
});

/// Fewest and most characters before the noun: of what something became of, and of what is described.
const BUILT: std::ops::RangeInclusive<usize> = 5..=16;
const OF_FORM: std::ops::RangeInclusive<usize> = 4..=20;

/// 甲刨花板、乙碳纤维等12个重点项目|开工建设: a list of such projects.
static LIST: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?P<list>[\p{Han}A-Z\d]{5,14}?(?:、[\p{Han}A-Z\d]{5,14}?){1,7}?)等(?:一批)?(?:\d+个)?(?:重大|重点|亿元以上|标志性|支撑性|优质|工业|产业)*项目(?:已|均|全面|顺利|正式|成功|相继|先后|陆续)*(?:开工|建成|竣工|完工|投产|投用|落地|签约)",
    )
});

/// The items of such a list, where none is of a kind only.
fn listed(slice: &str, words: &ProgrammeWords) -> Vec<Span> {
    let Some(list) = LIST.captures(slice).and_then(|found| found.name("list")) else { return Vec::new() };
    let mut items = members(slice, Span::from(list.range()), &['、'], &[]);
    let named = |item: &Span| {
        let item = &slice[item.range()];
        is_name(item.strip_suffix("项目").unwrap_or(item), false, words)
    };
    if !items.iter().all(named) {
        items.clear();
    }
    items
}

/// `programme/project`: such a project.
pub(super) fn projects(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let mut found = Vec::new();
    for (at, clause) in sentence.clauses.iter().enumerate() {
        let slice = &sentence.text[clause.range()];
        if !NOUN.is_in(slice) {
            continue;
        }
        let next = sentence.clauses.get(at + 1).map_or("", |next| &sentence.text[next.range()]);
        let mut projects = listed(slice, words);
        for noun in NOUN.find_iter(slice) {
            let after = &slice[noun.span.end..];
            let form = DESCRIBED.is_match(after) || after.is_empty() && DESCRIBED_NEXT.is_match(next);
            if !form && !BECOMES.is_match(after) {
                continue;
            }
            let start = PARTS.find_iter(&slice[..noun.span.start]).last().map_or(0, |mark| mark.end());
            // 甲项目位于…: nothing but the name stands before it, where a form describes it.
            if is_name(&slice[start..noun.span.start], form && start == 0, words) {
                projects.push(Span::new(start, noun.span.end));
            }
        }
        let named = |name: Span| Candidate::plain(clause.start + name.start, &slice[name.range()], "programme/project");
        found.extend(projects.into_iter().map(named));
    }
    found
}

fn is_name(before: &str, form: bool, words: &ProgrammeWords) -> bool {
    let length = if form { OF_FORM } else { BUILT };
    length.contains(&before.chars().count())
        && !KIND.is_match(before)
        && words.specific_length(before) >= 4
        && words.verbs(before).is_empty()
}
