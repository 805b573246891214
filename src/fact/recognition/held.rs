//! Honours that somebody is told to have, without a verb of receiving: under a label (`所获荣誉：…`), in a list that says that
//! it is one (`拥有国家森林城市、国家园林城市等荣誉`), as what somebody is (`是国家历史文化名城、全国文明城市`).

use std::sync::LazyLock;

use super::honour::kind;
use super::object::Object;
use super::rule::Match;
use super::{Clause, Scene};
use crate::document::clause::enclosed;
use crate::lexicon::honours::{HonourHead, HonourVerb, HonourWords};
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A label under which honours stand.
static LABEL: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"^(?:[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十\d]{1,3}）|\d{1,2}[.．、])?[^，：。“”]{0,6}?(?:荣誉|获奖|奖项|品牌影响|城市名片)[^，：。“”]{0,4}[：:]",
    )
});

/// What may stand before the names under a label.
static HAVING: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:并|还|现|已|曾|先后|累计|连续|共)*(?:获得|荣获|拥有|有|为|是|获)?"));

/// Who has a list of what the end of the clause calls honours.
static HAS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:拥有|享有|坐拥|(?:^|[^没具所未含设占现共只])有)(?P<list>[^，]{6,}?(?:荣誉称号|称号|荣誉|殊荣|国字号?品牌|国字号?招牌|金字招牌|城市名片))$",
    )
});

/// 享有“中国茶叶之乡”的美誉: as what somebody is known.
static KNOWN_AS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:享有|素有|拥有|赢得)(?P<list>“[^，]{4,}”)(?:等)?(?:的)?(?:美誉|美称|盛誉|之称|称号|称谓|金字招牌|城市名片|名片)$",
    )
});

/// What somebody is; but 这是, 就是, 重点是 and the like say something else.
static IS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("^(?P<who>[^，“”]{0,24}?)是(?P<list>(?:“?(?:国家|全国|中国|世界|省)|\\p{Han}{2,3}省)[^，]{2,})$")
});

/// What ends the words before 是 that makes it say something else.
const OTHER: [&str; 22] = [
    "不", "就", "都", "还", "这", "那", "凡", "而", "或", "别", "要", "只", "可", "于", "总", "正", "即", "点", "标",
    "象", "一", "务",
];

/// Adds the honours that a clause says somebody has.
pub(super) fn held(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let words = scene.words(clause.span);
    let lexicon = &scene.lexicon.honours;
    if let Some(list) = under_label(scene, clause, words) {
        return read(scene, clause, list, true, |_| true);
    }
    for shape in [&*HAS, &*KNOWN_AS] {
        if let Some(list) = shape.captures(words).and_then(|found| found.name("list")) {
            let known = |name: &str| lexicon.begins_with_level(name) || is_own(name, lexicon);
            return read(scene, clause, Span::from(list.range()), true, known);
        }
    }
    let Some(found) = IS.captures(words) else { return Vec::new() };
    let who = found.name("who").map_or("", |who| who.as_str());
    if OTHER.iter().any(|end| who.ends_with(end)) {
        return Vec::new();
    }
    let list = found.name("list").expect("the pattern has this group");
    read(scene, clause, Span::from(list.range()), false, |name| is_high(name, lexicon))
}

/// What stands under a label of honours: in its own clause, or in one behind it in the sentence.
fn under_label(scene: &Scene<'_>, clause: &Clause<'_>, words: &str) -> Option<Span> {
    let first = scene.words(*clause.sentence.clauses.first()?);
    let label = LABEL.find(first)?;
    let from = if clause.at == 0 { label.end() } else { 0 };
    let having = HAVING.find(&words[from..]).map_or(0, |having| having.end());
    Some(Span::new(from + having, words.len()))
}

/// The honours of a list; `apt` says of the name of each whether it is one here.
fn read(scene: &Scene<'_>, clause: &Clause<'_>, list: Span, firm: bool, apt: impl Fn(&str) -> bool) -> Vec<Match> {
    let words = scene.words(clause.span);
    let lexicon = &scene.lexicon.honours;
    let held = enclosed(words, Span::new(0, words.len()));
    let class = HonourVerb::Award;
    let mut object = Object { words, held: &held, span: list, class, firm, rated: false, quoted: true };
    let names = object.names(lexicon).into_iter();
    let names = names.filter(|(name, _)| apt(words[name.range()].trim_matches(['“', '”'])));
    let found = names.map(|(name, own)| Match {
        rule: "recognition/held",
        kind: kind(class, &words[name.range()], lexicon),
        cue: clause.span.start + list.start,
        name: name.shift(clause.span.start),
        by: own.shift(clause.span.start),
        to: None,
        gives: false,
        rank: None,
    });
    found.collect()
}

fn is_own(name: &str, lexicon: &HonourWords) -> bool {
    lexicon.head(name) == Some(HonourHead::Own)
}

/// Whether a name says by itself that it is an honour of a whole country or province.
fn is_high(name: &str, lexicon: &HonourWords) -> bool {
    let strong = || lexicon.marks(name).is_some_and(|marks| marks.level && marks.strong);
    is_own(name, lexicon) || strong() || name.contains("A级") || name.ends_with("遗产")
}
