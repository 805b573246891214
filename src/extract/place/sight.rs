//! Single mountains, bridges, temples and rivers, by what stands before them: the town that they lie in (`大伦镇|红旗河`), words
//! that say where or what something is (`坐落于|莲峰山`, `明洪武年间的|灞陵桥`), or by two more of a list (`白云寺、观音洞、老君山`).

use std::sync::LazyLock;

use super::sister::Reader;
use super::{Found, Scene, locality};
use crate::extract::cover::Cover;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// What ends the names of sights that stand alone.
const NOUNS: &str =
    "山|河|湖|江|溪|涌|峡谷|瀑布|溶洞|洞|寺|古寺|庙|塔|古塔|桥|古桥|祠堂|书院|古街|老街|故居|旧址|遗址|古城墙|牌坊";

/// The same where a list shows what they are.
const LISTED_NOUNS: &str = "山|湖|溪|泉|峡|洞|瀑布|峡谷|寺|庙|塔|祠|古街|老街|古镇|古村|古寨|古城|故居|旧址|遗址|石窟|土楼|梯田|溶洞|天池|书院|桥|岩|岭|峰|湾|岛";

/// Nouns, and characters behind them that make another word.
const OTHER_WORDS: [(&str, &str); 10] = [
    ("山", "区村镇乡林水地药货坡体羊岭庄茶"),
    ("河", "流湖长村镇乡东西南北"),
    ("江", "河苏西湖村镇南北"),
    ("湖", "泊村镇乡区南北"),
    ("溪", "流村镇乡"),
    ("涌", "现入出动泉"),
    ("桥", "头村梁隧镇乡"),
    ("洞", "村穴察"),
    ("塔", "村吊"),
    ("庙", "村会镇"),
];

/// Words right before a sight.
static TOLD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(&format!(
        "(?:位于|坐落于|坐落在|地处|毗邻|紧邻|紧靠|背靠|背倚|[东南西北](?:临|依|倚|靠|枕)|境内有|村内有|文物保护单位|文保单位|登上|游览|俯瞰|森林公园|名胜区|A级景区|名山|古刹|名刹|(?:年间|时期|朝|代|著名|闻名)的)(\\p{{Han}}{{2,4}}?(?:{NOUNS}))(?:$|[，。；、（）“和与等]|又名|又称|是|位于|坐落|始建|建于|海拔|脚下|景点|风景|旅游)"
    ))
});

/// A sight that a sentence begins with: 慈云寺|位于, 回澜塔|（又名文笔塔），始建于.
static SUBJECT: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[。；！])[ 　]*(\\p{Han}{2,8}?(?:山|湖|港湾|泉|洞|岛|寺|庙|塔|祠|桥|阁|亭|宫|陵|墓|书院|故居|旧址|遗址|古街|老街|古城|祠堂|教堂|清真寺|会馆|民居|大院|瀑布|峡谷|石窟))(?:（[^（）]{1,20}）)?(?:，[^，。；]{1,14})?，?(?:位于|坐落于|坐落在|地处|始建于|建于|又名|又称|古称|成功入选|入选|获评|上榜|跻身)",
    )
});

/// A mountain by what only mountains have: 白龙山|山脊.
static OF_MOUNTAIN: LazyLock<Pattern> =
    LazyLock::new(|| pattern("(\\p{Han}{2,6}?[山岭])(?:山脊|山麓|山腰|山顶|主峰|山脚|脚下|为中心|[东南西北]麓)"));

/// Three sights and more.
static THREE: LazyLock<Pattern> = LazyLock::new(|| {
    let item = format!("\\p{{Han}}{{2,8}}(?:{LISTED_NOUNS})");
    pattern(&format!("{item}、{item}(?:、{item})+"))
});

/// A sight before a mark of lists: asked first, because lists of three are dear to look for.
static BEFORE_MARK: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("(?:{LISTED_NOUNS})、")));

/// What stands in a town right behind its name.
static BEHIND: LazyLock<Pattern> = LazyLock::new(|| pattern(&format!("^\\p{{Han}}{{2,4}}(?:{NOUNS})")));

/// The sights of a line that stand alone; `names` are the areas found in it, `outer` its zones, facilities, towns and villages.
pub(super) fn sights(scene: &Scene<'_>, line: Span, names: &[Found], outer: &[Found]) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let reader = Reader { scene, line };
    let told = TOLD.captures_iter(text).filter_map(|hit| Some(Span::from(hit.get(1)?.range()).shift(line.start)));
    let mut spans: Vec<Span> = told.collect();
    let subject = SUBJECT.captures_iter(text).filter_map(|hit| Some(Span::from(hit.get(1)?.range()).shift(line.start)));
    spans.extend(subject);
    spans.extend(mountains(scene, text, line));
    spans.extend(listed(&reader, text, line));
    let towns = outer.iter().filter(|place| place.rule == locality::LOCALITY);
    spans.extend(towns.filter_map(|town| behind(scene, line, town)));
    if spans.is_empty() {
        return Vec::new();
    }
    // 老|君山: what a name only holds.
    let held = |place: &&Found| {
        spans.iter().any(|span| span.contains(place.span) && place.span.start > span.start && !scene.in_full(place))
    };
    let areas = names.iter().filter(|place| !held(place));
    let taken = Cover::new(areas.chain(outer).map(|place| place.span));
    let mut found: Vec<Found> = Vec::new();
    for span in spans.into_iter().filter(|span| !taken.overlaps(*span)) {
        let new = found.iter().all(|other| !other.span.overlaps(span));
        found.extend(reader.sight(span).filter(|_| new));
    }
    found
}

/// The mountains of which is said what only mountains have, from the word or place on that stands before them.
fn mountains(scene: &Scene<'_>, text: &str, line: Span) -> Vec<Span> {
    let told = OF_MOUNTAIN.captures_iter(text).filter_map(|hit| hit.get(1));
    let named = told.filter_map(|words| {
        let own = words.as_str();
        let side = ["东岸", "西岸", "南岸", "北岸", "岸边", "境内"]
            .iter()
            .filter_map(|side| Some(own.rfind(side)? + side.len()));
        let start = words.start() + side.max().unwrap_or(0).max(scene.name_start(own));
        let name = &text[start..words.end()];
        (name.chars().count() == 3).then(|| Span::new(start, words.end()).shift(line.start))
    });
    named.collect()
}

/// The members of lists of three sights at least.
fn listed(reader: &Reader<'_>, text: &str, line: Span) -> Vec<Span> {
    let mut spans = Vec::new();
    if BEFORE_MARK.find_iter(text).nth(1).is_none() {
        return spans;
    }
    for list in THREE.find_iter(text) {
        let mut end = line.start + list.end();
        let mut members = Vec::new();
        for (at, item) in list.as_str().split('、').rev().enumerate() {
            let start = end - item.len();
            let first = at > 0 && start == line.start + list.start();
            let next = line.start + list.start() + list.len();
            let span = if first {
                reader.before(Span::new(end + '、'.len_utf8(), next))
            } else {
                Some(Span::new(start, end))
            };
            members.extend(span.filter(|span| reader.sight(*span).is_some()));
            end = start.saturating_sub('、'.len_utf8());
        }
        if members.len() > 2 {
            spans.extend(members);
        }
    }
    spans
}

/// The sight right behind the name of a town.
fn behind(scene: &Scene<'_>, line: Span, town: &Found) -> Option<Span> {
    let rest = &scene.text[town.span.end..line.end];
    let sight = BEHIND.find(rest)?;
    let next = rest[sight.end()..].chars().next();
    let other = OTHER_WORDS
        .iter()
        .any(|(noun, after)| sight.as_str().ends_with(noun) && next.is_some_and(|next| after.contains(next)));
    (!other).then(|| Span::new(town.span.end, town.span.end + sight.end()))
}
