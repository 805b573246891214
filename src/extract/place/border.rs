//! What two countries share, and areas by their letters: `中越边境地区（东兴—芒街）`, `中越北仑河`, `中方`, `京沪穗深四地`.

use std::sync::LazyLock;

use super::river::{RIVER, waters};
use super::{Found, Scene};
use crate::extract::PlaceReferent;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A border, bridge or road named after two countries.
pub(super) const PAIR: &str = "place/pair";
const SIDE: &str = "place/side";
/// A province or city by its letter.
pub(super) const LETTER: &str = "place/letter";

static PAIR_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    let expression =
        "(中)([越老缅泰印尼巴阿塔吉哈俄蒙朝韩日])(?:(边境)(?:地区)?(?:（[^（）\n]{1,12}）)?|(\\p{Han}{1,3}?[河江湖]))?";
    pattern(expression)
});

/// The letters of countries far away, in names of zones and bridges only: 中德生态园, 中意宁波生态园.
static FAR_PAIR: LazyLock<Pattern> = LazyLock::new(|| pattern("中[德法英意马柬新葡韩白埃埃]|马中"));

/// What two countries, or one with us, do with each other: trade, relations, cooperation.
const BETWEEN: &str = "经贸|贸易|关系|两国|双边|双方|建交|友好|企业|合资|产能|投资|外贸|边贸";

/// 中美|贸易, 中德|两国: China and the other country.
static TWO_WORDS: LazyLock<Pattern> = LazyLock::new(|| {
    let expression = format!("(中)([越老缅泰柬印俄蒙朝韩日美英法德])(?:{BETWEEN})");
    pattern(&expression)
});

/// 对|美|出口, 对|俄|贸易: the country traded with.
static TRADE_WORDS: LazyLock<Pattern> =
    LazyLock::new(|| pattern("对(越|老|缅|泰|俄|蒙|朝|韩|日|美|英|法|德)(?:进出口|出口|进口|贸易|经贸|投资|外贸)"));

/// 日韩 where no day ends with 日 (今日|韩国): Japan and Korea.
static JAPAN_AND_KOREA: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[、，（对与和及赴向从在])(日)(韩)(?:$|[、，。；）等]|两国|企业|客商|市场|游客|产业|贸易|合作|地区|航线|出口|进口|投资)",
    )
});

/// 美国、|日、韩: letters in a list of countries.
static LISTED_LETTERS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:美国|欧盟|东盟|日本|韩国|俄罗斯|德国|英国|法国|印度|澳大利亚|巴西|越南|泰国)、([日韩美俄英法德])(?:[、和与]([日韩美俄英法德]))?(?:$|[、，。；等为和与两三])",
    )
});

/// 粤港澳, and not the bay area called so.
static HONG_KONG_AND_MACAO: LazyLock<Pattern> = LazyLock::new(|| pattern("(粤)(港)(澳)"));

/// 京津 where both cities are meant, and no region of them: 与京津|及周边, 京津|客商.
static BEIJING_AND_TIANJIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:^|[，、。；（与和向对及环赴从在到入])(京)(津)(?:$|[、，。；）及等]|两地|周边|市场|客商|企业|科技|项目|产业|资源|高校|游客|居民|人才)",
    )
});

/// Letters of provinces and cities, and how many there are: 京沪穗深|四|地.
static LETTERED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "([京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤青藏川宁琼滇港澳穗深杭甬蓉]{2,6})([两三四五六七八九])(?:省|市|地|区)",
    )
});

/// Letters of provinces in a list, and that they are provinces: 晋、陕、甘、宁、豫|5省区.
static LETTERS_APART: LazyLock<Pattern> = LazyLock::new(|| {
    let letter = "[京津沪渝冀豫辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵黔粤青藏川宁琼滇新]";
    pattern(&format!(
        "({letter}(?:、{letter})+)(?:等)?(?:[0-9两三四五六七八九十]+个?)?(?:省区|省市|省份|省（|省[^、道级])"
    ))
});

/// The cities that have such a letter.
const CITY_LETTERS: [(&str, &str); 5] =
    [("穗", "广州市"), ("深", "深圳市"), ("杭", "杭州市"), ("甬", "宁波市"), ("蓉", "成都市")];

static SIDE_WORDS: LazyLock<Pattern> = LazyLock::new(|| pattern("([中越老缅泰俄蒙朝韩日美英法德])方"));

/// Characters that end another word with 中 before 方 (集中方式), and that go on with one (越方便).
const NOT_BEFORE_SIDE: &str = "其集当空心之高初国从居适适";
const NOT_AFTER_SIDE: &str = "法面向式便案针圆位程块言阵可能才略";

/// The two letters of every pair of countries in a line, for names that begin with it (中越友谊大桥); and what the line names
/// by these rules.
pub(super) fn border(scene: &Scene<'_>, line: Span) -> (Vec<Span>, Vec<Found>) {
    let text = &scene.text[line.range()];
    let shift = |start: usize, end: usize| Span::new(start, end).shift(line.start);
    let (mut pairs, mut found) = (Vec::new(), Vec::new());
    for hit in PAIR_WORDS.captures_iter(text) {
        let (all, last) = (hit.get(0).expect("group 0 is the match"), hit.get(2).expect("every branch has it"));
        if let Some(border) = hit.get(3) {
            let name = format!("{}地区", &text[all.start()..border.end()]);
            let referent = PlaceReferent::Named { name, kind: "region", within: None };
            found.push(Found::new(shift(all.start(), all.end()), PAIR, referent));
        } else if let Some(river) = hit.get(4).filter(|river| !scene.lexicon.places.is_generic(river.as_str())) {
            let name = river.as_str().to_owned();
            let referent = PlaceReferent::Named { name, kind: "natural", within: None };
            let span = shift(all.start(), all.end());
            found.push(Found { name_start: line.start + river.start(), ..Found::new(span, RIVER, referent) });
        } else {
            pairs.push(shift(all.start(), last.end()));
        }
    }
    let far = FAR_PAIR.find_iter(text).filter(|pair| !ends_another_word(text, pair.start()));
    pairs.extend(far.map(|pair| shift(pair.start(), pair.end())));
    pairs.sort_by_key(|pair| pair.start);
    found.extend(sides(scene, line));
    found.extend(partners(scene, line));
    found.extend(lettered(scene, line));
    found.extend(waters(scene, line));
    (pairs, found)
}

/// Whether 中 belongs to the word before it: 集|中, 其|中.
fn ends_another_word(text: &str, at: usize) -> bool {
    text[..at].chars().next_back().is_some_and(|c| NOT_BEFORE_SIDE.contains(c))
}

/// Countries by their letters in words for trade and relations: both of 中美贸易 and 日韩市场, the other one of 对美出口.
fn partners(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let two =
        TWO_WORDS.captures_iter(text).filter(|hit| hit.get(0).is_some_and(|all| !ends_another_word(text, all.start())));
    let letters = two
        .chain(TRADE_WORDS.captures_iter(text))
        .chain(JAPAN_AND_KOREA.captures_iter(text))
        .chain(LISTED_LETTERS.captures_iter(text))
        .flat_map(|hit| [hit.get(1), hit.get(2)])
        .flatten();
    let countries = letters.filter_map(|letter| {
        let code = scene.lexicon.places.country_of_letter(letter.as_str())?;
        Some(Found::new(Span::from(letter.range()).shift(line.start), SIDE, PlaceReferent::Country(code)))
    });
    countries.collect()
}

/// 京沪穗深四地, 皖浙两省: provinces and cities by their letters, as many as the words behind count.
fn lettered(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let mut found = Vec::new();
    // 粤港澳|海关 are three.
    let goes_on = |end: usize| text[end..].starts_with("大湾区") || text[end..].starts_with("海关");
    for hit in HONG_KONG_AND_MACAO.captures_iter(text).filter(|hit| !hit.get(0).is_some_and(|all| goes_on(all.end()))) {
        let letters = [(1, "440000"), (2, "810000"), (3, "820000")];
        found.extend(letters.into_iter().filter_map(|(at, code)| {
            let span = Span::from(hit.get(at)?.range()).shift(line.start);
            Some(Found::new(span, LETTER, PlaceReferent::Admin(code)))
        }));
    }
    let two = BEIJING_AND_TIANJIN.captures_iter(text).filter_map(|hit| hit.get(1));
    found.extend(two.flat_map(|first| by_letters(scene, "京津", line.start + first.start())));
    for (at, xinjiang) in text.match_indices('疆') {
        let before = text[..at].chars().next_back();
        let inside = text[at + xinjiang.len()..].starts_with('内') && before.is_none_or(|c| !"边新南北东".contains(c));
        let whole = before == Some('全');
        if whole || inside {
            let start = if whole { at - '全'.len_utf8() } else { at };
            let end = at + xinjiang.len() + if whole { 0 } else { '内'.len_utf8() };
            found.push(Found::new(Span::new(start, end).shift(line.start), LETTER, PlaceReferent::Admin("650000")));
        }
    }
    for list in LETTERS_APART.captures_iter(text).filter_map(|hit| hit.get(1)) {
        found.extend(by_letters(scene, list.as_str(), line.start + list.start()));
    }
    for hit in LETTERED.captures_iter(text) {
        let letters = hit.get(1).expect("the pattern has it");
        let count = letters.as_str().chars().count();
        let counted = "两三四五六七八九".chars().position(|c| hit[2].starts_with(c)).is_some_and(|at| at + 2 == count);
        let listed = scene.lexicon.places.name_at(letters.as_str()).is_some_and(|(end, _)| end == letters.len());
        if !counted || listed {
            continue;
        }
        found.extend(by_letters(scene, letters.as_str(), line.start + letters.start()));
    }
    found
}

/// The provinces and cities that a run or a list of letters begins at `start` names.
fn by_letters(scene: &Scene<'_>, letters: &str, start: usize) -> Vec<Found> {
    let named = letters.char_indices().filter(|(_, letter)| *letter != '、').filter_map(|(at, letter)| {
        let span = Span::new(at, at + letter.len_utf8());
        let word = &letters[span.range()];
        let city = CITY_LETTERS.iter().find(|(own, _)| *own == word).map(|(_, name)| *name);
        let division = match city {
            Some(name) => scene.register().named(name).next(),
            None => scene.register().abbreviated(word),
        };
        Some(Found::new(span.shift(start), LETTER, PlaceReferent::Admin(division?.code)))
    });
    named.collect()
}

/// 中方, 越方: the side of a country.
fn sides(scene: &Scene<'_>, line: Span) -> Vec<Found> {
    let text = &scene.text[line.range()];
    let sides = SIDE_WORDS.captures_iter(text).filter_map(|hit| {
        let all = hit.get(0).expect("group 0 is the match");
        let before = ends_another_word(text, all.start());
        let after = text[all.end()..].chars().next().is_some_and(|c| NOT_AFTER_SIDE.contains(c));
        let code = scene.lexicon.places.country_of_letter(&hit[1])?;
        let span = Span::from(all.range()).shift(line.start);
        (!before && !after).then(|| Found::new(span, SIDE, PlaceReferent::Country(code)))
    });
    sides.collect()
}
