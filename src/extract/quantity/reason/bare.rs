//! Numbers without a unit: formulas, marks of lists, labels, codes, names, parts of words.

use oxsdatatypes::Decimal;

use super::super::super::numeral::Form;
use super::super::LeftOut;
use super::{Look, continues_an_ordinal};
use crate::lexicon::numerals::Label;

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
        // 6.8级地震, 12级台风: which one.
        reason: LeftOut::Name,
        holds: |look| {
            let kind = look.after.strip_prefix('级').map(|rest| rest.strip_prefix("以上").unwrap_or(rest));
            is_arabic(look)
                && kind.is_some_and(|rest| {
                    ["地震", "余震", "台风", "大风", "阵风"].iter().any(|noun| rest.starts_with(noun))
                })
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
    let spoken = look.begins() && look.spelled() && look.after.starts_with(['是', '要']);
    let cell = look.before.trim_end_matches([' ', '|', '\t', '\u{3000}']);
    let alone = is_arabic(look) && (cell.is_empty() || cell.ends_with('\n')) && is_whole_cell(look.after);
    let column =
        is_arabic(look) && (cell.is_empty() || cell.ends_with('\n')) && look.after.starts_with(['\u{3000}', '\t']);
    bracketed || set_off || spoken || (alone || column) && look.low().value() < Decimal::from(1000)
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
