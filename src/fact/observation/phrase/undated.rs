//! The words before a number without the dates in them, and without what opens them: a sign of a list, the number of an item, an hour.

use std::borrow::Cow;

use crate::document::{Rank, numbering};
use crate::extract::date::{DateMention, Role};
use crate::fact::Scene;
use crate::lexicon::edge::last_place;
use crate::lexicon::set::Characters;
use crate::span::Span;

/// The words before a number without the dates in them and what opens them.
pub(super) fn without_dates<'a>(scene: &Scene<'a>, dates: &[DateMention], before: Span) -> Cow<'a, str> {
    let text = scene.document.text.as_str();
    let mut words = String::new();
    let mut from = before.start;
    let against = |date: &DateMention| date.role == Role::Comparison && stands_against(text, before, date.span);
    let told = |date: &&DateMention| date.role != Role::Comparison || date.period.is_none() || against(date);
    for date in dates.iter().filter(|date| before.contains(date.span)).filter(told) {
        if against(date) {
            let ahead = scene.words(Span::new(from.min(date.span.start), date.span.start));
            words.push_str(ahead.trim_end_matches(['与', '同', '和']));
            from = date.span.end + "相比".len();
            continue;
        }
        // 年末余额, 年末常住人口: the date is part of the name.
        let stock =
            scene.words(date.span).ends_with("年末") && text[date.span.end..].starts_with(char::is_alphanumeric);
        let end = if stock { date.span.end - "年末".len() } else { date.span.end };
        let ahead = scene.words(Span::new(from.min(date.span.start), date.span.start));
        let ahead = if from == before.start && heads_line(scene, before, date.span) { "" } else { ahead };
        // 力争到|2025年, 自|2010年以来.
        words.push_str(ahead.strip_suffix(['到', '自', '至']).unwrap_or(ahead));
        from = end;
    }
    let last = scene.words(Span::new(from.min(before.end), before.end));
    if words.is_empty() {
        return Cow::Borrowed(without_opening(last));
    }
    words.push_str(last);
    Cow::Owned(without_opening(&words).to_owned())
}

/// 粮食|全年农作物播种面积: the head of a paragraph of a bulletin, run together with its first sentence.
fn heads_line(scene: &Scene<'_>, before: Span, date: Span) -> bool {
    /// Longest head, and shortest name behind it, in characters.
    const HEAD: usize = 5;
    const NAME: usize = 4;
    let text = scene.document.text.as_str();
    let head = scene.words(Span::new(before.start, date.start));
    let opens = || before.start == 0 || text[..before.start].ends_with('\n');
    ["全年", "年末"].iter().any(|word| text[date.start..].starts_with(word))
        && (2..=HEAD).contains(&head.chars().count())
        && head.chars().all(char::is_alphabetic)
        && opens()
        && text[date.end..before.end].chars().count() >= NAME
}

/// 与2011年相比: what a number is compared with is not its name.
fn stands_against(text: &str, before: Span, date: Span) -> bool {
    text[before.start..date.start].ends_with(['与', '同', '和']) && text[date.end..before.end].starts_with("相比")
}

/// The words before a number that have no dates, after a 以来, a colon or a number of an item.
fn without_opening(words: &str) -> &str {
    static COLONS: Characters = Characters::of("：:】");
    let words = without_bullet(words);
    let words = last_place(words, "以来").map_or(words, |at| &words[at + "以来".len()..]);
    let behind = COLONS.are_in(words).then(|| words.rsplit(['：', ':', '】']).next()).flatten();
    let words = behind.filter(|after| !after.trim().is_empty()).unwrap_or(words);
    // （其中|独立学院164所）: the bracket that opens before the number closes behind it.
    let words = words.strip_prefix(['（', '(']).filter(|rest| !rest.contains(['）', ')'])).unwrap_or(words);
    // 市监局|（知识产权局）指导…: a second name of the subject.
    let words = match words.strip_prefix('（').and_then(|rest| rest.split_once('）')) {
        Some((_, rest)) if !rest.trim().is_empty() => rest,
        _ => words,
    };
    let words = words.trim_start_matches(['）', ')']);
    let words = without_hour(without_article(&words[spoken(words)..]));
    words.strip_prefix("期间").unwrap_or(words)
}

/// • 学校, —— 截至年末: the sign of an item of a list is not part of what it says.
fn without_bullet(words: &str) -> &str {
    let bare = words.trim_start_matches(['•', '●', '◆', '■', '▲', '★', '※', '▪', '◎', '○']);
    let bare = bare.strip_prefix("——").or_else(|| bare.strip_prefix("- ")).unwrap_or(bare);
    bare.trim_start()
}

/// Bytes of a spoken number (一是, 另一方面) that the words begin with.
fn spoken(words: &str) -> usize {
    // 一是, 另一方面; 二、 where a paragraph begins with its number.
    let number = numbering(words).filter(|number| {
        let marked = words[..number.length].trim_end().ends_with(['、', '）', '.', '．']);
        !words.starts_with('第') && (number.rank == Rank::Spoken || marked)
    });
    number.map_or(0, |number| number.length)
}

/// 第九条 对…作出处理后: the number of an article is not part of what it says.
fn without_article(words: &str) -> &str {
    /// Longest number, in characters.
    const LONGEST: usize = 6;
    let numbered = words.strip_prefix('第').and_then(|rest| rest.split_once('条'));
    let article = numbered.filter(|(number, _)| {
        number.chars().count() <= LONGEST
            && number.chars().all(|c| c.is_ascii_digit() || "〇零一二三四五六七八九十百".contains(c))
    });
    article
        .filter(|(_, rest)| rest.starts_with([' ', '\u{3000}', '\u{a0}']))
        .map_or(words, |(_, rest)| rest.trim_start())
}

/// 4时30分|派遣医疗队: at what time of the day.
fn without_hour(words: &str) -> &str {
    let digits = |words: &str| words.bytes().take_while(u8::is_ascii_digit).count();
    let part = |words: &'_ str, unit: char| {
        let length = digits(words);
        (1..=2).contains(&length).then(|| words[length..].strip_prefix(unit).map(str::len)).flatten()
    };
    let Some(left) = part(words, '时') else { return words };
    let rest = &words[words.len() - left..];
    part(rest, '分').map_or(rest, |left| &rest[rest.len() - left..]).trim_start_matches(['许', '左', '右', '，'])
}
