//! Campaigns of the Party and of governments, by what they are called: `“作风建设年”活动`, `“三抓三促”行动`, `“我为群众办实事”实践活动`.
//!
//! What puts a measure into effect (专项行动, 攻坚行动, 进校园活动) is a programme; a campaign is about how all work is to be done.

use std::sync::LazyLock;

use crate::lexicon::pattern::{Pattern, pattern};
use crate::span::Span;

/// “…年”活动, “三个年”活动; “三争”行动, “三抓三促”活动, what is striven for counted; “暖企助企”行动;
/// quoted themes of learning, practice and conduct; and “八场硬仗”, fights that are counted.
static QUOTED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"“(?:[\p{Han}、]{2,12}年|[一二三四五六七八九十]个年)”(?:专项|主题)?活动|“(?:[一二三四五六七八九十双][争创抓比促转提治讲亮看评强问查改学做树除破立](?:\p{Han}?[一二三四五六七八九十双]?[争创抓比促转提治讲亮看评强问查改学做树除破立建]){0,2})”(?:主题|攻坚|专项)?(?:活动|行动)|“(?:[助暖惠稳护安帮扶亲]企){2}”(?:专项|主题|攻坚)?(?:活动|行动)|“\p{Han}{4,8}[、，]\p{Han}{4,10}”(?:主题|专题|系列)?(?:教育)?活动|“[\p{Han}、，·\d]{3,24}”(?:专题|主题|集中)?(?:实践|学习教育|专题教育|主题教育|教育整顿|教育实践|学习实践|警示教育|大讨论)活动|“\p{Han}{3,8}[、，][\p{Han}、，]{3,24}”(?:专题|主题)教育|“[一二三四五六七八九十]+(?:场硬仗|大攻坚战|大战役|大会战)”",
    )
});

/// “清河行动”, “六网会战”: quoted whole, behind the verb of carrying out what has been resolved; what somebody sets about himself (开展
/// “…行动”) is a programme.
static QUOTED_WHOLE: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"(?:实施|推行|推进|围绕|贯彻|落实)(?:好|了)?(?P<name>“[\p{Han}\d]{2,8}(?:行动|大?会战)”)")
});

/// “十大行动” counts them.
static COUNTED: LazyLock<Pattern> =
    LazyLock::new(|| pattern(r"^“[一二三四五六七八九十两\d]+[大项个类]?(?:行动|大?会战)”$"));

/// 作风建设年活动 behind what is done with it.
static PLAIN: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"(?:开展|深化|推进|实施|启动|部署|参加|结合|以|抓好|落实|是)(?:了|好|为期一年的)*(?P<name>(?:[\p{Han}“”]{4,12}年|\p{Han}{2,10}(?:教育实践|学习实践))活动)",
    )
});

/// Words of a name that count years or say which year it is, and name no theme.
static NO_THEME: LazyLock<Pattern> = LazyLock::new(|| {
    pattern("[的了在和与等]|[一二三四五六七八九十两近去今明本每当同多几]年|周年|全年|常年|历年|青年|少年|老年|新年")
});

/// The campaigns of a line: the words that name one, and its name.
pub(super) fn campaigns(text: &str, line: Span) -> Vec<(Span, String)> {
    let slice = &text[line.range()];
    if !["活动", "行动", "会战", "教育", "硬仗", "攻坚战", "战役"].iter().any(|noun| slice.contains(noun))
    {
        return Vec::new();
    }
    let quoted = QUOTED.find_iter(slice).map(|name| name.range());
    let plain = PLAIN.captures_iter(slice).filter_map(|hit| hit.name("name"));
    let plain = plain.filter(|name| !NO_THEME.is_match(name.as_str()) && !name.as_str().starts_with('”'));
    let whole = QUOTED_WHOLE.captures_iter(slice).filter_map(|hit| hit.name("name"));
    let whole = whole.filter(|name| !COUNTED.is_match(name.as_str()));
    let names = quoted.chain(whole.map(|name| name.range())).chain(plain.map(|name| name.range()));
    names.map(|name| (Span::from(name.clone()).shift(line.start), slice[name].to_owned())).collect()
}
