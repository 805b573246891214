//! 自治区, 省, 市, 县, 区 … said of the area that a case is about: `市中院` in a case of 桂林市, `省财政厅` in one of 江苏省.
//!
//! Such a word is no name of a place by itself; it stands for one at the head of the name of a body.

use std::sync::LazyLock;

use super::context::Context;
use super::{Mention, PlaceReferent, Referent, beginning_in};
use crate::document::clause::lines;
use crate::document::{Case, Document};
use crate::lexicon::Lexicon;
use crate::lexicon::finder::Finder;
use crate::lexicon::register::{Level, Register};
use crate::span::Span;

/// The rule of these mentions.
pub const LEVEL: &str = "place/level";

static LEVEL_WORDS: LazyLock<Finder<'static>> =
    LazyLock::new(|| Finder::of_rule(["自治区", "自治州", "自治县", "省", "市", "县", "区", "州", "盟", "旗"]));

/// "Our", "this" and "that" may stand before them.
const OWN: [char; 3] = ['我', '本', '该'];

/// Characters before 省 that make it a group, or part of another word: 各省 "every province", 节省 "save".
const NOT_BEFORE_PROVINCE: &str = "各全两多跨每外邻本节反市县";

/// The characters that phrases and the words before names end with: 与市中院, 推动市财政局, 报县政府, 协调区法院. After any other
/// the word ends a name that no register has (芒街市), or another word (城市, 园区).
const PHRASE_ENDS: &str = "与和及同由向经在对把将会到为是从据按照被让请以给跟并而且即也又如像至于了着的等获合调动导托织持促系接立过实彻受取得报送交派聘求责头管示入建办署知务助来年月日前后时中下里内起今现此该其有使往赴需应可已曾均共先再拟凭用领委";

/// Characters that make a word with 市: 城市 "city", 超市 "supermarket", 上市 "listed", 各市 "every city".
const NOT_BEFORE_CITY: &str = "城都超上门集夜闹股楼车早菜开入行利全各两多跨每地级互边商花渔鱼牛旧书街省县区罢退列";

/// Characters that make a word with 区: 园区 "park", 地区 "region", 社区 "community", 各区 "every district".
const NOT_BEFORE_DISTRICT: &str = "园地辖社城新山片小校街景灾港库军农牧林矿厂选特郊市老县治全各两多跨每边海湖河湾开高保产商务工业功能经税济技示范试验贸合作自疫院";

/// Characters that make a word with 县: 各县 "every county".
const NOT_BEFORE_COUNTY: &str = "各全两多跨每邻郡市区省旗治族外";

/// Words before a level word that speak of several areas.
const OF_SEVERAL: [&str; 9] = ["设区的", "地级", "县级", "设区", "较大的", "相关", "有关", "其他", "部分"];

/// The level words of a case that stand for an area, as mentions of it; those inside one of `places`,
/// which are in the order of the text, are part of its name.
pub fn levels(
    document: &Document,
    case: &Case,
    context: &Context,
    places: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let (text, register) = (document.text.as_str(), &lexicon.register);
    let mut found = Vec::new();
    for line in lines(text, case.reporters.into_iter().chain(case.prose())) {
        let places = beginning_in(places, line);
        for word in LEVEL_WORDS.find_iter(&text[line.range()]) {
            let level = word.span.shift(line.start);
            let own = text[line.start..level.start].chars().next_back().filter(|before| OWN.contains(before));
            let span = Span::new(level.start - own.map_or(0, char::len_utf8), level.end);
            let word = &text[span.range()];
            let in_name = places.iter().any(|place| place.span.overlaps(span));
            let (before, after) = (&text[line.start..span.start], &text[span.end..line.end]);
            // 巴塞罗那|市政府: that of a place abroad, or of any that no register has.
            let abroad = places.iter().any(|place| {
                place.span.end == span.start && matches!(place.referent, Referent::Place(PlaceReferent::Named { .. }))
            });
            if in_name || abroad || !(stands_alone(before, word) || heads_body(before, word, after, lexicon)) {
                continue;
            }
            // 我市企业赴广州参展，|市|商务局…: of the area that the text does not name.
            let of_own =
                || context.place().is_none() && word.starts_with(OWN[0]) || says_ours(&text[line.range()], word);
            let code = meant(word, context, register)
                .or_else(|| (!of_own()).then(|| named_before(span, word, places, register)).flatten());
            if let Some(code) = code {
                found.push(Mention { span, rule: LEVEL, referent: Referent::Place(PlaceReferent::Admin(code)) });
            }
        }
    }
    found
}

/// Whether a phrase can begin after these words.
pub(super) fn begins_phrase(before: &str) -> bool {
    before.chars().next_back().is_none_or(|last| !last.is_alphabetic() || PHRASE_ENDS.contains(last))
}

/// Whether a level word is one, by what stands before it.
pub(super) fn stands_alone(before: &str, word: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return true };
    if word.starts_with(OWN) || word.starts_with("自治") {
        return last != '族' && last != '各';
    }
    // 省、市政府 are the governments of several areas.
    let listed = before.strip_suffix('、').is_some_and(ends_in_a_level);
    let several = OF_SEVERAL.iter().any(|words| before.ends_with(words));
    let fits = if word == "省" { !NOT_BEFORE_PROVINCE.contains(last) } else { begins_phrase(before) };
    fits && last != '）' && !listed && !several
}

/// Whether a list ends with a level word: 各省、, but not 示范区、.
fn ends_in_a_level(list: &str) -> bool {
    list.strip_suffix(['省', '市', '县', '区', '州'])
        .is_some_and(|before| begins_phrase(before) || before.ends_with(['各', '全', '两', '多', '自', '级', '）']))
        || list.ends_with("自治区")
}

/// Whether a level word after any other word heads the name of a body: 携手市财政局, 团市委; not 城市管理局, 社区服务中心.
fn heads_body(before: &str, word: &str, after: &str, lexicon: &Lexicon) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    let makes_a_word = match word {
        "省" => NOT_BEFORE_PROVINCE.contains(last),
        "市" => NOT_BEFORE_CITY.contains(last),
        "区" => NOT_BEFORE_DISTRICT.contains(last),
        "县" => NOT_BEFORE_COUNTY.contains(last),
        _ => true,
    };
    let several = OF_SEVERAL.iter().any(|words| before.ends_with(words));
    let listed = before.ends_with('、');
    !makes_a_word && !several && !listed && last.is_alphabetic() && lexicon.agencies.body_at(after).is_some()
}

/// The area of the case that a level word means.
fn meant(word: &str, context: &Context, register: &Register) -> Option<&'static str> {
    let is =
        |code: &&'static str, kind: char| register.division(code).is_some_and(|division| division.name.ends_with(kind));
    match word.trim_start_matches(OWN) {
        "自治区" | "省" => context.province,
        "市" => {
            let of_county = context.county.filter(|code| is(code, '市'));
            of_county.or(context.city).or(context.province.filter(|code| is(code, '市')))
        }
        "州" | "自治州" | "盟" => context.city,
        "区" => context.county.filter(|code| is(code, '区')).or(context.province.filter(|code| is(code, '区'))),
        "县" | "自治县" => context.county.filter(|code| is(code, '县')),
        kind => context.county.filter(|code| kind.starts_with(|c| is(code, c))),
    }
}

/// Whether a line calls an area of that kind its own.
fn says_ours(line: &str, word: &str) -> bool {
    line.match_indices(OWN[0]).any(|(at, own)| line[at + own.len()..].starts_with(word))
}

/// Where the context does not say: the area of the level that the line names last before the word.
fn named_before(span: Span, word: &str, places: &[Mention], register: &Register) -> Option<&'static str> {
    let kind = word.trim_start_matches(OWN);
    let level = match kind {
        "县" | "区" | "自治县" | "旗" => Level::County,
        "市" | "州" | "自治州" | "盟" => Level::Prefecture,
        _ => Level::Province,
    };
    let before = places.iter().filter(|place| place.span.end <= span.start);
    let of_level = before.filter_map(|place| match place.referent {
        Referent::Place(PlaceReferent::Admin(code)) => {
            let division = register.division(code).filter(|division| division.name.ends_with(kind))?;
            // 北京市 and its like are cities, too.
            let fits = division.level == level || (division.level == Level::Province && level == Level::Prefecture);
            fits.then_some((place.span.start, division.code))
        }
        _ => None,
    });
    of_level.max_by_key(|(start, _)| *start).map(|(_, code)| code)
}
