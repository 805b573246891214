//! Names inside names: lists in one quotation, in brackets, joined by +, or after 由…组成.

use std::sync::LazyLock;

use super::quoted::Quote;
use super::{Candidate, Sentence};
use crate::document::clause::enclosed;
use crate::lexicon::pattern::{Pattern, pattern};
use crate::lexicon::programmes::{Head, HeadClass, ProgrammeWords};
use crate::span::Span;

/// The noun that says a quoted list is a list of names: 等多项改革举措.
static LIST_OF: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(r"^等[\p{Han}\d]{0,8}?(?:举措|措施|制度|机制|服务|做法|模式|改革|活动|行动|品牌|产品|应用|场景)")
});

/// 由甲、乙、丙等九个模块组成, 包括甲、乙、丙等子系统.
static COMPOSED: LazyLock<Pattern> = LazyLock::new(|| {
    pattern(
        r"由([^，。；]+?)(?:等)?(?:[一二三四五六七八九十两\d]+[个大])?(?:功能)?(?:模块|板块|子系统|系统|平台|专区)(?:组成|构成)",
    )
});

/// Things counted in a quotation, before the brackets that list them: 八平台（甲、乙、丙）.
static COUNTED: LazyLock<Pattern> = LazyLock::new(|| pattern(r"[一二三四五六七八九十两\d]\p{Han}{1,4}$"));

/// A figure or a letter that stands for one.
static NUMBERS: LazyLock<Pattern> = LazyLock::new(|| pattern(r"^[\dA-Za-z]"));

/// A part with fewer characters is a common noun (法律咨询), not a name.
const SHORTEST_PART: usize = 6;

/// `programme/listed`: each name of a list inside one quotation that a verb brings in.
pub(super) fn listed(quote: &Quote, words: &ProgrammeWords) -> Vec<Candidate> {
    let strong = words.verbs(quote.before).pop().is_some_and(|(_, verb)| verb.strong);
    if !strong || !quote.inner.contains('、') || !LIST_OF.is_match(quote.after) || is_couplet(quote.inner) {
        return Vec::new();
    }
    let start = quote.outer.start + '“'.len_utf8();
    pieces(quote.inner, &['、'])
        .into_iter()
        .filter(|(_, piece)| piece.chars().count() >= 3)
        .map(|(at, piece)| Candidate::plain(at + start, piece, "programme/listed"))
        .collect()
}

/// “一窗受理、一次办结”: two halves that begin alike and are as long as each other are one name.
fn is_couplet(quoted: &str) -> bool {
    let Some((one, other)) = quoted.split_once('、') else { return false };
    let length = one.chars().count();
    (4..=6).contains(&length) && other.chars().count() == length && one.starts_with('一') && other.starts_with('一')
}

/// `programme/bracketed`: the parts listed in brackets right after a quoted name: “一网一窗”（网上大厅、综合窗口）.
pub(super) fn bracketed(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let text = sentence.text;
    let mut found = Vec::new();
    for clause in sentence.clauses.iter().filter(|clause| text[clause.range()].contains('（')) {
        for pair in enclosed(text, *clause) {
            let before = &text[clause.start..pair.start];
            let listing = (text[pair.range()].starts_with('（') && before.ends_with('”'))
                || (text[pair.range()].starts_with('“') && text[pair.range()].contains('（'));
            if !listing || !words.verbs(before).pop().is_some_and(|(_, verb)| verb.strong) {
                continue;
            }
            if text[pair.range()].starts_with('（') && before.ends_with('”') {
                found.extend(in_brackets(text, pair));
            } else if text[pair.range()].starts_with('“') {
                let inner = Span::new(pair.start + '“'.len_utf8(), pair.end - '”'.len_utf8());
                let counted = |bracket: &Span| COUNTED.is_match(&text[inner.start..bracket.start]);
                found.extend(
                    enclosed(text, inner).into_iter().filter(counted).flat_map(|bracket| in_brackets(text, bracket)),
                );
            }
        }
    }
    found
}

/// The parts that a bracket lists.
fn in_brackets(text: &str, bracket: Span) -> Vec<Candidate> {
    let start = bracket.start + '（'.len_utf8();
    let Some(inner) = text[bracket.range()].strip_prefix('（').and_then(|inner| inner.strip_suffix('）')) else {
        return Vec::new();
    };
    let parts = pieces(inner, &['、', '和', '及']);
    // 锰矿开采和生产过程中存在严重污染的甲县、乙县: what is described is no list of names.
    let listed = parts.len() >= 3 && !inner.contains(['，', '。', '；', '的']) && !are_slogans(&parts);
    parts
        .into_iter()
        .filter(|_| listed)
        .map(|(at, part)| Candidate::plain(at + start, part, "programme/bracketed"))
        .collect()
}

/// Most characters of a part that has a name.
const LONGEST_PART: usize = 14;

/// “五个江州”（生态江州、创新江州、文化江州）, “三同时”（同时设计、同时施工、同时投产）: what an area is to be or to do, over and
/// over, and sentences.
fn are_slogans(parts: &[(usize, &str)]) -> bool {
    let end = |part: &str| part.char_indices().rev().nth(1).map(|(at, _)| part[at..].to_owned());
    let last = end(parts[0].1);
    let adjectives = parts.iter().all(|(_, part)| part.chars().count() == 4 && end(part) == last);
    adjectives
        || parts.iter().any(|(_, part)| part.chars().count() > LONGEST_PART)
        || parts.iter().all(|(_, part)| part.starts_with("同时"))
}

/// `programme/composed` and `programme/joined`: 由电子地图、学习平台等九个模块组成; “云超市+在线调解项目”.
pub(super) fn composed(sentence: &Sentence, words: &ProgrammeWords) -> Vec<Candidate> {
    let text = sentence.text;
    let mut found = Vec::new();
    for (clause, quotes) in sentence.clauses.iter().zip(&sentence.quotes) {
        let words_of_clause = &text[clause.range()];
        let composed = words_of_clause.contains('由').then(|| COMPOSED.captures(words_of_clause)).flatten();
        if let Some(captures) = composed {
            let list = captures.get(1).expect("the pattern has this group");
            let start = clause.start + list.start();
            let named = |(at, part): (usize, &str)| {
                let long = part.chars().count() >= SHORTEST_PART;
                long.then(|| Candidate::plain(at + start, part, "programme/composed"))
            };
            found.extend(pieces(list.as_str(), &['、', '和', '及']).into_iter().filter_map(named));
        }
        found.extend(quotes.iter().flat_map(|quote| joined(quote, words)));
    }
    found
}

/// “云超市+在线调解项目”: two programmes in one project; the head noun and what is generic before it belong to the whole.
fn joined(quote: &Quote, words: &ProgrammeWords) -> Vec<Candidate> {
    let whole = |at: Span, head: Head| {
        at.end == quote.inner.len() && matches!(head.class, HeadClass::Scheme | HeadClass::Carrier)
    };
    let last = words.heads(quote.inner).pop().filter(|(at, head)| whole(*at, *head));
    let Some((head, _)) = last.filter(|_| quote.inner.contains('+')) else { return Vec::new() };
    let start = quote.outer.start + '“'.len_utf8();
    let parts = pieces(words.without_generic_end(&quote.inner[..head.start]), &['+']);
    // 互联网+监管, 4+4科创工程: what is general or only counts is no part with a name of its own.
    let general = |part: &str| part.chars().count() < 3 || words.specific_length(part) < 2 || NUMBERS.is_match(part);
    if parts.len() < 2 || parts.iter().any(|(_, part)| general(part)) {
        return Vec::new();
    }
    parts.into_iter().map(|(at, part)| Candidate::plain(at + start, part, "programme/joined")).collect()
}

/// The pieces of a list with their offsets, quotation marks taken off.
fn pieces<'t>(list: &'t str, separators: &[char]) -> Vec<(usize, &'t str)> {
    let held = enclosed(list, Span::new(0, list.len()));
    let mut found = Vec::new();
    let mut start = 0;
    let cuts = list.char_indices().filter(|(at, character)| {
        separators.contains(character) && !held.iter().any(|pair| pair.start < *at && *at < pair.end)
    });
    for (at, end) in cuts.map(|(at, character)| (at, at + character.len_utf8())).chain([(list.len(), list.len())]) {
        let piece = &list[start..at];
        let bare = piece.trim_start_matches(['“', ' ']);
        let name = bare.trim_end_matches(['”', ' ']).trim_end_matches('等');
        if !name.is_empty() {
            found.push((start + piece.len() - bare.len(), name));
        }
        start = end;
    }
    found
}
