//! Numbers without a unit: formulas, marks of lists, labels, codes, names, parts of words.

use oxsdatatypes::Decimal;

use super::super::super::numeral::Form;
use super::super::LeftOut;
use super::{Look, continues_an_ordinal};
use crate::lexicon::numerals::Label;
use crate::span::ending;

/// A rule for a number without a unit.
struct WithoutUnit {
    reason: LeftOut,
    holds: fn(&Look<'_>) -> bool,
}

const WITHOUT_UNIT: [WithoutUnit; 14] = [
    WithoutUnit {
        // 5G, 4K: letters go on.
        reason: LeftOut::Name,
        holds: |look| is_arabic(look) && look.after.starts_with(|c: char| c.is_ascii_alphabetic()),
    },
    WithoutUnit {
        // 6.8级地震, 12级台风: which one; only earthquakes are told with a decimal.
        reason: LeftOut::Name,
        holds: |look| {
            const NOUNS: [&str; 8] = ["地震", "余震", "强震", "大震", "中强地震", "台风", "大风", "阵风"];
            let kind = look.after.strip_prefix('级').map(|rest| {
                ["以上", "及以上", "左右"].iter().find_map(|bound| rest.strip_prefix(bound)).unwrap_or(rest)
            });
            let named = |rest: &str| NOUNS.iter().any(|noun| rest.starts_with(noun)) || look.words.contains('.');
            is_arabic(look) && kind.is_some_and(named)
        },
    },
    WithoutUnit {
        // 7×24, 1+N: a formula.
        reason: LeftOut::Formula,
        holds: |look| {
            const SIGNS: [char; 9] = ['×', '✕', 'x', 'X', '*', '+', '＋', '=', '＝'];
            look.after.starts_with(SIGNS) || look.before.ends_with(SIGNS)
        },
    },
    WithoutUnit {
        // 【2023】, 入选2023政法创新案例: a year in brackets or in a name.
        reason: LeftOut::Date,
        holds: |look| {
            let year = look.words.len() == 4 && (look.words.starts_with("19") || look.words.starts_with("20"));
            year && (is_bracketed(look) || look.after.starts_with(|c: char| c.is_alphabetic() && !c.is_ascii()))
        },
    },
    WithoutUnit {
        // 一、, （二）, 3., [4]: a mark of a list.
        reason: LeftOut::Heading,
        holds: is_list_mark,
    },
    WithoutUnit {
        // 附表3, 第5页: a mark of the text.
        reason: LeftOut::Structure,
        holds: |look| label(look) == Some(Label::Structure),
    },
    WithoutUnit {
        // 21世纪, 9时.
        reason: LeftOut::Date,
        holds: |look| label(look) == Some(Label::Date),
    },
    WithoutUnit {
        // 12345热线, 0771-5601234: a number to call.
        reason: LeftOut::Code,
        holds: |look| is_arabic(look) && (label(look) == Some(Label::Code) || is_code(look)),
    },
    WithoutUnit {
        // 3号楼, 2.0版, 500强: a name.
        reason: LeftOut::Name,
        holds: |look| is_arabic(look) && (label(look) == Some(Label::Name) || look.words.ends_with(".0")),
    },
    WithoutUnit {
        // 第1、2: the ordinal goes on.
        reason: LeftOut::Ordinal,
        holds: |look| continues_an_ordinal(look.before),
    },
    WithoutUnit {
        // “832”, 《2020》: a name in brackets.
        reason: LeftOut::Name,
        holds: |look| {
            let pairs = [('“', '”'), ('"', '"'), ('《', '》'), ('〈', '〉')];
            pairs.iter().any(|(open, close)| look.before.ends_with(*open) && look.after.starts_with(*close))
        },
    },
    WithoutUnit {
        // 六方面: parts of the text.
        reason: LeftOut::Structure,
        holds: |look| look.spelled() && look.lexicon.units.counts_structure(look.after),
    },
    WithoutUnit {
        // 四川, 千方百计: part of a word.
        reason: LeftOut::Word,
        holds: |look| !is_arabic(look),
    },
    WithoutUnit {
        // an Arabic number that nothing explains.
        reason: LeftOut::Bare,
        holds: |_| true,
    },
];

/// What a number without a unit is.
pub(in super::super) fn without_unit(look: &Look<'_>) -> LeftOut {
    WITHOUT_UNIT.iter().find(|row| (row.holds)(look)).map_or(LeftOut::Bare, |row| row.reason)
}

fn is_arabic(look: &Look<'_>) -> bool {
    look.low().form == Form::Arabic
}

fn label(look: &Look<'_>) -> Option<Label> {
    look.lexicon.numerals.beside(look.before, look.after)
}

/// A number that begins a line or a sentence and is set off, one in brackets of its own, or 一是 and 二要.
fn is_list_mark(look: &Look<'_>) -> bool {
    let bracketed = is_bracketed(look) && !look.before.ends_with('〔');
    let set_off = look.begins() && look.after.starts_with(['、', '.', '．', '）', ')']);
    // 1.2.|3　…: the last part of the number of a heading.
    let parted = is_arabic(look) && look.after.starts_with(['.', ' ', '\u{3000}', '、']) && follows_parts(look.before);
    // （负责）|2．…: an item behind the bracket that ends the one before.
    let behind = look.before.ends_with('）') && look.after.starts_with('．');
    let spoken = look.begins() && look.spelled() && look.after.starts_with(['是', '要']);
    let cell = look.before.trim_end_matches([' ', '|', '\t', '\u{3000}']);
    let alone = is_arabic(look) && (cell.is_empty() || cell.ends_with('\n')) && is_whole_cell(look.after);
    let column =
        is_arabic(look) && (cell.is_empty() || cell.ends_with('\n')) && look.after.starts_with(['\u{3000}', '\t']);
    bracketed || set_off || parted || behind || spoken || (alone || column) && look.low().value() < Decimal::from(1000)
}

/// Whether nothing but numbers with a full stop behind each stands before on the line.
fn follows_parts(before: &str) -> bool {
    /// Longest number of a heading before its last part, in characters: 10.12.3.
    const LONGEST: usize = 10;
    let near = ending(before, LONGEST + 1);
    let line = near.rsplit_once('\n').map_or(near, |(_, line)| line);
    let whole = line.len() < near.len() || near.len() == before.len();
    let is_part = |part: &str| matches!(part.len(), 1 | 2) && part.bytes().all(|byte| byte.is_ascii_digit());
    whole && line.ends_with('.') && line.trim_start().split_terminator('.').all(is_part)
}

/// Whether a number has brackets of its own.
fn is_bracketed(look: &Look<'_>) -> bool {
    let open = look.before.ends_with(['（', '(', '[', '【', '〔', '［']);
    open && look.after.starts_with(['）', ')', ']', '】', '〕', '］'])
}

/// Whether nothing follows in the cell of a table, which goes to a tab, a bar or the end of the line.
fn is_whole_cell(after: &str) -> bool {
    let after = after.trim_start_matches([' ', '\u{3000}']);
    after.is_empty() || after.starts_with(['\n', '\t', '|'])
}

/// Telephone numbers, identity numbers and short numbers to call.
fn is_code(look: &Look<'_>) -> bool {
    let digits = look.words.chars().filter(char::is_ascii_digit).count();
    let plain = look.words.chars().all(|c| c.is_ascii_digit() || c == '-');
    let joined = |c: Option<char>, next: Option<char>| {
        matches!(c, Some('-' | '—' | '－')) && next.is_some_and(|c| c.is_ascii_digit())
    };
    let (mut ahead, mut behind) = (look.after.chars(), look.before.chars().rev());
    let dashed = joined(ahead.next(), ahead.next()) || joined(behind.next(), behind.next());
    let short = digits == 5 && ["12", "95", "96"].iter().any(|start| look.words.starts_with(start));
    plain && (dashed || digits >= 8 || short || look.words.starts_with('0') && digits > 1)
}
