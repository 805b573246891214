//! `recognition/award-quoted`: each quoted award of a list, with who gives it right before it.

use std::sync::LazyLock;

use super::rule::Match;
use super::{Clause, Scene};
use crate::document::clause::enclosed;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// A quotation that a verb of receiving brings in.
static QUOTED_AWARD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:(?:荣获|荣膺|获得|获评|摘得|夺得|斩获|被评为|评为|评定为|授予|追授为?|颁授|命名为|认定为|誉为|入选|列为|确定为|(?:认定|命名|评定|确定)[^“”，]{2,60}为|成为(?:全国|全省|国家|国内|首批|全球|世界|我国|中国))[^“”]*|获(?:[^批“”][^“”]*)?)“",
    )
});

/// Verbs of which any quoted words are an honour, right before them.
static HONOURS: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "(?:荣获|荣膺|获评|评为|评定为|命名为|认定为|誉为)(?:了|全国|全省|全市|国家级?|省级?|首批|\\p{Han}{2,3}[省市县区])*$|入选(?:了|全国|国家级?|世界|中国|首批|新一轮|第[一二三四五六七八九十]+[轮期批]|年度|\\p{Han}{2,3}[省市县区])*$",
    )
});

/// Giving, where nobody is said to receive it.
static GIVES: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:授予|追授|颁授|(?:认定|命名|评定|确定)(?P<who>[^为“”]))"));

/// What makes quoted words an award.
static AWARD: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "奖|勋章|激励|先进|单位|集体|个人|称号|荣誉|殊荣|案例|典型|示范|标兵|优秀|十佳|百强|十大|百佳|等级|城市|名单|名录|榜单|试点|标杆|最佳|模范|文明岗|先锋岗|文明号|能手|之乡|之都|之城|之家|红旗|劳模|卫士|楷模|领跑|[\\d十百]强",
    )
});

/// The years of a plan, quoted as its name.
static FIVE_YEARS: LazyLock<Pattern> = LazyLock::new(|| pattern("^“?十[一二三四五六七]五”?$"));

/// What somebody does, before quoted words that are its object.
static DOES: LazyLock<Pattern> = LazyLock::new(|| pattern("(?:开展|推进|推动|深化)[^“”，]*“?$"));

/// A prize behind what it is given for.
static PRIZE_BEHIND: LazyLock<Pattern> =
    LazyLock::new(|| pattern("^(?:等[^，“”]{0,8})?(?:国家|全国|中华|中国|[^，“”]{0,4}省)[^，“”]{2,16}奖"));

/// The noun of an honour, right behind its quotation and of no use without it: “五个一工程”|奖, “两山”|实践创新基地.
static NOUN_BEHIND: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        "^(?:提名)?(?:[特一二三优]等?)?奖|^(?:实践)?(?:创新|示范|试点|先行)(?:基地|城市|区|县|村|工程|项目|企业|单位)|^(?:试点|工厂|范例奖)",
    )
});

/// What brings quoted words in, from who is honoured by whom up to the first quotation mark.
struct Verb {
    cue: Span,
    /// The first quotation mark.
    first: usize,
    /// Whether any quoted words behind it are an honour.
    honours: bool,
    /// Whether who gives is who the clause is about: 授予甲公司“先进企业”称号.
    active: bool,
    /// Behind a verb of giving.
    given: usize,
}

/// The quoted awards of a clause.
pub(super) fn quoted_awards(scene: &Scene<'_>, clause: &Clause<'_>) -> Vec<Match> {
    let text = scene.document.text.as_str();
    let Some(verb) = Verb::of(scene, clause) else { return Vec::new() };
    let mut by = Span::new(verb.cue.start, verb.first);
    let mut end = verb.first;
    let mut found: Vec<Match> = Vec::new();
    for quote in enclosed(text, clause.span)
        .into_iter()
        .filter(|quote| quote.start >= verb.first && text[quote.start..].starts_with('“'))
    {
        let between = Span::new(end, quote.start);
        if between.len() > "以及".len() {
            by = between;
        }
        end = quote.end;
        let rest = &text[quote.end..clause.span.end];
        let after = words_after(rest);
        if verb.honours(scene, quote, rest) {
            let kind =
                if scene.words(quote).contains("案例") || after.contains("案例") { "modelCase" } else { "award" };
            // “甲工程”|奖: the noun of the honour behind its quotation.
            let noun = NOUN_BEHIND.find(rest).map_or(0, |noun| noun.end());
            found.push(Match {
                rule: "recognition/award-quoted",
                kind,
                cue: verb.cue.start,
                name: Span::new(quote.start, quote.end + noun),
                by,
                to: verb.active.then(|| Span::new(verb.given, verb.first)),
                gives: verb.active,
                rank: None,
            });
        }
    }
    found
}

impl Verb {
    /// The first of a clause.
    fn of(scene: &Scene<'_>, clause: &Clause<'_>) -> Option<Self> {
        let words = scene.words(clause.span);
        if !words.contains('“') {
            return None;
        }
        let cue = Span::from(QUOTED_AWARD.find(words)?.range()).shift(clause.span.start);
        let first = cue.end - '“'.len_utf8();
        // 某法院被区委授予“先进单位”称号: who gives stands between 被 and the verb.
        let before = scene.words(Span::new(clause.span.start, cue.start));
        let passive = before.rfind('被').map(|at| clause.span.start + at);
        // 被世界经济论坛评为“灯塔工厂”: such a verb leaves nothing to ask.
        let named = || passive.is_some_and(|by| !scene.bodies(Span::new(by, first)).is_empty());
        let honours = named() || HONOURS.is_match(scene.words(Span::new(cue.start, first)));
        // 授予甲公司等企业“先进企业”称号: who receives it stands between the verb and the name.
        let verb = GIVES.captures(scene.words(Span::new(cue.start, first)));
        // 认定|甲村等15个村|为“示范村”: what the pattern has looked at of who receives it belongs to them.
        let end = verb.as_ref().map(|verb| verb.name("who").map_or(verb[0].len(), |who| who.start()));
        let given = cue.start + end.unwrap_or(0);
        let active = passive.is_none() && verb.is_some() && !before.ends_with('获');
        Some(Self { cue: Span::new(passive.unwrap_or(cue.start), cue.end), first, honours, active, given })
    }

    /// Whether quoted words are an honour; `rest` is the clause behind them.
    fn honours(&self, scene: &Scene<'_>, quote: Span, rest: &str) -> bool {
        let after = words_after(rest);
        // 被誉为“…”的专家: what somebody is called in passing.
        let in_passing = scene.document.text.as_str()[..quote.start].ends_with("誉为")
            && (after.starts_with('的') || after.starts_with("之称的"));
        // 授予“甲发现”国家自然科学奖一等奖, 确定为开展“乙”试点的省份: what is honoured for it, what somebody is to do.
        let done = || DOES.is_match(scene.words(Span::new(self.cue.start, quote.start)));
        let for_it = || self.active && PRIZE_BEHIND.is_match(rest);
        // 入选某省“十四五”规划重大项目: a time, and no honour.
        let time = || FIVE_YEARS.is_match(scene.words(quote));
        !in_passing
            && !time()
            && !done()
            && !for_it()
            && (self.honours || AWARD.is_match(scene.words(quote)) || AWARD.is_match(after))
    }
}

/// The next few characters behind a quotation, up to the next one.
fn words_after(rest: &str) -> &str {
    /// Characters.
    const FEW: usize = 10;
    let end = rest.char_indices().enumerate().find(|(count, (_, c))| *count == FEW || *c == '“');
    &rest[..end.map_or(rest.len(), |(_, (at, _))| at)]
}
